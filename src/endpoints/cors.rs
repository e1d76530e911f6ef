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
use crate::store::StoreError;

/// Lets a registered origin read `response`.
pub async fn allow_registered(request: &HttpRequest, provider: &Provider, mut response: HttpResponse) -> HttpResponse {
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    // While the store cannot tell, nobody's origin is registered (SEC-79).
    if let Ok(Some(origin)) = registered_origin(request, provider).await {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("WWW-Authenticate, Retry-After"));
    }
    response
}

/// Answers the preflight of token and userinfo; while the store cannot tell, that is no answer.
pub async fn preflight(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    if let Err(error) = registered_origin(&request, &provider).await {
        return store_error(&error);
    }
    let mut response = allow_registered(&request, &provider, HttpResponse::NoContent().finish()).await;
    if response.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN) {
        let headers: &mut HeaderMap = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Authorization, Content-Type"));
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
    response
}

async fn registered_origin(request: &HttpRequest, provider: &Provider) -> Result<Option<HeaderValue>, StoreError> {
    let Some(sent) = request.headers().get(ORIGIN) else { return Ok(None) };
    let Some(origin) = sent.to_str().ok().filter(|origin| *origin != "null") else { return Ok(None) };
    let configured = provider.live().clients.values().any(|client| registers(client, origin));
    let is_registered = configured || provider.store.is_client_origin(origin).await?;
    Ok(is_registered.then(|| sent.clone()))
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
