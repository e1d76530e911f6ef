//! The log of what came to the demo app's back-channel and front-channel addresses.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::clock::Timestamp;

/// The most entries kept.
const MOST: usize = 20;

/// Which way it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// The provider's server posted a logout token.
    Back,
    /// The browser loaded our page in a frame.
    Front,
}

impl Channel {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Back => "back-channel",
            Self::Front => "front-channel",
        }
    }
}

/// One request that came.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Which way.
    pub channel: Channel,
    /// Whether it was believed.
    pub verified: bool,
    /// What came of it, in a sentence.
    pub words: String,
    /// What it said.
    pub claims: Option<Value>,
    /// Whose sessions it ended, by their keys.
    pub ended: Vec<String>,
}

/// The entries, newest first.
#[derive(Default)]
pub struct Received(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    entries: VecDeque<Entry>,
    count: u64,
}

impl Received {
    /// Adds an entry, dropping the oldest when there are too many.
    pub fn add(&self, entry: Entry) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.entries.push_front(entry);
        inner.entries.truncate(MOST);
        inner.count += 1;
    }

    /// How many came in all, and those that `may_see` admits.
    pub fn seen_by(&self, may_see: impl Fn(&Entry) -> bool) -> (u64, Vec<Entry>) {
        let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (inner.count, inner.entries.iter().filter(|entry| may_see(entry)).cloned().collect())
    }
}
