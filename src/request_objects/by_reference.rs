//! `request_uri` (OpenID Connect Core §6.2, RFC 9101 §5.2): a registered URI, fetched by the rules of [`crate::outbound`].

use crate::authorization::ObjectFault;
use crate::protocol::ascii_uri::host_remark;
use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::provider::Provider;

/// Media types of a request object (RFC 9101 §10.2), most wanted first.
const ACCEPT: &str = "application/oauth-authz-req+jwt, application/jwt";

/// The request object behind `uri`.
pub async fn fetch(provider: &Provider, client: &Client, uri: &str) -> Result<String, ObjectFault> {
    let fault = |description: &str| ObjectFault::new(ErrorCode::InvalidRequestUri, description);
    if !client.request_uris.iter().any(|registered| registered == uri) {
        return Err(fault(&format!("request_uri is not registered for this client{}", host_remark(uri))));
    }
    provider.request_objects.fetch(&provider.outbound, uri, ACCEPT, provider.now()).await.map_err(|error| {
        // What exactly failed is the operator's business: told to the caller, it would map the network (row 43).
        tracing::warn!(client_id = %client.client_id, "request_uri {uri} {error}");
        fault("the request object could not be fetched from request_uri")
    })
}
