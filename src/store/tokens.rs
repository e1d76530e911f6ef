//! Grants — what a person allowed a client — and the access and refresh tokens that carry them.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::claims::ClaimsRequest;
use crate::protocol::client::ClientId;
use crate::protocol::resource::Resource;
use crate::protocol::scope::ScopeSet;
use crate::protocol::user::{Subject, User};
use crate::secret::Digest;

/// What one authorization gave: the family that all its tokens belong to and end with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Random identifier.
    pub id: String,
    /// The client it was given to.
    pub client_id: ClientId,
    /// The person who gave it.
    pub sub: Subject,
    /// The login session it was given in.
    pub session_id: String,
    /// Whether the end of that login ends it, `offline_access` or not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_with_login: bool,
    /// Granted scope.
    pub scope: ScopeSet,
    /// The resources that its tokens are for (RFC 8707); none means this provider.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resource: Vec<Resource>,
    /// The `claims` parameter, when one was sent.
    pub claims: Option<ClaimsRequest>,
    /// `claims_locales`, as sent.
    pub claims_locales: Option<String>,
    /// `auth_time` of the session then.
    pub auth_time: Timestamp,
    /// Whether the request makes `auth_time` obligatory (`max_age`, `require_auth_time`, `claims`).
    pub auth_time_required: bool,
    /// `amr` of the session then.
    pub amr: Vec<String>,
    /// `acr` of the session then.
    pub acr: String,
    /// When it was given.
    pub created_at: Timestamp,
}

/// A new access token, with all that is ever told of it.
#[derive(Debug, Clone)]
pub struct NewAccessToken {
    /// Digest of the token.
    pub digest: Digest,
    /// Scope, at most the grant's.
    pub scope: ScopeSet,
    /// The resources that it is for; none means this provider.
    pub audience: Vec<Resource>,
    /// `jti`, when it is a JWT.
    pub jti: Option<String>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// End of life.
    pub expires_at: Timestamp,
}

/// A new refresh token.
#[derive(Debug, Clone)]
pub struct NewRefreshToken {
    /// Digest of the token.
    pub digest: Digest,
    /// End of life unless used before.
    pub idle_expires_at: Timestamp,
    /// End of life of the family.
    pub expires_at: Timestamp,
}

/// What one answer of the token endpoint carries.
#[derive(Debug, Clone)]
pub struct NewTokens {
    /// The access token.
    pub access_token: NewAccessToken,
    /// The refresh token, where one is due.
    pub refresh_token: Option<NewRefreshToken>,
}

/// Who an access token speaks for.
#[derive(Debug, Clone)]
pub enum Holder {
    /// A person, by what they granted.
    Person {
        /// The grant.
        grant: Box<Grant>,
        /// The person.
        user: Box<User>,
    },
    /// The client itself (RFC 6749 §4.4).
    Client(ClientId),
}

/// What an access token allows, checked whole: live token, live grant, unlocked user.
#[derive(Debug, Clone)]
pub struct LiveAccessToken {
    /// Who it speaks for.
    pub holder: Holder,
    /// Its own scope.
    pub scope: ScopeSet,
    /// The resources that it is for; none means this provider.
    pub audience: Vec<Resource>,
    /// `jti`, when it is a JWT.
    pub jti: Option<String>,
    /// When it was issued; unknown of those from before this was kept.
    pub issued_at: Option<Timestamp>,
    /// End of life.
    pub expires_at: Timestamp,
}

impl LiveAccessToken {
    /// The client it was issued to.
    pub fn client_id(&self) -> &ClientId {
        match &self.holder {
            Holder::Person { grant, .. } => &grant.client_id,
            Holder::Client(client_id) => client_id,
        }
    }

    /// Whether it is good at this provider's own endpoints (SEC-27).
    pub fn is_for(&self, issuer: &str) -> bool {
        self.audience.is_empty() || self.audience.iter().any(|resource| resource.as_str() == issuer)
    }
}

/// What is known of a refresh token that a client presents.
#[derive(Debug, Clone)]
pub struct RefreshTokenState {
    /// Its grant.
    pub grant: Grant,
    /// The person, locked or not.
    pub user: User,
    /// End of life unless used before.
    pub idle_expires_at: Timestamp,
    /// End of life of the family.
    pub expires_at: Timestamp,
    /// Whether it was rotated already, or belongs to a branch that died.
    pub rotated: bool,
    /// Whether its grant was revoked.
    pub revoked: bool,
}

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
