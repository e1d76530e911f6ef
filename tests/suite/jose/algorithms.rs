//! SEC-35, SEC-38, rows 32 and 33: one table of what is offered, and everything else that is registered is refused.

use latchkey::jose::Algorithm;
use latchkey::jose::hmac::{self, HmacAlgorithm};
use latchkey::jose::jwe::{self, ContentEncryption, JweError, KeyAlgorithm, Recipient};
use latchkey::jose::jws::{self, JwsError, TypRule, VerifySetError};
use latchkey::keys::Purpose;
use serde_json::json;

use super::support::{DECRYPTORS, SIGNERS, client_keys, part, set, signer, with_header};

/// Names that the IANA registry or somebody's library knows, and that nothing here may understand.
pub const REFUSED_SIGNATURES: [&str; 27] = [
    "none",
    "None",
    "NONE",
    "nOnE",
    "",
    "HS256",
    "HS384",
    "HS512",
    "HS1",
    "RS1",
    "ES256K",
    "Ed448",
    "ed25519",
    "ESP256",
    "EdDSA448",
    "ML-DSA-44",
    "ML-DSA-65",
    "rs256",
    "Rs256",
    "es256",
    "eddsa",
    "EDDSA",
    "RS256 ",
    " RS256",
    "RS256\0",
    "RS-256",
    "SHA256withRSA",
];
pub const REFUSED_KEY_MANAGEMENT: [&str; 27] = [
    "RSA1_5",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "dir",
    "A128KW",
    "A192KW",
    "A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "PBES2-HS256+A128KW",
    "PBES2-HS384+A192KW",
    "PBES2-HS512+A256KW",
    "ECDH-ES+A192KW",
    "ECDH-1PU",
    "ECDH-1PU+A128KW",
    "HPKE-0",
    "none",
    "",
    "rsa-oaep",
    "rsa-oaep-256",
    "ecdh-es",
    "RSA-OAEP ",
    "RS256",
    "ES256",
    "HS256",
    "RSA_OAEP",
];
pub const REFUSED_CONTENT: [&str; 12] = [
    "none",
    "",
    "A128CBC",
    "A256CBC",
    "A128CTR",
    "A256CTR",
    "a128gcm",
    "A128GCM ",
    "A128CBC-HS512",
    "C20P",
    "XC20P",
    "A128CBC+HS256",
];

