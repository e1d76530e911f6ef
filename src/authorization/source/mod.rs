//! Where the parameters of an authorization request come from: the request itself, or a request object in it or behind
//! a URI (RFC 9101, OpenID Connect Core §6). They are put together before anything is proven, so that the redirect URI
//! inside a request object is the one that counts.

mod by_reference;
pub mod cache;
mod request_object;

use std::sync::Arc;

use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::request_object::RequestObjectError;
use crate::provider::Provider;

/// A request as it arrived.
pub struct Arrived<'a> {
    /// The encoded query or form body.
    pub encoded: &'a [u8],
    /// What a request object made of it, where there was one or should have been one.
    pub object: Option<Result<Parameters, ObjectFault>>,
}

impl Arrived<'_> {
    /// Whether the request wants no page, as far as it can be read.
    pub fn is_silent(&self) -> bool {
        let prompt = match &self.object {
            Some(Ok(inside)) => inside.get("prompt").map(str::to_owned),
            _ => Parameters::parse_leniently(self.encoded).get("prompt").map(str::to_owned),
        };
        prompt.as_deref() == Some("none")
    }
}

/// A fault of a request object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectFault {
    /// For the client.
    pub code: ErrorCode,
    /// For the client's developer.
    pub description: String,
}

impl ObjectFault {
    fn new(code: ErrorCode, description: impl Into<String>) -> Self {
        Self { code, description: description.into() }
    }
}

impl From<RequestObjectError> for ObjectFault {
    fn from(error: RequestObjectError) -> Self {
        Self::new(ErrorCode::InvalidRequestObject, error.to_string())
    }
}

/// Reads the request of `client`, the one that its `client_id` names.
pub async fn read<'a>(provider: &Provider, client: Option<&Arc<Client>>, encoded: &'a [u8]) -> Arrived<'a> {
    let outside = Parameters::parse_leniently(encoded);
    let object = match client {
        Some(client) => parameters_of_object(provider, client, &outside).await.transpose(),
        None => None,
    };
    Arrived { encoded, object }
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
