//! Setting up a second factor: an authenticator app or a passkey. In the account (`/account/totp`), or on the way in, where
//! the settings or the app demand one that the person does not have yet (`/second-factor/set-up`): no login begins before.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::interaction::Position;
use super::languages;
use super::lead_on::{Onward, next_address};
use super::recovery_codes::{codes_for, codes_page};
use super::second_factor::{cancel, demanded, halfway, proceed, remember_for};
use super::security::{must_prove_more, said_by};
use super::submitted::{Submitted, form_context};
use crate::login::passkey::{self, Registered};
use crate::login::second_factor::{new_totp_secret, seal};
use crate::pages::{Page, qr};
use crate::protocol::acr::Level;
use crate::protocol::factors::{FactorKinds, Method};
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::totp;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::say;
use crate::secret::{Secret, SecretOctets};
use crate::session::browser::{Browser, Halfway, Token};
use crate::session::sign_in::Progress;
use crate::store::factors::{AddFactor, By};

/// How long a page with a new secret is good for.
const LIFETIME: Duration = Duration::from_secs(60 * 60);
/// What new secrets are sealed for, on their way through the form.
const PURPOSE: &str = "authenticator app";

/// Shows the page to somebody on their way in.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider, Place::SignIn).await)
}

/// Takes its form.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider, Place::SignIn).await)
}

/// Shows the page to somebody who is signed in.
pub async fn show_totp(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider, Place::Account).await)
}

/// Takes its form.
pub async fn submit_totp(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider, Place::Account).await)
}

/// Where somebody sets one up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    SignIn,
    Account,
}

impl Place {
    fn path(self) -> &'static str {
        match self {
            Self::SignIn => "/second-factor/set-up",
            Self::Account => "/account/totp",
        }
    }
}

/// Who sets it up, on the strength of what.
enum Enroller {
    Halfway(Halfway, Box<User>),
    SignedIn(Box<SignedIn>),
}

impl Enroller {
    fn user(&self) -> &User {
        match self {
            Self::Halfway(_, user) => user,
            Self::SignedIn(signed_in) => &signed_in.user,
        }
    }

    fn by(&self) -> By {
        match self {
            Self::Halfway(halfway, _) => By::Proof(halfway.credentials_revision),
            Self::SignedIn(signed_in) => said_by(signed_in),
        }
    }
}

/// Who may set one up here; otherwise where they go first.
async fn enroller(
    provider: &Provider,
    browser: &Browser,
    place: Place,
    onward: Onward,
) -> Result<Result<(Enroller, Onward), HttpResponse>, PageError> {
    match place {
        Place::SignIn => match halfway(provider, browser).await? {
            None => onward.via(provider, browser, "/login").map(Err),
            // Who has one proves it, and the stronger of two: neither a password alone nor a code beside a passkey adds one.
            Some((halfway, user)) if halfway.methods.level() < provider.means(&user).has.to_change() => {
                onward.via(provider, browser, "/second-factor").map(Err)
            }
            Some((halfway, user)) => Ok(Ok((Enroller::Halfway(halfway, user), onward))),
        },
        Place::Account => {
            let Some(signed_in) = browser.signed_in(provider).await? else {
                return Onward::Security.via(provider, browser, "/login").map(Err);
            };
            if let Some(first) = must_prove_more(provider, browser, &signed_in, Onward::Security)? {
                return Ok(Err(first));
            }
            if signed_in.user.factors.totp || !provider.means(&signed_in.user).may_add.totp {
                return Onward::Security.via(provider, browser, "/account/security").map(Err);
            }
            Ok(Ok((Enroller::SignedIn(Box::new(signed_in)), Onward::Security)))
        }
    }
}

