//! The apps of a login on the account page: which of them are lines of the picture and rows, and what ends with one of them.

use std::time::Duration;

use latchkey::config::settings::Settings;
use latchkey::protocol::audit::What;
use latchkey::store::audit::Wanted;
use serde_json::Value;

use crate::second_factors::send_form_with;
use crate::support::browser::{Page, attribute};
use crate::support::provider::PASSWORD;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

const OFFLINE: (&str, &str) = ("scope", "openid offline_access");
const FORM: &str = "/account/sessions/end-app";

/// A provider whose client `app` is told of ends by this server.
fn telling(receiver: &Receiver) -> TestProvider {
    let uri = receiver.url("/backchannel");
    Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).start()
}

async fn sign_in(provider: &TestProvider, username: &str, browser: &Browser) -> Value {
    let app = RelyingParty::new(provider);
    let back = app.sign_in_as(username, browser, &[OFFLINE]).await;
    app.redeem(&back.answer()["code"]).await.json()
}

/// Signs in to the other app, in a browser where somebody is signed in.
async fn sign_in_to_other(provider: &TestProvider, browser: &Browser) -> Value {
    let other = RelyingParty::of(provider, "other");
    let back = other.authorize(browser, &[OFFLINE]).await;
    other.redeem(&back.answer()["code"]).await.json()
}

