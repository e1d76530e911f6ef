//! The parameter at the authorization endpoint, in request objects, and at the pushed authorization request endpoint.

use std::sync::Arc;

use latchkey::jose::jwk::JwkSet;
use latchkey::protocol::authorization_details::Users;
use latchkey::protocol::client::Client;
use serde_json::{Value, json};

use super::{OFFLINE, allowed, assert_refused, builder, pay, payment, redeem};
use crate::client_auth::assertions::Key;
use crate::registration::{Registrar, open};
use crate::support::browser::Page;
use crate::support::provider::{SECRET, client};
use crate::support::{Browser, RelyingParty, TestProvider};

/// RFC 9396 §5: each of the five reasons, with the element and its member.
fn refusals() -> Vec<(Value, &'static str)> {
    let with = |name: &str, value: Value| {
        let mut detail = pay("5.00");
        detail[name] = value;
        json!([pay("1.00"), detail])
    };
    vec![
        (json!([{"type": "loan"}]), "authorization_details[0].type"),
        (with("purpose", json!("rent")), "authorization_details[1].purpose is not a member"),
        (with("amount", json!(5)), "authorization_details[1].amount must be of the type string"),
        (with("amount", json!("5")), "authorization_details[1].amount must match"),
        (json!([{"type": "payment", "amount": "5.00"}]), "authorization_details[0].creditor is missing"),
        (with("creditor", json!({"name": "B\u{202e}ob"})), "authorization_details[1].creditor.name"),
        (json!([]), "must be a JSON array"),
        (json!({"type": "payment"}), "must be a JSON array"),
        (json!(vec![pay("5.00"); 11]), "more than 10 elements"),
    ]
}

#[actix_web::test]
async fn details_that_do_not_fit_are_refused_by_element_and_member() {
    let provider = builder().start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    for (details, words) in refusals() {
        let sent = details.to_string();
        let answer = app.authorize(&browser, &[("authorization_details", &sent)]).await.answer();
        assert_eq!(answer["error"], "invalid_authorization_details", "{sent}");
        assert!(answer["error_description"].contains(words), "{words}: {answer:?}");
        assert_eq!(answer["state"], "st4te");
    }
    for sent in ["payment", "[{\"type\":\"payment\",\"type\":\"loan\"}]", "[1]"] {
        let answer = app.authorize(&browser, &[("authorization_details", sent)]).await.answer();
        assert_eq!(answer["error"], "invalid_authorization_details", "{sent}");
    }
    let long = json!([{"type": "payment", "note": "x".repeat(9_000)}]).to_string();
    let answer = app.authorize(&browser, &[("authorization_details", &long)]).await.answer();
    assert_eq!(answer["error"], "invalid_request");
    assert!(answer["error_description"].contains("authorization_details is longer than 8192 bytes"));
}

#[actix_web::test]
async fn a_type_is_refused_to_clients_that_it_is_not_for() {
    let provider = builder().client(Client { authorization_details_types: Some(vec![]), ..client("quiet") }).start();
    let sent = json!([pay("5.00")]).to_string();
    for name in ["other", "quiet"] {
        let answer =
            RelyingParty::of(&provider, name).authorize(&Browser::new(), &[("authorization_details", &sent)]).await;
        assert_eq!(answer.answer()["error"], "invalid_authorization_details");
        assert!(answer.answer()["error_description"].contains("this client may not use the type"));
    }
}

async fn push(app: &RelyingParty<'_>, parameters: &[(&str, &str)]) -> Page {
    let usual = [("response_type", "code"), ("redirect_uri", app.redirect_uri.as_str()), OFFLINE];
    let form = [&usual[..], parameters].concat();
    let request = app.http.post(format!("{}/par", app.address)).basic_auth(app.client_id, Some(SECRET)).form(&form);
    Page::read(request.send().await.unwrap()).await
}

