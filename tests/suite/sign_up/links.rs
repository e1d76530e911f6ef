//! Links of administrators.

use super::*;
use crate::cli::Desk;
use crate::second_factors::send_form_with;
use crate::support::provider::PASSWORD;

#[actix_web::test]
async fn a_link_works_as_often_as_it_says_without_any_mail() {
    let provider = by_links(|settings| settings.login.sign_up.groups = vec!["guests".into()]);
    let link = made(&provider, 2).await;
    let first = join(&Browser::new(), &link, &[("username", "grace"), ("email", "grace@example.com")]).await;
    assert!(is_signed_in(&first), "{}", first.body);
    let grace = account(&provider, "grace").await.unwrap();
    assert_eq!((grace.email.as_deref(), grace.email_verified), (Some("grace@example.com"), false));
    assert_eq!(grace.groups, ["guests"]);
    let taken = join(&Browser::new(), &link, &[("username", "hedy"), ("email", "GRACE@example.com")]).await;
    assert!(taken.status == 422 && taken.body.contains("belongs to another account"), "{}", taken.body);
    assert!(is_signed_in(&join(&Browser::new(), &link, &[("username", "hedy")]).await), "an address is optional");
    assert_eq!(Browser::new().visit(&link).await.status, 410, "twice");
    let how: Vec<_> =
        records(&provider, "user.add").await.iter().filter_map(|record| record.detail().get("how").cloned()).collect();
    assert_eq!(how, ["link", "link"]);
    let links = records(&provider, "link.make").await;
    assert!(links.iter().any(|record| record.detail().get("uses").is_some_and(|uses| uses == "2")), "{links:?}");
}

#[actix_web::test]
async fn of_many_at_once_no_more_come_through_than_the_link_allows() {
    let provider = by_links(|_| {});
    let link = made(&provider, 3).await;
    let tries = (0..8).map(|number| {
        let link = &link;
        async move {
            let browser = Browser::new();
            let page = browser.visit(link).await;
            let username = format!("guest{number}");
            browser.submit(&page, &[("password", CHOSEN), ("username", &username)]).await
        }
    });
    let pages = futures_util::future::join_all(tries).await;
    assert_eq!(pages.iter().filter(|page| is_signed_in(page)).count(), 3);
    assert!(pages.iter().all(|page| is_signed_in(page) || page.status == 410));
}

#[actix_web::test]
async fn where_mail_is_sent_the_address_counts_once_it_is_confirmed_and_whose_it_is_is_not_said() {
    let (provider, mailbox) = open_with(|settings| settings.login.sign_up.rule = SignUp::Invite);
    add(&provider, "hedy", Some("hedy@example.com")).await;
    let link = made(&provider, 2).await;
    let browser = Browser::new();
    let one = join(&browser, &link, &[("username", "grace"), ("email", "grace@example.com")]).await;
    let two = join(&Browser::new(), &link, &[("username", "emmy"), ("email", "hedy@example.com")]).await;
    assert!(is_signed_in(&one) && is_signed_in(&two), "{}", two.body);
    assert!(account(&provider, "grace").await.unwrap().email.is_none(), "nobody has confirmed it");
    let mail = mailbox.wait_for_subject("Confirm your email address", 1).await;
    let page = browser.visit(&mail.link("/account/email?t=")).await;
    let done = browser.submit(&page, &[]).await;
    assert!(done.body.contains("Your email address is confirmed."), "{}", done.body);
    let grace = account(&provider, "grace").await.unwrap();
    assert_eq!((grace.email.as_deref(), grace.email_verified), (Some("grace@example.com"), true));
    wait_until_empty(&provider).await;
    let told = mailbox.mails().into_iter().find(|mail| mail.to == "hedy@example.com").unwrap();
    assert!(told.plain().contains("already belongs to an account"), "{}", told.plain());
}

#[actix_web::test]
async fn an_address_of_another_domain_is_refused_here_too() {
    let provider = by_links(|settings| settings.login.sign_up.domains = vec!["example.com".into()]);
    let link = made(&provider, 1).await;
    let refused = join(&Browser::new(), &link, &[("username", "grace"), ("email", "grace@example.org")]).await;
    assert!(refused.status == 422 && refused.body.contains("Use an email address of example.com."), "{}", refused.body);
}

#[actix_web::test]
async fn links_expire_and_are_refused_while_signing_up_is_off_and_none_is_made_then() {
    let mut provider = by_links(|_| {});
    let link = made(&provider, 5).await;
    provider.reload(|settings| settings.login.sign_up.rule = SignUp::Off);
    assert_eq!(Browser::new().visit(&link).await.status, 404);
    let live = provider.provider.live().clone();
    let with = (&live.settings.server.issuer, &live.settings.login.sign_up);
    let store = provider.provider.store.as_ref();
    assert!(people::sign_up_link(store, with, (1, 1), provider.provider.now()).await.unwrap().is_err());
    provider.reload(|settings| settings.login.sign_up.rule = SignUp::Invite);
    assert_eq!(Browser::new().visit(&link).await.status, 200);
    provider.advance(7 * 24 * 60 * 60);
    assert_eq!(Browser::new().visit(&link).await.status, 410);
}

#[actix_web::test]
async fn an_administrator_makes_a_link_on_the_page_of_people_and_it_is_shown_with_a_code() {
    let provider = by_links(|_| {});
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/admin/people")).await;
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let people = browser.visit(&provider.url("/admin/people")).await;
    let shown = send_form_with(&browser, &people, "id=\"sign-up-link\"", &[("uses", "2"), ("days", "3")]).await;
    assert!(
        shown.status == 200 && shown.body.contains("2 times in all") && shown.body.contains("<svg"),
        "{}",
        shown.body
    );
    let link = shown.body.split("id=\"link\">").nth(1).unwrap().split('<').next().unwrap().replace("&#x2F;", "/");
    let link = link.replace("&#x3D;", "=").replace("&amp;", "&");
    assert!(is_signed_in(&join(&Browser::new(), &link, &[("username", "grace")]).await));
    let ada = account(&provider, "ada").await.unwrap();
    let record = records(&provider, "link.make").await.remove(0);
    assert_eq!(record.actor, format!("person:{}", ada.sub));
    assert!(!record.details.contains(link.split("t=").nth(1).unwrap()));
}

#[test]
fn commands_make_a_link_and_refuse_what_makes_no_sense() {
    let desk = Desk::new("[login]\nsignup = \"invite\"\n");
    let link = desk.ok(&["user", "signup-link", "--uses", "3", "--days", "2"]);
    assert!(link.starts_with("http://localhost:8000/sign-up/account?t="), "{link}");
    assert!(desk.ok(&["users", "signup-link"]).contains(LINK));
    for wrong in [["--uses", "0"], ["--uses", "1001"], ["--days", "0"], ["--days", "366"]] {
        assert_eq!(desk.fails(&[&["user", "signup-link"][..], &wrong].concat()).0, 2, "{wrong:?}");
    }
    desk.ok(&["user", "add", "ada"]);
    let (code, words) = desk.fails(&["user", "approve", "ada"]);
    assert!(code == 1 && words.contains("does not wait for approval"), "{words}");
    let (code, words) = Desk::new("").fails(&["user", "signup-link"]);
    assert!(code == 1 && words.contains("nobody may sign up"), "{words}");
}
