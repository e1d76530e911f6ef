//! The end of a login, and telling each relying party of it (OpenID Connect Back-Channel Logout 1.0).

use std::time::Duration;

use super::client::ClientId;
use super::user::Subject;
use crate::clock::Timestamp;

/// A login that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The login's id.
    pub session_id: String,
    /// When it ended.
    pub at: Timestamp,
    /// Why, as the database words it.
    pub cause: String,
}

/// A relying party to be told of the end of a login (OpenID Connect Back-Channel Logout 1.0): one row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The login that ended.
    pub session_id: String,
    /// Whom to tell.
    pub client_id: ClientId,
    /// Who was signed in.
    pub sub: Subject,
    /// Tries that failed so far.
    pub attempts: u32,
    /// Until when nobody else tries: what names this try.
    pub leased_until: Timestamp,
}

/// Where telling one relying party stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// Not answered yet; it will be tried (again).
    Pending,
    /// Answered with success.
    Delivered,
    /// Given up.
    Failed,
    /// The client has no `backchannel_logout_uri`.
    NotAsked,
}

impl DeliveryState {
    /// The word for it in the database, on the command line and in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::NotAsked => "not_asked",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Pending, Self::Delivered, Self::Failed, Self::NotAsked].into_iter().find(|state| state.as_str() == word)
    }
}

/// What became of telling one relying party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRecord {
    /// Whom.
    pub client_id: ClientId,
    /// Where it stands.
    pub state: DeliveryState,
    /// Tries that failed so far.
    pub attempts: u32,
    /// When it will be tried next, while pending.
    pub next_attempt_at: Timestamp,
    /// What the last try met, in words.
    pub detail: String,
    /// How long the last try took, from the request to the answer; `None` before the first.
    pub took: Option<Duration>,
}

/// The outcome of one try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// Answered with success.
    Delivered,
    /// Failed in a way that may pass; try again then.
    Retry {
        /// When.
        at: Timestamp,
        /// What happened.
        detail: String,
    },
    /// Failed for good.
    Failed {
        /// What happened.
        detail: String,
    },
}

impl Attempt {
    /// Where it leaves the delivery: its state, how many failures it adds, when it is looked at next, and what it met.
    pub fn outcome(&self, now: Timestamp) -> (DeliveryState, i64, Timestamp, &str) {
        match self {
            Self::Delivered => (DeliveryState::Delivered, 0, now, ""),
            Self::Retry { at, detail } => (DeliveryState::Pending, 1, *at, detail),
            Self::Failed { detail } => (DeliveryState::Failed, 1, now, detail),
        }
    }

    /// The word for it in the metrics.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Retry { .. } => "retry",
            Self::Failed { .. } => "failed",
        }
    }
}
