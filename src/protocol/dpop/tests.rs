use std::sync::atomic::{AtomicU8, Ordering};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::json;

use super::*;
use crate::jose::hmac::HmacAlgorithm;
use crate::jose::jwk::JwkError;
use crate::jose::jws::JwsError;

const NOW: i64 = 1_800_000_000;
const URI: &str = "https://auth.example.com/oidc/token";

struct Key(Ed25519KeyPair);

impl Key {
    fn new() -> Self {
        static COUNT: AtomicU8 = AtomicU8::new(0);
        Self(Ed25519KeyPair::from_seed_unchecked(&[COUNT.fetch_add(1, Ordering::SeqCst); 32]).unwrap())
    }

    fn jwk(&self) -> Value {
        json!({"kty": "OKP", "crv": "Ed25519", "x": encode(self.0.public_key().as_ref())})
    }

    fn header(&self) -> Value {
        json!({"typ": "dpop+jwt", "alg": "EdDSA", "jwk": self.jwk()})
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let input = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
        let signature = self.0.sign(input.as_bytes());
        format!("{input}.{}", encode(signature.as_ref()))
    }
}

fn encode(octets: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

fn claims() -> Value {
    json!({"htm": "POST", "htu": URI, "iat": NOW, "jti": "j"})
}

fn expected() -> Expected<'static> {
    Expected {
        method: "POST",
        uris: &[URI],
        access_token: None,
        algorithms: &ALGORITHMS,
        lifetime: LIFETIME,
        now: Timestamp(NOW),
    }
}

fn with(name: &str, value: Value) -> Result<Proof, ProofFault> {
    let mut claims = claims();
    claims[name] = value;
    let key = Key::new();
    verify(&key.sign(&key.header(), &claims), &expected())
}

fn without(name: &str) -> Result<Proof, ProofFault> {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove(name);
    let key = Key::new();
    verify(&key.sign(&key.header(), &claims), &expected())
}

fn jws(error: JwsError) -> ProofFault {
    ProofFault::Jws(CarriedKeyError::Token(error))
}

