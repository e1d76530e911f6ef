//! The ID token's claims (OpenID Connect Core §2, §3.1.3.6).

use std::time::Duration;

use serde::Serialize;
use serde_json::{Map, Value};

use super::client::ClientId;
use super::grant::Grant;
use super::user::Subject;
use crate::clock::Timestamp;

/// What an ID token says; serialised as it is signed.
#[derive(Debug, Serialize)]
pub struct IdToken<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    exp: Timestamp,
    iat: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
    acr: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    amr: &'a [String],
    azp: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    c_hash: Option<String>,
    #[serde(flatten)]
    claims: Map<String, Value>,
}

/// What an ID token is made from.
#[derive(Debug)]
pub struct IdTokenParts<'a> {
    /// The issuer, byte for byte.
    pub issuer: &'a str,
    /// What was granted.
    pub grant: &'a Grant,
    /// `sub`, as this client knows the person ([`super::subject::subject_for`]).
    pub sub: &'a Subject,
    /// `nonce` of the request.
    pub nonce: Option<&'a str>,
    /// `at_hash`, where an access token comes along.
    pub at_hash: Option<String>,
    /// `c_hash`, where a code comes along (Core §3.3.2.11).
    pub c_hash: Option<String>,
    /// The person's claims that belong into this token.
    pub claims: Map<String, Value>,
    /// Now.
    pub issued_at: Timestamp,
    /// Whether it names the login (`sid`).
    pub with_sid: bool,
    /// Life of the token.
    pub lifetime: Duration,
}

impl<'a> IdToken<'a> {
    /// Puts the claims together. `auth_time` is always sent: it is known, and some clients need it unasked.
    pub fn new(parts: IdTokenParts<'a>) -> Self {
        let grant = parts.grant;
        Self {
            iss: parts.issuer,
            sub: parts.sub.as_str(),
            aud: grant.client_id.as_str(),
            exp: parts.issued_at.after(parts.lifetime),
            iat: parts.issued_at,
            auth_time: Some(grant.auth_time),
            nonce: parts.nonce,
            acr: &grant.acr,
            amr: &grant.amr,
            azp: grant.client_id.as_str(),
            sid: parts.with_sid.then(|| session_sid(&grant.session_id, &grant.client_id)),
            at_hash: parts.at_hash,
            c_hash: parts.c_hash,
            claims: parts.claims,
        }
    }
}

/// `sid`: the name of a login session towards one client. It differs from client to client, so that two of them
/// cannot compare notes, and tells nothing of the session's own identifier.
pub fn session_sid(session_id: &str, client_id: &ClientId) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(["sid\n", session_id, "\n", client_id.as_str()].concat());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest.get(..16).unwrap_or_default())
}

/// What a verified `id_token_hint` says (Core §3.1.2.1, RP-Initiated Logout §2); it may have expired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdTokenHint {
    /// `sub`.
    pub sub: String,
    /// `aud`, one or several.
    pub audience: Vec<String>,
    /// `sid`.
    pub sid: Option<String>,
}

/// Why a hint was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdTokenHintError {
    /// Signature, algorithm or form.
    #[error("id_token_hint is not valid: it is not an ID token signed by this provider")]
    NotOurs,
    /// Another issuer's.
    #[error("id_token_hint is not valid: it was issued by another provider")]
    OtherIssuer,
}

impl IdTokenHint {
    /// Reads the claims of a token whose signature was verified with this provider's keys.
    pub fn from_claims(claims: &Value, issuer: &str) -> Result<Self, IdTokenHintError> {
        if claims.get("iss").and_then(Value::as_str) != Some(issuer) {
            return Err(IdTokenHintError::OtherIssuer);
        }
        let sub = claims.get("sub").and_then(Value::as_str).ok_or(IdTokenHintError::NotOurs)?;
        let audience = match claims.get("aud") {
            Some(Value::String(one)) => vec![one.clone()],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => return Err(IdTokenHintError::NotOurs),
        };
        // Logout tokens and userinfo answers are signed with the same keys and must not pass for ID tokens (SEC-27):
        // these have events, those have no end of life.
        if claims.get("events").is_some() || claims.get("exp").and_then(Value::as_i64).is_none() {
            return Err(IdTokenHintError::NotOurs);
        }
        let sid = claims.get("sid").and_then(Value::as_str).map(str::to_owned);
        Ok(Self { sub: sub.to_owned(), audience, sid })
    }

    /// Whether the token was issued to this client.
    pub fn is_for(&self, client_id: &ClientId) -> bool {
        self.audience.iter().any(|audience| audience == client_id.as_str())
    }
}
