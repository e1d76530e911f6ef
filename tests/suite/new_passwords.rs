//! What people may choose as a password: the same wherever it is chosen, and nothing of it at sign-in.

use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::config::settings::{Blocklist, Settings, SignUp};
use latchkey::login::hasher::hash_now;
use latchkey::people;
use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::user::UsernameKey;
use latchkey::secret::Digest;

use crate::people::{SETUP, setup_link};
use crate::support::browser::Page;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const LISTED: &str = "is on lists of stolen passwords";
const PERSONAL: &str = "nothing to do with your name, your email address or this site";
const PATTERN: &str = "only repeats a few characters or follows their order";

/// Passwords that nobody gets, whoever they are, and why.
const REFUSED: [(&str, &str); 7] = [
    ("short", "at least 12 characters"),
    ("password1234", LISTED),
    ("PassWord1234", LISTED),
    ("\u{ff50}assword1234", LISTED),
    ("1qaz2wsx3edc", LISTED),
    ("abcdefghijklmnop", PATTERN),
    ("Latchkey-2026", PERSONAL),
];

async fn link_of(provider: &TestProvider, username: &str) -> String {
    let store = &provider.provider.store;
    let sub = store.user_named(&UsernameKey::of(username)).await.unwrap().unwrap().sub;
    let expires_at = provider.provider.now().after(Duration::from_secs(3600));
    store.add_invitation(&Digest::of("invite"), &Invitation::Invite { sub }, expires_at, Timestamp(0)).await.unwrap();
    provider.url("/invite?t=invite")
}

/// A page on which ada chooses a password.
async fn invited(change: impl FnOnce(&mut Settings)) -> (TestProvider, Browser, Page) {
    let provider = Builder::new()
        .settings(|settings| {
            settings.users[0].password_hash = None;
            change(settings);
        })
        .start();
    let link = link_of(&provider, "ada").await;
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    assert_eq!(page.status, 200, "{}", page.body);
    (provider, browser, page)
}

/// Sends the page with each of these, which are all refused beside the field, and nothing is set.
async fn refuses(browser: &Browser, page: &Page, field: &str, refused: &[(&str, &str)]) {
    for (password, why) in refused {
        let answer = browser.submit(page, &[("current_password", SETUP[3].1), (field, password)]).await;
        assert_eq!(answer.status, 422, "{password}: {}", answer.body);
        assert!(
            answer.body.contains(why) && answer.body.contains(&format!("id=\"{field}-wrong\"")),
            "{password}: {}",
            answer.body
        );
        assert!(!answer.body.contains(&format!("value=\"{password}\"")));
    }
}

#[actix_web::test]
async fn the_first_account_and_a_change_of_its_password_are_held_to_the_rules() {
    let provider = Builder::new().settings(|settings| settings.users.clear()).start();
    let browser = Browser::new();
    let page = browser.visit(&setup_link(&provider).await).await;
    let mine = [("Grace.Example", PERSONAL), ("grace@example.com", PERSONAL), ("Example19061209", PERSONAL)];
    for (password, why) in REFUSED.iter().chain(&mine) {
        let answer = browser.submit(&page, &[&SETUP[..3], &[("password", password)]].concat()).await;
        assert!(answer.status == 422 && answer.body.contains(why), "{password}: {}", answer.body);
    }
    let account = browser.submit(&page, &SETUP).await;
    assert_eq!(account.status, 200, "{}", account.body);
    let form = account.body.split("action=\"").find(|form| form.contains("name=\"new_password\"")).unwrap();
    let csrf = crate::support::browser::hidden_in(form).into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    for (new, why) in REFUSED.iter().chain(&mine) {
        let fields = [("csrf", csrf.as_str()), ("current_password", SETUP[3].1), ("new_password", new)];
        let answer = browser.post(&provider.url("/account/password"), &fields).await;
        assert!(answer.status == 422 && answer.body.contains(why), "{new}: {}", answer.body);
    }
}

#[actix_web::test]
async fn an_invitation_is_held_to_the_rules() {
    let (_provider, browser, page) = invited(|_| {}).await;
    refuses(&browser, &page, "password", &REFUSED).await;
    refuses(&browser, &page, "password", &[("ada-example-1815", PERSONAL), ("Ada@Example.Com", PERSONAL)]).await;
    assert_eq!(browser.submit(&page, &[("password", "nine brave ravens")]).await.status, 200);
}

