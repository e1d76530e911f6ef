//! `device_authorization_endpoint` (RFC 8628 §3.1, §3.2): a device without a browser asks, and gets a code for itself to poll
//! with and one for the person to type elsewhere.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::client::{Asking, authenticate_at, conclude, within_rate};
use super::error::{form_error, store_error, too_many, try_again};
use super::login::device;
use super::polled::{Kept, keep, verify};
use super::{client_address, dpop, form, remarks};
use crate::authorization::verified::Polled;
use crate::client_auth::AuthenticatedClient;
use crate::protocol::client::GrantType;
use crate::protocol::error::ErrorCode;
use crate::protocol::polled::{Pace, PolledRequest};
use crate::protocol::user_code::{LENGTH, LETTERS, UserCode};
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::store::polled_requests::AddPolled;
use crate::telemetry::refusals;

/// Where it is.
const PATH: &str = "/device_authorization";
/// How often another user code is drawn where one is taken. That a second is, has never been seen.
const TRIES: usize = 5;

/// Handles a request.
pub async fn device_authorization(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    let (Ok(mut response) | Err(mut response)) = Box::pin(handle(&request, payload, &provider)).await;
    conclude(&request, &provider, &response).await;
    dpop::add_nonce(&request, &provider, &mut response);
    response
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, HttpResponse> {
    let live = provider.live().clone();
    let body = form::parameters(request, payload, live.settings.limits.body_bytes).await;
    let body = body.map_err(|error| form_error(&error))?;
    dpop::demand_nonce(request, provider).await?;
    let client = authenticate_at(&["/token", PATH], request, &body, provider).await?;
    let asking = Asking {
        what: "polled request",
        rate: live.settings.limits.polled_requests,
        limit: "polled_requests",
        too_many: "too many requests of this client from this address",
    };
    within_rate(request, provider, &client, asking).await?;
    let key = dpop::prove_for_later(request, provider, (PATH, client.client())).await?;
    let device_code = random::dated_token(provider.now());
    let polled = Polled { polled: Digest::of_dated(&device_code), grant_type: GrantType::DeviceCode };
    let key = key.map(|key| key.thumbprint().clone());
    let verified = verify(provider, &client, &body, (polled.clone(), key, None))?;
    remarks::on_request(provider, client.client(), &verified);
    let device = device(request, client_address(request, &live.settings));
    let kept = Kept {
        request: verified,
        address: device.ip.to_string(),
        user_agent: device.user_agent,
        binding_message: None,
    };
    let user_code = add(provider, &client, &polled, &kept).await?;
    let settings = live.settings.device_authorization;
    let page = live.settings.server.issuer.url("/device");
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).insert_header(("Pragma", "no-cache")).json(
        json!({
            "device_code": device_code,
            "user_code": user_code.to_string(),
            "verification_uri": page,
            "verification_uri_complete": format!("{page}?user_code={user_code}"),
            "expires_in": settings.lifetime.as_secs(),
            "interval": settings.interval.as_secs(),
        }),
    ))
}

/// Keeps the request, under a user code that no other one has.
async fn add(
    provider: &Provider,
    client: &AuthenticatedClient,
    polled: &Polled,
    kept: &Kept,
) -> Result<UserCode, HttpResponse> {
    let live = provider.live();
    let settings = live.settings.device_authorization;
    let now = provider.now();
    for _ in 0..TRIES {
        let drawn = random::drawn_from(LETTERS, LENGTH);
        let Some(user_code) = UserCode::parse(&drawn) else { continue };
        let request = PolledRequest {
            digest: polled.polled,
            grant_type: polled.grant_type,
            client_id: client.client().client_id.clone(),
            user_code: Some(user_code.digest()),
            sub: None,
            notification: None,
            request: kept.text().map_err(|error| store_error(&error))?,
            created_at: now,
            expires_at: now.after(settings.lifetime),
            pace: Pace::every(settings.interval),
        };
        match keep(provider, &request, None).await.map_err(|error| store_error(&error))? {
            AddPolled::Added => return Ok(user_code),
            // Another code is drawn; nothing is in these requests that counts once.
            AddPolled::CodeTaken | AddPolled::CameBefore => {}
            AddPolled::TooMany => {
                provider.metrics.rate_limited("polled_requests_per_client");
                return Err(too_many(settings.lifetime, "this client has too many requests that nobody has answered"));
            }
        }
    }
    let words = "no user code is free";
    refusals::refused(format_args!("request refused: {words}"), ErrorCode::TemporarilyUnavailable.as_str());
    Err(try_again(words))
}
