//! The chain of the audit: each record has a number and a hash of itself and of all before it, so that one that was changed or
//! taken out is noticed (SEC-72).

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::audit::Record;
use crate::secret::hex;

/// A place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The number: the first is 1, and none is left out.
    pub number: i64,
    /// Of the record and of all before it.
    pub hash: [u8; 32],
}

impl Link {
    /// Before the first record.
    pub const START: Self = Self { number: 0, hash: [0; 32] };

    /// The hash, in hexadecimal.
    pub fn hex(&self) -> String {
        hex(&self.hash)
    }
}

impl Record {
    /// Where it stands, right behind `before`. Every field counts, each behind its length, so that none can take over what
    /// belongs to the next.
    pub fn behind(&self, before: &Link) -> Link {
        let number = before.number.saturating_add(1);
        let mut hash = Sha256::new();
        hash.update(b"latchkey audit 1");
        hash.update(before.hash);
        hash.update(number.to_be_bytes());
        hash.update(self.at.seconds().to_be_bytes());
        let fields = [&self.id, &self.event, &self.actor, &self.ip, &self.agent, &self.request_id, &self.details];
        let optional = [&self.sub, &self.client_id];
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        for field in optional {
            let length = field.as_ref().map_or(u64::MAX, |field| field.len() as u64);
            hash.update(length.to_be_bytes());
            hash.update(field.as_deref().unwrap_or_default());
        }
        Link { number, hash: hash.finalize().into() }
    }
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is left out, or comes twice.
    #[error("record {expected} is missing: the next one there is number {found}")]
    Missing {
        /// The number that is due.
        expected: i64,
        /// The one that is there.
        found: i64,
    },
    /// A record is not what it was when its hash was made.
    #[error("record {number} was changed, or one before it")]
    Changed {
        /// Its number.
        number: i64,
    },
}

/// Follows the chain by one record.
///
/// # Errors
/// The record does not stand where it says.
pub fn follow(before: &Link, record: &Record) -> Result<Link, Broken> {
    let expected = record.behind(before);
    match record.link {
        Some(link) if link.number != expected.number => {
            Err(Broken::Missing { expected: expected.number, found: link.number })
        }
        Some(link) if link.hash == expected.hash => Ok(link),
        _ => Err(Broken::Changed { number: expected.number }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    fn record(id: &str) -> Record {
        Record {
            id: id.into(),
            at: Timestamp(7),
            event: "login.ok".into(),
            actor: "person:a".into(),
            sub: Some("a".into()),
            client_id: None,
            ip: "192.0.2.1".into(),
            agent: String::new(),
            request_id: "4F2-9KDX".into(),
            details: "{}".into(),
            link: None,
        }
    }

    #[test]
    fn whoever_changes_a_record_or_takes_one_out_breaks_the_chain() {
        let mut before = Link::START;
        let mut chain = Vec::new();
        for id in ["1", "2", "3"] {
            let link = record(id).behind(&before);
            chain.push(Record { link: Some(link), ..record(id) });
            before = link;
        }
        let verdict = |chain: &[Record]| {
            chain.iter().try_fold(Link::START, |before, record| follow(&before, record)).map(|link| link.number)
        };
        assert_eq!(verdict(&chain), Ok(3));
        let without = [chain[0].clone(), chain[2].clone()];
        assert_eq!(verdict(&without), Err(Broken::Missing { expected: 2, found: 3 }));
        for change in [
            |record: &mut Record| record.ip = "192.0.2.2".into(),
            |record: &mut Record| record.details = "{ }".into(),
            |record: &mut Record| record.at = Timestamp(8),
            |record: &mut Record| record.sub = None,
            |record: &mut Record| record.client_id = Some(String::new()),
            |record: &mut Record| {
                record.event = "login.okp".into();
                record.actor = "erson:a".into();
            },
        ] {
            let mut changed = chain.clone();
            change(&mut changed[1]);
            assert_eq!(verdict(&changed), Err(Broken::Changed { number: 2 }));
        }
    }
}
