//! Used DPoP proofs.

use async_trait::async_trait;
use rusqlite::{Connection, params};

use super::SqliteStore;
use crate::protocol::dpop::Once;
use crate::store::StoreResult;
use crate::store::dpop_proofs::DpopProofs;

#[async_trait]
impl DpopProofs for SqliteStore {
    async fn use_dpop_proof(&self, proof: &Once) -> StoreResult<bool> {
        let proof = *proof;
        self.writer.write(move |connection| use_up(connection, Some(&proof))).await
    }

    async fn give_back_dpop_proof(&self, proof: &Once) -> StoreResult<()> {
        let proof = *proof;
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached("DELETE FROM dpop_proofs WHERE issued_at = ?1 AND digest = ?2")?
                    .execute(params![proof.issued_at.seconds(), proof.digest.as_bytes()])?;
                Ok(())
            })
            .await
    }
}

/// Uses the proof up, where there is one; part of the transaction that stores what it is good for. `false` when it was used
/// before.
pub fn use_up(connection: &Connection, proof: Option<&Once>) -> StoreResult<bool> {
    let Some(proof) = proof else { return Ok(true) };
    let added = connection
        .prepare_cached("INSERT OR IGNORE INTO dpop_proofs VALUES (?1, ?2)")?
        .execute(params![proof.issued_at.seconds(), proof.digest.as_bytes()])?;
    Ok(added == 1)
}