async fn account(provider: &TestProvider, browser: &Browser) -> Page {
    let page = browser.visit(&provider.url("/")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

/// The part of the page that tells of this login.
fn part(page: &Page) -> &str {
    let part = page.body.split("<section id=\"this-login\"").nth(1).unwrap_or_else(|| panic!("{}", page.body));
    part.split("</section>").next().unwrap()
}

/// Looks at the page until the part fits.
async fn wait_for(provider: &TestProvider, browser: &Browser, fits: impl Fn(&str) -> bool) -> String {
    for _ in 0..500 {
        let page = account(provider, browser).await;
        if fits(part(&page)) {
            return part(&page).to_owned();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{}", part(&account(provider, browser).await));
}

async fn end(browser: &Browser, page: &Page, client_id: &str) -> Page {
    let sent = send_form_with(browser, page, &format!("name=\"client_id\" value=\"{client_id}\""), &[]).await;
    browser.follow(sent).await
}

fn text<'a>(answer: &'a Value, name: &str) -> &'a str {
    answer[name].as_str().unwrap_or_else(|| panic!("no {name}: {answer}"))
}

async fn recorded(provider: &TestProvider) -> usize {
    let wanted = Wanted { event: Some(What::AppSignOut.as_str().to_owned()), limit: 100, ..Wanted::default() };
    provider.provider.store.records(&wanted).await.unwrap().len()
}

#[actix_web::test]
async fn an_app_that_was_used_from_here_is_a_line_of_the_picture_and_a_row() {
    let provider = TestProvider::new();
    let (here, elsewhere) = (Browser::new(), Browser::new());
    sign_in(&provider, "ada", &here).await;
    sign_in(&provider, "ada", &elsewhere).await;
    sign_in_to_other(&provider, &elsewhere).await;
    let page = account(&provider, &here).await;
    let one = part(&page);
    for words in [
        "<a class=\"signed-in\" href=\"#app-1\"><title>The app: Signed in</title>",
        "stroke-width=\"6\"",
        "<li id=\"app-1\">",
        "cannot be told to sign you out",
        "may sign you in again without asking",
    ] {
        assert!(one.contains(words), "{words}: {one}");
    }
    assert!(!one.contains("The other"), "that is another login: {one}");
    let page = account(&provider, &elsewhere).await;
    let two = part(&page);
    assert_eq!((two.matches("<line ").count(), two.matches("<li id=").count()), (2, 2), "{two}");
    assert!(!two.contains(" style="), "{two}");
}

#[actix_web::test]
async fn an_app_that_was_used_long_ago_has_a_thin_line_until_it_refreshes() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let tokens = sign_in(&provider, "ada", &browser).await;
    provider.advance(2 * 60 * 60);
    assert!(part(&account(&provider, &browser).await).contains("stroke-width=\"4\""));
    assert_eq!(RelyingParty::new(&provider).refresh(text(&tokens, "refresh_token")).await.status, 200);
    assert!(part(&account(&provider, &browser).await).contains("stroke-width=\"6\""));
}

#[actix_web::test]
async fn one_app_that_is_ended_is_told_and_the_other_and_the_login_go_on() {
    let receiver = Receiver::answering(&[200]);
    let provider = telling(&receiver);
    let browser = Browser::new();
    let (one, two) = (sign_in(&provider, "ada", &browser).await, sign_in_to_other(&provider, &browser).await);
    let done = end(&browser, &account(&provider, &browser).await, "app").await;
    assert!(done.body.contains("The sign-in to that app from here has ended."), "{}", done.body);

    let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
    assert_eq!(app.userinfo(text(&one, "access_token")).await.status, 401);
    assert_eq!(app.refresh(text(&one, "refresh_token")).await.json()["error"], "invalid_grant");
    assert_eq!(other.userinfo(text(&two, "access_token")).await.status, 200);
    assert_eq!(other.refresh(text(&two, "refresh_token")).await.status, 200);
    let told = decode(&receiver.logout_token().await).1;
    let known = decode(text(&one, "id_token")).1;
    assert_eq!((&told["sub"], &told["sid"]), (&known["sub"], &known["sid"]));

    // A moment longer it is there, with how long its server took.
    let left = wait_for(&provider, &browser, |part| part.contains("<a class=\"signed-out\"")).await;
    for words in ["The app: Signed out. (", "class=\"told\" data-state=\"done\"", "<text class=\"took\"", " ms</text>"]
    {
        assert!(left.contains(words), "{words}: {left}");
    }
    assert!(left.matches(FORM).count() == 1, "only the other can be ended: {left}");
    provider.advance(60);
    let page = account(&provider, &browser).await;
    let left = part(&page);
    assert!(left.matches("<li id=").count() == 1 && left.contains("class=\"signed-in\""), "{left}");
    assert!(left.contains("The other") && !left.contains(" ms"), "{left}");
    assert_eq!((recorded(&provider).await, receiver.requests().len()), (1, 1));

    // Nothing keeps the person from it: it has what it needs as soon as it asks.
    assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"));
}

#[actix_web::test]
async fn an_app_whose_server_does_not_hear_of_it_stays_on_the_page() {
    for (status, class, words) in
        [(503, "signing-out", "Did not answer, still trying."), (400, "unreachable", "Could not be reached.")]
    {
        let receiver = Receiver::answering(&[status]);
        let provider = telling(&receiver);
        let browser = Browser::new();
        sign_in(&provider, "ada", &browser).await;
        end(&browser, &account(&provider, &browser).await, "app").await;
        let told = wait_for(&provider, &browser, |part| part.contains(words)).await;
        assert!(told.contains(&format!("<a class=\"{class}\"")), "{told}");
        assert!(told.contains(" ms)</title>") && told.contains(" ms</text>"), "how long it took: {told}");
        assert!(!told.contains(FORM), "it is ended once: {told}");
        // Who signs in again is signed in.
        let back = RelyingParty::new(&provider).authorize(&browser, &[OFFLINE]).await;
        RelyingParty::new(&provider).redeem(&back.answer()["code"]).await;
        assert!(part(&account(&provider, &browser).await).contains("<a class=\"signed-in\""));
    }
}

#[actix_web::test]
async fn the_form_counts_from_the_page_and_for_the_login_of_this_browser_alone() {
    let provider = TestProvider::new();
    let (here, elsewhere, bens) = (Browser::new(), Browser::new(), Browser::new());
    let own = sign_in(&provider, "ada", &here).await;
    let others = [sign_in(&provider, "ada", &elsewhere).await, sign_in(&provider, "ben", &bens).await];
    let app = RelyingParty::new(&provider);

    let forged = here.post(&provider.url(FORM), &[("client_id", "app"), ("csrf", "x")]).await;
    assert_eq!(forged.status, 403, "{}", forged.body);
    let page = account(&provider, &here).await;
    let form = page.body.split("<form").find(|form| form.contains("end-app")).unwrap();
    let csrf = attribute(form.split("<input").nth(1).unwrap(), "value").unwrap();
    for made_up in ["nobody", "", "other"] {
        here.post(&provider.url(FORM), &[("client_id", made_up), ("csrf", &csrf)]).await;
    }
    here.post(&provider.url(FORM), &[("csrf", &csrf)]).await;
    assert_eq!(recorded(&provider).await, 0);
    assert_eq!(provider.by_hand().count("revocations"), 0, "nothing is written for names that somebody made up");
    assert_eq!(app.userinfo(text(&own, "access_token")).await.status, 200);

    // Whatever else the form says, it is this login.
    let ids = ["sub", "session", "session_id", "sid"];
    let mut fields = vec![("client_id", "app"), ("csrf", csrf.as_str())];
    let sid = decode(text(&others[1], "id_token")).1["sid"].as_str().unwrap().to_owned();
    fields.extend(ids.map(|name| (name, sid.as_str())));
    here.post(&provider.url(FORM), &fields).await;
    assert_eq!(recorded(&provider).await, 1);
    assert_eq!(app.userinfo(text(&own, "access_token")).await.status, 401);
    for other in &others {
        assert_eq!(app.userinfo(text(other, "access_token")).await.status, 200);
        assert_eq!(app.refresh(text(other, "refresh_token")).await.status, 200);
    }
}

/// The script asks for the mark every few seconds, and draws anew when it is another.
#[actix_web::test]
async fn a_page_that_is_open_is_told_when_its_picture_is_out_of_date() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    sign_in(&provider, "ada", &browser).await;
    let mark = async || {
        let news = browser.get(&provider.url("/account/requests/waiting")).await.json();
        news["apps"].as_str().unwrap().to_owned()
    };
    let page = account(&provider, &browser).await;
    let first = mark().await;
    assert!(part(&page).contains(&format!("data-apps=\"{first}\"")), "{}", part(&page));
    assert_eq!(mark().await, first);
    sign_in_to_other(&provider, &browser).await;
    let second = mark().await;
    assert_ne!(second, first);
    end(&browser, &account(&provider, &browser).await, "other").await;
    assert_ne!(mark().await, second);
    // The page of requests has no picture, and says so.
    let news = browser.get(&provider.url("/account/requests/waiting?apps=0")).await.json();
    assert!(news["apps"].is_null() && news["waiting"] == 0, "{news}");
}

