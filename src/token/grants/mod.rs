//! The registry of grants: one file each, one line each.

mod authorization_code;
mod client_credentials;
mod jwt_bearer;
mod refresh_token;
mod token_exchange;

use super::dpop::ProvenKey;
use super::{TokenError, TokenResponse};
use crate::client_auth::AuthenticatedClient;
use crate::protocol::client::GrantType;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;

/// Exchanges the grant that the parameters name. What is issued is bound to `key`, where one was proven.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    key: Option<&ProvenKey>,
) -> Result<TokenResponse, TokenError> {
    let sent =
        parameters.get("grant_type").ok_or_else(|| TokenError::InvalidRequest("grant_type is missing".to_owned()))?;
    let grant_type = GrantType::ALL
        .into_iter()
        .find(|known| known.as_str() == sent && *known != GrantType::Implicit)
        .ok_or(TokenError::UnsupportedGrantType)?;
    if !client.client().may_use(grant_type) {
        return Err(TokenError::UnauthorizedClient(grant_type.as_str()));
    }
    // RFC 9449 §5.2.
    if client.client().dpop_bound_access_tokens && key.is_none() {
        return Err(TokenError::ProofMissing);
    }
    match grant_type {
        GrantType::AuthorizationCode => authorization_code::exchange(provider, client, parameters, key).await,
        GrantType::RefreshToken => refresh_token::exchange(provider, client, parameters, key).await,
        GrantType::Implicit => Err(TokenError::UnsupportedGrantType),
        GrantType::ClientCredentials => client_credentials::exchange(provider, client, parameters, key).await,
        GrantType::TokenExchange => token_exchange::exchange(provider, client, parameters, key).await,
        GrantType::JwtBearer => jwt_bearer::exchange(provider, client, parameters, key).await,
    }
}

fn required<'a>(parameters: &'a Parameters, name: &str) -> Result<&'a str, TokenError> {
    parameters.get(name).ok_or_else(|| TokenError::InvalidRequest(format!("{name} is missing")))
}
