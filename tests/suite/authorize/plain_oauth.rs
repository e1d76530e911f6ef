//! Requests without `openid`: OAuth 2.0 alone (Core §3.1.2.1, RFC 6749).

use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::client::{ConsentMode, GrantType};
use latchkey::protocol::introspection::IntrospectionRight;
use latchkey::protocol::pkce::PkceRule;
use latchkey::protocol::resource::Resource;
use latchkey::protocol::response_type::ResponseType;
use serde_json::Value;

use crate::support::browser::Page;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const SCOPES: [&str; 4] = ["profile email", "user:email", "OPENID", ""];

async fn introspect(app: &RelyingParty<'_>, token: &str) -> Value {
    let request =
        app.http.post(app.provider.url("/introspect")).basic_auth("app", Some(crate::support::provider::SECRET));
    Page::read(request.form(&[("token", token)]).send().await.unwrap()).await.json()
}

#[actix_web::test]
async fn a_code_gives_an_access_token_and_no_id_token_and_userinfo_says_what_is_missing() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for scope in SCOPES {
        let answer = app.authorize(&browser, &[("scope", scope), ("nonce", "")]).await.answer();
        assert_eq!(answer["state"], "st4te", "{scope}");
        assert_eq!(answer["iss"], provider.issuer, "{scope}: RFC 9207 is OAuth's");
        assert!(!answer.contains_key("session_state"), "{scope}: Session Management §2 is OpenID Connect's");
        let tokens = app.redeem(&answer["code"]).await.json();
        assert!(tokens["access_token"].is_string() && tokens.get("id_token").is_none(), "{scope}: {tokens}");
        assert!(tokens.get("refresh_token").is_none(), "{scope}: nobody asked for offline_access");
        let granted = if scope == "profile email" { scope } else { "" };
        assert_eq!(tokens["scope"], granted, "{scope}: RFC 6749 §5.1, it is not what was asked for");
        let token = tokens["access_token"].as_str().unwrap();
        let userinfo = app.userinfo(token).await;
        assert_eq!(
            (userinfo.status.as_u16(), &userinfo.json()["error"]),
            (403, &"insufficient_scope".into()),
            "{scope}"
        );
        assert!(userinfo.header("www-authenticate").contains("scope=\"openid\""), "{scope}: RFC 6750 §3");
        let seen = introspect(&app, token).await;
        assert_eq!((&seen["active"], &seen["client_id"]), (&true.into(), &"app".into()), "{scope}: {seen}");
        let known = if scope == "profile email" { scope } else { "" };
        assert_eq!(seen["scope"].as_str().unwrap_or_default(), known, "{scope}");
    }
}

#[actix_web::test]
async fn refresh_tokens_come_by_the_usual_rules_and_never_bring_an_id_token() {
    for format in [AccessTokenFormat::Opaque, AccessTokenFormat::Jwt] {
        let provider = Builder::new().settings(|settings| settings.tokens.access_token_format = format).start();
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[("scope", "email offline_access")]).await;
        let refreshed = app.refresh(tokens["refresh_token"].as_str().unwrap()).await;
        assert_eq!(refreshed.status, 200, "{}", refreshed.body);
        let refreshed = refreshed.json();
        assert!(refreshed.get("id_token").is_none() && refreshed["refresh_token"].is_string(), "{refreshed}");
        assert_eq!(refreshed["scope"], "email offline_access");
        let widened = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refreshed["refresh_token"].as_str().unwrap()),
            ("scope", "openid email"),
        ];
        assert_eq!(app.token(&widened).await.json()["error"], "invalid_scope", "openid is not got afterwards");
    }
}

#[actix_web::test]
async fn what_needs_an_id_token_needs_openid() {
    let provider = Builder::new()
        .app(|app| {
            app.response_types = ResponseType::ALL.to_vec();
            app.grant_types = vec![GrantType::AuthorizationCode, GrantType::Implicit, GrantType::RefreshToken];
        })
        .start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for response_type in ResponseType::ALL {
        let asked = [("response_type", response_type.as_str()), ("scope", "email")];
        let page = app.authorize(&browser, &asked).await;
        let answer = if response_type.is_front_channel() { page.fragment() } else { page.answer() };
        match response_type.has_id_token() {
            true => assert_eq!(answer["error"], "invalid_scope", "{asked:?}"),
            false => assert!(!answer.contains_key("error") && !answer.contains_key("id_token"), "{asked:?} {answer:?}"),
        }
        assert!(!answer.contains_key("session_state"), "{asked:?}");
    }
}

