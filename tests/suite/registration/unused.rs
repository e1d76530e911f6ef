//! Registered clients that nobody uses go in time, and nobody else does.

use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::registered_client::RegisteredClient;
use latchkey::registration::unused::remove_unused;
use serde_json::json;

use super::directory::{registered, tokens};
use crate::support::provider::START;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const DAY: u64 = 24 * 60 * 60;

fn at(day: u64) -> Timestamp {
    START.after(Duration::from_secs(day * DAY))
}

async fn stored(provider: &TestProvider, client_id: &str) -> Option<RegisteredClient> {
    provider.provider.store.registered_client(&ClientId::parse(client_id).unwrap()).await.unwrap()
}

async fn last_used(provider: &TestProvider, client_id: &str) -> Option<Timestamp> {
    stored(provider, client_id).await.unwrap().last_used_at
}

/// How many go.
async fn removed(provider: &TestProvider) -> usize {
    remove_unused(&provider.provider).await.unwrap()
}

async fn with(provider: &TestProvider, clients: &[&RegisteredClient]) {
    for client in clients {
        provider.provider.store.add_client(client, None, 10).await.unwrap();
    }
}

#[actix_web::test]
async fn a_client_that_nobody_uses_is_removed_in_time_with_everything_it_was_given() {
    let provider = TestProvider::new();
    let (idle, guest, off) = (registered("idle"), registered("guest"), registered("off"));
    with(&provider, &[&idle, &guest, &off]).await;
    let store = &provider.provider.store;
    store.set_client_disabled(&off.client_id, true, START).await.unwrap();
    provider.advance(100 * DAY);
    let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
    let token = tokens(&app, &browser).await["access_token"].as_str().unwrap().to_owned();
    let ada = store.list_sessions(at(100), 1).await.unwrap().remove(0).0.sub;
    provider.advance(81 * DAY - 1);
    assert_eq!(removed(&provider).await, 0, "not a second early, and a day late: so exactly is the last use known");
    provider.advance(1);
    assert_eq!(removed(&provider).await, 1);
    assert!(stored(&provider, "idle").await.is_none() && stored(&provider, "guest").await.is_some());
    assert!(store.consent(&ada, &guest.client_id).await.unwrap().is_some());
    assert_eq!(app.userinfo(&token).await.status, 401, "it has expired long since");
    provider.advance(100 * DAY);
    assert_eq!((removed(&provider).await, removed(&provider).await), (1, 0));
    assert!(store.consent(&ada, &guest.client_id).await.unwrap().is_none(), "nothing of it is left");
    assert!(store.clients_of(&ada).await.unwrap().is_empty());
    assert_eq!(app.authorize(&Browser::new(), &[]).await.status, 400, "nobody knows it");
    assert!(stored(&provider, "off").await.is_some(), "the operator's own decision stays");
    RelyingParty::new(&provider).tokens(&Browser::new(), &[]).await;
}

#[actix_web::test]
async fn a_client_that_holds_a_good_refresh_token_stays_and_so_does_everybody_where_never_is_said() {
    let lives_long = |settings: &mut latchkey::config::settings::Settings| {
        settings.tokens.refresh_token_idle = Duration::from_secs(400 * DAY);
        settings.tokens.refresh_token_absolute = Duration::from_secs(400 * DAY);
    };
    let mut provider = Builder::new().settings(lives_long).start();
    with(&provider, &[&registered("guest"), &registered("idle")]).await;
    let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
    let consent = app.sign_in(&browser, &[("scope", "openid offline_access"), ("prompt", "consent")]).await;
    let code = browser.submit(&consent, &[("decision", "allow")]).await.answer()["code"].clone();
    assert!(app.redeem(&code).await.json()["refresh_token"].is_string());
    provider.reload(|settings| settings.registration.unused_after = None);
    provider.advance(300 * DAY);
    assert_eq!(removed(&provider).await, 0, "never");
    provider.reload(|settings| settings.registration.unused_after = Some(Duration::from_secs(180 * DAY)));
    assert_eq!(removed(&provider).await, 1);
    assert!(stored(&provider, "guest").await.is_some(), "its refresh token is good for 100 days yet");
    provider.advance(101 * DAY);
    assert_eq!(removed(&provider).await, 1);
}

/// Whoever registered may be taken into the configuration later, under the same name.
#[actix_web::test]
async fn a_client_that_the_configuration_names_too_is_not_removed() {
    let provider = TestProvider::new();
    with(&provider, &[&registered("kept"), &registered("idle")]).await;
    let file = provider.by_hand();
    file.run("INSERT INTO configured_clients (client_id) VALUES ('kept')");
    provider.advance(181 * DAY);
    assert_eq!(removed(&provider).await, 1);
    assert!(stored(&provider, "kept").await.is_some() && stored(&provider, "idle").await.is_none());
    file.run("DELETE FROM configured_clients WHERE client_id = 'kept'");
    assert_eq!(removed(&provider).await, 1, "it is one of those that registered again");
}

/// Whatever a client gets is a use, written down once a day.
#[actix_web::test]
async fn the_last_use_is_known_to_within_a_day() {
    let provider = TestProvider::new();
    let mut front = registered("front");
    front.metadata.insert("response_types".into(), json!(["id_token"]));
    front.metadata.insert("grant_types".into(), json!(["implicit"]));
    with(&provider, &[&registered("guest"), &front]).await;
    assert_eq!(last_used(&provider, "guest").await, None);
    let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
    let consent = app.sign_in(&browser, &[("scope", "openid offline_access"), ("prompt", "consent")]).await;
    let code = browser.submit(&consent, &[("decision", "allow")]).await.answer()["code"].clone();
    assert_eq!(last_used(&provider, "guest").await, None, "a code is not yet a use");
    let tokens = app.redeem(&code).await.json();
    assert_eq!(last_used(&provider, "guest").await, Some(at(0)));
    provider.advance(DAY - 1);
    let tokens = app.refresh(tokens["refresh_token"].as_str().unwrap()).await.json();
    assert_eq!(last_used(&provider, "guest").await, Some(at(0)), "within the day nothing is written");
    provider.advance(1);
    assert_eq!(app.refresh(tokens["refresh_token"].as_str().unwrap()).await.status, 200);
    assert_eq!(last_used(&provider, "guest").await, Some(at(1)));
    app.token(&[("grant_type", "refresh_token"), ("refresh_token", "unknown")]).await;
    provider.advance(DAY);
    assert_eq!(app.token(&[("grant_type", "refresh_token"), ("refresh_token", "unknown")]).await.status, 400);
    assert_eq!(last_used(&provider, "guest").await, Some(at(1)), "asking in vain is no use");
    let front = RelyingParty::of(&provider, "front");
    let consent = front.authorize(&browser, &[("response_type", "id_token")]).await;
    assert!(browser.submit(&consent, &[("decision", "allow")]).await.fragment().contains_key("id_token"));
    assert_eq!(last_used(&provider, "front").await, Some(at(2)));
}

/// Who was disabled for long is not removed for it once enabled.
#[actix_web::test]
async fn enabling_a_client_again_begins_its_time_anew() {
    let provider = TestProvider::new();
    let guest = registered("guest");
    with(&provider, &[&guest]).await;
    let store = &provider.provider.store;
    store.set_client_disabled(&guest.client_id, true, START).await.unwrap();
    provider.advance(300 * DAY);
    store.set_client_disabled(&guest.client_id, false, at(300)).await.unwrap();
    assert_eq!(removed(&provider).await, 0);
    provider.advance(181 * DAY);
    assert_eq!(removed(&provider).await, 1);
}
