//! PKCE and what a code is bound to, in each response type that brings one (rows 14 to 17, 19, 20; SEC-17 to SEC-21).

use latchkey::protocol::pkce::PkceRule;
use latchkey::protocol::response_type::ResponseType;

use super::ways::{self, Signer, Way, answer, assert_nothing_granted};
use crate::support::{Browser, RelyingParty};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const S256: [(&str, &str); 2] = [("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];

fn with_code() -> impl Iterator<Item = Way> {
    ways::all().filter(|way| way.response_type.has_code() && way.is_answerable())
}

async fn redeem(app: &RelyingParty<'_>, code: &str, verifier: &str) -> String {
    let mut fields = vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &app.redirect_uri)];
    if verifier != "(none)" {
        fields.push(("code_verifier", verifier));
    }
    let page = app.token(&fields).await;
    if page.status == 200 { "ok".to_owned() } else { page.json()["error"].as_str().unwrap().to_owned() }
}

/// Rows 14 and 15.
#[actix_web::test]
async fn a_challenge_needs_its_verifier_and_a_verifier_its_challenge() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for way in with_code() {
        let without = answer(&signer.ask(&app, &browser, way, &[]).await)["code"].clone();
        assert_eq!(redeem(&app, &without, VERIFIER).await, "invalid_grant", "{way:?}: row 14");
        assert_eq!(redeem(&app, &without, "(none)").await, "ok", "{way:?}");
        let with = answer(&signer.ask(&app, &browser, way, &S256).await)["code"].clone();
        for wrong in ["(none)", "", CHALLENGE, "x", &VERIFIER[1..], &format!("{VERIFIER}="), &VERIFIER.to_lowercase()] {
            assert_eq!(redeem(&app, &with, wrong).await, "invalid_grant", "{way:?} {wrong:?}: row 15");
        }
        assert_eq!(redeem(&app, &with, VERIFIER).await, "ok", "{way:?}: none of that spent it");
    }
}

/// Row 16: S256 alone, and whole; a client that must have it gets nothing without.
#[actix_web::test]
async fn every_other_method_and_every_malformed_challenge_is_refused() {
    let signer = Signer::new();
    let mut provider = ways::start(&signer, |_| {});
    let browser = Browser::new();
    RelyingParty::new(&provider).code(&browser, &[]).await;
    let long = "x".repeat(129);
    let refused: [&[(&str, &str)]; 9] = [
        &[("code_challenge", CHALLENGE)],
        &[("code_challenge", CHALLENGE), ("code_challenge_method", "plain")],
        &[("code_challenge", CHALLENGE), ("code_challenge_method", "s256")],
        &[("code_challenge", CHALLENGE), ("code_challenge_method", "foo")],
        &[("code_challenge_method", "S256")],
        &[("code_challenge", "x"), S256[1]],
        &[("code_challenge", &CHALLENGE[1..]), S256[1]],
        &[("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"), S256[1]],
        &[("code_challenge", &long), S256[1]],
    ];
    for way in with_code() {
        for changes in refused {
            let page = signer.ask(&RelyingParty::new(&provider), &browser, way, changes).await;
            assert_eq!(answer(&page)["error"], "invalid_request", "{way:?} {changes:?}");
            assert_nothing_granted(&page, &format!("{way:?} {changes:?}"));
        }
    }
    provider.reload(|settings| settings.clients[0].pkce = PkceRule::Required);
    let app = RelyingParty::new(&provider);
    for response_type in ResponseType::ALL {
        let page = signer.ask(&app, &browser, Way::plain(response_type), &[]).await;
        let refused = answer(&page).contains_key("error");
        assert_eq!(refused, response_type.has_code(), "{}", response_type.as_str());
        if response_type.has_code() {
            assert_nothing_granted(&page, response_type.as_str());
        }
    }
}

/// Rows 17, 19 and 20.
#[actix_web::test]
async fn a_code_is_good_for_its_own_client_at_its_own_address_once() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let (app, other, browser) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"), Browser::new());
    app.code(&browser, &[]).await;
    let as_other = RelyingParty { redirect_uri: app.redirect_uri.clone(), ..RelyingParty::of(&provider, "other") };
    let elsewhere = RelyingParty { redirect_uri: "https://app.example/cb/".into(), ..RelyingParty::new(&provider) };
    for way in with_code() {
        let given = answer(&signer.ask(&app, &browser, way, &S256).await);
        for thief in [&other, &as_other, &elsewhere] {
            assert_eq!(redeem(thief, &given["code"], VERIFIER).await, "invalid_grant", "{way:?}");
        }
        assert_eq!(redeem(&app, &given["code"], VERIFIER).await, "ok", "{way:?}");
        for thief in [&other, &elsewhere] {
            assert_eq!(redeem(thief, &given["code"], VERIFIER).await, "invalid_grant", "{way:?}");
        }
        if let Some(token) = given.get("access_token") {
            assert_eq!(app.userinfo(token).await.status, 200, "{way:?}: an invalid replay ends nothing");
        }
        assert_eq!(redeem(&app, &given["code"], VERIFIER).await, "invalid_grant", "{way:?}");
        if let Some(token) = given.get("access_token") {
            assert_eq!(app.userinfo(token).await.status, 401, "{way:?}: a valid one ends everything");
        }
    }
}
