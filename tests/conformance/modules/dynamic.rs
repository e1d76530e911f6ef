//! Clients that register themselves (OpenID Connect Dynamic Client Registration 1.0).

use serde_json::{Value, json};

use crate::browser::has;
use crate::rp::client::metadata;
use crate::rp::request::Request;
use crate::rp::userinfo::check_claims;
use crate::run::{Outcome, Run};
use crate::support::browser::{Page, attribute};

/// Without a wish of the client's: RS256, with a `kid`.
pub async fn idtoken_signature(run: &mut Run<'_>) -> Outcome {
    let client = run.register(json!({})).await;
    let flow = run.sign_in(&client, &[]).await;
    for token in flow.front.iter().chain(&flow.back) {
        assert_eq!(token.header["alg"], "RS256");
    }
    Outcome::Passed
}

pub async fn idtoken_unsigned(run: &mut Run<'_>) -> Outcome {
    assert!(
        !run.supported("id_token_signing_alg_values_supported").contains(&"none"),
        "unsigned tokens are not offered"
    );
    let refused = refused_registration(run, json!({"id_token_signed_response_alg": "none"})).await;
    assert_eq!(refused, "invalid_client_metadata");
    Outcome::Skipped("id_token_signing_alg_values_supported does not contain none".to_owned())
}

pub async fn idtoken_rs256(run: &mut Run<'_>) -> Outcome {
    let client = run.register(json!({"id_token_signed_response_alg": "RS256"})).await;
    let flow = run.sign_in(&client, &[]).await;
    assert_eq!(flow.id_token().header["alg"], "RS256");
    Outcome::Passed
}

