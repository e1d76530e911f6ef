//! ID tokens and userinfo as the client registered to get them: signed, encrypted, or both (OpenID Connect Core §5.3.2,
//! §10; SEC-27).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use latchkey::jose::Algorithm;
use latchkey::jose::jwe::{ContentEncryption, DecryptionKey, KeyAlgorithm, decrypt};
use latchkey::jose::jwk::JwkSet;
use latchkey::keys::EncryptionKeyType;
use latchkey::protocol::client::{Client, Encryption, GrantType};
use latchkey::protocol::response_type::ResponseType;
use serde_json::json;

use crate::support::provider::client;
use crate::support::relying_party::decode;
use crate::support::site::{Answer, Site};
use crate::support::{Browser, Builder, RelyingParty};

#[actix_web::test]
async fn userinfo_is_signed_by_the_registered_algorithm_and_names_its_parties_and_no_nonce() {
    for algorithm in [Algorithm::RS256, Algorithm::ES256] {
        let signed = Client { userinfo_signed_response_alg: Some(algorithm), ..client("app") };
        let provider = Builder::new().with(|settings| settings.clients = vec![signed]).start();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let tokens = app.tokens(&browser, &[("scope", "openid email")]).await;
        let answer = app.userinfo(tokens["access_token"].as_str().unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/jwt"));
        assert!(provider.provider.keyring.load().verify_own(&answer.body).is_some(), "it verifies");
        let (header, claims) = decode(&answer.body);
        assert_eq!(header["alg"], algorithm.as_str());
        assert_eq!((&claims["iss"], &claims["aud"]), (&provider.issuer.as_str().into(), &"app".into()));
        assert_eq!(claims["sub"], decode(tokens["id_token"].as_str().unwrap()).1["sub"]);
        assert_eq!(claims["email"], "ada@example.com");
        assert!(claims.get("nonce").is_none());
        // SEC-27: it is no ID token.
        let answer = app.authorize(&browser, &[("prompt", "none"), ("id_token_hint", &answer.body)]).await.answer();
        assert_eq!(answer["error"], "invalid_request");
    }
}

/// The client's private keys, and its registration with their public halves.
fn recipient() -> (Vec<DecryptionKey>, Arc<JwkSet>) {
    let keys: Vec<DecryptionKey> = EncryptionKeyType::ALL.into_iter().map(|kind| kind.generate().unwrap().0).collect();
    let jwks: Vec<_> = keys.iter().map(|key| key.public().to_encryption_jwk(key.kid())).collect();
    (keys, Arc::new(JwkSet::from_value(&json!({"keys": jwks})).unwrap()))
}

fn opened(keys: &[DecryptionKey], token: &str) -> String {
    let keys: Vec<&DecryptionKey> = keys.iter().collect();
    let content = decrypt(token, &keys, &KeyAlgorithm::ALL, &ContentEncryption::ALL).unwrap();
    String::from_utf8(content).unwrap()
}

#[actix_web::test]
async fn id_tokens_and_userinfo_are_signed_and_then_encrypted_to_the_client() {
    let (keys, jwks) = recipient();
    for alg in KeyAlgorithm::ALL {
        for enc in ContentEncryption::ALL {
            let encryption = Some(Encryption { alg, enc });
            let app = Client {
                jwks: Some(jwks.clone()),
                id_token_encryption: encryption,
                userinfo_signed_response_alg: Some(Algorithm::ES256),
                userinfo_encryption: encryption,
                response_types: vec![ResponseType::Code, ResponseType::CodeIdToken],
                grant_types: GrantType::ALL.to_vec(),
                ..client("app")
            };
            let provider = Builder::new().with(|settings| settings.clients = vec![app]).start();
            let (app, browser) = (RelyingParty::new(&provider), Browser::new());
            let tokens = app.tokens(&browser, &[]).await;
            let front = app.authorize(&browser, &[("response_type", "code id_token")]).await.fragment();
            for token in [tokens["id_token"].as_str().unwrap(), &front["id_token"]] {
                let signed = opened(&keys, token);
                assert!(provider.provider.keyring.load().verify_own(&signed).is_some());
                assert_eq!(decode(&signed).1["aud"], "app");
            }
            let answer = app.userinfo(tokens["access_token"].as_str().unwrap()).await;
            assert_eq!(answer.header("content-type"), "application/jwt");
            let signed = opened(&keys, &answer.body);
            assert!(provider.provider.keyring.load().verify_own(&signed).is_some());
        }
    }
}

#[actix_web::test]
async fn userinfo_that_is_only_encrypted_is_json_inside() {
    let (keys, jwks) = recipient();
    let encryption = Some(Encryption { alg: KeyAlgorithm::EcdhEsA256Kw, enc: ContentEncryption::A256Gcm });
    let app = Client { jwks: Some(jwks), userinfo_encryption: encryption, ..client("app") };
    let provider = Builder::new().with(|settings| settings.clients = vec![app]).start();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[]).await;
    let answer = app.userinfo(tokens["access_token"].as_str().unwrap()).await;
    let claims: serde_json::Value = serde_json::from_str(&opened(&keys, &answer.body)).unwrap();
    assert_eq!((&claims["iss"], &claims["aud"]), (&json!(provider.issuer), &json!("app")));
}