#[test]
fn every_signature_algorithm_signs_and_verifies_and_by_its_own_key_only() {
    let keys = client_keys();
    for key in SIGNERS.iter() {
        let token = key.sign("JWT", br#"{"sub":"ada"}"#).unwrap();
        let claims = jws::verify_with_set(&token, &keys, &Algorithm::ALL, TypRule::Exactly("JWT")).unwrap();
        assert_eq!(claims.get()["sub"], "ada", "{}", key.algorithm());
        assert_eq!(key.algorithm().as_str().parse(), Ok(key.algorithm()));
        let others: Vec<Algorithm> = Algorithm::ALL.into_iter().filter(|other| *other != key.algorithm()).collect();
        let refused = jws::verify_with_set(&token, &keys, &others, TypRule::Any);
        assert_eq!(refused, Err(JwsError::Algorithm.into()), "not in this client's list");
        for other in others {
            let relabelled = with_header(&token, |header| header["alg"] = json!(other.as_str()));
            let refused = jws::verify_with_set(&relabelled, &keys, &Algorithm::ALL, TypRule::Any);
            // The header is signed too, so the other name of the same algorithm does not verify either.
            let expected = match key.algorithm().is_called(other.as_str()) {
                true => JwsError::Signature.into(),
                false => VerifySetError::Misfit,
            };
            assert_eq!(refused, Err(expected), "{} as {other}", key.algorithm());
        }
    }
}

/// RFC 9864: `EdDSA` and `Ed25519` are one algorithm for the key, and two for whoever registered one of them.
#[test]
fn a_key_published_under_either_name_of_ed25519_verifies_both() {
    let both = [Algorithm::EdDSA, Algorithm::Ed25519];
    for (signing, published) in both.into_iter().flat_map(|signing| both.map(|published| (signing, published))) {
        let key = signer(signing);
        let token = key.sign("JWT", br#"{"sub":"ada"}"#).unwrap();
        let keys = set(&[key.public().to_jwk(key.kid(), published)]);
        let verified = |allowed: &[Algorithm]| jws::verify_with_set(&token, &keys, allowed, TypRule::Any).map(drop);
        assert_eq!(verified(&[signing]), Ok(()), "{signing} by a key for {published}");
        let other = both.map(|name| if name == signing { Algorithm::ES256 } else { name });
        assert_eq!(verified(&other), Err(JwsError::Algorithm.into()), "the client registered the other name");
        let foreign = set(&[key.public().to_jwk(key.kid(), Algorithm::ES256)]);
        let refused = jws::verify_with_set(&token, &foreign, &Algorithm::ALL, TypRule::Any);
        assert_eq!(refused, Err(VerifySetError::Misfit), "a key for another algorithm");
    }
}

#[test]
fn every_other_signature_algorithm_is_refused_before_any_key_is_looked_at() {
    let keys = client_keys();
    let token = signer(Algorithm::RS256).sign("JWT", br#"{"sub":"ada"}"#).unwrap();
    for name in REFUSED_SIGNATURES {
        assert!(name.parse::<Algorithm>().is_err(), "{name}");
        assert_eq!(Purpose::from_names("sig", name), None, "{name}");
        let relabelled = with_header(&token, |header| header["alg"] = json!(name));
        let unsigned = format!("{}.{}.", part(&json!({"alg": name})), part(&json!({"sub": "ada"})));
        for token in [&relabelled, &unsigned] {
            let refused = jws::verify_with_set(token, &keys, &Algorithm::ALL, TypRule::Any);
            assert_eq!(refused, Err(JwsError::Algorithm.into()), "{name}");
        }
    }
    for alg in [json!(null), json!(["RS256"]), json!(1), json!({"name": "RS256"})] {
        let odd = with_header(&token, |header| header["alg"] = alg.clone());
        assert!(jws::verify_with_set(&odd, &keys, &Algorithm::ALL, TypRule::Any).is_err(), "{alg}");
    }
}

/// Row 32: there is no way to say "this public key is the secret".
#[test]
fn an_hmac_is_never_verified_by_a_public_key_and_never_by_an_empty_secret() {
    let keys = client_keys();
    let key = signer(Algorithm::RS256);
    let jwk = key.public().to_jwk(key.kid(), key.algorithm()).to_string();
    for (algorithm, digest) in [
        (HmacAlgorithm::HS256, aws_lc_rs::hmac::HMAC_SHA256),
        (HmacAlgorithm::HS384, aws_lc_rs::hmac::HMAC_SHA384),
        (HmacAlgorithm::HS512, aws_lc_rs::hmac::HMAC_SHA512),
    ] {
        let forge = |secret: &[u8]| {
            let header = part(&json!({"alg": algorithm.as_str(), "kid": key.kid()})) + ".";
            let secret = aws_lc_rs::hmac::Key::new(digest, secret);
            let sign = |input: &[u8]| Ok::<_, ()>(aws_lc_rs::hmac::sign(&secret, input).as_ref().to_vec());
            jws::sign(&header, br#"{"sub":"app"}"#, sign).unwrap()
        };
        for secret in [jwk.as_bytes(), b"", key.kid().as_bytes()] {
            let refused = jws::verify_with_set(&forge(secret), &keys, &Algorithm::ALL, TypRule::Any);
            assert_eq!(refused, Err(JwsError::Algorithm.into()));
        }
        let all = &HmacAlgorithm::ALL;
        let secret = b"a secret that only this client knows";
        assert!(hmac::verify(&forge(secret), all, secret, TypRule::Any).is_ok());
        assert_eq!(hmac::verify(&forge(b""), all, b"", TypRule::Any), Err(JwsError::UnknownKey));
        assert_eq!(hmac::verify(&forge(secret), all, b"another", TypRule::Any), Err(JwsError::Signature));
        assert_eq!(hmac::verify(&forge(secret), &[], secret, TypRule::Any), Err(JwsError::Algorithm));
        let rsa = key.sign("JWT", b"{}").unwrap();
        assert_eq!(hmac::verify(&rsa, all, secret, TypRule::Any), Err(JwsError::Algorithm));
    }
}

#[test]
fn every_pair_of_encryption_algorithms_encrypts_and_decrypts() {
    let keys: Vec<_> = DECRYPTORS.iter().collect();
    for algorithm in KeyAlgorithm::ALL {
        assert_eq!(algorithm.as_str().parse(), Ok(algorithm));
        for encryption in ContentEncryption::ALL {
            assert_eq!(encryption.as_str().parse(), Ok(encryption));
            let key = DECRYPTORS.iter().find(|key| algorithm.fits(key.public())).unwrap();
            for kid in [Some(key.kid()), None] {
                let recipient = Recipient { kid, key: key.public() };
                let token = jwe::encrypt(recipient, algorithm, encryption, Some("JWT"), b"a.b.c").unwrap();
                let decrypted = jwe::decrypt(&token, &keys, &[algorithm], &[encryption]);
                assert_eq!(decrypted.as_deref(), Ok(b"a.b.c".as_slice()), "{algorithm} {encryption}");
                let others: Vec<_> = KeyAlgorithm::ALL.into_iter().filter(|other| *other != algorithm).collect();
                let refused = jwe::decrypt(&token, &keys, &others, &ContentEncryption::ALL);
                assert_eq!(refused, Err(JweError::Algorithm), "not what the client registered");
            }
        }
    }
}

#[test]
fn every_other_encryption_algorithm_is_refused_before_any_key_is_looked_at() {
    let keys: Vec<_> = DECRYPTORS.iter().collect();
    let recipient = Recipient { kid: None, key: DECRYPTORS[0].public() };
    let token = jwe::encrypt(recipient, KeyAlgorithm::RsaOaep, ContentEncryption::A128Gcm, None, b"{}").unwrap();
    let refused = |token: &str| jwe::decrypt(token, &keys, &KeyAlgorithm::ALL, &ContentEncryption::ALL);
    for name in REFUSED_KEY_MANAGEMENT {
        assert!(name.parse::<KeyAlgorithm>().is_err(), "{name}");
        assert_eq!(refused(&with_header(&token, |header| header["alg"] = json!(name))), Err(JweError::Algorithm));
    }
    for name in REFUSED_CONTENT {
        assert!(name.parse::<ContentEncryption>().is_err(), "{name}");
        assert_eq!(refused(&with_header(&token, |header| header["enc"] = json!(name))), Err(JweError::Algorithm));
    }
}
