//! The mail about a sign-in in a new browser, and "This was not me".

use latchkey::protocol::factors::WaysIn;
use latchkey::protocol::session::Session;
use latchkey::protocol::user::Definition;

use super::*;
use crate::audit::{records, who};
use crate::second_factors::{send_form_with, set_up_totp};
use crate::support::Builder;
use crate::support::mailbox::{Mail, Mailbox};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
const SUBJECT: &str = "New sign-in from ";
const NEW: &str = "five louder otters";

/// A provider that sends to this mailbox, and grace, whom no file defines, signed in once in the browser that is returned.
async fn with_grace() -> (TestProvider, Mailbox, Browser) {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let provider = Builder::new().settings(|settings| settings.smtp = Some(smtp)).start();
    let ada = person(&provider, "ada").await;
    let grace = User {
        sub: Subject::new("grace"),
        username: "grace".into(),
        email: Some("grace@example.com".into()),
        definition: Definition::Database,
        credentials_revision: 1,
        ..ada
    };
    provider.provider.store.add_user(&grace).await.unwrap();
    let browser = Browser::new();
    sign_in(&provider, &browser, "grace", PASSWORD).await;
    (provider, mailbox, browser)
}

fn firefox() -> Browser {
    let agent = (HeaderName::from_static("user-agent"), HeaderValue::from_static(FIREFOX));
    Browser::sending(HeaderMap::from_iter([agent]))
}

/// Somebody signs in as grace in a new browser; the mail about it.
async fn intruder(provider: &TestProvider, mailbox: &Mailbox) -> (Browser, Mail) {
    let (browser, before) = (firefox(), count_told(mailbox));
    assert!(is_account(&sign_in(provider, &browser, "grace", PASSWORD).await));
    (browser, mailbox.wait_for_subject(SUBJECT, before + 1).await)
}

/// How many sign-ins were told of.
fn count_told(mailbox: &Mailbox) -> usize {
    mailbox.mails().iter().filter(|mail| mail.header("Subject").starts_with(SUBJECT)).count()
}

async fn queue_is_empty(provider: &TestProvider) -> bool {
    provider.provider.store.next_mail().await.unwrap().is_none()
}

async fn sessions(provider: &TestProvider) -> Vec<Session> {
    provider.provider.store.sessions_of(&Subject::new("grace"), provider.provider.now()).await.unwrap()
}

