//! RFC 7517 §5: the key set of a client.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::Algorithm;
use latchkey::jose::jwk::{JwkError, JwkSet, JwkSetError, KeyUse};
use serde_json::{Value, json};

use super::support::{SIGNERS, client_keys, set, signer};

fn jwk(algorithm: Algorithm) -> Value {
    let key = signer(algorithm);
    key.public().to_jwk(key.kid(), algorithm)
}

fn problem(key: Value) -> Option<JwkError> {
    match JwkSet::from_value(&json!({"keys": [jwk(Algorithm::ES256), key]})) {
        Ok(_) => None,
        Err(JwkSetError::Key { number: 2, problem, .. }) => Some(problem),
        Err(other) => panic!("{other}"),
    }
}

fn with(algorithm: Algorithm, name: &str, value: Value) -> Value {
    let mut key = jwk(algorithm);
    key[name] = value;
    key
}

#[test]
fn a_set_is_read_and_written_with_what_is_understood() {
    let keys = client_keys();
    assert_eq!(keys.keys().len(), SIGNERS.len());
    assert_eq!(JwkSet::parse(keys.to_value().to_string().as_bytes()).as_ref(), Ok(&keys));
    assert_eq!(serde_json::from_str::<JwkSet>(&serde_json::to_string(&keys).unwrap()).unwrap(), keys);
    let mut rich = with(Algorithm::RS256, "x5u", json!("https://attacker.example"));
    rich["key_ops"] = json!(["verify"]);
    let read = set(&[rich]);
    assert_eq!(read.keys()[0].key_use, Some(KeyUse::Signature));
    assert_eq!(read.to_value()["keys"][0]["key_ops"], json!(["verify"]));
    assert!(read.to_value()["keys"][0].get("x5u").is_none());
    assert_eq!(set(&[]).keys(), []);
}

#[test]
fn keys_of_unknown_kinds_are_left_out_and_spoil_nothing() {
    for other in [
        json!({"kty": "LWE", "n": 1}),
        json!({"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"}),
        json!({"kty": "EC", "crv": "P-512", "x": "AA", "y": "AA"}),
        json!({"kty": "OKP", "crv": "Ed448", "x": "AA"}),
        json!({"kty": "ec", "crv": "P-256"}),
        with(Algorithm::RS256, "use", json!("tls")),
    ] {
        let read = set(&[other.clone(), jwk(Algorithm::ES256)]);
        assert_eq!(read.keys().len(), 1, "{other}");
    }
}

#[test]
fn private_and_symmetric_keys_are_refused_and_the_key_is_named() {
    for name in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
        assert!(
            matches!(problem(with(Algorithm::RS256, name, json!("AQAB"))), Some(JwkError::Private(n)) if n == name)
        );
        assert!(problem(with(Algorithm::ES256, name, json!(null))).is_some(), "{name}");
    }
    assert_eq!(problem(json!({"kty": "oct"})), Some(JwkError::Symmetric));
    let told = JwkSet::from_value(&json!({"keys": [with(Algorithm::RS256, "d", json!("AQAB"))]})).unwrap_err();
    let kid = signer(Algorithm::RS256).kid();
    assert_eq!(
        told.to_string(),
        format!(
            "key 1 ({kid}) of the key set contains the private member `d`: replace the key, and publish the public key only"
        )
    );
}

