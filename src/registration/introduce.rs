//! Clients that introduce themselves by a document behind their `client_id` (OAuth Client ID Metadata Document). The document is
//! fetched by the rules of all fetches, judged like a registration, and stored as one: from then on the client is a registered
//! client like any other, and what changes in its document changes it.
//!
//! It is looked at when somebody is sent here by it, as often as its server says, within bounds. While its server is out of
//! order, what was read counts on for a day; where the server says that it is gone, so is the client.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::complete::{complete, looks_different};
use super::documents::Times;
use super::metadata::{text, texts, understood};
use super::register::origins;
use super::{RegistrationError, sector};
use crate::clock::Timestamp;
use crate::config::settings::Settings;
use crate::jose::strict_json;
use crate::outbound::{Fetched, OutboundError};
use crate::protocol::client::ClientId;
use crate::protocol::redirect_uri::{ApplicationType, RedirectUri};
use crate::protocol::registered_client::RegisteredClient;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::store::StoreError;
use crate::store::clients::AddClient;

/// What is asked for.
const ACCEPT: &str = "application/json";
/// The longest document, in bytes (§6.6 recommends 5 KiB at least).
const MOST_BYTES: usize = 16 * 1024;
/// How long a document is kept whose server does not say, and the bounds of what it may say.
const USUALLY: Duration = Duration::from_secs(60 * 60);
const LEAST: Duration = Duration::from_secs(5 * 60);
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// How much longer it counts while it cannot be fetched again.
const BEYOND: Duration = Duration::from_secs(24 * 60 * 60);

/// Why a client is not known by its document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The document cannot be fetched, or is none; what fetches has logged why.
    #[error("the document of the client cannot be used: {0}")]
    Unusable(String),
    /// It cannot be fetched now, and nothing is known of it.
    #[error("the document of the client cannot be read now: {0}")]
    NotNow(String),
    /// There are as many clients as there may be.
    #[error("the limit of registered clients is reached")]
    Full,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether the client is one whose document is to be looked at before it is looked up, and whether it would be a new one. `None`
/// where its document was read a moment ago, or where it has none.
pub async fn is_due(provider: &Provider, client_id: &ClientId) -> Result<Option<IsNew>, StoreError> {
    let live = provider.live();
    let may = live.settings.client_id_documents.admit(client_id.as_str()) && !live.clients.contains_key(client_id);
    if !may || provider.documents.is_fresh(client_id, provider.now()) {
        return Ok(None);
    }
    let known = provider.store.registered_client(client_id).await?;
    Ok(Some(IsNew(known.is_none())))
}

/// Whether a client was not known before: new ones are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IsNew(pub bool);

/// Reads the document of a client, and stores what it registers.
///
/// # Errors
/// There is none that can be used, now or lately.
pub async fn read(provider: &Provider, client_id: &ClientId) -> Result<(), DocumentError> {
    let look = provider.documents.look_at(client_id);
    let _turn = look.turn.lock().await;
    let now = provider.now();
    if look.is_fresh(now) {
        return Ok(());
    }
    let live = provider.live().clone();
    let known = provider.store.registered_client(client_id).await?;
    if known.as_ref().is_some_and(|known| known.disabled_at.is_some()) {
        return Ok(());
    }
    let judge = |fetched: Fetched| {
        let life = fetched.max_age.unwrap_or(USUALLY).clamp(LEAST, LONGEST);
        metadata(&fetched, client_id, &live.settings).map(|metadata| (metadata, life))
    };
    let fetched = match provider.outbound.fetch_as(client_id.as_str(), ACCEPT, judge).await {
        Ok((metadata, life)) => sector::listed(provider, &metadata).await.map(|listed| (metadata, life, listed)),
        Err(error) => Err(error),
    };
    match fetched {
        Ok((metadata, life, listed)) => {
            sector::judge(&metadata, listed.as_deref()).map_err(|fault| unusable(fault.into()))?;
            store(provider, client_id, metadata, known, now).await?;
            let fresh_until = now.after(life);
            look.set(Some(Times { fresh_until, counts_until: fresh_until.after(BEYOND), is_passing: false }));
            Ok(())
        }
        Err(error) if known.is_some() && !is_gone(&error) => {
            let times =
                look.times().unwrap_or(Times { fresh_until: now, counts_until: now.after(BEYOND), is_passing: false });
            look.set(Some(times));
            if now < times.counts_until { Ok(()) } else { Err(DocumentError::Unusable(error.to_string())) }
        }
        Err(error) => {
            // A pause after a failure is as passing as that was.
            let is_passing = match error {
                OutboundError::Resting => look.times().is_none_or(|times| times.is_passing),
                _ => known.is_none() && error.is_passing(),
            };
            // It does not count on while it is not fetched again for a moment.
            look.set(Some(Times { fresh_until: now, counts_until: now, is_passing }));
            match is_passing {
                true => Err(DocumentError::NotNow(error.to_string())),
                false => Err(DocumentError::Unusable(error.to_string())),
            }
        }
    }
}

