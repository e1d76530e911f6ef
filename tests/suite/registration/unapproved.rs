//! RFC 9700 §4.11.2: a client that registered itself is no link to wherever it likes. Until a person allowed it something,
//! or an administrator approved it, whatever is wrong with its requests is a page here.

use std::time::Duration;

use latchkey::config::settings::RegistrationSettings;
use latchkey::protocol::client::ClientId;
use serde_json::{Value, json};

use super::{Registrar, open, text, with};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, START};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const AWAY: &str = "https://guest.example/cb";

/// Anybody may register, by default nobody is sent on.
fn strict() -> TestProvider {
    Builder::new()
        .settings(|settings| {
            open(settings);
            let default = RegistrationSettings::default().redirect_to_unapproved;
            assert!(!default);
            settings.registration.redirect_to_unapproved = default;
        })
        .start()
}

fn party<'a>(provider: &'a TestProvider, client: &'a Value) -> RelyingParty<'a> {
    RelyingParty { redirect_uri: AWAY.into(), ..RelyingParty::of(provider, text(client, "client_id")) }
}

fn bye(client: &Value) -> Value {
    let mut change = client.clone();
    for name in
        ["registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at"]
    {
        change.as_object_mut().unwrap().remove(name);
    }
    change
}

#[track_caller]
fn assert_page(page: &Page, what: &str) {
    assert!(page.status == 400 || page.status == 403, "{what}: {} {:?}", page.status, page.raw_location());
    assert!(page.raw_location().is_none(), "{what}");
    assert!(!page.body.contains("guest.example"), "{what}: not even a link leads there");
    assert!(page.body.contains("registered itself"), "{what}: {}", page.body);
}

/// Faults that any stranger can put into a link, none of which needs anybody to be signed in.
const FAULTS: [(&str, &[(&str, &str)]); 12] = [
    ("silent", &[("prompt", "none")]),
    ("no response type", &[("response_type", "")]),
    ("an unknown response type", &[("response_type", "evil")]),
    ("one that it did not register", &[("response_type", "id_token")]),
    ("no openid", &[("scope", "email")]),
    ("an unknown response mode", &[("response_mode", "evil")]),
    ("silent, in a form", &[("prompt", "none"), ("response_mode", "form_post")]),
    ("silent, in the fragment", &[("prompt", "none"), ("response_mode", "fragment")]),
    ("a request object that is none", &[("request", "evil")]),
    ("a request object elsewhere", &[("request_uri", "https://guest.example/object")]),
    ("contradicting prompts", &[("prompt", "none login")]),
    ("a hint of somebody else", &[("id_token_hint", "evil")]),
];

#[actix_web::test]
async fn no_error_leads_to_a_client_that_nobody_vouches_for() {
    let provider = strict();
    let client = Registrar::new(&provider).registered(&with(json!({}))).await;
    let app = party(&provider, &client);
    let (stranger, ada) = (Browser::new(), Browser::new());
    RelyingParty::new(&provider).sign_in(&ada, &[]).await;
    for (what, changes) in FAULTS {
        for browser in [&stranger, &ada] {
            assert_page(&browser.get(&app.authorization_url(changes)).await, what);
            let posted: Vec<(String, String)> =
                url::Url::parse(&app.authorization_url(changes)).unwrap().query_pairs().into_owned().collect();
            let posted: Vec<(&str, &str)> =
                posted.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_page(&browser.post(&provider.url("/authorize"), &posted).await, what);
        }
    }
    let twice = format!("{}&nonce=again", app.authorization_url(&[]));
    assert_page(&stranger.get(&twice).await, "a parameter twice");
}

#[actix_web::test]
async fn neither_cancelling_nor_refusing_leads_there() {
    let provider = strict();
    let client = Registrar::new(&provider).registered(&with(json!({}))).await;
    let app = party(&provider, &client);
    let browser = Browser::new();
    let login = app.authorize(&browser, &[]).await;
    assert_page(&browser.send_form(&login, &[("cancel", "1")]).await, "cancelled");
    let consent = app.sign_in(&browser, &[]).await;
    let denied = browser.send_form(&consent, &[("decision", "deny")]).await;
    assert_page(&denied, "refused");
    assert!(denied.body.contains("Nothing was shared") && denied.body.contains("access_denied"), "{}", denied.body);
    assert_page(&app.authorize(&browser, &[("prompt", "none")]).await, "refusing is no consent");
}

