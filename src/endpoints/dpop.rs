//! DPoP (RFC 9449) at an endpoint: the proof of its request, and what its answers say of proofs.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use super::error::{json_error, push_error, store_error};
use super::spent;
use crate::protocol::client::Client;
use crate::provider::Provider;
use crate::token::dpop::{self, DpopError, ProvenKey, Request};

/// The header of a request that carries a proof.
const PROOF: HeaderName = HeaderName::from_static("dpop");
/// The header of an answer that carries a nonce for the next proof.
const NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// The key that the sender of the request proved to hold, which is this client; `None` where it has no proof. `path` is that of
/// the endpoint below the issuer; `access_token` comes with the proof where it opens something. Whoever acts on it uses the proof up.
pub async fn prove(
    request: &HttpRequest,
    provider: &Provider,
    (path, client): (&str, &Client),
    access_token: Option<&str>,
) -> Result<Option<ProvenKey>, DpopError> {
    let sent = proofs(request);
    let method = request.method().as_str();
    let request = Request { proofs: &sent, method, path, access_token, rules: client.rules() };
    dpop::prove(provider, request).await
}

/// The same for what has no transaction of its own: the proof is used up.
pub async fn prove_once(
    request: &HttpRequest,
    provider: &Provider,
    (path, client): (&str, &Client),
    access_token: Option<&str>,
) -> Result<Option<ProvenKey>, DpopError> {
    let key = prove(request, provider, (path, client), access_token).await?;
    if let Some(key) = &key {
        dpop::use_up(provider, key).await?;
        spent::note_proof(request, key.once());
    }
    Ok(key)
}

/// The same for an endpoint whose tokens come later, bound to the key that is proven here.
pub async fn prove_for_later(
    request: &HttpRequest,
    provider: &Provider,
    place: (&str, &Client),
) -> Result<Option<ProvenKey>, HttpResponse> {
    let key = prove_once(request, provider, place, None).await;
    key.map_err(|error| push_error(error.code(), &error.to_string()))
}

/// Refuses a request whose proof only lacks a nonce, before it uses anything up that the client would send again.
pub async fn demand_nonce(request: &HttpRequest, provider: &Provider) -> Result<(), HttpResponse> {
    match dpop::lacks_nonce(provider, &proofs(request)).await {
        Ok(false) => Ok(()),
        Ok(true) => {
            let error = DpopError::NonceNeeded;
            Err(json_error(StatusCode::BAD_REQUEST, error.code(), &error.to_string()))
        }
        Err(error) => Err(store_error(&error)),
    }
}

/// Every `DPoP` header. What is no text is no proof, and is told so.
fn proofs(request: &HttpRequest) -> Vec<&str> {
    request.headers().get_all(PROOF).map(|value| value.to_str().unwrap_or_default()).collect()
}

/// Whether the request has a proof, or something in its place.
pub fn has_proof(request: &HttpRequest) -> bool {
    request.headers().contains_key(PROOF)
}

/// Adds the nonce of the next proof to the answer to a request that had one, where proofs need nonces (RFC 9449 §8.2).
pub fn add_nonce(request: &HttpRequest, provider: &Provider, response: &mut HttpResponse) {
    let nonce = has_proof(request).then(|| dpop::next_nonce(provider)).flatten();
    if let Some(nonce) = nonce.and_then(|nonce| HeaderValue::from_str(&nonce).ok()) {
        response.headers_mut().insert(NONCE, nonce);
    }
}

/// The parameter `algs` of a challenge (RFC 9449 §7.1).
pub fn algs(provider: &Provider) -> String {
    let live = provider.live();
    let names: Vec<&str> = live.settings.tokens.dpop.algorithms.iter().map(|algorithm| algorithm.as_str()).collect();
    format!("algs=\"{}\"", names.join(" "))
}
