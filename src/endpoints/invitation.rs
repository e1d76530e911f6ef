//! One-time links: `/setup?t=…` makes the first account, `/invite?t=…` sets a password.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::client_address;
use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::interaction::Position;
use super::lead_on::{Onward, lead_on};
use super::login::device;
use super::second_factor::demanded;
use super::submitted::{Submitted, form_context};
use crate::login::new_password::{self, known_of};
use crate::pages::Page;
use crate::protocol::factors::{FactorKinds, Method, Methods};
use crate::protocol::invitation::Invitation;
use crate::protocol::names::{self, NameError, code_point};
use crate::protocol::parameters::Parameters;
use crate::protocol::user::{Definition, Subject, User, UsernameError, check_username};
use crate::provider::Provider;
use crate::random;
use crate::say;
use crate::secret::{Digest, Secret};
use crate::session::browser::{Browser, Token};
use crate::session::sign_in::{Progress, Underway, go_on};
use crate::store::users::FirstUser;

/// Shows the set-up page.
pub async fn show_setup(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show_setup(&request, &provider).await)
}

/// Makes the first account.
pub async fn submit_setup(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit_setup(&request, payload, &provider).await)
}

/// Shows the page of an invitation or password reset.
pub async fn show_invite(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show_invite(&request, &provider).await)
}

/// Sets the password.
pub async fn submit_invite(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit_invite(&request, payload, &provider).await)
}

async fn handle_show_setup(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let token = parameters.get("t").ok_or(PageError::LinkGone)?;
    match provider.store.invitation(&Digest::of(token), provider.now()).await? {
        Some(Invitation::Setup) => {
            Ok(setup_page(request, provider, token, &Parameters::default(), FieldErrors::default()))
        }
        _ => Err(PageError::LinkGone),
    }
}

/// The address of a link's page.
pub fn page_of(path: &str, token: &str) -> String {
    format!("{path}?{}", form_urlencoded::Serializer::new(String::new()).append_pair("t", token).finish())
}

fn setup_page(
    request: &HttpRequest,
    provider: &Provider,
    token: &str,
    entered: &Parameters,
    errors: FieldErrors,
) -> HttpResponse {
    let live = provider.live();
    let field = |name: &str| entered.get(name).unwrap_or_default().to_owned();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = json!({
        "token": token,
        "issuer": live.settings.server.issuer.as_str(),
        "errors": errors.summary(),
        "wrong": errors.by_field(),
        "name": field("name"), "username": field("username"), "email": field("email"),
        "min_length": live.settings.login.password.min_length,
        "known_words": new_password::words_shown(&[], &live.settings),
    });
    let context = form_context(provider, &Browser::of(request), ("/setup", Token::Browser), None, shown);
    Page::new("setup.html", context).status(status).respond(request, provider)
}

async fn handle_submit_setup(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    let Submitted { browser, parameters, .. } = &submitted;
    let token = parameters.get("token").ok_or(PageError::LinkGone)?;
    submitted.must_be_ours(|| page_of("/setup", token))?;
    let digest = Digest::of(token);
    if provider.store.invitation(&digest, provider.now()).await? != Some(Invitation::Setup) {
        return Err(PageError::LinkGone);
    }
    let (user, password) = match first_user(provider, parameters) {
        Ok(checked) => checked,
        Err(errors) => return Ok(setup_page(request, provider, token, parameters, errors)),
    };
    let user = User { password_hash: Some(provider.hasher.hash(password).await?), ..user };
    match provider.store.claim_first_admin(&digest, &user, provider.now()).await? {
        FirstUser::Claimed => {}
        FirstUser::Taken => {
            let errors = FieldErrors::one("username", say!("setup-username"), say!("setup-taken"));
            return Ok(setup_page(request, provider, token, parameters, errors));
        }
        FirstUser::AlreadyClaimed | FirstUser::BadLink => return Err(PageError::LinkGone),
    }
    tracing::info!(sub = %user.sub, "first account created");
    begin(request, provider, browser, &user, (None, "invitation")).await
}

/// The account that the form describes, or every field at fault.
fn first_user(provider: &Provider, parameters: &Parameters) -> Result<(User, Secret), FieldErrors> {
    let live = provider.live();
    let mut errors = FieldErrors::default();
    let mut claims = Map::new();
    if let Some(name) = parameters.get("name").map(str::trim).filter(|name| !name.is_empty()) {
        if let Err(error) = names::check_shown(name) {
            errors.add("name", say!("setup-name"), about_name(&error));
        }
        claims.insert("name".to_owned(), Value::String(name.chars().take(255).collect()));
    }
    let username = parameters.get("username").unwrap_or_default().trim();
    if let Err(error) = check_username(username) {
        errors.add("username", say!("setup-username"), about_username(error));
    }
    let email = parameters.get("email").map(str::trim);
    if email.is_some_and(|email| !crate::protocol::user::is_email(email)) {
        errors.add("email", say!("setup-email"), say!("setup-email-wrong"));
    }
    let password = Secret::new(parameters.get("password").unwrap_or_default());
    let known: Vec<&str> = [Some(username), parameters.get("name"), email].into_iter().flatten().collect();
    let checked = new_password::check(&password, &known, &live.settings)
        .map_err(|error| errors.add("password", say!("setup-password"), error.for_people()));
    let (Ok(password), true) = (checked, errors.is_empty()) else { return Err(errors) };
    let now = provider.now();
    let user = User {
        sub: Subject::new(random::identifier()),
        username: username.to_owned(),
        claims,
        email: email.map(str::to_owned),
        email_verified: email.is_some(),
        groups: vec!["admins".to_owned()],
        attributes: std::collections::BTreeMap::new(),
        password_hash: None,
        locked: false,
        is_admin: true,
        definition: Definition::Database,
        credentials_revision: 1,
        factors: FactorKinds::default(),
        created_at: now,
        updated_at: now,
    };
    Ok((user, password))
}

