//! The token endpoint's rules (RFC 6749 §5, OpenID Connect Core §3.1.3): a proven client exchanges a grant.

pub mod access_token;
pub mod audience;
pub mod details;
pub mod discovery;
pub mod dpop;
pub mod exchanged;
pub mod grants;
pub mod held;
pub mod introspect;
pub mod issue;
pub mod protect;

use serde::Serialize;

use self::dpop::DpopError;
use self::exchanged::ExchangeError;
use crate::client_auth::WorkloadError;
use crate::protocol::authorization_details::{AuthorizationDetails, DetailsError};
use crate::protocol::client::GrantType;
use crate::protocol::error::ErrorCode;
use crate::protocol::resource::TargetError;
use crate::protocol::scope::ScopeSet;
use crate::store::StoreError;
use crate::store::standing::Lapsed;

/// A successful answer (RFC 6749 §5.1, Core §3.1.3.3).
#[derive(Debug, Serialize)]
pub struct TokenResponse {
    /// `access_token`.
    pub access_token: String,
    /// `issued_token_type`, for a token that was exchanged (RFC 8693 §2.2.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_token_type: Option<&'static str>,
    /// `DPoP` for one that is bound to a key, else `Bearer`.
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: u64,
    /// `refresh_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// `id_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// Granted scope. An empty one is told where something else may have been asked for (RFC 6749 §5.1); `None` is told nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<ScopeSet>,
    /// `authorization_details`: those of the access token (RFC 9396 §7).
    #[serde(skip_serializing_if = "AuthorizationDetails::is_empty")]
    pub authorization_details: AuthorizationDetails,
}

