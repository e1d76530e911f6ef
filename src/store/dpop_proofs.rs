//! DPoP proofs that came: each counts once (RFC 9449 §11.1), at whatever node and endpoint. The token endpoint uses one up in
//! the transaction that stores what it is issued for; the others, which store nothing, here.

use async_trait::async_trait;

use super::StoreResult;
use crate::protocol::dpop::Once;

/// Used proofs by `iat` and the digest of key and `jti`.
#[async_trait]
pub trait DpopProofs {
    /// Uses a proof up by one conditional statement, and remembers it for as long as it could count. `false` when it was
    /// used before.
    async fn use_dpop_proof(&self, proof: &Once) -> StoreResult<bool>;
    /// Forgets the use of a proof. This is for whoever used it, and has done nothing on the strength of it: they alone know that
    /// nobody else did.
    async fn give_back_dpop_proof(&self, proof: &Once) -> StoreResult<()>;
}
