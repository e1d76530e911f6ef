//! Tokens that were exchanged (RFC 8693): which tokens may be, why one is not, and what one that is presented is still good
//! for. It is good for no longer than the token it came from, and every client on its way is asked again (rows 24 to 26).

use std::sync::Arc;

use crate::clock::Timestamp;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::error::ErrorCode;
use crate::protocol::grant::Grant;
use crate::protocol::id_token::{IdTokenHint, session_sid};
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::resource::{Resource, ResourceError};
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::SenderConstraint;
use crate::protocol::token_exchange::{Actor, Exchange, ExchangeFault, TokenType};
use crate::protocol::tokens::{Holder, LiveAccessToken, still_entitled};
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::token::access_token::{self, Presented};
use crate::token::issue::still_granted;

/// Why nothing was exchanged. Of a foreign token the client learns nothing, whatever is wrong with it (row 29).
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// It is unknown, expired or revoked, or its person may not have it any more.
    #[error("subject_token is not valid, or this client may not exchange it")]
    Subject,
    /// It is a client's own: there is no person to act for.
    #[error("subject_token is not valid, or this client may not exchange it")]
    OfNobody,
    /// Policy.
    #[error(transparent)]
    Fault(#[from] ExchangeFault),
    /// `resource` or `audience` is no resource.
    #[error(transparent)]
    Target(#[from] ResourceError),
    /// A type that means nothing here.
    #[error("{name} must be {wanted}")]
    Type {
        /// The parameter.
        name: &'static str,
        /// What it may be.
        wanted: String,
    },
    /// `actor_token_type` without `actor_token`, or the other way round.
    #[error("actor_token and actor_token_type must be sent together")]
    ActorType,
    /// It is unknown, expired or revoked, or came by an exchange itself.
    #[error("actor_token is not valid, or may not be an actor token here")]
    Actor,
    /// It is bound to a key or a certificate, and none or another is proven.
    #[error("{0} is bound to a key or a certificate, and the proof of it is missing or of another one")]
    NotHeld(&'static str),
    /// The person may not use the client that asks.
    #[error("the user may not use this client")]
    Person,
}

impl ExchangeError {
    /// Why, for the log: what an operator should know, and the client may not.
    pub fn cause(&self) -> &'static str {
        match self {
            Self::Subject => "it is unknown, expired or revoked",
            Self::OfNobody => "it was issued to a client for itself",
            Self::Fault(ExchangeFault::NoPolicy) => "no token_exchange of the client is about such tokens",
            Self::Fault(_) | Self::Target(_) => "see token_exchange of the client",
            Self::Type { .. } | Self::ActorType => "the app sends the request wrongly",
            Self::Actor => "it is unknown, expired, revoked or an exchanged one",
            Self::NotHeld(_) => "the DPoP proof or the client certificate",
            Self::Person => "allowed_groups of the client",
        }
    }

    /// RFC 8693 §2.2.2.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Fault(ExchangeFault::Resource(_)) | Self::Target(_) => ErrorCode::InvalidTarget,
            Self::Fault(ExchangeFault::Scope) => ErrorCode::InvalidScope,
            _ => ErrorCode::InvalidRequest,
        }
    }
}

/// A subject token that is good, whose person it is.
pub struct Subject {
    /// Its client.
    pub client: std::sync::Arc<Client>,
    /// Its grant.
    pub grant: Grant,
    /// The person.
    pub user: User,
    /// Its scope.
    pub scope: ScopeSet,
    /// The resources that it is for.
    pub audience: Vec<Resource>,
    /// Its end.
    pub expires_at: Timestamp,
    /// Its digest, of an access token.
    pub digest: Option<Digest>,
    /// What it is bound to.
    pub bound_to: Option<SenderConstraint>,
    /// The exchange by which it came itself.
    pub exchange: Option<Exchange>,
}

