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
    request_objects::discovery::describe(&mut document, settings);
    client_auth::discovery::describe(&mut document);
    token::discovery::describe(&mut document, &settings.keys.algorithms, &settings.tokens.dpop.algorithms);
    session::discovery::describe(&mut document, management.check_session_iframe);
    logout::discovery::describe(&mut document, management.frontchannel_logout);
    let by_documents = settings.client_id_documents.enabled;
    registration::discovery::describe(&mut document, settings.registration.enabled, by_documents);
    document.into_value()
}
