//! The record of sign-ins that failed. They are noted in memory and written down once a minute: nobody who proved nothing makes
//! the server write to the disk whenever they like, and the answer takes the same time whether there is such an account or not
//! (SEC-57). A kill of the process loses that minute; the log has a line for each.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::throttle::network;
use crate::clock::Timestamp;
use crate::origin::{self, Origin};
use crate::protocol::audit::{Event, What};
use crate::protocol::client_address::ClientAddress;
use crate::protocol::user::Subject;

/// The most accounts whose failures wait to be written down; those of others are only counted.
const MOST: usize = 1_000;
/// The most networks that are told apart.
const MOST_NETWORKS: usize = 10_000;
/// How often they are written down; those that named no account in one record.
const EVERY: Duration = Duration::from_secs(60);

/// A sign-in that failed.
#[derive(Debug)]
pub struct FailedSignIn {
    event: Event,
    /// Where it came from.
    pub origin: Arc<Origin>,
    /// When.
    pub at: Timestamp,
    /// How many there were: those of the same account and method within a minute are one record, which says where the first
    /// came from.
    pub count: u64,
}

impl FailedSignIn {
    fn is_of(&self, sub: &Subject, method: &str) -> bool {
        self.event.sub.as_ref() == Some(sub) && self.event.details.get("method").is_some_and(|known| known == method)
    }

    /// What the audit says of it.
    pub fn event(&self) -> Event {
        let event = self.event.clone();
        if self.count > 1 || self.event.sub.is_none() { event.with("count", self.count.to_string()) } else { event }
    }
}

/// What is noted and not written down yet.
#[derive(Default)]
pub struct FailedSignIns(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    /// Of accounts that there are.
    known: Vec<FailedSignIn>,
    /// How many named no account, or came when too many waited.
    others: u64,
    /// From how many networks those came.
    networks: HashSet<String>,
    /// Since when the first one waits.
    since: Option<Timestamp>,
}

impl FailedSignIns {
    /// Notes that somebody could not sign in by `method`. What was typed as a name is not kept: people type their password into
    /// that field.
    pub fn note(&self, known: Option<&Subject>, method: &str, address: ClientAddress, now: Timestamp) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.since.get_or_insert(now);
        let room = noted.known.len() < MOST;
        let same = known.and_then(|sub| noted.known.iter_mut().find(|failed| failed.is_of(sub, method)));
        match (known, same) {
            (_, Some(same)) => same.count += 1,
            (Some(sub), None) if room => {
                let event = Event::of(What::LoginFail, sub).with("method", method);
                noted.known.push(FailedSignIn { event, origin: origin::current(), at: now, count: 1 });
            }
            _ => {
                noted.others += 1;
                if noted.networks.len() < MOST_NETWORKS {
                    noted.networks.insert(network(address));
                }
            }
        }
    }

    /// Takes out what is to be written down: once a minute all of it, `at_once` whenever it is asked for.
    pub fn take(&self, now: Timestamp, at_once: bool) -> Vec<FailedSignIn> {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(since) = noted.since.filter(|since| at_once || now.since(*since) >= EVERY) else { return Vec::new() };
        let Noted { known: mut due, others, networks, .. } = std::mem::take(&mut *noted);
        if others > 0 {
            let event = Event::new(What::LoginFail).with("networks", networks.len().to_string());
            due.push(FailedSignIn { event, origin: Arc::default(), at: since, count: others });
        }
        due
    }

    /// Notes again what could not be written down, as far as there is room.
    pub fn put_back(&self, failed: impl Iterator<Item = FailedSignIn>) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let failed: Vec<FailedSignIn> = failed.collect();
        if let Some(first) = failed.first() {
            noted.since.get_or_insert(first.at);
        }
        for failed in failed {
            if failed.event.sub.is_some() && noted.known.len() < MOST {
                noted.known.push(failed);
            } else {
                noted.others += failed.count;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_nobody_are_counted_and_so_are_those_of_each_account_for_a_minute() {
        let failed = FailedSignIns::default();
        let from = |last: u8| ClientAddress::from(std::net::IpAddr::from([192, 0, 2, last]));
        failed.note(Some(&Subject::new("ada")), "password", from(1), Timestamp(0));
        failed.note(Some(&Subject::new("ada")), "code", from(1), Timestamp(0));
        failed.note(Some(&Subject::new("ada")), "password", from(2), Timestamp(3));
        for last in 1..=3 {
            failed.note(None, "password", from(last), Timestamp(i64::from(last)));
        }
        assert!(failed.take(Timestamp(59), false).is_empty());
        let due = failed.take(Timestamp(60), false);
        assert_eq!(due.len(), 3);
        assert_eq!((due[0].event().sub, due[0].event().details["count"].as_str()), (Some(Subject::new("ada")), "2"));
        assert!(!due[1].event().details.contains_key("count"));
        assert_eq!((due[2].event().details["count"].as_str(), due[2].event().sub), ("3", None));
        failed.put_back(due.into_iter());
        let again = failed.take(Timestamp(61), false);
        assert_eq!((again.len(), again[2].event().details["count"].as_str()), (3, "3"));
        assert!(failed.take(Timestamp(1_000), true).is_empty());
    }

    #[test]
    fn however_many_fail_a_bounded_number_waits() {
        let failed = FailedSignIns::default();
        for number in 0..MOST + 5 {
            failed.note(
                Some(&Subject::new(number.to_string())),
                "code",
                std::net::IpAddr::from([192, 0, 2, 1]).into(),
                Timestamp(0),
            );
        }
        let due = failed.take(Timestamp(0), true);
        assert_eq!(due.len(), MOST + 1);
        assert_eq!(due[MOST].event().details["count"], "5");
    }
}
