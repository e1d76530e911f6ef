//! Reading a form body: bounded in bytes and in time (SEC-61, SEC-69, REL-11).

use std::time::Duration;

use actix_web::web::Payload;
use actix_web::{HttpRequest, http::header::CONTENT_TYPE};
use futures_util::StreamExt as _;

use crate::protocol::parameters::{ParameterError, Parameters};
use crate::telemetry::refusals::note_parameters;

/// How long a body may take to arrive.
const DEADLINE: Duration = Duration::from_secs(10);

/// Why a body was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Not `application/x-www-form-urlencoded`.
    #[error("the body must be application/x-www-form-urlencoded")]
    ContentType,
    /// Not `application/json`.
    #[error("the body must be application/json")]
    NotJson,
    /// Compressed bodies are not read.
    #[error("the body must not be compressed")]
    Compressed,
    /// Too large.
    #[error("the body is larger than {0} bytes")]
    TooLarge(usize),
    /// Took longer than 10 seconds.
    #[error("the body did not arrive in time")]
    TooSlow,
    /// The connection broke.
    #[error("the body is incomplete")]
    Broken,
    /// A repeated or undecodable parameter.
    #[error(transparent)]
    Parameters(#[from] ParameterError),
}

/// The octets of a form body.
pub async fn read(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Vec<u8>, FormError> {
    if !has_type(request, "application/x-www-form-urlencoded") {
        return Err(FormError::ContentType);
    }
    let encoded = body(request, payload, limit).await?;
    note_parameters(&encoded);
    Ok(encoded)
}

/// The octets of a JSON body, which no form of another site can send.
pub async fn read_json(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Vec<u8>, FormError> {
    if !has_type(request, "application/json") {
        return Err(FormError::NotJson);
    }
    body(request, payload, limit).await
}

fn has_type(request: &HttpRequest, wanted: &str) -> bool {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case(wanted)
}

async fn body(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Vec<u8>, FormError> {
    if request.headers().contains_key("content-encoding") {
        return Err(FormError::Compressed);
    }
    tokio::time::timeout(DEADLINE, collect(payload, limit)).await.map_err(|_| FormError::TooSlow)?
}

/// The parameters of a form body.
pub async fn parameters(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Parameters, FormError> {
    Ok(Parameters::parse(&read(request, payload, limit).await?)?)
}

async fn collect(mut payload: Payload, limit: usize) -> Result<Vec<u8>, FormError> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| FormError::Broken)?;
        if body.len() + chunk.len() > limit {
            return Err(FormError::TooLarge(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
