//! Time: the only place that asks the operating system what time it is.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use arc_swap::ArcSwapOption;
use serde::{Deserialize, Serialize};

/// An instant in whole seconds since 1970-01-01T00:00:00Z, as JWTs carry it (RFC 7519 §2, NumericDate).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The instant so long after the epoch.
    fn since_epoch(time: Duration) -> Self {
        Self(whole_seconds(time))
    }

    /// Seconds since the epoch.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// This instant moved later by `duration`, saturating at the end of time.
    pub fn after(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(whole_seconds(duration)))
    }

    /// This instant moved earlier by `duration`.
    pub fn before(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(whole_seconds(duration)))
    }

    /// How long ago `earlier` was; zero when it lies in the future.
    pub fn since(self, earlier: Timestamp) -> Duration {
        Duration::from_secs(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// This instant as names of files have it, such as `20261003T030012Z`.
    pub fn compact(self) -> String {
        self.to_string().chars().filter(|letter| !matches!(letter, '-' | ':')).collect()
    }

    /// The instant that [`Self::compact`] writes as `text`.
    pub fn from_compact(text: &str) -> Option<Self> {
        let instant = Self(text.parse::<jiff::Timestamp>().ok()?.as_second());
        (instant.compact() == text).then_some(instant)
    }

    /// The instant that `text` names with its offset, such as `2026-10-03T03:00:12Z` (RFC 3339).
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|instant| Self(instant.as_second()))
    }

    /// How long until this instant, seen from `now`; zero when it has passed.
    pub fn remaining(self, now: Timestamp) -> Duration {
        self.since(now)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_second(self.0) {
            Ok(instant) => write!(f, "{instant}"),
            Err(_) => write!(f, "{}", self.0),
        }
    }
}

/// Where the time comes from: the system in production, a hand-moved clock in tests.
pub trait Clock: Send + Sync {
    /// The current time.
    fn now(&self) -> Timestamp;
    /// Goes by another clock, which shows so much since 1970 at this moment. Most clocks follow none.
    fn follow(&self, _time: Duration) {}
}

/// The clock of a server: the operating system's until it follows the one that all nodes share, and from then on that one,
/// carried on by what has passed here. A wall clock that is wrong or jumps is of no account then (REL-7, REL-21).
#[derive(Default)]
pub struct NodeClock(ArcSwapOption<(Instant, Duration)>);

impl Clock for NodeClock {
    fn now(&self) -> Timestamp {
        match self.0.load().as_deref() {
            Some((at, time)) => Timestamp::since_epoch(*time + at.elapsed()),
            None => SystemClock.now(),
        }
    }

    fn follow(&self, time: Duration) {
        self.0.store(Some(Arc::new((Instant::now(), time))));
    }
}

/// The operating system's wall clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one caller of the system clock")]
    fn now(&self) -> Timestamp {
        Timestamp::since_epoch(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
    }
}

/// The seconds of a duration, as times are counted.
pub fn whole_seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

/// The time for a log line: seconds since the epoch, and microseconds beyond them. Log lines tell when something really
/// happened, whatever clock the rest goes by.
#[expect(clippy::disallowed_methods, reason = "the other caller of the system clock")]
pub fn moment() -> (i64, u32) {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => (whole_seconds(since), since.subsec_micros()),
        Err(_) => (0, 0),
    }
}

/// How much of the present second has passed, in 65,536ths: what tells things apart that were made in one second.
pub fn part_of_second() -> u16 {
    let (_, microseconds) = moment();
    u16::try_from((u64::from(microseconds) << 16) / 1_000_000).unwrap_or(u16::MAX)
}

/// A clock that moves only when told to.
#[derive(Clone)]
pub struct ManualClock(Arc<std::sync::atomic::AtomicI64>);

impl ManualClock {
    /// A clock standing at `start`.
    pub fn new(start: Timestamp) -> Self {
        Self(Arc::new(std::sync::atomic::AtomicI64::new(start.0)))
    }

    /// Moves the clock later by `duration` (whole seconds).
    pub fn advance(&self, duration: Duration) {
        let seconds = whole_seconds(duration);
        self.0.fetch_add(seconds, std::sync::atomic::Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(std::sync::atomic::Ordering::SeqCst))
    }
}
