//! Nonces of the server (RFC 9449 §8, §9): a proof cannot be made before they are given out, and each node knows those of
//! every other.

use latchkey::protocol::client::{Client, GrantType};
use latchkey::protocol::dpop::NonceRule;
use serde_json::json;

use super::{
    CHALLENGE, Holder, OFFLINE, ask, assert_refused, ath, borrowed, builder, redeem, requests, text, token, userinfo,
};
use crate::client_auth::assertions::{Key, claims, fields};
use crate::client_auth::with_keys;
use crate::support::browser::Page;
use crate::support::{Browser, RelyingParty, TestProvider};

fn start() -> TestProvider {
    builder().settings(|settings| settings.tokens.dpop.nonce = NonceRule::Required).start()
}

fn nonce_of(page: &Page) -> String {
    let nonce = page.header("dpop-nonce");
    assert!((16..=255).contains(&nonce.len()), "{} {}", page.status, page.body);
    nonce.to_owned()
}

async fn fresh(provider: &TestProvider) -> String {
    let machine = RelyingParty::of(provider, "machine");
    let proof = Holder::new().for_token(provider);
    nonce_of(&token(&machine, &[("grant_type", "client_credentials")], &[&proof]).await)
}

#[actix_web::test]
async fn who_sends_no_nonce_is_given_one_and_loses_nothing() {
    let provider = start();
    let holder = Holder::new();
    let nonce = fresh(&provider).await;
    let app = RelyingParty::new(&provider);
    let with = |nonce: &str| holder.proof_with(&provider, ("POST", "/token"), &json!({"nonce": nonce}));
    let code = app.code(&Browser::new(), &[OFFLINE]).await;
    for wrong in [holder.for_token(&provider), with(""), with("guess"), with(&nonce[1..]), with(&format!("{nonce}A"))] {
        let refused = redeem(&app, &code, &[&wrong]).await;
        assert_refused(&refused, 400, "use_dpop_nonce", "no nonce of ours");
        assert_ne!(nonce_of(&refused), nonce, "each is new");
    }
    let long = redeem(&app, &code, &[&with(&"x".repeat(256))]).await;
    assert_refused(&long, 400, "invalid_dpop_proof", "none at all");
    let answer = redeem(&app, &code, &[&with(&nonce)]).await;
    assert_eq!(answer.json()["token_type"], "DPoP", "{}", answer.body);
    let next = nonce_of(&answer);
    assert_ne!(next, nonce, "§8.2: the next one comes with a success");
    let again = super::refresh(&app, &answer.json(), &[&with(&next)]).await;
    assert_eq!(again.status, 200);
    nonce_of(&again);
}

/// RFC 9449 §8: what was sent is sent again with a proof that has the nonce, and a client assertion in it counts still.
#[actix_web::test]
async fn a_client_assertion_is_not_used_up_by_a_request_that_only_lacks_the_nonce() {
    let key = Key::new("bank");
    let provider = builder()
        .client(Client { grant_types: vec![GrantType::ClientCredentials], ..with_keys("bank", &[key.jwk()]) })
        .settings(|settings| settings.tokens.dpop.nonce = NonceRule::Required)
        .start();
    let holder = Holder::new();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let authorization = [("response_type", "code"), ("redirect_uri", "https://bank.example/cb"), CHALLENGE[0]];
    for (path, own) in [
        ("/token", &[("grant_type", "client_credentials")][..]),
        ("/par", &authorization[..]),
        ("/device_authorization", &[][..]),
        ("/backchannel_authentication", &[][..]),
    ] {
        let assertion = key.sign(&claims(&provider, "bank"));
        let body = [&fields(&assertion)[..], &[("client_id", "bank"), CHALLENGE[1]], own].concat();
        let send = async |proof: String| {
            let request = http.post(provider.url(path)).header("DPoP", proof).form(&body);
            Page::read(request.send().await.unwrap()).await
        };
        let refused = send(holder.proof_with(&provider, ("POST", path), &json!({}))).await;
        assert_refused(&refused, 400, "use_dpop_nonce", path);
        let nonce = nonce_of(&refused);
        let with = |nonce: &str| holder.proof_with(&provider, ("POST", path), &json!({"nonce": nonce}));
        let answer = send(with(&nonce)).await;
        assert_ne!(answer.json()["error"], "invalid_client", "{path}: {}", answer.body);
        assert_ne!(answer.json()["error"], "use_dpop_nonce", "{path}: {}", answer.body);
        let again = send(with(&nonce)).await;
        assert_eq!(again.json()["error"], "invalid_client", "{path}: once is enough: {}", again.body);
    }
}

