//! What the person sees, and that they are always asked.

use latchkey::protocol::client::ConsentMode;
use serde_json::{Value, json};

use super::{OFFLINE, allowed, builder, code, pay, redeem, refresh};
use crate::support::{Browser, RelyingParty};

#[actix_web::test]
async fn every_value_is_shown_in_the_operators_sentence_or_below_it() {
    let provider = builder().start();
    let app = RelyingParty::new(&provider);
    let details = json!([
        {"type": "payment", "amount": "5.00", "creditor": {"name": "<b>Bob", "iban": "CH93 0076"}, "actions": ["initiate"]},
        pay("7.00"),
    ])
    .to_string();
    let asked = [("authorization_details", details.as_str())];
    let page = app.sign_in(&Browser::new(), &asked).await;
    for words in [
        "You are asked to approve",
        "wants access in your name",
        // Its own direction: in a page from right to left, the values would stand in another order.
        "<b dir=\"auto\">Pay <bdi class=\"filled\">5.00</bdi> EUR to <bdi class=\"filled\">&lt;b&gt;Bob</bdi>",
        "Account: <bdi>CH93 0076</bdi>",
        "Actions: <bdi>initiate</bdi>",
        "Pay <bdi class=\"filled\">7.00</bdi> EUR to <bdi class=\"filled\">Bücher &amp; Co.</bdi>",
    ] {
        assert!(page.body.contains(words), "{words} in {}", page.body);
    }
    assert!(!page.body.contains("<b>Bob"), "{}", page.body);
    let german = [asked[0], ("ui_locales", "de")];
    let page = app.sign_in(&Browser::new(), &german).await;
    for words in ["</bdi> EUR zahlen", "Konto: <bdi>CH93 0076</bdi>", "Sie werden gebeten"] {
        assert!(page.body.contains(words), "{words} in {}", page.body);
    }
}

/// A consent is never for details, and neither is the operator's word that nobody need be asked.
#[actix_web::test]
async fn details_are_asked_for_each_time_whatever_was_allowed_before() {
    for mode in [ConsentMode::Remember, ConsentMode::Skip, ConsentMode::Always] {
        let provider = builder().app(|app| app.consent = mode).start();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let details = json!([pay("5.00")]).to_string();
        let asked = [("authorization_details", details.as_str())];
        for _ in 0..2 {
            assert!(allowed(&app, &browser, &asked).await.answer().contains_key("code"), "{mode:?}");
        }
        let silent = app.authorize(&browser, &[asked[0], ("prompt", "none")]).await.answer();
        assert_eq!(silent["error"], "consent_required", "{mode:?}");
        let plain = app.authorize(&browser, &[]).await;
        let is_asked = plain.body.contains("id=\"allow\"");
        assert_eq!(is_asked, mode == ConsentMode::Always, "{mode:?}: what the consent does cover is not asked again");
    }
}

/// The box is about the consent beside the details, which no consent covers.
#[actix_web::test]
async fn the_wish_to_be_asked_each_time_can_be_told_beside_details() {
    let provider = builder().app(|app| app.consent = ConsentMode::Remember).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let details = json!([pay("5.00")]).to_string();
    let page = app.sign_in(&browser, &[("authorization_details", details.as_str())]).await;
    assert!(page.body.contains("name=\"ask\""), "{}", page.body);
    let back = browser.submit(&page, &[("decision", "allow"), ("ask", "each-time")]).await;
    assert!(back.answer().contains_key("code"));
    assert!(app.authorize(&browser, &[]).await.body.contains("id=\"allow\""));
}

#[actix_web::test]
async fn who_cancels_allows_nothing() {
    let provider = builder().start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let details = json!([pay("5.00")]).to_string();
    let page = app.sign_in(&browser, &[("authorization_details", &details)]).await;
    let answer = browser.submit(&page, &[("decision", "deny")]).await.answer();
    assert_eq!(answer["error"], "access_denied");
    assert!(!answer.contains_key("code"));
}

/// What was allowed stands in the audit, in the file that people take with them, and beside the app that holds it.
#[actix_web::test]
async fn what_was_allowed_can_be_seen_afterwards() {
    let provider = builder().start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let details = json!([pay("5.00")]);
    let asked = [("authorization_details", details.to_string()), (OFFLINE.0, OFFLINE.1.to_owned())];
    let asked = asked.each_ref().map(|(name, value)| (*name, value.as_str()));
    let code = allowed(&app, &browser, &asked).await.answer()["code"].clone();
    assert_eq!(redeem(&app, &code, &[]).await.status, 200);

    let apps = browser.visit(&provider.url("/account/apps")).await;
    assert!(apps.body.contains("Pay 5.00 EUR to Bücher &amp; Co."), "{}", apps.body);
    let profile = browser.visit(&provider.url("/account/profile")).await;
    let csrf = profile.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let file: Value = browser.post(&provider.url("/account/data.json"), &[("csrf", &csrf)]).await.json();
    assert_eq!(file["grants"][0]["authorization_details"], details);
    let consent =
        file["activity"].as_array().unwrap().iter().find(|record| record["event"] == "consent.grant").unwrap();
    assert_eq!(consent["details"]["authorization_details"], details.to_string());
}

/// What the operator takes from the client is no longer given, and comes back with the next request alone.
#[actix_web::test]
async fn a_type_that_is_taken_from_the_client_is_gone_from_its_tokens() {
    let mut provider = builder().start();
    let details = json!([pay("5.00")]);
    let tokens = {
        let app = RelyingParty::new(&provider);
        let code = code(&app, &details, &[OFFLINE]).await;
        redeem(&app, &code, &[]).await.json()
    };
    assert_eq!(tokens["authorization_details"], details);
    provider.reload(|settings| settings.authorization_details = Default::default());
    let app = RelyingParty::new(&provider);
    let seen = super::introspected(&app, &tokens["access_token"]).await;
    assert_eq!((&seen["active"], &seen["authorization_details"]), (&true.into(), &Value::Null));
    let again = refresh(&app, &tokens, &[]).await.json();
    assert_eq!((&again["token_type"], &again["authorization_details"]), (&"Bearer".into(), &Value::Null));
}
