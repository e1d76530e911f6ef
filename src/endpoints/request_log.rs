//! The outermost layer: gives each request its id, turns a panic into a 500, refuses foreign hosts in development and
//! heads out of bounds, sees that no error is without words, adds the headers that every response carries (SEC-46),
//! counts it, and writes one log line (SEC-71).

use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{
    ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, USER_AGENT, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::http::{ConnectionType, Method};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _, HttpResponse};
use futures_util::FutureExt as _;

use super::client_address;
use super::connection::{Connection, hung_up};
use super::error::PageError;
use super::fault::{Asked, Panicked, out_of_bounds};
use super::offers::{Offer, Visitors, offer};
use super::route::{Route, RouteTable, drop_slash};
use super::{cors, head};
use crate::origin::{self, Origin, Sent};
use crate::pages::page::KEEPS_OPENER;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::cookie::values;
use crate::provider::Provider;
use crate::telemetry::RequestId;
use crate::telemetry::metrics::UNMATCHED;
use crate::telemetry::refusals::{self, Named};
use crate::words::reader::{Choice, Reader};
use crate::words::{self, PageLanguage};

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
    let Some(provider) = request.app_data::<Data<Provider>>().cloned() else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let connection = Connection::of(&request);
    if connection.as_deref().is_some_and(Connection::is_flooded) {
        let refused = request.into_response(HttpResponse::TooManyRequests().finish());
        return Ok(hung_up(refused.map_into_boxed_body()));
    }
    let is_crowded = connection.as_deref().is_some_and(Connection::is_too_many);
    let id = RequestId::fresh();
    request.extensions_mut().insert(id);
    let table = request.app_data::<Data<RouteTable>>().cloned();
    // As the router reads it: an octet that need not be percent-encoded means the same when it is (RFC 3986 §6.2.2.2).
    let known = table.as_ref().and_then(|table| table.find(request.match_info().unprocessed()));
    let method = request.method().clone();
    let pattern = if known.is_none() { request.match_pattern() } else { None };
    let route = known.map(|known| known.pattern.as_ref()).or(pattern.as_deref());
    let asked = Asked { route, method: &method, request_id: id.as_str() };

    let ip = client_address(request.request(), &provider.live().settings);
    let named = Named::by(id, ip).kept_in(&provider.recent_refusals, provider.now());
    let reader = Rc::new(reader(&request, offer_of(known, route), &provider));
    let inner = words::reader::around(
        Rc::clone(&reader),
        named.around(async {
            refusals::note_parameters(request.query_string().as_bytes());
            // A server that has much to do is not a server to be restarted.
            let crowded = (is_crowded && !is_probe(&request)).then_some(PageError::Crowded);
            let refusal = crowded.or_else(|| foreign_host(&request, &provider).map(PageError::ForeignHost));
            if let Some(error) = refusal.or_else(|| out_of_bounds(&request, asked.route)) {
                let response = asked.answer(&error, &provider);
                return Ok(request.into_response(response));
            }
            AssertUnwindSafe(answer(request, known, &provider, (id, ip), next))
                .catch_unwind()
                .await
                .map_err(|_| Panicked)?
        }),
    );
    let outcome = inner.await;
    // A middleware that fails has no response to hand on, but an error that has one.
    let answered = || match outcome {
        Ok(response) => (Some(asked.never_blank(response, &provider)), None),
        Err(error) => (None, Some(asked.answer_to(&error, &provider))),
    };
    let (mut response, mut failure) = named.within(|| words::reader::within(reader, answered));
    let head = match (&mut response, &mut failure) {
        (Some(response), _) => response.response_mut(),
        (_, Some(failure)) => failure,
        (None, None) => return Err(Panicked.into()),
    };
    if is_crowded {
        head.head_mut().set_connection_type(ConnectionType::Close);
    }
    harden(head.headers_mut(), is_https(&provider));
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        head.headers_mut().insert(REQUEST_ID, value);
    }
    let (code, took) = (head.status(), started.elapsed());
    provider.metrics.answered(route, method.as_str(), code.as_str(), took);
    if provider.live().settings.log.requests.includes(code.as_u16(), took) {
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let route = route.unwrap_or(UNMATCHED);
        named.within(|| tracing::info!(%method, route, code = code.as_u16(), ms, %ip, "answered"));
    }
    if let Some(connection) = connection {
        connection.answered();
    }
    match (response, failure) {
        (Some(response), _) => Ok(response),
        (None, Some(failure)) => Err(InternalError::from_response("a request failed", failure).into()),
        (None, None) => Err(Panicked.into()),
    }
}

/// What an address offers: a known route says so, and any other one is looked up by its pattern.
fn offer_of(known: Option<&Route>, pattern: Option<&str>) -> Offer {
    known.map_or_else(|| offer(pattern.unwrap_or_default()), |known| known.offer)
}

/// Who reads the answer.
fn reader(request: &ServiceRequest, offer: Offer, provider: &Provider) -> Reader {
    let words = Arc::clone(provider.pages.load().words());
    // What is said to programs is in English.
    if offer.visitors == Visitors::Programs {
        return Reader::new(words, PageLanguage::ENGLISH, None, None);
    }
    let default = PageLanguage::named(&provider.live().settings.branding.language).unwrap_or(PageLanguage::ENGLISH);
    let sent = request.headers().get_all(COOKIE).map(HeaderValue::as_bytes);
    let choice = values(sent, &provider.cookies.language).into_iter().find_map(Choice::parse);
    Reader::new(words, default, choice, request.headers().get(ACCEPT_LANGUAGE).cloned())
}

/// The answer: one that is ready, a preflight's, or what the handler says.
async fn answer(
    mut request: ServiceRequest,
    route: Option<&Route>,
    provider: &Provider,
    (id, ip): (RequestId, ClientAddress),
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let pattern = if route.is_none() { request.match_pattern() } else { None };
    let offer = offer_of(route, pattern.as_deref());
    if route.is_some() {
        drop_slash(&mut request);
    }
    let ready = route.and_then(|route| route.ready.as_ref());
    head::around(request, async |request| {
        cors::around(request, offer, provider, async |request| {
            let is_get = request.method() == Method::GET;
            match ready.filter(|_| is_get).and_then(|ready| ready(request.headers(), provider)) {
                Some(ready) => Ok(request.into_response(ready)),
                None => {
                    let agent = request.headers().get(USER_AGENT).cloned();
                    let origin =
                        Origin::Request(Sent { request_id: id, ip, agent, administrator: None, language: None });
                    Ok(origin::around(Arc::new(origin), next.call(request)).await?.map_into_boxed_body())
                }
            }
        })
        .await
    })
    .await
}

fn is_https(provider: &Provider) -> bool {
    provider.live().settings.server.issuer.is_https()
}

fn is_probe(request: &ServiceRequest) -> bool {
    matches!(request.path(), "/livez" | "/readyz")
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
    (!is_probe(request) && !crate::protocol::redirect_uri::is_loopback_host(name))
        .then(|| host.chars().take(255).collect())
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
    default(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
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
