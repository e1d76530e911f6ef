//! Authorization responses as JWTs (JWT Secured Authorization Response Mode, JARM): the same parameters, signed for one client,
//! in each place; errors too; and nothing in clear where there is no key.

use std::collections::BTreeMap;
use std::sync::Arc;

use latchkey::jose::Algorithm;
use latchkey::jose::jwe::{ContentEncryption, DecryptionKey, KeyAlgorithm, decrypt};
use latchkey::jose::jwk::JwkSet;
use latchkey::keys::EncryptionKeyType;
use latchkey::protocol::client::{Client, Encryption, GrantType};
use latchkey::protocol::response_type::ResponseType;
use serde_json::{Value, json};

use crate::registration::{Registrar, open_provider, with};
use crate::support::browser::Page;
use crate::support::provider::client;
use crate::support::relying_party::decode;
use crate::support::site::{Answer, Site};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

fn every_flow(client_id: &str) -> Client {
    Client { response_types: ResponseType::ALL.to_vec(), grant_types: GrantType::ALL.to_vec(), ..client(client_id) }
}

/// Where the answer stands, and what is there.
fn answered(page: &Page) -> (&'static str, BTreeMap<String, String>) {
    match page.raw_location() {
        None => ("form_post.jwt", page.posted()),
        Some(location) if location.contains("cb?") => ("query.jwt", page.answer()),
        Some(_) => ("fragment.jwt", page.fragment()),
    }
}

/// The claims of the one parameter that there is, once they are proven to be this provider's for this client.
fn claims(provider: &TestProvider, client_id: &str, found: &BTreeMap<String, String>) -> Value {
    assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), ["response"], "nothing stands beside it");
    verified(provider, client_id, &found["response"])
}

fn verified(provider: &TestProvider, client_id: &str, jwt: &str) -> Value {
    assert!(provider.provider.keyring.load().verify_own(jwt).is_some(), "it verifies: {jwt}");
    let (_, claims) = decode(jwt);
    assert_eq!((&claims["iss"], &claims["aud"]), (&json!(provider.issuer), &json!(client_id)));
    let life = claims["exp"].as_i64().unwrap() - provider.provider.now().seconds();
    assert!((1..=600).contains(&life), "{life}");
    claims
}

/// JARM §2.1, §2.3.
#[actix_web::test]
async fn every_response_type_is_answered_inside_a_jwt_where_the_mode_says() {
    let provider = Builder::new().with(|settings| settings.clients = vec![every_flow("app")]).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.sign_in(&browser, &[]).await;
    for response_type in ResponseType::ALL {
        let is_bare = matches!(response_type, ResponseType::Code | ResponseType::None);
        for mode in ["jwt", "query.jwt", "fragment.jwt", "form_post.jwt"] {
            let asked = [("response_type", response_type.as_str()), ("response_mode", mode)];
            let (place, found) = answered(&app.authorize(&browser, &asked).await);
            let usual = if is_bare { "query.jwt" } else { "fragment.jwt" };
            let is_refused = mode == "query.jwt" && !is_bare;
            assert_eq!(place, if mode == "jwt" || is_refused { usual } else { mode }, "{asked:?}");
            let claims = claims(&provider, "app", &found);
            assert_eq!(claims["state"], "st4te");
            if is_refused {
                assert_eq!(claims["error"], "invalid_request", "a JWT in a query need not be encrypted (§2.3.1)");
                continue;
            }
            for (name, is_there) in [
                ("code", response_type.has_code()),
                ("id_token", response_type.has_id_token()),
                ("access_token", response_type.has_token()),
                ("session_state", true),
                ("error", false),
            ] {
                assert_eq!(claims[name].is_string(), is_there, "{name} of {asked:?}");
            }
            if response_type == ResponseType::Code {
                assert_eq!(app.redeem(claims["code"].as_str().unwrap()).await.status, 200);
            }
        }
    }
}

/// JARM §2.1: errors go the same way. What cannot be answered is a page in every mode (row 8).
#[actix_web::test]
async fn errors_are_inside_too_and_an_unproven_place_gets_none() {
    let provider = Builder::new().with(|settings| settings.clients = vec![every_flow("app")]).start();
    let app = RelyingParty::new(&provider);
    for mode in ["jwt", "query.jwt", "fragment.jwt", "form_post.jwt"] {
        for (changes, code) in [
            (&[("prompt", "none")][..], "login_required"),
            (&[("prompt", "none login")], "invalid_request"),
            (&[("max_age", "soon")], "invalid_request"),
        ] {
            let asked = [&[("response_mode", mode)], changes].concat();
            let (place, found) = answered(&app.authorize(&Browser::new(), &asked).await);
            assert_eq!(place, if mode == "jwt" { "query.jwt" } else { mode });
            let claims = claims(&provider, "app", &found);
            assert_eq!((&claims["error"], &claims["state"]), (&json!(code), &json!("st4te")), "{asked:?}");
            assert!(claims["error_description"].is_string() && claims.get("code").is_none());
        }
        for wrong in ["https://evil.example/cb", "https://app.example/cb/", ""] {
            let asked = [("response_mode", mode), ("redirect_uri", wrong)];
            let page = app.authorize(&Browser::new(), &asked).await;
            assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{asked:?}");
            assert!(!page.body.contains("name=\"response\""));
        }
    }
    for other in ["JWT", "jwt.query", "query.JWT", "form_post.jwt.jwt", ".jwt"] {
        let refused = app.authorize(&Browser::new(), &[("response_mode", other)]).await;
        assert_eq!(refused.answer()["error"], "invalid_request", "{other}: nobody asked for a JWT by that");
    }
}

