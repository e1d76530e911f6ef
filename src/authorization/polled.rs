//! The checks of a request whose client polls for the answer (RFC 8628 §3.1, CIBA Core 1.0 §7.1): no redirect URI, no response type and no
//! challenge is in it; what remains is judged as at the authorization endpoint.

use std::time::Duration;

use super::verified::{Checked, Destination, Polled};
use super::{Context, Fault, VerifiedRequest, checks};
use crate::protocol::client::{Client, GrantType};
use crate::protocol::dpop::Thumbprint;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::prompt::Prompt;
use crate::protocol::response_type::ResponseType;
use crate::protocol::user::Subject;

/// Makes a verified request of the parameters that an authenticated client sent, `key` being the one that it proved to hold, and
/// `sub` the person who alone may answer, as the client knows them.
///
/// # Errors
/// The client is not registered for the grant, or a parameter is wrong.
pub fn verify(
    parameters: &Parameters,
    client: &Client,
    (polled, key, sub): (Polled, Option<Thumbprint>, Option<Subject>),
    context: &Context<'_>,
) -> Result<VerifiedRequest, Fault> {
    if !client.may_use(polled.grant_type) {
        let words = format!("the client is not registered for the grant type {}", polled.grant_type.as_str());
        return Err((ErrorCode::UnauthorizedClient, words).into());
    }
    // Who names levels asks for somebody who proves them now, and not for a login of last week (CIBA Core §7.1).
    let is_fresh = polled.grant_type == GrantType::Ciba && parameters.has("acr_values");
    let max_age = if is_fresh { Some(Duration::ZERO) } else { client.default_max_age };
    let (scope, left_out) = checks::scope(parameters, client, ResponseType::Code, context)?;
    let checked = Checked {
        response_type: ResponseType::Code,
        resource: checks::resources(parameters, client, context)?,
        authorization_details: checks::authorization_details(parameters, client, context)?,
        scope,
        scope_differs: !left_out.is_empty(),
        left_out,
        nonce: None,
        prompt: Prompt::Ask { login: false, consent: false, select_account: false, create: false },
        max_age,
        auth_time_required: max_age.is_some() || client.require_auth_time,
        acr_values: checks::acr_values(parameters, None, client)?,
        login_hint: None,
        required_sub: sub.map(|sub| sub.as_str().to_owned()),
        display: None,
        ui_locales: None,
        claims_locales: None,
        claims: None,
        code_challenge: None,
        dpop_jkt: key,
    };
    Ok(VerifiedRequest::new(client.client_id.clone(), Destination::Polled(polled), checked))
}
