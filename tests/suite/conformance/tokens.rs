//! Codes, tokens, userinfo.

use latchkey::protocol::refresh_token::Reuse;

use super::verified;
use crate::support::browser::Page;
use crate::support::provider::SECRET;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

#[actix_web::test]
async fn userinfo_refuses_every_other_way() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[]).await;
    let token = tokens["access_token"].as_str().unwrap();
    let url = provider.url("/userinfo");
    let refused = [
        (app.http.get(format!("{url}?access_token={token}")), 401),
        (app.http.get(&url), 401),
        (app.http.get(&url).bearer_auth("x"), 401),
        (app.http.get(&url).basic_auth(token, Some("")), 401),
        (app.http.post(&url).bearer_auth(token).form(&[("access_token", token)]), 400),
    ];
    for (request, status) in refused {
        let page = Page::read(request.send().await.unwrap()).await;
        assert_eq!(page.status, status, "{}", page.body);
        assert!(page.header("www-authenticate").starts_with("Bearer"));
    }
    let cut = Page::read(app.http.get(&url).bearer_auth(&token[..token.len() - 1]).send().await.unwrap()).await;
    assert_eq!(cut.status, 401, "row 27");
    provider.advance(3600);
    assert_eq!(app.userinfo(token).await.status, 401, "expired");
}

#[actix_web::test]
async fn a_code_used_again_ends_its_refresh_token_too() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let code = app.code(&Browser::new(), &[("scope", "openid offline_access")]).await;
    let tokens = app.redeem(&code).await.json();
    provider.advance(30);
    assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant");
    assert_eq!(app.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 401, "row 20");
    assert_eq!(app.refresh(tokens["refresh_token"].as_str().unwrap()).await.json()["error"], "invalid_grant");
}

#[actix_web::test]
async fn a_code_expires_after_sixty_seconds() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let code = app.code(&browser, &[]).await;
    provider.advance(59);
    let in_time = app.redeem(&code).await;
    assert_eq!(in_time.status, 200);
    let code = app.authorize(&browser, &[]).await.answer()["code"].clone();
    provider.advance(60);
    assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant");
}

/// Rows 17 and 19, SEC-20.
#[actix_web::test]
async fn a_wrong_caller_neither_redeems_nor_burns_a_code() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let other = RelyingParty::of(&provider, "other");
    let code = app.code(&Browser::new(), &[]).await;
    let fields =
        |uri: &'static str| [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", uri)];
    assert_eq!(other.token(&fields("https://app.example/cb")).await.json()["error"], "invalid_grant");
    assert_eq!(other.token(&fields("https://other.example/cb")).await.json()["error"], "invalid_grant");
    assert_eq!(app.token(&fields("https://app.example/cb/")).await.json()["error"], "invalid_grant");
    let without = [("grant_type", "authorization_code"), ("code", code.as_str())];
    assert_eq!(app.token(&without).await.json()["error"], "invalid_request");
    assert_eq!(app.redeem(&code).await.status, 200);
    assert_eq!(other.token(&fields("https://app.example/cb")).await.json()["error"], "invalid_grant");
    assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant");
}

#[actix_web::test]
async fn a_secret_in_the_body_is_accepted_and_nothing_less_is() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    app.code(&browser, &[]).await;
    let code = async || app.authorize(&browser, &[]).await.answer()["code"].clone();
    let post = async |fields: &[(&str, &str)]| {
        let code = code().await;
        let mut all =
            vec![("grant_type", "authorization_code"), ("redirect_uri", "https://app.example/cb"), ("code", &code)];
        all.extend_from_slice(fields);
        Page::read(app.http.post(provider.url("/token")).form(&all).send().await.unwrap()).await
    };
    assert_eq!(post(&[("client_id", "app"), ("client_secret", SECRET)]).await.status, 200);
    for refused in [
        &[("client_id", "app"), ("client_secret", "wrong")][..],
        &[("client_id", "app")],
        &[("client_id", "nobody"), ("client_secret", SECRET)],
        &[("client_id", "other"), ("client_secret", "x")],
        &[("client_secret", SECRET)],
        &[],
    ] {
        let page = post(refused).await;
        assert_eq!((page.status.as_u16(), page.json()["error"].as_str()), (401, Some("invalid_client")), "{refused:?}");
        assert!(page.header("www-authenticate").starts_with("Basic"));
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let code = code().await;
    let both = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("client_id", "app"),
        ("client_secret", SECRET),
    ];
    assert_eq!(app.token(&both).await.json()["error"], "invalid_request", "one method only");
}

