//! Compact JWS (RFC 7515 §7.1), written fast and read strictly.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::MAX_TRIES;
use super::algorithms::Algorithm;
use super::compact::{self, CompactError, Header};
use super::jwk::{Jwk, JwkError, JwkSet, PublicKey};

/// Why a token was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Longer than 16 KiB.
    #[error("the token is too long")]
    TooLong,
    /// Not three parts of strict base64url with strict JSON in the first two.
    #[error("the token is not a well-formed compact JWS")]
    Malformed,
    /// `alg` missing, `none`, or not allowed here.
    #[error("the token's algorithm is not allowed")]
    Algorithm,
    /// An extension that must be understood and is not (`crit`, `b64`).
    #[error("the token requires an extension that is not supported")]
    Critical,
    /// `typ` is another than expected.
    #[error("the token has another type (typ)")]
    Type,
    /// No known key has this `kid`, or it does not fit the algorithm.
    #[error("the token was signed with an unknown key")]
    UnknownKey,
    /// The signature does not verify.
    #[error("the token's signature is invalid")]
    Signature,
}

impl From<CompactError> for JwsError {
    fn from(error: CompactError) -> Self {
        match error {
            CompactError::TooLong => Self::TooLong,
            CompactError::Malformed => Self::Malformed,
            CompactError::Critical => Self::Critical,
        }
    }
}

/// Why the keys of a client verified nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifySetError {
    /// The token itself.
    #[error(transparent)]
    Token(#[from] JwsError),
    /// `kid` names none of the keys, or there is none for the algorithm of a token without `kid`: whoever fetched the
    /// set may fetch it again.
    #[error("the token was signed with a key that is not in the key set")]
    UnknownKey,
    /// The key is there, and its `use`, `alg`, `key_ops` or type says that it does not sign this.
    #[error("the key of the token's kid is not for signatures of its algorithm")]
    Misfit,
}

/// Why a token that carries its key was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarriedKeyError {
    /// The token itself.
    #[error(transparent)]
    Token(#[from] JwsError),
    /// There is no `jwk`, or one of a type that is not known.
    #[error("its header has no jwk of a known type")]
    NoKey,
    /// The key.
    #[error("jwk in its header {0}")]
    Key(#[from] JwkError),
    /// The key does not sign by the algorithm of the token, or says so itself.
    #[error("jwk in its header is not for signatures of its algorithm")]
    Misfit,
}

/// Which `typ` a token may have. They are media types: without `application/`, in any case (RFC 7515 §4.1.9).
#[derive(Debug, Clone, Copy)]
pub enum TypRule<'a> {
    /// Any, or none.
    Any,
    /// This one, and not missing.
    Exactly(&'a str),
    /// Missing, or one of these.
    AbsentOr(&'a [&'a str]),
}

impl TypRule<'_> {
    fn admits(self, typ: Option<&str>) -> bool {
        match self {
            Self::Any => true,
            Self::Exactly(expected) => typ.is_some_and(|typ| is_media_type(typ, expected)),
            Self::AbsentOr(expected) => typ.is_none_or(|typ| expected.iter().any(|other| is_media_type(typ, other))),
        }
    }
}

/// Whether a `typ` or `cty` is this one.
pub(super) fn is_media_type(actual: &str, expected: &str) -> bool {
    const PREFIX: &str = "application/";
    let is_prefixed = actual.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX));
    let short = if is_prefixed { actual.get(PREFIX.len()..).unwrap_or_default() } else { actual };
    short.eq_ignore_ascii_case(expected)
}

/// A key that may verify.
pub struct VerificationKey<'a> {
    /// `kid`.
    pub kid: &'a str,
    /// The one algorithm that it is used with.
    pub algorithm: Algorithm,
    /// The key.
    pub key: &'a PublicKey,
}

/// Claims whose signature was verified, or that are known to have been signed here; only the verifying functions of this folder
/// make one.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifiedClaims {
    claims: Value,
    key: Option<String>,
}

impl VerifiedClaims {
    /// The claims, a JSON object.
    pub fn get(&self) -> &Value {
        &self.claims
    }

    /// The thumbprint (RFC 7638) of the key of a set, or of the token's own, that verified them.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The claims, a JSON object.
    pub fn into_inner(self) -> Value {
        self.claims
    }
}

/// The encoded protected header with its dot: the same for every token of a key and type.
pub fn encoded_header(algorithm: Algorithm, typ: &str, kid: &str) -> String {
    let header = serde_json::json!({"alg": algorithm.as_str(), "typ": typ, "kid": kid});
    format!("{}.", URL_SAFE_NO_PAD.encode(header.to_string()))
}

/// Puts a token together; `sign` gets the signing input.
pub fn sign<E>(header: &str, payload: &[u8], sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>) -> Result<String, E> {
    let mut token = String::with_capacity(header.len() + payload.len() * 4 / 3 + 360);
    token.push_str(header);
    URL_SAFE_NO_PAD.encode_string(payload, &mut token);
    let signature = sign(token.as_bytes())?;
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(signature, &mut token);
    Ok(token)
}

