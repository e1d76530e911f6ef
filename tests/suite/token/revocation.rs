//! Revocation (RFC 7009; row 28).

use futures_util::future::join_all;
use latchkey::protocol::access_token::AccessTokenFormat;

use super::{FORMATS, OFFLINE, in_format, introspect, post, revoke, text};
use crate::support::browser::Page;
use crate::support::provider::{SECRET, public_client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

#[actix_web::test]
async fn an_access_token_goes_alone() {
    for format in FORMATS {
        let provider = in_format(format);
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[OFFLINE]).await;
        let access_token = text(&tokens["access_token"]);
        assert_eq!(app.userinfo(access_token).await.status, 200);
        for _ in 0..2 {
            revoke(&app, access_token).await;
            assert_eq!(app.userinfo(access_token).await.status, 401, "{format:?}");
            assert_eq!(introspect(&app, access_token).await["active"], false);
        }
        let refreshed = app.refresh(text(&tokens["refresh_token"])).await;
        assert_eq!(refreshed.status, 200, "the refresh token lives: {}", refreshed.body);
        assert_eq!(app.userinfo(text(&refreshed.json()["access_token"])).await.status, 200);
    }
}

#[actix_web::test]
async fn a_refresh_token_takes_its_whole_grant_and_no_other() {
    for format in FORMATS {
        let provider = in_format(format);
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let first = app.tokens(&browser, &[OFFLINE]).await;
        let second = app.redeem(&app.authorize(&browser, &[OFFLINE]).await.answer()["code"]).await.json();
        let rotated = app.refresh(text(&first["refresh_token"])).await.json();
        revoke(&app, text(&rotated["refresh_token"])).await;
        for dead in [&first["access_token"], &rotated["access_token"]] {
            assert_eq!(app.userinfo(text(dead)).await.status, 401, "{format:?}");
        }
        for dead in [&first["refresh_token"], &rotated["refresh_token"]] {
            assert_eq!(app.refresh(text(dead)).await.json()["error"], "invalid_grant");
        }
        assert_eq!(app.userinfo(text(&second["access_token"])).await.status, 200, "another grant");
        assert_eq!(app.refresh(text(&second["refresh_token"])).await.status, 200);
    }
}

/// A spent refresh token is still its family's: whoever revokes it wants the family gone.
#[actix_web::test]
async fn a_spent_refresh_token_takes_the_grant_too() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let rotated = app.refresh(text(&first["refresh_token"])).await.json();
    revoke(&app, text(&first["refresh_token"])).await;
    assert_eq!(app.userinfo(text(&rotated["access_token"])).await.status, 401);
    assert_eq!(app.refresh(text(&rotated["refresh_token"])).await.json()["error"], "invalid_grant");
}

/// RFC 7009 §2.1: the hint may be wrong.
#[actix_web::test]
async fn the_hint_is_only_a_hint() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for hint in ["access_token", "refresh_token", "id_token", "x"] {
        let tokens = app.redeem(&app.authorize(&browser, &[OFFLINE]).await.answer()["code"]).await.json();
        for kind in ["access_token", "refresh_token"] {
            let fields = [("token", text(&tokens[kind])), ("token_type_hint", hint)];
            assert_eq!(post(&app, "/revoke", &fields).await.status, 200);
        }
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 401, "{hint}");
        assert_eq!(app.refresh(text(&tokens["refresh_token"])).await.json()["error"], "invalid_grant", "{hint}");
    }
}

#[actix_web::test]
async fn another_clients_token_and_an_unknown_one_are_answered_alike_and_live_on() {
    for format in FORMATS {
        let provider = in_format(format);
        let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
        let tokens = app.tokens(&Browser::new(), &[OFFLINE]).await;
        for token in [
            text(&tokens["access_token"]),
            text(&tokens["refresh_token"]),
            "lka_unknown",
            "x",
            text(&tokens["id_token"]),
        ] {
            revoke(&other, token).await;
        }
        revoke(&app, text(&tokens["id_token"])).await;
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 200);
        assert_eq!(app.refresh(text(&tokens["refresh_token"])).await.status, 200);
    }
}