/// Why no token was issued. The client reads the code and what to fix; the log reads the variant.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// A parameter is missing or wrong.
    #[error("{0}")]
    InvalidRequest(String),
    /// The `grant_type` is not one of ours.
    #[error("grant_type must be one of {}", supported_grant_types())]
    UnsupportedGrantType,
    /// The client did not register the grant.
    #[error("the client is not registered for the grant type {0}")]
    UnauthorizedClient(&'static str),
    /// A refresh asked for more than was granted (RFC 6749 §6).
    #[error("scope exceeds what was granted")]
    ScopeTooWide,
    /// A client asked for itself for a value that is not registered for it, or that means a person.
    #[error("scope has a value that is not registered for this client")]
    ScopeNotForClient,
    /// A resource is malformed or not registered for the client (RFC 8707 §2).
    #[error(transparent)]
    InvalidTarget(#[from] TargetError),
    /// A resource is not among those of the authorization (RFC 8707 §2.2).
    #[error("resource exceeds what was granted")]
    ResourceTooWide,
    /// `authorization_details` that this client may not have, or that do not fit (RFC 9396 §6).
    #[error(transparent)]
    InvalidDetails(#[from] DetailsError),
    /// `authorization_details` that are not within those of the authorization (RFC 9396 §6).
    #[error("authorization_details exceed what was granted")]
    DetailsTooWide,
    /// A client asked for itself, and nobody may give it that type.
    #[error("authorization_details without a person are for clients that the operator configured")]
    DetailsNotForClient,
    /// Unknown, foreign or malformed code.
    #[error("the authorization code is not valid")]
    CodeUnknown,
    /// The code's 60 seconds are over.
    #[error("the authorization code has expired")]
    CodeExpired,
    /// Used before; what it gave is revoked now when the caller proved the binding (SEC-21).
    #[error("the authorization code was used before; its tokens are revoked")]
    CodeAlreadyUsed {
        /// The revoked grant.
        grant_id: String,
    },
    /// Redeemed in parallel by the same client, or its session ended in between.
    #[error("the authorization code is no longer valid")]
    CodeGone,
    /// Not the `redirect_uri` of the authorization request (RFC 6749 §4.1.3).
    #[error("redirect_uri differs from that of the authorization request")]
    RedirectUriDiffers,
    /// Removed from the client since the code was issued (row 13, SEC-12).
    #[error("redirect_uri is no longer registered for the client")]
    RedirectUriGone,
    /// Challenge without verifier, or verifier without challenge (RFC 9700 §4.8.2).
    #[error("{0}")]
    PkceFailed(&'static str),
    /// Unknown, foreign or malformed name of a request that is polled for.
    #[error("{0} is not valid")]
    PolledUnknown(&'static str),
    /// Nobody has answered (RFC 8628 §3.5).
    #[error("the user has not answered yet")]
    PolledPending,
    /// The same, and the client asked too soon (RFC 8628 §3.5).
    #[error("the user has not answered yet, and this poll came too soon: wait five seconds longer between polls")]
    PolledTooSoon,
    /// The person refused, or may not use the client.
    #[error("the user did not allow this")]
    PolledRefused,
    /// Its time is over.
    #[error("the request has expired: begin anew")]
    PolledExpired,
    /// It was redeemed a moment ago.
    #[error("{0} was used a moment ago")]
    PolledAlreadyUsed(&'static str),
    /// It was redeemed long ago; what it gave is revoked now.
    #[error("{name} was used before; its tokens are revoked")]
    PolledReplayed {
        /// The parameter.
        name: &'static str,
        /// The revoked grant.
        grant_id: String,
    },
    /// The login in which the person allowed it ended, or something else that it rests on.
    #[error("what the user allowed no longer holds: begin anew")]
    PolledGone,
    /// It is bound to a key that is not proven.
    #[error("the request is bound to a key, and the DPoP proof is missing or of another key")]
    PolledOfOtherKey,
    /// Unknown, foreign, expired or revoked refresh token.
    #[error("the refresh token is not valid")]
    RefreshTokenInvalid,
    /// The client may no longer have `offline_access` (row 26).
    #[error("the client may no longer use refresh tokens")]
    OfflineWithdrawn,
    /// A spent refresh token came back: the family is revoked.
    #[error("the refresh token was used before; its grant is revoked")]
    RefreshTokenReused {
        /// The revoked grant.
        grant_id: String,
    },
    /// The person is locked, gone from the configuration, or no longer admitted.
    #[error("the user may no longer use this client")]
    UserRefused,
    /// The client proves itself less than when this was granted, or the credential it used then was withdrawn.
    #[error("the client credentials of this grant are no longer registered: the user must sign in again")]
    ProofLowered,
    /// The client was changed while this was under way: what it may have is found out by asking again.
    #[error("the registration of the client changed just now: try again")]
    ClientChanged,
    /// The DPoP proof (RFC 9449 §5).
    #[error(transparent)]
    Dpop(DpopError),
    /// The client registered `dpop_bound_access_tokens` (RFC 9449 §5.2), or its profile wants bound tokens.
    #[error("the DPoP proof is missing: this client may only have tokens that are bound to a key{0}")]
    ProofMissing(String),
    /// The client registered `tls_client_certificate_bound_access_tokens` (RFC 8705 §3.4).
    #[error(
        "the client certificate is missing: this client may only have tokens that are bound to its certificate, so it must ask at the \
         endpoint of mtls_endpoint_aliases"
    )]
    CertificateMissing,
    /// The same, and it sent a DPoP proof: a token is bound to one of them.
    #[error(
        "the tokens of this client are bound to its certificate: leave the DPoP proof out, or register without \
             tls_client_certificate_bound_access_tokens"
    )]
    ProofBesideCertificate,
    /// `dpop_jkt` of the authorization request names another key, or none is proven (RFC 9449 §10).
    #[error("the authorization code is bound to a key (dpop_jkt), and the DPoP proof is missing or of another key")]
    CodeOfOtherKey,
    /// The refresh token is bound to another key, or none is proven (RFC 9449 §5).
    #[error("the refresh token is bound to a key, and the DPoP proof is missing or of another key")]
    RefreshTokenOfOtherKey,
    /// No exchange of these tokens (RFC 8693 §2.2.2).
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The assertion of a workload (RFC 7523 §3.1).
    #[error(transparent)]
    Assertion(#[from] WorkloadError),
    /// The refresh token is bound to another certificate, or none came along (RFC 8705 §4).
    #[error("the refresh token is bound to a client certificate, and that is missing or another one")]
    RefreshTokenOfOtherCertificate,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No key for the client's algorithm.
    #[error("no signing key for {0} is available")]
    NoSigningKey(&'static str),
    /// No key to encrypt to the client with.
    #[error("the response cannot be encrypted for the client: {0}")]
    NoEncryptionKey(String),
    /// The key set to encrypt with cannot be fetched just now; nothing was used up.
    #[error("the response cannot be encrypted for the client at the moment: {0}")]
    ClientKeysUnavailable(String),
}

/// The grants of this endpoint, as words of a sentence.
fn supported_grant_types() -> String {
    let names = GrantType::ALL.into_iter().filter(|grant| *grant != GrantType::Implicit).map(GrantType::as_str);
    names.collect::<Vec<_>>().join(", ")
}

impl From<Lapsed> for TokenError {
    fn from(lapsed: Lapsed) -> Self {
        match lapsed {
            Lapsed::Client => Self::ClientChanged,
            Lapsed::Person => Self::UserRefused,
            Lapsed::Login | Lapsed::Consent => Self::CodeGone,
        }
    }
}

impl TokenError {
    /// RFC 6749 §5.2.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::InvalidRequest(_)
            | Self::ProofMissing(_)
            | Self::CertificateMissing
            | Self::ProofBesideCertificate => ErrorCode::InvalidRequest,
            Self::Dpop(error) => error.code(),
            Self::Exchange(error) => error.code(),
            Self::Assertion(error) if error.is_passing() => ErrorCode::TemporarilyUnavailable,
            Self::UnsupportedGrantType => ErrorCode::UnsupportedGrantType,
            Self::UnauthorizedClient(_) => ErrorCode::UnauthorizedClient,
            Self::ScopeTooWide | Self::ScopeNotForClient => ErrorCode::InvalidScope,
            Self::InvalidTarget(_) | Self::ResourceTooWide => ErrorCode::InvalidTarget,
            Self::InvalidDetails(_) | Self::DetailsTooWide | Self::DetailsNotForClient => {
                ErrorCode::InvalidAuthorizationDetails
            }
            Self::ClientChanged | Self::Store(_) | Self::ClientKeysUnavailable(_) => ErrorCode::TemporarilyUnavailable,
            Self::NoSigningKey(_) | Self::NoEncryptionKey(_) => ErrorCode::ServerError,
            Self::PolledPending => ErrorCode::AuthorizationPending,
            Self::PolledTooSoon => ErrorCode::SlowDown,
            Self::PolledRefused => ErrorCode::AccessDenied,
            Self::PolledExpired => ErrorCode::ExpiredToken,
            _ => ErrorCode::InvalidGrant,
        }
    }
}
