//! Sessions: who is signed in where, the newest first.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::{Admitted, MANY_SESSIONS, form, page, path_of, segment};
use crate::endpoints::error::PageError;
use crate::endpoints::{languages, see_other};
use crate::logout;
use crate::pages::page::name_context;
use crate::pages::{Page, device};
use crate::protocol::language::Languages;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::{Cause, Session};
use crate::protocol::user::Subject;
use crate::protocol::user_agent::device_name;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::StoreError;

/// Sessions on a page.
const ON_A_PAGE: u32 = 50;
/// How much of a session's id says when it began, and nothing else.
const DATE: usize = 12;

/// Shows the list.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, list).await
}

/// Ends one.
pub async fn end(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    form(request, payload, provider, "/admin/sessions", end_one).await
}

async fn list(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let before = parameters.get("before").filter(|before| !before.is_empty());
    let (store, now, languages) = (&provider.store, provider.now(), languages(request, None));
    let mut found = store.sessions_page(now, before, ON_A_PAGE + 1).await?;
    let has_more = found.len() > ON_A_PAGE as usize;
    found.truncate(ON_A_PAGE as usize);
    let next = found.last().filter(|_| has_more).and_then(|(session, _)| session.id.get(..DATE)).map(segment);
    let mut rows = Vec::with_capacity(found.len());
    for (session, username) in &found {
        let mut row = row(provider, session, &languages).await?;
        if let Value::Object(row) = &mut row {
            row.insert("username".to_owned(), json!(username));
            row.insert("path".to_owned(), json!(path_of(&session.sub)));
        }
        rows.push(row);
    }
    let counted = store.count_sessions(now, MANY_SESSIONS + 1).await?;
    let shown = json!({
        "sessions": rows,
        "total": counted.min(MANY_SESSIONS),
        "many": counted > MANY_SESSIONS,
        "is_first": before.is_none(),
        "next": next,
        "ended": parameters.get("done") == Some("ended"),
    });
    let context = admitted.context(provider, ("/admin/sessions", "sessions"), shown);
    Ok(Page::new("admin_sessions.html", context).respond(request, provider))
}

/// What is shown of a session.
pub async fn row(provider: &Provider, session: &Session, languages: &Languages) -> Result<Value, StoreError> {
    let mut apps = Vec::new();
    for client_id in provider.store.clients_of_session(&session.id).await? {
        let client = provider.client(&client_id).await?;
        apps.push(client.map_or_else(|| json!({"client_name": client_id}), |client| name_context(&client, languages)));
    }
    let device = device_name(&session.user_agent);
    Ok(json!({
        // Never the id itself: `sid` values derive from it.
        "id": Digest::of(&session.id).text(),
        "sub": session.sub,
        "device": device,
        "shown": device::in_words(&device),
        "since": session.created_at.to_string(),
        "last_seen": session.last_seen.to_string(),
        "ip": session.ip,
        "apps": apps,
    }))
}

async fn end_one(
    _: &HttpRequest,
    provider: &Provider,
    _: &Admitted,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let sub = Subject::new(parameters.get("sub").unwrap_or_default());
    end_named(provider, &sub, parameters.get("session").unwrap_or_default()).await?;
    let base = provider.live().settings.server.issuer.path().to_owned();
    Ok(see_other(&format!("{base}/admin/sessions?done=ended")))
}

/// Ends the session of this person whose id has that digest; one that has ended already stays so.
pub async fn end_named(provider: &Provider, sub: &Subject, digest: &str) -> Result<(), StoreError> {
    for session in provider.store.sessions_of(sub, provider.now()).await? {
        if Digest::of(&session.id).text() == digest {
            provider.store.end_session(&session.id, Cause::Operator, provider.now()).await?;
            logout::announce(provider);
        }
    }
    Ok(())
}
