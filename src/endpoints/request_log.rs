//! The outermost layer: gives each request its id, turns a panic into a 500, refuses foreign hosts in development,
//! adds the headers that every response carries (SEC-46), counts it, and writes one log line (SEC-71).

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _, HttpResponse};
use futures_util::FutureExt as _;
use tracing::Instrument as _;

use super::client_address;
use super::error::PageError;
use crate::pages::page::KEEPS_OPENER;
use crate::provider::Provider;
use crate::telemetry::RequestId;
use crate::telemetry::metrics::UNMATCHED;

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// What a response that is not a page may load: nothing.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");

/// The middleware.
pub async fn around(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let provider = request.app_data::<Data<Provider>>().cloned();
    let id = RequestId::fresh();
    let span = tracing::info_span!("request", request_id = %id.0);
    request.extensions_mut().insert(id.clone());
    let (route, method) = (request.match_pattern(), request.method().clone());

    let inner = async {
        if let Some(provider) = &provider
            && let Some(host) = foreign_host(&request, provider)
        {
            let response = PageError::ForeignHost(host).respond(request.request(), provider);
            return Ok(request.into_response(response).map_into_boxed_body());
        }
        if let Some(status) = too_long(&request) {
            return Ok(request.into_response(HttpResponse::build(status).finish()).map_into_boxed_body());
        }
        match AssertUnwindSafe(next.call(request)).catch_unwind().await {
            Ok(answered) => answered.map(ServiceResponse::map_into_boxed_body),
            Err(_) => Err(Panicked.into()),
        }
    };
    let outcome = inner.instrument(span.clone()).await;
    let _entered = span.enter();
    if let Some(provider) = &provider {
        let code = match &outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        provider.metrics.answered(route.as_deref(), method.as_str(), code.as_str(), started.elapsed());
    }
    let mut response = outcome.inspect_err(|error| tracing::error!(%error, "a request failed"))?;
    harden(response.headers_mut(), provider.as_ref().is_some_and(|provider| is_https(provider)));
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let ip = provider.as_ref().map(|provider| client_address(response.request(), &provider.live().settings));
    tracing::info!(
        %method,
        route = route.as_deref().unwrap_or(UNMATCHED),
        code = response.status().as_u16(),
        ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        ip = ip.map(tracing::field::display),
        "answered"
    );
    Ok(response)
}

/// A handler panicked: the worker lives on and the client gets a bare 500 (SEC-70).
#[derive(Debug, thiserror::Error)]
#[error("a request panicked")]
struct Panicked;

impl actix_web::ResponseError for Panicked {
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::InternalServerError().finish();
        harden(response.headers_mut(), false);
        response
    }
}

fn is_https(provider: &Provider) -> bool {
    provider.live().settings.server.issuer.is_https()
}

/// Bounds of a request's head (SEC-69): 8 KiB of URI, 32 KiB of headers.
fn too_long(request: &ServiceRequest) -> Option<StatusCode> {
    let uri = request.uri().path().len() + request.query_string().len();
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    match (uri > 8 * 1024, headers > 32 * 1024) {
        (true, _) => Some(StatusCode::URI_TOO_LONG),
        (_, true) => Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE),
        _ => None,
    }
}

/// In development mode only loopback names are answered, whatever the network lets through (DNS rebinding).
fn foreign_host(request: &ServiceRequest, provider: &Provider) -> Option<String> {
    let live = provider.live();
    if !live.settings.server.development {
        return None;
    }
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let probe = matches!(request.path(), "/livez" | "/readyz");
    (!probe && !crate::protocol::redirect_uri::is_loopback_host(name)).then(|| host.chars().take(255).collect())
}

/// Whether its own policy lets somebody frame a response.
fn may_be_framed(headers: &HeaderMap) -> bool {
    let policy = headers.get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok()).unwrap_or_default();
    policy.contains("frame-ancestors ") && !policy.contains("frame-ancestors 'none'")
}

/// Adds what a response does not say itself.
fn harden(headers: &mut HeaderMap, https: bool) {
    let may_be_framed = may_be_framed(headers);
    let mut default = |name: HeaderName, value: HeaderValue| {
        if !headers.contains_key(&name) {
            headers.insert(name, value);
        }
    };
    default(CONTENT_SECURITY_POLICY, NOTHING);
    default(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    default(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if !may_be_framed {
        default(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    if https {
        default(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if headers.remove(KEEPS_OPENER).count() == 0 && !may_be_framed {
        headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    }
}
