//! FAPI-CIBA: how clients prove themselves where they ask and where they poll, and what belongs to which of them.

use serde_json::{Value, json};

use crate::rp::fapi::{Attempt, FapiClient, Proven, Which};
use crate::rp::key::unsigned;
use crate::run::{Outcome, Run};

/// What the endpoints may say to somebody who is not known for sure.
const REFUSALS: [&str; 3] = ["access_denied", "invalid_request", "invalid_client"];

async fn asks_as(run: &Run<'_>, attempt: &Attempt, proven: &Proven, codes: &[&str]) {
    let fields = [("request".to_owned(), run.signed_request(attempt))];
    run.json_error(&run.send_to_ask(&fields, proven).await, codes);
}

/// After a request that is right, nobody polls as somebody else.
async fn polls_as(run: &Run<'_>, proven: impl Fn(&Attempt) -> Proven, codes: &[&str]) -> Outcome {
    let attempt = run.ciba();
    let auth_req_id = run.ask_for_person(&attempt).await;
    run.json_error(&run.poll_as(&proven(&attempt), &auth_req_id).await, codes);
    run.is_pending(&attempt.client, &auth_req_id).await;
    Outcome::Passed
}

/// The `auth_req_id` of the first client, polled for by the second.
pub async fn auth_req_id_of_other(run: &mut Run<'_>) -> Outcome {
    let other = run.ciba_client(Which::Second);
    polls_as(run, |_| run.proven_to_poll(&other), &["invalid_grant"]).await
}

/// The second one is named beside what the first one signed, at the connection of the first one.
pub async fn other_client_id_and_issuer(run: &mut Run<'_>) -> Outcome {
    let (attempt, other) = (run.ciba(), run.ciba_client(Which::Second));
    let proven = attempt.client.certified_as(&other.client_id);
    asks_as(run, &attempt, &proven, &["invalid_client"]).await;
    Outcome::Passed
}

pub async fn wrong_client_id_polls(run: &mut Run<'_>) -> Outcome {
    let other = run.ciba_client(Which::Second).client_id;
    polls_as(run, |attempt| attempt.client.certified_as(&other), &["invalid_client"]).await
}

/// In the request and beside it.
pub async fn wrong_client_id_asks(run: &mut Run<'_>) -> Outcome {
    let other = run.ciba_client(Which::Second).client_id;
    let attempt = run.ciba().saying("iss", json!(other));
    let proven = attempt.client.certified_as(&other);
    asks_as(run, &attempt, &proven, &REFUSALS).await;
    Outcome::Passed
}

pub async fn no_assertion_polls(run: &mut Run<'_>) -> Outcome {
    let named = |attempt: &Attempt| attempt.client.certified_as(&attempt.client.client_id);
    polls_as(run, named, &["invalid_client", "invalid_request"]).await
}

pub async fn no_assertion_asks(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let named = attempt.client.certified_as(&attempt.client.client_id);
    asks_as(run, &attempt, &named, &REFUSALS).await;
    Outcome::Passed
}

/// An assertion for where it goes, which says this otherwise; `null` leaves a claim out.
fn claims(run: &Run<'_>, client: &FapiClient, endpoint: &str, changes: &Value) -> Value {
    let mut claims = run.fapi_assertion_claims(client);
    claims["aud"] = json!(run.usual(endpoint));
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    claims
}

/// The usual one where a client asks.
fn to_ask(run: &Run<'_>, client: &FapiClient) -> Value {
    claims(run, client, "backchannel_authentication_endpoint", &json!({}))
}

pub async fn rs256_asks(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let proven = attempt.client.asserted(&attempt.client.key.sign_rs256(&to_ask(run, &attempt.client)));
    asks_as(run, &attempt, &proven, &REFUSALS).await;
    Outcome::Passed
}

pub async fn rs256_polls(run: &mut Run<'_>) -> Outcome {
    let by_rs256 = |attempt: &Attempt| {
        let claims = claims(run, &attempt.client, "token_endpoint", &json!({}));
        attempt.client.asserted(&attempt.client.key.sign_rs256(&claims))
    };
    polls_as(run, by_rs256, &["invalid_client"]).await
}

pub async fn issuer_as_aud(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let auth_req_id = run.ask_for_person(&attempt).await;
    let proven = run.proven_to(&attempt.client, &run.op.issuer);
    run.json_error(&run.poll_as(&proven, &auth_req_id).await, &["authorization_pending"]);
    Outcome::Passed
}

/// One after the other, and then one that is right.
pub async fn invalid_assertions(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let client = &attempt.client;
    let changed =
        |changes: Value| client.key.sign(&claims(run, client, "backchannel_authentication_endpoint", &changes));
    let other = run.ciba_client(Which::Second).client_id;
    let right = || client.key.sign(&to_ask(run, client));
    let turned = || {
        let assertion = right();
        let (signed, signature) = assertion.rsplit_once('.').unwrap();
        format!("{signed}.{}", signature.chars().rev().collect::<String>())
    };
    let proofs = [
        ("no assertion", client.certified_as(&client.client_id)),
        ("no client_assertion_type", client.asserted(&right()).without("client_assertion_type")),
        ("another client_assertion_type", client.asserted(&right()).with("client_assertion_type", "urn:example:jwt")),
        ("no sub", client.asserted(&changed(json!({"sub": null})))),
        ("another sub", client.asserted(&changed(json!({"sub": other})))),
        ("no iss", client.asserted(&changed(json!({"iss": null})))),
        ("another iss", client.asserted(&changed(json!({"iss": other})))),
        ("no aud", client.asserted(&changed(json!({"aud": null})))),
        ("another aud", client.asserted(&changed(json!({"aud": "https://www.other1.example.com/"})))),
        ("expired", client.asserted(&changed(json!({"exp": run.now() - 300})))),
        ("RS256", client.asserted(&client.key.sign_rs256(&to_ask(run, client)))),
        ("alg none", client.asserted(&unsigned(&to_ask(run, client)))),
        ("another signature", client.asserted(&turned())),
    ];
    for (what, proven) in &proofs {
        let fields = [("request".to_owned(), run.signed_request(&attempt))];
        let answer = run.send_to_ask(&fields, proven).await;
        assert_ne!(answer.status, 200, "{what}");
        run.json_error(&answer, &REFUSALS);
    }
    run.works_for(&attempt).await;
    Outcome::Passed
}

/// Without the certificate there is no token, and nobody learns whether the person has answered.
pub async fn holder_of_key_required(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let auth_req_id = run.ask_for_person(&attempt).await;
    let codes: &[&str] = match run.fapi().by_certificate {
        true => &["invalid_client", "invalid_request"],
        false => &["invalid_client", "invalid_request", "invalid_grant"],
    };
    let mut bare = attempt.client.clone();
    bare.http = run.http.clone();
    run.json_error(&run.poll(&bare, &auth_req_id).await, codes);
    run.answer_by_person(&auth_req_id, "allow").await;
    run.is_told(&attempt, &auth_req_id).await;
    run.json_error(&run.poll(&bare, &auth_req_id).await, codes);
    run.bound_tokens(&attempt, &run.poll(&attempt.client, &auth_req_id).await).await;
    Outcome::Passed
}