/// Nothing binds the code but PKCE: no ID token will say the nonce.
#[actix_web::test]
async fn pkce_is_needed_whatever_nonce_is_sent() {
    let provider = Builder::new().app(|app| app.pkce = PkceRule::ChallengeOrNonce).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let answer = app.authorize(&browser, &[("scope", "email"), ("nonce", "n0nce")]).await.answer();
    assert_eq!(answer["error"], "invalid_request");
    assert!(answer["error_description"].contains("without the scope value openid needs PKCE"), "{answer:?}");
    assert!(!answer.contains_key("session_state"), "{answer:?}");
    let s256 = [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];
    let with = app.authorize(&browser, &[("scope", "email"), ("nonce", ""), s256[0], s256[1]]).await.answer();
    assert!(with.contains_key("code"), "{with:?}");
}

#[actix_web::test]
async fn pages_and_prompts_are_as_ever_and_the_consent_page_says_what_it_is() {
    let api = Resource::parse("https://tools.example.com/mcp").unwrap();
    let provider = Builder::new()
        .app(move |app| {
            app.consent = ConsentMode::Remember;
            app.resources = vec![api];
        })
        .start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let silent = app.authorize(&browser, &[("scope", ""), ("prompt", "none")]).await.answer();
    assert_eq!(silent["error"], "login_required");
    let asked = [
        ("scope", ""),
        ("resource", "https://tools.example.com/mcp"),
        ("claims", r#"{"id_token":{"phone_number":null}}"#),
    ];
    let consent = app.sign_in(&browser, &asked).await;
    assert!(consent.body.contains("wants access in your name"), "{}", consent.body);
    assert!(consent.body.contains("tools.example.com"), "{}", consent.body);
    assert!(!consent.body.contains("7946"), "claims ask an ID token, and none will come: {}", consent.body);
    let answer = browser.submit(&consent, &[("decision", "allow")]).await.answer();
    let token = app.redeem(&answer["code"]).await.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(introspect(&app, &token).await["aud"], "https://tools.example.com/mcp");
    let silent = app.authorize(&browser, &[("scope", ""), ("prompt", "none")]).await.answer();
    assert!(silent.contains_key("code"), "remembered: {silent:?}");
    let openid = app.authorize(&browser, &[("prompt", "none")]).await.answer();
    assert_eq!(openid["error"], "consent_required", "it was not asked whether the app may know who it is");
    provider.advance(120);
    let stale = app.authorize(&browser, &[("scope", ""), ("max_age", "60"), ("prompt", "none")]).await.answer();
    assert_eq!(stale["error"], "login_required");
}

/// Back-Channel Logout §2.4: a logout token tells `sub` and `sid`, which such a client never learned.
#[actix_web::test]
async fn a_logout_token_goes_to_those_alone_that_signed_the_person_in() {
    let with_uri = |client: &mut latchkey::protocol::client::Client| {
        client.backchannel_logout_uri = Some("https://app.example/backchannel".to_owned());
    };
    for (scope, told) in [("email", false), ("openid", true)] {
        let provider = Builder::new().app(with_uri).start();
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[("scope", scope)]).await;
        let token = tokens["access_token"].as_str().unwrap();
        let ada = latchkey::protocol::user::UsernameKey::of("ada");
        let (store, now) = (&provider.provider.store, provider.provider.now());
        let sub = store.user_named(&ada).await.unwrap().unwrap().sub;
        for session in store.sessions_of(&sub, now).await.unwrap() {
            store.end_session(&session.id, latchkey::protocol::session::Cause::User, now).await.unwrap();
            let told_of = !store.deliveries_of(&session.id).await.unwrap().is_empty();
            assert_eq!(told_of, told, "{scope}");
        }
        assert_eq!(introspect(&app, token).await["active"], false, "{scope}: what it was given ends all the same");
    }
}

/// RFC 9068 §2.2.
#[actix_web::test]
async fn a_jwt_access_token_says_no_more_than_was_granted() {
    let provider = Builder::new()
        .settings(|settings| settings.tokens.access_token_format = AccessTokenFormat::Jwt)
        .app(|app| app.introspect = vec![IntrospectionRight::Every])
        .start();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "email")]).await;
    let (header, claims) = decode(tokens["access_token"].as_str().unwrap());
    assert_eq!((&header["typ"], &claims["scope"]), (&"at+jwt".into(), &"email".into()));
    assert!(claims.get("email").is_none() && claims.get("nonce").is_none(), "{claims}");
}
