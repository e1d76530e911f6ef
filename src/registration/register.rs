//! Registering, reading, changing and removing a client (RFC 7591 §3, RFC 7592 §2). Secrets and tokens are shown once
//! and rest as digests; a registration access token is good until the change that it makes.

use serde_json::{Map, Value};
use url::Url;

use super::complete::{complete, looks_different};
use super::metadata::{text, texts, understood};
use super::{RegistrationError, sealed_secret, sector, software_statement};
use crate::jose::strict_json;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::registered_client::RegisteredClient;
use crate::protocol::security_profile::{Offered, lacks};
use crate::provider::Provider;
use crate::random;
use crate::secret::KeyMaterial;
use crate::secret::{Digest, Secret};
use crate::store::clients::AddClient;

/// Members that only the server sets (RFC 7592 §2.2).
const OF_THE_SERVER: [&str; 4] =
    ["registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at"];

/// A client with what is shown this once.
pub struct Registration {
    /// As it is stored.
    pub client: RegisteredClient,
    /// `client_secret`, where a new one was made.
    pub client_secret: Option<Secret>,
    /// `registration_access_token`.
    pub registration_access_token: Secret,
}

/// Whether somebody with this token, or without one, may register at all. No use of it is taken yet.
pub async fn may_register(provider: &Provider, token: Option<&str>) -> Result<Option<Digest>, RegistrationError> {
    let live = provider.live();
    match token {
        Some(token) => {
            let digest = Digest::of(token);
            match provider.store.has_initial_access_token(&digest, provider.now()).await? {
                true => Ok(Some(digest)),
                false => Err(RegistrationError::Unauthorized { sent: true }),
            }
        }
        None if live.settings.registration.require_initial_access_token => {
            Err(RegistrationError::Unauthorized { sent: false })
        }
        None => Ok(None),
    }
}

/// Registers a client.
pub async fn register(
    provider: &Provider,
    body: &[u8],
    initial_access_token: Option<&Digest>,
) -> Result<Registration, RegistrationError> {
    let metadata = judged(provider, object(body)?).await?;
    let now = provider.now();
    let client_secret = has_secret(&metadata).then(|| new_secret(&metadata));
    let registration_access_token = new_registration_access_token();
    let client_id = ClientId::parse(&random::identifier()).ok_or(RegistrationError::Malformed)?;
    let sealed_secret = sealed(provider, &metadata, &client_id, client_secret.as_ref())?;
    let client = RegisteredClient {
        client_id,
        secret: client_secret.as_ref().map(|secret| Digest::of(secret.expose())),
        sealed_secret,
        registration_token: Digest::of(registration_access_token.expose()),
        origins: origins(&metadata),
        metadata,
        created_at: now,
        updated_at: now,
        disabled_at: None,
        last_used_at: None,
        look: 1,
        approved_at: None,
    };
    keeps_to_profile(provider, &client)?;
    still_open(provider, initial_access_token.is_some())?;
    let most = provider.live().settings.registration.max_clients;
    match provider.store.add_client(&client, initial_access_token, most).await? {
        AddClient::Added => Ok(Registration { client, client_secret, registration_access_token }),
        AddClient::TokenGone => Err(RegistrationError::Unauthorized { sent: true }),
        AddClient::Full => Err(RegistrationError::Full),
    }
}

/// Whether registration is open still: a body, or the list of redirect URIs behind an address, may have taken its time.
fn still_open(provider: &Provider, has_token: bool) -> Result<(), RegistrationError> {
    let live = provider.live();
    let rules = &live.settings.registration;
    match rules.enabled && (has_token || !rules.require_initial_access_token) {
        true => Ok(()),
        false => Err(RegistrationError::Unauthorized { sent: has_token }),
    }
}

/// The client of that id whose registration access token was presented. An unknown, a removed and a disabled client
/// look the same as a wrong token (RFC 7592 §2, row 62).
pub async fn authorized(
    provider: &Provider,
    client_id: &str,
    token: Option<&str>,
) -> Result<RegisteredClient, RegistrationError> {
    let token = token.ok_or(RegistrationError::Unauthorized { sent: false })?;
    let known = match ClientId::parse(client_id) {
        Some(client_id) => provider.store.registered_client(&client_id).await?,
        None => None,
    };
    let presented = Digest::of(token);
    known
        .filter(|client| client.registration_token.matches(&presented) && client.disabled_at.is_none())
        .ok_or(RegistrationError::Unauthorized { sent: true })
}

/// Replaces everything that `known` registered; what is left out gets its default (RFC 7592 §2.2). The token that made
/// the change is spent with it.
pub async fn replace(
    provider: &Provider,
    known: &RegisteredClient,
    body: &[u8],
) -> Result<Registration, RegistrationError> {
    let sent = object(body)?;
    names_itself(&sent, known)?;
    let metadata = judged(provider, sent).await?;
    let is_missing = known.secret.is_none() || (makes_macs(&metadata) && known.sealed_secret.is_none());
    let client_secret = (has_secret(&metadata) && is_missing).then(|| new_secret(&metadata));
    let sealed_secret = match &client_secret {
        Some(_) => sealed(provider, &metadata, &known.client_id, client_secret.as_ref())?,
        None => known.sealed_secret.clone().filter(|_| makes_macs(&metadata)),
    };
    let secret = client_secret.as_ref().map(|secret| Digest::of(secret.expose())).or(known.secret);
    let registration_access_token = new_registration_access_token();
    let client = RegisteredClient {
        client_id: known.client_id.clone(),
        secret: secret.filter(|_| has_secret(&metadata)),
        sealed_secret,
        registration_token: Digest::of(registration_access_token.expose()),
        origins: origins(&metadata),
        metadata,
        created_at: known.created_at,
        updated_at: provider.now(),
        disabled_at: None,
        last_used_at: known.last_used_at,
        look: known.look,
        approved_at: known.approved_at,
    };
    let credentials = keeps_to_profile(provider, &client)?.credentials();
    still_open(provider, true)?;
    let looks_different = looks_different(&known.metadata, &client.metadata);
    let presented = &known.registration_token;
    match provider.store.replace_client(&client, presented, looks_different, &credentials).await? {
        true => Ok(Registration { client, client_secret, registration_access_token }),
        false => Err(RegistrationError::Unauthorized { sent: true }),
    }
}

