//! What the grants have in common whose client polls (RFC 8628 §3.4, §3.5): the request is looked up, the caller must be the
//! client that made it, the pace is judged, and what a person allowed is redeemed once.
//!
//! A second redemption gets nothing. Within half a minute of the first it revokes nothing either, since polls overlap and
//! answers are lost; later, the name of the request is in foreign hands, and what it gave ends (SEC-21).

use super::super::{TokenError, TokenResponse};
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
use crate::store::codes::{Kept, TakeCode};
use crate::token::access_token::Extent;
use crate::token::audience;
use crate::token::dpop::{DpopError, ProvenKey};
use crate::token::held::Held;
use crate::token::issue::{self, Answer};

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
        PolledState::Allowed(code) => redeem(provider, client, parameters, held, (digest, *code, name)).await,
    }
}

/// Gives what the person allowed, as for an authorization code.
async fn redeem(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
    (digest, code, name): (Digest, AuthorizationCode, &'static str),
) -> Result<TokenResponse, TokenError> {
    let now = provider.now();
    if code.dpop_jkt.as_ref().is_some_and(|named| held.key.as_ref().map(ProvenKey::thumbprint) != Some(named)) {
        return Err(TokenError::PolledOfOtherKey);
    }
    if !still_entitled(client.client(), Some(&code.grant), None) {
        return Err(TokenError::ProofLowered);
    }
    let user = issue::user_if_needed(provider, client.client(), &code.grant).await?;
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let audience = audience::of_request(parameters, client.client(), &code.grant.resource, issuer)?;
    let scope = issue::still_granted(&code.grant.scope, client.client(), &live.settings.catalogue);
    let extent = Extent { scope, audience, bound_to: held.binds(client.client())? };
    let mut minted = issue::mint(provider, client.client(), client.proven_by(), &code.grant, &extent, now)?;
    minted.new_tokens.proof = held.once();
    let prepared = issue::prepare(provider, client.client(), &minted, now).await?;
    let standing = provider.standing(client.client());
    match provider.store.take_code(Kept::Polled(digest), &code, &minted.new_tokens, &standing, now).await? {
        TakeCode::Taken => {
            let answer = Answer { prepared, grant: &code.grant, nonce: None, user: user.as_ref() };
            issue::respond(provider, client.client(), minted, answer, now)
        }
        TakeCode::AlreadyUsed => Err(TokenError::PolledAlreadyUsed(name)),
        TakeCode::Gone => Err(TokenError::PolledGone),
        TakeCode::ProofUsed => Err(DpopError::Used.into()),
        TakeCode::Lapsed(lapsed) => Err(lapsed.into()),
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
