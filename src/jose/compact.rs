//! What JWS and JWE in compact form have in common: parts, lengths, and the protected header (RFC 7515 §4, RFC 7516
//! §4), read strictly (SEC-36, SEC-37). Members that carry or point to keys (`jku`, `jwk`, `x5u`, `x5c`) mean
//! nothing, but for `jwk` where a token proves that its maker holds a key ([`super::jws::verify_with_carried_key`]).

use serde_json::{Map, Value};

use super::{MAX_KID, base64url_decode, strict_json};

/// The longest token of somebody else read, in bytes.
pub(super) const MAX_LENGTH: usize = 16 * 1024;
/// The longest token of ours: that of a person in many groups comes back as a hint, as long as a form may be.
pub(super) const MAX_OWN_LENGTH: usize = 64 * 1024;

/// Why a token cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CompactError {
    TooLong,
    Malformed,
    Critical,
}

/// The parts of a token that has exactly `N`. Lengths and dots are counted before anything is decoded.
pub(super) fn split<const N: usize>(token: &str, longest: usize) -> Result<[&str; N], CompactError> {
    if token.len() > longest {
        return Err(CompactError::TooLong);
    }
    if token.bytes().filter(|byte| *byte == b'.').count() + 1 != N {
        return Err(CompactError::Malformed);
    }
    let mut parts = [""; N];
    for (slot, part) in parts.iter_mut().zip(token.split('.')) {
        *slot = part;
    }
    Ok(parts)
}

/// A part as octets.
pub(super) fn decode(part: &str) -> Result<Vec<u8>, CompactError> {
    base64url_decode(part.as_bytes()).ok_or(CompactError::Malformed)
}

/// A part as a JSON object.
pub(super) fn object(part: &str) -> Result<Map<String, Value>, CompactError> {
    match strict_json::parse(&decode(part)?) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(CompactError::Malformed),
    }
}

/// A protected header.
pub(super) struct Header(Map<String, Value>);

impl Header {
    /// Reads the first part of a token. No extension is understood, so none may be demanded.
    pub(super) fn read(part: &str) -> Result<Self, CompactError> {
        let members = object(part)?;
        if members.contains_key("crit") || members.contains_key("b64") {
            return Err(CompactError::Critical);
        }
        let header = Self(members);
        let is_text = |name: &str| header.get(name).is_none_or(Value::is_string);
        let is_short = header.kid().is_none_or(|kid| kid.len() <= MAX_KID);
        if ["alg", "enc", "kid", "typ", "cty"].into_iter().all(is_text) && is_short {
            Ok(header)
        } else {
            Err(CompactError::Malformed)
        }
    }

    /// A member.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A member that is text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// `kid`: a lookup key and nothing else.
    pub(super) fn kid(&self) -> Option<&str> {
        self.text("kid")
    }
}
