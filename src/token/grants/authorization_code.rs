//! `grant_type=authorization_code` (RFC 6749 §4.1.3, RFC 7636 §4.6, Core §3.1.3.2).
//!
//! The order matters (SEC-20): look the code up, prove that this caller is the one it was issued to, and only then
//! consume it, by one statement. A wrong caller neither burns a code nor revokes anything.

use std::sync::Arc;

use super::redeem::{Redeemed, redeem};
use super::{super::TokenError, super::TokenResponse, required};
use crate::client_auth::AuthenticatedClient;
use crate::protocol::authorization_code::{self, AuthorizationCode};
use crate::protocol::parameters::Parameters;
use crate::protocol::tokens::still_entitled;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::codes::{CodeState, Kept};
use crate::token::held::Held;

/// Redeems a code.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    let Found { kept, code, is_used } = find(provider, required(parameters, "code")?).await?;
    prove_binding(&code, client, parameters)?;
    // RFC 9449 §10: the request named the key that the code is for.
    if !held.proves(code.dpop_jkt.as_ref()) {
        return Err(TokenError::CodeOfOtherKey);
    }
    if !still_entitled(client.client(), Some(&code.grant), None) {
        return Err(TokenError::ProofLowered);
    }
    if is_used {
        return Err(replayed(provider, &code).await?);
    }
    let now = provider.now();
    if code.expires_at <= now {
        // Of a code that carries what it stands for, only the store knows whether it was used in its time.
        return match provider.store.is_redeemed(&code.grant.id).await? {
            true => Err(replayed(provider, &code).await?),
            false => Err(TokenError::CodeExpired),
        };
    }
    if client.client().registered_redirect_uri(&code.redirect_uri).is_none() {
        return Err(TokenError::RedirectUriGone);
    }

    match redeem(provider, client, parameters, held, (kept, &code, code.nonce.as_deref())).await? {
        Redeemed::Given(tokens) => Ok(tokens),
        Redeemed::AlreadyUsed => Err(replayed(provider, &code).await?),
        Redeemed::Gone => Err(TokenError::CodeGone),
    }
}

/// A code that is known.
struct Found {
    kept: Kept,
    code: Arc<AuthorizationCode>,
    is_used: bool,
}

/// What a code stands for, whether it carries that itself or the store has it. Whether the former was used is found out
/// when it is taken.
async fn find(provider: &Provider, text: &str) -> Result<Found, TokenError> {
    if text.len() > authorization_code::LONGEST {
        return Err(TokenError::CodeUnknown);
    }
    if text.len() > authorization_code::STORED {
        let (store, sealed) = (provider.store.as_ref(), (authorization_code::PURPOSE, &[][..], text));
        let carried = provider.sealer.find_text(store, sealed, provider.now()).await?;
        let code = carried.as_deref().and_then(AuthorizationCode::from_carried).ok_or(TokenError::CodeUnknown)?;
        return Ok(Found { kept: Kept::Carried, code: Arc::new(code), is_used: false });
    }
    let digest = Digest::of_dated(text);
    let (code, is_used) = match provider.store.code(&digest).await?.ok_or(TokenError::CodeUnknown)? {
        CodeState::Unused(code) => (code, false),
        CodeState::Used(code) => (code, true),
    };
    Ok(Found { kept: Kept::Stored(digest), code: code.into(), is_used })
}

/// The caller must be the client, at the redirect URI, with the verifier (rows 14–17).
fn prove_binding(
    code: &AuthorizationCode,
    client: &AuthenticatedClient,
    parameters: &Parameters,
) -> Result<(), TokenError> {
    if code.client_id != client.client().client_id {
        return Err(TokenError::CodeUnknown);
    }
    match parameters.get("redirect_uri") {
        Some(redirect_uri) if redirect_uri == code.redirect_uri => {}
        Some(_) => return Err(TokenError::RedirectUriDiffers),
        None => return Err(TokenError::InvalidRequest("redirect_uri is missing".to_owned())),
    }
    match (&code.code_challenge, parameters.get("code_verifier")) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(TokenError::PkceFailed("code_verifier was sent, but the request had no code_challenge")),
        (Some(_), None) => Err(TokenError::PkceFailed("code_verifier is missing")),
        (Some(challenge), Some(verifier)) if challenge.is_proven_by(verifier) => Ok(()),
        (Some(_), Some(_)) => Err(TokenError::PkceFailed("code_verifier does not match the code_challenge")),
    }
}

/// RFC 6749 §4.1.2: "the authorization server … SHOULD revoke (when possible) all tokens previously issued".
async fn replayed(provider: &Provider, code: &AuthorizationCode) -> Result<TokenError, TokenError> {
    provider.store.revoke_grant(&code.grant.id, provider.now()).await?;
    Ok(TokenError::CodeAlreadyUsed { grant_id: code.grant.id.clone() })
}
