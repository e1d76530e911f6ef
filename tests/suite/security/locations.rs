//! I4 as a property: whatever is asked, outside or in a request object, the authorization endpoint redirects to the
//! asked URI if the asking client registered it, or to a page of its own, or not at all.

use std::cell::RefCell;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value};

use super::ways::{self, Signer};
use super::wire::{Outcome, Wire};
use crate::support::provider::PASSWORD;
use crate::support::{Browser, RelyingParty, TestProvider};

const CASES: u32 = 700;

type Soup = Vec<(String, String)>;

/// Names that mean something, and one that does not.
const NAMES: [&str; 18] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "nonce",
    "prompt",
    "max_age",
    "claims",
    "id_token_hint",
    "code_challenge",
    "code_challenge_method",
    "request",
    "request_uri",
    "display",
    "acr_values",
    "unknown",
];

/// Values that lead somewhere, and values that should not.
const VALUES: [&str; 34] = [
    "app",
    "other",
    "nobody",
    "https://app.example/cb",
    "https://other.example/cb",
    "https://evil.example/cb",
    "https://app.example/cb?x=1",
    "https://app.example@evil.example/cb",
    "https://app.example/cb/../x",
    "https://app.example/cb#",
    "https://app.example/cb\r\nx: y",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "code",
    "id_token",
    "id_token token",
    "code id_token token",
    "none",
    "token",
    "query",
    "fragment",
    "form_post",
    "form_post.jwt",
    "openid",
    "openid email offline_access",
    "email",
    "login",
    "consent",
    "select_account",
    "S256",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "{\"userinfo\":{\"email\":null}}",
    "-1",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(&VALUES[..]).prop_map(str::to_owned), 1 => ".{0,12}"]
}

/// Mostly a request that works, changed and with more thrown in.
fn soup() -> impl Strategy<Value = Soup> {
    let usual = ["client_id", "redirect_uri", "response_type", "scope"];
    let usual_values = ["app", "https://app.example/cb", "code", "openid"];
    let kept = prop::collection::vec(prop::option::weighted(0.9, prop::option::weighted(0.2, value())), 4);
    let more = prop::collection::vec((prop::sample::select(&NAMES[..]), value()), 0..5);
    (kept, more).prop_map(move |(kept, more)| {
        let kept = kept.into_iter().zip(usual.into_iter().zip(usual_values)).filter_map(|(kept, (name, usual))| {
            kept.map(|changed| (name.to_owned(), changed.unwrap_or_else(|| usual.to_owned())))
        });
        kept.chain(more.into_iter().map(|(name, value)| (name.to_owned(), value))).collect()
    })
}

fn encode(soup: &Soup) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(soup).finish()
}

fn object(signer: &Signer, provider: &TestProvider, soup: &Soup) -> String {
    let mut claims: Map<String, Value> =
        soup.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect();
    claims.insert("iss".into(), "app".into());
    claims.insert("aud".into(), provider.issuer.clone().into());
    signer.sign(&Value::Object(claims))
}

/// The cookies of a browser in which ada is signed in.
fn signed_in(provider: &TestProvider) -> String {
    actix_web::rt::System::new().block_on(async {
        let (app, browser) = (RelyingParty::new(provider), Browser::new());
        let login = app.authorize(&browser, &[]).await;
        let answer = browser.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
        let cookies = answer.headers.get_all("set-cookie").iter();
        cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
    })
}

/// Whether an answer may go to `location` after these requests: what stands inside goes before what stands outside.
fn is_allowed(location: &str, asked: &[&Soup]) -> bool {
    if location.starts_with('/') && !location.starts_with("//") && !location.starts_with("/\\") {
        return true;
    }
    [("app", "https://app.example/cb"), ("other", "https://other.example/cb")].iter().any(|(client_id, uri)| {
        let named = |name: &str, wanted: &str| {
            asked.iter().any(|soup| soup.iter().any(|(other, value)| other == name && value == wanted))
        };
        let rest = location.strip_prefix(uri);
        rest.is_some_and(|rest| rest.starts_with(['?', '#']))
            && named("client_id", client_id)
            && named("redirect_uri", uri)
    })
}

#[test]
fn any_location_is_the_asked_uri_of_its_client_or_a_path_of_our_own() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let cookie = signed_in(&provider);
    let wire = RefCell::new(Wire::to(&provider.issuer));
    let (redirects, pages) = (RefCell::new(0), RefCell::new(0));
    let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let cases = (soup(), prop::option::of(soup()), any::<bool>(), any::<bool>());
    let checked = TestRunner::new(config).run(&cases, |(outside, inside, by_post, known)| {
        let mut sent = outside.clone();
        sent.extend(inside.iter().map(|soup| ("request".to_owned(), object(&signer, &provider, soup))));
        let encoded = encode(&sent);
        let cookie = if known { format!("Cookie: {cookie}\r\n") } else { String::new() };
        let request = if by_post {
            format!(
                "POST /authorize HTTP/1.1\r\nHost: localhost\r\n{cookie}Content-Type: application/x-www-form-urlencoded\
                 \r\nContent-Length: {}\r\n\r\n{encoded}",
                encoded.len()
            )
        } else {
            format!("GET /authorize?{encoded} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n")
        };
        let outcome = wire.borrow_mut().send(request.as_bytes(), true, Duration::from_secs(20));
        let Outcome::Answer(answer) = outcome else { panic!("{outcome:?} after {request}") };
        prop_assert!(answer.status < 500, "{}: {}", answer.status, request);
        let asked: Vec<&Soup> = inside.iter().chain([&outside]).collect();
        for location in answer.all("location") {
            *redirects.borrow_mut() += usize::from(location.starts_with("https:"));
            prop_assert!(is_allowed(location, &asked), "{location}");
        }
        if answer.body.contains("id=\"form-post\"") {
            let action = answer.body.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
            let action = format!("{}?", action.replace("&#x2F;", "/"));
            prop_assert!(is_allowed(&action, &asked) && !action.starts_with('/'), "{action}");
        } else {
            *pages.borrow_mut() += usize::from(answer.status == 400);
        }
        Ok(())
    });
    checked.unwrap();
    let (redirects, pages) = (redirects.into_inner(), pages.into_inner());
    assert!(redirects > 50 && pages > 50, "the cases are of both kinds: {redirects} answers, {pages} pages");
}
