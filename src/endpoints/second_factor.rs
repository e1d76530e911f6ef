//! The second factor: a one-time code, a recovery code or a passkey, behind a password that was right a moment ago
//! (`/second-factor`), or in a login that shall reach more (`/step-up`, RFC 9470). Codes work without script.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::interaction::{self, Position};
use super::lead_on::{Onward, lead_on};
use super::login::device;
use super::submitted::{Lack, Submitted, form_context};
use super::{client_address, languages, long_time_in_words, segment};
use crate::authorization::assurance::{self, Demand};
use crate::authorization::next_step::NextStep;
use crate::login::passkey::{self, PasskeyLogin};
use crate::login::second_factor::{CodeLogin, try_code};
use crate::pages::Page;
use crate::protocol::acr::Level;
use crate::protocol::error::ErrorCode;
use crate::protocol::factors::Method;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::totp;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::say;
use crate::session::browser::{self, Browser, Halfway, Token};
use crate::session::known_browsers::Known;
use crate::session::sign_in::{self, Progress, Underway};
use crate::telemetry::refusals;

/// Shows the page to somebody on their way in.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider, Kind::SignIn).await)
}

/// Takes its form.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider, Kind::SignIn).await)
}

/// Shows the page to somebody who is signed in.
pub async fn show_step_up(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider, Kind::StepUp).await)
}

/// Takes its form.
pub async fn submit_step_up(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider, Kind::StepUp).await)
}

/// What the second factor is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    SignIn,
    StepUp,
}

impl Kind {
    fn path(self) -> &'static str {
        match self {
            Self::SignIn => "/second-factor",
            Self::StepUp => "/step-up",
        }
    }
}

/// Who is asked, and what is known of them so far.
enum Asked {
    Halfway(Halfway, Box<User>),
    SignedIn(Box<SignedIn>),
}

impl Asked {
    /// `None` where nobody is on their way: it took too long, the credentials changed, or the page was opened by itself.
    async fn find(provider: &Provider, browser: &Browser, kind: Kind) -> Result<Option<Self>, PageError> {
        match kind {
            Kind::SignIn => Ok(halfway(provider, browser).await?.map(|(halfway, user)| Self::Halfway(halfway, user))),
            Kind::StepUp => {
                let signed_in = browser.signed_in(provider).await?;
                let asked = signed_in.filter(|signed_in| signed_in.user.may_sign_in() && signed_in.user.factors.any());
                Ok(asked.map(|signed_in| Self::SignedIn(Box::new(signed_in))))
            }
        }
    }

    fn user(&self) -> &User {
        match self {
            Self::Halfway(_, user) => user,
            Self::SignedIn(signed_in) => &signed_in.user,
        }
    }
}

/// The sign-in that is on its way in this browser, with its person as they are now.
pub async fn halfway(provider: &Provider, browser: &Browser) -> Result<Option<(Halfway, Box<User>)>, PageError> {
    let Some(halfway) = browser.halfway(provider.now()) else { return Ok(None) };
    if halfway.methods.rest_on_password() && !provider.ways_in().password {
        return Ok(None);
    }
    let user = provider.store.user(&halfway.sub).await?;
    let user = user.filter(|user| user.may_sign_in() && user.credentials_revision == halfway.credentials_revision);
    if let Some(user) = &user {
        browser::is_for(user);
    }
    Ok(user.map(|user| (halfway, Box::new(user))))
}

/// What a request demands of this person: what they sign in for, where they sign in for one.
pub fn demanded(provider: &Provider, position: Option<&Position>, user: &User) -> Level {
    let floor = || provider.live().settings.login.floor(user);
    position.map_or_else(floor, |position| demand(provider, position, user).at_sign_in())
}

fn demand(provider: &Provider, position: &Position, user: &User) -> Demand {
    let floor = provider.live().settings.login.floor(user);
    assurance::demanded(position.pending.request.asked(), &position.client, provider.means(user), floor)
}

/// Which factors will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Any that the person has.
    Any,
    /// A passkey, or a recovery code of whoever lost it.
    PasskeyOrRecovery,
    /// A passkey alone.
    Passkey,
}

