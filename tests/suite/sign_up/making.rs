//! The page behind a link makes one account.

use super::*;
use crate::support::RelyingParty;

#[actix_web::test]
async fn whoever_follows_the_link_has_an_account_with_a_confirmed_address_and_is_signed_in() {
    let (provider, mailbox) = open_with(|settings| settings.login.sign_up.groups = vec!["guests".into()]);
    let link = mailed(&provider, &mailbox, "grace@example.com").await;
    let browser = Browser::new();
    // Programs that read mail look at links.
    for _ in 0..3 {
        let page = Browser::new().visit(&link).await;
        assert!(page.status == 200 && page.body.contains("grace@example.com"), "{}", page.body);
    }
    assert!(account(&provider, "grace").await.is_none());
    let fields = [("username", "grace"), ("name", "Grace Example"), ("email", "other@example.com")];
    let page = join(&browser, &link, &fields).await;
    assert!(is_signed_in(&page), "{}", page.body);
    let grace = account(&provider, "grace").await.unwrap();
    assert_eq!((grace.email.as_deref(), grace.email_verified), (Some("grace@example.com"), true));
    assert_eq!((grace.display_name(), grace.groups.as_slice()), ("Grace Example", &["guests".to_owned()][..]));
    assert!(!grace.is_admin && !grace.locked && grace.is_the_databases());
    assert_eq!(Browser::new().visit(&link).await.status, 410, "once");
    assert!(is_signed_in(&sign_in(&provider, "grace@example.com", CHOSEN).await));
    let added = records(&provider, "user.add").await;
    let own = added.iter().find(|record| record.sub.as_deref() == Some(grace.sub.as_str())).unwrap();
    assert_eq!(own.detail().get("how").map(String::as_str), Some("mail"));
    assert_eq!(own.actor, format!("person:{}", grace.sub));
}

#[actix_web::test]
async fn every_field_at_fault_is_named_and_the_link_is_good_still() {
    let (provider, mailbox) = open();
    let link = mailed(&provider, &mailbox, "grace@example.com").await;
    let browser = Browser::new();
    let refused = [
        (vec![("username", "")], "Choose a username with 1 to 255"),
        (vec![("username", "a b")], "without spaces"),
        (vec![("username", "\u{430}da2")], "letters of several scripts"),
        (vec![("username", "bob@example.com")], "without an @"),
        (vec![("username", "bob\u{ff20}example.com")], "without an @"),
        (vec![("username", "grace"), ("name", "a\u{202e}b")], "This name cannot be used"),
        (vec![("username", "grace"), ("password", "short")], "at least 12 characters"),
        (vec![("username", "grace.hopper"), ("password", "Grace.Hopper12")], "too easy to guess"),
        (vec![("username", "ada")], "This username is taken"),
        (vec![("username", "ADA")], "This username is taken"),
        (vec![("username", "\u{430}d\u{430}")], "This username is taken"),
    ];
    for (fields, words) in refused {
        let answer = join(&browser, &link, &fields).await;
        assert!(answer.status == 422 && answer.body.contains(words), "{fields:?} {words}: {}", answer.body);
    }
    assert!(is_signed_in(&join(&browser, &link, &[("username", "grace")]).await));
}

#[actix_web::test]
async fn an_old_or_invented_link_makes_nothing_and_one_of_another_site_neither() {
    let (provider, mailbox) = open();
    let link = mailed(&provider, &mailbox, "grace@example.com").await;
    assert_eq!(Browser::new().visit(&provider.url("/sign-up/account?t=invented")).await.status, 410);
    assert_eq!(Browser::new().visit(&provider.url("/sign-up/account")).await.status, 410);
    let token = link.split("t=").nth(1).unwrap();
    let fields = [("token", token), ("username", "grace"), ("password", CHOSEN)];
    assert_eq!(Browser::new().post(&provider.url("/sign-up/account"), &fields).await.status, 403);
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    provider.advance(3_600);
    assert_eq!(Browser::new().visit(&link).await.status, 410, "after an hour");
    let late = browser.submit(&page, &[("username", "grace"), ("password", CHOSEN)]).await;
    assert!(late.status == 410 && late.body.contains("This link no longer works"), "{}", late.body);
    assert!(account(&provider, "grace").await.is_none());
}

#[actix_web::test]
async fn two_links_to_one_address_make_one_account_and_so_do_two_for_one_name() {
    let (provider, mailbox) = open();
    let first = mailed(&provider, &mailbox, "grace@example.com").await;
    let second = mailed(&provider, &mailbox, "Grace@example.com").await;
    let other = mailed(&provider, &mailbox, "hedy@example.com").await;
    let (one, two, three) = (Browser::new(), Browser::new(), Browser::new());
    let (a, b, c) = tokio::join!(
        join(&one, &first, &[("username", "grace")]),
        join(&two, &second, &[("username", "grace")]),
        join(&three, &other, &[("username", "GRACE")]),
    );
    let through = [&a, &b, &c].iter().filter(|page| is_signed_in(page)).count();
    assert_eq!(through, 1, "{} {} {}", a.status, b.status, c.status);
    let made = account(&provider, "grace").await.unwrap();
    if !made.email.as_deref().unwrap().starts_with("hedy") {
        let late = Browser::new().visit(if is_signed_in(&a) { &second } else { &first }).await;
        if late.status == 200 {
            let browser = Browser::new();
            let page = browser.visit(&late.url).await;
            let told = browser.submit(&page, &[("username", "grace2"), ("password", CHOSEN)]).await;
            assert!(told.status == 409 && told.body.contains("You have an account"), "{}", told.body);
        }
    }
}

