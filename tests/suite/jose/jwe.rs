//! SEC-38, rows 35 and 41: what a compact JWE may look like, and that nothing tells how decryption failed.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::jwe::{self, ContentEncryption, DecryptionKey, EncryptError, JweError, KeyAlgorithm, Recipient};
use latchkey::jose::jwk::PublicKey;
use latchkey::keys::EncryptionKeyType;
use serde_json::{Value, json};

use super::support::{DECRYPTORS, set, with_header};

fn decrypt(token: &str) -> Result<Vec<u8>, JweError> {
    let keys: Vec<&DecryptionKey> = DECRYPTORS.iter().collect();
    jwe::decrypt(token, &keys, &KeyAlgorithm::ALL, &ContentEncryption::ALL)
}

fn key_for(algorithm: KeyAlgorithm) -> &'static DecryptionKey {
    DECRYPTORS.iter().find(|key| algorithm.fits(key.public())).unwrap()
}

fn encrypted(algorithm: KeyAlgorithm, encryption: ContentEncryption) -> String {
    let key = key_for(algorithm);
    let recipient = Recipient { kid: Some(key.kid()), key: key.public() };
    jwe::encrypt(recipient, algorithm, encryption, None, b"a message of more than one block").unwrap()
}

fn every_pair() -> impl Iterator<Item = (KeyAlgorithm, ContentEncryption)> {
    KeyAlgorithm::ALL.into_iter().flat_map(|algorithm| ContentEncryption::ALL.map(|encryption| (algorithm, encryption)))
}

/// The token with one of its parts, counted from 0, replaced.
fn with_part(token: &str, index: usize, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    let mut octets = URL_SAFE_NO_PAD.decode(&parts[index]).unwrap();
    change(&mut octets);
    parts[index] = URL_SAFE_NO_PAD.encode(octets);
    parts.join(".")
}

/// RFC 7516 §11.5: key, padding, tag, lengths: all fail alike.
#[test]
fn whatever_was_changed_the_error_is_the_same() {
    for (algorithm, encryption) in every_pair() {
        let token = encrypted(algorithm, encryption);
        for index in [1, 2, 3, 4] {
            let is_key_of_agreement = index == 1 && algorithm == KeyAlgorithm::EcdhEs;
            let flipped = |at: usize| {
                with_part(&token, index, |octets| {
                    if let Some(octet) = octets.get_mut(at) {
                        *octet ^= 1;
                    }
                })
            };
            let length = URL_SAFE_NO_PAD.decode(token.split('.').nth(index).unwrap()).unwrap().len();
            for at in [0, length / 2, length.saturating_sub(1)].into_iter().filter(|at| *at < length) {
                assert_eq!(decrypt(&flipped(at)), Err(JweError::Decryption), "{algorithm} {encryption} {index} {at}");
            }
            let lengths: [fn(&mut Vec<u8>); 4] = [
                Vec::clear,
                |octets| octets.truncate(octets.len().saturating_sub(1)),
                |octets| octets.push(0),
                |octets| octets.resize(1000, 0),
            ];
            for change in lengths {
                let changed = with_part(&token, index, change);
                if changed != token && !is_key_of_agreement {
                    assert_eq!(decrypt(&changed), Err(JweError::Decryption), "{algorithm} {encryption} {index}");
                }
            }
        }
        let relabelled = with_header(&token, |header| header["cty"] = json!("JWT"));
        assert_eq!(decrypt(&relabelled), Err(JweError::Decryption), "the header is authenticated");
    }
}

/// A content key of the right length under a wrong tag is no other error than a key that did not come out.
#[test]
fn a_content_key_that_cannot_be_had_looks_like_content_that_was_changed() {
    for (algorithm, encryption) in every_pair().filter(|(algorithm, _)| *algorithm != KeyAlgorithm::EcdhEs) {
        let token = encrypted(algorithm, encryption);
        for octets in [vec![], vec![0; 16], vec![0; 256], vec![0xff; 256], vec![0; 257], vec![0; 512]] {
            let changed = with_part(&token, 1, |part| *part = octets);
            assert_eq!(decrypt(&changed), Err(JweError::Decryption), "{algorithm} {encryption}");
        }
    }
    let other = EncryptionKeyType::Rsa.generate().unwrap().0;
    let recipient = Recipient { kid: None, key: other.public() };
    let foreign = jwe::encrypt(recipient, KeyAlgorithm::RsaOaep, ContentEncryption::A128Gcm, None, b"x").unwrap();
    assert_eq!(decrypt(&foreign), Err(JweError::Decryption));
}

