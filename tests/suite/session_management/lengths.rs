//! A login keeps the end that it was given when it began; what carries it lives as long, whatever the setting is now.

use std::sync::Arc;
use std::time::Duration;

use super::verdicts::{question, verdict};
use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::relying_party::decode;
use crate::support::{Browser, RelyingParty, TestProvider};

const DAY: u64 = 86_400;

fn change_lives(provider: &mut TestProvider, days: u64) {
    provider.reload(|settings| {
        settings.session.idle = Duration::from_secs(days * DAY);
        settings.session.absolute = Duration::from_secs(days * DAY);
    });
}

fn lives(days: u64) -> TestProvider {
    let mut provider = TestProvider::new();
    change_lives(&mut provider, days);
    provider.restart()
}

async fn remembered(app: &RelyingParty<'_>, browser: &Browser, changes: &[(&str, &str)]) -> Page {
    let login = app.authorize(browser, changes).await;
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD), ("remember_me", "1")]).await
}

/// `Max-Age` in days of each cookie that an answer sets.
fn max_ages(page: &Page) -> Vec<(String, Option<u64>)> {
    let cookies = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let mut found: Vec<_> = cookies
        .map(|cookie| {
            let age = cookie.split("Max-Age=").nth(1).map(|age| age.split(';').next().unwrap().parse::<u64>().unwrap());
            (cookie.split('=').next().unwrap().to_owned(), age.map(|seconds| seconds / DAY))
        })
        .collect();
    found.sort();
    found
}

#[actix_web::test]
async fn a_browser_stays_signed_in_until_the_end_of_its_login_after_the_setting_became_longer() {
    let mut provider = lives(1);
    change_lives(&mut provider, 90);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    let value = question(&browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await);
    provider.advance(60 * DAY);
    assert_eq!(verdict(&provider, &value).await, "live");
    assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"), "and signed in");
}

#[actix_web::test]
async fn a_browser_stays_signed_in_until_the_end_of_its_login_after_the_setting_became_shorter() {
    let mut provider = lives(90);
    let browser = Browser::new();
    remembered(&RelyingParty::new(&provider), &browser, &[]).await;
    change_lives(&mut provider, 1);
    let provider = provider.restart();
    let app = RelyingParty::new(&provider);
    provider.advance(10 * DAY);
    // A new key for the cookie session, whose row is written anew.
    let login = app.authorize(&browser, &[("prompt", "login")]).await;
    let again = browser.send_form(&login, &[("password", PASSWORD)]).await;
    assert!(again.answer().contains_key("code"), "{}", again.body);
    let own = [(provider.cookie("lk_known"), Some(365)), (provider.cookie("lk_sid"), Some(80))];
    assert_eq!(max_ages(&again), own, "what is left of the login; the browser is known for a year");
    provider.advance(DAY / 2);
    assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"));
    provider.advance(20 * DAY);
    assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"), "30 days in");
}

/// RP-Initiated Logout §2: the key that signed a hint is remembered for the login, not for the setting.
#[actix_web::test]
async fn a_hint_is_good_for_as_long_as_its_login_though_the_setting_became_shorter() {
    let mut provider = lives(90);
    let (browser, other) = (Browser::new(), Browser::new());
    let (tokens, first) = {
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&browser, &[]).await;
        let first = decode(tokens["id_token"].as_str().unwrap()).0["kid"].as_str().unwrap().to_owned();
        (tokens, first)
    };
    change_lives(&mut provider, 1);
    let refresh = async || {
        let live = provider.provider.live().clone();
        let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
        let lives = live.settings.longest_lives();
        let keyring = latchkey::key_rotation::load(store, &live.settings.keys, lives, now).await.unwrap();
        provider.provider.keyring.store(Arc::new(keyring));
    };
    let store = provider.provider.store.as_ref();
    let settings = provider.provider.live().settings.keys.clone();
    let soon = provider.provider.now().after(Duration::from_secs(1));
    latchkey::key_rotation::rotate(store, &settings, Duration::ZERO, soon).await.unwrap();
    provider.advance(1);
    refresh().await;
    for _ in 0..3 {
        provider.advance(20 * DAY);
        refresh().await;
    }
    let bye = "https://app.example/bye";
    let query = format!("id_token_hint={}&post_logout_redirect_uri={bye}", tokens["id_token"].as_str().unwrap());
    let asked = other.visit(&format!("{}?{query}", provider.url("/end-session"))).await;
    assert!(!asked.body.contains("id_token_hint is not valid"), "{}", asked.body);
    let back = browser.visit(&format!("{}?{query}", provider.url("/end-session"))).await;
    assert_eq!(back.raw_location(), Some(bye));
    provider.advance(2 * DAY);
    refresh().await;
    assert!(
        store.key_records().await.unwrap().iter().all(|record| record.kid != first),
        "no login of its time is left"
    );
}
