//! `dpop_jkt` (RFC 9449 §10): a code is for the key that its request named.

use std::sync::Arc;

use latchkey::jose::jwk::JwkSet;
use serde_json::json;

use super::{CHALLENGE, Holder, OFFLINE, assert_refused, builder, redeem};
use crate::client_auth::assertions::Key;
use crate::support::{Browser, RelyingParty};

#[actix_web::test]
async fn a_code_is_for_the_key_that_its_request_named_and_for_no_other() {
    let provider = builder().start();
    let (holder, thief) = (Holder::new(), Holder::new());
    let jkt = holder.jkt();
    for client_id in ["app", "phone"] {
        let app = RelyingParty::of(&provider, client_id);
        let challenge = if client_id == "phone" { &CHALLENGE[..] } else { &[] };
        let code = app.code(&Browser::new(), &[&[OFFLINE, ("dpop_jkt", &jkt)][..], challenge].concat()).await;
        assert_refused(&redeem(&app, &code, &[]).await, 400, "invalid_grant", "without a proof");
        let other = thief.for_token(&provider);
        assert_refused(&redeem(&app, &code, &[&other]).await, 400, "invalid_grant", "by another key");
        let answer = redeem(&app, &code, &[&holder.for_token(&provider)]).await;
        assert_eq!(answer.json()["token_type"], "DPoP", "nothing was used up: {}", answer.body);
        let tokens = answer.json();
        // Whoever has the code without the key revokes nothing by it.
        assert_refused(&redeem(&app, &code, &[&thief.for_token(&provider)]).await, 400, "invalid_grant", "a replay");
        assert_eq!(super::ask(&app, &tokens, &holder).await.status, 200);
        assert_refused(&redeem(&app, &code, &[&holder.for_token(&provider)]).await, 400, "invalid_grant", "a replay");
        assert_eq!(super::ask(&app, &tokens, &holder).await.status, 401, "SEC-21");
    }
}

/// Codes of the hybrid flow lie in the store.
#[actix_web::test]
async fn a_stored_code_is_for_its_key_too() {
    let provider = builder()
        .app(|app| {
            use latchkey::protocol::client::GrantType;
            use latchkey::protocol::response_type::ResponseType;
            app.response_types = vec![ResponseType::CodeIdToken];
            app.grant_types.push(GrantType::Implicit);
        })
        .start();
    let holder = Holder::new();
    let app = RelyingParty::new(&provider);
    let changes = [("response_type", "code id_token"), ("dpop_jkt", &holder.jkt())];
    let answer = app.sign_in(&Browser::new(), &changes).await.fragment();
    let code = &answer["code"];
    assert_refused(&redeem(&app, code, &[]).await, 400, "invalid_grant", "without a proof");
    let other = Holder::new().for_token(&provider);
    assert_refused(&redeem(&app, code, &[&other]).await, 400, "invalid_grant", "by another key");
    assert_eq!(redeem(&app, code, &[&holder.for_token(&provider)]).await.status, 200);
}

#[actix_web::test]
async fn what_is_no_thumbprint_is_refused_at_once() {
    let provider = builder().start();
    let app = RelyingParty::new(&provider);
    let jkt = Holder::new().jkt();
    for wrong in ["x", &jkt[1..], &format!("{jkt}="), &jkt.replace(|_| true, "!"), &"A".repeat(4000)] {
        let answer = app.authorize(&Browser::new(), &[("dpop_jkt", wrong)]).await.answer();
        assert_eq!(answer["error"], "invalid_request", "{wrong}");
        assert!(answer["error_description"].contains("dpop_jkt"));
    }
}

/// RFC 9101: what is inside the object counts, and what is outside does not.
#[actix_web::test]
async fn a_request_object_names_the_key() {
    let signer = Key::new("objects");
    let keys = Arc::new(JwkSet::from_value(&json!({"keys": [signer.jwk()]})).unwrap());
    let provider = builder().app(|app| app.jwks = Some(keys)).start();
    let (holder, other) = (Holder::new(), Holder::new());
    let app = RelyingParty::new(&provider);
    let claims = json!({
        "iss": "app", "aud": provider.issuer, "client_id": "app", "response_type": "code", "scope": "openid",
        "redirect_uri": app.redirect_uri, "dpop_jkt": holder.jkt(),
    });
    let object = signer.sign(&claims);
    let code = app.code(&Browser::new(), &[("request", &object), ("dpop_jkt", &other.jkt())]).await;
    assert_refused(&redeem(&app, &code, &[&other.for_token(&provider)]).await, 400, "invalid_grant", "outside");
    assert_eq!(redeem(&app, &code, &[&holder.for_token(&provider)]).await.status, 200);
}
