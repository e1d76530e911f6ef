//! `login.methods = ["passkey"]`: no password proves anything, none is chosen, and links lead to a first passkey.

use latchkey::config::settings::{Settings, SignInMethod, SignUp};
use latchkey::people::{self, Refused};
use latchkey::protocol::factors::WaysIn;
use latchkey::protocol::invitation::Invitation;

use super::first_passkey::{begin, invited, link, offers, sign_up_link};
use super::passkeys::{ada_with_passkey, challenge, localhost, sign_in};
use super::*;
use crate::people::{SETUP, setup_link};
use crate::support::{Builder, provider::PASSWORD};

const PASSKEYS: WaysIn = WaysIn { password: false, passkey: true };

/// As a file with `methods = ["passkey"]` is read.
fn off(settings: &mut Settings) {
    settings.login.methods = vec![SignInMethod::Passkey];
    settings.login.may_add.totp = false;
}

/// The hash of a password, to be compared.
async fn hash_of(provider: &TestProvider, username: &str) -> Option<String> {
    person(provider, username).await.password_hash.map(|hash| hash.expose().to_owned())
}

fn asks_for_password(page: &Page) -> bool {
    page.body.contains("type=\"password\"")
}

#[actix_web::test]
async fn the_sign_in_page_has_a_passkey_and_no_password() {
    let mut provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    provider.reload(off);
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    assert!(login.body.contains("data-passkey=\"get\"") && !asks_for_password(&login), "{}", login.body);
    assert!(!login.body.contains("id=\"username\"") && !login.body.contains("id=\"forgot\""), "{}", login.body);
    assert!(login.body.contains("<noscript>") && login.body.contains("needs JavaScript"), "{}", login.body);
    let granted = sign_in(&browser, &login, &authenticator).await;
    assert!(is_granted(&granted), "{}", granted.body);
    let said = claims(&provider, &granted).await;
    assert_eq!(said["amr"], serde_json::json!(["pop", "mfa"]));
    assert_eq!(said["acr"], "urn:latchkey:acr:phishing-resistant");
}

/// On a page from before, too.
#[actix_web::test]
async fn a_password_is_refused_at_the_endpoint_for_every_name_alike() {
    let mut provider = TestProvider::new();
    let browser = Browser::new();
    let before = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    provider.reload(off);
    let fresh = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    for page in [&before, &fresh] {
        for (username, password) in [("ada", PASSWORD), ("ada", "wrong"), ("nobody", PASSWORD), ("", "")] {
            let refused = browser.submit(page, &[("username", username), ("password", password)]).await;
            assert_eq!(refused.status, 403, "{username}: {}", refused.body);
            assert!(refused.body.contains("Nobody signs in with a password here"), "{username}: {}", refused.body);
            assert!(!asks_for_password(&refused) && !is_signed_in(&provider, &browser).await, "{username}");
        }
    }
    provider.reload(|settings| settings.login.methods = vec![SignInMethod::Passkey, SignInMethod::Password]);
    assert!(is_granted(&browser.submit(&fresh, &[("username", "ada"), ("password", PASSWORD)]).await));
}

#[actix_web::test]
async fn a_sign_in_that_was_halfway_by_a_password_comes_to_nothing() {
    let mut provider = TestProvider::new();
    let (_, phone, codes) = ada_with_totp(&provider).await;
    let (browser, page) = halfway(&provider).await;
    assert!(asks_for_code(&page));
    provider.reload(off);
    for code in [phone.code(&provider), codes[0].clone()] {
        let refused = browser.submit(&page, &[("code", code.as_str())]).await;
        assert!(!is_granted(&refused) && !is_signed_in(&provider, &browser).await, "{}", refused.body);
    }
    let anew = browser.visit(&provider.url("/second-factor")).await;
    assert!(!asks_for_code(&anew), "{}", anew.body);
}

