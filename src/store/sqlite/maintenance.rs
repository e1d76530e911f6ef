//! Upkeep.

use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, params};

use super::{SqliteStore, revisions, sweep};
use crate::clock::Timestamp;
use crate::store::{DatabaseState, Maintenance, StoreResult};

#[async_trait]
impl Maintenance for SqliteStore {
    async fn ready(&self) -> StoreResult<Option<u64>> {
        let probe = self.writer.write(|connection| {
            // Other octets each time: a row that stays as it is would not be written.
            connection
                .prepare_cached(
                    "INSERT INTO secrets (name, value) VALUES ('probe', randomblob(8)) \
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )?
                .execute([])?;
            Ok(revisions::newest(connection)?.map(|newest| newest.number))
        });
        self.readiness.ask(probe).await
    }

    async fn database_state(&self) -> StoreResult<DatabaseState> {
        self.reader.read(|connection| {
            let pragma = |name: &str| -> StoreResult<u64> {
                let found: i64 = connection.pragma_query_value(None, name, |row| row.get(0))?;
                Ok(u64::try_from(found).unwrap_or(0))
            };
            let schema = u32::try_from(pragma("user_version")?).unwrap_or(u32::MAX);
            Ok(DatabaseState { schema, bytes: pragma("page_size")? * pragma("page_count")? })
        })
    }

    async fn sweep(&self, now: Timestamp, limit: u32) -> StoreResult<u32> {
        sweep::sweep(self, now, limit).await
    }

    async fn remember_secret(&self, name: &str, value: Vec<u8>) -> StoreResult<Vec<u8>> {
        let name = name.to_owned();
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached("INSERT OR IGNORE INTO secrets VALUES (?1, ?2)")?
                    .execute(params![name, value])?;
                let kept: Option<Vec<u8>> = connection
                    .prepare_cached("SELECT value FROM secrets WHERE name = ?1")?
                    .query_row([&name], |row| row.get(0))
                    .optional()?;
                Ok(kept.unwrap_or_else(|| value.clone()))
            })
            .await
    }

    async fn kept_secret(&self, name: &str) -> StoreResult<Option<Vec<u8>>> {
        self.reader.read(|connection| {
            let mut asked = connection.prepare_cached("SELECT value FROM secrets WHERE name = ?1")?;
            Ok(asked.query_row([name], |row| row.get(0)).optional()?)
        })
    }

    async fn close(&self) {
        self.writer.close();
    }
}
