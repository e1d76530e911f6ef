//! FAPI-CIBA: what works, what the person refuses, and what comes too late or too often (CIBA Core §7, §10, §11).

use serde_json::json;

use crate::rp::fapi::Which;
use crate::run::{Outcome, Run};

pub async fn discovery(run: &mut Run<'_>) -> Outcome {
    let answer = run.get(&run.op.url("/.well-known/openid-configuration")).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
    assert_eq!(run.metadata["issuer"], run.op.issuer);
    assert_eq!(run.metadata["tls_client_certificate_bound_access_tokens"], true);
    for list in [
        "id_token_signing_alg_values_supported",
        "token_endpoint_auth_signing_alg_values_supported",
        "userinfo_signing_alg_values_supported",
        "backchannel_authentication_request_signing_alg_values_supported",
    ] {
        assert!(run.supported(list).iter().any(|name| ["PS256", "ES256"].contains(name)), "{list}");
        assert!(!run.supported(list).contains(&"none"), "{list}");
    }
    let method = if run.fapi().by_certificate { "self_signed_tls_client_auth" } else { "private_key_jwt" };
    assert!(run.supported("token_endpoint_auth_methods_supported").contains(&method));
    for endpoint in ["token_endpoint", "backchannel_authentication_endpoint", "jwks_uri", "registration_endpoint"] {
        assert!(run.usual(endpoint).starts_with("https://"), "{endpoint}");
    }
    for endpoint in ["token_endpoint", "backchannel_authentication_endpoint", "userinfo_endpoint"] {
        let alias = run.metadata["mtls_endpoint_aliases"][endpoint].as_str();
        assert!(alias.is_some_and(|alias| alias.starts_with("https://")), "{endpoint}");
    }
    let delivery = if run.is_pinged() { "ping" } else { "poll" };
    assert!(run.supported("backchannel_token_delivery_modes_supported").contains(&delivery));
    assert!(run.metadata["backchannel_user_code_parameter_supported"].is_boolean());
    assert!(run.supported("grant_types_supported").contains(&"urn:openid:params:grant-type:ciba"));
    Outcome::Passed
}

/// Both clients, with assertions for the issuer and for the token endpoint where they ask; neither with the token of the other, and
/// nobody twice.
pub async fn two_clients(run: &mut Run<'_>) -> Outcome {
    let first = run.ciba();
    let proven = run.proven_to(&first.client, &run.op.issuer);
    let fields = [("request".to_owned(), run.signed_request(&first))];
    let auth_req_id = run.auth_req_id(&run.send_to_ask(&fields, &proven).await);
    let tokens = run.tokens_of_person(&first, &auth_req_id).await;
    run.can_use(&first, tokens["access_token"].as_str().unwrap()).await;

    let second = run.ciba_of(Which::Second);
    let proven = run.proven_to(&second.client, &run.usual("token_endpoint"));
    let fields = [("request".to_owned(), run.signed_request(&second))];
    let answer = run.send_to_ask(&fields, &proven).await;
    let auth_req_id = run.auth_req_id(&answer);
    assert_eq!(answer.json()["expires_in"], 300);
    let tokens = run.tokens_of_person(&second, &auth_req_id).await;
    let access_token = tokens["access_token"].as_str().unwrap();
    run.can_use(&second, access_token).await;
    let page = run.resource(&first.client, &format!("Bearer {access_token}"), &[]).await;
    assert_eq!(page.status, 401, "the certificate of the other: {}", page.body);
    run.json_error(&run.poll(&second.client, &auth_req_id).await, &["invalid_grant"]);
    Outcome::Passed
}

pub async fn person_rejects(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let auth_req_id = run.ask_for_person(&attempt).await;
    run.is_pending(&attempt.client, &auth_req_id).await;
    run.answer_by_person(&auth_req_id, "deny").await;
    run.is_told(&attempt, &auth_req_id).await;
    run.op.advance(5);
    run.json_error(&run.poll(&attempt.client, &auth_req_id).await, &["access_denied"]);
    Outcome::Passed
}

/// Twenty times in no time.
pub async fn many_polls(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let auth_req_id = run.ask_for_person(&attempt).await;
    for _ in 0..20 {
        run.is_pending(&attempt.client, &auth_req_id).await;
    }
    if run.is_pinged() {
        run.answer_by_person(&auth_req_id, "allow").await;
        run.ping(&attempt, &auth_req_id).await;
    }
    Outcome::Passed
}

pub async fn expired(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba().saying("requested_expiry", json!(30));
    let answer = run.try_to_ask(&attempt).await;
    assert_eq!(answer.json()["expires_in"], 30, "{}", answer.body);
    let auth_req_id = run.auth_req_id(&answer);
    run.op.advance(31);
    run.json_error(&run.poll(&attempt.client, &auth_req_id).await, &["expired_token"]);
    Outcome::Passed
}

pub async fn binding_message(run: &mut Run<'_>) -> Outcome {
    run.works_for(&run.ciba().with("binding_message", "1234")).await;
    Outcome::Passed
}

/// Too long for a small screen: it is refused as that, and nothing else is.
pub async fn odd_binding_message(run: &mut Run<'_>) -> Outcome {
    let odd = format!("1234 \u{1F44D}\u{1F3FF} \u{54C1}\u{5DDD}{}", " and so on".repeat(40));
    let answer = run.try_to_ask(&run.ciba().with("binding_message", &odd)).await;
    run.json_error(&answer, &["invalid_binding_message"]);
    Outcome::Passed
}

pub async fn other_scope_order(run: &mut Run<'_>) -> Outcome {
    let attempt = run.ciba();
    let turned: Vec<&str> = attempt.get("scope").unwrap().rsplit(' ').collect();
    let turned = turned.join(" ");
    run.works_for(&attempt.with("scope", &turned)).await;
    Outcome::Passed
}

pub async fn expiry_as_text(run: &mut Run<'_>) -> Outcome {
    run.works_for(&run.ciba().saying("requested_expiry", json!("30"))).await;
    Outcome::Passed
}

pub async fn several_hints(run: &mut Run<'_>) -> Outcome {
    let answer = run.try_to_ask(&run.ciba().with("id_token_hint", "an.id.token")).await;
    run.json_error(&answer, &["invalid_request"]);
    Outcome::Passed
}

/// Both clients, by the same token each time; the first one has no use for that of the second.
pub async fn refresh_token(run: &mut Run<'_>) -> Outcome {
    let mut last = String::new();
    for which in [Which::First, Which::Second] {
        let attempt = run.ciba_of(which);
        let auth_req_id = run.ask_for_person(&attempt).await;
        let tokens = run.tokens_of_person(&attempt, &auth_req_id).await;
        last = tokens["refresh_token"].as_str().expect("a refresh token").to_owned();
        run.op.advance(1);
        let answer = run.ask(&to_refresh(&last), &run.proven_to_poll(&attempt.client), &[]).await;
        let refreshed = run.bound_tokens(&attempt, &answer).await;
        assert_ne!(refreshed["access_token"], tokens["access_token"]);
        assert_eq!(refreshed["refresh_token"], last.as_str(), "it is not rotated under a profile");
        run.can_use(&attempt, refreshed["access_token"].as_str().unwrap()).await;
    }
    let first = run.ciba_client(Which::First);
    let answer = run.ask(&to_refresh(&last), &run.proven_to_poll(&first), &[]).await;
    run.json_error(&answer, &["invalid_grant"]);
    Outcome::Passed
}

fn to_refresh(refresh_token: &str) -> Vec<(String, String)> {
    [("grant_type", "refresh_token"), ("refresh_token", refresh_token)]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}
