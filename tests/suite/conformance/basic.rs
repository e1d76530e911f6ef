//! The request: its shape, its scopes, where errors go.

use serde_json::json;

use super::verified;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// Bits of Shannon entropy in `text`.
fn shannon_bits(text: &str) -> f64 {
    let length = text.len() as f64;
    let mut counts = std::collections::HashMap::new();
    text.bytes().for_each(|byte| *counts.entry(byte).or_insert(0_f64) += 1.0);
    counts.values().map(|count| -count / length * (count / length).log2()).sum::<f64>() * length
}

#[actix_web::test]
async fn oidcc_server() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = app.sign_in(&browser, &[]).await;
    assert!(!back.raw_location().unwrap().contains('#'), "the code flow answers in the query");
    let answer = back.answer();
    assert_eq!(answer.keys().collect::<Vec<_>>(), ["code", "iss", "session_state", "state"]);
    assert!(shannon_bits(&answer["code"]) >= 96.0);
    let tokens = app.redeem(&answer["code"]).await;
    assert_eq!(tokens.header("content-type"), "application/json");
    let tokens = tokens.json();
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 3600);
    assert!(tokens.get("refresh_token").is_none());
    let access_token = tokens["access_token"].as_str().unwrap();
    assert!(shannon_bits(access_token) >= 96.0);
    let claims = verified(&app, &tokens["id_token"]).await;
    let mut names: Vec<&str> = claims.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    let expected = ["acr", "amr", "at_hash", "aud", "auth_time", "azp", "exp", "iat", "iss", "nonce", "sid", "sub"];
    assert_eq!(names, expected, "nothing that was not asked for");
    assert_eq!(claims["at_hash"], latchkey::jose::left_half_hash(latchkey::jose::Algorithm::RS256, access_token));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
    assert_eq!((&claims["azp"], &claims["acr"]), (&json!("app"), &json!("urn:latchkey:acr:password")));
    assert_eq!(claims["amr"], json!(["pwd"]));
    assert_eq!(app.userinfo(access_token).await.status, 200);
}

#[actix_web::test]
async fn oidcc_response_type_missing() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let back = app.authorize(&Browser::new(), &[("response_type", "")]).await;
    let answer = back.answer();
    assert_eq!(answer["error"], "invalid_request");
    assert_eq!(answer["state"], "st4te");
    let posted = app.authorize(&Browser::new(), &[("response_type", ""), ("response_mode", "form_post")]).await;
    assert_eq!((posted.status.as_u16(), posted.raw_location()), (200, None));
    assert_eq!(posted.form_action(), "https://app.example/cb");
    assert!(posted.hidden_fields().contains(&("error".into(), "invalid_request".into())), "{}", posted.body);
}

#[actix_web::test]
async fn oidcc_ensure_request_without_nonce_succeeds_for_code_flow() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("nonce", "")]).await;
    assert!(verified(&app, &tokens["id_token"]).await.get("nonce").is_none());
}

/// The claims that userinfo answers for a scope, besides `sub`.
async fn claims_of(scope: &str) -> Vec<String> {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", scope)]).await;
    let id_token = verified(&app, &tokens["id_token"]).await;
    for claim in ["name", "email", "address", "phone_number"] {
        assert!(id_token.get(claim).is_none(), "scope claims stay out of the ID token");
    }
    let userinfo = app.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
    assert_eq!(userinfo["sub"], id_token["sub"]);
    for (name, value) in userinfo.as_object().unwrap() {
        assert!(!value.is_null() && value != "" && value != "null", "{name}: {value}");
        match name.as_str() {
            "email_verified" | "phone_number_verified" => assert!(value.is_boolean()),
            "updated_at" => assert!(value.is_i64()),
            "address" => assert!(
                value.as_object().unwrap().values().all(|part| part.as_str().is_some_and(|part| !part.is_empty()))
            ),
            _ => assert!(value.is_string()),
        }
    }
    let mut names: Vec<String> = userinfo.as_object().unwrap().keys().filter(|name| *name != "sub").cloned().collect();
    names.sort();
    names
}

const PROFILE: [&str; 14] = [
    "birthdate",
    "family_name",
    "gender",
    "given_name",
    "locale",
    "middle_name",
    "name",
    "nickname",
    "picture",
    "preferred_username",
    "profile",
    "updated_at",
    "website",
    "zoneinfo",
];

