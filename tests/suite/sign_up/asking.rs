//! The page that asks for an address tells nobody whose it is.

use super::*;

#[actix_web::test]
async fn where_nobody_may_sign_up_there_is_no_link_and_no_page() {
    let provider = TestProvider::new();
    let login = Browser::new().visit(&provider.url("/login")).await;
    assert!(!login.body.contains("/sign-up"), "{}", login.body);
    let page = Browser::new().visit(&provider.url("/sign-up")).await;
    assert!(page.status == 404 && page.body.contains("nobody can create an account"), "{}", page.body);
    let links = by_links(|_| {});
    assert_eq!(Browser::new().visit(&links.url("/sign-up")).await.status, 404, "links are no invitation to all");
    assert!(!Browser::new().visit(&links.url("/login")).await.body.contains("/sign-up"));
}

#[actix_web::test]
async fn the_sign_in_page_leads_to_it_and_a_mail_to_a_free_address_brings_a_link() {
    let (provider, mailbox) = open();
    let login = Browser::new().visit(&provider.url("/login")).await;
    assert!(login.body.contains("href=\"/sign-up\">Create an account"), "{}", login.body);
    let browser = Browser::new();
    let answer = ask(&provider, &browser, " Grace@Example.com ").await;
    assert!(answer.status == 200 && answer.body.contains("If the address can be used, we sent a link to it"));
    let mail = mailbox.wait_for(1).await;
    assert_eq!((mail.to.as_str(), mail.header("Subject").as_str()), ("Grace@Example.com", "Your account at Latchkey"));
    let link = mail.link(LINK);
    assert!(link.starts_with(&provider.issuer) && mail.plain().contains("once, within one hour"), "{link}");
    assert!(account(&provider, "grace@example.com").await.is_none(), "nothing is there yet");
}

/// Row 58.
#[actix_web::test]
async fn the_answer_is_the_same_whoever_has_the_address_and_the_mail_tells_only_its_owner() {
    let (provider, mailbox) = open();
    add(&provider, "hedy", Some("hedy@example.com")).await;
    add(&provider, "named@example.com", None).await;
    add(&provider, "bill", Some("bill@example.com")).await;
    let locked = add(&provider, "locked", Some("locked@example.com")).await;
    provider.provider.store.set_locked(&locked.sub, true, provider.provider.now()).await.unwrap();
    let mut bodies = Vec::new();
    // ada is the file's; the last one looks like bill's.
    let taken = ["hedy@example.com", "HEDY@example.com", "locked@example.com", "ada@example.com"];
    let unfit = ["named@example.com", "bi1l@example.com"];
    for address in ["free@example.com"].iter().chain(&taken).chain(&unfit) {
        let answer = ask(&provider, &Browser::new(), address).await;
        assert_eq!(answer.status, 200, "{address}");
        bodies.push(answer.body.replace(answer.header("x-request-id"), "(request)"));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:#?}");
    wait_until_empty(&provider).await;
    let mails = mailbox.mails();
    let of = |address: &str| mails.iter().find(|mail| mail.to.eq_ignore_ascii_case(address)).cloned();
    assert!(of("free@example.com").unwrap().plain().contains(LINK));
    for address in taken {
        let mail = of(address).unwrap();
        assert!(mail.header("Subject").starts_with("You have an account"), "{mail:?}");
        let plain = mail.plain();
        assert!(plain.contains("already belongs to an account") && plain.contains("/login"), "{plain}");
        assert!(!plain.contains(LINK), "{plain}");
    }
    for address in unfit {
        let plain = of(address).unwrap().plain();
        assert!(plain.contains("cannot be used there") && !plain.contains("http"), "{plain}");
    }
}

/// Row 58: nor does it take longer, as far as a busy machine is a clock.
#[actix_web::test]
async fn the_answer_comes_as_soon_whoever_has_the_address() {
    let (provider, _mailbox) = open();
    add(&provider, "hedy", Some("hedy@example.com")).await;
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/sign-up")).await;
    let mut least = [std::time::Duration::MAX; 3];
    for _ in 0..8 {
        for (least, email) in least.iter_mut().zip(["hedy@example.com", "ada@example.com", "free@example.com"]) {
            let started = std::time::Instant::now();
            assert_eq!(browser.submit(&page, &[("email", email)]).await.status, 200);
            *least = started.elapsed().min(*least);
        }
    }
    let (quickest, slowest) = (least.iter().min().unwrap(), least.iter().max().unwrap());
    assert!(*slowest < *quickest * 5, "{least:?}");
}

#[actix_web::test]
async fn what_is_no_address_or_of_another_domain_is_refused_at_once() {
    let (provider, mailbox) = open_with(|settings| {
        settings.login.sign_up.domains = vec!["example.com".into(), "example.org".into()];
    });
    for wrong in ["", "grace", "grace@", "@example.com"] {
        let answer = ask(&provider, &Browser::new(), wrong).await;
        assert!(answer.status == 422 && answer.body.contains("Enter an email address"), "{wrong}");
    }
    for other in ["a@example.net", "a@sub.example.com", "a@example.com.evil.example", "a@example.com@evil.example"] {
        let answer = ask(&provider, &Browser::new(), other).await;
        let words = "Use an email address of example.com and example.org.";
        assert!(answer.status == 422 && answer.body.contains(words), "{other}: {}", answer.body);
    }
    for right in ["grace@EXAMPLE.com", "grace@example.org"] {
        assert_eq!(ask(&provider, &Browser::new(), right).await.status, 200, "{right}");
    }
    wait_until_empty(&provider).await;
    assert_eq!(mailbox.mails().len(), 2);
}

#[actix_web::test]
async fn nobodys_mailbox_is_filled_and_a_network_asks_so_often_and_no_more() {
    let (provider, mailbox) = open_with(|settings| {
        settings.limits.login_per_account.events = 2;
        settings.limits.login_per_ip.events = 5;
    });
    let mut bodies = Vec::new();
    for address in ["grace@example.com", "GRACE@example.com", " grace@example.com", "grace@example.com"] {
        let answer = ask(&provider, &Browser::new(), address).await;
        bodies.push(answer.body.replace(answer.header("x-request-id"), "(request)"));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "who fills it is told nothing else");
    wait_until_empty(&provider).await;
    assert_eq!(mailbox.mails().len(), 2);
    assert_eq!(ask(&provider, &Browser::new(), "hedy@example.com").await.status, 200);
    let answer = ask(&provider, &Browser::new(), "emmy@example.com").await;
    assert!(answer.status == 429 && !answer.header("retry-after").is_empty(), "{}", answer.body);
}

#[actix_web::test]
async fn a_form_of_another_site_asks_for_nothing() {
    let (provider, mailbox) = open();
    let answer = Browser::new().post(&provider.url("/sign-up"), &[("email", "grace@example.com")]).await;
    assert_eq!(answer.status, 403);
    wait_until_empty(&provider).await;
    assert!(mailbox.mails().is_empty());
}

#[actix_web::test]
async fn a_mail_that_waits_while_signing_up_is_switched_off_is_not_sent() {
    let (mut provider, mailbox) = open();
    mailbox.refuse(&["450 later"; 3]);
    ask(&provider, &Browser::new(), "grace@example.com").await;
    wait_until_failed(&provider, 1).await;
    provider.reload(|settings| settings.login.sign_up.rule = SignUp::Off);
    provider.advance(60);
    wait_until_empty(&provider).await;
    assert!(mailbox.mails().is_empty());
}
