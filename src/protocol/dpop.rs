//! DPoP proofs (RFC 9449 §4): a small JWT that comes with one request, signed by the key that it carries. Whoever sends one
//! holds that key, now and for this request. Whether it came before, and whether its nonce is one of ours, only the
//! server knows ([`crate::token::dpop`]).

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use url::Url;

use super::client_assertion::{AHEAD, whole_seconds};
use crate::clock::Timestamp;
use crate::jose::jws::{self, CarriedKeyError, TypRule};
use crate::jose::{Algorithm, base64url_decode};
use crate::secret::Digest;

/// `typ` of the header.
pub const TYPE: &str = "dpop+jwt";
/// What proofs are signed with unless the operator says otherwise.
pub const ALGORITHMS: [Algorithm; 6] =
    [Algorithm::ES256, Algorithm::ES384, Algorithm::EdDSA, Algorithm::Ed25519, Algorithm::PS256, Algorithm::RS256];
/// For how long a proof counts after its `iat`, unless the operator says otherwise.
pub const LIFETIME: Duration = Duration::from_secs(60);
/// The most that the operator may say.
pub const LONGEST_LIFETIME: Duration = Duration::from_secs(5 * 60);
/// For how many seconds after its `iat` a proof that came is remembered: long after it could count, so that none counts once
/// more when a clock was ahead by an hour and is set back. Not for a day, as other things that count once: there is a row of
/// some 50 bytes for each request with a proof, and 1,000 a second would make 86 million of them instead of seven.
pub const MEMORY: i64 = 24 * LONGEST_LIFETIME.as_secs().cast_signed();
/// For how long a nonce counts after it was given out.
pub const NONCE_LIFETIME: Duration = Duration::from_secs(5 * 60);
/// How long after its `exp` a proof may come: clocks differ.
const SKEW: Duration = Duration::from_secs(10);
/// The longest proof read, in bytes. One by an RSA key of 8192 bits is half as long.
const LONGEST: usize = 8 * 1024;
/// The longest `jti` and `nonce`, in bytes.
pub const MAX_TEXT: usize = 255;
/// How much of a wrong `htu` is told.
const SHOWN: usize = 200;

/// A thumbprint: base64url of a SHA-256 digest, of a public key (RFC 7638, `jkt`) or of a certificate (RFC 8705 §3.1,
/// `x5t#S256`). Tokens are bound to the one or the other ([`super::sender_constraint`]), codes to keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Thumbprint(String);

/// Not a thumbprint. The sentence is for the client's developer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("dpop_jkt must be the base64url of the SHA-256 thumbprint of a key, 43 characters")]
pub struct NoThumbprint;

impl Thumbprint {
    /// The one of these octets.
    pub fn of(octets: &[u8]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(Sha256::digest(octets)))
    }

    /// Reads one.
    pub fn parse(text: &str) -> Result<Self, NoThumbprint> {
        let octets = Some(text).filter(|text| text.len() == 43).and_then(|text| base64url_decode(text.as_bytes()));
        octets.filter(|octets| octets.len() == 32).map(|_| Self(text.to_owned())).ok_or(NoThumbprint)
    }

    /// As it is sent and stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Thumbprint {
    type Error = NoThumbprint;

    fn try_from(text: String) -> Result<Self, NoThumbprint> {
        Self::parse(&text)
    }
}

impl From<Thumbprint> for String {
    fn from(thumbprint: Thumbprint) -> Self {
        thumbprint.0
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether requests need a nonce of the server in their proofs (RFC 9449 §8, §9).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NonceRule {
    /// None does; one that is there means nothing.
    #[default]
    Off,
    /// Each does: a proof cannot be made before it is needed.
    Required,
}

/// What a proof is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The method of the request.
    pub method: &'a str,
    /// The addresses of the endpoint, as the world knows it: the first one is told to whoever has another.
    pub uris: &'a [&'a str],
    /// The access token that comes with it, where one does.
    pub access_token: Option<&'a str>,
    /// What it may be signed with.
    pub algorithms: &'a [Algorithm],
    /// For how long it counts after its `iat`.
    pub lifetime: Duration,
    /// Now.
    pub now: Timestamp,
}

/// A proof as the store remembers it, so that it counts once: by its key and `jti`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Once {
    /// Of both.
    pub digest: Digest,
    /// Its `iat`; it counts for [`LONGEST_LIFETIME`] after that at the most.
    pub issued_at: Timestamp,
}

/// A proof that is right for its request; only [`verify`] makes one. It may have come before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    key: Thumbprint,
    nonce: Option<String>,
    once: Once,
}

impl Proof {
    /// The key that made it.
    pub fn key(&self) -> &Thumbprint {
        &self.key
    }

    /// `nonce`.
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// What is remembered of it.
    pub fn once(&self) -> Once {
        self.once
    }
}

