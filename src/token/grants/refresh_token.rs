//! `grant_type=refresh_token` (RFC 6749 §6, RFC 9700 §4.14, Core §12): every use rotates, unless the client's rules say that
//! its tokens stay (FAPI 2.0 Security Profile §5.3.2.1, 9): then each use makes the same token live on. A second use of a rotated
//! token gets the same successor within `reuse_grace`, and later while that was not used (a lost answer); any other one
//! ends the family (SEC-22, SEC-24).

use super::{super::TokenError, super::TokenResponse, required};
use crate::client_auth::AuthenticatedClient;
use crate::protocol::parameters::Parameters;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::SenderConstraint;
use crate::protocol::tokens::still_entitled;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::store::tokens::Rotate;
use crate::token::access_token::Extent;
use crate::token::dpop::DpopError;
use crate::token::held::Held;
use crate::token::issue::Answer;
use crate::token::{audience, details, issue};

/// Rotates a refresh token.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    let presented = required(parameters, "refresh_token")?;
    let digest = Digest::of_dated(presented);
    let known = provider.store.refresh_token(&digest).await?.ok_or(TokenError::RefreshTokenInvalid)?;
    let now = provider.now();
    if known.grant.client_id != client.client().client_id || known.revoked || known.expires_at <= now {
        return Err(TokenError::RefreshTokenInvalid);
    }
    if !known.rotated && known.idle_expires_at <= now {
        return Err(TokenError::RefreshTokenInvalid);
    }
    // RFC 9449 §5, RFC 8705 §4: what is bound is of use to whoever holds what it is bound to, and to nobody else.
    match &known.bound_to {
        Some(bound_to) if held.is(bound_to) => {}
        Some(SenderConstraint::Key(_)) => return Err(TokenError::RefreshTokenOfOtherKey),
        Some(SenderConstraint::Certificate(_)) => return Err(TokenError::RefreshTokenOfOtherCertificate),
        None => {}
    }
    // Locked or gone from the configuration since, or no longer in an admitted group (row 24).
    if !known.user.may_sign_in() || !client.client().admits(&known.user.groups) {
        return Err(TokenError::UserRefused);
    }
    if !still_entitled(client.client(), Some(&known.grant), known.proven_by.as_ref()) {
        return Err(TokenError::ProofLowered);
    }
    let live = provider.live();
    let granted = issue::still_granted(&known.grant.scope, client.client(), &live.settings.catalogue);
    if !granted.contains("offline_access") {
        return Err(TokenError::OfflineWithdrawn);
    }
    let known_scope = |value: &str| live.settings.catalogue.knows_scope(value) && client.client().may_have(value);
    let scope = narrowed(parameters.get("scope"), &granted, known_scope)?;
    let issuer = live.settings.server.issuer.as_str();
    let audience = audience::of_request(parameters, client.client(), &known.grant.resource, issuer)?;
    let types = &live.settings.authorization_details;
    let granted = &known.grant.authorization_details;
    let authorization_details = details::of_request(parameters, client.client(), types, granted, &audience)?;

    let extent = Extent { scope, audience, authorization_details, bound_to: held.binds(client.client())? };
    let next = || match client.client().rules().rotation {
        true => provider.successors.successor(presented, random::date(now)),
        false => presented.to_owned(),
    };
    let mut minted = issue::mint(provider, client.client(), client.proven_by(), &known.grant, &extent, next, now)?;
    minted.keep_family_end(known.expires_at);
    minted.keep_bound(known.bound_to.as_ref());
    minted.new_tokens.proof = held.once();
    let reuse = live.settings.tokens.refresh_token_reuse;
    let prepared = issue::prepare(provider, client.client(), &minted, now).await?;
    let standing = provider.standing(client.client());
    let tokens = &minted.new_tokens;
    match provider.store.rotate_refresh_token(&digest, tokens, reuse, &standing, now).await? {
        Rotate::Rotated => {}
        Rotate::Repeated { chain } => {
            let unused = provider.successors.follow(presented, &chain).ok_or(TokenError::RefreshTokenInvalid)?;
            minted.with_refresh_token(unused);
        }
        Rotate::ProofUsed => return Err(DpopError::Used.into()),
        Rotate::Lapsed(lapsed) => return Err(lapsed.into()),
        Rotate::Reused => return Err(TokenError::RefreshTokenReused { grant_id: known.grant.id }),
        Rotate::Gone => return Err(TokenError::RefreshTokenInvalid),
    }
    let answer = Answer { prepared, grant: &known.grant, nonce: None, user: Some(&known.user) };
    issue::respond(provider, client.client(), minted, answer, now)
}

/// RFC 6749 §6: the requested scope "MUST NOT include any scope not originally granted". Libraries repeat the scope of their
/// first request; what was ignored there, since this client may not have it, is ignored here (§3.3).
fn narrowed(
    requested: Option<&str>,
    granted: &ScopeSet,
    may_have: impl Fn(&str) -> bool,
) -> Result<ScopeSet, TokenError> {
    let Some(requested) = requested else { return Ok(granted.clone()) };
    let requested = ScopeSet::parse(requested).filtered(may_have);
    if requested.is_subset_of(granted) && !requested.is_empty() { Ok(requested) } else { Err(TokenError::ScopeTooWide) }
}
