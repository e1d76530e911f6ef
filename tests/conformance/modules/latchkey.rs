//! What no module of the suite looks at: the rest of the points where providers fail.

use serde_json::json;

use crate::rp::callback::Place;
use crate::rp::client::with_refresh_token;
use crate::rp::key::unsigned;
use crate::rp::request::Request;
use crate::run::{Outcome, Run};
use crate::support::browser::Page;

/// A registered query stays, in every place where an answer may stand.
pub async fn redirect_uri_query_in_every_mode(run: &mut Run<'_>) -> Outcome {
    let registered = json!({"redirect_uris": [run.op.rp.callback_with_query()]});
    let client = run.client_with("query-client", registered).await;
    let in_query = if run.variant.response_type.is_front_channel() { "" } else { "query" };
    for mode in [in_query, "fragment", "form_post"] {
        run.sign_in(&client, &[("response_mode", mode)]).await;
        let request = Request::new(run, &client, &[("response_mode", mode), ("prompt", "none"), ("max_age", "x")]);
        let page = run.browser.visit(&request.url(run)).await;
        run.error(&request, &page, &["invalid_request"]);
    }
    Outcome::Passed
}

/// What a request says is never repeated in a way that `error_description` may not have.
pub async fn error_descriptions(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    for (name, value) in [
        ("prompt", "\"quoted\" \\ ü\t\r\n"),
        ("prompt", "none login"),
        ("max_age", "\"-1\\"),
        ("scope", "email \"ü\""),
        ("claims", "{\"id_token\":\"ü\\"),
        ("display", "\u{1}"),
        ("id_token_hint", "\"ü\""),
        ("code_challenge", "\"ü\""),
        ("code_challenge_method", "\"ü\""),
        ("request", "\"ü\""),
        ("request_uri", "\"ü\""),
        ("registration", "{\"ü\":1}"),
        ("response_type", "\"ü\""),
        ("response_mode", "\"ü\""),
    ] {
        let request = Request::new(run, &client, &[("prompt", "none"), (name, value)]);
        let page = run.browser.visit(&request.url(run)).await;
        let place = if name == "response_type" { Place::Query } else { Place::of(&request) };
        let answer = crate::rp::callback::read(&page, &client.redirect_uri, place);
        assert!(answer.contains_key("error"), "{name}: {answer:?}");
        if let Some(description) = answer.get("error_description") {
            crate::rp::callback::check_description(description);
        }
    }
    Outcome::Passed
}

/// RFC 6749 §2.3.1: what means something in a Basic header is encoded, in the id and in the secret.
pub async fn form_encoded_basic_credentials(run: &mut Run<'_>) -> Outcome {
    let client = crate::rp::client::RpClient::of_configuration(run, crate::op::ODD_CLIENT);
    run.sign_in(&client, &[]).await;
    Outcome::Passed
}

/// An unsigned request object is refused to the redirect_uri beside it if that is registered, and else on a page;
/// nobody is sent to where only the object says.
pub async fn unsigned_request_objects(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let inner = Request::new(run, &client, &[]);
    let object = unsigned(&super::request_objects::object(run, &client, &inner));
    let reference = format!("{}#frag", run.op.rp.publish("/request/unsigned", "application/jwt", &object));
    let codes = ["request_not_supported", "request_uri_not_supported", "invalid_request_object", "invalid_request_uri"];
    for (name, value) in [("request", &object), ("request_uri", &reference)] {
        let request = Request::new(run, &client, &[(name, value)]);
        let page = run.browser.visit(&request.url(run)).await;
        run.error(&request, &page, &codes);
        let elsewhere = Request::new(run, &client, &[(name, value), ("redirect_uri", "https://evil.example/")]);
        let page = run.browser.visit(&elsewhere.url(run)).await;
        run.error_page(&page, "This app asked in a wrong way");
    }
    let request = Request::new(run, &client, &[("registration", "{}")]);
    let page = run.browser.visit(&request.url(run)).await;
    run.error(&request, &page, &["registration_not_supported"]);
    Outcome::Passed
}

/// Core §5.5.1.1: an `acr` that is asked for comes back, and an essential one that cannot be had is refused.
pub async fn claims_acr(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let supported = run.supported("acr_values_supported")[0].to_owned();
    for wanted in [json!({"value": supported}), json!({"essential": true, "values": ["urn:unknown", supported]})] {
        let claims = json!({"id_token": {"acr": wanted}}).to_string();
        let flow = run.sign_in(&client, &[("claims", &claims)]).await;
        assert_eq!(flow.id_token().claims["acr"], supported);
    }
    let claims = json!({"id_token": {"acr": {"essential": true, "values": ["urn:unknown"]}}}).to_string();
    let request = Request::new(run, &client, &[("claims", &claims)]);
    let (page, _) = run.authorize(&request).await;
    run.error(&request, &page, &["unmet_authentication_requirements"]);
    Outcome::Passed
}

