//! `GET`, `PUT` and `DELETE registration_client_uri` (RFC 7592 §2; rows 38 and 62).

use serde_json::{Value, json};

use super::{Registrar, open_provider, text, with};
use crate::support::browser::Page;
use crate::support::provider::START;
use crate::support::{Browser, RelyingParty};

/// The members of an answer that a change may send back.
fn own(answer: &Value) -> Value {
    let mut members = answer.clone();
    for name in
        ["registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at"]
    {
        members.as_object_mut().unwrap().remove(name);
    }
    members
}

#[actix_web::test]
async fn a_client_reads_changes_and_removes_itself() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let first =
        registrar.registered(&with(json!({"tos_uri": "https://guest.example/tos", "contacts": ["a@b.c"]}))).await;
    let (uri, token) = (text(&first, "registration_client_uri"), text(&first, "registration_access_token"));

    let read = registrar.read(uri, token).await;
    assert_eq!((read.status.as_u16(), read.header("cache-control")), (200, "no-store"));
    let mut expected = first.clone();
    expected.as_object_mut().unwrap().remove("client_secret");
    assert_eq!(read.json(), expected, "all of it, but the secret, of which a digest is kept");

    let mut change = own(&first);
    change["client_name"] = json!("Renamed");
    change.as_object_mut().unwrap().remove("tos_uri");
    change["contacts"] = json!(null);
    provider.advance(5);
    let changed = registrar.replace(uri, token, &change).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let changed = changed.json();
    assert_eq!((&changed["client_name"], &changed["client_id"]), (&json!("Renamed"), &first["client_id"]));
    assert!(changed.get("tos_uri").is_none() && changed.get("contacts").is_none(), "what is left out is gone");
    assert_eq!(changed["client_id_issued_at"], START.0);
    let next = text(&changed, "registration_access_token");
    assert_ne!(next, token);
    for old in [registrar.read(uri, token).await, registrar.replace(uri, token, &change).await] {
        assert_eq!(old.status, 401, "the token is spent with the change it made");
    }
    let removed = registrar.remove(uri, next).await;
    assert_eq!((removed.status.as_u16(), removed.body.as_str()), (204, ""));
    for gone in [registrar.read(uri, next).await, registrar.remove(uri, next).await] {
        assert_eq!((gone.status.as_u16(), gone.header("www-authenticate")), (401, "Bearer error=\"invalid_token\""));
    }
}

/// RFC 7592 §2: nobody learns which clients there are.
#[actix_web::test]
async fn a_wrong_token_an_unknown_client_and_a_disabled_one_look_the_same() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let (one, other) = (registrar.registered(&with(json!({}))).await, registrar.registered(&with(json!({}))).await);
    let (uri, token) = (text(&one, "registration_client_uri"), text(&one, "registration_access_token"));
    let without = Page::read(registrar.http.get(uri).send().await.unwrap()).await;
    assert_eq!((without.status.as_u16(), without.header("www-authenticate")), (401, "Bearer"));
    let wrong = registrar.read(uri, "lkm_wrong").await;
    assert_eq!(wrong.status, 401);
    let mut refused = vec![
        registrar.read(uri, text(&other, "registration_access_token")).await,
        registrar.read(uri, &token[..token.len() - 1]).await,
        registrar.read(uri, text(&one, "client_secret")).await,
        registrar.read(&provider.url("/register/unknown"), token).await,
        registrar.read(&provider.url("/register/app"), token).await,
    ];
    let client_id = latchkey::protocol::client::ClientId::parse(text(&one, "client_id")).unwrap();
    provider.provider.store.set_client_disabled(&client_id, true, START).await.unwrap();
    refused.push(registrar.read(uri, token).await);
    refused.push(registrar.replace(uri, token, &own(&one)).await);
    refused.push(registrar.remove(uri, token).await);
    for refused in refused {
        assert_eq!((refused.status, &refused.body), (wrong.status, &wrong.body));
    }
    provider.provider.store.set_client_disabled(&client_id, false, START).await.unwrap();
    assert_eq!(registrar.read(uri, token).await.status, 200);
}

