//! Codes at the token endpoint (RFC 6749 §4.1.3, RFC 7636), and how clients prove themselves there.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::rp::request::{Request, awkward_text};
use crate::run::{Outcome, Run};

pub async fn codereuse(run: &mut Run<'_>) -> Outcome {
    reuse_after(run, 0).await
}

pub async fn codereuse_30seconds(run: &mut Run<'_>) -> Outcome {
    reuse_after(run, 30).await
}

/// The second use is refused, and ends what came of the first.
async fn reuse_after(run: &mut Run<'_>, seconds: u64) -> Outcome {
    let client = run.client().await;
    let flow = run.sign_in(&client, &[]).await;
    let access_token = flow.access_token().unwrap();
    run.userinfo(access_token, Some(flow.id_token())).await;
    run.op.advance(seconds);
    let again = run.redeem(&flow.request, &flow.callback.parameters["code"]).await;
    run.token_error(&again, "invalid_grant");
    assert_eq!(run.userinfo_status(access_token).await, 401, "the first access token is revoked");
    Outcome::Passed
}

pub async fn client_secret_post(run: &mut Run<'_>) -> Outcome {
    let changes = json!({"token_endpoint_auth_method": "client_secret_post"});
    let client = run.client_with("client-secret-post", changes).await;
    let flow = run.sign_in(&client, &[]).await;
    run.userinfo(flow.access_token().unwrap(), Some(flow.id_token())).await;
    Outcome::Passed
}

/// S256, verified: without the verifier the code is worth nothing.
pub async fn valid_pkce(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let verifier = awkward_text(64);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
    let changes = [("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
    let request = Request::new(run, &client, &changes);
    let (page, asked) = run.authorize(&request).await;
    let callback = run.success(&request, &page, asked);
    let code = callback.parameters["code"].as_str();
    run.token_error(&run.redeem(&request, code).await, "invalid_grant");
    let redirect_uri = client.redirect_uri.as_str();
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect_uri),
        ("code_verifier", &verifier),
    ];
    let tokens = run.token_response(&run.token(&client, &fields).await);
    let id_token = run.back_id_token(&request, &tokens).await;
    run.userinfo(tokens["access_token"].as_str().unwrap(), Some(&id_token)).await;
    Outcome::Passed
}

/// An assertion whose `aud` is the issuer, and one whose `aud` is the token endpoint.
pub async fn assertion_for_the_issuer(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    for aud in [run.op.issuer.clone(), run.metadata["token_endpoint"].as_str().unwrap().to_owned()] {
        let request = Request::new(run, &client, &[]);
        let (page, asked) = run.authorize(&request).await;
        let callback = run.success(&request, &page, asked);
        let (code, redirect_uri) = (callback.parameters["code"].as_str(), client.redirect_uri.as_str());
        let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect_uri)];
        run.token_response(&run.token_with_aud(&client, &fields, &aud).await);
    }
    Outcome::Passed
}
