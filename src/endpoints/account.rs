//! The account page and what can be done there: sign out a device, remove an app, change the password (SEC-44).

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::submitted::{Submitted, form_context};
use super::{client_address, languages, see_other};
use crate::clock::Timestamp;
use crate::login::password::{self, PasswordLogin};
use crate::logout;
use crate::pages::Page;
use crate::pages::page::{initial, name_context};
use crate::protocol::acr;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::language::Languages;
use crate::protocol::parameters::Parameters;
use crate::protocol::scope::ScopeSet;
use crate::protocol::session::{Cause, Session, SignedIn};
use crate::protocol::shown_client::ShownClient;
use crate::provider::Provider;
use crate::secret::{Digest, Secret};
use crate::session::browser::Browser;

/// What the page says on top.
pub enum Notice {
    /// Nothing.
    None,
    /// Something was done.
    Done(Done),
    /// The password was not changed.
    PasswordRefused(String),
}

/// What was done; travels as `?done=` over the redirect after a form, so that a reload repeats nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// One device.
    Device,
    /// All other devices.
    Devices,
    /// One app.
    App,
    /// The password.
    Password,
}

impl Done {
    const ALL: [Self; 4] = [Self::Device, Self::Devices, Self::App, Self::Password];

    /// What `?done=` says.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.as_str() == text)
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Devices => "devices",
            Self::App => "app",
            Self::Password => "password",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Device => "That device is signed out.",
            Self::Devices => "All other devices are signed out.",
            Self::App => "The app's access is removed.",
            Self::Password => "Your password is changed. All other devices are signed out.",
        }
    }
}

/// Renders the page.
pub async fn page(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    notice: Notice,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let user = &signed_in.user;
    let languages = languages(request, None);
    let mut sessions = Vec::new();
    for session in provider.store.sessions_of(&user.sub, provider.now()).await? {
        sessions.push(session_row(provider, &session, session.id == signed_in.session.id, &languages).await?);
    }
    let (status, done, refused) = match notice {
        Notice::None => (StatusCode::OK, None, None),
        Notice::Done(done) => (StatusCode::OK, Some(done.in_words()), None),
        Notice::PasswordRefused(words) => (StatusCode::UNPROCESSABLE_ENTITY, None, Some(words)),
    };
    let clients = clients(provider, signed_in).await?;
    let apps: Vec<AppRow<'_>> = clients.iter().map(|held| held.row(&languages)).collect();
    let shown = json!({
        "user": {
            "name": user.display_name(), "username": user.username, "email": user.email,
            "email_verified": user.email_verified, "groups": user.groups, "sub": user.sub,
            "initial": initial(user.display_name()), "is_admin": user.is_admin,
        },
        "sessions": sessions,
        "apps": apps,
        "sign_out_action": format!("{}/end-session", live.settings.server.issuer.path()),
        "notice": done,
        "password_error": refused,
        "has_password": user.password_hash.is_some(),
        "can_change_password": !user.from_config,
        "min_length": live.settings.login.password_min_length,
    });
    let context = form_context(provider, browser, "/account", None, shown);
    let page = apps.iter().fold(Page::new("account.html", context), |page, app| page.shows(Some(&app.client)));
    Ok(page.status(status).respond(request, provider))
}

async fn session_row(
    provider: &Provider,
    session: &Session,
    here: bool,
    languages: &Languages,
) -> Result<Value, PageError> {
    let mut apps = Vec::new();
    for client_id in provider.store.clients_of_session(&session.id).await? {
        let client = provider.client(&client_id).await?;
        apps.push(client.map_or_else(|| json!({"client_name": client_id}), |client| name_context(&client, languages)));
    }
    Ok(json!({
        "device": device_name(&session.user_agent),
        "here": here,
        "since": session.created_at.to_string(),
        "last_seen": session.last_seen.to_string(),
        "methods": session.amr.iter().map(|method| method_in_words(method)).collect::<Vec<_>>(),
        "ip": session.ip,
        "apps": apps,
        // Never the id itself: whoever reads the page must not learn what sid values derive from.
        "id": Digest::of(&session.id).text(),
    }))
}

/// An app that holds grants of the person.
struct Held {
    client: Arc<Client>,
    scope: ScopeSet,
    last_used: Timestamp,
}

/// What the page shows of it.
#[derive(Serialize)]
struct AppRow<'a> {
    #[serde(flatten)]
    client: ShownClient<'a>,
    scopes: Vec<&'a str>,
    last_used: String,
    can_remove: bool,
}

impl Held {
    fn row(&self, languages: &Languages) -> AppRow<'_> {
        AppRow {
            client: self.client.shown_in(languages),
            scopes: self.scope.iter().filter(|scope| *scope != "openid").collect(),
            last_used: self.last_used.to_string(),
            can_remove: true,
        }
    }
}

