//! Mail to people: links to choose a password, and word of changes. The mail server here is one that a test can break; a real
//! one, with encryption, is in tests/clients/session/mail.mjs.

use latchkey::clock::Timestamp;
use latchkey::mail::sign_up;
use latchkey::mail::words::{self, Words};
use latchkey::pages::Pages;
use latchkey::protocol::factors::WaysIn;
use latchkey::protocol::mail::{FactorChange, Mail as Kind};
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::secret::Digest;
use latchkey::store::users::ProfileChange;
use latchkey::words::{PageLanguage, reader};
use reqwest::header::{ACCEPT_LANGUAGE, HeaderValue};

use crate::cli::Desk;
use crate::support::browser::Page;
use crate::support::mailbox::Mailbox;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// A provider that sends to this mailbox, and grace, whom no file defines.
async fn with_mail() -> (TestProvider, Mailbox, User) {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let provider = Builder::new().settings(|settings| settings.smtp = Some(smtp)).start();
    let grace = add(&provider, "grace", Some("grace@example.com")).await;
    (provider, mailbox, grace)
}

async fn add(provider: &TestProvider, username: &str, email: Option<&str>) -> User {
    let ada = provider.provider.store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let person = User {
        sub: Subject::new(username),
        username: username.to_owned(),
        email: email.map(str::to_owned),
        definition: Definition::Database,
        credentials_revision: 1,
        ..ada
    };
    provider.provider.store.add_user(&person).await.unwrap();
    person
}

/// Asks for a link on the page, as a person does.
async fn ask(provider: &TestProvider, browser: &Browser, name: &str) -> Page {
    let page = browser.visit(&provider.url("/forgot")).await;
    browser.submit(&page, &[("username", name)]).await
}

#[actix_web::test]
async fn who_forgot_the_password_chooses_a_new_one_by_a_link_that_works_once() {
    let (provider, mailbox, _) = with_mail().await;
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/login")).await;
    assert!(login.body.contains("href=\"/forgot\""), "{}", login.body);
    let answer = ask(&provider, &browser, " Grace@Example.com ").await;
    assert!(answer.status == 200 && answer.body.contains("Look into your mailbox"), "{}", answer.body);
    let mail = mailbox.wait_for(1).await;
    assert_eq!((mail.from.as_str(), mail.to.as_str()), ("auth@example.com", "grace@example.com"));
    assert_eq!(mail.header("Subject"), "Choose a new password for Latchkey");
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert!(mail.text.contains("multipart/alternative") && mail.text.contains("text/html"), "{}", mail.text);
    let link = mail.link("/invite?t=");
    assert!(link.starts_with(&provider.issuer), "{link}");

    let page = browser.visit(&link).await;
    let account = browser.submit(&page, &[("password", "five louder otters")]).await;
    assert!(account.body.contains("id=\"logout\""), "{}", account.body);
    assert_eq!(Browser::new().visit(&link).await.status, 410, "once");
    let told = mailbox.wait_for(2).await;
    assert_eq!(told.header("Subject"), "Your password for Latchkey was changed");
    assert!(told.plain().contains("If this was not you"), "{}", told.plain());
}

