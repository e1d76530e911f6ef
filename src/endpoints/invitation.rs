//! One-time links: `/setup?t=…` makes the first account, `/invite?t=…` sets a password. Who begins may choose a passkey and no
//! password on either page; where there are no passwords, that is all that the pages offer.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::begin::{self, Begun};
use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::submitted::{Submitted, form_context};
use crate::login::new_password::{self, known_of};
use crate::login::passkey::Registered;
use crate::pages::Page;
use crate::protocol::factors::FactorKinds;
use crate::protocol::invitation::Invitation;
use crate::protocol::names::{self, NameError, code_point};
use crate::protocol::parameters::Parameters;
use crate::protocol::user::{Definition, User, UsernameError, check_username};
use crate::provider::Provider;
use crate::say;
use crate::secret::{Digest, Secret};
use crate::session::browser::{Browser, Token};
use crate::store::factors::FirstPasskey;
use crate::store::invitations::AcceptedByPasskey;
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
            Ok(setup_page(request, provider, (token, None), &Parameters::default(), FieldErrors::default()))
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
    (token, begun): (&str, Option<&Begun>),
    entered: &Parameters,
    errors: FieldErrors,
) -> HttpResponse {
    let (live, browser) = (provider.live(), Browser::of(request));
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
        "passwords": live.settings.login.takes_passwords(),
        "passkey": begin::offered(provider, &browser, token, &begin::newcomer(begun)),
    });
    let context = form_context(provider, &browser, ("/setup", Token::Browser), None, shown);
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
    let begun = match parameters.get("passkey") {
        None => None,
        Some(answer) => match begin::passkey_made(provider, browser, token, answer).await? {
            Ok(begun) => Some(begun),
            Err(errors) => return Ok(setup_page(request, provider, (token, None), parameters, errors)),
        },
    };
    let begun = begun.as_ref();
    let again = |errors| Ok(setup_page(request, provider, (token, begun), parameters, errors));
    if begun.is_none() && !provider.ways_in().password {
        return again(begin::needed());
    }
    let (user, password) = match first_user(provider, parameters, begun) {
        Ok(checked) => checked,
        Err(errors) => return again(errors),
    };
    let password_hash = match password {
        Some(password) => Some(provider.hasher.hash(password).await?),
        None => None,
    };
    let user = User { password_hash, ..user };
    let first = begun.map(|begun| &begun.first);
    match provider.store.claim_first_admin(&digest, &user, first, provider.now()).await? {
        FirstUser::Claimed => {}
        FirstUser::Taken => {
            return again(FieldErrors::one("username", say!("setup-username"), say!("setup-taken")));
        }
        FirstUser::PasskeyKnown => return again(begin::refused(Registered::Known)),
        FirstUser::AlreadyClaimed | FirstUser::BadLink => return Err(PageError::LinkGone),
    }
    tracing::info!(sub = %user.sub, "first account created");
    let how = (None, "invitation");
    match begun {
        Some(begun) => {
            begin::with_passkey(request, provider, browser, (&FirstPasskey::added_to(user), begun), how).await
        }
        None => begin::with_password(request, provider, browser, &user, how).await,
    }
}

/// The account that the form describes, and its password unless its person begins with a passkey; or every field at fault.
fn first_user(
    provider: &Provider,
    parameters: &Parameters,
    begun: Option<&Begun>,
) -> Result<(User, Option<Secret>), FieldErrors> {
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
    let mut password = None;
    if begun.is_none() {
        let typed = Secret::new(parameters.get("password").unwrap_or_default());
        let known: Vec<&str> = [Some(username), parameters.get("name"), email].into_iter().flatten().collect();
        match new_password::check(&typed, &known, &live.settings) {
            Ok(checked) => password = Some(checked),
            Err(error) => errors.add("password", say!("setup-password"), error.for_people()),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let now = provider.now();
    let user = User {
        sub: begin::newcomer(begun).sub,
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
    let (live, browser) = (provider.live(), Browser::of(request));
    let (user, purpose) = invited(provider, token).await?;
    let ways = live.settings.ways_in();
    // A link replaces nothing that somebody can prove themselves with beside a password.
    let begins = (purpose == "invite" || !ways.password) && user.has_nothing_to_prove(ways);
    if !ways.password && !begins {
        return Ok(replaces_nothing(request, provider));
    }
    let passkey = if begins { begin::offered(provider, &browser, token, &user) } else { None };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = json!({
        "token": token,
        "user": {"name": user.display_name(), "username": user.username},
        "purpose": purpose,
        "errors": errors.summary(),
        "wrong": errors.by_field(),
        "min_length": live.settings.login.password.min_length,
        "known_words": new_password::words_shown(&known_of(&user), &live.settings),
        "passwords": ways.password,
        "passkey": passkey,
    });
    let context = form_context(provider, &browser, ("/invite", Token::Browser), None, shown);
    Ok(Page::new("invite.html", context).status(status).respond(request, provider))
}

/// What is said to whoever follows a link and has a passkey or an authenticator app, where there are no passwords: an administrator
/// removes these first.
fn replaces_nothing(request: &HttpRequest, provider: &Provider) -> HttpResponse {
    let base = provider.live().settings.server.issuer.path().to_owned();
    let context = json!({
        "heading": say!("invite-has-factor-heading"),
        "message": say!("invite-has-factor"),
        "next_step": say!("invite-has-factor-next"),
        "link": {"uri": format!("{base}/login"), "text": say!("not-me-sign-in")},
    });
    Page::new("message.html", context).status(StatusCode::FORBIDDEN).respond(request, provider)
}

async fn invited(provider: &Provider, token: &str) -> Result<(User, &'static str), PageError> {
    let (sub, purpose) = match provider.store.invitation(&Digest::of(token), provider.now()).await? {
        Some(Invitation::Invite { sub }) => (sub, "invite"),
        Some(Invitation::Reset { sub } | Invitation::Forgot { sub }) => (sub, "reset"),
        Some(Invitation::Regain { sub }) => (sub, "regain"),
        _ => return Err(PageError::LinkGone),
    };
    // Without passwords it counts for nothing that a file names one.
    let passwords = provider.ways_in().password;
    let user = provider
        .store
        .user(&sub)
        .await?
        .filter(|user| user.may_sign_in() && !(passwords && user.pins_password()))
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
    if let Some(answer) = parameters.get("passkey") {
        return accept_by_passkey(request, provider, browser, (token, answer)).await;
    }
    if !provider.ways_in().password {
        return invite_page(request, provider, token, begin::needed()).await;
    }
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
    begin::with_password(request, provider, browser, &user, (None, "invitation")).await
}

/// Adds the passkey that the invited person made, and chooses no password.
async fn accept_by_passkey(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    (token, answer): (&str, &str),
) -> Result<HttpResponse, PageError> {
    let begun = match begin::passkey_made(provider, browser, token, answer).await? {
        Ok(begun) => begun,
        Err(errors) => return invite_page(request, provider, token, errors).await,
    };
    let (link, ways) = (Digest::of(token), provider.ways_in());
    let accepted = provider.store.accept_by_passkey(&link, &begun.first, ways, provider.now()).await?;
    let user = match accepted {
        AcceptedByPasskey::Accepted(user) => user,
        AcceptedByPasskey::Known => {
            return invite_page(request, provider, token, begin::refused(Registered::Known)).await;
        }
        AcceptedByPasskey::LinkGone => return Err(PageError::LinkGone),
    };
    tracing::info!(sub = %user.sub, "invitation accepted with a passkey");
    begin::with_passkey(request, provider, browser, (&user, &begun), (None, "invitation")).await
}
