//! `registration_endpoint` (OpenID Connect Dynamic Client Registration §3, RFC 7591 §3) and `registration_client_uri`
//! (§4, RFC 7592 §2): JSON in and out, never cached.

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, HeaderValue, WWW_AUTHENTICATE};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{form_error, json_error, store_error, too_many};
use super::{client_address, form};
use crate::login::throttle::{self, NoAttempt};
use crate::protocol::error::ErrorCode;
use crate::protocol::registered_client::RegisteredClient;
use crate::provider::Provider;
use crate::registration::RegistrationError;
use crate::registration::register::{self, Registration};
use crate::secret::Secret;
use crate::store::StoreError;
use crate::telemetry::refusals::{note_client, refused_oddly};

/// The largest body (SEC-69).
const MAX_BODY: usize = 256 * 1024;

/// Registers a client.
pub async fn register(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    match handle_register(&request, payload, &provider).await {
        Ok(response) | Err(response) => response,
    }
}

/// Shows a client what it registered.
pub async fn read(request: HttpRequest, client_id: Path<String>, provider: Data<Provider>) -> HttpResponse {
    note_client(&client_id);
    match handle_read(&request, &client_id, &provider).await {
        Ok(response) | Err(response) => response,
    }
}

/// Replaces what a client registered.
pub async fn replace(
    request: HttpRequest,
    client_id: Path<String>,
    payload: Payload,
    provider: Data<Provider>,
) -> HttpResponse {
    note_client(&client_id);
    match handle_replace(&request, &client_id, payload, &provider).await {
        Ok(response) | Err(response) => response,
    }
}

/// Removes a client.
pub async fn remove(request: HttpRequest, client_id: Path<String>, provider: Data<Provider>) -> HttpResponse {
    note_client(&client_id);
    match handle_remove(&request, &client_id, &provider).await {
        Ok(response) | Err(response) => response,
    }
}

async fn handle_register(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, HttpResponse> {
    must_be_enabled(provider)?;
    let initial = register::may_register(provider, bearer(request)).await.map_err(|error| refused(&error))?;
    if initial.is_none() {
        count(request, provider).await?;
    }
    let body = form::read_json(request, payload, MAX_BODY).await.map_err(|error| form_error(&error))?;
    let registration = register::register(provider, &body, initial.as_ref()).await.map_err(|error| refused(&error))?;
    let client = &registration.client;
    tracing::info!(client_id = %client.client_id, "client registered");
    Ok(answer(StatusCode::CREATED, provider, &registration))
}

async fn handle_read(
    request: &HttpRequest,
    client_id: &str,
    provider: &Provider,
) -> Result<HttpResponse, HttpResponse> {
    let (client, presented) = authorized(request, client_id, provider).await?;
    let registration = Registration { client, client_secret: None, registration_access_token: presented };
    Ok(answer(StatusCode::OK, provider, &registration))
}

async fn handle_replace(
    request: &HttpRequest,
    client_id: &str,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, HttpResponse> {
    let (client, _) = authorized(request, client_id, provider).await?;
    let body = form::read_json(request, payload, MAX_BODY).await.map_err(|error| form_error(&error))?;
    let registration = register::replace(provider, &client, &body).await.map_err(|error| refused(&error))?;
    tracing::info!(client_id = %client.client_id, "registered client changed");
    Ok(answer(StatusCode::OK, provider, &registration))
}

async fn handle_remove(
    request: &HttpRequest,
    client_id: &str,
    provider: &Provider,
) -> Result<HttpResponse, HttpResponse> {
    let (client, _) = authorized(request, client_id, provider).await?;
    register::remove(provider, &client).await.map_err(|error| refused(&error))?;
    tracing::info!(client_id = %client.client_id, "registered client removed by itself");
    Ok(HttpResponse::NoContent().insert_header((CACHE_CONTROL, "no-store")).finish())
}

/// The client that the registration access token opens, and the token.
async fn authorized(
    request: &HttpRequest,
    client_id: &str,
    provider: &Provider,
) -> Result<(RegisteredClient, Secret), HttpResponse> {
    must_be_enabled(provider)?;
    let presented = bearer(request);
    let client = register::authorized(provider, client_id, presented).await.map_err(|error| refused(&error))?;
    Ok((client, Secret::new(presented.unwrap_or_default())))
}

fn must_be_enabled(provider: &Provider) -> Result<(), HttpResponse> {
    match provider.live().settings.registration.enabled {
        true => Ok(()),
        false => Err(json_error(StatusCode::NOT_FOUND, ErrorCode::InvalidRequest, "clients cannot register here")),
    }
}

/// Whoever needs no token registers within a limit for each address.
async fn count(request: &HttpRequest, provider: &Provider) -> Result<(), HttpResponse> {
    let live = provider.live();
    let (rate, now) = (live.settings.registration.rate, provider.now());
    let counter = format!("register\n{}", throttle::network(client_address(request, &live.settings)));
    let counted = provider.throttle.count(&counter, rate, now).await;
    if let Err(NoAttempt::Busy) = counted {
        return Err(store_error(&StoreError::Unavailable("a registration cannot be counted".to_owned())));
    }
    if let Err(NoAttempt::Blocked(wait)) = counted {
        provider.metrics.rate_limited("registration");
        return Err(too_many(wait, "too many registrations from this address"));
    }
    Ok(())
}

/// RFC 6750 §2.1; an empty or malformed header is a wrong token.
fn bearer(request: &HttpRequest) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().unwrap_or_default();
    let token = header.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    Some(token.map(|(_, token)| token.trim_matches(' ')).unwrap_or_default())
}

/// Everything registered, with what only the server knows (RFC 7591 §3.2.1, RFC 7592 §3).
fn answer(status: StatusCode, provider: &Provider, registration: &Registration) -> HttpResponse {
    let Registration { client, client_secret, registration_access_token } = registration;
    let live = provider.live();
    let mut members = client.metadata.clone();
    let mut add = |name: &str, value: serde_json::Value| members.insert(name.to_owned(), value);
    add("client_id", json!(client.client_id));
    add("client_id_issued_at", json!(client.created_at));
    if let Some(secret) = client_secret {
        add("client_secret", json!(secret.expose()));
    }
    if client.secret.is_some() {
        add("client_secret_expires_at", json!(0));
    }
    let path = format!("/register/{}", client.client_id);
    add("registration_client_uri", json!(live.settings.server.issuer.url(&path)));
    add("registration_access_token", json!(registration_access_token.expose()));
    HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("Pragma", "no-cache"))
        .json(members)
}

/// The one answer to each fault; storage is not spelled out (SEC-70).
fn refused(error: &RegistrationError) -> HttpResponse {
    let status = match error {
        RegistrationError::Store(error) => return store_error(error),
        RegistrationError::Unauthorized { sent } => {
            return unauthorized(*sent, &error.to_string());
        }
        RegistrationError::Full => {
            refused_oddly("registration refused: the limit `registration.max_clients` is reached", error);
            StatusCode::SERVICE_UNAVAILABLE
        }
        _ => StatusCode::BAD_REQUEST,
    };
    json_error(status, error.code(), &error.to_string())
}

/// RFC 6750 §3.1: without any token the challenge carries no error.
fn unauthorized(sent: bool, words: &str) -> HttpResponse {
    let challenge = if sent { "Bearer error=\"invalid_token\"" } else { "Bearer" };
    let mut response = json_error(StatusCode::UNAUTHORIZED, ErrorCode::InvalidToken, words);
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    response
}