impl Subject {
    /// Whether the end of the login ends what comes of it.
    pub fn ends_with_login(&self) -> bool {
        self.digest.is_none() || self.exchange.as_ref().is_some_and(|exchange| exchange.ends_with_login)
    }

    /// Those who act by it already, the present one first.
    pub fn actors(&self) -> Vec<Actor> {
        self.exchange.as_ref().map(|exchange| exchange.actors.clone()).unwrap_or_default()
    }

    /// The clients that it came through, the latest first.
    pub fn via(&self) -> Vec<crate::protocol::client::ClientId> {
        let Some(exchange) = &self.exchange else { return Vec::new() };
        std::iter::once(exchange.client_id.clone()).chain(exchange.via.iter().cloned()).collect()
    }
}

/// The subject token, if it is one of ours of that type that is good now.
///
/// # Errors
/// It is not, or is a client's own.
pub async fn subject(
    provider: &Provider,
    text: &str,
    token_type: TokenType,
    now: Timestamp,
) -> Result<Subject, super::TokenError> {
    let found = match token_type {
        TokenType::IdToken => None,
        TokenType::Jwt if !is_jwt(text) => None,
        TokenType::AccessToken | TokenType::Jwt => access_token::find(provider, text, now).await?,
    };
    if let Some(Presented { token, client }) = found {
        let LiveAccessToken { holder, scope, audience, expires_at, bound_to, exchange, .. } = token;
        let Holder::Person { grant, user } = holder else { return Err(ExchangeError::OfNobody.into()) };
        let (grant, user) = (Arc::unwrap_or_clone(grant), Arc::unwrap_or_clone(user));
        let exchange = exchange.map(|exchange| *exchange);
        let digest = Some(Digest::of_dated(text));
        return Ok(Subject { client, grant, user, scope, audience, expires_at, digest, bound_to, exchange });
    }
    match token_type {
        TokenType::AccessToken => Err(ExchangeError::Subject.into()),
        TokenType::IdToken | TokenType::Jwt => of_id_token(provider, text, now).await,
    }
}

fn is_jwt(text: &str) -> bool {
    text.split('.').count() == 3
}

/// An ID token stands for the latest grant of its login to its client that lives, and no longer than it lives itself.
async fn of_id_token(provider: &Provider, text: &str, now: Timestamp) -> Result<Subject, super::TokenError> {
    let refused = || super::TokenError::from(ExchangeError::Subject);
    let claims = provider.keyring.load().verify_own(text).ok_or_else(refused)?;
    let live = provider.live();
    let hint = IdTokenHint::from_claims(&claims, live.settings.server.issuer.as_str()).map_err(|_| refused())?;
    let exp = claims.get("exp").and_then(serde_json::Value::as_i64).map(Timestamp).filter(|exp| *exp > now);
    let expires_at = exp.ok_or_else(refused)?;
    let ([audience], Some(sid)) = (hint.audience.as_slice(), &hint.sid) else { return Err(refused()) };
    let client_id = crate::protocol::client::ClientId::parse(audience).ok_or_else(refused)?;
    let client = provider.client(&client_id).await?.ok_or_else(refused)?;
    let found = provider.store.grant_of_login(&client_id, sid, now).await?.ok_or_else(refused)?;
    let is_same = provider.subject(&client, &found.grant.sub).as_str() == hint.sub;
    let entitled = still_entitled(&client, Some(&found.grant), found.proven_by.as_ref());
    if !is_same || !entitled || !client.admits(&found.user.groups) {
        return Err(refused());
    }
    let scope = still_granted(&found.grant.scope, &client, &live.settings.catalogue);
    Ok(Subject {
        client,
        scope,
        audience: found.grant.resource.clone(),
        grant: found.grant,
        user: found.user,
        expires_at,
        digest: None,
        bound_to: None,
        exchange: None,
    })
}

/// An actor token that is good: who acts, and until when.
pub struct ActorToken {
    /// Who.
    pub actor: Actor,
    /// Its client.
    pub client_id: crate::protocol::client::ClientId,
    /// Its end.
    pub expires_at: Timestamp,
    /// Its digest.
    pub digest: Digest,
    /// What it is bound to.
    pub bound_to: Option<SenderConstraint>,
}

