//! Apps: what is configured or registered itself, the settings of each, and what was refused to it. What stands in the file is
//! changed there; whoever registered itself can be approved, disabled and enabled. How an app is connected and what a sign-in to
//! it would be are pages of their own ([`super::connect`], [`super::try_it`]).

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::list::{Asked, has, most_first, page_of};
use super::{Admitted, app_row, form, hours, page, segment, usage};
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
use crate::provider::Provider;
use crate::registration::client::client as known;
use crate::say;
use crate::telemetry::recent_refusals;

/// The page of one app, below the issuer.
const PAGE: &str = "/admin/app";

/// An app, and where it comes from.
pub(super) struct App {
    /// Its client, enabled or not.
    pub client: Arc<Client>,
    /// What it registered; `None` for one of the configuration.
    pub registered: Option<RegisteredClient>,
}

impl App {
    /// Whether an administrator disabled it.
    pub fn is_disabled(&self) -> bool {
        self.registered.as_ref().is_some_and(|it| it.disabled_at.is_some())
    }

    /// Its name in the language of the reader.
    fn name(&self, languages: &Languages) -> &str {
        self.client.shown_in(languages).client_name
    }

    /// Whether its name or `client_id` has the text.
    fn has(&self, text: &str, languages: &Languages) -> bool {
        has(self.name(languages), text) || has(self.client.client_id.as_str(), text)
    }
}

/// Shows the list.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, list).await
}

/// Shows one.
pub async fn show_one(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, async |request, provider, admitted, parameters| {
        let app = find(provider, parameters).await?;
        Ok(render(request, provider, admitted, parameters, &app, false))
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
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let asked = Asked::new(parameters, &["q", "sort"]);
    let (busiest, text, languages) = (asked.word("sort", &["busiest"]), asked.text(), languages(request, None));
    let apps = all(provider).await?.into_iter();
    let found = apps.filter(|app| text.as_deref().is_none_or(|text| app.has(text, &languages)));
    let busy: HashMap<ClientId, u64> = match busiest {
        Some(_) => hours::requests(provider),
        None => HashMap::new(),
    };
    let keyed = found.map(|app| {
        let name = format!("{} {}", app.name(&languages).to_lowercase(), app.client.client_id);
        let requests = busy.get(&app.client.client_id).copied().unwrap_or_default();
        (if busiest.is_some() { most_first(requests, &name) } else { name }, app)
    });
    let (apps, next) = page_of(keyed.collect(), asked.after());
    let rows: Vec<Value> =
        apps.iter().map(|app| row(provider, &app.client, app.registered.as_ref(), &languages)).collect();
    let shown = json!({
        "apps": rows,
        "sort": busiest,
        "counted": hours::counted(provider),
        "usage": usage::table(request, provider).await?,
    });
    let context = admitted.context(provider, ("/admin/apps", "apps"), asked.context(next.as_deref(), shown));
    Ok(Page::new("admin_apps.html", context).respond(request, provider))
}

/// Every app: those of the configuration, and those that registered themselves, of which there are
/// `registration.max_clients` at most.
async fn all(provider: &Provider) -> Result<Vec<App>, PageError> {
    let live = provider.live().clone();
    let configured = live.clients.values().map(|client| App { client: Arc::clone(client), registered: None });
    let mut apps: Vec<App> = configured.collect();
    for registered in provider.store.registered_clients().await? {
        let client = Arc::new(known(&registered, &live.settings)?);
        apps.push(App { client, registered: Some(registered) });
    }
    Ok(apps)
}

/// The apps that a text means: those that have it in their name or `client_id`, and the one whose `client_id` it is, be it gone.
pub async fn meant(request: &HttpRequest, provider: &Provider, text: &str) -> Result<Vec<ClientId>, PageError> {
    let languages = languages(request, None);
    let found = all(provider).await?.into_iter().filter(|app| app.has(text, &languages));
    let mut meant: Vec<ClientId> = found.map(|app| app.client.client_id.clone()).collect();
    meant.extend(ClientId::parse(text));
    meant.sort();
    meant.dedup();
    Ok(meant)
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

/// What every page of one app shows above everything else.
pub(super) fn shown(request: &HttpRequest, app: &App) -> Value {
    let mut shown = app_row(&app.client, &languages(request, None));
    if let Value::Object(shown) = &mut shown {
        shown.insert("domain".to_owned(), json!(app.client.domain()));
        shown.insert("registered".to_owned(), json!(app.registered.is_some()));
        shown.insert("disabled".to_owned(), json!(app.is_disabled()));
    }
    shown
}

/// The path of an app's page, below the issuer.
pub fn path_of(client_id: &ClientId) -> String {
    format!("{PAGE}?client_id={}", segment(client_id.as_str()))
}

/// The app that `client_id` names.
pub(super) async fn find(provider: &Provider, parameters: &Parameters) -> Result<App, PageError> {
    let client_id = parameters.get("client_id").and_then(ClientId::parse).ok_or(PageError::NotFound)?;
    let live = provider.live().clone();
    if let Some(client) = live.clients.get(&client_id) {
        return Ok(App { client: Arc::clone(client), registered: None });
    }
    let registered = provider.store.registered_client(&client_id).await?.ok_or(PageError::NotFound)?;
    Ok(App { client: Arc::new(known(&registered, &live.settings)?), registered: Some(registered) })
}

fn render(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
    app: &App,
    changed: bool,
) -> HttpResponse {
    let (live, languages) = (provider.live().clone(), languages(request, None));
    let (client, registered) = (app.client.as_ref(), app.registered.as_ref());
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
        "query": segment(client.client_id.as_str()),
        "hours": hours::numbers(provider, &client.client_id),
        "counted": hours::counted(provider),
        "place": client.defined_at.as_deref().filter(|_| registered.is_none()),
        "approved": registered.is_none_or(|it| it.approved_at.is_some()),
        "look": registered.map(|it| it.look),
        "action": format!("{}/admin/app", issuer.path()),
        "settings": client_toml::block(client),
        "groups": client.allowed_groups.iter().map(|name| json!({"name": name, "query": segment(name)})).collect::<Vec<_>>(),
        "signs_people_in": client.signs_people_in(),
        "refusals": refusals.collect::<Vec<_>>(),
        "most_refusals": recent_refusals::OF_ONE,
        "done": done,
        "error": changed.then(|| say!("admin-app-changed")),
    });
    let context = admitted.context(provider, (&path_of(&client.client_id), "apps"), context);
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    Page::new("admin_app.html", context).status(status).respond(request, provider)
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
        return Ok(render(request, provider, admitted, parameters, &app, true));
    }
    logout::announce(provider);
    let administrator = &admitted.user().sub;
    tracing::info!(%client_id, %administrator, done = what, "done by an administrator");
    let base = provider.live().settings.server.issuer.path().to_owned();
    Ok(see_other(&format!("{base}{}&done={what}", path_of(client_id))))
}
