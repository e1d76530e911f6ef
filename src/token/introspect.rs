//! Introspection (RFC 7662): what a token is good for, told to its own client and to resource servers that the
//! operator named. Whoever else asks learns as much as of a token that never was (SEC-62, row 29).

use super::access_token::{self, Presented};
use crate::clock::Timestamp;
use crate::protocol::access_token::Audience;
use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::introspection::{ActiveToken, IntrospectionRight, True};
use crate::protocol::resource::Resource;
use crate::protocol::sender_constraint::token_type;
use crate::protocol::token_exchange::{Act, MayAct};
use crate::protocol::tokens::{Holder, RefreshTokenState, still_entitled};
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::{StoreError, StoreResult};

/// The answer to `caller` about `token`, as JSON.
pub async fn introspect(provider: &Provider, caller: &Client, token: &str, now: Timestamp) -> StoreResult<String> {
    if let Some(presented) = access_token::find(provider, token, now).await? {
        return match may_see(caller, &presented) {
            true => access_token_answer(provider, caller, &presented),
            false => Ok(inactive()),
        };
    }
    match provider.store.refresh_token(&Digest::of_dated(token)).await? {
        Some(state) if is_live(&state, caller, now) => refresh_token_answer(provider, caller, &state),
        _ => Ok(inactive()),
    }
}

/// All that is ever said of a token that is not active, or is none of the caller's business.
fn inactive() -> String {
    r#"{"active":false}"#.to_owned()
}

/// Whether the access token is the caller's own, or one that the operator lets it look into.
fn may_see(caller: &Client, presented: &Presented) -> bool {
    let (owner, audience) = (&presented.client.client_id, &presented.token.audience);
    *owner == caller.client_id || caller.introspect.iter().any(|right| right.covers(owner, audience))
}

/// The details of the token that concern the caller: a resource server sees those for its own resources (RFC 9396 §9.2).
fn details_for(caller: &Client, Presented { token, client }: &Presented) -> AuthorizationDetails {
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

fn access_token_answer(provider: &Provider, caller: &Client, presented: &Presented) -> StoreResult<String> {
    let Presented { token, client } = presented;
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let is_of_person = matches!(token.holder, Holder::Person { .. });
    let (sub, username, sign_in) = match &token.holder {
        Holder::Person { grant, user } => {
            let username = token.scope.contains("profile").then_some(user.username.as_str());
            (provider.subject(client, &grant.sub), username, Some((grant.auth_time, grant.acr.as_str())))
        }
        Holder::Client(client_id) => (Subject::new(client_id.as_str()), None, None),
    };
    let actors = token.exchange.as_ref().map(|exchange| exchange.actors.as_slice()).unwrap_or_default();
    written(&ActiveToken {
        active: True,
        token_type: Some(token_type(token.bound_to.as_ref())),
        scope: &token.scope,
        authorization_details: details_for(caller, presented),
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

fn refresh_token_answer(provider: &Provider, client: &Client, state: &RefreshTokenState) -> StoreResult<String> {
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let RefreshTokenState { grant, .. } = state;
    written(&ActiveToken {
        active: True,
        token_type: None,
        scope: &grant.scope,
        authorization_details: grant.authorization_details.still_for(client, &live.settings.authorization_details),
        client_id: &grant.client_id,
        username: None,
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
