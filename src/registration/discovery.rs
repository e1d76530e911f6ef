//! Where clients register themselves, as discovery tells it (OpenID Connect Discovery §3).

use crate::protocol::metadata::Metadata;

/// Adds it, where they may.
pub fn describe(document: &mut Metadata, enabled: bool) {
    if enabled {
        document.endpoint("registration_endpoint", "/register");
    }
}
