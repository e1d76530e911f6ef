//! The secrets that seal what browsers keep for the server, at rest.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::keys::sealing::SealingSecret;

/// Sealing secrets by id.
#[async_trait]
pub trait Sealing {
    /// Every secret that is not forgotten, oldest first.
    async fn sealing_secrets(&self) -> StoreResult<Vec<SealingSecret>>;
    /// Stores a new secret, unless there are by now others than those `seen` (somebody else rotated). Returns whether
    /// it was stored.
    async fn add_sealing_secret(&self, secret: &SealingSecret, seen: &[String]) -> StoreResult<bool>;
    /// Stores a new secret and deletes all others.
    async fn replace_sealing_secrets(&self, secret: &SealingSecret) -> StoreResult<()>;
    /// Keeps that a secret seals in a week; nothing is kept of one that is forgotten.
    async fn note_sealing_week(&self, id: &str, week: i64) -> StoreResult<()>;
    /// Deletes a secret, unless a login that began before `unless_login_before` has not ended yet. Returns whether it
    /// was there and is gone.
    async fn remove_sealing_secret(
        &self,
        id: &str,
        unless_login_before: Option<Timestamp>,
        now: Timestamp,
    ) -> StoreResult<bool>;
}