/// SEC-57, row 58.
#[actix_web::test]
async fn the_answer_is_the_same_whoever_is_named_and_only_who_can_use_a_link_gets_one() {
    let (provider, mailbox, grace) = with_mail().await;
    let store = &provider.provider.store;
    let locked = add(&provider, "locked", Some("locked@example.com")).await;
    store.set_locked(&locked.sub, true, provider.provider.now()).await.unwrap();
    add(&provider, "nomail", None).await;
    let mut bodies = Vec::new();
    // ada's password is the file's.
    for name in ["nobody", "locked", "nomail", "ada", "grace"] {
        let answer = ask(&provider, &Browser::new(), name).await;
        assert_eq!(answer.status, 200, "{name}");
        bodies.push(answer.body.replace(answer.header("x-request-id"), "(request)"));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
    assert_eq!(mailbox.wait_for(1).await.to, "grace@example.com");
    wait_until_empty(&provider).await;
    assert_eq!(mailbox.mails().len(), 1);
    drop(grace);
}

/// Row 58: nor does it take longer, as far as a busy machine is a clock.
#[actix_web::test]
async fn the_answer_comes_as_soon_whoever_is_named() {
    let (provider, _mailbox, _) = with_mail().await;
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/forgot")).await;
    let mut least = [std::time::Duration::MAX; 3];
    for _ in 0..8 {
        for (least, name) in least.iter_mut().zip(["grace", "ada", "nobody"]) {
            let started = std::time::Instant::now();
            assert_eq!(browser.submit(&page, &[("username", name)]).await.status, 200);
            *least = started.elapsed().min(*least);
        }
    }
    let (quickest, slowest) = (least.iter().min().unwrap(), least.iter().max().unwrap());
    assert!(*slowest < *quickest * 5, "{least:?}");
}

/// Waits until no mail is left to send.
pub async fn wait_until_empty(provider: &TestProvider) {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while provider.provider.store.next_mail().await.unwrap().is_some() {
        assert!(std::time::Instant::now() < end, "mails are left");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

/// Waits until sending a mail has failed that often, and that is written down: when it is tried again follows from the clock of then.
pub async fn wait_until_failed(provider: &TestProvider, times: usize) {
    let (other, end) = (provider.by_hand(), std::time::Instant::now() + std::time::Duration::from_secs(30));
    while other.count(&format!("mails WHERE attempts >= {times}")) == 0 {
        assert!(std::time::Instant::now() < end, "it was not tried {times} times");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[actix_web::test]
async fn an_address_that_is_not_known_to_be_theirs_gets_nothing() {
    let (provider, mailbox, grace) = with_mail().await;
    let change = latchkey::store::users::ProfileChange { email_verified: Some(false), ..Default::default() };
    provider.provider.store.change_profile(&grace.sub, &change, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    ask(&provider, &Browser::new(), "grace").await;
    wait_until_empty(&provider).await;
    assert!(mailbox.mails().is_empty());
}

#[actix_web::test]
async fn a_newer_link_voids_the_older_and_an_old_one_is_void_after_an_hour() {
    let (provider, mailbox, _) = with_mail().await;
    ask(&provider, &Browser::new(), "grace").await;
    let first = mailbox.wait_for(1).await.link("/invite?t=");
    ask(&provider, &Browser::new(), "grace").await;
    let second = mailbox.wait_for(2).await.link("/invite?t=");
    assert_eq!(Browser::new().visit(&first).await.status, 410);
    assert_eq!(Browser::new().visit(&second).await.status, 200);
    provider.advance(3_601);
    assert_eq!(Browser::new().visit(&second).await.status, 410);
}

#[actix_web::test]
async fn nobodys_mailbox_is_filled_and_nobody_asks_for_many() {
    let (provider, mailbox, _) = with_mail().await;
    for _ in 0..12 {
        assert_eq!(ask(&provider, &Browser::new(), "grace").await.status, 200, "whoever fills it is told nothing else");
    }
    mailbox.wait_for(10).await;
    wait_until_empty(&provider).await;
    assert_eq!(mailbox.mails().len(), 10);
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/forgot")).await;
    let mut last = 200;
    for number in 0..100 {
        last = browser.submit(&page, &[("username", &format!("nobody{number}"))]).await.status.as_u16();
    }
    assert_eq!(last, 429);
}

#[actix_web::test]
async fn a_form_of_another_site_sends_nothing_and_without_a_mail_server_there_is_no_page() {
    let (provider, mailbox, _) = with_mail().await;
    let browser = Browser::new();
    browser.visit(&provider.url("/forgot")).await;
    assert!(browser.post(&provider.url("/forgot"), &[("username", "grace")]).await.status.is_client_error());
    assert!(provider.provider.store.next_mail().await.unwrap().is_none() && mailbox.mails().is_empty());
    let page = browser.visit(&provider.url("/forgot")).await;
    assert_eq!(browser.submit(&page, &[("username", "")]).await.status, 422);
    let without = TestProvider::new();
    assert_eq!(Browser::new().visit(&without.url("/forgot")).await.status, 404);
    assert!(!Browser::new().visit(&without.url("/login")).await.body.contains("/forgot"));
}

/// REL-10, in the manner of the outbox.
#[actix_web::test]
async fn a_mail_is_tried_again_after_a_fault_and_given_up_where_it_is_refused_for_good() {
    let (provider, mailbox, _) = with_mail().await;
    mailbox.refuse(&["451 later", "421 later"]);
    ask(&provider, &Browser::new(), "grace").await;
    for times in [1, 2] {
        wait_until_failed(&provider, times).await;
        assert!(mailbox.mails().is_empty());
        provider.advance(61);
    }
    let link = mailbox.wait_for(1).await.link("/invite?t=");
    assert_eq!(Browser::new().visit(&link).await.status, 200, "the link of the mail that arrived is good");

    mailbox.refuse(&["550 no such mailbox"]);
    ask(&provider, &Browser::new(), "grace").await;
    wait_until_empty(&provider).await;
    assert_eq!(mailbox.mails().len(), 1);
}

#[actix_web::test]
async fn a_mail_that_was_queued_before_a_restart_is_sent_after_it() {
    let mailbox = Mailbox::open();
    let provider = TestProvider::new();
    let grace = add(&provider, "grace", Some("grace@example.com")).await;
    let mail = Kind::Invitation { sub: grace.sub.clone() };
    provider.provider.store.queue_mail(&mail, provider.provider.now()).await.unwrap();
    let smtp = mailbox.settings();
    let provider = provider.restart_after(|settings| settings.smtp = Some(smtp));
    let link = mailbox.wait_for(1).await.link("/invite?t=");
    assert_eq!(Browser::new().visit(&link).await.status, 200);
    drop(provider);
}

#[actix_web::test]
async fn where_no_mail_is_sent_none_is_kept() {
    let provider = TestProvider::new();
    let grace = add(&provider, "grace", Some("grace@example.com")).await;
    let mail = Kind::PasswordChanged { sub: grace.sub };
    provider.provider.store.queue_mail(&mail, provider.provider.now()).await.unwrap();
    provider.advance(2 * 60 * 60);
    wait_until_empty(&provider).await;
}

#[actix_web::test]
async fn a_change_of_factors_is_told_by_mail() {
    let (provider, mailbox, _) = with_mail().await;
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in_as("grace", &browser, &[]).await;
    let (phone, codes) = crate::second_factors::set_up_totp(&provider, &browser).await;
    let told = mailbox.wait_for(1).await;
    assert_eq!(told.header("Subject"), "An authenticator app was added: Latchkey");
    for code in &codes {
        assert!(!told.text.contains(code));
    }
    let grace = provider.provider.store.user_named(&UsernameKey::of("grace")).await.unwrap().unwrap();
    provider.provider.store.reset_factors(&grace.sub, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    assert_eq!(mailbox.wait_for(2).await.header("Subject"), "Your passkeys and second step were removed: Latchkey");
    drop((phone, PASSWORD));
}

#[actix_web::test]
async fn the_command_line_sends_a_test_and_has_an_invitation_sent() {
    let mailbox = Mailbox::open();
    let settings = mailbox.settings();
    let file = format!(
        "[smtp]\nurl = 'smtp://localhost:{}'\nfrom = 'Home <auth@example.com>'\nstarttls = false\n",
        settings.port
    );
    let desk = Desk::new(&file);
    desk.ok(&["mail", "test", "ada@example.com"]);
    let mail = mailbox.wait_for(1).await;
    assert!(mail.to == "ada@example.com" && mail.plain().contains("Mail works."), "{}", mail.text);
    mailbox.refuse(&["550 no such mailbox"]);
    let (code, words) = desk.fails(&["mail", "test", "eve@example.com"]);
    assert!(code == 1 && words.contains("no such mailbox"), "{words}");
    let (code, words) = desk.fails(&["mail", "test", "no address"]);
    assert!(code == 1 && words.contains("address"), "{words}");

    desk.ok(&["user", "add", "ada", "--email", "ada@example.com"]);
    desk.ok(&["user", "add", "ben"]);
    desk.ok(&["mail", "test", "ada@example.com"]);
    let sent = desk.json(&["audit", "tail", "--event", "mail.test"]);
    assert!(sent.as_array().unwrap().len() == 1 && sent[0]["details"] == "to=ada@example.com", "{sent}");
    assert!(!desk.ok(&["user", "invite", "ada", "--mail"]).contains("/invite"), "nobody else sees the link");
    let (code, words) = desk.fails(&["user", "invite", "ben", "--mail"]);
    assert!(code == 1 && words.contains("user set --email"), "{words}");
    let (code, words) = Desk::new("").fails(&["mail", "test", "ada@example.com"]);
    assert!(code == 1 && words.contains("[smtp]"), "{words}");
}

#[test]
fn what_is_wrong_with_the_mail_server_is_told() {
    use crate::config::Folder;
    for (text, problem) in [
        ("url = 'mail.example.com'\nfrom = 'a@example.com'", "is not the address of a mail server"),
        ("url = 'http://mail.example.com'\nfrom = 'a@example.com'", "is not the address of a mail server"),
        ("url = 'smtp://u:p@mail.example.com'\nfrom = 'a@example.com'", "has more than a host and a port in it"),
        ("url = 'smtp://mail.example.com'", "`smtp.from` is missing"),
        ("url = 'smtp://mail.example.com'\nfrom = 'nobody'", "is not a sender"),
        ("url = 'smtp://mail.example.com'\nfrom = 'a@example.com'\nusername = 'a'", "has no `password_file` beside it"),
        ("url = 'smtp://mail.example.com'\nfrom = 'a@example.com'\npassword_file = 'x'", "has no `username` beside it"),
    ] {
        let errors = Folder::with(&format!("[smtp]\n{text}")).errors();
        assert!(errors.iter().any(|error| error.contains(problem)), "{text}: {errors:?}");
    }
}

/// A browser whose owner reads that language.
fn reading(language: PageLanguage) -> Browser {
    let headers = [(ACCEPT_LANGUAGE, HeaderValue::from_static(language.tag()))];
    Browser::sending(headers.into_iter().collect())
}

/// The beginning of a letter in that language, as it is in the mail.
fn head(language: PageLanguage) -> String {
    format!("<html lang=\"{}\" dir=\"{}\">", language.tag(), language.dir())
}

/// OpenID Connect Core §5.1 `locale`: the letter is made long after the request, and for whoever gets it.
#[actix_web::test]
async fn a_mail_is_in_the_language_that_its_receiver_reads() {
    let (provider, mailbox, grace) = with_mail().await;
    let store = &provider.provider.store;
    let says = async |locale: &str| {
        let claims = [("locale", locale.to_owned())].into_iter().collect();
        let change = ProfileChange { claims, ..ProfileChange::default() };
        store.change_profile(&grace.sub, &change, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    };
    let mut mails = 0;
    let mut next = async || {
        mails += 1;
        mailbox.wait_for(mails).await
    };
    let languages: Vec<PageLanguage> = PageLanguage::all().collect();
    // The first and the last: there is one mail to an address in each of them, and not many are sent at once.
    for (own, asked) in
        languages.first().into_iter().zip(languages.last()).flat_map(|(one, two)| [(one, two), (two, one)])
    {
        says(own.tag()).await;
        ask(&provider, &reading(*asked), "grace").await;
        let mail = next().await;
        assert!(mail.html().contains(&head(*own)), "{}", mail.text);
        says("").await;
        ask(&provider, &reading(*asked), "grace").await;
        let mail = next().await;
        assert!(mail.html().contains(&head(*asked)), "who asks is who gets it: {}", mail.text);
        // An administrator's language is not the receiver's, whom nothing is known of.
        let invitation = Kind::Invitation { sub: grace.sub.clone() };
        store.queue_mail(&invitation, provider.provider.now()).await.unwrap();
        let mail = next().await;
        assert!(mail.html().contains(&head(PageLanguage::ENGLISH)), "{}", mail.text);
    }
}

/// What a form does is told by a mail that enters in the transaction of the change, on another thread than the request's.
#[actix_web::test]
async fn a_mail_about_what_somebody_did_remembers_what_they_read() {
    for language in PageLanguage::all() {
        let (provider, mailbox, grace) = with_mail().await;
        let claims = [("locale", String::new())].into_iter().collect();
        let change = ProfileChange { claims, ..ProfileChange::default() };
        provider
            .provider
            .store
            .change_profile(&grace.sub, &change, WaysIn::BOTH, provider.provider.now())
            .await
            .unwrap();
        let browser = reading(language);
        ask(&provider, &browser, "grace").await;
        let page = browser.visit(&mailbox.wait_for(1).await.link("/invite?t=")).await;
        browser.submit(&page, &[("password", "five louder otters")]).await;
        let told = mailbox.wait_for(2).await;
        assert!(told.html().contains(&head(language)), "{}", told.html());
    }
}

#[actix_web::test]
async fn a_letter_is_rendered_in_the_language_that_it_says_it_is_in() {
    let pages = Pages::load(None).unwrap();
    let provider = TestProvider::new();
    let settings = provider.provider.live().settings.clone();
    for language in PageLanguage::all() {
        let letter = reader::to(pages.words(), language, || {
            let words = words::test("Home", "https://home.example");
            latchkey::mail::letter(&pages, &settings, ("ada@example.com", None), &words).unwrap()
        });
        assert!(letter.html.contains(&head(language)), "{}", letter.html);
    }
}

/// All that a mail of this kind may say. A kind that is new does not compile before it is here.
fn said(kind: &Kind) -> Vec<Words> {
    let (site, link) = ("Home", "https://home.example/there?t=abc");
    match kind {
        Kind::PasswordReset { .. } => vec![words::password_reset(site, link)],
        Kind::Invitation { .. } => vec![words::invitation(site, link, true), words::invitation(site, link, false)],
        Kind::PasswordChanged { .. } => vec![words::password_changed(site, link)],
        Kind::ConfirmEmail { .. } => vec![words::confirm_email(site, "ada", link), words::email_in_use(site)],
        Kind::EmailChanged { .. } => vec![words::email_changed(site, "ada")],
        Kind::SignUp { .. } => vec![sign_up::link(site, link), sign_up::has_account(site, link), sign_up::unfit(site)],
        Kind::Approved { .. } => vec![sign_up::approved(site, "ada", link)],
        Kind::FactorsChanged { change, .. } => vec![words::factors_changed(site, link, change)],
        Kind::RequestWaiting { .. } => vec![words::request_waiting(site, "The app", link)],
        Kind::NewSignIn { .. } => {
            vec![words::new_sign_in(site, link, "Firefox on Linux", Timestamp(1_800_000_000), "127.0.0.1")]
        }
    }
}

/// One of each kind.
fn kinds() -> Vec<Kind> {
    let sub = || Subject::new("ada");
    let name = || "Phone".to_owned();
    let mut kinds = vec![
        Kind::PasswordReset { name: "ada".into() },
        Kind::Invitation { sub: sub() },
        Kind::PasswordChanged { sub: sub() },
        Kind::ConfirmEmail { sub: sub(), id: "1".into() },
        Kind::EmailChanged { sub: sub(), was: "ada@example.com".into() },
        Kind::SignUp { email: "ada@example.com".into(), interaction: None },
        Kind::Approved { sub: sub(), to: None },
        Kind::RequestWaiting { request: Digest::of("request") },
        Kind::NewSignIn { sub: sub(), session_id: "session".into() },
    ];
    let changes = [
        FactorChange::TotpAdded,
        FactorChange::TotpRemoved,
        FactorChange::PasskeyAdded { name: name() },
        FactorChange::PasskeyRemoved { name: name() },
        FactorChange::CodesReplaced,
        FactorChange::PasswordRemoved,
        FactorChange::Reset,
        FactorChange::Disowned,
    ];
    kinds.extend(changes.map(|change| Kind::FactorsChanged { sub: sub(), change }));
    kinds
}

/// As a template writes it into HTML.
fn escaped(text: &str) -> String {
    let escapes = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#x27;"), ("/", "&#x2F;")];
    escapes.iter().fold(text.to_owned(), |text, (letter, escape)| text.replace(letter, escape))
}

/// Whoever reads the text alone, and whoever reads the HTML, is told the same, in each language, and what there is to do.
#[actix_web::test]
async fn every_mail_says_the_same_in_text_and_in_html_in_each_language_and_what_to_do() {
    let pages = Pages::load(None).unwrap();
    let provider = TestProvider::new();
    let settings = provider.provider.live().settings.clone();
    let in_english: Vec<Words> =
        reader::to(pages.words(), PageLanguage::ENGLISH, || kinds().iter().flat_map(said).collect());
    for language in PageLanguage::all() {
        let (tag, is_english) = (language.tag(), language == PageLanguage::ENGLISH);
        reader::to(pages.words(), language, || {
            let all: Vec<Words> = kinds().iter().flat_map(said).collect();
            for (words, english) in all.iter().zip(&in_english) {
                let letter = latchkey::mail::letter(&pages, &settings, ("ada@example.com", None), words).unwrap();
                let about = format!("{tag}: {}", english.subject);
                assert!(!words.subject.is_empty() && letter.subject == words.subject, "{about}");
                assert!(letter.html.contains(&format!("<title>{}</title>", escaped(&words.subject))), "{about}");
                let read = words.paragraphs.iter().chain(&words.after);
                for paragraph in read.clone() {
                    assert!(letter.text.contains(paragraph), "{about}: {paragraph}");
                    assert!(letter.html.contains(&escaped(paragraph)), "{about}: {paragraph}");
                }
                for (own, other) in read.zip(english.paragraphs.iter().chain(&english.after)) {
                    assert!(is_english || own != other, "{about}: not translated: {own}");
                }
                match &words.action {
                    Some((label, link)) => {
                        assert!(letter.text.contains(label) && letter.text.contains(link), "{about}: {}", letter.text);
                        let (label, link) = (escaped(label), escaped(link));
                        assert!(letter.html.contains(&format!("href=\"{link}\"")), "{about}: {}", letter.html);
                        assert!(letter.html.contains(&format!(">{label}</a>")), "{about}: {}", letter.html);
                    }
                    // What to do stands in a sentence of its own.
                    None => assert!(words.paragraphs.len() + words.after.len() > 1, "{about}"),
                }
            }
        });
    }
}