/// RP-Initiated Logout §2: a hint may have expired.
pub async fn expired_id_token_hint(run: &mut Run<'_>) -> Outcome {
    let uri = run.op.rp.post_logout();
    let client = run.client_with("client", json!({"post_logout_redirect_uris": [uri]})).await;
    let flow = run.sign_in(&client, &[]).await;
    run.op.advance(2 * 3600);
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("id_token_hint", flow.id_token().encoded.as_str()), ("post_logout_redirect_uri", &uri)])
        .finish();
    let page = run.browser.visit(&format!("{}?{query}", run.metadata["end_session_endpoint"].as_str().unwrap())).await;
    assert_eq!(page.raw_location(), Some(uri.as_str()));
    Outcome::Passed
}

/// Pages are framed by nobody, and forms may go where the answer goes: browsers apply `form-action` to redirects too.
pub async fn content_security_policy(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let origin = url::Url::parse(&client.redirect_uri).unwrap().origin().ascii_serialization();
    let request = Request::new(run, &client, &[("response_mode", "form_post")]);
    let login = run.browser.visit(&request.url(run)).await;
    let (posted, _) = run.browser.walk(login.clone()).await;
    for (page, what) in [(&login, "the sign-in page"), (&posted, "the form that is posted")] {
        let policy = page.header("content-security-policy");
        let actions = policy.split(';').find(|directive| directive.trim().starts_with("form-action"));
        assert!(actions.is_none_or(|actions| actions.contains(&origin)), "{what}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
    }
    for endpoint in ["userinfo_endpoint", "jwks_uri"] {
        let answer = run.get(run.metadata[endpoint].as_str().unwrap()).await;
        assert!(!answer.status.is_redirection(), "{endpoint}");
    }
    Outcome::Passed
}

/// The ids that `docs/conformance.md` promises to scripted browsers, beyond those that every module presses.
pub async fn fixed_elements(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let request = Request::new(run, &client, &[("prompt", "consent")]);
    let login = run.browser.visit(&request.url(run)).await;
    let cancelled = run.browser.press(&login, &[], "cancel").await;
    run.error(&request, &cancelled, &["access_denied"]);
    let flow = run.sign_in(&client, &[("prompt", "consent")]).await;
    assert!(flow.callback.asked.password && flow.callback.asked.consent);
    let consent = run.browser.visit(&request.url(run)).await;
    assert!(url::Url::parse(&consent.url).unwrap().path() == "/consent" && login.url.contains("/login?"));
    let denied = run.browser.press(&consent, &[], "deny").await;
    run.error(&request, &denied, &["access_denied"]);
    let end_session = run.metadata["end_session_endpoint"].as_str().unwrap();
    let question = run.browser.visit(end_session).await;
    run.browser.press(&question, &[], "logout-no").await;
    run.sign_in(&client, &[("prompt", "none")]).await;
    Outcome::Passed
}

/// RFC 6749 §5.2: each refusal has its code, 401 is for clients that did not prove themselves, and no cache keeps any.
pub async fn token_endpoint_errors(run: &mut Run<'_>) -> Outcome {
    let client = run.client_with("client", with_refresh_token(run)).await;
    for (fields, code) in [
        (&[("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "x")][..], "invalid_grant"),
        (&[("grant_type", "authorization_code"), ("redirect_uri", "x")], "invalid_request"),
        (&[("grant_type", "refresh_token"), ("refresh_token", "x")], "invalid_grant"),
        (&[("grant_type", "password"), ("username", "conformance"), ("password", "x")], "unsupported_grant_type"),
        (&[("grant_type", "implicit")], "unsupported_grant_type"),
        (&[], "invalid_request"),
    ] {
        run.token_error(&run.token(&client, fields).await, code);
    }
    let mut wrong = client.clone();
    wrong.client_secret = Some("wrong".to_owned());
    let fields = [("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "x")];
    let answer: Page = run.token(&wrong, &fields).await;
    run.token_error(&answer, "invalid_client");
    assert!(answer.header("www-authenticate").starts_with("Basic"));
    Outcome::Passed
}
