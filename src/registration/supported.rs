//! The values that a client may register where the specifications leave a choice; the lists are those that discovery is
//! generated from (SEC-80).

use crate::config::settings::Settings;
use crate::jose::algorithms::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::protocol::client::{ClientAuthMethod, DeliveryMode, GrantType};
use crate::protocol::client_proof::AssertionAlgorithm;
use crate::protocol::response_type::ResponseType;
use crate::protocol::subject::SUBJECT_TYPES;

/// The values that the member of that name may have; `None` for members without a fixed vocabulary.
pub fn choices<'a>(name: &str, settings: &'a Settings) -> Option<Vec<&'a str>> {
    Some(match name {
        "application_type" => vec!["web", "native"],
        "subject_type" => SUBJECT_TYPES.to_vec(),
        "token_endpoint_auth_method" => {
            settings.server.auth_methods().into_iter().map(ClientAuthMethod::as_str).collect()
        }
        "grant_types" => {
            let grants = GrantType::ALL.into_iter().filter(|grant| grant.is_for_registered());
            grants.map(GrantType::as_str).collect()
        }
        "response_types" => ResponseType::ALL.map(ResponseType::as_str).to_vec(),
        "id_token_signed_response_alg"
        | "authorization_signed_response_alg"
        | "userinfo_signed_response_alg"
        | "introspection_signed_response_alg" => {
            settings.keys.algorithms.iter().map(|algorithm| algorithm.as_str()).collect()
        }
        // RFC 9396 §10: those that whoever registers may use.
        "authorization_details_types" => settings.authorization_details.open().collect(),
        "backchannel_token_delivery_mode" => DeliveryMode::ALL.map(DeliveryMode::as_str).to_vec(),
        "request_object_signing_alg" | "backchannel_authentication_request_signing_alg" => {
            Algorithm::ALL.map(Algorithm::as_str).to_vec()
        }
        "id_token_encrypted_response_alg"
        | "authorization_encrypted_response_alg"
        | "userinfo_encrypted_response_alg"
        | "request_object_encryption_alg" => KeyAlgorithm::ALL.map(KeyAlgorithm::as_str).to_vec(),
        "id_token_encrypted_response_enc"
        | "authorization_encrypted_response_enc"
        | "userinfo_encrypted_response_enc"
        | "request_object_encryption_enc" => ContentEncryption::ALL.map(ContentEncryption::as_str).to_vec(),
        "token_endpoint_auth_signing_alg" => AssertionAlgorithm::all().map(AssertionAlgorithm::as_str).collect(),
        _ => return None,
    })
}
