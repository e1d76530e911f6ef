//! The examples of RFC 7515, 7516, 7517, 7518, 7520, 7638 (in `jwk`) and 8037. Those made with algorithms that are not
//! offered are the neighbours that must be refused.

use std::sync::LazyLock;

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::Algorithm;
use latchkey::jose::hmac::{self, HmacAlgorithm};
use latchkey::jose::jwe::{self, ContentEncryption, DecryptionKey, JweError, KeyAlgorithm};
use latchkey::jose::jwk::{JwkError, JwkSet, JwkSetError, PublicKey};
use latchkey::jose::jws::{self, JwsError, TypRule, VerifySetError};
use serde_json::{Value, json};

use super::support::{decryption_key, part, set};

static VECTORS: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(include_str!("vectors.json")).unwrap());

fn vectors(kind: &str) -> impl Iterator<Item = (&'static str, &'static str, &'static Value)> {
    let text = |vector: &'static Value, name: &str| vector[name].as_str().unwrap_or_default();
    VECTORS[kind].as_array().unwrap().iter().map(move |vector| (text(vector, "source"), text(vector, "token"), vector))
}

fn decrypt(token: &str, keys: &[&DecryptionKey]) -> Result<Vec<u8>, JweError> {
    jwe::decrypt(token, keys, &KeyAlgorithm::ALL, &ContentEncryption::ALL)
}

#[test]
fn the_signatures_of_the_examples_verify_and_no_bit_of_them_may_change() {
    for (source, token, vector) in vectors("signed") {
        let parts: Vec<&str> = token.split('.').collect();
        let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[0]).unwrap()).unwrap();
        let algorithm: Algorithm = header["alg"].as_str().unwrap().parse().unwrap();
        let key = PublicKey::from_jwk(vector["key"].as_object().unwrap()).unwrap().unwrap();
        let input = format!("{}.{}", parts[0], parts[1]);
        let mut signature = URL_SAFE_NO_PAD.decode(parts[2]).unwrap();
        assert!(key.verifies(algorithm, input.as_bytes(), &signature), "{source}");
        assert!(!key.verifies(algorithm, format!("{input}A").as_bytes(), &signature), "{source}");
        // `EdDSA` and `Ed25519` name one algorithm (RFC 9864).
        for other in Algorithm::ALL.into_iter().filter(|other| !algorithm.is_called(other.as_str())) {
            assert!(!key.verifies(other, input.as_bytes(), &signature), "{source} as {other}");
        }
        for bit in [0, 1, signature.len() * 4, signature.len() * 8 - 1] {
            signature[bit / 8] ^= 1 << (bit % 8);
            assert!(!key.verifies(algorithm, input.as_bytes(), &signature), "{source}, bit {bit}");
            signature[bit / 8] ^= 1 << (bit % 8);
        }
        assert!(!key.verifies(algorithm, input.as_bytes(), &[]), "{source}");
        let verified =
            jws::verify_with_set(token, &set(std::slice::from_ref(&vector["key"])), &Algorithm::ALL, TypRule::Any);
        match verified {
            Ok(claims) => assert_eq!(claims.get()["iss"], "joe", "{source}"),
            // Examples that sign plain text: the signature is right, and what it signs is no JWT.
            refused => assert_eq!(refused, Err(VerifySetError::Token(JwsError::Malformed)), "{source}"),
        }
    }
}

#[test]
fn the_hmacs_of_the_examples_verify_by_their_secret_alone() {
    for (source, token, vector) in vectors("hmac") {
        let secret = URL_SAFE_NO_PAD.decode(vector["key"].as_str().unwrap()).unwrap();
        match hmac::verify(token, &HmacAlgorithm::ALL, &secret, TypRule::Any) {
            Ok(claims) => assert_eq!(claims.get()["iss"], "joe", "{source}"),
            refused => assert_eq!(refused, Err(JwsError::Malformed), "{source}"),
        }
        let refused = |secret: &[u8]| hmac::verify(token, &HmacAlgorithm::ALL, secret, TypRule::Any);
        assert_eq!(refused(&secret[1..]), Err(JwsError::Signature), "{source}");
        assert_eq!(refused(b""), Err(JwsError::UnknownKey), "{source}");
    }
}

