//! Apps: what is configured or registered itself, how each is connected, what it would be told of a person, and what was refused
//! to it. What stands in the file is changed there; whoever registered itself can be approved, disabled and enabled.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::{Admitted, app_row, claims, form, hours, page, segment, usage};
use crate::endpoints::error::PageError;
use crate::endpoints::{languages, see_other};
use crate::logout;
use crate::pages::Page;
use crate::pages::page::initial;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::client_toml;
use crate::protocol::language::Languages;
use crate::protocol::parameters::Parameters;
use crate::protocol::registered_client::RegisteredClient;
use crate::protocol::user::{LONGEST_NAME, UsernameKey};
use crate::provider::Provider;
use crate::registration::client::client as known;
use crate::say;
use crate::telemetry::recent_refusals;

/// The page of one app, below the issuer.
const PAGE: &str = "/admin/app";

/// An app, and where it comes from.
struct App {
    client: Arc<Client>,
    /// What it registered; `None` for one of the configuration.
    registered: Option<RegisteredClient>,
}

/// Shows the list.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, list).await
}

/// Shows one.
pub async fn show_one(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, async |request, provider, admitted, parameters| {
        let app = find(provider, parameters).await?;
        render(request, provider, admitted, parameters, &app, false).await
    })
    .await
}

/// Approves, disables or enables one.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    form(request, payload, provider, "/admin/apps", act).await
}

async fn list(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    _: &Parameters,
) -> Result<HttpResponse, PageError> {
    let (live, languages) = (provider.live().clone(), languages(request, None));
    let mut configured: Vec<&Arc<Client>> = live.clients.values().collect();
    configured.sort_by(|one, other| one.client_id.as_str().cmp(other.client_id.as_str()));
    let mut rows: Vec<Value> = configured.into_iter().map(|client| row(provider, client, None, &languages)).collect();
    for registered in provider.store.registered_clients().await? {
        rows.push(row(provider, &known(&registered, &live.settings)?, Some(&registered), &languages));
    }
    let context = admitted.context(
        provider,
        ("/admin/apps", "apps"),
        json!({"apps": rows, "counted": hours::counted(provider), "usage": usage::table(request, provider).await?}),
    );
    Ok(Page::new("admin_apps.html", context).respond(request, provider))
}

/// What both pages show of an app.
fn row(provider: &Provider, client: &Client, registered: Option<&RegisteredClient>, languages: &Languages) -> Value {
    let mut row = app_row(client, languages);
    if let Value::Object(row) = &mut row {
        row.insert("initial".to_owned(), json!(initial(&client.client_name)));
        row.insert("domain".to_owned(), json!(client.domain()));
        row.insert("path".to_owned(), json!(path_of(&client.client_id)));
        row.insert("registered".to_owned(), json!(registered.is_some()));
        row.insert("disabled".to_owned(), json!(registered.is_some_and(|it| it.disabled_at.is_some())));
        let used = registered.and_then(|it| it.last_used_at).map(|at| at.to_string());
        row.insert("last_used_at".to_owned(), json!(used));
        row.insert("bar".to_owned(), hours::bar(provider, &client.client_id));
    }
    row
}

/// The path of an app's page, below the issuer.
pub fn path_of(client_id: &ClientId) -> String {
    format!("{PAGE}?client_id={}", segment(client_id.as_str()))
}

async fn find(provider: &Provider, parameters: &Parameters) -> Result<App, PageError> {
    let client_id = parameters.get("client_id").and_then(ClientId::parse).ok_or(PageError::NotFound)?;
    let live = provider.live().clone();
    if let Some(client) = live.clients.get(&client_id) {
        return Ok(App { client: Arc::clone(client), registered: None });
    }
    let registered = provider.store.registered_client(&client_id).await?.ok_or(PageError::NotFound)?;
    Ok(App { client: Arc::new(known(&registered, &live.settings)?), registered: Some(registered) })
}

async fn render(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
    app: &App,
    changed: bool,
) -> Result<HttpResponse, PageError> {
    let (live, languages) = (provider.live().clone(), languages(request, None));
    let (client, registered) = (app.client.as_ref(), app.registered.as_ref());
    let person = parameters.get("person").map(str::trim).filter(|name| !name.is_empty() && name.len() <= LONGEST_NAME);
    let user = match person {
        Some(name) => provider.store.user_named(&UsernameKey::of(name)).await?,
        None => None,
    };
    let issuer = &live.settings.server.issuer;
    let refusals = provider.recent_refusals.of(client.client_id.as_str());
    let refusals = refusals.iter().map(|refusal| {
        json!({
            "at": refusal.at.to_string(), "request_id": refusal.request_id, "error": refusal.error,
            "sent": refusal.sent, "remedy": refusal.remedy,
        })
    });
    let done = parameters.get("done").filter(|done| matches!(*done, "approve" | "disable" | "enable"));
    let context = json!({
        "app": row(provider, client, registered, &languages),
        "hours": hours::numbers(provider, &client.client_id),
        "counted": hours::counted(provider),
        "place": client.defined_at.as_deref().filter(|_| registered.is_none()),
        "approved": registered.is_none_or(|it| it.approved_at.is_some()),
        "look": registered.map(|it| it.look),
        "action": format!("{}/admin/app", issuer.path()),
        "discovery": issuer.url("/.well-known/openid-configuration"),
        "settings": client_toml::block(client),
        "groups": client.allowed_groups.iter().map(|name| json!({"name": name, "query": segment(name)})).collect::<Vec<_>>(),
        "signs_people_in": client.signs_people_in(),
        "start": client.start_uri(issuer.as_str()),
        "person": person,
        "preview": user.as_ref().map(|user| claims::preview(provider, client, user)),
        "refusals": refusals.collect::<Vec<_>>(),
        "most_refusals": recent_refusals::OF_ONE,
        "done": done,
        "error": changed.then(|| say!("admin-app-changed")),
    });
    let context = admitted.context(provider, (&path_of(&client.client_id), "apps"), context);
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(Page::new("admin_app.html", context).status(status).respond(request, provider))
}

/// As the commands `client approve`, `client disable` and `client enable`, which leave what is configured to the file.
async fn act(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let app = find(provider, parameters).await?;
    let Some(registered) = &app.registered else { return Err(PageError::NotFound) };
    let (store, now, client_id) = (provider.store.as_ref(), provider.now(), &registered.client_id);
    let what = parameters.get("what").unwrap_or_default();
    let is_done = match what {
        "disable" => store.set_client_disabled(client_id, true, now).await?,
        "enable" => store.set_client_disabled(client_id, false, now).await?,
        "approve" => {
            // What is approved is the look that was on the page, and no later one.
            let look = parameters.get("look").and_then(|look| look.parse().ok()).ok_or(PageError::NotFound)?;
            store.approve_client(client_id, look, now).await?
        }
        _ => return Err(PageError::NotFound),
    };
    if !is_done {
        return render(request, provider, admitted, parameters, &app, true).await;
    }
    logout::announce(provider);
    let administrator = &admitted.user().sub;
    tracing::info!(%client_id, %administrator, done = what, "done by an administrator");
    let base = provider.live().settings.server.issuer.path().to_owned();
    Ok(see_other(&format!("{base}{}&done={what}", path_of(client_id))))
}
