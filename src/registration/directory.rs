//! How registered clients are found: each look-up asks the store which state of the client is the present one, and
//! reads the client only when that state was not read before. Several processes therefore always agree, and a client
//! that was changed, disabled or removed is so everywhere at once (row 62).

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::client::client;
use crate::config::settings::Settings;
use crate::protocol::apps::Listed;
use crate::protocol::client::{Client, ClientId};
use crate::store::{Store, StoreError};

/// States kept; past this, all are forgotten and read again as they are asked for.
const MOST: usize = 1_000;

/// Registered clients as they were last read.
#[derive(Default)]
pub struct Directory {
    read: Mutex<HashMap<ClientId, (i64, Arc<Client>)>>,
    /// How often everything was forgotten: what was read under earlier rules is not kept.
    forgotten: AtomicU64,
}

impl Directory {
    /// The enabled client of that id, as registered now.
    pub async fn find(
        &self,
        store: &dyn Store,
        client_id: &ClientId,
        settings: &Settings,
    ) -> Result<Option<Arc<Client>>, StoreError> {
        let forgotten = self.forgotten.load(Ordering::SeqCst);
        let Some(revision) = store.client_revision(client_id).await? else { return Ok(None) };
        if let Some(known) = self.known(client_id, revision) {
            return Ok(Some(known));
        }
        // It may have changed since: what it is and the number of that are read by one statement.
        let present = store.registered_among(std::slice::from_ref(client_id)).await?.pop();
        let Some((registered, revision)) = present.filter(|(registered, _)| registered.disabled_at.is_none()) else {
            return Ok(None);
        };
        let found = Arc::new(Client { revision: Some(revision), ..client(&registered, settings)? });
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if read.len() >= MOST {
            read.clear();
        }
        if self.forgotten.load(Ordering::SeqCst) == forgotten {
            read.insert(client_id.clone(), (revision, found.clone()));
        }
        Ok(Some(found))
    }

    /// Those of these clients that registered, enabled or not, as registered now; asked for in one go.
    pub async fn find_all(
        &self,
        store: &dyn Store,
        client_ids: &[ClientId],
        settings: &Settings,
    ) -> Result<HashMap<ClientId, Listed>, StoreError> {
        if client_ids.is_empty() {
            return Ok(HashMap::new());
        }
        let mut found = HashMap::new();
        for (registered, revision) in store.registered_among(client_ids).await? {
            let client = match self.known(&registered.client_id, revision) {
                Some(known) => known,
                None => Arc::new(Client { revision: Some(revision), ..client(&registered, settings)? }),
            };
            found.insert(registered.client_id, Listed { client, enabled: registered.disabled_at.is_none() });
        }
        Ok(found)
    }

    /// Forgets everything: the rules that made clients of what was registered have changed.
    pub fn forget(&self) {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        read.clear();
    }

    fn known(&self, client_id: &ClientId, revision: i64) -> Option<Arc<Client>> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.get(client_id).filter(|(known, _)| *known == revision).map(|(_, client)| client.clone())
    }
}
