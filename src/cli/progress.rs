//! How far long work is: a bar with rate and time left on a terminal, and one line for every 10 % elsewhere. What is done within
//! a moment says nothing.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::telemetry::{is_hushed, tell};

/// Work that is done sooner is not told of.
const A_MOMENT: Duration = Duration::from_secs(1);
/// How often the bar is drawn anew.
const DRAWN_EVERY: Duration = Duration::from_millis(200);
/// The columns of the bar.
const WIDTH: u64 = 20;

/// One piece of work after the other, such as importing rows and comparing them.
pub struct Progress {
    is_terminal: bool,
    /// What is being done, such as `imported`.
    doing: &'static str,
    unit: &'static str,
    begun: Instant,
    drawn: Option<Instant>,
    /// The tenths that were told.
    tenths: u64,
}

impl Progress {
    /// Nothing is done yet of what is counted in `unit`.
    pub fn new(unit: &'static str) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self { is_terminal, doing: "", unit, begun: Instant::now(), drawn: None, tenths: 0 }
    }

    /// So much is done, of so much.
    pub fn tell(&mut self, doing: &'static str, done: u64, of: u64) {
        if self.doing != doing {
            self.end();
            (self.doing, self.begun, self.tenths) = (doing, Instant::now(), 0);
        }
        // Of many small steps the clock is not read for each.
        if is_hushed() || (of > 10_000 && !done.is_multiple_of(64)) || self.begun.elapsed() < A_MOMENT {
            return;
        }
        let percent = done.min(of) * 100 / of.max(1);
        let words = sentence(doing, self.unit, (done, of), self.begun.elapsed());
        if self.is_terminal {
            if self.drawn.is_none_or(|drawn| drawn.elapsed() >= DRAWN_EVERY) {
                self.drawn = Some(Instant::now());
                // Nobody seeing it is no reason to fail.
                drop(write!(io::stderr().lock(), "\r{} {percent:>3} %  {words}\u{1b}[K", bar(percent)));
            }
        } else if percent / 10 > self.tenths {
            self.tenths = percent / 10;
            tell(format_args!("{} %: {words}", self.tenths * 10));
        }
    }

    /// Takes the bar away: what comes next has a line of its own.
    fn end(&mut self) {
        if self.drawn.take().is_some() {
            drop(write!(io::stderr().lock(), "\r\u{1b}[K"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

fn bar(percent: u64) -> String {
    let full = percent.min(100) * WIDTH / 100;
    (0..WIDTH).map(|at| if at < full { '#' } else { '.' }).collect()
}

fn sentence(doing: &str, unit: &str, (done, of): (u64, u64), since: Duration) -> String {
    let rate = u128::from(done) * 1_000 / since.as_millis().max(1);
    let left = u128::from(of.saturating_sub(done)) / rate.max(1);
    format!("{doing} {done} of {of} {unit}, {rate} a second, {left} s left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_with_rate_and_time_left() {
        let told = sentence("imported", "rows", (30_000, 90_000), Duration::from_secs(3));
        assert_eq!(told, "imported 30000 of 90000 rows, 10000 a second, 6 s left");
        assert!(sentence("compared", "rows", (0, 0), Duration::ZERO).ends_with("0 s left"));
    }

    #[test]
    fn a_bar_is_as_full_as_the_work_is_done() {
        assert_eq!((bar(0), bar(50)), (".".repeat(20), "#".repeat(10) + &".".repeat(10)));
        assert_eq!((bar(99), bar(100)), ("#".repeat(19) + ".", "#".repeat(20)));
    }
}
