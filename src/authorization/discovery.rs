//! What an authorization request may say, as discovery tells it (OpenID Connect Discovery §3, RFC 8414 §2, RFC 9207 §3).

use crate::jose::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::protocol::acr;
use crate::protocol::authorization_details::DetailTypes;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::language::UI_LOCALES;
use crate::protocol::metadata::Metadata;
use crate::protocol::response_mode::ResponseMode;
use crate::protocol::response_type::ResponseType;

/// Adds it, where `sign_up` says whether anybody may make an account; `signing` are the algorithms that there are keys for.
pub fn describe(document: &mut Metadata, catalogue: &ClaimCatalogue, sign_up: bool, signing: &[Algorithm]) {
    document.endpoint("authorization_endpoint", "/authorize");
    document.list("scopes_supported", catalogue.known_scopes());
    document.list("response_types_supported", ResponseType::ALL.map(ResponseType::as_str));
    document.list("response_modes_supported", ResponseMode::names());
    // JARM §4.
    document.list("authorization_signing_alg_values_supported", signing.iter().map(|algorithm| algorithm.as_str()));
    document.list("authorization_encryption_alg_values_supported", KeyAlgorithm::ALL.map(KeyAlgorithm::as_str));
    let contents = ContentEncryption::ALL.map(ContentEncryption::as_str);
    document.list("authorization_encryption_enc_values_supported", contents);
    document.list("acr_values_supported", acr::SUPPORTED);
    document.list("display_values_supported", ["page", "popup", "touch", "wap"]);
    // Initiating User Registration §4.2.
    let create = sign_up.then_some("create");
    document.list("prompt_values_supported", ["none", "login", "consent", "select_account"].into_iter().chain(create));
    document.list("claim_types_supported", ["normal"]);
    document.say("claims_supported", catalogue.supported_claims());
    document.say("claims_parameter_supported", true);
    document.list("ui_locales_supported", UI_LOCALES);
    document.list("code_challenge_methods_supported", ["S256"]);
    document.say("authorization_response_iss_parameter_supported", true);
}

/// Adds the types of `authorization_details`, where there are any (RFC 9396 §10).
pub fn describe_details(document: &mut Metadata, types: &DetailTypes) {
    if types.names().next().is_some() {
        document.list("authorization_details_types_supported", types.names());
    }
}
