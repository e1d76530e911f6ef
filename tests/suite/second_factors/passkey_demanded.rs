//! An essential `acr` that only a passkey reaches: who has none adds one on the way in, behind everything else that they have.

use serde_json::json;

use super::demanded::{asks_to_enrol, enrol, go_on};
use super::passkeys::{challenge, localhost, octets, options};
use super::*;
use crate::support::Builder;
use crate::support::authenticator::Authenticator;
use crate::support::provider::PASSWORD;

const PASSKEY: &str = "urn:latchkey:acr:phishing-resistant";

fn essential() -> String {
    json!({"id_token": {"acr": {"essential": true, "value": PASSKEY}}}).to_string()
}

fn asks_for_a_passkey(page: &Page) -> bool {
    page.body.contains("data-passkey=\"create\"") && !page.body.contains("id=\"key\"")
}

/// Makes a passkey on the page that demands one; the page with the recovery codes.
async fn make(provider: &TestProvider, browser: &Browser, page: &Page) -> (Authenticator, Page) {
    let (mut authenticator, options) = (localhost(provider), options(page));
    authenticator.user_handle = Some(octets(&options["user"]["id"]));
    let answer = authenticator.register(&octets(&options["challenge"]));
    let sent = send_form_with(browser, page, "data-passkeys", &[("passkey", &answer)]).await;
    (authenticator, browser.follow(sent).await)
}

#[actix_web::test]
async fn who_has_no_factor_makes_a_passkey_and_is_let_in() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let page = RelyingParty::new(&provider).sign_in(&browser, &[("claims", &essential())]).await;
    assert!(asks_for_a_passkey(&page) && page.body.contains("asks for a passkey"), "{}", page.body);
    assert!(!is_signed_in(&provider, &browser).await, "no login begins before");
    // A code of an app is not taken here, whoever made the form up.
    let forged = send_form_with(&browser, &page, "id=\"cancel\"", &[("code", "123456"), ("secret", "x")]).await;
    assert_eq!(forged.status, 422, "{}", forged.body);
    assert!(!person(&provider, "ada").await.factors.any());

    let (_, codes) = make(&provider, &browser, &page).await;
    assert_eq!(codes_of(&codes).len(), 10, "{}", codes.body);
    let granted = go_on(&browser, &codes).await;
    let claims = claims(&provider, &granted).await;
    assert_eq!((&claims["acr"], &claims["amr"]), (&json!(PASSKEY), &json!(["pwd", "pop", "mfa"])));
}

#[actix_web::test]
async fn who_has_an_app_proves_it_before_they_add_a_passkey() {
    let provider = TestProvider::new();
    let (_, phone, _) = ada_with_totp(&provider).await;
    let browser = Browser::new();
    let code = RelyingParty::new(&provider).sign_in(&browser, &[("claims", &essential())]).await;
    assert!(asks_for_code(&code), "{}", code.body);
    // Row 53: the page behind is not reached by its address.
    let skipped = browser.visit(&code.url.replace("/second-factor?", "/second-factor/set-up?")).await;
    assert!(asks_for_code(&skipped), "{}", skipped.body);
    let page = browser.submit(&code, &[("code", &phone.code(&provider))]).await;
    assert!(asks_for_a_passkey(&page) && page.body.contains("a code is not enough"), "{}", page.body);
    let (authenticator, granted) = make(&provider, &browser, &page).await;
    assert!(is_granted(&granted), "without new codes: {}", granted.body);
    let kinds = person(&provider, "ada").await.factors;
    assert!(kinds.totp && kinds.passkey, "the app stays");

    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[("claims", &essential())]).await;
    let granted = other.submit(&login, &[("passkey", &authenticator.assert(&challenge(&login)))]).await;
    assert_eq!(claims(&provider, &granted).await["acr"], PASSKEY);
}

/// A recovery code stands in for what was lost, and for nothing that its person never had.
#[actix_web::test]
async fn a_recovery_code_is_no_passkey_for_who_never_had_one() {
    let provider = TestProvider::new();
    let (_, _, codes) = ada_with_totp(&provider).await;
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[("claims", &essential())]).await;
    let page = browser.visit(&provider.url("/second-factor?recovery=1")).await;
    assert!(page.body.contains("name=\"recovery\""), "{}", page.body);
    let code = RelyingParty::new(&provider).sign_in(&browser, &[("claims", &essential())]).await;
    let page = browser.submit(&code, &[("code", &codes[0])]).await;
    assert!(asks_for_a_passkey(&page), "{}", page.body);
    assert!(!is_signed_in(&provider, &browser).await);
}

/// A login that is there rises by the same way: its person is asked for everything again.
#[actix_web::test]
async fn a_login_that_is_there_is_asked_for_everything_before_it_adds_one() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let party = RelyingParty::new(&provider);
    let silent = silent(&provider, &browser, &[("claims", &essential())]).await;
    assert_eq!(silent.answer()["error"], "login_required");
    let login = party.authorize(&browser, &[("claims", &essential())]).await;
    assert!(login.body.contains("id=\"password\""), "{}", login.body);
    let page = browser.submit(&login, &[("password", PASSWORD)]).await;
    assert!(asks_for_a_passkey(&page), "{}", page.body);
    let cancelled = send_form_with(&browser, &page, "id=\"cancel\"", &[("cancel", "1")]).await;
    assert_eq!(cancelled.answer()["error"], "access_denied", "the app hears of it");
}

/// "Don't ask again on this device" stands on this page, too.
#[actix_web::test]
async fn a_factor_that_is_set_up_on_the_way_in_is_remembered_where_one_says_so() {
    let settings = |settings: &mut latchkey::config::settings::Settings| {
        settings.login.mfa = latchkey::protocol::factors::Mfa::Required;
        settings.login.mfa_remember = std::time::Duration::from_secs(30 * 86_400);
    };
    for (ticked, is_remembered) in [(true, true), (false, false)] {
        let provider = Builder::new().settings(settings).start();
        let (browser, page) = halfway(&provider).await;
        assert!(asks_to_enrol(&page) && page.body.contains("name=\"remember_device\""), "{}", page.body);
        match ticked {
            true => {
                let phone = Phone::scan(&page);
                let filled = [("code", phone.code(&provider)), ("remember_device", "1".into())];
                let filled = filled.each_ref().map(|(name, value)| (*name, value.as_str()));
                send_form_with(&browser, &page, "name=\"secret\"", &filled).await;
                provider.advance(30);
            }
            false => drop(enrol(&provider, &browser, &page).await),
        }
        let (sub, now) = (person(&provider, "ada").await.sub, provider.provider.now());
        let browsers = provider.provider.store.browsers_of(&sub, now).await.unwrap();
        assert_eq!(browsers.iter().any(|browser| browser.factor.is_some()), is_remembered);
    }
}
