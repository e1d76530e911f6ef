//! `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer` (RFC 7523 §2.1): a workload gets an access token for its client.
//! What it may have is what that client gets by `client_credentials`: no person is in it.

use super::client_credentials;
use super::{super::TokenError, super::TokenResponse, required};
use crate::client_auth::{AuthenticatedClient, workload};
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::token::held::Held;

/// Issues an access token to the client of the workload.
pub async fn exchange(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    held: &Held,
) -> Result<TokenResponse, TokenError> {
    let assertion = required(parameters, "assertion")?;
    // The assertion may have been all that proved the client; beside credentials, it must be of the same one.
    let (proven_by, spent) = match client.is_proven_by_grant() {
        true => (client.proven_by().clone(), None),
        false => {
            let live = provider.live();
            let context =
                workload::Context::of(&live.settings, &provider.client_keys, provider.store.as_ref(), provider.now());
            let workload = workload::prove(assertion, std::iter::once(client.client()), &context).await?;
            (workload.proven_by, workload.spent)
        }
    };
    let issued = client_credentials::issue(provider, client.client(), &proven_by, parameters, held).await;
    // Nothing was issued, and the client is told to come again.
    if let (Err(TokenError::ClientChanged), Some(spent)) = (&issued, &spent) {
        provider.store.give_back_assertion(spent).await?;
    }
    issued
}
