//! Whose form it is (SEC-45, rows 46 and 50): the token proves it, and what the browser says of itself must not speak
//! against it. Browsers without fetch metadata (Safari before 16.4) say `Origin: null`, or nothing.

use latchkey::protocol::client::ConsentMode;

use super::links;
use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// Sends the page's form with these headers.
async fn send(browser: &Browser, page: &Page, filled: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
    let mut fields = page.hidden_fields();
    fields.retain(|(known, _)| filled.iter().all(|(name, _)| known != name));
    fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let mut request = browser.http.post(page.form_action()).form(&fields);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Page::read(request.send().await.unwrap()).await
}

/// What browsers say of a form of our own page.
const OWN: [&[(&str, &str)]; 5] = [
    &[("origin", "null")],
    &[("origin", "null"), ("sec-fetch-site", "same-origin")],
    &[],
    &[("sec-fetch-site", "same-origin")],
    &[("sec-fetch-site", "none")],
];
/// What they say of another's.
const FOREIGN: [&[(&str, &str)]; 6] = [
    &[("origin", "https://evil.example")],
    &[("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")],
    &[("origin", "null"), ("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("origin", "http://localhost:1")],
];

/// A page with a form, as a browser came to it, and what to fill in.
type Form = (Browser, Page, Vec<(&'static str, &'static str)>);

const FORMS: [&str; 8] = ["login", "login for an app", "consent", "select", "sign out", "account", "setup", "invite"];

/// A fresh one of each kind.
async fn form(provider: &TestProvider, what: &str) -> Form {
    let (app, browser) = (RelyingParty::new(provider), Browser::new());
    let ada = vec![("username", "ada"), ("password", PASSWORD)];
    let new = "seven calm herons";
    match what {
        "login" => {
            let page = browser.visit(&provider.url("/login")).await;
            (browser, page, ada)
        }
        "login for an app" => {
            let page = app.authorize(&browser, &[]).await;
            (browser, page, ada)
        }
        "consent" => {
            let page = app.sign_in(&browser, &[]).await;
            (browser, page, vec![("decision", "allow")])
        }
        "select" => {
            app.sign_in(&browser, &[]).await;
            let page = app.authorize(&browser, &[("prompt", "select_account")]).await;
            (browser, page, vec![("account", "other")])
        }
        "sign out" => {
            app.sign_in(&browser, &[]).await;
            let page = browser.visit(&provider.url("/end-session")).await;
            (browser, page, vec![("decision", "yes")])
        }
        "account" => {
            app.sign_in(&browser, &[]).await;
            let page = browser.visit(&provider.url("/")).await;
            let csrf = page.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
            let action = provider.url("/account/sessions/end-others");
            let body =
                format!("<main><form action=\"{action}\"><input type=\"hidden\" name=\"csrf\" value=\"{csrf}\">");
            (browser, Page { body, ..page }, Vec::new())
        }
        "setup" => {
            let page = browser.visit(&provider.url("/setup?t=setup")).await;
            let grace = [("name", "Grace"), ("username", "grace"), ("email", "g@example.com"), ("password", new)];
            (browser, page, grace.to_vec())
        }
        _ => {
            let page = browser.visit(&provider.url("/invite?t=invite")).await;
            (browser, page, vec![("password", new)])
        }
    }
}

fn provider() -> TestProvider {
    Builder::new()
        .app(|client| client.consent = ConsentMode::Always)
        // Nobody administers it, and passwords are the database's to change.
        .settings(|settings| settings.users.iter_mut().for_each(|user| user.is_admin = false))
        .start()
}

#[actix_web::test]
async fn a_form_with_its_own_token_is_heard_whatever_an_old_browser_leaves_out() {
    for headers in OWN {
        let provider = provider();
        links(&provider).await;
        for what in FORMS {
            let (browser, page, filled) = form(&provider, what).await;
            let answer = send(&browser, &page, &filled, headers).await;
            assert_eq!(answer.status, 303, "{what} {headers:?}: {}", answer.body);
            assert!(!answer.raw_location().unwrap().starts_with("/login?again"), "{what}");
        }
    }
    let provider = provider();
    links(&provider).await;
    for what in FORMS {
        let (browser, page, filled) = form(&provider, what).await;
        let own = [("origin", provider.issuer.as_str())];
        assert_eq!(send(&browser, &page, &filled, &own).await.status, 303, "{what}");
    }
}

#[actix_web::test]
async fn a_form_of_another_site_or_without_its_token_does_nothing_and_says_so() {
    let provider = provider();
    links(&provider).await;
    for what in FORMS {
        let (browser, page, filled) = form(&provider, what).await;
        let refused = |answer: &Page, words: &str, why: &str| {
            let asks_again = what == "sign out" && answer.status == 200 && answer.body.contains("id=\"logout-yes\"");
            assert!(answer.status == 403 || asks_again, "{what} {why}: {} {}", answer.status, answer.body);
            assert!(answer.body.contains(words), "{what} {why}: {}", answer.body);
            assert!(!answer.body.contains("open for a while") || words.contains("open for a while"), "{what} {why}");
        };
        for headers in FOREIGN {
            let answer = send(&browser, &page, &filled, headers).await;
            refused(&answer, "was sent by another website", &format!("{headers:?}"));
        }
        let others = form(&provider, what).await.1.hidden_fields();
        let others = others.into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        for token in ["", "x", "x.y", &others] {
            for headers in [&[][..], &[("origin", "null")]] {
                let filled: Vec<_> = filled.iter().copied().chain([("csrf", token)]).collect();
                let answer = send(&browser, &page, &filled, headers).await;
                refused(&answer, "did not come from an open page of this site", &format!("with {token}"));
            }
        }
        let answer = send(&browser, &page, &filled, &[("origin", "null")]).await;
        assert_eq!(answer.status, 303, "{what} still works: {}", answer.body);
    }
}

/// What is said of a page is what happened to it.
#[actix_web::test]
async fn a_page_of_another_login_and_a_missing_cookie_are_told_apart() {
    let provider = provider();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let consent = app.sign_in(&browser, &[]).await;
    let sign_out = browser.visit(&provider.url("/end-session")).await;
    browser.submit(&sign_out, &[("decision", "yes")]).await;
    app.sign_in(&browser, &[]).await;
    let outdated = browser.submit(&consent, &[("decision", "allow")]).await;
    assert_eq!((outdated.status.as_u16(), outdated.raw_location()), (403, None));
    assert!(outdated.body.contains("had been open for a while"), "{}", outdated.body);
    let link = outdated.body.split("href=\"").find(|link| link.starts_with("&#x2F;consent?")).expect("the page anew");
    let link = link.split('"').next().unwrap().replace("&#x2F;", "/");
    let anew = browser.visit(&provider.url(&link)).await;
    assert!(browser.submit(&anew, &[("decision", "allow")]).await.answer().contains_key("code"));

    let fresh = Browser::new();
    let login = fresh.visit(&provider.url("/login")).await;
    let without = send(&Browser::new(), &login, &[("username", "ada"), ("password", PASSWORD)], &[]).await;
    assert_eq!(without.status, 403);
    assert!(without.body.contains("did not send this site’s cookie") && without.body.contains("id=\"password\""));
    assert!(!without.body.contains("open for a while"), "{}", without.body);

    provider.advance(25 * 3600);
    let late = fresh.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(late.status, 403);
    assert!(late.body.contains("had been open for a while"), "{}", late.body);
    let signed_in = fresh.send_form(&late, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(signed_in.raw_location(), Some("/"));
}

/// Two tabs with a sign-in page each: signing in in one leaves the other as it is, and each leads to its own app.
#[actix_web::test]
async fn a_second_tab_signs_in_and_leads_on_to_its_own_app() {
    let provider = TestProvider::new();
    let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
    for headers in [&[][..], &[("origin", "null")]] {
        for username in ["ada", "ben"] {
            let browser = Browser::new();
            let tabs = [app.authorize(&browser, &[]).await, other.authorize(&browser, &[]).await];
            let account = browser.visit(&provider.url("/login")).await;
            let [first, second] = tabs;
            let ada = [("username", "ada"), ("password", PASSWORD)];
            let back = send(&browser, &first, &ada, headers).await;
            assert!(back.raw_location().unwrap().starts_with("https://app.example/cb?code="), "{}", back.body);
            let back = send(&browser, &second, &[("username", username), ("password", PASSWORD)], headers).await;
            assert!(back.raw_location().unwrap().starts_with("https://other.example/cb?code="), "{}", back.body);
            let home = send(&browser, &account, &ada, headers).await;
            assert_eq!(home.raw_location(), Some("/"), "{}", home.body);
        }
    }
}

/// A tab whose sign-in page is loaded again after the other signed in goes straight on.
#[actix_web::test]
async fn a_second_tab_that_is_loaded_again_needs_no_password() {
    let provider = TestProvider::new();
    let (app, other, browser) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"), Browser::new());
    let second = other.authorize(&browser, &[]).await;
    app.sign_in(&browser, &[]).await;
    let back = browser.get(&second.url).await;
    assert!(back.raw_location().unwrap().starts_with("https://other.example/cb?code="), "{}", back.body);
}

/// `no-referrer` makes browsers send `Origin: null` with our own forms.
#[actix_web::test]
async fn every_answer_says_referrer_policy_same_origin() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    for path in ["/", "/login", "/end-session", "/nothing", "/authorize", "/jwks", "/static/latchkey.css", "/readyz"] {
        assert_eq!(browser.get(&provider.url(path)).await.header("referrer-policy"), "same-origin", "{path}");
    }
}
