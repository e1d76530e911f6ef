//! The latest refusals that named each client, for the page of that client: what an operator would look for in the log.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use crate::clock::Timestamp;

/// How many are kept of one client.
pub const OF_ONE: usize = 20;
/// Clients that something is kept of. Anybody can name any: where there are more, those that are named anew are not kept.
const CLIENTS: usize = 1_000;

/// One refusal, with nothing of it secret: the same words as in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// When it was.
    pub at: Timestamp,
    /// The request, as in the log and on the page of the person.
    pub request_id: String,
    /// Why.
    pub error: String,
    /// What was sent that is not taken.
    pub sent: Option<String>,
    /// The lines of the configuration that would have it taken.
    pub remedy: Option<String>,
}

/// The refusals of this server since its start, by the `client_id` that was sent.
#[derive(Debug, Default)]
pub struct RecentRefusals(Mutex<HashMap<String, VecDeque<Refusal>>>);

impl RecentRefusals {
    /// Keeps one more, and forgets the oldest of that client where it has too many.
    pub fn keep(&self, client_id: &str, refusal: Refusal) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.contains_key(client_id) && kept.len() >= CLIENTS {
            return;
        }
        let of_client = kept.entry(client_id.to_owned()).or_default();
        of_client.truncate(OF_ONE - 1);
        of_client.push_front(refusal);
    }

    /// Those of a client, the latest first.
    pub fn of(&self, client_id: &str) -> Vec<Refusal> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(client_id).into_iter().flatten().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(number: i64) -> Refusal {
        let at = Timestamp(number);
        Refusal { at, request_id: number.to_string(), error: "no".to_owned(), sent: None, remedy: None }
    }

    #[test]
    fn the_latest_of_each_client_are_kept_and_there_is_an_end() {
        let recent = RecentRefusals::default();
        (0..30).for_each(|number| recent.keep("one", refusal(number)));
        recent.keep("other", refusal(99));
        let kept: Vec<i64> = recent.of("one").iter().map(|refusal| refusal.at.seconds()).collect();
        assert_eq!(kept, (10..30).rev().collect::<Vec<i64>>());
        assert_eq!(recent.of("other"), [refusal(99)]);
        (0..2_000).for_each(|number| recent.keep(&number.to_string(), refusal(number)));
        assert!(recent.of("997").len() == 1 && recent.of("998").is_empty());
        recent.keep("one", refusal(31));
        assert_eq!(recent.of("one").len(), OF_ONE, "who is known is kept");
    }
}
