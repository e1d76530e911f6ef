//! Which request objects are read, and where requests are pushed, as discovery tells it (RFC 9101 §10.5, RFC 9126 §5, OpenID
//! Connect Discovery §3).

use crate::config::settings::Settings;
use crate::jose::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::protocol::metadata::Metadata;

/// Adds it.
pub fn describe(document: &mut Metadata, settings: &Settings) {
    let read = settings.request_objects;
    document.endpoint("pushed_authorization_request_endpoint", "/par");
    document.say("require_pushed_authorization_requests", settings.pushed_requests.required);
    document.say("request_parameter_supported", read.by_value);
    document.say("request_uri_parameter_supported", read.by_reference);
    document.say("require_request_uri_registration", read.by_reference);
    // Every one that a client's key may have; present in any case, since an absent list would mean "try `none`".
    document.list("request_object_signing_alg_values_supported", Algorithm::ALL.map(Algorithm::as_str));
    document.list("request_object_encryption_alg_values_supported", KeyAlgorithm::ALL.map(KeyAlgorithm::as_str));
    let contents = ContentEncryption::ALL.map(ContentEncryption::as_str);
    document.list("request_object_encryption_enc_values_supported", contents);
}