#[test]
fn an_algorithm_put_on_another_ones_token_opens_nothing() {
    for (algorithm, encryption) in every_pair() {
        let token = encrypted(algorithm, encryption);
        for (other, content) in every_pair().filter(|pair| *pair != (algorithm, encryption)) {
            let relabelled = with_header(&token, |header| {
                header["alg"] = json!(other.as_str());
                header["enc"] = json!(content.as_str());
            });
            assert!(decrypt(&relabelled).is_err(), "{algorithm} {encryption} as {other} {content}");
        }
    }
}

#[test]
fn parts_and_extensions_are_as_strict_as_with_signatures() {
    let token = encrypted(KeyAlgorithm::EcdhEs, ContentEncryption::A128Gcm);
    let parts: Vec<&str> = token.split('.').collect();
    for loose in [
        String::new(),
        "....".to_owned(),
        parts[..4].join("."),
        parts[..3].join("."),
        format!("{token}."),
        format!("{token}="),
        format!("{token}.A"),
        format!("{} .{}", parts[0], parts[1..].join(".")),
        format!("{}.AA.{}", parts[0], parts[2..].join(".")),
    ] {
        assert_eq!(decrypt(&loose), Err(JweError::Malformed), "{loose:.80}");
    }
    for (name, value, expected) in [
        ("zip", json!("DEF"), JweError::Critical),
        ("zip", json!(""), JweError::Critical),
        ("crit", json!(["exp"]), JweError::Critical),
        ("b64", json!(false), JweError::Critical),
        ("kid", json!("another"), JweError::UnknownKey),
        ("kid", json!("k".repeat(129)), JweError::Malformed),
        ("alg", json!(1), JweError::Malformed),
        ("enc", json!(["A128GCM"]), JweError::Malformed),
        ("apu", json!(1), JweError::Malformed),
        ("apv", json!("A"), JweError::Malformed),
        ("epk", json!(null), JweError::Malformed),
        ("epk", json!({}), JweError::Malformed),
        ("epk", json!("x"), JweError::Malformed),
    ] {
        assert_eq!(
            decrypt(&with_header(&token, |header| header[name] = value.clone())),
            Err(expected),
            "{name} {value}"
        );
    }
    for missing in ["alg", "enc"] {
        let token = with_header(&token, |header| drop(header.as_object_mut().unwrap().remove(missing)));
        assert_eq!(decrypt(&token), Err(JweError::Algorithm), "{missing}");
    }
}

/// The ephemeral key must be a point of our curve: anything else would reveal bits of ours.
#[test]
fn an_ephemeral_key_off_the_curve_is_refused() {
    let token = encrypted(KeyAlgorithm::EcdhEs, ContentEncryption::A128Gcm);
    let with_epk = |change: &dyn Fn(&mut Value)| decrypt(&with_header(&token, |header| change(&mut header["epk"])));
    let zero = URL_SAFE_NO_PAD.encode([0; 32]);
    let one = URL_SAFE_NO_PAD.encode([&[0; 31][..], &[1]].concat());
    for (x, y) in [(&zero, &zero), (&zero, &one), (&one, &one)] {
        assert_eq!(with_epk(&|epk| (epk["x"], epk["y"]) = (json!(x), json!(y))), Err(JweError::Malformed));
    }
    for short in ["", "AA", &zero[..42]] {
        assert_eq!(with_epk(&|epk| epk["x"] = json!(short)), Err(JweError::Malformed));
    }
    assert_eq!(with_epk(&|epk| epk["d"] = json!(one)), Err(JweError::Malformed), "a private key");
    let p384 = set(&[super::support::SIGNERS[7].public().to_jwk("", latchkey::jose::Algorithm::ES384)]);
    let p384 = p384.to_value()["keys"][0].clone();
    assert_eq!(with_epk(&|epk| *epk = p384.clone()), Err(JweError::Decryption), "another curve");
    for kind in [json!({"kty": "OKP", "crv": "X25519", "x": zero}), json!({"kty": "OKP", "crv": "Ed25519", "x": zero})]
    {
        assert!(with_epk(&|epk| *epk = kind.clone()).is_err(), "{kind}");
    }
}

