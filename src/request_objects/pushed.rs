//! Pushed authorization requests (RFC 9126): a request that the client sent beforehand, kept until a browser arrives with
//! the `request_uri` that names it.
//!
//! What is kept is what a request would have brought: the parameters, or those that a request object holds. Whoever
//! arrives has them verified once more, since the client may have changed meanwhile (§4).

use std::sync::Arc;

use super::parameters_of_object;
use crate::authorization::ObjectFault;
use crate::clock::Timestamp;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::store::StoreError;
use crate::store::pushed_requests::PushedRequest;

/// What the `request_uri` of a pushed request begins with (§2.2).
pub const URN: &str = "urn:ietf:params:oauth:request_uri:";
/// What requests are sealed for.
const PURPOSE: &str = "pushed request";
/// What a client proves itself with: no parameters of the request that it pushes.
const CREDENTIALS: [&str; 3] = ["client_secret", "client_assertion", "client_assertion_type"];

/// Which pushed request it is that a browser arrived with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// What its `request_uri` ends in.
    pub name: String,
    /// Until when other browsers may arrive with it.
    pub expires_at: Timestamp,
}

/// What was kept of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// `request_uri`.
    pub request_uri: String,
    /// Until when a browser may arrive with it.
    pub expires_at: Timestamp,
}

/// The parameters that `client`, which proved itself, pushes with this body (§2.1): those of a request object, where there
/// is one. A body need not name the client once more.
pub async fn read(provider: &Provider, client: &Arc<Client>, body: Parameters) -> Result<Parameters, ObjectFault> {
    if body.has("request_uri") {
        let words = "request_uri cannot be pushed: send the parameters, or a request object in the parameter request";
        return Err(ObjectFault::new(ErrorCode::InvalidRequest, words));
    }
    let named = body.without("client_id").with("client_id", client.client_id.as_str());
    let outside = CREDENTIALS.into_iter().fold(named, Parameters::without);
    let inside = parameters_of_object(provider, client, &outside).await?;
    Ok(inside.unwrap_or(outside))
}

/// Keeps these parameters of `client`, which were verified. `None` where the client has too many that have not expired.
pub async fn keep(
    provider: &Provider,
    client_id: &ClientId,
    parameters: &Parameters,
) -> Result<Option<Kept>, StoreError> {
    let live = provider.live();
    let now = provider.now();
    let name = random::dated_token(now);
    let expires_at = now.after(live.settings.pushed_requests.lifetime);
    let sealed = provider.sealer.seal_until((PURPOSE, name.as_bytes()), parameters, expires_at, now);
    let request = sealed.ok_or_else(|| StoreError::Corrupt("a request cannot be sealed".to_owned()))?;
    let pushed = PushedRequest { digest: Digest::of_dated(&name), client_id: client_id.clone(), request, expires_at };
    let most = live.settings.limits.pushed_requests_per_client;
    let is_kept = provider.store.push_request(&pushed, most, now).await?;
    Ok(is_kept.then(|| Kept { request_uri: format!("{URN}{name}"), expires_at }))
}

/// What a browser arrives with.
pub enum Found {
    /// A request of this client.
    Waiting(Parameters, Arrival),
    /// One that was answered.
    Answered,
    /// None: it has expired, or was never pushed, or by another client.
    Unknown,
}

/// The request of `client` of that name.
pub async fn find(provider: &Provider, client_id: &ClientId, name: &str) -> Result<Found, StoreError> {
    let (store, now, digest) = (provider.store.as_ref(), provider.now(), Digest::of_dated(name));
    let Some(pushed) = store.pushed_request(&digest, client_id, now).await? else { return Ok(Found::Unknown) };
    if store.is_finished(&digest).await? {
        return Ok(Found::Answered);
    }
    let sealed = (PURPOSE, name.as_bytes(), pushed.request.as_str());
    let opened = provider.sealer.find_until::<Parameters>(store, sealed, now).await?;
    Ok(match opened {
        Some((parameters, expires_at)) => Found::Waiting(parameters, Arrival { name: name.to_owned(), expires_at }),
        None => Found::Unknown,
    })
}
