//! No answer to a person is blank, and none to a program is a page: whoever refuses, the framework or a middleware.

use std::time::Duration;

use super::wire::{Answer, Outcome, Wire};
use crate::support::browser::Page;
use crate::support::provider::{SECRET, user};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

fn send(provider: &TestProvider, head: &str, body: &str) -> Answer {
    let request = format!("{head}\r\nHost: localhost\r\nConnection: close\r\n\r\n{body}");
    match Wire::to(&provider.issuer).send(request.as_bytes(), false, Duration::from_secs(5)) {
        Outcome::Answer(answer) => answer,
        other => panic!("{head:.80}: {other:?}"),
    }
}

fn assert_page(answer: &Answer, status: u16, what: &str) {
    assert_eq!(answer.status, status, "{what}");
    assert!(answer.header("content-type").starts_with("text/html"), "{what}");
    let id = answer.header("x-request-id");
    assert!(!id.is_empty() && answer.body.contains(id) && answer.body.contains("<h1>"), "{what}: {}", answer.body);
    assert!(!answer.header("content-security-policy").is_empty(), "{what}");
}

fn assert_json(answer: &Answer, status: u16, what: &str) {
    assert_eq!(answer.status, status, "{what}");
    let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{what}: {answer:?}"));
    assert!(body["error"].is_string() && body["error_description"].is_string(), "{what}: {body}");
    assert!(!answer.header("x-request-id").is_empty(), "{what}");
}

#[actix_web::test]
async fn every_refusal_of_a_head_is_a_page_for_people_and_json_for_programs() {
    let provider = TestProvider::new();
    let long = "x".repeat(33_000);
    for path in ["/", "/login", "/authorize", "/end-session", "/nowhere", "/setup", "/static/latchkey.css"] {
        let answer = send(&provider, &format!("GET {path}?a={long} HTTP/1.1\r\nAccept: text/html"), "");
        match path {
            // Who signs out is answered all the same.
            "/end-session" => assert!(answer.status == 200 && answer.body.contains("<h1>"), "{answer:?}"),
            path => assert_page(&answer, 414, path),
        }
        let cookie = format!("GET {path} HTTP/1.1\r\nCookie: {long}; {long}");
        assert_page(&send(&provider, &cookie, ""), 431, path);
    }
    for path in [
        "/token",
        "/par",
        "/device_authorization",
        "/backchannel_authentication",
        "/userinfo",
        "/jwks",
        "/introspect",
        "/revoke",
        "/register",
        "/.well-known/openid-configuration",
    ] {
        assert_json(&send(&provider, &format!("GET {path}?a={long} HTTP/1.1"), ""), 414, path);
        assert_json(&send(&provider, &format!("POST {path} HTTP/1.1\r\nCookie: {long}; {long}"), ""), 431, path);
        assert_json(&send(&provider, &format!("PATCH {path} HTTP/1.1"), ""), 405, path);
    }
    for path in ["/", "/login", "/authorize", "/consent", "/setup", "/static/latchkey.css", "/check-session-iframe"] {
        assert_page(&send(&provider, &format!("PATCH {path} HTTP/1.1"), ""), 405, path);
    }
    for path in ["/nowhere", "/static/nothing", "/login/more", "/%00", "/%ff", "//", "/../x"] {
        assert_page(&send(&provider, &format!("GET {path} HTTP/1.1"), ""), 404, path);
    }
}

#[actix_web::test]
async fn every_refusal_of_a_body_is_a_page_for_people_and_json_for_programs() {
    let provider = TestProvider::new();
    let form = "Content-Type: application/x-www-form-urlencoded";
    let big = "x".repeat(70_000);
    for (path, check) in [("/login", assert_page as fn(&Answer, u16, &str)), ("/token", assert_json)] {
        let post = |headers: &str, body: &str| {
            send(&provider, &format!("POST {path} HTTP/1.1\r\n{headers}\r\nContent-Length: {}", body.len()), body)
        };
        check(&post("Content-Type: text/plain", "x"), 415, path);
        check(&post(&format!("{form}\r\nContent-Encoding: gzip"), "x"), 415, path);
        check(&post(form, &big), 413, path);
        check(&post(form, "a=1&a=2"), 400, path);
    }
}