#[test]
fn content_is_encrypted_to_the_first_key_that_is_meant_for_it() {
    let (rsa, ec) = (&DECRYPTORS[0], &DECRYPTORS[1]);
    let with = |mut jwk: Value, name: &str, value: Value| {
        jwk[name] = value;
        jwk
    };
    let signing = with(rsa.public().to_encryption_jwk("signing"), "use", json!("sig"));
    let pinned = with(rsa.public().to_encryption_jwk("pinned"), "alg", json!("RSA-OAEP-256"));
    let unwrapping = with(rsa.public().to_encryption_jwk("unwrapping"), "key_ops", json!(["unwrapKey"]));
    let keys = set(&[
        signing.clone(),
        unwrapping.clone(),
        pinned,
        rsa.public().to_encryption_jwk(rsa.kid()),
        ec.public().to_encryption_jwk(ec.kid()),
    ]);
    let chosen = |algorithm| keys.encryption_key(algorithm).map(|key| key.kid.clone().unwrap());
    assert_eq!(chosen(KeyAlgorithm::RsaOaep256).as_deref(), Some("pinned"));
    assert_eq!(chosen(KeyAlgorithm::RsaOaep).as_deref(), Some(rsa.kid()));
    assert_eq!(chosen(KeyAlgorithm::EcdhEs).as_deref(), Some(ec.kid()));
    let token = jwe::encrypt_to_set(&keys, KeyAlgorithm::EcdhEsA256Kw, ContentEncryption::A256CbcHs512, None, b"{}");
    assert_eq!(decrypt(&token.unwrap()).as_deref(), Ok(b"{}".as_slice()));
    let refused = jwe::encrypt_to_set(
        &set(&[signing, unwrapping]),
        KeyAlgorithm::RsaOaep,
        ContentEncryption::A128Gcm,
        None,
        b"{}",
    );
    assert_eq!(refused, Err(EncryptError::NoKey(KeyAlgorithm::RsaOaep)));
}

#[test]
fn every_size_and_every_curve_of_a_client_can_be_encrypted_to() {
    for octets in [0, 1, 15, 16, 17, 5_000] {
        let payload = vec![b'x'; octets];
        for encryption in ContentEncryption::ALL {
            let key = key_for(KeyAlgorithm::EcdhEs);
            let recipient = Recipient { kid: None, key: key.public() };
            let token = jwe::encrypt(recipient, KeyAlgorithm::EcdhEs, encryption, None, &payload).unwrap();
            assert_eq!(decrypt(&token).unwrap(), payload, "{encryption} {octets}");
        }
    }
    let x25519 = PublicKey::X25519 { x: [9; 32] };
    let low_order = PublicKey::X25519 { x: [0; 32] };
    let ed25519 = PublicKey::Ed25519 { x: [9; 32] };
    let to = |key: &PublicKey, algorithm| {
        jwe::encrypt(Recipient { kid: None, key }, algorithm, ContentEncryption::A128Gcm, None, b"x")
    };
    assert!(to(&x25519, KeyAlgorithm::EcdhEs).is_ok());
    for (key, algorithm) in [
        (&low_order, KeyAlgorithm::EcdhEs),
        (&ed25519, KeyAlgorithm::EcdhEs),
        (&x25519, KeyAlgorithm::RsaOaep),
        (DECRYPTORS[0].public(), KeyAlgorithm::EcdhEs),
        (DECRYPTORS[1].public(), KeyAlgorithm::RsaOaep256),
    ] {
        assert_eq!(to(key, algorithm), Err(EncryptError::Failed));
    }
}

/// Row 41.
#[test]
fn what_is_made_to_be_slow_is_refused_fast() {
    let token = encrypted(KeyAlgorithm::RsaOaep256, ContentEncryption::A256Gcm);
    let bomb = with_part(&token, 3, |content| *content = vec![0; 9_000]);
    for hostile in [
        with_header(&token, |header| {
            header["alg"] = json!("PBES2-HS256+A128KW");
            header["p2c"] = json!(1_000_000_000);
            header["p2s"] = json!("AAAA");
        }),
        with_header(&bomb, |header| header["zip"] = json!("DEF")),
        with_header(&token, |header| header["p2c"] = json!(1_000_000_000)),
        ".".repeat(20_000),
        ".".repeat(16_384),
        format!("{token}{}", "A".repeat(16 * 1024)),
        format!("{}....", URL_SAFE_NO_PAD.encode("[".repeat(12_000))),
    ] {
        // The quickest of several: the machine may be busy.
        let quickest = (0..4).map(|_| {
            let started = Instant::now();
            assert!(decrypt(&hostile).is_err());
            started.elapsed()
        });
        assert!(quickest.min().unwrap() < Duration::from_millis(100), "{hostile:.40}");
    }
    assert_eq!(decrypt(&format!("{token}{}", "A".repeat(16 * 1024))), Err(JweError::TooLong));
}
