//! A request object, from where it stands to the parameters that it holds (RFC 9101, OpenID Connect Core §6): in the
//! request itself, or behind a URI; and requests that were pushed before ([`pushed`]). Whose signature it has and what may stand in it is decided here and in
//! [`crate::protocol::request_object`]; what a request makes of it, in [`crate::authorization`].

pub mod backchannel;
mod by_reference;
pub mod cache;
pub mod discovery;
pub mod pushed;
mod request_object;

use std::borrow::Cow;
use std::sync::Arc;

use percent_encoding::percent_decode;

use crate::authorization::{Arrived, ObjectFault};
use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::store::StoreError;
use pushed::{Arrival, Found};

/// A request as a browser brought it.
pub struct Brought<'a> {
    /// Its parameters.
    pub arrived: Arrived<'a>,
    /// Which pushed request it is, where it is one.
    pub pushed: Option<Arrival>,
}

/// Why there is no request to verify.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// It was pushed, and was answered.
    #[error("the pushed request was answered before")]
    Answered,
    /// It was pushed and has expired, or was never pushed by this client.
    #[error("request_uri has expired, or was not issued to this client")]
    NotPushed,
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the request of `client`, the one that its `client_id` names.
pub async fn read<'a>(
    provider: &Provider,
    client: Option<&Arc<Client>>,
    encoded: &'a [u8],
) -> Result<Brought<'a>, NotRead> {
    let plain = || Brought { arrived: Arrived { encoded, object: None }, pushed: None };
    let Some(client) = client else { return Ok(plain()) };
    let rules = client.rules();
    let must_push = rules.pushed_requests || provider.live().settings.pushed_requests.required;
    if !must_push && !rules.signed_requests && !names_an_object(encoded) {
        return Ok(plain());
    }
    let outside = Parameters::parse_leniently(encoded);
    let uri = outside.get("request_uri").filter(|_| !outside.has("request"));
    if let Some(name) = uri.and_then(|uri| uri.strip_prefix(pushed::URN)) {
        return match pushed::find(provider, &client.client_id, name).await? {
            Found::Waiting(inside, arrival) => {
                Ok(Brought { arrived: Arrived { encoded, object: Some(Ok(inside)) }, pushed: Some(arrival) })
            }
            Found::Answered => Err(NotRead::Answered),
            Found::Unknown => Err(NotRead::NotPushed),
        };
    }
    let object = match must_push {
        true => {
            let why = rules.why();
            let words = format!(
                "this client must push its request: send it to the pushed authorization request endpoint first{why}"
            );
            Some(Err(ObjectFault::new(ErrorCode::InvalidRequest, words)))
        }
        // Boxed: it is large and rare.
        false => Box::pin(parameters_of_object(provider, client, &outside)).await.transpose(),
    };
    Ok(Brought { arrived: Arrived { encoded, object }, pushed: None })
}

/// Whether one of the two parameters is there, which few requests have.
fn names_an_object(encoded: &[u8]) -> bool {
    encoded.split(|octet| *octet == b'&').any(|pair| {
        let name = pair.split(|octet| *octet == b'=').next().unwrap_or_default();
        let is_one = |name: &[u8]| matches!(name, b"request" | b"request_uri");
        if name.contains(&b'%') { is_one(&Cow::<[u8]>::from(percent_decode(name))) } else { is_one(name) }
    })
}

async fn parameters_of_object(
    provider: &Provider,
    client: &Client,
    outside: &Parameters,
) -> Result<Option<Parameters>, ObjectFault> {
    let offered = provider.live().settings.request_objects;
    match (outside.get("request"), outside.get("request_uri")) {
        (None, None) if client.rules().signed_requests => {
            let why = client.rules().why();
            let words = format!("this client must send its parameters in a signed request object{why}");
            Err(ObjectFault::new(ErrorCode::InvalidRequest, words))
        }
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
