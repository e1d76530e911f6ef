//! Userinfo: a bound token opens it with a proof of its key and in no other way, and the two schemes are told apart
//! (RFC 9449 §7).

use serde_json::{Value, json};

use super::{Holder, ask, ath, builder, text, tokens, userinfo};
use crate::support::browser::Page;
use crate::support::{Browser, RelyingParty};

fn challenge(page: &Page) -> String {
    page.header("www-authenticate").to_owned()
}

/// Refused with this error, in a challenge of this scheme.
fn assert_challenged(page: &Page, scheme: &str, error: &str, what: &str) {
    assert_eq!((page.status.as_u16(), &page.json()["error"]), (401, &error.into()), "{what}: {}", page.body);
    let challenge = challenge(page);
    assert!(challenge.starts_with(&format!("{scheme} error=\"{error}\"")), "{what}: {challenge}");
    assert_eq!(challenge.contains("algs=\"ES256 ES384 EdDSA Ed25519 PS256 RS256\""), scheme == "DPoP", "{challenge}");
    assert!(page.json().get("sub").is_none());
}

#[actix_web::test]
async fn a_bound_token_opens_userinfo_with_a_proof_of_its_key() {
    let provider = builder().start();
    let holder = Holder::new();
    for client_id in ["app", "phone"] {
        let app = RelyingParty::of(&provider, client_id);
        let tokens = tokens_of(&app, &holder).await;
        assert_eq!(ask(&app, &tokens, &holder).await.json()["email"], "ada@example.com");
        let access_token = text(&tokens["access_token"]);
        for scheme in ["dpop", "DPOP", "dPoP"] {
            let proof = holder.for_userinfo(&provider, access_token);
            let page = userinfo(&app, &[&format!("{scheme} {access_token}")], &[&proof]).await;
            assert_eq!(page.status, 200, "schemes are compared without their case");
        }
        let proof = holder.proof_with(&provider, ("POST", "/userinfo"), &json!({"ath": ath(access_token)}));
        let request = app.http.post(provider.url("/userinfo")).header("Authorization", format!("DPoP {access_token}"));
        assert_eq!(request.header("DPoP", proof).send().await.unwrap().status(), 200, "by POST too");
    }
}

async fn tokens_of(app: &RelyingParty<'_>, holder: &Holder) -> Value {
    if app.client_id == "phone" {
        return tokens(app, holder).await;
    }
    let code = app.code(&Browser::new(), &[super::OFFLINE]).await;
    super::redeem(app, &code, &[&holder.for_token(app.provider)]).await.json()
}

/// Row 31: "ath/jkt unchecked".
#[actix_web::test]
async fn a_wrong_proof_opens_nothing() {
    let provider = builder().start();
    let (holder, thief) = (Holder::new(), Holder::new());
    let app = RelyingParty::new(&provider);
    let tokens = tokens_of(&app, &holder).await;
    let access_token = text(&tokens["access_token"]);
    let authorization = format!("DPoP {access_token}");
    let now = provider.provider.now().seconds();
    let at = |changes: Value| {
        let mut claims = json!({"ath": ath(access_token)});
        claims.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        holder.proof_with(&provider, ("GET", "/userinfo"), &claims)
    };
    let right = || holder.for_userinfo(&provider, access_token);
    for (what, proofs) in [
        ("none", vec![]),
        ("nothing", vec![String::new()]),
        ("two", vec![right(), right()]),
        ("for the token endpoint", vec![holder.for_token(&provider)]),
        ("with another htu", vec![at(json!({"htu": provider.url("/token")}))]),
        ("for another server", vec![at(json!({"htu": "https://api.example/userinfo"}))]),
        ("with another method", vec![at(json!({"htm": "POST"}))]),
        ("without ath", vec![at(json!({"ath": null}))]),
        ("with ath of another token", vec![at(json!({"ath": ath("lka_other")}))]),
        ("with the token itself", vec![at(json!({"ath": access_token}))]),
        ("old", vec![at(json!({"iat": now - 61}))]),
        ("of the future", vec![at(json!({"iat": now + 31}))]),
        ("ended", vec![at(json!({"exp": now - 10}))]),
        ("not begun", vec![at(json!({"nbf": now + 31}))]),
        ("without jti", vec![at(json!({"jti": null}))]),
    ] {
        let proofs: Vec<&str> = proofs.iter().map(String::as_str).collect();
        assert_challenged(&userinfo(&app, &[&authorization], &proofs).await, "DPoP", "invalid_dpop_proof", what);
    }
    let stolen = thief.for_userinfo(&provider, access_token);
    assert_challenged(&userinfo(&app, &[&authorization], &[&stolen]).await, "DPoP", "invalid_token", "by another key");
    assert_eq!(ask(&app, &tokens, &holder).await.status, 200, "its neighbour");
}

