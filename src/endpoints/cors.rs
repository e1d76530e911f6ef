//! Cross-origin reading (SEC-64): everybody may read discovery and keys; token, revocation and userinfo only
//! origins that a client registered. Never with cookies, never for `null`.

use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderMap, HeaderValue, ORIGIN, VARY,
};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use crate::protocol::client::Client;
use crate::provider::Provider;

/// Lets a registered origin read `response`.
pub async fn allow_registered(request: &HttpRequest, provider: &Provider, mut response: HttpResponse) -> HttpResponse {
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = registered_origin(request, provider).await {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("WWW-Authenticate, Retry-After"));
    }
    response
}

/// Answers the preflight of token and userinfo.
pub async fn preflight(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    let mut response = allow_registered(&request, &provider, HttpResponse::NoContent().finish()).await;
    if response.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN) {
        let headers: &mut HeaderMap = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Authorization, Content-Type"));
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
    response
}

async fn registered_origin(request: &HttpRequest, provider: &Provider) -> Option<HeaderValue> {
    let sent = request.headers().get(ORIGIN)?;
    let origin = sent.to_str().ok().filter(|origin| *origin != "null")?;
    let configured = provider.live().clients.values().any(|client| registers(client, origin));
    (configured || is_client_origin(provider, origin).await).then(|| sent.clone())
}

/// Whether a registered client's pages are there. While the store cannot tell, nobody's are (SEC-79).
async fn is_client_origin(provider: &Provider, origin: &str) -> bool {
    provider.store.is_client_origin(origin).await.unwrap_or_else(|error| {
        tracing::error!(%error, "storage failed");
        false
    })
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
