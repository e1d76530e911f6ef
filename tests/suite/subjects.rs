//! Public and pairwise subjects (OpenID Connect Core §8): one `sub` for each sector, the same wherever a client
//! learns of a person.

use latchkey::protocol::client::Client;
use latchkey::protocol::subject::SubjectType;
use serde_json::Value;

use crate::support::provider::client;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

fn pairwise(client_id: &str, sector: &str) -> Client {
    Client { subject_type: SubjectType::Pairwise { sector: sector.to_owned() }, ..client(client_id) }
}

fn provider() -> TestProvider {
    Builder::new()
        .with(|settings| {
            settings.clients = vec![
                pairwise("app", "app.example"),
                pairwise("other", "other.example"),
                pairwise("twin", "app.example"),
                client("open"),
            ];
        })
        .start()
}

fn sub(id_token: &Value) -> String {
    decode(id_token.as_str().unwrap()).1["sub"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn clients_of_one_sector_share_a_sub_and_no_other_client_gets_it() {
    let provider = provider();
    let browser = Browser::new();
    RelyingParty::of(&provider, "open").code(&browser, &[]).await;
    let mut subs = Vec::new();
    for client_id in ["app", "twin", "other", "open"] {
        let client = RelyingParty::of(&provider, client_id);
        let answer = client.authorize(&browser, &[("scope", "openid offline_access")]).await.answer();
        let tokens = client.redeem(&answer["code"]).await.json();
        let named = sub(&tokens["id_token"]);
        let userinfo = client.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
        assert_eq!(userinfo["sub"], named.as_str(), "{client_id}");
        let refreshed = client.refresh(tokens["refresh_token"].as_str().unwrap()).await.json();
        assert_eq!(sub(&refreshed["id_token"]), named, "{client_id}");
        subs.push(named);
    }
    assert_eq!(subs[0], subs[1]);
    assert!(subs[1] != subs[2] && subs[2] != subs[3] && subs[1] != subs[3]);
    let stored = provider.provider.store.list_sessions(provider.provider.now(), 1).await.unwrap();
    assert_eq!(subs[3], stored[0].0.sub.as_str());
}

/// Core §3.1.2.1, §5.5.1: a hint and a requested `sub` speak the client's own language.
#[actix_web::test]
async fn a_hint_and_a_requested_sub_are_compared_with_the_pairwise_one() {
    let provider = provider();
    let (app, browser) = (RelyingParty::of(&provider, "app"), Browser::new());
    let tokens = app.tokens(&browser, &[]).await;
    let hint = tokens["id_token"].as_str().unwrap();
    let silent = [("prompt", "none"), ("id_token_hint", hint)];
    assert!(app.authorize(&browser, &silent).await.answer().contains_key("code"));
    let own = sub(&tokens["id_token"]);
    let public = provider.provider.store.list_sessions(provider.provider.now(), 1).await.unwrap()[0].0.sub.to_string();
    for (sub, granted) in [(own, true), (public, false)] {
        let claims = serde_json::json!({"id_token": {"sub": {"value": sub}}}).to_string();
        let answer = app.authorize(&browser, &[("prompt", "none"), ("claims", &claims)]).await.answer();
        assert_eq!(answer.contains_key("code"), granted, "{answer:?}");
    }
    let left = browser.visit(&format!("{}?id_token_hint={hint}", provider.url("/end-session"))).await;
    assert!(left.body.contains("signed out"), "the hint names this very login: {}", left.body);
}

/// Core §5.2: `claims_locales`, and a claim asked for in a language by name.
#[actix_web::test]
async fn claims_come_in_the_languages_asked_for_where_the_account_has_them() {
    let provider = Builder::new()
        .with(|settings| {
            let claims = &mut settings.users[0].claims;
            claims.insert("name#fr-CA".to_owned(), "Ada Exemple".into());
            claims.insert("name#ja".to_owned(), "エイダ".into());
        })
        .start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let named = |asked: [(&'static str, &'static str); 2]| {
        let (app, browser) = (&app, &browser);
        async move {
            let code = app.authorize(browser, &asked).await.answer()["code"].clone();
            let token = app.redeem(&code).await.json()["access_token"].as_str().unwrap().to_owned();
            let claims = app.userinfo(&token).await.json();
            let names = claims.as_object().unwrap().keys().filter(|name| name.starts_with("name"));
            names.cloned().collect::<Vec<_>>()
        }
    };
    let profile = ("scope", "openid profile");
    assert_eq!(named([profile, ("claims_locales", "de fr")]).await, ["name", "name#fr-CA"]);
    assert_eq!(named([profile, ("claims_locales", "JA f")]).await, ["name", "name#ja"]);
    assert_eq!(named([profile, ("claims_locales", "se")]).await, ["name"]);
    assert_eq!(named([profile, ("ui_locales", "fr")]).await, ["name"]);
    let by_name = ("claims", r##"{"userinfo":{"name#ja":null}}"##);
    assert_eq!(named([("scope", "openid"), by_name]).await, ["name#ja"]);
}

#[actix_web::test]
async fn a_pairwise_sub_survives_a_restart() {
    let provider = provider();
    let browser = Browser::new();
    let before = sub(&RelyingParty::of(&provider, "app").tokens(&browser, &[]).await["id_token"]);
    let provider = provider.restart();
    let app = RelyingParty::of(&provider, "app");
    let code = app.authorize(&browser, &[]).await.answer()["code"].clone();
    assert_eq!(sub(&app.redeem(&code).await.json()["id_token"]), before);
}
