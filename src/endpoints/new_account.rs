//! The page behind a sign-up link: a username, a name and a password, or a passkey, and the account exists. Whoever only looks
//! at the link, as programs that read mail do, changes nothing.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::begin::{self, Begun};
use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::interaction::Position;
use super::invitation::page_of;
use super::sign_up::{closed, refusal};
use super::submitted::{Submitted, form_context};
use super::too_often;
use crate::config::settings::Rate;
use crate::login::new_password;
use crate::login::passkey::Registered;
use crate::pages::Page;
use crate::protocol::names;
use crate::protocol::parameters::Parameters;
use crate::protocol::sign_up::SignUpLink;
use crate::protocol::user::{User, UsernameError, UsernameKey, check_username};
use crate::provider::Provider;
use crate::say;
use crate::secret::{Digest, Secret};
use crate::session::browser::{Browser, Token};
use crate::store::factors::FirstPasskey;
use crate::store::sign_ups::{NewAccount, SignedUp};

/// The page.
const PATH: &str = "/sign-up/account";

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Makes the account.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

/// A link that works, as somebody follows it.
struct Followed<'a> {
    token: &'a str,
    link: SignUpLink,
}

impl<'a> Followed<'a> {
    /// Or what is said where it does not work, or where the settings do not let anybody sign up by it any more.
    async fn find(
        request: &HttpRequest,
        provider: &Provider,
        token: Option<&'a str>,
    ) -> Result<Result<Self, HttpResponse>, PageError> {
        let token = token.unwrap_or_default();
        let Some(link) = provider.store.sign_up_link(&Digest::of(token), provider.now()).await? else {
            return Ok(Err(gone(request, provider)));
        };
        let live = provider.live();
        let settings = &live.settings.login.sign_up;
        let is_open = match &link.email {
            Some(email) => settings.is_open() && settings.admits(email),
            None => settings.takes_links(),
        };
        Ok(if is_open { Ok(Self { token, link }) } else { Err(closed(request, provider, None)) })
    }

    /// The request from which somebody came, if it waits in this browser still and its app may have an answer. An account is made
    /// without it, too, unless that is not known now.
    async fn position(&self, provider: &Provider, browser: &Browser) -> Result<Option<Position>, PageError> {
        let Some(sealed) = self.link.interaction.as_deref() else { return Ok(None) };
        match Position::waiting(provider, browser, sealed).await {
            Ok(position) => Ok(Some(position)),
            Err(error @ (PageError::Store(_) | PageError::SessionUnavailable)) => Err(error),
            Err(_) => Ok(None),
        }
    }

