//! Registered clients are clients like any other, in every list, and everywhere at once.

use std::cell::Cell;
use std::time::Duration;

use crate::support::database;
use latchkey::clock::Timestamp;
use latchkey::config::settings::Settings;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::logout_delivery::DeliveryState;
use latchkey::protocol::registered_client::{InitialAccessToken, RegisteredClient};
use latchkey::registration::Directory;
use latchkey::secret::Digest;
use latchkey::secret::KeyMaterial;
use latchkey::store::clients::AddClient;
use serde_json::json;

use crate::support::provider::{SECRET, START};
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

/// A client that registered `https://<client_id>.example/cb`.
pub fn registered(client_id: &str) -> RegisteredClient {
    let metadata = json!({
        "client_name": format!("The {client_id}"),
        "logo_uri": format!("https://static.{client_id}.example/logo.png"),
        "policy_uri": format!("https://{client_id}.example/privacy"),
        "redirect_uris": [format!("https://{client_id}.example/cb")],
        "grant_types": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_method": "client_secret_basic",
    });
    RegisteredClient {
        client_id: ClientId::parse(client_id).unwrap(),
        metadata: metadata.as_object().unwrap().clone(),
        secret: Some(Digest::of(SECRET)),
        sealed_secret: None,
        registration_token: Digest::of("registration access token"),
        origins: vec![format!("https://{client_id}.example")],
        created_at: START,
        updated_at: START,
        disabled_at: None,
        last_used_at: None,
        look: 1,
        approved_at: None,
    }
}

async fn with(client: &RegisteredClient) -> TestProvider {
    let provider = TestProvider::new();
    assert_eq!(provider.provider.store.add_client(client, None, 10).await.unwrap(), AddClient::Added);
    provider
}

