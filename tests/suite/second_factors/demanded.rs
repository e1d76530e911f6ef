//! When more than a password is demanded: by the settings, by an app, by a request (RFC 9470; row 52).

use latchkey::config::settings::SignUp;
use latchkey::people;
use latchkey::protocol::factors::Mfa;
use latchkey::protocol::invitation::Invitation;
use serde_json::json;

use super::*;
use crate::support::Builder;

const MFA: &str = "urn:latchkey:acr:mfa";
const PASSKEY: &str = "urn:latchkey:acr:phishing-resistant";
const PASSWORD_ACR: &str = "urn:latchkey:acr:password";

pub fn asks_to_enrol(page: &Page) -> bool {
    page.body.contains("id=\"key\"") && page.body.contains("Set up a second step")
}

/// Sets an app up on the page that demands it; the page with the recovery codes.
pub async fn enrol(provider: &TestProvider, browser: &Browser, page: &Page) -> (Phone, Page) {
    let phone = Phone::scan(page);
    let done = send_form_with(browser, page, "name=\"secret\"", &[("code", &phone.code(provider))]).await;
    provider.advance(30);
    (phone, done)
}

pub async fn go_on(browser: &Browser, page: &Page) -> Page {
    let link = page.body.split("id=\"go-on\"").nth(1).unwrap_or_else(|| panic!("{} {}", page.status, page.body));
    let href = attribute(&format!("a {}", link.split('>').next().unwrap()), "href").unwrap();
    browser.visit(url::Url::parse(&page.url).unwrap().join(&href).unwrap().as_ref()).await
}

#[actix_web::test]
async fn who_must_have_a_second_factor_sets_it_up_before_a_login_begins() {
    let provider = Builder::new().settings(|settings| settings.login.mfa = Mfa::Required).start();
    let (browser, page) = halfway(&provider).await;
    assert!(asks_to_enrol(&page), "{}", page.body);
    assert!(!is_signed_in(&provider, &browser).await);
    assert_eq!(silent(&provider, &browser, &[]).await.answer()["error"], "login_required");
    let wrong = send_form_with(&browser, &page, "name=\"secret\"", &[("code", "000000")]).await;
    assert!(wrong.status == 422 && asks_to_enrol(&wrong) && !is_signed_in(&provider, &browser).await);
    assert_eq!(Phone::scan(&wrong).0, Phone::scan(&page).0, "the app that was scanned stays of use");

    let (phone, codes) = enrol(&provider, &browser, &page).await;
    assert_eq!(codes_of(&codes).len(), 10);
    let granted = go_on(&browser, &codes).await;
    let claims = claims(&provider, &granted).await;
    assert_eq!((&claims["amr"], &claims["acr"]), (&json!(["pwd", "otp", "mfa"]), &json!(MFA)));

    let (again, page) = halfway(&provider).await;
    assert!(asks_for_code(&page) && !asks_to_enrol(&page));
    assert!(is_granted(&again.submit(&page, &[("code", &phone.code(&provider))]).await));
}

#[actix_web::test]
async fn without_an_app_to_go_on_to_the_account_page_comes_after_the_codes() {
    let provider = Builder::new().settings(|settings| settings.login.mfa = Mfa::Required).start();
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/login")).await;
    let page = browser.submit(&login, &[("username", "ada"), ("password", crate::support::provider::PASSWORD)]).await;
    assert!(asks_to_enrol(&page), "{}", page.body);
    let (_, codes) = enrol(&provider, &browser, &page).await;
    assert!(go_on(&browser, &codes).await.body.contains("id=\"logout\""));
}

#[actix_web::test]
async fn a_group_may_need_what_others_do_not() {
    let demand = Mfa::RequiredForGroups(vec!["admins".into()]);
    let provider = Builder::new().settings(|settings| settings.login.mfa = demand).start();
    assert!(asks_to_enrol(&halfway(&provider).await.1), "ada is in it");
    grace(&provider).await;
    let outcome = RelyingParty::new(&provider).sign_in_as("grace", &Browser::new(), &[]).await;
    assert!(is_granted(&outcome), "grace is not: {}", outcome.body);
}

/// Every flow that ends in a login is measured, the silent ones too.
#[actix_web::test]
async fn a_login_from_before_the_demand_is_granted_nothing_until_it_is_met() {
    let mut provider = TestProvider::new();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    assert!(is_granted(&silent(&provider, &browser, &[]).await));
    provider.reload(|settings| settings.login.mfa = Mfa::Required);
    assert_eq!(silent(&provider, &browser, &[]).await.answer()["error"], "login_required");
    let page = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    assert!(page.body.contains("Confirm it’s you") && page.body.contains("id=\"password\""), "{}", page.body);
    let page = browser.submit(&page, &[("password", crate::support::provider::PASSWORD)]).await;
    assert!(asks_to_enrol(&page), "a login alone, however it was come by, adds no factor: {}", page.body);
    let (_, codes) = enrol(&provider, &browser, &page).await;
    assert!(is_granted(&go_on(&browser, &codes).await));
    assert!(is_granted(&silent(&provider, &browser, &[]).await));
}

