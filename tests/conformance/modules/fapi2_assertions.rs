//! FAPI 2.0: how clients prove themselves (Security Profile §5.3.2.1, 6, 8 and 13), at the token endpoint and where requests are pushed.

use serde_json::{Value, json};

use crate::rp::fapi::{Attempt, Which};
use crate::run::{Outcome, Run};

/// What the plan asks the token endpoint for, before anybody proves themselves.
async fn wish(run: &Run<'_>, attempt: &Attempt) -> Vec<(String, String)> {
    match run.fapi().client_credentials {
        true => run.to_ask_for_itself(),
        false => run.to_redeem(attempt, &run.code(attempt).await),
    }
}

/// That assertion, whose claims say something else, is refused at the token endpoint.
async fn fails(run: &Run<'_>, changes: Value) -> Outcome {
    let attempt = run.attempt();
    let assertion = attempt.client.key.sign(&changed(run, &attempt, &changes));
    is_refused(run, &attempt, &assertion, &["invalid_client", "invalid_request"]).await
}

async fn is_refused(run: &Run<'_>, attempt: &Attempt, assertion: &str, codes: &[&str]) -> Outcome {
    let fields = wish(run, attempt).await;
    let proof = attempt.holder.sign(&run.proof_for_token(&attempt.holder));
    run.json_error(&run.ask(&fields, assertion, &[proof]).await, codes);
    // The right one is taken right after.
    let proof = attempt.holder.sign(&run.proof_for_token(&attempt.holder));
    let answer = run.ask(&fields, &run.fapi_assertion(&attempt.client), &[proof]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    Outcome::Passed
}

fn changed(run: &Run<'_>, attempt: &Attempt, changes: &Value) -> Value {
    let mut claims = run.fapi_assertion_claims(&attempt.client);
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    claims
}

pub async fn by_rs256(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let assertion = attempt.client.key.sign_rs256(&run.fapi_assertion_claims(&attempt.client));
    is_refused(run, &attempt, &assertion, &["invalid_client", "invalid_request"]).await
}

/// The client is named, and proves nothing.
pub async fn missing(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let mut fields = wish(run, &attempt).await;
    fields.push(("client_id".to_owned(), attempt.client.client_id.clone()));
    let proof = attempt.holder.sign(&run.proof_for_token(&attempt.holder));
    let request = run.http.post(run.token_endpoint()).header("dpop", proof).form(&fields);
    let answer = crate::support::browser::Page::read(request.send().await.unwrap()).await;
    run.json_error(&answer, &["invalid_client", "invalid_request"]);
    Outcome::Passed
}

pub async fn expired(run: &mut Run<'_>) -> Outcome {
    fails(run, json!({"exp": run.now() - 300})).await
}

pub async fn wrong_aud(run: &mut Run<'_>) -> Outcome {
    fails(run, json!({"aud": "https://www.other1.example.com/"})).await
}

pub async fn no_sub(run: &mut Run<'_>) -> Outcome {
    fails(run, json!({"sub": null})).await
}

/// The second client is named, in the form and in the assertion, which the first one signed.
pub async fn client_id_of_other(run: &mut Run<'_>) -> Outcome {
    let (attempt, other) = (run.attempt(), run.fapi_client(Which::Second));
    let mut fields = wish(run, &attempt).await;
    fields.push(("client_id".to_owned(), other.client_id.clone()));
    let assertion = attempt.client.key.sign(&run.fapi_assertion_claims(&other));
    let proof = attempt.holder.sign(&run.proof_for_token(&attempt.holder));
    let answer = run.ask(&fields, &assertion, &[proof]).await;
    run.json_error(&answer, &["invalid_client", "invalid_grant"]);
    Outcome::Passed
}

/// That assertion at `/par`.
async fn pushes(run: &Run<'_>, changes: Value) -> crate::support::browser::Page {
    let attempt = run.attempt();
    let assertion = attempt.client.key.sign(&changed(run, &attempt, &changes));
    run.push_with(&run.to_push(&attempt), &assertion, &[]).await
}

async fn fails_at_par(run: &Run<'_>, changes: Value) -> Outcome {
    run.json_error(&pushes(run, changes).await, &["invalid_client", "invalid_request"]);
    Outcome::Passed
}

pub async fn nbf_8_seconds_ahead(run: &mut Run<'_>) -> Outcome {
    let ahead = run.now() + 8;
    run.request_uri(&pushes(run, json!({"iat": ahead, "nbf": ahead})).await);
    Outcome::Passed
}

pub async fn nbf_over_60_seconds_ahead(run: &mut Run<'_>) -> Outcome {
    let ahead = run.now() + 61;
    fails_at_par(run, json!({"iat": ahead, "nbf": ahead, "exp": ahead + 60})).await
}

pub async fn array_as_aud(run: &mut Run<'_>) -> Outcome {
    fails_at_par(run, json!({"aud": [run.op.issuer]})).await
}

pub async fn par_endpoint_as_aud(run: &mut Run<'_>) -> Outcome {
    fails_at_par(run, json!({"aud": run.par_endpoint()})).await
}

pub async fn token_endpoint_as_aud(run: &mut Run<'_>) -> Outcome {
    fails_at_par(run, json!({"aud": run.token_endpoint()})).await
}
