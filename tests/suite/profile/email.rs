//! An address is somebody's once they opened the link that was sent there, and nobody learns whose another one is.

use latchkey::protocol::factors::WaysIn;

use super::*;
use crate::mail::wait_until_failed;

const CHANGE: &str = "id=\"change-email\"";
const LINK: &str = "/account/email?t=";

/// Asks for a link.
async fn ask(provider: &TestProvider, browser: &Browser, email: &str) -> Page {
    let page = profile(provider, browser).await;
    send(browser, &page, CHANGE, &[("email", email)]).await
}

async fn wait_until_sent(provider: &TestProvider) {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while provider.provider.store.next_mail().await.unwrap().is_some() {
        assert!(std::time::Instant::now() < end, "mails are left");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[actix_web::test]
async fn an_address_changes_when_its_link_is_opened_and_the_button_pressed_and_the_old_one_is_told() {
    let (provider, mailbox, browser) = with_mail().await;
    let asked = ask(&provider, &browser, " new@example.com ").await;
    assert!(asked.url.ends_with("?done=email-asked"), "{}", asked.url);
    let mail = mailbox.wait_for(1).await;
    assert_eq!(
        (mail.to.as_str(), mail.header("Subject").as_str()),
        ("new@example.com", "Confirm your email address for Latchkey")
    );
    assert!(!mail.text.contains("Ada Example"), "no name that anybody may have chosen: {}", mail.text);
    let link = mail.link(LINK);
    assert!(link.starts_with(&provider.issuer), "{link}");
    // Programs that read mail look at links; a person presses the button.
    for reader in [&Browser::new(), &browser] {
        assert_eq!(reader.visit(&link).await.status, 200);
    }
    let grace = account(&provider, "grace").await;
    assert_eq!(grace.email.as_deref(), Some("grace@example.com"));
    provider.advance(60);
    let page = browser.visit(&link).await;
    let done = browser.submit(&page, &[]).await;
    assert!(done.body.contains("Your email address is confirmed."), "{}", done.body);
    let changed = account(&provider, "grace").await;
    assert!(changed.email.as_deref() == Some("new@example.com") && changed.email_verified);
    assert_eq!(changed.updated_at.seconds(), provider.provider.now().seconds());
    assert_eq!(account(&provider, "new@example.com").await.sub, grace.sub, "she signs in with it");
    assert_eq!(browser.visit(&link).await.status, 410, "once");
    assert_eq!(browser.send_form(&page, &[]).await.status, 410, "once");
    let told = mailbox.wait_for(2).await;
    assert_eq!(
        (told.to.as_str(), told.header("Subject").as_str()),
        ("grace@example.com", "Your email address for Latchkey was changed")
    );
    assert!(!told.plain().contains("new@example.com"), "{}", told.plain());
}

#[actix_web::test]
async fn whose_an_address_is_the_page_does_not_say_and_no_link_is_sent() {
    let (provider, mailbox, browser) = with_mail().await;
    add(&provider, "hedy", Some("hedy@example.com")).await;
    let mut bodies = Vec::new();
    for (number, address) in ["free@example.com", "hedy@example.com", "HEDY@example.com"].into_iter().enumerate() {
        let asked = ask(&provider, &browser, address).await;
        assert_eq!(asked.status, 200);
        mailbox.wait_for(number + 1).await;
        wait_until_sent(&provider).await;
        // What is pending looks the same, too, after the mail has left.
        for page in [asked, browser.visit(&provider.url("/account/profile?done=email-asked")).await] {
            bodies.push(page.body.replace(page.header("x-request-id"), "(request)").replace(address, "(address)"));
        }
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:#?}");
    let mails = mailbox.mails();
    assert!(mails[0].plain().contains(LINK));
    for mail in &mails[1..] {
        assert!(mail.plain().contains("already belongs to an account") && !mail.plain().contains("http"), "{mail:?}");
        assert!(!mail.text.contains("grace"), "and who asked is not told: {}", mail.text);
    }
    assert_eq!(browser.visit(&mails[0].link(LINK)).await.status, 410, "a newer one was asked for");
}

#[actix_web::test]
async fn a_link_is_good_for_whoever_asked_and_for_an_hour() {
    let (provider, mailbox, browser) = with_mail().await;
    ask(&provider, &browser, "new@example.com").await;
    let link = mailbox.wait_for(1).await.link(LINK);
    let page = browser.visit(&link).await;
    add(&provider, "hedy", None).await;
    let hedy = signed_in(&provider, "hedy").await;
    assert_eq!(hedy.visit(&link).await.status, 410);
    let token = link.split("t=").nth(1).unwrap();
    let hers = profile(&provider, &hedy).await;
    let csrf = hers.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let stolen = hedy.post(&provider.url("/account/email"), &[("csrf", &csrf), ("token", token)]).await;
    assert_eq!(stolen.status, 410);
    let forged = browser.post(&provider.url("/account/email"), &[("token", token)]).await;
    assert_eq!(forged.status, 403);
    let nobody = Browser::new().visit(&link).await;
    assert!(nobody.body.contains("Sign in to confirm your address"), "{}", nobody.body);
    let any = Browser::new().visit(&provider.url("/account/email?t=x")).await;
    let next = format!("email%2F{}", token.replace('-', "%2D").replace('_', "%5F"));
    assert!(nobody.body.contains(&next), "{}", nobody.body);
    // The form of the languages knows where it is.
    assert_eq!(
        any.body.replace(any.header("x-request-id"), "").replace("?t=x", "").replace("email%2Fx", ""),
        nobody.body.replace(nobody.header("x-request-id"), "").replace(&format!("?t={token}"), "").replace(&next, ""),
        "whether a link is good is told to nobody else"
    );
    provider.advance(3_601);
    assert_eq!(browser.visit(&link).await.status, 410);
    assert_eq!(browser.send_form(&page, &[]).await.status, 410);
    assert_eq!(account(&provider, "grace").await.email.as_deref(), Some("grace@example.com"));
}

/// A mail is often opened on another device than the one where the address was typed.
#[actix_web::test]
async fn whoever_opens_a_link_in_another_browser_signs_in_and_confirms() {
    let (provider, mailbox, browser) = with_mail().await;
    ask(&provider, &browser, "new@example.com").await;
    let link = mailbox.wait_for(1).await.link(LINK);
    let phone = Browser::new();
    let page = phone.visit(&link).await;
    let to = page.body.replace("&#x2F;", "/");
    let to = to.split('"').find(|part| part.contains("/login?next=")).unwrap();
    let login = phone.visit(&provider.url(to)).await;
    let wrong = phone.submit(&login, &[("username", "grace"), ("password", "not hers")]).await;
    let confirm = phone.submit(&wrong, &[("username", "grace"), ("password", PASSWORD)]).await;
    assert_eq!(confirm.url, link);
    let done = phone.submit(&confirm, &[]).await;
    assert!(done.body.contains("Your email address is confirmed."), "{}", done.body);
    assert_eq!(account(&provider, "grace").await.email.as_deref(), Some("new@example.com"));
    for strange in ["email/", "email", "email/a b", "email/..%2F..%2Fadmin", &format!("email/{}", "x".repeat(101))] {
        let login = Browser::new();
        let page =
            login.visit(&provider.url(&format!("/login?next={}", strange.replace('/', "%2F").replace(' ', "+")))).await;
        let on = login.submit(&page, &[("username", "grace"), ("password", PASSWORD)]).await;
        assert!(on.url.ends_with("/account/profile"), "{strange}: {}", on.url);
    }
}

#[actix_web::test]
async fn a_newer_wish_a_changed_password_a_new_factor_and_a_lock_void_a_link() {
    let (provider, mailbox, browser) = with_mail().await;
    let store = &provider.provider.store;
    let sub = account(&provider, "grace").await.sub;
    ask(&provider, &browser, "one@example.com").await;
    let one = mailbox.wait_for(1).await.link(LINK);
    // The newer mail has not left yet, and the older link is void all the same.
    mailbox.refuse(&["451 later"]);
    ask(&provider, &browser, "two@example.com").await;
    assert_eq!(browser.visit(&one).await.status, 410);
    wait_until_failed(&provider, 1).await;
    provider.advance(61);
    let two = mailbox.wait_for(2).await.link(LINK);
    assert_eq!(browser.visit(&two).await.status, 200);

    let phone = with_app(&provider, &browser).await;
    assert_eq!(browser.visit(&two).await.status, 410, "a new factor");
    let step = ask(&provider, &browser, "three@example.com").await;
    assert!(step.url.contains("/step-up?next=profile"), "a change asks for the factor: {}", step.url);
    let page = browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    assert!(page.url.ends_with("/account/profile"), "{}", page.url);
    let count = mailbox.mails().len();
    send(&browser, &page, CHANGE, &[("email", "three@example.com")]).await;
    let mut mail = mailbox.wait_for(count + 1).await;
    if mail.to != "three@example.com" {
        mail = mailbox.wait_for(count + 2).await;
    }
    let three = mail.link(LINK);
    assert_eq!(browser.visit(&three).await.status, 200);
    let ada = account(&provider, "ada").await;
    store.set_password(&sub, ada.password_hash.as_ref().unwrap(), false, None, provider.provider.now()).await.unwrap();
    assert_eq!(browser.visit(&three).await.status, 410, "another password");
    store.set_locked(&sub, true, provider.provider.now()).await.unwrap();
    store.set_locked(&sub, false, provider.provider.now()).await.unwrap();
    assert_eq!(account(&provider, "grace").await.email.as_deref(), Some("grace@example.com"));
}

#[actix_web::test]
async fn an_address_that_is_not_confirmed_can_be_and_links_to_the_former_mailbox_are_void() {
    let (provider, mailbox, browser) = with_mail().await;
    let store = &provider.provider.store;
    let sub = account(&provider, "grace").await.sub;
    assert!(!profile(&provider, &browser).await.body.contains("id=\"confirm-again\""));
    let change = latchkey::store::users::ProfileChange { email_verified: Some(false), ..Default::default() };
    store.change_profile(&sub, &change, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    let page = profile(&provider, &browser).await;
    send(&browser, &page, "id=\"confirm-again\"", &[]).await;
    let link = mailbox.wait_for(1).await.link(LINK);
    let reset = latchkey::protocol::invitation::Invitation::Reset { sub: sub.clone() };
    let until = provider.provider.now().after(std::time::Duration::from_secs(3_600));
    let digest = latchkey::secret::Digest::of("link");
    store.add_invitation(&digest, &reset, until, latchkey::clock::Timestamp(0)).await.unwrap();
    let page = browser.visit(&link).await;
    browser.submit(&page, &[]).await;
    assert!(account(&provider, "grace").await.email_verified);
    assert_eq!(store.invitation(&digest, provider.provider.now()).await.unwrap(), None);
    wait_until_sent(&provider).await;
    assert_eq!(mailbox.mails().len(), 1, "nobody is told who had no other address");
    let again = ask(&provider, &browser, "grace@example.com").await;
    assert!(again.status == 422 && again.body.contains("This is your address already"), "{}", again.body);
}

#[actix_web::test]
async fn an_address_that_became_another_accounts_meanwhile_is_not_given() {
    let (provider, mailbox, browser) = with_mail().await;
    ask(&provider, &browser, "new@example.com").await;
    let link = mailbox.wait_for(1).await.link(LINK);
    let page = browser.visit(&link).await;
    add(&provider, "hedy", Some("new@example.com")).await;
    let refused = browser.submit(&page, &[]).await;
    assert!(refused.status == 409 && refused.body.contains("This address is in use"), "{}", refused.body);
    assert_eq!(account(&provider, "new@example.com").await.username, "hedy");
    assert_eq!(account(&provider, "grace").await.email.as_deref(), Some("grace@example.com"));
}

#[actix_web::test]
async fn nobodys_mailbox_is_filled_and_nobody_asks_for_many() {
    let (provider, mailbox, browser) = with_mail().await;
    let page = profile(&provider, &browser).await;
    for number in 0..10 {
        let asked = send(&browser, &page, CHANGE, &[("email", &format!("a{number}@example.com"))]).await;
        assert_eq!(asked.status, 200, "{number}");
    }
    let refused = send(&browser, &page, CHANGE, &[("email", "b@example.com")]).await;
    assert!(refused.status == 429 && refused.body.contains("You can try again in"), "{}", refused.body);
    assert!(refused.body.contains("value=\"b@example.com\""), "{}", refused.body);
    wait_until_sent(&provider).await;
    assert!((1..=10).contains(&mailbox.mails().len()));

    // Several people and one mailbox.
    provider.advance(901);
    let browsers = [signed_in(&provider, "grace").await, {
        add(&provider, "hedy", None).await;
        signed_in(&provider, "hedy").await
    }];
    for browser in &browsers {
        let page = profile(&provider, browser).await;
        for _ in 0..6 {
            assert_eq!(send(browser, &page, CHANGE, &[("email", "victim@example.com")]).await.status, 200);
        }
    }
    wait_until_sent(&provider).await;
    assert!(mailbox.mails().iter().filter(|mail| mail.to == "victim@example.com").count() <= 10);
}

#[actix_web::test]
async fn what_is_no_address_is_refused_and_without_mail_the_page_says_whom_to_ask() {
    let (provider, mailbox, browser) = with_mail().await;
    for wrong in ["nobody", "a@", "@example.com", "a b@example.com", "a@exa mple.com", "a\u{202e}@example.com"] {
        let refused = ask(&provider, &browser, wrong).await;
        assert!(refused.status == 422 && refused.body.contains("id=\"email-wrong\""), "{wrong}: {}", refused.body);
    }
    assert!(mailbox.mails().is_empty());
    let without = TestProvider::new();
    add(&without, "grace", None).await;
    let browser = signed_in(&without, "grace").await;
    let page = profile(&without, &browser).await;
    assert!(page.body.contains("id=\"no-mail\"") && !page.body.contains("id=\"change-email\""), "{}", page.body);
    let csrf = page.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let fields = [("csrf", csrf.as_str()), ("email", "new@example.com")];
    let refused = browser.post(&without.url("/account/profile/email"), &fields).await;
    assert!(refused.status == 422 && without.provider.store.next_mail().await.unwrap().is_none());
}
