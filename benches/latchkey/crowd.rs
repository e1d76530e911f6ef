//! The load: visitors on two threads. All visitors of a thread ask before the first of them reads, so that the server
//! always has something to do and the load itself costs little.

use std::time::{Duration, Instant};

use crate::server::Server;
use crate::visitor::{Step, Visitor};

const THREADS: usize = 2;

/// Visitors, by the thread that moves them.
pub struct Crowd(Vec<Vec<Visitor>>);

impl Crowd {
    /// So many visitors of the app `client`, who ask for `scope`.
    pub fn new(server: &Server, size: usize, client: &'static str, scope: &'static str) -> Self {
        let share = |_| (0..size / THREADS).map(|_| Visitor::new(server, client, scope)).collect();
        Self((0..THREADS).map(share).collect())
    }

    /// Everybody, one after the other.
    pub fn visitors(&mut self) -> impl Iterator<Item = &mut Visitor> {
        self.0.iter_mut().flatten()
    }

    /// Everybody takes all steps so often; returns how often somebody did.
    pub fn take_times(&mut self, steps: &[Step], times: usize) -> u64 {
        self.each_thread(|visitors| {
            (0..times).for_each(|_| take(visitors, steps));
            times
        })
    }

    /// Everybody takes all steps again and again; returns how often somebody did.
    pub fn take_for(&mut self, steps: &[Step], duration: Duration) -> u64 {
        let begun = Instant::now();
        self.each_thread(|visitors| {
            let mut times = 0;
            while begun.elapsed() < duration {
                take(visitors, steps);
                times += 1;
            }
            times
        })
    }

    fn each_thread(&mut self, work: impl Fn(&mut [Visitor]) -> usize + Sync) -> u64 {
        let work = &work;
        std::thread::scope(|scope| {
            let threads: Vec<_> =
                self.0.iter_mut().map(|visitors| scope.spawn(move || work(visitors) * visitors.len())).collect();
            threads.into_iter().map(|thread| u64::try_from(thread.join().unwrap()).unwrap()).sum()
        })
    }
}

fn take(visitors: &mut [Visitor], steps: &[Step]) {
    for step in steps {
        visitors.iter_mut().for_each(|visitor| visitor.ask(*step));
        visitors.iter_mut().for_each(|visitor| visitor.answered(*step));
    }
}