/// What is wrong with a proof. The client may know: it wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// Longer than 8 KiB.
    #[error("the DPoP proof is longer than {LONGEST} bytes")]
    TooLong,
    /// The JWT, its key or its signature.
    #[error("the DPoP proof is not valid: {0}")]
    Jws(#[from] CarriedKeyError),
    /// `htm`.
    #[error("htm of the DPoP proof is not the method of the request, {0}")]
    Method(String),
    /// `htu`.
    #[error("htu of the DPoP proof is {sent}, and it must be {wanted}")]
    Uri {
        /// What stands there.
        sent: String,
        /// What should.
        wanted: String,
    },
    /// A time is missing or no number.
    #[error("{0} of the DPoP proof is not a number of seconds")]
    NotATime(&'static str),
    /// `iat` or `nbf` lies in the future.
    #[error("{0} of the DPoP proof is in the future: compare the clocks")]
    Future(&'static str),
    /// `iat` is too long ago, or `exp` has passed.
    #[error("the DPoP proof is too old: create a new one for each request, and compare the clocks")]
    Old,
    /// No usable `jti`.
    #[error("the DPoP proof needs a jti of 1 to {MAX_TEXT} bytes")]
    NoJti,
    /// `nonce` is no text, or a long one.
    #[error("nonce of the DPoP proof is not the value of a DPoP-Nonce header")]
    Nonce,
    /// `ath` is missing or of another token.
    #[error("ath of the DPoP proof is not the hash of the access token")]
    AccessToken,
}

/// Verifies a proof (RFC 9449 §4.3) but for what only the server knows.
///
/// # Errors
/// What is wrong with it; nothing is used up.
pub fn verify(text: &str, expected: &Expected<'_>) -> Result<Proof, ProofFault> {
    if text.len() > LONGEST {
        return Err(ProofFault::TooLong);
    }
    let verified = jws::verify_with_carried_key(text, expected.algorithms, TypRule::Exactly(TYPE))?;
    let key = verified.key().and_then(|key| Thumbprint::parse(key).ok()).ok_or(CarriedKeyError::NoKey)?;
    let claims = verified.get();
    if claims.get("htm").and_then(Value::as_str) != Some(expected.method) {
        return Err(ProofFault::Method(expected.method.to_owned()));
    }
    let htu = claims.get("htu").unwrap_or(&Value::Null);
    if !htu.as_str().is_some_and(|htu| expected.uris.iter().any(|uri| is_same_uri(htu, uri))) {
        let sent = htu.to_string().chars().take(SHOWN).collect();
        return Err(ProofFault::Uri {
            sent,
            wanted: expected.uris.first().map(|uri| (*uri).to_owned()).unwrap_or_default(),
        });
    }
    let issued_at = in_time(claims, expected)?;
    let jti = claims.get("jti").and_then(Value::as_str).filter(|jti| (1..=MAX_TEXT).contains(&jti.len()));
    let jti = jti.ok_or(ProofFault::NoJti)?;
    let nonce = match claims.get("nonce") {
        None => None,
        Some(Value::String(nonce)) if nonce.len() <= MAX_TEXT => Some(nonce.clone()),
        Some(_) => return Err(ProofFault::Nonce),
    };
    if let Some(access_token) = expected.access_token {
        let ath = claims.get("ath").and_then(Value::as_str).unwrap_or_default();
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(access_token));
        if !bool::from(hash.as_bytes().ct_eq(ath.as_bytes())) {
            return Err(ProofFault::AccessToken);
        }
    }
    // A thumbprint has always the same length.
    let once = Once { digest: Digest::of(&format!("dpop {key} {jti}")), issued_at };
    Ok(Proof { key, nonce, once })
}

/// `iat`, if it is close to now and `nbf` and `exp` do not say otherwise.
fn in_time(claims: &Value, expected: &Expected<'_>) -> Result<Timestamp, ProofFault> {
    let time = |name: &'static str| {
        let value = claims.get(name).map(|value| whole_seconds(value).ok_or(ProofFault::NotATime(name)));
        value.transpose()
    };
    let issued_at = time("iat")?.ok_or(ProofFault::NotATime("iat"))?;
    for (name, begins) in [("iat", Some(issued_at)), ("nbf", time("nbf")?)] {
        if begins.is_some_and(|begins| begins > expected.now.after(AHEAD)) {
            return Err(ProofFault::Future(name));
        }
    }
    let has_ended = time("exp")?.is_some_and(|exp| exp.after(SKEW) <= expected.now);
    if has_ended || issued_at.after(expected.lifetime) < expected.now {
        return Err(ProofFault::Old);
    }
    Ok(issued_at)
}

/// Whether two URIs are the same but for query and fragment, after syntax-based and scheme-based normalisation (RFC 9449
/// §4.3, RFC 3986 §6.2.2, §6.2.3).
fn is_same_uri(left: &str, right: &str) -> bool {
    normal(left).is_some_and(|left| normal(right) == Some(left))
}

/// The normal form; `None` for what is no `http` or `https` URI by RFC 3986, for user information, and for what browsers
/// would mend in silence.
fn normal(uri: &str) -> Option<String> {
    let is_of_uris = |octet: u8| octet.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&octet);
    let (scheme, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    if !uri.bytes().all(is_of_uris) || authority.is_empty() || authority.contains('@') {
        return None;
    }
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return None;
    }
    // Lower case, default ports and dot segments.
    let url = Url::parse(uri).ok()?;
    Some(format!("{}{}", url.origin().ascii_serialization(), normal_path(url.path())))
}

/// Percent-encoded octets in upper case, and those that need not be encoded decoded (RFC 3986 §6.2.2.1, §6.2.2.2).
fn normal_path(path: &str) -> String {
    let mut parts = path.split('%');
    let mut normal = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let octet = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match octet {
            Some(octet) if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) => {
                normal.push(char::from(octet));
            }
            Some(octet) => normal.push_str(&format!("%{octet:02X}")),
            None => normal.push('%'),
        }
        normal.push_str(if octet.is_some() { part.get(2..).unwrap_or_default() } else { part });
    }
    normal
}

#[cfg(test)]
mod tests;
