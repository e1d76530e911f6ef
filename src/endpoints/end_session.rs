//! `end_session_endpoint` (OpenID Connect RP-Initiated Logout 1.0), by GET and POST.
//!
//! Nothing ends and nobody is redirected on the strength of a link alone: unless the hint names this very login, the
//! person confirms (SEC-49). A `post_logout_redirect_uri` is followed only with a valid hint of a client that
//! registered it, compared as bytes (SEC-50).

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::{again_by_get, form, from_another_site, is_same_origin, languages, see_other, signed_out};
use crate::config::settings::LogoutPrompt;
use crate::logout::{self, LogoutRequest};
use crate::pages::Page;
use crate::pages::page::name_context;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::parameters::Parameters;
use crate::protocol::session::{Cause, SignedIn};
use crate::provider::Provider;
use crate::session::browser::{Browser, LastLogout};
use crate::session::browser_state;

/// Handles a request.
pub async fn end_session(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle(&request, payload, &provider).await)
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let browser = Browser::of(request);
    let is_post = request.method() == Method::POST;
    let encoded = match is_post {
        true => form::read(request, payload, live.settings.limits.body_bytes).await?,
        false => request.query_string().as_bytes().to_vec(),
    };
    if is_post && !browser.is_known() && from_another_site(request) {
        // Lax cookies stay behind on a cross-site POST; without them this would look like nobody is signed in.
        return Ok(again_by_get(request, &encoded));
    }
    let parameters = Parameters::parse(&encoded)?;
    let clients = named_clients(&parameters, provider).await?;
    let find_client = |id: &ClientId| clients.iter().find(|client| client.client_id == *id).cloned();
    let asked =
        logout::verify(&parameters, &find_client, &|token| provider.id_token_hint(token)).map_err(PageError::Logout)?;
    let decided = is_post && browser.has_csrf_token(parameters.get("csrf")) && is_same_origin(request, &live.settings);
    let decision = parameters.get("decision").filter(|_| decided);
    let own_button = decided && parameters.get("decision").is_none();
    let named = match browser.signed_in(provider).await? {
        Some(here) => Some((here, true)),
        None => elsewhere(provider, &asked).await?.map(|there| (there, false)),
    };
    let Some((login, here)) = named else { return nobody_signed_in(request, provider, &browser, &asked).await };
    // A hint is no more than a hint: only for the login of this very browser does it stand for an answer (SEC-49).
    let needs_no_question = here
        && (own_button
            || (asked.names(&login, &|client, person| provider.subject(client, person))
                && !asked.means_another(&login, &|client, person| provider.subject(client, person))
                && live.settings.session_management.logout_prompt == LogoutPrompt::Smart));
    let login = Named { login, here };
    match decision {
        Some("no") => Ok(see_other(&format!("{}/", live.settings.server.issuer.path()))),
        Some(_) => end(request, provider, &browser, &login, &asked).await,
        None if needs_no_question => end(request, provider, &browser, &login, &asked).await,
        None => confirm(request, provider, &browser, &login, &parameters, &asked).await,
    }
}

/// The clients that the request may be about: the named one, and the hint's audience.
async fn named_clients(parameters: &Parameters, provider: &Provider) -> Result<Vec<Arc<Client>>, PageError> {
    let hint = parameters.get("id_token_hint").and_then(|hint| provider.id_token_hint(hint).ok());
    let audience = hint.map(|hint| hint.audience).unwrap_or_default();
    let named = parameters.get("client_id").into_iter().chain(audience.iter().map(String::as_str));
    let mut clients = Vec::new();
    for client_id in named.filter_map(ClientId::parse) {
        clients.extend(provider.client(&client_id).await?);
    }
    Ok(clients)
}

/// The login that is to end, and whether it is this browser's own.
struct Named {
    login: SignedIn,
    here: bool,
}

