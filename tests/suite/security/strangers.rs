//! What a stranger may leave behind: nothing. Whoever has not signed in writes nothing to disk, however often they ask
//! (row 64), and the requests that wait for them are bound to their browser all the same (SEC-11).

use latchkey::protocol::client::ConsentMode;

use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// Names in a `claims` parameter of half a KiB.
const LONGEST_CLAIMS: usize = 8;

/// How many rows there are in all tables.
fn rows(provider: &TestProvider) -> Vec<(String, i64)> {
    let database = provider.by_hand();
    // Wrong passwords are counted where all nodes see them, within the limits of a network.
    let tables = database.tables().into_iter().filter(|table| table != "tries");
    tables.map(|table| (table.clone(), database.count(&table))).collect()
}

fn log_size(provider: &TestProvider) -> u64 {
    std::fs::metadata(provider.folder.path().join("data/latchkey.db-wal")).map_or(0, |file| file.len())
}

#[actix_web::test]
async fn nothing_of_a_stranger_is_written_to_disk() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    // What the start did is chained a moment later, whoever comes.
    provider.provider.store.extend_chain(1_000).await.unwrap();
    let (before, log) = (rows(&provider), log_size(&provider));
    let request = app.authorization_url(&[]);
    let (silent, demanding) =
        (app.authorization_url(&[("prompt", "none")]), app.authorization_url(&[("prompt", "login")]));
    let wrong = app.authorization_url(&[("redirect_uri", "https://evil.example/")]);
    for _ in 0..25 {
        let browser = Browser::new();
        let login = browser.visit(&request).await;
        assert!(login.body.contains("id=\"password\""));
        for url in
            [&silent, &demanding, &wrong, &provider.url("/"), &provider.url("/login"), &provider.url("/signed-out")]
        {
            browser.visit(url).await;
        }
        browser.visit(&provider.url("/end-session?id_token_hint=x&state=y")).await;
        browser.visit(&provider.url("/setup?t=x")).await;
        let failed = browser.submit(&login, &[("username", "ada"), ("password", "wrong wrong wrong")]).await;
        assert!(failed.status == 401 || failed.status == 429, "{}", failed.status);
        let refused = browser.send_form(&login, &[("cancel", "1")]).await;
        assert_eq!(refused.answer()["error"], "access_denied");
        app.redeem("no such code").await;
        app.refresh("no such token").await;
        app.userinfo("no such token").await;
    }
    assert_eq!(rows(&provider), before);
    assert_eq!(log_size(&provider), log, "not a page was written");
    // Who signs in is remembered.
    app.sign_in_as("ben", &Browser::new(), &[]).await;
    assert_ne!(rows(&provider), before);
}

#[actix_web::test]
async fn a_waiting_request_is_of_no_use_in_another_browser_nor_after_an_hour_nor_once_it_was_answered() {
    let provider = Builder::new().app(|client| client.consent = ConsentMode::Always).start();
    let app = RelyingParty::new(&provider);
    let (own, other) = (Browser::new(), Browser::new());
    let login = app.authorize(&own, &[]).await;
    let sealed = login.hidden_fields().into_iter().find(|(name, _)| name == "interaction").unwrap().1;
    let page = |browser: &'static str| format!("{}/{browser}?interaction={sealed}", provider.issuer);
    assert_eq!(own.get(&page("login")).await.status, 200);
    app.authorize(&other, &[]).await;
    for browser in [&other, &Browser::new()] {
        for path in ["login", "consent", "select-account"] {
            let gone = browser.get(&page(path)).await;
            assert!(gone.status == 400 && gone.body.contains("no longer open"), "{path}");
        }
    }
    for wrong in [&sealed[1..], &sealed[..sealed.len() - 1], &sealed.to_uppercase(), "x", &"A".repeat(6_000)] {
        assert_eq!(own.get(&format!("{}/login?interaction={wrong}", provider.issuer)).await.status, 400);
    }
    let consent = own.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let answer = own.submit(&consent, &[("decision", "allow")]).await;
    assert!(answer.answer().contains_key("code"));
    for (form, fields) in
        [(&login, [("username", "ada"), ("password", PASSWORD)]), (&consent, [("decision", "allow"), ("x", "y")])]
    {
        let again = own.submit(form, &fields).await;
        assert!(!again.headers.contains_key("location"), "{}", again.body);
    }
    assert_eq!(own.get(&page("login")).await.status, 400, "it was answered");
    let waiting = app.authorize(&Browser::new(), &[]).await;
    provider.advance(3601);
    let late = Page { url: waiting.url.clone(), ..waiting };
    assert_eq!(Browser::new().send_form(&late, &[("username", "ada"), ("password", PASSWORD)]).await.status, 400);
}

#[actix_web::test]
async fn many_who_allow_at_once_in_one_browser_get_one_answer() {
    let provider = Builder::new().app(|client| client.consent = ConsentMode::Always).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    let consent = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let answers =
        futures_util::future::join_all((0..20).map(|_| browser.send_form(&consent, &[("decision", "allow")]))).await;
    let codes =
        answers.iter().filter(|page| page.location().is_some_and(|location| location.contains("code="))).count();
    assert_eq!(codes, 1);
}

/// The longest of every parameter that is taken: it waits like any other.
#[actix_web::test]
async fn the_longest_request_that_is_taken_waits_for_its_person() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let names: Vec<String> =
        (0..LONGEST_CLAIMS).map(|index| format!("\"https://app.example/claim/{index}\":null")).collect();
    let claims = format!("{{\"userinfo\":{{{}}}}}", names.join(","));
    let state = "s".repeat(4_096);
    let fields = [
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", app.redirect_uri.as_str()),
        ("scope", "openid"),
        ("claims", claims.as_str()),
        ("state", state.as_str()),
    ];
    let browser = Browser::new();
    let waiting = browser.post(&provider.url("/authorize"), &fields).await;
    let login = browser.follow(waiting).await;
    assert!(login.body.contains("id=\"password\""), "{} {:?}", login.status, login.location());
    let answer = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(answer.answer()["state"], state);
}