/// Userinfo as a signed JWT: `iss` and `aud` are there, a nonce is not (Core §5.3.2).
pub async fn userinfo_rs256(run: &mut Run<'_>) -> Outcome {
    assert!(run.supported("userinfo_signing_alg_values_supported").contains(&"RS256"));
    let client = run.register(json!({"userinfo_signed_response_alg": "RS256"})).await;
    let flow = run.sign_in(&client, &[]).await;
    let request = run.http.get(run.userinfo_endpoint()).bearer_auth(flow.access_token().unwrap());
    let answer = Page::read(request.send().await.unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/jwt"), "{}", answer.body);
    let claims = run.verify(&answer.body, "RS256").await;
    assert_eq!((&claims["iss"], &claims["aud"]), (&json!(run.op.issuer), &json!(client.client_id)));
    assert_eq!(claims["sub"], flow.id_token().claims["sub"]);
    assert!(claims.get("nonce").is_none());
    let now = run.op.provider.now().seconds();
    for time in ["iat", "nbf"].into_iter().filter_map(|name| claims.get(name)) {
        assert!(time.as_i64().is_some_and(|time| (now - 86_400..=now).contains(&time)), "{claims}");
    }
    assert!(claims.get("exp").is_none_or(|exp| exp.as_i64().is_some_and(|exp| exp > now)), "{claims}");
    check_claims(&claims, now);
    Outcome::Passed
}

/// Two are registered and none is sent: a page.
pub async fn redirect_uri_in_request(run: &mut Run<'_>) -> Outcome {
    let both = [run.op.rp.callback(), "https://example.org/redirect".to_owned()];
    let client = run.register(json!({"redirect_uris": both})).await;
    let request = Request::new(run, &client, &[("redirect_uri", "")]);
    let page = run.browser.visit(&request.url(run)).await;
    run.error_page(&page, "redirect_uri is missing");
    Outcome::Passed
}

pub async fn redirect_uri_query_ok(run: &mut Run<'_>) -> Outcome {
    let client = run.register(json!({"redirect_uris": [run.op.rp.callback_with_query()]})).await;
    run.sign_in(&client, &[]).await;
    Outcome::Passed
}

/// Registered with one query and used with another.
async fn other_query(run: &mut Run<'_>, registered: String, used: &str) -> Outcome {
    let client = run.register(json!({"redirect_uris": [registered]})).await;
    let request = Request::new(run, &client, &[("redirect_uri", used)]);
    let page = run.browser.visit(&request.url(run)).await;
    run.error_page(&page, "redirect_uri is not registered");
    Outcome::Passed
}

pub async fn redirect_uri_query_mismatch(run: &mut Run<'_>) -> Outcome {
    for used in ["/callback?bar=bar", "/callback", "/callback?bar=foo&x=y", "/callback?bar=foo#x"] {
        let (registered, used) = (run.op.rp.callback_with_query(), run.op.rp.url(used));
        other_query(run, registered, &used).await;
    }
    Outcome::Passed
}

pub async fn redirect_uri_query_added(run: &mut Run<'_>) -> Outcome {
    let (registered, used) = (run.op.rp.callback(), run.op.rp.callback_with_query());
    other_query(run, registered, &used).await
}

pub async fn redirect_uri_regfrag(run: &mut Run<'_>) -> Outcome {
    let with_fragment = format!("{}#fragment", run.op.rp.callback());
    let error = refused_registration(run, json!({"redirect_uris": [with_fragment]})).await;
    assert!(["invalid_redirect_uri", "invalid_client_metadata"].contains(&error.as_str()), "{error}");
    Outcome::Passed
}

/// The error of a registration that must be refused: 400, JSON (§3.3).
async fn refused_registration(run: &Run<'_>, changes: Value) -> String {
    let mut sent = metadata(run, run.variant);
    for (name, value) in changes.as_object().unwrap() {
        sent[name] = value.clone();
    }
    let answer = run.post_registration(&sent).await;
    assert_eq!(answer.status, 400, "{}", answer.body);
    assert!(answer.header("content-type").starts_with("application/json"));
    crate::rp::callback::check_description(answer.json()["error_description"].as_str().unwrap());
    answer.json()["error"].as_str().unwrap().to_owned()
}

/// The page to sign in, as it is photographed.
async fn login_page(run: &mut Run<'_>, changes: Value) -> Page {
    let client = run.register(changes).await;
    let request = Request::new(run, &client, &[]);
    let page = run.browser.visit(&request.url(run)).await;
    assert!(has(&page, "username") && has(&page, "password") && has(&page, "login"));
    assert!(page.body.contains("latchkey conformance client"));
    page
}

pub async fn logo_uri(run: &mut Run<'_>) -> Outcome {
    let logo = run.op.rp.url("/logo.png");
    let page = login_page(run, json!({"logo_uri": logo})).await;
    let shown =
        page.body.split("<img").skip(1).any(|tag| attribute(&format!("<img{tag}"), "src").as_deref() == Some(&logo));
    assert!(shown, "{}", page.body);
    let origin = url::Url::parse(&logo).unwrap().origin().ascii_serialization();
    let policy = page.header("content-security-policy");
    let images = policy.split(';').find(|directive| directive.trim().starts_with("img-src")).unwrap();
    assert!(images.contains(&origin) || images.contains(" https:"), "{policy}");
    Outcome::Passed
}

/// The page links to the address.
async fn links(run: &mut Run<'_>, member: &str) -> Outcome {
    let uri = run.op.rp.url(&format!("/{member}"));
    let page = login_page(run, json!({member: uri})).await;
    let shown =
        page.body.split("<a").skip(1).any(|tag| attribute(&format!("<a{tag}"), "href").as_deref() == Some(&uri));
    assert!(shown, "{}", page.body);
    Outcome::Passed
}

pub async fn policy_uri(run: &mut Run<'_>) -> Outcome {
    links(run, "policy_uri").await
}

pub async fn tos_uri(run: &mut Run<'_>) -> Outcome {
    links(run, "tos_uri").await
}

/// Keys by reference, with a `kid`.
pub async fn jwks_uri(run: &mut Run<'_>) -> Outcome {
    let path = format!("/jwks/{}", latchkey::random::token());
    let key = std::sync::Arc::new(crate::rp::key::RpKey::with_kid("by-reference"));
    let uri = run.op.rp.publish(&path, "application/json", &key.jwks().to_string());
    let mut client = run.register(json!({"jwks": null, "jwks_uri": uri})).await;
    client.key = Some(key);
    run.sign_in(&client, &[]).await;
    assert!(!run.op.rp.requests_to(&path).is_empty());
    Outcome::Passed
}

/// Serves a list of redirect URIs, and returns where.
fn sector(run: &Run<'_>, listed: &[String]) -> (String, String) {
    let path = format!("/sector/{}", latchkey::random::token());
    let uri = run.op.rp.publish(&path, "application/json", &json!(listed).to_string());
    (path, uri)
}

fn without_pairwise(run: &Run<'_>) -> Option<Outcome> {
    let supported = run.supported("subject_types_supported").contains(&"pairwise");
    (!supported).then(|| Outcome::Skipped("subject_types_supported does not contain pairwise".to_owned()))
}

pub async fn sector_uri(run: &mut Run<'_>) -> Outcome {
    if let Some(skipped) = without_pairwise(run) {
        return skipped;
    }
    let (path, uri) = sector(run, &[run.op.rp.callback(), run.op.rp.url("/another")]);
    let pairwise = json!({"subject_type": "pairwise", "sector_identifier_uri": uri});
    let client = run.register(pairwise).await;
    assert!(!run.op.rp.requests_to(&path).is_empty(), "it was fetched");
    let flow = run.sign_in(&client, &[]).await;
    run.userinfo(flow.access_token().unwrap(), Some(flow.id_token())).await;
    Outcome::Passed
}

pub async fn sector_bad(run: &mut Run<'_>) -> Outcome {
    if let Some(skipped) = without_pairwise(run) {
        return skipped;
    }
    let (path, uri) = sector(run, &[run.op.rp.url("/another")]);
    let error = refused_registration(run, json!({"subject_type": "pairwise", "sector_identifier_uri": uri})).await;
    assert_eq!(error, "invalid_client_metadata");
    assert!(!run.op.rp.requests_to(&path).is_empty(), "it was fetched");
    Outcome::Passed
}

/// Core §8.1: redirect URIs at several hosts need a sector_identifier_uri.
pub async fn sector_missing(run: &mut Run<'_>) -> Outcome {
    if let Some(skipped) = without_pairwise(run) {
        return skipped;
    }
    let hosts = [run.op.rp.callback(), "https://another.example/cb".to_owned()];
    let error = refused_registration(run, json!({"subject_type": "pairwise", "redirect_uris": hosts})).await;
    assert_eq!(error, "invalid_client_metadata");
    Outcome::Passed
}

/// Echoed at registration, and by the client's own address.
pub async fn third_party_init_login(run: &mut Run<'_>) -> Outcome {
    let uri = run.op.rp.url("/initiate_login");
    let client = run.register(json!({"initiate_login_uri": uri})).await;
    assert_eq!(client.metadata["initiate_login_uri"], uri);
    let text = |name: &str| client.metadata[name].as_str().unwrap_or_else(|| panic!("no {name}"));
    let request = run.http.get(text("registration_client_uri")).bearer_auth(text("registration_access_token"));
    let answer = Page::read(request.send().await.unwrap()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.header("content-type").starts_with("application/json"));
    assert_eq!(answer.json()["initiate_login_uri"], uri);
    if let Some(next) = answer.json().get("registration_access_token").and_then(Value::as_str) {
        run.to_delete.last_mut().unwrap().1 = next.to_owned();
    }
    Outcome::Passed
}

pub async fn third_party_init_login_nohttps(run: &mut Run<'_>) -> Outcome {
    let uri = run.op.rp.url("/initiate_login").replace("https://", "http://");
    let error = refused_registration(run, json!({"initiate_login_uri": uri})).await;
    assert_eq!(error, "invalid_client_metadata");
    Outcome::Passed
}
