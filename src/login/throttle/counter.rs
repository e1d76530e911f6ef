//! What is counted for one key, and how the memory for all of them stays bounded (row 64).

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use crate::clock::Timestamp;
use crate::config::settings::Rate;
use crate::secret::Digest;

/// The most counters kept, and how many are left when those that failed least often went.
pub const MAX_COUNTERS: usize = 100_000;
const COUNTERS_LEFT: usize = 75_000;

/// Failures and tries under way of one key.
pub struct Counter {
    /// When the window of the failures ends.
    pub until: Timestamp,
    /// Failures in the window.
    pub failures: u32,
    /// Tries under way.
    pub pending: u32,
    /// Tells those who wait that a try was settled; `None` as long as nobody ever waited.
    pub settled: Option<Arc<Notify>>,
}

impl Counter {
    /// How long until the next try; `None` when it is now.
    pub fn blocked(&self, rate: Rate, now: Timestamp) -> Option<Duration> {
        (self.failures >= rate.events && self.until > now).then(|| self.until.remaining(now))
    }

    /// How many tries may begin.
    pub fn free(&self, rate: Rate) -> u32 {
        rate.events.saturating_sub(self.failures.saturating_add(self.pending))
    }

    /// Counts a failure; the first one opens the window.
    pub fn fail(&mut self, rate: Rate, now: Timestamp) {
        if self.failures == 0 || self.until <= now {
            (self.until, self.failures) = (now.after(rate.window), 0);
        }
        self.failures = self.failures.saturating_add(1);
    }

    /// Wakes as many as may begin now, or all when none may before the window ends.
    pub fn tell(&self, rate: Rate) {
        let Some(settled) = &self.settled else { return };
        if self.failures >= rate.events {
            settled.notify_waiters();
        } else {
            let waiting = Arc::strong_count(settled).saturating_sub(1);
            let free = usize::try_from(self.free(rate)).unwrap_or(usize::MAX);
            (0..free.min(waiting)).for_each(|_| settled.notify_one());
        }
    }

    fn is_awaited(&self) -> bool {
        self.settled.as_ref().is_some_and(|settled| Arc::strong_count(settled) > 1)
    }

    /// Whether it says no more than a counter that was never made.
    pub fn is_idle(&self) -> bool {
        self.failures == 0 && self.pending == 0 && !self.is_awaited()
    }

    /// Whether nobody needs it any more, apart from its failures.
    fn can_go(&self) -> bool {
        self.pending == 0 && !self.is_awaited()
    }
}

/// The counter of that key, made where it is missing.
pub fn counter_of(counters: &mut HashMap<Digest, Counter>, key: Digest, now: Timestamp) -> &mut Counter {
    if counters.len() >= MAX_COUNTERS && !counters.contains_key(&key) {
        make_room(counters, now);
    }
    counters.entry(key).or_insert_with(|| Counter { until: now, failures: 0, pending: 0, settled: None })
}

/// Drops what has run out, and where that is not enough, whatever failed least often, until a good part is free: the
/// next stranger need not look through all of them again.
fn make_room(counters: &mut HashMap<Digest, Counter>, now: Timestamp) {
    counters.retain(|_, counter| counter.until > now || !counter.can_go());
    if counters.len() < MAX_COUNTERS {
        return;
    }
    let mut failures: Vec<u32> =
        counters.values().filter(|counter| counter.can_go()).map(|counter| counter.failures).collect();
    failures.sort_unstable();
    let surplus = counters.len().saturating_sub(COUNTERS_LEFT);
    if let Some(most) = failures.get(surplus.min(failures.len()).saturating_sub(1)) {
        counters.retain(|_, counter| counter.failures > *most || !counter.can_go());
    }
}
