//! `resource` (RFC 8707) and JWT access tokens (RFC 9068).

use latchkey::jose::Algorithm;
use latchkey::protocol::access_token::AccessTokenFormat;
use serde_json::{Value, json};

use super::{API, FILES, FORMATS, OFFLINE, introspect, text, with_resources};
use crate::conformance::verified_as;
use crate::support::browser::Page;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

fn provider(format: AccessTokenFormat) -> TestProvider {
    Builder::new().app(with_resources).settings(|settings| settings.tokens.access_token_format = format).start()
}

/// Redeems a fresh code with these further fields.
async fn redeem(app: &RelyingParty<'_>, browser: &Browser, fields: &[(&str, &str)]) -> Page {
    let back = app.authorize(browser, &[OFFLINE]).await;
    let back = if back.body.contains("id=\"password\"") { app.sign_in(browser, &[OFFLINE]).await } else { back };
    let code = back.answer()["code"].clone();
    let redirect_uri = app.redirect_uri.clone();
    let mut all = vec![("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &redirect_uri)];
    all.extend_from_slice(fields);
    app.token(&all).await
}

async fn refresh(app: &RelyingParty<'_>, tokens: &Value, fields: &[(&str, &str)]) -> Page {
    let mut all = vec![("grant_type", "refresh_token"), ("refresh_token", text(&tokens["refresh_token"]))];
    all.extend_from_slice(fields);
    app.token(&all).await
}

/// RFC 9068 §2.1, §2.2.
#[actix_web::test]
async fn a_jwt_access_token_says_what_it_is_good_for_and_verifies_with_the_served_keys() {
    for (algorithms, name) in
        [(vec![Algorithm::RS256, Algorithm::ES256], "RS256"), (vec![Algorithm::ES256, Algorithm::RS256], "ES256")]
    {
        let provider = Builder::new()
            .app(with_resources)
            .settings(|settings| {
                settings.tokens.access_token_format = AccessTokenFormat::Jwt;
                settings.keys.algorithms = algorithms;
            })
            .start();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let tokens = redeem(&app, &browser, &[("resource", API), ("resource", FILES)]).await.json();
        assert_eq!(decode(text(&tokens["access_token"])).0["alg"], name);
        let mut claims = verified_as(&app, &tokens["access_token"], "at+jwt").await;
        let (_, id_token) = decode(text(&tokens["id_token"]));
        let jti = claims.as_object_mut().unwrap().remove("jti").unwrap();
        assert!(text(&jti).len() >= 22);
        assert_eq!(
            claims,
            json!({
                "iss": provider.issuer, "sub": id_token["sub"], "aud": [API, FILES], "client_id": "app",
                "iat": id_token["iat"], "exp": id_token["iat"].as_i64().unwrap() + 3600,
                "scope": "openid email offline_access", "auth_time": id_token["auth_time"], "acr": id_token["acr"],
                "amr": ["pwd"],
            }),
            "and nothing else of the person"
        );
        assert_eq!(introspect(&app, text(&tokens["access_token"])).await["jti"], jti);
        let again = refresh(&app, &tokens, &[]).await.json();
        assert_ne!(decode(text(&again["access_token"])).1["jti"], jti, "each has its own");
    }
}

#[actix_web::test]
async fn a_client_may_have_another_format_than_the_server() {
    for (server, client, is_jwt) in [
        (AccessTokenFormat::Opaque, Some(AccessTokenFormat::Jwt), true),
        (AccessTokenFormat::Jwt, Some(AccessTokenFormat::Opaque), false),
        (AccessTokenFormat::Jwt, None, true),
    ] {
        let provider = Builder::new()
            .app(|app| app.access_token_format = client)
            .settings(|settings| settings.tokens.access_token_format = server)
            .start();
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[]).await;
        assert_eq!(text(&tokens["access_token"]).split('.').count() == 3, is_jwt);
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 200);
    }
}

#[actix_web::test]
async fn without_resource_the_audience_is_the_provider_and_userinfo_answers() {
    let provider = provider(AccessTokenFormat::Jwt);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let tokens = redeem(&app, &browser, &[]).await.json();
    assert_eq!(decode(text(&tokens["access_token"])).1["aud"], provider.issuer.as_str());
    assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 200);
}

/// SEC-27: the API that gets the token cannot turn round and read the profile with it.
#[actix_web::test]
async fn a_token_for_an_api_opens_userinfo_only_if_it_is_for_the_provider_too() {
    for format in FORMATS {
        let provider = provider(format);
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let issuer = provider.issuer.clone();
        let for_api = redeem(&app, &browser, &[("resource", API)]).await.json();
        let refused = app.userinfo(text(&for_api["access_token"])).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (401, &"invalid_token".into()));
        let for_both = redeem(&app, &browser, &[("resource", API), ("resource", &issuer)]).await.json();
        assert_eq!(app.userinfo(text(&for_both["access_token"])).await.status, 200);
        assert_eq!(introspect(&app, text(&for_both["access_token"])).await["aud"], json!([API, issuer]));
        let back_home = refresh(&app, &for_api, &[("resource", &issuer)]).await.json();
        assert_eq!(app.userinfo(text(&back_home["access_token"])).await.status, 200);
    }
}

