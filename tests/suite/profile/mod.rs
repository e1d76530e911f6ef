//! The account's own page of what is said of the person: shown, changed, taken along, deleted.

mod email;
mod own_data;
mod remove;

use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::words::PageLanguage;

use crate::second_factors::{Phone, send_form_with, set_up_totp};
use crate::support::browser::Page;
use crate::support::mailbox::Mailbox;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// The marker of the form of what is said of the person.
const SAVE: &str = "id=\"save-profile\"";

/// Somebody whom no file defines, with everybody's password.
async fn add(provider: &TestProvider, username: &str, email: Option<&str>) -> User {
    let person = User {
        sub: Subject::new(username),
        username: username.to_owned(),
        email: email.map(str::to_owned),
        definition: Definition::Database,
        credentials_revision: 1,
        groups: Vec::new(),
        is_admin: false,
        ..account(provider, "ada").await
    };
    provider.provider.store.add_user(&person).await.unwrap();
    person
}

async fn account(provider: &TestProvider, name: &str) -> User {
    provider.provider.store.user_named(&UsernameKey::of(name)).await.unwrap().unwrap()
}

/// A provider that sends to this mailbox, and grace, whom no file defines and who is signed in.
async fn with_mail() -> (TestProvider, Mailbox, Browser) {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let provider = Builder::new().settings(|settings| settings.smtp = Some(smtp)).start();
    add(&provider, "grace", Some("grace@example.com")).await;
    let browser = signed_in(&provider, "grace").await;
    (provider, mailbox, browser)
}

async fn signed_in(provider: &TestProvider, username: &str) -> Browser {
    let browser = Browser::new();
    RelyingParty::new(provider).sign_in_as(username, &browser, &[]).await;
    browser
}

async fn profile(provider: &TestProvider, browser: &Browser) -> Page {
    let page = browser.visit(&provider.url("/account/profile")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

/// Sends the form of the page with `marker` in it.
async fn send(browser: &Browser, page: &Page, marker: &str, filled: &[(&str, &str)]) -> Page {
    let sent = send_form_with(browser, page, marker, filled).await;
    browser.follow(sent).await
}

/// Grace with an authenticator app.
async fn with_app(provider: &TestProvider, browser: &Browser) -> Phone {
    set_up_totp(provider, browser).await.0
}

#[actix_web::test]
async fn what_somebody_says_of_themselves_is_saved_and_apps_are_told() {
    let provider = TestProvider::new();
    add(&provider, "grace", None).await;
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = app.sign_in_as("grace", &browser, &[("scope", "openid profile")]).await;
    let tokens = app.redeem(&back.answer()["code"]).await.json();
    let token = tokens["access_token"].as_str().unwrap();
    let before = app.userinfo(token).await.json();
    provider.advance(60);
    let page = profile(&provider, &browser).await;
    assert!(page.body.contains("value=\"Ada Example\"") && page.body.contains("<bdi>grace</bdi>"), "{}", page.body);
    assert!(page.body.contains("aria-current=\"page\">Profile"), "{}", page.body);
    let said = [
        ("name", " Grace Hopper "),
        ("given_name", "Grace"),
        ("family_name", "Hopper"),
        ("website", "https://grace.example"),
        ("zoneinfo", "America/New_York"),
        ("locale", "en-US"),
        ("username", "admin"),
        ("email", "other@example.com"),
        ("email_verified", "true"),
        ("groups", "admins"),
    ];
    let saved = send(&browser, &page, SAVE, &said).await;
    assert!(saved.body.contains("Your profile is saved.") && saved.url.ends_with("?done=saved"), "{}", saved.body);
    let after = app.userinfo(token).await.json();
    assert_eq!(
        (after["name"].as_str(), after["zoneinfo"].as_str(), after["locale"].as_str()),
        (Some("Grace Hopper"), Some("America/New_York"), Some("en-US"))
    );
    assert!(after.get("nickname").is_none(), "what is left empty is taken away: {after}");
    assert_eq!(after["birthdate"], before["birthdate"], "what the page does not have stays");
    assert_eq!(after["updated_at"].as_i64().unwrap(), before["updated_at"].as_i64().unwrap() + 60);
    let grace = account(&provider, "grace").await;
    assert!(grace.username == "grace" && grace.email.is_none() && grace.groups.is_empty() && !grace.is_admin);

    provider.advance(60);
    let again: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.trim())).collect();
    send(&browser, &saved, SAVE, &again).await;
    assert_eq!(app.userinfo(token).await.json()["updated_at"], after["updated_at"], "nothing changed");
}