#[actix_web::test]
async fn the_registered_method_is_the_only_one() {
    use latchkey::protocol::client::ClientAuthMethod::{ClientSecretBasic, ClientSecretPost};
    for (method, basic, post) in
        [(Some(ClientSecretBasic), 400, 401), (Some(ClientSecretPost), 401, 400), (None, 400, 400)]
    {
        let provider = Builder::new().app(|client| client.token_endpoint_auth_method = method).start();
        let app = RelyingParty::new(&provider);
        let fields = [("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "https://app.example/cb")];
        assert_eq!(app.token(&fields).await.status, basic, "{method:?} by Basic");
        let posted = [&fields[..], &[("client_id", "app"), ("client_secret", SECRET)]].concat();
        let page = Page::read(app.http.post(provider.url("/token")).form(&posted).send().await.unwrap()).await;
        assert_eq!(page.status, post, "{method:?} by post");
    }
}

#[actix_web::test]
async fn refreshing_narrows_the_scope_and_never_widens_it() {
    let provider = TestProvider::new();
    let (app, other, browser) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"), Browser::new());
    let asked = [("scope", "openid email offline_access"), ("prompt", "consent")];
    let consent = app.sign_in(&browser, &asked).await;
    let back = browser.submit(&consent, &[("decision", "allow")]).await;
    let first = app.redeem(&back.answer()["code"]).await.json();
    provider.advance(5);
    let refresh_token = first["refresh_token"].as_str().unwrap();
    assert_eq!(other.refresh(refresh_token).await.json()["error"], "invalid_grant", "another client's");
    let answer = app.refresh(refresh_token).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"));
    let second = answer.json();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    assert_ne!(second["access_token"], first["access_token"]);
    let before = verified(&app, &first["id_token"]).await;
    let after = verified(&app, &second["id_token"]).await;
    for same in ["iss", "sub", "aud", "azp", "auth_time", "sid"] {
        assert_eq!(before[same], after[same], "{same}");
    }
    assert!(after["iat"].as_i64() > before["iat"].as_i64());
    assert_eq!(app.userinfo(second["access_token"].as_str().unwrap()).await.json()["email"], "ada@example.com");

    let refresh_token = second["refresh_token"].as_str().unwrap().to_owned();
    let narrowed = [("grant_type", "refresh_token"), ("refresh_token", &refresh_token), ("scope", "openid")];
    let third = app.token(&narrowed).await.json();
    assert_eq!(third["scope"], "openid");
    assert!(app.userinfo(third["access_token"].as_str().unwrap()).await.json().get("email").is_none());
    let refresh_token = third["refresh_token"].as_str().unwrap().to_owned();
    let widened = [("grant_type", "refresh_token"), ("refresh_token", &refresh_token), ("scope", "openid phone")];
    assert_eq!(app.token(&widened).await.json()["error"], "invalid_scope");
}

/// SEC-22, SEC-24.
#[actix_web::test]
async fn a_spent_refresh_token_is_a_retry_until_its_successor_was_used_and_a_theft_afterwards() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let first = text(&app.tokens(&browser, &[("scope", "openid offline_access")]).await["refresh_token"]);
    let lost = app.refresh(&first).await.json();
    provider.advance(11);
    let retried = app.refresh(&first).await;
    assert_eq!(retried.status, 200, "the answer was lost: {}", retried.body);
    let retried = retried.json();
    assert_eq!(retried["refresh_token"], lost["refresh_token"], "one successor");
    assert_ne!(retried["access_token"], lost["access_token"], "each answer has an access token of its own");
    assert_eq!(app.userinfo(&text(&lost["access_token"])).await.status, 200, "whatever was given works");
    assert_eq!(app.userinfo(&text(&retried["access_token"])).await.status, 200);
    provider.advance(11);
    let reused = app.refresh(&first).await;
    assert_eq!(reused.json()["error"], "invalid_grant", "its successor was used");
    assert_eq!(app.userinfo(&text(&retried["access_token"])).await.status, 401, "the family is dead");
    assert_eq!(app.refresh(&text(&retried["refresh_token"])).await.json()["error"], "invalid_grant");

    let strict = Builder::new().settings(|settings| settings.tokens.refresh_token_reuse = Reuse::NONE).start();
    let (app, browser) = (RelyingParty::new(&strict), Browser::new());
    let first = text(&app.tokens(&browser, &[("scope", "openid offline_access")]).await["refresh_token"]);
    app.refresh(&first).await;
    assert_eq!(app.refresh(&first).await.json()["error"], "invalid_grant", "retries are switched off");
}

#[actix_web::test]
async fn refresh_tokens_end_when_idle_and_with_their_family() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let mut token =
        app.tokens(&browser, &[("scope", "openid offline_access")]).await["refresh_token"].as_str().unwrap().to_owned();
    for _ in 0..4 {
        provider.advance(20 * 86_400);
        token = app.refresh(&token).await.json()["refresh_token"].as_str().unwrap().to_owned();
    }
    provider.advance(10 * 86_400);
    assert_eq!(app.refresh(&token).await.json()["error"], "invalid_grant", "90 days are over");

    let browser = Browser::new();
    let idle =
        app.tokens(&browser, &[("scope", "openid offline_access")]).await["refresh_token"].as_str().unwrap().to_owned();
    provider.advance(30 * 86_400);
    assert_eq!(app.refresh(&idle).await.json()["error"], "invalid_grant", "30 idle days are over");
}

