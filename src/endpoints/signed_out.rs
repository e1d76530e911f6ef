//! What became of each app after signing out on this browser: a page that loads the apps' front-channel pages, and
//! the same as JSON for its script.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::{languages, see_other};
use crate::logout::fault;
use crate::logout::plan::{AppOutcome, Situation, app_outcome};
use crate::pages::Page;
use crate::protocol::client::ClientId;
use crate::protocol::logout_delivery::DeliveryRecord;
use crate::protocol::shown_client::ShownClient;
use crate::provider::Provider;
use crate::session::browser::{Browser, LastLogout};
use crate::store::StoreError;

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Sends the results.
pub async fn results(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_results(&request, &provider).await)
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let browser = Browser::of(request);
    let last = browser.last_logout(provider.now());
    if last.is_none() && browser.signed_in(provider).await?.is_some() {
        // A page of before, opened again by somebody who has signed in since.
        return Ok(see_other(&format!("{}/", provider.live().settings.server.issuer.path())));
    }
    page(request, provider, last.as_ref()).await
}

async fn handle_results(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let apps = match Browser::of(request).last_logout(provider.now()) {
        Some(last) => outcomes(request, provider, &last).await?,
        None => Vec::new(),
    };
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(json!({"apps": rows(&apps)})))
}

/// Every app that was signed in from a login that ended, in the order of their ids. Of a login of another browser,
/// which a hint named, no more than the client that showed the hint: the rest is no business of whoever has it.
pub async fn outcomes(
    request: &HttpRequest,
    provider: &Provider,
    last: &LastLogout,
) -> Result<Vec<AppOutcome>, StoreError> {
    let session_id = last.session_id.as_str();
    let live = provider.live().clone();
    let management = &live.settings.session_management;
    let situation = Situation {
        issuer: live.settings.server.issuer.as_str(),
        session_id,
        frontchannel: management.frontchannel_logout,
        languages: &languages(request, last.ui_locales.as_deref()),
        watches: &|client| management.check_session_iframe && provider.watchers.has_asked(client.client_id.as_str()),
    };
    let records = provider.store.deliveries_of(session_id).await?;
    let concerned =
        |record: &&DeliveryRecord| last.is_own || last.client_id.as_deref() == Some(record.client_id.as_str());
    let mut outcomes = Vec::with_capacity(records.len());
    for record in records.iter().filter(concerned) {
        if let Some(client) = provider.client(&record.client_id).await? {
            outcomes.push(app_outcome(&client, record, &situation));
        }
    }
    Ok(outcomes)
}

/// The page of a login that ended, or of none.
pub async fn page(
    request: &HttpRequest,
    provider: &Provider,
    last: Option<&LastLogout>,
) -> Result<HttpResponse, PageError> {
    let live = provider.live().clone();
    let base = live.settings.server.issuer.path();
    let apps = match last {
        Some(last) => outcomes(request, provider, last).await?,
        None => Vec::new(),
    };
    let client = match last.and_then(|last| ClientId::parse(last.client_id.as_deref()?)) {
        Some(client_id) => provider.client(&client_id).await?,
        None => None,
    };
    let languages = languages(request, last.and_then(|last| last.ui_locales.as_deref()));
    let vouched_for = client.as_ref().is_some_and(|client| client.is_vouched_for());
    let client = client.as_ref().map(|client| client.shown_in(&languages));
    let location = last.and_then(|last| last.location.as_deref()).zip(client.as_ref());
    let is_offered = last.is_some_and(|last| last.is_offered);
    let onward = location.filter(|_| !is_offered);
    let own_page = client.as_ref().filter(|_| vouched_for).and_then(|client| Some((client.client_uri?, client)));
    let back = location.filter(|_| is_offered).or(own_page);
    let link = |(uri, client): (&str, &ShownClient<'_>)| json!({"uri": uri, "client_name": client.client_name, "lang": client.lang});
    let frames: Vec<&AppOutcome> = apps.iter().filter(|app| app.frame.is_some()).collect();
    let context = json!({
        "ended": last.is_some_and(|last| !last.session_id.is_empty() || last.is_hinted),
        "elsewhere": last.is_some_and(|last| !last.is_own),
        "fault": last.and_then(|last| last.fault.as_ref()).map(|(mark, technical)| json!({"words": fault::in_words(mark), "technical": technical})),
        "onward": onward.map(link),
        "back": back.map(link),
        "apps": rows(&apps),
        "pending": apps.iter().any(|app| app.outcome.mark() == "pending"),
        "results": format!("{base}/signed-out/results"),
        "frames": frames.iter().map(|app| json!({"client_name": app.client_name, "lang": app.lang, "uri": app.frame})).collect::<Vec<_>>(),
        "sign_in": format!("{base}/login"),
    });
    frames.iter().for_each(|_| provider.metrics.logout_delivery("frontchannel", "asked"));
    let mut page = Page::new("signed_out.html", context).connects();
    for uri in frames.iter().filter_map(|app| app.frame.as_deref()) {
        page = page.frames(uri);
    }
    Ok(page.respond(request, provider))
}

fn rows(apps: &[AppOutcome]) -> Vec<Value> {
    let row = |app: &AppOutcome| {
        let (state, text) = (app.outcome.mark(), app.in_words());
        json!({"client_name": app.client_name, "lang": app.lang, "state": state, "text": text})
    };
    apps.iter().map(row).collect()
}
