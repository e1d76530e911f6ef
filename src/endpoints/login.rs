//! The sign-in page: username or email address, and password, or a passkey. The former works without script, where it is among
//! `login.methods`.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER, USER_AGENT};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::interaction::{self, Position};
use super::lead_on::{Onward, lead_on};
use super::second_factor::demanded;
use super::submitted::{Lack, Submitted, form_context};
use super::{client_address, languages};
use crate::authorization::next_step::NextStep;
use crate::login::passkey::{self, PasskeyLogin};
use crate::login::password::{self, PasswordLogin};
use crate::pages::Page;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::error::ErrorCode;
use crate::protocol::factors::{Method, Methods};
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::say;
use crate::secret::Secret;
use crate::session::browser::{Browser, Token};
use crate::session::browser_state;
use crate::session::known_browsers::Known;
use crate::session::sign_in::{Device, Progress, Underway, go_on};
use crate::telemetry::refusals;
use crate::words::{self, PageLanguage};

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Takes the form.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let browser = Browser::of(request);
    browser_state::ensure(request);
    let next = Onward::of(None, &parameters).next();
    let Some(id) = parameters.get("interaction") else {
        return match browser.signed_in(provider).await? {
            Some(signed_in) if parameters.has("again") => {
                let page = LoginPage::new(None, signed_in.user.username.clone()).leading_to(next);
                page.confirming(&signed_in).respond(request, provider, &browser).await
            }
            Some(_) => Onward::of(None, &parameters).go(request, provider, &browser).await,
            None => LoginPage::new(None, String::new()).leading_to(next).respond(request, provider, &browser).await,
        };
    };
    let position = Position::waiting(provider, &browser, id).await?;
    let another_account = parameters.has("switch");
    match position.next_step(provider) {
        NextStep::SignIn | NextStep::SignUp | NextStep::Reauthenticate | NextStep::Enrol => {}
        _ if another_account => {}
        _ => return interaction::proceed(request, provider, &browser, position.pending).await,
    }
    let username = match another_account {
        true => String::new(),
        false => position.pending.request.asked().login_hint.clone().unwrap_or_default(),
    };
    LoginPage::new(Some(&position), username).switching(another_account).respond(request, provider, &browser).await
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    let position = submitted.position(provider).await?;
    let Submitted { browser, parameters, .. } = &submitted;
    let switching = Parameters::parse(request.query_string().as_bytes())?.has("switch");
    let reauthenticating = position.as_ref().filter(|_| !switching).and_then(|position| {
        let due = position.next_step(provider).begins_anew();
        position.signed_in.as_ref().filter(|_| due).map(|signed_in| signed_in.user.username.clone())
    });
    let username = reauthenticating.unwrap_or_else(|| parameters.get("username").unwrap_or_default().trim().to_owned());
    let next = Onward::of(None, parameters).next();
    let page = LoginPage::new(position.as_ref(), username.clone()).switching(switching).remembering(parameters);
    let page = page.leading_to(next);
    if let Some(lack) = submitted.lack() {
        return page.failed(Failure::NotOurs(lack)).respond(request, provider, browser).await;
    }
    if parameters.has("cancel")
        && let Some(position) = &position
    {
        return position.refuse(request, provider, ErrorCode::AccessDenied, interaction::CANCELLED).await;
    }
    let remember = live.settings.session.remember_me && parameters.has("remember_me");
    let address = client_address(request, &live.settings);
    if let Some(answer) = parameters.get("passkey") {
        let (user, method) = match passkey::sign_in(provider, &browser.binding(), answer, None).await? {
            PasskeyLogin::Proven(user, method) => (user, method),
            PasskeyLogin::Refused => {
                provider.metrics.login("passkey", "failed");
                return page.failed(Failure::Passkey).respond(request, provider, browser).await;
            }
            PasskeyLogin::Outdated => {
                provider.metrics.login("passkey", "failed");
                return page.failed(Failure::Outdated).respond(request, provider, browser).await;
            }
        };
        provider.metrics.login("passkey", "ok");
        drop(page);
        return begin(request, provider, &submitted, position, (&user, Methods::one(method)), remember).await;
    }
    if !live.settings.login.takes_passwords() {
        return page.failed(Failure::NoPasswords).respond(request, provider, browser).await;
    }
    let Some(password) = parameters.get("password").filter(|_| !username.is_empty()) else {
        let missing = Failure::Incomplete { username: username.is_empty(), password: !parameters.has("password") };
        return page.failed(missing).respond(request, provider, browser).await;
    };
    let known = Known::of(provider, request).await?;
    let login = password::sign_in(provider, &username, &Secret::new(password), (address, known.all())).await?;
    provider.metrics.login("password", login.as_str());
    let user = match login {
        PasswordLogin::Proven(user) => user,
        PasswordLogin::Refused => return page.failed(Failure::Mismatch).respond(request, provider, browser).await,
        PasswordLogin::Waits => return page.failed(Failure::Waits).respond(request, provider, browser).await,
        PasswordLogin::Throttled(wait) => {
            return page.failed(Failure::Throttled(wait.as_secs())).respond(request, provider, browser).await;
        }
    };
    drop(page);
    begin(request, provider, &submitted, position, (&user, Methods::one(Method::Password)), remember).await
}

