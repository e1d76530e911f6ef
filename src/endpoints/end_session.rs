//! `end_session_endpoint` (OpenID Connect RP-Initiated Logout 1.0), by GET and POST.
//!
//! Nothing ends and nobody is redirected on the strength of a link alone: unless the hint names this very login, the
//! person confirms (SEC-49). A `post_logout_redirect_uri` is followed only if the client registered it, compared as bytes
//! (SEC-50), and a hint or the person's yes vouches for the client. Whatever else is wrong with a request, the person is
//! asked all the same and told why there will be no way back.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError, odd_json_error};
use super::logout_wish::{Pressed, Wish, is_browser};
use super::{languages, see_other, signed_out};
use crate::config::settings::LogoutPrompt;
use crate::logout::{self, Fault, LogoutRequest};
use crate::pages::Page;
use crate::pages::page::name_context;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::error::ErrorCode;
use crate::protocol::session::{Cause, SignedIn};
use crate::provider::Provider;
use crate::say;
use crate::session::browser::{Browser, LastLogout, Token};
use crate::session::browser_state;
use crate::telemetry::refusals;

/// Handles a request.
pub async fn end_session(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle(&request, payload, &provider).await)
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, PageError> {
    let browser = Browser::of(request);
    let wish = match Wish::read(request, payload, provider, &browser).await {
        Ok(wish) => wish,
        Err(again) => return Ok(again),
    };
    if !is_browser(request) {
        return Ok(nobody_to_ask());
    }
    let asked = verify(&wish, provider).await?;
    let named = match browser.signed_in(provider).await? {
        Some(here) => Some((here, true)),
        None => elsewhere(provider, &asked).await?.map(|there| (there, false)),
    };
    let Some((login, here)) = named else { return nobody_signed_in(request, provider, &browser, &wish, &asked).await };
    // A hint is no more than a hint: only for the login of this very browser does it stand for an answer (SEC-49).
    let needs_no_question = here
        && asked.names(&login, &|client, person| provider.subject(client, person))
        && !asked.means_another(&login, &|client, person| provider.subject(client, person))
        && provider.live().settings.session_management.logout_prompt == LogoutPrompt::Smart;
    let login = Named { login, here };
    match wish.pressed {
        Pressed::No => Ok(see_other(&format!("{}/", provider.live().settings.server.issuer.path()))),
        Pressed::Yes => end(request, provider, &browser, &login, &asked).await,
        Pressed::Nothing if needs_no_question => end(request, provider, &browser, &login, &asked).await,
        Pressed::Nothing => confirm(request, provider, &browser, &login, &wish, &asked).await,
    }
}

/// What no browser sent ends nothing, and its status says so: a server that calls this address has nobody to ask, and
/// would take a page with 200 for done.
fn nobody_to_ask() -> HttpResponse {
    let words = "nobody was signed out: send the person's browser here, which can be asked, with id_token_hint; \
                 only a browser with the cookie of that login, or with Accept: text/html, is answered";
    let logged = "a program called end_session_endpoint, which is for browsers: nobody was signed out";
    odd_json_error(StatusCode::FORBIDDEN, ErrorCode::InteractionRequired, words, logged)
}

/// What the request proves. What it does not is told to the log.
async fn verify(wish: &Wish, provider: &Provider) -> Result<LogoutRequest, PageError> {
    let parameters = &wish.parameters;
    let asked = match &wish.unreadable {
        Some(why) => LogoutRequest::unreadable(why.clone()),
        None => {
            // Once: verifying a signature costs more than all the rest of this request.
            let hint = parameters.get("id_token_hint").map(|hint| provider.id_token_hint(hint));
            let audience = hint.iter().flatten().flat_map(|hint| hint.audience.iter().map(String::as_str));
            let clients = clients(parameters.get("client_id").into_iter().chain(audience), provider).await?;
            let find_client = |id: &ClientId| clients.iter().find(|client| client.client_id == *id).cloned();
            logout::verify(parameters, &find_client, hint)
        }
    };
    if let Some(fault) = asked.fault() {
        refusals::refused(format_args!("no way back after signing out: {fault}"), ErrorCode::InvalidRequest.as_str());
    }
    Ok(asked)
}

/// The clients that have these names.
async fn clients(named: impl Iterator<Item = &str>, provider: &Provider) -> Result<Vec<Arc<Client>>, PageError> {
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
    // Only where there is a way back it matters what the page would load.
    if let Some(location) = &last.location {
        let apps = signed_out::outcomes(request, provider, &last).await?;
        if apps.iter().all(|app| app.frame.is_none()) {
            return Ok(see_other(location));
        }
    }
    browser.keep_last_logout(&last);
    let base = provider.live().settings.server.issuer.path().to_owned();
    // Framed, or where cookies are refused, nothing is kept for a further request: the page comes at once.
    match browser_state::may_set_cookies(request) {
        true => Ok(see_other(&format!("{base}/signed-out"))),
        false => signed_out::page(request, provider, Some(&last)).await,
    }
}

/// There is nothing to end: on to where the client wants the browser, if it proved that it may or the person has said
/// yes; else a page that offers it.
async fn nobody_signed_in(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    wish: &Wish,
    asked: &LogoutRequest,
) -> Result<HttpResponse, PageError> {
    match asked.location() {
        Some(location) if asked.is_proven() || wish.pressed == Pressed::Yes => return Ok(see_other(&location)),
        _ => {}
    }
    // After a second click on the same link, the page still tells of the login that just ended.
    let of_now = last_logout(provider, "", true, asked);
    let last = match browser.last_logout(provider.now()) {
        Some(last) => LastLogout {
            location: of_now.location,
            client_id: of_now.client_id.or(last.client_id),
            fault: of_now.fault,
            ..last
        },
        None => of_now,
    };
    signed_out::page(request, provider, Some(&LastLogout { is_offered: true, ..last })).await
}

fn last_logout(provider: &Provider, session_id: &str, is_own: bool, asked: &LogoutRequest) -> LastLogout {
    LastLogout {
        session_id: session_id.to_owned(),
        client_id: asked.client.as_ref().map(|client| client.client_id.to_string()),
        location: asked.location(),
        ui_locales: asked.ui_locales().map(str::to_owned),
        is_own,
        is_offered: false,
        is_hinted: asked.is_proven(),
        fault: asked.fault().map(|fault| (fault.mark().to_owned(), fault.to_string())),
        at: provider.now(),
    }
}

async fn confirm(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    Named { login, here }: &Named,
    wish: &Wish,
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
    let hidden: Vec<_> = wish.carried().map(|(name, value)| json!({"name": name, "value": value})).collect();
    let client = asked.client.as_deref().map(|client| client.shown_in(&languages));
    let context = json!({
        "action": format!("{}/end-session", live.settings.server.issuer.path()),
        "csrf": browser.token(Token::Login),
        "user": here.then(|| json!({"name": login.user.display_name(), "username": login.user.username})),
        "apps": apps,
        "client": client,
        "hidden": hidden,
        "fault": asked.fault().map(fault_context),
        "lack": wish.lack.map(|lack| say!("logout-not-ours", lack = lack.for_people())),
    });
    let page = Page::new("logout.html", context).shows(client.as_ref());
    Ok(page.leads_on_if(asked.return_uri().is_some()).respond(request, provider))
}

/// Why there will be no way back: for the person, and for the app's developer.
fn fault_context(fault: &Fault) -> Value {
    json!({"words": logout::fault::in_words(fault.mark()), "technical": fault.to_string()})
}
