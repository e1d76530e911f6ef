//! What the access token of one answer allows in detail (RFC 9396 §6, §7).

use super::TokenError;
use crate::protocol::authorization_details::{self, AuthorizationDetails, DetailTypes};
use crate::protocol::client::Client;
use crate::protocol::parameters::Parameters;
use crate::protocol::resource::Resource;

/// What the request names of what was granted, or else all of that; as far as the client may still have it, and as far as it
/// is for the resources of the token. A request can narrow what was granted, and never widen it.
pub fn of_request(
    parameters: &Parameters,
    client: &Client,
    types: &DetailTypes,
    granted: &AuthorizationDetails,
    audience: &[Resource],
) -> Result<AuthorizationDetails, TokenError> {
    let left = granted.still_for(client, types);
    let Some(sent) = parameters.get(authorization_details::NAME) else { return Ok(left.for_audience(audience)) };
    let asked = types.requested(Some(sent), client)?;
    if asked.is_within(&left) { Ok(asked.for_audience(audience)) } else { Err(TokenError::DetailsTooWide) }
}

/// What a client asks for itself. Without a person, only the operator can allow it: a client that registered itself gets none.
pub fn of_client(
    parameters: &Parameters,
    client: &Client,
    types: &DetailTypes,
    audience: &[Resource],
) -> Result<AuthorizationDetails, TokenError> {
    let asked = types.requested(parameters.get(authorization_details::NAME), client)?;
    if !asked.is_empty() && client.defined_at.is_none() {
        return Err(TokenError::DetailsNotForClient);
    }
    Ok(asked.for_audience(audience))
}
