//! Upkeep.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, params};

use super::{SqliteStore, sweep};
use crate::clock::Timestamp;
use crate::store::{Maintenance, StoreError, StoreResult};

/// At most one row is written in this time to see whether one can be, however often somebody asks.
const PROBE_EVERY: Duration = Duration::from_secs(1);

/// What the last probe found, and when.
#[derive(Default)]
pub struct Readiness(tokio::sync::Mutex<Option<(Instant, Result<(), String>)>>);

#[async_trait]
impl Maintenance for SqliteStore {
    async fn ready(&self) -> StoreResult<()> {
        // Held while a probe is on its way: whoever asks meanwhile gets its outcome.
        let mut last = self.readiness.0.lock().await;
        if let Some((at, outcome)) = &*last
            && at.elapsed() < PROBE_EVERY
        {
            return outcome.clone().map_err(StoreError::Unavailable);
        }
        let probe = self.writer.write(|connection| {
            // Other octets each time: a row that stays as it is would not be written.
            connection
                .prepare_cached(
                    "INSERT INTO secrets (name, value) VALUES ('probe', randomblob(8)) \
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )?
                .execute([])?;
            Ok(())
        });
        let outcome = probe.await;
        *last = Some((Instant::now(), outcome.as_ref().copied().map_err(StoreError::cause)));
        outcome
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

    async fn close(&self) {
        self.writer.close();
    }
}
