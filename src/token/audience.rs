//! Which resources the tokens of one answer are for (RFC 8707 §2.2).

use super::TokenError;
use crate::protocol::client::Client;
use crate::protocol::parameters::Parameters;
use crate::protocol::resource::{self, Resource};

/// The resources that the request names, or else all that were granted. An authorization that named resources bounds
/// what its tokens can be for; one that named none leaves it to the token requests, within what the client registered.
pub fn of_request(
    parameters: &Parameters,
    client: &Client,
    granted: &[Resource],
    issuer: &str,
) -> Result<Vec<Resource>, TokenError> {
    let asked = resource::requested(parameters.all("resource"), client, issuer)?;
    if asked.is_empty() {
        // What the operator took from the client since is no longer given.
        let left: Vec<Resource> =
            granted.iter().filter(|resource| resource::is_for(client, resource, issuer)).cloned().collect();
        return if left.is_empty() && !granted.is_empty() { Err(TokenError::ResourceTooWide) } else { Ok(left) };
    }
    match granted.is_empty() || asked.iter().all(|resource| granted.contains(resource)) {
        true => Ok(asked),
        false => Err(TokenError::ResourceTooWide),
    }
}
