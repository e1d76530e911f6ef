//! The secrets that seal what browsers keep for the server, over their life ([`crate::keys::sealing`]).

use std::time::Duration;

use super::KeyRotationError;
use crate::clock::Timestamp;
use crate::keys::sealing::{Action, MOST, SEALS_AFTER, SealingSecret, plan};
use crate::store::{Store, StoreError};

/// How often somebody else may have been faster before it is given up.
const TRIES: usize = 20;

/// What became of a rotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rotated {
    /// This one was made.
    Made(SealingSecret),
    /// This one was made before and waits for its time.
    Waits(SealingSecret),
}

/// Every secret, after the first was made and what is due was done: for the start of a server.
pub async fn load(store: &dyn Store, now: Timestamp) -> Result<Vec<SealingSecret>, StoreError> {
    if store.sealing_secrets().await?.is_empty() {
        // Of two servers that start at once, one makes it and the other finds it.
        store.add_sealing_secret(&SealingSecret::generate(now, now), &[]).await?;
    }
    keep_up(store, now).await?;
    store.sealing_secrets().await
}

/// Notes that the present week is sealed in, and removes what nobody needs any more.
pub async fn keep_up(store: &dyn Store, now: Timestamp) -> Result<(), StoreError> {
    for action in plan(&store.sealing_secrets().await?, now) {
        match action {
            Action::Note { id, week } => store.note_sealing_week(&id, week).await?,
            Action::Remove { id, unless_login_before } => {
                if store.remove_sealing_secret(&id, Some(unless_login_before), now).await? {
                    tracing::info!(%id, "sealing secret removed: nothing that it encrypted is in use any more");
                }
            }
        }
    }
    Ok(())
}

/// Makes the next one, which seals [`SEALS_AFTER`] from now: every process has taken it in by then. While one waits for
/// that already, no other is made.
pub async fn rotate(store: &dyn Store, now: Timestamp) -> Result<Rotated, KeyRotationError> {
    for _ in 0..TRIES {
        let secrets = store.sealing_secrets().await?;
        if let Some(waits) = secrets.iter().find(|secret| secret.seals_from > now) {
            return Ok(Rotated::Waits(waits.clone()));
        }
        if secrets.len() >= MOST {
            return Err(KeyRotationError::TooManySealingSecrets(secrets.len()));
        }
        // The first of all has nobody to wait for.
        let ahead = if secrets.is_empty() { Duration::ZERO } else { SEALS_AFTER };
        let made = SealingSecret::generate(now, now.after(ahead));
        let seen: Vec<String> = secrets.into_iter().map(|secret| secret.id).collect();
        if store.add_sealing_secret(&made, &seen).await? {
            return Ok(Rotated::Made(made));
        }
    }
    Err(StoreError::Unavailable("the sealing secrets kept changing".to_owned()).into())
}

/// Makes one that seals at once, and forgets all others in the same step: for a secret that somebody else may have.
pub async fn replace(store: &dyn Store, now: Timestamp) -> Result<SealingSecret, StoreError> {
    let made = SealingSecret::generate(now, now);
    store.replace_sealing_secrets(&made).await?;
    Ok(made)
}