/// RFC 9449 §4.1 and RFC 7638: the key of the example there, and the thumbprint of §6.1.
#[test]
fn the_example_of_the_specification_is_a_proof_by_the_key_whose_thumbprint_it_names() {
    let proof = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCR\
                 nMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIj\
                 oiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg\
                 4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
    let now = Timestamp(1_562_262_616);
    let verified = verify(proof, &Expected { uris: &["https://server.example.com/token"], now, ..expected() }).unwrap();
    assert_eq!(verified.key().as_str(), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    assert_eq!((verified.nonce(), verified.once().issued_at), (None, now));
    let elsewhere = verify(proof, &Expected { now, ..expected() });
    assert!(matches!(elsewhere, Err(ProofFault::Uri { .. })));
}

#[test]
fn a_proof_is_remembered_by_its_key_and_jti() {
    let (key, other) = (Key::new(), Key::new());
    let once = |key: &Key, jti: &str| {
        let mut claims = claims();
        claims["jti"] = json!(jti);
        verify(&key.sign(&key.header(), &claims), &expected()).unwrap().once()
    };
    assert_eq!(once(&key, "j"), once(&key, "j"), "whatever its signature");
    assert_ne!(once(&key, "j"), once(&key, "k"));
    assert_ne!(once(&key, "j"), once(&other, "j"));
}

#[test]
fn the_header_says_that_it_is_a_proof_by_a_public_key_for_a_known_algorithm() {
    let key = Key::new();
    let sign = |change: &dyn Fn(&mut Value)| {
        let mut header = key.header();
        change(&mut header);
        verify(&key.sign(&header, &claims()), &expected())
    };
    assert!(sign(&|_| ()).is_ok());
    assert!(sign(&|header| header["typ"] = json!("application/DPoP+JWT")).is_ok(), "a media type, in any case");
    assert!(sign(&|header| header["x5c"] = json!(["ignored"])).is_ok());
    for typ in [json!("JWT"), json!("at+jwt"), json!("dpop"), json!(""), json!(null)] {
        assert!(matches!(
            sign(&|header| header["typ"] = typ.clone()),
            Err(ProofFault::Jws(CarriedKeyError::Token(JwsError::Type | JwsError::Malformed)))
        ));
    }
    for alg in ["none", "None", "nOnE", "HS256", "RS1", "ES512", "ES256K", ""] {
        assert_eq!(sign(&|header| header["alg"] = json!(alg)), Err(jws(JwsError::Algorithm)), "{alg}");
    }
    for alg in ["ES256", "ES384", "RS256", "PS256"] {
        assert_eq!(sign(&|header| header["alg"] = json!(alg)), Err(ProofFault::Jws(CarriedKeyError::Misfit)), "{alg}");
    }
    assert_eq!(sign(&|header| header["crit"] = json!(["jwk"])), Err(jws(JwsError::Critical)));
    for name in ["typ", "alg", "jwk"] {
        assert!(sign(&|header| drop(header.as_object_mut().unwrap().remove(name))).is_err(), "{name}");
    }
    let of_key = |fault| Err(ProofFault::Jws(fault));
    for (member, value, fault) in [
        ("d", json!("AQAB"), CarriedKeyError::Key(JwkError::Private("d"))),
        ("k", json!("AQAB"), CarriedKeyError::Key(JwkError::Private("k"))),
        ("kty", json!("oct"), CarriedKeyError::Key(JwkError::Symmetric)),
        ("kty", json!("XYZ"), CarriedKeyError::NoKey),
        ("crv", json!("Ed448"), CarriedKeyError::NoKey),
        ("use", json!("enc"), CarriedKeyError::Misfit),
        ("alg", json!("ES384"), CarriedKeyError::Misfit),
        ("key_ops", json!(["sign"]), CarriedKeyError::Misfit),
    ] {
        assert_eq!(sign(&|header| header["jwk"][member] = value.clone()), of_key(fault), "{member} {value}");
    }
    let other = Key::new().jwk();
    assert_eq!(sign(&|header| header["jwk"] = other.clone()), Err(jws(JwsError::Signature)));
    for no_key in [json!("key"), json!([]), json!({}), json!(null)] {
        assert!(sign(&|header| header["jwk"] = no_key.clone()).is_err(), "{no_key}");
    }
}

/// Row 32: the public key is no secret of a MAC.
#[test]
fn a_mac_made_with_the_public_key_proves_nothing() {
    let key = Key::new();
    for algorithm in HmacAlgorithm::ALL {
        let mut header = key.header();
        header["alg"] = json!(algorithm.as_str());
        let input = format!("{}.{}", encode(header.to_string()), encode(claims().to_string()));
        for secret in [key.jwk().to_string().into_bytes(), key.0.public_key().as_ref().to_vec(), Vec::new()] {
            let mac = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &secret);
            let tag = aws_lc_rs::hmac::sign(&mac, input.as_bytes());
            let proof = format!("{input}.{}", encode(tag.as_ref()));
            assert_eq!(verify(&proof, &expected()), Err(jws(JwsError::Algorithm)));
        }
        let unsigned = format!("{input}.");
        assert!(verify(&unsigned, &expected()).is_err());
    }
}

#[test]
fn what_is_too_long_or_no_jwt_is_refused() {
    let key = Key::new();
    let mut claims = claims();
    claims["filler"] = json!("x".repeat(LONGEST));
    assert_eq!(verify(&key.sign(&key.header(), &claims), &expected()), Err(ProofFault::TooLong));
    for text in ["", ".", "..", "a.b", "a.b.c", "a.b.c.d", "DPoP", "e30.e30."] {
        assert!(verify(text, &expected()).is_err(), "{text}");
    }
    let good = key.sign(&key.header(), &self::claims());
    for text in [format!("{good} "), format!(" {good}"), format!("{good},{good}"), format!("{good}=")] {
        assert!(verify(&text, &expected()).is_err());
    }
}

