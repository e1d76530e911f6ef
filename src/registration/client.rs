//! A registered client as every endpoint knows clients.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::metadata::{flag, seconds, text, texts};
use super::sealed_secret;
use crate::config::settings::Settings;
use crate::jose::Algorithm;
use crate::protocol::client::{Client, ClientAuthMethod, ClientSecret, ConsentMode, Encryption, Voucher};
use crate::protocol::client_certificate::CertificateSubject;
use crate::protocol::language::LanguageTag;
use crate::protocol::pkce::PkceRule;
use crate::protocol::redirect_uri::RedirectUri;
use crate::protocol::registered_client::RegisteredClient;
use crate::protocol::scope::ScopeSet;
use crate::protocol::security_profile::usual_algorithm;
use crate::protocol::shown_client::Localized;
use crate::protocol::subject::{SubjectType, sector};
use crate::store::StoreError;

/// The client, under the rules that hold for registered ones now (row 62). What people allow it is remembered if it proves itself by a secret or key, and it is never trusted
/// without asking (SEC-15, `docs/decisions/0008-registered-clients.md`).
pub fn client(registered: &RegisteredClient, settings: &Settings) -> Result<Client, StoreError> {
    let (metadata, rules) = (&registered.metadata, &settings.registration);
    let owned = |name: &str| text(metadata, name).map(str::to_owned);
    let bare = Client::bare(registered.client_id.clone());
    let application_type = word(registered, "application_type")?.unwrap_or_default();
    let uris = |name: &str| -> Result<Vec<RedirectUri>, StoreError> {
        let parse = |uri: &str| RedirectUri::parse(uri, application_type).map_err(|_| unreadable(registered, name));
        texts(metadata, name).into_iter().map(parse).collect()
    };
    let token_endpoint_auth_method = Some(
        word(registered, "token_endpoint_auth_method")?
            .ok_or_else(|| unreadable(registered, "token_endpoint_auth_method"))?,
    );
    let registered_uris = uris("redirect_uris")?;
    let usual = usual_algorithm(rules.profile, &settings.keys.algorithms, Algorithm::RS256);
    Ok(Client {
        subject_type: subject_type(registered, &registered_uris)?,
        client_name: owned("client_name").unwrap_or(bare.client_name),
        client_uri: owned("client_uri"),
        initiate_login_uri: owned("initiate_login_uri"),
        logo_uri: owned("logo_uri"),
        policy_uri: owned("policy_uri"),
        tos_uri: owned("tos_uri"),
        localized: localized(metadata),
        application_type,
        redirect_uris: registered_uris,
        post_logout_redirect_uris: uris("post_logout_redirect_uris")?,
        backchannel_logout_uri: owned("backchannel_logout_uri"),
        backchannel_logout_session_required: flag(metadata, "backchannel_logout_session_required"),
        frontchannel_logout_uri: owned("frontchannel_logout_uri"),
        frontchannel_logout_session_required: flag(metadata, "frontchannel_logout_session_required"),
        profile: rules.profile,
        token_endpoint_auth_method,
        token_endpoint_auth_signing_alg: word(registered, "token_endpoint_auth_signing_alg")?,
        jwks: word(registered, "jwks")?.map(Arc::new),
        jwks_uri: owned("jwks_uri"),
        tls_client_auth: CertificateSubject::one_of(|member| text(metadata, member.as_str()))
            .map_err(|fault| unreadable(registered, fault.member()))?,
        secrets: secret(registered, settings)?.into_iter().collect(),
        grant_types: word(registered, "grant_types")?.unwrap_or(bare.grant_types),
        response_types: word(registered, "response_types")?.unwrap_or(bare.response_types),
        scope: scope(text(metadata, "scope").map(ScopeSet::parse), rules.scope.as_ref()),
        pkce: PkceRule::new(rules.require_pkce, token_endpoint_auth_method == Some(ClientAuthMethod::None)),
        resources: rules.resources.clone(),
        consent: ConsentMode::Remember,
        id_token_signed_response_alg: word(registered, "id_token_signed_response_alg")?.unwrap_or(usual),
        introspection_signed_response_alg: word(registered, "introspection_signed_response_alg")?.unwrap_or(usual),
        id_token_encryption: encryption(registered, "id_token_encrypted_response")?,
        authorization_signed_response_alg: word(registered, "authorization_signed_response_alg")?.unwrap_or(usual),
        authorization_encryption: encryption(registered, "authorization_encrypted_response")?,
        userinfo_signed_response_alg: word(registered, "userinfo_signed_response_alg")?,
        userinfo_encryption: encryption(registered, "userinfo_encrypted_response")?,
        request_object_signing_alg: word(registered, "request_object_signing_alg")?,
        request_object_encryption: encryption(registered, "request_object_encryption")?,
        request_uris: texts(metadata, "request_uris").into_iter().map(str::to_owned).collect(),
        require_signed_request_object: flag(metadata, "require_signed_request_object"),
        require_pushed_authorization_requests: flag(metadata, "require_pushed_authorization_requests"),
        dpop_bound_access_tokens: flag(metadata, "dpop_bound_access_tokens"),
        tls_client_certificate_bound_access_tokens: flag(metadata, "tls_client_certificate_bound_access_tokens"),
        backchannel_token_delivery_mode: word(registered, "backchannel_token_delivery_mode")?.unwrap_or_default(),
        backchannel_client_notification_endpoint: owned("backchannel_client_notification_endpoint"),
        backchannel_user_code_parameter: flag(metadata, "backchannel_user_code_parameter"),
        backchannel_authentication_request_signing_alg: word(
            registered,
            "backchannel_authentication_request_signing_alg",
        )?,
        default_acr_values: texts(metadata, "default_acr_values").into_iter().map(str::to_owned).collect(),
        authorization_details_types: word(registered, "authorization_details_types")?,
        require_mfa: false,
        default_max_age: seconds(metadata, "default_max_age"),
        require_auth_time: flag(metadata, "require_auth_time"),
        defined_at: None,
        voucher: Voucher::Registered {
            look: registered.look,
            approved: registered.approved_at.is_some() || rules.redirect_to_unapproved,
        },
        ..Client::bare(registered.client_id.clone())
    })
}

