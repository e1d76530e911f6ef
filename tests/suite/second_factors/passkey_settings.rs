//! `login.passkeys` as a table: the domain, autofill, and whether the authenticator must verify the person.

use serde_json::json;

use super::passkeys::{ada_with_passkey, challenge, localhost, options, register, sign_in};
use super::*;
use crate::support::authenticator::Authenticator;

#[actix_web::test]
async fn without_autofill_the_button_stays_and_the_username_field_offers_no_passkeys() {
    let mut provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    let page = RelyingParty::new(&provider).authorize(&Browser::new(), &[]).await;
    assert!(page.body.contains("data-autofill") && page.body.contains("\"username webauthn\""), "{}", page.body);
    provider.reload(|settings| settings.login.passkeys.autofill = false);
    let browser = Browser::new();
    let page = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    assert!(!page.body.contains("data-autofill") && !page.body.contains("webauthn"), "{}", page.body);
    assert!(page.body.contains("autocomplete=\"username\""), "{}", page.body);
    assert!(is_granted(&sign_in(&browser, &page, &authenticator).await), "the button asks for the same");
}

#[actix_web::test]
async fn a_passkey_behind_a_password_verifies_its_person_where_that_is_required() {
    let mut provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    let mut unverified = authenticator.clone();
    unverified.user_verified = false;
    for (must_verify, asked) in [(false, "preferred"), (true, "required")] {
        provider.reload(|settings| settings.login.passkeys.must_verify = must_verify);
        let (browser, _) = halfway(&provider).await;
        let page = RelyingParty::new(&provider).authorize(&browser, &[("acr_values", "urn:latchkey:acr:mfa")]).await;
        assert!(page.url.contains("/step-up?"), "{} {}", page.url, page.body);
        assert_eq!(options(&page)["userVerification"], asked);
        assert_eq!(is_granted(&sign_in(&browser, &page, &unverified).await), !must_verify, "{asked}");
    }
    let (browser, _) = halfway(&provider).await;
    let page = RelyingParty::new(&provider).authorize(&browser, &[("acr_values", "urn:latchkey:acr:mfa")]).await;
    assert!(is_granted(&sign_in(&browser, &page, &authenticator).await), "who was verified comes in");
}

#[actix_web::test]
async fn a_passkey_whose_authenticator_verifies_nobody_is_not_added_where_that_is_required() {
    let provider =
        crate::support::Builder::new().settings(|settings| settings.login.passkeys.must_verify = true).start();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let asked = options(&browser.visit(&provider.url("/account/security")).await);
    let selection = &asked["authenticatorSelection"];
    assert_eq!((&selection["userVerification"], &selection["residentKey"]), (&json!("required"), &json!("preferred")));
    let mut unverified = localhost(&provider);
    unverified.user_verified = false;
    register(&provider, &browser, &mut unverified).await;
    assert!(!person(&provider, "ada").await.factors.passkey, "none was added");
    let codes = register(&provider, &browser, &mut localhost(&provider)).await;
    assert_eq!(codes_of(&codes).len(), 10, "{}", codes.body);
}

/// Row 59: the RP ID of the settings, and no other one.
#[actix_web::test]
async fn passkeys_are_for_the_domain_of_the_settings_and_those_of_before_are_refused() {
    let provider = TestProvider::new();
    let (_, of_before) = ada_with_passkey(&provider).await;
    let provider = provider.restart_after(|settings| settings.login.passkeys.rp_id = Some("example.com".to_owned()));
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    assert_eq!(options(&login)["rpId"], "example.com");
    assert_eq!(sign_in(&browser, &login, &of_before).await.status, 401, "it answers for the former domain");
    let (browser, mut new) = (Browser::new(), Authenticator::new("example.com", &provider.issuer));
    RelyingParty::new(&provider).sign_in_as("ben", &browser, &[]).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    assert_eq!(options(&page)["rp"]["id"], "example.com");
    assert_eq!(codes_of(&register(&provider, &browser, &mut new).await).len(), 10);
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    let mut elsewhere = new.clone();
    elsewhere.origin = "https://wiki.example.com".to_owned();
    let refused = other.submit(&login, &[("passkey", &elsewhere.assert(&challenge(&login)))]).await;
    assert_eq!(refused.status, 401, "the origin is exact all the same");
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    assert!(is_granted(&sign_in(&other, &login, &new).await));
}
