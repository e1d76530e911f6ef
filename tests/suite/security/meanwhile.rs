//! What changes while a person decides, and between the answer and the token endpoint: looked at again each time, in
//! every response type (rows 13, 24 and 25; SEC-12).

use latchkey::config::settings::Settings;
use latchkey::protocol::client::{Client, ConsentMode, GrantType};
use latchkey::protocol::redirect_uri::{ApplicationType, RedirectUri};
use latchkey::protocol::response_type::ResponseType;
use latchkey::protocol::user::UsernameKey;
use serde_json::json;

use super::ways::{self, Signer, Way, answer, assert_nothing_granted, assert_page};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET};
use crate::support::{Browser, RelyingParty, TestProvider};

type Change = fn(&mut Settings);

fn move_redirect_uri(settings: &mut Settings) {
    settings.clients[0].redirect_uris =
        vec![RedirectUri::parse("https://app.example/moved", ApplicationType::Web).unwrap()];
}

async fn lock(provider: &TestProvider, locked: bool) {
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    store.set_locked(&ada.sub, locked, provider.provider.now()).await.unwrap();
}

/// Whether a token is good for anything, by both endpoints that judge it.
async fn is_alive(app: &RelyingParty<'_>, token: &str) -> bool {
    let request = app.http.post(app.provider.url("/introspect")).basic_auth(app.client_id, Some(SECRET));
    let seen = Page::read(request.form(&[("token", token)]).send().await.unwrap()).await.json();
    let opens = app.userinfo(token).await.status == 200;
    assert_eq!(seen["active"], opens, "both say the same");
    assert!(opens || seen == json!({"active": false}));
    opens
}

/// Row 13: between the consent page and its button.
#[actix_web::test]
async fn a_client_or_uri_that_goes_while_the_person_decides_gets_nothing() {
    let signer = Signer::new();
    let mut provider = ways::start(&signer, |client| client.consent = ConsentMode::Always);
    let before = provider.provider.live().settings.clients.clone();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let changes: [(&str, Change); 2] =
        [("client", |settings| drop(settings.clients.remove(0))), ("redirect URI", move_redirect_uri)];
    for way in ways::all().filter(Way::is_answerable) {
        for (what, change) in changes {
            let consent = signer.ask(&RelyingParty::new(&provider), &browser, way, &[]).await;
            provider.reload(change);
            for decision in ["deny", "allow"] {
                let page = browser.submit(&consent, &[("decision", decision)]).await;
                assert_page(&page, &format!("{way:?} {what} {decision}"));
            }
            provider.reload(|settings| settings.clients = before.clone());
        }
    }
    let consent = signer.ask(&RelyingParty::new(&provider), &browser, Way::plain(ResponseType::Code), &[]).await;
    assert!(answer(&browser.submit(&consent, &[("decision", "allow")]).await).contains_key("code"));
}

/// Row 13 and SEC-13: a response type or grant that the operator takes away counts at once.
#[actix_web::test]
async fn a_response_type_taken_away_while_the_person_decides_is_not_answered() {
    let signer = Signer::new();
    let mut provider = ways::start(&signer, |client| client.consent = ConsentMode::Always);
    let before = provider.provider.live().settings.clients.clone();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    for response_type in ResponseType::ALL {
        let way = Way::plain(response_type);
        let consent = signer.ask(&RelyingParty::new(&provider), &browser, way, &[]).await;
        provider.reload(|settings| settings.clients[0].response_types.retain(|each| *each != response_type));
        let page = browser.submit(&consent, &[("decision", "allow")]).await;
        assert_nothing_granted(&page, response_type.as_str());
        assert_eq!(answer(&page)["error"], "unauthorized_client", "{}", response_type.as_str());
        provider.reload(|settings| settings.clients = before.clone());
    }
}

/// Row 13: between the code and the token endpoint.
#[actix_web::test]
async fn a_code_for_a_client_uri_or_grant_that_is_gone_is_worth_nothing() {
    let signer = Signer::new();
    let mut provider = ways::start(&signer, |_| {});
    let before = provider.provider.live().settings.clients.clone();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let changes: [(&str, Change, &str); 3] = [
        ("client", |settings| drop(settings.clients.remove(0)), "invalid_client"),
        ("redirect URI", move_redirect_uri, "invalid_grant"),
        (
            "grant",
            |settings| settings.clients[0].grant_types.retain(|grant| *grant != GrantType::AuthorizationCode),
            "unauthorized_client",
        ),
    ];
    for response_type in ResponseType::ALL.into_iter().filter(|each| each.has_code()) {
        for (what, change, error) in changes {
            let page = signer.ask(&RelyingParty::new(&provider), &browser, Way::plain(response_type), &[]).await;
            let code = answer(&page)["code"].clone();
            provider.reload(change);
            let refused = RelyingParty::new(&provider).redeem(&code).await;
            assert_eq!(refused.json()["error"], error, "{what} {}", response_type.as_str());
            provider.reload(|settings| settings.clients = before.clone());
            if what != "client" {
                assert_eq!(RelyingParty::new(&provider).redeem(&code).await.status, 200, "{what}: it was not spent");
            }
        }
    }
}

