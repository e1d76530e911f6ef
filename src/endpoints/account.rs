//! The account page and what can be done there: sign out a device, remove an app, change the password (SEC-44).

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::{client_address, form, see_other};
use crate::login::password::{self, PasswordLogin};
use crate::logout;
use crate::pages::Page;
use crate::pages::page::initial;
use crate::protocol::acr;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::secret::{Digest, Secret};
use crate::session::browser::Browser;
use crate::store::sessions::{Cause, Session, SignedIn};

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
    let mut sessions = Vec::new();
    for session in provider.store.sessions_of(&user.sub, provider.now()).await? {
        sessions.push(session_row(provider, &session, session.id == signed_in.session.id).await?);
    }
    let (status, done, refused) = match notice {
        Notice::None => (StatusCode::OK, None, None),
        Notice::Done(done) => (StatusCode::OK, Some(done.in_words()), None),
        Notice::PasswordRefused(words) => (StatusCode::UNPROCESSABLE_ENTITY, None, Some(words)),
    };
    let (clients, apps) = apps(provider, signed_in).await?;
    let context = json!({
        "user": {
            "name": user.display_name(), "username": user.username, "email": user.email,
            "email_verified": user.email_verified, "groups": user.groups, "sub": user.sub,
            "initial": initial(user.display_name()), "is_admin": user.is_admin,
        },
        "sessions": sessions,
        "apps": apps,
        "csrf": browser.csrf_token(),
        "sign_out_action": format!("{}/end-session", live.settings.server.issuer.path()),
        "notice": done,
        "password_error": refused,
        "has_password": user.password_hash.is_some(),
        "can_change_password": !user.from_config,
        "min_length": live.settings.login.password_min_length,
    });
    let page = clients.iter().fold(Page::new("account.html", context), |page, client| page.shows(Some(client)));
    Ok(page.status(status).respond(request, provider))
}

async fn session_row(provider: &Provider, session: &Session, here: bool) -> Result<Value, PageError> {
    let mut apps = Vec::new();
    for client_id in provider.store.clients_of_session(&session.id).await? {
        let client = provider.client(&client_id).await?;
        apps.push(client.map_or(client_id.to_string(), |client| client.client_name.clone()));
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

/// The apps that hold grants, and their rows.
async fn apps(provider: &Provider, signed_in: &SignedIn) -> Result<(Vec<Arc<Client>>, Vec<Value>), PageError> {
    let (mut clients, mut rows) = (Vec::new(), Vec::new());
    for (client_id, scope, last_used) in provider.store.clients_of(&signed_in.user.sub).await? {
        let Some(client) = provider.client(&client_id).await? else { continue };
        rows.push(json!({
            "client_id": client_id, "client_name": client.client_name, "domain": client.domain(),
            "client_uri": client.client_uri, "logo_uri": client.logo_uri, "policy_uri": client.policy_uri,
            "tos_uri": client.tos_uri, "last_used": last_used.to_string(),
            "scopes": scope.iter().filter(|scope| *scope != "openid").collect::<Vec<_>>(), "can_remove": true,
        }));
        clients.push(client);
    }
    Ok((clients, rows))
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
    let browser = Browser::of(request);
    let parameters = form::of_own_page(request, payload, provider, &browser).await?;
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
        "password" => change_password(request, provider, &signed_in, &parameters).await?,
        _ => return Err(PageError::NotFound),
    };
    match notice {
        Notice::Done(done) => Ok(see_other(&format!("{}/?done={}", live.settings.server.issuer.path(), done.as_str()))),
        notice => page(request, provider, &browser, &signed_in, notice).await,
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
        provider.store.forget_consent(&signed_in.user.sub, &client_id).await?;
        provider.store.revoke_grants_to(&signed_in.user.sub, &client_id, provider.now()).await?;
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
    match password::sign_in(provider, &user.username, &current, address).await? {
        PasswordLogin::Proven(proven) if proven.sub == user.sub => {}
        PasswordLogin::Throttled(_) => {
            return Ok(Notice::PasswordRefused("Too many tries. Wait a few minutes, then try again.".to_owned()));
        }
        _ => return Ok(Notice::PasswordRefused("The current password is not right.".to_owned())),
    }
    let new = Secret::new(parameters.get("new_password").unwrap_or_default());
    let login = &live.settings.login;
    match password::check_new(&new, &user.username, login.password_min_length, login.password_max_length) {
        Err(error) => Ok(Notice::PasswordRefused(error.to_string())),
        Ok(new) => {
            let hash = provider.hasher.hash(new).await?;
            let keep = Some(signed_in.session.id.as_str());
            provider.store.set_password(&user.sub, &hash, true, keep, provider.now()).await?;
            logout::announce(provider);
            tracing::info!(sub = %user.sub, "password changed");
            Ok(Notice::Done(Done::Password))
        }
    }
}
