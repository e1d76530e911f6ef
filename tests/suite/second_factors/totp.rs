//! Codes of an authenticator app and recovery codes at sign-in.

use futures_util::future::join_all;
use latchkey::people;
use latchkey::protocol::factors::WaysIn;

use super::*;
use crate::support::Builder;

#[actix_web::test]
async fn a_password_is_followed_by_a_code_and_the_login_says_so() {
    let provider = TestProvider::new();
    let (_, phone, _) = ada_with_totp(&provider).await;
    let (browser, page) = halfway(&provider).await;
    assert!(asks_for_code(&page), "{} {}", page.status, page.body);
    assert!(!is_signed_in(&provider, &browser).await, "no login before the code");
    let granted = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
    let claims = claims(&provider, &granted).await;
    assert_eq!(claims["amr"], serde_json::json!(["pwd", "otp", "mfa"]));
    assert_eq!(claims["acr"], "urn:latchkey:acr:mfa");
    assert!(is_signed_in(&provider, &browser).await);
}

/// SEC-60, row 54.
#[actix_web::test]
async fn a_code_counts_once_also_when_it_comes_twenty_times_at_once() {
    let provider = TestProvider::new();
    let (_, phone, _) = ada_with_totp(&provider).await;
    // More at once than may fail are made to wait, and then told to: all of them must be tried.
    let ways_in = join_all((0..8).map(|_| halfway(&provider))).await;
    let code = phone.code(&provider);
    let sent = ways_in.iter().map(|(browser, page)| async { browser.submit(page, &[("code", code.as_str())]).await });
    let outcomes = join_all(sent).await;
    assert_eq!(outcomes.iter().filter(|page| is_granted(page)).count(), 1);
    assert_eq!(outcomes.iter().filter(|page| page.status == 401 && page.body.contains("used before")).count(), 7);
    // Nor does the step before it count any more.
    let (browser, page) = halfway(&provider).await;
    let earlier = browser.submit(&page, &[("code", &phone.code_in(&provider, -1))]).await;
    assert!(earlier.body.contains("used before"), "{}", earlier.body);
}

#[actix_web::test]
async fn a_code_of_the_step_before_or_after_is_right_and_one_further_away_is_not() {
    for (steps, is_right) in [(-1, true), (1, true), (2, false), (-2, false)] {
        let provider = TestProvider::new();
        let (_, phone, _) = ada_with_totp(&provider).await;
        provider.advance(300);
        let (browser, page) = halfway(&provider).await;
        let outcome = browser.submit(&page, &[("code", &phone.code_in(&provider, steps))]).await;
        assert_eq!(is_granted(&outcome), is_right, "{steps}: {}", outcome.body);
    }
}

#[actix_web::test]
async fn each_of_the_ten_recovery_codes_works_once() {
    let provider = TestProvider::new();
    let (_, _, codes) = ada_with_totp(&provider).await;
    assert_eq!(codes.len(), 10);
    let (browser, page) = halfway(&provider).await;
    let here = attribute(page.body.split("<a class=\"quiet\" id=\"recovery\"").nth(1).unwrap(), "href").unwrap();
    let page = browser.visit(url::Url::parse(&page.url).unwrap().join(&here).unwrap().as_ref()).await;
    assert!(page.body.contains("Recovery code"), "{}", page.body);
    let granted = browser.submit(&page, &[("code", &codes[3].to_lowercase().replace('-', " "))]).await;
    let claims = claims(&provider, &granted).await;
    assert_eq!(
        (&claims["amr"], claims["acr"].as_str()),
        (&serde_json::json!(["pwd", "otp", "mfa"]), Some("urn:latchkey:acr:mfa"))
    );

    let ways_in = join_all((0..5).map(|_| halfway(&provider))).await;
    let sent =
        ways_in.iter().map(|(browser, page)| async { browser.submit(page, &[("code", codes[4].as_str())]).await });
    let outcomes = join_all(sent).await;
    assert_eq!(outcomes.iter().filter(|page| is_granted(page)).count(), 1, "one of five at once");
    let (browser, page) = halfway(&provider).await;
    for used in [&codes[3], &codes[4]] {
        assert_eq!(browser.submit(&page, &[("code", used)]).await.status, 401);
    }
    assert!(is_granted(&browser.submit(&page, &[("code", &codes[0])]).await));
}

