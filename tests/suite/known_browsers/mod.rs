//! Browsers that are known for people: the cookie, the mail about a new sign-in, and tries of their own (SEC-58). What a
//! remembered second factor spares is in `second_factors/remembered.rs`.

mod guessing;
mod new_sign_ins;

use latchkey::protocol::factors::WaysIn;
use latchkey::protocol::user::{Subject, User, UsernameKey};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::support::browser::{Page, attribute};
use crate::support::provider::PASSWORD;
use crate::support::{Browser, RelyingParty, TestProvider};

async fn person(provider: &TestProvider, username: &str) -> User {
    provider.provider.store.user_named(&UsernameKey::of(username)).await.unwrap().unwrap()
}

/// The token list that a browser keeps.
fn known(provider: &TestProvider, browser: &Browser) -> Vec<String> {
    let cookie = browser.cookie(&provider.issuer, &provider.cookie("lk_known")).unwrap_or_default();
    cookie.split('.').filter(|token| !token.is_empty()).map(str::to_owned).collect()
}

/// How many browsers are known for that person.
async fn count(provider: &TestProvider, sub: &Subject) -> usize {
    provider.provider.store.browsers_of(sub, provider.provider.now()).await.unwrap().len()
}

async fn sign_out(provider: &TestProvider, browser: &Browser) {
    let asked = browser.visit(&provider.url("/end-session")).await;
    browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(!is_account(&browser.visit(&provider.url("/")).await));
}

/// Signs somebody in on the account page; whatever comes.
async fn sign_in(provider: &TestProvider, browser: &Browser, username: &str, password: &str) -> Page {
    let page = browser.visit(&provider.url("/login")).await;
    browser.submit(&page, &[("username", username), ("password", password)]).await
}

fn is_account(page: &Page) -> bool {
    page.body.contains("id=\"logout\"")
}

#[actix_web::test]
async fn a_completed_sign_in_makes_the_browser_known_by_a_cookie_that_signs_nobody_in() {
    let provider = TestProvider::new();
    let (ada, browser) = (person(&provider, "ada").await, Browser::new());
    let page = browser.visit(&provider.url("/login")).await;
    assert!(known(&provider, &browser).is_empty());
    let wrong = browser.send_form(&page, &[("username", "ada"), ("password", "wrong")]).await;
    assert!(wrong.status == 401 && known(&provider, &browser).is_empty(), "a wrong password makes nothing known");
    let answer = browser.send_form(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    let name = provider.cookie("lk_known");
    let set = answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let set: Vec<&str> = set.filter(|cookie| cookie.starts_with(&name)).collect();
    let [cookie] = set[..] else { panic!("{set:?}") };
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let tokens = known(&provider, &browser);
    assert!(tokens.len() == 1 && tokens[0].len() == 43, "{tokens:?}");
    assert_eq!(count(&provider, &ada.sub).await, 1);
    let rows = provider.provider.store.browsers_of(&ada.sub, provider.provider.now()).await.unwrap();
    assert_ne!(rows[0].digest.text(), tokens[0], "what rests is a digest");

    // It stays at a sign-out, is the same at the next sign-in, and alone is no login.
    sign_out(&provider, &browser).await;
    assert_eq!(known(&provider, &browser), tokens);
    assert!(is_account(&sign_in(&provider, &browser, "ada", PASSWORD).await));
    assert_eq!((known(&provider, &browser), count(&provider, &ada.sub).await), (tokens.clone(), 1));
    let thief = Browser::new();
    thief.keep(&provider.issuer, &format!("{name}={}", tokens[0]));
    assert!(!is_account(&thief.visit(&provider.url("/")).await));
    let silent = RelyingParty::new(&provider).authorize(&thief, &[("prompt", "none")]).await;
    assert_eq!(silent.answer()["error"], "login_required");
}

#[actix_web::test]
async fn neither_a_second_factor_that_is_due_nor_a_frame_nor_a_silent_answer_sets_it() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let (phone, _) = crate::second_factors::set_up_totp(&provider, &browser).await;
    let tokens = known(&provider, &browser);
    let silent = RelyingParty::new(&provider).authorize(&browser, &[("prompt", "none")]).await;
    assert!(silent.answer().contains_key("code") && silent.headers.get("set-cookie").is_none());
    assert_eq!(known(&provider, &browser), tokens);

    let half = Browser::new();
    let page = RelyingParty::new(&provider).sign_in(&half, &[]).await;
    assert!(page.body.contains("id=\"confirm\"") && known(&provider, &half).is_empty(), "halfway is not enough");
    drop(phone);

    let header = (HeaderName::from_static("sec-fetch-dest"), HeaderValue::from_static("iframe"));
    let page = Browser::new();
    let login = page.visit(&provider.url("/login")).await;
    let framed = Browser { http: page.http.clone(), jar: page.jar.clone() };
    let fields: Vec<(String, String)> = login.hidden_fields();
    let request = framed.http.post(login.form_action()).headers(HeaderMap::from_iter([header]));
    let filled = [("username".to_owned(), "ben".to_owned()), ("password".to_owned(), PASSWORD.to_owned())];
    let sent: Vec<(String, String)> = fields.into_iter().chain(filled).collect();
    let answer = Page::read(request.form(&sent).send().await.unwrap()).await;
    assert!(answer.headers.get("set-cookie").is_none(), "{:?}", answer.headers);
}

