//! Looks after our own keys: makes and retires those that are due, and takes in those that another process made. Where they
//! cannot be taken in, those in memory stay in use, and that is told.

use std::sync::Arc;
use std::time::Duration;

use super::lasting::lasting;
use crate::clock::Timestamp;
use crate::key_rotation::{self, KeyRotationError};
use crate::keys::{Keyring, NotTakenIn, TAKEN_IN_EVERY};
use crate::provider::{Provider, SharedProvider};
use crate::store::StoreError;

/// Runs for as long as the runtime does.
pub fn start(provider: &SharedProvider) {
    let provider = provider.clone();
    lasting(async move || {
        loop {
            let rest = until_next_look(&provider.keyring.load(), provider.now());
            tokio::time::sleep(rest).await;
            look(&provider).await;
        }
    });
}

/// The usual time, or less where a key takes over or leaves the key set before: whoever looks later has more keys in the set than
/// need be (REL-9). At least a second, as moments are whole seconds.
fn until_next_look(keyring: &Keyring, now: Timestamp) -> Duration {
    keyring.next_change(now).map_or(TAKEN_IN_EVERY, |at| TAKEN_IN_EVERY.min(at.remaining(now)))
}

/// One look.
pub async fn look(provider: &Provider) {
    let live = provider.live().clone();
    let settings = &live.settings;
    let (store, lives, now) = (provider.store.as_ref(), settings.longest_lives(), provider.now());
    let present = provider.keyring.load_full();
    match key_rotation::load_again(store, &settings.keys, lives, now, &present).await {
        Ok(keyring) => {
            if let Some(keyring) = keyring {
                provider.keyring.store(Arc::new(keyring));
            }
            if provider.keys_not_taken_in.swap(None).is_some() {
                tracing::info!("the signing keys of the database can be loaded again, and are in use");
            }
        }
        // A database that does not answer says nothing of the keys in it.
        Err(KeyRotationError::Store(error)) if !matches!(error, StoreError::Corrupt(_)) => {
            tracing::error!(%error, "signing keys cannot be refreshed; the loaded ones stay in use");
        }
        Err(error) => keep_loaded(provider, &error).await,
    }
}

/// Notes why the stored keys cannot be taken in. What was said of it is not said again.
async fn keep_loaded(provider: &Provider, error: &KeyRotationError) {
    let before = provider.keys_not_taken_in.load_full();
    let missing = match provider.store.key_records().await {
        Ok(records) => provider.keyring.load().lacks(&records, provider.now()),
        // Nothing is known to be better.
        Err(_) => before.as_ref().map(|before| before.missing.clone()).unwrap_or_default(),
    };
    let found = NotTakenIn { cause: error.to_string(), missing };
    if before.as_deref() == Some(&found) {
        return;
    }
    if found.missing.is_empty() {
        tracing::error!(
            %error,
            "signing keys cannot be refreshed; the loaded ones stay in use. Restore what they are encrypted with before a restart, \
             which would fail, and before the next key signs"
        );
    } else {
        tracing::error!(
            %error,
            keys = found.missing.join(", "),
            "not ready: other nodes sign with keys that cannot be loaded here. Give all nodes the same keys.wrap_key_file"
        );
    }
    provider.keys_not_taken_in.store(Some(Arc::new(found)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::Algorithm;
    use crate::keys::{Purpose, generate};

    #[test]
    fn it_is_looked_when_a_key_takes_over_and_as_usual_where_none_does_soon() {
        let signs_from = Timestamp(100);
        let key = generate(Purpose::Signature(Algorithm::ES256), None, Timestamp(0), signs_from).unwrap();
        let keyring = Keyring::open(&[key], None, Timestamp(0)).unwrap();
        let rests = |before| until_next_look(&keyring, signs_from.before(before));
        assert_eq!(rests(TAKEN_IN_EVERY + Duration::from_secs(1)), TAKEN_IN_EVERY);
        assert_eq!(rests(Duration::from_secs(2)), Duration::from_secs(2));
        assert_eq!(rests(Duration::from_secs(1)), Duration::from_secs(1));
        assert_eq!(rests(Duration::ZERO), TAKEN_IN_EVERY, "it has taken over");
    }
}
