//! Signing keys: made at first start, published before use, retired after the last token they signed (SEC-75).

pub mod keyring;
pub mod rotation;
pub mod signer;
pub mod wrap;

use std::time::Duration;

pub use keyring::Keyring;
pub use signer::SigningKey;
pub use wrap::{KeyMaterial, WrapError, WrapKey};

use crate::clock::Timestamp;
use crate::config::settings::KeySettings;
use crate::jose::Algorithm;
use crate::store::{Store, StoreError};
use rotation::{Action, Policy};

/// A key as it is stored.
#[derive(Debug, Clone)]
pub struct KeyRecord {
    /// `kid`: the RFC 7638 thumbprint.
    pub kid: String,
    /// The one algorithm it signs with.
    pub alg: Algorithm,
    /// PKCS#8, plain or wrapped.
    pub material: KeyMaterial,
    /// When it was made; published from then on.
    pub created_at: Timestamp,
    /// When it begins to sign.
    pub signs_from: Timestamp,
    /// When it stopped signing.
    pub retired_at: Option<Timestamp>,
    /// When it leaves the key set.
    pub remove_at: Option<Timestamp>,
}

/// Why keys cannot be used; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Wrapping.
    #[error(transparent)]
    Wrap(#[from] WrapError),
    /// The system could not make a key.
    #[error("a signing key could not be made")]
    Generate,
    /// The stored key is not PKCS#8 of its algorithm.
    #[error("the signing key {kid} in the database cannot be read: restore a backup")]
    Unreadable {
        /// Which.
        kid: String,
    },
}

/// How long others may hold on to a key set beyond what its `Cache-Control` says.
const CACHE_ALLOWANCE: Duration = Duration::from_secs(60 * 60);

/// Brings the stored keys up to date with the policy and loads them. `longest_token` is the longest life of anything
/// they sign.
pub async fn load(
    store: &dyn Store,
    settings: &KeySettings,
    longest_token: Duration,
    now: Timestamp,
) -> Result<Keyring, KeyError> {
    let wrap_key = settings.wrap_key_file.as_deref().map(WrapKey::read).transpose()?;
    let policy = Policy {
        algorithms: settings.algorithms.clone(),
        rotate_every: settings.rotate_every,
        publish_ahead: settings.publish_ahead,
        keep_after: longest_token + CACHE_ALLOWANCE,
    };
    let mut records = store.key_records().await?;
    let actions = rotation::plan(&records, &policy, now);
    if !actions.is_empty() {
        let count = u32::try_from(records.len()).unwrap_or(u32::MAX);
        carry_out(store, &actions, wrap_key.as_ref(), count, now).await?;
        records = store.key_records().await?;
    }
    Keyring::open(&records, wrap_key.as_ref())
}

/// Replaces every signing key: the next ones are published now and sign `publish_ahead` from now. Returns their kids.
pub async fn rotate(
    store: &dyn Store,
    settings: &KeySettings,
    publish_ahead: Duration,
    now: Timestamp,
) -> Result<Vec<String>, KeyError> {
    let wrap_key = settings.wrap_key_file.as_deref().map(WrapKey::read).transpose()?;
    let mut made = Vec::new();
    for algorithm in &settings.algorithms {
        let record = generate(*algorithm, wrap_key.as_ref(), now, now.after(publish_ahead))?;
        made.push(record.kid.clone());
        store.add_key(&record, None).await?;
    }
    Ok(made)
}

async fn carry_out(
    store: &dyn Store,
    actions: &[Action],
    wrap_key: Option<&WrapKey>,
    mut count: u32,
    now: Timestamp,
) -> Result<(), KeyError> {
    for action in actions {
        match action {
            Action::Generate { alg, signs_from } => {
                let record = generate(*alg, wrap_key, now, *signs_from)?;
                // Another node may be doing the same: whoever comes second finds another count and stores nothing.
                if store.add_key(&record, Some(count)).await? {
                    count += 1;
                    tracing::info!(kid = %record.kid, alg = %record.alg, signs_from = %record.signs_from, "signing key made");
                }
            }
            Action::Retire { kid, remove_at } => {
                store.retire_key(kid, now, *remove_at).await?;
                tracing::info!(%kid, %remove_at, "signing key retired");
            }
            Action::Remove { kid } => {
                store.remove_key(kid).await?;
                count = count.saturating_sub(1);
                tracing::info!(%kid, "signing key removed");
            }
        }
    }
    Ok(())
}

fn generate(
    alg: Algorithm,
    wrap_key: Option<&WrapKey>,
    now: Timestamp,
    signs_from: Timestamp,
) -> Result<KeyRecord, KeyError> {
    let (key, pkcs8) = SigningKey::generate(alg).ok_or(KeyError::Generate)?;
    let kid = key.kid().to_owned();
    let material = match wrap_key {
        Some(wrap_key) => wrap_key.wrap(&pkcs8, &kid)?,
        None => KeyMaterial::plain(&pkcs8),
    };
    Ok(KeyRecord { kid, alg, material, created_at: now, signs_from, retired_at: None, remove_at: None })
}
