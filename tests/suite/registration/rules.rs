//! What `[registration]` says of every client that registers itself: PKCE, and which APIs.

use latchkey::config::settings::Settings;
use latchkey::protocol::resource::Resource;
use serde_json::{Value, json};

use super::{Registrar, open, text, with};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const API: &str = "https://tools.example.com/mcp";
const S256: [(&str, &str); 2] =
    [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn started(change: impl FnOnce(&mut Settings)) -> TestProvider {
    Builder::new().settings(open).with(change).start()
}

async fn registered(provider: &TestProvider, changes: Value) -> Value {
    Registrar::new(provider).registered(&with(changes)).await
}

fn party<'a>(provider: &'a TestProvider, answer: &'a Value) -> RelyingParty<'a> {
    RelyingParty {
        redirect_uri: "https://guest.example/cb".into(),
        ..RelyingParty::of(provider, text(answer, "client_id"))
    }
}

#[actix_web::test]
async fn registered_clients_follow_the_same_rule_of_pkce_unless_the_operator_says_otherwise() {
    for (require_pkce, with_nonce, with_neither) in
        [(None, true, false), (Some(true), false, false), (Some(false), true, true)]
    {
        let provider = started(|settings| settings.registration.require_pkce = require_pkce);
        let (confidential, public) = (
            registered(&provider, json!({})).await,
            registered(&provider, json!({"token_endpoint_auth_method": "none"})).await,
        );
        let passes = async |answer: &Value, changes: &[(&str, &str)]| {
            let page = party(&provider, answer).authorize(&Browser::new(), changes).await;
            page.body.contains("id=\"password\"")
        };
        assert_eq!(passes(&confidential, &[]).await, with_nonce, "{require_pkce:?}");
        assert_eq!(passes(&confidential, &[("nonce", "")]).await, with_neither, "{require_pkce:?}");
        assert!(passes(&confidential, &S256).await && passes(&public, &S256).await, "{require_pkce:?}");
        assert!(!passes(&public, &[]).await, "{require_pkce:?}");
    }
}

/// RFC 8707: a tool client, which sends `resource`, often without `openid`.
#[actix_web::test]
async fn a_registered_client_gets_tokens_for_the_apis_that_the_operator_named_and_no_others() {
    let mut provider = started(|settings| settings.registration.resources = vec![Resource::parse(API).unwrap()]);
    let answer = registered(
        &provider,
        json!({"token_endpoint_auth_method": "none", "grant_types": ["authorization_code", "refresh_token"]}),
    )
    .await;
    let browser = Browser::new();
    let asked = [("scope", ""), ("resource", API), S256[0], S256[1]];
    {
        let app = party(&provider, &answer);
        let consent = app.sign_in(&browser, &asked).await;
        let code = browser.submit(&consent, &[("decision", "allow")]).await.answer()["code"].clone();
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &app.redirect_uri),
            ("client_id", app.client_id),
            ("code_verifier", VERIFIER),
            ("resource", API),
        ];
        let tokens = app.http.post(provider.url("/token")).form(&fields).send().await.unwrap();
        assert_eq!(tokens.status(), 200);
        let tokens = crate::support::browser::Page::read(tokens).await.json();
        assert!(tokens.get("id_token").is_none(), "{tokens}");
        for other in ["https://tools.example.com/mcp/", "https://tools.example.com", "https://evil.example/mcp"] {
            let asked = [("scope", ""), ("resource", other), S256[0], S256[1]];
            assert_eq!(app.authorize(&browser, &asked).await.answer()["error"], "invalid_target", "{other}");
        }
    }
    // Held at each request: what the operator takes back is taken back from those that are there.
    provider.reload(|settings| settings.registration.resources.clear());
    let app = party(&provider, &answer);
    assert_eq!(app.authorize(&browser, &asked).await.answer()["error"], "invalid_target");
}

/// RFC 9449 §5.2.
#[actix_web::test]
async fn a_client_registers_that_it_may_only_have_bound_tokens_and_no_response_type_that_gives_others() {
    let provider = started(|_| {});
    let answer = registered(&provider, json!({"dpop_bound_access_tokens": true})).await;
    assert_eq!(answer["dpop_bound_access_tokens"], true);
    let app = party(&provider, &answer);
    let request = app.http.post(provider.url("/token")).basic_auth(app.client_id, Some(text(&answer, "client_secret")));
    let request = request.form(&[("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "x")]);
    let refused = crate::support::browser::Page::read(request.send().await.unwrap()).await.json();
    assert_eq!(refused["error"], "invalid_request", "{refused}");
    for (response_types, is_fine) in
        [(json!(["code id_token"]), true), (json!(["code", "token id_token"]), false), (json!(["code token"]), false)]
    {
        let asked = |bound: bool| {
            with(json!({
                "dpop_bound_access_tokens": bound,
                "response_types": response_types,
                "grant_types": ["authorization_code", "implicit"],
            }))
        };
        let registrar = Registrar::new(&provider);
        assert_eq!(registrar.register(&asked(true)).await.status == 201, is_fine, "{response_types}");
        assert_eq!(registrar.register(&asked(false)).await.status, 201, "{response_types}");
    }
    let wrong = Registrar::new(&provider).register(&with(json!({"dpop_bound_access_tokens": "yes"}))).await;
    assert_eq!(wrong.json()["error"], "invalid_client_metadata");
}
