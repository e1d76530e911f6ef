//! ID tokens and userinfo as the client registered to get them: signed, encrypted, or both (OpenID Connect Core §5.3.2,
//! §10; SEC-27).

use std::sync::Arc;

use latchkey::jose::Algorithm;
use latchkey::jose::jwe::{ContentEncryption, DecryptionKey, KeyAlgorithm, decrypt};
use latchkey::jose::jwk::JwkSet;
use latchkey::keys::EncryptionKeyType;
use latchkey::protocol::client::{Client, Encryption, GrantType};
use latchkey::protocol::response_type::ResponseType;
use serde_json::json;

use crate::support::provider::client;
use crate::support::relying_party::decode;
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
