//! Anybody can ask for a link by somebody's name (`/forgot`). That voids nothing that an administrator, or the person, was given
//! by other ways: a link is void once a newer password was set, not when one was asked for. One test for each kind of link.

use latchkey::people;
use latchkey::protocol::audit::Record;
use latchkey::protocol::factors::WaysIn;
use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::mail::Mail;
use latchkey::protocol::user::{Definition, User, UsernameKey};
use latchkey::secret::Digest;
use latchkey::store::audit::Wanted;

use crate::mail::wait_until_empty;
use crate::second_factors::send_form_with;
use crate::support::mailbox::Mailbox;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, TestProvider};

const NEW: &str = "five louder otters";

/// A provider with mail, and grace, who has a password if it is said so.
async fn with_grace(has_password: bool) -> (TestProvider, Mailbox, User) {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let provider = Builder::new().settings(|settings| settings.smtp = Some(smtp)).start();
    let ada = provider.provider.store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let grace = User {
        sub: latchkey::protocol::user::Subject::new("grace"),
        username: "grace".into(),
        email: Some("grace@example.com".into()),
        email_verified: true,
        is_admin: false,
        definition: Definition::Database,
        credentials_revision: 1,
        password_hash: ada.password_hash.clone().filter(|_| has_password),
        ..ada
    };
    provider.provider.store.add_user(&grace).await.unwrap();
    (provider, mailbox, grace)
}

/// A stranger asks by each name of the person; the last link that was mailed by it.
async fn stranger_asks(provider: &TestProvider, mailbox: &Mailbox) -> String {
    for name in ["grace", "grace@example.com"] {
        let browser = Browser::new();
        let page = browser.visit(&provider.url("/forgot")).await;
        assert_eq!(browser.submit(&page, &[("username", name)]).await.status, 200);
        // One after the other: the later link takes the place of the earlier one.
        wait_until_empty(provider).await;
    }
    mailbox.mails().last().unwrap().link("/invite?t=")
}

/// The link works after a stranger asked, beside theirs, and using it voids that.
async fn works_all_the_same(provider: &TestProvider, mailbox: &Mailbox, link: &str) {
    let asked_for = stranger_asks(provider, mailbox).await;
    assert_ne!(asked_for, link);
    let browser = Browser::new();
    let page = browser.visit(link).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(Browser::new().visit(&asked_for).await.status, 200, "nor does the one void the other");
    let account = browser.submit(&page, &[("password", NEW)]).await;
    assert!(account.body.contains("id=\"logout\""), "{}", account.body);
    assert_eq!(Browser::new().visit(&asked_for).await.status, 410, "what was used voids it");
}

async fn handed_over(provider: &TestProvider, grace: &User) -> String {
    let (store, issuer) = (provider.provider.store.as_ref(), provider.provider.live().settings.server.issuer.clone());
    let (link, _) =
        people::link(store, &[], &issuer, grace, WaysIn::BOTH, provider.provider.now()).await.unwrap().unwrap();
    link.expose().to_owned()
}

#[actix_web::test]
async fn an_invitation_that_an_administrator_handed_over_stays() {
    let (provider, mailbox, grace) = with_grace(false).await;
    let link = handed_over(&provider, &grace).await;
    works_all_the_same(&provider, &mailbox, &link).await;
}

#[actix_web::test]
async fn a_link_for_a_new_password_that_an_administrator_handed_over_stays() {
    let (provider, mailbox, grace) = with_grace(true).await;
    let link = handed_over(&provider, &grace).await;
    works_all_the_same(&provider, &mailbox, &link).await;
}

#[actix_web::test]
async fn an_invitation_that_an_administrator_had_mailed_stays() {
    for has_password in [false, true] {
        let (provider, mailbox, grace) = with_grace(has_password).await;
        let mail = Mail::Invitation { sub: grace.sub.clone() };
        provider.provider.store.queue_mail(&mail, provider.provider.now()).await.unwrap();
        let link = mailbox.wait_for(1).await.link("/invite?t=");
        works_all_the_same(&provider, &mailbox, &link).await;
    }
}

/// Signs grace in in a new browser, and returns the link of the mail about it.
async fn told_of(provider: &TestProvider, mailbox: &Mailbox) -> String {
    for _ in 0..2 {
        let browser = Browser::new();
        let page = browser.visit(&provider.url("/login")).await;
        browser.submit(&page, &[("username", "grace"), ("password", PASSWORD)]).await;
    }
    mailbox.wait_for_subject("New sign-in from ", 1).await.link("/not-me?t=")
}

