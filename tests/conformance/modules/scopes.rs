//! Which claims come, and where (OpenID Connect Core §5.4, §5.5).

use latchkey::protocol::response_type::ResponseType;
use latchkey::protocol::scope::built_in_claims;

use crate::run::{Outcome, Run};

/// Every claim of these scope values comes from userinfo, or in the ID token where nothing else comes.
async fn brings(run: &mut Run<'_>, scopes: &[&str]) -> Outcome {
    for scope in scopes {
        if !run.supported("scopes_supported").contains(scope) {
            return Outcome::Skipped(format!("scopes_supported does not list {scope}"));
        }
    }
    let client = run.client().await;
    let flow = run.sign_in(&client, &[("scope", &format!("openid {}", scopes.join(" ")))]).await;
    let claims = match flow.access_token() {
        Some(access_token) => run.userinfo(access_token, Some(flow.id_token())).await,
        None => flow.id_token().claims.clone(),
    };
    for claim in scopes.iter().flat_map(|scope| built_in_claims(scope)) {
        assert!(claims.get(claim).is_some(), "{claim} is missing: {claims}");
    }
    if flow.access_token().is_some() {
        let known: Vec<&str> = scopes.iter().flat_map(|scope| built_in_claims(scope)).copied().collect();
        let unasked = claims.as_object().unwrap().keys().find(|name| *name != "sub" && !known.contains(&name.as_str()));
        assert_eq!(unasked, None);
    }
    Outcome::Passed
}

pub async fn profile(run: &mut Run<'_>) -> Outcome {
    brings(run, &["profile"]).await
}

pub async fn email(run: &mut Run<'_>) -> Outcome {
    brings(run, &["email"]).await
}

pub async fn address(run: &mut Run<'_>) -> Outcome {
    brings(run, &["address"]).await
}

pub async fn phone(run: &mut Run<'_>) -> Outcome {
    brings(run, &["phone"]).await
}

pub async fn all(run: &mut Run<'_>) -> Outcome {
    brings(run, &["profile", "email", "address", "phone"]).await
}

/// The name from userinfo and not in the ID token; where no access token comes, from the ID token.
pub async fn claims_essential(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let place = if run.variant.response_type == ResponseType::IdToken { "id_token" } else { "userinfo" };
    let claims = format!(r#"{{"{place}":{{"name":{{"essential":true}}}}}}"#);
    let flow = run.sign_in(&client, &[("claims", &claims)]).await;
    match flow.access_token() {
        Some(access_token) => {
            assert!(run.userinfo(access_token, Some(flow.id_token())).await["name"].is_string());
            for token in flow.front.iter().chain(&flow.back) {
                assert!(token.claims.get("name").is_none());
            }
        }
        None => assert!(flow.id_token().claims["name"].is_string()),
    }
    Outcome::Passed
}