/// Never in clear: a client that wants encryption and has no fitting key gets nothing.
#[actix_web::test]
async fn without_a_key_of_the_client_nothing_is_sent() {
    let rsa_only = recipient().1.to_value();
    let rsa_only = json!({"keys": [rsa_only["keys"].as_array().unwrap().iter().find(|key| key["kty"] == "RSA")]});
    let rsa_only = Some(Arc::new(JwkSet::from_value(&rsa_only).unwrap()));
    for jwks in [None, rsa_only] {
        let encryption = Some(Encryption { alg: KeyAlgorithm::EcdhEs, enc: ContentEncryption::A128CbcHs256 });
        let app = Client { jwks, id_token_encryption: encryption, ..client("app") };
        let provider = Builder::new().with(|settings| settings.clients = vec![app]).start();
        let app = RelyingParty::new(&provider);
        let code = app.code(&Browser::new(), &[]).await;
        let answer = app.redeem(&code).await;
        assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (500, Some("server_error")));
    }
}

/// A code is not used up, nor a refresh token spent, for an answer that cannot be made: the client tries again.
#[actix_web::test]
async fn nothing_is_used_up_while_the_keys_to_encrypt_with_cannot_be_fetched() {
    let (keys, _) = recipient();
    let jwks: Vec<_> = keys.iter().map(|key| key.public().to_encryption_jwk(key.kid())).collect();
    let (down, served) = (Arc::new(AtomicBool::new(true)), json!({"keys": jwks}).to_string());
    let is_down = down.clone();
    let site = Site::new(move |_| match is_down.load(Ordering::SeqCst) {
        true => Answer::of(500, ""),
        false => Answer::of(200, &served).header("cache-control", "max-age=300"),
    });
    let encryption = Some(Encryption { alg: KeyAlgorithm::ALL[0], enc: ContentEncryption::ALL[0] });
    let provider = Builder::new()
        .app(|client| {
            client.jwks_uri = Some(site.url("/"));
            client.id_token_encryption = encryption;
            client.response_types.push(ResponseType::CodeIdToken);
            client.grant_types = GrantType::ALL.to_vec();
        })
        .settings(|settings| {
            settings.outbound.timeout = Duration::from_millis(300);
            settings.outbound.retry_after = Duration::ZERO;
        })
        .start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let consent = app.sign_in(&browser, &[("scope", "openid offline_access"), ("prompt", "consent")]).await;
    let code = browser.submit(&consent, &[("decision", "allow")]).await.answer()["code"].clone();
    let failed = app.redeem(&code).await;
    assert_eq!((failed.status.as_u16(), failed.header("retry-after")), (503, "5"), "{}", failed.body);
    let hybrid = app.authorize(&browser, &[("response_type", "code id_token")]).await.fragment();
    assert_eq!(hybrid["error"], "temporarily_unavailable");

    down.store(false, Ordering::SeqCst);
    provider.advance(11);
    let tokens = app.redeem(&code).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let refresh_token = tokens.json()["refresh_token"].as_str().unwrap().to_owned();
    // Past the day for which kept keys count.
    down.store(true, Ordering::SeqCst);
    provider.advance(2 * 86_400);
    assert_eq!(app.refresh(&refresh_token).await.status, 503);
    down.store(false, Ordering::SeqCst);
    provider.advance(11);
    let renewed = app.refresh(&refresh_token).await;
    assert_eq!(renewed.status, 200, "{}", renewed.body);
}
