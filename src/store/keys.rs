//! The provider's own keys at rest.

use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::keys::KeyRecord;

/// Keys by `kid`.
#[async_trait]
pub trait Keys {
    /// Every key that is not forgotten, oldest first.
    async fn key_records(&self) -> StoreResult<Vec<KeyRecord>>;
    /// Stores a new key, unless `unless_count` is given and the table holds a different number of keys by now (two
    /// nodes at first start). Returns whether it was stored.
    async fn add_key(&self, key: &KeyRecord, unless_count: Option<u32>) -> StoreResult<bool>;
    /// Marks a key as no longer signing, in the key set until `leaves_at`.
    async fn retire_key(&self, kid: &str, retired_at: Timestamp, leaves_at: Timestamp) -> StoreResult<()>;
    /// Takes a retirement back while the key is in the key set, unless another key signs in its place by now.
    async fn restore_key(&self, kid: &str, now: Timestamp) -> StoreResult<()>;
    /// Notes how long what is signed lives by the present settings, and returns how long anything may live that was signed
    /// until now ([`crate::keys::TokenLife`]). Where nothing is new, nothing is written.
    async fn note_token_life(&self, life: Duration, now: Timestamp) -> StoreResult<Duration>;
    /// Deletes a key.
    async fn remove_key(&self, kid: &str, now: Timestamp) -> StoreResult<()>;
}
