//! Errors as JSON, for clients and other programs (RFC 6749 §5.2), each logged with what the client may not know.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use serde_json::json;

use super::form_status;
use crate::client_auth::{ClientAuthError, WorkloadError};
use crate::endpoints::form::FormError;
use crate::endpoints::spent::NothingDone;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::error::{ErrorCode, description};
use crate::store::StoreError;
use crate::telemetry::refusals;
use crate::token::TokenError;

/// What is told of a fault that will pass.
const LATER: &str = "try again in a few seconds";

/// A JSON error of the token endpoint and its kin (RFC 6749 §5.2), logged. The response remembers its code for the metrics.
pub fn json_error(status: StatusCode, code: ErrorCode, text: &str) -> HttpResponse {
    refusals::refused(format_args!("request refused: {text}"), code.as_str());
    logged_error(status, code, text)
}

/// The same for what an operator should look at; `logged` says why.
pub fn odd_json_error(status: StatusCode, code: ErrorCode, text: &str, logged: &str) -> HttpResponse {
    refusals::refused_oddly(logged, code.as_str());
    logged_error(status, code, text)
}

/// The same for what was logged already, with more than the client may know.
fn logged_error(status: StatusCode, code: ErrorCode, text: &str) -> HttpResponse {
    let mut response = HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("Pragma", "no-cache"))
        .json(json!({"error": code.as_str(), "error_description": description(text)}));
    response.extensions_mut().insert(code);
    response
}

/// What the endpoint of pushed requests answers to a request that it refuses (RFC 9126 §2.3), and that was logged.
pub fn push_error(code: ErrorCode, text: &str) -> HttpResponse {
    match code {
        ErrorCode::TemporarilyUnavailable => try_again(text),
        _ => logged_error(StatusCode::BAD_REQUEST, code, text),
    }
}

/// 429: there were too many, and this is when the next one may come.
pub fn too_many(wait: std::time::Duration, text: &str) -> HttpResponse {
    let mut response = json_error(StatusCode::TOO_MANY_REQUESTS, ErrorCode::TemporarilyUnavailable, text);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    response.extensions_mut().insert(NothingDone);
    response
}

/// What endpoints for programs answer when the store fails them.
pub fn store_error(error: &StoreError) -> HttpResponse {
    tracing::error!(%error, "storage failed");
    failed_store(error)
}

/// The same where something was done already.
pub fn half_done(error: &StoreError) -> HttpResponse {
    tracing::error!(%error, "storage failed when half was done");
    unavailable(LATER)
}

/// 503, which says whether it is sure that nothing was done.
fn failed_store(error: &StoreError) -> HttpResponse {
    match error {
        StoreError::Unavailable(_) => try_again(LATER),
        _ => unavailable(LATER),
    }
}

/// 503 with `Retry-After`: what cannot be found out now is neither a yes nor a no, and nothing was done.
pub fn try_again(words: &str) -> HttpResponse {
    let mut response = unavailable(words);
    response.extensions_mut().insert(NothingDone);
    response
}

/// 503 with `Retry-After`.
fn unavailable(words: &str) -> HttpResponse {
    let mut response = logged_error(StatusCode::SERVICE_UNAVAILABLE, ErrorCode::TemporarilyUnavailable, words);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response
}

/// What the token endpoint answers to a body it cannot read.
pub fn form_error(error: &FormError) -> HttpResponse {
    json_error(form_status(error), ErrorCode::InvalidRequest, &error.to_string())
}

/// What the token endpoint answers to a client that did not prove itself; the log has the reason.
pub fn client_auth_error(error: &ClientAuthError) -> HttpResponse {
    match error {
        ClientAuthError::Failed { client_id, reason } => {
            refusals::note_client(client_id);
            refusals::refused_oddly(
                format_args!("client authentication failed: {reason}"),
                ErrorCode::InvalidClient.as_str(),
            );
        }
        ClientAuthError::KeysUnavailable { client_id, fault } => {
            refusals::note_client(client_id);
            let words = format_args!("a client could not be authenticated: {fault}");
            refusals::refused_oddly(words, ErrorCode::TemporarilyUnavailable.as_str());
        }
        ClientAuthError::Workload(error) => {
            refusals::refused_oddly(format_args!("client authentication failed: {}", error.cause()), "invalid_client");
        }
        ClientAuthError::Store(_) => {}
        other => {
            let words = format_args!("client authentication failed: {other}");
            refusals::refused_oddly(words, ErrorCode::InvalidClient.as_str());
        }
    }
    match error {
        ClientAuthError::Store(error) => store_error(error),
        // What cannot be found out now is no refusal.
        ClientAuthError::Workload(error) if error.is_passing() => try_again(&passing(error)),
        ClientAuthError::Busy(_) | ClientAuthError::KeysUnavailable { .. } => try_again(&error.to_string()),
        ClientAuthError::SeveralMethods => {
            logged_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, &error.to_string())
        }
        _ => challenged(logged_error(StatusCode::UNAUTHORIZED, ErrorCode::InvalidClient, &error.to_string())),
    }
}

