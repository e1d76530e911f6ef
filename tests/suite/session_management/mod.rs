//! OpenID Connect Session Management 1.0: the cookie, `session_state`, and the iframe.

mod lengths;
mod neighbours;
mod refreshing;
mod sealed_before;
mod sealing;
pub mod streams;
pub mod verdicts;

use latchkey::protocol::session_state::{sealed_handle, session_state};

use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, RelyingParty, TestProvider};

/// The browser-state cookie that an answer of `provider` sets.
fn state_set(provider: &TestProvider, page: &Page) -> Option<String> {
    let named = format!("{}=", provider.cookie("lk_bs"));
    let cookies = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let cookie = cookies.into_iter().find(|cookie| cookie.starts_with(&named))?;
    assert!(cookie.contains("SameSite=Lax") && cookie.contains("Path=/") && !cookie.contains("HttpOnly"), "{cookie}");
    Some(cookie[named.len()..].split(';').next().unwrap().to_owned())
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
    let state = state_set(&provider, &back).unwrap();
    let value = back.answer()["session_state"].clone();
    let sealed = sealed_handle(&value).unwrap();
    assert_eq!(session_state("app", "https://app.example", &state, &sealed), value);
    assert_eq!(value.len(), 124);
    let again = app.authorize(&browser, &[("prompt", "none")]).await;
    assert!(again.headers.get("set-cookie").is_none());
    let other = again.answer()["session_state"].clone();
    assert_ne!(other, value, "the salt is fresh");
    let in_fragment = app.authorize(&browser, &[("response_mode", "fragment")]).await;
    assert!(in_fragment.raw_location().unwrap().contains("&session_state="));
    let refused = app.authorize(&Browser::new(), &[("prompt", "none")]).await;
    assert!(!refused.answer().contains_key("session_state"), "no browser state, nothing to hash");
    let posted = app.authorize(&browser, &[("response_mode", "form_post")]).await;
    assert!(posted.hidden_fields().iter().any(|(name, value)| name == "session_state" && value.len() == 124));
}

/// Session Management §2: "in the Authentication Response or Authentication Error Response".
#[actix_web::test]
async fn error_responses_carry_it_too() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    let cancelled = browser.send_form(&login, &[("cancel", "1")]).await.answer();
    assert_eq!((cancelled["error"].as_str(), cancelled["session_state"].len()), ("access_denied", 124));
    let refused = app.authorize(&browser, &[("prompt", "none")]).await.answer();
    assert_eq!((refused["error"].as_str(), refused["session_state"].len()), ("login_required", 124));
    let fault = app.authorize(&browser, &[("response_type", "wrong")]).await.answer();
    assert_eq!((fault["error"].as_str(), fault["session_state"].len()), ("unsupported_response_type", 124));
    app.sign_in(&browser, &[]).await;
    provider.advance(10);
    let stale = app.authorize(&browser, &[("prompt", "none"), ("max_age", "1")]).await.answer();
    assert_eq!((stale["error"].as_str(), stale["session_state"].len()), ("login_required", 124));
}

/// Partitioned browsers would keep what these set as a second, alien value.
#[actix_web::test]
async fn neither_prompt_none_nor_a_framed_answer_sets_any_cookie() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for changes in
        [&[("prompt", "none")][..], &[("prompt", "none"), ("scope", "")], &[("prompt", "none"), ("nonce", "")]]
    {
        let fresh = app.authorize(&Browser::new(), changes).await;
        assert!(fresh.headers.get("set-cookie").is_none(), "{changes:?}");
    }
    for dest in ["iframe", "frame", "embed", "object"] {
        let framed = app.http.get(app.authorization_url(&[])).header("sec-fetch-dest", dest).send().await.unwrap();
        assert!(framed.headers().get("set-cookie").is_none(), "{dest}");
    }
    let top = app.http.get(app.authorization_url(&[])).header("sec-fetch-dest", "document").send().await.unwrap();
    assert!(state_set(&provider, &Page::read(top).await).is_some(), "the first visit gets an anonymous state");
    let malformed = app
        .http
        .get(app.authorization_url(&[]))
        .header("cookie", format!("{}=short", provider.cookie("lk_bs")))
        .send()
        .await
        .unwrap();
    assert!(state_set(&provider, &Page::read(malformed).await).is_some(), "a malformed one is replaced");
}

#[actix_web::test]
async fn keep_me_signed_in_lengthens_both_cookies_and_its_absence_neither() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for (ticked, long) in [(&[][..], 0), (&[("remember_me", "on")][..], 2)] {
        let browser = Browser::new();
        let login = app.authorize(&browser, &[]).await;
        let filled: Vec<_> = [("username", "ada"), ("password", PASSWORD)].iter().chain(ticked).copied().collect();
        let back = browser.send_form(&login, &filled).await;
        let cookies = back.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
        assert_eq!(cookies.filter(|cookie| cookie.contains("Max-Age=2592000")).count(), long);
    }
}