/// Row 55.
#[actix_web::test]
async fn wrong_codes_are_limited_over_all_browsers_and_leave_recovery_codes_open() {
    let provider = Builder::new().settings(|settings| settings.limits.code_per_account.events = 5).start();
    let (signed_in, phone, codes) = ada_with_totp(&provider).await;
    for attempt in 0..5 {
        let (browser, page) = halfway(&provider).await;
        let wrong = browser.submit(&page, &[("code", "000000")]).await;
        assert_eq!(wrong.status, 401, "{attempt}: {}", wrong.body);
    }
    let (browser, page) = halfway(&provider).await;
    let limited = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert_eq!(limited.status, 429, "{}", limited.body);
    assert!(!limited.header("retry-after").is_empty() && limited.body.contains("Too many wrong codes"));
    assert!(is_signed_in(&provider, &signed_in).await, "who is in stays in");
    assert!(is_granted(&browser.submit(&page, &[("code", &codes[0])]).await), "who lost the phone is not kept out");

    provider.advance(901);
    let (browser, page) = halfway(&provider).await;
    assert!(is_granted(&browser.submit(&page, &[("code", &phone.code(&provider))]).await), "and it passes");
}

/// SEC-79: patience does not guess a code, nor does a restart help it.
#[actix_web::test]
async fn wrong_codes_are_limited_within_thirty_days_over_restarts_too() {
    let provider = Builder::new().settings(|settings| settings.limits.code_per_account.events = 1).start();
    let (_, phone, _) = ada_with_totp(&provider).await;
    for attempt in 0..10 {
        provider.advance(901);
        let (browser, page) = halfway(&provider).await;
        let wrong = browser.submit(&page, &[("code", "000000")]).await;
        assert_eq!(wrong.status, 401, "{attempt}: {}", wrong.body);
    }
    provider.advance(901);
    let right = async |provider: &TestProvider| {
        let (browser, page) = halfway(provider).await;
        browser.submit(&page, &[("code", &phone.code(provider))]).await
    };
    assert_eq!(right(&provider).await.status, 429);
    let provider = provider.restart();
    assert_eq!(right(&provider).await.status, 429, "it is durable");
    provider.advance(30 * 86_400);
    assert!(is_granted(&right(&provider).await), "and it passes");
}

/// Whoever was kept out by wrong codes asks the operator, who makes a new beginning possible.
#[actix_web::test]
async fn after_a_reset_by_the_operator_wrong_codes_of_the_month_count_no_longer() {
    let provider = Builder::new().settings(|settings| settings.limits.code_per_account.events = 1).start();
    let (_, phone, _) = ada_with_totp(&provider).await;
    for _ in 0..10 {
        provider.advance(901);
        let (browser, page) = halfway(&provider).await;
        assert_eq!(browser.submit(&page, &[("code", "000000")]).await.status, 401);
    }
    provider.advance(901);
    let (browser, page) = halfway(&provider).await;
    assert_eq!(browser.submit(&page, &[("code", &phone.code(&provider))]).await.status, 429);

    let (ada, server) = (person(&provider, "ada").await, &provider.provider);
    assert_eq!(people::reset_factors(server.store.as_ref(), &ada, WaysIn::BOTH, server.now()).await.unwrap(), Ok(true));
    let (_, phone, _) = ada_with_totp(&provider).await;
    let (browser, page) = halfway(&provider).await;
    let granted = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert!(is_granted(&granted), "{}", granted.body);
}