/// An ID token of a person in many groups comes back as a hint in the address.
#[actix_web::test]
async fn a_hint_of_twenty_kibibytes_is_taken_by_get() {
    let groups: Vec<String> = (0..900).map(|index| format!("group-{index:08}")).collect();
    let provider = Builder::new()
        .settings(|settings| {
            let mut ada = user("ada");
            ada.groups = groups;
            settings.users[0] = ada;
        })
        .start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let tokens = app.tokens(&browser, &[("claims", r#"{"id_token":{"groups":null}}"#)]).await;
    let hint = tokens["id_token"].as_str().unwrap();
    assert!((18_000..31_000).contains(&hint.len()), "{}", hint.len());
    let again = app.authorize(&browser, &[("prompt", "none"), ("id_token_hint", hint)]).await;
    assert!(again.answer().contains_key("code"), "{}", again.body);
    let end = format!("/end-session?id_token_hint={hint}&post_logout_redirect_uri=https://app.example/bye&state=s");
    let ended = browser.visit(&provider.url(&end)).await;
    assert!(ended.status == 200 || ended.status == 303, "{}", ended.status);
    assert!(ended.body.contains("app.example/bye") || ended.raw_location().is_some(), "{}", ended.body);
    let silent = app.authorize(&browser, &[("prompt", "none")]).await;
    assert_eq!(silent.answer()["error"], "login_required");
}

/// The demo app's pages and the framework's own refusals go the same way.
#[actix_web::test]
async fn what_the_framework_refuses_by_itself_has_words_too() {
    let provider = TestProvider::new();
    let http = Browser::new().http;
    for (method, path) in [("TRACE", "/login"), ("PROPFIND", "/"), ("DELETE", "/static/logo.svg")] {
        let request = http.request(method.parse().unwrap(), provider.url(path));
        let page = Page::read(request.send().await.unwrap()).await;
        assert_eq!(page.status, 405, "{method} {path}");
        assert!(page.body.contains("<h1>") && !page.header("allow").is_empty(), "{method} {path}: {}", page.body);
    }
    let request = http.post(provider.url("/introspect")).basic_auth("app", Some(SECRET)).body("x");
    assert_eq!(Page::read(request.send().await.unwrap()).await.json()["error"], "invalid_request");
}

/// SEC-70: a handler that panics, and one that says nothing.
#[actix_web::test]
async fn a_panic_and_a_handler_without_words_have_a_page_and_a_number_too() {
    use actix_web::middleware::from_fn;
    use actix_web::web::{self, Data};
    use actix_web::{App, HttpResponse, test};
    use latchkey::endpoints::request_log;

    let provider = TestProvider::new();
    let panics = || async { if std::hint::black_box(true) { panic!("boom") } else { HttpResponse::Ok().finish() } };
    let app = test::init_service(
        App::new()
            .app_data(Data::from(provider.provider.clone()))
            .route("/login", web::get().to(panics))
            .route("/token", web::get().to(panics))
            .route("/account", web::get().to(|| async { HttpResponse::BadGateway().finish() }))
            .wrap(from_fn(request_log::around)),
    )
    .await;
    for (path, status, is_page) in [("/login", 500, true), ("/token", 500, false), ("/account", 502, true)] {
        let request = test::TestRequest::get().uri(path).insert_header(("host", "localhost")).to_request();
        let response = match test::try_call_service(&app, request).await {
            Ok(response) => response.into_parts().1.map_into_boxed_body(),
            Err(error) => error.as_response_error().error_response(),
        };
        assert_eq!(response.status().as_u16(), status, "{path}");
        let id = response.headers().get("x-request-id").unwrap().to_str().unwrap().to_owned();
        let body = actix_web::body::to_bytes(response.into_body()).await.ok().unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(!body.contains("boom") && !body.is_empty(), "{path}: {body}");
        match is_page {
            true => assert!(body.contains("<h1>") && body.contains(&id), "{path}: {body}"),
            false => assert_eq!(serde_json::from_str::<serde_json::Value>(&body).unwrap()["error"], "server_error"),
        }
    }
}
