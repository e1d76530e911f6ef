//! `grant_type=urn:ietf:params:oauth:grant-type:device_code` (RFC 8628 §3.4): the device asks whether the person has answered.

use super::super::{TokenError, TokenResponse};
use super::polled;
use crate::client_auth::AuthenticatedClient;
use crate::protocol::client::GrantType;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::token::held::Held;

/// Redeems a device code.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    polled::exchange(provider, client, parameters, held, (GrantType::DeviceCode, "device_code")).await
}