#[actix_web::test]
async fn id_tokens_are_rs256_by_default_and_es256_on_request() {
    use latchkey::jose::Algorithm;
    for (algorithm, name) in [(Algorithm::RS256, "RS256"), (Algorithm::ES256, "ES256")] {
        let provider = Builder::new().app(|client| client.id_token_signed_response_alg = algorithm).start();
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[]).await;
        let (header, _) = decode(tokens["id_token"].as_str().unwrap());
        assert_eq!(header["alg"], name);
        verified(&app, &tokens["id_token"]).await;
    }
}

#[actix_web::test]
async fn claims_in_id_token_puts_the_scope_claims_there() {
    let provider = Builder::new().app(|client| client.claims_in_id_token = true).start();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "openid email")]).await;
    assert_eq!(verified(&app, &tokens["id_token"]).await["email"], "ada@example.com");
}

#[actix_web::test]
async fn custom_scopes_and_claims_come_from_attributes_and_groups() {
    use latchkey::protocol::claims::{ClaimSource, ScopeDefinition};
    let provider = Builder::new()
        .settings(|settings| {
            let quota = ClaimSource::Attribute { name: "quota".into(), default: Some("10 GB".into()) };
            settings.catalogue.claims.insert("quota".into(), quota);
            settings.catalogue.claims.insert("is_admin".into(), ClaimSource::InGroup("admins".into()));
            let scope = ScopeDefinition {
                description: "Your quota".into(),
                claims: vec!["quota".into(), "is_admin".into(), "groups".into()],
            };
            settings.catalogue.scopes.insert("storage".into(), scope);
        })
        .start();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "openid storage unknown")]).await;
    assert_eq!(tokens["scope"], "openid storage", "unknown values are ignored");
    let userinfo = app.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
    assert_eq!(userinfo["quota"], "20 GB");
    assert_eq!(userinfo["is_admin"], true);
    assert_eq!(userinfo["groups"], serde_json::json!(["admins", "family"]));
}

/// Row 25.
#[actix_web::test]
async fn a_client_for_some_groups_admits_nobody_else_at_any_step() {
    let provider = Builder::new().app(|client| client.allowed_groups = vec!["board".into()]).start();
    let (app, other, browser) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"), Browser::new());
    other.code(&browser, &[]).await;
    for prompt in ["", "none"] {
        assert_eq!(app.authorize(&browser, &[("prompt", prompt)]).await.answer()["error"], "access_denied");
    }
}
