//! From nothing to a signed-in user, and what must hold on the way.

use crate::support::relying_party::decode;
use crate::support::{Browser, RelyingParty, TestProvider};

#[actix_web::test]
async fn a_person_signs_in_and_the_client_learns_who_it_is() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();

    let back = app.sign_in(&browser, &[("scope", "openid email offline_access")]).await;
    assert!(back.location().unwrap().starts_with("https://app.example/cb?"), "{:?}", back.location());
    let answer = back.answer();
    assert_eq!(answer["state"], "st4te");
    assert_eq!(answer["iss"], provider.issuer);

    let tokens = app.redeem(&answer["code"]).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    assert_eq!(tokens.header("cache-control"), "no-store");
    let tokens = tokens.json();
    let (header, claims) = decode(tokens["id_token"].as_str().unwrap());
    assert_eq!(header["alg"], "RS256");
    assert_eq!(claims["iss"], provider.issuer);
    assert_eq!(claims["aud"], "app");
    assert_eq!(claims["nonce"], "n0nce");
    assert!(claims.get("email").is_none(), "scope claims stay out of the ID token");

    let userinfo = app.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
    assert_eq!(userinfo["sub"], claims["sub"]);
    assert_eq!(userinfo["email"], "ada@example.com");

    let refreshed = app.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);
}

#[actix_web::test]
async fn a_second_request_is_answered_without_a_page() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    app.code(&browser, &[]).await;
    for prompt in ["", "none"] {
        let answer = app.authorize(&browser, &[("prompt", prompt)]).await.answer();
        assert!(answer.contains_key("code"), "{answer:?}");
    }
}

#[actix_web::test]
async fn a_wrong_password_says_so_and_the_form_still_works() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let login = app.authorize(&browser, &[]).await;
    let refused = browser.submit(&login, &[("username", "ada"), ("password", "wrong")]).await;
    assert_eq!(refused.status, 401);
    assert!(refused.body.contains("role=\"alert\""));
    let back = browser.submit(&refused, &[("username", "ada"), ("password", crate::support::provider::PASSWORD)]).await;
    assert!(back.answer().contains_key("code"));
}

#[actix_web::test]
async fn an_unregistered_redirect_uri_is_a_page_and_an_administrator_sees_the_difference() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let wrong = [("redirect_uri", "https://app.example/callback")];
    let stranger = app.authorize(&browser, &wrong).await;
    assert_eq!((stranger.status.as_u16(), stranger.raw_location()), (400, None));
    assert!(stranger.body.contains("redirect_uri is not registered"), "{}", stranger.body);
    assert!(!stranger.body.contains("app.example&#x2F;cb"), "what is registered is not for strangers");

    app.code(&browser, &[]).await;
    let administrator = app.authorize(&browser, &wrong).await;
    assert_eq!((administrator.status.as_u16(), administrator.raw_location()), (400, None));
    assert!(administrator.body.contains("redirect_uris = ["), "{}", administrator.body);
}

/// URIs are compared as they are written: the registered one in ASCII, and one that is sent otherwise is no other app's
/// business to respell.
#[actix_web::test]
async fn a_redirect_uri_whose_host_is_not_ascii_is_refused_and_named_in_punycode() {
    use latchkey::protocol::redirect_uri::{ApplicationType, RedirectUri};
    let ascii = "https://xn--bcher-kva.example/cb";
    let registered = RedirectUri::parse(ascii, ApplicationType::Web).unwrap();
    let provider = crate::support::Builder::new().app(|client| client.redirect_uris.push(registered)).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let refused = app.authorize(&browser, &[("redirect_uri", "https://bücher.example/cb")]).await;
    assert_eq!((refused.status.as_u16(), refused.raw_location()), (400, None));
    assert!(refused.body.contains("written in ASCII, here xn--bcher-kva.example"), "{}", refused.body);
    app.code(&browser, &[]).await;
    let to_admin = app.authorize(&browser, &[("redirect_uri", "https://bücher.example/other")]).await;
    let line = to_admin.body.split("redirect_uris = [").nth(1).unwrap().split("</code>").next().unwrap();
    assert!(line.contains("xn--bcher-kva.example&#x2F;other") && !line.contains("bücher"), "{line}");
    assert!(app.authorize(&browser, &[("redirect_uri", ascii)]).await.answer().contains_key("code"));
}
