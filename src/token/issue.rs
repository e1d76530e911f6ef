//! One way to issue, for all grants: random tokens, their digests for the store, and a signed ID token.

use serde_json::{Map, Value};

use super::access_token::{self, Extent, SpeaksFor};
use super::protect::{self, Prepared};
use super::{TokenError, TokenResponse};
use crate::clock::Timestamp;
use crate::jose;
use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::grant::Grant;
use crate::protocol::id_token::{IdToken, IdTokenParts};
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::refresh_token::PREFIX;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::{SenderConstraint, token_type};
use crate::protocol::tokens::{NewRefreshToken, NewTokens};
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;

/// Fresh tokens: the texts for the client and the digests for the store.
pub struct Minted {
    access_token: String,
    refresh_token: Option<String>,
    expires_in: u64,
    scope: ScopeSet,
    authorization_details: AuthorizationDetails,
    token_type: &'static str,
    /// What the store keeps.
    pub new_tokens: NewTokens,
}

impl Minted {
    /// The refresh token is this one after all: an earlier answer gave it.
    pub fn with_refresh_token(&mut self, successor: String) {
        if let (Some(text), Some(new)) = (&mut self.refresh_token, &mut self.new_tokens.refresh_token) {
            new.digest = Digest::of_dated(&successor);
            *text = successor;
        }
    }

    /// A refresh token that is bound to something has successors that are, whatever became of its client.
    pub fn keep_bound(&mut self, bound_to: Option<&SenderConstraint>) {
        if let (Some(refresh_token), Some(bound_to)) = (&mut self.new_tokens.refresh_token, bound_to) {
            refresh_token.bound_to = Some(bound_to.clone());
        }
    }

    /// A rotated token never outlives its family.
    pub fn keep_family_end(&mut self, family_end: Timestamp) {
        if let Some(refresh_token) = &mut self.new_tokens.refresh_token {
            refresh_token.expires_at = refresh_token.expires_at.min(family_end);
            refresh_token.idle_expires_at = refresh_token.idle_expires_at.min(family_end);
        }
    }
}

/// What is left of a granted scope, after what the operator took from the client since (row 26).
pub fn still_granted(granted: &ScopeSet, client: &Client, catalogue: &ClaimCatalogue) -> ScopeSet {
    granted.filtered(|value| catalogue.knows_scope(value) && client.may_have(value))
}

/// The first refresh token of a family.
pub fn first_refresh_token(now: Timestamp) -> String {
    random::prefixed_token(PREFIX, now)
}

/// Makes the tokens of one answer. A refresh token, made by `refresh_token`, comes only with `offline_access` (Core §11).
pub fn mint(
    provider: &Provider,
    client: &Client,
    proven_by: &ProvenBy,
    grant: &Grant,
    extent: &Extent,
    refresh_token: impl FnOnce() -> String,
    now: Timestamp,
) -> Result<Minted, TokenError> {
    let live = provider.live();
    let lifetimes = &live.settings.tokens;
    let access_token = access_token::make(provider, client, SpeaksFor::Person(grant), extent, now)?;
    let offline = grant.scope.contains("offline_access") && client.may_have("offline_access");
    let refreshable = offline && client.may_use(GrantType::RefreshToken);
    let refresh_token = refreshable.then(refresh_token);
    let new_refresh_token = refresh_token.as_deref().map(|token| NewRefreshToken {
        digest: Digest::of_dated(token),
        idle_expires_at: now.after(client.lifetimes.refresh_token_idle.unwrap_or(lifetimes.refresh_token_idle)),
        expires_at: now.after(client.lifetimes.refresh_token_absolute.unwrap_or(lifetimes.refresh_token_absolute)),
        // A confidential client proves itself, and may change its keys and certificates (RFC 9449 §5, RFC 8705 §7.1).
        bound_to: extent.bound_to.clone().filter(|_| client.is_public()),
    });
    Ok(Minted {
        access_token: access_token.text,
        refresh_token,
        expires_in: access_token.expires_in,
        scope: extent.scope.clone(),
        authorization_details: extent.authorization_details.clone(),
        token_type: token_type(extent.bound_to.as_ref()),
        new_tokens: NewTokens {
            access_token: access_token.new,
            refresh_token: new_refresh_token,
            proven_by: proven_by.clone(),
            proof: None,
        },
    })
}

/// The person, where the ID token needs claims of theirs or the client admits only some groups.
pub async fn user_if_needed(provider: &Provider, client: &Client, grant: &Grant) -> Result<Option<User>, TokenError> {
    let asks_claims = grant.claims.as_ref().is_some_and(|claims| !claims.id_token.is_empty());
    if !client.claims_in_id_token && !asks_claims && client.allowed_groups.is_empty() {
        return Ok(None);
    }
    match provider.store.user(&grant.sub).await? {
        Some(user) if user.may_sign_in() && client.admits(&user.groups) => Ok(Some(user)),
        _ => Err(TokenError::UserRefused),
    }
}

/// An access token that left the authorization endpoint (Core §3.2.2.5): its parameters, and no refresh token.
#[derive(Debug)]
pub struct FrontChannelToken {
    /// `access_token`.
    pub access_token: String,
    /// Seconds.
    pub expires_in: u64,
    /// Granted scope.
    pub scope: ScopeSet,
}

