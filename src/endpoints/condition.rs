//! How this server is: facts that `/readyz`, `/metrics` and the administrators' page tell, each found out in one place.

use crate::clock::Timestamp;
use crate::provider::Provider;

/// Whether the database answers and takes writes. Why it does not is logged.
pub async fn takes_writes(provider: &Provider) -> bool {
    let ready = provider.store.ready().await;
    if let Err(error) = &ready {
        tracing::warn!(%error, "not ready");
    }
    ready.is_ok()
}

/// For the name of each algorithm of the settings, since when its key signs; `None` where none does.
pub fn signing_since(provider: &Provider) -> Vec<(&'static str, Option<Timestamp>)> {
    let (live, keyring, now) = (provider.live(), provider.keyring.load(), provider.now());
    let algorithms = live.settings.keys.algorithms.iter();
    algorithms.map(|algorithm| (algorithm.as_str(), keyring.signs_since(*algorithm, now))).collect()
}
