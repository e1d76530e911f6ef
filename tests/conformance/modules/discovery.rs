//! The metadata that each profile demands (OpenID Connect Discovery §3), the key set, and its rotation.

use std::collections::BTreeSet;

use latchkey::jose::base64url_decode;
use latchkey::jose::jwk::JwkSet;
use latchkey::key_rotation;
use latchkey::protocol::response_type::ResponseType;
use serde_json::Value;

use super::schema;
use crate::run::{Outcome, Run};

pub async fn config_profile(run: &mut Run<'_>) -> Outcome {
    document(run).await;
    check_core(run).await;
    Outcome::Passed
}

/// What the Dynamic OP profile asks beyond that.
pub async fn dynamic_profile(run: &mut Run<'_>) -> Outcome {
    document(run).await;
    check_core(run).await;
    check_endpoint(run, "registration_endpoint");
    let response_types = run.supported("response_types_supported");
    let parsed: Vec<ResponseType> = response_types.iter().filter_map(|name| ResponseType::parse(name)).collect();
    for needed in [ResponseType::Code, ResponseType::IdToken, ResponseType::IdTokenToken] {
        assert!(parsed.contains(&needed));
    }
    for grant_type in ["authorization_code", "implicit"] {
        assert!(run.supported("grant_types_supported").contains(&grant_type));
    }
    for list in ["userinfo_signing_alg_values_supported", "request_object_signing_alg_values_supported"] {
        assert!(run.supported(list).contains(&"RS256"), "{list}");
    }
    assert_ne!(run.metadata.get("request_uri_parameter_supported"), Some(&Value::Bool(false)));
    assert!(run.supported("token_endpoint_auth_methods_supported").contains(&"private_key_jwt"));
    Outcome::Passed
}

pub async fn rp_initiated_logout(run: &mut Run<'_>) -> Outcome {
    document(run).await;
    check_endpoint(run, "end_session_endpoint");
    Outcome::Passed
}

pub async fn session_management(run: &mut Run<'_>) -> Outcome {
    document(run).await;
    check_endpoint(run, "end_session_endpoint");
    check_endpoint(run, "check_session_iframe");
    Outcome::Passed
}

pub async fn frontchannel_logout(run: &mut Run<'_>) -> Outcome {
    offers(run, ["frontchannel_logout_supported", "frontchannel_logout_session_supported"]).await
}

pub async fn backchannel_logout(run: &mut Run<'_>) -> Outcome {
    offers(run, ["backchannel_logout_supported", "backchannel_logout_session_supported"]).await
}

async fn offers(run: &Run<'_>, flags: [&str; 2]) -> Outcome {
    document(run).await;
    check_endpoint(run, "end_session_endpoint");
    for flag in flags {
        assert_eq!(run.metadata[flag], true, "{flag}");
    }
    Outcome::Passed
}

/// The document as it is served, and that every endpoint in it is https.
async fn document(run: &Run<'_>) {
    let answer = run.get(&run.op.url("/.well-known/openid-configuration")).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
    schema::check(&answer.json());
    let issuer = run.metadata["issuer"].as_str().unwrap();
    assert_eq!(issuer, run.op.issuer);
    let url = url::Url::parse(issuer).unwrap();
    assert!(url.scheme() == "https" && url.host().is_some() && url.query().is_none() && url.fragment().is_none());
    for name in run.metadata.as_object().unwrap().keys().filter(|name| name.ends_with("_endpoint")) {
        check_endpoint(run, name);
    }
}

fn check_endpoint(run: &Run<'_>, name: &str) {
    let endpoint = run.metadata[name].as_str().unwrap_or_else(|| panic!("{name} is missing"));
    assert!(endpoint.starts_with("https://") && url::Url::parse(endpoint).is_ok(), "{name}: {endpoint}");
}

