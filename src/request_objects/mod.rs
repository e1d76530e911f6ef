//! A request object, from where it stands to the parameters that it holds (RFC 9101, OpenID Connect Core §6): in the
//! request itself, or behind a URI. Whose signature it has and what may stand in it is decided here and in
//! [`crate::protocol::request_object`]; what a request makes of it, in [`crate::authorization`].

mod by_reference;
pub mod cache;
pub mod discovery;
mod request_object;

use std::borrow::Cow;
use std::sync::Arc;

use percent_encoding::percent_decode;

use crate::authorization::{Arrived, ObjectFault};
use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;

/// Reads the request of `client`, the one that its `client_id` names.
pub async fn read<'a>(provider: &Provider, client: Option<&Arc<Client>>, encoded: &'a [u8]) -> Arrived<'a> {
    let object = match client {
        Some(client) if client.require_signed_request_object || names_an_object(encoded) => {
            let outside = Parameters::parse_leniently(encoded);
            parameters_of_object(provider, client, &outside).await.transpose()
        }
        _ => None,
    };
    Arrived { encoded, object }
}

/// Whether one of the two parameters is there, which few requests have.
fn names_an_object(encoded: &[u8]) -> bool {
    encoded.split(|octet| *octet == b'&').any(|pair| {
        let name = pair.split(|octet| *octet == b'=').next().unwrap_or_default();
        let decoded: Cow<'_, [u8]> = percent_decode(name).into();
        matches!(&*decoded, b"request" | b"request_uri")
    })
}

async fn parameters_of_object(
    provider: &Provider,
    client: &Client,
    outside: &Parameters,
) -> Result<Option<Parameters>, ObjectFault> {
    let offered = provider.live().settings.request_objects;
    match (outside.get("request"), outside.get("request_uri")) {
        (None, None) if client.require_signed_request_object => Err(ObjectFault::new(
            ErrorCode::InvalidRequest,
            "this client must send its parameters in a signed request object",
        )),
        (None, None) => Ok(None),
        (Some(_), Some(_)) => {
            Err(ObjectFault::new(ErrorCode::InvalidRequest, "request and request_uri were both sent: send one"))
        }
        (Some(_), None) if !offered.by_value => {
            Err(ObjectFault::new(ErrorCode::RequestNotSupported, "the parameter request is not supported"))
        }
        (None, Some(_)) if !offered.by_reference => {
            Err(ObjectFault::new(ErrorCode::RequestUriNotSupported, "the parameter request_uri is not supported"))
        }
        (Some(object), None) => request_object::read(provider, client, object, outside).await.map(Some),
        (None, Some(uri)) => {
            let object = by_reference::fetch(provider, client, uri).await?;
            request_object::read(provider, client, &object, outside).await.map(Some)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::names_an_object;

    #[test]
    fn a_request_object_is_noticed_however_its_name_is_written() {
        for encoded in ["request=x", "a=b&request_uri=x", "re%71uest=x", "request", "a&%72%65quest_uri="] {
            assert!(names_an_object(encoded.as_bytes()), "{encoded}");
        }
        for encoded in ["", "a=request", "requests=x", "request+=x", "%2572equest=x", "xrequest=x", "a=b%26request=x"] {
            assert!(!names_an_object(encoded.as_bytes()), "{encoded}");
        }
    }
}
