//! The time at the beginning of a log line (RFC 3339, UTC, microseconds).

use std::cell::RefCell;
use std::fmt::Write as _;

use super::escape::certain;
use crate::clock::{Timestamp, moment};

thread_local! {
    /// The second that was written last, as text: many lines share one.
    static SECOND: RefCell<(i64, String)> = const { RefCell::new((i64::MIN, String::new())) };
}

/// Writes what time it is.
pub fn write_now(line: &mut String) {
    let (seconds, microseconds) = moment();
    write_moment(line, seconds, microseconds);
}

fn write_moment(line: &mut String, seconds: i64, microseconds: u32) {
    SECOND.with_borrow_mut(|(known, text)| {
        if *known != seconds {
            text.clear();
            certain(write!(text, "{}", Timestamp(seconds)));
            *known = seconds;
        }
        line.push_str(text.trim_end_matches('Z'));
    });
    certain(write!(line, ".{microseconds:06}Z"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_its_date_and_six_digits() {
        let mut line = String::new();
        for (seconds, microseconds) in [(1_800_000_000, 1), (1_800_000_000, 999_999), (1_800_000_001, 0), (0, 5)] {
            write_moment(&mut line, seconds, microseconds);
            line.push(' ');
        }
        let expected = "2027-01-15T08:00:00.000001Z 2027-01-15T08:00:00.999999Z 2027-01-15T08:00:01.000000Z \
                        1970-01-01T00:00:00.000005Z ";
        assert_eq!(line, expected);
    }
}