async fn handle_show(request: &HttpRequest, provider: &Provider, place: Place) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let browser = Browser::of(request);
    let position = match parameters.get("interaction").filter(|_| place == Place::SignIn) {
        Some(sealed) => Some(Position::waiting(provider, &browser, sealed).await?),
        None => None,
    };
    let onward = Onward::of(position.as_ref().map(|position| position.pending.clone()), &parameters);
    match enroller(provider, &browser, place, onward).await? {
        Err(elsewhere) => Ok(elsewhere),
        Ok((enroller, onward)) => {
            let page = SetUpPage::new(provider, place, position.as_ref(), &enroller, &onward, &parameters);
            page.respond(request, provider, &browser, None, FieldErrors::default())
        }
    }
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
    place: Place,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    let waiting = submitted.parameters.get("interaction").unwrap_or_default();
    submitted.must_be_ours(|| match place {
        Place::SignIn if !waiting.is_empty() => format!("{}?interaction={waiting}", place.path()),
        _ => place.path().to_owned(),
    })?;
    let position = match place {
        Place::SignIn => submitted.position(provider).await?,
        Place::Account => None,
    };
    let Submitted { browser, parameters, .. } = &submitted;
    let onward = Onward::of(position.as_ref().map(|position| position.pending.clone()), parameters);
    let (enroller, onward) = match enroller(provider, browser, place, onward).await? {
        Err(elsewhere) => return Ok(elsewhere),
        Ok(found) => found,
    };
    if parameters.has("cancel") {
        return cancel(request, provider, browser, position.as_ref()).await;
    }
    let page = SetUpPage::new(provider, place, position.as_ref(), &enroller, &onward, parameters);
    let added = match parameters.get("passkey") {
        Some(answer) => add_passkey(provider, browser, &enroller, answer).await?,
        None if page.takes.totp => add_totp(provider, browser, &enroller, parameters).await?,
        None => Err((None, FieldErrors::one("passkey", say!("security-passkey-field"), say!("set-up-no-totp")))),
    };
    let added = match added {
        Ok(added) => added,
        Err((secret, errors)) => return page.respond(request, provider, browser, secret, errors),
    };
    let least = demanded(provider, position.as_ref(), enroller.user());
    let in_popup = position.as_ref().is_some_and(|position| position.pending.request.asked().display.is_some());
    let going_on = match &enroller {
        Enroller::SignedIn(_) => "/account/security".to_owned(),
        Enroller::Halfway(halfway, user) => {
            let user = User { credentials_revision: added.revision, factors: added.kinds, ..(**user).clone() };
            let remember_factor = halfway.remember_factor || parameters.has("remember_device");
            let halfway = &Halfway { remember_factor, ..halfway.clone() };
            // The factor counts, whatever becomes of the sign-in: its codes are shown in any case.
            let progress = match proceed(request, provider, browser, (halfway, &user), added.method, least).await {
                Ok(progress) => progress,
                Err(error) => {
                    tracing::warn!(%error, "a factor was set up, and the sign-in did not go on");
                    Progress::Changed
                }
            };
            next_address(provider, browser, progress, onward)?
        }
    };
    Ok(codes_page(request, provider, &added.codes, &going_on, in_popup))
}

/// A factor that counts from now on.
struct Added {
    method: Method,
    revision: i64,
    kinds: FactorKinds,
    codes: Vec<Secret>,
}

/// What was added, or what the page says: with the secret that it shows again.
type Adding = Result<Added, (Option<SecretOctets>, FieldErrors)>;

async fn add_totp(
    provider: &Provider,
    browser: &Browser,
    enroller: &Enroller,
    parameters: &Parameters,
) -> Result<Adding, PageError> {
    let refused = |secret, words: String| Ok(Err((secret, FieldErrors::one("code", say!("set-up-code-field"), words))));
    let user = enroller.user();
    let sealed = parameters.get("secret").unwrap_or_default();
    let Some(secret) = open_secret(provider, browser, user, sealed).await? else {
        return refused(None, say!("set-up-outdated"));
    };
    let Some(code) = totp::typed(parameters.get("code").unwrap_or_default()) else {
        return refused(Some(secret), say!("set-up-digits"));
    };
    let now = provider.now();
    let Some(step) = totp::matching_step(&secret, &code, now) else {
        return refused(Some(secret), say!("set-up-mismatch"));
    };
    let (codes, digests) = codes_for(provider, user);
    let sealed = seal(&secret, &user.sub, &provider.live().settings)?;
    let added = provider.store.add_totp(&user.sub, &sealed, step, &digests, &enroller.by(), now).await?;
    match added {
        AddFactor::Added { revision } => {
            tracing::info!(sub = %user.sub, "authenticator app added");
            let kinds = FactorKinds { totp: true, ..user.factors };
            Ok(Ok(Added { method: Method::Totp, revision, kinds, codes }))
        }
        AddFactor::Known => refused(None, say!("set-up-known")),
        AddFactor::NotProven | AddFactor::Full => refused(Some(secret), say!("set-up-meanwhile")),
    }
}

async fn add_passkey(
    provider: &Provider,
    browser: &Browser,
    enroller: &Enroller,
    answer: &str,
) -> Result<Adding, PageError> {
    let user = enroller.user();
    let (codes, digests) = codes_for(provider, user);
    match passkey::register(provider, &browser.binding(), user, (answer, None), &digests, &enroller.by()).await? {
        Registered::Added { revision, user_verified, .. } => {
            let kinds = FactorKinds { passkey: true, ..user.factors };
            Ok(Ok(Added { method: Method::Passkey { user_verified }, revision, kinds, codes }))
        }
        registered => {
            Ok(Err((None, FieldErrors::one("passkey", say!("security-passkey-field"), registered.in_words()))))
        }
    }
}

