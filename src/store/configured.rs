//! What the configuration names, brought into the store: its users, and the clients that it names no longer.
//!
//! A file may be empty or cut off for a moment. So nothing that a client was given ends because the client is missing:
//! it is noted as withdrawn, and what it holds ends only when it was missing for long enough.

use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::user::User;

/// Why something that the configuration says of a user was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserFault {
    /// The username or email address of a new user is another account's.
    NameTaken,
    /// The email address, new for this user, is another account's.
    EmailTaken,
    /// The password hash is the beginning of the one in force: its file is not whole.
    HashCutOff,
}

/// What became of taking the configuration in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// What was left out, by the user's place in the list.
    pub faults: Vec<(usize, UserFault)>,
    /// The usernames of accounts that the configuration names no longer.
    pub released: Vec<String>,
    /// Clients that the configuration names no longer, noted just now.
    pub withdrawn: Vec<ClientId>,
    /// Clients that were noted so and are named again.
    pub returned: Vec<ClientId>,
}

/// A client that the configuration names no longer, and that holds something still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// Which.
    pub client_id: ClientId,
    /// Since when it is missing.
    pub since: Timestamp,
    /// When what it holds ends, as was decided then.
    pub ends_at: Timestamp,
}

/// Configured users and clients.
#[async_trait]
pub trait Configured {
    /// Takes the configuration in, in one transaction. Each of `users` has a fresh `sub`, for the case that there is no
    /// account of that name yet. Accounts that are no longer named are released and stay. Clients that are neither in
    /// `clients` nor registered, and hold something, are noted as withdrawn, to end after `grace`; those that are back
    /// are forgotten as such.
    async fn take_in(
        &self,
        users: &[User],
        clients: &[ClientId],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<TakenIn>;
    /// The clients that are noted as withdrawn.
    async fn withdrawn_clients(&self) -> StoreResult<Vec<Withdrawn>>;
    /// Ends what withdrawn clients hold, where it was to end by now and they have been missing for `grace`, unless they
    /// are in `clients` or registered by now. Returns those whose grants and tokens are over.
    async fn end_withdrawn(&self, clients: &[ClientId], grace: Duration, now: Timestamp) -> StoreResult<Vec<ClientId>>;
}
