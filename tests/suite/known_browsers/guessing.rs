//! Nobody is kept out by a stranger, and a stolen cookie guesses no more than a few times (SEC-57, SEC-58, rows 55 to 58).

use super::*;
use crate::support::Builder;

/// Fails as often as is allowed, in a browser that nobody knows.
async fn use_up(provider: &TestProvider, name: &str) {
    let stranger = Browser::new();
    for _ in 0..10 {
        assert_eq!(sign_in(provider, &stranger, name, "wrong").await.status, 401);
    }
    assert_eq!(sign_in(provider, &stranger, name, PASSWORD).await.status, 429);
}

#[actix_web::test]
async fn a_stranger_who_uses_up_the_tries_of_an_account_keeps_nobody_out_of_a_known_browser() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    sign_in(&provider, &browser, "ada", PASSWORD).await;
    sign_out(&provider, &browser).await;
    use_up(&provider, "ada").await;
    // Whatever the account is called.
    for name in ["ada", "ADA@example.com"] {
        assert_eq!(sign_in(&provider, &browser, name, "wrong").await.status, 401, "{name}");
        assert!(is_account(&sign_in(&provider, &browser, name, PASSWORD).await), "{name}");
        sign_out(&provider, &browser).await;
    }
    assert_eq!(
        sign_in(&provider, &Browser::new(), "ada", PASSWORD).await.status,
        429,
        "nobody else's count is cleared"
    );
}

#[actix_web::test]
async fn a_browser_that_is_known_for_somebody_else_waits_like_every_other() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    sign_in(&provider, &browser, "ben", PASSWORD).await;
    sign_out(&provider, &browser).await;
    use_up(&provider, "ada").await;
    assert_eq!(sign_in(&provider, &browser, "ada", PASSWORD).await.status, 429);
    // Nor does a name of nobody get more tries by it.
    use_up(&provider, "nobody").await;
    assert_eq!(sign_in(&provider, &browser, "nobody", "wrong").await.status, 429);
}

#[actix_web::test]
async fn a_stolen_cookie_guesses_as_often_as_is_allowed_from_all_networks_together() {
    let trusting = |settings: &mut latchkey::config::settings::Settings| {
        settings.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    };
    let provider = Builder::new().settings(trusting).start();
    let browser = Browser::new();
    sign_in(&provider, &browser, "ada", PASSWORD).await;
    let cookie = format!("{}={}", provider.cookie("lk_known"), known(&provider, &browser)[0]);
    let mut judged = 0;
    for number in 0..15 {
        let address = HeaderValue::from_str(&format!("192.0.2.{number}")).unwrap();
        let thief = Browser::sending(HeaderMap::from_iter([(HeaderName::from_static("x-forwarded-for"), address)]));
        thief.keep(&provider.issuer, &cookie);
        judged += u32::from(sign_in(&provider, &thief, "ada", "wrong").await.status == 401);
    }
    assert_eq!(judged, 10);
    sign_out(&provider, &browser).await;
    assert_eq!(sign_in(&provider, &browser, "ada", PASSWORD).await.status, 429, "its tries are used up");
    let elsewhere = Browser::new();
    assert!(is_account(&sign_in(&provider, &elsewhere, "ada", PASSWORD).await), "others are not kept out by it");
    provider.advance(900);
    assert!(is_account(&sign_in(&provider, &browser, "ada", PASSWORD).await));
}

#[actix_web::test]
async fn the_limit_of_the_network_holds_in_a_known_browser_too() {
    let provider = Builder::new().settings(|settings| settings.limits.login_per_ip.events = 5).start();
    let browser = Browser::new();
    sign_in(&provider, &browser, "ada", PASSWORD).await;
    sign_out(&provider, &browser).await;
    for number in 0..5 {
        assert_eq!(sign_in(&provider, &Browser::new(), &format!("nobody-{number}"), "wrong").await.status, 401);
    }
    assert_eq!(sign_in(&provider, &browser, "ada", PASSWORD).await.status, 429);
}

/// Whoever knows the password cannot use up the tries of the codes, either. A browser that is known from before there was an app
/// brings none along: somebody who knew the password then may have made many known.
#[actix_web::test]
async fn wrong_codes_of_a_stranger_keep_nobody_out_of_a_browser_in_which_a_code_was_right() {
    let provider = TestProvider::new();
    let (browser, before) = (Browser::new(), Browser::new());
    sign_in(&provider, &before, "ada", PASSWORD).await;
    sign_out(&provider, &before).await;
    sign_in(&provider, &browser, "ada", PASSWORD).await;
    let (phone, _) = crate::second_factors::set_up_totp(&provider, &browser).await;
    sign_out(&provider, &browser).await;
    let page = sign_in(&provider, &browser, "ada", PASSWORD).await;
    assert!(is_account(&browser.submit(&page, &[("code", &phone.code(&provider))]).await));
    sign_out(&provider, &browser).await;
    provider.advance(30);
    let stranger = Browser::new();
    let page = sign_in(&provider, &stranger, "ada", PASSWORD).await;
    let mut last = 0;
    for _ in 0..11 {
        last = stranger.submit(&page, &[("code", "000000")]).await.status.as_u16();
    }
    assert_eq!(last, 429);
    let page = sign_in(&provider, &before, "ada", PASSWORD).await;
    assert_eq!(before.submit(&page, &[("code", "000000")]).await.status, 429);
    let page = sign_in(&provider, &browser, "ada", PASSWORD).await;
    assert!(is_account(&browser.submit(&page, &[("code", &phone.code(&provider))]).await));
}