#[actix_web::test]
async fn no_password_is_changed_on_the_account_page() {
    let mut provider = TestProvider::new();
    super::grace(&provider).await;
    let had = hash_of(&provider, "grace").await;
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in_as("grace", &browser, &[]).await;
    let account = browser.visit(&provider.url("/")).await;
    assert!(asks_for_password(&account), "{}", account.body);
    provider.reload(off);
    let filled = [("current_password", PASSWORD), ("new_password", "nine brave ravens")];
    let refused = send_form_with(&browser, &account, "current_password", &filled).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert!(refused.body.contains("No passwords here"), "{}", refused.body);
    assert_eq!(hash_of(&provider, "grace").await, had, "nothing was changed");
    let account = browser.visit(&provider.url("/")).await;
    assert!(!asks_for_password(&account), "{}", account.body);
    // A login that is no longer new is confirmed by nothing but a passkey.
    let confirm = browser.visit(&provider.url("/login?again=1")).await;
    assert!(!asks_for_password(&confirm), "{}", confirm.body);
    assert_eq!(browser.submit(&confirm, &[("username", "grace"), ("password", PASSWORD)]).await.status, 403);
}

/// A password from before counts for nothing, and so it is nothing that a link would replace.
#[actix_web::test]
async fn each_link_begins_with_a_passkey_and_takes_no_password() {
    for kind in ["invite", "reset", "forgot", "regain"] {
        let mut provider = TestProvider::new();
        let sub = match kind {
            "invite" => {
                invited(&provider).await;
                person(&provider, "grace").await.sub
            }
            _ => super::grace(&provider).await.sub,
        };
        let had = hash_of(&provider, "grace").await;
        let invitation = match kind {
            "invite" => Invitation::Invite { sub },
            "reset" => Invitation::Reset { sub },
            "forgot" => Invitation::Forgot { sub },
            _ => Invitation::Regain { sub },
        };
        let address = link(&provider, kind, &invitation).await;
        provider.reload(off);
        let browser = Browser::new();
        let page = browser.visit(&address).await;
        assert!(offers(&page) && !asks_for_password(&page), "{kind}: {}", page.body);
        assert!(page.body.contains("needs JavaScript"), "{kind}: {}", page.body);
        let refused = browser.submit(&page, &[("password", "nine brave ravens")]).await;
        assert_eq!(refused.status, 422, "{kind}: {}", refused.body);
        assert_eq!(hash_of(&provider, "grace").await, had, "{kind}");
        let mut authenticator = localhost(&provider);
        let begun = begin(&browser, &address, &mut authenticator, &[]).await;
        assert!(is_signed_in(&provider, &browser).await, "{kind}: {}", begun.body);
        let grace = person(&provider, "grace").await;
        let stored = provider.provider.store.factors(&grace.sub).await.unwrap();
        assert!(stored.passkeys[0].signs_in && stored.recovery_codes == 0, "{kind}: no code would let anybody in");
        let again = Browser::new().visit(&address).await;
        assert_eq!(again.status, 410, "{kind}: once");
    }
}

