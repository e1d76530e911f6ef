//! `revocation_endpoint` (RFC 7009 §2): POST, form body. 200 means that the token is dead by what is on disk; when the
//! store cannot say so, the answer is 503 (row 28).

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::client::{authenticate, conclude};
use super::error::{form_error, json_error, store_error};
use super::form;
use crate::protocol::error::ErrorCode;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::tokens::Revocation;
use crate::telemetry::refusals::refused_oddly;

/// Handles a request.
pub async fn revocation(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    let (Ok(response) | Err(response)) = handle(&request, payload, &provider).await;
    conclude(&request, &provider, &response).await;
    response
}

/// `token_type_hint` is not needed: tokens of all kinds are looked for, and no two have the same digest (§2.1).
async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, HttpResponse> {
    let limit = provider.live().settings.limits.body_bytes;
    let parameters = form::parameters(request, payload, limit).await.map_err(|error| form_error(&error))?;
    let client = authenticate(request, &parameters, provider).await?;
    let client_id = &client.client().client_id;
    let token = parameters.get("token").ok_or_else(|| {
        json_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, "the parameter token is missing")
    })?;
    let revoked = provider.store.revoke_token(&Digest::of_dated(token), client_id, provider.now()).await;
    match revoked.map_err(|error| store_error(&error))? {
        Revocation::AccessToken => tracing::info!(%client_id, "access token revoked by its client"),
        Revocation::Grant { grant_id } => {
            tracing::info!(%client_id, grant_id, "refresh token revoked by its client, with its grant");
        }
        Revocation::Foreign { owner } => {
            refused_oddly("revocation refused: the token belongs to another client", owner);
        }
        Revocation::Unknown => {}
    }
    // §2.2: an unknown token is as good as revoked, and the client learns no more than that of another's.
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).finish())
}
