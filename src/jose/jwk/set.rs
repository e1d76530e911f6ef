//! The key set of a client (RFC 7517 §5), as it stands in `jwks` or behind `jwks_uri`: read strictly, and no key is
//! used for what it is not meant for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::public_key::{JwkError, PublicKey};
use crate::jose::algorithms::Algorithm;
use crate::jose::jwe::KeyAlgorithm;
use crate::jose::{MAX_KID, strict_json};

/// The most keys that a set may hold.
const MAX_KEYS: usize = 100;

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUse {
    /// `sig`.
    Signature,
    /// `enc`.
    Encryption,
}

/// A key with what its owner says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jwk {
    /// `kid`.
    pub kid: Option<String>,
    /// `use`.
    pub key_use: Option<KeyUse>,
    /// `alg`: the one algorithm to use it with, known here or not.
    pub alg: Option<String>,
    /// `key_ops`.
    pub key_ops: Option<Vec<String>>,
    /// `x5c`: the certificate of the key in base64, and those of its issuers.
    pub x5c: Option<Vec<String>>,
    /// The key.
    pub key: PublicKey,
}

/// A client's keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JwkSet(Vec<Jwk>);

/// Why something is not a key set; the sentence tells the client's developer what to change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JwkSetError {
    /// Not JSON, or JSON that two readers could understand differently.
    #[error("the key set is not well-formed JSON without repeated members")]
    Json,
    /// Not an object with an array `keys`.
    #[error("the key set is not an object with an array `keys`")]
    NoKeys,
    /// Too large.
    #[error("the key set has more than 100 keys")]
    TooMany,
    /// One of the keys.
    #[error("key {number}{} of the key set {problem}", kid.as_ref().map(|kid| format!(" ({kid})")).unwrap_or_default())]
    Key {
        /// Which, counted from 1.
        number: usize,
        /// Its `kid`.
        kid: Option<String>,
        /// What is wrong with it.
        problem: JwkError,
    },
}

impl Jwk {
    /// Whether its owner lets it verify signatures of this algorithm (SEC-35).
    pub fn may_verify(&self, algorithm: Algorithm) -> bool {
        self.key_use != Some(KeyUse::Encryption)
            && self.alg.as_deref().is_none_or(|alg| algorithm.is_called(alg))
            && self.has_operation(&["verify"])
            && self.key.fits(algorithm)
    }

    /// Whether its owner wants content to be encrypted to it by this algorithm.
    pub fn may_encrypt(&self, algorithm: KeyAlgorithm) -> bool {
        self.key_use != Some(KeyUse::Signature)
            && self.alg.as_deref().is_none_or(|alg| alg == algorithm.as_str())
            && self.has_operation(algorithm.operations())
            && algorithm.fits(&self.key)
    }

    /// Whether its owner says that this certificate, with this key, is theirs: `x5c` begins with it (RFC 7517 §4.7)
    /// or, where there is none, the key is the same. A key that is for encryption alone says nothing.
    pub fn is_of_certificate(&self, der: &[u8], key: &PublicKey) -> bool {
        let is_first = |chain: &Vec<String>| {
            chain.first().and_then(|first| STANDARD.decode(first).ok()).is_some_and(|first| first == der)
        };
        self.key_use != Some(KeyUse::Encryption) && self.key == *key && self.x5c.as_ref().is_none_or(is_first)
    }

    fn has_operation(&self, any_of: &[&str]) -> bool {
        self.key_ops.as_ref().is_none_or(|own| own.iter().any(|operation| any_of.contains(&operation.as_str())))
    }

    /// Reads a key; `Ok(None)` when its type, curve or use is not known (RFC 7517 §5).
    pub(in crate::jose) fn read(jwk: &Value) -> Result<Option<Self>, JwkError> {
        let jwk = jwk.as_object().ok_or(JwkError::NotAnObject)?;
        let Some(key) = PublicKey::from_jwk(jwk)? else { return Ok(None) };
        let key_use = match text(jwk, "use")?.as_deref() {
            None => None,
            Some("sig") => Some(KeyUse::Signature),
            Some("enc") => Some(KeyUse::Encryption),
            Some(_) => return Ok(None),
        };
        let kid = text(jwk, "kid")?;
        if kid.as_ref().is_some_and(|kid| kid.len() > MAX_KID) {
            return Err(JwkError::Malformed("kid"));
        }
        Ok(Some(Self { kid, key_use, alg: text(jwk, "alg")?, key_ops: operations(jwk)?, x5c: certificates(jwk)?, key }))
    }

