//! The happy flow and its parameters (OpenID Connect Core §3).

use crate::rp::callback::Place;
use crate::rp::request::{Request, awkward_text};
use crate::rp::userinfo::check_claims;
use crate::run::{Outcome, Run};

/// Everything in its place, and userinfo for each access token.
pub async fn server(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let flow = run.sign_in(&client, &[]).await;
    assert!(flow.callback.asked.password);
    let of_front = flow.callback.parameters.get("access_token").map(String::as_str);
    for access_token in of_front.into_iter().chain(flow.access_token()) {
        run.userinfo(access_token, Some(flow.id_token())).await;
    }
    Outcome::Passed
}

/// An error in the query (by POST where a form was asked for). The suite takes a page and unsupported_response_type too.
pub async fn response_type_missing(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let request = Request::new(run, &client, &[("response_type", "")]);
    let page = run.browser.visit(&request.url(run)).await;
    assert_eq!(Place::of(&request), if run.variant.form_post { Place::Body } else { Place::Query });
    run.error(&request, &page, &["invalid_request"]);
    Outcome::Passed
}

/// Core §3.1.2.1: optional for `code`, and for `code token`.
pub async fn without_nonce_succeeds(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let flow = run.sign_in(&client, &[("nonce", "")]).await;
    assert!(flow.id_token().claims.get("nonce").is_none());
    Outcome::Passed
}

/// Core §3.2.2.1: required where an ID token comes from the authorization endpoint.
pub async fn without_nonce_fails(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let request = Request::new(run, &client, &[("nonce", "")]);
    let (page, _) = run.authorize(&request).await;
    run.error(&request, &page, &["invalid_request"]);
    Outcome::Passed
}

/// Scope values in another order, parameters in the reverse order of the alphabet.
pub async fn alternate_happy_flow(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let mut request = Request::new(run, &client, &[("scope", "phone email openid")]);
    request.parameters.sort_by(|(one, _), (other, _)| other.cmp(one));
    let flow = run.follow(request).await;
    if let Some(access_token) = flow.access_token() {
        assert!(run.userinfo(access_token, Some(flow.id_token())).await["email"].is_string());
    }
    Outcome::Passed
}

/// Signs in with one more parameter, which is never an error.
async fn succeeds_with(run: &mut Run<'_>, parameters: &[(&str, &str)]) -> Outcome {
    let client = run.client().await;
    for parameter in parameters {
        let flow = run.sign_in(&client, &[*parameter]).await;
        check_claims(&flow.id_token().claims, run.op.provider.now().seconds());
    }
    Outcome::Passed
}

pub async fn display_page(run: &mut Run<'_>) -> Outcome {
    succeeds_with(run, &[("display", "page")]).await
}

pub async fn display_popup(run: &mut Run<'_>) -> Outcome {
    succeeds_with(run, &[("display", "popup"), ("display", "hologram")]).await
}

pub async fn ui_locales(run: &mut Run<'_>) -> Outcome {
    succeeds_with(run, &[("ui_locales", "se")]).await
}

pub async fn claims_locales(run: &mut Run<'_>) -> Outcome {
    succeeds_with(run, &[("claims_locales", "se")]).await
}

pub async fn unknown_parameter(run: &mut Run<'_>) -> Outcome {
    succeeds_with(run, &[("extra", "foobar")]).await
}

/// A page, and no way to anywhere.
pub async fn registered_redirect_uri(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let unregistered = format!("{}/{}", client.redirect_uri, awkward_text(12));
    for redirect_uri in [unregistered, format!("{}?foo=bar", client.redirect_uri), "https://evil.example/".to_owned()] {
        let request = Request::new(run, &client, &[("redirect_uri", &redirect_uri)]);
        let page = run.browser.visit(&request.url(run)).await;
        run.error_page(&page, "redirect_uri is not registered");
    }
    let page = run.browser.visit(&Request::new(run, &client, &[("redirect_uri", "")]).url(run)).await;
    run.error_page(&page, "redirect_uri is missing");
    Outcome::Passed
}

/// Core §3.1.2.1: by POST, as a form.
pub async fn post_request(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let request = Request::new(run, &client, &[]);
    let fields: Vec<(&str, &str)> =
        request.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let posted = run.browser.plain.post(run.metadata["authorization_endpoint"].as_str().unwrap(), &fields).await;
    let page = run.browser.plain.follow(posted).await;
    let (page, asked) = run.browser.walk(page).await;
    run.finish(request, &page, asked).await;
    Outcome::Passed
}
