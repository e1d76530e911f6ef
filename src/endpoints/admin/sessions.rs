//! Sessions: who is signed in where.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::list::{Asked, ON_A_PAGE};
use super::{Admitted, apps, count_sessions, form, page, path_of};
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
use crate::store::lists::{SessionOrder, WantedSessions};

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
    let asked = Asked::new(parameters, &["q", "sort"]);
    let (text, sort) = (asked.text(), asked.word("sort", &["used", "person"]));
    let wanted = WantedSessions {
        clients: match text.as_deref() {
            Some(text) => apps::meant(request, provider, text).await?,
            None => Vec::new(),
        },
        text,
        order: match sort {
            Some("used") => SessionOrder::Used,
            Some(_) => SessionOrder::Person,
            None => SessionOrder::Newest,
        },
        after: asked.after().map(str::to_owned),
        limit: ON_A_PAGE,
    };
    let (found, languages) = (provider.store.find_sessions(&wanted, provider.now()).await?, languages(request, None));
    let mut rows = Vec::with_capacity(found.rows.len());
    for (session, username) in &found.rows {
        let mut row = row(provider, session, &languages).await?;
        if let Value::Object(row) = &mut row {
            row.insert("username".to_owned(), json!(username));
            row.insert("path".to_owned(), json!(path_of(&session.sub)));
        }
        rows.push(row);
    }
    let (total, many) = count_sessions(provider).await?;
    let shown = json!({
        "sessions": rows,
        "total": total,
        "many": many,
        "sort": sort,
        "ended": parameters.get("done") == Some("ended"),
    });
    let shown = asked.context(found.next.as_deref(), shown);
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
            logout::end(provider, &session.id, Cause::Operator).await?;
        }
    }
    Ok(())
}