/// Makes an access token that leaves with an authorization response, outside the code exchange, and what is stored of
/// it together with the response.
pub fn at_authorization(
    provider: &Provider,
    client: &Client,
    grant: &Grant,
    now: Timestamp,
) -> Result<(FrontChannelToken, NewTokens), TokenError> {
    let (scope, audience) = (grant.scope.clone(), grant.resource.clone());
    let authorization_details = grant.authorization_details.for_audience(&audience);
    let extent = Extent { scope, audience, authorization_details, bound_to: None };
    let mut minted = mint(provider, client, &grant.asked_by(), grant, &extent, || first_refresh_token(now), now)?;
    minted.new_tokens.refresh_token = None;
    let Minted { access_token, expires_in, scope, new_tokens, .. } = minted;
    Ok((FrontChannelToken { access_token, expires_in, scope }, new_tokens))
}

/// What an ID token says beside its grant.
#[derive(Debug, Default)]
pub struct IdTokenContent<'a> {
    /// `nonce` of the request.
    pub nonce: Option<&'a str>,
    /// The access token that comes along, for `at_hash`.
    pub access_token: Option<&'a str>,
    /// The code that comes along, for `c_hash`.
    pub code: Option<&'a str>,
    /// The person's claims that belong into this token.
    pub claims: Map<String, Value>,
}

/// Makes an ID token, signed and, for a client that wants it so, encrypted; the one way for both endpoints.
pub fn id_token(
    provider: &Provider,
    client: &Client,
    prepared: &Prepared,
    grant: &Grant,
    content: IdTokenContent<'_>,
    now: Timestamp,
) -> Result<String, TokenError> {
    with_id_token(provider, client, grant, content, now, |id_token| prepared.jwt(id_token, now))
}

/// What such an ID token would say, for whoever only looks: nobody signs it.
pub fn unsigned_id_token(
    provider: &Provider,
    client: &Client,
    grant: &Grant,
    content: IdTokenContent<'_>,
    now: Timestamp,
) -> Value {
    with_id_token(provider, client, grant, content, now, |id_token| serde_json::to_value(id_token).unwrap_or_default())
}

fn with_id_token<T>(
    provider: &Provider,
    client: &Client,
    grant: &Grant,
    content: IdTokenContent<'_>,
    now: Timestamp,
    finish: impl FnOnce(&IdToken<'_>) -> T,
) -> T {
    let live = provider.live();
    let algorithm = client.id_token_signed_response_alg;
    let half_hash = |value: &str| jose::left_half_hash(algorithm, value);
    let sub = provider.subject(client, &grant.sub);
    finish(&IdToken::new(IdTokenParts {
        issuer: live.settings.server.issuer.as_str(),
        grant,
        sub: &sub,
        nonce: content.nonce,
        at_hash: content.access_token.map(half_hash),
        c_hash: content.code.map(half_hash),
        claims: content.claims,
        issued_at: now,
        with_sid: client.is_told_sid(),
        lifetime: client.lifetimes.id_token.unwrap_or(live.settings.tokens.id_token),
    }))
}

/// The claims of a person for an ID token: those asked for by name, and with `whole_scope` those of the scope too
/// (Core §5.4, §5.5).
pub fn id_token_claims(
    provider: &Provider,
    grant: &Grant,
    scope: &ScopeSet,
    user: &User,
    whole_scope: bool,
) -> Map<String, Value> {
    let live = provider.live();
    let catalogue = &live.settings.catalogue;
    let mut claims =
        if whole_scope { catalogue.for_scope(user, scope, grant.claims_locales.as_deref()) } else { Map::new() };
    if let Some(requested) = &grant.claims {
        catalogue.add_requested(user, &requested.id_token, &mut claims);
    }
    claims
}

/// What the ID token of an answer needs; `None` where there is none, because a refresh gave up `openid`.
pub async fn prepare(
    provider: &Provider,
    client: &Client,
    minted: &Minted,
    now: Timestamp,
) -> Result<Option<Prepared>, TokenError> {
    match minted.scope.contains("openid") {
        true => protect::prepare(provider, client, now).await.map(Some),
        false => Ok(None),
    }
}

/// An answer of the token endpoint, as far as it concerns the ID token.
pub struct Answer<'a> {
    /// What its ID token needs, where there is one.
    pub prepared: Option<Prepared>,
    /// The grant.
    pub grant: &'a Grant,
    /// `nonce` of the request.
    pub nonce: Option<&'a str>,
    /// The person, where their claims are needed.
    pub user: Option<&'a User>,
}

/// Signs the ID token and puts the answer together.
pub fn respond(
    provider: &Provider,
    client: &Client,
    minted: Minted,
    Answer { prepared, grant, nonce, user }: Answer<'_>,
    now: Timestamp,
) -> Result<TokenResponse, TokenError> {
    let make = |prepared: Prepared| {
        let whole_scope = client.claims_in_id_token;
        let claims =
            user.map(|user| id_token_claims(provider, grant, &minted.scope, user, whole_scope)).unwrap_or_default();
        let content = IdTokenContent { nonce, access_token: Some(&minted.access_token), code: None, claims };
        id_token(provider, client, &prepared, grant, content, now)
    };
    let id_token = prepared.map(make).transpose()?;
    Ok(TokenResponse {
        access_token: minted.access_token,
        issued_token_type: None,
        token_type: minted.token_type,
        expires_in: minted.expires_in,
        refresh_token: minted.refresh_token,
        id_token,
        scope: Some(minted.scope),
        authorization_details: minted.authorization_details,
    })
}
