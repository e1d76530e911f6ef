//! Apps that answer a `changed` of the iframe by refreshing their tokens.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::protocol::client::{Client, ClientAuthMethod};
use latchkey::protocol::redirect_uri::ApplicationType;
use latchkey::protocol::session::Cause;
use sha2::Digest as _;

use crate::support::browser::Page;
use crate::support::provider::{SECRET, client};
use crate::support::{Browser, Builder, RelyingParty};

/// What angular-oauth2-oidc does upon `changed`: it refreshes, and goes on watching with the old value if that works.
/// It would do so for ever if the refresh token outlived the login.
#[actix_web::test]
async fn a_page_that_refreshes_upon_changed_is_signed_out_and_does_not_loop() {
    for (application_type, method, lives_on) in [
        (ApplicationType::Web, Some(ClientAuthMethod::None), false),
        (ApplicationType::Native, Some(ClientAuthMethod::None), true),
        (ApplicationType::Web, None, true),
    ] {
        let app = Client { application_type, token_endpoint_auth_method: method, ..client("app") };
        let provider = Builder::new().with(|settings| settings.clients = vec![app]).start();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let verifier = "a-verifier-of-forty-three-characters-or-more";
        let challenge = URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(verifier));
        let asked =
            [("scope", "openid offline_access"), ("code_challenge", &*challenge), ("code_challenge_method", "S256")];
        let code = app.code(&browser, &asked).await;
        let send = async |fields: &[(&str, &str)]| {
            let mut fields = fields.to_vec();
            let request = app.http.post(provider.url("/token"));
            let request = match method {
                Some(_) => {
                    fields.push(("client_id", "app"));
                    request
                }
                None => request.basic_auth("app", Some(SECRET)),
            };
            Page::read(request.form(&fields).send().await.unwrap()).await.json()
        };
        let tokens = send(&[
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &app.redirect_uri),
            ("code_verifier", verifier),
        ])
        .await;
        let refresh_token = tokens["refresh_token"].as_str().unwrap();
        let sid = &provider.provider.store.list_sessions(provider.provider.now(), 1).await.unwrap()[0].0.id;
        latchkey::logout::end(&provider.provider, sid, Cause::Operator).await.unwrap();
        let answer = send(&[("grant_type", "refresh_token"), ("refresh_token", refresh_token)]).await;
        assert_eq!(answer.get("access_token").is_some(), lives_on, "{application_type:?} {method:?}: {answer}");
    }
}
