//! `grant_type=urn:openid:params:grant-type:ciba` (CIBA Core 1.0 §10.1, §11): the client asks whether the person whom it named has
//! answered.

use super::super::{TokenError, TokenResponse};
use super::polled;
use crate::client_auth::AuthenticatedClient;
use crate::protocol::client::GrantType;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::token::held::Held;

/// Redeems an `auth_req_id`.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    // §4: "The token_endpoint_auth_method … indicates the registered authentication method for the client to use".
    if client.client().is_public() {
        return Err(TokenError::UnauthorizedClient(GrantType::Ciba.as_str()));
    }
    polled::exchange(provider, client, parameters, held, (GrantType::Ciba, "auth_req_id")).await
}
