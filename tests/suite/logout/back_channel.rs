//! Back-Channel Logout 1.0.

use std::time::Duration;

use latchkey::jose::Algorithm;
use latchkey::logout;
use latchkey::protocol::client::Client;
use latchkey::protocol::logout_delivery::DeliveryState;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::UsernameKey;
use serde_json::json;

use super::SignedIn;
use crate::support::provider::{PASSWORD, client};
use crate::support::receiver::{Answers, token};
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

fn with(receiver: &Receiver) -> TestProvider {
    let uri = receiver.url("/backchannel");
    Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).start()
}

/// The deliveries of the last login of ada that ended.
async fn deliveries(provider: &TestProvider) -> Vec<(String, DeliveryState, u32)> {
    let ended = provider.provider.store.ended_since(latchkey::clock::Timestamp(0)).await.unwrap();
    let mut all = Vec::new();
    for login in ended {
        for record in provider.provider.store.deliveries_of(&login.session_id).await.unwrap() {
            all.push((record.client_id.to_string(), record.state, record.attempts));
        }
    }
    all
}

async fn settled(provider: &TestProvider, wanted: DeliveryState) -> u32 {
    for _ in 0..500 {
        if let [(_, state, attempts)] = deliveries(provider).await[..]
            && state == wanted
        {
            return attempts;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{:?}", deliveries(provider).await);
}

/// Waits until so many tries have failed and were put down.
async fn tried(provider: &TestProvider, times: u32) {
    for _ in 0..500 {
        if matches!(deliveries(provider).await[..], [(_, DeliveryState::Pending, attempts)] if attempts == times) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{:?}", deliveries(provider).await);
}

async fn sign_out(provider: &TestProvider) {
    let ada = provider.provider.store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    logout::end_others(&provider.provider, &ada.sub, None, Cause::User).await.unwrap();
}

#[actix_web::test]
async fn oidcc_backchannel_logout_discovery_endpoint_verification() {
    let provider = TestProvider::new();
    let discovery = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    for name in [
        "backchannel_logout_supported",
        "backchannel_logout_session_supported",
        "frontchannel_logout_supported",
        "frontchannel_logout_session_supported",
    ] {
        assert_eq!(discovery[name], true, "{name}");
    }
    assert_eq!(discovery["end_session_endpoint"], provider.url("/end-session"));
}

#[actix_web::test]
async fn oidcc_backchannel_rp_initiated_logout() {
    let receiver = Receiver::answering(&[200]);
    let provider = with(&receiver);
    let here = SignedIn::at(&provider).await;
    let (_, id_claims) = decode(&here.id_token);
    here.end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", super::BYE)]).await;
    let request = receiver.wait_for(1).await.remove(0);
    let head = request.to_ascii_lowercase();
    assert!(head.starts_with("post /backchannel http/1.1\r\n"), "{request}");
    assert!(head.contains("content-type: application/x-www-form-urlencoded"), "{request}");
    let (header, claims) = decode(&token(&request));
    assert_eq!((header["typ"].as_str(), header["alg"].as_str()), (Some("logout+jwt"), Some("RS256")));
    assert!(here.app.jwks().await["keys"].as_array().unwrap().iter().any(|key| key["kid"] == header["kid"]));
    let mut names: Vec<&str> = claims.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["aud", "events", "exp", "iat", "iss", "jti", "sid", "sub"], "no nonce, nothing else");
    assert_eq!(claims["events"], json!({"http://schemas.openid.net/event/backchannel-logout": {}}));
    for same in ["iss", "sub", "sid", "aud"] {
        assert_eq!(claims[same], id_claims[same], "{same}");
    }
    let life = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    assert!((1..=120).contains(&life), "{life}");
    assert_eq!(settled(&provider, DeliveryState::Delivered).await, 0);
    assert_eq!(receiver.requests().len(), 1);
}

/// SEC-27: it is signed with the same keys and must not pass for an ID token.
#[actix_web::test]
async fn a_logout_token_is_no_id_token_hint() {
    let receiver = Receiver::answering(&[200]);
    let provider = with(&receiver);
    let here = SignedIn::at(&provider).await;
    sign_out(&provider).await;
    let logout_token = receiver.logout_token().await;
    let page = here.end_session(&[("id_token_hint", &logout_token), ("post_logout_redirect_uri", super::BYE)]).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (200, None));
    assert!(page.body.contains("id_token_hint is not valid"), "{}", page.body);
}

#[actix_web::test]
async fn the_token_is_signed_as_the_clients_id_tokens_are() {
    let receiver = Receiver::answering(&[200]);
    let uri = receiver.url("/backchannel");
    let es256 = move |app: &mut Client| {
        app.backchannel_logout_uri = Some(uri);
        app.id_token_signed_response_alg = Algorithm::ES256;
    };
    let provider = Builder::new().app(es256).start();
    SignedIn::at(&provider).await;
    sign_out(&provider).await;
    assert_eq!(decode(&receiver.logout_token().await).0["alg"], "ES256");
}

/// Architecture rule 3: whatever ends a login, every relying party learns of it.
#[actix_web::test]
async fn every_way_a_login_ends_is_told_to_the_server_of_each_app() {
    for step in ["password", "lock", "remove", "expiry", "operator", "replaced"] {
        let receiver = Receiver::answering(&[200]);
        let provider = with(&receiver);
        let here = SignedIn::at(&provider).await;
        let store = provider.provider.store.clone();
        let sub = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap().sub;
        let now = provider.provider.now();
        match step {
            "password" => {
                let hash = latchkey::secret::Secret::new("hash");
                store.set_password(&sub, &hash, true, None, now).await.unwrap();
            }
            "lock" => store.set_locked(&sub, true, now).await.unwrap(),
            "remove" => assert!(store.remove_user(&sub, now).await.unwrap()),
            "expiry" => provider.advance(30 * 86_400),
            "operator" => {
                let session = store.sessions_of(&sub, now).await.unwrap().remove(0);
                assert!(store.end_session(&session.id, Cause::Operator, now).await.unwrap());
            }
            _ => {
                let login = here.app.authorize(&here.browser, &[("prompt", "select_account")]).await;
                let switch = here.browser.submit(&login, &[("account", "other")]).await;
                let fields = [("username", "ben"), ("password", crate::support::provider::PASSWORD)];
                here.browser.submit(&switch, &fields).await;
            }
        }
        let (_, claims) = decode(&receiver.logout_token().await);
        assert_eq!(claims["sid"], decode(&here.id_token).1["sid"], "{step}");
    }
}

#[actix_web::test]
async fn a_fault_is_tried_again_with_a_fresh_token_and_a_refusal_is_not() {
    let receiver = Receiver::answering(&[503, 500, 200]);
    let provider = with(&receiver);
    SignedIn::at(&provider).await;
    sign_out(&provider).await;
    receiver.wait_for(1).await;
    tried(&provider, 1).await;
    provider.advance(2);
    receiver.wait_for(2).await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(receiver.requests().len(), 2, "the next wait is 5 seconds");
    provider.advance(6);
    let requests = receiver.wait_for(3).await;
    assert_eq!(settled(&provider, DeliveryState::Delivered).await, 2);
    let ids: Vec<_> = requests.iter().map(|request| decode(&token(request)).1["jti"].clone()).collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "no receiver takes it for a replay");
    for status in [400, 404, 302] {
        let receiver = Receiver::answering(&[status]);
        let provider = with(&receiver);
        SignedIn::at(&provider).await;
        sign_out(&provider).await;
        assert_eq!(settled(&provider, DeliveryState::Failed).await, 1, "{status}");
        assert_eq!(receiver.requests().len(), 1);
    }
}

