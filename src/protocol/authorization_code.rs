//! What an authorization code stands for (RFC 6749 §4.1.2).

use serde::{Deserialize, Serialize};

use super::client::ClientId;
use super::grant::Grant;
use super::pkce::CodeChallenge;
use crate::clock::Timestamp;

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
