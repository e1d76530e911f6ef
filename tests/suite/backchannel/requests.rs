//! The authentication request and its answer (CIBA Core 1.0 §4, §7, §13).

use serde_json::json;

use super::*;
use crate::registration::{Registrar, open};

/// §7.3.
#[actix_web::test]
async fn an_app_that_names_a_person_gets_something_to_poll_with() {
    let provider = provider();
    let page = Asker::bank(&provider).try_to_ask(&[]).await;
    assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"), "{}", page.body);
    let answer = page.json();
    assert_eq!((&answer["expires_in"], &answer["interval"]), (&json!(300), &json!(5)));
    assert!(answer["auth_req_id"].as_str().unwrap().len() >= 43);
}

/// §4.
#[actix_web::test]
async fn discovery_tells_what_there_is() {
    let provider = provider();
    let document = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    assert_eq!(document["backchannel_authentication_endpoint"], provider.url(PATH));
    assert_eq!(document["backchannel_token_delivery_modes_supported"], json!(["poll", "ping"]));
    assert_eq!(document["backchannel_user_code_parameter_supported"], json!(true));
    let algorithms = document["backchannel_authentication_request_signing_alg_values_supported"].as_array().unwrap();
    assert!(algorithms.contains(&json!("ES256")) && !algorithms.contains(&json!("none")));
    assert!(document["grant_types_supported"].as_array().unwrap().contains(&json!(GRANT)));
}

#[actix_web::test]
async fn what_is_wrong_is_told_by_its_name() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    for (changes, expected) in [
        (vec![("login_hint", "")], "invalid_request"),
        (vec![("id_token_hint", "a.b.c")], "invalid_request"),
        (vec![("login_hint", ""), ("id_token_hint", "a.b.c")], "invalid_request"),
        (vec![("login_hint", ""), ("login_hint_token", "a.b.c")], "invalid_request"),
        (vec![("scope", "")], "invalid_scope"),
        (vec![("scope", "email")], "invalid_scope"),
        (vec![("binding_message", "two\nlines")], "invalid_binding_message"),
        (
            vec![("binding_message", "much too long for anybody to compare it with what another screen shows them")],
            "invalid_binding_message",
        ),
        (vec![("requested_expiry", "0")], "invalid_request"),
        (vec![("requested_expiry", "soon")], "invalid_request"),
        (vec![("resource", "https://other.example")], "invalid_target"),
    ] {
        assert_eq!(error(&bank.try_to_ask(&changes).await), expected, "{changes:?}");
    }
    let wrong_secret = bank.0.http.post(provider.url(PATH)).basic_auth("bank", Some("wrong"));
    assert_eq!(wrong_secret.form(&[("login_hint", "ada")]).send().await.unwrap().status(), 401);
    let other = Asker(RelyingParty::of(&provider, "app"));
    assert_eq!(error(&other.try_to_ask(&[]).await), "unauthorized_client");
}

/// The scope's order means nothing, and an expiry may come as a text.
#[actix_web::test]
async fn an_app_may_ask_for_another_lifetime_within_bounds() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    for (wanted, given) in [("30", 30), ("600", 600), ("100000", 600)] {
        let page = bank.try_to_ask(&[("requested_expiry", wanted), ("scope", "email openid")]).await;
        assert_eq!(page.json()["expires_in"], json!(given), "{wanted}");
    }
    let short = bank.ask(&[("requested_expiry", "30")]).await;
    provider.advance(29);
    assert_eq!(bank.poll_error(&short).await, "authorization_pending");
    provider.advance(1);
    assert_eq!(bank.poll_error(&short).await, "expired_token");
}

/// Row 58, docs/decisions/0047: nobody learns by asking who has an account, or who may use an app.
#[actix_web::test]
async fn a_hint_that_names_nobody_is_answered_like_one_that_names_somebody() {
    let provider = builder().settings(|settings| settings.clients[2].allowed_groups = vec!["family".into()]).start();
    let bank = Asker::bank(&provider);
    let store = provider.provider.store.clone();
    let ben = store.user_named(&latchkey::protocol::user::UsernameKey::of("ben")).await.unwrap().unwrap();
    store.set_locked(&ben.sub, true, provider.provider.now()).await.unwrap();
    let mut members = Vec::new();
    for hint in ["ada", "ada@example.com", "nobody", "ben", "\u{202e}"] {
        let page = bank.try_to_ask(&[("login_hint", hint)]).await;
        let answer = page.json();
        let names: Vec<String> = answer.as_object().unwrap().keys().cloned().collect();
        members.push((page.status, names, answer["expires_in"].clone()));
        let auth_req_id = answer["auth_req_id"].as_str().unwrap();
        assert_eq!(bank.poll_error(auth_req_id).await, "authorization_pending", "{hint}");
    }
    assert!(members.iter().all(|each| *each == members[0]), "{members:?}");
}

#[actix_web::test]
async fn an_id_token_of_before_names_its_person_and_that_of_another_app_nobody() {
    let provider = builder().settings(|settings| settings.clients[2].grant_types = vec![GrantType::Ciba]).start();
    let bank = Asker::bank(&provider);
    let (ada, _) = signed_in(&provider, "ada").await;
    let first = bank.ask(&[]).await;
    decide(&ada, &provider, "allow").await;
    let id_token = bank.poll(&first).await.json()["id_token"].as_str().unwrap().to_owned();
    provider.advance(4000);
    let second = bank.ask(&[("login_hint", ""), ("id_token_hint", &id_token)]).await;
    decide(&ada, &provider, "allow").await;
    assert_eq!(bank.poll(&second).await.status, 200);
    let others = RelyingParty::new(&provider).tokens(&Browser::new(), &[]).await;
    let foreign = others["id_token"].as_str().unwrap();
    assert_eq!(error(&bank.try_to_ask(&[("login_hint", ""), ("id_token_hint", foreign)]).await), "invalid_request");
}

/// §4.
#[actix_web::test]
async fn apps_register_for_it_by_the_rules() {
    let provider = builder().settings(open).start();
    let registrar = Registrar::new(&provider);
    let metadata = |more: Value| {
        let mut metadata = json!({"client_name": "A shop", "grant_types": [GRANT]});
        metadata.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        metadata
    };
    let registered = registrar.registered(&metadata(json!({}))).await;
    assert_eq!(registered["backchannel_token_delivery_mode"], "poll");
    let ping = json!({
        "backchannel_token_delivery_mode": "ping", "backchannel_client_notification_endpoint": "https://shop.example/ciba",
        "backchannel_user_code_parameter": true,
    });
    let registered = registrar.registered(&metadata(ping)).await;
    assert_eq!(registered["backchannel_client_notification_endpoint"], "https://shop.example/ciba");
    assert_eq!(registered["backchannel_user_code_parameter"], true);
    for wrong in [
        json!({"backchannel_token_delivery_mode": "push"}),
        json!({"backchannel_token_delivery_mode": "ping"}),
        json!({"backchannel_token_delivery_mode": "ping", "backchannel_client_notification_endpoint": "http://shop.example/"}),
        json!({"backchannel_authentication_request_signing_alg": "none"}),
        json!({"backchannel_authentication_request_signing_alg": "HS256"}),
        json!({"token_endpoint_auth_method": "none"}),
    ] {
        let page = registrar.register(&metadata(wrong.clone())).await;
        assert_eq!(page.status, 400, "{wrong}: {}", page.body);
    }
}