/// Row 24: between the consent page and its button.
#[actix_web::test]
async fn a_person_locked_while_deciding_gives_nothing_away() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |client| client.consent = ConsentMode::Always);
    let app = RelyingParty::new(&provider);
    for way in ways::all().filter(Way::is_answerable) {
        let browser = Browser::new();
        let login = signer.ask(&app, &browser, way, &[]).await;
        let consent = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
        assert!(consent.body.contains("decision"), "{way:?}: {}", consent.body);
        lock(&provider, true).await;
        let page = browser.submit(&consent, &[("decision", "allow")]).await;
        assert_nothing_granted(&page, &format!("{way:?}"));
        let silent = signer.ask(&app, &browser, way, &[("prompt", "none")]).await;
        assert_eq!(answer(&silent)["error"], "login_required", "{way:?}");
        lock(&provider, false).await;
    }
}

/// Rows 24 and 25: what came from the front channel ends like what came from the token endpoint.
#[actix_web::test]
async fn front_channel_tokens_and_codes_end_with_the_person_the_group_and_the_consent() {
    for ending in ["lock", "group", "consent", "client"] {
        let signer = Signer::new();
        let mut provider = ways::start(&signer, |client| client.consent = ConsentMode::Always);
        let browser = Browser::new();
        RelyingParty::new(&provider).sign_in(&browser, &[]).await;
        let mut given = Vec::new();
        for response_type in ResponseType::ALL {
            let app = RelyingParty::new(&provider);
            let consent = signer.ask(&app, &browser, Way::plain(response_type), &[]).await;
            let answer = answer(&browser.submit(&consent, &[("decision", "allow")]).await);
            if let Some(token) = answer.get("access_token") {
                assert!(is_alive(&app, token).await, "{}", response_type.as_str());
            }
            given.push(answer);
        }
        let (store, now) = (provider.provider.store.clone(), provider.provider.now());
        let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap().sub;
        match ending {
            "lock" => lock(&provider, true).await,
            "consent" => {
                let app = provider.provider.live().settings.clients[0].client_id.clone();
                assert!(store.withdraw_consent(&ada, &app, now).await.unwrap());
            }
            "group" => provider.reload(|settings| settings.clients[0].allowed_groups = vec!["board".into()]),
            _ => provider.reload(|settings| drop(settings.clients.remove(0))),
        }
        let app = RelyingParty::new(&provider);
        for answer in given {
            if let Some(token) = answer.get("access_token") {
                assert_eq!(app.userinfo(token).await.status, 401, "{ending}");
            }
            if let Some(code) = answer.get("code") {
                assert_ne!(app.redeem(code).await.status, 200, "{ending}");
            }
        }
    }
}

/// Row 25: who is signed in elsewhere is not thereby admitted here.
#[actix_web::test]
async fn a_group_gate_holds_for_whoever_is_signed_in_already() {
    let signer = Signer::new();
    let mut provider = ways::start(&signer, |_| {});
    provider.reload(|settings| settings.clients[1].allowed_groups = vec!["board".into()]);
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let other = RelyingParty::of(&provider, "other");
    for way in ways::all().filter(Way::is_answerable) {
        for prompt in ["", "none", "consent"] {
            let page = signer.ask(&other, &browser, way, &[("prompt", prompt)]).await;
            assert_eq!(answer(&page)["error"], "access_denied", "{way:?} {prompt}");
            assert_nothing_granted(&page, &format!("{way:?} {prompt}"));
        }
    }
}

/// Rows 48 to 50: the consent page of every way belongs to one browser and one token.
#[actix_web::test]
async fn nobody_else_can_press_allow_in_any_response_type() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |client: &mut Client| client.consent = ConsentMode::Always);
    let (app, here, elsewhere) = (RelyingParty::new(&provider), Browser::new(), Browser::new());
    app.sign_in(&here, &[]).await;
    app.sign_in_as("ben", &elsewhere, &[]).await;
    for way in ways::all().filter(Way::is_answerable) {
        let consent = signer.ask(&app, &here, way, &[]).await;
        assert_page(&elsewhere.visit(&consent.url).await, &format!("{way:?}"));
        for (browser, csrf) in [(&elsewhere, None), (&here, Some("")), (&here, Some("x"))] {
            let mut fields = vec![("decision", "allow")];
            fields.extend(csrf.map(|csrf| ("csrf", csrf)));
            let page = browser.submit(&consent, &fields).await;
            assert_eq!((page.status.as_u16(), page.raw_location()), (403, None), "{way:?}");
            assert_nothing_granted(&page, &format!("{way:?}"));
        }
    }
}
