//! FAPI 2.0 Message Signing: what a pushed request object says (§5.3.1), and by what it is signed.

use serde_json::{Value, json};

use crate::rp::fapi::{Attempt, Which};
use crate::rp::key::unsigned;
use crate::run::{Outcome, Run};

const HOUR: i64 = 60 * 60;

/// Its object is refused.
async fn is_refused(run: &Run<'_>, attempt: &Attempt) -> Outcome {
    run.json_error(&run.push(attempt).await, &["invalid_request_object"]);
    Outcome::Passed
}

/// This is pushed in the place of an object.
async fn pushes(run: &Run<'_>, attempt: &Attempt, object: String) -> Outcome {
    let fields = [("request".to_owned(), object)];
    let answer = run.push_with(&fields, &run.fapi_assertion(&attempt.client), &[]).await;
    run.json_error(&answer, &["invalid_request_object"]);
    Outcome::Passed
}

async fn works(run: &Run<'_>, attempt: &Attempt) -> Outcome {
    let tokens = run.tokens(attempt).await;
    run.can_use(&attempt.holder, tokens["access_token"].as_str().unwrap()).await;
    Outcome::Passed
}

pub async fn multiple_aud(run: &mut Run<'_>) -> Outcome {
    let aud = json!([run.op.issuer, "https://other1.example.com", "invalid"]);
    works(run, &run.attempt().saying("aud", aud)).await
}

pub async fn nbf_8_seconds_ahead(run: &mut Run<'_>) -> Outcome {
    works(run, &run.attempt().saying("nbf", json!(run.now() + 8)).saying("iat", json!(run.now() + 8))).await
}

pub async fn without_exp(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().saying("exp", Value::Null)).await
}

pub async fn without_nbf(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().saying("nbf", Value::Null)).await
}

pub async fn expired(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().saying("exp", json!(run.now() - 300)).saying("nbf", json!(run.now() - 600))).await
}

pub async fn bad_aud(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().saying("aud", json!("https://www.other1.example.com/"))).await;
    is_refused(run, &run.attempt().saying("aud", Value::Null)).await
}

pub async fn exp_over_60(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().saying("exp", json!(run.now() + HOUR + 600))).await
}

pub async fn nbf_over_60(run: &mut Run<'_>) -> Outcome {
    is_refused(run, &run.attempt().saying("nbf", json!(run.now() - HOUR - 600)).saying("exp", json!(run.now() + 60)))
        .await;
    is_refused(run, &run.attempt().saying("nbf", json!(run.now() - HOUR - 600)).saying("exp", json!(run.now() - 300)))
        .await
}

pub async fn by_rs256(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let object = attempt.client.key.sign_rs256(&run.object_claims(&attempt));
    pushes(run, &attempt, object).await
}

pub async fn by_none(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    pushes(run, &attempt, unsigned(&run.object_claims(&attempt))).await
}

pub async fn invalid_signature(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let object = attempt.client.key.sign(&run.object_claims(&attempt));
    let (signed, signature) = object.rsplit_once('.').unwrap();
    let turned: String = signature.chars().rev().collect();
    pushes(run, &attempt, format!("{signed}.{turned}")).await
}

/// Signed by the key of the other client.
pub async fn other_key(run: &mut Run<'_>) -> Outcome {
    let (attempt, other) = (run.attempt(), run.fapi_client(Which::Second));
    let claims = run.object_claims(&attempt);
    pushes(run, &attempt, other.key.sign(&claims)).await;
    pushes(run, &attempt, attempt.client.key.impostor().sign(&claims)).await
}

pub async fn unsigned_at_par(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let answer = run.push_with(&attempt.parameters, &run.fapi_assertion(&attempt.client), &[]).await;
    run.json_error(&answer, &["invalid_request", "invalid_request_object"]);
    Outcome::Passed
}

/// In the object.
pub async fn request_uri_inside(run: &mut Run<'_>) -> Outcome {
    let request_uri = run.pushed(&run.attempt()).await;
    is_refused(run, &run.attempt().saying("request_uri", json!(request_uri))).await
}
