//! Cross-origin reading (SEC-64): everybody may read discovery and keys; token, revocation and userinfo only
//! origins that a client registered. Never with cookies, never for `null`.

use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderMap, HeaderValue, ORIGIN, VARY,
};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::error::store_error;
use crate::protocol::client::Client;
use crate::provider::Provider;
use crate::store::StoreResult;

/// Answers by `handle`, and lets a registered origin read the answer. Whether it may is found out first: what it may
/// not read for want of knowing is not done either.
pub async fn readable_by_registered(
    request: &HttpRequest,
    provider: &Provider,
    handle: impl Future<Output = HttpResponse>,
) -> HttpResponse {
    let origin = match registered_origin(request, provider).await {
        Ok(origin) => origin,
        Err(error) => return store_error(&error),
    };
    let mut response = handle.await;
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("WWW-Authenticate, Retry-After"));
    }
    response
}

/// Answers the preflight of token and userinfo; while the store cannot tell, that is no answer.
pub async fn preflight(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    let allowed = async { HttpResponse::NoContent().finish() };
    let mut response = readable_by_registered(&request, &provider, allowed).await;
    if response.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN) {
        let headers: &mut HeaderMap = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Authorization, Content-Type"));
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
    response
}

async fn registered_origin(request: &HttpRequest, provider: &Provider) -> StoreResult<Option<HeaderValue>> {
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
