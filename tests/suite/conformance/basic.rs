//! The request: its shape, its scopes, where errors go.

use latchkey::protocol::pkce::PkceRule;
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
async fn a_response_holds_what_was_asked_for_and_nothing_else() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = app.sign_in(&browser, &[]).await;
    let fragment = back.raw_location().unwrap().split_once('#').map(|(_, fragment)| fragment);
    assert_eq!(fragment, Some(""), "the code flow answers in the query");
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
async fn the_sign_in_page_shows_the_hint_and_whose_app_asks() {
    let provider = TestProvider::new();
    let page = RelyingParty::new(&provider).authorize(&Browser::new(), &[("login_hint", "buffy@localhost")]).await;
    assert!(page.body.contains("value=\"buffy@localhost\""), "{}", page.body);
    for shown in ["logo.png", "policy", "terms", "The app"] {
        assert!(page.body.contains(shown), "{shown} is shown before login");
    }
}

#[actix_web::test]
async fn a_request_may_be_posted_and_from_another_site_goes_on_as_a_get() {
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
async fn what_is_not_offered_is_refused_by_its_name() {
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
async fn claims_for_userinfo_and_id_token_are_kept_apart() {
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
async fn a_challenge_must_be_met_and_only_by_s256() {
    let provider = Builder::new().app(|client| client.pkce = PkceRule::Required).start();
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
