//! The account page and what can be done there: open an app, sign out a device, change the password (SEC-44).

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::apps::{self, AppRow};
use super::devices::{self, Wish};
use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::lead_on::Onward;
use super::login::no_passwords;
use super::security::{lacks_strongest, must_be_fresh};
use super::submitted::{Submitted, form_context};
use super::{admin, client_address, languages, requests, see_other, this_login};
use crate::config::settings::Settings;
use crate::login::new_password::{self, known_of};
use crate::login::password::{self, PasswordLogin};
use crate::logout;
use crate::pages::Page;
use crate::pages::page::initial;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::parameters::Parameters;
use crate::protocol::session::{Cause, SignedIn};
use crate::protocol::user::{Definition, User, UsernameKey};
use crate::provider::Provider;
use crate::say;
use crate::secret::Secret;
use crate::session::browser::{Browser, Token};
use crate::session::known_browsers::Known;

/// Apps that the page has a button for; all of them have a page of their own.
const LAUNCHED: usize = 6;

/// What the page says on top.
pub enum Notice {
    /// Nothing.
    None,
    /// Something was done.
    Done(Done),
    /// The password was not changed.
    PasswordRefused(FieldErrors),
}

/// What was done; travels as `?done=` over the redirect after a form, so that a reload repeats nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// One device.
    Device,
    /// One login of a device with several.
    SignIn,
    /// All other devices.
    Devices,
    /// One app, as far as this login goes.
    App,
    /// The password.
    Password,
}

impl Done {
    const ALL: [Self; 5] = [Self::Device, Self::SignIn, Self::Devices, Self::App, Self::Password];

    /// What `?done=` says.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.as_str() == text)
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::SignIn => "sign-in",
            Self::Devices => "devices",
            Self::App => "app",
            Self::Password => "password",
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Device => say!("account-device-ended"),
            Self::SignIn => say!("account-sign-in-ended"),
            Self::Devices => say!("account-others-ended"),
            Self::App => say!("account-app-ended"),
            Self::Password => say!("account-password-saved"),
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
    let devices = devices::rows(provider, signed_in, &languages).await?;
    let (status, done, refused) = match notice {
        Notice::None => (StatusCode::OK, None, FieldErrors::default()),
        Notice::Done(done) => (StatusCode::OK, Some(done.in_words()), FieldErrors::default()),
        Notice::PasswordRefused(refused) => (StatusCode::UNPROCESSABLE_ENTITY, None, refused),
    };
    let apps = apps::sorted(provider, user, &languages).await?;
    let (passkeys, recovery_codes) = match user.factors.any() {
        true => {
            let factors = provider.store.factors(&user.sub).await?;
            (factors.passkeys.len(), factors.recovery_codes)
        }
        false => (0, 0),
    };
    let launched = apps.iter().take(LAUNCHED);
    let rows: Vec<AppRow<'_>> = launched.map(|app| apps::row(&live, user, app, &languages)).collect();
    let shown = json!({
        "user": {
            "name": user.display_name(), "username": user.username, "email": user.email,
            "email_verified": user.email_verified, "groups": user.groups, "sub": user.sub,
            "initial": initial(user.display_name()), "is_admin": user.administers(),
        },
        "devices": devices,
        "this_login": this_login::context(provider, signed_in, &languages).await?,
        "apps": rows,
        "apps_count": apps.len(),
        "requests": requests::count(provider, &user.sub).await?,
        "sign_out_action": format!("{}/end-session", live.settings.server.issuer.path()),
        "notice": done,
        "errors": refused.summary(),
        "wrong": refused.by_field(),
        "has_password": user.password_hash.is_some(),
        "passwords": live.settings.login.takes_passwords(),
        "can_change_password": live.settings.login.takes_passwords() && user.may_sign_in() && !user.pins_password(),
        "passkey_count": passkeys,
        "has_totp": user.factors.totp,
        "recovery_codes": recovery_codes,
        "pinned": pinned(user, &live.settings),
        "left": left(user),
        "issuer": live.settings.server.issuer.as_str(),
        "first_app": first_app(provider, user).await?,
        "admin": user.administers() && admin::are_here(request, provider),
        "min_length": live.settings.login.password.min_length,
        "known_words": new_password::words_shown(&known_of(user), &live.settings),
    });
    let context = form_context(provider, browser, ("/account", Token::Login), None, shown);
    let page = rows.iter().fold(Page::new("account.html", context), |page, row| page.shows(Some(&row.client)));
    Ok(page.status(status).connects().respond(request, provider))
}

/// What the configuration file sets for the person, so that only whoever runs the server can change it. Where it does is
/// shown to administrators.
pub fn pinned(user: &User, settings: &Settings) -> Option<Value> {
    let Definition::File { file, pins_password } = &user.definition else { return None };
    let key = UsernameKey::of(&user.username);
    let entry = settings.users.iter().find(|entry| UsernameKey::of(&entry.username) == key);
    let place = entry.map_or(file.as_str(), |entry| entry.defined_at.as_str());
    Some(json!({"password": pins_password, "place": user.administers().then_some(place)}))
}

