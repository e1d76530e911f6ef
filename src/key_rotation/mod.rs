//! Our keys over their life: carries out, against the store, what [`crate::keys::rotation`] plans, and what
//! [`crate::keys::sealing`] does.

pub mod sealing;

use std::time::{Duration, Instant};

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

/// A keyring without keys, for whoever neither signs nor decrypts.
pub fn without_keys(now: Timestamp) -> Result<Keyring, KeyRotationError> {
    Ok(Keyring::open(&[], None, now)?)
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

/// How often another node may have been faster before what is stored then is taken: each time one of them has made a key.
const TRIES: usize = 20;

/// The stored keys, after what was due was done, by whichever node.
async fn up_to_date(
    policy: &Policy,
    store: &dyn Store,
    wrap_key: Option<&WrapKey>,
    now: Timestamp,
) -> Result<Vec<KeyRecord>, KeyRotationError> {
    let mut records = store.key_records().await?;
    for _ in 0..TRIES {
        let actions = rotation::plan(&records, policy, now);
        if actions.is_empty() {
            break;
        }
        all_open(&records, wrap_key)?;
        let count = u32::try_from(records.len()).unwrap_or(u32::MAX);
        let done = carry_out(store, &actions, wrap_key, count, now).await?;
        records = store.key_records().await?;
        if done == Done::ByThisNode {
            break;
        }
    }
    Ok(records)
}

/// Who did what was due.
#[derive(PartialEq, Eq)]
enum Done {
    ByThisNode,
    /// Another one does the same at this moment, and may not have made everything yet.
    ByAnotherToo,
}

/// Whoever has another wrap key than the other nodes must not make keys that only they can open: none of those would be ready.
fn all_open(records: &[KeyRecord], wrap_key: Option<&WrapKey>) -> Result<(), KeyError> {
    for record in records {
        keys::wrap::open(&record.material, wrap_key, &record.kid)?;
    }
    Ok(())
}

/// Replaces every key: the next ones are published now and sign `publish_ahead` from now ([`Purpose::ahead`]). Returns their kids.
pub async fn rotate(
    store: &dyn Store,
    settings: &KeySettings,
    publish_ahead: Duration,
    now: Timestamp,
) -> Result<Vec<String>, KeyRotationError> {
    let made = rotate_only(&settings.purposes(), store, settings, publish_ahead, || now).await?;
    Ok(made.into_iter().map(|record| record.kid).collect())
}

/// Replaces the keys for these purposes. Returns the new ones.
pub async fn rotate_only(
    purposes: &[Purpose],
    store: &dyn Store,
    settings: &KeySettings,
    publish_ahead: Duration,
    now: impl Fn() -> Timestamp,
) -> Result<Vec<KeyRecord>, KeyRotationError> {
    let wrap_key = wrap_key(settings)?;
    // At once, they replace those whose wrap key is lost, too.
    if !publish_ahead.is_zero() {
        all_open(&store.key_records().await?, wrap_key.as_ref())?;
    }
    let begun = now();
    let mut made = Vec::with_capacity(purposes.len());
    for purpose in purposes {
        made.push(keys::generate(*purpose, wrap_key.as_ref(), begun, begun)?);
    }
    // Making them takes seconds on a small machine, and nobody is served them meanwhile.
    let now = now();
    for record in &mut made {
        (record.created_at, record.signs_from) = (now, now.after(record.purpose.ahead(publish_ahead)));
        store.add_key(record, None).await?;
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
) -> Result<Done, KeyRotationError> {
    let begun = Instant::now();
    for action in actions {
        match action {
            Action::Generate { purpose, signs_from } => {
                let mut record = keys::generate(*purpose, wrap_key, now, *signs_from)?;
                if record.signs_from > now {
                    // It is published for no less time because making it, and those before it, took some.
                    record.signs_from = record.signs_from.after(begun.elapsed());
                }
                // Another node may be doing the same: whoever comes second finds another count and stores nothing.
                if !store.add_key(&record, Some(count)).await? {
                    return Ok(Done::ByAnotherToo);
                }
                count += 1;
                let KeyRecord { kid, signs_from, .. } = &record;
                tracing::info!(%kid, %purpose, %signs_from, "key generated");
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
    Ok(Done::ByThisNode)
}
