//! SEC-36, SEC-37, row 41: what a compact JWS may look like, and which key of a client it is verified with.

use std::time::{Duration, Instant};

use latchkey::jose::Algorithm;
use latchkey::jose::jwk::JwkSet;
use latchkey::jose::jws::{self, JwsError, TypRule, VerifiedClaims, VerifySetError};
use serde_json::{Value, json};

use super::support::{client_keys, part, set, signer, with_header};

fn verify(token: &str, keys: &JwkSet) -> Result<VerifiedClaims, VerifySetError> {
    jws::verify_with_set(token, keys, &Algorithm::ALL, TypRule::Any)
}

/// A token of RS256's key whose header has these members too.
fn signed_with(header: &Value, payload: &str) -> String {
    let key = signer(Algorithm::RS256);
    let mut members = json!({"alg": "RS256", "kid": key.kid()});
    for (name, value) in header.as_object().unwrap() {
        members[name] = value.clone();
    }
    // The key signs under its own header only; so the forger's way: sign, and see that the signature covers it.
    let token = key.sign("JWT", payload.as_bytes()).unwrap();
    with_header(&token, |header| *header = members)
}

fn malformed<T>() -> Result<T, VerifySetError> {
    Err(VerifySetError::Token(JwsError::Malformed))
}

#[test]
fn parts_lengths_and_encodings_are_exact() {
    let keys = client_keys();
    let token = signer(Algorithm::ES256).sign("JWT", br#"{"sub":"ada"}"#).unwrap();
    assert!(verify(&token, &keys).is_ok());
    let [header, payload, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!("{token}") };
    for loose in [
        String::new(),
        ".".to_owned(),
        "..".to_owned(),
        format!("{header}.{payload}"),
        format!("{token}."),
        format!(".{token}"),
        format!("{header}..{payload}.{signature}"),
        format!("{token}.{payload}.{signature}"),
        format!("{header}=.{payload}.{signature}"),
        format!("{header}.{payload}.{signature}="),
        format!("{header}.{payload}.{signature}=="),
        format!("{token}\n"),
        format!(" {token}"),
        format!("{header}.{payload}.{}+", &signature[..85]),
        format!("{header}.{payload}.{}/", &signature[..85]),
        format!("{header}.{payload}.{}", &signature[..85]),
        ".".repeat(20_000)[..16_000].to_owned(),
    ] {
        assert_eq!(verify(&loose, &keys), malformed(), "{loose:.80}");
    }
    // The last letter of 86 carries four bits that must be zero.
    for last in "BCDEFGHIJKLMNOP".chars() {
        let cut = &signature[..signature.len() - 1];
        assert!(verify(&format!("{header}.{payload}.{cut}{last}"), &keys).is_err());
    }
}

#[test]
fn a_token_of_16_kib_is_read_and_one_byte_more_is_not() {
    let keys = client_keys();
    let fill = |length: usize| {
        let mut token = signer(Algorithm::ES256).sign("JWT", br#"{"sub":"ada"}"#).unwrap();
        token.push_str(&"A".repeat(length - token.len()));
        token
    };
    assert_ne!(verify(&fill(16 * 1024), &keys), Err(JwsError::TooLong.into()));
    assert_eq!(verify(&fill(16 * 1024 + 1), &keys), Err(JwsError::TooLong.into()));
}

#[test]
fn headers_are_strict_json_of_bounded_depth() {
    let keys = client_keys();
    let kid = signer(Algorithm::RS256).kid();
    let nested =
        |depth: usize| format!(r#"{{"alg":"RS256","kid":"{kid}","x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    let token = signer(Algorithm::RS256).sign("JWT", b"{}").unwrap();
    let (_, rest) = token.split_once('.').unwrap();
    let encode = |text: &str| base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, text);
    for (text, expected) in [
        (nested(15), JwsError::Signature),
        (nested(16), JwsError::Malformed),
        (nested(5_000), JwsError::Malformed),
        (format!(r#"{{"alg":"none","alg":"RS256","kid":"{kid}"}}"#), JwsError::Malformed),
        (format!(r#"{{"alg":"RS256","\u0061lg":"none","kid":"{kid}"}}"#), JwsError::Malformed),
        (format!(r#"["alg","RS256","kid","{kid}"]"#), JwsError::Malformed),
        (format!(r#"{{"alg":"RS256","kid":"{kid}"}}{{}}"#), JwsError::Malformed),
        ("\u{feff}{\"alg\":\"RS256\"}".to_owned(), JwsError::Malformed),
        (r#"{"alg":"RS256""#.to_owned(), JwsError::Malformed),
        ("null".to_owned(), JwsError::Malformed),
    ] {
        assert_eq!(verify(&format!("{}.{rest}", encode(&text)), &keys), Err(expected.into()), "{text:.80}");
    }
    let doubled = signer(Algorithm::RS256).sign("JWT", br#"{"sub":"ada","sub":"bob"}"#).unwrap();
    assert_eq!(verify(&doubled, &keys), malformed(), "claims too");
}

/// RFC 7515 §4.1.11, RFC 7797: none of the extensions exists here.
#[test]
fn extensions_that_must_be_understood_are_refused() {
    let keys = client_keys();
    for header in [
        json!({"crit": ["exp"], "exp": 1}),
        json!({"crit": []}),
        json!({"crit": null}),
        json!({"crit": ["b64"], "b64": false}),
        json!({"b64": false}),
        json!({"b64": true}),
    ] {
        assert_eq!(verify(&signed_with(&header, "{}"), &keys), Err(JwsError::Critical.into()), "{header}");
    }
}

/// SEC-36: a header that brings its own key changes nothing.
#[test]
fn keys_that_a_header_carries_or_points_to_mean_nothing() {
    let keys = client_keys();
    let attacker = latchkey::keys::SigningKey::generate(Algorithm::ES256).unwrap().0;
    let jwk = attacker.public().to_jwk(attacker.kid(), Algorithm::ES256);
    for header in [
        json!({"jwk": jwk}),
        json!({"jku": "https://attacker.example/jwks"}),
        json!({"x5u": "https://attacker.example/x5u"}),
        json!({"x5c": ["MIIB"]}),
        json!({"x5t": "AAAA", "x5t#S256": "AAAA"}),
    ] {
        let token = attacker.sign("JWT", br#"{"sub":"ada"}"#).unwrap();
        let forged = with_header(&token, |own| {
            own.as_object_mut().unwrap().remove("kid");
            own.as_object_mut().unwrap().extend(header.as_object().unwrap().clone());
        });
        assert_eq!(verify(&forged, &keys), Err(JwsError::Signature.into()), "{header}");
        let named = with_header(&token, |own| own.as_object_mut().unwrap().extend(header.as_object().unwrap().clone()));
        assert_eq!(verify(&named, &keys), Err(VerifySetError::UnknownKey), "{header}");
    }
}

#[test]
fn a_kid_is_text_of_at_most_128_bytes() {
    let keys = client_keys();
    for kid in [json!(1), json!(null), json!(["a"]), json!("k".repeat(129)), json!("k".repeat(10_000))] {
        assert_eq!(verify(&signed_with(&json!({"kid": kid}), "{}"), &keys), malformed());
    }
    for kid in [json!("k".repeat(128)), json!(""), json!("../../etc/passwd"), json!("' OR 1=1 --"), json!("\0")] {
        let refused = verify(&signed_with(&json!({"kid": kid}), "{}"), &keys);
        assert_eq!(refused, Err(VerifySetError::UnknownKey), "{kid}");
    }
}

#[test]
fn types_are_media_types() {
    let keys = client_keys();
    let typed = |typ: &str| signer(Algorithm::RS256).sign(typ, b"{}").unwrap();
    let verify = |typ: &str, rule| jws::verify_with_set(&typed(typ), &keys, &Algorithm::ALL, rule).is_ok();
    for typ in ["JWT", "jwt", "application/jwt", "Application/JWT"] {
        assert!(verify(typ, TypRule::Exactly("JWT")), "{typ}");
        assert!(verify(typ, TypRule::AbsentOr(&["oauth-authz-req+jwt", "JWT"])), "{typ}");
    }
    for typ in ["", "at+jwt", "logout+jwt", "JWT ", "application/application/jwt", "text/jwt", "jw"] {
        assert!(!verify(typ, TypRule::Exactly("JWT")), "{typ}");
        assert!(!verify(typ, TypRule::AbsentOr(&["JWT"])), "{typ}");
        assert!(verify(typ, TypRule::Any), "{typ}");
    }
}

fn member(key: &Value, name: &str, value: Value) -> Value {
    let mut key = key.clone();
    match value {
        Value::Null => key.as_object_mut().unwrap().remove(name),
        value => key.as_object_mut().unwrap().insert(name.to_owned(), value),
    };
    key
}

/// Registration request of the conformance suite: RSA, `use` and `alg`, no `kid`.
#[test]
fn a_key_without_kid_verifies_tokens_without_kid() {
    let key = signer(Algorithm::RS256);
    let jwk = member(&key.public().to_jwk("", Algorithm::RS256), "kid", Value::Null);
    let nameless = jws::sign(&format!("{}.", part(&json!({"alg": "ES256"}))), b"{}", |_| Ok::<_, ()>(vec![0; 64]));
    assert_eq!(
        verify(&nameless.unwrap(), &set(std::slice::from_ref(&jwk))),
        Err(VerifySetError::UnknownKey),
        "none for ES256"
    );
    let named = key.sign("JWT", b"{}").unwrap();
    assert_eq!(verify(&named, &set(&[jwk])), Err(VerifySetError::UnknownKey), "a kid must be found");
}

#[test]
fn without_kid_each_key_that_fits_is_tried_but_no_more_than_ten() {
    // RFC 7515 A.3 has no kid.
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    let vector = &vectors["signed"][1];
    let token = vector["token"].as_str().unwrap();
    let other = signer(Algorithm::ES256).public().to_jwk("other", Algorithm::ES256);
    let with_others = |others: usize| {
        let mut keys = vec![other.clone(); others];
        keys.push(vector["key"].clone());
        set(&keys)
    };
    assert!(verify(token, &with_others(0)).is_ok());
    assert!(verify(token, &with_others(9)).is_ok());
    assert_eq!(verify(token, &with_others(10)), Err(JwsError::Signature.into()));
    let rsa = signer(Algorithm::RS256).public().to_jwk("rsa", Algorithm::RS256);
    let mut keys = vec![rsa; 50];
    keys.push(vector["key"].clone());
    assert!(verify(token, &set(&keys)).is_ok(), "keys that do not fit are no tries");
    assert_eq!(verify(token, &set(&[])), Err(VerifySetError::UnknownKey));
}

#[test]
fn a_key_meant_for_something_else_never_verifies() {
    let key = signer(Algorithm::RS256);
    let jwk = key.public().to_jwk(key.kid(), Algorithm::RS256);
    let token = key.sign("JWT", b"{}").unwrap();
    for (name, value) in [
        ("use", json!("enc")),
        ("alg", json!("PS256")),
        ("alg", json!("RS512")),
        ("alg", json!("RSA-OAEP")),
        ("alg", json!("rs256")),
        ("key_ops", json!([])),
        ("key_ops", json!(["sign"])),
        ("key_ops", json!(["encrypt", "wrapKey"])),
    ] {
        assert_eq!(verify(&token, &set(&[member(&jwk, name, value.clone())])), Err(VerifySetError::Misfit), "{value}");
    }
    for (name, value) in [("use", Value::Null), ("alg", Value::Null), ("key_ops", json!(["verify"]))] {
        assert!(verify(&token, &set(&[member(&jwk, name, value)])).is_ok(), "{name}");
    }
    // The same kid on a key of another type (RFC 7517 §4.5) hides nothing.
    let ec = signer(Algorithm::ES256).public().to_jwk(key.kid(), Algorithm::ES256);
    assert!(verify(&token, &set(&[ec, jwk])).is_ok());
}

#[test]
fn a_look_into_a_token_says_what_it_claims_and_proves_nothing() {
    let header = part(&json!({"alg": "none", "kid": "k", "typ": "JWT"}));
    let claims = part(&json!({"iss": "app", "sub": "app", "aud": ["x"], "exp": 1}));
    let seen = jws::peek(&format!("{header}.{claims}.")).unwrap();
    assert_eq!((seen.alg.as_str(), seen.kid.as_deref(), seen.typ.as_deref()), ("none", Some("k"), Some("JWT")));
    assert_eq!((seen.iss.as_deref(), seen.sub.as_deref()), (Some("app"), Some("app")));
    let odd = part(&json!({"iss": 1, "sub": ["app"]}));
    let seen = jws::peek(&format!("{header}.{odd}.")).unwrap();
    assert_eq!((seen.iss, seen.sub), (None, None));
    for token in ["", "..", "a.b.c", &format!("{header}.{}.", part(&json!([])))] {
        assert!(jws::peek(token).is_err(), "{token}");
    }
    assert!(jws::peek(&format!("{}.{claims}.", part(&json!({"alg": "RS256", "crit": ["x"]})))).is_err());
}

/// Row 41.
#[test]
fn what_is_made_to_be_slow_is_refused_fast() {
    let keys = client_keys();
    let deep = "[".repeat(12_000);
    let encoded = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, &deep);
    let hostile = [
        ".".repeat(20_000),
        ".".repeat(16_384),
        ".".repeat(5_000_000),
        "A".repeat(16_385),
        "A".repeat(50_000_000),
        format!("{encoded}.{encoded}."),
        format!("{}.{encoded}.AAAA", part(&json!({"alg": "RS256"}))),
        format!("{}..", part(&json!({"alg": "PBES2-HS256+A128KW", "p2c": 1_000_000_000}))),
    ];
    for token in hostile {
        // The quickest of several: the machine may be busy.
        let quickest = (0..4).map(|_| {
            let started = Instant::now();
            assert!(verify(&token, &keys).is_err());
            assert!(jws::peek(&token).is_err() || token.len() < 200);
            started.elapsed()
        });
        assert!(quickest.min().unwrap() < Duration::from_millis(100), "{token:.40}");
    }
}
