//! `end_session_endpoint` (OpenID Connect RP-Initiated Logout 1.0), by GET and POST.
//!
//! Nothing ends and nobody is redirected on the strength of a link alone: unless the hint names this very login, the
//! person confirms (SEC-49). A `post_logout_redirect_uri` is followed only with a valid hint of a client that
//! registered it, compared as bytes (SEC-50).

use actix_web::http::Method;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::{form, is_same_origin, see_other};
use crate::logout::{self, LogoutRequest};
use crate::pages::Page;
use crate::pages::page::client_context;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::session::browser::Browser;
use crate::store::sessions::{Cause, SignedIn};

/// Handles a request.
pub async fn end_session(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle(&request, payload, &provider).await)
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let parameters = if request.method() == Method::POST {
        form::parameters(request, payload, live.settings.limits.body_bytes).await?
    } else {
        Parameters::parse(request.query_string().as_bytes())?
    };
    let browser = Browser::of(request);
    let asked = logout::verify(&parameters, &|id| provider.client(id), &|token| provider.id_token_hint(token))
        .map_err(PageError::Logout)?;
    let signed_in = browser.signed_in(provider).await?;
    let decided = request.method() == Method::POST
        && browser.has_csrf_token(parameters.get("csrf"))
        && is_same_origin(request, &live.settings);
    let decision = parameters.get("decision").filter(|_| decided);
    let own_button = decided && parameters.get("decision").is_none();
    match (&signed_in, decision) {
        (None, _) => Ok(signed_out(request, provider, &asked)),
        (Some(_), Some("no")) => Ok(see_other(&format!("{}/", live.settings.server.issuer.path()))),
        (Some(signed_in), Some(_)) => end(request, provider, &browser, signed_in, &asked).await,
        (Some(signed_in), None) if own_button || asked.names(signed_in) => {
            end(request, provider, &browser, signed_in, &asked).await
        }
        (Some(signed_in), None) => confirm(request, provider, &browser, signed_in, &parameters, &asked).await,
    }
}

async fn end(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    asked: &LogoutRequest,
) -> Result<HttpResponse, PageError> {
    let cause = if asked.client.is_some() { Cause::RelyingParty } else { Cause::User };
    logout::end(provider, &signed_in.session.id, cause).await?;
    browser.end_login();
    tracing::info!(sub = %signed_in.user.sub, ?cause, "signed out");
    Ok(signed_out(request, provider, asked))
}

/// Back to the client where that is proven, else the signed-out page.
fn signed_out(request: &HttpRequest, provider: &Provider, asked: &LogoutRequest) -> HttpResponse {
    if let Some(location) = asked.location() {
        return see_other(&location);
    }
    let base = provider.live().settings.server.issuer.path().to_owned();
    let back = asked.client.as_ref().and_then(|client| client.client_uri.as_ref().map(|uri| (client, uri)));
    let context = json!({
        "back": back.map(|(client, uri)| json!({"uri": uri, "client_name": client.client_name})),
        "apps": [],
        "sign_in": format!("{base}/login"),
    });
    Page::new("signed_out.html", context).respond(request, provider)
}

async fn confirm(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    parameters: &Parameters,
    asked: &LogoutRequest,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let clients = provider.store.clients_of_session(&signed_in.session.id).await?;
    let apps: Vec<String> =
        clients.iter().filter_map(|id| live.clients.get(id)).map(|client| client.client_name.clone()).collect();
    let carried = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state", "logout_hint", "ui_locales"];
    let hidden: Vec<_> = carried
        .iter()
        .filter_map(|name| parameters.get(name).map(|value| json!({"name": name, "value": value})))
        .collect();
    let context = json!({
        "action": format!("{}/end-session", live.settings.server.issuer.path()),
        "csrf": browser.csrf_token(),
        "user": {"name": signed_in.user.display_name(), "username": signed_in.user.username},
        "apps": apps,
        "client": client_context(asked.client.as_deref()),
        "hidden": hidden,
    });
    let mut page = Page::new("logout.html", context).shows(asked.client.as_deref());
    if let Some(uri) = asked.return_uri() {
        page = page.leads_to(uri);
    }
    Ok(page.respond(request, provider))
}
