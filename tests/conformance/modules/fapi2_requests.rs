//! FAPI 2.0: what is pushed, and what is refused there or when the browser arrives (Security Profile §5.3.2.2, RFC 9126).

use reqwest::Method;

use super::scripted;
use crate::browser::{Browser, has};
use crate::rp::fapi::{Attempt, Which};
use crate::rp::request::awkward_text;
use crate::run::{Outcome, Run};
use crate::support::browser::Page;

/// That attempt is refused when it is pushed.
async fn is_refused(run: &Run<'_>, attempt: &Attempt, codes: &[&str]) -> Outcome {
    run.json_error(&run.push(attempt).await, codes);
    Outcome::Passed
}

/// A signed-in browser goes there.
async fn goes(run: &Run<'_>, address: &str) -> Page {
    let page = run.browser.visit(address).await;
    run.browser.walk(page).await.0
}

/// What stands beside the `request_uri` means nothing: the sign-in is what was pushed.
async fn ignores(run: &Run<'_>, attempt: &Attempt, beside: (&str, &str)) -> Outcome {
    let request_uri = run.pushed(attempt).await;
    let page = goes(run, &run.address(&attempt.client, &request_uri, &[beside])).await;
    let code = run.granted(attempt, &page).await;
    run.bound_tokens(attempt, &run.exchange(attempt, &code).await).await;
    Outcome::Passed
}

pub async fn other_nonce_beside(run: &mut Run<'_>) -> Outcome {
    ignores(run, &run.attempt(), ("nonce", &awkward_text(20))).await
}

pub async fn other_state_beside(run: &mut Run<'_>) -> Outcome {
    ignores(run, &run.attempt(), ("state", &awkward_text(20))).await
}

/// No state comes back, since none was pushed.
pub async fn state_beside_alone(run: &mut Run<'_>) -> Outcome {
    ignores(run, &run.attempt().with("state", ""), ("state", &awkward_text(20))).await
}

pub async fn without_duplicate_parameters(run: &mut Run<'_>) -> Outcome {
    let tokens = run.tokens(&run.attempt()).await;
    assert!(tokens["access_token"].is_string());
    Outcome::Passed
}

/// The plan lets servers take it from a client that proves itself; this one does not.
pub async fn unregistered_redirect_uri(run: &mut Run<'_>) -> Outcome {
    let other = format!("{}/{}", run.op.rp.callback(), awkward_text(8));
    is_refused(run, &run.attempt().with("redirect_uri", &other), &["invalid_request", "invalid_request_object"]).await
}

pub async fn no_redirect_uri(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().with("redirect_uri", ""), &["invalid_request", "invalid_request_object"]).await
}

/// Without anything pushed: the whole request in the address, and in an object of its own where requests are signed.
pub async fn without_par(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let mut requests = vec![attempt.parameters.clone()];
    if run.fapi().signed {
        let mut with_object = attempt.parameters.clone();
        with_object.push(("request".to_owned(), attempt.client.key.sign(&run.object_claims(&attempt))));
        requests.push(with_object);
    }
    for parameters in requests {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("client_id", &attempt.client.client_id).extend_pairs(&parameters);
        let address = format!("{}?{}", run.metadata["authorization_endpoint"].as_str().unwrap(), query.finish());
        let page = goes(run, &address).await;
        assert_eq!(run.refused(&attempt, &page).await, "invalid_request");
    }
    Outcome::Passed
}

const OTHER_TYPE: [&str; 3] = ["unsupported_response_type", "invalid_request", "unauthorized_client"];

pub async fn code_id_token(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().with("response_type", "code id_token"), &OTHER_TYPE).await
}

pub async fn token(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().with("response_type", "token"), &OTHER_TYPE).await
}

pub async fn no_pkce(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt().with("code_challenge", "").with("code_challenge_method", "");
    is_refused(run, &attempt, &["invalid_request"]).await
}

pub async fn plain_pkce(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let verifier = attempt.verifier.clone();
    is_refused(
        run,
        &attempt.clone().with("code_challenge_method", "plain").with("code_challenge", &verifier),
        &["invalid_request"],
    )
    .await;
    is_refused(run, &attempt.with("code_challenge_method", ""), &["invalid_request"]).await
}

/// Nobody signs in at the first visit.
pub async fn reused_before_completion(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let request_uri = run.pushed(&attempt).await;
    run.browser = Browser::new(&run.op.authority);
    assert!(has(&run.browser.visit(&run.address(&attempt.client, &request_uri, &[])).await, "password"));
    let page = run.bring(&attempt, &request_uri).await;
    let code = run.granted(&attempt, &page).await;
    run.bound_tokens(&attempt, &run.exchange(&attempt, &code).await).await;
    let module = "fapi2-security-profile-final-par-ensure-reused-request-uri-prior-to-auth-completion-succeeds";
    scripted::reused_before_completion(run, module).await;
    Outcome::Passed
}

pub async fn reuse(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let request_uri = run.pushed(&attempt).await;
    let page = run.bring(&attempt, &request_uri).await;
    run.granted(&attempt, &page).await;
    run.is_over(&run.bring(&attempt, &request_uri).await, "completed before");
    run.browser = Browser::new(&run.op.authority);
    run.is_over(&run.bring(&attempt, &request_uri).await, "completed before");
    Outcome::Passed
}

pub async fn expired(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let request_uri = run.pushed(&attempt).await;
    run.op.advance(600);
    run.is_over(&run.bring(&attempt, &request_uri).await, "not opened in time");
    Outcome::Passed
}

pub async fn different_client(run: &mut Run<'_>) -> Outcome {
    let (attempt, other) = (run.attempt(), run.attempt_of(Which::Second));
    let request_uri = run.pushed(&attempt).await;
    run.is_over(&run.bring(&other, &request_uri).await, "not opened in time");
    let page = run.bring(&attempt, &request_uri).await;
    run.granted(&attempt, &page).await;
    Outcome::Passed
}

pub async fn invalid_http_method(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    for method in [Method::GET, Method::PUT] {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(run.to_push(&attempt));
        let url = format!("{}?{}", run.par_endpoint(), query.finish());
        let answer = Page::read(run.http.request(method, url).send().await.unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (405, Some("invalid_request")));
    }
    Outcome::Passed
}

/// As a parameter of the form.
pub async fn request_uri_in_form(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let mut fields = run.to_push(&attempt);
    fields.push(("request_uri".to_owned(), run.pushed(&attempt).await));
    let answer = run.push_with(&fields, &run.proven(&attempt.client), &[]).await;
    run.json_error(&answer, &["invalid_request"]);
    Outcome::Passed
}
