//! Who calls: client authentication (RFC 6749 §2.3) at every endpoint that asks for it, within the limit on guessing
//! (SEC-34).

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse};

use super::client_address;
use super::error::{client_auth_error, json_error, store_error};
use crate::client_auth::{self, AuthenticatedClient, ClientAuthError, Context, Presented, SlowSecrets, TooBusy};
use crate::login::hasher::Hasher;
use crate::login::throttle::{self, NoAttempt};
use crate::protocol::client::ClientId;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::secret::Secret;

/// Proves the client, within the limit on guessing (SEC-34).
pub async fn authenticate(
    request: &HttpRequest,
    parameters: &Parameters,
    provider: &Provider,
) -> Result<AuthenticatedClient, HttpResponse> {
    let authorization = match request.headers().get(AUTHORIZATION).map(HeaderValue::to_str) {
        None => None,
        Some(Ok(value)) => Some(value),
        Some(Err(_)) => Some(""),
    };
    let presented = Presented::read(authorization, parameters).map_err(|error| client_auth_error(&error))?;
    let live = provider.live();
    let rate = live.settings.limits.client_auth_failures;
    let now = provider.now();
    let network = throttle::network(client_address(request, &live.settings));
    let counter = format!("client\n{network}\n{}", presented.client_id);
    // Before anything is looked up or compared, and held until it is known what it was.
    let attempt = match provider.throttle.reserve(&counter, rate, now).await {
        Ok(attempt) => attempt,
        Err(NoAttempt::Blocked(wait)) => return Err(blocked(provider, wait)),
        Err(NoAttempt::Busy) => return Err(client_auth_error(&ClientAuthError::Busy(TooBusy))),
    };
    let client = match ClientId::parse(&presented.client_id) {
        Some(client_id) => provider.client(&client_id).await.map_err(|error| store_error(&error))?,
        None => None,
    };
    let context = Context {
        slow: &provider.hasher,
        keys: &provider.client_keys,
        assertions: provider.store.as_ref(),
        issuer: &live.settings.server.issuer,
        now,
    };
    let known = client.clone();
    // Who hangs up while a known client's secret is compared has tried.
    let attempt = if known.is_some() { attempt.judging(now) } else { attempt };
    let candidates = presented.candidates();
    let authenticated = client_auth::authenticate(presented, client, &context).await;
    match &authenticated {
        Err(ClientAuthError::Failed { .. }) if known.is_some() => {
            attempt.failed(provider.now());
            // A secret that can be read in two ways was two tries.
            for _ in 1..candidates {
                provider.throttle.count(&counter, rate, provider.now()).ok();
            }
        }
        // What others fail at in this client's name still counts; what could not be judged never was. A client that is
        // not known has no secret to guess, and may be back in a moment.
        _ => attempt.release(),
    }
    let authenticated = authenticated.map_err(|error| {
        let mut response = client_auth_error(&error);
        if let Some(client) = known {
            response.extensions_mut().insert(client.client_id.clone());
        }
        response
    })?;
    if authenticated.client().token_endpoint_auth_method.is_none() {
        note_method(provider, &authenticated);
    }
    Ok(authenticated)
}

fn blocked(provider: &Provider, wait: Duration) -> HttpResponse {
    provider.metrics.rate_limited("client_auth_failures");
    let words = "too many failed authentications";
    let mut response = json_error(StatusCode::TOO_MANY_REQUESTS, ErrorCode::InvalidClient, words);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs()));
    response
}

/// Names the method that a client without a registered one uses: once per client and method, so that the operator
/// can pin it and the log stays short.
fn note_method(provider: &Provider, authenticated: &AuthenticatedClient) {
    let client_id = &authenticated.client().client_id;
    let method = authenticated.method().as_str();
    let mut noted = provider.noted_methods.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !noted.contains(&(client_id.clone(), method)) {
        noted.insert((client_id.clone(), method));
        tracing::info!(%client_id, method, "client authenticated; token_endpoint_auth_method can be set to this method");
    }
}

impl SlowSecrets for Hasher {
    async fn verify(&self, hash: &Secret, secret: &Secret) -> Result<bool, TooBusy> {
        self.verify_secret(hash, secret.clone()).await.map_err(|_| TooBusy)
    }
}