#[actix_web::test]
async fn what_cannot_be_one_is_refused_beside_its_field_and_nothing_is_saved() {
    let provider = TestProvider::new();
    add(&provider, "grace", None).await;
    let browser = signed_in(&provider, "grace").await;
    let page = profile(&provider, &browser).await;
    let long = "x".repeat(101);
    for (claim, wrong) in [
        ("name", "a\u{202e}b"),
        ("nickname", &long),
        ("website", "javascript:alert(1)"),
        ("zoneinfo", "Paris"),
        ("locale", "English please"),
    ] {
        let refused = send(&browser, &page, SAVE, &[("family_name", "Hopper"), (claim, wrong)]).await;
        assert_eq!(refused.status, 422, "{claim}");
        for part in ["<title>Error: ", "<a href=\"#FIELD\">", "id=\"FIELD-wrong\"", "FIELD-wrong\""] {
            assert!(refused.body.contains(&part.replace("FIELD", claim)), "{part} of {claim}: {}", refused.body);
        }
        assert_eq!(refused.body.matches("aria-invalid=\"true\"").count(), 1);
        assert!(refused.body.contains("value=\"Hopper\""), "what was written is kept: {}", refused.body);
    }
    assert_eq!(account(&provider, "grace").await.claims["family_name"], "Example");
}

/// Whatever is posted: what the file says is the truth.
#[actix_web::test]
async fn what_the_configuration_defines_is_shown_and_changed_by_no_form() {
    let (provider, mailbox, grace) = with_mail().await;
    let browser = signed_in(&provider, "ada").await;
    let page = profile(&provider, &browser).await;
    assert!(page.body.contains("id=\"pinned\"") && page.body.contains("config.toml:1"), "{}", page.body);
    assert!(page.body.contains("Ada Example") && !page.body.contains("id=\"save-profile\""), "{}", page.body);
    assert!(!page.body.contains("id=\"change-email\""), "{}", page.body);
    let csrf = page.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let csrf = ("csrf", csrf.as_str());
    for (path, field) in [("save", ("name", "Eve")), ("email", ("email", "eve@example.com"))] {
        let url = provider.url(&format!("/account/profile/{path}"));
        let refused = browser.post(&url, &[csrf, field]).await;
        assert!(refused.status == 422 && refused.body.contains("set in the configuration"), "{}", refused.body);
    }
    assert_eq!(account(&provider, "ada").await.display_name(), "Ada Example");
    assert!(mailbox.mails().is_empty());
    let shown = profile(&provider, &grace).await;
    assert!(!shown.body.contains("config.toml"), "{}", shown.body);
}

#[actix_web::test]
async fn a_change_asks_for_a_fresh_login_and_a_form_of_our_own() {
    let provider = TestProvider::new();
    add(&provider, "grace", None).await;
    let nobody = Browser::new().visit(&provider.url("/account/profile")).await;
    assert!(nobody.url.ends_with("/login?next=profile"), "{}", nobody.url);
    let browser = signed_in(&provider, "grace").await;
    let forged = browser.post(&provider.url("/account/profile/save"), &[("name", "Eve")]).await;
    assert_eq!(forged.status, 403, "{}", forged.body);
    let page = profile(&provider, &browser).await;
    provider.advance(16 * 60);
    let login = send(&browser, &page, SAVE, &[("name", "Grace")]).await;
    assert!(login.url.ends_with("/login?again=1&next=profile"), "{}", login.url);
    let page = browser.submit(&login, &[("username", "grace"), ("password", PASSWORD)]).await;
    assert!(page.url.ends_with("/account/profile"), "{}", page.url);
    let saved = send(&browser, &page, SAVE, &[("name", "Grace")]).await;
    assert!(saved.body.contains("Your profile is saved."), "{}", saved.body);
    assert_eq!(account(&provider, "grace").await.display_name(), "Grace");
}

/// OpenID Connect Core §5.1 `locale`: it decides about the next page, whatever was chosen in the browser before.
#[actix_web::test]
async fn the_language_in_the_profile_is_that_of_the_pages_once_it_is_saved() {
    let provider = TestProvider::new();
    add(&provider, "grace", None).await;
    let browser = signed_in(&provider, "grace").await;
    let cookie = provider.provider.cookies.language.clone();
    for language in PageLanguage::all() {
        let url = provider.url("/");
        browser.keep(&url, &format!("{cookie}=en; path=/"));
        let page = profile(&provider, &browser).await;
        send(&browser, &page, SAVE, &[("name", "Grace"), ("locale", "")]).await;
        assert!(browser.cookie(&url, &cookie).is_some(), "no other language was said");
        let page = profile(&provider, &browser).await;
        let locale = format!("{}_ZZ", language.tag().split('-').next().unwrap());
        let saved = send(&browser, &page, SAVE, &[("name", "Grace"), ("locale", &locale)]).await;
        assert!(browser.cookie(&url, &cookie).is_none());
        let head = format!("<html lang=\"{}\" dir=\"{}\">", language.tag(), language.dir());
        assert!(saved.url.ends_with("?done=saved") && saved.body.contains(&head), "{}", saved.body);
    }
}