/// RFC 8707 §2: `invalid_target`; and a code that was refused for it is not burned.
#[actix_web::test]
async fn a_resource_that_is_malformed_or_not_registered_is_refused() {
    let provider = provider(AccessTokenFormat::Opaque);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let code = app.code(&browser, &[OFFLINE]).await;
    let redirect_uri = app.redirect_uri.clone();
    let fields =
        [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", redirect_uri.as_str())];
    for target in [
        "https://other.example",
        "https://api.example/",
        "https://API.example",
        "https://api.example#x",
        "api.example",
        "/",
        "urn:example:files2",
        "*",
    ] {
        for more in [vec![("resource", target)], vec![("resource", API), ("resource", target)]] {
            let answer = app.token(&[&fields[..], &more].concat()).await;
            assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &"invalid_target".into()), "{target}");
        }
    }
    let tokens = app.token(&[&fields[..], &[("resource", API)]].concat()).await;
    assert_eq!(tokens.status, 200, "the code is still good: {}", tokens.body);
    for target in ["https://other.example", "x#y"] {
        assert_eq!(refresh(&app, &tokens.json(), &[("resource", target)]).await.json()["error"], "invalid_target");
    }
    let other = RelyingParty::of(&provider, "other");
    let others = redeem(&other, &browser, &[("resource", API)]).await;
    assert_eq!(others.json()["error"], "invalid_target", "registered for another client only");
}

#[actix_web::test]
async fn each_refresh_may_ask_for_another_of_the_resources() {
    for format in FORMATS {
        let provider = provider(format);
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let aud = async |tokens: &Value| introspect(&app, text(&tokens["access_token"])).await["aud"].clone();
        let first = redeem(&app, &browser, &[("resource", API), ("resource", API), ("resource", FILES)]).await.json();
        assert_eq!(aud(&first).await, json!([API, FILES]));
        let second = refresh(&app, &first, &[("resource", FILES)]).await.json();
        assert_eq!(aud(&second).await, FILES);
        let third = refresh(&app, &second, &[("resource", API)]).await.json();
        assert_eq!(aud(&third).await, API, "narrowing once leaves the grant as it was");
        assert_eq!(aud(&refresh(&app, &third, &[]).await.json()).await, provider.issuer.as_str());
    }
}

/// RFC 8707 §2.2: what the authorization named bounds what its tokens can be for.
#[actix_web::test]
async fn tokens_stay_within_the_resources_of_their_authorization() {
    for format in FORMATS {
        let provider = provider(format);
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        app.code(&browser, &[]).await;
        let aud = async |tokens: &Value| introspect(&app, text(&tokens["access_token"])).await["aud"].clone();
        let issuer = provider.issuer.clone();
        let grant = async |resources: &[&str], fields: &[(&str, &str)]| {
            let many: String = resources.iter().map(|target| format!("&resource={target}")).collect();
            let code = browser.visit(&(app.authorization_url(&[OFFLINE]) + &many)).await.answer()["code"].clone();
            let redirect_uri = app.redirect_uri.clone();
            let usual = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &redirect_uri)];
            app.token(&[&usual[..], fields].concat()).await
        };
        let all = grant(&[API, FILES], &[]).await.json();
        assert_eq!(aud(&all).await, json!([API, FILES]));
        let one = grant(&[API, FILES], &[("resource", FILES)]).await.json();
        assert_eq!(aud(&one).await, FILES);
        assert_eq!(aud(&refresh(&app, &one, &[]).await.json()).await, json!([API, FILES]), "the grant is as it was");
        for beyond in [FILES, issuer.as_str()] {
            let refused = grant(&[API], &[("resource", beyond)]).await;
            assert_eq!(refused.json()["error"], "invalid_target", "{beyond}");
            let tokens = grant(&[API], &[]).await.json();
            assert_eq!(refresh(&app, &tokens, &[("resource", beyond)]).await.json()["error"], "invalid_target");
            let still = refresh(&app, &tokens, &[("resource", API)]).await;
            assert_eq!(aud(&still.json()).await, API, "and nothing was spent");
        }
        for malformed in ["https://other.example", "x", "https://api.example%23x"] {
            let answer = browser.visit(&(app.authorization_url(&[OFFLINE]) + "&resource=" + malformed)).await.answer();
            assert_eq!(
                (answer["error"].as_str(), answer["state"].as_str()),
                ("invalid_target", "st4te"),
                "{malformed}"
            );
        }
    }
}

/// Rows 24 and 26 for audiences: never the provider, or all of them, in place of what was taken away.
#[actix_web::test]
async fn a_grant_for_a_resource_that_was_taken_away_gives_nothing_else_instead() {
    let mut provider = provider(AccessTokenFormat::Jwt);
    let tokens = {
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        app.tokens(&browser, &[OFFLINE, ("resource", API)]).await
    };
    let before = provider.provider.live().settings.clients.clone();
    provider.reload(|settings| settings.clients[0].resources.clear());
    let refused = refresh(&RelyingParty::new(&provider), &tokens, &[]).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &"invalid_target".into()));
    provider.reload(|settings| settings.clients = before);
    assert_eq!(refresh(&RelyingParty::new(&provider), &tokens, &[]).await.status, 200);
}

/// What an operator takes from a client is gone at the next refresh.
#[actix_web::test]
async fn a_resource_taken_from_the_client_is_no_longer_given() {
    let mut provider = provider(AccessTokenFormat::Opaque);
    let (tokens, _) = {
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        (redeem(&app, &browser, &[("resource", API)]).await.json(), browser)
    };
    provider.reload(|settings| settings.clients[0].resources.clear());
    let app = RelyingParty::new(&provider);
    assert_eq!(refresh(&app, &tokens, &[("resource", API)]).await.json()["error"], "invalid_target");
    assert_eq!(refresh(&app, &tokens, &[]).await.status, 200);
}
