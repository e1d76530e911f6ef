//! Authorization requests that wait for a person: stored once, bound to one browser (SEC-11).

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::secret::Digest;

/// A waiting request.
#[derive(Debug, Clone)]
pub struct Interaction {
    /// The browser it belongs to: digest of the browser's secret in its cookie session.
    pub browser: Digest,
    /// What waits, serialised by its flow.
    pub request: String,
    /// When it is forgotten.
    pub expires_at: Timestamp,
}

/// Waiting requests by the digest of their id.
#[async_trait]
pub trait Interactions {
    /// Stores a new interaction.
    async fn add_interaction(&self, id: &Digest, interaction: &Interaction) -> StoreResult<()>;
    /// The interaction, when it lives and belongs to this browser.
    async fn interaction(&self, id: &Digest, browser: &Digest, now: Timestamp) -> StoreResult<Option<String>>;
    /// Replaces what waits (the same interaction, further along).
    async fn update_interaction(&self, id: &Digest, request: &str) -> StoreResult<()>;
    /// Forgets it; whether it was there, so that it completes at most once.
    async fn finish_interaction(&self, id: &Digest) -> StoreResult<bool>;
}
