//! Registered clients that prove themselves by assertions: by a key of their own, or by MACs with the secret they got.

use latchkey::jose::Algorithm;
use latchkey::keys::SigningKey;
use serde_json::{Value, json};

use super::{Registrar, open, open_provider, text, with};
use crate::client_auth::assertions::{Key, claims, mac};
use crate::client_auth::try_out;
use crate::support::Builder;

/// What [`try_out`] needs.
const GRANTS: [&str; 2] = ["authorization_code", "refresh_token"];

#[actix_web::test]
async fn a_client_registers_its_keys_and_signs_with_them() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let (key, other) = (Key::new("k1"), Key::new("k1"));
    let by_key =
        json!({"grant_types": GRANTS, "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [key.jwk()]}});
    let answer = registrar.registered(&with(by_key)).await;
    assert!(answer.get("client_secret").is_none(), "it has no secret");
    assert_eq!(answer["jwks"]["keys"][0]["kid"], "k1", "told as registered");
    let client_id = text(&answer, "client_id");
    try_out(&provider, &key.sign(&claims(&provider, client_id))).await.unwrap();
    try_out(&provider, &other.sign(&claims(&provider, client_id))).await.unwrap_err();
    // The keys that it has now are the ones that count.
    let change = json!({
        "client_id": client_id, "redirect_uris": ["https://guest.example/cb"], "grant_types": GRANTS,
        "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [other.jwk()]},
    });
    let uri = text(&answer, "registration_client_uri");
    let changed = registrar.replace(uri, text(&answer, "registration_access_token"), &change).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    try_out(&provider, &other.sign(&claims(&provider, client_id))).await.unwrap();
    try_out(&provider, &key.sign(&claims(&provider, client_id))).await.unwrap_err();
    for wrong in [
        json!({"token_endpoint_auth_method": "private_key_jwt"}),
        json!({"token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [key.jwk()]}, "jwks_uri": "https://guest.example/k"}),
        json!({"token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [key.jwk()]}, "token_endpoint_auth_signing_alg": "HS256"}),
        json!({"token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [key.jwk()]}, "token_endpoint_auth_signing_alg": "none"}),
        json!({"token_endpoint_auth_method": "client_secret_jwt", "token_endpoint_auth_signing_alg": "ES256"}),
        json!({"token_endpoint_auth_signing_alg": "none"}),
        json!({"token_endpoint_auth_signing_alg": "RS1"}),
    ] {
        let refused = registrar.register(&with(wrong.clone())).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["error"]),
            (400, &json!("invalid_client_metadata")),
            "{wrong}"
        );
    }
}

/// RFC 7591 §3.2.1: "The authorization server MAY reject or replace any of the client's requested metadata values […] and
/// substitute them with suitable values". Libraries (idpyoidc) send an algorithm whatever the method; where nothing is
/// signed it says nothing, and the client learns from the answer that it is not registered.
#[actix_web::test]
async fn an_algorithm_beside_a_method_that_signs_nothing_is_not_registered() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    for method in [None, Some("client_secret_basic"), Some("client_secret_post"), Some("none")] {
        for algorithm in ["RS256", "ES256", "Ed25519", "HS256"] {
            let sent = json!({"token_endpoint_auth_method": method, "token_endpoint_auth_signing_alg": algorithm});
            let answer = registrar.registered(&with(sent)).await;
            assert_eq!(text(&answer, "token_endpoint_auth_method"), method.unwrap_or("client_secret_basic"));
            assert!(answer.get("token_endpoint_auth_signing_alg").is_none(), "{answer}");
            let (uri, token) = (text(&answer, "registration_client_uri"), text(&answer, "registration_access_token"));
            assert!(registrar.read(uri, token).await.json().get("token_endpoint_auth_signing_alg").is_none());
        }
    }
}

/// RFC 9864: who registers one name of Ed25519 signs under that name, whichever name the key has.
#[actix_web::test]
async fn a_client_registers_ed25519_by_either_name() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let both = [Algorithm::EdDSA, Algorithm::Ed25519].map(|name| SigningKey::generate(name).unwrap().0);
    for (own, other) in [(&both[0], &both[1]), (&both[1], &both[0])] {
        let jwks = [own, other].map(|key| key.public().to_jwk(key.kid(), other.algorithm()));
        let by_key = json!({
            "grant_types": GRANTS, "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": jwks},
            "token_endpoint_auth_signing_alg": own.algorithm(),
        });
        let answer = registrar.registered(&with(by_key)).await;
        assert_eq!(text(&answer, "token_endpoint_auth_signing_alg"), own.algorithm().as_str());
        let client_id = text(&answer, "client_id");
        let assertion =
            |key: &SigningKey| key.sign("JWT", claims(&provider, client_id).to_string().as_bytes()).unwrap();
        try_out(&provider, &assertion(own)).await.unwrap();
        try_out(&provider, &assertion(other)).await.unwrap_err();
    }
}

/// The secret is kept for this method alone, under the wrap key where there is one.
#[actix_web::test]
async fn a_client_gets_a_secret_for_macs() {
    let folder = tempfile::tempdir().unwrap();
    let wrap_key = folder.path().join("wrap_key");
    std::fs::write(&wrap_key, [7; 32]).unwrap();
    let provider = Builder::new()
        .settings(|settings| {
            open(settings);
            settings.keys.wrap_key_file = Some(wrap_key);
        })
        .start();
    let registrar = Registrar::new(&provider);
    for algorithm in ["HS256", "HS512"] {
        let by_mac = json!({
            "grant_types": GRANTS,
            "token_endpoint_auth_method": "client_secret_jwt", "token_endpoint_auth_signing_alg": algorithm,
        });
        let answer = registrar.registered(&with(by_mac)).await;
        let (client_id, secret) = (text(&answer, "client_id"), text(&answer, "client_secret"));
        try_out(&provider, &mac(algorithm, secret.as_bytes(), &claims(&provider, client_id))).await.unwrap();
        let wrong = mac(algorithm, &secret.as_bytes()[1..], &claims(&provider, client_id));
        try_out(&provider, &wrong).await.unwrap_err();
        for file in std::fs::read_dir(provider.folder.path().join("data")).unwrap() {
            let octets = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!String::from_utf8_lossy(&octets).contains(secret), "it rests wrapped");
        }
    }
}

/// A client that turns to MACs needs a secret that the server still knows: it gets a new one.
#[actix_web::test]
async fn a_change_to_macs_brings_a_new_secret() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let first = registrar.registered(&with(json!({}))).await;
    let client_id = text(&first, "client_id");
    let change = |method: &str| -> Value {
        json!({
            "client_id": client_id, "redirect_uris": ["https://guest.example/cb"], "grant_types": GRANTS, "token_endpoint_auth_method": method,
        })
    };
    let uri = text(&first, "registration_client_uri");
    let change_to = |method: &'static str, token: String| {
        let (registrar, change) = (&registrar, change(method));
        async move { registrar.replace(uri, &token, &change).await.json() }
    };
    let macs = change_to("client_secret_jwt", text(&first, "registration_access_token").to_owned()).await;
    let secret = text(&macs, "client_secret");
    assert_ne!(secret, text(&first, "client_secret"));
    try_out(&provider, &mac("HS256", secret.as_bytes(), &claims(&provider, client_id))).await.unwrap();
    let again = change_to("client_secret_jwt", text(&macs, "registration_access_token").to_owned()).await;
    assert!(again.get("client_secret").is_none(), "the present one stays");
    try_out(&provider, &mac("HS256", secret.as_bytes(), &claims(&provider, client_id))).await.unwrap();
    let basic = change_to("client_secret_basic", text(&again, "registration_access_token").to_owned()).await;
    assert!(basic.get("client_secret").is_none(), "a digest of it is enough for Basic");
    let mac_no_more = mac("HS256", secret.as_bytes(), &claims(&provider, client_id));
    try_out(&provider, &mac_no_more).await.unwrap_err();
}
