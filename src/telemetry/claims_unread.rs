//! Which clients ask for claims and never fetch them from userinfo, as far as this process has seen since its start.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::protocol::client::ClientId;

/// How soon a client calls userinfo that ever does: within the request that redeemed the code.
const SOON: Duration = Duration::from_secs(5);
/// Clients that are watched; what comes beyond is not.
const CLIENTS: usize = 10_000;

/// What was seen of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// It got a token for claims, the first time then, and did not fetch them yet.
    Asked(Timestamp),
    /// It did not fetch them, and that was said.
    Told,
    /// It fetches them.
    Fetches,
}

/// What was seen of each client.
#[derive(Debug, Default)]
pub struct ClaimsUnread(Mutex<HashMap<ClientId, Seen>>);

impl ClaimsUnread {
    /// The client got a token for claims. Whether it is now known not to fetch them, for the first time: an earlier token
    /// went unused.
    pub fn asked(&self, client_id: &ClientId, now: Timestamp) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match seen.get(client_id) {
            Some(Seen::Asked(first)) if *first != now && now.since(*first) >= SOON => {
                seen.insert(client_id.clone(), Seen::Told);
                true
            }
            Some(_) => false,
            None if seen.len() >= CLIENTS => false,
            None => {
                seen.insert(client_id.clone(), Seen::Asked(now));
                false
            }
        }
    }

    /// The client fetched its claims. Whether that is news.
    pub fn fetched(&self, client_id: &ClientId) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match seen.get(client_id) {
            Some(Seen::Fetches) => false,
            None if seen.len() >= CLIENTS => false,
            _ => {
                seen.insert(client_id.clone(), Seen::Fetches);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_never_fetches_is_told_of_once_and_one_that_does_never() {
        let (seen, at) = (ClaimsUnread::default(), |seconds: i64| Timestamp(1_800_000_000 + seconds));
        let [idle, busy] = ["idle", "busy"].map(|id| ClientId::parse(id).unwrap());
        assert!(!seen.asked(&idle, at(0)), "it may call userinfo in a moment");
        assert!(!seen.asked(&idle, at(4)), "two people at once");
        assert!(seen.asked(&idle, at(5)));
        assert!(!seen.asked(&idle, at(60)), "once");
        assert!(!seen.asked(&busy, at(0)));
        assert!(seen.fetched(&busy) && !seen.fetched(&busy));
        assert!(!seen.asked(&busy, at(60)));
        assert!(seen.fetched(&idle), "it changed");
    }
}