#[actix_web::test]
async fn one_persons_consent_approves_it_for_everybody_until_it_looks_different() {
    let provider = strict();
    let registrar = Registrar::new(&provider);
    let client = registrar.registered(&with(json!({"post_logout_redirect_uris": ["https://guest.example/bye"]}))).await;
    let app = party(&provider, &client);
    let (ada, stranger) = (Browser::new(), Browser::new());
    let consent = app.sign_in(&ada, &[]).await;
    assert!(ada.submit(&consent, &[("decision", "allow")]).await.answer().contains_key("code"));
    let answer = stranger.get(&app.authorization_url(&[("prompt", "none")])).await.answer();
    assert_eq!(answer["error"], "login_required");

    let uri = text(&client, "registration_client_uri");
    let mut token = text(&client, "registration_access_token").to_owned();
    let changes = [
        ("contacts", json!(["ada@example.com"]), true),
        ("redirect_uris", json!([AWAY, "https://evil.example/cb"]), false),
        ("post_logout_redirect_uris", json!(["https://evil.example/bye"]), false),
        ("client_name", json!("Your bank"), false),
        ("logo_uri", json!("https://evil.example/bank.png"), false),
    ];
    let mut registered = bye(&client);
    for (name, value, stays) in changes {
        registered[name] = value;
        let changed = registrar.replace(uri, &token, &registered).await.json();
        token = text(&changed, "registration_access_token").to_owned();
        let page = stranger.get(&app.authorization_url(&[("prompt", "none")])).await;
        match stays {
            true => drop(page.answer()),
            false => assert_page(&page, name),
        }
        let id = ClientId::parse(text(&client, "client_id")).unwrap();
        let store = &provider.provider.store;
        let look = store.registered_client(&id).await.unwrap().unwrap().look;
        assert!(store.approve_client(&id, look, START).await.unwrap());
        assert!(!store.approve_client(&id, look - 1, START).await.unwrap(), "that look is gone");
        stranger.get(&app.authorization_url(&[("prompt", "none")])).await.answer();
    }
}

/// Read, a person's slow decision, write: what was allowed was allowed to what was shown.
#[actix_web::test]
async fn consent_to_a_client_that_changed_since_the_page_was_shown_counts_for_nothing() {
    let provider = strict();
    let registrar = Registrar::new(&provider);
    let client = registrar.registered(&with(json!({}))).await;
    let app = party(&provider, &client);
    let browser = Browser::new();
    let consent = app.sign_in(&browser, &[]).await;
    let mut change = bye(&client);
    change["client_name"] = json!("Your bank");
    let (uri, token) = (text(&client, "registration_client_uri"), text(&client, "registration_access_token"));
    assert_eq!(registrar.replace(uri, token, &change).await.status, 200);
    let again = browser.submit(&consent, &[("decision", "allow")]).await;
    assert!(again.status == 200 && again.body.contains("Your bank"), "asked again: {}", again.status);
    assert_page(&app.authorize(&Browser::new(), &[("prompt", "none")]).await, "not approved by that");
    assert!(browser.submit(&again, &[("decision", "allow")]).await.answer().contains_key("code"));
}

