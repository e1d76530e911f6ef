//! FAPI 2.0: proofs of keys (RFC 9449), at the token endpoint, at the resource, and what codes are bound to (§10).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::rp::dpop::{Holder, Proof};
use crate::rp::fapi::Attempt;
use crate::run::{Outcome, Run};
use crate::support::browser::Page;

/// What the token endpoint may say of a wrong proof.
const REFUSALS: [&str; 3] = ["invalid_request", "invalid_grant", "invalid_dpop_proof"];

/// Proofs that say this are taken at the token endpoint and at the resource.
async fn works_with(run: &Run<'_>, changes: &Value) -> Outcome {
    let attempt = run.attempt();
    let change = |mut proof: Proof| {
        for (name, value) in changes.as_object().unwrap() {
            proof.claims[name] = value.clone();
        }
        attempt.holder.sign(&proof)
    };
    let fields = match run.fapi().client_credentials {
        true => run.to_ask_for_itself(),
        false => run.to_redeem(&attempt, &run.code(&attempt).await),
    };
    let proof = change(run.proof_for_token(&attempt.holder));
    let answer = run.ask(&fields, &run.proven(&attempt.client), &[proof]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let tokens = answer.json();
    let access_token = tokens["access_token"].as_str().unwrap();
    let proof = change(run.proof_for_resource(&attempt.holder, access_token));
    let page = run.resource(&attempt.client, &format!("{} {access_token}", run.scheme()), &[proof]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    Outcome::Passed
}

pub async fn nbf_and_exp(run: &mut Run<'_>) -> Outcome {
    works_with(run, &json!({"nbf": run.now(), "exp": run.now() + 300})).await
}

pub async fn iat_10_seconds_before(run: &mut Run<'_>) -> Outcome {
    works_with(run, &json!({"iat": run.now() - 10})).await
}

pub async fn iat_10_seconds_after(run: &mut Run<'_>) -> Outcome {
    works_with(run, &json!({"iat": run.now() + 10})).await
}

/// The proof for `/par`.
fn proof_for_par(run: &Run<'_>, holder: &Holder) -> String {
    holder.sign(&holder.proof("POST", run.par_endpoint(), run.now(), None))
}

/// Pushes with a proof of this key.
async fn push_proven(run: &Run<'_>, attempt: &Attempt, holder: &Holder) -> Page {
    let proof = proof_for_par(run, holder);
    run.push_with(&run.to_push(attempt), &run.proven(&attempt.client), &[proof]).await
}

/// `dpop_jkt` names another key than the proof that comes along.
pub async fn mismatched_jkt_at_par(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt().with("dpop_jkt", &Holder::new().jkt());
    let answer = push_proven(run, &attempt, &attempt.holder).await;
    run.json_error(&answer, &["invalid_request", "invalid_dpop_proof"]);
    Outcome::Passed
}

/// The code of an attempt that was pushed with a proof of that key.
async fn code_for(run: &Run<'_>, attempt: &Attempt, holder: &Holder) -> String {
    let request_uri = run.request_uri(&push_proven(run, attempt, holder).await);
    let page = run.bring(attempt, &request_uri).await;
    run.granted(attempt, &page).await
}

/// Another key at `/par` than at the token endpoint.
pub async fn other_key_at_par(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let code = code_for(run, &attempt, &Holder::new()).await;
    run.json_error(&run.exchange(&attempt, &code).await, &REFUSALS);
    Outcome::Passed
}

/// `dpop_jkt` names another key than the one of the token endpoint.
pub async fn other_key_than_jkt(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt().with("dpop_jkt", &Holder::new().jkt());
    let code = run.code(&attempt).await;
    run.json_error(&run.exchange(&attempt, &code).await, &REFUSALS);
    Outcome::Passed
}

pub async fn bound_at_par(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let code = code_for(run, &attempt, &attempt.holder).await;
    run.bound_tokens(&attempt, &run.exchange(&attempt, &code).await).await;
    Outcome::Passed
}

pub async fn bound_by_jkt(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let jkt = attempt.holder.jkt();
    let attempt = attempt.with("dpop_jkt", &jkt);
    let code = run.code(&attempt).await;
    run.bound_tokens(&attempt, &run.exchange(&attempt, &code).await).await;
    Outcome::Passed
}

/// Makes a proof wrong.
type Spoil = fn(&Run<'_>, &Holder, Proof) -> Vec<String>;

fn says(holder: &Holder, mut proof: Proof, name: &str, value: Value) -> Vec<String> {
    match value {
        Value::Null => drop(proof.claims.as_object_mut().unwrap().remove(name)),
        value => proof.claims[name] = value,
    }
    vec![holder.sign(&proof)]
}

fn headed(holder: &Holder, mut proof: Proof, name: &str, value: Value) -> Vec<String> {
    match value {
        Value::Null => drop(proof.header.as_object_mut().unwrap().remove(name)),
        value => proof.header[name] = value,
    }
    vec![holder.sign(&proof)]
}

/// RFC 9449 §4.3, point by point: what is wrong, and how it becomes so.
const WRONG: [(&str, Spoil); 22] = [
    ("two proofs", |_, holder, proof| {
        let mut other = proof.clone();
        other.claims["jti"] = json!(latchkey::random::token());
        vec![holder.sign(&proof), holder.sign(&other)]
    }),
    ("not a JWT", |_, holder, proof| vec![format!("{}.x", holder.sign(&proof))]),
    ("no typ", |_, holder, proof| headed(holder, proof, "typ", Value::Null)),
    ("another typ", |_, holder, proof| headed(holder, proof, "typ", json!("JWT"))),
    ("no alg", |_, holder, proof| headed(holder, proof, "alg", Value::Null)),
    ("alg none", |_, holder, mut proof| {
        proof.header["alg"] = json!("none");
        let signed = holder.sign(&proof);
        vec![format!("{}.", signed.rsplit_once('.').unwrap().0)]
    }),
    ("a MAC", |_, holder, proof| headed(holder, proof, "alg", json!("HS256"))),
    ("no jwk", |_, holder, proof| headed(holder, proof, "jwk", Value::Null)),
    ("a private jwk", |_, holder, mut proof| {
        proof.header["jwk"]["d"] = json!(URL_SAFE_NO_PAD.encode([7; 32]));
        vec![holder.sign(&proof)]
    }),
    ("another signature", |_, holder, proof| {
        let (signed, other) = (holder.sign(&proof), Holder::new().sign(&proof));
        vec![format!("{}.{}", signed.rsplit_once('.').unwrap().0, other.rsplit_once('.').unwrap().1)]
    }),
    ("no jti", |_, holder, proof| says(holder, proof, "jti", Value::Null)),
    ("no htm", |_, holder, proof| says(holder, proof, "htm", Value::Null)),
    ("another htm", |_, holder, proof| says(holder, proof, "htm", json!("PUT"))),
    ("no htu", |_, holder, proof| says(holder, proof, "htu", Value::Null)),
    ("another htu", |_, holder, proof| says(holder, proof, "htu", json!("https://www.other.example/userinfo"))),
    ("no iat", |_, holder, proof| says(holder, proof, "iat", Value::Null)),
    ("iat an hour ahead", |run, holder, proof| says(holder, proof, "iat", json!(run.now() + 3600))),
    ("iat an hour ago", |run, holder, proof| says(holder, proof, "iat", json!(run.now() - 3600))),
    ("no ath", |_, holder, proof| says(holder, proof, "ath", Value::Null)),
    ("another ath", |_, holder, proof| says(holder, proof, "ath", json!("x".repeat(43)))),
    ("another key", |_, _, mut proof| {
        let other = Holder::new();
        proof.header["jwk"] = other.jwk();
        vec![other.sign(&proof)]
    }),
    ("no proof", |_, _, _| Vec::new()),
];

/// Proofs that look odd, and are right.
const RIGHT: [(&str, Spoil); 4] = [
    ("query and fragment in htu", |run, holder, proof| {
        let htu = format!("{}?query=1#fragment", run.resource_address());
        says(holder, proof, "htu", json!(htu))
    }),
    ("htu in another case", |run, holder, proof| {
        says(holder, proof, "htu", json!(run.resource_address().replace("https://localhost", "HTTPS://LOCALHOST")))
    }),
    ("an unknown claim", |_, holder, proof| says(holder, proof, "extra", json!({"a": 1}))),
    ("an unknown header", |_, holder, proof| headed(holder, proof, "extra", json!("b"))),
];

pub async fn negative_tests(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let access_token = run.access_token(&attempt).await;
    let authorization = format!("DPoP {access_token}");
    run.can_use(&attempt, &access_token).await;
    let usual = |run: &Run<'_>| run.proof_for_resource(&attempt.holder, &access_token);
    for (what, spoil) in WRONG {
        let page = run.resource(&attempt.client, &authorization, &spoil(run, &attempt.holder, usual(run))).await;
        assert!(matches!(page.status.as_u16(), 400 | 401), "{what}: {} {}", page.status, page.body);
    }
    for (what, spoil) in RIGHT {
        let page = run.resource(&attempt.client, &authorization, &spoil(run, &attempt.holder, usual(run))).await;
        assert_eq!(page.status, 200, "{what}: {}", page.body);
    }
    let once = attempt.holder.sign(&usual(run));
    assert_eq!(run.resource(&attempt.client, &authorization, std::slice::from_ref(&once)).await.status, 200);
    assert_eq!(run.resource(&attempt.client, &authorization, &[once]).await.status, 401, "it counts once");
    let proof = attempt.holder.sign(&usual(run));
    assert_eq!(
        run.resource(&attempt.client, &format!("Bearer {access_token}"), &[proof]).await.status,
        401,
        "as a bearer token"
    );
    by_rs256(run).await
}

/// An RSA key signs by PS256, and not by RS256 (Security Profile §5.4).
async fn by_rs256(run: &Run<'_>) -> Outcome {
    let mut attempt = run.attempt();
    attempt.holder = Holder::of_rsa();
    let access_token = run.access_token(&attempt).await;
    run.can_use(&attempt, &access_token).await;
    let mut proof = run.proof_for_resource(&attempt.holder, &access_token);
    proof.header["alg"] = json!("RS256");
    let page = run
        .resource(&attempt.client, &format!("{} {access_token}", run.scheme()), &[attempt.holder.sign(&proof)])
        .await;
    assert_eq!(page.status, 401, "{}", page.body);
    Outcome::Passed
}
