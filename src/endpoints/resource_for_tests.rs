//! **For tests of the protocol alone**: a protected resource that takes every living access token for the issuer, and tells what it says.
//! The conformance suite tries tokens at a resource of its user's (`resource.resourceUrl`), also such without `openid` and such of clients
//! themselves, which userinfo refuses. It is there where the configuration says so.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::dpop;
use super::error::PageError;
use super::presented_token::{self, Opened};
use crate::protocol::tokens::Holder;
use crate::provider::Provider;

/// Where it is.
pub const PATH: &str = "/resource_for_tests";

/// Answers whoever presents an access token as at userinfo ([`super::presented_token`]).
pub async fn resource(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    if !provider.live().settings.server.resource_for_tests {
        return PageError::NotFound.respond(&request, &provider);
    }
    let (Ok(mut response) | Err(mut response)) = handle(&request, payload, &provider).await;
    dpop::add_nonce(&request, &provider, &mut response);
    response
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, HttpResponse> {
    let Opened { presented, .. } = presented_token::open(request, payload, provider, PATH).await?;
    let sub = match &presented.token.holder {
        Holder::Person { grant, .. } => Some(provider.subject(&presented.client, &grant.sub)),
        _ => None,
    };
    let told = json!({
        "client_id": presented.client.client_id.as_str(),
        "scope": presented.token.scope.to_string(),
        "sub": sub,
    });
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(told))
}