/// What a form is bound to: its browser, and its person.
fn bound_to(browser: &Browser, user: &User) -> Vec<u8> {
    format!("{}\n{}", browser.binding().text(), user.sub).into_bytes()
}

fn seal_secret(provider: &Provider, browser: &Browser, user: &User, secret: &SecretOctets) -> Option<String> {
    let now = provider.now();
    let bound_to = bound_to(browser, user);
    provider.sealer.seal_until((PURPOSE, &bound_to), secret.expose(), now.after(LIFETIME), now)
}

async fn open_secret(
    provider: &Provider,
    browser: &Browser,
    user: &User,
    sealed: &str,
) -> Result<Option<SecretOctets>, PageError> {
    let (store, now) = (provider.store.as_ref(), provider.now());
    let opened = provider.sealer.find_until(store, (PURPOSE, &bound_to(browser, user), sealed), now).await?;
    Ok(opened.map(|(octets, _)| SecretOctets::new(octets)))
}

struct SetUpPage<'a> {
    place: Place,
    position: Option<&'a Position>,
    enroller: &'a Enroller,
    next: Option<String>,
    /// Which kinds the page offers: those that are enough for what is asked.
    takes: FactorKinds,
    /// Whether the box is ticked that has the second factor remembered.
    remember_device: bool,
}

impl<'a> SetUpPage<'a> {
    fn new(
        provider: &Provider,
        place: Place,
        position: Option<&'a Position>,
        enroller: &'a Enroller,
        onward: &Onward,
        parameters: &Parameters,
    ) -> Self {
        let user = enroller.user();
        let (has, may_add) = (user.factors, provider.means(user).may_add);
        let needs_passkey = demanded(provider, position, user) > Level::MultiFactor;
        let takes = FactorKinds {
            totp: may_add.totp && !has.totp && !(place == Place::SignIn && needs_passkey),
            passkey: may_add.passkey && place == Place::SignIn,
        };
        let remember_device = match enroller {
            Enroller::Halfway(halfway, _) => halfway.remember_factor || parameters.has("remember_device"),
            Enroller::SignedIn(_) => false,
        };
        Self { place, position, enroller, next: onward.next(), takes, remember_device }
    }

    /// The page, with the secret that it showed before, where it is shown again.
    fn respond(
        &self,
        request: &HttpRequest,
        provider: &Provider,
        browser: &Browser,
        secret: Option<SecretOctets>,
        errors: FieldErrors,
    ) -> Result<HttpResponse, PageError> {
        let live = provider.live();
        let user = self.enroller.user();
        let asked = self.position.map(|position| position.pending.request.asked());
        let languages = languages(request, asked.and_then(|asked| asked.ui_locales.as_deref()));
        let client = self.position.map(|position| position.client.shown_in(&languages));
        let secret = secret.unwrap_or_else(new_totp_secret);
        let uri = totp::uri(&secret, &live.settings.branding.name, &user.username);
        let binding = browser.binding();
        let passkey = match self.takes.passkey {
            true => passkey::creation_options(provider, &binding, user, &[]),
            false => None,
        };
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let shown = json!({
            "client": client,
            "user": {"name": user.display_name(), "username": user.username},
            "on_the_way_in": self.place == Place::SignIn,
            "has_factor": user.factors.any(),
            "takes_totp": self.takes.totp,
            "remember_for": remember_for(provider, self.place == Place::SignIn),
            "remember_device": self.remember_device,
            "help_uri": live.settings.branding.help(),
            "qr": qr::svg(&uri),
            "uri": uri,
            "key": in_groups(&totp::base32(&secret)),
            "secret": seal_secret(provider, browser, user, &secret),
            "passkey": passkey.map(|options| options.to_string()),
            "next": self.next,
            "errors": errors.summary(),
            "wrong": errors.by_field(),
        });
        let context = form_context(provider, browser, (self.place.path(), Token::Browser), self.position, shown);
        Ok(Page::new("set_up_factor.html", context)
            .status(status)
            .shows(client.as_ref())
            .in_popup(asked.is_some_and(|asked| asked.display.is_some()))
            .leads_on_if(self.position.is_some())
            .respond(request, provider))
    }
}

/// A key in groups of four, as people read it.
fn in_groups(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
