//! The members of a discovery document that the suite knows, and of which type each must be (the registry of RFC 8414
//! §7.1, and the specifications beside it). An unknown one is a warning of the suite, and a failure here.

use serde_json::Value;

const URLS: &str = "issuer authorization_endpoint token_endpoint userinfo_endpoint jwks_uri registration_endpoint \
    service_documentation op_policy_uri op_tos_uri revocation_endpoint introspection_endpoint check_session_iframe \
    end_session_endpoint device_authorization_endpoint pushed_authorization_request_endpoint \
    backchannel_authentication_endpoint federation_registration_endpoint signed_jwks_uri organization_uri \
    information_uri logo_uri challenge_endpoint";
const TEXTS: &str = "organization_name signed_metadata";
const LISTS: &str = "scopes_supported response_types_supported response_modes_supported grant_types_supported \
    acr_values_supported subject_types_supported id_token_signing_alg_values_supported \
    id_token_encryption_alg_values_supported id_token_encryption_enc_values_supported \
    userinfo_signing_alg_values_supported userinfo_encryption_alg_values_supported \
    userinfo_encryption_enc_values_supported request_object_signing_alg_values_supported \
    request_object_encryption_alg_values_supported request_object_encryption_enc_values_supported \
    token_endpoint_auth_methods_supported token_endpoint_auth_signing_alg_values_supported display_values_supported \
    claim_types_supported claims_supported claims_locales_supported ui_locales_supported \
    revocation_endpoint_auth_methods_supported revocation_endpoint_auth_signing_alg_values_supported \
    introspection_endpoint_auth_methods_supported introspection_endpoint_auth_signing_alg_values_supported \
    introspection_signing_alg_values_supported introspection_encryption_alg_values_supported \
    introspection_encryption_enc_values_supported code_challenge_methods_supported authorization_signing_alg_values_supported \
    authorization_encryption_alg_values_supported authorization_encryption_enc_values_supported \
    authorization_details_types_supported dpop_signing_alg_values_supported prompt_values_supported \
    backchannel_token_delivery_modes_supported backchannel_authentication_request_signing_alg_values_supported \
    client_registration_types_supported request_authentication_signing_alg_values_supported contacts \
    trust_frameworks_supported evidence_supported documents_supported documents_methods_supported \
    electronic_records_supported claims_in_verified_claims_supported attachments_supported protected_resources";
const FLAGS: &str = "claims_parameter_supported request_parameter_supported request_uri_parameter_supported \
    require_request_uri_registration frontchannel_logout_supported frontchannel_logout_session_supported \
    backchannel_logout_supported backchannel_logout_session_supported require_pushed_authorization_requests \
    require_signed_request_object tls_client_certificate_bound_access_tokens \
    authorization_response_iss_parameter_supported backchannel_user_code_parameter_supported \
    client_id_metadata_document_supported pre-authorized_grant_anonymous_access_supported";
const OBJECTS: &str = "jwks mtls_endpoint_aliases request_authentication_methods_supported";

/// Panics at the first member that nobody knows or that has another type.
pub fn check(metadata: &Value) {
    let is = |list: &str, name: &str| list.split_whitespace().any(|known| known == name);
    for (name, value) in metadata.as_object().expect("an object") {
        let fits = if is(URLS, name) {
            value.as_str().is_some_and(|text| url::Url::parse(text).is_ok())
        } else if is(TEXTS, name) {
            value.as_str().is_some_and(|text| !text.is_empty())
        } else if is(LISTS, name) {
            let texts = value.as_array().is_some_and(|list| list.iter().all(|item| item.is_string()));
            texts && !value.as_array().unwrap().is_empty()
        } else if is(FLAGS, name) {
            value.is_boolean()
        } else {
            is(OBJECTS, name) && value.is_object()
        };
        assert!(fits, "{name}: {value}");
    }
}
