//! The keys in use at one moment: which one signs, which ones verify, and the key set that says so.

use actix_web::web::Bytes;
use serde_json::{Value, json};

use super::{KeyError, KeyRecord, SigningKey, WrapKey};
use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::jose::jws::{self, VerificationKey};

/// A key with its times.
#[derive(Debug)]
struct Entry {
    key: SigningKey,
    signs_from: Timestamp,
    retired: bool,
}

/// An immutable set of keys; replaced as a whole when one is added or retired.
#[derive(Debug)]
pub struct Keyring {
    entries: Vec<Entry>,
    jwks: Bytes,
}

impl Keyring {
    /// Opens stored keys.
    pub fn open(records: &[KeyRecord], wrap_key: Option<&WrapKey>) -> Result<Self, KeyError> {
        let mut entries = Vec::with_capacity(records.len());
        for record in records {
            let pkcs8 = record.material.open(wrap_key, &record.kid)?;
            let key = SigningKey::from_pkcs8(record.alg, &pkcs8)
                .filter(|key| key.kid() == record.kid)
                .ok_or_else(|| KeyError::Unreadable { kid: record.kid.clone() })?;
            entries.push(Entry { key, signs_from: record.signs_from, retired: record.retired_at.is_some() });
        }
        let keys: Vec<Value> =
            entries.iter().map(|entry| entry.key.public().to_jwk(entry.key.kid(), entry.key.algorithm())).collect();
        let jwks = Bytes::from(json!({"keys": keys}).to_string());
        Ok(Self { entries, jwks })
    }

    /// The key set (RFC 7517 §5): everything that may still verify, and what will sign next.
    pub fn jwks(&self) -> Bytes {
        self.jwks.clone()
    }

    /// Whether a key of this algorithm signs now.
    pub fn can_sign(&self, algorithm: Algorithm, now: Timestamp) -> bool {
        self.signer(algorithm, now).is_some()
    }

    /// Signs with the newest key of the algorithm that has begun to sign. `None` when there is none.
    pub fn sign(&self, algorithm: Algorithm, typ: &str, payload: &[u8], now: Timestamp) -> Option<String> {
        self.signer(algorithm, now)?.sign(typ, payload)
    }

    /// The claims of a JWT that one of these keys signed as an ID token; `None` for anything else.
    pub fn verify_own(&self, token: &str) -> Option<Value> {
        let keys: Vec<VerificationKey<'_>> = self
            .entries
            .iter()
            .map(|entry| VerificationKey {
                kid: entry.key.kid(),
                algorithm: entry.key.algorithm(),
                key: entry.key.public(),
            })
            .collect();
        jws::verify(token, &keys, Some("JWT")).ok().map(jws::VerifiedClaims::into_inner)
    }

    fn signer(&self, algorithm: Algorithm, now: Timestamp) -> Option<&SigningKey> {
        let usable = |entry: &&Entry| entry.key.algorithm() == algorithm && !entry.retired && entry.signs_from <= now;
        self.entries.iter().filter(usable).max_by_key(|entry| entry.signs_from).map(|entry| &entry.key)
    }
}
