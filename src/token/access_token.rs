//! Access tokens: how one is made, opaque (RFC 6750) or as a JWT (RFC 9068), and what one presented is good for now.
//!
//! Both kinds are stored alike, by the digest of the whole text. Whoever presents one here is judged by what is stored
//! and not by what the token says of itself: a JWT ends with its login, its grant and its person like any other.

use std::sync::Arc;
use std::time::Duration;

use super::issue::still_granted;
use super::{TokenError, exchanged};
use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::protocol::access_token::{self, AccessTokenClaims, AccessTokenFormat, Audience, SignIn};
use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::grant::Grant;
use crate::protocol::resource::{self, Resource};
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::SenderConstraint;
use crate::protocol::token_exchange::{Act, MayAct};
use crate::protocol::tokens::still_entitled;
use crate::protocol::tokens::{Holder, LiveAccessToken, NewAccessToken};
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::store::StoreResult;

/// Who a new access token speaks for.
#[derive(Debug, Clone, Copy)]
pub enum SpeaksFor<'a> {
    /// The person who gave the grant.
    Person(&'a Grant),
    /// The client itself.
    Client,
    /// The person whose token was exchanged (RFC 8693).
    Exchanged(&'a Grant, &'a Terms),
}

/// What an exchanged token says and how long it lives.
#[derive(Debug, Clone)]
pub struct Terms {
    /// `act`.
    pub act: Option<Act>,
    /// Its end at the latest.
    pub until: Timestamp,
    /// The longest life, where it is less than the client's.
    pub lifetime: Option<Duration>,
    /// What it looks like, where that was asked for.
    pub format: Option<AccessTokenFormat>,
}

/// What a new access token is good for.
#[derive(Debug, Clone)]
pub struct Extent {
    /// Scope.
    pub scope: ScopeSet,
    /// Resources; none means this provider.
    pub audience: Vec<Resource>,
    /// What it allows in detail.
    pub authorization_details: AuthorizationDetails,
    /// What it is bound to.
    pub bound_to: Option<SenderConstraint>,
}

/// A fresh access token: the text for the client, and what the store keeps.
pub struct Made {
    /// `access_token`.
    pub text: String,
    /// What the store keeps.
    pub new: NewAccessToken,
    /// Seconds.
    pub expires_in: u64,
}

/// Makes an access token in the format that the client is to get.
pub fn make(
    provider: &Provider,
    client: &Client,
    speaks_for: SpeaksFor<'_>,
    extent: &Extent,
    now: Timestamp,
) -> Result<Made, TokenError> {
    let live = provider.live();
    let life = client.lifetimes.access_token.unwrap_or(live.settings.tokens.access_token);
    let terms = match speaks_for {
        SpeaksFor::Exchanged(_, terms) => Some(terms),
        SpeaksFor::Person(_) | SpeaksFor::Client => None,
    };
    let life = terms.and_then(|terms| terms.lifetime).map_or(life, |longest| life.min(longest));
    let expires_at = terms.map_or(now.after(life), |terms| now.after(life).min(terms.until));
    let format = terms.and_then(|terms| terms.format).or(client.access_token_format);
    let (text, jti) = match format.unwrap_or(live.settings.tokens.access_token_format) {
        AccessTokenFormat::Opaque => (random::prefixed_token("lka_", now), None),
        AccessTokenFormat::Jwt => {
            let identity = Identity { jti: random::dated_identifier(now), issued_at: now, expires_at };
            (jwt(provider, client, speaks_for, extent, &identity)?, Some(identity.jti))
        }
    };
    let new = NewAccessToken {
        digest: Digest::of_dated(&text),
        scope: extent.scope.clone(),
        audience: extent.audience.clone(),
        authorization_details: extent.authorization_details.clone(),
        jti,
        issued_at: now,
        expires_at,
        bound_to: extent.bound_to.clone(),
    };
    Ok(Made { text, new, expires_in: u64::try_from(expires_at.seconds() - now.seconds()).unwrap_or_default() })
}

/// What makes one token another than the next.
struct Identity {
    jti: String,
    issued_at: Timestamp,
    expires_at: Timestamp,
}

