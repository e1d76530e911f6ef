//! `grant_type=urn:ietf:params:oauth:grant-type:token-exchange` (RFC 8693): an access token for a token of a person.
//!
//! What comes of it is never wider than the subject token, but for what a policy of the operator names, and lives no longer.
//! It belongs to the same grant, so that whatever ends that ends it. There is no refresh token and no ID token.

use std::time::Duration;

use super::{super::TokenError, super::TokenResponse, required};
use crate::client_auth::AuthenticatedClient;
use crate::clock::Timestamp;
use crate::protocol::access_token::AccessTokenFormat;
use crate::protocol::audit::{Event, What};
use crate::protocol::authorization_details::{self, AuthorizationDetails};
use crate::protocol::client::Client;
use crate::protocol::parameters::Parameters;
use crate::protocol::resource;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::{SenderConstraint, token_type};
use crate::protocol::token_exchange::{
    Act, Actor, Allowed, Asked, Exchange, ExchangeMode, SubjectToken, TokenType, decide,
};
use crate::provider::Provider;
use crate::store::tokens::{AddExchanged, ExchangedToken};
use crate::token::access_token::{self, Extent, SpeaksFor, Terms};
use crate::token::dpop::DpopError;
use crate::token::exchanged::{self, ActorToken, ExchangeError, Subject};
use crate::token::held::Held;
use crate::token::issue::still_granted;

/// A refusal for the same reason is recorded once in so long: an app that is set up wrong asks again at each of its own requests.
const RECORDED_ONCE_IN: Duration = Duration::from_secs(30 * 60);

/// Exchanges a token.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    let (standing, proven_by) = (provider.standing(client.client()), client.proven_by());
    let client = client.client();
    if !exchanged::may_exchange(client) {
        return Err(TokenError::UnauthorizedClient("token-exchange"));
    }
    let issued = issued_type(parameters)?;
    let sent = subject_type(parameters)?;
    let now = provider.now();
    let subject = exchanged::subject(provider, required(parameters, "subject_token")?, sent, now).await?;
    let actor = actor(provider, parameters).await?;
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let allowed = match allowed(issuer, client, parameters, &subject, actor.as_ref(), held) {
        Ok(allowed) => allowed,
        Err(refusal) => {
            record_refusal(provider, client, &subject, refusal.cause(), now).await;
            return Err(refusal.into());
        }
    };

    let made = made(client, proven_by.as_str(), &subject, actor.as_ref(), allowed.mode);
    let scope = still_granted(&allowed.scope, client, &live.settings.catalogue);
    // What was allowed in detail was allowed to the client of the subject token, value by value, and goes no further.
    if parameters.get(authorization_details::NAME).is_some() {
        return Err(TokenError::DetailsTooWide);
    }
    let authorization_details = AuthorizationDetails::default();
    let extent = Extent { scope, audience: allowed.resources, authorization_details, bound_to: held.binds(client)? };
    let terms = Terms {
        act: Act::of(&made.actors, |sub| provider.subject(client, sub)),
        until: actor.as_ref().map_or(subject.expires_at, |actor| actor.expires_at.min(subject.expires_at)),
        lifetime: allowed.lifetime,
        format: (issued == TokenType::Jwt).then_some(AccessTokenFormat::Jwt),
    };
    let token = access_token::make(provider, client, SpeaksFor::Exchanged(&subject.grant, &terms), &extent, now)?;
    let stored = ExchangedToken {
        access_token: token.new,
        exchange: made,
        grant: subject.grant,
        subject_token: subject.digest,
        proof: held.once(),
        standing,
    };
    match provider.store.add_exchanged_token(&stored, now).await? {
        AddExchanged::Added => {}
        AddExchanged::SubjectGone => return Err(ExchangeError::Subject.into()),
        AddExchanged::ProofUsed => return Err(DpopError::Used.into()),
        AddExchanged::Lapsed(lapsed) => return Err(lapsed.into()),
    }
    Ok(TokenResponse {
        access_token: token.text,
        issued_token_type: Some(issued.as_str()),
        token_type: token_type(extent.bound_to.as_ref()),
        expires_in: token.expires_in,
        refresh_token: None,
        id_token: None,
        scope: Some(extent.scope).filter(|scope| !scope.is_empty()),
        authorization_details: extent.authorization_details,
    })
}

/// The client has a token of somebody, and wanted more of it than it may have. It is refused whether that can be recorded or not.
async fn record_refusal(provider: &Provider, client: &Client, subject: &Subject, why: &str, now: Timestamp) {
    let counter = format!("token.refuse\n{}\n{}\n{why}", client.client_id, subject.user.sub);
    if !provider.throttle.is_first_in(RECORDED_ONCE_IN, &counter, now).await {
        return;
    }
    let event = Event::of(What::TokenRefuse, &subject.user.sub).with_client(&client.client_id);
    let event = event.with("subject_client", subject.client.client_id.as_str()).with("why", why);
    if let Err(error) = provider.store.record(&event, now).await {
        tracing::warn!(%error, "a token exchange that was refused is missing in the audit");
    }
}