/// Decision 30: a link would replace the second factor. An administrator removes it first, and makes a link then.
#[actix_web::test]
async fn a_link_replaces_no_passkey_and_no_authenticator_app() {
    let mut provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    let ada = person(&provider, "ada").await;
    provider.reload(off);
    let store = provider.provider.store.clone();
    for (token, invitation) in [
        ("reset", Invitation::Reset { sub: ada.sub.clone() }),
        ("forgot", Invitation::Forgot { sub: ada.sub.clone() }),
        ("invite", Invitation::Invite { sub: ada.sub.clone() }),
    ] {
        let address = link(&provider, token, &invitation).await;
        let page = Browser::new().visit(&address).await;
        assert!(page.status == 403 && !offers(&page), "{token}: {}", page.body);
        assert!(page.body.contains("no link replaces these"), "{token}: {}", page.body);
    }
    let (issuer, now) = (provider.provider.live().settings.server.issuer.clone(), provider.provider.now());
    let refused = people::link(store.as_ref(), &[], &issuer, &ada, PASSKEYS, now).await.unwrap();
    assert_eq!(refused.err(), Some(Refused::HasFactor { username: "ada".into() }));
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    let answer = authenticator.assert(&challenge(&login));
    assert!(is_granted(&browser.submit(&login, &[("passkey", &answer)]).await), "the passkey goes on working");

    let root = User { sub: Subject::new("sub-root"), is_admin: true, ..User::nobody("root") };
    store.add_user(&root).await.unwrap();
    let to_root = link(&provider, "root", &Invitation::Invite { sub: root.sub }).await;
    begin(&Browser::new(), &to_root, &mut localhost(&provider), &[]).await;
    assert_eq!(people::reset_factors(store.as_ref(), &ada, PASSKEYS, now).await.unwrap(), Ok(true));
    let ada = person(&provider, "ada").await;
    let (made, _) = people::link(store.as_ref(), &[], &issuer, &ada, PASSKEYS, now).await.unwrap().unwrap();
    let browser = Browser::new();
    begin(&browser, made.expose(), &mut localhost(&provider), &[]).await;
    assert!(is_signed_in(&provider, &browser).await);
}

#[actix_web::test]
async fn the_first_account_and_those_of_sign_up_begin_with_a_passkey() {
    let provider = Builder::new()
        .settings(|settings| {
            settings.users.clear();
            settings.login.sign_up.rule = SignUp::Invite;
            off(settings);
        })
        .start();
    let (browser, setup) = (Browser::new(), setup_link(&provider).await);
    let page = browser.visit(&setup).await;
    assert!(offers(&page) && !asks_for_password(&page), "{}", page.body);
    let refused = browser.submit(&page, &SETUP).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(!provider.provider.store.has_admin().await.unwrap());
    begin(&browser, &setup, &mut localhost(&provider), &SETUP[..3]).await;
    assert!(is_signed_in(&provider, &browser).await);

    let (browser, address) = (Browser::new(), sign_up_link(&provider, 1).await);
    let page = browser.visit(&address).await;
    assert!(offers(&page) && !asks_for_password(&page), "{}", page.body);
    let refused = browser.submit(&page, &[("username", "mira"), ("password", "nine brave ravens")]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(provider.provider.store.user_named(&UsernameKey::of("mira")).await.unwrap().is_none());
    begin(&browser, &address, &mut localhost(&provider), &[("username", "mira")]).await;
    assert!(is_signed_in(&provider, &browser).await);
}

/// Such a file is not taken in by a server that runs.
#[actix_web::test]
async fn without_passwords_an_administrator_without_a_passkey_has_no_way_in() {
    use latchkey::reconcile::{leaves_no_administrator_a_way_in as locks_out, locked_out, reconcile_again};
    let provider = TestProvider::new();
    let store = provider.provider.store.as_ref();
    let with = |methods: &[SignInMethod]| {
        let mut settings = provider.provider.live().settings.clone();
        settings.login.methods = methods.to_vec();
        settings
    };
    let (alone, both) = (with(&[SignInMethod::Passkey]), with(&[SignInMethod::Passkey, SignInMethod::Password]));
    assert!(locks_out(store, &alone).await.unwrap() && !locks_out(store, &both).await.unwrap());
    assert!(locked_out(store, &alone).await.unwrap().contains(&"ada".to_owned()));
    assert!(locked_out(store, &both).await.unwrap().is_empty());
    let refused = reconcile_again(store, &alone, provider.provider.now()).await;
    assert!(matches!(refused, Err(latchkey::store::StoreError::NobodyAdministers)), "{refused:?}");
    ada_with_passkey(&provider).await;
    assert!(!locks_out(store, &alone).await.unwrap(), "a passkey that signs in alone is a way in");
    assert!(!locked_out(store, &alone).await.unwrap().contains(&"ada".to_owned()));
    reconcile_again(store, &alone, provider.provider.now()).await.unwrap();
}
