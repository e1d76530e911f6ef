//! `POST …/status`: what the server says of a `session_state` without any cookie.

use std::time::Duration;

use futures_util::future::join_all;
use latchkey::logout;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{User, UsernameKey};
use latchkey::secret::Secret;
use latchkey::session::judge::judge;
use latchkey::session::verdict::Question;

use crate::support::browser::Page;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// Asks as the iframe does.
pub async fn ask(provider: &TestProvider, questions: &[String]) -> Page {
    let body = serde_json::json!({"w": questions}).to_string();
    let request = reqwest::Client::new().post(provider.url("/check-session-iframe/status"));
    Page::read(request.header("content-type", "application/json").body(body).send().await.unwrap()).await
}

pub async fn verdict(provider: &TestProvider, question: &str) -> String {
    let answer = ask(provider, &[question.to_owned()]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.headers.get("set-cookie").is_none());
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.json()["s"][0].as_str().unwrap().to_owned()
}

/// What the iframe asks for the page of `app` that got this response.
pub fn question(back: &Page) -> String {
    format!("https://app.example app {}", back.answer()["session_state"])
}

/// The id of the one login of ada.
pub async fn login_of_ada(provider: &TestProvider) -> String {
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let sessions = store.sessions_of(&ada.sub, provider.provider.now()).await.unwrap();
    assert_eq!(sessions.len(), 1);
    sessions[0].id.clone()
}

async fn signed_in() -> (TestProvider, Browser, String) {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let question = question(&RelyingParty::new(&provider).sign_in(&browser, &[]).await);
    assert_eq!(verdict(&provider, &question).await, "live");
    (provider, browser, question)
}

#[actix_web::test]
async fn every_way_a_login_ends_is_told() {
    for cause in [Cause::RelyingParty, Cause::User, Cause::Operator, Cause::Replaced] {
        let (provider, _, question) = signed_in().await;
        assert!(logout::end(&provider.provider, &login_of_ada(&provider).await, cause).await.unwrap());
        assert_eq!(verdict(&provider, &question).await, "ended", "{cause:?}");
    }
}

#[actix_web::test]
async fn password_change_lock_removal_and_expiry_end_a_login_too() {
    for step in ["password", "lock", "remove", "idle", "absolute"] {
        let (provider, browser, question) = signed_in().await;
        let store = provider.provider.store.clone();
        let sub = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap().sub;
        let now = provider.provider.now();
        match step {
            "password" => store.set_password(&sub, &Secret::new("hash"), true, None, now).await.unwrap(),
            "lock" => store.set_locked(&sub, true, now).await.unwrap(),
            "remove" => assert!(store.remove_user(&sub, now).await.unwrap()),
            "idle" => provider.advance(7 * 86_400),
            _ => {
                for _ in 0..6 {
                    provider.advance(6 * 86_400 - 1);
                    RelyingParty::new(&provider).authorize(&browser, &[("prompt", "none")]).await;
                }
            }
        }
        assert_eq!(verdict(&provider, &question).await, "ended", "{step}");
    }
}

#[actix_web::test]
async fn a_reauthentication_keeps_it_and_another_login_ends_it() {
    let (provider, browser, first) = signed_in().await;
    let app = RelyingParty::new(&provider);
    app.sign_in(&browser, &[("prompt", "login")]).await;
    provider.advance(100);
    app.sign_in(&browser, &[("max_age", "1")]).await;
    assert_eq!(verdict(&provider, &first).await, "live");
    let login = app.authorize(&browser, &[("prompt", "select_account")]).await;
    let switch = browser.submit(&login, &[("account", "other")]).await;
    browser.submit(&switch, &[("username", "ben"), ("password", crate::support::provider::PASSWORD)]).await;
    assert_eq!(verdict(&provider, &first).await, "ended");
}

#[actix_web::test]
async fn a_value_of_another_client_or_origin_is_a_mismatch_and_a_forged_one_is_bad() {
    let (provider, _, question) = signed_in().await;
    let value = question.rsplit(' ').next().unwrap().to_owned();
    let (hash, salt) = value.split_once('.').unwrap();
    let flip = |text: &str| format!("{}{}", if text.starts_with('A') { "B" } else { "A" }, &text[1..]);
    for (asked, expected) in [
        (format!("https://app.example other {value}"), "mismatch"),
        (format!("https://evil.example app {value}"), "mismatch"),
        (format!("https://app.example:8443 app {value}"), "mismatch"),
        (format!("https://app.example unknown {value}"), "bad"),
        (format!("https://app.example app {}.{salt}", flip(hash)), "bad"),
        (format!("https://app.example app {hash}.{}", flip(salt)), "bad"),
        ("https://app.example app x".to_owned(), "bad"),
        (question.clone(), "live"),
    ] {
        assert_eq!(verdict(&provider, &asked).await, expected, "{asked}");
    }
}

#[actix_web::test]
async fn an_anonymous_value_holds_until_somebody_signs_in() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.authorize(&browser, &[]).await;
    let anonymous = question(&app.authorize(&browser, &[("prompt", "none")]).await);
    assert_eq!(verdict(&provider, &anonymous).await, "live");
    app.sign_in(&Browser::new(), &[]).await;
    assert_eq!(verdict(&provider, &anonymous).await, "live", "somebody elsewhere");
    app.sign_in(&browser, &[]).await;
    assert_eq!(verdict(&provider, &anonymous).await, "ended");
}

