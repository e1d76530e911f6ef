//! Lists of every kind that are longer than they may be (SEC-69, row 64): refused by their name, wherever they arrive,
//! before anything is made of them.

use std::collections::BTreeMap;

use serde_json::json;

use crate::client_auth::assertions::Key;
use crate::client_auth::with_keys;
use crate::config::client_with;
use crate::registration::{self, Registrar};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// 30,000 different values in 60 KB or so.
fn sixty_kilobytes() -> String {
    let mut text = String::from("openid");
    for number in 0.. {
        text.push_str(&format!(" {number:x}"));
        if text.len() > 60_000 {
            break;
        }
    }
    text
}

/// The answer to the usual request with this parameter, by POST: it is longer than an address may be.
async fn posted(app: &RelyingParty<'_>, name: &str, value: &str) -> BTreeMap<String, String> {
    let url = url::Url::parse(&app.authorization_url(&[(name, "")])).unwrap();
    let mut fields: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    fields.push((name.to_owned(), value.to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Browser::new().post(&app.provider.url("/authorize"), &fields).await.answer()
}

#[actix_web::test]
async fn an_authorization_request_is_told_which_list_is_too_long() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let (many, long) = ("x ".repeat(200), "x".repeat(9_000));
    for (name, value, words) in [
        ("scope", format!("openid {}", "a ".repeat(101)), "scope has more than 100 values"),
        ("scope", long.clone(), "scope is longer than 4096 bytes"),
        ("prompt", "login ".repeat(11), "prompt has more than 10 values"),
        ("acr_values", many.clone(), "acr_values has more than 50 values"),
        ("ui_locales", many.clone(), "ui_locales has more than 50 values"),
        ("claims_locales", long.clone(), "claims_locales is longer than 1024 bytes"),
        ("response_type", "code ".repeat(11), "response_type has more than 10 values"),
        ("claims", long.clone(), "claims is longer than 8192 bytes"),
        ("resource", format!("urn:{long}"), "resource is longer than 2048 bytes"),
    ] {
        let answer = posted(&app, name, &value).await;
        assert_eq!(answer["error"], "invalid_request", "{name}");
        assert_eq!(answer["error_description"], format!("the parameter {words}"));
        assert_eq!(answer["state"], "st4te");
    }
    let repeated = format!("{}{}", app.authorization_url(&[]), "&resource=urn:a".repeat(21));
    let answer = Browser::new().visit(&repeated).await.answer();
    assert_eq!(answer["error_description"], "the parameter resource was sent more than 20 times");
}

#[actix_web::test]
async fn what_is_too_long_outside_is_too_long_in_a_request_object() {
    let key = Key::new("k1");
    let provider = Builder::new().client(with_keys("signs", &[key.jwk()])).start();
    let app = RelyingParty::of(&provider, "signs");
    for (member, words) in [
        (json!({"scope": format!("openid {}", "a ".repeat(101))}), "scope has more than 100 values"),
        (json!({"resource": vec!["urn:a"; 21]}), "resource was sent more than 20 times"),
        (json!({"claims": {"userinfo": {"x".repeat(9_000): null}}}), "claims is longer than 8192 bytes"),
    ] {
        let mut claims = json!({"iss": "signs", "aud": provider.issuer, "response_type": "code", "client_id": "signs"});
        claims.as_object_mut().unwrap().extend(member.as_object().unwrap().clone());
        let answer = posted(&app, "request", &key.sign(&claims)).await;
        assert_eq!(answer["error_description"], format!("in the request object, the parameter {words}"));
    }
}

#[actix_web::test]
async fn forms_for_programs_have_the_same_caps() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let long = sixty_kilobytes();
    for grant_type in ["authorization_code", "refresh_token", "client_credentials"] {
        let answer = app.token(&[("grant_type", grant_type), ("scope", &long)]).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.json()["error_description"], "the parameter scope is longer than 4096 bytes");
        let resources: Vec<(&str, &str)> = std::iter::repeat_n(("resource", "urn:a"), 30).collect();
        let answer = app.token(&[&[("grant_type", grant_type)], &resources[..]].concat()).await;
        assert_eq!(answer.json()["error_description"], "the parameter resource was sent more than 20 times");
    }
    let ended = Browser::new().get(&provider.url(&format!("/end-session?ui_locales={}", "x+".repeat(51)))).await;
    assert!(ended.body.contains("the parameter ui_locales has more than 50 values"), "{}", ended.body);
}

#[actix_web::test]
async fn a_registration_has_the_same_caps() {
    let provider = Builder::new().settings(registration::open).start();
    let registrar = Registrar::new(&provider);
    for (member, words) in [
        (json!({"scope": "a ".repeat(101)}), "more than 100 values"),
        (json!({"redirect_uris": vec!["https://app.example/cb"; 101]}), "more than 100 members"),
        (json!({"grant_types": vec!["refresh_token"; 101]}), "more than 100 members"),
        (json!({"contacts": vec!["x"; 101]}), "more than 100 members"),
        (json!({"jwks": {"keys": vec![json!({"kty": "x"}); 101]}}), "more than 100 keys"),
        (json!({"client_name": "x".repeat(2_049)}), "longer than 2048 octets"),
    ] {
        let refused = registrar.register(&registration::with(member)).await;
        assert_eq!(refused.status, 400);
        let name = refused.json()["error_description"].as_str().unwrap().to_owned();
        assert!(name.contains(words), "{name}");
    }
}

#[test]
fn the_configuration_has_the_same_caps() {
    let many = |value: &str, count: usize| vec![format!("'{value}'"); count].join(", ");
    for (line, words) in [
        (format!("scope = 'openid {}'", "a ".repeat(101)), "`scope` has more than 100 values"),
        (format!("resources = [{}]", many("urn:a", 101)), "`resources` has more than 100 values"),
        (
            format!("allowed_origins = [{}]", many("https://a.example", 101)),
            "`allowed_origins` has more than 100 values",
        ),
        (format!("grant_types = [{}]", many("refresh_token", 101)), "`grant_types` has more than 100 values"),
    ] {
        let told = client_with(&line).errors();
        assert!(told.iter().any(|problem| problem.contains(words)), "{line:.40}: {told:?}");
    }
}
