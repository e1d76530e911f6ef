//! Cross-origin reading (SEC-64) by the table of [`super::offers`]: everybody may read discovery and keys; what takes or
//! gives tokens only origins that a client registered. Never with cookies, never for `null`. The preflight says the same,
//! with the headers that were asked for: none of them means anything beyond the request that carries it.

use std::future::Future;

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS, ALLOW, HeaderMap,
    HeaderValue, ORIGIN, VARY,
};
use actix_web::{Error, HttpResponse};

use super::error::store_error;
use super::offers::{Offer, Readers};
use crate::protocol::client::Client;
use crate::provider::Provider;
use crate::store::StoreResult;

/// What a page is allowed where it asks for nothing that can be repeated.
const USUAL_HEADERS: HeaderValue = HeaderValue::from_static("authorization, content-type");
/// The longest list of headers that is repeated, in bytes.
const LONGEST_LIST: usize = 1024;

/// Answers preflights, and lets those read an answer who may. Who may is found out first: what may not be read for want of
/// knowing is not done either.
pub async fn around<Answering>(
    request: ServiceRequest,
    offer: Offer,
    provider: &Provider,
    answer: impl FnOnce(ServiceRequest) -> Answering,
) -> Result<ServiceResponse<BoxBody>, Error>
where
    Answering: Future<Output = Result<ServiceResponse<BoxBody>, Error>>,
{
    if offer.readers == Readers::Nobody {
        return answer(request).await;
    }
    let reader = match reader(&request, provider, offer.readers).await {
        Ok(reader) => reader,
        Err(error) => return Ok(request.into_response(store_error(&error))),
    };
    let mut response = match request.method() {
        &Method::OPTIONS => {
            let allowed = preflight(request.headers(), offer, reader.is_some());
            request.into_response(allowed)
        }
        _ => answer(request).await?,
    };
    let headers = response.headers_mut();
    if offer.readers == Readers::RegisteredOrigins {
        headers.append(VARY, HeaderValue::from_static("Origin"));
    }
    if let Some(reader) = reader {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, reader);
        let exposed = HeaderValue::from_static("WWW-Authenticate, DPoP-Nonce, Retry-After, X-Request-Id");
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    Ok(response)
}

fn preflight(asked: &HeaderMap, offer: Offer, may_read: bool) -> HttpResponse {
    let mut answer = HttpResponse::NoContent();
    answer.insert_header((ALLOW, offer.allow()));
    if may_read {
        answer
            .insert_header((ACCESS_CONTROL_ALLOW_METHODS, offer.methods.join(", ")))
            .insert_header((ACCESS_CONTROL_ALLOW_HEADERS, repeated(asked).unwrap_or(USUAL_HEADERS)))
            .insert_header((ACCESS_CONTROL_MAX_AGE, "600"))
            .append_header((VARY, "Access-Control-Request-Headers"));
    }
    answer.finish()
}

/// The headers that a preflight asks for, if they are a list of names and nothing else.
fn repeated(asked: &HeaderMap) -> Option<HeaderValue> {
    let list = asked.get(ACCESS_CONTROL_REQUEST_HEADERS)?.to_str().ok()?;
    let is_name = |name: &str| {
        let is_letter = |letter: u8| letter.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&letter);
        !name.is_empty() && name.bytes().all(is_letter)
    };
    let names: Vec<&str> = list.split(',').map(str::trim).collect();
    let is_list = list.len() <= LONGEST_LIST && names.iter().all(|name| is_name(name));
    HeaderValue::from_str(&names.join(", ")).ok().filter(|_| is_list)
}

/// Who may read the answer, as `Access-Control-Allow-Origin` says it.
async fn reader(request: &ServiceRequest, provider: &Provider, readers: Readers) -> StoreResult<Option<HeaderValue>> {
    if readers == Readers::Everybody {
        return Ok(Some(HeaderValue::from_static("*")));
    }
    let Some(sent) = request.headers().get(ORIGIN) else { return Ok(None) };
    let Some(origin) = sent.to_str().ok().filter(|origin| *origin != "null") else { return Ok(None) };
    let configured = provider.live().clients.values().any(|client| registers(client, origin));
    let registered = configured || provider.store.is_client_origin(origin).await?;
    Ok(registered.then(|| sent.clone()))
}

/// Whether `origin` is among the client's `allowed_origins`, or that of one of its web redirect URIs.
fn registers(client: &Client, origin: &str) -> bool {
    client.allowed_origins.iter().any(|allowed| allowed == origin)
        || client.redirect_uris.iter().any(|uri| {
            url::Url::parse(uri.as_str()).is_ok_and(|url| {
                matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == origin
            })
        })
}