/// The apps that hold grants.
async fn clients(provider: &Provider, signed_in: &SignedIn) -> Result<Vec<Held>, PageError> {
    let mut clients = Vec::new();
    for (client_id, scope, last_used) in provider.store.clients_of(&signed_in.user.sub).await? {
        let client = provider.client(&client_id).await?;
        clients.extend(client.map(|client| Held { client, scope, last_used }));
    }
    Ok(clients)
}

/// What somebody signed in with, from an `amr` value (RFC 8176 §2). One without words here stands for itself.
fn method_in_words(method: &str) -> &str {
    match method {
        acr::AMR_PASSWORD => "a password",
        other => other,
    }
}

/// "Firefox on Linux", from a `User-Agent`.
pub fn device_name(user_agent: &str) -> String {
    let find = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => "Unknown device".to_owned(),
    }
}

/// Takes any of the page's forms.
pub async fn submit(
    request: HttpRequest,
    what: Path<String>,
    payload: Payload,
    provider: Data<Provider>,
) -> HttpResponse {
    error::answer(&request, &provider, handle(&request, &what, payload, &provider).await)
}

async fn handle(
    request: &HttpRequest,
    what: &str,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let submitted = Submitted::read(request, payload, provider).await?;
    let Submitted { browser, parameters, .. } = &submitted;
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Ok(see_other(&format!("{}/login", live.settings.server.issuer.path())));
    };
    let age = provider.now().since(signed_in.session.auth_time);
    if what != "password" && age > live.settings.session.reauth {
        return Ok(see_other(&format!("{}/login?again=1", live.settings.server.issuer.path())));
    }
    let notice = match what {
        "sessions/end" => end_one(provider, &signed_in, parameters.get("session")).await?,
        "sessions/end-others" => end_others(provider, &signed_in).await?,
        "apps/remove" => remove_app(provider, &signed_in, parameters.get("client_id")).await?,
        "password" => change_password(request, provider, &signed_in, parameters).await?,
        _ => return Err(PageError::NotFound),
    };
    match notice {
        Notice::Done(done) => Ok(see_other(&format!("{}/?done={}", live.settings.server.issuer.path(), done.as_str()))),
        notice => page(request, provider, browser, &signed_in, notice).await,
    }
}

async fn end_one(provider: &Provider, signed_in: &SignedIn, posted: Option<&str>) -> Result<Notice, PageError> {
    for session in provider.store.sessions_of(&signed_in.user.sub, provider.now()).await? {
        if Some(Digest::of(&session.id).text().as_str()) == posted && session.id != signed_in.session.id {
            logout::end(provider, &session.id, Cause::User).await?;
            break;
        }
    }
    Ok(Notice::Done(Done::Device))
}

async fn end_others(provider: &Provider, signed_in: &SignedIn) -> Result<Notice, PageError> {
    logout::end_others(provider, &signed_in.user.sub, Some(&signed_in.session.id), Cause::User).await?;
    Ok(Notice::Done(Done::Devices))
}

async fn remove_app(provider: &Provider, signed_in: &SignedIn, posted: Option<&str>) -> Result<Notice, PageError> {
    if let Some(client_id) = posted.and_then(ClientId::parse) {
        provider.store.withdraw_consent(&signed_in.user.sub, &client_id, provider.now()).await?;
        tracing::info!(sub = %signed_in.user.sub, %client_id, "consent withdrawn");
    }
    Ok(Notice::Done(Done::App))
}

async fn change_password(
    request: &HttpRequest,
    provider: &Provider,
    signed_in: &SignedIn,
    parameters: &Parameters,
) -> Result<Notice, PageError> {
    let live = provider.live();
    let user = &signed_in.user;
    if user.from_config {
        return Ok(Notice::PasswordRefused(
            "The password of this account is set in the configuration file.".to_owned(),
        ));
    }
    let current = Secret::new(parameters.get("current_password").unwrap_or_default());
    let address = client_address(request, &live.settings);
    let proven = match password::sign_in(provider, &user.username, &current, address).await? {
        PasswordLogin::Proven(proven) if proven.sub == user.sub => proven,
        PasswordLogin::Throttled(_) => {
            return Ok(Notice::PasswordRefused("Too many tries. Wait a few minutes, then try again.".to_owned()));
        }
        _ => return Ok(Notice::PasswordRefused("The current password is not right.".to_owned())),
    };
    let new = Secret::new(parameters.get("new_password").unwrap_or_default());
    let login = &live.settings.login;
    match password::check_new(&new, &user.username, login.password_min_length, login.password_max_length) {
        Err(error) => Ok(Notice::PasswordRefused(error.to_string())),
        Ok(new) => {
            let hash = provider.hasher.hash(new).await?;
            let (revision, by) = (proven.credentials_revision, signed_in.session.id.as_str());
            if !provider.store.change_password(&user.sub, &hash, revision, by, provider.now()).await? {
                let words = "The password was changed elsewhere, or this login ended. Nothing was changed here.";
                return Ok(Notice::PasswordRefused(words.to_owned()));
            }
            logout::announce(provider);
            tracing::info!(sub = %user.sub, "password changed");
            Ok(Notice::Done(Done::Password))
        }
    }
}
