//! The provider's own keys: made at first start, published before use, retired after the last token they signed, or
//! that was encrypted to them (SEC-75).

pub mod keyring;
pub mod purpose;
pub mod rotation;
pub mod signer;
pub mod wrap;

use std::time::Duration;

pub use keyring::Keyring;
pub use purpose::{EncryptionKeyType, Purpose};
pub use signer::SigningKey;
pub use wrap::{KeyMaterial, WrapError, WrapKey};

use crate::clock::Timestamp;
use crate::config::settings::KeySettings;
use crate::store::{Store, StoreError};
use rotation::{Action, Policy};

/// A key as it is stored.
#[derive(Debug, Clone)]
pub struct KeyRecord {
    /// `kid`: the RFC 7638 thumbprint.
    pub kid: String,
    /// What it is for.
    pub purpose: Purpose,
    /// PKCS#8, plain or wrapped.
    pub material: KeyMaterial,
    /// When it was made; published from then on.
    pub created_at: Timestamp,
    /// When it begins to sign, or to be the one that content is encrypted to.
    pub signs_from: Timestamp,
    /// When it stopped signing, or left the key set as an encryption key.
    pub retired_at: Option<Timestamp>,
    /// When a signing key leaves the key set, and an encryption key decrypts no longer.
    pub leaves_at: Option<Timestamp>,
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
    #[error("a key could not be made")]
    Generate,
    /// The stored key is not PKCS#8 of its algorithm.
    #[error("the key {kid} in the database cannot be read: restore a backup")]
    Unreadable {
        /// Which.
        kid: String,
    },
}

/// What keys have to outlast.
#[derive(Debug, Clone, Copy)]
pub struct Lives {
    /// The longest life of anything that is signed.
    pub token: Duration,
    /// The longest life of a login, whose ID tokens are hints to the end (RP-Initiated Logout §2).
    pub login: Duration,
}

/// How long others may encrypt to a key beyond what the key set's `Cache-Control` says.
const CACHE_ALLOWANCE: Duration = Duration::from_secs(60 * 60);
/// How soon every running server serves what another process stored. A key counts as published from then on.
pub const TAKEN_IN_EVERY: Duration = Duration::from_secs(10);

/// Brings the stored keys up to date with the settings and loads them.
pub async fn load(
    store: &dyn Store,
    settings: &KeySettings,
    lives: Lives,
    now: Timestamp,
) -> Result<Keyring, KeyError> {
    let wrap_key = settings.wrap_key_file.as_deref().map(WrapKey::read).transpose()?;
    let policy = Policy {
        purposes: purposes(settings),
        rotate_every: settings.rotate_every,
        publish_ahead: settings.publish_ahead + TAKEN_IN_EVERY,
        // Another server may sign with it for as long after it retired here.
        keep_after: lives.token + TAKEN_IN_EVERY,
        decrypt_after: lives.token + CACHE_ALLOWANCE,
        remember_after: lives.login,
    };
    load_by(&policy, store, wrap_key.as_ref(), now).await
}

/// Brings the stored keys up to date with a policy and loads them.
pub async fn load_by(
    policy: &Policy,
    store: &dyn Store,
    wrap_key: Option<&WrapKey>,
    now: Timestamp,
) -> Result<Keyring, KeyError> {
    let mut records = store.key_records().await?;
    let actions = rotation::plan(&records, policy, now);
    if !actions.is_empty() {
        let count = u32::try_from(records.len()).unwrap_or(u32::MAX);
        carry_out(store, &actions, wrap_key, count, now).await?;
        records = store.key_records().await?;
    }
    Keyring::open(&records, wrap_key, now)
}

/// What there must be keys for.
fn purposes(settings: &KeySettings) -> Vec<Purpose> {
    let signatures = settings.algorithms.iter().copied().map(Purpose::Signature);
    signatures.chain(EncryptionKeyType::ALL.into_iter().map(Purpose::Encryption)).collect()
}

/// Replaces every key: the next ones are published now and sign `publish_ahead` from now. Returns their kids.
pub async fn rotate(
    store: &dyn Store,
    settings: &KeySettings,
    publish_ahead: Duration,
    now: Timestamp,
) -> Result<Vec<String>, KeyError> {
    rotate_only(&purposes(settings), store, settings, publish_ahead, now).await
}

/// Replaces the keys for these purposes.
pub async fn rotate_only(
    purposes: &[Purpose],
    store: &dyn Store,
    settings: &KeySettings,
    publish_ahead: Duration,
    now: Timestamp,
) -> Result<Vec<String>, KeyError> {
    let wrap_key = settings.wrap_key_file.as_deref().map(WrapKey::read).transpose()?;
    let mut made = Vec::new();
    for purpose in purposes {
        let record = generate(*purpose, wrap_key.as_ref(), now, now.after(publish_ahead))?;
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
            Action::Generate { purpose, signs_from } => {
                let record = generate(*purpose, wrap_key, now, *signs_from)?;
                // Another node may be doing the same: whoever comes second finds another count and stores nothing.
                if store.add_key(&record, Some(count)).await? {
                    count += 1;
                    let KeyRecord { kid, signs_from, .. } = &record;
                    tracing::info!(%kid, %purpose, %signs_from, "key made");
                }
            }
            Action::Retire { kid, leaves_at } => {
                store.retire_key(kid, now, *leaves_at).await?;
                tracing::info!(%kid, %leaves_at, "key retired");
            }
            Action::Remove { kid } => {
                store.remove_key(kid).await?;
                count = count.saturating_sub(1);
                tracing::info!(%kid, "key forgotten");
            }
        }
    }
    Ok(())
}

fn generate(
    purpose: Purpose,
    wrap_key: Option<&WrapKey>,
    now: Timestamp,
    signs_from: Timestamp,
) -> Result<KeyRecord, KeyError> {
    let (kid, pkcs8) = match purpose {
        Purpose::Signature(algorithm) => {
            SigningKey::generate(algorithm).map(|(key, pkcs8)| (key.kid().to_owned(), pkcs8))
        }
        Purpose::Encryption(kind) => kind.generate().map(|(key, pkcs8)| (key.kid().to_owned(), pkcs8)),
    }
    .ok_or(KeyError::Generate)?;
    let material = match wrap_key {
        Some(wrap_key) => wrap_key.wrap(&pkcs8, &kid)?,
        None => KeyMaterial::plain(&pkcs8),
    };
    Ok(KeyRecord { kid, purpose, material, created_at: now, signs_from, retired_at: None, leaves_at: None })
}
