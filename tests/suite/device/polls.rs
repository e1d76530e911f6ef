//! Polling (RFC 8628 §3.4, §3.5), and what is redeemed (row 67).

use futures_util::future::join_all;
use latchkey::protocol::resource::Resource;
use serde_json::json;

use super::*;
use crate::support::relying_party::decode;

/// RFC 8628 §3.5.
#[actix_web::test]
async fn a_device_is_told_to_wait_until_the_person_has_answered_and_then_gets_tokens() {
    let provider = provider();
    for device in [Device::tv(&provider), Device::set_top_box(&provider)] {
        let asked = device.ask(&[("scope", "openid email offline_access")]).await;
        assert_eq!(device.poll_error(&asked).await, "authorization_pending");
        provider.advance(5);
        assert_eq!(device.poll_error(&asked).await, "authorization_pending");
        let done = allow(&Browser::new(), &asked).await;
        assert!(done.body.contains("Your device is connected"), "{}", done.body);
        let tokens = device.poll(&asked).await;
        assert_eq!((tokens.status.as_u16(), tokens.header("cache-control")), (200, "no-store"), "at once");
        let tokens = tokens.json();
        assert_eq!(
            (&tokens["scope"], &tokens["token_type"]),
            (&json!("openid email offline_access"), &json!("Bearer"))
        );
        let (_, claims) = decode(tokens["id_token"].as_str().unwrap());
        assert_eq!((&claims["aud"], &claims["iss"]), (&json!(device.app.client_id), &json!(provider.issuer)));
        for claim in ["sub", "auth_time", "acr", "amr", "sid", "at_hash"] {
            assert!(!claims[claim].is_null(), "{claim}: {claims}");
        }
        assert!(claims["nonce"].is_null());
        let userinfo = device.app.userinfo(tokens["access_token"].as_str().unwrap()).await;
        assert_eq!(userinfo.json()["email"], "ada@example.com");
        let refresh_token = tokens["refresh_token"].as_str().unwrap();
        let refreshed =
            device.post("/token", &[("grant_type", "refresh_token"), ("refresh_token", refresh_token)]).await;
        assert_eq!(refreshed.status, 200, "{}", refreshed.body);
    }
}

#[actix_web::test]
async fn without_openid_there_is_no_id_token_and_without_offline_access_no_refresh_token() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    let only_access = tokens(&device, &browser, &[("scope", "email")]).await;
    assert!(only_access["id_token"].is_null() && only_access["refresh_token"].is_null(), "{only_access}");
    let identity = tokens(&device, &browser, &[("scope", "openid")]).await;
    assert!(identity["id_token"].is_string() && identity["refresh_token"].is_null(), "{identity}");
}

/// RFC 8628 §3.5: "slow_down … the interval MUST be increased by 5 seconds for this and all subsequent requests".
#[actix_web::test]
async fn a_device_that_asks_too_often_waits_longer_and_longer_wherever_it_asks() {
    let mut provider = provider();
    let (_, elsewhere) = provider.another_node();
    let device = Device::tv(&provider);
    let mut other_node = Device::tv(&provider);
    other_node.app.address = elsewhere;
    let asked = device.ask(&[]).await;
    let expect = async |after: u64, device: &Device<'_>, error: &str| {
        provider.clock.advance(std::time::Duration::from_secs(after));
        assert_eq!(device.poll_error(&asked).await, error, "after {after}");
    };
    expect(0, &device, "authorization_pending").await;
    expect(5, &other_node, "authorization_pending").await;
    expect(4, &device, "slow_down").await;
    expect(9, &other_node, "slow_down").await;
    expect(14, &device, "slow_down").await;
    expect(20, &other_node, "authorization_pending").await;
    expect(19, &device, "slow_down").await;
    // Haste is no reason to keep back what is allowed.
    allow(&Browser::new(), &asked).await;
    assert_eq!(device.poll(&asked).await.status, 200);
}

#[actix_web::test]
async fn what_the_person_refused_is_refused_for_good() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    let asked = device.ask(&[]).await;
    let page = confirmation(&browser, &asked).await;
    let told = browser.submit(&page, &[("decision", "deny")]).await;
    assert!(told.body.contains("Nothing was allowed"), "{}", told.body);
    assert_eq!(device.poll_error(&asked).await, "access_denied");
    let again = browser.submit(&page, &[("decision", "allow")]).await;
    assert_eq!(again.status, 400, "{}", again.body);
    assert_eq!(device.poll_error(&asked).await, "access_denied");
    let code = arrive(&browser, &asked, "ada").await;
    let code = browser.submit(&code, &[("user_code", asked.code())]).await;
    assert_eq!(code.status, 422, "an answered code is a code of nothing");
}

#[actix_web::test]
async fn nobody_gets_anything_after_the_time_of_the_code() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    let (pending, allowed) = (device.ask(&[]).await, device.ask(&[]).await);
    allow(&browser, &allowed).await;
    let open = confirmation(&browser, &pending).await;
    provider.advance(599);
    assert_eq!(device.poll_error(&pending).await, "authorization_pending");
    provider.advance(1);
    assert_eq!(device.poll_error(&pending).await, "expired_token");
    assert_eq!(device.poll_error(&allowed).await, "expired_token");
    let late = browser.submit(&open, &[("decision", "allow")]).await;
    assert!(late.status == 400 && late.body.contains("too long ago"), "{}", late.body);
    assert_eq!(device.poll_error(&pending).await, "expired_token");
}

