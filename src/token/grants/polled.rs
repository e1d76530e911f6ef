//! What the grants have in common whose client polls (RFC 8628 §3.4, §3.5): the request is looked up, the caller must be the
//! client that made it, the pace is judged, and what a person allowed is redeemed once.
//!
//! A second redemption gets nothing. Within half a minute of the first it revokes nothing either, since polls overlap and
//! answers are lost; later, the name of the request is in foreign hands, and what it gave ends (SEC-21).

use std::sync::Arc;

use super::super::{TokenError, TokenResponse};
use super::redeem::{Redeemed, redeem};
use super::required;
use crate::client_auth::AuthenticatedClient;
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::client::GrantType;
use crate::protocol::parameters::Parameters;
use crate::protocol::polled::{OVERLAP, PolledState};
use crate::protocol::tokens::still_entitled;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::codes::Kept;
use crate::token::held::Held;

/// Answers a poll with `name`, the parameter of this grant that names the request.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
    (grant_type, name): (GrantType, &'static str),
) -> Result<TokenResponse, TokenError> {
    let digest = Digest::of_dated(required(parameters, name)?);
    let now = provider.now();
    let is_own = |client_id| client.client().client_id == client_id;
    let found = provider.store.polled(&digest).await?;
    // Nothing is noted for anybody but the client that made it.
    let known = found.filter(|(request, _)| request.grant_type == grant_type && is_own(request.client_id.clone()));
    if known.is_none() {
        return Err(TokenError::PolledUnknown(name));
    }
    let poll = provider.store.poll(&digest, now).await?.ok_or(TokenError::PolledUnknown(name))?;
    let is_over = poll.request.expires_at <= now;
    match poll.state {
        PolledState::Redeemed(code, redeemed_at) => Err(again(provider, &code, name, redeemed_at, now).await?),
        _ if is_over => Err(TokenError::PolledExpired),
        PolledState::Refused => Err(TokenError::PolledRefused),
        PolledState::Pending if poll.too_soon => Err(TokenError::PolledTooSoon),
        PolledState::Pending => Err(TokenError::PolledPending),
        PolledState::Allowed(code) => give(provider, client, parameters, held, (digest, *code, name)).await,
    }
}

/// Gives what the person allowed, as for an authorization code.
async fn give(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
    (digest, code, name): (Digest, AuthorizationCode, &'static str),
) -> Result<TokenResponse, TokenError> {
    if !held.proves(code.dpop_jkt.as_ref()) {
        return Err(TokenError::PolledOfOtherKey);
    }
    if !still_entitled(client.client(), Some(&code.grant), None) {
        return Err(TokenError::ProofLowered);
    }
    match redeem(provider, client, parameters, held, (Kept::Polled(digest), &Arc::new(code), None)).await? {
        Redeemed::Given(tokens) => Ok(tokens),
        Redeemed::AlreadyUsed => Err(TokenError::PolledAlreadyUsed(name)),
        Redeemed::Gone => Err(TokenError::PolledGone),
    }
}

/// What was redeemed came again.
async fn again(
    provider: &Provider,
    code: &AuthorizationCode,
    name: &'static str,
    redeemed_at: Timestamp,
    now: Timestamp,
) -> Result<TokenError, TokenError> {
    if now <= redeemed_at.after(OVERLAP) {
        return Ok(TokenError::PolledAlreadyUsed(name));
    }
    provider.store.revoke_grant(&code.grant.id, now).await?;
    Ok(TokenError::PolledReplayed { name, grant_id: code.grant.id.clone() })
}