#[actix_web::test]
async fn switched_off_there_is_no_iframe_no_cookie_and_no_session_state() {
    let off = |settings: &mut latchkey::config::settings::Settings| {
        settings.session_management.check_session_iframe = false;
    };
    let provider = crate::support::Builder::new().settings(off).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = app.sign_in(&browser, &[]).await;
    assert!(!back.answer().contains_key("session_state"));
    assert_eq!(state_set(&provider, &back), None);
    for path in ["/check-session-iframe", "/check-session-iframe/"] {
        assert_eq!(browser.get(&provider.url(path)).await.status, 404);
    }
    assert_eq!(verdicts::ask(&provider, &["x".to_owned()]).await.status, 404);
    let discovery = browser.get(&provider.url("/.well-known/openid-configuration")).await.json();
    assert!(discovery.get("check_session_iframe").is_none() && discovery.get("end_session_endpoint").is_some());
}

#[actix_web::test]
async fn the_state_changes_with_the_login_and_not_with_the_session_id() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let first = state_set(&provider, &sign_in(&app, &browser, &[]).await).unwrap();
    let again = sign_in(&app, &browser, &[("prompt", "login")]).await;
    assert_eq!(state_set(&provider, &again), None, "re-authentication keeps it");
    let question = browser.visit(&provider.url("/end-session")).await;
    let out = state_set(&provider, &browser.send_form(&question, &[("decision", "yes")]).await).unwrap();
    assert_ne!(out, first);
    let second = state_set(&provider, &sign_in(&app, &browser, &[]).await).unwrap();
    assert!(second != first && second != out);
}

/// A cookie set on a framed response would be an alien one where cookies are partitioned.
#[actix_web::test]
async fn no_framed_response_sets_it_and_a_lost_one_comes_back() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = sign_in(&app, &browser, &[]).await;
    let state = state_set(&provider, &back).unwrap();
    let sid = back
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .find(|cookie| cookie.starts_with(&provider.cookie("lk_sid")));
    let sid = sid.unwrap().split(';').next().unwrap().to_owned();
    let url = app.authorization_url(&[]);
    let framed = app.http.get(&url).header("cookie", &sid).header("sec-fetch-dest", "iframe").send().await.unwrap();
    assert_eq!(state_set(&provider, &Page::read(framed).await), None);
    let top = app.http.get(&url).header("cookie", &sid).send().await.unwrap();
    assert_eq!(state_set(&provider, &Page::read(top).await), Some(state), "the stored one, not a new one");
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
        assert!(
            policy.contains("script-src 'sha256-")
                && policy.contains("connect-src 'self'")
                && policy.ends_with("frame-ancestors *"),
            "{policy}"
        );
        assert_eq!((page.header("x-frame-options"), page.header("cross-origin-opener-policy")), ("", ""));
        assert_eq!(page.header("cache-control"), "public, max-age=3600");
        assert!(page.headers.get("set-cookie").is_none());
        let known = browser.http.get(provider.url(path)).header("if-none-match", page.header("etag"));
        assert_eq!(known.send().await.unwrap().status(), 304);
        let head = browser.http.head(provider.url(path)).send().await.unwrap();
        assert_eq!((head.status().as_u16(), head.text().await.unwrap().len()), (200, 0));
    }
    let worker = browser.get(&provider.url("/check-session-iframe/watch.js")).await;
    assert!(worker.header("content-type").starts_with("text/javascript"));
    assert_eq!(worker.header("content-security-policy"), "default-src 'none'; connect-src 'self'");
}

#[actix_web::test]
async fn the_browser_report_knows_what_is_of_one_site() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    for (origin, expected) in [
        ("http%3A%2F%2Flocalhost%3A3000%2Fx", "data-same-site=\"true\""),
        ("https%3A%2F%2Fwiki.example.com", "data-same-site=\"false\""),
        ("nonsense", "Enter a complete web address"),
        ("%3Cscript%3E", "&lt;script&gt;"),
    ] {
        let page = browser.get(&provider.url(&format!("/session-check?origin={origin}"))).await;
        assert!(page.status == 200 && page.body.contains(expected), "{origin}: {}", page.body);
        assert!(page.header("content-security-policy").contains("connect-src 'self'"));
    }
    // Where it says what becomes of prompt=none in a frame, no rule of the browser comes into it.
    for path in ["/session-check", "/session-check?origin=https%3A%2F%2Fwiki.example.com"] {
        let page = browser.get(&provider.url(path)).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("(prompt=none) always returns login_required"), "{path}: {}", page.body);
        assert!(!page.body.contains("where third-party cookies are blocked"), "{path}: {}", page.body);
    }
}

/// Files, documents and what clients call know no browser session: no cookie is read or set, and nothing is prolonged.
#[actix_web::test]
async fn what_is_no_page_never_touches_the_session() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let id = verdicts::login_of_ada(&provider).await;
    let seen = async || {
        let login = provider.provider.store.live_session(&id, provider.provider.now()).await.unwrap().unwrap();
        (login.session.last_seen, login.session.idle_expires_at)
    };
    let before = seen().await;
    provider.advance(3600);
    for path in [
        "/static/latchkey.css",
        "/.well-known/openid-configuration",
        "/jwks",
        "/check-session-iframe",
        "/check-session-iframe/watch.js",
        "/userinfo",
        "/livez",
    ] {
        let page = browser.get(&provider.url(path)).await;
        assert!(page.headers.get("set-cookie").is_none(), "{path}");
    }
    for path in ["/token", "/check-session-iframe/status"] {
        let page = browser.post(&provider.url(path), &[("grant_type", "authorization_code")]).await;
        assert!(page.headers.get("set-cookie").is_none(), "{path}");
    }
    assert_eq!(seen().await, before);
}
