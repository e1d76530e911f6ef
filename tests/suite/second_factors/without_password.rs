//! Accounts without a password: a passkey alone signs in.

use super::passkeys::{challenge, localhost, register};
use super::*;
use crate::metrics::Scrape;
use crate::support::authenticator::Authenticator;

const NEW: &str = "seven quiet herons";

async fn security(provider: &TestProvider, browser: &Browser) -> Page {
    browser.visit(&provider.url("/account/security")).await
}

/// Grace, whom no file defines, signed in with her password, with a passkey.
async fn grace_with_passkey(provider: &TestProvider) -> (Browser, Authenticator) {
    grace(provider).await;
    let (browser, mut authenticator) = (Browser::new(), localhost(provider));
    RelyingParty::new(provider).sign_in_as("grace", &browser, &[]).await;
    register(provider, &browser, &mut authenticator).await;
    (browser, authenticator)
}

/// Removes it on the page; what comes.
async fn remove(provider: &TestProvider, browser: &Browser) -> Page {
    let page = security(provider, browser).await;
    let sent = send_form_with(browser, &page, "password/remove", &[]).await;
    browser.follow(sent).await
}

async fn sign_in_by_passkey(provider: &TestProvider, browser: &Browser, authenticator: &Authenticator) -> Page {
    let login = RelyingParty::new(provider).authorize(browser, &[]).await;
    browser.submit(&login, &[("passkey", &authenticator.assert(&challenge(&login)))]).await
}

#[actix_web::test]
async fn who_has_a_passkey_removes_the_password_and_is_signed_out_elsewhere() {
    let provider = TestProvider::new();
    let (browser, authenticator) = grace_with_passkey(&provider).await;
    let elsewhere = Browser::new();
    assert!(is_granted(&sign_in_by_passkey(&provider, &elsewhere, &authenticator).await));
    let (here, hashes) =
        (Browser::new(), async || Scrape::of(&provider).await.get("latchkey_password_hash_seconds_count"));
    let before = hashes().await;
    assert!(is_granted(&sign_in_by_passkey(&provider, &here, &authenticator).await));
    assert_eq!(hashes().await, before, "a sign-in with a passkey costs no password hash");
    let page = remove(&provider, &here).await;
    assert!(page.body.contains("Your password is removed"), "{}", page.body);
    assert!(!page.body.contains("id=\"remove-password\""));
    assert!(is_signed_in(&provider, &here).await && !is_signed_in(&provider, &elsewhere).await);
    assert!(!is_signed_in(&provider, &browser).await);
    assert!(person(&provider, "grace").await.password_hash.is_none());

    let other = Browser::new();
    let refused = RelyingParty::new(&provider).sign_in_as("grace", &other, &[]).await;
    assert_eq!(refused.status, 401, "{}", refused.body);
    let empty = RelyingParty::new(&provider).authorize(&other, &[]).await;
    let refused = other.submit(&empty, &[("username", "grace"), ("password", "")]).await;
    assert!(!is_granted(&refused) && !is_signed_in(&provider, &other).await);
    assert!(is_granted(&sign_in_by_passkey(&provider, &other, &authenticator).await));
}

/// They choose one again, after a fresh sign-in, without one to prove.
#[actix_web::test]
async fn who_has_no_password_may_choose_one() {
    let provider = TestProvider::new();
    let (_, authenticator) = grace_with_passkey(&provider).await;
    let browser = Browser::new();
    sign_in_by_passkey(&provider, &browser, &authenticator).await;
    remove(&provider, &browser).await;
    provider.advance(16 * 60);
    let account = browser.visit(&provider.url("/")).await;
    let sent = send_form_with(&browser, &account, "/account/password", &[("new_password", NEW)]).await;
    assert!(browser.follow(sent).await.body.contains("data-autofill"), "an old sign-in is not enough");
    assert!(person(&provider, "grace").await.password_hash.is_none());

    let again = Browser::new();
    sign_in_by_passkey(&provider, &again, &authenticator).await;
    let account = again.visit(&provider.url("/")).await;
    assert!(account.body.contains("Choose a password") && !account.body.contains("id=\"current_password\""));
    let sent = send_form_with(&again, &account, "/account/password", &[("new_password", NEW)]).await;
    assert!(again.follow(sent).await.body.contains("Your password is saved"));
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    assert!(is_granted(&other.submit(&login, &[("username", "grace"), ("password", NEW)]).await));
}

/// A key that only stands beside a password leaves nobody without a way in.
#[actix_web::test]
async fn a_key_beside_the_password_does_not_replace_it() {
    let provider = TestProvider::new();
    grace(&provider).await;
    let (browser, mut authenticator) = (Browser::new(), localhost(&provider));
    RelyingParty::new(&provider).sign_in_as("grace", &browser, &[]).await;
    authenticator.user_verified = false;
    register(&provider, &browser, &mut authenticator).await;
    let page = security(&provider, &browser).await;
    assert!(!page.body.contains("id=\"remove-password\""), "{}", page.body);
    assert!(page.body.contains("Sign in with a passkey alone once"), "{}", page.body);
    assert!(page.body.contains("/#security\">Change your password</a>"), "{}", page.body);
    let csrf = attribute(page.body.split("name=\"csrf\"").nth(1).unwrap(), "value").unwrap();
    let form = provider.url("/account/factors/password/remove");
    let step_up = browser.follow(browser.post(&form, &[("csrf", &csrf)]).await).await;
    browser.submit(&step_up, &[("passkey", &authenticator.assert(&challenge(&step_up)))]).await;
    let page = security(&provider, &browser).await;
    let csrf = attribute(page.body.split("name=\"csrf\"").nth(1).unwrap(), "value").unwrap();
    let forged = browser.post(&form, &[("csrf", &csrf)]).await;
    assert_eq!(forged.status, 422, "{}", forged.body);
    assert!(person(&provider, "grace").await.password_hash.is_some());
}
