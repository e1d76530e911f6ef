//! The discovery document (OpenID Connect Discovery §3, RFC 8414 §2), generated from the lists of what is enabled:
//! a value stands here exactly when the code accepts it (SEC-80).

use serde_json::{Value, json};

use super::acr;
use super::client::{ClientAuthMethod, GrantType};
use super::client_assertion::AssertionAlgorithm;
use super::response_mode::ResponseMode;
use super::response_type::ResponseType;
use super::subject::SUBJECT_TYPES;
use crate::config::settings::Settings;

/// Languages that the pages speak.
pub const UI_LOCALES: [&str; 1] = ["en"];

/// The document for these settings.
pub fn discovery(settings: &Settings) -> Value {
    let issuer = &settings.server.issuer;
    let scopes: Vec<&str> =
        super::scope::BUILT_IN.into_iter().chain(settings.catalogue.scopes.keys().map(String::as_str)).collect();
    let algorithms: Vec<&str> = settings.keys.algorithms.iter().map(|algorithm| algorithm.as_str()).collect();
    let confidential: Vec<&str> = ClientAuthMethod::ALL
        .into_iter()
        .filter(|method| *method != ClientAuthMethod::None)
        .map(ClientAuthMethod::as_str)
        .collect();
    let assertion_algorithms: Vec<&str> = AssertionAlgorithm::all().map(AssertionAlgorithm::as_str).collect();
    let mut document = json!({
        "issuer": issuer.as_str(),
        "authorization_endpoint": issuer.url("/authorize"),
        "token_endpoint": issuer.url("/token"),
        "userinfo_endpoint": issuer.url("/userinfo"),
        "revocation_endpoint": issuer.url("/revoke"),
        "introspection_endpoint": issuer.url("/introspect"),
        "jwks_uri": issuer.url("/jwks"),
        "end_session_endpoint": issuer.url("/end-session"),
        "scopes_supported": scopes,
        "response_types_supported": ResponseType::ALL.map(ResponseType::as_str),
        "response_modes_supported": ResponseMode::ALL.map(ResponseMode::as_str),
        "grant_types_supported": GrantType::ALL.map(GrantType::as_str),
        "acr_values_supported": acr::SUPPORTED,
        "subject_types_supported": SUBJECT_TYPES,
        "id_token_signing_alg_values_supported": algorithms,
        "userinfo_signing_alg_values_supported": algorithms,
        // Present though `request` is not: an absent list would mean "unsigned objects may work".
        "request_object_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ClientAuthMethod::ALL.map(ClientAuthMethod::as_str),
        "revocation_endpoint_auth_methods_supported": ClientAuthMethod::ALL.map(ClientAuthMethod::as_str),
        "introspection_endpoint_auth_methods_supported": confidential,
        "introspection_signing_alg_values_supported": algorithms,
        "token_endpoint_auth_signing_alg_values_supported": assertion_algorithms,
        "revocation_endpoint_auth_signing_alg_values_supported": assertion_algorithms,
        "introspection_endpoint_auth_signing_alg_values_supported": assertion_algorithms,
        "display_values_supported": ["page", "popup", "touch", "wap"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "claim_types_supported": ["normal"],
        "claims_supported": settings.catalogue.supported_claims(),
        "ui_locales_supported": UI_LOCALES,
        "claims_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "require_request_uri_registration": false,
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "frontchannel_logout_supported": settings.session_management.frontchannel_logout,
        "frontchannel_logout_session_supported": settings.session_management.frontchannel_logout,
    });
    if settings.session_management.check_session_iframe
        && let Some(document) = document.as_object_mut()
    {
        document.insert("check_session_iframe".to_owned(), issuer.url("/check-session-iframe").into());
    }
    document
}
