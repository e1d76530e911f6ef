//! Grants, and the access and refresh tokens that carry them.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::grant::Grant;
use crate::protocol::scope::ScopeSet;
use crate::protocol::tokens::{LiveAccessToken, NewAccessToken, NewTokens, RefreshTokenState};
use crate::protocol::user::Subject;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotate {
    /// The successor is stored; the presented token is spent.
    Rotated,
    /// The presented token was spent, but its successor never used (a lost answer): the unused successor and its
    /// access token are dead, this new successor lives (SEC-24).
    Retried,
    /// The presented token was spent and its successor used: a copy is in foreign hands; the grant is revoked now.
    Reused,
    /// The grant, the token or the person is gone.
    Gone,
}

/// Grants and tokens.
#[async_trait]
pub trait Tokens {
    /// Stores a grant, with its first tokens where there are any, without a code: the authorization endpoint issues
    /// them itself (Core §3.2, §3.3). Returns `false`, and stores nothing, when the login that gave it has ended. A code of the
    /// same authorization carries the same grant; redeeming it adds to it, and a replay ends all of it.
    async fn begin_grant(&self, grant: &Grant, tokens: Option<&NewTokens>, now: Timestamp) -> StoreResult<bool>;
    /// What this access token allows now. Records the first use of a token that came from a refresh (SEC-24).
    async fn access_token(&self, token: &Digest, now: Timestamp) -> StoreResult<Option<LiveAccessToken>>;
    /// Stores an access token that a client got for itself.
    async fn add_client_token(&self, client_id: &ClientId, token: &NewAccessToken) -> StoreResult<()>;
    /// Revokes a token of this client, in one transaction: an access token alone, a refresh token with its grant.
    async fn revoke_token(&self, token: &Digest, client_id: &ClientId, now: Timestamp) -> StoreResult<Revocation>;
    /// Looks a refresh token up without using it.
    async fn refresh_token(&self, token: &Digest) -> StoreResult<Option<RefreshTokenState>>;
    /// Rotates in one transaction, under the rule of [`Rotate`]. Without `retry_allowed`, any second use is reuse.
    async fn rotate_refresh_token(
        &self,
        presented: &Digest,
        tokens: &NewTokens,
        retry_allowed: bool,
        now: Timestamp,
    ) -> StoreResult<Rotate>;
    /// Revokes a grant with all its tokens. Returns whether it was live.
    async fn revoke_grant(&self, grant_id: &str, now: Timestamp) -> StoreResult<bool>;
    /// Revokes all grants of a person to a client (consent withdrawn), and its unused codes.
    async fn revoke_grants_to(&self, sub: &Subject, client_id: &ClientId, now: Timestamp) -> StoreResult<()>;
    /// Revokes all grants to clients that are neither in `known` (removed from the configuration) nor registered, and
    /// drops what those got for themselves.
    async fn revoke_grants_of_unknown_clients(&self, known: &[ClientId], now: Timestamp) -> StoreResult<u32>;
    /// The clients that hold grants of a person, with their last use, newest first.
    async fn clients_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, ScopeSet, Timestamp)>>;
    /// The clients that were signed in from a session.
    async fn clients_of_session(&self, session_id: &str) -> StoreResult<Vec<ClientId>>;
}