#[actix_web::test]
async fn userinfo_wants_one_too() {
    let provider = start();
    let holder = Holder::new();
    let app = RelyingParty::new(&provider);
    let nonce = fresh(&provider).await;
    let code = app.code(&Browser::new(), &[OFFLINE]).await;
    let proof = holder.proof_with(&provider, ("POST", "/token"), &json!({"nonce": nonce}));
    let tokens = redeem(&app, &code, &[&proof]).await.json();
    let refused = ask(&app, &tokens, &holder).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (401, &"use_dpop_nonce".into()));
    assert!(refused.header("www-authenticate").starts_with("DPoP error=\"use_dpop_nonce\""));
    let access_token = text(&tokens["access_token"]);
    let claims = json!({"nonce": nonce_of(&refused), "ath": ath(access_token)});
    let proof = holder.proof_with(&provider, ("GET", "/userinfo"), &claims);
    let answer = userinfo(&app, &[&format!("DPoP {access_token}")], &[&proof]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    nonce_of(&answer);
}

#[actix_web::test]
async fn a_nonce_counts_for_minutes_at_every_node_and_after_a_restart() {
    let mut provider = start();
    let (_, elsewhere) = provider.another_node();
    let holder = Holder::new();
    let nonce = fresh(&provider).await;
    let get = async |provider: &TestProvider, address: &str| {
        let machine = RelyingParty { address: address.to_owned(), ..RelyingParty::of(provider, "machine") };
        let proof = holder.proof_with(provider, ("POST", "/token"), &json!({"nonce": nonce}));
        token(&machine, &[("grant_type", "client_credentials")], &[&proof]).await
    };
    assert_eq!(get(&provider, &elsewhere).await.status, 200);
    provider.advance(299);
    assert_eq!(get(&provider, &elsewhere).await.status, 200);
    let provider = provider.restart();
    let issuer = provider.issuer.clone();
    assert_eq!(get(&provider, &issuer).await.status, 200);
    provider.advance(1);
    assert_refused(&get(&provider, &issuer).await, 400, "use_dpop_nonce", "too old");
}

#[actix_web::test]
async fn what_is_sealed_for_something_else_is_no_nonce() {
    let provider = start();
    let app = RelyingParty::new(&provider);
    let code = app.code(&Browser::new(), &[]).await;
    let other = &code[..code.len().min(255)];
    let proof = Holder::new().proof_with(&provider, ("POST", "/token"), &json!({"nonce": other}));
    assert_refused(&redeem(&app, &code, &[&proof]).await, 400, "use_dpop_nonce", "a code");
}

#[actix_web::test]
async fn without_the_rule_none_is_given_and_none_is_looked_at() {
    let provider = builder().start();
    let holder = Holder::new();
    for (app, fields) in requests(&provider, &holder).await {
        let proof = holder.proof_with(&provider, ("POST", "/token"), &json!({"nonce": "of another time"}));
        let answer = token(&app, &borrowed(&fields), &[&proof]).await;
        assert_eq!((answer.status.as_u16(), answer.header("dpop-nonce")), (200, ""));
    }
}

/// Who does not do DPoP hears nothing of it.
#[actix_web::test]
async fn bearer_tokens_need_no_nonce() {
    let provider = start();
    let app = RelyingParty::new(&provider);
    let code = app.code(&Browser::new(), &[]).await;
    let answer = app.redeem(&code).await;
    assert_eq!((answer.status.as_u16(), answer.header("dpop-nonce")), (200, ""));
    assert_eq!(app.userinfo(text(&answer.json()["access_token"])).await.status, 200);
}

/// SEC-64: pages read the nonce and the challenge.
#[actix_web::test]
async fn pages_of_registered_origins_may_read_the_nonce() {
    let provider = start();
    let proof = Holder::new().for_token(&provider);
    let request = reqwest::Client::new().post(provider.url("/token")).header("Origin", "https://phone.example");
    let fields = [("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", "phone")];
    let answer = request.header("DPoP", proof).form(&fields).send().await.unwrap();
    assert!(answer.headers().contains_key("dpop-nonce"));
    let exposed = answer.headers()["access-control-expose-headers"].to_str().unwrap();
    assert!(exposed.contains("DPoP-Nonce") && exposed.contains("WWW-Authenticate"), "{exposed}");
}