/// RP-Initiated Logout §3: a hint that is good is good for ever, and so anybody's who ever had one.
#[actix_web::test]
async fn signing_out_leads_to_no_client_that_nobody_vouches_for_any_more() {
    let provider = strict();
    let registrar = Registrar::new(&provider);
    let metadata = with(
        json!({"post_logout_redirect_uris": ["https://guest.example/bye"], "client_uri": "https://guest.example"}),
    );
    let client = registrar.registered(&metadata).await;
    let app = party(&provider, &client);
    let ada = Browser::new();
    let consent = app.sign_in(&ada, &[]).await;
    let code = ada.submit(&consent, &[("decision", "allow")]).await.answer()["code"].clone();
    let secret = text(&client, "client_secret");
    let redeem = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", AWAY)];
    let request = app.http.post(provider.url("/token")).basic_auth(app.client_id, Some(secret)).form(&redeem);
    let hint = text(&Page::read(request.send().await.unwrap()).await.json(), "id_token").to_owned();
    let end = |uri: &str| {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("id_token_hint", hint.as_str()), ("post_logout_redirect_uri", uri), ("state", "s")])
            .finish();
        provider.url(&format!("/end-session?{query}"))
    };
    let stranger = Browser::new();
    assert!(
        ada.visit(&end("https://guest.example/bye"))
            .await
            .raw_location()
            .unwrap()
            .starts_with("https://guest.example/bye")
    );
    assert!(stranger.visit(&end("https://guest.example/bye")).await.raw_location().is_some(), "approved");

    let mut change = bye(&client);
    change["post_logout_redirect_uris"] = json!(["https://guest.example/evil"]);
    let (uri, token) = (text(&client, "registration_client_uri"), text(&client, "registration_access_token"));
    assert_eq!(registrar.replace(uri, token, &change).await.status, 200);
    for browser in [&stranger, &ada] {
        let page = browser.visit(&end("https://guest.example/evil")).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (200, None));
        // The form of the languages shows the page again as it was asked for.
        let (page, _) = page.body.split_once("<form class=\"language\"").unwrap();
        assert!(!page.contains("guest.example"), "{page}");
    }
}

/// The setting, the configuration's own clients, and a client that went away while a page was open.
#[actix_web::test]
async fn the_operators_word_counts_for_everybody() {
    let mut provider = strict();
    let client = Registrar::new(&provider).registered(&with(json!({}))).await;
    let silent = |provider: &TestProvider| {
        let app = party(provider, &client);
        app.authorization_url(&[("prompt", "none")])
    };
    let stranger = Browser::new();
    assert_page(&stranger.get(&silent(&provider)).await, "not approved");
    provider.reload(|settings| settings.registration.redirect_to_unapproved = true);
    assert_eq!(stranger.get(&silent(&provider)).await.answer()["error"], "login_required");
    provider.reload(|settings| settings.registration.redirect_to_unapproved = false);
    assert_page(&stranger.get(&silent(&provider)).await, "not approved again");
    let configured = RelyingParty::new(&provider).authorize(&stranger, &[("prompt", "none")]).await;
    assert_eq!(configured.answer()["error"], "login_required");

    let login = RelyingParty::new(&provider).authorize(&stranger, &[]).await;
    provider.reload(|settings| settings.clients.retain(|client| client.client_id.as_str() != "app"));
    let cancelled = stranger.send_form(&login, &[("cancel", "1"), ("password", PASSWORD)]).await;
    assert!(cancelled.status == 400 && cancelled.raw_location().is_none(), "the client is gone: {}", cancelled.status);
}

/// A row for each request of a stranger: so many for each network, and not one more from many connections at once.
#[actix_web::test]
async fn registrations_without_a_token_are_bounded_for_each_network() {
    let provider = Builder::new()
        .settings(|settings| {
            open(settings);
            settings.registration.rate.events = 5;
        })
        .start();
    let registrar = Registrar::new(&provider);
    let metadata = with(json!({}));
    let all = futures_util::future::join_all((0..20).map(|_| registrar.register(&metadata))).await;
    assert_eq!(all.iter().filter(|answer| answer.status == 201).count(), 5);
    let refused: Vec<&Page> = all.iter().filter(|answer| answer.status == 429).collect();
    assert_eq!(refused.len(), 15);
    let wait: u64 = refused[0].header("retry-after").parse().unwrap();
    assert!(wait > 0);
    provider.clock.advance(Duration::from_secs(wait));
    assert_eq!(registrar.register(&metadata).await.status, 201);
}
