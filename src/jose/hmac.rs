//! JWS by a shared secret (RFC 7518 §3.2), for `client_secret_jwt` and nothing else. Its algorithms are a type of their
//! own: where a public key verifies, they cannot be named, and where they are named, there is only a secret (row 32).

use std::str::FromStr;

use aws_lc_rs::hmac;

use super::jws::{JwsError, Parsed, TypRule, VerifiedClaims};

/// An HMAC algorithm, by its registered name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub enum HmacAlgorithm {
    /// HMAC with SHA-256.
    HS256,
    /// HMAC with SHA-384.
    HS384,
    /// HMAC with SHA-512.
    HS512,
}

/// Not an algorithm of the HMAC family.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not an HMAC algorithm: use HS256, HS384 or HS512")]
pub struct UnknownHmacAlgorithm;

impl HmacAlgorithm {
    /// Every algorithm.
    pub const ALL: [Self; 3] = [Self::HS256, Self::HS384, Self::HS512];

    fn row(self) -> (&'static str, hmac::Algorithm) {
        match self {
            Self::HS256 => ("HS256", hmac::HMAC_SHA256),
            Self::HS384 => ("HS384", hmac::HMAC_SHA384),
            Self::HS512 => ("HS512", hmac::HMAC_SHA512),
        }
    }

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        self.row().0
    }
}

impl FromStr for HmacAlgorithm {
    type Err = UnknownHmacAlgorithm;

    fn from_str(name: &str) -> Result<Self, UnknownHmacAlgorithm> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name).ok_or(UnknownHmacAlgorithm)
    }
}

impl std::fmt::Display for HmacAlgorithm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Verifies a token by one client's secret, in constant time. An empty secret verifies nothing; `kid` means nothing.
pub fn verify(
    token: &str,
    allowed: &[HmacAlgorithm],
    secret: &[u8],
    typ: TypRule<'_>,
) -> Result<VerifiedClaims, JwsError> {
    let parsed = Parsed::read(token, typ)?;
    let algorithm: HmacAlgorithm =
        parsed.header.text("alg").and_then(|name| name.parse().ok()).ok_or(JwsError::Algorithm)?;
    if !allowed.contains(&algorithm) {
        return Err(JwsError::Algorithm);
    }
    if secret.is_empty() {
        return Err(JwsError::UnknownKey);
    }
    let key = hmac::Key::new(algorithm.row().1, secret);
    parsed.verify(|signed, tag| hmac::verify(&key, signed, tag).is_ok())
}
