//! Authorization codes (RFC 6749 §4.1.2): bound, short-lived, redeemed at most once.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::StoreResult;
use super::tokens::{Grant, NewTokens};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::pkce::CodeChallenge;
use crate::secret::Digest;

/// What a code is bound to, and the grant it will become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationCode {
    /// The client that asked.
    pub client_id: ClientId,
    /// The `redirect_uri` as sent, to be repeated byte for byte (RFC 6749 §4.1.3).
    pub redirect_uri: String,
    /// The PKCE challenge, when one was sent.
    pub code_challenge: Option<CodeChallenge>,
    /// `nonce`, for the ID token.
    pub nonce: Option<String>,
    /// What was granted.
    pub grant: Grant,
    /// End of life, at most 60 s after issue.
    pub expires_at: Timestamp,
}

/// What is known of a code that a client presents.
#[derive(Debug, Clone)]
pub enum CodeState {
    /// Unused; may have expired: compare `expires_at`.
    Unused(Box<AuthorizationCode>),
    /// Redeemed before. A caller who proves the binding replays it: revoke the grant (SEC-21).
    Used(Box<AuthorizationCode>),
}

/// What became of redeeming a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeCode {
    /// This call redeemed it: grant and tokens are stored.
    Taken,
    /// Another call was faster; nothing was stored.
    AlreadyUsed,
    /// The code, or the session behind it, ended in between.
    Gone,
}

/// Codes by digest.
#[async_trait]
pub trait Codes {
    /// Stores a new code.
    async fn add_code(&self, code: &Digest, authorization: &AuthorizationCode) -> StoreResult<()>;
    /// Looks a code up without using it. Used codes stay known for at least an hour.
    async fn code(&self, code: &Digest) -> StoreResult<Option<CodeState>>;
    /// Redeems the code by one conditional statement, and in the same transaction stores its grant and tokens.
    /// The condition: unused, not revoked by the end of its session.
    async fn take_code(
        &self,
        code: &Digest,
        grant: &Grant,
        tokens: &NewTokens,
        now: Timestamp,
    ) -> StoreResult<TakeCode>;
}
