//! One way to issue, for all grants: random tokens, their digests for the store, and a signed ID token.

use serde_json::Map;

use super::{TokenError, TokenResponse};
use crate::clock::Timestamp;
use crate::jose;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::id_token::{IdToken, IdTokenParts};
use crate::protocol::scope::ScopeSet;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::store::tokens::{Grant, NewAccessToken, NewRefreshToken, NewTokens};

/// Fresh tokens: the texts for the client and the digests for the store.
pub struct Minted {
    access_token: String,
    refresh_token: Option<String>,
    expires_in: u64,
    scope: ScopeSet,
    /// What the store keeps.
    pub new_tokens: NewTokens,
}

impl Minted {
    /// A rotated token never outlives its family.
    pub fn keep_family_end(&mut self, family_end: Timestamp) {
        if let Some(refresh_token) = &mut self.new_tokens.refresh_token {
            refresh_token.expires_at = refresh_token.expires_at.min(family_end);
            refresh_token.idle_expires_at = refresh_token.idle_expires_at.min(family_end);
        }
    }
}

/// Makes the tokens of one answer. A refresh token comes only with `offline_access` (Core §11).
pub fn mint(provider: &Provider, client: &Client, grant: &Grant, scope: &ScopeSet, now: Timestamp) -> Minted {
    let live = provider.live();
    let lifetimes = &live.settings.tokens;
    let life = client.lifetimes.access_token.unwrap_or(lifetimes.access_token);
    let access_token = format!("lka_{}", random::dated_token(now));
    let refreshable = grant.scope.contains("offline_access") && client.may_use(GrantType::RefreshToken);
    let refresh_token = refreshable.then(|| format!("lkr_{}", random::dated_token(now)));
    let new_refresh_token = refresh_token.as_deref().map(|token| NewRefreshToken {
        digest: Digest::of_dated(token),
        idle_expires_at: now.after(client.lifetimes.refresh_token_idle.unwrap_or(lifetimes.refresh_token_idle)),
        expires_at: now.after(client.lifetimes.refresh_token_absolute.unwrap_or(lifetimes.refresh_token_absolute)),
    });
    let new_access_token =
        NewAccessToken { digest: Digest::of_dated(&access_token), scope: scope.clone(), expires_at: now.after(life) };
    Minted {
        access_token,
        refresh_token,
        expires_in: life.as_secs(),
        scope: scope.clone(),
        new_tokens: NewTokens { access_token: new_access_token, refresh_token: new_refresh_token },
    }
}

/// The person, where the ID token needs claims of theirs or the client admits only some groups.
pub async fn user_if_needed(provider: &Provider, client: &Client, grant: &Grant) -> Result<Option<User>, TokenError> {
    let asks_claims = grant.claims.as_ref().is_some_and(|claims| !claims.id_token.is_empty());
    if !client.claims_in_id_token && !asks_claims && client.allowed_groups.is_empty() {
        return Ok(None);
    }
    match provider.store.user(&grant.sub).await? {
        Some(user) if !user.locked && client.admits(&user.groups) => Ok(Some(user)),
        _ => Err(TokenError::UserRefused),
    }
}

/// Signs the ID token and puts the answer together.
pub fn respond(
    provider: &Provider,
    client: &Client,
    minted: Minted,
    grant: &Grant,
    nonce: Option<&str>,
    user: Option<&User>,
    now: Timestamp,
) -> Result<TokenResponse, TokenError> {
    let live = provider.live();
    let algorithm = client.id_token_signed_response_alg;
    let mut claims = Map::new();
    if let Some(user) = user {
        if client.claims_in_id_token {
            claims = live.settings.catalogue.for_scope(user, &minted.scope);
        }
        if let Some(requested) = &grant.claims {
            live.settings.catalogue.add_requested(user, &requested.id_token, &mut claims);
        }
    }
    let id_token = IdToken::new(IdTokenParts {
        issuer: live.settings.server.issuer.as_str(),
        grant,
        nonce,
        at_hash: Some(jose::left_half_hash(algorithm, &minted.access_token)),
        claims,
        issued_at: now,
        lifetime: client.lifetimes.id_token.unwrap_or(live.settings.tokens.id_token),
    });
    let no_key = || TokenError::NoSigningKey(algorithm.as_str());
    let payload = serde_json::to_vec(&id_token).map_err(|_| no_key())?;
    let id_token = provider.keyring.load().sign(algorithm, "JWT", &payload, now).ok_or_else(no_key)?;
    Ok(TokenResponse {
        access_token: minted.access_token,
        token_type: "Bearer",
        expires_in: minted.expires_in,
        refresh_token: minted.refresh_token,
        id_token,
        scope: minted.scope,
    })
}
