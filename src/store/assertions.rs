//! Assertions that clients proved themselves with: each is good once (RFC 7523 §3, row 36).

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::secret::Digest;

/// What counts once, as the store remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountsOnce {
    /// The digest of whose it is and its `jti`.
    pub name: Digest,
    /// Until when it could be valid.
    pub until: Timestamp,
}

/// Used assertions by the digest of client and `jti`.
#[async_trait]
pub trait Assertions {
    /// Uses an assertion by one conditional statement, and remembers it until it can no longer be valid. `false` when
    /// it was used before.
    async fn use_assertion(&self, assertion: &Digest, until: Timestamp) -> StoreResult<bool>;
    /// Forgets the use of an assertion. This is for whoever used it, and has done nothing on the strength of it: they alone
    /// know that nobody else did.
    async fn give_back_assertion(&self, assertion: &Digest) -> StoreResult<()>;
}
