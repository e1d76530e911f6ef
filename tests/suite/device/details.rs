//! `authorization_details` (RFC 9396) of a device: seen and allowed elsewhere, and in the token that the device gets.

use latchkey::protocol::authorization_details::Users;
use serde_json::{Value, json};

use super::*;
use crate::authorization_details::{pay, payment};

fn with_payments() -> TestProvider {
    builder().settings(|settings| settings.authorization_details.insert("payment", payment(Users::Everybody))).start()
}

#[actix_web::test]
async fn what_a_device_asks_for_in_detail_is_shown_and_allowed_and_in_its_token() {
    let provider = with_payments();
    for device in [Device::tv(&provider), Device::set_top_box(&provider)] {
        let browser = Browser::new();
        let details = json!([pay("5.00"), pay("6.00")]);
        let sent = details.to_string();
        let asked = device.ask(&[("scope", "openid offline_access"), ("authorization_details", &sent)]).await;
        let page = confirmation(&browser, &asked).await;
        assert!(page.body.contains("Pay <bdi class=\"filled\">5.00</bdi> EUR to"), "{}", page.body);
        browser.submit(&page, &[("decision", "allow")]).await;
        let tokens = device.poll(&asked).await.json();
        assert_eq!(tokens["authorization_details"], details, "{tokens}");
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"].as_str().unwrap())];
        assert_eq!(device.post("/token", &refresh).await.json()["authorization_details"], details);
    }
}

#[actix_web::test]
async fn a_device_narrows_what_was_allowed_and_is_refused_what_was_not() {
    let provider = with_payments();
    let device = Device::set_top_box(&provider);
    let details = json!([pay("5.00"), pay("6.00")]).to_string();
    let asked = device.ask(&[("authorization_details", &details)]).await;
    allow(&Browser::new(), &asked).await;
    let poll = async |details: Value| {
        let details = details.to_string();
        let fields = [
            ("grant_type", GRANT),
            ("device_code", asked.text("device_code")),
            ("authorization_details", details.as_str()),
        ];
        provider.advance(6);
        device.post("/token", &fields).await
    };
    assert_eq!(error(&poll(json!([pay("7.00")])).await), "invalid_authorization_details");
    let narrow = json!([pay("6.00")]);
    assert_eq!(poll(narrow.clone()).await.json()["authorization_details"], narrow);
}

#[actix_web::test]
async fn details_that_do_not_fit_are_refused_before_anybody_sees_them() {
    let provider = with_payments();
    let sent = json!([{"type": "payment", "amount": 5}]).to_string();
    let page = Device::tv(&provider).post("/device_authorization", &[("authorization_details", &sent)]).await;
    assert_eq!(error(&page), "invalid_authorization_details");
    assert!(page.body.contains("authorization_details[0].creditor is missing"), "{}", page.body);
}