/// Neither an invitation nor a link for a new password nor one to make an account leads around it.
#[actix_web::test]
async fn a_link_begins_no_login_before_the_second_factor_is_set_up() {
    let provider = Builder::new().settings(|settings| {
        settings.login.mfa = Mfa::Required;
        settings.login.sign_up.rule = SignUp::Invite;
    });
    let provider = provider.start();
    let (store, now) = (&provider.provider.store, provider.provider.now());
    let sub = grace(&provider).await.sub;
    let later = now.after(std::time::Duration::from_secs(100_000));
    for (token, invitation) in
        [("one", Invitation::Invite { sub: sub.clone() }), ("two", Invitation::Reset { sub: sub.clone() })]
    {
        store.add_invitation(&latchkey::secret::Digest::of(token), &invitation, later, now).await.unwrap();
        let browser = Browser::new();
        let page = browser.visit(&provider.url(&format!("/invite?t={token}"))).await;
        let page = browser.submit(&page, &[("password", crate::support::provider::PASSWORD)]).await;
        assert!(asks_to_enrol(&page), "{invitation:?}: {} {}", page.status, page.body);
        assert!(!is_signed_in(&provider, &browser).await, "{invitation:?}");
    }

    let live = provider.provider.live().clone();
    let with = (&live.settings.server.issuer, &live.settings.login.sign_up);
    let (link, _) = people::sign_up_link(store.as_ref(), with, (1, 7), now).await.unwrap().unwrap();
    let browser = Browser::new();
    let page = browser.visit(link.expose()).await;
    let page = browser.submit(&page, &[("username", "hedy"), ("password", "four quiet otters")]).await;
    assert!(asks_to_enrol(&page), "{} {}", page.status, page.body);
    assert!(!is_signed_in(&provider, &browser).await);
    let (_, codes) = enrol(&provider, &browser, &page).await;
    assert!(go_on(&browser, &codes).await.body.contains("id=\"logout\""));
}

#[actix_web::test]
async fn an_app_may_need_what_other_apps_do_not() {
    let provider = Builder::new().app(|app| app.require_mfa = true).start();
    let browser = Browser::new();
    let other = RelyingParty::of(&provider, "other").sign_in(&browser, &[]).await;
    assert!(other.location().unwrap().contains("code="));
    assert_eq!(silent(&provider, &browser, &[]).await.answer()["error"], "login_required");
    let page = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    let page = browser.submit(&page, &[("password", crate::support::provider::PASSWORD)]).await;
    assert!(asks_to_enrol(&page), "{}", page.body);
    // Nor by asking for less (SEC-16).
    let lower = RelyingParty::new(&provider).authorize(&browser, &[("acr_values", PASSWORD_ACR)]).await;
    assert!(!is_granted(&lower));
    let (_, codes) = enrol(&provider, &browser, &page).await;
    assert!(is_granted(&go_on(&browser, &codes).await));
}

#[actix_web::test]
async fn a_wish_for_more_is_granted_to_who_can_and_passes_over_who_cannot() {
    let provider = TestProvider::new();
    let without = Browser::new();
    let granted = RelyingParty::new(&provider).sign_in(&without, &[("acr_values", MFA)]).await;
    assert_eq!(claims(&provider, &granted).await["acr"], PASSWORD_ACR);
    let (browser, _, _) = ada_with_totp(&provider).await;
    // That login is from before the app: it steps up by a code alone, and its auth_time stays.
    let page = RelyingParty::new(&provider).authorize(&browser, &[("acr_values", MFA)]).await;
    assert!(asks_for_code(&page) && page.url.contains("/step-up?"), "{} {}", page.url, page.body);
}

#[actix_web::test]
async fn a_login_steps_up_by_a_code_and_keeps_its_auth_time() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let granted = RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let before = claims(&provider, &granted).await;
    let (phone, _) = set_up_totp(&provider, &browser).await;
    let again = silent(&provider, &browser, &[]).await;
    assert_eq!(
        claims(&provider, &again).await["acr"],
        PASSWORD_ACR,
        "setting it up proves nothing of the login before"
    );
    let wished = silent(&provider, &browser, &[("acr_values", MFA)]).await;
    assert_eq!(claims(&provider, &wished).await["acr"], PASSWORD_ACR, "a wish refuses nobody");
    let page = RelyingParty::new(&provider).authorize(&browser, &[("acr_values", MFA), ("max_age", "100000")]).await;
    let wrong = browser.submit(&page, &[("code", "000000")]).await;
    assert_eq!(wrong.status, 401, "{}", wrong.body);
    let cancelled = browser.send_form(&page, &[("cancel", "1")]).await;
    assert_eq!(cancelled.answer()["error"], "access_denied");

    let page = RelyingParty::new(&provider).authorize(&browser, &[("acr_values", MFA), ("max_age", "100000")]).await;
    let granted = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
    let after = claims(&provider, &granted).await;
    assert_eq!((&after["acr"], &after["amr"]), (&json!(MFA), &json!(["pwd", "otp", "mfa"])));
    let settled = RelyingParty::new(&provider).authorize(&browser, &[("max_age", "100000")]).await;
    let settled = claims(&provider, &settled).await;
    assert_eq!(settled["acr"], MFA, "it stays there");
    assert_eq!(before["sub"], settled["sub"]);
    assert!(settled["auth_time"].as_i64().unwrap() <= provider.provider.now().seconds() - 30);
}

