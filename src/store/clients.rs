//! Clients that registered themselves (RFC 7591), and the tokens that let them.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::registered_client::{InitialAccessToken, RegisteredClient};
use crate::secret::Digest;

/// Whether a client could be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddClient {
    /// It was.
    Added,
    /// The initial access token is unknown, spent, expired or revoked.
    TokenGone,
    /// There are as many as there may be.
    Full,
}

/// Registered clients and initial access tokens.
#[async_trait]
pub trait Clients {
    /// The number of an enabled client's present state; every change raises it.
    async fn client_revision(&self, client_id: &ClientId) -> StoreResult<Option<i64>>;
    /// The client, disabled or not.
    async fn registered_client(&self, client_id: &ClientId) -> StoreResult<Option<RegisteredClient>>;
    /// Those of these that registered, disabled or not, each with the number of its present state.
    async fn registered_among(&self, client_ids: &[ClientId]) -> StoreResult<Vec<(RegisteredClient, i64)>>;
    /// Every registered client, newest first.
    async fn registered_clients(&self) -> StoreResult<Vec<RegisteredClient>>;
    /// Adds a client unless there are `most` already, taking one use of the initial access token where one is given,
    /// in one transaction.
    async fn add_client(
        &self,
        client: &RegisteredClient,
        initial_access_token: Option<&Digest>,
        most: u32,
    ) -> StoreResult<AddClient>;
    /// Replaces what an enabled client registered if `presented` is still its registration access token, which the
    /// one in `client` succeeds. Where it `looks_different`, what people allowed it is forgotten, and it is no longer
    /// approved. What it was granted under a proof that is not among its `credentials` any more ends.
    async fn replace_client(
        &self,
        client: &RegisteredClient,
        presented: &Digest,
        looks_different: bool,
        credentials: &[ProvenBy],
    ) -> StoreResult<bool>;
    /// Removes a client with its consents, and revokes its grants; where somebody `presented` a registration access
    /// token, only if it still is that client's. Returns whether it was removed.
    async fn remove_client(
        &self,
        client_id: &ClientId,
        presented: Option<&Digest>,
        now: Timestamp,
    ) -> StoreResult<bool>;
    /// Removes every enabled client that was neither used nor changed since, and holds no refresh token that is still
    /// good; returns them. A use is whatever the client gets: a grant, or a token.
    async fn remove_unused_clients(&self, since: Timestamp, now: Timestamp) -> StoreResult<Vec<RegisteredClient>>;
    /// Disables a client, revoking its grants, or enables it again. Returns whether there is one.
    async fn set_client_disabled(&self, client_id: &ClientId, disabled: bool, now: Timestamp) -> StoreResult<bool>;
    /// Approves a client that still has this look. Returns whether it does.
    async fn approve_client(&self, client_id: &ClientId, look: i64, now: Timestamp) -> StoreResult<bool>;
    /// Whether an enabled client registered this origin.
    async fn is_client_origin(&self, origin: &str) -> StoreResult<bool>;

    /// Stores an initial access token.
    async fn add_initial_access_token(&self, digest: &Digest, token: &InitialAccessToken) -> StoreResult<()>;
    /// Whether the token is good for a registration; none is taken.
    async fn has_initial_access_token(&self, digest: &Digest, now: Timestamp) -> StoreResult<bool>;
    /// Every token that has not expired, newest first.
    async fn initial_access_tokens(&self, now: Timestamp) -> StoreResult<Vec<InitialAccessToken>>;
    /// Revokes the token of that id. Returns whether it was good.
    async fn revoke_initial_access_token(&self, id: &str, now: Timestamp) -> StoreResult<bool>;
}
