//! "Don't ask again on this device": what a second factor that was proven before spares, and what it does not.

use latchkey::protocol::factors::{Mfa, WaysIn};
use serde_json::json;

use super::*;
use crate::support::authenticator::Authenticator;
use crate::support::{Builder, provider::PASSWORD};

const MFA: &str = "urn:latchkey:acr:mfa";
const PASSWORD_ACR: &str = "urn:latchkey:acr:password";
const DAY: u64 = 24 * 60 * 60;

fn remembering() -> TestProvider {
    Builder::new().settings(|settings| settings.login.mfa_remember = std::time::Duration::from_secs(30 * DAY)).start()
}

async fn sign_out(provider: &TestProvider, browser: &Browser) {
    let asked = browser.visit(&provider.url("/end-session")).await;
    browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(!is_signed_in(provider, browser).await);
}

/// Ada with an app, and a browser in which she had it remembered and signed out.
async fn remembered(provider: &TestProvider) -> (Browser, Phone) {
    let (_, phone, _) = ada_with_totp(provider).await;
    let browser = remember_in_a_new_browser(provider, &phone).await;
    (browser, phone)
}

async fn remember_in_a_new_browser(provider: &TestProvider, phone: &Phone) -> Browser {
    let (browser, page) = halfway(provider).await;
    assert!(page.body.contains("Don’t ask again on this device for 30 days"), "{}", page.body);
    let granted = browser.submit(&page, &[("code", &phone.code(provider)), ("remember_device", "1")]).await;
    assert!(is_granted(&granted), "{}", granted.body);
    assert_eq!(claims(provider, &granted).await["acr"], MFA);
    provider.advance(30);
    sign_out(provider, &browser).await;
    browser
}

async fn sign_in(provider: &TestProvider, browser: &Browser, changes: &[(&str, &str)]) -> Page {
    RelyingParty::new(provider).sign_in(browser, changes).await
}

#[actix_web::test]
async fn a_remembered_device_needs_the_password_alone_and_says_no_more_than_that() {
    let provider = remembering();
    let (browser, phone) = remembered(&provider).await;
    let granted = sign_in(&provider, &browser, &[]).await;
    assert!(is_granted(&granted), "{}", granted.body);
    let told = claims(&provider, &granted).await;
    assert_eq!((&told["amr"], &told["acr"]), (&json!(["pwd"]), &json!(PASSWORD_ACR)));
    // Elsewhere the code is asked for, and so it is here for whoever is somebody else.
    assert!(asks_for_code(&halfway(&provider).await.1));
    sign_out(&provider, &browser).await;
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    let wrong = browser.submit(&login, &[("username", "ada"), ("password", "wrong")]).await;
    assert_eq!(wrong.status, 401);
    provider.advance(30 * DAY);
    let page = sign_in(&provider, &browser, &[]).await;
    assert!(asks_for_code(&page), "no longer than it was promised: {}", page.body);
    drop(phone);
}

#[actix_web::test]
async fn without_the_box_or_the_setting_nothing_is_remembered() {
    let mut provider = remembering();
    let (_, phone, _) = ada_with_totp(&provider).await;
    let (browser, page) = halfway(&provider).await;
    assert!(is_granted(&browser.submit(&page, &[("code", &phone.code(&provider))]).await));
    sign_out(&provider, &browser).await;
    assert!(asks_for_code(&sign_in(&provider, &browser, &[]).await), "the box was not ticked");
    provider.advance(30);

    provider.reload(|settings| settings.login.mfa_remember = std::time::Duration::ZERO);
    let (other, page) = halfway(&provider).await;
    assert!(!page.body.contains("remember_device"));
    let forged = [("code", phone.code(&provider)), ("remember_device", "1".into())];
    let forged: Vec<(&str, &str)> = forged.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(is_granted(&other.submit(&page, &forged).await));
    provider.reload(|settings| settings.login.mfa_remember = std::time::Duration::from_secs(30 * DAY));
    sign_out(&provider, &other).await;
    assert!(asks_for_code(&sign_in(&provider, &other, &[]).await), "what is off is not remembered");
}

#[actix_web::test]
async fn a_shorter_setting_counts_at_once_and_one_that_is_off_ends_it() {
    let mut provider = remembering();
    let (browser, _) = remembered(&provider).await;
    provider.advance(2 * DAY);
    provider.reload(|settings| settings.login.mfa_remember = std::time::Duration::from_secs(DAY));
    assert!(asks_for_code(&sign_in(&provider, &browser, &[]).await));
    provider.reload(|settings| settings.login.mfa_remember = std::time::Duration::ZERO);
    assert!(asks_for_code(&sign_in(&provider, &Browser { ..browser.clone() }, &[]).await));
    provider.reload(|settings| settings.login.mfa_remember = std::time::Duration::from_secs(90 * DAY));
    assert!(is_granted(&sign_in(&provider, &browser, &[]).await));
    sign_out(&provider, &browser).await;
    provider.advance(28 * DAY);
    assert!(asks_for_code(&sign_in(&provider, &browser, &[]).await), "a longer one promises nothing afterwards");
}

