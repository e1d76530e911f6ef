//! Redeeming what a person allowed, whichever grant names it: a code that a browser brought back, or a request that a client
//! polled for. What differs is how it is found, and what a second use means.

use std::sync::Arc;

use super::super::{TokenError, TokenResponse};
use crate::client_auth::AuthenticatedClient;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::store::codes::{Kept, TakeCode};
use crate::token::access_token::Extent;
use crate::token::dpop::DpopError;
use crate::token::held::Held;
use crate::token::issue::{self, Answer};
use crate::token::{audience, details};

/// What came of it, where nothing is wrong with the request.
pub enum Redeemed {
    /// Tokens.
    Given(TokenResponse),
    /// It was used before.
    AlreadyUsed,
    /// It ended meanwhile.
    Gone,
}

/// Takes `code`, which was found as `kept` and is this client's, and issues tokens for it, both in one transaction. `nonce` goes
/// into the ID token.
pub async fn redeem(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
    (kept, code, nonce): (Kept, &Arc<AuthorizationCode>, Option<&str>),
) -> Result<Redeemed, TokenError> {
    let now = provider.now();
    let user = issue::user_if_needed(provider, client.client(), &code.grant).await?;
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let audience = audience::of_request(parameters, client.client(), &code.grant.resource, issuer)?;
    let scope = issue::still_granted(&code.grant.scope, client.client(), &live.settings.catalogue);
    let types = &live.settings.authorization_details;
    let granted = &code.grant.authorization_details;
    let authorization_details = details::of_request(parameters, client.client(), types, granted, &audience)?;
    let extent = Extent { scope, audience, authorization_details, bound_to: held.binds(client.client())? };
    let first = || issue::first_refresh_token(now);
    let mut minted = issue::mint(provider, client.client(), client.proven_by(), &code.grant, &extent, first, now)?;
    minted.new_tokens.proof = held.once();
    let prepared = issue::prepare(provider, client.client(), &minted, now).await?;
    let standing = provider.standing(client.client());
    match provider.store.take_code(kept, code, &minted.new_tokens, &standing, now).await? {
        TakeCode::Taken => {
            let answer = Answer { prepared, grant: &code.grant, nonce, user: user.as_ref() };
            issue::respond(provider, client.client(), minted, answer, now).map(Redeemed::Given)
        }
        TakeCode::AlreadyUsed => Ok(Redeemed::AlreadyUsed),
        TakeCode::Gone => Ok(Redeemed::Gone),
        TakeCode::ProofUsed => Err(DpopError::Used.into()),
        TakeCode::Lapsed(lapsed) => Err(lapsed.into()),
    }
}