/// `client_name#fr` and the like, by their languages.
fn localized(metadata: &Map<String, Value>) -> BTreeMap<LanguageTag, Localized> {
    let mut localized: BTreeMap<LanguageTag, Localized> = BTreeMap::new();
    for (name, value) in metadata {
        let Some((name, tag)) = name.split_once('#') else { continue };
        let Some(tag) = LanguageTag::parse(tag) else { continue };
        if let Some(member) = localized.entry(tag).or_default().member(name) {
            *member = value.as_str().map(str::to_owned);
        }
    }
    localized
}

/// What proves the client, where a secret does.
fn secret(registered: &RegisteredClient, settings: &Settings) -> Result<Option<ClientSecret>, StoreError> {
    match &registered.sealed_secret {
        Some(sealed) => sealed_secret::open(sealed, &registered.client_id, settings).map(ClientSecret::Clear).map(Some),
        None => Ok(registered.secret.map(ClientSecret::Sha256)),
    }
}

/// `subject_type` with its sector.
fn subject_type(registered: &RegisteredClient, redirect_uris: &[RedirectUri]) -> Result<SubjectType, StoreError> {
    match text(&registered.metadata, "subject_type") {
        Some("pairwise") => sector(text(&registered.metadata, "sector_identifier_uri"), redirect_uris)
            .map(|sector| SubjectType::Pairwise { sector })
            .map_err(|_| unreadable(registered, "subject_type")),
        _ => Ok(SubjectType::Public),
    }
}

/// `…_alg` and `…_enc` of one purpose.
fn encryption(registered: &RegisteredClient, purpose: &str) -> Result<Option<Encryption>, StoreError> {
    let alg = word(registered, &format!("{purpose}_alg"))?;
    let enc = word(registered, &format!("{purpose}_enc"))?;
    Ok(alg.zip(enc).map(|(alg, enc)| Encryption { alg, enc }))
}

/// What it registered, of what registered clients may have.
fn scope(registered: Option<ScopeSet>, allowed: Option<&ScopeSet>) -> Option<ScopeSet> {
    match (registered, allowed) {
        (Some(registered), Some(allowed)) => Some(registered.filtered(|value| allowed.contains(value))),
        (registered, allowed) => registered.or(allowed.cloned()),
    }
}

/// A value of a fixed vocabulary, or a list of such.
fn word<T: DeserializeOwned>(registered: &RegisteredClient, name: &str) -> Result<Option<T>, StoreError> {
    let value: Option<Value> = registered.metadata.get(name).cloned();
    value.map(|value| serde_json::from_value(value).map_err(|_| unreadable(registered, name))).transpose()
}

fn unreadable(registered: &RegisteredClient, name: &str) -> StoreError {
    StoreError::Corrupt(format!("{name} of the registered client {}", registered.client_id))
}