/// Signed with the provider's first algorithm that the client's rules allow: the reader is an API, not the client.
fn jwt(
    provider: &Provider,
    client: &Client,
    speaks_for: SpeaksFor<'_>,
    extent: &Extent,
    identity: &Identity,
) -> Result<String, TokenError> {
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let (grant, act) = match speaks_for {
        SpeaksFor::Person(grant) => (Some(grant), None),
        SpeaksFor::Exchanged(grant, terms) => (Some(grant), terms.act.clone()),
        SpeaksFor::Client => (None, None),
    };
    let sub = match grant {
        Some(grant) => provider.subject(client, &grant.sub),
        None => Subject::new(client.client_id.as_str()),
    };
    let claims = AccessTokenClaims {
        iss: issuer,
        sub: &sub,
        aud: Audience::new(&extent.audience, issuer),
        exp: identity.expires_at,
        iat: identity.issued_at,
        jti: &identity.jti,
        client_id: &client.client_id,
        scope: &extent.scope,
        authorization_details: &extent.authorization_details,
        cnf: extent.bound_to.as_ref(),
        act,
        may_act: grant.and_then(|_| MayAct::of(client)),
        sign_in: grant.map(SignIn::of),
    };
    let rules = client.rules();
    let algorithm = live.settings.keys.algorithms.iter().find(|algorithm| rules.algorithms.contains(algorithm));
    let algorithm = algorithm.copied().unwrap_or(Algorithm::RS256);
    let no_key = || TokenError::NoSigningKey(algorithm.as_str());
    let payload = serde_json::to_vec(&claims).map_err(|_| no_key())?;
    provider.keyring.load().sign(algorithm, access_token::TYPE, &payload, identity.issued_at).ok_or_else(no_key)
}

/// A presented access token that is good for something, with the client it was issued to.
#[derive(Debug)]
pub struct Presented {
    /// The token.
    pub token: LiveAccessToken,
    /// Its client, as registered now.
    pub client: Arc<Client>,
}

/// What `text` is good for: token, grant and person live, the client is still there, still admits the person (rows 24
/// and 25) and still has what it proved itself by; of scope and resources, what the client may still have (row 26).
/// `None` for everything else, and for every other kind of token.
pub async fn find(provider: &Provider, text: &str, now: Timestamp) -> StoreResult<Option<Presented>> {
    match provider.store.access_token(&Digest::of_dated(text), now).await? {
        Some(token) => still_good(provider, token, now).await,
        None => Ok(None),
    }
}

/// The same for whoever only looks: that is no use of the token, and nothing is recorded.
pub async fn look(provider: &Provider, text: &str, now: Timestamp) -> StoreResult<Option<Presented>> {
    match provider.store.look_at_access_token(&Digest::of_dated(text), now).await? {
        Some(token) => still_good(provider, token, now).await,
        None => Ok(None),
    }
}

async fn still_good(provider: &Provider, mut token: LiveAccessToken, now: Timestamp) -> StoreResult<Option<Presented>> {
    let Some(client) = provider.client(token.client_id()).await? else { return Ok(None) };
    if token.exchange.is_some() {
        return Ok(exchanged::still_good(provider, token, &client, now)
            .await?
            .map(|token| Presented { token, client }));
    }
    let (admitted, grant) = match &token.holder {
        Holder::Person { user, grant } => (client.admits(&user.groups), Some(grant.as_ref())),
        Holder::Client(_) => (may_ask_for_itself(&client), None),
    };
    if !admitted || !still_entitled(&client, grant, token.proven_by.as_ref()) {
        return Ok(None);
    }
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let had_audience = !token.audience.is_empty();
    token.audience.retain(|resource| resource::is_for(&client, resource, issuer));
    if had_audience && token.audience.is_empty() {
        return Ok(None);
    }
    token.scope = still_granted(&token.scope, &client, &live.settings.catalogue);
    token.authorization_details = token.authorization_details.still_for(&client, &live.settings.authorization_details);
    Ok(Some(Presented { token, client }))
}

/// Whether a client may have tokens for itself, by either grant that gives them.
fn may_ask_for_itself(client: &Client) -> bool {
    let may_use = |grant_type| client.may_use(grant_type);
    !client.is_public() && [GrantType::ClientCredentials, GrantType::JwtBearer].into_iter().any(may_use)
}
