//! `/account/requests`: what apps ask this person for that named them (CIBA Core 1.0 §8). Looking at one leads to the consent page,
//! which says what is asked and from where; the login must be as good as every request of that app demands.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::gone::{Gone, Why};
use super::interaction::{self, Pending};
use super::languages;
use super::lead_on::Onward;
use super::polled::{self, Waiting};
use super::submitted::{Submitted, form_context};
use super::this_login;
use crate::clock::Timestamp;
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::protocol::polled::{PolledRequest, PolledState};
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::session::browser::{Browser, Token};
use crate::store::StoreError;

/// The page.
const PATH: &str = "/account/requests";

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Leads to one of the requests.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

/// The query of a page that does not show the apps of this login: nobody looks for them then.
const WITHOUT_APPS: &str = "apps=0";

/// How many wait, and the mark of the apps of this login where a page shows them, for a page that is open. It is no use of the login: who only has a page
/// open does not keep it alive.
pub async fn waiting(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    let shows_apps = request.query_string() != WITHOUT_APPS;
    let counted = counted(&Browser::of(&request), &provider, shows_apps).await;
    let (status, (waiting, apps)) = match counted {
        Ok(Some((waiting, apps))) => (StatusCode::OK, (Some(waiting), apps)),
        Ok(None) => (StatusCode::UNAUTHORIZED, (None, None)),
        Err(error) => {
            tracing::warn!(%error, "requests that wait cannot be counted");
            (StatusCode::SERVICE_UNAVAILABLE, (None, None))
        }
    };
    let news = json!({"waiting": waiting, "apps": apps});
    HttpResponse::build(status).insert_header((CACHE_CONTROL, "no-store")).json(news)
}

/// The number, and the mark.
type Counted = (usize, Option<String>);

async fn counted(browser: &Browser, provider: &Provider, shows_apps: bool) -> Result<Option<Counted>, StoreError> {
    let Some(id) = browser.login() else { return Ok(None) };
    let Some(signed_in) = provider.store.live_session(&id, provider.now()).await? else { return Ok(None) };
    let waiting = count(provider, &signed_in.session.sub).await?;
    let mark = if shows_apps { Some(this_login::mark(provider, &id).await?) } else { None };
    Ok(Some((waiting, mark)))
}

/// How many requests wait for this person.
pub async fn count(provider: &Provider, sub: &Subject) -> Result<usize, StoreError> {
    Ok(provider.store.requests_for(sub, provider.now()).await?.len())
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let browser = Browser::of(request);
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Requests.via(provider, &browser, "/login");
    };
    let now = provider.now();
    let languages = languages(request, None);
    let (mut rows, mut clients): (Vec<Value>, Vec<_>) = (Vec::new(), Vec::new());
    for asked in provider.store.requests_for(&signed_in.user.sub, now).await? {
        if let Some(client) = provider.client(&asked.client_id).await? {
            clients.push((asked, client));
        }
    }
    let shown_clients: Vec<_> = clients.iter().map(|(_, client)| client.shown_in(&languages)).collect();
    for ((asked, _), client) in clients.iter().zip(&shown_clients) {
        rows.push(row(asked, json!(client), now)?);
    }
    let done = parameters.get("done").and_then(polled::told);
    let base = provider.live().settings.server.issuer.path().to_owned();
    let shown = json!({
        "user": {"name": signed_in.user.display_name(), "username": signed_in.user.username},
        "requests": rows,
        "notice": done.map(|(heading, message)| json!({"heading": heading, "message": message})),
        "sign_out_action": format!("{base}/end-session"),
        "waiting": format!("{base}{PATH}/waiting"),
    });
    let context = form_context(provider, &browser, (PATH, Token::Login), None, shown);
    let page = shown_clients.iter().fold(Page::new("requests.html", context), |page, client| page.shows(Some(client)));
    Ok(page.connects().respond(request, provider))
}

fn row(asked: &PolledRequest, client: Value, now: Timestamp) -> Result<Value, StoreError> {
    let kept = polled::Kept::read(&asked.request)?;
    Ok(json!({
        "name": asked.digest.text(),
        "client": client,
        "binding_message": kept.binding_message,
        "ago": polled::ago(now.since(asked.created_at)),
        "at": asked.created_at.to_string(),
    }))
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    submitted.must_be_ours(|| PATH.to_owned())?;
    let browser = &submitted.browser;
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Requests.via(provider, browser, "/login");
    };
    let now = provider.now();
    let named = submitted.parameters.get("request").unwrap_or_default();
    // Among this person's own, so that a name of another's request leads nowhere.
    let own = provider.store.requests_for(&signed_in.user.sub, now).await?;
    let found = own.into_iter().find(|own| own.digest.text() == named);
    let found = found.map(|asked| (asked, PolledState::Pending));
    let waiting = found.map(|found| Waiting::of(&found, now)).transpose()?.flatten();
    match waiting {
        Some(waiting) => interaction::proceed(request, provider, browser, Pending::new(waiting.kept.request)).await,
        None => Err(Gone { why: Why::Expired, client: None }.into()),
    }
}