#[actix_web::test]
async fn an_account_of_ones_own_is_held_to_the_rules() {
    let provider = Builder::new().settings(|settings| settings.login.sign_up.rule = SignUp::Invite).start();
    let live = provider.provider.live().clone();
    let with = (&live.settings.server.issuer, &live.settings.login.sign_up);
    let store = provider.provider.store.as_ref();
    let made = people::sign_up_link(store, with, (1, 7), provider.provider.now()).await.unwrap().unwrap();
    let browser = Browser::new();
    let page = browser.visit(made.0.expose()).await;
    let who = [("username", "grace"), ("name", "Grace Hopper"), ("email", "rear.admiral@navy.example")];
    let mine = [("grace hopper 1906", PERSONAL), ("rear_admiral_navy", PERSONAL)];
    for (password, why) in REFUSED.iter().chain(&mine) {
        let answer = browser.submit(&page, &[&who[..], &[("password", password)]].concat()).await;
        assert!(answer.status == 422 && answer.body.contains(why), "{password}: {}", answer.body);
    }
    assert_eq!(browser.submit(&page, &[&who[..], &[("password", "nine brave ravens")]].concat()).await.status, 200);
}

#[actix_web::test]
async fn without_the_list_a_listed_password_is_taken_and_a_pattern_is_not() {
    let (_provider, browser, page) = invited(|settings| settings.login.password.blocklist = Blocklist::Off).await;
    refuses(&browser, &page, "password", &[("abcdefghijklmnop", PATTERN), ("ada-example-1815", PERSONAL)]).await;
    assert_eq!(browser.submit(&page, &[("password", "password1234")]).await.status, 200);
}

#[actix_web::test]
async fn words_that_the_operator_lists_make_no_password_and_may_be_part_of_one() {
    let words = || {
        vec![
            "Flying Teapot".to_owned(),
            "widget".to_owned(),
            "\u{ff57}\u{ff49}\u{ff44}\u{ff47}\u{ff45}\u{ff54}o".to_owned(),
        ]
    };
    let (provider, browser, page) = invited(|settings| settings.login.password.blocked_words = words()).await;
    let why = "words that are not allowed in passwords here";
    let refused =
        [("widget widget!", why), ("FLYING TEAPOT 7", why), ("Widget-ada-2026", why), ("widgeto-widgeto", why)];
    refuses(&browser, &page, "password", &refused).await;
    assert_eq!(browser.submit(&page, &[("password", "a widget among ravens")]).await.status, 200);
    drop(provider);
}

#[actix_web::test]
async fn a_password_that_is_there_works_however_easy_it_is() {
    let (listed, cost) = ("password1234", Builder::new().start().provider.live().settings.login.argon2);
    let provider = Builder::new().settings(|settings| settings.users[0].password_hash = hash_now(cost, listed)).start();
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/login")).await;
    let account = browser.submit(&page, &[("username", "ada"), ("password", listed)]).await;
    assert!(account.status == 200 && account.body.contains("id=\"logout\""), "{}", account.body);
}

#[actix_web::test]
async fn a_password_is_the_same_however_its_letters_are_composed() {
    let (composed, decomposed) = ("neun m\u{fc}de Fl\u{fc}sse", "neun mu\u{308}de Flu\u{308}sse");
    for (chosen, entered) in [(decomposed, composed), (composed, decomposed), (decomposed, decomposed)] {
        let (provider, browser, page) = invited(|_| {}).await;
        assert_eq!(browser.submit(&page, &[("password", chosen)]).await.status, 200);
        let elsewhere = Browser::new();
        let login = elsewhere.visit(&provider.url("/login")).await;
        let account = elsewhere.submit(&login, &[("username", "ada"), ("password", entered)]).await;
        assert!(account.status == 200 && account.body.contains("id=\"logout\""), "{}", account.body);
    }
    // Eleven characters are no twelve because their marks stand alone.
    let (_provider, browser, page) = invited(|_| {}).await;
    assert_eq!(browser.submit(&page, &[("password", "mu\u{308}de Flu\u{308}sse")]).await.status, 422);
}

#[actix_web::test]
async fn the_meter_is_hidden_until_its_script_runs_and_knows_what_is_known_of_the_person() {
    let (provider, _, page) = invited(|settings| settings.branding.name = "Example \"Home\"".into()).await;
    let meter = page.body.split("data-strength=\"password\" hidden").nth(1).unwrap();
    for word in ["ada", "example", "home"] {
        let known = meter.split("data-known=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(known.split(' ').any(|known| known == word), "{word}: {known}");
    }
    assert!(page.body.contains("/static/password.js\" defer"));
    let script = Browser::new().get(&provider.url("/static/password.js")).await;
    assert_eq!(script.status, 200);
    let login = RelyingParty::of(&provider, "app").authorize(&Browser::new(), &[]).await;
    assert!(!login.body.contains("password.js"), "only where a password is chosen: {}", login.body);
}