/// Begins the login of somebody who was proven, or asks for what is lacking.
async fn begin(
    request: &HttpRequest,
    provider: &Provider,
    submitted: &Submitted,
    position: Option<Position>,
    (user, methods): (&User, Methods),
    remember: bool,
) -> Result<HttpResponse, PageError> {
    let Submitted { browser, parameters, .. } = submitted;
    let address = client_address(request, &provider.live().settings);
    let least = demanded(provider, position.as_ref(), user);
    let underway = Underway { user, methods, remember, since: provider.now(), by_link: false, remember_factor: false };
    let progress = go_on(provider, browser, underway, least, device(request, address)).await?;
    match &progress {
        Progress::Begun(_) => tracing::info!(sub = %user.sub, "signed in"),
        Progress::Halfway(_) => tracing::info!(sub = %user.sub, "password proven, a second factor is due"),
        Progress::Changed => {
            tracing::info!(sub = %user.sub, "sign-in refused: the password or the lock changed meanwhile");
            let page = LoginPage::new(position.as_ref(), user.username.clone()).remembering(parameters);
            return page.failed(Failure::Mismatch).respond(request, provider, browser).await;
        }
    }
    let onward = Onward::of(position.map(|position| position.pending), parameters);
    let answer = lead_on(request, provider, browser, progress, onward).await?;
    answer.ok_or(PageError::NotFound)
}

/// What is said to whoever sends or wants to choose a password where there are none.
pub fn no_passwords(request: &HttpRequest, provider: &Provider) -> HttpResponse {
    refusals::refused("password refused", "there are no passwords here");
    let base = provider.live().settings.server.issuer.path().to_owned();
    let context = json!({
        "heading": say!("login-no-passwords-heading"), "message": say!("login-no-passwords"), "next_step": null,
        "link": {"uri": format!("{base}/"), "text": say!("error-to-account")},
    });
    Page::new("message.html", context).status(StatusCode::FORBIDDEN).respond(request, provider)
}

/// What is remembered of the browser.
pub fn device(request: &HttpRequest, ip: ClientAddress) -> Device {
    let user_agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Device { user_agent: user_agent.chars().take(255).collect(), ip }
}

enum Failure {
    Mismatch,
    /// The account waits for an administrator's approval.
    Waits,
    Passkey,
    /// Something else than a passkey was sent, and there are no passwords.
    NoPasswords,
    /// The passkey answered a page that is too old.
    Outdated,
    /// Whether the username is missing, and whether the password is.
    Incomplete {
        username: bool,
        password: bool,
    },
    NotOurs(Lack),
    Throttled(u64),
}

struct LoginPage<'a> {
    position: Option<&'a Position>,
    username: String,
    confirming: Option<&'a SignedIn>,
    switching: bool,
    remember: bool,
    next: Option<String>,
    failure: Option<Failure>,
}

impl<'a> LoginPage<'a> {
    fn new(position: Option<&'a Position>, username: String) -> Self {
        Self { position, username, confirming: None, switching: false, remember: false, next: None, failure: None }
    }

    /// Asks the person who is signed in for the password again.
    fn confirming(mut self, signed_in: &'a SignedIn) -> Self {
        self.confirming = Some(signed_in);
        self
    }

    /// Where it goes on where no request waits.
    fn leading_to(mut self, next: Option<String>) -> Self {
        self.next = next;
        self
    }

    fn switching(mut self, switching: bool) -> Self {
        self.switching = switching;
        self
    }

    fn remembering(mut self, parameters: &Parameters) -> Self {
        self.remember = parameters.has("remember_me");
        self
    }

    fn failed(mut self, failure: Failure) -> Self {
        // Never the name: people type their password into that field.
        refusals::refused("sign-in refused", failure.for_the_log());
        self.failure = Some(failure);
        self
    }

