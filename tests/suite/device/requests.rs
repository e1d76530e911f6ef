//! The device authorization request and its answer (RFC 8628 §3.1, §3.2, §4).

use latchkey::config::settings::Rate;
use latchkey::protocol::client::Client;
use latchkey::protocol::resource::Resource;
use serde_json::json;

use super::*;
use crate::registration::{Registrar, open};

/// RFC 8628 §3.2.
#[actix_web::test]
async fn a_device_gets_two_codes_and_the_address_of_a_page() {
    let provider = provider();
    for device in [Device::tv(&provider), Device::set_top_box(&provider)] {
        let page = device.post("/device_authorization", &[("scope", "openid")]).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
        let asked = Asked(page.json());
        assert_eq!(asked.text("verification_uri"), provider.url("/device"));
        let complete = format!("{}?user_code={}", provider.url("/device"), asked.code());
        assert_eq!(asked.text("verification_uri_complete"), complete);
        assert_eq!((&asked.0["expires_in"], &asked.0["interval"]), (&json!(600), &json!(5)));
        let letters: String = asked.code().split('-').collect();
        assert!(letters.len() == 8 && letters.bytes().all(|letter| b"BCDFGHJKLMNPQRSTVWXZ".contains(&letter)));
        assert!(asked.text("device_code").len() >= 43);
    }
}

#[actix_web::test]
async fn every_request_has_codes_of_its_own() {
    let provider = provider();
    let device = Device::tv(&provider);
    let (one, other) = (device.ask(&[]).await, device.ask(&[]).await);
    assert_ne!(one.code(), other.code());
    assert_ne!(one.text("device_code"), other.text("device_code"));
}

#[actix_web::test]
async fn discovery_names_the_endpoint_and_the_grant() {
    let provider = provider();
    let document = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    assert_eq!(document["device_authorization_endpoint"], provider.url("/device_authorization"));
    assert!(document["grant_types_supported"].as_array().unwrap().contains(&json!(GRANT)));
}

#[actix_web::test]
async fn who_is_not_known_or_not_registered_for_it_gets_nothing() {
    let provider = provider();
    let mut device = Device::set_top_box(&provider);
    device.secret = Some("wrong");
    assert_eq!(device.post("/device_authorization", &[]).await.status, 401);
    device.secret = None;
    assert_eq!(device.post("/device_authorization", &[]).await.status, 401, "its name alone");
    for client_id in ["nobody", "app"] {
        let other = Device { app: RelyingParty::of(&provider, client_id), secret: Some(SECRET) };
        let page = other.post("/device_authorization", &[]).await;
        let expected = if client_id == "app" { (400, "unauthorized_client") } else { (401, "invalid_client") };
        assert_eq!((page.status.as_u16(), page.json()["error"].as_str().unwrap()), expected);
    }
}

#[actix_web::test]
async fn parameters_are_judged_as_elsewhere() {
    let provider = builder()
        .settings(|settings| {
            settings.clients[2].resources = vec![Resource::parse("https://api.example").unwrap()];
        })
        .start();
    let device = Device::tv(&provider);
    for (fields, error) in [
        (vec![("scope", "openid"), ("scope", "email")], "invalid_request"),
        (vec![("resource", "https://other.example")], "invalid_target"),
        (vec![("resource", "/relative")], "invalid_target"),
    ] {
        assert_eq!(super::error(&device.post("/device_authorization", &fields).await), error, "{fields:?}");
    }
    let in_query = device.app.http.post(provider.url("/device_authorization?client_id=tv"));
    let answer = in_query.form(&[("scope", "openid")]).send().await.unwrap();
    assert_eq!(answer.status(), 401, "the query is not read");
    assert_eq!(Browser::new().get(&provider.url("/device_authorization")).await.status, 405);
    device.ask(&[("resource", "https://api.example"), ("scope", "openid unknown-to-all")]).await;
}

#[actix_web::test]
async fn a_client_has_no_more_than_so_many_waiting_and_a_public_one_asks_no_faster_than_so() {
    let provider = builder()
        .settings(|settings| {
            settings.limits.polled_requests_per_client = 2;
            settings.limits.polled_requests = Rate { events: 4, window: std::time::Duration::from_secs(60) };
        })
        .start_one();
    let (tv, set_top_box) = (Device::tv(&provider), Device::set_top_box(&provider));
    for device in [&tv, &set_top_box] {
        device.ask(&[]).await;
        device.ask(&[]).await;
        let page = device.post("/device_authorization", &[]).await;
        assert_eq!(page.status, 429, "{}", page.body);
        assert!(!page.header("retry-after").is_empty());
    }
    provider.advance(601);
    tv.ask(&[]).await;
    set_top_box.ask(&[]).await;
    let statuses = async |device: &Device<'_>| {
        let mut statuses = Vec::new();
        for _ in 0..4 {
            statuses.push(device.post("/device_authorization", &[("resource", "/wrong")]).await.status.as_u16());
        }
        statuses
    };
    assert_eq!(statuses(&tv).await, [400, 400, 400, 429], "whatever comes of it");
    assert_eq!(statuses(&set_top_box).await, [400; 4], "who proves itself is not held up by others");
}

#[actix_web::test]
async fn an_app_registers_for_it_without_a_place_for_a_browser() {
    let provider = builder().settings(open).start();
    let registrar = Registrar::new(&provider);
    let metadata = json!({
        "client_name": "A console", "grant_types": [GRANT, "refresh_token"], "application_type": "native",
        "token_endpoint_auth_method": "none",
    });
    let registered = registrar.registered(&metadata).await;
    assert_eq!(registered["response_types"], json!([]));
    let client_id = registered["client_id"].as_str().unwrap();
    let device = Device { app: RelyingParty::of(&provider, client_id), secret: None };
    let tokens = tokens(&device, &Browser::new(), &[("scope", "openid")]).await;
    assert!(tokens["id_token"].is_string());
    let wrong = registrar.register(&json!({"grant_types": [GRANT], "response_types": ["code"]})).await;
    assert_eq!(wrong.status, 400, "a response type needs its grant and its redirect URIs");
}

/// What rests is digests (SEC-28).
#[actix_web::test]
async fn neither_code_is_in_the_database() {
    let provider = provider();
    let device = Device::tv(&provider);
    let asked = device.ask(&[]).await;
    allow(&Browser::new(), &asked).await;
    let rows = provider.by_hand();
    let bare: String = asked.code().split('-').collect();
    for column in ["request", "\"authorization\"", "client_id", "grant_type"] {
        let text = rows.run(&format!("SELECT {column} FROM polled_requests")).unwrap();
        for secret in [asked.code(), &bare, asked.text("device_code")] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    let user_code = latchkey::protocol::user_code::UserCode::parse(asked.code()).unwrap();
    assert!(provider.provider.store.polled_by_user_code(&user_code.digest()).await.unwrap().is_some());
}

#[test]
fn a_client_for_devices_is_like_any_other_in_what_is_not_said() {
    let plain = Client { grant_types: tv().grant_types, ..client("tv") };
    assert!(plain.signs_people_in());
}