/// What the settings demand of everybody is met; what an app demands is not.
#[actix_web::test]
async fn it_meets_the_demand_of_the_settings_and_none_of_an_app() {
    let provider = Builder::new()
        .settings(|settings| {
            settings.login.mfa = Mfa::Required;
            settings.login.mfa_remember = std::time::Duration::from_secs(30 * DAY);
        })
        .client(latchkey::protocol::client::Client { require_mfa: true, ..crate::support::provider::client("strict") })
        .start();
    let browser = Browser::new();
    let page = sign_in(&provider, &browser, &[]).await;
    let phone = Phone::scan(&page);
    send_form_with(&browser, &page, "name=\"secret\"", &[("code", &phone.code(&provider))]).await;
    provider.advance(30);
    let browser = remember_in_a_new_browser(&provider, &phone).await;
    assert!(is_granted(&sign_in(&provider, &browser, &[]).await), "mfa = \"required\" is met");
    assert!(is_granted(&silent(&provider, &browser, &[]).await), "and stays met");

    let essential = r#"{"id_token":{"acr":{"essential":true,"value":"urn:latchkey:acr:mfa"}}}"#;
    assert_eq!(silent(&provider, &browser, &[("claims", essential)]).await.answer()["error"], "login_required");
    let page = RelyingParty::new(&provider).authorize(&browser, &[("acr_values", MFA)]).await;
    assert!(page.url.contains("/step-up") && asks_for_code(&page), "a wish: {} {}", page.url, page.body);
    assert!(!page.body.contains("remember_device"), "who steps up is asked for more than is remembered");
    let page = RelyingParty::of(&provider, "strict").authorize(&browser, &[]).await;
    assert!(page.url.contains("/step-up") && asks_for_code(&page), "require_mfa: {}", page.url);
    let granted = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert!(granted.location().is_some_and(|location| location.starts_with("https://strict.example/cb?")));

    for asked in [("acr_values", MFA), ("claims", essential)] {
        sign_out(&provider, &browser).await;
        assert!(asks_for_code(&sign_in(&provider, &browser, &[asked]).await), "{asked:?}");
        browser.visit(&provider.url("/login")).await;
        assert!(is_granted(&sign_in(&provider, &browser, &[]).await));
    }
}

#[actix_web::test]
async fn a_change_of_the_account_asks_for_the_second_factor_all_the_same() {
    let provider = remembering();
    let (browser, _) = remembered(&provider).await;
    sign_in(&provider, &browser, &[]).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    let sent = send_form_with(&browser, &page, "id=\"remove-totp\"", &[]).await;
    let step = browser.follow(sent).await;
    assert!(step.url.contains("/step-up") && asks_for_code(&step), "{}", step.url);
}

/// Row 52: a login that had reached more is not renewed with less.
#[actix_web::test]
async fn a_login_with_a_second_factor_is_renewed_with_one() {
    let provider = remembering();
    let (_, phone, _) = ada_with_totp(&provider).await;
    let (browser, page) = halfway(&provider).await;
    browser.submit(&page, &[("code", &phone.code(&provider)), ("remember_device", "1")]).await;
    let page = RelyingParty::new(&provider).authorize(&browser, &[("prompt", "login")]).await;
    let page = browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(asks_for_code(&page), "{} {}", page.status, page.body);
    // One that was begun on a remembered device is renewed there as it was.
    sign_out(&provider, &browser).await;
    sign_in(&provider, &browser, &[]).await;
    let page = RelyingParty::new(&provider).authorize(&browser, &[("prompt", "login")]).await;
    let granted = browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(is_granted(&granted), "{}", granted.body);
    assert_eq!(claims(&provider, &granted).await["acr"], PASSWORD_ACR);
}