/// That the person was removed from the configuration, and until when they stay signed in.
pub fn left(user: &User) -> Option<Value> {
    let Definition::Left { file, ends_at, .. } = &user.definition else { return None };
    Some(json!({"file": file, "ends_at": ends_at.map(|at| at.to_string())}))
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
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    submitted.must_be_ours(|| "/".to_owned())?;
    let Submitted { browser, parameters, .. } = &submitted;
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Ok(see_other(&format!("{}/login", live.settings.server.issuer.path())));
    };
    if what == "password" && !live.settings.login.takes_passwords() {
        return Ok(no_passwords(request, provider));
    }
    // Who has a password proves it where they change it. Beside a second factor that is half a sign-in: whoever took a login
    // over may know the password.
    let has_factor = provider.means(&signed_in.user).has.any();
    let proves_it = what == "password" && signed_in.user.password_hash.is_some() && !has_factor;
    if !proves_it && let Some(first) = must_be_fresh(provider, &signed_in, &Onward::Account) {
        return Ok(first);
    }
    if what == "password" && lacks_strongest(provider, &signed_in) {
        return Onward::Account.via(provider, browser, "/step-up");
    }
    let notice = match what {
        "sessions/end" => end_some(request, provider, &signed_in, parameters).await?,
        "sessions/end-others" => end_others(request, provider, &signed_in).await?,
        "sessions/end-app" => end_app(provider, &signed_in, parameters).await?,
        "password" => change_password(request, provider, &signed_in, parameters).await?,
        _ => return Err(PageError::NotFound),
    };
    match notice {
        Notice::Done(done) => Ok(see_other(&format!("{}/?done={}", live.settings.server.issuer.path(), done.as_str()))),
        notice => page(request, provider, browser, &signed_in, notice).await,
    }
}

async fn end_some(
    request: &HttpRequest,
    provider: &Provider,
    signed_in: &SignedIn,
    parameters: &Parameters,
) -> Result<Notice, PageError> {
    let (wish, done) = match (parameters.get("device"), parameters.get("session")) {
        (Some(name), _) => (Wish::Device(name), Done::Device),
        (None, Some(digest)) => (Wish::One(digest), Done::SignIn),
        (None, None) => return Ok(Notice::None),
    };
    if let Wish::Device(name) = wish {
        let known = Known::of(provider, request).await?;
        devices::forget(provider, signed_in, &known, name).await?;
    }
    devices::end(provider, signed_in, wish).await?;
    Ok(Notice::Done(done))
}

async fn end_app(provider: &Provider, signed_in: &SignedIn, parameters: &Parameters) -> Result<Notice, PageError> {
    let Some(client_id) = parameters.get("client_id").and_then(ClientId::parse) else { return Ok(Notice::None) };
    this_login::end(provider, signed_in, &client_id).await?;
    Ok(Notice::Done(Done::App))
}

async fn end_others(request: &HttpRequest, provider: &Provider, signed_in: &SignedIn) -> Result<Notice, PageError> {
    let (sub, known) = (&signed_in.user.sub, Known::of(provider, request).await?);
    let here = known.for_person(sub).map(|here| &here.digest);
    provider.store.forget_browsers(sub, here, provider.now()).await?;
    logout::end_others(provider, sub, Some(&signed_in.session.id), Cause::User).await?;
    Ok(Notice::Done(Done::Devices))
}

async fn change_password(
    request: &HttpRequest,
    provider: &Provider,
    signed_in: &SignedIn,
    parameters: &Parameters,
) -> Result<Notice, PageError> {
    let live = provider.live();
    let user = &signed_in.user;
    if user.pins_password() {
        return Ok(refused("new_password", say!("account-password-pinned")));
    }
    if user.has_left() {
        return Ok(refused("new_password", say!("account-password-left")));
    }
    if user.password_hash.is_some() {
        let current = Secret::new(parameters.get("current_password").unwrap_or_default());
        let address = client_address(request, &live.settings);
        let known = Known::of(provider, request).await?;
        match password::sign_in(provider, &user.username, &current, (address, known.all())).await? {
            PasswordLogin::Proven(proven) if proven.sub == user.sub => {}
            PasswordLogin::Throttled(_) => {
                return Ok(refused("current_password", say!("account-password-many")));
            }
            _ => return Ok(refused("current_password", say!("account-password-wrong"))),
        }
    }
    let new = Secret::new(parameters.get("new_password").unwrap_or_default());
    match new_password::check(&new, &known_of(user), &live.settings) {
        Err(error) => Ok(refused("new_password", error.for_people())),
        Ok(new) => {
            let hash = provider.hasher.hash(new).await?;
            // Of the person as the login was looked at, and not as the password was: a factor that was added in between was not
            // asked for.
            let (by, revision) = (signed_in.session.id.as_str(), user.credentials_revision);
            if !provider.store.change_password(&user.sub, &hash, revision, by, provider.now()).await? {
                let field = if user.password_hash.is_some() { "current_password" } else { "new_password" };
                return Ok(refused(field, say!("account-password-meanwhile")));
            }
            logout::announce(provider);
            tracing::info!(sub = %user.sub, "password changed");
            Ok(Notice::Done(Done::Password))
        }
    }
}

/// One field of the password form that was refused.
fn refused(field: &'static str, words: String) -> Notice {
    let label = match field {
        "current_password" => say!("account-password-current"),
        _ => say!("account-password-new"),
    };
    Notice::PasswordRefused(FieldErrors::one(field, label, words))
}

/// Whether an administrator is shown how to add the first app: no client but the demo app exists yet.
async fn first_app(provider: &Provider, user: &User) -> Result<bool, PageError> {
    if !user.administers() {
        return Ok(false);
    }
    let demo = provider.demo_url.load();
    let is_demo =
        |client: &Client| demo.is_some() && client.client_uri.as_deref() == demo.as_deref().map(String::as_str);
    if provider.live().clients.values().any(|client| !is_demo(client)) {
        return Ok(false);
    }
    Ok(provider.store.registered_clients().await?.is_empty())
}
