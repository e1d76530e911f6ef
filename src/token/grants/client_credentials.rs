//! `grant_type=client_credentials` (RFC 6749 §4.4): a client asks for itself. There is no person in it: no ID token, no
//! refresh token, no claims, and only scope values that the operator wrote down for this very client.

use std::sync::Arc;

use super::super::{TokenError, TokenResponse, audience, details};
use crate::client_auth::AuthenticatedClient;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::client::Client;
use crate::protocol::parameters::Parameters;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::token_type;
use crate::protocol::tokens::NewTokens;
use crate::provider::Provider;
use crate::store::tokens::AddClientToken;
use crate::token::access_token::{self, Extent, SpeaksFor};
use crate::token::dpop::DpopError;
use crate::token::held::Held;

/// Issues an access token to the client itself.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    issue(provider, client.client(), client.proven_by(), parameters, held).await
}

/// Issues an access token to a client that proved itself so, by whichever grant.
pub(super) async fn issue(
    provider: &Provider,
    client: &Arc<Client>,
    proven_by: &ProvenBy,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    let (standing, proven_by) = (provider.standing(client), proven_by.clone());
    // RFC 6749 §4.4: "The client credentials grant type MUST only be used by confidential clients."
    if client.is_public() {
        return Err(TokenError::UnauthorizedClient("client_credentials"));
    }
    let live = provider.live();
    let scope = scope(parameters.get("scope"), client, &live.settings.catalogue)?;
    let audience = audience::of_request(parameters, client, &[], live.settings.server.issuer.as_str())?;
    let types = &live.settings.authorization_details;
    let authorization_details = details::of_client(parameters, client, types, &audience)?;
    let extent = Extent { scope, audience, authorization_details, bound_to: held.binds(client)? };
    let made = access_token::make(provider, client, SpeaksFor::Client, &extent, provider.now())?;
    let tokens = NewTokens { access_token: made.new, refresh_token: None, proven_by, proof: held.once() };
    match provider.store.add_client_token(&client.client_id, &tokens, &standing.client).await? {
        AddClientToken::Added => {}
        AddClientToken::ClientChanged => return Err(TokenError::ClientChanged),
        AddClientToken::ProofUsed => return Err(DpopError::Used.into()),
    }
    Ok(TokenResponse {
        access_token: made.text,
        issued_token_type: None,
        token_type: token_type(extent.bound_to.as_ref()),
        expires_in: made.expires_in,
        refresh_token: None,
        id_token: None,
        scope: Some(extent.scope).filter(|scope| !scope.is_empty()),
        authorization_details: extent.authorization_details,
    })
}

/// What the client may have of what it asks for; without asking, all of that. Values that mean a person's claims, a
/// person's sign-in or a person's absence mean nothing here.
fn scope(asked: Option<&str>, client: &Client, catalogue: &ClaimCatalogue) -> Result<ScopeSet, TokenError> {
    // Nobody consents here: a client that registered itself cannot give itself anything.
    let registered = client.scope.clone().filter(|_| client.defined_at.is_some()).unwrap_or_default();
    let allowed = registered.filtered(|value| catalogue.scopes.contains_key(value));
    let Some(asked) = asked else { return Ok(allowed) };
    if asked.split(' ').any(|value| !value.is_empty() && !allowed.contains(value)) {
        return Err(TokenError::ScopeNotForClient);
    }
    Ok(ScopeSet::parse(asked))
}