    async fn respond(
        self,
        request: &HttpRequest,
        provider: &Provider,
        browser: &Browser,
    ) -> Result<HttpResponse, PageError> {
        let live = provider.live();
        let asked = self.position.map(|position| position.pending.request.asked());
        let languages = languages(request, asked.and_then(|asked| asked.ui_locales.as_deref()));
        let client = self.position.map(|position| position.client.shown_in(&languages));
        let reauthenticate = self.position.filter(|_| !self.switching).and_then(|position| {
            let due = position.next_step(provider).begins_anew();
            position.signed_in.as_ref().filter(|_| due)
        });
        let reauthenticate = reauthenticate.or(self.confirming);
        let path = if self.switching { "/login?switch=1" } else { "/login" };
        // Where nobody may add one, the button is for those who have one.
        let passwords = live.settings.login.takes_passwords();
        let is_of_use = !passwords || live.settings.login.may_add.passkey || provider.store.any_passkey().await?;
        let passkey = match is_of_use {
            true => passkey::request_options(provider, &browser.binding(), None),
            false => None,
        };
        let shown = json!({
            "switch": self.switching,
            "client": client,
            "username": self.username,
            "reauthenticate": reauthenticate.map(|signed_in| json!({
                "name": signed_in.user.display_name(), "username": signed_in.user.username,
            })),
            "remember_me": live.settings.session.remember_me && reauthenticate.is_none(),
            "remember_me_checked": self.remember,
            "error": self.failure.as_ref().map(|failure| failure.context(reauthenticate.is_some(), passwords)),
            "cancel": client.is_some(),
            "next": self.next,
            "passkey": passkey.map(|options| options.to_string()),
            "passkey_autofill": live.settings.login.passkeys.autofill,
            "passwords": passwords,
            "passkey_first": live.settings.login.passkey_first(),
            "forgot": live.settings.smtp.is_some(),
            "sign_up": live.settings.login.sign_up.is_open() && reauthenticate.is_none(),
            "notice": notice(provider),
            "help_uri": live.settings.branding.help(),
        });
        let context = form_context(provider, browser, (path, Token::Browser), self.position, shown);
        let mut page = Page::new("login.html", context)
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
}

/// What the operator says above the form, in the language of the page; where they say it in the server's language alone, in that.
fn notice(provider: &Provider) -> Option<Value> {
    let shown = |text: String, lang: Option<&str>| (!text.is_empty()).then(|| json!({"text": text, "lang": lang}));
    shown(say!("login-notice"), None).or_else(|| {
        let (words, _) = words::reader::current();
        let language = PageLanguage::named(&provider.live().settings.branding.language)?;
        let text = words::reader::to(&words, language, || say!("login-notice"));
        shown(text, Some(language.tag()))
    })
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::Mismatch | Self::Passkey => StatusCode::UNAUTHORIZED,
            Self::Incomplete { .. } | Self::Outdated => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotOurs(_) | Self::Waits | Self::NoPasswords => StatusCode::FORBIDDEN,
            Self::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn for_the_log(&self) -> &'static str {
        match self {
            Self::Mismatch => "wrong username or password, or a locked account",
            Self::Waits => "the account waits for an administrator's approval",
            Self::Passkey => "the passkey's answer was refused",
            Self::NoPasswords => "a password, or nothing, was sent where only passkeys sign in",
            Self::Outdated => "the passkey answered a page that is too old",
            Self::Incomplete { .. } => "username or password is missing",
            Self::NotOurs(lack) => lack.in_words(),
            Self::Throttled(_) => "too many failed tries",
        }
    }

    /// What the page shows: a message, or of which kind the mistake is where the page links to the fields that mend it; and
    /// what is wrong with each of these.
    fn context(&self, reauthenticating: bool, passwords: bool) -> Value {
        let at_fields = |kind: &str, username: String, password: String| json!({"kind": kind, "username": username, "password": password, "message": "", "retry_after": null});
        let message = |message: String, retry_after: Option<u64>| json!({"kind": "", "username": "", "password": "", "message": message, "retry_after": retry_after});
        match self {
            Self::Mismatch if reauthenticating => {
                at_fields("wrong_password", String::new(), say!("login-check-password"))
            }
            Self::Mismatch => at_fields("mismatch", say!("login-check-username"), say!("login-check-password")),
            Self::Incomplete { username: true, password: false } => {
                at_fields("no_username", say!("login-enter-username"), String::new())
            }
            Self::Incomplete { username: false, .. } => {
                at_fields("no_password", String::new(), say!("login-enter-password"))
            }
            Self::Incomplete { .. } => {
                at_fields("nothing_entered", say!("login-enter-username"), say!("login-enter-password"))
            }
            Self::Waits => message(say!("sign-up-waits"), None),
            Self::Passkey if !passwords => message(say!("login-passkey-again"), None),
            Self::Passkey => message(say!("login-passkey-refused"), None),
            Self::NoPasswords => message(say!("login-no-passwords"), None),
            Self::Outdated => message(say!("login-outdated"), None),
            Self::NotOurs(lack) => message(say!("login-not-ours", lack = lack.for_people()), None),
            Self::Throttled(seconds) => {
                message(say!("login-throttled", minutes = seconds.div_ceil(60).max(1)), Some(*seconds))
            }
        }
    }
}