/// The living login that the hint names, for a browser that came without a cookie for it. It is found by its `sid`: the
/// `sub` may be a pairwise one, which leads back to nobody.
async fn elsewhere(provider: &Provider, asked: &LogoutRequest) -> Result<Option<SignedIn>, PageError> {
    let Some((client_id, sid)) = asked.hinted_login() else { return Ok(None) };
    let login = provider.store.live_session_named(client_id, sid, provider.now()).await?;
    Ok(login.filter(|login| asked.names(login, &|client, person| provider.subject(client, person))))
}

/// Ends the login, then tells: back to the client at once where no page has to be loaded first.
async fn end(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    Named { login, here }: &Named,
    asked: &LogoutRequest,
) -> Result<HttpResponse, PageError> {
    let cause = if asked.client.is_some() { Cause::RelyingParty } else { Cause::User };
    logout::end(provider, &login.session.id, cause).await?;
    browser.end_login();
    tracing::info!(sub = %login.user.sub, ?cause, "signed out");
    let last = last_logout(provider, &login.session.id, *here, asked);
    let apps = signed_out::outcomes(request, provider, &last).await?;
    let location = asked.location();
    let Some(location) = location.filter(|_| apps.iter().all(|app| app.frame.is_none())) else {
        browser.keep_last_logout(&last);
        let base = provider.live().settings.server.issuer.path().to_owned();
        // Framed, or where cookies are refused, nothing is kept for a further request: the page comes at once.
        return match browser_state::may_set_cookies(request) {
            true => Ok(see_other(&format!("{base}/signed-out"))),
            false => signed_out::page(request, provider, Some(&last)).await,
        };
    };
    Ok(see_other(&location))
}

/// There is nothing to end: on to where the client wants the browser, if it proved that it may.
async fn nobody_signed_in(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    asked: &LogoutRequest,
) -> Result<HttpResponse, PageError> {
    if let Some(location) = asked.location() {
        return Ok(see_other(&location));
    }
    // After a second click on the same link, the page still tells of the login that just ended.
    let now = provider.now();
    let last = browser.last_logout(now).unwrap_or_else(|| last_logout(provider, "", true, asked));
    signed_out::page(request, provider, Some(&LastLogout { location: None, ..last })).await
}

fn last_logout(provider: &Provider, session_id: &str, is_own: bool, asked: &LogoutRequest) -> LastLogout {
    LastLogout {
        session_id: session_id.to_owned(),
        client_id: asked.client.as_ref().map(|client| client.client_id.to_string()),
        location: asked.location(),
        ui_locales: asked.ui_locales().map(str::to_owned),
        is_own,
        at: provider.now(),
    }
}

async fn confirm(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    Named { login, here }: &Named,
    parameters: &Parameters,
    asked: &LogoutRequest,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    // Whoever merely has a hint learns neither the account nor the other apps.
    let clients = match here {
        true => provider.store.clients_of_session(&login.session.id).await?,
        false => Vec::new(),
    };
    let languages = languages(request, asked.ui_locales());
    let mut apps = Vec::with_capacity(clients.len());
    for client_id in &clients {
        apps.extend(provider.client(client_id).await?.map(|client| name_context(&client, &languages)));
    }
    let carried = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state", "logout_hint", "ui_locales"];
    let hidden: Vec<_> = carried
        .iter()
        .filter_map(|name| parameters.get(name).map(|value| json!({"name": name, "value": value})))
        .collect();
    let client = asked.client.as_deref().map(|client| client.shown_in(&languages));
    let context = json!({
        "action": format!("{}/end-session", live.settings.server.issuer.path()),
        "csrf": browser.csrf_token(),
        "user": here.then(|| json!({"name": login.user.display_name(), "username": login.user.username})),
        "apps": apps,
        "client": client,
        "hidden": hidden,
    });
    let mut page = Page::new("logout.html", context).shows(client.as_ref());
    if let Some(uri) = asked.return_uri() {
        page = page.leads_to(uri);
    }
    Ok(page.respond(request, provider))
}
