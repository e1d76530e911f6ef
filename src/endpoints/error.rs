//! The one place where an error becomes an answer: a page for people, here, or JSON for clients, in [`json`]
//! (architecture rule 4).

mod json;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

pub use json::{
    client_auth_error, form_error, json_error, odd_json_error, public_client_error, store_error, token_error, try_again,
};

use super::form::FormError;
use super::gone::{Gone, Why};
use super::submitted::Lack;
use crate::authorization::Unanswerable;
use crate::login::hasher::Busy;
use crate::login::password::PasswordError;
use crate::login::second_factor::CodeError;
use crate::pages::{Page, comparison};
use crate::protocol::client::ClientId;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::ParameterError;
use crate::provider::Provider;
use crate::store::StoreError;
use crate::telemetry::refusals::{self, shortened};
use crate::telemetry::request_id;

/// An error that a person sees.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// Client or redirect URI at fault.
    #[error(transparent)]
    Unanswerable(#[from] Unanswerable),
    /// An error for a client that nobody vouches for: it goes no further than this page (RFC 9700 §4.11.2).
    #[error(
        "{description}. The app registered itself and nobody has allowed it anything yet, so you are not sent on to it"
    )]
    NotVouchedFor {
        /// The client.
        client_id: ClientId,
        /// What it would have been told.
        code: ErrorCode,
        /// For its developer.
        description: String,
    },
    /// The interaction is unknown, expired, finished, or another browser's.
    #[error(transparent)]
    InteractionGone(#[from] Gone),
    /// The request is longer than can be kept while a person signs in.
    #[error("the app's request is longer than can wait for a sign-in: a shorter state or claims parameter would do")]
    TooLongToWait,
    /// The form did not come from our page, or its page is out of date.
    #[error("{}", lack.in_words())]
    Forged {
        /// What it lacks.
        lack: Lack,
        /// Where its page is shown anew, below the issuer.
        again: String,
    },
    /// The body could not be read.
    #[error(transparent)]
    Form(#[from] FormError),
    /// Query and body at once (SEC-10).
    #[error("parameters were sent both in the query and in the body")]
    QueryAndBody,
    /// A set-up, invitation or reset link that is used or expired.
    #[error("this link was used before or has expired")]
    LinkGone,
    /// The same for the link of a mail about a sign-in.
    #[error("the link of a mail about a sign-in works once, within seven days, until the password is changed")]
    SignInLinkGone,
    /// Too many waiting sign-ins.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A page for administrators.
    #[error("this page is for administrators of this site")]
    NotAnAdministrator,
    /// No such page.
    #[error("there is no page here")]
    NotFound,
    /// The page exists, but not for this method.
    #[error("this address does not answer {0} requests")]
    MethodNotAllowed(String),
    /// The address is longer than is read.
    #[error("the address is longer than 32 KiB")]
    AddressTooLong,
    /// The headers are larger than is read.
    #[error("the headers are larger than 64 KiB")]
    HeadersTooLarge,
    /// As many connections are open as may be (`limits.connections`, REL-12).
    #[error("the server has as many open connections as it may have")]
    Crowded,
    /// The browser's cookie session could not be read or kept.
    #[error("the browser's session could not be read or kept")]
    SessionUnavailable,
    /// Something broke that no handler foresaw.
    #[error("the server could not answer")]
    Failed,
    /// The framework refuses it.
    #[error("the request cannot be answered: {0}")]
    Refused(StatusCode),
    /// Development mode reached by another name than loopback.
    #[error("development mode answers on this machine only")]
    ForeignHost(String),
}

impl From<CodeError> for PageError {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::Busy(busy) => Self::Busy(busy),
            CodeError::Store(error) => Self::Store(error),
        }
    }
}

impl From<PasswordError> for PageError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy(busy) => Self::Busy(busy),
            PasswordError::Store(error) => Self::Store(error),
        }
    }
}

impl From<ParameterError> for PageError {
    fn from(error: ParameterError) -> Self {
        Self::Form(FormError::Parameters(error))
    }
}

/// The answer, or the page of the error.
pub fn answer(request: &HttpRequest, provider: &Provider, outcome: Result<HttpResponse, PageError>) -> HttpResponse {
    outcome.unwrap_or_else(|error| error.respond(request, provider))
}

/// What a page says.
struct Words {
    status: StatusCode,
    heading: &'static str,
    next_step: &'static str,
    code: Option<ErrorCode>,
}

impl PageError {
    /// The page for this error.
    pub fn respond(&self, request: &HttpRequest, provider: &Provider) -> HttpResponse {
        self.respond_as(&request_id(request), provider)
    }

    /// The page for this error, where the request itself is gone.
    pub fn respond_as(&self, request_id: &str, provider: &Provider) -> HttpResponse {
        self.respond_with(request_id, provider, Value::Null)
    }

    /// The status of the page.
    pub fn status(&self) -> StatusCode {
        self.words().status
    }

