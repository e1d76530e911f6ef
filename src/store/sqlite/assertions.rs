//! Used client assertions.

use async_trait::async_trait;
use rusqlite::{Connection, params};

use super::SqliteStore;
use crate::clock::Timestamp;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::assertions::{Assertions, CountsOnce};

#[async_trait]
impl Assertions for SqliteStore {
    async fn use_assertion(&self, assertion: &Digest, until: Timestamp) -> StoreResult<bool> {
        let once = CountsOnce { name: *assertion, until };
        self.writer.write(move |connection| use_up(connection, Some(&once))).await
    }

    async fn give_back_assertion(&self, assertion: &Digest) -> StoreResult<()> {
        let assertion = *assertion;
        self.writer.write(move |connection| give_back(connection, &assertion)).await
    }
}

/// Uses up what counts once, where there is such a thing; part of the transaction that stores what it is good for. `false`
/// when it was used before.
pub fn use_up(connection: &Connection, once: Option<&CountsOnce>) -> StoreResult<bool> {
    let Some(once) = once else { return Ok(true) };
    let added = connection
        .prepare_cached("INSERT OR IGNORE INTO assertions VALUES (?1, ?2)")?
        .execute(params![once.name.as_bytes(), once.until.seconds()])?;
    Ok(added == 1)
}

/// Forgets that it was used.
pub fn give_back(connection: &Connection, name: &Digest) -> StoreResult<()> {
    connection.prepare_cached("DELETE FROM assertions WHERE digest = ?1")?.execute([name.as_bytes()])?;
    Ok(())
}