#[actix_web::test]
async fn how_long_an_app_took_to_answer_is_kept_and_shown_to_administrators() {
    let wait = Duration::from_millis(60);
    let receiver = Receiver::with(Answers { statuses: vec![404], wait });
    let provider = with(&receiver);
    SignedIn::at(&provider).await;
    sign_out(&provider).await;
    settled(&provider, DeliveryState::Failed).await;
    let (_, _, record) = provider.provider.store.list_deliveries(10).await.unwrap().remove(0);
    let took = record.took.unwrap();
    assert!(took >= wait && took < Duration::from_secs(10), "{took:?}");
    let ada = Browser::new();
    let login = ada.visit(&provider.url("/admin")).await;
    ada.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let page = ada.visit(&provider.url("/admin/deliveries")).await;
    let (_, after) = page.body.split_once("answered or failed after ").unwrap_or_else(|| panic!("{}", page.body));
    assert!(after.split_once(" ms").is_some_and(|(number, _)| number.len() < 6), "{after:.60}");
}

#[actix_web::test]
async fn after_the_last_retry_it_is_given_up_and_said_so() {
    let receiver = Receiver::answering(&[500]);
    let uri = receiver.url("/backchannel");
    let twice =
        |settings: &mut latchkey::config::settings::Settings| settings.session_management.backchannel_retries = 2;
    let provider = Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).settings(twice).start();
    SignedIn::at(&provider).await;
    sign_out(&provider).await;
    for tries in 1..=3 {
        receiver.wait_for(tries).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        provider.advance(901);
    }
    assert_eq!(settled(&provider, DeliveryState::Failed).await, 3);
}

