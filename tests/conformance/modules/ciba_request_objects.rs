//! FAPI-CIBA: what a signed request says, and by what it is signed (CIBA Core §7.1.1, FAPI-CIBA §5.2.2).

use serde_json::{Value, json};

use crate::rp::fapi::Which;
use crate::rp::key::unsigned;
use crate::run::{Outcome, Run};

const MINUTE: i64 = 60;

/// A request that says this otherwise is refused.
async fn is_refused(run: &Run<'_>, changes: Value) -> Outcome {
    let mut attempt = run.ciba();
    for (name, value) in changes.as_object().unwrap() {
        attempt = attempt.saying(name, value.clone());
    }
    run.json_error(&run.try_to_ask(&attempt).await, &["invalid_request"]);
    Outcome::Passed
}

/// And so is this in its place.
async fn is_refused_as(run: &Run<'_>, request: &str) -> Outcome {
    run.json_error(&run.send_request(&run.ciba_client(Which::First), request).await, &["invalid_request"]);
    Outcome::Passed
}

pub async fn no_aud(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"aud": null})).await
}

pub async fn bad_aud(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"aud": "https://www.other1.example.com/"})).await
}

pub async fn no_iss(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"iss": null})).await
}

pub async fn bad_iss(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"iss": run.ciba_client(Which::Second).client_id})).await
}

pub async fn no_exp(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"exp": null})).await
}

pub async fn expired_exp(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"exp": run.now() - 5 * MINUTE, "nbf": run.now() - 10 * MINUTE})).await
}

pub async fn exp_70_minutes_ahead(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"exp": run.now() + 70 * MINUTE})).await
}

pub async fn no_iat(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"iat": null})).await
}

pub async fn no_nbf(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"nbf": null})).await
}

pub async fn nbf_10_minutes_ahead(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"nbf": run.now() + 10 * MINUTE})).await;
    is_refused(run, json!({"nbf": run.now() + 10 * MINUTE, "exp": run.now() + 15 * MINUTE})).await
}

pub async fn nbf_70_minutes_ago(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"nbf": run.now() - 70 * MINUTE})).await;
    is_refused(run, json!({"nbf": run.now() - 70 * MINUTE, "exp": run.now() - 11 * MINUTE})).await
}

pub async fn no_jti(run: &mut Run<'_>) -> Outcome {
    is_refused(run, json!({"jti": null})).await
}

pub async fn by_none(run: &mut Run<'_>) -> Outcome {
    is_refused_as(run, &unsigned(&run.object_claims(&run.ciba()))).await
}

pub async fn invalid_signature(run: &mut Run<'_>) -> Outcome {
    let request = run.signed_request(&run.ciba());
    let (signed, signature) = request.rsplit_once('.').unwrap();
    let turned: String = signature.chars().rev().collect();
    is_refused_as(run, &format!("{signed}.{turned}")).await
}

pub async fn by_rs256(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    is_refused_as(run, &attempt.client.key.sign_rs256(&run.object_claims(&attempt))).await
}

pub async fn by_other_client(run: &mut Run<'_>) -> Outcome {
    let (attempt, other) = (run.ciba(), run.ciba_client(Which::Second));
    let claims = run.object_claims(&attempt);
    is_refused_as(run, &other.key.sign(&claims)).await;
    is_refused_as(run, &attempt.client.key.impostor().sign(&claims)).await
}

/// As parameters of the form.
pub async fn unsigned_request(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let answer = run.send_to_ask(&attempt.parameters, &run.proven_to_ask(&attempt.client)).await;
    run.json_error(&answer, &["invalid_request"]);
    Outcome::Passed
}
