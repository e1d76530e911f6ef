//! Tells the other nodes that share the database that this one changed something, so that they look at once and not within a
//! quarter of a second. After the commit, and once for whatever changed within a moment: PostgreSQL lets one transaction at a
//! time commit that notifies, and no sign-out is to wait for another one.

use std::time::Duration;

use super::lasting::lasting;
use crate::provider::SharedProvider;

/// What changes within this time is told together.
const MOMENT: Duration = Duration::from_millis(10);

/// Runs for as long as the runtime does, where several nodes share a database.
pub fn start(provider: &SharedProvider) {
    let provider = provider.clone();
    lasting(async move || {
        loop {
            provider.ended.for_nodes().await;
            // Where it cannot be told, the others look by themselves.
            if let Err(error) = provider.store.tell_of_changes().await {
                tracing::debug!(%error, "the other nodes could not be told of a change");
            }
            tokio::time::sleep(MOMENT).await;
        }
    });
}