    fn page(
        &self,
        request: &HttpRequest,
        provider: &Provider,
        begun: Option<&Begun>,
        entered: &Parameters,
        errors: FieldErrors,
    ) -> HttpResponse {
        let (live, browser) = (provider.live(), Browser::of(request));
        let field = |name: &str| entered.get(name).unwrap_or_default();
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let shown = json!({
            "token": self.token,
            "confirmed": self.link.email,
            "username": field("username"), "name": field("name"), "email": field("email"),
            "approval": live.settings.login.sign_up.approval,
            "min_length": live.settings.login.password.min_length,
            "known_words": new_password::words_shown(self.link.email.as_deref().as_slice(), &live.settings),
            "passwords": live.settings.login.takes_passwords(),
            "passkey": begin::offered(provider, &browser, self.token, &begin::newcomer(begun)),
            "errors": errors.summary(),
            "wrong": errors.by_field(),
        });
        let context = form_context(provider, &browser, (PATH, Token::Browser), None, shown);
        Page::new("sign_up_account.html", context).status(status).respond(request, provider)
    }
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let followed = Followed::find(request, provider, parameters.get("t")).await?;
    Ok(followed.map_or_else(
        |said| said,
        |followed| followed.page(request, provider, None, &Parameters::default(), FieldErrors::default()),
    ))
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    let Submitted { browser, parameters, .. } = &submitted;
    submitted.must_be_ours(|| page_of(PATH, parameters.get("token").unwrap_or_default()))?;
    let followed = match Followed::find(request, provider, parameters.get("token")).await? {
        Ok(followed) => followed,
        Err(said) => return Ok(said),
    };
    let begun = match parameters.get("passkey") {
        None => None,
        Some(answer) => match begin::passkey_made(provider, browser, followed.token, answer).await? {
            Ok(begun) if provider.live().settings.login.sign_up.approval => Some(begun.without_codes()),
            Ok(begun) => Some(begun),
            Err(errors) => return Ok(followed.page(request, provider, None, parameters, errors)),
        },
    };
    let begun = begun.as_ref();
    let again = |errors| Ok(followed.page(request, provider, begun, parameters, errors));
    if begun.is_none() && !provider.ways_in().password {
        return again(begin::needed());
    }
    let (account, password) = match described(provider, &followed.link, parameters, begun) {
        Ok(described) => described,
        Err(errors) => return again(errors),
    };
    // Each try tells whether names are taken, and costs a hash.
    let rate = provider.live().settings.limits.login_per_account;
    let digest = Digest::of(followed.token);
    let counted = format!("sign-up\nlink\n{}", digest.text());
    let tries = (counted.as_str(), tries(rate, &followed.link));
    if let Some(wait) = too_often::waits(request, provider, tries, "login_per_account").await? {
        return Ok(wait);
    }
    let position = followed.position(provider, browser).await?;
    let password_hash = match password {
        Some(password) => Some(provider.hasher.hash(password).await?),
        None => None,
    };
    let account = NewAccount { user: User { password_hash, ..account.user }, ..account };
    let account = NewAccount { to_confirm: may_be_mailed(provider, account.to_confirm).await?, ..account };
    let taken = |field, label, words| again(FieldErrors::one(field, label, words));
    match provider.store.sign_up(&digest, &account, provider.now()).await? {
        SignedUp::Added => {}
        SignedUp::UsernameTaken => return taken("username", say!("sign-up-username"), say!("sign-up-username-taken")),
        SignedUp::EmailTaken if followed.link.email.is_none() => {
            return taken("email", say!("sign-up-email"), say!("sign-up-email-taken"));
        }
        SignedUp::EmailTaken => return Ok(has_account(request, provider)),
        SignedUp::PasskeyKnown => return again(begin::refused(Registered::Known)),
        SignedUp::LinkGone => return Ok(gone(request, provider)),
    }
    tracing::info!(sub = %account.user.sub, how = followed.link.how(), waits = account.waits, "somebody made an account");
    let how = (position, "sign_up");
    match begun {
        _ if account.waits => Ok(waits(request, provider)),
        Some(begun) => {
            let user = FirstPasskey::added_to(account.user);
            begin::with_passkey(request, provider, browser, (&user, begun), how).await
        }
        None => begin::with_password(request, provider, browser, &account.user, how).await,
    }
}

/// A link for a class of thirty is tried more often than one for a single person.
fn tries(rate: Rate, link: &SignUpLink) -> Rate {
    Rate { events: rate.events.saturating_mul(link.uses_left.clamp(1, 100)), ..rate }
}

