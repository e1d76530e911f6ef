//! Assertions that clients proved themselves with: each is good once (RFC 7523 §3, row 36).

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::secret::Digest;

/// Used assertions by the digest of client and `jti`.
#[async_trait]
pub trait Assertions {
    /// Uses an assertion by one conditional statement, and remembers it until it can no longer be valid. `false` when
    /// it was used before.
    async fn use_assertion(&self, assertion: &Digest, until: Timestamp) -> StoreResult<bool>;
}
