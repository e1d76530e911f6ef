//! The provider's public keys as a client reads them (RFC 7517).

use std::str::FromStr as _;

use serde_json::Value;

use crate::jose::algorithms::Algorithm;
use crate::jose::jwk::PublicKey;
use crate::jose::jws::{self, JwsError, VerificationKey};
use crate::jose::strict_json;

/// Why nothing was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// Not a key set.
    #[error("what jwks_uri serves is not a key set")]
    NotAKeySet,
    /// The token.
    #[error(transparent)]
    Token(#[from] JwsError),
}

/// Keys that may verify.
pub struct Keys(Vec<Key>);

struct Key {
    kid: String,
    algorithm: Algorithm,
    key: PublicKey,
}

impl Keys {
    /// Reads a key set; keys of other kinds are left out.
    pub fn read(octets: &[u8]) -> Result<Self, KeysError> {
        let set = strict_json::parse(octets).map_err(|_| KeysError::NotAKeySet)?;
        let keys = set.get("keys").and_then(Value::as_array).ok_or(KeysError::NotAKeySet)?;
        Ok(Self(keys.iter().filter_map(read_key).collect()))
    }

    /// The claims of a token that one of these keys signed.
    pub fn verify(&self, token: &str) -> Result<Value, KeysError> {
        let keys: Vec<VerificationKey<'_>> = self
            .0
            .iter()
            .map(|key| VerificationKey { kid: &key.kid, algorithm: key.algorithm, key: &key.key })
            .collect();
        Ok(jws::verify(token, &keys, None)?.into_inner())
    }
}

fn read_key(jwk: &Value) -> Option<Key> {
    let text = |name: &str| jwk.get(name).and_then(Value::as_str);
    let algorithm = Algorithm::from_str(text("alg")?).ok()?;
    let key = PublicKey::from_jwk(jwk.as_object()?).ok().flatten()?;
    Some(Key { kid: text("kid")?.to_owned(), algorithm, key })
}
