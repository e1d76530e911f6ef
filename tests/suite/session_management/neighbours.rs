//! Several providers on one host, and one browser: cookies know no port (RFC 6265 §8.5), and ours no path. And a browser
//! that still has the cookies of a version which gave all of them one name.

use latchkey::config::settings::Issuer;
use latchkey::protocol::session_state::{sealed_handle, session_state};

use super::verdicts::{login_of_ada, question, verdict};
use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// A provider whose issuer ends in `path`.
fn at(path: &str) -> TestProvider {
    let moved = |settings: &mut latchkey::config::settings::Settings| {
        let issuer = format!("{}{path}", settings.server.issuer.as_str());
        settings.server.issuer = Issuer::parse(&issuer).unwrap();
    };
    Builder::new().settings(moved).start()
}

/// The names of the cookies that an answer sets.
fn names_set(page: &Page) -> Vec<String> {
    let cookies = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    cookies.map(|cookie| cookie.split('=').next().unwrap().to_owned()).collect()
}

/// Whether the answer to `prompt=none` is a code, and its `session_state` the one of the cookie that the browser keeps.
async fn is_signed_in(app: &RelyingParty<'_>, browser: &Browser) -> bool {
    let back = app.authorize(browser, &[("prompt", "none")]).await;
    let answer = back.answer();
    if let Some(value) = answer.get("session_state") {
        let state = browser.cookie(&app.provider.issuer, &app.provider.cookie("lk_bs")).unwrap_or_default();
        assert_eq!(*value, session_state("app", "https://app.example", &state, &sealed_handle(value).unwrap()));
    }
    answer.contains_key("code")
}

#[actix_web::test]
async fn whatever_is_done_at_a_neighbour_changes_nothing_for_a_login() {
    for (path, neighbours_path) in [("", ""), ("/one", "/two"), ("", "/one"), ("/one", "")] {
        let (one, other) = (at(path), at(neighbours_path));
        let (app, neighbours_app, browser) = (RelyingParty::new(&one), RelyingParty::new(&other), Browser::new());
        let watched = question(&app.sign_in(&browser, &[]).await);
        let login = login_of_ada(&one).await;
        let unchanged = async |after: &str| {
            let case = format!("{path:?} beside {neighbours_path:?}, {after}");
            assert!(is_signed_in(&app, &browser).await, "{case}");
            assert_eq!(verdict(&one, &watched).await, "live", "{case}");
            assert_eq!(login_of_ada(&one).await, login, "{case}: no orphan, no other login");
            assert!(app.authorize(&browser, &[]).await.answer().contains_key("code"), "{case}");
        };
        let page = neighbours_app.authorize(&browser, &[]).await;
        assert!(page.body.contains("id=\"password\""), "{}", page.body);
        unchanged("the sign-in page opened").await;
        let back = browser.submit(&page, &[("username", "ben"), ("password", PASSWORD)]).await;
        assert!(back.answer().contains_key("code"));
        unchanged("somebody signed in").await;
        assert!(is_signed_in(&neighbours_app, &browser).await);
        let out = browser.visit(&other.url("/end-session")).await;
        browser.submit(&out, &[("decision", "yes")]).await;
        assert!(!is_signed_in(&neighbours_app, &browser).await);
        unchanged("signed out there").await;
    }
}

/// A browser in which ada signed in at a version that knew the bare names only.
async fn of_an_earlier_version(app: &RelyingParty<'_>, fields: &[(&str, &str)]) -> (Browser, Page) {
    let browser = Browser::new();
    let login = app.authorize(&browser, &[]).await;
    let filled: Vec<_> = [("username", "ada"), ("password", PASSWORD)].iter().chain(fields).copied().collect();
    let back = browser.submit(&login, &filled).await;
    (with_former_names(app.provider, &browser), back)
}

/// What `browser` has of `provider`, under the names of an earlier version.
fn with_former_names(provider: &TestProvider, browser: &Browser) -> Browser {
    let earlier = Browser::new();
    for name in ["lk_sid", "lk_bs"] {
        let value = browser.cookie(&provider.issuer, &provider.cookie(name)).unwrap();
        earlier.keep(&provider.issuer, &format!("{name}={value}; Path=/"));
    }
    earlier
}

#[actix_web::test]
async fn a_login_of_an_earlier_version_lives_on_under_the_new_names() {
    for (path, ticked) in [("", false), ("", true), ("/one", true)] {
        let provider = at(path);
        let app = RelyingParty::new(&provider);
        let remembered = [("remember_me", "on")];
        let (browser, back) = of_an_earlier_version(&app, if ticked { &remembered } else { &[] }).await;
        let cookie = |name: &str| browser.cookie(&provider.issuer, name);
        let (session, state) = (cookie("lk_sid").unwrap(), cookie("lk_bs").unwrap());
        let silent = app.authorize(&browser, &[("prompt", "none")]).await;
        assert!(silent.answer().contains_key("code") && names_set(&silent).is_empty(), "{:?}", silent.headers);
        let page = browser.visit(&provider.url("/")).await;
        assert!(page.body.contains("Ada Example"), "{}", page.body);
        let of = |name| provider.cookie(name);
        assert_eq!(names_set(&page), [of("lk_sid"), of("lk_bs"), "lk_bs".to_owned()]);
        let lasting = page.headers.get_all("set-cookie").iter();
        let lasting = lasting.filter(|cookie| cookie.to_str().unwrap().contains("Max-Age=2592000")).count();
        assert_eq!(lasting, if ticked { 2 } else { 0 });
        assert_eq!((cookie(&of("lk_sid")), cookie(&of("lk_bs"))), (Some(session), Some(state)));
        assert_eq!(cookie("lk_bs"), None, "no page of the iframe that was loaded before goes on reading it");
        assert_eq!(verdict(&provider, &question(&back)).await, "live");
        assert!(names_set(&browser.visit(&provider.url("/")).await).is_empty(), "once is enough");
        browser.keep(&provider.issuer, "lk_sid=a-neighbours; Path=/");
        assert!(is_signed_in(&app, &browser).await);
    }
}