#[actix_web::test]
async fn a_sign_in_in_a_new_browser_is_told_once_with_its_device_time_and_address() {
    let (provider, mailbox, known_browser) = with_grace().await;
    assert!(queue_is_empty(&provider).await && mailbox.mails().is_empty(), "the very first one is not told");
    let (browser, mail) = intruder(&provider, &mailbox).await;
    assert_eq!(mail.to, "grace@example.com");
    assert_eq!(mail.header("Subject"), "New sign-in from Firefox on Linux: Latchkey");
    let text = mail.plain();
    for part in ["Firefox on Linux", "2027-01-15 08:00 UTC", "127.0.0.1", "This was not me", "seven days"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for browser in [&browser, &known_browser] {
        sign_out(&provider, browser).await;
        assert!(is_account(&sign_in(&provider, browser, "grace", PASSWORD).await));
    }
    assert!(queue_is_empty(&provider).await, "a known browser is not told of");
}

#[actix_web::test]
async fn who_followed_a_link_has_no_address_or_has_no_mail_server_is_told_nothing() {
    let (mut provider, mailbox, _) = with_grace().await;
    let ask = Browser::new();
    let page = ask.visit(&provider.url("/forgot")).await;
    ask.submit(&page, &[("username", "grace")]).await;
    let link = mailbox.wait_for(1).await.link("/invite?t=");
    let by_link = firefox();
    let page = by_link.visit(&link).await;
    assert!(is_account(&by_link.submit(&page, &[("password", NEW)]).await));
    assert_eq!(mailbox.wait_for(2).await.header("Subject"), "Your password for Latchkey was changed");
    sign_out(&provider, &by_link).await;
    sign_in(&provider, &by_link, "grace", NEW).await;
    let store = provider.provider.store.clone();
    let change = latchkey::store::users::ProfileChange { email_verified: Some(false), ..Default::default() };
    store.change_profile(&Subject::new("grace"), &change, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    sign_in(&provider, &Browser::new(), "grace", NEW).await;
    let change = latchkey::store::users::ProfileChange { email_verified: Some(true), ..Default::default() };
    store.change_profile(&Subject::new("grace"), &change, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    provider.reload(|settings| settings.smtp = None);
    sign_in(&provider, &Browser::new(), "grace", NEW).await;
    assert!(queue_is_empty(&provider).await);
    assert_eq!(mailbox.mails().len(), 2);
}

#[actix_web::test]
async fn the_page_does_nothing_and_its_button_ends_everything_and_leads_to_a_new_password() {
    let (provider, mailbox, own) = with_grace().await;
    let tokens = RelyingParty::new(&provider);
    let granted = tokens.authorize(&own, &[("scope", "openid offline_access"), ("prompt", "consent")]).await;
    let granted =
        if granted.location().is_some() { granted } else { own.submit(&granted, &[("decision", "allow")]).await };
    let refresh = tokens.redeem(&granted.answer()["code"]).await.json()["refresh_token"].as_str().map(str::to_owned);
    let (thief, mail) = intruder(&provider, &mailbox).await;
    let link = mail.link("/not-me?t=");
    assert!(link.starts_with(&provider.issuer), "{link}");
    // A program looks at it, as often as it likes.
    let reader = Browser::new();
    let page = reader.visit(&link).await;
    assert!(page.body.contains("Firefox on Linux") && page.body.contains("127.0.0.1"), "{}", page.body);
    assert_eq!(Browser::new().visit(&link).await.status, 200);
    assert_eq!(sessions(&provider).await.len(), 2, "nothing has happened");

    let choose = reader.submit(&page, &[]).await;
    assert!(choose.url.contains("/invite?t=") && choose.body.contains("Choose a new password"), "{}", choose.body);
    assert!(choose.body.contains("passkeys") && choose.body.contains("authenticator app"), "{}", choose.body);
    assert!(sessions(&provider).await.is_empty());
    for browser in [&own, &thief] {
        assert!(!is_account(&browser.visit(&provider.url("/")).await));
    }
    if let Some(refresh) = refresh {
        assert_eq!(tokens.refresh(&refresh).await.json()["error"], "invalid_grant");
    }
    assert_eq!(count(&provider, &Subject::new("grace")).await, 0, "no browser is known");
    assert_eq!(sign_in(&provider, &thief, "grace", PASSWORD).await.status, 401, "the password opens nothing");
    assert_eq!(Browser::new().visit(&link).await.status, 410, "once");
    assert_eq!(reader.submit(&page, &[]).await.status, 410);

    assert!(is_account(&reader.submit(&choose, &[("password", NEW)]).await));
    assert!(is_account(&sign_in(&provider, &Browser::new(), "grace", NEW).await));
}

#[actix_web::test]
async fn what_was_set_up_since_goes_and_what_was_there_before_stays() {
    let (provider, mailbox, own) = with_grace().await;
    let (thief, mail) = intruder(&provider, &mailbox).await;
    let (_, codes) = set_up_totp(&provider, &thief).await;
    mailbox.wait_for_subject("An authenticator app was added", 1).await;
    let reader = Browser::new();
    let page = reader.visit(&mail.link("/not-me?t=")).await;
    assert_eq!(page.status, 200, "a factor that was added does not void the link: {}", page.body);
    let choose = reader.submit(&page, &[]).await;
    let grace = person(&provider, "grace").await;
    assert!(!grace.factors.any() && grace.password_hash.is_none());
    mailbox.wait_for_subject("What was added was removed", 1).await;
    let account = reader.submit(&choose, &[("password", NEW)]).await;
    assert!(is_account(&account), "nobody's code is asked for: {}", account.body);
    drop((own, codes));

    // From before: it stays, but for the recovery codes.
    let (phone, _) = set_up_totp(&provider, &reader).await;
    provider.advance(60);
    let browser = firefox();
    let second = sign_in(&provider, &browser, "grace", NEW).await;
    assert!(is_account(&browser.submit(&second, &[("code", &phone.code(&provider))]).await));
    let mail = mailbox.wait_for_subject(SUBJECT, 2).await;
    let page = reader.visit(&mail.link("/not-me?t=")).await;
    reader.submit(&page, &[]).await;
    assert!(person(&provider, "grace").await.factors.totp);
    let factors = provider.provider.store.factors(&Subject::new("grace")).await.unwrap();
    assert_eq!((factors.totp.is_some(), factors.recovery_codes), (true, 0));
}

/// SEC-72.
#[actix_web::test]
async fn what_somebody_disowns_is_recorded_as_theirs_in_one_request() {
    let (provider, mailbox, _own) = with_grace().await;
    let (thief, mail) = intruder(&provider, &mailbox).await;
    set_up_totp(&provider, &thief).await;
    let reader = Browser::new();
    let page = reader.visit(&mail.link("/not-me?t=")).await;
    assert!(records(&provider, "login.disown").await.is_empty(), "to look at the page does nothing");
    reader.submit(&page, &[]).await;
    let mut requests = Vec::new();
    for event in ["login.disown", "factors.disown"] {
        let recorded = records(&provider, event).await;
        assert_eq!(recorded.len(), 1, "{event}");
        assert_eq!(who(&recorded[0]), ("person:grace", Some("grace"), None), "{event}");
        requests.push(recorded[0].request_id.clone());
    }
    assert_eq!(requests[0], requests[1]);
    let told = records(&provider, "login.disown").await[0].detail();
    assert_eq!((told["device"].as_str(), told["ip"].as_str()), ("Firefox on Linux", "127.0.0.1"));
}

/// Decision 38. Whoever reads the mailbox of a person has every such link, and must not take a factor away with it that the
/// person added elsewhere.
#[actix_web::test]
async fn what_the_person_added_in_another_browser_stays_and_what_was_added_in_that_one_later_goes() {
    let (provider, mailbox, own) = with_grace().await;
    let (_, mail) = intruder(&provider, &mailbox).await;
    provider.advance(60);
    // The browser of before, in a login that began after the one that was told of.
    sign_out(&provider, &own).await;
    assert!(is_account(&sign_in(&provider, &own, "grace", PASSWORD).await));
    let (phone, _) = set_up_totp(&provider, &own).await;
    let reader = Browser::new();
    let page = reader.visit(&mail.link("/not-me?t=")).await;
    let choose = reader.submit(&page, &[]).await;
    let grace = person(&provider, "grace").await;
    assert!(grace.factors.totp && grace.password_hash.is_none(), "the person's own second step stays");
    assert!(sessions(&provider).await.is_empty(), "everything else ends");
    let second = reader.submit(&choose, &[("password", NEW)]).await;
    assert!(
        !is_account(&second) && second.body.contains("name=\"code\""),
        "a mailbox alone opens nothing: {}",
        second.body
    );
    provider.advance(60);
    assert!(is_account(&reader.submit(&second, &[("code", &phone.code(&provider))]).await));

    // Of a browser that was told of, a later login is part of it.
    let (provider, mailbox, _own) = with_grace().await;
    let (thief, mail) = intruder(&provider, &mailbox).await;
    sign_out(&provider, &thief).await;
    assert!(is_account(&sign_in(&provider, &thief, "grace", PASSWORD).await));
    set_up_totp(&provider, &thief).await;
    let reader = Browser::new();
    let page = reader.visit(&mail.link("/not-me?t=")).await;
    reader.submit(&page, &[]).await;
    assert!(!person(&provider, "grace").await.factors.any());
}

#[actix_web::test]
async fn a_link_is_void_after_seven_days_a_change_of_the_password_and_a_lock() {
    let (provider, mailbox, own) = with_grace().await;
    let (_, mail) = intruder(&provider, &mailbox).await;
    let link = mail.link("/not-me?t=");
    let (_, second) = intruder(&provider, &mailbox).await;
    provider.advance(7 * 24 * 60 * 60 - 2);
    for link in [&link, &second.link("/not-me?t=")] {
        assert_eq!(Browser::new().visit(link).await.status, 200, "one does not void the other");
    }
    provider.advance(2);
    assert_eq!(Browser::new().visit(&link).await.status, 410);

    let (_, mail) = intruder(&provider, &mailbox).await;
    let link = mail.link("/not-me?t=");
    // A link to choose a password is no change of it.
    let mail = latchkey::protocol::mail::Mail::Invitation { sub: Subject::new("grace") };
    provider.provider.store.queue_mail(&mail, provider.provider.now()).await.unwrap();
    let reset = mailbox.wait_for_subject("Choose a new password", 1).await.link("/invite?t=");
    assert_eq!(Browser::new().visit(&link).await.status, 200);
    let chooser = Browser::new();
    let page = chooser.visit(&reset).await;
    chooser.submit(&page, &[("password", NEW)]).await;
    let gone = Browser::new().visit(&link).await;
    assert!(gone.status == 410 && gone.body.contains("Choose a new password"), "{}", gone.body);

    let sub = Subject::new("grace");
    let before = count_told(&mailbox);
    sign_in(&provider, &firefox(), "grace", NEW).await;
    let link = mailbox.wait_for_subject(SUBJECT, before + 1).await.link("/not-me?t=");
    provider.provider.store.set_locked(&sub, true, provider.provider.now()).await.unwrap();
    assert_eq!(Browser::new().visit(&link).await.status, 410);
    drop(own);
}

#[actix_web::test]
async fn of_ten_who_press_at_once_one_is_heard_and_a_form_of_another_site_does_nothing() {
    let (provider, mailbox, own) = with_grace().await;
    let (_, mail) = intruder(&provider, &mailbox).await;
    let link = mail.link("/not-me?t=");
    let token = link.split("t=").nth(1).unwrap().to_owned();
    let alien = Browser::new();
    let refused = alien.post(&provider.url("/not-me"), &[("token", &token)]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert_eq!(sessions(&provider).await.len(), 2);
    let ready = futures_util::future::join_all((0..10).map(async |_| {
        let browser = Browser::new();
        let page = browser.visit(&link).await;
        (browser, page)
    }))
    .await;
    let pressed = ready.iter().map(async |(browser, page)| browser.send_form(page, &[]).await);
    let answers = futures_util::future::join_all(pressed).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 303).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status == 410).count(), 9);
    drop(own);
}

#[actix_web::test]
async fn a_password_of_the_configuration_stays_and_the_page_says_so() {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let provider = Builder::new().settings(|settings| settings.smtp = Some(smtp)).start();
    sign_in(&provider, &Browser::new(), "ada", PASSWORD).await;
    sign_in(&provider, &firefox(), "ada", PASSWORD).await;
    let link = mailbox.wait_for(1).await.link("/not-me?t=");
    let reader = Browser::new();
    let page = reader.visit(&link).await;
    assert!(page.body.contains("stays as it is"), "{}", page.body);
    let said = reader.submit(&page, &[]).await;
    assert!(said.body.contains("configuration file") && said.body.contains("still works"), "{}", said.body);
    let ada = person(&provider, "ada").await;
    assert!(provider.provider.store.sessions_of(&ada.sub, provider.provider.now()).await.unwrap().is_empty());
    assert!(is_account(&sign_in(&provider, &Browser::new(), "ada", PASSWORD).await));
}

#[actix_web::test]
async fn nobodys_mailbox_is_filled_by_who_knows_the_password() {
    let (provider, mailbox, _) = with_grace().await;
    for _ in 0..12 {
        sign_in(&provider, &firefox(), "grace", PASSWORD).await;
    }
    mailbox.wait_for(10).await;
    crate::mail::wait_until_empty(&provider).await;
    assert_eq!(mailbox.mails().len(), 10);
    provider.advance(24 * 60 * 60);
    sign_in(&provider, &firefox(), "grace", PASSWORD).await;
    mailbox.wait_for(11).await;
    assert_eq!(mailbox.mails().len(), 11);
}

/// Whoever signed in changes the address, and still the person is told where they were before, and gets the account back.
#[actix_web::test]
async fn an_address_that_an_intruder_confirmed_is_given_back() {
    let (provider, mailbox, _here) = with_grace().await;
    let (intruder, told) = intruder(&provider, &mailbox).await;
    assert_eq!(told.to, "grace@example.com");
    let store = &provider.provider.store;
    let page = intruder.visit(&provider.url("/account/profile")).await;
    send_form_with(&intruder, &page, "id=\"email\"", &[("email", "eve@example.com")]).await;
    let link = mailbox.wait_for_subject("Confirm your email address", 1).await.link("/account/email?t=");
    let confirm = intruder.visit(&link).await;
    intruder.follow(send_form_with(&intruder, &confirm, "id=\"confirm-email\"", &[]).await).await;
    let changed = store.user_named(&UsernameKey::of("grace")).await.unwrap().unwrap();
    assert_eq!(changed.email.as_deref(), Some("eve@example.com"));

    let browser = Browser::new();
    let page = browser.visit(&told.link("/not-me?t=")).await;
    let choose = browser.submit(&page, &[]).await;
    let back = store.user_named(&UsernameKey::of("grace")).await.unwrap().unwrap();
    assert_eq!((back.email.as_deref(), back.email_verified), (Some("grace@example.com"), true));
    let account = browser.submit(&choose, &[("password", "five louder otters")]).await;
    assert!(account.body.contains("id=\"logout\""), "{}", account.body);
}

/// An operator moves somebody off a mailbox that others read: what lies in it opens nothing any more.
#[actix_web::test]
async fn an_address_that_an_operator_changes_voids_what_was_sent_to_the_one_before() {
    let (provider, mailbox, _here) = with_grace().await;
    let (_, told) = intruder(&provider, &mailbox).await;
    let store = &provider.provider.store;
    let (grace, now) = (store.user_named(&UsernameKey::of("grace")).await.unwrap().unwrap(), provider.provider.now());
    store.queue_mail(&latchkey::protocol::mail::Mail::Invitation { sub: grace.sub.clone() }, now).await.unwrap();
    let invitation = mailbox.wait_for_subject("Choose a new password", 1).await.link("/invite?t=");
    assert_eq!(Browser::new().visit(&invitation).await.status, 200);
    let change = latchkey::store::users::ProfileChange { email: Some("g@example.com".into()), ..Default::default() };
    latchkey::people::change(store.as_ref(), &[], &grace, &change, WaysIn::BOTH, now).await.unwrap().unwrap();
    assert_eq!(Browser::new().visit(&invitation).await.status, 410);
    assert_eq!(Browser::new().visit(&told.link("/not-me?t=")).await.status, 410);
    let word = mailbox.wait_for_subject("Your email address for", 1).await;
    assert_eq!(word.to, "grace@example.com", "the mailbox of before is told");
}
