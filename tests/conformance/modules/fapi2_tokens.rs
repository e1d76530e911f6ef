//! FAPI 2.0: codes and refresh tokens at the token endpoint (Security Profile §5.3.2.1).

use serde_json::Value;

use crate::rp::fapi::{Attempt, Which};
use crate::rp::request::awkward_text;
use crate::run::{Outcome, Run};
use crate::support::browser::Page;

/// Without what tokens are bound to there is no token, and the code is as good as before.
pub async fn holder_of_key_required(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let fields = match run.fapi().client_credentials {
        true => run.to_ask_for_itself(),
        false => run.to_redeem(&attempt, &run.code(&attempt).await),
    };
    let mut client = attempt.client.clone();
    let mut codes = vec!["invalid_request", "invalid_grant", "invalid_dpop_proof"];
    if run.fapi().bound_to_certificate {
        // The same endpoint, without the certificate.
        client.http = run.http.clone();
        codes.push("invalid_client");
    }
    run.json_error(&run.ask(&fields, &run.proven(&client), &[]).await, &codes);
    let answer = run.ask(&fields, &run.proven(&attempt.client), &run.token_proofs(&attempt)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    Outcome::Passed
}

pub async fn bound_to_client(run: &mut Run<'_>) -> Outcome {
    let (attempt, other) = (run.attempt(), run.fapi_client(Which::Second));
    let code = run.code(&attempt).await;
    let proofs = run.token_proofs(&attempt);
    let answer = run.ask(&run.to_redeem(&attempt, &code), &run.proven(&other), &proofs).await;
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
    let proofs = run.resource_proofs(&attempt, access_token);
    assert_eq!(run.resource(&attempt.client, &format!("{} {access_token}", run.scheme()), &proofs).await.status, 401);
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
    let proofs = run.token_proofs(&attempt);
    let answer = run.ask(&fields, &run.proven(&attempt.client), &proofs).await;
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
    run.ask(&fields, &run.proven(&attempt.client), proofs).await
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
            let proofs = run.token_proofs(&attempt);
            let refreshed = refresh(run, &attempt, &first, &proofs).await;
            assert_eq!(refreshed.status, 200, "{}", refreshed.body);
            let refreshed = refreshed.json();
            assert_eq!(refreshed["token_type"], run.scheme());
            assert_eq!(token(&refreshed), first, "it is not rotated (Security Profile §5.3.2.1, 9)");
            assert_ne!(refreshed["access_token"], tokens["access_token"]);
            run.can_use(&attempt, refreshed["access_token"].as_str().unwrap()).await;
        }
        let mut bare = attempt.clone();
        if run.fapi().bound_to_certificate {
            bare.client.http = run.http.clone();
        }
        let unproven = refresh(run, &bare, &first, &[]).await;
        run.json_error(&unproven, &["invalid_client", "invalid_grant", "invalid_request"]);
        if let Some(of_other) = &last {
            let proofs = run.token_proofs(&attempt);
            run.json_error(&refresh(run, &attempt, of_other, &proofs).await, &["invalid_grant"]);
        }
        last = Some(first);
    }
    Outcome::Passed
}
