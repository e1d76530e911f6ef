//! Compact JWS (RFC 7515 §7.1), written fast and read strictly.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::algorithms::Algorithm;
use super::jwk::PublicKey;
use super::{base64url_decode, strict_json};

/// The longest token read, in bytes.
const MAX_LENGTH: usize = 16 * 1024;
/// The longest `kid`, in bytes; it is a lookup key and nothing else.
const MAX_KID: usize = 128;

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
    #[error("the token demands an extension that is not supported")]
    Critical,
    /// `typ` is another than expected.
    #[error("the token is of another type")]
    Type,
    /// No known key has this `kid`, or it does not fit the algorithm.
    #[error("the token was signed with an unknown key")]
    UnknownKey,
    /// The signature does not verify.
    #[error("the token's signature does not verify")]
    Signature,
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

/// Claims whose signature was verified; only [`verify`] makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifiedClaims(Value);

impl VerifiedClaims {
    /// The claims, a JSON object.
    pub fn get(&self) -> &Value {
        &self.0
    }

    /// The claims, a JSON object.
    pub fn into_inner(self) -> Value {
        self.0
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

/// Verifies a token with the key that its `kid` names. Header members that carry or point to keys mean nothing
/// (SEC-36).
pub fn verify(token: &str, keys: &[VerificationKey<'_>], typ: Option<&str>) -> Result<VerifiedClaims, JwsError> {
    if token.len() > MAX_LENGTH {
        return Err(JwsError::TooLong);
    }
    let mut parts = token.split('.');
    let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(JwsError::Malformed);
    };
    let header_json = json_part(header)?;
    let member = |name: &str| header_json.get(name);
    if member("crit").is_some() || member("b64").is_some() {
        return Err(JwsError::Critical);
    }
    let algorithm: Algorithm =
        member("alg").and_then(Value::as_str).and_then(|name| name.parse().ok()).ok_or(JwsError::Algorithm)?;
    if typ.is_some_and(|typ| member("typ").and_then(Value::as_str) != Some(typ)) {
        return Err(JwsError::Type);
    }
    let kid = member("kid").and_then(Value::as_str).filter(|kid| kid.len() <= MAX_KID).ok_or(JwsError::UnknownKey)?;
    let key = keys.iter().find(|key| key.kid == kid).ok_or(JwsError::UnknownKey)?;
    if key.algorithm != algorithm {
        return Err(JwsError::Algorithm);
    }
    let signature = base64url_decode(signature.as_bytes()).ok_or(JwsError::Malformed)?;
    let signed = token.get(..header.len() + 1 + payload.len()).ok_or(JwsError::Malformed)?;
    if !key.key.verifies(algorithm, signed.as_bytes(), &signature) {
        return Err(JwsError::Signature);
    }
    Ok(VerifiedClaims(json_part(payload)?))
}

fn json_part(part: &str) -> Result<Value, JwsError> {
    let octets = base64url_decode(part.as_bytes()).ok_or(JwsError::Malformed)?;
    let value = strict_json::parse(&octets).map_err(|_| JwsError::Malformed)?;
    if value.is_object() { Ok(value) } else { Err(JwsError::Malformed) }
}