/// A token that is well formed and nothing more.
pub(super) struct Parsed<'a> {
    pub(super) header: Header,
    payload: &'a str,
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> Parsed<'a> {
    pub(super) fn read(token: &'a str, typ: TypRule<'_>) -> Result<Self, JwsError> {
        Self::read_within(token, typ, compact::MAX_LENGTH)
    }

    fn read_within(token: &'a str, typ: TypRule<'_>, longest: usize) -> Result<Self, JwsError> {
        let [header, payload, signature] = compact::split(token, longest)?;
        let signed = token.get(..header.len() + 1 + payload.len()).ok_or(JwsError::Malformed)?;
        let header = Header::read(header)?;
        if !typ.admits(header.text("typ")) {
            return Err(JwsError::Type);
        }
        Ok(Self { header, payload, signed, signature: compact::decode(signature)? })
    }

    /// The claims, if `verifies` says so of signing input and signature.
    pub(super) fn verify(&self, verifies: impl FnOnce(&[u8], &[u8]) -> bool) -> Result<VerifiedClaims, JwsError> {
        if !verifies(self.signed.as_bytes(), &self.signature) {
            return Err(JwsError::Signature);
        }
        Ok(VerifiedClaims { claims: Value::Object(compact::object(self.payload)?), key: None })
    }

    fn algorithm(&self) -> Result<Algorithm, JwsError> {
        self.header.text("alg").and_then(|name| name.parse().ok()).ok_or(JwsError::Algorithm)
    }
}

/// Verifies a token of this provider, of up to 64 KiB, with the key that its `kid` names. Header members that carry or point to keys mean nothing
/// (SEC-36).
pub fn verify(token: &str, keys: &[VerificationKey<'_>], typ: Option<&str>) -> Result<VerifiedClaims, JwsError> {
    verify_unless_known(token, keys, typ, |_| false)
}

/// Like [`verify`], but skips the check of the signature, which costs more than all the rest, where `is_known` says that the key of
/// that `kid` signed this exact token.
pub(crate) fn verify_unless_known(
    token: &str,
    keys: &[VerificationKey<'_>],
    typ: Option<&str>,
    is_known: impl FnOnce(&str) -> bool,
) -> Result<VerifiedClaims, JwsError> {
    let rule = typ.map_or(TypRule::Any, TypRule::Exactly);
    let parsed = Parsed::read_within(token, rule, compact::MAX_OWN_LENGTH)?;
    let algorithm = parsed.algorithm()?;
    let kid = parsed.header.kid().ok_or(JwsError::UnknownKey)?;
    let key = keys.iter().find(|key| key.kid == kid).ok_or(JwsError::UnknownKey)?;
    if key.algorithm != algorithm {
        return Err(JwsError::Algorithm);
    }
    parsed.verify(|signed, signature| is_known(kid) || key.key.verifies(algorithm, signed, signature))
}

/// Verifies a client's token with the keys of its set: those that `kid` names, or without `kid` each that fits.
pub fn verify_with_set(
    token: &str,
    keys: &JwkSet,
    allowed: &[Algorithm],
    typ: TypRule<'_>,
) -> Result<VerifiedClaims, VerifySetError> {
    let parsed = Parsed::read(token, typ)?;
    let algorithm = parsed.algorithm()?;
    if !allowed.contains(&algorithm) {
        return Err(JwsError::Algorithm.into());
    }
    let kid = parsed.header.kid();
    let named = || keys.keys().iter().filter(|key| kid.is_none() || key.kid.as_deref() == kid);
    let mut fitting = named().filter(|key| key.may_verify(algorithm)).take(MAX_TRIES).peekable();
    if fitting.peek().is_none() {
        let is_there = kid.is_some() && named().next().is_some();
        return Err(if is_there { VerifySetError::Misfit } else { VerifySetError::UnknownKey });
    }
    let mut verified_by = None;
    let verifies = |signed: &[u8], signature: &[u8]| {
        verified_by = fitting.find(|Jwk { key, .. }| key.verifies(algorithm, signed, signature));
        verified_by.is_some()
    };
    let claims = parsed.verify(verifies)?;
    Ok(VerifiedClaims { key: verified_by.map(|Jwk { key, .. }| key.thumbprint()), ..claims })
}

/// Verifies a token by the public key in its own header (`jwk`, RFC 7515 §4.1.3). That proves that whoever made it holds that
/// key, and nothing of who it is.
///
/// # Errors
/// The key is private, symmetric or not for the algorithm; and whatever else is wrong with the token.
pub fn verify_with_carried_key(
    token: &str,
    allowed: &[Algorithm],
    typ: TypRule<'_>,
) -> Result<VerifiedClaims, CarriedKeyError> {
    let parsed = Parsed::read(token, typ)?;
    let algorithm = parsed.algorithm()?;
    if !allowed.contains(&algorithm) {
        return Err(JwsError::Algorithm.into());
    }
    let carried = parsed.header.get("jwk").ok_or(CarriedKeyError::NoKey)?;
    let jwk = Jwk::read(carried)?.ok_or(CarriedKeyError::NoKey)?;
    if !jwk.may_verify(algorithm) {
        return Err(CarriedKeyError::Misfit);
    }
    let claims = parsed.verify(|signed, signature| jwk.key.verifies(algorithm, signed, signature))?;
    Ok(VerifiedClaims { key: Some(jwk.key.thumbprint()), ..claims })
}

/// What a token says before anything is verified: enough to find whose it is, and not to be believed in anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    /// `alg`, known or not.
    pub alg: String,
    /// `kid`.
    pub kid: Option<String>,
    /// `typ`.
    pub typ: Option<String>,
    /// `iss`.
    pub iss: Option<String>,
    /// `sub`.
    pub sub: Option<String>,
    /// `nonce`.
    pub nonce: Option<String>,
}

/// Looks into a token without verifying it.
pub fn peek(token: &str) -> Result<Unverified, JwsError> {
    let parsed = Parsed::read(token, TypRule::Any)?;
    let claims = compact::object(parsed.payload)?;
    let header = |name: &str| parsed.header.text(name).map(str::to_owned);
    let claim = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
    Ok(Unverified {
        alg: header("alg").ok_or(JwsError::Algorithm)?,
        kid: header("kid"),
        typ: header("typ"),
        iss: claim("iss"),
        sub: claim("sub"),
        nonce: claim("nonce"),
    })
}