/// Which factors will do: another one would lead back to the same page. Who has no passkey yet proves what they have before they
/// add one. At sign-in, and for a change of the account, a recovery code stands in for one; in a login that is there a code is an
/// answer to what an app only wished for.
async fn wanted(
    provider: &Provider,
    browser: &Browser,
    position: Option<&Position>,
    asked: &Asked,
    onward: &Onward,
) -> Result<Wanted, PageError> {
    if !provider.means(asked.user()).has.passkey {
        return Ok(Wanted::Any);
    }
    Ok(match (asked, position) {
        (Asked::Halfway(_, user), _) => {
            let least = sign_in::least(provider, browser, user, demanded(provider, position, user)).await?;
            if least > Level::MultiFactor { Wanted::PasskeyOrRecovery } else { Wanted::Any }
        }
        (Asked::SignedIn(signed_in), Some(position)) => {
            let least = demand(provider, position, &signed_in.user).least;
            if least > Level::MultiFactor { Wanted::Passkey } else { Wanted::Any }
        }
        // Administrators' pages ask for any second factor.
        (Asked::SignedIn(_), None) if matches!(onward, Onward::Admin) => Wanted::Any,
        (Asked::SignedIn(_), None) => Wanted::PasskeyOrRecovery,
    })
}

async fn handle_show(request: &HttpRequest, provider: &Provider, kind: Kind) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let browser = Browser::of(request);
    let position = match parameters.get("interaction") {
        Some(sealed) => Some(Position::waiting(provider, &browser, sealed).await?),
        None => None,
    };
    if let (Kind::StepUp, Some(position)) = (kind, &position)
        && position.next_step(provider) != NextStep::StepUp
    {
        let pending = position.pending.clone();
        return interaction::proceed(request, provider, &browser, pending).await;
    }
    let Some(asked) = Asked::find(provider, &browser, kind).await? else {
        return begin_anew(provider, &browser, position, &parameters);
    };
    let page = CodePage::new(kind, position.as_ref(), &asked, &parameters);
    page.respond(request, provider, &browser).await
}

/// Gives up: the app hears of it, or the page of sign-in, or of the account, comes.
pub async fn cancel(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    position: Option<&Position>,
) -> Result<HttpResponse, PageError> {
    browser.forget_halfway();
    match position {
        Some(position) => position.refuse(request, provider, ErrorCode::AccessDenied, interaction::CANCELLED).await,
        None => Onward::Account.go(request, provider, browser).await,
    }
}

