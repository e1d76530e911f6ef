//! Registered clients that nobody uses: after `registration.unused_after` they are removed with everything they were given, so
//! that what was only tried out does not fill `registration.max_clients` up.

use super::metadata::text;
use crate::provider::Provider;
use crate::store::StoreError;

/// Removes what is due, and says what that was. Returns how many clients went.
pub async fn remove_unused(provider: &Provider) -> Result<usize, StoreError> {
    let Some(unused_after) = provider.live().settings.registration.unused_after else { return Ok(0) };
    let now = provider.now();
    let removed = provider.store.remove_unused_clients(now.before(unused_after), now).await?;
    for client in &removed {
        tracing::info!(
            client_id = %client.client_id,
            client_name = text(&client.metadata, "client_name").unwrap_or_default(),
            registered_at = %client.created_at,
            last_used_at = %client.last_used_at.map_or_else(|| "never".to_owned(), |at| at.to_string()),
            "unused registered client removed"
        );
    }
    Ok(removed.len())
}
