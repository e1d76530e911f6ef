//! Refresh tokens (OpenID Connect Core §12), and the relying party that changes its key meanwhile.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::rp::client::{RpClient, with_refresh_token};
use crate::rp::key::RpKey;
use crate::run::{Flow, Outcome, Run};

/// A sign-in that asks for a refresh token.
async fn offline(run: &Run<'_>, client: &RpClient) -> Flow {
    let offered = run.supported("scopes_supported").contains(&"offline_access");
    let changes = if offered { &[("scope", "openid offline_access"), ("prompt", "consent")][..] } else { &[] };
    run.sign_in(client, changes).await
}

fn refresh_token_of(tokens: &Value) -> &str {
    tokens["refresh_token"].as_str().expect("a refresh token")
}

pub async fn refresh_token(run: &mut Run<'_>) -> Outcome {
    assert!(run.supported("grant_types_supported").contains(&"refresh_token"));
    let registered = with_refresh_token(run);
    let client = run.client_with("client", registered.clone()).await;
    let flow = offline(run, &client).await;
    assert!(flow.callback.asked.consent, "prompt=consent");
    run.op.advance(2);
    let before = flow.id_token();
    let spent = refresh_token_of(flow.tokens.as_ref().unwrap());
    let answer = run.refresh(&client, spent, &[("scope", "openid offline_access")]).await;
    let refreshed = run.token_response(&answer);
    assert_ne!(refreshed["access_token"], flow.tokens.as_ref().unwrap()["access_token"]);
    let encoded = refreshed["id_token"].as_str().expect("a new ID token");
    let claims = run.verify(encoded, client.id_token_alg()).await;
    for same in ["iss", "sub", "aud", "azp", "auth_time", "sid"] {
        assert_eq!(claims.get(same), before.claims.get(same), "{same}");
    }
    assert!(claims["iat"].as_i64() > before.claims["iat"].as_i64(), "a new iat");
    run.userinfo(refreshed["access_token"].as_str().unwrap(), Some(before)).await;

    let other = run.client_with("second-client", registered).await;
    let of_other = offline(run, &other).await;
    let foreign = refresh_token_of(of_other.tokens.as_ref().unwrap());
    run.token_error(&run.refresh(&client, foreign, &[]).await, "invalid_grant");
    assert_eq!(run.refresh(&other, foreign, &[]).await.status, 200, "its own client may still use it");
    Outcome::Passed
}

/// The key behind `jwks_uri` changes; the assertion of the new one, with an unknown `kid`, is worth a new fetch.
pub async fn rp_key_rotation(run: &mut Run<'_>) -> Outcome {
    let path = format!("/jwks/{}", latchkey::random::token());
    let first = Arc::new(RpKey::with_kid("first"));
    let uri = run.op.rp.publish(&path, "application/json", &first.jwks().to_string());
    let mut registered = with_refresh_token(run);
    registered["jwks"] = json!(null);
    registered["jwks_uri"] = json!(uri);
    let mut client = run.register(registered).await;
    client.key = Some(first);
    let flow = offline(run, &client).await;
    let second = Arc::new(RpKey::with_kid("second"));
    run.op.rp.publish(&path, "application/json", &second.jwks().to_string());
    run.op.advance(60);
    client.key = Some(second);
    let answer = run.refresh(&client, refresh_token_of(flow.tokens.as_ref().unwrap()), &[]).await;
    run.token_response(&answer);
    Outcome::Passed
}