#[actix_web::test]
async fn a_link_sent_before_works_after_signing_up_was_off_for_a_while_and_is_refused_politely_meanwhile() {
    let (mut provider, mailbox) = open();
    let link = mailed(&provider, &mailbox, "grace@example.com").await;
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    for rule in [SignUp::Off, SignUp::Invite] {
        provider.reload(|settings| settings.login.sign_up.rule = rule);
        let refused = Browser::new().visit(&link).await;
        assert!(refused.status == 404 && refused.body.contains("No new accounts"), "{}", refused.body);
        let sent = browser.submit(&page, &[("username", "grace"), ("password", CHOSEN)]).await;
        assert_eq!(sent.status, 404);
    }
    provider.reload(|settings| {
        settings.login.sign_up.rule = SignUp::Open;
        settings.login.sign_up.domains = vec!["example.org".into()];
    });
    assert_eq!(Browser::new().visit(&link).await.status, 404, "nor with an address of another domain");
    assert!(account(&provider, "grace").await.is_none());
    provider.reload(|settings| settings.login.sign_up.domains.clear());
    assert!(is_signed_in(&join(&browser, &link, &[("username", "grace")]).await));
}

#[actix_web::test]
async fn who_came_from_an_app_goes_on_to_it_in_the_same_browser_and_to_the_account_in_another() {
    let (provider, mailbox) = open();
    let rp = RelyingParty::new(&provider);
    for (number, (name, same)) in [("grace", true), ("hedy", false)].into_iter().enumerate() {
        let browser = Browser::new();
        let login = rp.authorize(&browser, &[]).await;
        let href = login.body.split("id=\"sign-up\" href=\"").nth(1).unwrap().split('"').next().unwrap();
        let page = browser.visit(&provider.url(&href.replace("&amp;", "&"))).await;
        assert!(page.body.contains("to continue to"), "{}", page.body);
        browser.submit(&page, &[("email", &format!("{name}@example.com"))]).await;
        let link = mailbox.wait_for(number + 1).await.link(LINK);
        let reader = if same { browser } else { Browser::new() };
        let answer = join(&reader, &link, &[("username", name)]).await;
        if same {
            let consent = if answer.location().is_some() {
                answer
            } else {
                reader.submit(&answer, &[("decision", "allow")]).await
            };
            assert!(consent.answer().contains_key("code"), "{:?} {}", consent.location(), consent.body);
        } else {
            assert!(is_signed_in(&answer), "{}", answer.body);
        }
    }
}

#[actix_web::test]
async fn names_are_not_tried_out_without_end() {
    let (provider, mailbox) = open_with(|settings| settings.limits.login_per_account.events = 3);
    let link = mailed(&provider, &mailbox, "grace@example.com").await;
    let browser = Browser::new();
    for _ in 0..3 {
        assert_eq!(join(&browser, &link, &[("username", "ada")]).await.status, 422);
    }
    assert_eq!(join(&browser, &link, &[("username", "ada")]).await.status, 429);
    provider.advance(901);
    assert!(is_signed_in(&join(&browser, &link, &[("username", "grace")]).await));
}

/// The file says who people are: whoever was there first with a name does not get what it gives to somebody else.
#[actix_web::test]
async fn a_user_of_the_configuration_does_not_get_an_account_that_somebody_made() {
    let (mut provider, mailbox) = open();
    let link = mailed(&provider, &mailbox, "carol@example.com").await;
    join(&Browser::new(), &link, &[("username", "carol")]).await;
    let stranger = account(&provider, "carol").await.unwrap();
    let carol = latchkey::config::settings::ConfiguredUser {
        email: Some("carol@example.org".into()),
        groups: vec!["admins".into()],
        is_admin: true,
        password_hash: None,
        ..crate::support::provider::user("carol")
    };
    let take_in = async |provider: &TestProvider| {
        let live = provider.provider.live().clone();
        let store = provider.provider.store.as_ref();
        latchkey::reconcile::reconcile(store, &live.settings, provider.provider.now()).await.unwrap();
    };
    let named = carol.clone();
    provider.reload(|settings| settings.users.push(named));
    take_in(&provider).await;
    let still = account(&provider, "carol").await.unwrap();
    assert!(still.sub == stranger.sub && !still.is_admin && still.groups.is_empty() && still.is_the_databases());
    provider.reload(|settings| settings.users.last_mut().unwrap().sub = Some(stranger.sub.clone()));
    take_in(&provider).await;
    assert!(account(&provider, "carol").await.unwrap().is_admin, "who names the sub means that person");
}
