//! Keys and tokens for these tests.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::Algorithm;
use latchkey::jose::jwe::DecryptionKey;
use latchkey::jose::jwk::JwkSet;
use latchkey::keys::{EncryptionKeyType, SigningKey};
use serde_json::{Value, json};

/// One signing key for each algorithm.
pub static SIGNERS: LazyLock<Vec<SigningKey>> =
    LazyLock::new(|| Algorithm::ALL.map(|algorithm| SigningKey::generate(algorithm).unwrap().0).into());

/// One decrypting key for each type.
pub static DECRYPTORS: LazyLock<Vec<DecryptionKey>> =
    LazyLock::new(|| EncryptionKeyType::ALL.map(|kind| kind.generate().unwrap().0).into());

/// The signing key of this algorithm.
pub fn signer(algorithm: Algorithm) -> &'static SigningKey {
    SIGNERS.iter().find(|key| key.algorithm() == algorithm).unwrap()
}

/// The public keys of all of [`SIGNERS`], as a client publishes them.
pub fn client_keys() -> JwkSet {
    set(&SIGNERS.iter().map(|key| key.public().to_jwk(key.kid(), key.algorithm())).collect::<Vec<Value>>())
}

/// A set of these keys.
pub fn set(keys: &[Value]) -> JwkSet {
    JwkSet::from_value(&json!({"keys": keys})).unwrap()
}

/// Encoded JSON.
pub fn part(json: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

/// A token with another header, its signature left as it is.
pub fn with_header(token: &str, change: impl FnOnce(&mut Value)) -> String {
    let (header, rest) = token.split_once('.').unwrap();
    let mut header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap();
    change(&mut header);
    format!("{}.{rest}", part(&header))
}