#[test]
fn the_method_is_that_of_the_request_in_its_case() {
    for htm in [json!("GET"), json!("post"), json!("POST "), json!(""), json!(["POST"]), json!(null)] {
        assert_eq!(with("htm", htm), Err(ProofFault::Method("POST".to_owned())));
    }
    assert_eq!(without("htm"), Err(ProofFault::Method("POST".to_owned())));
}

/// RFC 9449 §4.3: "ignoring any query and fragment parts"; RFC 3986 §6.2.2 and §6.2.3.
#[test]
fn the_uri_is_that_of_the_endpoint_after_normalisation_and_nothing_more() {
    for same in [
        URI,
        "HTTPS://AUTH.Example.COM/oidc/token",
        "https://auth.example.com:443/oidc/token",
        "https://auth.example.com:/oidc/token",
        "https://auth.example.com/oidc/token?a=b&c",
        "https://auth.example.com/oidc/token?",
        "https://auth.example.com/oidc/token#top",
        "https://auth.example.com/oidc/./x/../token",
        "https://auth.example.com/%6fidc/toke%6E",
        "https://auth.example.com/oidc/%74oken",
    ] {
        assert!(with("htu", json!(same)).is_ok(), "{same}");
    }
    for other in [
        "",
        "/oidc/token",
        "auth.example.com/oidc/token",
        "//auth.example.com/oidc/token",
        "http://auth.example.com/oidc/token",
        "https://auth.example.com:8443/oidc/token",
        "https://auth.example.com:80/oidc/token",
        "https://auth.example.com./oidc/token",
        "https://auth.example.com/oidc/token/",
        "https://auth.example.com/oidc//token",
        "https://auth.example.com/oidc/Token",
        "https://auth.example.com/oidc%2Ftoken",
        "https://auth.example.com/oidc%2ftoken",
        "https://auth.example.com/oidc/token%00",
        "https://auth.example.com/oidc/token%20",
        "https://auth.example.com/oidc/token%",
        "https://auth.example.com/oidc/token;a",
        "https://auth.example.com/token",
        "https://auth.example.com",
        "https://evil.example/oidc/token",
        "https://evil.example/?https://auth.example.com/oidc/token",
        "https://user@auth.example.com/oidc/token",
        "https://@auth.example.com/oidc/token",
        "https://auth.example.com@evil.example/oidc/token",
        "https:auth.example.com/oidc/token",
        "https:/auth.example.com/oidc/token",
        "https:///auth.example.com/oidc/token",
        "https:\\\\auth.example.com\\oidc\\token",
        "https://auth.example.com\\oidc/token",
        " https://auth.example.com/oidc/token",
        "https://auth.example.com/oidc/token ",
        "https://auth.example.com/oidc/to\tken",
        "https://auth.example.com/oidc/to\nken",
        "wss://auth.example.com/oidc/token",
        "ftp://auth.example.com/oidc/token",
    ] {
        assert!(matches!(with("htu", json!(other)), Err(ProofFault::Uri { .. })), "{other}");
    }
    for other in [json!(null), json!([URI]), json!(1)] {
        assert!(matches!(with("htu", other), Err(ProofFault::Uri { .. })));
    }
    assert!(matches!(without("htu"), Err(ProofFault::Uri { sent, .. }) if sent == "null"));
}

#[test]
fn percent_encoding_is_brought_to_one_form() {
    for (path, normal) in [
        ("/a%7eb", "/a~b"),
        ("/a%2fb", "/a%2Fb"),
        ("/%41%2D%5f%2e", "/A-_."),
        ("/%zz%4", "/%zz%4"),
        ("/%", "/%"),
        ("/%e2%82%ac", "/%E2%82%AC"),
        ("/%25%34%31", "/%2541"),
    ] {
        assert_eq!(normal_path(path), normal);
    }
}