#[actix_web::test]
async fn several_people_share_a_browser_and_the_one_of_longest_ago_is_dropped() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let names = ["p0", "p1", "p2", "p3", "p4", "p5"];
    let ada = person(&provider, "ada").await;
    for name in names {
        let user = User { sub: Subject::new(name), username: name.into(), email: None, ..ada.clone() };
        provider.provider.store.add_user(&user).await.unwrap();
    }
    let mut first = Vec::new();
    for name in names {
        assert!(is_account(&sign_in(&provider, &browser, name, PASSWORD).await), "{name}");
        first.push(known(&provider, &browser)[0].clone());
        sign_out(&provider, &browser).await;
    }
    let tokens = known(&provider, &browser);
    let newest_first: Vec<String> = first.iter().skip(1).rev().cloned().collect();
    assert_eq!(tokens, newest_first, "five, and p0 is dropped");
    sign_in(&provider, &browser, "p2", PASSWORD).await;
    assert_eq!(known(&provider, &browser)[0], first[2], "each keeps their own");
    let all: std::collections::BTreeSet<&String> = first.iter().collect();
    assert_eq!(all.len(), 6);
}

#[actix_web::test]
async fn a_browser_is_forgotten_after_a_year_and_where_its_person_may_have_been_somebody_else() {
    let mut provider = TestProvider::new();
    let store = provider.provider.store.clone();
    let ada = person(&provider, "ada").await;
    let (here, other) = (Browser::new(), Browser::new());
    for browser in [&here, &other] {
        sign_in(&provider, browser, "ada", PASSWORD).await;
    }
    assert_eq!(count(&provider, &ada.sub).await, 2);
    // "Sign out everywhere else" leaves this one.
    let account = here.visit(&provider.url("/")).await;
    let csrf = account.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    here.post(&provider.url("/account/sessions/end-others"), &[("csrf", csrf)]).await;
    assert_eq!(count(&provider, &ada.sub).await, 1);
    let kept = store.browsers_of(&ada.sub, provider.provider.now()).await.unwrap();
    assert_eq!(kept[0].digest, latchkey::secret::Digest::of(&known(&provider, &here)[0]));
    // Another sign-in there is one in a new browser.
    let was = known(&provider, &other);
    sign_in(&provider, &other, "ada", PASSWORD).await;
    assert_ne!(known(&provider, &other), was);
    assert_eq!(known(&provider, &other).len(), 1, "what is forgotten makes room");

    store.set_locked(&ada.sub, true, provider.provider.now()).await.unwrap();
    assert_eq!(count(&provider, &ada.sub).await, 0, "locked");
    store.set_locked(&ada.sub, false, provider.provider.now()).await.unwrap();
    sign_in(&provider, &here, "ada", PASSWORD).await;
    crate::second_factors::set_up_totp(&provider, &here).await;
    assert_eq!(count(&provider, &ada.sub).await, 1);
    store.reset_factors(&ada.sub, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    assert_eq!(count(&provider, &ada.sub).await, 0, "its factors were reset");

    sign_in(&provider, &here, "ada", PASSWORD).await;
    provider.advance(365 * 24 * 60 * 60 - 1);
    assert_eq!(count(&provider, &ada.sub).await, 1);
    provider.advance(1);
    assert_eq!(count(&provider, &ada.sub).await, 0, "unused for a year");
    provider.reload(|_| {});
}

/// Signing out a device that somebody lost takes along what was known of it.
#[actix_web::test]
async fn a_device_that_is_signed_out_is_not_known_any_more() {
    let provider = TestProvider::new();
    let ada = person(&provider, "ada").await;
    let agent = |text| Browser::sending(HeaderMap::from_iter([(HeaderName::from_static("user-agent"), text)]));
    let firefox =
        agent(HeaderValue::from_static("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"));
    let here = Browser::new();
    for browser in [&firefox, &here] {
        sign_in(&provider, browser, "ada", PASSWORD).await;
    }
    let account = here.visit(&provider.url("/")).await;
    let form = account.body.split("<form").find(|form| form.contains("value=\"Firefox on Linux\"")).unwrap();
    let csrf = attribute(form.split("name=\"csrf\"").nth(1).unwrap(), "value").unwrap();
    here.post(&provider.url("/account/sessions/end"), &[("csrf", &csrf), ("device", "Firefox on Linux")]).await;
    let left = provider.provider.store.browsers_of(&ada.sub, provider.provider.now()).await.unwrap();
    assert_eq!(left.len(), 1);
    assert!(!left[0].user_agent.contains("Firefox"));
}
