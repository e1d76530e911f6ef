//! What is answered where no handler of ours answers: the bounds of a request's head, a panic, a middleware's failure,
//! and whatever the framework would send without a word. Each is an error of [`super::error`] like all others: a page
//! where people come, JSON where programs do.

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody as _};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::http::{Method, StatusCode, Uri};

use super::error::{PageError, json_error, try_again};
use super::form::FormError;
use super::offers::{Visitors, offer};
use crate::protocol::error::ErrorCode;
use crate::provider::Provider;
use crate::session::middleware::is_storage_failure;

/// The longest address with its query: an ID token of a person in many groups may be a hint in it (SEC-69).
pub const LONGEST_ADDRESS: usize = 32 * 1024;
/// The most octets in all headers together (SEC-69).
const MOST_HEADERS: usize = 64 * 1024;

/// A handler panicked: the worker lives on and the answer is a 500 (SEC-70).
#[derive(Debug, thiserror::Error)]
#[error("a request panicked")]
pub struct Panicked;

impl actix_web::ResponseError for Panicked {}

/// What to answer whom.
pub struct Asked<'a> {
    /// The pattern of the route, where there is one.
    pub route: Option<&'a str>,
    /// The method.
    pub method: &'a Method,
    /// The id of the request.
    pub request_id: &'a str,
}

/// Why a request's head is not read, if it is out of bounds.
pub fn out_of_bounds(request: &ServiceRequest, route: Option<&str>) -> Option<PageError> {
    // Sign-out asks its question without what is too long.
    let asks_anyway = route.is_some_and(|route| route.trim_end_matches('/').ends_with("/end-session"));
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    match (is_too_long(request.uri()) && !asks_anyway, headers > MOST_HEADERS) {
        (true, _) => Some(PageError::AddressTooLong),
        (_, true) => Some(PageError::HeadersTooLarge),
        _ => None,
    }
}

/// Whether an address is longer than is read.
pub fn is_too_long(uri: &Uri) -> bool {
    uri.path().len() + uri.query().unwrap_or_default().len() > LONGEST_ADDRESS
}

impl Asked<'_> {
    /// The answer to an error that no handler made.
    pub fn answer(&self, error: &PageError, provider: &Provider) -> HttpResponse {
        if offer(self.route.unwrap_or_default()).visitors == Visitors::People {
            return error.respond_as(self.request_id, provider);
        }
        let status = error.status();
        match status {
            StatusCode::SERVICE_UNAVAILABLE => try_again("try again in a few seconds"),
            status if status.is_server_error() => {
                json_error(status, ErrorCode::ServerError, "the server could not answer")
            }
            status => json_error(status, ErrorCode::InvalidRequest, &error.to_string()),
        }
    }

    /// The answer to what went wrong in a middleware.
    pub fn answer_to(&self, error: &actix_web::Error, provider: &Provider) -> HttpResponse {
        tracing::error!(%error, cause = ?error, "a request failed");
        let error = match is_storage_failure(error) {
            true => PageError::SessionUnavailable,
            false => self.worded(error.as_response_error().status_code()),
        };
        self.answer(&error, provider)
    }

    /// A response as it is, or, where it is an error without a word, the same with words.
    pub fn never_blank(&self, response: ServiceResponse<BoxBody>, provider: &Provider) -> ServiceResponse<BoxBody> {
        let status = response.status();
        let is_error = status.is_client_error() || status.is_server_error();
        if !is_error || !matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0)) {
            return response;
        }
        let (request, blank) = response.into_parts();
        let mut answer = self.answer(&self.worded(status), provider);
        *answer.status_mut() = status;
        let allow = offer(self.route.unwrap_or_default()).allow();
        if let (StatusCode::METHOD_NOT_ALLOWED, Ok(allow)) = (status, HeaderValue::try_from(allow)) {
            answer.headers_mut().insert(ALLOW, allow);
        }
        let kept: Vec<_> = blank.headers().iter().filter(|(name, _)| !answer.headers().contains_key(*name)).collect();
        for (name, value) in kept {
            answer.headers_mut().append(name.clone(), value.clone());
        }
        ServiceResponse::new(request, answer)
    }

    fn worded(&self, status: StatusCode) -> PageError {
        match status {
            StatusCode::NOT_FOUND => PageError::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => PageError::MethodNotAllowed(self.method.to_string()),
            StatusCode::REQUEST_TIMEOUT => PageError::Form(FormError::TooSlow),
            StatusCode::URI_TOO_LONG => PageError::AddressTooLong,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => PageError::Form(FormError::ContentType),
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => PageError::HeadersTooLarge,
            StatusCode::SERVICE_UNAVAILABLE => PageError::SessionUnavailable,
            status if status.is_client_error() => PageError::Refused(status),
            _ => PageError::Failed,
        }
    }
}