#[actix_web::test]
async fn a_link_that_leads_to_a_new_password_after_a_sign_in_of_somebody_else_stays() {
    let (provider, mailbox, _) = with_grace(true).await;
    let browser = Browser::new();
    let page = browser.visit(&told_of(&provider, &mailbox).await).await;
    let choose = browser.submit(&page, &[]).await;
    assert!(choose.url.contains("/invite?t="), "{}", choose.url);
    works_all_the_same(&provider, &mailbox, &choose.url).await;
}

#[actix_web::test]
async fn a_link_that_disowns_a_sign_in_stays() {
    let (provider, mailbox, _) = with_grace(true).await;
    let link = told_of(&provider, &mailbox).await;
    stranger_asks(&provider, &mailbox).await;
    assert_eq!(Browser::new().visit(&link).await.status, 200);
}

#[actix_web::test]
async fn a_link_that_confirms_an_address_stays() {
    let (provider, mailbox, _) = with_grace(true).await;
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/login?next=profile")).await;
    let page = browser.submit(&page, &[("username", "grace"), ("password", PASSWORD)]).await;
    send_form_with(&browser, &page, "id=\"email\"", &[("email", "new@example.com")]).await;
    let link = mailbox.wait_for_subject("Confirm your email address", 1).await.link("/account/email?t=");
    stranger_asks(&provider, &mailbox).await;
    assert_eq!(browser.visit(&link).await.status, 200);
}

#[actix_web::test]
async fn links_to_set_up_and_to_sign_up_stay() {
    let (provider, mailbox, _) = with_grace(true).await;
    let (store, now) = (&provider.provider.store, provider.provider.now());
    let until = now.after(std::time::Duration::from_secs(3_600));
    store.add_invitation(&Digest::of("setup"), &Invitation::Setup, until, now).await.unwrap();
    let sign_up = latchkey::protocol::sign_up::SignUpLink {
        email: Some("grace@example.org".into()),
        interaction: None,
        uses_left: 1,
        expires_at: until,
    };
    store.add_sign_up_link(&Digest::of("sign up"), &sign_up, now).await.unwrap();
    stranger_asks(&provider, &mailbox).await;
    assert_eq!(store.invitation(&Digest::of("setup"), now).await.unwrap(), Some(Invitation::Setup));
    assert!(store.sign_up_link(&Digest::of("sign up"), now).await.unwrap().is_some());
}

/// An administrator's link takes the place of all that were there, a forgotten password's too.
#[actix_web::test]
async fn a_link_of_an_administrator_voids_what_was_asked_for_before() {
    let (provider, mailbox, grace) = with_grace(true).await;
    let asked_for = stranger_asks(&provider, &mailbox).await;
    let link = handed_over(&provider, &grace).await;
    assert_eq!(Browser::new().visit(&asked_for).await.status, 410);
    assert_eq!(Browser::new().visit(&link).await.status, 200);
}

async fn records(provider: &TestProvider, event: &str) -> Vec<Record> {
    let wanted = Wanted { event: Some(event.to_owned()), limit: 100, ..Wanted::default() };
    provider.provider.store.records(&wanted).await.unwrap()
}

/// Who asked is recorded, and for whom where that is anybody; never what was typed.
#[actix_web::test]
async fn whoever_asks_for_a_link_is_in_the_audit_and_no_address_is() {
    let (provider, mailbox, grace) = with_grace(true).await;
    stranger_asks(&provider, &mailbox).await;
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/forgot")).await;
    browser.submit(&page, &[("username", "nobody@example.net")]).await;
    let sign_up = Mail::SignUp { email: "stranger@example.net".into(), interaction: None };
    provider.provider.store.queue_mail(&sign_up, provider.provider.now()).await.unwrap();
    let asked = records(&provider, "link.mail").await;
    let mut told: Vec<_> = asked
        .iter()
        .map(|record| (record.detail()["kind"].clone(), record.sub.clone(), record.actor.as_str()))
        .collect();
    told.sort();
    let grace = Some(grace.sub.as_str().to_owned());
    let reset = "reset".to_owned();
    assert_eq!(
        told,
        [
            (reset.clone(), None, "unknown"),
            (reset.clone(), grace.clone(), "unknown"),
            (reset, grace, "unknown"),
            ("sign_up".to_owned(), None, "server"),
        ]
    );
    for record in &asked {
        let whole = format!("{record:?}");
        assert!(!whole.contains("example.net") && !whole.contains("@"), "{whole}");
    }
    assert!(asked.iter().any(|record| record.ip == "127.0.0.1"));
}