/// What every profile asks.
async fn check_core(run: &Run<'_>) {
    for name in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"] {
        check_endpoint(run, name);
    }
    let all = |name: &str| run.supported(name);
    assert!(all("response_types_supported").iter().any(|name| ResponseType::parse(name).is_some()));
    assert!(all("grant_types_supported").contains(&"refresh_token"), "refresh tokens are issued");
    let subject_types = all("subject_types_supported");
    assert!(!subject_types.is_empty() && subject_types.iter().all(|name| ["public", "pairwise"].contains(name)));
    assert!(all("id_token_signing_alg_values_supported").contains(&"RS256"));
    assert!(all("request_object_signing_alg_values_supported").contains(&"RS256"));
    for name in run.metadata.as_object().unwrap().keys().filter(|name| name.contains("signing_alg_values")) {
        assert!(!all(name).contains(&"none"), "{name}");
    }
    for flag in ["claims_parameter_supported", "request_parameter_supported", "request_uri_parameter_supported"] {
        assert!(run.metadata[flag].is_boolean(), "{flag}: its default is said aloud");
    }
    assert!(all("scopes_supported").contains(&"openid"));
    let scope_token = |name: &&str| name.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e));
    assert!(all("scopes_supported").iter().all(scope_token), "RFC 6749 §3.3");
    assert!(all("claims_supported").contains(&"sub"));
    for method in ["client_secret_basic", "client_secret_post"] {
        assert!(all("token_endpoint_auth_methods_supported").contains(&method));
    }
    assert!(all("code_challenge_methods_supported").contains(&"S256"));
    assert!(!all("acr_values_supported").is_empty());
    for name in ["ui_locales_supported", "claims_locales_supported"] {
        assert!(all(name).iter().all(|tag| is_canonical_language(tag)), "{name}");
    }
    check_jwks(&run.jwks().await);
}

/// BCP 47 in its canonical case: language, perhaps a script, perhaps a region.
fn is_canonical_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let lower = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
    let language = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && lower(part));
    language
        && parts.all(|part| match part.len() {
            2 => part.bytes().all(|byte| byte.is_ascii_uppercase()),
            3 => part.bytes().all(|byte| byte.is_ascii_digit()),
            4 => part.starts_with(|first: char| first.is_ascii_uppercase()) && lower(&part[1..]),
            _ => false,
        })
}

/// Keys with a `kid` each, none twice, nothing private, nothing symmetric, every member whole.
pub fn check_jwks(jwks: &Value) {
    let keys = jwks["keys"].as_array().expect("keys");
    let mut kids = BTreeSet::new();
    for key in keys {
        let kid = key["kid"].as_str().expect("a kid");
        assert!(!kid.is_empty() && kids.insert(kid), "{kid} twice");
        for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            assert!(key.get(private).is_none(), "{private}");
        }
        let members: &[&str] = match key["kty"].as_str().unwrap() {
            "RSA" => &["n", "e"],
            "EC" => &["x", "y"],
            "OKP" => &["x"],
            other => panic!("kty {other}"),
        };
        for member in members {
            let text = key[member].as_str().unwrap_or_else(|| panic!("{member} of {key}"));
            assert!(base64url_decode(text.as_bytes()).is_some_and(|octets| !octets.is_empty()), "{member}: {text}");
        }
        assert!(["sig", "enc"].contains(&key["use"].as_str().unwrap()), "{key}");
    }
    // Every type, curve and algorithm is one that somebody knows.
    assert_eq!(JwkSet::from_value(jwks).unwrap().keys().len(), keys.len());
    assert!(keys.iter().any(|key| key["use"] == "sig" && key["kty"] == "RSA"), "RS256 needs one");
}

/// The operator rotates from outside (`latchkey keys rotate` does just this, to the same database): a new key with a
/// new `kid` is there, the old ones still are, and none is of a type that not every client knows.
pub async fn rotate_keys(run: &mut Run<'_>) -> Outcome {
    let kids = |jwks: &Value| -> BTreeSet<String> {
        let of_signatures = jwks["keys"].as_array().unwrap().iter().filter(|key| key["use"] == "sig");
        of_signatures.map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    };
    let before = run.jwks().await;
    let provider = &run.op.provider;
    let settings = provider.live().settings.clone();
    let ahead = settings.keys.publish_ahead;
    key_rotation::rotate(provider.store.as_ref(), &settings.keys, ahead, provider.now()).await.unwrap();
    let mut after = run.jwks().await;
    // The running server looks at the database every ten seconds.
    for _ in 0..300 {
        if kids(&after) != kids(&before) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        after = run.jwks().await;
    }
    check_jwks(&after);
    assert!(kids(&after).is_superset(&kids(&before)), "the old keys stay");
    assert!(kids(&after).len() > kids(&before).len(), "new keys with new kids");
    let numbers = |jwks: &Value| -> BTreeSet<String> {
        let keys = jwks["keys"].as_array().unwrap().iter();
        keys.flat_map(|key| [&key["n"], &key["x"]]).filter_map(Value::as_str).map(str::to_owned).collect()
    };
    assert_eq!(numbers(&after).len(), after["keys"].as_array().unwrap().len(), "no key stands there twice");
    let known = |key: &Value| ["RSA", "EC"].contains(&key["kty"].as_str().unwrap());
    assert!(after["keys"].as_array().unwrap().iter().all(known));
    let client = run.client().await;
    run.sign_in(&client, &[]).await;
    Outcome::Passed
}
