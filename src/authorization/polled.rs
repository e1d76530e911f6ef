//! The checks of a request whose client polls for the answer (RFC 8628 §3.1): no redirect URI, no response type and no
//! challenge is in it; what remains is judged as at the authorization endpoint.

use super::verified::{Checked, Destination, Polled};
use super::{Context, Fault, VerifiedRequest, checks};
use crate::protocol::client::Client;
use crate::protocol::dpop::Thumbprint;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::prompt::Prompt;
use crate::protocol::response_type::ResponseType;

/// Makes a verified request of the parameters that an authenticated client sent, `key` being the one that it proved to hold.
///
/// # Errors
/// The client is not registered for the grant, or a parameter is wrong.
pub fn verify(
    parameters: &Parameters,
    client: &Client,
    (polled, key): (Polled, Option<Thumbprint>),
    context: &Context<'_>,
) -> Result<VerifiedRequest, Fault> {
    if !client.may_use(polled.grant_type) {
        let words = format!("the client is not registered for the grant type {}", polled.grant_type.as_str());
        return Err((ErrorCode::UnauthorizedClient, words).into());
    }
    let (scope, left_out) = checks::scope(parameters, client, ResponseType::Code, context)?;
    let checked = Checked {
        response_type: ResponseType::Code,
        resource: checks::resources(parameters, client, context)?,
        scope,
        scope_differs: !left_out.is_empty(),
        left_out,
        nonce: None,
        prompt: Prompt::Ask { login: false, consent: false, select_account: false, create: false },
        max_age: client.default_max_age,
        auth_time_required: client.default_max_age.is_some() || client.require_auth_time,
        acr_values: checks::acr_values(parameters, None, client)?,
        login_hint: None,
        required_sub: None,
        display: None,
        ui_locales: None,
        claims_locales: None,
        claims: None,
        code_challenge: None,
        dpop_jkt: key,
    };
    Ok(VerifiedRequest::new(client.client_id.clone(), Destination::Polled(polled), checked))
}
