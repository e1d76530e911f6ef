//! Pushed authorization requests, as the suite's plan of FAPI 2.0 looks at them (RFC 9126): the modules that need nothing
//! else of that profile.

use reqwest::Method;
use serde_json::json;

use super::request_objects::object;
use crate::browser::Browser;
use crate::rp::client::RpClient;
use crate::rp::request::Request;
use crate::run::{Outcome, Run};
use crate::support::browser::Page;

/// Pushes a request, and checks the answer (§2.2).
async fn push(run: &Run<'_>, request: &Request) -> Request {
    let answer = try_to_push(run, &request.client, request).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert!(answer.header("content-type").starts_with("application/json"));
    assert!(answer.header("cache-control").contains("no-store"));
    let answer = answer.json();
    let expires_in = answer["expires_in"].as_u64().expect("expires_in, a number");
    assert!((5..600).contains(&expires_in), "{expires_in}");
    let request_uri = answer["request_uri"].as_str().expect("a request_uri");
    assert!(request_uri.starts_with("urn:ietf:params:oauth:request_uri:"), "{request_uri}");
    crate::rp::callback::check_entropy(request_uri);
    brought(&request.client, request_uri)
}

/// What the browser brings of it.
fn brought(client: &RpClient, request_uri: &str) -> Request {
    let parameters = [("client_id", client.client_id.as_str()), ("request_uri", request_uri)];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Request { client: client.clone(), parameters }
}

async fn try_to_push(run: &Run<'_>, client: &RpClient, request: &Request) -> Page {
    let endpoint = run.metadata["pushed_authorization_request_endpoint"].as_str().expect("an endpoint");
    let parameters: Vec<(&str, &str)> =
        request.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    run.post_as(client, endpoint, &parameters, &run.op.issuer).await
}

async fn is_over(run: &Run<'_>, request: &Request) {
    let (page, _) = run.authorize(request).await;
    run.error_page(&page, "<h1>");
}

pub async fn without_duplicate_parameters(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let inner = Request::new(run, &client, &[]);
    let (page, asked) = run.authorize(&push(run, &inner).await).await;
    run.finish(inner, &page, asked).await;
    Outcome::Passed
}

/// Nobody signs in at the first visit.
pub async fn reused_before_completion(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let inner = Request::new(run, &client, &[]);
    let outer = push(run, &inner).await;
    assert!(run.browser.visit(&outer.url(run)).await.body.contains("id=\"password\""));
    let (page, asked) = run.authorize(&outer).await;
    run.finish(inner, &page, asked).await;
    Outcome::Passed
}

pub async fn reuse(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let inner = Request::new(run, &client, &[]);
    let outer = push(run, &inner).await;
    let (page, asked) = run.authorize(&outer).await;
    run.finish(inner, &page, asked).await;
    is_over(run, &outer).await;
    run.browser = Browser::new(&run.op.authority);
    is_over(run, &outer).await;
    Outcome::Passed
}

pub async fn expired(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let outer = push(run, &Request::new(run, &client, &[])).await;
    run.op.advance(600);
    is_over(run, &outer).await;
    Outcome::Passed
}

pub async fn different_client(run: &mut Run<'_>) -> Outcome {
    let (client, other) = (run.client().await, run.register(json!({})).await);
    let outer = push(run, &Request::new(run, &client, &[])).await;
    let request_uri = outer.get("request_uri").unwrap();
    is_over(run, &brought(&other, request_uri)).await;
    Outcome::Passed
}

pub async fn invalid_http_method(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let endpoint = run.metadata["pushed_authorization_request_endpoint"].as_str().unwrap();
    for method in [Method::GET, Method::PUT] {
        let url = format!("{endpoint}?{}", Request::new(run, &client, &[]).encoded());
        let answer = Page::read(run.http.request(method, url).send().await.unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (405, Some("invalid_request")));
    }
    Outcome::Passed
}

/// In a signed request object.
pub async fn containing_request_uri(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let inner = Request::new(run, &client, &[]);
    let request_uri = push(run, &inner).await.get("request_uri").unwrap().to_owned();
    let mut claims = object(run, &client, &inner);
    claims["request_uri"] = json!(request_uri);
    let mut outer = brought(&client, "");
    outer.set("request_uri", "");
    outer.set("request", &run.op.key.sign(&claims));
    let answer = try_to_push(run, &client, &outer).await;
    run.token_error(&answer, "invalid_request_object");
    Outcome::Passed
}

pub async fn containing_request_uri_form_param(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let inner = Request::new(run, &client, &[]);
    let mut again = inner.clone();
    again.set("request_uri", push(run, &inner).await.get("request_uri").unwrap());
    let answer = try_to_push(run, &client, &again).await;
    run.token_error(&answer, "invalid_request");
    Outcome::Passed
}
