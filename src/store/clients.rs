//! Clients that registered themselves (RFC 7591), and the tokens that let them.

use async_trait::async_trait;
use serde_json::{Map, Value};

use super::StoreResult;
use crate::clock::Timestamp;
use crate::keys::wrap::KeyMaterial;
use crate::protocol::client::ClientId;
use crate::secret::Digest;

/// A registered client as it is stored.
#[derive(Debug, Clone)]
pub struct RegisteredClient {
    /// `client_id`.
    pub client_id: ClientId,
    /// Every registered value by its name, those that the server chose included.
    pub metadata: Map<String, Value>,
    /// `client_secret`, all that is kept of it for Basic and post.
    pub secret: Option<Digest>,
    /// `client_secret` itself, only for a client that proves itself by a MAC made with it (`client_secret_jwt`).
    pub sealed_secret: Option<KeyMaterial>,
    /// `registration_access_token`.
    pub registration_token: Digest,
    /// Origins from which its pages may call token and userinfo.
    pub origins: Vec<String>,
    /// `client_id_issued_at`.
    pub created_at: Timestamp,
    /// When it was last changed, or enabled again.
    pub updated_at: Timestamp,
    /// When the operator disabled it: to everybody else it is not there.
    pub disabled_at: Option<Timestamp>,
    /// When it last got something, to within a day.
    pub last_used_at: Option<Timestamp>,
}

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

/// An initial access token as it is listed; the token itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitialAccessToken {
    /// What to call it by.
    pub id: String,
    /// How many registrations it was made for.
    pub uses: u32,
    /// How many are left.
    pub uses_left: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// Registered clients and initial access tokens.
#[async_trait]
pub trait Clients {
    /// The number of an enabled client's present state; every change raises it.
    async fn client_revision(&self, client_id: &ClientId) -> StoreResult<Option<i64>>;
    /// An enabled client in the state of that number; `None` when it was changed, disabled or removed since.
    async fn client_at(&self, client_id: &ClientId, revision: i64) -> StoreResult<Option<RegisteredClient>>;
    /// The client, disabled or not.
    async fn registered_client(&self, client_id: &ClientId) -> StoreResult<Option<RegisteredClient>>;
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
    /// one in `client` succeeds. What people allowed it is forgotten where `forget_consents` says so.
    async fn replace_client(
        &self,
        client: &RegisteredClient,
        presented: &Digest,
        forget_consents: bool,
    ) -> StoreResult<bool>;
    /// Removes a client with its consents, and revokes its grants. Returns whether there was one.
    async fn remove_client(&self, client_id: &ClientId, now: Timestamp) -> StoreResult<bool>;
    /// Removes every enabled client that was neither used nor changed since, and holds no refresh token that is still
    /// good; returns them. A use is whatever the client gets: a grant, or a token.
    async fn remove_unused_clients(&self, since: Timestamp, now: Timestamp) -> StoreResult<Vec<RegisteredClient>>;
    /// Disables a client, revoking its grants, or enables it again. Returns whether there is one.
    async fn set_client_disabled(&self, client_id: &ClientId, disabled: bool, now: Timestamp) -> StoreResult<bool>;
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
