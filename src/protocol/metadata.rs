//! The discovery document (OpenID Connect Discovery §3, RFC 8414 §2), generated from the lists of what is enabled:
//! a value stands here exactly when the code accepts it (SEC-80).

use std::time::Duration;

use serde_json::{Value, json};

use super::acr;
use super::client::{ClientAuthMethod, GrantType};
use super::client_proof::AssertionAlgorithm;
use super::response_mode::ResponseMode;
use super::response_type::ResponseType;
use super::subject::SUBJECT_TYPES;
use crate::config::settings::{SessionManagementSettings, Settings};
use crate::jose::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};

/// How long clients may keep the key set without asking again; a key that signs sooner than that after it was published is
/// unknown to some of them.
pub const KEY_SET_MAX_AGE: Duration = Duration::from_secs(300);

/// Languages that the pages speak.
pub const UI_LOCALES: [&str; 1] = ["en"];

/// The document for these settings.
pub fn discovery(settings: &Settings) -> Value {
    let parts = [endpoints(settings), requests(settings), tokens(settings), authentication(), logout(settings)];
    let members = parts.into_iter().filter_map(|part| match part {
        Value::Object(members) => Some(members),
        _ => None,
    });
    Value::Object(members.flatten().collect())
}

/// Who answers, and where.
fn endpoints(settings: &Settings) -> Value {
    let issuer = &settings.server.issuer;
    let mut part = json!({
        "issuer": issuer.as_str(),
        "authorization_endpoint": issuer.url("/authorize"),
        "token_endpoint": issuer.url("/token"),
        "userinfo_endpoint": issuer.url("/userinfo"),
        "revocation_endpoint": issuer.url("/revoke"),
        "introspection_endpoint": issuer.url("/introspect"),
        "jwks_uri": issuer.url("/jwks"),
        "end_session_endpoint": issuer.url("/end-session"),
    });
    if settings.registration.enabled
        && let Some(part) = part.as_object_mut()
    {
        part.insert("registration_endpoint".to_owned(), issuer.url("/register").into());
    }
    part
}

/// What an authorization request may say.
fn requests(settings: &Settings) -> Value {
    let scopes: Vec<&str> =
        super::scope::BUILT_IN.into_iter().chain(settings.catalogue.scopes.keys().map(String::as_str)).collect();
    json!({
        "scopes_supported": scopes,
        "response_types_supported": ResponseType::ALL.map(ResponseType::as_str),
        "response_modes_supported": ResponseMode::ALL.map(ResponseMode::as_str),
        "grant_types_supported": GrantType::ALL.map(GrantType::as_str),
        "acr_values_supported": acr::SUPPORTED,
        "display_values_supported": ["page", "popup", "touch", "wap"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "claim_types_supported": ["normal"],
        "claims_supported": settings.catalogue.supported_claims(),
        "ui_locales_supported": UI_LOCALES,
        "claims_parameter_supported": true,
        "request_parameter_supported": settings.request_objects.by_value,
        "request_uri_parameter_supported": settings.request_objects.by_reference,
        "require_request_uri_registration": settings.request_objects.by_reference,
        // Every one that a client's key may have; present in any case, since an absent list would mean "try `none`".
        "request_object_signing_alg_values_supported": Algorithm::ALL.map(Algorithm::as_str),
        "request_object_encryption_alg_values_supported": KeyAlgorithm::ALL.map(KeyAlgorithm::as_str),
        "request_object_encryption_enc_values_supported": ContentEncryption::ALL.map(ContentEncryption::as_str),
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    })
}

/// What comes back, and how it is protected.
fn tokens(settings: &Settings) -> Value {
    let signing: Vec<&str> = settings.keys.algorithms.iter().map(|algorithm| algorithm.as_str()).collect();
    let keys = KeyAlgorithm::ALL.map(KeyAlgorithm::as_str);
    let contents = ContentEncryption::ALL.map(ContentEncryption::as_str);
    json!({
        "subject_types_supported": SUBJECT_TYPES,
        "id_token_signing_alg_values_supported": signing,
        "id_token_encryption_alg_values_supported": keys,
        "id_token_encryption_enc_values_supported": contents,
        "userinfo_signing_alg_values_supported": signing,
        "userinfo_encryption_alg_values_supported": keys,
        "userinfo_encryption_enc_values_supported": contents,
        "introspection_signing_alg_values_supported": signing,
    })
}

/// How clients prove who they are.
fn authentication() -> Value {
    let methods = ClientAuthMethod::ALL.map(ClientAuthMethod::as_str);
    let confidential: Vec<&str> =
        methods.into_iter().filter(|method| *method != ClientAuthMethod::None.as_str()).collect();
    let algorithms: Vec<&str> = AssertionAlgorithm::all().map(AssertionAlgorithm::as_str).collect();
    json!({
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": algorithms,
        "revocation_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_signing_alg_values_supported": algorithms,
        "introspection_endpoint_auth_methods_supported": confidential,
        "introspection_endpoint_auth_signing_alg_values_supported": algorithms,
    })
}

/// How apps learn that a login ended.
fn logout(settings: &Settings) -> Value {
    let SessionManagementSettings { check_session_iframe, frontchannel_logout, .. } = settings.session_management;
    let mut part = json!({
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "frontchannel_logout_supported": frontchannel_logout,
        "frontchannel_logout_session_supported": frontchannel_logout,
    });
    if check_session_iframe && let Some(part) = part.as_object_mut() {
        let uri = settings.server.issuer.url("/check-session-iframe");
        part.insert("check_session_iframe".to_owned(), uri.into());
    }
    part
}