/// Reads a stream until it tells another mark than `known`.
async fn next_mark(stream: &mut reqwest::Response, known: &str) -> String {
    let mut text = String::new();
    loop {
        let chunk = stream.chunk().await.unwrap().unwrap_or_else(|| panic!("the stream ended: {text}"));
        text.push_str(&String::from_utf8_lossy(&chunk));
        let whole = text.rsplit_once("\n\n").map_or("", |(whole, _)| whole);
        let told = whole.split("\n\n").filter_map(|event| event.strip_prefix("event: apps\ndata: "));
        if let Some(mark) = told.last().filter(|mark| *mark != known) {
            return mark.to_owned();
        }
    }
}

#[actix_web::test]
async fn a_stream_tells_at_once_that_the_picture_is_out_of_date_until_the_login_is_over() {
    let receiver = Receiver::answering(&[200]);
    let provider = telling(&receiver);
    let browser = Browser::new();
    sign_in(&provider, "ada", &browser).await;
    let page = account(&provider, &browser).await;
    assert!(part(&page).contains("data-events=\"/account/this-login/events\""), "{}", part(&page));
    let url = provider.url("/account/this-login/events");
    let mut stream = browser.http.get(&url).send().await.unwrap();
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let first = next_mark(&mut stream, "").await;
    assert!(part(&page).contains(&format!("data-apps=\"{first}\"")), "{first}: {}", part(&page));
    end(&browser, &page, "app").await;
    let second = next_mark(&mut stream, &first).await;
    assert_ne!(second, first);

    provider.advance(400 * 24 * 60 * 60);
    while stream.chunk().await.unwrap().is_some() {}
    assert_eq!(browser.get(&url).await.status, 401, "nobody is signed in any more");
}

#[actix_web::test]
async fn a_stream_is_for_somebody_who_is_signed_in_and_for_as_many_pages_as_an_address_may_have() {
    let few = |settings: &mut Settings| settings.session_management.streams_per_address = 1;
    let provider = Builder::new().settings(few).start_one();
    let browser = Browser::new();
    let url = provider.url("/account/this-login/events");
    assert_eq!(browser.get(&url).await.status, 401);
    sign_in(&provider, "ada", &browser).await;
    assert_eq!(browser.get(&format!("{url}?session=other")).await.status, 400, "it is this login and no other");
    let open = browser.http.get(&url).send().await.unwrap();
    assert_eq!(open.status(), 200);
    let further = browser.get(&url).await;
    assert_eq!((further.status.as_u16(), further.header("retry-after")), (429, "30"));
}

#[actix_web::test]
async fn a_login_that_no_app_was_used_from_invites() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/login")).await;
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let page = account(&provider, &browser).await;
    let part = part(&page);
    assert!(part.contains("You have not signed in to any app from here yet."), "{part}");
    assert!(part.contains("/account/apps\"") && !part.contains("<svg"), "{part}");
}
