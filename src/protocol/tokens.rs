//! Access and refresh tokens as they are remembered: new ones with all that is ever told of them, and what one that is
//! presented stands for. Only digests are known of their texts (SEC-28).

use std::sync::Arc;

use super::authorization_details::AuthorizationDetails;
use super::client::{Client, ClientId};
use super::dpop::Once;
use super::grant::Grant;
use super::proven_by::ProvenBy;
use super::resource::Resource;
use super::scope::ScopeSet;
use super::sender_constraint::SenderConstraint;
use super::token_exchange::Exchange;
use super::user::User;
use crate::clock::Timestamp;
use crate::secret::Digest;

/// A new access token, with all that is ever told of it.
#[derive(Debug, Clone)]
pub struct NewAccessToken {
    /// Digest of the token.
    pub digest: Digest,
    /// Scope, at most the grant's.
    pub scope: ScopeSet,
    /// The resources that it is for; none means this provider.
    pub audience: Vec<Resource>,
    /// What it allows in detail (RFC 9396).
    pub authorization_details: AuthorizationDetails,
    /// `jti`, when it is a JWT.
    pub jti: Option<String>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// End of life.
    pub expires_at: Timestamp,
    /// What it is bound to.
    pub bound_to: Option<SenderConstraint>,
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
    /// What it is bound to: a public client's key or certificate, for it proves itself by nothing else (RFC 9449 §5,
    /// RFC 8705 §4).
    pub bound_to: Option<SenderConstraint>,
}

/// What one answer of the token endpoint carries.
#[derive(Debug, Clone)]
pub struct NewTokens {
    /// The access token.
    pub access_token: NewAccessToken,
    /// The refresh token, where one is due.
    pub refresh_token: Option<NewRefreshToken>,
    /// By what the client proved itself for it; at the authorization endpoint, by the level that it has.
    pub proven_by: ProvenBy,
    /// The DPoP proof that came with the request: used up with what it is issued for.
    pub proof: Option<Once>,
}

impl NewTokens {
    /// Whether the refresh token of the answer is the one that was presented.
    pub fn stays(&self, presented: &Digest) -> bool {
        self.refresh_token.as_ref().is_some_and(|token| token.digest.matches(presented))
    }
}

/// Who an access token speaks for.
#[derive(Debug, Clone)]
pub enum Holder {
    /// A person, by what they granted.
    Person {
        /// The grant.
        grant: Arc<Grant>,
        /// The person.
        user: Arc<User>,
    },
    /// The client itself (RFC 6749 §4.4).
    Client(ClientId),
}

/// What an access token allows, checked whole: live token, live grant, a user who may sign in.
#[derive(Debug, Clone)]
pub struct LiveAccessToken {
    /// Who it speaks for.
    pub holder: Holder,
    /// Its own scope.
    pub scope: ScopeSet,
    /// The resources that it is for; none means this provider.
    pub audience: Vec<Resource>,
    /// What it allows in detail (RFC 9396).
    pub authorization_details: AuthorizationDetails,
    /// By what the client proved itself for it; unknown of those from before this was kept.
    pub proven_by: Option<ProvenBy>,
    /// `jti`, when it is a JWT.
    pub jti: Option<String>,
    /// When it was issued; unknown of those from before this was kept.
    pub issued_at: Option<Timestamp>,
    /// End of life.
    pub expires_at: Timestamp,
    /// What it is bound to.
    pub bound_to: Option<SenderConstraint>,
    /// By which exchange it came, if it did: then the grant is that of the subject token.
    pub exchange: Option<Box<Exchange>>,
}

impl LiveAccessToken {
    /// The client it was issued to.
    pub fn client_id(&self) -> &ClientId {
        if let Some(exchange) = &self.exchange {
            return &exchange.client_id;
        }
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
    /// The person, whether they may sign in or not.
    pub user: User,
    /// End of life unless used before.
    pub idle_expires_at: Timestamp,
    /// End of life of the family.
    pub expires_at: Timestamp,
    /// Whether it was rotated already, or belongs to a branch that died.
    pub rotated: bool,
    /// Whether its grant was revoked.
    pub revoked: bool,
    /// By what the client proved itself when it got it; unknown of those from before this was kept.
    pub proven_by: Option<ProvenBy>,
    /// What it is bound to (RFC 9449 §5, RFC 8705 §4).
    pub bound_to: Option<SenderConstraint>,
}

/// Whether the client may still have what it got: it proves itself no less than when it asked, and has the credential
/// that it got it by.
pub fn still_entitled(client: &Client, grant: Option<&Grant>, proven_by: Option<&ProvenBy>) -> bool {
    let lowered = client.is_public() && grant.is_some_and(|grant| grant.confidential);
    !lowered && proven_by.is_none_or(|proven_by| client.still_has(proven_by))
}