/// RFC 7592 §2.2.
#[actix_web::test]
async fn a_change_names_its_client_its_secret_and_nothing_of_the_servers() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let first = registrar.registered(&with(json!({}))).await;
    let (uri, token) = (text(&first, "registration_client_uri"), text(&first, "registration_access_token"));
    let mut changes = vec![];
    for (name, value) in [
        ("client_id", Value::Null),
        ("client_id", json!("app")),
        ("client_secret", json!("lks_wrong")),
        ("client_secret", json!("")),
        ("client_secret", json!(5)),
        ("registration_access_token", json!(token)),
        ("registration_client_uri", json!(uri)),
        ("client_secret_expires_at", json!(0)),
        ("client_id_issued_at", json!(START.0)),
    ] {
        let mut change = own(&first);
        match value {
            Value::Null => drop(change.as_object_mut().unwrap().remove(name)),
            value => change[name] = value,
        }
        changes.push(change);
    }
    for change in changes {
        let refused = registrar.replace(uri, token, &change).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &json!("invalid_request")), "{change}");
    }
    let mut without_secret = own(&first);
    without_secret.as_object_mut().unwrap().remove("client_secret");
    let changed = registrar.replace(uri, token, &without_secret).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert!(changed.json().get("client_secret").is_none(), "the present one stays");
    let app = RelyingParty::of(&provider, "unused");
    let request = app.http.post(provider.url("/token"));
    let request = request.basic_auth(text(&first, "client_id"), Some(text(&first, "client_secret")));
    let proven = Page::read(request.form(&[("grant_type", "authorization_code"), ("code", "x")]).send().await.unwrap());
    assert_ne!(proven.await.json()["error"], "invalid_client");
}

/// Row 62: on a change the rules are the same, also for what it leaves out; what fails changes nothing.
#[actix_web::test]
async fn a_change_keeps_to_the_rules_of_registration() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let first = registrar.registered(&with(json!({}))).await;
    let (uri, token) = (text(&first, "registration_client_uri"), text(&first, "registration_access_token"));
    for (name, value, error) in [
        ("redirect_uris", json!(["javascript:alert(1)"]), "invalid_redirect_uri"),
        ("redirect_uris", Value::Null, "invalid_redirect_uri"),
        ("redirect_uris", json!(["https://guest.example/cb#x"]), "invalid_redirect_uri"),
        ("logo_uri", json!("data:image/png,x"), "invalid_client_metadata"),
        ("initiate_login_uri", json!("http://guest.example"), "invalid_client_metadata"),
        ("id_token_signed_response_alg", json!("none"), "invalid_client_metadata"),
        ("response_types", json!(["id_token"]), "invalid_client_metadata"),
    ] {
        let mut change = own(&first);
        change[name] = value.clone();
        let refused = registrar.replace(uri, token, &change).await;
        assert_eq!((refused.status.as_u16(), refused.json()["error"].as_str()), (400, Some(error)), "{name}: {value}");
    }
    let read = registrar.read(uri, token).await.json();
    assert_eq!(read["redirect_uris"], first["redirect_uris"]);
    assert_eq!(read["client_name"], first["client_name"]);
}

/// A client that becomes public loses its secret for good; one that becomes confidential gets a new one.
#[actix_web::test]
async fn a_change_of_method_changes_the_secret() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let first = registrar.registered(&with(json!({}))).await;
    let uri = text(&first, "registration_client_uri");
    let mut change = own(&first);
    change["token_endpoint_auth_method"] = json!("none");
    let public = registrar.replace(uri, text(&first, "registration_access_token"), &change).await.json();
    assert!(public.get("client_secret").is_none() && public.get("client_secret_expires_at").is_none(), "{public}");
    let mut change = own(&public);
    change["token_endpoint_auth_method"] = json!("client_secret_post");
    let again = registrar.replace(uri, text(&public, "registration_access_token"), &change).await.json();
    assert_ne!(text(&again, "client_secret"), text(&first, "client_secret"));
    assert_eq!(again["client_secret_expires_at"], 0);
}

/// What people allowed, they allowed to what they saw (decision 8).
#[actix_web::test]
async fn a_client_that_looks_different_is_asked_about_again() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let first = registrar.registered(&with(json!({}))).await;
    let uri = text(&first, "registration_client_uri");
    let mut app = RelyingParty::of(&provider, text(&first, "client_id"));
    app.redirect_uri = "https://guest.example/cb".into();
    let browser = Browser::new();
    let consent = app.sign_in(&browser, &[]).await;
    browser.submit(&consent, &[("decision", "allow")]).await.answer();
    let mut change = own(&first);
    change["contacts"] = json!(["ada@example.com"]);
    let second = registrar.replace(uri, text(&first, "registration_access_token"), &change).await.json();
    assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"));
    change["client_name"] = json!("Your Bank");
    registrar.replace(uri, text(&second, "registration_access_token"), &change).await.json();
    let silent = app.authorize(&browser, &[("prompt", "none")]).await.answer();
    assert_eq!(silent["error"], "consent_required");
}
