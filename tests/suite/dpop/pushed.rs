//! A proof that comes with a pushed request (RFC 9449 §10.1): the code is for its key.

use latchkey::protocol::dpop::NonceRule;
use serde_json::json;

use super::{CHALLENGE, Holder, assert_refused, builder, redeem};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET};
use crate::support::{Browser, RelyingParty, TestProvider};

/// Pushes a request of this app, with these proofs.
async fn push(app: &RelyingParty<'_>, more: &[(&str, &str)], proofs: &[&str]) -> Page {
    let mut request = app.http.post(format!("{}/par", app.address));
    for proof in proofs {
        request = request.header("DPoP", *proof);
    }
    let usual = [("response_type", "code"), ("redirect_uri", app.redirect_uri.as_str()), ("scope", "openid email")];
    let fields = [&usual[..], more].concat();
    let request = match app.client_id {
        "phone" => request.form(&[&fields[..], &[("client_id", "phone")], &CHALLENGE].concat()),
        confidential => request.basic_auth(confidential, Some(SECRET)).form(&[&fields[..], &[("nonce", "n")]].concat()),
    };
    Page::read(request.send().await.unwrap()).await
}

fn proof(holder: &Holder, provider: &TestProvider) -> String {
    holder.proof_with(provider, ("POST", "/par"), &json!({}))
}

/// Signs ada in with what was pushed; the code.
async fn code(app: &RelyingParty<'_>, pushed: &Page) -> String {
    assert_eq!(pushed.status, 201, "{}", pushed.body);
    let (browser, name) = (Browser::new(), pushed.json()["request_uri"].as_str().unwrap().to_owned());
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([("client_id", app.client_id), ("request_uri", &name)]);
    let login = browser.visit(&app.provider.url(&format!("/authorize?{}", query.finish()))).await;
    let mut page = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    if page.body.contains("id=\"allow\"") {
        page = browser.submit(&page, &[("decision", "allow")]).await;
    }
    page.answer()["code"].clone()
}

#[actix_web::test]
async fn a_code_is_for_the_key_whose_holder_pushed_its_request() {
    let provider = builder().start();
    let (holder, thief) = (Holder::new(), Holder::new());
    for client_id in ["app", "phone"] {
        let app = RelyingParty::of(&provider, client_id);
        let pushed = push(&app, &[], &[&proof(&holder, &provider)]).await;
        let code = code(&app, &pushed).await;
        assert_refused(&redeem(&app, &code, &[]).await, 400, "invalid_grant", "without a proof");
        let other = thief.for_token(&provider);
        assert_refused(&redeem(&app, &code, &[&other]).await, 400, "invalid_grant", "by another key");
        let answer = redeem(&app, &code, &[&holder.for_token(&provider)]).await;
        assert_eq!(answer.json()["token_type"], "DPoP", "{client_id}: {}", answer.body);
    }
}

#[actix_web::test]
async fn a_proof_is_for_this_endpoint_counts_once_and_agrees_with_dpop_jkt() {
    let provider = builder().start();
    let (holder, app) = (Holder::new(), RelyingParty::new(&provider));
    let (own, other) = (holder.jkt(), Holder::new().jkt());
    for (what, more, proofs) in [
        ("a proof of the token endpoint", vec![], vec![holder.for_token(&provider)]),
        ("another key", vec![("dpop_jkt", other.as_str())], vec![proof(&holder, &provider)]),
        ("two proofs", vec![], vec![proof(&holder, &provider), proof(&holder, &provider)]),
        ("no proof at all", vec![], vec!["x".to_owned()]),
    ] {
        let proofs: Vec<&str> = proofs.iter().map(String::as_str).collect();
        assert_refused(&push(&app, &more, &proofs).await, 400, "invalid_dpop_proof", what);
    }
    let proof = proof(&holder, &provider);
    assert_eq!(push(&app, &[("dpop_jkt", &own)], &[&proof]).await.status, 201);
    assert_refused(&push(&app, &[], &[&proof]).await, 400, "invalid_dpop_proof", "a replay");
    assert_eq!(push(&app, &[], &[]).await.status, 201, "who has no key pushes as before");
}

#[actix_web::test]
async fn a_nonce_is_asked_for_here_too() {
    let provider = builder().settings(|settings| settings.tokens.dpop.nonce = NonceRule::Required).start();
    let (holder, app) = (Holder::new(), RelyingParty::new(&provider));
    let asked = push(&app, &[], &[&proof(&holder, &provider)]).await;
    assert_refused(&asked, 400, "use_dpop_nonce", "without a nonce");
    let nonce = asked.header("dpop-nonce");
    let with_nonce = holder.proof_with(&provider, ("POST", "/par"), &json!({"nonce": nonce}));
    assert_eq!(push(&app, &[], &[&with_nonce]).await.status, 201);
}
