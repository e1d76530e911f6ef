//! How this server is: facts that `/readyz`, `/metrics` and the administrators' page tell, each found out in one place.

use crate::clock::Timestamp;
use crate::protocol::revision::Age;
use crate::provider::Provider;

/// What this node's configuration is beside the newest one, by a database that answers and takes writes; `None` where it does
/// not, and why is logged. However often this is asked, the database is asked once a second.
pub async fn age_in_a_writable_database(provider: &Provider) -> Option<Age> {
    let ready = provider.store.ready().await;
    let newest = ready.inspect_err(|error| tracing::warn!(%error, "not ready")).ok()?;
    Some(Age::of(provider.live().settings.revision, newest))
}

/// Whether a newer configuration than this node's was taken in; `None` where the database does not say.
pub async fn is_older(provider: &Provider) -> Option<bool> {
    let newest = provider.store.newest_revision().await;
    let newest = newest.inspect_err(|error| tracing::warn!(%error, "the newest revision cannot be read")).ok()?;
    Some(Age::of(provider.live().settings.revision, newest) != Age::Newest)
}

/// How far the signing keys of the database can be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoredKeys {
    /// Those in memory are those of the database.
    TakenIn,
    /// They cannot be loaded again. Those in memory are enough for now: nobody signs with another.
    NotAgain,
    /// Others sign with keys that cannot be loaded here: what they sign is taken for forged, and the key set lacks them.
    Missing,
}

/// How it is with them, by the last look.
pub fn stored_keys(provider: &Provider) -> StoredKeys {
    match provider.keys_not_taken_in.load().as_deref() {
        None => StoredKeys::TakenIn,
        Some(found) if found.missing.is_empty() => StoredKeys::NotAgain,
        Some(_) => StoredKeys::Missing,
    }
}

/// For the name of each algorithm of the settings, since when its key signs; `None` where none does.
pub fn signing_since(provider: &Provider) -> Vec<(&'static str, Option<Timestamp>)> {
    let (live, keyring, now) = (provider.live(), provider.keyring.load(), provider.now());
    let algorithms = live.settings.keys.algorithms.iter();
    algorithms.map(|algorithm| (algorithm.as_str(), keyring.signs_since(*algorithm, now))).collect()
}