/// Why a name is refused.
fn about_name(error: &NameError) -> String {
    match error {
        NameError::Invisible(character) => {
            say!("setup-name-invisible", character = code_point(*character))
        }
        NameError::MixedScripts(word) => say!("setup-name-scripts", word = word.as_str()),
    }
}

/// Why a username is refused.
fn about_username(error: UsernameError) -> String {
    match error {
        UsernameError::Length => say!("setup-username-length"),
        UsernameError::Character => say!("setup-username-character"),
        UsernameError::MixedScripts => say!("setup-username-scripts"),
    }
}

async fn handle_show_invite(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let token = parameters.get("t").ok_or(PageError::LinkGone)?;
    invite_page(request, provider, token, FieldErrors::default()).await
}

async fn invite_page(
    request: &HttpRequest,
    provider: &Provider,
    token: &str,
    errors: FieldErrors,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let (user, purpose) = invited(provider, token).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = json!({
        "token": token,
        "user": {"name": user.display_name(), "username": user.username},
        "purpose": purpose,
        "errors": errors.summary(),
        "wrong": errors.by_field(),
        "min_length": live.settings.login.password.min_length,
        "known_words": new_password::words_shown(&known_of(&user), &live.settings),
    });
    let context = form_context(provider, &Browser::of(request), ("/invite", Token::Browser), None, shown);
    Ok(Page::new("invite.html", context).status(status).respond(request, provider))
}

async fn invited(provider: &Provider, token: &str) -> Result<(User, &'static str), PageError> {
    let (sub, purpose) = match provider.store.invitation(&Digest::of(token), provider.now()).await? {
        Some(Invitation::Invite { sub }) => (sub, "invite"),
        Some(Invitation::Reset { sub } | Invitation::Forgot { sub }) => (sub, "reset"),
        Some(Invitation::Regain { sub }) => (sub, "regain"),
        _ => return Err(PageError::LinkGone),
    };
    let user = provider
        .store
        .user(&sub)
        .await?
        .filter(|user| user.may_sign_in() && !user.pins_password())
        .ok_or(PageError::LinkGone)?;
    Ok((user, purpose))
}

async fn handle_submit_invite(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    let Submitted { browser, parameters, .. } = &submitted;
    let token = parameters.get("token").ok_or(PageError::LinkGone)?;
    submitted.must_be_ours(|| page_of("/invite", token))?;
    let (user, _) = invited(provider, token).await?;
    let password = Secret::new(parameters.get("password").unwrap_or_default());
    let password = match new_password::check(&password, &known_of(&user), &provider.live().settings) {
        Ok(password) => password,
        Err(error) => {
            let errors = FieldErrors::one("password", say!("invite-password"), error.for_people());
            return invite_page(request, provider, token, errors).await;
        }
    };
    let hash = provider.hasher.hash(password).await?;
    let accepted = provider.store.accept_invitation(&Digest::of(token), &hash, provider.now()).await?;
    let user = accepted.ok_or(PageError::LinkGone)?;
    tracing::info!(sub = %user.sub, "invitation accepted");
    begin(request, provider, browser, &user, (None, "invitation")).await
}

/// Signs the person in who has just chosen a password, and goes on with the request that waits or shows their account; or asks
/// for the second factor that a new password does not replace. Whoever's password or lock changed in the meantime comes to the
/// sign-in page. `method` is the word for it in the metrics.
pub async fn begin(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    user: &User,
    (position, method): (Option<Position>, &'static str),
) -> Result<HttpResponse, PageError> {
    let device = device(request, client_address(request, &provider.live().settings));
    let (methods, least) = (Methods::one(Method::Password), demanded(provider, position.as_ref(), user));
    let since = provider.now();
    let underway = Underway { user, methods, remember: false, since, by_link: true, remember_factor: false };
    let progress = go_on(provider, browser, underway, least, device).await?;
    if let Progress::Begun(_) = progress {
        provider.metrics.login(method, "ok");
    }
    let onward = position.map_or(Onward::Account, |position| Onward::Request(Box::new(position.pending)));
    match lead_on(request, provider, browser, progress, onward).await? {
        Some(answer) => Ok(answer),
        None => Onward::Account.via(provider, browser, "/login"),
    }
}
