//! `login.passkeys` and `login.totp`: nobody adds one, and nobody loses one. `login.methods` without passkeys: there are none.

use latchkey::config::settings::SignInMethod;
use latchkey::protocol::factors::Mfa;

use super::demanded::asks_to_enrol;
use super::passkeys::{ada_with_passkey, challenge};
use super::*;
use crate::support::{Builder, provider::PASSWORD};

/// The same people, with the settings of after a reload.
fn reload(provider: &mut TestProvider, totp: bool, passkey: bool) {
    provider.reload(|settings| {
        settings.login.may_add.totp = totp;
        settings.login.may_add.passkey = passkey;
    });
}

#[actix_web::test]
async fn an_app_that_somebody_has_goes_on_being_asked_for() {
    let mut provider = TestProvider::new();
    let (browser, phone, _) = ada_with_totp(&provider).await;
    reload(&mut provider, false, false);
    let (other, page) = halfway(&provider).await;
    assert!(asks_for_code(&page));
    assert!(is_granted(&other.submit(&page, &[("code", &phone.code(&provider))]).await));
    let security = browser.visit(&provider.url("/account/security")).await;
    assert!(security.body.contains("id=\"remove-totp\""), "they may remove it: {}", security.body);
    let removed = send_form_with(&browser, &security, "totp/remove", &[]).await;
    let security = browser.follow(removed).await;
    assert!(!security.body.contains("id=\"add-totp\"") && !security.body.contains("id=\"totp\""));
    assert!(!security.body.contains("id=\"add-passkey\""), "{}", security.body);
    let page = browser.visit(&provider.url("/account/totp")).await;
    assert!(!page.body.contains("id=\"key\""), "{}", page.body);
}

#[actix_web::test]
async fn a_passkey_that_somebody_has_goes_on_signing_in_and_none_is_added() {
    let mut provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    browser.submit(&login, &[("passkey", &authenticator.assert(&challenge(&login)))]).await;
    let open = browser.visit(&provider.url("/account/security")).await;
    reload(&mut provider, true, false);
    let answer = authenticator.register(&challenge(&open));
    let refused = send_form_with(&browser, &open, "passkeys/add", &[("passkey", &answer)]).await;
    assert_eq!(refused.status, 422, "a page from before adds none either: {}", refused.body);
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    assert!(is_granted(&other.submit(&login, &[("passkey", &authenticator.assert(&challenge(&login)))]).await));
}

#[actix_web::test]
async fn the_sign_in_page_offers_no_passkey_once_nobody_has_one() {
    let provider = Builder::new().settings(|settings| settings.login.may_add.passkey = false).start();
    let login = RelyingParty::new(&provider).authorize(&Browser::new(), &[]).await;
    assert!(login.body.contains("id=\"password\"") && !login.body.contains("data-passkey"), "{}", login.body);
}

#[actix_web::test]
async fn a_demanded_factor_is_of_a_kind_that_may_be_added() {
    for (totp, passkey) in [(true, false), (false, true)] {
        let provider = Builder::new()
            .settings(move |settings| {
                settings.login.mfa = Mfa::Required;
                settings.login.may_add.totp = totp;
                settings.login.may_add.passkey = passkey;
            })
            .start();
        let (_, page) = halfway(&provider).await;
        let offers = (page.body.contains("id=\"key\""), page.body.contains("data-passkey=\"create\""));
        assert_eq!(offers, (totp, passkey), "{}", page.body);
    }
}

/// An app that demands a second factor of who can have none hears of it; nobody comes in with less.
#[actix_web::test]
async fn who_can_add_none_is_refused_and_not_let_in_with_less() {
    let nothing = |settings: &mut latchkey::config::settings::Settings| {
        settings.login.may_add.totp = false;
        settings.login.may_add.passkey = false;
    };
    let provider = Builder::new().settings(nothing).app(|app| app.require_mfa = true).start();
    let browser = Browser::new();
    let refused = RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    assert_eq!(refused.answer()["error"], "unmet_authentication_requirements", "{}", refused.body);
    // The settings refuse this together; a reload in between must not open anything.
    let provider = Builder::new()
        .settings(move |settings| {
            nothing(settings);
            settings.login.mfa = Mfa::Required;
        })
        .start();
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/login")).await;
    let page = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(page.body.contains("No second step can be set up here") && !asks_to_enrol(&page), "{}", page.body);
    assert!(!is_signed_in(&provider, &browser).await);
}

