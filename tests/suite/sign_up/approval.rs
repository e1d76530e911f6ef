//! Where an administrator approves, an account exists and opens nothing until then.

use latchkey::protocol::factors::WaysIn;

use super::*;
use crate::second_factors::send_form_with;
use crate::support::provider::PASSWORD;

#[actix_web::test]
async fn who_waits_is_told_so_after_the_right_password_only() {
    let (provider, mailbox) = open_with(|settings| settings.login.sign_up.approval = true);
    let link = mailed(&provider, &mailbox, "grace@example.com").await;
    let browser = Browser::new();
    let page = join(&browser, &link, &[("username", "grace")]).await;
    assert!(page.status == 200 && page.body.contains("Your account waits for approval"), "{}", page.body);
    assert!(!is_signed_in(&browser.visit(&provider.url("/")).await), "nobody is signed in");
    let right = sign_in(&provider, "grace", CHOSEN).await;
    let words = "An administrator has not approved this account yet.";
    assert!(right.status == 403 && right.body.contains(words), "{}", right.body);
    let wrong = sign_in(&provider, "grace", "four quiet badgers").await;
    let nobody = sign_in(&provider, "nobody", "four quiet badgers").await;
    for page in [&wrong, &nobody] {
        assert!(page.status == 401 && page.body.contains("do not match"), "{}", page.body);
    }
    assert!(!wrong.body.contains("approved"), "a wrong password tells nothing");
    // A link to choose a password lets nobody in, either.
    let forgot = browser.visit(&provider.url("/forgot")).await;
    browser.submit(&forgot, &[("username", "grace")]).await;
    wait_until_empty(&provider).await;
    assert_eq!(mailbox.mails().len(), 1);
}

#[actix_web::test]
async fn an_account_that_an_administrator_locked_is_not_told_to_wait() {
    let provider = by_links(|settings| settings.login.sign_up.approval = true);
    let link = made(&provider, 1).await;
    join(&Browser::new(), &link, &[("username", "grace")]).await;
    let grace = account(&provider, "grace").await.unwrap();
    let store = provider.provider.store.as_ref();
    store.set_locked(&grace.sub, true, provider.provider.now()).await.unwrap();
    assert_eq!(sign_in(&provider, "grace", CHOSEN).await.status, 401);
    assert!(!store.approve(&grace.sub, provider.provider.now()).await.unwrap(), "it was decided");
    assert!(account(&provider, "grace").await.unwrap().locked);
}

#[actix_web::test]
async fn administrators_see_who_waits_and_let_them_in_and_a_mail_tells_so() {
    let (provider, mailbox) = open_with(|settings| settings.login.sign_up.approval = true);
    let link = mailed(&provider, &mailbox, "grace@example.com").await;
    join(&Browser::new(), &link, &[("username", "grace")]).await;
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/admin")).await;
    let overview = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(overview.body.contains("1 account waits for approval"), "{}", overview.body);
    let people = browser.visit(&provider.url("/admin/people?only=waiting")).await;
    assert!(people.body.contains("grace") && people.body.contains("waiting for approval"), "{}", people.body);
    assert!(!people.body.contains("ben@example.com"), "{}", people.body);
    let grace = account(&provider, "grace").await.unwrap();
    let page = browser.visit(&provider.url(&format!("/admin/people/{}", grace.sub))).await;
    assert!(!page.body.contains("id=\"unlock\""), "{}", page.body);
    let answer = send_form_with(&browser, &page, "id=\"approve\"", &[]).await;
    let done = browser.follow(answer).await;
    assert!(done.body.contains("The account is approved."), "{}", done.body);
    let mail = mailbox.wait_for_subject("Your account at Latchkey is approved", 1).await;
    assert!(mail.to == "grace@example.com" && mail.plain().contains("/login"), "{mail:?}");
    assert!(is_signed_in(&sign_in(&provider, "grace", CHOSEN).await));
    let ada = account(&provider, "ada").await.unwrap();
    let record = records(&provider, "user.approve").await.remove(0);
    assert_eq!((record.actor, record.sub.as_deref()), (format!("person:{}", ada.sub), Some(grace.sub.as_str())));
    let overview = browser.visit(&provider.url("/admin")).await;
    assert!(!overview.body.contains("waits for approval"), "{}", overview.body);
}

#[actix_web::test]
async fn an_address_that_was_named_is_confirmed_after_the_approval() {
    let (provider, mailbox) = open_with(|settings| settings.login.sign_up.approval = true);
    let link = made(&provider, 1).await;
    join(&Browser::new(), &link, &[("username", "grace"), ("email", "grace@example.com")]).await;
    wait_until_empty(&provider).await;
    assert!(mailbox.mails().is_empty(), "nobody has looked at it");
    let grace = account(&provider, "grace").await.unwrap();
    let store = provider.provider.store.as_ref();
    let waiting = store.waiting(&grace.sub).await.unwrap().unwrap();
    assert_eq!(waiting.email.as_deref(), Some("grace@example.com"));
    people::approve(store, &grace, provider.provider.now()).await.unwrap().unwrap();
    mailbox.wait_for_subject("Your account at Latchkey is approved", 1).await;
    let mail = mailbox.wait_for_subject("Confirm your email address", 1).await;
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/login")).await;
    browser.submit(&login, &[("username", "grace"), ("password", CHOSEN)]).await;
    let page = browser.visit(&mail.link("/account/email?t=")).await;
    browser.submit(&page, &[]).await;
    assert_eq!(account(&provider, "grace").await.unwrap().email.as_deref(), Some("grace@example.com"));
}

#[actix_web::test]
async fn who_is_removed_instead_leaves_nothing_and_the_address_is_free() {
    let (provider, mailbox) = open_with(|settings| settings.login.sign_up.approval = true);
    let link = mailed(&provider, &mailbox, "grace@example.com").await;
    join(&Browser::new(), &link, &[("username", "grace")]).await;
    let grace = account(&provider, "grace").await.unwrap();
    let store = provider.provider.store.as_ref();
    store.remove_unless_last(&grace.sub, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    assert_eq!(store.count_waiting().await.unwrap(), 0);
    let again = mailed(&provider, &mailbox, "grace@example.com").await;
    assert_eq!(join(&Browser::new(), &again, &[("username", "grace")]).await.status, 200);
}