/// The client as every endpoint will know it, if it keeps to the profile of all that register here.
fn keeps_to_profile(provider: &Provider, registered: &RegisteredClient) -> Result<Client, RegistrationError> {
    let live = provider.live();
    let settings = &live.settings;
    let client = super::client::client(registered, settings)?;
    let offered = Offered {
        signing: &settings.keys.algorithms,
        proofs: &settings.tokens.dpop.algorithms,
        request_objects: settings.request_objects.by_value,
    };
    match lacks(&client, &offered).into_iter().next() {
        Some(fault) => Err(fault.into()),
        None => Ok(client),
    }
}

/// Removes the client with all it was granted.
pub async fn remove(provider: &Provider, known: &RegisteredClient) -> Result<(), RegistrationError> {
    match provider.store.remove_client(&known.client_id, Some(&known.registration_token), provider.now()).await? {
        true => Ok(()),
        false => Err(RegistrationError::Unauthorized { sent: true }),
    }
}

/// The metadata to register, by the rules in force now.
async fn judged(provider: &Provider, sent: Map<String, Value>) -> Result<Map<String, Value>, RegistrationError> {
    let live = provider.live().clone();
    let trusted = live.settings.registration.software_statement_keys.as_deref();
    let sent = software_statement::apply(sent, trusted, provider.now())?;
    let metadata = complete(understood(&sent)?, &live.settings)?;
    sector::check(provider, &metadata).await?;
    Ok(metadata)
}

fn object(body: &[u8]) -> Result<Map<String, Value>, RegistrationError> {
    match strict_json::parse(body) {
        Ok(Value::Object(members)) => Ok(members),
        _ => Err(RegistrationError::Malformed),
    }
}

/// RFC 7592 §2.2: a change names its client, its secret only rightly, and nothing that the server alone sets.
fn names_itself(sent: &Map<String, Value>, known: &RegisteredClient) -> Result<(), RegistrationError> {
    if OF_THE_SERVER.iter().any(|name| sent.contains_key(*name)) {
        return Err(RegistrationError::InvalidChange(
            "leave out registration_access_token, registration_client_uri, client_secret_expires_at and \
             client_id_issued_at: the server sets them",
        ));
    }
    if text(sent, "client_id") != Some(known.client_id.as_str()) {
        return Err(RegistrationError::InvalidChange("client_id must be that of this client"));
    }
    let is_own = |secret: &Value| {
        let secret = secret.as_str().map(Digest::of);
        secret.zip(known.secret).is_some_and(|(sent, own)| own.matches(&sent))
    };
    match sent.get("client_secret") {
        Some(secret) if !is_own(secret) => {
            Err(RegistrationError::InvalidChange("client_secret must be the present one, or left out"))
        }
        _ => Ok(()),
    }
}

/// Whether the client proves itself by a secret.
fn has_secret(metadata: &Map<String, Value>) -> bool {
    text(metadata, "token_endpoint_auth_method").is_some_and(|method| method.starts_with("client_secret_"))
}

/// Whether it proves itself by MACs, for which the secret itself is needed.
fn makes_macs(metadata: &Map<String, Value>) -> bool {
    text(metadata, "token_endpoint_auth_method") == Some("client_secret_jwt")
}

/// 256 random bits; twice that for MACs, which may need 64 octets (RFC 7518 §3.2).
fn new_secret(metadata: &Map<String, Value>) -> Secret {
    let more = if makes_macs(metadata) { random::token() } else { String::new() };
    Secret::new(format!("lks_{}{more}", random::token()))
}

/// The secret, sealed, where more than its digest is needed.
fn sealed(
    provider: &Provider,
    metadata: &Map<String, Value>,
    client_id: &ClientId,
    secret: Option<&Secret>,
) -> Result<Option<KeyMaterial>, RegistrationError> {
    let secret = secret.filter(|_| makes_macs(metadata));
    let live = provider.live();
    Ok(secret.map(|secret| sealed_secret::seal(secret, client_id, &live.settings)).transpose()?)
}

fn new_registration_access_token() -> Secret {
    Secret::new(format!("lkm_{}", random::token()))
}

/// The origins of its web redirect URIs, from which its pages call token and userinfo (SEC-64).
pub(super) fn origins(metadata: &Map<String, Value>) -> Vec<String> {
    let urls = texts(metadata, "redirect_uris").into_iter().filter_map(|uri| Url::parse(uri).ok());
    let web = urls.filter(|url| matches!(url.scheme(), "http" | "https"));
    let mut origins: Vec<String> = web.map(|url| url.origin().ascii_serialization()).collect();
    origins.sort();
    origins.dedup();
    origins
}
