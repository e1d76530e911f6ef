//! What the log has said of each client: once since the start, so that it stays short however often a client does it.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use crate::protocol::client::ClientId;

/// Clients that something is remembered of. What comes beyond is not logged: only somebody who registers without end
/// comes so far.
const CLIENTS: usize = 10_000;
/// What is remembered of one client; some of it is text that anybody may send in its name.
const OF_ONE: usize = 32;

/// What was said.
#[derive(Debug, Default)]
pub struct Noted(Mutex<HashMap<ClientId, HashSet<String>>>);

impl Noted {
    /// Whether `what` is said of the client for the first time; from now on it is not.
    pub fn is_new(&self, client_id: &ClientId, what: &str) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !noted.contains_key(client_id) && noted.len() >= CLIENTS {
            return false;
        }
        match noted.get(client_id) {
            Some(said) if said.contains(what) || said.len() >= OF_ONE => false,
            _ => noted.entry(client_id.clone()).or_default().insert(what.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_new_once_for_each_client_and_there_is_an_end() {
        let noted = Noted::default();
        let [one, other] = ["one", "other"].map(|id| ClientId::parse(id).unwrap());
        assert!(noted.is_new(&one, "a") && !noted.is_new(&one, "a"));
        assert!(noted.is_new(&one, "b") && noted.is_new(&other, "a"));
        let new = (0..1_000).filter(|number| noted.is_new(&one, &number.to_string())).count();
        assert_eq!(new, OF_ONE - 2);
    }
}