    fn to_value(&self) -> Value {
        let mut jwk = self.key.members();
        let mut add = |name: &str, value: Option<Value>| value.map(|value| jwk.insert(name.to_owned(), value));
        add("kid", self.kid.as_ref().map(|kid| json!(kid)));
        add("use", self.key_use.map(|key_use| json!(if key_use == KeyUse::Signature { "sig" } else { "enc" })));
        add("alg", self.alg.as_ref().map(|alg| json!(alg)));
        add("x5c", self.x5c.as_ref().map(|chain| json!(chain)));
        add("key_ops", self.key_ops.as_ref().map(|operations| json!(operations)));
        Value::Object(jwk)
    }
}

/// An optional text member.
fn text(jwk: &Map<String, Value>, name: &'static str) -> Result<Option<String>, JwkError> {
    match jwk.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(JwkError::Malformed(name)),
    }
}

/// `x5c` (RFC 7517 §4.7): texts, and at least one.
fn certificates(jwk: &Map<String, Value>) -> Result<Option<Vec<String>>, JwkError> {
    let Some(chain) = jwk.get("x5c") else { return Ok(None) };
    let texts = chain.as_array().filter(|chain| !chain.is_empty()).map(|chain| {
        chain.iter().map(|certificate| certificate.as_str().map(str::to_owned)).collect::<Option<Vec<String>>>()
    });
    texts.flatten().map(Some).ok_or(JwkError::Malformed("x5c"))
}

/// `key_ops` (RFC 7517 §4.3): texts, none twice.
fn operations(jwk: &Map<String, Value>) -> Result<Option<Vec<String>>, JwkError> {
    let malformed = JwkError::Malformed("key_ops");
    let Some(operations) = jwk.get("key_ops") else { return Ok(None) };
    let mut read: Vec<String> = Vec::new();
    for operation in operations.as_array().ok_or(malformed.clone())? {
        let operation = operation.as_str().filter(|text| !read.iter().any(|other| other == text));
        read.push(operation.ok_or(malformed.clone())?.to_owned());
    }
    Ok(Some(read))
}

impl JwkSet {
    /// Reads a set as it was served. Keys of unknown types are left out; a known one that is malformed is an error,
    /// for its owner would look for the reason elsewhere.
    pub fn parse(octets: &[u8]) -> Result<Self, JwkSetError> {
        Self::from_value(&strict_json::parse(octets).map_err(|_| JwkSetError::Json)?)
    }

    /// Reads a set that came inside of other JSON.
    pub fn from_value(set: &Value) -> Result<Self, JwkSetError> {
        let entries = set.get("keys").and_then(Value::as_array).ok_or(JwkSetError::NoKeys)?;
        if entries.len() > MAX_KEYS {
            return Err(JwkSetError::TooMany);
        }
        let mut keys = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let kid = || entry.get("kid").and_then(Value::as_str).map(|kid| kid.chars().take(MAX_KID).collect());
            match Jwk::read(entry) {
                Ok(Some(key)) => keys.push(key),
                Ok(None) => {}
                Err(problem) => return Err(JwkSetError::Key { number: index + 1, kid: kid(), problem }),
            }
        }
        Ok(Self(keys))
    }

    /// The set as JSON, with the members that are understood.
    pub fn to_value(&self) -> Value {
        json!({"keys": self.0.iter().map(Jwk::to_value).collect::<Vec<Value>>()})
    }

    /// The keys in their order.
    pub fn keys(&self) -> &[Jwk] {
        &self.0
    }

    /// The first key that content is to be encrypted to by this algorithm.
    pub fn encryption_key(&self, algorithm: KeyAlgorithm) -> Option<&Jwk> {
        self.0.iter().find(|key| key.may_encrypt(algorithm))
    }
}

impl Serialize for JwkSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for JwkSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_value(&Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
