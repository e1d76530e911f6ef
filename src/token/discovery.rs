//! What tokens there are and how they are protected, as discovery tells it (OpenID Connect Discovery §3, RFC 8414 §2).

use crate::jose::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::protocol::client::{DeliveryMode, GrantType};
use crate::protocol::metadata::Metadata;
use crate::protocol::subject::SUBJECT_TYPES;

/// Adds it; `signing` are the algorithms that there are keys for, `proofs` those that DPoP proofs may have.
pub fn describe(document: &mut Metadata, signing: &[Algorithm], proofs: &[Algorithm]) {
    document.endpoint("token_endpoint", "/token");
    // RFC 8628 §4.
    document.endpoint("device_authorization_endpoint", "/device_authorization");
    // CIBA Core §4.
    document.endpoint("backchannel_authentication_endpoint", "/backchannel_authentication");
    document.list("backchannel_token_delivery_modes_supported", DeliveryMode::ALL.map(DeliveryMode::as_str));
    let signed = Algorithm::ALL.map(Algorithm::as_str);
    document.list("backchannel_authentication_request_signing_alg_values_supported", signed);
    document.say("backchannel_user_code_parameter_supported", true);
    document.endpoint("userinfo_endpoint", "/userinfo");
    document.endpoint("revocation_endpoint", "/revoke");
    document.endpoint("introspection_endpoint", "/introspect");
    document.endpoint("jwks_uri", "/jwks");
    document.list("grant_types_supported", GrantType::ALL.map(GrantType::as_str));
    // RFC 9449 §5.1.
    document.list("dpop_signing_alg_values_supported", proofs.iter().map(|algorithm| algorithm.as_str()));
    document.list("subject_types_supported", SUBJECT_TYPES);
    let signing: Vec<&str> = signing.iter().map(|algorithm| algorithm.as_str()).collect();
    for signed in ["id_token", "userinfo", "introspection"] {
        document.list(&format!("{signed}_signing_alg_values_supported"), signing.iter().copied());
    }
    for encrypted in ["id_token", "userinfo"] {
        let keys = KeyAlgorithm::ALL.map(KeyAlgorithm::as_str);
        document.list(&format!("{encrypted}_encryption_alg_values_supported"), keys);
        let contents = ContentEncryption::ALL.map(ContentEncryption::as_str);
        document.list(&format!("{encrypted}_encryption_enc_values_supported"), contents);
    }
}