/// Row 46: the cookie of before leads nowhere once the login ended, or another began.
#[actix_web::test]
async fn a_cookie_of_an_earlier_version_brings_no_ended_login_back() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let (browser, back) = of_an_earlier_version(&app, &[("remember_me", "on")]).await;
    let again = || {
        let later = Browser::new();
        let value = browser.cookie(&provider.issuer, "lk_sid").unwrap();
        later.keep(&provider.issuer, &format!("lk_sid={value}; Path=/"));
        later
    };
    assert!(app.authorize(&again(), &[("prompt", "none")]).await.answer().contains_key("code"));
    let out = browser.visit(&provider.url("/end-session")).await;
    let browser = with_former_names(&provider, &browser);
    let gone = browser.send_form(&out, &[("decision", "yes")]).await;
    let cookies: Vec<_> = gone.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().all(|cookie| !cookie.contains("Max-Age=2592000")), "{cookies:?}");
    assert_eq!(verdict(&provider, &question(&back)).await, "ended");
    for browser in [&browser, &again()] {
        assert_eq!(app.authorize(browser, &[("prompt", "none")]).await.answer()["error"], "login_required");
        assert!(app.authorize(browser, &[]).await.body.contains("id=\"password\""));
    }
    // Signed in again, there is one login, and what is left of the first one changes nothing.
    app.sign_in(&browser, &[]).await;
    assert!(is_signed_in(&app, &browser).await);
    login_of_ada(&provider).await;
}

/// Who signs in as somebody else, unasked to be remembered, is not remembered because the one before was.
#[actix_web::test]
async fn a_change_of_account_takes_no_lasting_cookie_over() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let login = app.authorize(&browser, &[]).await;
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD), ("remember_me", "on")]).await;
    let choose = app.authorize(&browser, &[("prompt", "select_account")]).await;
    let login = browser.submit(&choose, &[("account", "other")]).await;
    let earlier = with_former_names(&provider, &browser);
    let back = earlier.send_form(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    let cookies: Vec<_> = back.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(!cookies.is_empty() && cookies.iter().all(|cookie| !cookie.contains("Max-Age=2592000")), "{cookies:?}");
}

/// Where nobody is signed in, the state of before is kept too, so that whoever watches it hears of a sign-in.
#[actix_web::test]
async fn a_browser_state_without_a_login_is_carried_over() {
    let provider = TestProvider::new();
    let (app, first) = (RelyingParty::new(&provider), Browser::new());
    app.authorize(&first, &[]).await;
    let browser = with_former_names(&provider, &first);
    let state = browser.cookie(&provider.issuer, "lk_bs").unwrap();
    let nobody = question(&app.authorize(&browser, &[("prompt", "none")]).await);
    let login = app.authorize(&browser, &[]).await;
    assert_eq!(browser.cookie(&provider.issuer, &provider.cookie("lk_bs")), Some(state));
    assert_eq!(browser.cookie(&provider.issuer, "lk_bs"), None);
    assert_eq!(verdict(&provider, &nobody).await, "live");
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(is_signed_in(&app, &browser).await);
    assert_eq!(verdict(&provider, &nobody).await, "ended");
}

/// A neighbour's cookies, under the bare names or its own, sign nobody in, and are left alone.
#[actix_web::test]
async fn a_neighbours_cookies_are_no_business_of_ours() {
    let (one, other) = (TestProvider::new(), TestProvider::new());
    let (app, neighbours_app, browser) = (RelyingParty::new(&one), RelyingParty::new(&other), Browser::new());
    neighbours_app.sign_in(&browser, &[]).await;
    let former = with_former_names(&other, &browser);
    let as_ours = Browser::new();
    for name in ["lk_sid", "lk_bs"] {
        let value = browser.cookie(&other.issuer, &other.cookie(name)).unwrap();
        as_ours.keep(&one.issuer, &format!("{}={value}; Path=/", one.cookie(name)));
    }
    for browser in [&browser, &former, &as_ours] {
        assert_eq!(app.authorize(browser, &[("prompt", "none")]).await.answer()["error"], "login_required");
    }
    let before = (former.cookie(&one.issuer, "lk_sid"), former.cookie(&one.issuer, "lk_bs"));
    let page = former.get(&app.authorization_url(&[])).await;
    assert_eq!(names_set(&page), [one.cookie("lk_sid"), one.cookie("lk_bs")], "nothing of the neighbour's");
    app.sign_in(&former, &[]).await;
    assert_eq!((former.cookie(&one.issuer, "lk_sid"), former.cookie(&one.issuer, "lk_bs")), before);
    let state = former.cookie(&one.issuer, &one.cookie("lk_bs"));
    assert!(state.is_some() && state != before.1, "a state of our own");
    assert!(neighbours_app.authorize(&former, &[("prompt", "none")]).await.answer().contains_key("code"));
}

#[actix_web::test]
async fn the_iframe_reads_the_cookie_of_its_own_provider() {
    for path in ["", "/one"] {
        let provider = at(path);
        let page = Browser::new().get(&provider.url("/check-session-iframe")).await;
        assert!(page.body.contains(&format!("'{}'", provider.cookie("lk_bs"))) && !page.body.contains("COOKIE_NAME"));
    }
}
