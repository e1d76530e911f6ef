//! Used client assertions.

use async_trait::async_trait;
use rusqlite::params;

use super::SqliteStore;
use crate::clock::Timestamp;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::assertions::Assertions;

#[async_trait]
impl Assertions for SqliteStore {
    async fn use_assertion(&self, assertion: &Digest, until: Timestamp) -> StoreResult<bool> {
        let assertion = *assertion;
        self.writer
            .write(move |connection| {
                let added = connection
                    .prepare_cached("INSERT OR IGNORE INTO assertions VALUES (?1, ?2)")?
                    .execute(params![assertion.as_bytes(), until.seconds()])?;
                Ok(added == 1)
            })
            .await
    }
}