#[actix_web::test]
async fn oidcc_scope_profile() {
    assert_eq!(claims_of("openid profile").await, PROFILE);
}

#[actix_web::test]
async fn oidcc_scope_email() {
    assert_eq!(claims_of("openid email").await, ["email", "email_verified"]);
}

#[actix_web::test]
async fn oidcc_scope_address() {
    assert_eq!(claims_of("openid address").await, ["address"]);
}

#[actix_web::test]
async fn oidcc_scope_phone() {
    assert_eq!(claims_of("openid phone").await, ["phone_number", "phone_number_verified"]);
}

#[actix_web::test]
async fn oidcc_scope_all() {
    assert_eq!(claims_of("openid profile email address phone").await.len(), PROFILE.len() + 5);
}

#[actix_web::test]
async fn oidcc_alternate_happy_flow() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let query = "state=st4te&scope=email+openid&response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&nonce=n&client_id=app";
    let browser = Browser::new();
    let login = browser.visit(&format!("{}?{query}", provider.url("/authorize"))).await;
    let back = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200);
}

/// Signs in with one more parameter, which must never be an error.
async fn succeeds_with(name: &str, value: &str) {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[(name, value)]).await;
    assert!(tokens["id_token"].is_string(), "{name}={value}");
}

#[actix_web::test]
async fn oidcc_display_page() {
    succeeds_with("display", "page").await;
}

#[actix_web::test]
async fn oidcc_display_popup() {
    succeeds_with("display", "popup").await;
    succeeds_with("display", "hologram").await;
}

#[actix_web::test]
async fn oidcc_ui_locales() {
    succeeds_with("ui_locales", "se").await;
}

#[actix_web::test]
async fn oidcc_claims_locales() {
    succeeds_with("claims_locales", "se").await;
}

#[actix_web::test]
async fn oidcc_ensure_request_with_unknown_parameter_succeeds() {
    succeeds_with("extra", "foobar").await;
}

#[actix_web::test]
async fn oidcc_login_hint() {
    succeeds_with("login_hint", "buffy@localhost").await;
    let provider = TestProvider::new();
    let page = RelyingParty::new(&provider).authorize(&Browser::new(), &[("login_hint", "buffy@localhost")]).await;
    assert!(page.body.contains("value=\"buffy@localhost\""), "{}", page.body);
    for shown in ["logo.png", "policy", "terms", "The app"] {
        assert!(page.body.contains(shown), "{shown} is shown before login");
    }
}

#[actix_web::test]
async fn oidcc_ensure_request_with_acr_values_succeeds() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for wanted in ["urn:latchkey:acr:password", "1 2", "unknown urn:latchkey:acr:password"] {
        let tokens = app.tokens(&Browser::new(), &[("acr_values", wanted)]).await;
        assert_eq!(verified(&app, &tokens["id_token"]).await["acr"], "urn:latchkey:acr:password");
    }
    let out_of_reach = r#"{"id_token":{"acr":{"essential":true,"values":["urn:x"]}}}"#;
    let refused = app.authorize(&Browser::new(), &[("claims", out_of_reach)]).await.answer();
    assert_eq!(refused["error"], "unmet_authentication_requirements");
}

#[actix_web::test]
async fn oidcc_ensure_registered_redirect_uri() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for (uri, words) in [
        ("https://app.example/cb/x7Gf", "redirect_uri is not registered"),
        ("https://app.example/cb?foo=bar", "redirect_uri is not registered"),
        ("", "redirect_uri is missing"),
    ] {
        let page = app.authorize(&Browser::new(), &[("redirect_uri", uri)]).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{uri}");
        assert!(page.body.contains(words), "{}", page.body);
    }
}

#[actix_web::test]
async fn oidcc_redirect_uri_query_ok_mismatch_and_added() {
    let with_query = "https://app.example/cb?bar=foo";
    let provider = Builder::new()
        .app(|client| {
            let uri =
                latchkey::protocol::redirect_uri::RedirectUri::parse(with_query, client.application_type).unwrap();
            client.redirect_uris = vec![uri];
        })
        .start();
    let mut app = RelyingParty::new(&provider);
    app.redirect_uri = with_query.to_owned();
    let back = app.sign_in(&Browser::new(), &[]).await;
    assert!(back.raw_location().unwrap().starts_with("https://app.example/cb?bar=foo&code="));
    assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200);
    for other in ["https://app.example/cb?bar=bar", "https://app.example/cb", "https://app.example/cb?bar=foo&x=y"] {
        let page = app.authorize(&Browser::new(), &[("redirect_uri", other)]).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{other}");
    }
}

