//! Where clients register themselves, and whether they may introduce themselves by a document, as discovery tells it (OpenID
//! Connect Discovery §3).

use crate::protocol::metadata::Metadata;

/// Adds it, where they may.
pub fn describe(document: &mut Metadata, enabled: bool, by_documents: bool) {
    if enabled {
        document.endpoint("registration_endpoint", "/register");
    }
    // OAuth Client ID Metadata Document §5.
    if by_documents {
        document.say("client_id_metadata_document_supported", true);
    }
}
