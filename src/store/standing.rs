//! What was verified before something is given, and must still be so in the very transaction that gives it (SEC-12).
//!
//! Between a check and its effect lie awaits: a hash, a fetch, the queue of the writer. Whoever is locked, leaves a
//! group or changes a client in between must not find that it went through all the same.

use std::fmt;
use std::sync::Arc;

use crate::protocol::client::ClientId;

/// The client that was verified.
#[derive(Clone)]
pub enum ClientStanding {
    /// One that registered itself, in the state of that revision.
    Registered {
        /// Which.
        client_id: ClientId,
        /// The revision that was read.
        revision: i64,
    },
    /// One of the configuration: asks whether it is still the same one.
    Configured(Arc<dyn Fn() -> bool + Send + Sync>),
}

impl fmt::Debug for ClientStanding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registered { client_id, revision } => write!(f, "Registered({client_id}, {revision})"),
            Self::Configured(_) => f.write_str("Configured(…)"),
        }
    }
}

/// The client, and what it demands of people.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The client.
    pub client: ClientStanding,
    /// The groups of which the person must be in one; none admits everybody.
    pub allowed_groups: Vec<String>,
}

/// What no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lapsed {
    /// The client was changed, disabled or removed. What it may still have must be looked at anew.
    Client,
    /// The person was locked or removed, or is in no admitted group any more.
    Person,
    /// The login ended.
    Login,
    /// The consent was withdrawn.
    Consent,
}
