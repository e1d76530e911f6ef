//! Proofs that clients no longer have: a credential that was withdrawn, a client that need not prove itself any more.
//!
//! What was granted under them is refused at once, whenever it is used. It ends for good only when the proof was missing
//! for long enough: a file may be cut off for a moment.

use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;

/// A client of the configuration, and all that it may prove itself by now.
pub type Credentials = (ClientId, Vec<ProvenBy>);

/// Lowered proofs.
#[async_trait]
pub trait Lowered {
    /// Notes what something was granted under and is not among the credentials of its client, to end after `grace`;
    /// what is among them again is forgotten. Returns the clients for which something was noted just now.
    async fn note_lowered(
        &self,
        clients: &[Credentials],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<Vec<ClientId>>;
    /// The clients that were granted something under what is not among their credentials.
    async fn lowered_clients(&self, clients: &[Credentials]) -> StoreResult<Vec<ClientId>>;
    /// Whether anything is noted.
    async fn has_lowered(&self) -> StoreResult<bool>;
    /// Ends what was granted under proofs whose time is over, of these clients. Returns which had any.
    async fn end_lowered(&self, clients: &[Credentials], grace: Duration, now: Timestamp)
    -> StoreResult<Vec<ClientId>>;
}
