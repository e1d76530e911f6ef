//! Clients as they were before a reload of the last moment. A file may be cut off while it is written, and apps sign
//! people out at the first word of a change: what was true of a session before is told a moment longer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::protocol::client::{Client, ClientId};

/// The moment.
const MOMENT: Duration = Duration::from_secs(3);

/// Clients that a reload took or changed within the last moment.
#[derive(Default)]
pub struct FormerClients(Mutex<HashMap<ClientId, Former>>);

struct Former {
    client: Arc<Client>,
    until: Timestamp,
}

impl FormerClients {
    /// Notes what `before` had and `after` has no longer, or has otherwise. What was noted already stays as it was: a
    /// file that is written piece by piece is read in several states.
    pub fn note(
        &self,
        before: &HashMap<ClientId, Arc<Client>>,
        after: &HashMap<ClientId, Arc<Client>>,
        now: Timestamp,
    ) {
        let until = now.after(MOMENT);
        let mut former = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (client_id, client) in before {
            let is_same = after.get(client_id).is_some_and(|after| {
                after.redirect_uris == client.redirect_uris
                    && after.application_type == client.application_type
                    && after.allowed_groups == client.allowed_groups
            });
            if !is_same {
                former.entry(client_id.clone()).or_insert_with(|| Former { client: client.clone(), until });
            }
        }
    }

    /// The client as it was until a moment ago.
    pub fn find(&self, client_id: &ClientId, now: Timestamp) -> Option<Arc<Client>> {
        let former = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        former.get(client_id).filter(|former| former.until > now).map(|former| former.client.clone())
    }

    /// Forgets those whose moment is over; whether there were any.
    pub fn forget(&self, now: Timestamp) -> bool {
        let mut former = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = former.len();
        former.retain(|_, former| former.until > now);
        former.len() < before
    }
}