#[actix_web::test]
async fn a_public_client_revokes_by_its_name_and_only_its_own() {
    let provider = Builder::new().client(public_client("phone")).client(public_client("tablet")).start();
    let (phone, browser) = (RelyingParty::of(&provider, "phone"), Browser::new());
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let asked =
        [OFFLINE, ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];
    let page = phone.sign_in(&browser, &asked).await;
    let code = page.answer()["code"].clone();
    let send = async |path: &str, fields: &[(&str, &str)]| {
        Page::read(phone.http.post(provider.url(path)).form(fields).send().await.unwrap()).await
    };
    let redeemed = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", "https://phone.example/cb"),
        ("code_verifier", verifier),
        ("client_id", "phone"),
    ];
    let tokens = send("/token", &redeemed).await.json();
    let access_token = text(&tokens["access_token"]);
    assert_eq!(send("/revoke", &[("token", access_token), ("client_id", "tablet")]).await.status, 200);
    assert_eq!(phone.userinfo(access_token).await.status, 200, "not the tablet's");
    assert_eq!(send("/revoke", &[("token", access_token), ("client_id", "phone")]).await.status, 200);
    assert_eq!(phone.userinfo(access_token).await.status, 401);
}

/// SEC-61.
#[actix_web::test]
async fn only_a_form_of_a_proven_client_is_taken() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[]).await;
    let token = text(&tokens["access_token"]);
    let url = provider.url("/revoke");
    let refused = [
        (app.http.post(&url).form(&[("token", token)]), 401, "invalid_client"),
        (app.http.post(&url).form(&[("token", token), ("client_id", "app")]), 401, "invalid_client"),
        (app.http.post(&url).basic_auth("app", Some("x")).form(&[("token", token)]), 401, "invalid_client"),
        (app.http.post(&url).basic_auth("app", Some(SECRET)).form(&[("x", "y")]), 400, "invalid_request"),
        (
            app.http.post(&url).basic_auth("app", Some(SECRET)).form(&[("token", token), ("token", "x")]),
            400,
            "invalid_request",
        ),
        (
            app.http.post(format!("{url}?token={token}")).basic_auth("app", Some(SECRET)).form(&[("x", "y")]),
            400,
            "invalid_request",
        ),
        (
            app.http.post(&url).basic_auth("app", Some(SECRET)).header("content-type", "application/json").body("{}"),
            415,
            "invalid_request",
        ),
        (app.http.get(format!("{url}?token={token}")).basic_auth("app", Some(SECRET)), 405, "invalid_request"),
    ];
    for (request, status, error) in refused {
        let page = Page::read(request.send().await.unwrap()).await;
        assert_eq!((page.status.as_u16(), &page.json()["error"]), (status, &error.into()), "{}", page.body);
        if status == 405 {
            assert_eq!(page.header("allow"), "POST, OPTIONS");
        }
    }
    assert_eq!(app.userinfo(token).await.status, 200, "nothing was revoked");
}

/// SEC-64.
#[actix_web::test]
async fn a_registered_origin_may_revoke_from_a_browser_and_no_other() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for (origin, allowed) in [("https://app.example", true), ("https://evil.example", false), ("null", false)] {
        for method in [reqwest::Method::OPTIONS, reqwest::Method::POST] {
            let request = app.http.request(method, provider.url("/revoke")).header("origin", origin);
            let page = Page::read(request.send().await.unwrap()).await;
            assert_eq!(page.header("access-control-allow-origin") == origin, allowed, "{origin}");
            assert!(page.headers.get("access-control-allow-credentials").is_none());
        }
    }
}

/// Row 28, fosite CVE-2020-15223: 200 would say that the token is dead.
#[actix_web::test]
async fn when_the_store_cannot_answer_it_is_503_and_the_token_stands_until_it_can() {
    for format in FORMATS {
        let provider = in_format(format);
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[OFFLINE]).await;
        let other = provider.by_hand();
        other.hold();
        let kinds = ["access_token", "refresh_token"].map(|kind| [("token", text(&tokens[kind]))]);
        for page in join_all(kinds.iter().map(|fields| post(&app, "/revoke", fields))).await {
            assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "5"), "{}", page.body);
            assert_eq!(page.json()["error"], "temporarily_unavailable");
            assert!(!page.body.contains("lock") && !page.body.contains("sqlite"), "{}", page.body);
        }
        other.let_go();
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 200, "it was not revoked");
        revoke(&app, text(&tokens["refresh_token"])).await;
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 401, "and now it is");
    }
}

/// I3: what was revoked stays revoked.
#[actix_web::test]
async fn a_restart_brings_nothing_back() {
    let provider = in_format(AccessTokenFormat::Jwt);
    let tokens = RelyingParty::new(&provider).tokens(&Browser::new(), &[OFFLINE]).await;
    revoke(&RelyingParty::new(&provider), text(&tokens["access_token"])).await;
    let provider = provider.restart();
    let app = RelyingParty::new(&provider);
    assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 401);
    assert_eq!(app.refresh(text(&tokens["refresh_token"])).await.status, 200);
}