/// Signs ada in to a client that asks, presses Allow, and redeems.
pub async fn tokens(app: &RelyingParty<'_>, browser: &Browser) -> serde_json::Value {
    let consent = app.sign_in(browser, &[]).await;
    assert!(consent.body.contains("The guest"), "no consent page: {} {}", consent.status, consent.body);
    let back = browser.submit(&consent, &[("decision", "allow")]).await;
    let answer = app.redeem(&back.answer()["code"]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

#[actix_web::test]
async fn a_registered_client_signs_people_in_and_what_they_allow_is_remembered() {
    let provider = with(&registered("guest")).await;
    let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
    let tokens = tokens(&app, &browser).await;
    assert_eq!(app.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 200);
    let silent = app.authorize(&browser, &[("prompt", "none")]).await.answer();
    assert!(silent.contains_key("code"), "{silent:?}");
    let account = browser.visit(&provider.url("/")).await;
    assert!(account.body.contains("The guest"), "the account page names it");
    let account = browser.visit(&provider.url("/account/apps")).await;
    assert!(account.body.contains("guest.example&#x2F;privacy"), "the page of apps links to what it says of itself");
    let policy = account.header("content-security-policy");
    assert!(policy.contains("img-src 'self' data: https://static.guest.example "), "beside the other apps: {policy}");
    let leaving = browser.visit(&provider.url("/end-session")).await;
    assert!(leaving.body.contains("The guest"), "the question before signing out names it");
}

/// Row 51: anybody can pretend to be a public client.
#[actix_web::test]
async fn a_public_one_is_asked_about_each_time() {
    let mut guest = registered("guest");
    guest.metadata.insert("token_endpoint_auth_method".into(), json!("none"));
    guest.secret = None;
    let provider = with(&guest).await;
    let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
    let challenge =
        [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];
    let consent = app.sign_in(&browser, &challenge).await;
    browser.submit(&consent, &[("decision", "allow")]).await.answer();
    let silent = app.authorize(&browser, &[challenge[0], challenge[1], ("prompt", "none")]).await.answer();
    assert_eq!(silent["error"], "consent_required");
    let without = app.authorize(&browser, &[]).await.answer();
    assert_eq!(without["error"], "invalid_request", "PKCE is forced");
}

/// SEC-64: the origin of a redirect URI may read, its neighbours may not.
#[actix_web::test]
async fn its_own_origin_may_call_token_and_no_other() {
    let provider = with(&registered("guest")).await;
    let http = reqwest::Client::new();
    for (origin, allowed) in [
        ("https://guest.example", true),
        ("https://evil.example", false),
        ("https://guest.example.evil", false),
        ("null", false),
    ] {
        let answer = http.post(provider.url("/token")).header("Origin", origin).send().await.unwrap();
        assert_eq!(answer.headers().contains_key("access-control-allow-origin"), allowed, "{origin}");
    }
    provider.provider.store.set_client_disabled(&registered("guest").client_id, true, START).await.unwrap();
    let answer = http.post(provider.url("/token")).header("Origin", "https://guest.example").send().await.unwrap();
    assert!(!answer.headers().contains_key("access-control-allow-origin"), "not when it is disabled");
}

/// Row 13: disabled between consent and code, and between code and token.
#[actix_web::test]
async fn a_client_disabled_meanwhile_gets_nothing() {
    let provider = with(&registered("guest")).await;
    let guest = registered("guest").client_id;
    let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
    let consent = app.sign_in(&browser, &[]).await;
    let store = &provider.provider.store;
    assert!(store.set_client_disabled(&guest, true, START).await.unwrap());
    let refused = browser.submit(&consent, &[("decision", "allow")]).await;
    assert_eq!((refused.status.as_u16(), refused.raw_location()), (400, None));
    assert!(store.set_client_disabled(&guest, false, START).await.unwrap());
    let code = browser.submit(&app.authorize(&browser, &[]).await, &[("decision", "allow")]).await.answer();
    store.set_client_disabled(&guest, true, START).await.unwrap();
    let refused = app.redeem(&code["code"]).await;
    assert_eq!((refused.status.as_u16(), refused.json()["error"].clone()), (401, json!("invalid_client")));
}

/// Another process over the same database, which the first has never heard of.
#[actix_web::test]
async fn what_one_process_changes_every_process_knows_at_once() {
    let guest = registered("guest");
    let provider = with(&guest).await;
    let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
    let first = tokens(&app, &browser).await;
    let elsewhere = database::open(&provider.folder.path().join("data/latchkey.db"));
    let mut moved = guest.clone();
    moved.metadata.insert("redirect_uris".into(), json!(["https://guest.example/moved"]));
    moved.registration_token = Digest::of("the next one");
    assert!(elsewhere.replace_client(&moved, &guest.registration_token, false, &[]).await.unwrap());
    let refused = app.authorize(&browser, &[]).await;
    assert_eq!((refused.status.as_u16(), refused.raw_location()), (400, None), "the old redirect URI is gone");
    let code = app.authorize(&browser, &[("redirect_uri", "https://guest.example/moved")]).await.answer();
    assert!(code.contains_key("code"), "{code:?}");
    assert!(elsewhere.remove_client(&guest.client_id, None, START).await.unwrap());
    assert_eq!(app.authorize(&browser, &[]).await.status, 400);
    assert_eq!(app.userinfo(first["access_token"].as_str().unwrap()).await.status, 401, "its tokens died with it");
    assert_eq!(app.redeem(&code["code"]).await.status, 401);
}

/// Whoever asks while a client changes finds it in the one state or the other.
#[actix_web::test]
async fn a_client_that_changes_at_that_moment_is_known() {
    let guest = registered("guest");
    let provider = with(&guest).await;
    let (store, settings) = (provider.provider.store.clone(), provider.provider.live().settings.clone());
    let elsewhere = database::open(&provider.folder.path().join("data/latchkey.db"));
    let is_over = Cell::new(false);
    let changes = async {
        let mut presented = guest.registration_token;
        for index in 0..300 {
            let next = Digest::of(&format!("registration access token {index}"));
            let changed = RegisteredClient { registration_token: next, ..guest.clone() };
            assert!(elsewhere.replace_client(&changed, &presented, false, &[]).await.unwrap());
            presented = next;
        }
        is_over.set(true);
    };
    let looks = async {
        while !is_over.get() {
            // One that has read nothing yet reads the client each time.
            let found = Directory::default().find(store.as_ref(), &guest.client_id, &settings).await.unwrap();
            assert!(found.is_some(), "it was registered all the time");
            tokio::task::yield_now().await;
        }
    };
    futures_util::future::join(changes, looks).await;
}

#[actix_web::test]
async fn a_restart_keeps_registered_clients_and_their_grants() {
    let provider = with(&registered("guest")).await;
    let token = tokens(&RelyingParty::of(&provider, "guest"), &Browser::new()).await["access_token"].clone();
    let provider = provider.restart();
    let app = RelyingParty::of(&provider, "guest");
    assert_eq!(app.userinfo(token.as_str().unwrap()).await.status, 200);
    app.tokens(&Browser::new(), &[]).await;
}

/// Back-Channel Logout §2.5, for a client that only the database knows.
#[actix_web::test]
async fn a_registered_client_is_told_of_a_sign_out() {
    let receiver = Receiver::answering(&[200]);
    let mut guest = registered("guest");
    guest.metadata.insert("backchannel_logout_uri".into(), json!(receiver.url("/logout")));
    let provider = Builder::new().settings(|settings| settings.session_management.allow_private_ips = true).start();
    provider.provider.store.add_client(&guest, None, 10).await.unwrap();
    let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
    let tokens = tokens(&app, &browser).await;
    browser.visit(&provider.url(&format!("/end-session?id_token_hint={}", tokens["id_token"].as_str().unwrap()))).await;
    let (_, claims) = decode(&receiver.logout_token().await);
    assert_eq!(claims["aud"], "guest");
}

/// Row 42: the operator named neither the app nor its address, so what the operator's own apps may is not for it.
#[actix_web::test]
async fn a_registered_client_on_this_machine_is_told_where_outbound_allows_it_and_nowhere_else() {
    for scheme in ["http", "https"] {
        let receiver = Receiver::answering(&[200]);
        let mut guest = registered("guest");
        let uri = receiver.url("/logout").replacen("http", scheme, 1);
        guest.metadata.insert("backchannel_logout_uri".into(), json!(uri));
        let strict = |settings: &mut Settings| {
            settings.session_management.allow_private_ips = true;
            settings.outbound.allow_private_ips = false;
        };
        let provider = Builder::new().settings(strict).start();
        let store = provider.provider.store.clone();
        store.add_client(&guest, None, 10).await.unwrap();
        let (app, browser) = (RelyingParty::of(&provider, "guest"), Browser::new());
        let tokens = tokens(&app, &browser).await;
        let hint = tokens["id_token"].as_str().unwrap();
        browser.visit(&provider.url(&format!("/end-session?id_token_hint={hint}"))).await;
        let ended = store.ended_since(Timestamp(0)).await.unwrap().remove(0);
        let mut state = DeliveryState::Pending;
        for _ in 0..500 {
            state = store.deliveries_of(&ended.session_id).await.unwrap().remove(0).state;
            if state != DeliveryState::Pending {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!((state, receiver.requests().len()), (DeliveryState::Failed, 0), "{scheme}");
    }
}

/// Row 62 and SEC-19: of many changes made with one registration access token, one is made.
#[actix_web::test]
async fn a_registration_access_token_is_good_for_one_change() {
    let guest = registered("guest");
    let provider = with(&guest).await;
    let store = provider.provider.store.clone();
    let changes = (0..20).map(|index| {
        let (store, mut changed, presented) = (store.clone(), guest.clone(), guest.registration_token);
        changed.registration_token = Digest::of(&index.to_string());
        async move { store.replace_client(&changed, &presented, false, &[]).await.unwrap() }
    });
    let made = futures_util::future::join_all(changes).await.into_iter().filter(|made| *made).count();
    assert_eq!(made, 1);
}

#[actix_web::test]
async fn uses_of_an_initial_access_token_are_counted_and_clients_limited() {
    let provider = TestProvider::new();
    let store = &provider.provider.store;
    let digest = Digest::of("initial access token");
    let later = START.after(Duration::from_secs(60));
    let token = InitialAccessToken {
        id: "tok".into(),
        uses: 2,
        uses_left: 2,
        created_at: START,
        expires_at: later,
        revoked_at: None,
    };
    store.add_initial_access_token(&digest, &token).await.unwrap();
    assert!(store.has_initial_access_token(&digest, START).await.unwrap());
    assert!(!store.has_initial_access_token(&digest, later).await.unwrap(), "expired");
    assert!(!store.has_initial_access_token(&Digest::of("another"), START).await.unwrap());
    let adding = (0..20).map(|index| {
        let (store, client) = (store.clone(), registered(&format!("guest{index}")));
        async move { store.add_client(&client, Some(&digest), 10).await.unwrap() }
    });
    let outcomes = futures_util::future::join_all(adding).await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == AddClient::Added).count(), 2);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == AddClient::TokenGone).count(), 18);
    assert_eq!(store.initial_access_tokens(START).await.unwrap()[0].uses_left, 0);
    assert!(!store.revoke_initial_access_token("tok", START).await.unwrap(), "it is spent already");
    assert_eq!(store.add_client(&registered("third"), None, 2).await.unwrap(), AddClient::Full);
    assert_eq!(store.registered_clients().await.unwrap().len(), 2);
}

