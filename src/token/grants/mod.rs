//! The registry of grants: one file each, one line each.

mod authorization_code;
mod ciba;
mod client_credentials;
mod device_code;
mod jwt_bearer;
mod polled;
mod redeem;
mod refresh_token;
mod token_exchange;

use super::held::Held;
use super::{TokenError, TokenResponse};
use crate::client_auth::AuthenticatedClient;
use crate::protocol::client::GrantType;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;

/// Exchanges the grant that the parameters name. What is issued is bound to what the sender holds ([`Held::binds`]).
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    let sent =
        parameters.get("grant_type").ok_or_else(|| TokenError::InvalidRequest("grant_type is missing".to_owned()))?;
    let grant_type =
        GrantType::named(sent).filter(|known| *known != GrantType::Implicit).ok_or(TokenError::UnsupportedGrantType)?;
    if !client.client().may_use(grant_type) {
        return Err(TokenError::UnauthorizedClient(grant_type.as_str()));
    }
    // Before a code or token is looked at: whoever forgot something loses nothing.
    held.binds(client.client())?;
    match grant_type {
        GrantType::AuthorizationCode => authorization_code::exchange(provider, client, parameters, held).await,
        GrantType::RefreshToken => refresh_token::exchange(provider, client, parameters, held).await,
        GrantType::Implicit => Err(TokenError::UnsupportedGrantType),
        GrantType::ClientCredentials => client_credentials::exchange(provider, client, parameters, held).await,
        GrantType::Ciba => ciba::exchange(provider, client, parameters, held).await,
        GrantType::DeviceCode => device_code::exchange(provider, client, parameters, held).await,
        GrantType::TokenExchange => token_exchange::exchange(provider, client, parameters, held).await,
        GrantType::JwtBearer => jwt_bearer::exchange(provider, client, parameters, held).await,
    }
}

fn required<'a>(parameters: &'a Parameters, name: &str) -> Result<&'a str, TokenError> {
    parameters.get(name).ok_or_else(|| TokenError::InvalidRequest(format!("{name} is missing")))
}
