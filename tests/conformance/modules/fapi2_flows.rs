//! FAPI 2.0: flows that work, for whatever the plan varies.

use serde_json::{Value, json};

use super::scripted;
use crate::browser::has;
use crate::rp::fapi::{Which, details};
use crate::rp::request::awkward_text;
use crate::run::{Outcome, Run};
use crate::support::relying_party::decode;

const PROFILE: [&str; 4] = ["PS256", "ES256", "EdDSA", "Ed25519"];

pub async fn discovery(run: &mut Run<'_>) -> Outcome {
    let path = if run.fapi().openid { "openid-configuration" } else { "oauth-authorization-server" };
    let answer = run.get(&run.op.url(&format!("/.well-known/{path}"))).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
    run.metadata = answer.json();
    assert_eq!(run.metadata["issuer"], run.op.issuer);
    let mut lists = vec!["dpop_signing_alg_values_supported", "token_endpoint_auth_signing_alg_values_supported"];
    if !run.fapi().client_credentials {
        lists.extend(["id_token_signing_alg_values_supported", "userinfo_signing_alg_values_supported"]);
        assert!(run.supported("code_challenge_methods_supported").contains(&"S256"));
        assert!(run.supported("response_types_supported").contains(&"code"));
        assert_eq!(run.metadata["authorization_response_iss_parameter_supported"], true);
        assert!(run.par_endpoint().starts_with("https://"));
    }
    if run.fapi().jarm {
        lists.push("authorization_signing_alg_values_supported");
        assert!(run.supported("response_modes_supported").contains(&"jwt"));
    }
    if run.fapi().signed {
        lists.push("request_object_signing_alg_values_supported");
    }
    if run.fapi().rar {
        let asked = details()[0]["type"].as_str().unwrap();
        assert!(run.supported("authorization_details_types_supported").contains(&asked));
    }
    for list in lists {
        assert!(run.supported(list).iter().any(|name| PROFILE.contains(name)), "{list}");
        assert!(!run.supported(list).contains(&"none"), "{list}");
    }
    let method = if run.fapi().by_certificate { "self_signed_tls_client_auth" } else { "private_key_jwt" };
    assert!(run.supported("token_endpoint_auth_methods_supported").contains(&method));
    if run.fapi().bound_to_certificate {
        assert_eq!(run.metadata["tls_client_certificate_bound_access_tokens"], true);
    }
    for endpoint in ["token_endpoint", "jwks_uri", "registration_endpoint"] {
        assert!(run.metadata[endpoint].as_str().unwrap().starts_with("https://"), "{endpoint}");
    }
    Outcome::Passed
}

/// Both clients, and neither with the other's tokens or key.
pub async fn happy_flow(run: &mut Run<'_>) -> Outcome {
    let mut used = Vec::new();
    for which in [Which::First, Which::Second] {
        let attempt = run.attempt_of(which);
        let access_token = run.access_token(&attempt).await;
        run.can_use(&attempt, &access_token).await;
        used.push((attempt, access_token));
    }
    let ((first, _), (_, of_second)) = (&used[0], &used[1]);
    let authorization = format!("{} {of_second}", run.scheme());
    let page = run.resource(&first.client, &authorization, &run.resource_proofs(first, of_second)).await;
    assert_eq!(page.status, 401, "{}", page.body);
    Outcome::Passed
}

/// By the button on the page to sign in, for both clients.
pub async fn user_rejects(run: &mut Run<'_>) -> Outcome {
    for which in [Which::First, Which::Second] {
        let attempt = run.attempt_of(which).with("state", &awkward_text(128));
        let request_uri = run.pushed(&attempt).await;
        let page = run.browser.visit(&run.address(&attempt.client, &request_uri, &[])).await;
        assert!(has(&page, "cancel"), "{}", page.body);
        let page = run.browser.press(&page, &[], "cancel").await;
        assert_eq!(run.refused(&attempt, &page).await, "access_denied");
    }
    scripted::user_rejects(run, "fapi2-security-profile-final-user-rejects-authentication").await;
    Outcome::Passed
}

