//! Our keys over their life: carries out, against the store, what [`crate::keys::rotation`] plans, and what
//! [`crate::keys::sealing`] does.

pub mod sealing;

use std::time::Duration;

use crate::clock::Timestamp;
use crate::keys::rotation::{self, Action, Policy};
use crate::keys::{self, KeyError, KeyRecord, KeySettings, Keyring, Lives, Purpose, WrapKey};
use crate::store::{Store, StoreError};

/// Why keys could not be loaded or made; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum KeyRotationError {
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys themselves.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// Each secret that sealed something for a login that lives is kept.
    #[error(
        "there are {0} sealing secrets already, kept for logins that live: wait until some are gone, or say --forget"
    )]
    TooManySealingSecrets(usize),
}

/// Brings the stored keys up to date with the settings and loads them.
pub async fn load(
    store: &dyn Store,
    settings: &KeySettings,
    lives: Lives,
    now: Timestamp,
) -> Result<Keyring, KeyRotationError> {
    let wrap_key = wrap_key(settings)?;
    load_by(&policy(store, settings, lives, now).await?, store, wrap_key.as_ref(), now).await
}

/// The same where there is a keyring already; `None` where it is still the right one.
pub async fn load_again(
    store: &dyn Store,
    settings: &KeySettings,
    lives: Lives,
    now: Timestamp,
    present: &Keyring,
) -> Result<Option<Keyring>, KeyRotationError> {
    let wrap_key = wrap_key(settings)?;
    let policy = policy(store, settings, lives, now).await?;
    let records = up_to_date(&policy, store, wrap_key.as_ref(), now).await?;
    let is_right = present.is_of(&records, wrap_key.as_ref(), now);
    Ok(if is_right { None } else { Some(Keyring::open(&records, wrap_key.as_ref(), now)?) })
}

/// How keys follow each other by the settings, and by those from before while something lives that was signed under them.
async fn policy(store: &dyn Store, settings: &KeySettings, lives: Lives, now: Timestamp) -> Result<Policy, StoreError> {
    let token = store.note_token_life(lives.token, now).await?;
    Ok(settings.policy(Lives { token, ..lives }))
}

/// Brings the stored keys up to date with a policy and loads them.
pub async fn load_by(
    policy: &Policy,
    store: &dyn Store,
    wrap_key: Option<&WrapKey>,
    now: Timestamp,
) -> Result<Keyring, KeyRotationError> {
    let records = up_to_date(policy, store, wrap_key, now).await?;
    Ok(Keyring::open(&records, wrap_key, now)?)
}

/// The stored keys, after what was due was done.
async fn up_to_date(
    policy: &Policy,
    store: &dyn Store,
    wrap_key: Option<&WrapKey>,
    now: Timestamp,
) -> Result<Vec<KeyRecord>, KeyRotationError> {
    let records = store.key_records().await?;
    let actions = rotation::plan(&records, policy, now);
    if actions.is_empty() {
        return Ok(records);
    }
    let count = u32::try_from(records.len()).unwrap_or(u32::MAX);
    carry_out(store, &actions, wrap_key, count, now).await?;
    Ok(store.key_records().await?)
}

/// Replaces every key: the next ones are published now and sign `publish_ahead` from now. Returns their kids.
pub async fn rotate(
    store: &dyn Store,
    settings: &KeySettings,
    publish_ahead: Duration,
    now: Timestamp,
) -> Result<Vec<String>, KeyRotationError> {
    rotate_only(&settings.purposes(), store, settings, publish_ahead, now).await
}

/// Replaces the keys for these purposes.
pub async fn rotate_only(
    purposes: &[Purpose],
    store: &dyn Store,
    settings: &KeySettings,
    publish_ahead: Duration,
    now: Timestamp,
) -> Result<Vec<String>, KeyRotationError> {
    let wrap_key = wrap_key(settings)?;
    let mut made = Vec::new();
    for purpose in purposes {
        let record = keys::generate(*purpose, wrap_key.as_ref(), now, now.after(publish_ahead))?;
        made.push(record.kid.clone());
        store.add_key(&record, None).await?;
    }
    Ok(made)
}

/// The operator's key, where there is one.
pub fn wrap_key(settings: &KeySettings) -> Result<Option<WrapKey>, KeyError> {
    Ok(settings.wrap_key_file.as_deref().map(WrapKey::read).transpose()?)
}

async fn carry_out(
    store: &dyn Store,
    actions: &[Action],
    wrap_key: Option<&WrapKey>,
    mut count: u32,
    now: Timestamp,
) -> Result<(), KeyRotationError> {
    for action in actions {
        match action {
            Action::Generate { purpose, signs_from } => {
                let record = keys::generate(*purpose, wrap_key, now, *signs_from)?;
                // Another node may be doing the same: whoever comes second finds another count and stores nothing.
                if store.add_key(&record, Some(count)).await? {
                    count += 1;
                    let KeyRecord { kid, signs_from, .. } = &record;
                    tracing::info!(%kid, %purpose, %signs_from, "key generated");
                }
            }
            Action::Retire { kid, leaves_at } => {
                store.retire_key(kid, now, *leaves_at).await?;
                tracing::info!(%kid, %leaves_at, "key retired");
            }
            Action::Restore { kid } => {
                store.restore_key(kid, now).await?;
                tracing::info!(%kid, "key signs again");
            }
            Action::Remove { unless_login_before: Some(before), .. }
                if store.oldest_login(now).await?.is_some_and(|began| began < *before) => {}
            Action::Remove { kid, .. } => {
                store.remove_key(kid, now).await?;
                count = count.saturating_sub(1);
                tracing::info!(%kid, "key removed");
            }
        }
    }
    Ok(())
}
