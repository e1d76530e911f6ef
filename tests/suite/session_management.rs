//! OpenID Connect Session Management 1.0: the cookie, `session_state`, and the iframe.

use latchkey::protocol::client::ClientId;
use latchkey::protocol::session_state::session_state;

use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, RelyingParty, TestProvider};

/// The browser-state cookie that an answer sets.
fn state_set(page: &Page) -> Option<String> {
    let cookies = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let cookie = cookies.into_iter().find(|cookie| cookie.starts_with("lk_bs="))?;
    assert!(cookie.contains("SameSite=Lax") && cookie.contains("Path=/") && !cookie.contains("HttpOnly"), "{cookie}");
    Some(cookie["lk_bs=".len()..].split(';').next().unwrap().to_owned())
}

async fn sign_in(app: &RelyingParty<'_>, browser: &Browser, changes: &[(&str, &str)]) -> Page {
    let login = app.authorize(browser, changes).await;
    browser.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await
}

#[actix_web::test]
async fn session_state_is_the_hash_of_client_origin_cookie_and_salt() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = sign_in(&app, &browser, &[]).await;
    let state = state_set(&back).unwrap();
    let value = back.answer()["session_state"].clone();
    let salt = value.split('.').nth(1).unwrap().to_owned();
    let client_id = ClientId::parse("app").unwrap();
    assert_eq!(session_state(&client_id, "https://app.example/cb", &state, &salt), Some(value.clone()));
    let again = app.authorize(&browser, &[("prompt", "none")]).await;
    assert!(again.headers.get("set-cookie").is_none());
    let other = again.answer()["session_state"].clone();
    assert_ne!(other, value, "the salt is fresh");
    let in_fragment = app.authorize(&browser, &[("response_mode", "fragment")]).await;
    assert!(in_fragment.raw_location().unwrap().contains("&session_state="));
    let refused = app.authorize(&Browser::new(), &[("prompt", "none")]).await;
    assert!(!refused.answer().contains_key("session_state"));
}

#[actix_web::test]
async fn the_state_changes_with_the_login_and_not_with_the_session_id() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let first = state_set(&sign_in(&app, &browser, &[]).await).unwrap();
    let again = sign_in(&app, &browser, &[("prompt", "login")]).await;
    assert_eq!(state_set(&again), None, "re-authentication keeps it");
    let question = browser.visit(&provider.url("/end-session")).await;
    let out = state_set(&browser.send_form(&question, &[("decision", "yes")]).await).unwrap();
    assert_ne!(out, first);
    let second = state_set(&sign_in(&app, &browser, &[]).await).unwrap();
    assert!(second != first && second != out);
}

/// A cookie set on a framed response would be an alien one where cookies are partitioned.
#[actix_web::test]
async fn no_framed_response_sets_it_and_a_lost_one_comes_back() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = sign_in(&app, &browser, &[]).await;
    let state = state_set(&back).unwrap();
    let sid = back
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .find(|cookie| cookie.starts_with("lk_sid="));
    let sid = sid.unwrap().split(';').next().unwrap().to_owned();
    let url = app.authorization_url(&[]);
    let framed = app.http.get(&url).header("cookie", &sid).header("sec-fetch-dest", "iframe").send().await.unwrap();
    assert_eq!(state_set(&Page::read(framed).await), None);
    let top = app.http.get(&url).header("cookie", &sid).send().await.unwrap();
    assert_eq!(state_set(&Page::read(top).await), Some(state), "the stored one, not a new one");
}

/// SEC-52.
#[actix_web::test]
async fn the_iframe_alone_may_be_framed_and_runs_just_its_script() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    for path in ["/check-session-iframe", "/check-session-iframe/"] {
        let page = browser.get(&provider.url(path)).await;
        assert_eq!(page.status, 200);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("script-src 'sha256-") && policy.ends_with("frame-ancestors *"), "{policy}");
        assert_eq!((page.header("x-frame-options"), page.header("cross-origin-opener-policy")), ("", ""));
        assert_eq!(page.header("cache-control"), "public, max-age=3600");
        assert!(page.headers.get("set-cookie").is_none());
        let known = browser.http.get(provider.url(path)).header("if-none-match", page.header("etag"));
        assert_eq!(known.send().await.unwrap().status(), 304);
    }
}