    /// The page for this error, with what an administrator needs to mend it.
    pub fn respond_to_admin(&self, request: &HttpRequest, provider: &Provider) -> HttpResponse {
        let differences = match self {
            Self::Unanswerable(Unanswerable::RedirectUriNotRegistered { client, sent }) => {
                comparison::redirect_uris(client, sent)
            }
            _ => Value::Null,
        };
        self.respond_with(&request_id(request), provider, differences)
    }

    fn respond_with(&self, request_id: &str, provider: &Provider, differences: Value) -> HttpResponse {
        let words = self.words();
        if words.status.is_server_error() {
            tracing::error!(error = %self, "request failed");
        } else {
            match self {
                // What is registered is for the operator alone.
                Self::Unanswerable(Unanswerable::RedirectUriNotRegistered { client, .. }) => {
                    let registered = client.redirect_uris.iter().map(|uri| uri.as_str()).collect::<Vec<_>>().join(" ");
                    refusals::refused(format_args!("request refused; registered is {registered}"), self);
                }
                _ => refusals::refused("request refused", self),
            }
        }
        let context = json!({
            "status": words.status.as_u16(),
            "heading": words.heading,
            "message": self.message(),
            "next_step": words.next_step,
            "code": words.code.map(ErrorCode::as_str),
            "client_id": self.client_id(),
            "details": self.details(),
            "sent": self.redirect_uri_sent(),
            "ways_on": self.ways_on(provider),
            "differences": differences,
            "time": provider.now().to_string(),
        });
        let mut response = Page::new("error.html", context).status(words.status).respond_as(request_id, provider);
        if words.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }

    fn words(&self) -> Words {
        let app = "Go back to the app and try again.";
        let operator = "Trying again will not help: the app or this site must be set right first.";
        let (status, heading, next_step, code) = match self {
            Self::Unanswerable(Unanswerable::UnknownClient(_) | Unanswerable::ClientIdMissing) => {
                (StatusCode::BAD_REQUEST, "This app is not known here", operator, Some(ErrorCode::InvalidRequest))
            }
            Self::Unanswerable(_) => {
                (StatusCode::BAD_REQUEST, "This app asked in a wrong way", operator, Some(ErrorCode::InvalidRequest))
            }
            Self::NotVouchedFor { code: code @ ErrorCode::AccessDenied, .. } => (
                StatusCode::FORBIDDEN,
                "Nothing was shared",
                "You can close this page, or go back to the app by yourself.",
                Some(*code),
            ),
            Self::NotVouchedFor { code, .. } => (
                StatusCode::BAD_REQUEST,
                "This app cannot be answered",
                "You can close this page. The person who runs this site can approve the app.",
                Some(*code),
            ),
            Self::InteractionGone(Gone { why: Why::Answered, .. }) => {
                (StatusCode::BAD_REQUEST, "This sign-in is complete", "Go on to the app, or to your account.", None)
            }
            Self::InteractionGone(Gone { why: Why::CookieMissing, .. }) => (
                StatusCode::BAD_REQUEST,
                "This sign-in is no longer open",
                "Allow cookies for this site in your browser, then start again from the app.",
                None,
            ),
            Self::InteractionGone(_) => (
                StatusCode::BAD_REQUEST,
                "This sign-in is no longer open",
                "Start again from the app, or go to your account.",
                None,
            ),
            Self::TooLongToWait => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "This app asked in a wrong way",
                operator,
                Some(ErrorCode::InvalidRequest),
            ),
            Self::Forged { lack: Lack::Outdated, .. } => (
                StatusCode::FORBIDDEN,
                "This page was out of date",
                "Load the page again and repeat what you did.",
                None,
            ),
            Self::Forged { lack: Lack::AnotherSite, .. } => (
                StatusCode::FORBIDDEN,
                "Nothing was done",
                "If you meant to do this, do it on the page of this site.",
                None,
            ),
            Self::Forged { .. } => {
                (StatusCode::FORBIDDEN, "Nothing was done", "Load the page again and repeat what you did.", None)
            }
            Self::SignInLinkGone => (
                StatusCode::GONE,
                "This link no longer works",
                "If you did not change the password, choose a new one now. Then check where you are signed in.",
                None,
            ),
            Self::LinkGone => (
                StatusCode::GONE,
                "This link no longer works",
                "If you have chosen a password already, sign in with it. Otherwise ask the person who sent the link for a \
                 new one.",
                None,
            ),
            Self::Form(error) => {
                (form_status(error), "This request could not be read", app, Some(ErrorCode::InvalidRequest))
            }
            Self::QueryAndBody => {
                (StatusCode::BAD_REQUEST, "This request could not be read", app, Some(ErrorCode::InvalidRequest))
            }
            Self::Busy(_) | Self::Crowded | Self::SessionUnavailable | Self::Store(StoreError::Unavailable(_)) => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Busy at the moment",
                "Nothing is lost. Wait a few seconds, then try again.",
                None,
            ),
            Self::Store(_) | Self::Failed => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong here", operator, None)
            }
            Self::AddressTooLong => (StatusCode::URI_TOO_LONG, "This address is too long", app, None),
            Self::HeadersTooLarge => (
                StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                "Your browser sent too much",
                "Delete the cookies of this site and of its parent sites, then try again.",
                None,
            ),
            Self::Refused(status) => (*status, "This request could not be answered", app, None),
            Self::NotAnAdministrator => (
                StatusCode::FORBIDDEN,
                "This page is for administrators",
                "Sign in as an administrator, or go to your account.",
                None,
            ),
            Self::NotFound => {
                (StatusCode::NOT_FOUND, "There is nothing here", "Check the address, or go to the start page.", None)
            }
            Self::MethodNotAllowed(_) => {
                (StatusCode::METHOD_NOT_ALLOWED, "This address works differently", app, Some(ErrorCode::InvalidRequest))
            }
            Self::ForeignHost(_) => (
                StatusCode::MISDIRECTED_REQUEST,
                "Development mode answers on this machine only",
                "To serve other machines, set issuer = \"https://…\" under [server] in config.toml and start with it.",
                None,
            ),
        };
        Words { status, heading, next_step, code }
    }

    /// One sentence on what happened. Storage faults are not spelled out to the public (SEC-70).
    fn message(&self) -> String {
        match self {
            Self::Store(StoreError::Unavailable(_)) | Self::SessionUnavailable => {
                "The server cannot reach its storage just now.".to_owned()
            }
            Self::Store(_) => "The server could not read its storage.".to_owned(),
            Self::ForeignHost(host) => format!("You came by the name {host}."),
            other => {
                let mut sentence = other.to_string();
                if let Some(first) = sentence.get(..1).map(str::to_uppercase)
                    && !sentence.contains("_")
                {
                    sentence.replace_range(..1, &first);
                }
                if !sentence.ends_with('.') {
                    sentence.push('.');
                }
                sentence
            }
        }
    }

    fn client_id(&self) -> Option<&str> {
        match self {
            Self::Unanswerable(Unanswerable::UnknownClient(sent)) => Some(sent),
            Self::NotVouchedFor { client_id, .. } => Some(client_id.as_str()),
            Self::Unanswerable(
                Unanswerable::RedirectUriMissing(client_id) | Unanswerable::RequestObject { client_id, .. },
            ) => Some(client_id.as_str()),
            Self::Unanswerable(Unanswerable::RedirectUriNotRegistered { client, .. }) => {
                Some(client.client_id.as_str())
            }
            _ => None,
        }
    }

    /// What must be seen without unfolding anything: the address that the app has wrong, or the operator.
    fn redirect_uri_sent(&self) -> Option<String> {
        match self {
            Self::Unanswerable(Unanswerable::RedirectUriNotRegistered { sent, .. }) => Some(shortened(sent)),
            _ => None,
        }
    }

    /// Where else the person can go: the likeliest first.
    fn ways_on(&self, provider: &Provider) -> Vec<Value> {
        let base = provider.live().settings.server.issuer.path().to_owned();
        let way = |path: &str, text: &str| json!({"uri": format!("{base}{path}"), "text": text});
        match self {
            Self::InteractionGone(gone) => {
                let app = gone.client.as_deref().filter(|client| client.is_vouched_for());
                let app = app.and_then(|client| {
                    Some((client, client.start_uri(provider.live().settings.server.issuer.as_str())?))
                });
                let app = app.map(|(client, uri)| json!({"uri": uri, "text": format!("Go to {}", client.client_name)}));
                app.into_iter().chain([way("/", "Go to your account")]).collect()
            }
            Self::Forged { again, .. } if again == "/" => vec![way("/", "Go to your account")],
            Self::Forged { again, .. } => vec![way(again, "Load the page again")],
            Self::LinkGone => vec![way("/login", "Sign in")],
            Self::NotAnAdministrator => vec![way("/", "Go to your account")],
            Self::SignInLinkGone => {
                let forgot = provider.live().settings.smtp.as_ref().map(|_| way("/forgot", "Choose a new password"));
                [way("/login", "Sign in")].into_iter().chain(forgot).collect()
            }
            Self::NotFound | Self::MethodNotAllowed(_) => vec![way("/", "Go to the start page")],
            _ => Vec::new(),
        }
    }

    fn details(&self) -> Vec<Value> {
        match self {
            Self::Unanswerable(Unanswerable::UnknownClient(sent)) => {
                vec![json!({"label": "client_id sent", "value": shortened(sent)})]
            }
            _ => Vec::new(),
        }
    }
}

fn form_status(error: &FormError) -> StatusCode {
    match error {
        FormError::ContentType | FormError::NotJson | FormError::Compressed => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        FormError::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        FormError::TooSlow => StatusCode::REQUEST_TIMEOUT,
        FormError::Broken | FormError::Parameters(_) => StatusCode::BAD_REQUEST,
    }
}