#[actix_web::test]
async fn oidcc_ensure_post_request_succeeds() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let fields = [
        ("client_id", "app"),
        ("redirect_uri", "https://app.example/cb"),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "st4te"),
    ];
    let browser = Browser::new();
    let first = browser.post(&provider.url("/authorize"), &fields).await;
    let login = browser.follow(first).await;
    let back = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200);
    let both = browser.post(&provider.url("/authorize?prompt=none"), &fields).await;
    assert_eq!((both.status.as_u16(), both.raw_location()), (400, None), "query and body do not mix");

    // A form that another site posts brings no Lax cookie: it goes on as a GET, which does.
    let url = provider.url("/authorize");
    let cross_site = browser.http.post(url).header("sec-fetch-site", "cross-site").form(&fields);
    let stranger = Browser::new();
    let without_cookies =
        stranger.http.post(provider.url("/authorize")).header("sec-fetch-site", "cross-site").form(&fields);
    assert!(crate::support::browser::Page::read(cross_site.send().await.unwrap()).await.answer().contains_key("code"));
    let again = crate::support::browser::Page::read(without_cookies.send().await.unwrap()).await;
    assert!(again.raw_location().unwrap().starts_with("/authorize?client_id=app&"));
}

#[actix_web::test]
async fn oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for (name, error) in [
        ("request", "invalid_request_object"),
        ("request_uri", "request_uri_not_supported"),
        ("registration", "registration_not_supported"),
    ] {
        let answer = app.authorize(&Browser::new(), &[(name, "eyJhbGciOiJub25lIn0.e30.")]).await.answer();
        assert_eq!(answer["error"], error);
    }
}

#[actix_web::test]
async fn oidcc_ensure_request_object_with_redirect_uri() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let both = [("request", "eyJhbGciOiJub25lIn0.e30."), ("redirect_uri", "https://evil.example/")];
    let page = app.authorize(&Browser::new(), &both).await;
    assert_eq!(
        (page.status.as_u16(), page.raw_location()),
        (400, None),
        "oidcc_ensure_request_object_with_redirect_uri"
    );
}

#[actix_web::test]
async fn oidcc_claims_essential() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let claims = r#"{"userinfo":{"name":{"essential":true}},"id_token":{"email":null}}"#;
    let tokens = app.tokens(&Browser::new(), &[("claims", claims)]).await;
    let id_token = verified(&app, &tokens["id_token"]).await;
    assert!(id_token.get("name").is_none());
    assert_eq!(id_token["email"], "ada@example.com");
    let userinfo = app.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
    assert_eq!(userinfo["name"], "Ada Example");
    assert!(userinfo.get("email").is_none());
}

#[actix_web::test]
async fn oidcc_ensure_request_with_valid_pkce_succeeds() {
    let provider = Builder::new().app(|client| client.require_pkce = true).start();
    let app = RelyingParty::new(&provider);
    let s256 = [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];
    let fields = |code: &str, verifier: &str| -> Vec<(&'static str, String)> {
        let mut fields = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", "https://app.example/cb".to_owned()),
        ];
        fields.extend((!verifier.is_empty()).then(|| ("code_verifier", verifier.to_owned())));
        fields
    };
    let redeem = async |code: &str, verifier: &str| {
        let fields = fields(code, verifier);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        app.token(&fields).await
    };
    let code = app.code(&Browser::new(), &s256).await;
    for wrong in ["", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "x"] {
        assert_eq!(redeem(&code, wrong).await.json()["error"], "invalid_grant", "{wrong}");
    }
    assert_eq!(redeem(&code, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").await.status, 200);

    let missing = app.authorize(&Browser::new(), &[]).await.answer();
    assert_eq!(missing["error"], "invalid_request");
    for method in ["plain", "s256", "foo", ""] {
        let refused = app.authorize(&Browser::new(), &[s256[0], ("code_challenge_method", method)]).await.answer();
        assert_eq!(refused["error"], "invalid_request", "{method}");
    }
    let optional = TestProvider::new();
    let app = RelyingParty::new(&optional);
    let code = app.code(&Browser::new(), &[]).await;
    let unasked = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", "https://app.example/cb"),
        ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
    ];
    assert_eq!(app.token(&unasked).await.json()["error"], "invalid_grant", "a verifier without a challenge (row 14)");
}
