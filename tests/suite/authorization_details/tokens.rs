//! What was granted in detail, in tokens and what is told of them, and how a token request narrows it.

use latchkey::protocol::access_token::AccessTokenFormat;
use serde_json::{Value, json};

use super::{BANK, FILES, OFFLINE, assert_refused, builder, code, in_format, introspected, pay, redeem, refresh};
use crate::support::browser::Page;
use crate::support::relying_party::decode;
use crate::support::{RelyingParty, TestProvider};

const FORMATS: [AccessTokenFormat; 2] = [AccessTokenFormat::Opaque, AccessTokenFormat::Jwt];

fn with_actions(actions: &[&str]) -> Value {
    let mut detail = pay("5.00");
    detail["actions"] = json!(actions);
    detail
}

fn at(locations: &[&str], amount: &str) -> Value {
    let mut detail = pay(amount);
    detail["locations"] = json!(locations);
    detail
}

/// In the response, in the token or what introspection says of it, and in nothing that the client did not ask for.
async fn assert_has(app: &RelyingParty<'_>, answer: &Page, details: &Value) {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let tokens = answer.json();
    assert_eq!(&tokens["authorization_details"], details);
    assert_eq!(&introspected(app, &tokens["access_token"]).await["authorization_details"], details);
    let access_token = tokens["access_token"].as_str().unwrap();
    if access_token.contains('.') {
        assert_eq!(&decode(access_token).1["authorization_details"], details);
    }
}

/// RFC 9396 §7, §9.1, §9.2. The first code carries what it stands for, the second is too long for that.
#[actix_web::test]
async fn what_was_allowed_is_in_the_response_the_token_and_introspection_and_stays_through_refreshes() {
    for format in FORMATS {
        let provider = in_format(format).start();
        let app = RelyingParty::new(&provider);
        for details in [json!([pay("5.00")]), json!((1..=10).map(|n| pay(&format!("{n}.00"))).collect::<Vec<_>>())] {
            let code = code(&app, &details, &[OFFLINE]).await;
            assert_eq!(code.len() > 100, details.as_array().unwrap().len() == 1, "{}", code.len());
            let answer = redeem(&app, &code, &[]).await;
            assert_has(&app, &answer, &details).await;
            let tokens = answer.json();
            assert_eq!(introspected(&app, &tokens["refresh_token"]).await["authorization_details"], details);
            assert!(decode(tokens["id_token"].as_str().unwrap()).1.get("authorization_details").is_none());
            assert_has(&app, &refresh(&app, &tokens, &[]).await, &details).await;
        }
        let plain = app.tokens(&crate::support::Browser::new(), &[OFFLINE]).await;
        assert!(plain.get("authorization_details").is_none());
        assert!(introspected(&app, &plain["access_token"]).await.get("authorization_details").is_none());
    }
}

/// RFC 9396 §6: at the token endpoint, a request narrows and never widens; a code that was refused for it is not burned.
#[actix_web::test]
async fn a_code_is_redeemed_for_less_than_was_allowed_and_never_for_more() {
    let provider = in_format(AccessTokenFormat::Jwt).start();
    let app = RelyingParty::new(&provider);
    let granted = json!([with_actions(&["initiate", "status"]), pay("7.00")]);
    let code = code(&app, &granted, &[OFFLINE]).await;
    for wider in wider() {
        let sent = wider.to_string();
        assert_refused(&redeem(&app, &code, &[("authorization_details", &sent)]).await, "exceed what was granted");
    }
    for (sent, words) in [
        ("[]", "must be a JSON array"),
        ("x", "must be a JSON array"),
        (r#"[{"type":"loan"}]"#, "is not a type of this server"),
        (r#"[{"type":"payment"}]"#, "is missing"),
    ] {
        assert_refused(&redeem(&app, &code, &[("authorization_details", sent)]).await, words);
    }
    let narrow = json!([with_actions(&["status"])]);
    let answer = redeem(&app, &code, &[("authorization_details", &narrow.to_string())]).await;
    assert_has(&app, &answer, &narrow).await;
    // The grant is what the person allowed: a refresh may ask for all of it.
    assert_has(&app, &refresh(&app, &answer.json(), &[]).await, &granted).await;
}

/// More than [`with_actions`] and a payment of 7.00 allow.
fn wider() -> [Value; 6] {
    [
        json!([pay("8.00")]),
        json!([pay("5.00")]),
        json!([pay("7.00"), pay("7.00")]),
        json!([with_actions(&["initiate"]), with_actions(&["status"])]),
        json!([with_actions(&[])]),
        json!([with_actions(&["initiate", "status"]), pay("7.00"), pay("7.00")]),
    ]
}

#[actix_web::test]
async fn a_refresh_narrows_for_one_token_and_never_widens() {
    let provider = builder().start();
    let app = RelyingParty::new(&provider);
    let granted = json!([with_actions(&["initiate", "status"]), pay("7.00")]);
    let code = code(&app, &granted, &[OFFLINE]).await;
    let tokens = redeem(&app, &code, &[]).await.json();
    for wider in wider() {
        let sent = wider.to_string();
        assert_refused(&refresh(&app, &tokens, &[("authorization_details", &sent)]).await, "exceed what was granted");
    }
    let narrow = json!([pay("7.00")]);
    let answer = refresh(&app, &tokens, &[("authorization_details", &narrow.to_string())]).await;
    assert_has(&app, &answer, &narrow).await;
    assert_has(&app, &refresh(&app, &answer.json(), &[]).await, &granted).await;

    let without = app.tokens(&crate::support::Browser::new(), &[OFFLINE]).await;
    let sent = narrow.to_string();
    assert_refused(&refresh(&app, &without, &[("authorization_details", &sent)]).await, "exceed what was granted");
}

/// RFC 9396 §9: each resource server learns what is for it, by the token's audience and by who asks.
#[actix_web::test]
async fn details_with_locations_are_for_these_resources_alone() {
    for format in FORMATS {
        let provider = in_format(format).start();
        let (app, bank) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "bank"));
        let granted = json!([at(&[BANK], "1.00"), at(&[FILES], "2.00"), pay("3.00")]);
        let both = [OFFLINE, ("resource", BANK)];
        let code = code(&app, &granted, &both).await;
        let answer = redeem(&app, &code, &[]).await;
        let for_bank = json!([at(&[BANK], "1.00"), pay("3.00")]);
        assert_has(&app, &answer, &for_bank).await;
        assert_eq!(introspected(&bank, &answer.json()["access_token"]).await["authorization_details"], for_bank);
    }
    let provider = builder().start();
    let (app, bank) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "bank"));
    let granted = json!([at(&[BANK], "1.00"), at(&[FILES], "2.00"), pay("3.00")]);
    let code = code(&app, &granted, &[OFFLINE]).await;
    let tokens = redeem(&app, &code, &[]).await.json();
    assert_eq!(tokens["authorization_details"], granted, "for no resource in particular: all of it");
    for (resource, details) in
        [(FILES, json!([at(&[FILES], "2.00"), pay("3.00")])), (BANK, json!([at(&[BANK], "1.00"), pay("3.00")]))]
    {
        let code = super::code(&app, &granted, &[OFFLINE]).await;
        let answer = redeem(&app, &code, &[("resource", resource)]).await;
        assert_has(&app, &answer, &details).await;
        let told = introspected(&bank, &answer.json()["access_token"]).await;
        assert_eq!(told["active"], resource == BANK);
    }
    let code = super::code(&app, &granted, &[OFFLINE]).await;
    let both = redeem(&app, &code, &[("resource", BANK), ("resource", FILES)]).await;
    assert_has(&app, &both, &granted).await;
    let told = introspected(&bank, &both.json()["access_token"]).await;
    assert_eq!(
        told["authorization_details"],
        json!([at(&[BANK], "1.00"), pay("3.00")]),
        "what is for others is not told"
    );
}