#[actix_web::test]
async fn a_bound_token_is_no_bearer_token_and_a_bearer_token_is_not_bound() {
    let provider = builder().start();
    let holder = Holder::new();
    let app = RelyingParty::new(&provider);
    let bound = tokens_of(&app, &holder).await;
    let (bearer, access_token) = (app.tokens(&Browser::new(), &[]).await, text(&bound["access_token"]));
    let unbound = text(&bearer["access_token"]);
    let proof = || holder.for_userinfo(&provider, access_token);
    for proofs in [vec![], vec![proof()]] {
        let proofs: Vec<&str> = proofs.iter().map(String::as_str).collect();
        let page = userinfo(&app, &[&format!("Bearer {access_token}")], &proofs).await;
        assert_challenged(&page, "DPoP", "invalid_token", "a downgrade");
    }
    let in_body = app.http.post(provider.url("/userinfo")).form(&[("access_token", access_token)]);
    let page = Page::read(in_body.send().await.unwrap()).await;
    assert_challenged(&page, "DPoP", "invalid_token", "in the body");
    let in_query = userinfo_at(&app, &format!("/userinfo?access_token={access_token}")).await;
    assert_eq!(in_query.status, 401, "SEC-63");

    let proof_of_unbound = holder.for_userinfo(&provider, unbound);
    let page = userinfo(&app, &[&format!("DPoP {unbound}")], &[&proof_of_unbound]).await;
    assert_challenged(&page, "Bearer", "invalid_token", "another scheme");
    let ignored = userinfo(&app, &[&format!("Bearer {unbound}")], &["whatever"]).await;
    assert_eq!(ignored.status, 200, "a proof beside a bearer token means nothing");
}

async fn userinfo_at(app: &RelyingParty<'_>, path: &str) -> Page {
    Page::read(app.http.get(app.provider.url(path)).send().await.unwrap()).await
}

#[actix_web::test]
async fn both_schemes_at_once_are_refused() {
    let provider = builder().start();
    let holder = Holder::new();
    let app = RelyingParty::new(&provider);
    let bound = tokens_of(&app, &holder).await;
    let access_token = text(&bound["access_token"]);
    let proof = || holder.for_userinfo(&provider, access_token);
    let (dpop, bearer) = (format!("DPoP {access_token}"), format!("Bearer {access_token}"));
    for headers in [[dpop.as_str(), bearer.as_str()], [&bearer, &dpop], [&dpop, &dpop]] {
        let page = userinfo(&app, &headers, &[&proof()]).await;
        assert_eq!((page.status.as_u16(), &page.json()["error"]), (400, &"invalid_request".into()), "{headers:?}");
    }
    let both = app.http.post(provider.url("/userinfo")).header("Authorization", &dpop).header("DPoP", proof());
    let page = Page::read(both.form(&[("access_token", access_token)]).send().await.unwrap()).await;
    assert_eq!((page.status.as_u16(), &page.json()["error"]), (400, &"invalid_request".into()));
}

/// RFC 9449 §7.1: whoever sends nothing learns what there is.
#[actix_web::test]
async fn without_a_token_both_challenges_are_there() {
    let provider = builder().start();
    let response = reqwest::Client::new().get(provider.url("/userinfo")).send().await.unwrap();
    let challenges: Vec<&str> =
        response.headers().get_all("www-authenticate").iter().map(|value| value.to_str().unwrap()).collect();
    let metadata = format!("resource_metadata=\"{}\"", provider.url("/.well-known/oauth-protected-resource"));
    let algs = "algs=\"ES256 ES384 EdDSA Ed25519 PS256 RS256\"";
    assert_eq!(challenges, [format!("Bearer {metadata}"), format!("DPoP {algs}, {metadata}")]);
}

/// Rows 31 and 36.
#[actix_web::test]
async fn a_proof_opens_userinfo_once_on_whichever_node() {
    let mut provider = builder().start();
    let (_, elsewhere) = provider.another_node();
    let holder = Holder::new();
    let here = RelyingParty::new(&provider);
    let there = RelyingParty { address: elsewhere, ..RelyingParty::new(&provider) };
    let tokens = tokens_of(&here, &holder).await;
    let access_token = text(&tokens["access_token"]);
    let (proof, authorization) = (holder.for_userinfo(&provider, access_token), format!("DPoP {access_token}"));
    assert_eq!(userinfo(&there, &[&authorization], &[&proof]).await.status, 200);
    for app in [&here, &there] {
        let page = userinfo(app, &[&authorization], &[&proof]).await;
        assert_challenged(&page, "DPoP", "invalid_dpop_proof", "a replay");
    }
    let proof = holder.for_userinfo(&provider, access_token);
    let (authorizations, proofs) = ([authorization.as_str()], [proof.as_str()]);
    let answers =
        futures_util::future::join_all((0..8).map(|nth| userinfo([&here, &there][nth % 2], &authorizations, &proofs)));
    assert_eq!(answers.await.iter().filter(|page| page.status == 200).count(), 1, "of eight at once");
}

/// Whatever ends other tokens ends these.
#[actix_web::test]
async fn a_revoked_token_is_dead_whoever_holds_its_key() {
    let provider = builder().start();
    let holder = Holder::new();
    let app = RelyingParty::new(&provider);
    let tokens = tokens_of(&app, &holder).await;
    let revoke = app.http.post(provider.url("/revoke")).basic_auth("app", Some(crate::support::provider::SECRET));
    let refresh_token = text(&tokens["refresh_token"]);
    assert_eq!(revoke.form(&[("token", refresh_token)]).send().await.unwrap().status(), 200);
    assert_challenged(&ask(&app, &tokens, &holder).await, "DPoP", "invalid_token", "revoked");
}