#[test]
fn the_ciphertexts_of_the_examples_decrypt_with_their_key_alone() {
    let keys: Vec<DecryptionKey> = vectors("encrypted").map(|(.., vector)| decryption_key(&vector["key"])).collect();
    for (index, (source, token, vector)) in vectors("encrypted").enumerate() {
        let decrypted = decrypt(token, &[&keys[index]]).unwrap();
        assert_eq!(String::from_utf8(decrypted).unwrap(), vector["plaintext"].as_str().unwrap(), "{source}");
        for (_, other) in keys.iter().enumerate().filter(|(other, _)| *other != index) {
            assert!(decrypt(token, &[other]).is_err(), "{source}");
        }
    }
}

/// RFC 7518 appendix C, down to content that was encrypted with the key that is derived there.
#[test]
fn the_agreement_of_rfc_7518_opens_what_was_sealed_with_its_key() {
    let bob = decryption_key(&json!({
        "kty": "EC",
        "crv": "P-256",
        "x": "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
        "y": "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
        "d": "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw",
    }));
    let header = part(&json!({
        "alg": "ECDH-ES",
        "enc": "A128GCM",
        "apu": "QWxpY2U",
        "apv": "Qm9i",
        "epk": {
            "kty": "EC",
            "crv": "P-256",
            "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
            "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
        },
    }));
    let derived = URL_SAFE_NO_PAD.decode("VqqN6vgjbSBcIijNcacQGg").unwrap();
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &derived).unwrap());
    let mut content = b"from Alice to Bob".to_vec();
    let nonce = Nonce::assume_unique_for_key([7; 12]);
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(header.as_bytes()), &mut content).unwrap();
    let encode = |octets: &[u8]| URL_SAFE_NO_PAD.encode(octets);
    let token = format!("{header}..{}.{}.{}", encode(&[7; 12]), encode(&content), encode(tag.as_ref()));
    assert_eq!(decrypt(&token, &[&bob]).as_deref(), Ok(b"from Alice to Bob".as_slice()));
}

#[test]
fn the_examples_of_what_is_not_offered_are_refused_for_their_algorithm() {
    for (source, token, _) in vectors("refused") {
        let expected = if source.contains("zip") { JweError::Critical } else { JweError::Algorithm };
        assert_eq!(decrypt(token, &[]), Err(expected), "{source}");
    }
}

#[test]
fn the_key_sets_of_rfc_7517_are_read_as_far_as_they_are_public() {
    let read = |source: &str| JwkSet::from_value(&VECTORS["sets"][source]);
    let public = read("RFC 7517 A.1").unwrap();
    assert_eq!(public.keys().iter().map(|key| key.kid.as_deref()).collect::<Vec<_>>(), [Some("1"), Some("2011-04-29")]);
    let problem = |source: &str| match read(source) {
        Err(JwkSetError::Key { number: 1, problem, .. }) => problem,
        other => panic!("{other:?}"),
    };
    assert_eq!(problem("RFC 7517 A.2"), JwkError::Private("d"));
    assert_eq!(problem("RFC 7517 A.3"), JwkError::Private("k"));
    let certified = read("RFC 7517 B").unwrap();
    let x5c = &VECTORS["sets"]["RFC 7517 B"]["keys"][0]["x5c"];
    assert!(x5c.is_array(), "the certificate of the key, for RFC 8705 §2.2");
    assert_eq!(&certified.to_value()["keys"][0]["x5c"], x5c);
}

/// RFC 8037 appendix A.3.
#[test]
fn the_thumbprint_of_rfc_8037() {
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
    let key = PublicKey::from_jwk(jwk.as_object().unwrap()).unwrap().unwrap();
    assert_eq!(key.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

/// RFC 7638 §3.1.
#[test]
fn the_thumbprint_of_rfc_7638() {
    let n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    let jwk = json!({"kty": "RSA", "n": n, "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"});
    let key = PublicKey::from_jwk(jwk.as_object().unwrap()).unwrap().unwrap();
    assert_eq!(key.thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}
