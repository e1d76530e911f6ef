//! Introspection (RFC 7662): what a token is good for, told to its own client and to resource servers that the
//! operator named. Whoever else asks learns as much as of a token that never was (SEC-62, row 29). The operator asks by
//! `latchkey token introspect`, which records nothing: to look is not to use.

use std::sync::Arc;

use super::access_token::{self, Presented};
use crate::clock::Timestamp;
use crate::protocol::access_token::Audience;
use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::introspection::{ActiveToken, IntrospectionRight, True};
use crate::protocol::resource::Resource;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::token_type;
use crate::protocol::token_exchange::{Act, MayAct};
use crate::protocol::tokens::{Holder, RefreshTokenState, still_entitled};
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::{StoreError, StoreResult};

/// Who asks about a token.
#[derive(Debug, Clone, Copy)]
pub enum Asker<'a> {
    /// A client, which learns what it has a right to.
    Client(&'a Client),
    /// The operator, who has the database and may look into every token.
    Operator,
}

/// The answer to `asker` about `token`, as JSON.
pub async fn introspect(provider: &Provider, asker: Asker<'_>, token: &str, now: Timestamp) -> StoreResult<String> {
    let presented = match asker {
        Asker::Client(_) => access_token::find(provider, token, now).await?,
        Asker::Operator => access_token::look(provider, token, now).await?,
    };
    if let Some(presented) = presented {
        return match asker.may_see(&presented) {
            true => access_token_answer(provider, asker, &presented),
            false => Ok(inactive()),
        };
    }
    let Some(state) = provider.store.refresh_token(&Digest::of_dated(token)).await? else { return Ok(inactive()) };
    let found: Option<Arc<Client>>;
    let owner = match asker {
        Asker::Client(caller) => Some(caller),
        Asker::Operator => {
            found = provider.client(&state.grant.client_id).await?;
            found.as_deref()
        }
    };
    match owner.filter(|owner| is_live(&state, owner, now)) {
        Some(owner) => refresh_token_answer(provider, asker, owner, &state),
        None => Ok(inactive()),
    }
}

/// All that is ever said of a token that is not active, or is none of the caller's business.
fn inactive() -> String {
    r#"{"active":false}"#.to_owned()
}

impl Asker<'_> {
    /// Whether the access token is the caller's own, or one that the operator lets it look into.
    fn may_see(self, presented: &Presented) -> bool {
        let Self::Client(caller) = self else { return true };
        let (owner, audience) = (&presented.client.client_id, &presented.token.audience);
        *owner == caller.client_id || caller.introspect.iter().any(|right| right.covers(owner, audience))
    }

    /// Whether whoever asks may know the person's name: with pairwise subjects it would undo them, so a client is told it within
    /// the scope `profile` alone.
    fn may_know_the_name(self, scope: &ScopeSet) -> bool {
        matches!(self, Self::Operator) || scope.contains("profile")
    }
}

/// The details of the token that concern whoever asks: a resource server sees those for its own resources (RFC 9396 §9.2).
fn details_for(asker: Asker<'_>, Presented { token, client }: &Presented) -> AuthorizationDetails {
    let Asker::Client(caller) = asker else { return token.authorization_details.clone() };
    let by_resource = |right: &IntrospectionRight| match right {
        IntrospectionRight::For(resource) => Some(resource.clone()),
        IntrospectionRight::Every | IntrospectionRight::IssuedTo(_) => None,
    };
    let sees_all = |right: &IntrospectionRight| by_resource(right).is_none() && right.covers(&client.client_id, &[]);
    if client.client_id == caller.client_id || caller.introspect.iter().any(sees_all) {
        return token.authorization_details.clone();
    }
    let own: Vec<Resource> = caller.introspect.iter().filter_map(by_resource).collect();
    token.authorization_details.for_audience(&own)
}

/// A refresh token is nobody's business but its client's: no resource server has a use for one.
fn is_live(state: &RefreshTokenState, caller: &Client, now: Timestamp) -> bool {
    state.grant.client_id == caller.client_id
        && !state.revoked
        && !state.rotated
        && state.expires_at > now
        && state.idle_expires_at > now
        && state.user.may_sign_in()
        && caller.may_use(GrantType::RefreshToken)
        && caller.may_have("offline_access")
        && caller.admits(&state.user.groups)
        && still_entitled(caller, Some(&state.grant), state.proven_by.as_ref())
}

fn access_token_answer(provider: &Provider, asker: Asker<'_>, presented: &Presented) -> StoreResult<String> {
    let Presented { token, client } = presented;
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let is_of_person = matches!(token.holder, Holder::Person { .. });
    let (sub, username, sign_in) = match &token.holder {
        Holder::Person { grant, user } => {
            let username = asker.may_know_the_name(&token.scope).then_some(user.username.as_str());
            (provider.subject(client, &grant.sub), username, Some((grant.auth_time, grant.acr.as_str())))
        }
        Holder::Client(client_id) => (Subject::new(client_id.as_str()), None, None),
    };
    let actors = token.exchange.as_ref().map(|exchange| exchange.actors.as_slice()).unwrap_or_default();
    written(&ActiveToken {
        active: True,
        token_type: Some(token_type(token.bound_to.as_ref())),
        scope: &token.scope,
        authorization_details: details_for(asker, presented),
        client_id: &client.client_id,
        username,
        sub: &sub,
        aud: Audience::new(&token.audience, issuer),
        iss: issuer,
        exp: token.expires_at,
        iat: token.issued_at,
        nbf: token.issued_at,
        jti: token.jti.as_deref(),
        auth_time: sign_in.map(|(auth_time, _)| auth_time),
        acr: sign_in.map(|(_, acr)| acr),
        cnf: token.bound_to.as_ref(),
        act: Act::of(actors, |sub| provider.subject(client, sub)),
        may_act: is_of_person.then(|| MayAct::of(client)).flatten(),
    })
}

fn refresh_token_answer(
    provider: &Provider,
    asker: Asker<'_>,
    client: &Client,
    state: &RefreshTokenState,
) -> StoreResult<String> {
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let RefreshTokenState { grant, .. } = state;
    written(&ActiveToken {
        active: True,
        token_type: None,
        scope: &grant.scope,
        authorization_details: grant.authorization_details.still_for(client, &live.settings.authorization_details),
        client_id: &grant.client_id,
        // Clients were never told it here.
        username: matches!(asker, Asker::Operator).then_some(state.user.username.as_str()),
        sub: &provider.subject(client, &grant.sub),
        // Only this provider takes it.
        aud: Audience::One(issuer),
        iss: issuer,
        exp: state.expires_at.min(state.idle_expires_at),
        iat: None,
        nbf: None,
        jti: None,
        auth_time: Some(grant.auth_time),
        acr: Some(&grant.acr),
        cnf: state.bound_to.as_ref(),
        act: None,
        may_act: None,
    })
}

fn written(token: &ActiveToken<'_>) -> StoreResult<String> {
    serde_json::to_string(token).map_err(|error| StoreError::Corrupt(error.to_string()))
}
