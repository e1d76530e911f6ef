//! Clients as they were before a reload of the last moment. A file may be cut off while it is written, and apps sign
//! people out at the first word of a change: what was true of a session before is told a moment longer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::protocol::client::{Client, ClientId};

/// The moment.
const MOMENT: Duration = Duration::from_secs(3);

/// Configured clients by `client_id`.
type Clients = HashMap<ClientId, Arc<Client>>;

/// Clients that a reload took or changed within the last moment.
#[derive(Default)]
pub struct FormerClients(Mutex<HashMap<ClientId, Former>>);

struct Former {
    client: Arc<Client>,
    from: Timestamp,
}

impl Former {
    /// Whether its moment is over; it is where the clock was set back, too.
    fn is_over(&self, now: Timestamp) -> bool {
        now < self.from || now >= self.from.after(MOMENT)
    }
}

impl FormerClients {
    /// Notes what `before` had and `after` has no longer, or has otherwise. What was noted already stays as it was: a
    /// file that is written piece by piece is read in several states. Returns the clients of whose sessions something
    /// else may be true now.
    pub fn note(&self, before: &Clients, after: &Clients, now: Timestamp) -> Vec<ClientId> {
        let is_same = |client_id: &ClientId| match (before.get(client_id), after.get(client_id)) {
            (Some(before), Some(after)) => {
                after.redirect_uris == before.redirect_uris
                    && after.application_type == before.application_type
                    && after.allowed_groups == before.allowed_groups
            }
            _ => false,
        };
        let added = after.keys().filter(|client_id| !before.contains_key(*client_id));
        let changed: Vec<ClientId> =
            before.keys().chain(added).filter(|client_id| !is_same(client_id)).cloned().collect();
        let mut former = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for client_id in &changed {
            if let Some(client) = before.get(client_id) {
                let known = former.entry(client_id.clone());
                let fresh = || Former { client: client.clone(), from: now };
                known
                    .and_modify(|known| {
                        if known.is_over(now) {
                            *known = fresh()
                        }
                    })
                    .or_insert_with(fresh);
            }
        }
        changed
    }

    /// The client as it was until a moment ago.
    pub fn find(&self, client_id: &ClientId, now: Timestamp) -> Option<Arc<Client>> {
        let former = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        former.get(client_id).filter(|former| !former.is_over(now)).map(|former| former.client.clone())
    }

    /// Forgets those whose moment is over, and returns them.
    pub fn forget(&self, now: Timestamp) -> Vec<ClientId> {
        let mut former = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let over = former.iter().filter(|(_, former)| former.is_over(now));
        let over: Vec<ClientId> = over.map(|(client_id, _)| client_id.clone()).collect();
        over.iter().for_each(|client_id| drop(former.remove(client_id)));
        over
    }
}
