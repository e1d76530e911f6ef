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
    /// Whether it could not be read, for a reason that passes.
    pub(super) is_passing: bool,
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
    /// Whether the document was read a moment ago. Asking remembers nothing: anybody can make addresses up.
    pub(super) fn is_fresh(&self, client_id: &ClientId, now: Timestamp) -> bool {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.get(client_id).is_some_and(|look| look.is_fresh(now))
    }

    pub(super) fn look_at(&self, client_id: &ClientId) -> Arc<Look> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if read.len() >= MOST && !read.contains_key(client_id) {
            read.clear();
        }
        read.entry(client_id.clone()).or_default().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_made_up_make_nobody_forgotten() {
        let (documents, now) = (Documents::default(), Timestamp(0));
        let id = |number: usize| ClientId::parse(&format!("https://{number}.example/client.json")).unwrap();
        let until = Timestamp(60);
        documents.look_at(&id(0)).set(Some(Times { fresh_until: until, counts_until: until, is_passing: false }));
        assert!((1..=2 * MOST).all(|number| !documents.is_fresh(&id(number), now)));
        assert!(documents.is_fresh(&id(0), now) && !documents.is_fresh(&id(0), until));
    }
}
