//! When the documents of clients were read by which they introduce themselves, and for how long that counts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Timestamp;
use crate::protocol::client::ClientId;

/// Documents that are remembered; past this, all are forgotten and fetched again as they are asked for.
const MOST: usize = 1_000;

/// When documents were read.
#[derive(Default)]
pub struct Documents {
    read: Mutex<HashMap<ClientId, Arc<Look>>>,
}

/// One document.
#[derive(Default)]
pub(super) struct Look {
    times: Mutex<Option<Times>>,
    /// Whoever fetches; everybody else who needs the same waits.
    pub(super) turn: tokio::sync::Mutex<()>,
}

#[derive(Clone, Copy)]
pub(super) struct Times {
    pub(super) fresh_until: Timestamp,
    pub(super) counts_until: Timestamp,
}

impl Look {
    pub(super) fn times(&self) -> Option<Times> {
        *self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set(&self, times: Option<Times>) {
        *self.times.lock().unwrap_or_else(PoisonError::into_inner) = times;
    }

    pub(super) fn is_fresh(&self, now: Timestamp) -> bool {
        self.times().is_some_and(|times| now < times.fresh_until)
    }
}

impl Documents {
    pub(super) fn look_at(&self, client_id: &ClientId) -> Arc<Look> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if read.len() >= MOST && !read.contains_key(client_id) {
            read.clear();
        }
        read.entry(client_id.clone()).or_default().clone()
    }
}
