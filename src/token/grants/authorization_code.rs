//! `grant_type=authorization_code` (RFC 6749 §4.1.3, RFC 7636 §4.6, Core §3.1.3.2).
//!
//! The order matters (SEC-20): look the code up, prove that this caller is the one it was issued to, and only then
//! consume it, by one statement. A wrong caller neither burns a code nor revokes anything.

use super::{super::TokenError, super::TokenResponse, required};
use crate::client_auth::AuthenticatedClient;
use crate::protocol::authorization_code::{self, AuthorizationCode};
use crate::protocol::parameters::Parameters;
use crate::protocol::tokens::still_entitled;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::codes::{CodeState, Kept, TakeCode};
use crate::token::access_token::Extent;
use crate::token::dpop::{DpopError, ProvenKey};
use crate::token::held::Held;
use crate::token::issue::Answer;
use crate::token::{audience, issue};

/// Redeems a code.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    let Found { kept, code, is_used } = find(provider, required(parameters, "code")?).await?;
    prove_binding(&code, client, parameters)?;
    prove_key(&code, held.key.as_ref())?;
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
    match provider.store.take_code(kept, &code, &minted.new_tokens, &standing, now).await? {
        TakeCode::Taken => {
            let (nonce, user) = (code.nonce.as_deref(), user.as_ref());
            let answer = Answer { prepared, grant: &code.grant, nonce, user };
            issue::respond(provider, client.client(), minted, answer, now)
        }
        TakeCode::AlreadyUsed => Err(replayed(provider, &code).await?),
        TakeCode::Gone => Err(TokenError::CodeGone),
        TakeCode::ProofUsed => Err(DpopError::Used.into()),
        TakeCode::Lapsed(lapsed) => Err(lapsed.into()),
    }
}

/// A code that is known.
struct Found {
    kept: Kept,
    code: AuthorizationCode,
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
        return Ok(Found { kept: Kept::Carried, code, is_used: false });
    }
    let digest = Digest::of_dated(text);
    let (code, is_used) = match provider.store.code(&digest).await?.ok_or(TokenError::CodeUnknown)? {
        CodeState::Unused(code) => (code, false),
        CodeState::Used(code) => (code, true),
    };
    Ok(Found { kept: Kept::Stored(digest), code: *code, is_used })
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

/// RFC 9449 §10: the request named the key that the code is for.
fn prove_key(code: &AuthorizationCode, key: Option<&ProvenKey>) -> Result<(), TokenError> {
    match (&code.dpop_jkt, key) {
        (None, _) => Ok(()),
        (Some(named), Some(key)) if key.thumbprint() == named => Ok(()),
        (Some(_), _) => Err(TokenError::CodeOfOtherKey),
    }
}

/// RFC 6749 §4.1.2: "the authorization server … SHOULD revoke (when possible) all tokens previously issued".
async fn replayed(provider: &Provider, code: &AuthorizationCode) -> Result<TokenError, TokenError> {
    provider.store.revoke_grant(&code.grant.id, provider.now()).await?;
    Ok(TokenError::CodeAlreadyUsed { grant_id: code.grant.id.clone() })
}
