//! The sign-in page: username or email address, and password. Works without script.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER, USER_AGENT};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::interaction::{self, Position};
use super::submitted::{Lack, Submitted, form_context};
use super::{client_address, languages, see_other};
use crate::authorization::next_step::NextStep;
use crate::login::password::{self, PasswordLogin};
use crate::pages::Page;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::provider::Provider;
use crate::secret::Secret;
use crate::session::browser::{Browser, Token};
use crate::session::browser_state;
use crate::session::sign_in::{Device, sign_in};
use crate::telemetry::refusals;

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
    browser_state::ensure(request, provider);
    let Some(id) = parameters.get("interaction") else {
        return match browser.signed_in(provider).await? {
            Some(signed_in) if parameters.has("again") => {
                let page = LoginPage::new(None, signed_in.user.username.clone());
                Ok(page.confirming(&signed_in).respond(request, provider, &browser))
            }
            Some(_) => Ok(see_other(&format!("{}/", provider.live().settings.server.issuer.path()))),
            None => Ok(LoginPage::new(None, String::new()).respond(request, provider, &browser)),
        };
    };
    let pending = interaction::load(provider, &browser, id).await?;
    let position = Position::find(provider, &browser, pending).await?;
    let another_account = parameters.has("switch");
    match position.next_step(provider) {
        NextStep::SignIn | NextStep::Reauthenticate => {}
        _ if another_account => {}
        _ => return interaction::proceed(request, provider, &browser, position.pending).await,
    }
    let username = match another_account {
        true => String::new(),
        false => position.pending.request.asked().login_hint.clone().unwrap_or_default(),
    };
    Ok(LoginPage::new(Some(&position), username).switching(another_account).respond(request, provider, &browser))
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
        let due = position.next_step(provider) == NextStep::Reauthenticate;
        position.signed_in.as_ref().filter(|_| due).map(|signed_in| signed_in.user.username.clone())
    });
    let username = reauthenticating.unwrap_or_else(|| parameters.get("username").unwrap_or_default().trim().to_owned());
    let page = LoginPage::new(position.as_ref(), username.clone()).switching(switching).remembering(parameters);
    if let Some(lack) = submitted.lack() {
        return Ok(page.failed(Failure::NotOurs(lack)).respond(request, provider, browser));
    }
    if parameters.has("cancel")
        && let Some(position) = &position
    {
        return position.refuse(request, provider, ErrorCode::AccessDenied, "the user cancelled the sign-in").await;
    }
    let Some(password) = parameters.get("password").filter(|_| !username.is_empty()) else {
        let missing = Failure::Incomplete { username: username.is_empty(), password: !parameters.has("password") };
        return Ok(page.failed(missing).respond(request, provider, browser));
    };
    let address = client_address(request, &live.settings);
    let login = password::sign_in(provider, &username, &Secret::new(password), address).await?;
    provider.metrics.login("password", login.as_str());
    let user = match login {
        PasswordLogin::Proven(user) => user,
        PasswordLogin::Refused => return Ok(page.failed(Failure::Mismatch).respond(request, provider, browser)),
        PasswordLogin::Throttled(wait) => {
            return Ok(page.failed(Failure::Throttled(wait.as_secs())).respond(request, provider, browser));
        }
    };
    let remember = live.settings.session.remember_me && parameters.has("remember_me");
    let Some(session_id) = sign_in(provider, browser, &user, remember, device(request, address)).await? else {
        tracing::info!(sub = %user.sub, "sign-in refused: the password or the lock changed meanwhile");
        return Ok(page.failed(Failure::Mismatch).respond(request, provider, browser));
    };
    drop(page);
    tracing::info!(sub = %user.sub, "signed in");
    match position {
        Some(position) => {
            let mut pending = position.pending;
            pending.progress.authenticated = Some(session_id);
            interaction::proceed(request, provider, browser, pending).await
        }
        None => Ok(see_other(&format!("{}/", live.settings.server.issuer.path()))),
    }
}