/// REL-10: the outbox is written in the transaction that ends the login, and a token that was on its way when the
/// process died is sent again.
#[actix_web::test]
async fn what_was_on_its_way_at_a_crash_is_sent_again() {
    let receiver = Receiver::answering(&[200]);
    let provider = with(&receiver);
    SignedIn::at(&provider).await;
    let store = provider.provider.store.clone();
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let now = provider.provider.now();
    let session = store.sessions_of(&ada.sub, now).await.unwrap().remove(0);
    // By the store alone, as another process does it; then taken, as by a process that dies with it in hand.
    assert!(store.end_session(&session.id, Cause::Operator, now).await.unwrap());
    let app = vec![latchkey::protocol::client::ClientId::parse("app").unwrap()];
    let app = latchkey::store::logouts::Addressees { asked: app, ..Default::default() };
    let lease = now.after(Duration::from_secs(15));
    assert_eq!(store.take_deliveries(&app, now, lease, 10).await.unwrap().len(), 1);
    assert!(store.take_deliveries(&app, now, lease, 10).await.unwrap().is_empty(), "it is in hand");
    drop(store);
    let provider = provider.restart();
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(receiver.requests().is_empty());
    provider.advance(16);
    receiver.wait_for(1).await;
    assert_eq!(settled(&provider, DeliveryState::Delivered).await, 0);
}

#[actix_web::test]
async fn one_token_at_a_time_goes_to_each_relying_party_and_all_arrive() {
    let receiver = Receiver::with(Answers { statuses: vec![200], wait: Duration::from_millis(50) });
    let provider = with(&receiver);
    for _ in 0..5 {
        SignedIn::at(&provider).await;
    }
    sign_out(&provider).await;
    let requests = receiver.wait_for(5).await;
    assert_eq!(receiver.most_at_once(), 1);
    let mut sids: Vec<String> = requests.iter().map(|request| decode(&token(request)).1["sid"].to_string()).collect();
    sids.sort_unstable();
    sids.dedup();
    assert_eq!(sids.len(), 5);
}

#[actix_web::test]
async fn a_slow_relying_party_delays_no_other_and_not_the_person() {
    let slow = Receiver::with(Answers { statuses: vec![200], wait: Duration::from_secs(3) });
    let quick = Receiver::answering(&[200]);
    let (slow_uri, quick_uri) = (slow.url("/out"), quick.url("/out"));
    let provider = Builder::new()
        .app(move |app| app.backchannel_logout_uri = Some(slow_uri))
        .client(Client { backchannel_logout_uri: Some(quick_uri), ..client("quick") })
        .start();
    let here = SignedIn::at(&provider).await;
    let quick_app = RelyingParty::of(&provider, "quick");
    let code = quick_app.authorize(&here.browser, &[]).await.answer()["code"].clone();
    quick_app.redeem(&code).await;
    let page = here.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert!(page.body.contains("You’re signed out."));
    quick.wait_for(1).await;
    assert_eq!(deliveries(&provider).await.len(), 2);
}

#[actix_web::test]
async fn private_addresses_are_called_only_where_that_is_allowed() {
    let receiver = Receiver::answering(&[200]);
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
        let uri = format!("http://{host}:{}/out", receiver.port);
        let public = |settings: &mut latchkey::config::settings::Settings| {
            settings.session_management.allow_private_ips = false;
        };
        let provider = Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).settings(public).start();
        SignedIn::at(&provider).await;
        sign_out(&provider).await;
        assert_eq!(settled(&provider, DeliveryState::Failed).await, 1, "{host}");
    }
    assert!(receiver.requests().is_empty());
}

#[actix_web::test]
async fn clients_without_the_address_or_removed_are_not_asked() {
    let provider = TestProvider::new();
    SignedIn::at(&provider).await;
    sign_out(&provider).await;
    assert_eq!(settled(&provider, DeliveryState::NotAsked).await, 0);
}

/// I6: during a roll-out, whichever node looks first, and wherever the login ends.
#[actix_web::test]
async fn an_app_that_only_one_node_has_an_address_for_is_told_wherever_the_login_ends() {
    let receiver = Receiver::answering(&[200]);
    let mut provider = Builder::new().start_one();
    let (newer, _) = provider.another_node();
    let mut settings = newer.live().settings.clone();
    for app in settings.clients.iter_mut().filter(|client| client.client_id.as_str() == "app") {
        app.backchannel_logout_uri = Some(receiver.url("/backchannel"));
    }
    newer.replace(settings);
    for (turn, node) in (1..).zip([provider.provider.clone(), newer.clone()]) {
        SignedIn::at(&provider).await;
        let ada = node.store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
        assert_eq!(logout::end_others(&node, &ada.sub, None, Cause::User).await.unwrap(), 1);
        assert_eq!(receiver.wait_for(turn).await.len(), turn);
    }
}

/// A code that was never redeemed signed nobody in.
#[actix_web::test]
async fn an_app_that_never_redeemed_its_code_is_not_told() {
    let receiver = Receiver::answering(&[200]);
    let provider = with(&receiver);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let code = app.code(&browser, &[]).await;
    sign_out(&provider).await;
    assert!(deliveries(&provider).await.is_empty());
    assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant", "the outstanding code died with the login");
}
