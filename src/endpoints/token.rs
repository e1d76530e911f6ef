//! `token_endpoint` (RFC 6749 §3.2): POST, form body, JSON answers that no cache keeps.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::client::{authenticate_grant, conclude};
use super::client_certificate::client_certificate;
use super::error::{form_error, token_error};
use super::{dpop, form, remarks};
use crate::protocol::client::{ClientId, GrantType};
use crate::protocol::error::ErrorCode;
use crate::provider::Provider;
use crate::token::grants;
use crate::token::held::Held;

/// Handles a request.
pub async fn token(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    // Boxed: it is large, and each layer around would move it.
    let mut response = Box::pin(handle(&request, payload, &provider)).await;
    conclude(&request, &provider, &response).await;
    dpop::add_nonce(&request, &provider, &mut response);
    count_refusal(&provider, &response);
    response
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> HttpResponse {
    let parameters = match form::parameters(request, payload, provider.live().settings.limits.body_bytes).await {
        Ok(parameters) => parameters,
        Err(error) => return form_error(&error),
    };
    if let Err(response) = dpop::demand_nonce(request, provider).await {
        return response;
    }
    let client = match authenticate_grant(request, &parameters, provider).await {
        Ok(client) => client,
        Err(response) => return response,
    };
    let client_id = &client.client().client_id;
    let key = dpop::prove(request, provider, ("/token", client.client()), None).await;
    let exchanged = match key {
        Ok(key) => {
            let certificate = client_certificate(request, &provider.live().settings);
            let certificate = certificate.map(|certificate| certificate.thumbprint().clone());
            grants::exchange(provider, &client, &parameters, &Held { key, certificate }).await
        }
        Err(error) => Err(error.into()),
    };
    match exchanged {
        Ok(tokens) => {
            let grant_type = parameters.get("grant_type").unwrap_or_default();
            provider.metrics.token_issued(grant_type, client_id);
            if let Some(scope) = &tokens.scope
                && GrantType::named(grant_type).is_some_and(|grant| grant.redirects() || grant.is_polled())
            {
                remarks::on_code(provider, client.client(), scope).await;
            }
            HttpResponse::Ok()
                .insert_header((CACHE_CONTROL, "no-store"))
                .insert_header(("Pragma", "no-cache"))
                .json(tokens)
        }
        Err(error) => {
            let mut response = token_error(&error, client.client());
            response.extensions_mut().insert(client_id.clone());
            response
        }
    }
}

/// A refusal has its code with it, and its client where that is one that exists.
fn count_refusal(provider: &Provider, response: &HttpResponse) {
    let about = response.extensions();
    let error = about.get::<ErrorCode>().filter(|error| **error != ErrorCode::AuthorizationPending);
    if let Some(error) = error {
        provider.metrics.token_refused(*error, about.get::<ClientId>());
    }
}
