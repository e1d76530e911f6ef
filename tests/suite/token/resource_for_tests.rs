//! `server.resource_for_tests`: where the conformance suite tries tokens that userinfo refuses.

use latchkey::protocol::access_token::AccessTokenFormat;
use serde_json::{Value, json};

use super::{API, FORMATS, machine, revoke, text, with_resources};
use crate::support::browser::Page;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const PATH: &str = "/resource_for_tests";

fn provider(format: AccessTokenFormat, on: bool) -> TestProvider {
    Builder::new()
        .app(with_resources)
        .client(machine())
        .settings(|settings| {
            settings.server.resource_for_tests = on;
            settings.tokens.access_token_format = format;
        })
        .start()
}

async fn get(app: &RelyingParty<'_>, token: &Value) -> Page {
    Page::read(app.http.get(app.provider.url(PATH)).bearer_auth(text(token)).send().await.unwrap()).await
}

#[actix_web::test]
async fn it_takes_the_tokens_of_people_and_of_clients_themselves_for_as_long_as_they_live() {
    for format in FORMATS {
        let provider = provider(format, true);
        let (app, itself) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "machine"));
        let tokens = app.tokens(&Browser::new(), &[("scope", "email")]).await;
        let told = get(&app, &tokens["access_token"]).await;
        assert_eq!((told.status.as_u16(), told.header("cache-control")), (200, "no-store"), "{}", told.body);
        let told = told.json();
        assert_eq!((&told["client_id"], &told["scope"]), (&json!("app"), &json!("email")));
        assert!(!text(&told["sub"]).is_empty());
        let own = itself.token(&[("grant_type", "client_credentials")]).await.json();
        let told = get(&itself, &own["access_token"]).await.json();
        assert_eq!(told["client_id"], "machine");
        assert_eq!(told["sub"], Value::Null, "{told}");

        let in_body = app.http.post(provider.url(PATH)).form(&[("access_token", text(&own["access_token"]))]);
        assert_eq!(in_body.send().await.unwrap().status(), 200);
        revoke(&itself, text(&own["access_token"])).await;
        assert_eq!(get(&itself, &own["access_token"]).await.status, 401);
        provider.advance(3600);
        assert_eq!(get(&app, &tokens["access_token"]).await.status, 401);
    }
}

/// SEC-27: a token for somebody else's API opens nothing here.
#[actix_web::test]
async fn it_takes_no_token_for_another_resource_and_none_at_all_is_a_challenge() {
    let provider = provider(AccessTokenFormat::Opaque, true);
    let itself = RelyingParty::of(&provider, "machine");
    let own = itself.token(&[("grant_type", "client_credentials"), ("resource", API)]).await.json();
    let refused = get(&itself, &own["access_token"]).await;
    assert_eq!(refused.status, 401);
    assert!(refused.header("www-authenticate").contains("invalid_token"), "{}", refused.header("www-authenticate"));
    let bare = Page::read(itself.http.get(provider.url(PATH)).send().await.unwrap()).await;
    assert_eq!(bare.status, 401);
    assert!(bare.header("www-authenticate").starts_with("Bearer"), "{}", bare.header("www-authenticate"));
}

#[actix_web::test]
async fn it_is_not_there_unless_the_configuration_says_so() {
    let provider = provider(AccessTokenFormat::Opaque, false);
    let itself = RelyingParty::of(&provider, "machine");
    let own = itself.token(&[("grant_type", "client_credentials")]).await.json();
    assert_eq!(get(&itself, &own["access_token"]).await.status, 404);
}