async fn for_itself(provider: &TestProvider, client_id: &str, more: &[(&str, &str)]) -> Page {
    let fields = [&[("grant_type", "client_credentials")][..], more].concat();
    RelyingParty::of(provider, client_id).token(&fields).await
}

#[actix_web::test]
async fn a_client_asks_for_itself_for_the_types_that_the_operator_gave_it() {
    for format in FORMATS {
        let provider = in_format(format).start();
        let machine = RelyingParty::of(&provider, "machine");
        let details = json!([pay("5.00")]);
        let sent = details.to_string();
        let answer = for_itself(&provider, "machine", &[("authorization_details", &sent)]).await;
        assert_has(&machine, &answer, &details).await;
        assert!(for_itself(&provider, "machine", &[]).await.json().get("authorization_details").is_none());
        let elsewhere = json!([at(&[FILES], "5.00")]).to_string();
        let narrowed =
            for_itself(&provider, "machine", &[("authorization_details", &elsewhere), ("resource", BANK)]).await;
        assert_eq!(narrowed.json().get("authorization_details"), None);
        assert_refused(
            &for_itself(&provider, "machine", &[("authorization_details", r#"[{"type":"loan"}]"#)]).await,
            "is not a type",
        );
    }
}

/// Nobody consents there, so a client that registered itself gives itself nothing.
#[actix_web::test]
async fn a_client_that_the_operator_did_not_write_down_gets_no_details_for_itself() {
    use latchkey::protocol::authorization_details::Users;
    use latchkey::protocol::client::{Client, GrantType};
    let guest = Client { grant_types: vec![GrantType::ClientCredentials], ..crate::support::provider::client("guest") };
    let provider = builder()
        .client(guest)
        .settings(|settings| settings.authorization_details.insert("payment", super::payment(Users::Everybody)))
        .start();
    let sent = json!([pay("5.00")]).to_string();
    let refused = for_itself(&provider, "guest", &[("authorization_details", &sent)]).await;
    assert_refused(&refused, "for clients that the operator configured");
    assert_eq!(for_itself(&provider, "machine", &[("authorization_details", &sent)]).await.status, 200);
}

/// An access token that leaves with the authorization response has them too (RFC 9396 §4 adds nothing to the response).
#[actix_web::test]
async fn a_token_of_the_front_channel_has_them() {
    use latchkey::protocol::client::GrantType;
    use latchkey::protocol::response_type::ResponseType;
    let provider = builder()
        .app(|app| {
            app.response_types = vec![ResponseType::CodeToken];
            app.grant_types.push(GrantType::Implicit);
        })
        .start();
    let app = RelyingParty::new(&provider);
    let details = json!([pay("5.00")]);
    let sent = details.to_string();
    let changes = [("authorization_details", sent.as_str()), ("response_type", "code token")];
    let answer = super::allowed(&app, &crate::support::Browser::new(), &changes).await.fragment();
    let seen = introspected(&app, &answer["access_token"].as_str().into()).await;
    assert_eq!(seen["authorization_details"], details);
    assert_eq!(redeem(&app, &answer["code"], &[]).await.json()["authorization_details"], details);
}
