//! A registered client as every endpoint knows clients.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::metadata::{flag, seconds, text, texts};
use crate::protocol::client::{Client, ClientSecret, ConsentMode};
use crate::protocol::redirect_uri::RedirectUri;
use crate::protocol::scope::ScopeSet;
use crate::store::StoreError;
use crate::store::clients::RegisteredClient;

/// The client. What people allow it is remembered if it proves itself by a secret or key, and it is never trusted
/// without asking (SEC-15, `docs/decisions/0011-registered-clients.md`).
pub fn client(registered: &RegisteredClient) -> Result<Client, StoreError> {
    let metadata = &registered.metadata;
    let owned = |name: &str| text(metadata, name).map(str::to_owned);
    let bare = Client::bare(registered.client_id.clone());
    let application_type = word(registered, "application_type")?.unwrap_or_default();
    let redirect_uris = |name: &str| -> Result<Vec<RedirectUri>, StoreError> {
        let parse = |uri: &str| RedirectUri::parse(uri, application_type).map_err(|_| unreadable(registered, name));
        texts(metadata, name).into_iter().map(parse).collect()
    };
    let token_endpoint_auth_method = Some(
        word(registered, "token_endpoint_auth_method")?
            .ok_or_else(|| unreadable(registered, "token_endpoint_auth_method"))?,
    );
    let mut client = Client {
        client_name: owned("client_name").unwrap_or(bare.client_name),
        client_uri: owned("client_uri"),
        logo_uri: owned("logo_uri"),
        policy_uri: owned("policy_uri"),
        tos_uri: owned("tos_uri"),
        application_type,
        redirect_uris: redirect_uris("redirect_uris")?,
        post_logout_redirect_uris: redirect_uris("post_logout_redirect_uris")?,
        backchannel_logout_uri: owned("backchannel_logout_uri"),
        backchannel_logout_session_required: flag(metadata, "backchannel_logout_session_required"),
        frontchannel_logout_uri: owned("frontchannel_logout_uri"),
        frontchannel_logout_session_required: flag(metadata, "frontchannel_logout_session_required"),
        token_endpoint_auth_method,
        secrets: registered.secret.into_iter().map(ClientSecret::Sha256).collect(),
        grant_types: word(registered, "grant_types")?.unwrap_or(bare.grant_types),
        scope: text(metadata, "scope").map(ScopeSet::parse),
        require_pkce: false,
        consent: ConsentMode::Remember,
        id_token_signed_response_alg: word(registered, "id_token_signed_response_alg")?
            .unwrap_or(bare.id_token_signed_response_alg),
        default_max_age: seconds(metadata, "default_max_age"),
        require_auth_time: flag(metadata, "require_auth_time"),
        defined_at: None,
        ..Client::bare(registered.client_id.clone())
    };
    client.require_pkce = client.is_public();
    Ok(client)
}

/// A value of a fixed vocabulary, or a list of such.
fn word<T: DeserializeOwned>(registered: &RegisteredClient, name: &str) -> Result<Option<T>, StoreError> {
    let value: Option<Value> = registered.metadata.get(name).cloned();
    value.map(|value| serde_json::from_value(value).map_err(|_| unreadable(registered, name))).transpose()
}

fn unreadable(registered: &RegisteredClient, name: &str) -> StoreError {
    StoreError::Corrupt(format!("{name} of the registered client {}", registered.client_id))
}