/// The account that the form describes, and its password unless its person begins with a passkey; or every field at fault.
fn described(
    provider: &Provider,
    link: &SignUpLink,
    parameters: &Parameters,
    begun: Option<&Begun>,
) -> Result<(NewAccount, Option<Secret>), FieldErrors> {
    let live = provider.live();
    let settings = &live.settings.login.sign_up;
    let typed = |name: &str| parameters.get(name).map(str::trim).filter(|text| !text.is_empty());
    let mut errors = FieldErrors::default();
    let username = typed("username").unwrap_or_default();
    if let Some(words) = unfit_username(username) {
        errors.add("username", say!("sign-up-username"), words);
    }
    let name = typed("name");
    if name.is_some_and(|name| names::check_shown(name).is_err()) {
        errors.add("name", say!("sign-up-name"), say!("sign-up-name-unfit"));
    }
    let email = typed("email").filter(|_| link.email.is_none());
    if let Some(words) = email.and_then(|email| refusal(settings, email)) {
        errors.add("email", say!("sign-up-email"), words);
    }
    let mut password = None;
    if begun.is_none() {
        let chosen = Secret::new(parameters.get("password").unwrap_or_default());
        let known: Vec<&str> = [Some(username), name, email, link.email.as_deref()].into_iter().flatten().collect();
        match new_password::check(&chosen, &known, &live.settings) {
            Ok(checked) => password = Some(checked),
            Err(error) => errors.add("password", say!("sign-up-password"), error.for_people()),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    // Where mail is sent, an address that nobody has confirmed is nobody's: it is not the account's yet, and it is not said whose
    // it is.
    let is_mailed = live.settings.smtp.is_some();
    let user = User {
        sub: begin::newcomer(begun).sub,
        claims: name
            .map(|name| ("name".to_owned(), Value::String(name.chars().take(255).collect())))
            .into_iter()
            .collect(),
        email: link.email.clone().or_else(|| email.filter(|_| !is_mailed).map(str::to_owned)),
        email_verified: link.email.is_some(),
        groups: settings.groups.clone(),
        locked: settings.approval,
        created_at: provider.now(),
        updated_at: provider.now(),
        ..User::nobody(username)
    };
    let to_confirm = email.filter(|_| is_mailed).map(str::to_owned);
    let first_passkey = begun.map(|begun| begun.first.clone());
    Ok((NewAccount { user, first_passkey, to_confirm, waits: settings.approval }, password))
}

/// Why a username cannot be one. A stranger's is no email address, either: it could be that of somebody else.
fn unfit_username(username: &str) -> Option<String> {
    match check_username(username) {
        Err(UsernameError::Length) => Some(say!("sign-up-username-length")),
        Err(UsernameError::Character) => Some(say!("sign-up-username-character")),
        Err(UsernameError::MixedScripts) => Some(say!("sign-up-username-scripts")),
        Ok(()) if UsernameKey::of(username).as_str().contains('@') => Some(say!("sign-up-username-at")),
        Ok(()) => None,
    }
}

/// The address that a mail is sent to for confirmation.
async fn may_be_mailed(provider: &Provider, email: Option<String>) -> Result<Option<String>, PageError> {
    let Some(email) = email else { return Ok(None) };
    let counted = format!("email\nto\n{}", UsernameKey::of(&email).as_str());
    if too_often::may_be_mailed(provider, &counted).await? {
        return Ok(Some(email));
    }
    tracing::info!("no more mails are sent to this address at the moment");
    Ok(None)
}

/// The link is used up, expired, or none.
fn gone(request: &HttpRequest, provider: &Provider) -> HttpResponse {
    let base = provider.live().settings.server.issuer.path().to_owned();
    let context = json!({
        "heading": say!("sign-up-link-gone"), "message": say!("sign-up-link-gone-text"), "next_step": null,
        "link": {"uri": format!("{base}/login"), "text": say!("sign-up-sign-in")},
    });
    Page::new("message.html", context).status(StatusCode::GONE).respond(request, provider)
}

/// The address got an account after its link was mailed. Whoever reads this has the mailbox.
fn has_account(request: &HttpRequest, provider: &Provider) -> HttpResponse {
    let base = provider.live().settings.server.issuer.path().to_owned();
    let context = json!({
        "heading": say!("sign-up-has-account"), "message": say!("sign-up-has-account-text"), "next_step": null,
        "link": {"uri": format!("{base}/login"), "text": say!("sign-up-sign-in")},
    });
    Page::new("message.html", context).status(StatusCode::CONFLICT).respond(request, provider)
}

fn waits(request: &HttpRequest, provider: &Provider) -> HttpResponse {
    let sends_mail = provider.live().settings.smtp.is_some();
    let next_step = if sends_mail { say!("sign-up-made-mail") } else { say!("sign-up-made-later") };
    let context = json!({
        "heading": say!("sign-up-made"), "message": say!("sign-up-made-text"), "next_step": next_step, "link": null,
    });
    Page::new("message.html", context).respond(request, provider)
}