#[test]
fn members_of_known_kinds_have_their_exact_form() {
    let encode = |octets: &[u8]| json!(URL_SAFE_NO_PAD.encode(octets));
    for (key, expected) in [
        (json!("RSA"), JwkError::NotAnObject),
        (json!([]), JwkError::NotAnObject),
        (json!({}), JwkError::Missing("kty")),
        (json!({"kty": 1}), JwkError::Missing("kty")),
        (json!({"kty": "RSA"}), JwkError::Missing("n")),
        (json!({"kty": "EC", "x": "AA"}), JwkError::Missing("crv")),
        (json!({"kty": "OKP", "crv": "Ed25519"}), JwkError::Missing("x")),
        (with(Algorithm::RS256, "n", json!("AA=")), JwkError::Malformed("n")),
        (with(Algorithm::RS256, "n", encode(&[&[0][..], &[0xff; 256]].concat())), JwkError::Malformed("n")),
        (with(Algorithm::RS256, "n", encode(&[0xff; 128])), JwkError::RsaSize(1024)),
        (with(Algorithm::RS256, "n", encode(&[&[0x7f][..], &[0xff; 255]].concat())), JwkError::RsaSize(2047)),
        (with(Algorithm::RS256, "n", encode(&[&[1][..], &[0xff; 1024]].concat())), JwkError::RsaSize(8193)),
        (with(Algorithm::RS256, "e", encode(&[])), JwkError::Malformed("e")),
        (with(Algorithm::RS256, "e", encode(&[1])), JwkError::Malformed("e")),
        (with(Algorithm::RS256, "e", encode(&[2])), JwkError::Malformed("e")),
        (with(Algorithm::RS256, "e", encode(&[0, 1, 0, 1])), JwkError::Malformed("e")),
        (with(Algorithm::RS256, "e", encode(&[1, 0, 0, 0, 0, 1])), JwkError::Malformed("e")),
        (with(Algorithm::ES256, "x", encode(&[0; 32])), JwkError::NotOnCurve),
        (with(Algorithm::ES256, "y", encode(&[1; 32])), JwkError::NotOnCurve),
        (with(Algorithm::ES256, "x", encode(&[1; 31])), JwkError::Malformed("x")),
        (with(Algorithm::ES256, "x", encode(&[0; 33])), JwkError::Malformed("x")),
        (with(Algorithm::ES384, "y", encode(&[1; 66])), JwkError::Malformed("y")),
        (with(Algorithm::ES512, "crv", json!("P-256")), JwkError::Malformed("x")),
        (with(Algorithm::EdDSA, "x", encode(&[1; 31])), JwkError::Malformed("x")),
        (with(Algorithm::RS256, "kid", json!(1)), JwkError::Malformed("kid")),
        (with(Algorithm::RS256, "kid", json!("k".repeat(129))), JwkError::Malformed("kid")),
        (with(Algorithm::RS256, "use", json!(["sig"])), JwkError::Malformed("use")),
        (with(Algorithm::RS256, "alg", json!(null)), JwkError::Malformed("alg")),
        (with(Algorithm::RS256, "key_ops", json!("verify")), JwkError::Malformed("key_ops")),
        (with(Algorithm::RS256, "key_ops", json!(["verify", "verify"])), JwkError::Malformed("key_ops")),
        (with(Algorithm::RS256, "key_ops", json!([1])), JwkError::Malformed("key_ops")),
    ] {
        assert_eq!(problem(key.clone()), Some(expected), "{key}");
    }
    assert_eq!(problem(with(Algorithm::RS256, "e", encode(&[3]))), None);
}

#[test]
fn the_set_around_the_keys_is_strict_json() {
    for (text, expected) in [
        ("", JwkSetError::Json),
        ("{", JwkSetError::Json),
        (r#"{"keys":[],"keys":[]}"#, JwkSetError::Json),
        (r#"{"keys":[{"kty":"RSA","kty":"oct"}]}"#, JwkSetError::Json),
        (r#"{"keys":[]}{}"#, JwkSetError::Json),
        (r#"{"keys":{}}"#, JwkSetError::NoKeys),
        ("{}", JwkSetError::NoKeys),
        ("[]", JwkSetError::NoKeys),
        ("null", JwkSetError::NoKeys),
    ] {
        assert_eq!(JwkSet::parse(text.as_bytes()), Err(expected), "{text}");
    }
    let of = |count: usize| JwkSet::from_value(&json!({"keys": vec![json!({"kty": "x"}); count]}));
    assert!(of(100).is_ok());
    assert_eq!(of(101), Err(JwkSetError::TooMany));
    assert!(JwkSet::parse(format!("{}{}", "[".repeat(40_000), "]".repeat(40_000)).as_bytes()).is_err());
}