/// JARM §2.2, §3: signed by the registered algorithm, then encrypted to the client.
#[actix_web::test]
async fn a_response_is_signed_and_encrypted_as_the_client_registered() {
    let keys: Vec<DecryptionKey> = EncryptionKeyType::ALL.into_iter().map(|kind| kind.generate().unwrap().0).collect();
    let jwks: Vec<_> = keys.iter().map(|key| key.public().to_encryption_jwk(key.kid())).collect();
    let jwks = Arc::new(JwkSet::from_value(&json!({"keys": jwks})).unwrap());
    for algorithm in [Algorithm::RS256, Algorithm::ES256] {
        for alg in [None, Some(KeyAlgorithm::ALL[0]), Some(KeyAlgorithm::EcdhEs)] {
            let app = Client {
                jwks: Some(jwks.clone()),
                authorization_signed_response_alg: algorithm,
                authorization_encryption: alg.map(|alg| Encryption { alg, enc: ContentEncryption::A256Gcm }),
                ..client("app")
            };
            let provider = Builder::new().with(|settings| settings.clients = vec![app]).start();
            let app = RelyingParty::new(&provider);
            let back = app.sign_in(&Browser::new(), &[("response_mode", "jwt")]).await;
            let response = back.answer()["response"].clone();
            let signed = match alg {
                None => response,
                Some(_) => {
                    assert_eq!(response.split('.').count(), 5);
                    let keys: Vec<&DecryptionKey> = keys.iter().collect();
                    let opened = decrypt(&response, &keys, &KeyAlgorithm::ALL, &ContentEncryption::ALL).unwrap();
                    String::from_utf8(opened).unwrap()
                }
            };
            assert_eq!(decode(&signed).0["alg"], algorithm.as_str());
            let claims = verified(&provider, "app", &signed);
            assert_eq!(app.redeem(claims["code"].as_str().unwrap()).await.status, 200);
        }
    }
}

/// What was to be protected never leaves unprotected: the person sees a page, and no code was given.
#[actix_web::test]
async fn without_a_key_of_the_client_nothing_is_sent_to_it() {
    let site = Site::new(|_| Answer::of(500, ""));
    let encryption = Some(Encryption { alg: KeyAlgorithm::EcdhEs, enc: ContentEncryption::A128CbcHs256 });
    let nowhere = Client { authorization_encryption: encryption, ..client("nowhere") };
    let down = Client { jwks_uri: Some(site.url("/")), authorization_encryption: encryption, ..client("down") };
    let provider = Builder::new()
        .client(nowhere)
        .client(down)
        .settings(|settings| settings.outbound.timeout = std::time::Duration::from_millis(300))
        .start();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    for (client_id, status) in [("nowhere", 400), ("down", 503)] {
        let app = RelyingParty::of(&provider, client_id);
        for prompt in ["", "none login"] {
            let page = app.authorize(&browser, &[("response_mode", "jwt"), ("prompt", prompt)]).await;
            assert_eq!((page.status.as_u16(), page.raw_location()), (status, None), "{client_id}: {}", page.body);
            assert!(!page.body.contains("name=\"response\""));
        }
        let plain = app.authorize(&browser, &[]).await;
        assert!(plain.answer().contains_key("code"), "{client_id}: it asks for none");
    }
}

/// SEC-27: a response is no ID token, though the same keys sign both.
#[actix_web::test]
async fn a_response_is_taken_for_no_other_token() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let response = app.sign_in(&browser, &[("response_mode", "jwt")]).await.answer()["response"].clone();
    let hinted = app.authorize(&browser, &[("prompt", "none"), ("id_token_hint", &response)]).await;
    assert_eq!(hinted.answer()["error"], "invalid_request");
    assert_eq!(app.userinfo(&response).await.status, 401);
    let left = browser.visit(&provider.url(&format!("/end-session?id_token_hint={response}"))).await;
    assert!(left.body.contains("decision") || left.status == 400, "somebody is asked: {}", left.body);
}

/// JARM §3, §4.
#[actix_web::test]
async fn discovery_lists_what_there_is_and_a_client_may_register_it() {
    let provider = open_provider();
    let discovery = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    for (name, listed) in [
        ("response_modes_supported", "jwt"),
        ("authorization_signing_alg_values_supported", "RS256"),
        ("authorization_encryption_alg_values_supported", "RSA-OAEP-256"),
        ("authorization_encryption_enc_values_supported", "A128CBC-HS256"),
    ] {
        assert!(discovery[name].as_array().unwrap().contains(&json!(listed)), "{name}");
    }
    let registrar = Registrar::new(&provider);
    let keys = EncryptionKeyType::ALL[0].generate().unwrap().0;
    let jwks = json!({"keys": [keys.public().to_encryption_jwk(keys.kid())]});
    let client = registrar
        .registered(&with(json!({
            "jwks": jwks, "authorization_signed_response_alg": "ES256",
            "authorization_encrypted_response_alg": "RSA-OAEP-256",
        })))
        .await;
    assert_eq!(client["authorization_signed_response_alg"], "ES256");
    assert_eq!(client["authorization_encrypted_response_enc"], "A128CBC-HS256", "the default (§3)");
    for wrong in [
        json!({"authorization_signed_response_alg": "none"}),
        json!({"authorization_signed_response_alg": "HS256"}),
        json!({"jwks": jwks, "authorization_encrypted_response_alg": "RSA1_5"}),
        json!({"jwks": jwks, "authorization_encrypted_response_enc": "A128GCM"}),
        json!({"authorization_encrypted_response_alg": "RSA-OAEP-256"}),
    ] {
        let answer = registrar.register(&with(wrong.clone())).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error"]),
            (400, &json!("invalid_client_metadata")),
            "{wrong}"
        );
    }
}
