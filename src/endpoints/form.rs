//! Reading a form body: bounded in bytes and in time (SEC-61, SEC-69, REL-11).

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};
use actix_web::web::Payload;
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
    request.headers().get(CONTENT_TYPE).is_some_and(|content_type| is_type(content_type, wanted))
}

fn is_type(content_type: &HeaderValue, wanted: &str) -> bool {
    // As nearly everybody writes it.
    if content_type.as_bytes() == wanted.as_bytes() {
        return true;
    }
    let media_type = content_type.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case(wanted)
}

async fn body(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Vec<u8>, FormError> {
    if request.headers().contains_key(CONTENT_ENCODING) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_counts_in_either_case_and_with_parameters_and_no_other_does() {
        let form = "application/x-www-form-urlencoded";
        let is_form = |sent: &[u8]| is_type(&HeaderValue::from_bytes(sent).unwrap(), form);
        for sent in [form, "Application/X-WWW-Form-Urlencoded", " application/x-www-form-urlencoded ; charset=utf-8"] {
            assert!(is_form(sent.as_bytes()), "{sent}");
        }
        for sent in ["", "application/x-www-form-urlencoded2", "application/x-www-form", "application/json"] {
            assert!(!is_form(sent.as_bytes()), "{sent}");
        }
        assert!(!is_form(&[form.as_bytes(), b"; a=\xff"].concat()), "what is no text is no media type");
    }
}
