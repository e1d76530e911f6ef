//! `backchannel_authentication_endpoint` (CIBA Core 1.0 §7): a client names a person, who answers on a page of ours, and gets an
//! `auth_req_id` to poll with.
//!
//! That a hint names nobody, or somebody who may not use the client, is not told (docs/decisions/0047): the request is kept and
//! nobody can answer it, so that it ends like one that nobody looked at.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::client::{authenticate_at, conclude};
use super::error::{form_error, half_done, public_client_error, push_error, store_error, too_many, try_again};
use super::login::device;
use super::polled::{Kept, keep, verify};
use super::{client_address, dpop, form, remarks};
use crate::authorization::verified::Polled;
use crate::login::user_code::{self, UserCodeError};
use crate::protocol::backchannel_authentication::{self as request, Asked, Refusal};
use crate::protocol::client::{Client, GrantType};
use crate::protocol::error::ErrorCode;
use crate::protocol::mail::Mail;
use crate::protocol::polled::{Pace, PolledRequest};
use crate::provider::Provider;
use crate::random;
use crate::request_objects::backchannel::meant::{self, Meant};
use crate::request_objects::backchannel::{self, Fault};
use crate::secret::Digest;
use crate::store::assertions::CountsOnce;
use crate::store::polled_requests::AddPolled;
use crate::telemetry::refusals;

/// Where it is.
const PATH: &str = "/backchannel_authentication";
/// What the words for a client that is pinged are sealed for.
pub const NOTIFICATION: &str = "CIBA notification";

/// Handles a request.
pub async fn backchannel_authentication(
    request: HttpRequest,
    payload: Payload,
    provider: Data<Provider>,
) -> HttpResponse {
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
    if client.client().is_public() {
        return Err(public_client_error(&client.client().client_id));
    }
    let said = backchannel::read(provider, client.client(), body).await.map_err(refused)?;
    let parameters = said.parameters;
    let asked = request::read(&parameters, client.client());
    let asked = asked.map_err(|refusal| refused(refusal.into()))?;
    let key = dpop::prove_for_later(request, provider, (PATH, client.client())).await?;
    let meant = meant::find(provider, client.client(), &asked.hint).await.map_err(refused)?;
    if let Some(code) = &asked.user_code {
        let person = (meant.named.as_str(), meant.sub.as_ref());
        let proven = user_code::prove(provider, &client.client().client_id, person, code).await;
        proven.map_err(|error| code_refused(&error))?;
    }
    let auth_req_id = random::dated_token(provider.now());
    let polled = Polled { polled: Digest::of_dated(&auth_req_id), grant_type: GrantType::Ciba };
    let key = key.map(|key| key.thumbprint().clone());
    let verified = verify(provider, &client, &parameters, (polled.clone(), key, Some(meant.known_as.clone())))?;
    remarks::on_request(provider, client.client(), &verified);
    let device = device(request, client_address(request, &live.settings));
    let binding_message = asked.binding_message.clone();
    let kept =
        Kept { request: verified, address: device.ip.to_string(), user_agent: device.user_agent, binding_message };
    let named = (&polled, auth_req_id.as_str());
    let expires_in = add(provider, client.client(), named, &asked, (&kept, &meant, said.once.as_ref())).await?;
    let interval = live.settings.backchannel_authentication.interval;
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).insert_header(("Pragma", "no-cache")).json(
        json!({
            "auth_req_id": auth_req_id,
            "expires_in": expires_in,
            "interval": interval.as_secs(),
        }),
    ))
}

/// §13.
fn refused(fault: Fault) -> HttpResponse {
    let code = match &fault {
        Fault::Refused(Refusal::Request(_)) | Fault::CameBefore => ErrorCode::InvalidRequest,
        Fault::Refused(Refusal::Scope) => ErrorCode::InvalidScope,
        Fault::Refused(Refusal::BindingMessage) => ErrorCode::InvalidBindingMessage,
        Fault::Refused(Refusal::UserCodeMissing) => ErrorCode::MissingUserCode,
        Fault::HintExpired => ErrorCode::ExpiredLoginHintToken,
        Fault::KeysUnavailable => ErrorCode::TemporarilyUnavailable,
        Fault::Store(error) => return store_error(error),
    };
    refusals::refused(format_args!("backchannel authentication refused: {fault}"), code.as_str());
    push_error(code, &fault.to_string())
}

/// The same, for the code of the person.
fn code_refused(error: &UserCodeError) -> HttpResponse {
    let text = error.to_string();
    match error {
        UserCodeError::Wrong => {
            let code = ErrorCode::InvalidUserCode;
            refusals::refused(format_args!("backchannel authentication refused: {text}"), code.as_str());
            push_error(code, &text)
        }
        UserCodeError::TooMany(wait) => too_many(*wait, &text),
        UserCodeError::Busy => try_again(&text),
        UserCodeError::Store(error) => store_error(error),
    }
}

/// Keeps the request, and has the person told; for how many seconds it is good.
async fn add(
    provider: &Provider,
    client: &Client,
    (polled, auth_req_id): (&Polled, &str),
    asked: &Asked,
    (kept, meant, once): (&Kept, &Meant, Option<&CountsOnce>),
) -> Result<u64, HttpResponse> {
    let live = provider.live().clone();
    let settings = live.settings.backchannel_authentication;
    let lifetime = asked.requested_expiry.map_or(settings.lifetime, |wanted| wanted.min(settings.max_lifetime));
    let now = provider.now();
    let notification = asked.client_notification_token.as_ref().and_then(|token| {
        let told = json!({"auth_req_id": auth_req_id, "token": token}).to_string();
        provider.sealer.seal_text(NOTIFICATION, polled.polled.as_bytes(), told.as_bytes(), now)
    });
    let request = PolledRequest {
        digest: polled.polled,
        grant_type: polled.grant_type,
        client_id: client.client_id.clone(),
        user_code: None,
        sub: meant.sub.clone(),
        notification,
        request: kept.text().map_err(|error| store_error(&error))?,
        created_at: now,
        expires_at: now.after(lifetime),
        pace: Pace::every(settings.interval),
    };
    match keep(provider, &request, once).await.map_err(|error| store_error(&error))? {
        AddPolled::Added => {}
        AddPolled::CameBefore => return Err(refused(Fault::CameBefore)),
        AddPolled::TooMany | AddPolled::CodeTaken => {
            provider.metrics.rate_limited("polled_requests_per_client");
            return Err(too_many(lifetime, "this client has too many requests that nobody has answered"));
        }
    }
    // Whether there is anybody to tell is found out when the mail is sent, so that it takes no time here.
    if live.settings.smtp.is_some() {
        let mail = Mail::RequestWaiting { request: polled.polled };
        provider.store.queue_mail(&mail, now).await.map_err(|error| half_done(&error))?;
    }
    Ok(lifetime.as_secs())
}
