//! Front-Channel Logout 1.0: the address that the signed-out page loads in a frame.

use crate::authorization::respond::encode;
use crate::protocol::client::Client;
use crate::protocol::id_token::session_sid;

/// The registered URI, with `iss` and `sid` and nothing else where the client requires them (§2).
pub fn frame(client: &Client, issuer: &str, session_id: &str) -> Option<String> {
    let uri = client.frontchannel_logout_uri.as_deref()?;
    if !client.frontchannel_logout_session_required {
        return Some(uri.to_owned());
    }
    let sid = session_sid(session_id, &client.client_id);
    let joint = match uri.split_once('?') {
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    Some(format!("{uri}{joint}{}", encode(&[("iss", issuer.to_owned()), ("sid", sid)])))
}
