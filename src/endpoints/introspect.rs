//! `introspection_endpoint` (RFC 7662 §2): POST, form body, for confidential clients; JSON, or a signed JWT for whoever
//! accepts it (RFC 9701) or whose rules say so.

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::client::{authenticate, conclude};
use super::error::{form_error, json_error, public_client_error, store_error};
use super::form;
use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::protocol::introspection::{MEDIA_TYPE, TYPE, wants_jwt};
use crate::provider::Provider;
use crate::token::introspect::{self, Asker};

/// Handles a request.
pub async fn introspection(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    let (Ok(response) | Err(response)) = handle(&request, payload, &provider).await;
    conclude(&request, &provider, &response).await;
    response
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, HttpResponse> {
    let limit = provider.live().settings.limits.body_bytes;
    let parameters = form::parameters(request, payload, limit).await.map_err(|error| form_error(&error))?;
    let caller = authenticate(request, &parameters, provider).await?;
    let caller = caller.client();
    // RFC 7662 §2.1: the endpoint "MUST also require some form of authorization".
    if caller.is_public() {
        return Err(public_client_error(&caller.client_id));
    }
    let token = parameters.get("token").ok_or_else(|| {
        json_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, "the parameter token is missing")
    })?;
    let answer = introspect::introspect(provider, Asker::Client(caller), token, provider.now()).await;
    let answer = answer.map_err(|error| store_error(&error))?;
    let accept = request.headers().get_all(ACCEPT).filter_map(|value| value.to_str().ok());
    if caller.rules().signed_introspection || accept.into_iter().any(wants_jwt) {
        signed(provider, caller, &answer)
    } else {
        let json = HeaderValue::from_static("application/json");
        let no_store = HeaderValue::from_static("no-store");
        let mut response = HttpResponse::Ok();
        Ok(response.insert_header((CACHE_CONTROL, no_store)).insert_header((CONTENT_TYPE, json)).body(answer))
    }
}

/// RFC 9701 §5: the answer inside a JWT for the caller. It has no `sub` and no `exp`, and a type of its own, so that it
/// never passes for a token.
fn signed(provider: &Provider, caller: &Client, answer: &str) -> Result<HttpResponse, HttpResponse> {
    let now = provider.now();
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let claims = json!({
        "iss": provider.live().settings.server.issuer.as_str(),
        "aud": caller.client_id,
        "iat": now,
        "token_introspection": answer,
    });
    let algorithm = caller.introspection_signed_response_alg;
    let signed = provider.keyring.load().sign(algorithm, TYPE, claims.to_string().as_bytes(), now);
    let signed = signed.ok_or_else(|| {
        tracing::error!(client_id = %caller.client_id, "no signing key for {algorithm} is available");
        json_error(StatusCode::INTERNAL_SERVER_ERROR, ErrorCode::ServerError, "the server could not sign the response")
    })?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_TYPE, MEDIA_TYPE))
        .body(signed))
}