/// RFC 9126, RFC 9396 §4.
#[actix_web::test]
async fn details_are_pushed_and_refused_where_they_are_pushed() {
    let provider = builder().start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    for (details, words) in refusals() {
        assert_refused(&push(&app, &[("authorization_details", &details.to_string())]).await, words);
    }
    let details = json!([pay("5.00"), pay("6.00")]);
    let pushed = push(&app, &[("authorization_details", &details.to_string())]).await;
    assert_eq!(pushed.status, 201, "{}", pushed.body);
    let request_uri = pushed.json()["request_uri"].as_str().unwrap().to_owned();
    // What somebody adds on the way does not count.
    let added = json!([pay("9.00")]).to_string();
    let changes = [("request_uri", request_uri.as_str()), ("authorization_details", &added)];
    let code = allowed(&app, &browser, &changes).await.answer()["code"].clone();
    assert_eq!(redeem(&app, &code, &[]).await.json()["authorization_details"], details);
}

fn with_objects(key: &Key) -> TestProvider {
    let keys = Arc::new(JwkSet::from_value(&json!({"keys": [key.jwk()]})).unwrap());
    builder().app(|app| app.jwks = Some(keys)).start()
}

/// RFC 9101 §4, RFC 9396 §3: inside a request object they are JSON, and not a text of it.
#[actix_web::test]
async fn details_stand_in_request_objects() {
    let key = Key::new("objects");
    let provider = with_objects(&key);
    let app = RelyingParty::new(&provider);
    let object = |details: &Value| {
        key.sign(&json!({
            "iss": "app", "aud": provider.issuer, "client_id": "app", "response_type": "code", "scope": "openid",
            "redirect_uri": app.redirect_uri, "authorization_details": details,
        }))
    };
    let details = json!([pay("5.00")]);
    let added = json!([pay("9.00")]).to_string();
    for inside in [details.clone(), json!(details.to_string())] {
        let changes = [("request", object(&inside)), ("authorization_details", added.clone())];
        let changes = changes.each_ref().map(|(name, value)| (*name, value.as_str()));
        let code = allowed(&app, &Browser::new(), &changes).await.answer()["code"].clone();
        assert_eq!(redeem(&app, &code, &[]).await.json()["authorization_details"], details);
    }
    for (details, words) in refusals() {
        let answer = app.authorize(&Browser::new(), &[("request", &object(&details))]).await.answer();
        assert_eq!(answer["error"], "invalid_authorization_details", "{details}");
        assert!(answer["error_description"].contains(words), "{words}: {answer:?}");
    }
    let without = object(&Value::Null);
    let changes = [("request", without.as_str()), ("authorization_details", &added)];
    let none = app.sign_in(&Browser::new(), &changes).await;
    assert!(none.answer().contains_key("code"), "none inside: none outside counts");
}

/// RFC 9396 §10.
#[actix_web::test]
async fn discovery_lists_the_types_where_there_are_any() {
    for (provider, types) in [(builder().start(), json!(["payment"])), (TestProvider::new(), Value::Null)] {
        let document = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
        assert_eq!(document["authorization_details_types_supported"], types);
    }
}

/// RFC 9396 §10: `authorization_details_types` in client metadata.
#[actix_web::test]
async fn a_client_registers_for_the_types_that_are_for_everybody() {
    let provider = builder()
        .settings(open)
        .settings(|settings| settings.authorization_details.insert("open", payment(Users::Everybody)))
        .start();
    let registrar = Registrar::new(&provider);
    let metadata =
        |types: Value| json!({"redirect_uris": ["https://guest.example/cb"], "authorization_details_types": types});
    for types in [json!(["payment"]), json!(["loan"]), json!(["open", "payment"])] {
        let refused = registrar.register(&metadata(types.clone())).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &"invalid_client_metadata".into()));
        assert!(refused.body.contains("authorization_details_types"), "{}", refused.body);
    }
    let registered = registrar.register(&metadata(json!(["open"]))).await;
    assert_eq!(registered.status, 201, "{}", registered.body);
    assert_eq!(registered.json()["authorization_details_types"], json!(["open"]));
}
