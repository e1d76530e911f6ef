//! Used DPoP proofs.

use async_trait::async_trait;

use super::PostgresStore;
use super::connection::{Connection, params};
use super::rows::octets;
use crate::protocol::dpop::Once;
use crate::store::StoreResult;
use crate::store::dpop_proofs::DpopProofs;

#[async_trait]
impl DpopProofs for PostgresStore {
    async fn use_dpop_proof(&self, proof: &Once) -> StoreResult<bool> {
        let proof = *proof;
        self.engine.once(async move |connection: &Connection| use_up(connection, Some(&proof)).await).await
    }

    async fn give_back_dpop_proof(&self, proof: &Once) -> StoreResult<()> {
        let proof = *proof;
        self.engine
            .once(async move |connection: &Connection| {
                let delete = "DELETE FROM dpop_proofs WHERE issued_at = $1 AND digest = $2";
                connection.execute(delete, params![proof.issued_at.seconds(), octets(&proof.digest)]).await?;
                Ok(())
            })
            .await
    }
}

/// Uses the proof up, where there is one; part of the transaction that stores what it is good for. `false` when it was used
/// before.
pub async fn use_up(connection: &Connection, proof: Option<&Once>) -> StoreResult<bool> {
    let Some(proof) = proof else { return Ok(true) };
    let insert = "INSERT INTO dpop_proofs (issued_at, digest) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(connection.execute(insert, params![proof.issued_at.seconds(), octets(&proof.digest)]).await? == 1)
}