/// REL-22.
#[actix_web::test]
async fn a_restart_changes_no_verdict() {
    let (provider, _, question) = signed_in().await;
    let provider = provider.restart();
    assert_eq!(verdict(&provider, &question).await, "live");
    let login = login_of_ada(&provider).await;
    logout::end(&provider.provider, &login, Cause::Operator).await.unwrap();
    let provider = provider.restart();
    assert_eq!(verdict(&provider, &question).await, "ended");
}

#[actix_web::test]
async fn asking_does_not_extend_a_login() {
    let (provider, _, question) = signed_in().await;
    for _ in 0..6 {
        provider.advance(86_400);
        assert_eq!(verdict(&provider, &question).await, "live");
    }
    provider.advance(86_400);
    assert_eq!(verdict(&provider, &question).await, "ended", "seven days without use");
}

#[actix_web::test]
async fn other_sites_may_not_ask_and_malformed_questions_are_refused() {
    let (provider, _, question) = signed_in().await;
    let http = reqwest::Client::new();
    let url = provider.url("/check-session-iframe/status");
    let body = serde_json::json!({"w": [question.clone()]}).to_string();
    for site in ["cross-site", "same-site", "none"] {
        let request = http.post(&url).header("content-type", "application/json").header("sec-fetch-site", site);
        let answer = request.header("origin", "https://app.example").body(body.clone()).send().await.unwrap();
        assert_eq!(answer.status(), 403, "{site}");
        assert!(answer.headers().get("access-control-allow-origin").is_none());
    }
    let own = http.post(&url).header("content-type", "application/json").header("sec-fetch-site", "same-origin");
    assert_eq!(own.body(body.clone()).send().await.unwrap().status(), 200);
    let preflight = http.request(reqwest::Method::OPTIONS, &url).header("origin", "https://app.example");
    let preflight = preflight.send().await.unwrap();
    assert_eq!(preflight.status(), 405);
    assert!(preflight.headers().get("access-control-allow-origin").is_none());
    let plain = http.post(&url).header("content-type", "text/plain").body(body).send().await.unwrap();
    assert_eq!(plain.status(), 415);
    let many: Vec<String> = std::iter::repeat_n(question.clone(), 65).collect();
    for questions in [&[][..], &many, &["two words".to_owned()], &[format!("{question} more")], &["x".repeat(1_500)]] {
        assert_eq!(ask(&provider, questions).await.status, 400, "{questions:?}");
    }
    let large: Vec<String> = vec!["x".repeat(200_000)];
    assert_eq!(ask(&provider, &large).await.status, 413);
}

#[actix_web::test]
async fn an_address_that_asks_too_much_is_told_to_wait() {
    let (provider, _, question) = signed_in().await;
    let mut refused = None;
    // Each costs as much as four that ask about one.
    let questions = vec![question; 64];
    // At once, since what may be asked grows with the time that a busy machine takes.
    for _ in 0..10 {
        let answers = join_all((0..30).map(|_| ask(&provider, &questions))).await;
        refused = answers.into_iter().find(|answer| answer.status != 200);
        if refused.is_some() {
            break;
        }
    }
    let refused = refused.expect("300 in a row are too many");
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "5"));
}

/// What the answer rests on may go while the login lives: the client, the redirect URI, the person's group.
#[actix_web::test]
async fn a_login_is_not_live_to_a_client_without_its_origin_or_the_persons_group() {
    for (gone, expected) in [("client", "bad"), ("redirect URI", "bad"), ("group", "bad"), ("nothing", "live")] {
        let (mut provider, _, question) = signed_in().await;
        provider.reload(|settings| match gone {
            "client" => settings.clients.retain(|client| client.client_id.as_str() != "app"),
            "redirect URI" => settings.clients[0].redirect_uris = settings.clients[1].redirect_uris.clone(),
            "group" => settings.clients[0].allowed_groups = vec!["board".to_owned()],
            _ => {}
        });
        assert_eq!(verdict(&provider, &question).await, "live", "{gone}: for a moment it counts");
        provider.advance(3);
        assert_eq!(verdict(&provider, &question).await, expected, "{gone}");
    }
}

#[actix_web::test]
async fn a_reload_just_when_a_page_asks_leaves_the_session_its_moment() {
    let (provider, _, question) = signed_in().await;
    let (node, clock) = (provider.provider.clone(), provider.clock.clone());
    let mut settings = node.live().settings.clone();
    settings.clients.retain(|client| client.client_id.as_str() != "app");
    provider.clock.after_the_next_answer(move || {
        clock.advance(Duration::from_secs(1));
        node.replace(settings);
    });
    let told = judge(&provider.provider, &Question::parse(&question).unwrap()).await.unwrap();
    assert_eq!(told.as_str(), "live");
}

/// The other side of the group: the person leaves it.
#[actix_web::test]
async fn a_login_is_not_live_to_a_client_whose_group_the_person_left() {
    let provider = Builder::new().app(|client| client.allowed_groups = vec!["family".to_owned()]).start();
    let question = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
    assert_eq!(verdict(&provider, &question).await, "live");
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    store.update_profile(&User { groups: vec!["admins".to_owned()], ..ada.clone() }).await.unwrap();
    assert_eq!(verdict(&provider, &question).await, "bad");
    store.update_profile(&ada).await.unwrap();
    assert_eq!(verdict(&provider, &question).await, "live", "only an end is for good");
}