/// Core §5.5.1.1: an essential acr is told as one of its values, or the request fails.
#[actix_web::test]
async fn an_essential_acr_is_reached_and_told_as_asked_or_refused() {
    let provider = TestProvider::new();
    let essential = |values: &[&str]| json!({"id_token": {"acr": {"essential": true, "values": values}}}).to_string();
    let (browser, phone, _) = ada_with_totp(&provider).await;
    for (values, told) in [(vec![MFA], MFA), (vec![PASSWORD_ACR, MFA], MFA), (vec![PASSWORD_ACR], PASSWORD_ACR)] {
        let claim = essential(&values);
        let page = RelyingParty::new(&provider).authorize(&browser, &[("claims", &claim)]).await;
        let granted = match asks_for_code(&page) {
            true => browser.submit(&page, &[("code", &phone.code(&provider))]).await,
            false => page,
        };
        assert_eq!(claims(&provider, &granted).await["acr"], told, "{values:?}");
    }
    let unknown = RelyingParty::new(&provider).authorize(&browser, &[("claims", &essential(&["urn:other"]))]).await;
    assert_eq!(unknown.answer()["error"], "unmet_authentication_requirements");
    // Who has no second factor sets one up.
    let (other, page) = (Browser::new(), essential(&[MFA]));
    let page = RelyingParty::new(&provider).sign_in_as("ben", &other, &[("claims", &page)]).await;
    assert!(asks_to_enrol(&page), "{}", page.body);
}

/// Row 52: a re-authentication reaches at least what the login had reached.
#[actix_web::test]
async fn proving_the_password_again_does_not_lower_a_login() {
    let provider = TestProvider::new();
    let (_, phone, _) = ada_with_totp(&provider).await;
    let (browser, page) = halfway(&provider).await;
    assert!(is_granted(&browser.submit(&page, &[("code", &phone.code(&provider))]).await));
    for changes in
        [vec![("prompt", "login")], vec![("max_age", "0")], vec![("prompt", "login"), ("acr_values", PASSWORD_ACR)]]
    {
        provider.advance(30);
        let page = RelyingParty::new(&provider).authorize(&browser, &changes).await;
        let page = browser.submit(&page, &[("password", crate::support::provider::PASSWORD)]).await;
        assert!(asks_for_code(&page), "{changes:?}: {} {}", page.status, page.body);
        let skipped = RelyingParty::new(&provider).authorize(&browser, &changes).await;
        assert!(!is_granted(&skipped), "{changes:?}");
        let granted = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
        assert!(is_granted(&granted), "{changes:?}: {}", granted.body);
        assert_eq!(claims(&provider, &silent(&provider, &browser, &[]).await).await["acr"], MFA);
    }
}

#[actix_web::test]
async fn discovery_says_which_contexts_there_are() {
    let provider = TestProvider::new();
    let document = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    assert_eq!(document["acr_values_supported"], json!([PASSWORD_ACR, MFA, PASSKEY]));
}

/// What cannot be met is refused before anything is set up for it, however the person came.
#[actix_web::test]
async fn nobody_sets_up_an_app_for_what_an_app_does_not_reach() {
    let provider = Builder::new().settings(|settings| settings.login.may_add.passkey = false).start();
    let claim = json!({"id_token": {"acr": {"essential": true, "value": PASSKEY}}}).to_string();
    let browser = Browser::new();
    let refused = RelyingParty::new(&provider).sign_in(&browser, &[("claims", &claim)]).await;
    assert_eq!(refused.answer()["error"], "unmet_authentication_requirements", "{}", refused.body);
    assert!(!person(&provider, "ada").await.factors.any());
}

#[actix_web::test]
async fn who_is_asked_to_set_one_up_may_cancel() {
    let provider = Builder::new().app(|app| app.require_mfa = true).start();
    let (browser, page) = halfway(&provider).await;
    let cancelled = send_form_with(&browser, &page, "name=\"secret\"", &[("cancel", "1")]).await;
    assert_eq!(cancelled.answer()["error"], "access_denied");
    assert!(!is_signed_in(&provider, &browser).await);
    let again = browser.visit(&provider.url("/second-factor/set-up")).await;
    assert!(again.body.contains("id=\"password\""), "what was proven is forgotten: {}", again.body);
}

#[actix_web::test]
async fn without_a_domain_no_passkey_is_asked_for() {
    let provider = Builder::new().start();
    assert!(provider.provider.has_passkeys());
    for (issuer, has) in
        [("http://127.0.0.1:8000", false), ("http://[::1]:8000", false), ("http://localhost:8000", true)]
    {
        let issuer = latchkey::config::settings::Issuer::parse(issuer).unwrap();
        assert_eq!(issuer.domain().is_some(), has, "{issuer:?}");
    }
}
