//! Keys and tokens for these tests.

use std::sync::LazyLock;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::KeyPairComponents;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, RsaKeyPair, RsaPublicKeyComponents,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::Algorithm;
use latchkey::jose::jwe::DecryptionKey;
use latchkey::jose::jwk::{Curve, JwkSet};
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

/// A decrypting key from a private JWK of RSA or EC.
pub fn decryption_key(jwk: &Value) -> DecryptionKey {
    let octets = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
    let key = if jwk["kty"] == "RSA" {
        let pair = RsaKeyPair::from_components(&KeyPairComponents {
            public_key: RsaPublicKeyComponents { n: octets("n"), e: octets("e") },
            d: octets("d"),
            p: octets("p"),
            q: octets("q"),
            dP: octets("dp"),
            dQ: octets("dq"),
            qInv: octets("qi"),
        });
        let pkcs8: Pkcs8V1Der<'static> = pair.unwrap().as_der().unwrap();
        DecryptionKey::rsa_from_pkcs8(pkcs8.as_ref()).unwrap()
    } else {
        let (curve, algorithm) = match jwk["crv"].as_str().unwrap() {
            "P-256" => (Curve::P256, &ECDSA_P256_SHA256_FIXED_SIGNING),
            "P-384" => (Curve::P384, &ECDSA_P384_SHA384_FIXED_SIGNING),
            other => panic!("no key of {other}"),
        };
        let point = [vec![4], octets("x"), octets("y")].concat();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(algorithm, &octets("d"), &point).unwrap();
        DecryptionKey::ec_from_pkcs8(pair.to_pkcs8v1().unwrap().as_ref(), curve).unwrap()
    };
    match jwk["kid"].as_str() {
        Some(kid) => key.with_kid(kid),
        None => key,
    }
}