/// Each endpoint refuses by itself, also on pages from before.
#[actix_web::test]
async fn without_passkeys_among_the_methods_none_is_offered_accepted_or_added() {
    let mut provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    let (signed_in, before) = (Browser::new(), Browser::new());
    let login = RelyingParty::new(&provider).authorize(&signed_in, &[]).await;
    signed_in.submit(&login, &[("passkey", &authenticator.assert(&challenge(&login)))]).await;
    let security = signed_in.visit(&provider.url("/account/security")).await;
    let page = RelyingParty::new(&provider).authorize(&before, &[]).await;
    provider.reload(|settings| settings.login.methods = vec![SignInMethod::Password]);

    let fresh = RelyingParty::new(&provider).authorize(&Browser::new(), &[]).await;
    assert!(fresh.body.contains("id=\"password\"") && !fresh.body.contains("data-passkey"), "{}", fresh.body);
    let refused = before.submit(&page, &[("passkey", &authenticator.assert(&challenge(&page)))]).await;
    assert!(!is_granted(&refused) && refused.status == 401, "{}", refused.body);
    let answer = authenticator.register(&challenge(&security));
    let refused = send_form_with(&signed_in, &security, "passkeys/add", &[("passkey", &answer)]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let (_, csrf) = security.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap();
    let remove = provider.url("/account/factors/password/remove");
    let refused = signed_in.post(&remove, &[("csrf", csrf.as_str())]).await;
    assert_eq!(refused.status, 422, "nothing else signs them in: {}", refused.body);
}

#[actix_web::test]
async fn the_order_of_the_methods_is_that_of_the_page() {
    for (first, methods) in [
        ("username", [SignInMethod::Password, SignInMethod::Passkey]),
        ("passkey", [SignInMethod::Passkey, SignInMethod::Password]),
    ] {
        let provider = Builder::new().settings(move |settings| settings.login.methods = methods.to_vec()).start();
        let login = RelyingParty::new(&provider).authorize(&Browser::new(), &[]).await;
        let at = |id: &str| login.body.find(&format!("id=\"{id}\"")).unwrap();
        assert_eq!(at("passkey") < at("username"), first == "passkey", "{}", login.body);
    }
}

/// Such a file is not taken in by a server that runs.
#[actix_web::test]
async fn without_passkeys_an_administrator_without_a_password_has_no_way_in() {
    use latchkey::reconcile::leaves_no_administrator_a_way_in as locks_out;
    let provider =
        Builder::new().settings(|settings| settings.users.iter_mut().for_each(|user| user.is_admin = false)).start();
    let store = provider.provider.store.as_ref();
    let with = |methods: &[SignInMethod]| {
        let mut settings = provider.provider.live().settings.clone();
        settings.users.retain(|user| !user.is_admin);
        settings.login.methods = methods.to_vec();
        settings
    };
    let (alone, both) = (with(&[SignInMethod::Password]), with(&[SignInMethod::Password, SignInMethod::Passkey]));
    assert!(!locks_out(store, &alone).await.unwrap(), "there is no administrator yet");
    let root = User { sub: Subject::new("sub-root"), is_admin: true, ..User::nobody("root") };
    store.add_user(&root).await.unwrap();
    assert!(locks_out(store, &alone).await.unwrap() && !locks_out(store, &both).await.unwrap());
    let refused = latchkey::reconcile::reconcile_again(store, &alone, provider.provider.now()).await;
    assert!(matches!(refused, Err(latchkey::store::StoreError::NobodyAdministers)), "{refused:?}");
    let hash = provider.provider.store.user_named(&UsernameKey::of("ada")).await.unwrap();
    let hash = hash.and_then(|ada| ada.password_hash).unwrap();
    store.set_password(&root.sub, &hash, false, None, provider.provider.now()).await.unwrap();
    assert!(!locks_out(store, &alone).await.unwrap(), "a password is a way in");
}
