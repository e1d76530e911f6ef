//! Addresses of people behind a proxy (SEC-65): every legal form is read, and no form is ever taken for the proxy's own.

use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, START};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

fn behind_a_proxy() -> TestProvider {
    Builder::new().settings(|settings| settings.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()]).start()
}

/// A browser whose proxy adds these headers.
fn browser(headers: &[(&'static str, &str)]) -> Browser {
    let headers = headers.iter().map(|(name, value)| {
        (
            reqwest::header::HeaderName::from_static(name),
            reqwest::header::HeaderValue::from_bytes(value.as_bytes()).unwrap(),
        )
    });
    Browser::sending(headers.collect())
}

#[actix_web::test]
async fn the_session_shows_where_the_person_is_whatever_form_the_proxy_says_it_in() {
    let provider = behind_a_proxy();
    let app = RelyingParty::new(&provider);
    for (name, value, expected) in [
        ("x-forwarded-for", "192.0.2.1", "192.0.2.1"),
        ("x-forwarded-for", "6.6.6.6, 192.0.2.2:4711, 127.0.0.9", "192.0.2.2"),
        ("x-forwarded-for", "[2001:db8::3]:443", "2001:db8::3"),
        ("x-forwarded-for", "::ffff:192.0.2.4", "192.0.2.4"),
        ("forwarded", "for=6.6.6.6, For=\"[2001:db8::5]:4711\";proto=https;by=127.0.0.1", "2001:db8::5"),
        ("forwarded", "for=192.0.2.6;host=\"a,b\", for=127.0.0.2", "192.0.2.6"),
        ("forwarded", "for=192.0.2.7, for=unknown", "unknown"),
        ("forwarded", "for=_hidden", "unknown"),
        ("x-forwarded-for", "192.0.2.8, who knows", "unknown"),
        ("x-forwarded-for", "192.0.2.8, \u{fc}", "unknown"),
        ("x-forwarded-for", "", "unknown"),
        ("via", "1.1 proxy", "127.0.0.1"),
    ] {
        let before = sessions(&provider).await;
        app.sign_in(&browser(&[(name, value)]), &[]).await.answer();
        let mut fresh = sessions(&provider).await;
        fresh.retain(|(id, _)| !before.iter().any(|(known, _)| known == id));
        assert_eq!(fresh.iter().map(|(_, ip)| ip.as_str()).collect::<Vec<_>>(), [expected], "{name}: {value}");
    }
}

async fn sessions(provider: &TestProvider) -> Vec<(String, String)> {
    let sessions = provider.provider.store.list_sessions(START, 100).await.unwrap();
    sessions.into_iter().map(|(session, _)| (session.id, session.ip)).collect()
}

/// SEC-58: people whose address is unknown count together, and not with the proxy's own network.
#[actix_web::test]
async fn limits_count_unknown_addresses_under_a_name_of_their_own() {
    let provider = behind_a_proxy();
    let app = RelyingParty::new(&provider);
    let sign_in = async |forwarded: &str, password: &str| -> Page {
        let browser = browser(&[("forwarded", forwarded)]);
        let login = app.authorize(&browser, &[]).await;
        browser.send_form(&login, &[("username", "ada"), ("password", password)]).await
    };
    for index in 0..10 {
        sign_in(&format!("for=_client{index}"), "not the password").await;
    }
    assert_eq!(sign_in("for=unknown", PASSWORD).await.status, 429, "one limit for all who hide");
    assert_eq!(sign_in("for=192.0.2.1", PASSWORD).await.status, 303);
    let direct = browser(&[]);
    let login = app.authorize(&direct, &[]).await;
    let answer = direct.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "the proxy's own requests are unharmed");
}

/// Row 60: whoever is not a trusted proxy speaks for nobody.
#[actix_web::test]
async fn a_stranger_cannot_say_where_it_is() {
    let provider = TestProvider::new();
    for header in [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.1"), ("x-real-ip", "192.0.2.1")] {
        RelyingParty::new(&provider).sign_in(&browser(&[header]), &[]).await.answer();
    }
    assert!(sessions(&provider).await.iter().all(|(_, ip)| ip == "127.0.0.1"));
}
