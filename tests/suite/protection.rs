//! ID tokens and userinfo as the client registered to get them: signed, encrypted, or both (OpenID Connect Core §5.3.2,
//! §10; SEC-27).

use latchkey::jose::Algorithm;
use latchkey::protocol::client::Client;

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
