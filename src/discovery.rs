//! The discovery document (OpenID Connect Discovery §3): asks each feature what it says of itself. A new feature adds a
//! line here.

use serde_json::Value;

use crate::config::settings::Settings;
use crate::protocol::metadata::Metadata;
use crate::{authorization, client_auth, logout, registration, request_objects, session, token};

/// The document of a provider with these settings.
pub fn document(settings: &Settings) -> Value {
    let mut document = Metadata::of(settings.server.issuer.as_str());
    let management = &settings.session_management;
    let (sign_up, signing) = (settings.login.sign_up.is_open(), &settings.keys.algorithms);
    authorization::discovery::describe(&mut document, &settings.catalogue, sign_up, signing);
    authorization::discovery::describe_details(&mut document, &settings.authorization_details);
    request_objects::discovery::describe(&mut document, settings);
    client_auth::discovery::describe(&mut document, &settings.server.auth_methods());
    token::discovery::describe(&mut document, &settings.keys.algorithms, &settings.tokens.dpop.algorithms);
    session::discovery::describe(&mut document, management.check_session_iframe);
    logout::discovery::describe(&mut document, management.frontchannel_logout);
    let by_documents = settings.client_id_documents.enabled;
    registration::discovery::describe(&mut document, settings.registration.enabled, by_documents);
    if let Some(mtls) = &settings.server.mtls {
        certificates(&mut document, mtls.base_url.as_deref());
    }
    document.into_value()
}

/// The endpoints where a certificate says something, by name: where clients prove who they are, and where tokens are
/// presented.
const WITH_CERTIFICATES: [&str; 7] = [
    "token_endpoint",
    "revocation_endpoint",
    "introspection_endpoint",
    "pushed_authorization_request_endpoint",
    "device_authorization_endpoint",
    "backchannel_authentication_endpoint",
    "userinfo_endpoint",
];

/// What is said where certificates can come (RFC 8705 §3.3, §5), after all endpoints.
fn certificates(document: &mut Metadata, base_url: Option<&str>) {
    document.say("tls_client_certificate_bound_access_tokens", true);
    if let Some(base_url) = base_url {
        document.aliases("mtls_endpoint_aliases", base_url, &WITH_CERTIFICATES);
    }
}