/// Whether the server of the document says that there is none, or it says what it may not: nothing of it counts then.
fn is_gone(error: &OutboundError) -> bool {
    matches!(error, OutboundError::Answered(404 | 410) | OutboundError::Unusable(_))
}

fn unusable(error: RegistrationError) -> DocumentError {
    match error {
        RegistrationError::Store(error) => DocumentError::Store(error),
        other => DocumentError::Unusable(other.to_string()),
    }
}

/// What the document registers (§4). It names its own address; what it could only share with everybody it has not; and where it
/// says neither, it is a public client, and a native one if all its redirect URIs stay on the device.
fn metadata(fetched: &Fetched, client_id: &ClientId, settings: &Settings) -> Result<Map<String, Value>, String> {
    if fetched.body.len() > MOST_BYTES {
        return Err(format!("is longer than {MOST_BYTES} bytes"));
    }
    let is_json = fetched.content_type.as_deref().is_some_and(|content_type| {
        let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        media_type == "application/json" || media_type.starts_with("application/") && media_type.ends_with("+json")
    });
    if !is_json {
        return Err("is not served as application/json".to_owned());
    }
    let Ok(Value::Object(mut sent)) = strict_json::parse(&fetched.body) else {
        return Err("is no JSON object".to_owned());
    };
    if text(&sent, "client_id") != Some(client_id.as_str()) {
        return Err("does not name its own address as client_id".to_owned());
    }
    if sent.contains_key("client_secret") || sent.contains_key("client_secret_expires_at") {
        return Err("has a client_secret, which everybody can read".to_owned());
    }
    sent.entry("token_endpoint_auth_method").or_insert_with(|| json!("none"));
    if !matches!(text(&sent, "token_endpoint_auth_method"), Some("none" | "private_key_jwt")) {
        return Err("has a token_endpoint_auth_method other than none and private_key_jwt".to_owned());
    }
    let stays_on_the_device =
        |uri: &&str| RedirectUri::parse(uri, ApplicationType::Native).is_ok() && !uri.starts_with("https:");
    let uris = texts(&sent, "redirect_uris");
    if !sent.contains_key("application_type") && !uris.is_empty() && uris.iter().all(stays_on_the_device) {
        sent.insert("application_type".to_owned(), json!("native"));
    }
    let understood = understood(&sent).map_err(|fault| fault.to_string())?;
    complete(understood, settings).map_err(|fault| fault.to_string())
}

async fn store(
    provider: &Provider,
    client_id: &ClientId,
    metadata: Map<String, Value>,
    known: Option<RegisteredClient>,
    now: Timestamp,
) -> Result<(), DocumentError> {
    if known.as_ref().is_some_and(|known| known.metadata == metadata) {
        return Ok(());
    }
    let live = provider.live();
    let client = RegisteredClient {
        client_id: client_id.clone(),
        secret: None,
        sealed_secret: None,
        // Nobody is told it: the document alone changes the client.
        registration_token: Digest::of(&random::token()),
        origins: origins(&metadata),
        metadata,
        created_at: known.as_ref().map_or(now, |known| known.created_at),
        updated_at: now,
        disabled_at: None,
        last_used_at: known.as_ref().and_then(|known| known.last_used_at),
        look: known.as_ref().map_or(1, |known| known.look),
        approved_at: known.as_ref().and_then(|known| known.approved_at),
    };
    match known {
        None => match provider.store.add_client(&client, None, live.settings.registration.max_clients).await {
            Ok(AddClient::Added | AddClient::TokenGone) => Ok(()),
            Ok(AddClient::Full) => Err(DocumentError::Full),
            // Another node may have been quicker, with the same document.
            Err(error) => match provider.store.registered_client(client_id).await? {
                Some(_) => Ok(()),
                None => Err(error.into()),
            },
        },
        Some(known) => {
            let looks_different = looks_different(&known.metadata, &client.metadata);
            let credentials = super::client::client(&client, &live.settings)?.credentials();
            let presented = &known.registration_token;
            // Where another node was quicker, it read the same document.
            provider.store.replace_client(&client, presented, looks_different, &credentials).await?;
            Ok(())
        }
    }
}