/// What the client may have for these tokens, by its policies and by who holds them.
fn allowed(
    issuer: &str,
    client: &Client,
    parameters: &Parameters,
    subject: &Subject,
    actor: Option<&ActorToken>,
    held: &Held,
) -> Result<Allowed, ExchangeError> {
    let targets = parameters.all("resource").chain(parameters.all("audience"));
    let resources = resource::parse(targets).map_err(ExchangeError::Target)?;
    let scope = parameters.get("scope").map(ScopeSet::parse);
    let asked = Asked {
        client_id: &client.client_id,
        actor: actor.map(|actor| &actor.client_id),
        resources: &resources,
        scope: scope.as_ref(),
        issuer,
    };
    let allowed = decide(&client.token_exchange, &subject_token(subject), &asked).map_err(ExchangeError::Fault)?;
    prove_held(subject, actor, held)?;
    // Row 25: whoever the client does not admit is not brought to it by a token.
    match client.admits(&subject.user.groups) {
        true => Ok(allowed),
        false => Err(ExchangeError::Person),
    }
}

/// `requested_token_type`: an access token, or one that is a JWT.
fn issued_type(parameters: &Parameters) -> Result<TokenType, ExchangeError> {
    let name = "requested_token_type";
    let Some(sent) = parameters.get(name) else { return Ok(TokenType::AccessToken) };
    let known = TokenType::parse(sent).filter(|requested| *requested != TokenType::IdToken);
    known.ok_or_else(|| type_fault(name, &[TokenType::AccessToken, TokenType::Jwt]))
}

fn subject_type(parameters: &Parameters) -> Result<TokenType, TokenError> {
    let sent = required(parameters, "subject_token_type")?;
    let known = [TokenType::AccessToken, TokenType::IdToken, TokenType::Jwt];
    Ok(TokenType::parse(sent).ok_or_else(|| type_fault("subject_token_type", &known))?)
}

fn type_fault(name: &'static str, known: &[TokenType]) -> ExchangeError {
    let wanted: Vec<&str> = known.iter().map(|known| known.as_str()).collect();
    ExchangeError::Type { name, wanted: wanted.join(" or ") }
}

/// The actor token, where there is one.
async fn actor(provider: &Provider, parameters: &Parameters) -> Result<Option<ActorToken>, TokenError> {
    let (token, sent) = match (parameters.get("actor_token"), parameters.get("actor_token_type")) {
        (None, None) => return Ok(None),
        (Some(token), Some(sent)) => (token, sent),
        (Some(_), None) | (None, Some(_)) => return Err(ExchangeError::ActorType.into()),
    };
    let known = [TokenType::AccessToken, TokenType::Jwt];
    let sent = TokenType::parse(sent).filter(|sent| known.contains(sent));
    let sent = sent.ok_or_else(|| type_fault("actor_token_type", &known))?;
    exchanged::actor(provider, token, sent, provider.now()).await.map(Some)
}

fn subject_token(subject: &Subject) -> SubjectToken<'_> {
    SubjectToken {
        client_id: &subject.client.client_id,
        audience: &subject.audience,
        scope: &subject.scope,
        may_act: subject.client.may_act.as_ref(),
        exchanges: subject.exchange.as_ref().map_or(0, Exchange::count),
    }
}

/// Row 31: whatever is bound to a key or a certificate is of use to whoever holds that, and to nobody else.
fn prove_held(subject: &Subject, actor: Option<&ActorToken>, held: &Held) -> Result<(), ExchangeError> {
    let is_held = |bound_to: &Option<SenderConstraint>| bound_to.as_ref().is_none_or(|bound_to| held.is(bound_to));
    if !is_held(&subject.bound_to) {
        return Err(ExchangeError::NotHeld("subject_token"));
    }
    match actor {
        Some(actor) if !is_held(&actor.bound_to) => Err(ExchangeError::NotHeld("actor_token")),
        _ => Ok(()),
    }
}

/// What is remembered of the exchange. Whoever acted before stays named.
fn made(
    client: &Client,
    proven_by: &str,
    subject: &Subject,
    actor: Option<&ActorToken>,
    mode: ExchangeMode,
) -> Exchange {
    let mut actors = subject.actors();
    if mode == ExchangeMode::Delegation {
        let present = actor.map_or_else(|| Actor::Client(client.client_id.clone()), |actor| actor.actor.clone());
        actors.insert(0, present);
    }
    Exchange {
        client_id: client.client_id.clone(),
        proven_by: proven_by.to_owned(),
        subject_client: subject.client.client_id.clone(),
        subject_audience: subject.audience.clone(),
        mode,
        actors,
        via: subject.via(),
        ends_with_login: subject.ends_with_login(),
        actor_token: actor.map(|actor| *actor.digest.as_bytes()),
    }
}
