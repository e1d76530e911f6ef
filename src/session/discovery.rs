//! Where the iframe is that watches a login, as discovery tells it (OpenID Connect Session Management §3.3).

use crate::protocol::metadata::Metadata;

/// Adds it, where it is on.
pub fn describe(document: &mut Metadata, check_session_iframe: bool) {
    if check_session_iframe {
        document.endpoint("check_session_iframe", "/check-session-iframe");
    }
}
