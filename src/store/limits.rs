//! Tries to guess something, counted over all nodes (SEC-58, SEC-34), or for longer than a process lives (SEC-79).
//!
//! A try is held before it is judged and counts from then on: of `most` in a window, so many may be held or have failed.
//! A node that dies takes what it held with it until the window ends.

use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::secret::Digest;

/// What came of asking for a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It is held until it is settled, or its window ends.
    Held {
        /// When the window ends.
        until: Timestamp,
    },
    /// As many as may have failed.
    Blocked {
        /// Until when.
        until: Timestamp,
    },
    /// Those that are held may fail yet: ask again in a moment.
    Full,
}

/// What became of a try that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It failed, and counts until the window ends.
    Failed {
        /// When it did.
        at: Timestamp,
        /// When the window ends, where this is the first failure in it.
        until: Timestamp,
    },
    /// It never was.
    Released,
    /// It was right: what failed before is forgotten.
    Succeeded,
}

/// Counters by a digest of what they count for.
#[async_trait]
pub trait Limits {
    /// Whether several nodes count together. Where not, each process counts in memory, and here only what shall outlive it.
    fn shares_limits(&self) -> bool;
    /// Holds a try by one conditional statement, where fewer than `most` are held or have failed; the first one opens a
    /// window. Where nodes do not count together, only failures count here: what is under way is known to the process.
    async fn hold_try(&self, counter: &Digest, most: u32, window: Duration, now: Timestamp) -> StoreResult<Hold>;
    /// Settles tries that are held.
    async fn settle_tries(&self, counter: &Digest, tries: u32, settled: Settled) -> StoreResult<()>;
}
