//! `request` and `request_uri` (OpenID Connect Core §6, RFC 9101).

use serde_json::{Value, json};

use crate::rp::client::RpClient;
use crate::rp::request::{Request, awkward_text};
use crate::run::{Outcome, Run};

/// The modules of unsigned request objects: the suite skips them where the metadata says that there are none.
fn unsigned(run: &Run<'_>) -> Outcome {
    let listed = run.metadata.get("request_object_signing_alg_values_supported");
    assert!(listed.is_some(), "absent, it would mean that unsigned request objects may work");
    assert!(
        !run.supported("request_object_signing_alg_values_supported").contains(&"none"),
        "unsigned objects are not offered"
    );
    Outcome::Skipped("request_object_signing_alg_values_supported does not contain none".to_owned())
}

pub async fn request_uri_unsigned_or_rejected(run: &mut Run<'_>) -> Outcome {
    unsigned(run)
}

pub async fn unsigned_or_rejected(run: &mut Run<'_>) -> Outcome {
    unsigned(run)
}

pub async fn with_redirect_uri(run: &mut Run<'_>) -> Outcome {
    unsigned(run)
}

pub async fn request_uri_unsigned(run: &mut Run<'_>) -> Outcome {
    unsigned(run)
}

/// By reference, signed; the fragment of the reference is not the hash of what is there.
pub async fn request_uri_signed_rs256(run: &mut Run<'_>) -> Outcome {
    assert_ne!(run.metadata.get("request_uri_parameter_supported"), Some(&Value::Bool(false)));
    assert!(run.supported("request_object_signing_alg_values_supported").contains(&"RS256"));
    let path = format!("/request/{}", latchkey::random::token());
    let uri = format!("{}#{}", run.op.rp.url(&path), awkward_text(16));
    let client = run.register(json!({"request_object_signing_alg": "RS256", "request_uris": [uri]})).await;
    let inner = Request::new(run, &client, &[]);
    run.op.rp.publish(&path, "application/jwt", &run.op.key.sign(&object(run, &client, &inner)));
    let mut request = inner.clone();
    request.set("state", "");
    request.set("nonce", "");
    request.set("redirect_uri", &format!("{}/{}", client.redirect_uri, awkward_text(8)));
    request.set("request_uri", &uri);
    let (page, asked) = run.authorize(&request).await;
    run.finish(inner, &page, asked).await;
    assert!(!run.op.rp.requests_to(&path).is_empty());
    Outcome::Passed
}

/// By value, signed: merged before the redirect_uri beside it, which is wrong, means anything.
pub async fn signed_by_value(run: &mut Run<'_>) -> Outcome {
    assert_eq!(run.metadata["request_parameter_supported"], true);
    let client = run.register(json!({"request_object_signing_alg": "RS256"})).await;
    let inner = Request::new(run, &client, &[]);
    let signed = run.op.key.sign(&object(run, &client, &inner));
    let mut request = inner.clone();
    for (name, value) in [("state", ""), ("nonce", ""), ("redirect_uri", "https://evil.example/"), ("request", &signed)]
    {
        request.set(name, value);
    }
    let (page, asked) = run.authorize(&request).await;
    run.finish(inner, &page, asked).await;
    Outcome::Passed
}

/// The claims of a request object that says the same as a request.
pub fn object(run: &Run<'_>, client: &RpClient, request: &Request) -> Value {
    let mut claims = json!({"iss": client.client_id, "aud": run.op.issuer});
    for (name, value) in &request.parameters {
        claims[name] = json!(value);
    }
    claims
}