/// SEC-39.
#[test]
fn times_are_close_to_now() {
    for (iat, outcome) in [
        (json!(NOW), Ok(())),
        (json!(NOW - 60), Ok(())),
        (json!(NOW + 10), Ok(())),
        (json!(NOW + 30), Ok(())),
        (json!(f64::from(1_800_000_000) + 0.5), Ok(())),
        (json!(NOW - 61), Err(ProofFault::Old)),
        (json!(NOW - 3600), Err(ProofFault::Old)),
        (json!(0), Err(ProofFault::Old)),
        (json!(-1), Err(ProofFault::Old)),
        (json!(i64::MIN), Err(ProofFault::Old)),
        (json!(NOW + 31), Err(ProofFault::Future("iat"))),
        (json!(NOW + 61), Err(ProofFault::Future("iat"))),
        (json!(NOW * 1000), Err(ProofFault::Future("iat"))),
        (json!(i64::MAX), Err(ProofFault::Future("iat"))),
        (json!(NOW.to_string()), Err(ProofFault::NotATime("iat"))),
        (json!(1e300), Err(ProofFault::NotATime("iat"))),
        (json!(u64::MAX), Err(ProofFault::NotATime("iat"))),
        (json!(null), Err(ProofFault::NotATime("iat"))),
    ] {
        assert_eq!(with("iat", iat.clone()).map(drop), outcome, "{iat}");
    }
    assert_eq!(without("iat"), Err(ProofFault::NotATime("iat")));
    assert!(with("nbf", json!(NOW + 30)).is_ok() && with("exp", json!(NOW - 9)).is_ok());
    assert_eq!(with("nbf", json!(NOW + 31)), Err(ProofFault::Future("nbf")));
    assert_eq!(with("nbf", json!(1.8e20)), Err(ProofFault::NotATime("nbf")));
    assert_eq!(with("exp", json!(NOW - 10)), Err(ProofFault::Old));
    for name in ["nbf", "exp"] {
        assert_eq!(with(name, json!("soon")), Err(ProofFault::NotATime(name)));
    }
}

#[test]
fn a_jti_and_a_nonce_are_texts_of_some_length() {
    assert!(with("jti", json!("x".repeat(255))).is_ok());
    for wrong in [json!(""), json!(1), json!(null), json!(["j"]), json!("x".repeat(256))] {
        assert_eq!(with("jti", wrong), Err(ProofFault::NoJti));
    }
    assert_eq!(without("jti"), Err(ProofFault::NoJti));
    assert_eq!(with("nonce", json!("n")).unwrap().nonce(), Some("n"));
    for wrong in [json!(1), json!(null), json!(["n"]), json!("x".repeat(256))] {
        assert_eq!(with("nonce", wrong), Err(ProofFault::Nonce));
    }
}

/// RFC 9449 §7.1: the access token and `ath` of the example there.
#[test]
fn with_an_access_token_comes_its_hash() {
    let token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    let key = Key::new();
    let sent = |ath: Value| {
        let mut claims = claims();
        claims["ath"] = ath;
        verify(&key.sign(&key.header(), &claims), &Expected { access_token: Some(token), ..expected() })
    };
    assert!(sent(json!("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")).is_ok());
    for wrong in [
        json!("FUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"),
        json!("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo="),
        json!("fUHyO2r2Z3DZ53EsNrWBbw"),
        json!(token),
        json!(""),
        json!(null),
    ] {
        assert_eq!(sent(wrong.clone()), Err(ProofFault::AccessToken), "{wrong}");
    }
    assert!(with("ath", json!("whatever")).is_ok(), "without an access token it means nothing");
}

#[test]
fn a_thumbprint_is_43_characters_of_base64url() {
    let right = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    assert_eq!(Thumbprint::parse(right).unwrap().as_str(), right);
    for wrong in ["", "x", &right[1..], &format!("{right}="), &format!("{}J", &right[..42]), &right.replace('-', "+")] {
        assert_eq!(Thumbprint::parse(wrong), Err(NoThumbprint), "{wrong}");
    }
    assert!(serde_json::from_value::<Thumbprint>(json!("short")).is_err());
}
