//! Grants, and the access and refresh tokens that carry them.

use async_trait::async_trait;

use super::StoreResult;
use super::standing::{ClientStanding, Lapsed, Standing};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::dpop::Once;
use crate::protocol::grant::Grant;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::refresh_token::Reuse;
use crate::protocol::scope::ScopeSet;
use crate::protocol::token_exchange::Exchange;
use crate::protocol::tokens::{LiveAccessToken, NewAccessToken, NewTokens, RefreshTokenState};
use crate::protocol::user::{Subject, User};
use crate::secret::Digest;

/// What became of revoking a token (RFC 7009).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revocation {
    /// The access token is dead.
    AccessToken,
    /// It was a refresh token: its grant is dead with all its tokens.
    Grant {
        /// Which.
        grant_id: String,
    },
    /// It is another client's, and lives on.
    Foreign {
        /// Whose.
        owner: ClientId,
    },
    /// There is no such token.
    Unknown,
}

/// What became of rotating a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rotate {
    /// The successor is stored, and the presented token is spent; or it stays, as it is its own successor.
    Rotated,
    /// The presented token was spent, and may be used again ([`Reuse`]): the new access token is stored beside the
    /// successor that lives. These are the digests of the tokens that followed the presented one, up to that (SEC-24).
    Repeated {
        /// At least one.
        chain: Vec<Digest>,
    },
    /// The presented token was spent and may not be used again: a copy is in foreign hands; the grant is revoked now.
    Reused,
    /// The grant or the token is gone.
    Gone,
    /// The DPoP proof came before; the token was not used.
    ProofUsed,
    /// Something else that was verified no longer holds; the token was not used.
    Lapsed(Lapsed),
}

/// What became of storing an access token that a client got for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddClientToken {
    /// It is stored.
    Added,
    /// The client is not what it was; nothing was stored.
    ClientChanged,
    /// The DPoP proof came before; nothing was stored.
    ProofUsed,
}

/// A token that was exchanged for another, and what must hold for it.
#[derive(Debug, Clone)]
pub struct ExchangedToken {
    /// The token.
    pub access_token: NewAccessToken,
    /// What makes it an exchanged one.
    pub exchange: Exchange,
    /// The grant of the subject token, which it belongs to.
    pub grant: Grant,
    /// The subject token, which must be there; `None` for an ID token, whose login must live.
    pub subject_token: Option<Digest>,
    /// The DPoP proof that came with the request.
    pub proof: Option<Once>,
    /// The client that asks, and what it demands of the person.
    pub standing: Standing,
}

/// What became of storing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddExchanged {
    /// It is stored.
    Added,
    /// The subject token, its grant or its login ended; nothing was stored.
    SubjectGone,
    /// The DPoP proof came before; nothing was stored.
    ProofUsed,
    /// Something else that was verified no longer holds; nothing was stored.
    Lapsed(Lapsed),
}

/// What an ID token stands for: the latest grant of its login to its client that lives.
#[derive(Debug, Clone)]
pub struct GrantOfLogin {
    /// The grant.
    pub grant: Grant,
    /// The person, who may sign in.
    pub user: User,
    /// By what the client proved itself for it; unknown of those from before this was kept.
    pub proven_by: Option<ProvenBy>,
}

/// A client that a login was used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppOfLogin {
    /// The client.
    pub client_id: ClientId,
    /// When it last got something by the login: a code, or tokens for a refresh token.
    pub used_at: Timestamp,
    /// Whether it holds a grant of the login still.
    pub is_live: bool,
}

/// Grants and tokens.
#[async_trait]
pub trait Tokens {
    /// What this access token allows now. Records the first use of a token that came from a refresh (SEC-24).
    async fn access_token(&self, token: &Digest, now: Timestamp) -> StoreResult<Option<LiveAccessToken>>;
    /// The same, for whoever looks and does not use it: nothing is recorded.
    async fn look_at_access_token(&self, token: &Digest, now: Timestamp) -> StoreResult<Option<LiveAccessToken>>;
    /// Stores an access token that a client got for itself, if it is still what it was.
    async fn add_client_token(
        &self,
        client_id: &ClientId,
        tokens: &NewTokens,
        client: &ClientStanding,
    ) -> StoreResult<AddClientToken>;
    /// Stores an exchanged token with the record of it, if what was verified still holds.
    async fn add_exchanged_token(&self, token: &ExchangedToken, now: Timestamp) -> StoreResult<AddExchanged>;
    /// What the ID tokens of this `sid` at this client stand for, while the login lives.
    async fn grant_of_login(
        &self,
        client_id: &ClientId,
        sid: &str,
        now: Timestamp,
    ) -> StoreResult<Option<GrantOfLogin>>;
    /// Revokes a token of this client, in one transaction: an access token with those that were exchanged for it, a
    /// refresh token with its grant.
    async fn revoke_token(&self, token: &Digest, client_id: &ClientId, now: Timestamp) -> StoreResult<Revocation>;
    /// Looks a refresh token up without using it.
    async fn refresh_token(&self, token: &Digest) -> StoreResult<Option<RefreshTokenState>>;
    /// Rotates in one transaction, under the rule of [`Reuse`]. A token that is its own successor stays: it is not spent, and
    /// lives idle for as long as a successor would.
    async fn rotate_refresh_token(
        &self,
        presented: &Digest,
        tokens: &NewTokens,
        reuse: Reuse,
        standing: &Standing,
        now: Timestamp,
    ) -> StoreResult<Rotate>;
    /// Revokes a grant with all its tokens. Returns whether it was live.
    async fn revoke_grant(&self, grant_id: &str, now: Timestamp) -> StoreResult<bool>;
    /// The clients that hold grants of a person, with their last use, newest first.
    async fn clients_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, ScopeSet, Timestamp)>>;
    /// The clients that were signed in from a session.
    async fn clients_of_session(&self, session_id: &str) -> StoreResult<Vec<ClientId>>;
    /// The same with what became of each, the last used first.
    async fn apps_of_login(&self, session_id: &str) -> StoreResult<Vec<AppOfLogin>>;
    /// Ends in one transaction what a client has from this login of the person, while the login and all other clients go on: its
    /// grants of the login with their tokens end, those with `offline_access` too, and the client is to be told. Codes that the person
    /// has for it end whatever login they are of. Returns whether the login lives and the client had a grant of it.
    async fn end_app_of_login(
        &self,
        sub: &Subject,
        session_id: &str,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<bool>;
}