/// What is remembered of the browser.
pub fn device(request: &HttpRequest, ip: ClientAddress) -> Device {
    let user_agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Device { user_agent: user_agent.chars().take(255).collect(), ip }
}

enum Failure {
    Mismatch,
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
    failure: Option<Failure>,
}

impl<'a> LoginPage<'a> {
    fn new(position: Option<&'a Position>, username: String) -> Self {
        Self { position, username, confirming: None, switching: false, remember: false, failure: None }
    }

    /// Asks the person who is signed in for the password again.
    fn confirming(mut self, signed_in: &'a SignedIn) -> Self {
        self.confirming = Some(signed_in);
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

    fn respond(self, request: &HttpRequest, provider: &Provider, browser: &Browser) -> HttpResponse {
        let live = provider.live();
        let asked = self.position.map(|position| position.pending.request.asked());
        let languages = languages(request, asked.and_then(|asked| asked.ui_locales.as_deref()));
        let client = self.position.map(|position| position.client.shown_in(&languages));
        let reauthenticate = self.position.filter(|_| !self.switching).and_then(|position| {
            let due = position.next_step(provider) == NextStep::Reauthenticate;
            position.signed_in.as_ref().filter(|_| due)
        });
        let reauthenticate = reauthenticate.or(self.confirming);
        let path = if self.switching { "/login?switch=1" } else { "/login" };
        let shown = json!({
            "switch": self.switching,
            "client": client,
            "username": self.username,
            "reauthenticate": reauthenticate.map(|signed_in| json!({
                "name": signed_in.user.display_name(), "username": signed_in.user.username,
            })),
            "remember_me": live.settings.session.remember_me && reauthenticate.is_none(),
            "remember_me_checked": self.remember,
            "error": self.failure.as_ref().map(|failure| failure.context(reauthenticate.is_some())),
            "cancel": client.is_some(),
            "help_uri": live.settings.branding.help,
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
        response
    }
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::Mismatch => StatusCode::UNAUTHORIZED,
            Self::Incomplete { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotOurs(_) => StatusCode::FORBIDDEN,
            Self::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn for_the_log(&self) -> &'static str {
        match self {
            Self::Mismatch => "wrong username or password, or a locked account",
            Self::Incomplete { .. } => "username or password is missing",
            Self::NotOurs(lack) => lack.in_words(),
            Self::Throttled(_) => "too many failed tries",
        }
    }

    /// What the page shows: a message, and where fields can mend it, these with what is wrong with each.
    fn context(&self, reauthenticating: bool) -> Value {
        let field = |id: &str, label: &str, problem: &str| json!({"id": id, "label": label, "problem": problem});
        let password = |problem| field("password", "password", problem);
        let (message, fields, remedy) = match self {
            Self::Mismatch if reauthenticating => {
                let fields = vec![password("Check the password.")];
                ("That password is not right. Check the".to_owned(), fields, " and try again.")
            }
            Self::Mismatch => {
                let username = field("username", "username", "Check the username.");
                let fields = vec![username, password("Check the password.")];
                ("That username and password do not match. Check".to_owned(), fields, " and try again.")
            }
            Self::Incomplete { username: no_username, password: no_password } => {
                let username = field("username", "username or email", "Enter your username or email.");
                let named = no_username.then_some(username).into_iter();
                let fields = named.chain(no_password.then(|| password("Enter your password."))).collect();
                ("Enter your".to_owned(), fields, ".")
            }
            Self::NotOurs(lack) => (format!("{} Please sign in again.", lack.in_words()), Vec::new(), ""),
            Self::Throttled(seconds) => {
                let minutes = seconds.div_ceil(60);
                let wait = if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") };
                (format!("Too many tries. You can try again in {wait}."), Vec::new(), "")
            }
        };
        let retry_after = match self {
            Self::Throttled(seconds) => Some(*seconds),
            _ => None,
        };
        json!({"message": message, "fields": fields, "remedy": remedy, "retry_after": retry_after})
    }
}