/// What the token endpoint answers to an assertion that is a grant and proves no client (RFC 7523 §3.1).
pub fn assertion_error(error: &WorkloadError) -> HttpResponse {
    refusals::refused_oddly(format_args!("token refused: {}", error.cause()), ErrorCode::InvalidGrant.as_str());
    match error.is_passing() {
        true => try_again(&passing(error)),
        false => logged_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidGrant, &error.to_string()),
    }
}

/// What is told of what nobody knows just now: never why.
fn passing(error: &WorkloadError) -> String {
    match error {
        WorkloadError::Store(_) => LATER.to_owned(),
        other => other.to_string(),
    }
}

/// What an endpoint for confidential clients answers to one that has no secret.
pub fn public_client_error(client_id: &ClientId) -> HttpResponse {
    refusals::note_client(client_id.as_str());
    challenged(odd_json_error(
        StatusCode::UNAUTHORIZED,
        ErrorCode::InvalidClient,
        "this endpoint answers clients that authenticate, and this one is registered without a secret",
        "request refused: a public client called an endpoint that needs client authentication",
    ))
}

fn challenged(mut response: HttpResponse) -> HttpResponse {
    let challenge = HeaderValue::from_static("Basic realm=\"token\", charset=\"UTF-8\"");
    response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    response
}

/// What the token endpoint answers to a grant it refuses.
pub fn token_error(error: &TokenError, client: &Client) -> HttpResponse {
    let client_id = client.client_id.as_str();
    match error {
        // No refusal: it says so every few seconds while somebody looks for their phone.
        TokenError::PolledPending => {}
        TokenError::CodeAlreadyUsed { grant_id }
        | TokenError::RefreshTokenReused { grant_id }
        | TokenError::PolledReplayed { grant_id, .. } => {
            refusals::note_client(client_id);
            refusals::refused_oddly(
                format_args!("token refused: {error}; grant {grant_id} ends"),
                error.code().as_str(),
            );
        }
        TokenError::Store(StoreError::Unavailable(cause) | StoreError::Unsure(cause)) => {
            tracing::error!(client_id, cause, "storage is unavailable")
        }
        TokenError::Store(cause) => tracing::error!(client_id, %cause, "storage failed"),
        TokenError::NoSigningKey(_) | TokenError::NoEncryptionKey(_) | TokenError::ClientKeysUnavailable(_) => {
            tracing::error!(client_id, "nothing was issued: {error}");
        }
        TokenError::Exchange(refused) => {
            refusals::note_client(client_id);
            let words = format_args!("token refused: {refused} ({})", refused.cause());
            refusals::refused(words, error.code().as_str());
        }
        TokenError::Assertion(refused) => {
            refusals::note_client(client_id);
            refusals::refused(format_args!("token refused: {}", refused.cause()), error.code().as_str());
        }
        other => {
            refusals::note_client(client_id);
            refusals::refused(format_args!("token refused: {other}"), other.code().as_str());
        }
    }
    match error {
        TokenError::ClientChanged => try_again(LATER),
        TokenError::Store(error @ (StoreError::Unavailable(_) | StoreError::Unsure(_))) => failed_store(error),
        TokenError::Assertion(refused) if refused.is_passing() => try_again(&passing(refused)),
        TokenError::ClientKeysUnavailable(_) => try_again("the keys of this client cannot be fetched just now"),
        TokenError::Store(_) | TokenError::NoSigningKey(_) | TokenError::NoEncryptionKey(_) => logged_error(
            StatusCode::INTERNAL_SERVER_ERROR,
            ErrorCode::ServerError,
            "the server could not issue a token",
        ),
        other => logged_error(StatusCode::BAD_REQUEST, other.code(), &other.to_string()),
    }
}