/// Row 53.
#[actix_web::test]
async fn no_step_can_be_left_out_or_taken_in_another_order() {
    let provider = TestProvider::new();
    let (_, phone, codes) = ada_with_totp(&provider).await;
    let is_login = |page: &Page| page.body.contains("id=\"password\"");

    let stranger = Browser::new();
    for path in ["/second-factor", "/second-factor/set-up", "/step-up", "/account/security", "/account/totp"] {
        assert!(is_login(&stranger.visit(&provider.url(path)).await), "{path}");
    }
    let login = stranger.visit(&provider.url("/login")).await;
    let (_, csrf) = login.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap();
    for path in ["/second-factor", "/step-up", "/second-factor/set-up", "/account/totp"] {
        let sent = stranger.post(&provider.url(path), &[("csrf", &csrf), ("code", &codes[0]), ("secret", "x")]).await;
        assert!(is_login(&stranger.follow(sent).await), "{path}");
    }

    // Behind the password alone nothing is open: not the account, no app, no other factor, no step-up.
    let (browser, page) = halfway(&provider).await;
    assert_eq!(silent(&provider, &browser, &[]).await.answer()["error"], "login_required");
    for path in ["/account/security", "/account/totp", "/step-up"] {
        assert!(is_login(&browser.visit(&provider.url(path)).await), "{path}");
    }
    let set_up = browser.visit(&provider.url("/second-factor/set-up")).await;
    assert!(asks_for_code(&set_up) && !set_up.body.contains("id=\"key\""), "who has one sets none up on the way in");
    for form in ["totp/remove", "recovery-codes", "passkeys/remove"] {
        let sent = browser.post(&provider.url(&format!("/account/factors/{form}")), &[("csrf", "x")]).await;
        assert_ne!(sent.status, 200, "{form}");
    }
    let restarted = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    assert!(is_login(&restarted), "a new request begins with the password");

    // A form of another browser, and one without a token.
    let (other, _) = halfway(&provider).await;
    let fields = page.hidden_fields();
    let sealed = fields.iter().find(|(name, _)| name == "interaction").unwrap().1.as_str();
    let forged = other.post(&page.form_action(), &[("interaction", sealed), ("csrf", "x"), ("code", &codes[0])]).await;
    assert!(forged.status.is_client_error(), "{}", forged.status);
    let forged = browser.post(&page.form_action(), &[("interaction", sealed), ("code", &phone.code(&provider))]).await;
    assert_eq!(forged.status, 403);
    assert!(is_granted(&browser.submit(&page, &[("code", &phone.code(&provider))]).await), "and nothing was used up");
}

#[actix_web::test]
async fn what_was_proven_halfway_is_over_after_ten_minutes_and_when_the_password_or_the_lock_changes() {
    let provider = TestProvider::new();
    let (_, phone, codes) = ada_with_totp(&provider).await;
    let ada = person(&provider, "ada").await;
    let (late, page) = halfway(&provider).await;
    provider.advance(601);
    let outcome = late.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert!(outcome.body.contains("id=\"password\""), "{}", outcome.body);

    let (browser, page) = halfway(&provider).await;
    provider.provider.store.set_locked(&ada.sub, true, provider.provider.now()).await.unwrap();
    let outcome = browser.submit(&page, &[("code", &codes[0])]).await;
    assert!(outcome.body.contains("id=\"password\""), "{}", outcome.body);
    provider.provider.store.set_locked(&ada.sub, false, provider.provider.now()).await.unwrap();
    let outcome = browser.submit(&page, &[("code", &codes[0])]).await;
    assert!(outcome.body.contains("id=\"password\""), "what was proven before the lock proves nothing after it");
    assert!(!is_signed_in(&provider, &browser).await);
}

#[actix_web::test]
async fn a_new_password_by_a_link_does_not_stand_in_for_the_second_factor() {
    use latchkey::protocol::invitation::Invitation;
    let provider = TestProvider::new();
    let store = &provider.provider.store;
    let now = provider.provider.now();
    let grace = grace(&provider).await;
    let link = |token: &str| latchkey::secret::Digest::of(token);
    let later = now.after(std::time::Duration::from_secs(100_000));
    let choose = async |browser: &Browser, token: &str| {
        store
            .add_invitation(
                &link(token),
                &Invitation::Reset { sub: grace.sub.clone() },
                later,
                latchkey::clock::Timestamp(0),
            )
            .await
            .unwrap();
        let page = browser.visit(&provider.url(&format!("/invite?t={token}"))).await;
        browser.submit(&page, &[("password", crate::support::provider::PASSWORD)]).await
    };
    let browser = Browser::new();
    assert!(choose(&browser, "first").await.body.contains("id=\"logout\""));
    let (phone, _) = set_up_totp(&provider, &browser).await;
    let thief = Browser::new();
    let page = choose(&thief, "second").await;
    assert!(asks_for_code(&page), "{}", page.body);
    assert!(!is_signed_in(&provider, &thief).await);
    let account = thief.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert!(account.body.contains("id=\"logout\""), "{}", account.body);
}