#[actix_web::test]
async fn a_change_of_the_password_or_of_a_factor_and_a_reset_end_it() {
    for how in ["password", "codes", "passkey", "reset"] {
        let provider = remembering();
        let (browser, phone) = remembered(&provider).await;
        let store = provider.provider.store.clone();
        let (ada, now) = (person(&provider, "ada").await, provider.provider.now());
        match how {
            "password" => {
                let hash = ada.password_hash.clone().unwrap();
                store.set_password(&ada.sub, &hash, false, None, now).await.unwrap();
            }
            "passkey" => {
                let (other, page) = halfway(&provider).await;
                other.submit(&page, &[("code", &phone.code(&provider))]).await;
                let mut key = Authenticator::new("localhost", &provider.issuer);
                let page = other.visit(&provider.url("/account/security")).await;
                let button = page.body.split("data-passkey=").nth(1).unwrap();
                let tag = format!("b data-passkey={}", button.split('>').next().unwrap());
                let options: serde_json::Value =
                    serde_json::from_str(&attribute(&tag, "data-options").unwrap()).unwrap();
                let octets = |text: &serde_json::Value| {
                    use base64::Engine as _;
                    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
                };
                key.user_handle = Some(octets(&options["user"]["id"]));
                let answer = key.register(&octets(&options["challenge"]));
                send_form_with(&other, &page, "passkeys/add", &[("passkey", &answer)]).await;
                assert!(person(&provider, "ada").await.factors.passkey);
            }
            "reset" => {
                store.reset_factors(&ada.sub, WaysIn::BOTH, now).await.unwrap();
                let other = Browser::new();
                sign_in(&provider, &other, &[]).await;
                set_up_totp(&provider, &other).await;
            }
            // New recovery codes are not what was remembered.
            _ => {
                let page = sign_in(&provider, &browser, &[]).await;
                assert!(is_granted(&page));
                continue;
            }
        }
        let page = sign_in(&provider, &browser, &[]).await;
        assert!(asks_for_code(&page), "{how}: {} {}", page.status, page.body);
    }
}

#[actix_web::test]
async fn remembered_devices_are_listed_and_forgotten_one_by_one_or_all_together() {
    let provider = remembering();
    let (first, phone) = remembered(&provider).await;
    let second = remember_in_a_new_browser(&provider, &phone).await;
    sign_in(&provider, &first, &[]).await;
    let page = first.visit(&provider.url("/account/security")).await;
    let section = page.body.split("id=\"remembered\"").nth(1).unwrap().to_owned();
    assert_eq!(section.matches("devices/forget\"").count(), 2, "{section}");
    assert_eq!(section.matches("this device").count(), 1, "{section}");
    let forged = send_form_with(&first, &page, "devices/forget\"", &[("id", "nobody's")]).await;
    assert_eq!(forged.location().unwrap(), provider.url("/account/security"));
    let mut ids: Vec<String> =
        section.split("name=\"id\" value=\"").skip(1).map(|rest| rest[..43].to_owned()).collect();
    let here = ids.remove(0);
    let sent = send_form_with(&first, &page, "devices/forget\"", &[("id", &here)]).await;
    let page = first.follow(sent).await;
    assert!(page.body.contains("asked for your second step again"), "{}", page.body);
    sign_out(&provider, &first).await;
    assert!(asks_for_code(&sign_in(&provider, &first, &[]).await));
    assert!(is_granted(&sign_in(&provider, &second, &[]).await), "the other one is remembered still");

    let third = remember_in_a_new_browser(&provider, &phone).await;
    let page = second.visit(&provider.url("/account/security")).await;
    let sent = send_form_with(&second, &page, "forget-all", &[]).await;
    let page = second.follow(sent).await;
    assert!(page.body.contains("No device is remembered"), "{}", page.body);
    assert!(asks_for_code(&sign_in(&provider, &third, &[]).await));
}

/// A passkey behind a password is remembered like a code.
#[actix_web::test]
async fn a_passkey_behind_a_password_is_remembered_too() {
    let provider = Builder::new()
        .settings(|settings| {
            settings.login.mfa = Mfa::Required;
            settings.login.mfa_remember = std::time::Duration::from_secs(30 * DAY);
        })
        .start();
    let (first, page) = halfway(&provider).await;
    let data = |page: &Page| -> serde_json::Value {
        let button = page.body.split("data-passkey=").nth(1).unwrap_or_else(|| panic!("{}", page.body));
        let tag = format!("b data-passkey={}", button.split('>').next().unwrap());
        serde_json::from_str(&attribute(&tag, "data-options").unwrap()).unwrap()
    };
    let octets = |text: &serde_json::Value| {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
    };
    let (asked, mut key) = (data(&page), Authenticator::new("localhost", &provider.issuer));
    key.user_handle = Some(octets(&asked["user"]["id"]));
    let answer = key.register(&octets(&asked["challenge"]));
    send_form_with(&first, &page, "data-passkey", &[("passkey", &answer)]).await;

    let (browser, page) = halfway(&provider).await;
    assert!(page.body.contains("remember_device"), "{}", page.body);
    let answer = key.assert(&octets(&data(&page)["challenge"]));
    assert!(is_granted(&browser.submit(&page, &[("passkey", &answer), ("remember_device", "1")]).await));
    sign_out(&provider, &browser).await;
    let granted = sign_in(&provider, &browser, &[]).await;
    assert!(is_granted(&granted), "{}", granted.body);
    assert_eq!(claims(&provider, &granted).await["amr"], json!(["pwd"]));
}
