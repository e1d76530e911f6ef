//! `pushed_authorization_request_endpoint` (RFC 9126): the client sends the parameters of a request itself, proves who it
//! is, and gets a `request_uri` for the browser to bring. Who is refused later is refused here already, by the same checks.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::authorize::{log, verify};
use super::client::{Asking, authenticate_at, conclude, within_rate};
use super::error::{form_error, json_error, push_error, store_error, too_many};
use super::interaction::Pending;
use super::introduction::{self, Heard};
use super::{dpop, form};
use crate::authorization::{Arrived, AuthorizationError, Unanswerable, VerifiedRequest};
use crate::client_auth::AuthenticatedClient;
use crate::protocol::client::ClientId;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::request_objects::pushed;
use crate::telemetry::refusals;
use crate::token::dpop::ProvenKey;

/// Handles a request.
pub async fn push(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    let (Ok(mut response) | Err(mut response)) = Box::pin(handle(&request, payload, &provider)).await;
    conclude(&request, &provider, &response).await;
    dpop::add_nonce(&request, &provider, &mut response);
    response
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, HttpResponse> {
    let limit = provider.live().settings.limits.body_bytes;
    let body = form::parameters(request, payload, limit).await.map_err(|error| form_error(&error))?;
    if let Some(client_id) = body.get("client_id").and_then(ClientId::parse) {
        let heard = introduction::hear(request, provider, &client_id).await.map_err(|error| store_error(&error))?;
        match heard {
            Heard::Known => {}
            Heard::Refused => {
                let words = "the document that client_id is the address of cannot be used";
                return Err(json_error(StatusCode::UNAUTHORIZED, ErrorCode::InvalidClient, words));
            }
            Heard::NotNow(wait) => {
                return Err(too_many(wait, "the document that client_id is the address of cannot be read now"));
            }
        }
    }
    dpop::demand_nonce(request, provider).await?;
    let client = authenticate_at(&["/token", "/par"], request, &body, provider).await?;
    let asking = Asking {
        what: "pushed request",
        rate: provider.live().settings.limits.pushed_requests,
        limit: "pushed_requests",
        too_many: "too many pushed requests of this client from this address",
    };
    within_rate(request, provider, &client, asking).await?;
    let parameters = pushed::read(provider, client.client(), body).await.map_err(|fault| {
        refusals::refused(format_args!("pushed request refused: {}", fault.description), fault.code.as_str());
        push_error(fault.code, &fault.description)
    })?;
    let key = dpop::prove_for_later(request, provider, ("/par", client.client())).await?;
    let parameters = for_key(parameters, key.as_ref())?;
    let verified = verified(provider, &client, &parameters)?;
    if !Pending::fits(&verified) {
        let words = "the parameters are longer than a request may be that waits for somebody to sign in";
        return Err(json_error(StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::InvalidRequest, words));
    }
    let kept = pushed::keep(provider, &client.client().client_id, &parameters).await;
    match kept.map_err(|error| store_error(&error))? {
        Some(kept) => Ok(HttpResponse::Created()
            .insert_header((CACHE_CONTROL, "no-cache, no-store"))
            .insert_header(("Pragma", "no-cache"))
            .json(json!({
                "request_uri": kept.request_uri,
                "expires_in": kept.expires_at.remaining(provider.now()).as_secs(),
            }))),
        None => {
            provider.metrics.rate_limited("pushed_requests_per_client");
            let lifetime = provider.live().settings.pushed_requests.lifetime;
            Err(too_many(lifetime, "this client has too many pushed requests that no browser arrived with yet"))
        }
    }
}

/// The code will be for the key that the client proved to hold here, as if `dpop_jkt` had named it (RFC 9449 §10.1).
fn for_key(parameters: Parameters, key: Option<&ProvenKey>) -> Result<Parameters, HttpResponse> {
    let Some(key) = key else { return Ok(parameters) };
    let proven = key.thumbprint().as_str();
    match parameters.get("dpop_jkt") {
        None => Ok(parameters.with("dpop_jkt", proven)),
        Some(named) if named == proven => Ok(parameters),
        Some(_) => {
            Err(push_error(ErrorCode::InvalidDpopProof, "dpop_jkt names another key than the one of the DPoP proof"))
        }
    }
}

/// The request, as `/authorize` would take it (§2.1).
fn verified(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
) -> Result<VerifiedRequest, HttpResponse> {
    let arrived = Arrived { encoded: b"", object: Some(Ok(parameters.clone())) };
    verify(&arrived, Some(client.client().clone()), provider).map_err(|error| match error {
        AuthorizationError::Unanswerable(fault) => {
            if let Unanswerable::RedirectUriNotRegistered { sent, .. } = &fault {
                refusals::note_redirect_uri(sent);
            }
            json_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, &fault.to_string())
        }
        AuthorizationError::Refused(refusal) => {
            log(&refusal);
            push_error(refusal.code, &refusal.description)
        }
    })
}