/// Signs in, and uses what comes of it.
async fn works(run: &Run<'_>, attempt: &crate::rp::fapi::Attempt) -> Value {
    let tokens = run.tokens(attempt).await;
    run.can_use(attempt, tokens["access_token"].as_str().unwrap()).await;
    tokens
}

pub async fn without_state(run: &mut Run<'_>) -> Outcome {
    works(run, &run.attempt().with("state", "")).await;
    Outcome::Passed
}

pub async fn without_nonce(run: &mut Run<'_>) -> Outcome {
    works(run, &run.attempt().with("nonce", "")).await;
    Outcome::Passed
}

/// Security Profile §5.3.2.2, 14.
pub async fn nonce_of_64(run: &mut Run<'_>) -> Outcome {
    works(run, &run.attempt().with("nonce", &awkward_text(64))).await;
    Outcome::Passed
}

/// Works, or is refused clearly.
pub async fn long_nonce(run: &mut Run<'_>) -> Outcome {
    works(run, &run.attempt().with("nonce", &awkward_text(384))).await;
    Outcome::Passed
}

/// Works, or is refused clearly.
pub async fn long_state(run: &mut Run<'_>) -> Outcome {
    works(run, &run.attempt().with("state", &awkward_text(1000))).await;
    Outcome::Passed
}

pub async fn other_scope_order(run: &mut Run<'_>) -> Outcome {
    works(run, &run.attempt().with("scope", "email openid")).await;
    Outcome::Passed
}

/// Every standard claim that is offered, asked for in different forms, and some that nobody knows.
pub async fn claims_parameter(run: &mut Run<'_>) -> Outcome {
    assert_eq!(run.metadata["claims_parameter_supported"], true);
    let standard =
        ["name", "given_name", "family_name", "email", "email_verified", "phone_number", "address", "birthdate"];
    let offered = run.supported("claims_supported");
    assert!(standard.iter().all(|name| offered.contains(name)));
    let mut wanted: serde_json::Map<String, Value> =
        standard.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    wanted["name"] = json!({"essential": true});
    wanted.insert(awkward_text(12), json!({"value": "nobody"}));
    let claims = json!({"id_token": wanted, "userinfo": wanted}).to_string();
    let claims: Value = serde_json::from_str(&claims).unwrap();
    // Inside a request object it is an object, elsewhere a text.
    let attempt = match run.fapi().signed {
        true => {
            run.attempt().with("scope", "openid").saying("claims", claims.clone()).with("claims", &claims.to_string())
        }
        false => run.attempt().with("scope", "openid").with("claims", &claims.to_string()),
    };
    let tokens = run.tokens(&attempt).await;
    // "CheckForUnexpectedClaimsInIdToken": `sid` is not among the claims that it knows.
    let (_, id_token) = decode(tokens["id_token"].as_str().unwrap());
    assert!(id_token.get("sid").is_none(), "{id_token}");
    let access_token = tokens["access_token"].as_str().unwrap();
    let proofs = run.resource_proofs(&attempt, access_token);
    let userinfo = run.resource(&attempt.client, &format!("{} {access_token}", run.scheme()), &proofs).await.json();
    for name in standard {
        assert!(!userinfo[name].is_null(), "{name}: {userinfo}");
    }
    Outcome::Passed
}

/// RFC 9110 §11.1: the name of a scheme has no case.
pub async fn scheme_in_any_case(run: &mut Run<'_>) -> Outcome {
    let attempt = run.attempt();
    let access_token = run.access_token(&attempt).await;
    let usual = run.scheme();
    for scheme in [usual.to_owned(), usual.to_lowercase(), usual.to_uppercase()] {
        let proofs = run.resource_proofs(&attempt, &access_token);
        let page = run.resource(&attempt.client, &format!("{scheme} {access_token}"), &proofs).await;
        assert_eq!(page.status, 200, "{scheme}: {}", page.body);
    }
    Outcome::Passed
}
