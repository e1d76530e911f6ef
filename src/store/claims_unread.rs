//! Which clients were noticed to ask for claims and never to fetch them, so that `latchkey client show` can say so. Written
//! when it is noticed and when it changes, never per request.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;

/// Those clients.
#[async_trait]
pub trait ClaimsUnread {
    /// Remembers that the client does not fetch its claims.
    async fn note_claims_unread(&self, client_id: &ClientId, now: Timestamp) -> StoreResult<()>;
    /// Forgets it: the client fetched them. Writes only where there is something to forget.
    async fn forget_claims_unread(&self, client_id: &ClientId) -> StoreResult<()>;
    /// Since when it is known of the client.
    async fn claims_unread_since(&self, client_id: &ClientId) -> StoreResult<Option<Timestamp>>;
}
