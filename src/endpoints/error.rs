//! The one place where an error becomes an answer: a page for people, here, or JSON for clients, in [`json`]
//! (architecture rule 4).

mod json;
mod words;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

pub use json::{
    assertion_error, client_auth_error, form_error, half_done, json_error, odd_json_error, public_client_error,
    push_error, store_error, token_error, too_many, try_again,
};

use super::form::FormError;
use super::gone::Gone;
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
use crate::say;
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
    /// The app introduces itself by a document that cannot be read now.
    #[error("the document that client_id is the address of cannot be read now")]
    ClientNotNow,
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

impl PageError {
    /// The page for this error.
    pub fn respond(&self, request: &HttpRequest, provider: &Provider) -> HttpResponse {
        self.respond_as(&request_id(request), provider)
    }

    /// The page for this error, where the request itself is gone.
    pub fn respond_as(&self, request_id: &str, provider: &Provider) -> HttpResponse {
        self.respond_with(request_id, provider, Value::Null)
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
        let status = self.status();
        if status.is_server_error() {
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
            "status": status.as_u16(),
            "heading": self.heading(),
            "technical": self.technical(),
            "message": self.message(),
            "next_step": self.next_step(),
            "code": self.code().map(ErrorCode::as_str),
            "client_id": self.client_id(),
            "details": self.details(),
            "sent": self.redirect_uri_sent(),
            "ways_on": self.ways_on(provider),
            "differences": differences,
            "time": provider.now().to_string(),
        });
        let mut response = Page::new("error.html", context).status(status).respond_as(request_id, provider);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }

    /// The status of the page.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unanswerable(_) | Self::InteractionGone(_) | Self::QueryAndBody => StatusCode::BAD_REQUEST,
            Self::NotVouchedFor { code: ErrorCode::AccessDenied, .. } => StatusCode::FORBIDDEN,
            Self::NotVouchedFor { .. } => StatusCode::BAD_REQUEST,
            Self::TooLongToWait => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Forged { .. } | Self::NotAnAdministrator => StatusCode::FORBIDDEN,
            Self::SignInLinkGone | Self::LinkGone => StatusCode::GONE,
            Self::Form(error) => form_status(error),
            Self::Busy(_)
            | Self::Crowded
            | Self::ClientNotNow
            | Self::SessionUnavailable
            | Self::Store(StoreError::Unavailable(_) | StoreError::Unsure(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(_) | Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Refused(status) => *status,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::ForeignHost(_) => StatusCode::MISDIRECTED_REQUEST,
        }
    }

    /// The error code that a client would be told.
    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::NotVouchedFor { code, .. } => Some(*code),
            Self::Unanswerable(_)
            | Self::TooLongToWait
            | Self::Form(_)
            | Self::QueryAndBody
            | Self::MethodNotAllowed(_) => Some(ErrorCode::InvalidRequest),
            _ => None,
        }
    }

    fn client_id(&self) -> Option<&str> {
        match self {
            Self::Unanswerable(Unanswerable::UnknownClient(sent)) => Some(sent),
            Self::NotVouchedFor { client_id, .. } => Some(client_id.as_str()),
            Self::Unanswerable(
                Unanswerable::RedirectUriMissing(client_id)
                | Unanswerable::RequestObject { client_id, .. }
                | Unanswerable::NoKey { client_id, .. },
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
        let way = |path: &str, text: String| json!({"uri": format!("{base}{path}"), "text": text});
        match self {
            Self::InteractionGone(gone) => {
                let app = gone.client.as_deref().filter(|client| client.is_vouched_for());
                let app = app.and_then(|client| {
                    Some((client, client.start_uri(provider.live().settings.server.issuer.as_str())?))
                });
                let app = app.map(|(client, uri)| json!({"uri": uri, "text": say!("error-to-app", app = client.client_name.as_str())}));
                app.into_iter().chain([way("/", say!("error-to-account"))]).collect()
            }
            Self::Forged { again, .. } if again == "/" => vec![way("/", say!("error-to-account"))],
            Self::Forged { again, .. } => vec![way(again, say!("error-load-again"))],
            Self::LinkGone => vec![way("/login", say!("error-sign-in"))],
            Self::NotAnAdministrator => vec![way("/", say!("error-to-account"))],
            Self::SignInLinkGone => {
                let chooses = provider.ways_in().password && provider.live().settings.smtp.is_some();
                let forgot = chooses.then(|| way("/forgot", say!("error-choose-password")));
                [way("/login", say!("error-sign-in"))].into_iter().chain(forgot).collect()
            }
            Self::NotFound | Self::MethodNotAllowed(_) => vec![way("/", say!("error-to-start"))],
            _ => Vec::new(),
        }
    }

    fn details(&self) -> Vec<Value> {
        match self {
            Self::Unanswerable(Unanswerable::UnknownClient(sent)) => {
                vec![json!({"label": say!("error-client-id-sent"), "value": shortened(sent)})]
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
