//! How this server is: facts that `/readyz`, `/metrics` and the administrators' page tell, each found out in one place.

use crate::clock::Timestamp;
use crate::protocol::revision::Age;
use crate::provider::Provider;

/// Whether the database answers and takes writes. Why it does not is logged.
pub async fn takes_writes(provider: &Provider) -> bool {
    let ready = provider.store.ready().await;
    if let Err(error) = &ready {
        tracing::warn!(%error, "not ready");
    }
    ready.is_ok()
}

/// Whether a newer configuration than this node's was taken in; `None` where the database does not say.
pub async fn is_older(provider: &Provider) -> Option<bool> {
    let newest = provider.store.newest_revision().await;
    let newest = newest.inspect_err(|error| tracing::warn!(%error, "the newest revision cannot be read")).ok()?;
    Some(Age::of(provider.live().settings.revision, newest) != Age::Newest)
}

/// For the name of each algorithm of the settings, since when its key signs; `None` where none does.
pub fn signing_since(provider: &Provider) -> Vec<(&'static str, Option<Timestamp>)> {
    let (live, keyring, now) = (provider.live(), provider.keyring.load(), provider.now());
    let algorithms = live.settings.keys.algorithms.iter();
    algorithms.map(|algorithm| (algorithm.as_str(), keyring.signs_since(*algorithm, now))).collect()
}