/// Back to where the password is asked for.
fn begin_anew(
    provider: &Provider,
    browser: &Browser,
    position: Option<Position>,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    Onward::of(position.map(|position| position.pending), parameters).via(provider, browser, "/login")
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
    kind: Kind,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    let position = submitted.position(provider).await?;
    let Submitted { browser, parameters, .. } = &submitted;
    let Some(asked) = Asked::find(provider, browser, kind).await? else {
        return begin_anew(provider, browser, position, parameters);
    };
    if let Some(lack) = submitted.lack() {
        let page = CodePage::new(kind, position.as_ref(), &asked, parameters).failed(Failure::NotOurs(lack));
        return page.respond(request, provider, browser).await;
    }
    if parameters.has("cancel") {
        return cancel(request, provider, browser, position.as_ref()).await;
    }
    let (address, known) = (client_address(request, &live.settings), Known::of(provider, request).await?);
    let (user, typed) = (asked.user(), parameters.get("code").unwrap_or_default());
    let takes_code = match wanted(provider, browser, position.as_ref(), &asked, &Onward::of(None, parameters)).await? {
        Wanted::Any => true,
        // A code of the app would be used up for nothing.
        Wanted::PasskeyOrRecovery => parameters.has("recovery") && totp::typed(typed).is_none(),
        Wanted::Passkey => false,
    };
    let failure = match parameters.get("passkey") {
        Some(answer) => match passkey::sign_in(provider, &browser.binding(), answer, Some(user)).await? {
            PasskeyLogin::Proven(_, method) => Ok(method),
            PasskeyLogin::Refused => Err(Failure::Passkey),
            PasskeyLogin::Outdated => Err(Failure::Outdated),
        },
        None if typed.trim().is_empty() => Err(Failure::Missing),
        None if !takes_code => Err(Failure::PasskeyNeeded),
        None => {
            let tried = try_code(provider, user, typed, (address, known.for_person(&user.sub))).await?;
            provider.metrics.login("code", tried.as_str());
            match tried {
                CodeLogin::Proven(method) => Ok(method),
                CodeLogin::Refused => Err(Failure::Mismatch),
                CodeLogin::Used => Err(Failure::Used),
                CodeLogin::Throttled(wait) => Err(Failure::Throttled(wait.as_secs())),
            }
        }
    };
    let method = match failure {
        Ok(method) => method,
        Err(failure) => {
            let page = CodePage::new(kind, position.as_ref(), &asked, parameters).failed(failure);
            return page.respond(request, provider, browser).await;
        }
    };
    tracing::info!(sub = %user.sub, method = method.as_str(), "second factor proven");
    let least = demanded(provider, position.as_ref(), user);
    let onward = Onward::of(position.map(|position| position.pending), parameters);
    let gone = match &asked {
        Asked::SignedIn(signed_in) => match sign_in::step_up(provider, browser, signed_in, method).await? {
            true => return onward.stepped_up(signed_in.session.id.clone()).go(request, provider, browser).await,
            false => onward,
        },
        Asked::Halfway(halfway, user) => {
            let remember_factor = halfway.remember_factor || parameters.has("remember_device");
            let halfway = Halfway { remember_factor, ..halfway.clone() };
            let progress = proceed(request, provider, browser, (&halfway, user), method, least).await?;
            if progress != Progress::Changed {
                let answer = lead_on(request, provider, browser, progress, onward).await?;
                return answer.ok_or(PageError::NotFound);
            }
            onward
        }
    };
    tracing::info!(sub = %user.sub, "sign-in refused: the credentials or the lock changed meanwhile");
    gone.via(provider, browser, "/login")
}

/// How long a second factor may be remembered in this browser, in words; `None` where it may not, and where nobody signs in.
pub fn remember_for(provider: &Provider, signs_in: bool) -> Option<String> {
    let remember = provider.live().settings.login.mfa_remember;
    (signs_in && !remember.is_zero()).then(|| long_time_in_words(remember))
}

/// Goes on with a sign-in in which one more method was gone through.
pub async fn proceed(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    (halfway, user): (&Halfway, &User),
    method: Method,
    least: Level,
) -> Result<Progress, PageError> {
    let methods = halfway.methods.clone().and(method);
    let address = client_address(request, &provider.live().settings);
    let device = device(request, address);
    let Halfway { remember, at: since, by_link, remember_factor, .. } = *halfway;
    let underway = Underway { user, methods, remember, since, by_link, remember_factor };
    Ok(sign_in::go_on(provider, browser, underway, least, device).await?)
}

enum Failure {
    Mismatch,
    Used,
    Missing,
    Passkey,
    /// A code was sent where no code will do.
    PasskeyNeeded,
    Outdated,
    NotOurs(Lack),
    Throttled(u64),
}

struct CodePage<'a> {
    kind: Kind,
    position: Option<&'a Position>,
    asked: &'a Asked,
    onward: Onward,
    /// Whether the person says that the app or the passkey is not at hand.
    recovery: bool,
    /// Whether the box is ticked that has the second factor remembered.
    remember_device: bool,
    failure: Option<Failure>,
}

impl<'a> CodePage<'a> {
    fn new(kind: Kind, position: Option<&'a Position>, asked: &'a Asked, parameters: &Parameters) -> Self {
        let onward = Onward::of(None, parameters);
        let remember_device = match asked {
            Asked::Halfway(halfway, _) => halfway.remember_factor || parameters.has("remember_device"),
            Asked::SignedIn(_) => false,
        };
        Self { kind, position, asked, onward, recovery: parameters.has("recovery"), remember_device, failure: None }
    }

    fn failed(mut self, failure: Failure) -> Self {
        refusals::refused("second factor refused", failure.for_the_log());
        self.failure = Some(failure);
        self
    }