#[actix_web::test]
async fn what_was_registered_is_read_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = database::open(&folder.path().join("latchkey.db"));
    let mut guest = registered("guest");
    guest.sealed_secret = Some(KeyMaterial::plain(b"secret"));
    store.add_client(&guest, None, 10).await.unwrap();
    let found = store.registered_client(&guest.client_id).await.unwrap().unwrap();
    assert_eq!((&found.metadata, found.secret, &found.origins), (&guest.metadata, guest.secret, &guest.origins));
    assert_eq!(found.sealed_secret.unwrap().to_bytes(), guest.sealed_secret.unwrap().to_bytes());
    assert_eq!((found.created_at, found.updated_at, found.disabled_at), (START, START, None));
    store.set_client_disabled(&guest.client_id, true, Timestamp(START.0 + 5)).await.unwrap();
    assert!(store.client_revision(&guest.client_id).await.unwrap().is_none());
    assert_eq!(
        store.registered_client(&guest.client_id).await.unwrap().unwrap().disabled_at,
        Some(Timestamp(START.0 + 5))
    );
    assert!(store.remove_client(&guest.client_id, None, START).await.unwrap());
    assert!(!store.remove_client(&guest.client_id, None, START).await.unwrap());
    assert!(!store.set_client_disabled(&guest.client_id, true, START).await.unwrap());
}