/// Rows 17 and 19: a device code is its client's, and nobody else uses it up, slows it down or learns what became of it.
#[actix_web::test]
async fn a_device_code_of_another_client_is_no_code() {
    let provider = provider();
    let (tv, set_top_box) = (Device::tv(&provider), Device::set_top_box(&provider));
    let asked = tv.ask(&[]).await;
    for _ in 0..3 {
        assert_eq!(set_top_box.poll_error(&asked).await, "invalid_grant");
    }
    assert_eq!(tv.poll_error(&asked).await, "authorization_pending", "its pace is its own");
    allow(&Browser::new(), &asked).await;
    assert_eq!(set_top_box.poll_error(&asked).await, "invalid_grant");
    assert_eq!(tv.poll(&asked).await.status, 200);
}

#[actix_web::test]
async fn what_is_no_device_code_is_none() {
    let provider = provider();
    let device = Device::tv(&provider);
    let asked = device.ask(&[]).await;
    let whole = asked.text("device_code").to_owned();
    let swapped = if whole.ends_with('A') { "B" } else { "A" };
    for wrong in [
        &whole[..whole.len() - 1],
        &format!("{whole}A"),
        &format!("{}{swapped}", &whole[..whole.len() - 1]),
        asked.code(),
    ] {
        let page = device.post("/token", &[("grant_type", GRANT), ("device_code", wrong)]).await;
        assert_eq!(error(&page), "invalid_grant", "{wrong}");
    }
    assert_eq!(error(&device.post("/token", &[("grant_type", GRANT)]).await), "invalid_request");
    let as_code = device.post("/token", &[("grant_type", "authorization_code"), ("code", &whole)]).await;
    assert_eq!(error(&as_code), "unauthorized_client");
    let short = device.post("/token", &[("grant_type", "device_code"), ("device_code", &whole)]).await;
    assert_eq!(error(&short), "unsupported_grant_type");
}

/// RFC 8707: the tokens are for what the device named when it asked, and for nothing else.
#[actix_web::test]
async fn a_token_is_for_the_resource_that_was_asked_for() {
    let (api, other) = ("https://api.example", "https://other.example");
    let resources = [api, other].map(|uri| Resource::parse(uri).unwrap()).to_vec();
    let provider = builder().settings(|settings| settings.clients[3].resources = resources).start();
    let device = Device::set_top_box(&provider);
    let asked = device.ask(&[("resource", api)]).await;
    allow(&Browser::new(), &asked).await;
    let elsewhere = [("grant_type", GRANT), ("device_code", asked.text("device_code")), ("resource", other)];
    assert_eq!(error(&device.post("/token", &elsewhere).await), "invalid_target");
    let tokens = device.poll(&asked).await.json();
    let told = device.post("/introspect", &[("token", tokens["access_token"].as_str().unwrap())]).await;
    assert_eq!(told.json()["aud"], api, "{}", told.body);
}

/// Row 67, SEC-19: one token set, whatever arrives at once.
#[actix_web::test]
async fn of_many_polls_at_once_one_gets_tokens_and_they_live() {
    let provider = provider();
    let device = Device::tv(&provider);
    let asked = device.ask(&[("scope", "openid")]).await;
    allow(&Browser::new(), &asked).await;
    let pages = join_all((0..20).map(|_| device.poll(&asked))).await;
    let (given, others): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| page.status == 200);
    assert_eq!(given.len(), 1);
    assert!(others.iter().all(|page| error(page) == "invalid_grant"));
    let token = given[0].json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(device.app.userinfo(&token).await.status, 200);
}

/// SEC-21: an overlap harms nobody; whoever comes long after holds a copy.
#[actix_web::test]
async fn a_device_code_that_comes_back_after_a_while_ends_what_it_gave() {
    let provider = provider();
    let (tv, set_top_box) = (Device::tv(&provider), Device::set_top_box(&provider));
    let asked = tv.ask(&[("scope", "openid offline_access")]).await;
    allow(&Browser::new(), &asked).await;
    let token = tv.poll(&asked).await.json()["access_token"].as_str().unwrap().to_owned();
    provider.advance(30);
    assert_eq!(tv.poll_error(&asked).await, "invalid_grant");
    assert_eq!(tv.app.userinfo(&token).await.status, 200, "two polls overlapped");
    provider.advance(1);
    assert_eq!(set_top_box.poll_error(&asked).await, "invalid_grant");
    assert_eq!(tv.app.userinfo(&token).await.status, 200, "another client ends nothing");
    assert_eq!(tv.poll_error(&asked).await, "invalid_grant");
    assert_eq!(tv.app.userinfo(&token).await.status, 401);
}

/// Row 67: approval never revives a used code.
#[actix_web::test]
async fn what_was_redeemed_cannot_be_allowed_again() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    let asked = device.ask(&[]).await;
    let page = confirmation(&browser, &asked).await;
    browser.submit(&page, &[("decision", "allow")]).await;
    assert_eq!(device.poll(&asked).await.status, 200);
    let again = browser.submit(&page, &[("decision", "allow")]).await;
    assert_eq!(again.status, 400, "{}", again.body);
    assert_eq!(device.poll_error(&asked).await, "invalid_grant");
}

#[actix_web::test]
async fn allowing_and_refusing_at_once_comes_to_one_of_them() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    for _ in 0..5 {
        let asked = device.ask(&[]).await;
        let page = confirmation(&browser, &asked).await;
        let (yes, no) =
            (browser.submit(&page, &[("decision", "allow")]), browser.submit(&page, &[("decision", "deny")]));
        let (yes, no) = futures_util::future::join(yes, no).await;
        let words = [yes.body.contains("Your device is connected"), no.body.contains("Nothing was allowed")];
        assert_eq!(words.iter().filter(|said| **said).count(), 1, "{} {}", yes.body, no.body);
        assert_eq!(device.poll(&asked).await.status == 200, words[0]);
    }
}