/// The actor token: an access token of ours, of a client or of a person, that did not come by an exchange itself.
///
/// # Errors
/// It is none.
pub async fn actor(
    provider: &Provider,
    text: &str,
    token_type: TokenType,
    now: Timestamp,
) -> Result<ActorToken, super::TokenError> {
    let refused = || super::TokenError::from(ExchangeError::Actor);
    if token_type == TokenType::Jwt && !is_jwt(text) {
        return Err(refused());
    }
    let Presented { token, client } = access_token::find(provider, text, now).await?.ok_or_else(refused)?;
    if token.exchange.is_some() {
        return Err(refused());
    }
    let client_id = client.client_id.clone();
    let actor = match &token.holder {
        Holder::Client(client_id) => Actor::Client(client_id.clone()),
        Holder::Person { grant, .. } => Actor::Person { sub: grant.sub.clone(), client_id: client_id.clone() },
    };
    let digest = Digest::of_dated(text);
    Ok(ActorToken { actor, client_id, expires_at: token.expires_at, digest, bound_to: token.bound_to })
}

/// What an exchanged token that was found alive is still good for: the client that exchanged it may still do so, each client
/// before it is still there and admits the person, and the actor token lives. `None` where one of them says no.
pub async fn still_good(
    provider: &Provider,
    mut token: LiveAccessToken,
    client: &Client,
    now: Timestamp,
) -> StoreResult<Option<LiveAccessToken>> {
    let (Some(exchange), Holder::Person { grant, user }) = (&token.exchange, &token.holder) else { return Ok(None) };
    let has_proof = client.still_has(&ProvenBy::stored(exchange.proven_by.clone()));
    if !may_exchange(client) || !has_proof || !client.admits(&user.groups) {
        return Ok(None);
    }
    let Some(first) = provider.client(&grant.client_id).await? else { return Ok(None) };
    if !first.admits(&user.groups) || !still_entitled(&first, Some(grant), token.proven_by.as_ref()) {
        return Ok(None);
    }
    for client_id in &exchange.via {
        match provider.client(client_id).await? {
            Some(between) if may_exchange(&between) && between.admits(&user.groups) => {}
            _ => return Ok(None),
        }
    }
    if exchange.ends_with_login {
        let sid = session_sid(&grant.session_id, &grant.client_id);
        if provider.store.grant_of_login(&grant.client_id, &sid, now).await?.is_none() {
            return Ok(None);
        }
    }
    if let Some(digest) = exchange.actor_token
        && !actor_lives(provider, &Digest::from_bytes(digest), now).await?
    {
        return Ok(None);
    }
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let may_be_kept = |value: &str| first.may_have(value);
    let left = exchange.still_allowed(&client.token_exchange, &token.audience, &token.scope, issuer, may_be_kept);
    let Some((audience, scope)) = left else { return Ok(None) };
    let scope = still_granted(&scope, client, &live.settings.catalogue);
    (token.audience, token.scope) = (audience, scope);
    Ok(Some(token))
}

/// Whether a client may exchange tokens at all.
pub fn may_exchange(client: &Client) -> bool {
    !client.is_public() && client.may_use(GrantType::TokenExchange)
}

async fn actor_lives(provider: &Provider, digest: &Digest, now: Timestamp) -> StoreResult<bool> {
    let Some(token) = provider.store.access_token(digest, now).await? else { return Ok(false) };
    let Some(client) = provider.client(token.client_id()).await? else { return Ok(false) };
    Ok(match &token.holder {
        Holder::Person { user, grant } => {
            client.admits(&user.groups) && still_entitled(&client, Some(grant), token.proven_by.as_ref())
        }
        Holder::Client(_) => still_entitled(&client, None, token.proven_by.as_ref()),
    })
}