    async fn respond(
        self,
        request: &HttpRequest,
        provider: &Provider,
        browser: &Browser,
    ) -> Result<HttpResponse, PageError> {
        let user = self.asked.user();
        let asked = self.position.map(|position| position.pending.request.asked());
        let languages = languages(request, asked.and_then(|asked| asked.ui_locales.as_deref()));
        let client = self.position.map(|position| position.client.shown_in(&languages));
        let factors = provider.store.factors(&user.sub).await?;
        let wanted = wanted(provider, browser, self.position, self.asked, &self.onward).await?;
        let may_recover = factors.recovery_codes > 0 && wanted != Wanted::Passkey;
        let passkey = match user.factors.passkey {
            true => passkey::request_options(provider, &browser.binding(), Some(&factors.passkeys)),
            false => None,
        };
        let takes_code = user.factors.totp && wanted == Wanted::Any;
        let is_change = self.kind == Kind::StepUp && wanted == Wanted::PasskeyOrRecovery;
        let recovery = may_recover && (self.recovery || (!takes_code && passkey.is_none()));
        let shown = json!({
            "client": client,
            "user": {"name": user.display_name(), "username": user.username},
            "step_up": self.kind == Kind::StepUp,
            "is_change": is_change,
            "recovery": recovery,
            "has_totp": takes_code,
            "passkey": passkey.as_ref().map(Value::to_string),
            "may_recover": may_recover,
            "remember_for": remember_for(provider, self.kind == Kind::SignIn),
            "remember_device": self.remember_device,
            "is_lost": !takes_code && !may_recover && passkey.is_none(),
            "help_uri": provider.live().settings.branding.help(),
            "next": self.onward.next(),
            "error": self.failure.as_ref().map(|failure| failure.context()),
            "here": self.here(provider),
        });
        let context = form_context(provider, browser, (self.kind.path(), Token::Browser), self.position, shown);
        let mut page = Page::new("second_factor.html", context)
            .shows(client.as_ref())
            .in_popup(asked.is_some_and(|asked| asked.display.is_some()))
            .leads_on_if(self.position.is_some());
        if let Some(failure) = &self.failure {
            page = page.status(failure.status());
        }
        let mut response = page.respond(request, provider);
        if let Some(Failure::Throttled(seconds)) = self.failure {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        Ok(response)
    }

    /// The address of this page, to which `recovery=1` is added.
    fn here(&self, provider: &Provider) -> String {
        let base = provider.live().settings.server.issuer.path().to_owned();
        let sealed = self.position.and_then(|position| position.pending.sealed.as_deref());
        let query = match (sealed, self.onward.next()) {
            (Some(sealed), _) => format!("interaction={sealed}&"),
            (None, Some(next)) => format!("next={}&", segment(&next)),
            (None, None) => String::new(),
        };
        format!("{base}{}?{query}", self.kind.path())
    }
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::Mismatch | Self::Used | Self::Passkey => StatusCode::UNAUTHORIZED,
            Self::Missing | Self::Outdated | Self::PasskeyNeeded => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotOurs(_) => StatusCode::FORBIDDEN,
            Self::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn for_the_log(&self) -> &'static str {
        match self {
            Self::Mismatch => "wrong code",
            Self::Used => "the code was used before",
            Self::Missing => "the code is missing",
            Self::Passkey => "the passkey's answer was refused",
            Self::PasskeyNeeded => "a code where a passkey is needed",
            Self::Outdated => "the passkey answered a page that is too old",
            Self::NotOurs(lack) => lack.in_words(),
            Self::Throttled(_) => "too many failed tries",
        }
    }

    fn context(&self) -> Value {
        let (message, field) = match self {
            Self::Mismatch => (say!("second-factor-mismatch"), true),
            Self::Used => (say!("second-factor-used"), true),
            Self::Missing => (say!("second-factor-missing"), true),
            Self::Passkey => (say!("second-factor-passkey-refused"), false),
            Self::PasskeyNeeded => (say!("second-factor-passkey-needed"), false),
            Self::Outdated => (say!("second-factor-outdated"), false),
            Self::NotOurs(lack) => (say!("second-factor-not-ours", what = lack.for_people()), false),
            Self::Throttled(_) => (say!("second-factor-many"), false),
        };
        let retry_after = match self {
            Self::Throttled(seconds) => Some(*seconds),
            _ => None,
        };
        json!({"message": message, "field": field, "retry_after": retry_after})
    }
}
