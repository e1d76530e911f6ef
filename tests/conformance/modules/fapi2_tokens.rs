//! FAPI 2.0: codes and refresh tokens at the token endpoint (Security Profile §5.3.2.1).

use serde_json::Value;

use crate::rp::fapi::{Attempt, Which};
use crate::rp::request::awkward_text;
use crate::run::{Outcome, Run};
use crate::support::browser::Page;

/// Without DPoP there is no token, and the code is as good as before.
pub async fn holder_of_key_required(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let fields = match run.fapi().client_credentials {
        true => run.to_ask_for_itself(),
        false => run.to_redeem(&attempt, &run.code(&attempt).await),
    };
    let answer = run.ask(&fields, &run.fapi_assertion(&attempt.client), &[]).await;
    run.json_error(&answer, &["invalid_request", "invalid_grant", "invalid_dpop_proof"]);
    assert!(answer.json()["error_description"].as_str().unwrap().contains("DPoP proof"), "{}", answer.body);
    Outcome::Passed
}

pub async fn bound_to_client(run: &mut Run<'_>) -> Outcome {
    let (attempt, other) = (run.attempt(), run.fapi_client(Which::Second));
    let code = run.code(&attempt).await;
    let proof = attempt.holder.sign(&run.proof_for_token(&attempt.holder));
    let answer = run.ask(&run.to_redeem(&attempt, &code), &run.fapi_assertion(&other), &[proof]).await;
    run.json_error(&answer, &["invalid_grant"]);
    run.bound_tokens(&attempt, &run.exchange(&attempt, &code).await).await;
    Outcome::Passed
}

/// The second use is refused, and ends what came of the first.
pub async fn reuse_after_one_second(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let code = run.code(&attempt).await;
    let tokens = run.bound_tokens(&attempt, &run.exchange(&attempt, &code).await).await;
    run.op.advance(1);
    run.json_error(&run.exchange(&attempt, &code).await, &["invalid_grant"]);
    let access_token = tokens["access_token"].as_str().unwrap();
    let proof = attempt.holder.sign(&run.proof_for_resource(&attempt.holder, access_token));
    assert_eq!(run.resource(&format!("DPoP {access_token}"), &[proof]).await.status, 401);
    Outcome::Passed
}

/// At 60 seconds it is over (§5.3.2.1, 11).
pub async fn expired_code(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let code = run.code(&attempt).await;
    run.op.advance(60);
    run.json_error(&run.exchange(&attempt, &code).await, &["invalid_grant"]);
    Outcome::Passed
}

async fn with_verifier(run: &Run<'_>, verifier: Option<String>) -> Outcome {
    let attempt = run.attempt();
    let code = run.code(&attempt).await;
    let mut fields = run.to_redeem(&attempt, &code);
    fields.retain(|(name, _)| name != "code_verifier");
    fields.extend(verifier.map(|verifier| ("code_verifier".to_owned(), verifier)));
    let proof = attempt.holder.sign(&run.proof_for_token(&attempt.holder));
    let answer = run.ask(&fields, &run.fapi_assertion(&attempt.client), &[proof]).await;
    run.json_error(&answer, &["invalid_grant"]);
    Outcome::Passed
}

pub async fn no_verifier(run: &mut Run<'_>) -> Outcome {
    with_verifier(run, None).await
}

pub async fn wrong_verifier(run: &mut Run<'_>) -> Outcome {
    with_verifier(run, Some(awkward_text(64))).await
}

/// Uses a refresh token, with these proofs.
async fn refresh(run: &Run<'_>, attempt: &Attempt, refresh_token: &str, proofs: &[String]) -> Page {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    run.ask(&fields, &run.fapi_assertion(&attempt.client), proofs).await
}

/// Both clients refresh, by the same token each time; nobody without a proof, and nobody with the other's token.
pub async fn refresh_token(run: &mut Run<'_>) -> Outcome {
    let mut last: Option<String> = None;
    for which in [Which::First, Which::Second] {
        let scope = if run.fapi().openid { "openid email offline_access" } else { "accounts offline_access" };
        let attempt = run.attempt_of(which).with("scope", scope).with("prompt", "consent");
        let tokens = run.tokens(&attempt).await;
        let token = |tokens: &Value| tokens["refresh_token"].as_str().expect("a refresh token").to_owned();
        let first = token(&tokens);
        for _ in 0..2 {
            run.op.advance(40);
            let proof = attempt.holder.sign(&run.proof_for_token(&attempt.holder));
            let refreshed = refresh(run, &attempt, &first, &[proof]).await;
            assert_eq!(refreshed.status, 200, "{}", refreshed.body);
            let refreshed = refreshed.json();
            assert_eq!(refreshed["token_type"], "DPoP");
            assert_eq!(token(&refreshed), first, "it is not rotated (Security Profile §5.3.2.1, 9)");
            assert_ne!(refreshed["access_token"], tokens["access_token"]);
            run.can_use(&attempt.holder, refreshed["access_token"].as_str().unwrap()).await;
        }
        let unproven = refresh(run, &attempt, &first, &[]).await;
        run.json_error(&unproven, &["invalid_client", "invalid_grant", "invalid_request"]);
        if let Some(of_other) = &last {
            let proof = attempt.holder.sign(&run.proof_for_token(&attempt.holder));
            run.json_error(&refresh(run, &attempt, of_other, &[proof]).await, &["invalid_grant"]);
        }
        last = Some(first);
    }
    Outcome::Passed
}
