//! Tries of long windows. Those under way are counted in the process, and only failures are kept: nothing is written for whoever
//! is right, and nothing is left of tries that a process took with it.

use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::SqliteStore;
use crate::clock::Timestamp;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::limits::{Hold, Limits, Settled};

#[async_trait]
impl Limits for SqliteStore {
    /// One process, or a few on one machine: each counts its own.
    fn shares_limits(&self) -> bool {
        false
    }

    async fn hold_try(&self, counter: &Digest, most: u32, window: Duration, now: Timestamp) -> StoreResult<Hold> {
        let found = self.reader.read(|connection| failures(connection, counter))?;
        Ok(match found.filter(|(_, until)| *until > now) {
            Some((failed, until)) if failed >= most => Hold::Blocked { until },
            Some((_, until)) => Hold::Held { until },
            None => Hold::Held { until: now.after(window) },
        })
    }

    async fn settle_tries(&self, counter: &Digest, tries: u32, settled: Settled) -> StoreResult<()> {
        let counter = *counter;
        match settled {
            Settled::Released => Ok(()),
            Settled::Succeeded if self.reader.read(|connection| failures(connection, &counter))?.is_none() => Ok(()),
            Settled::Succeeded => {
                self.writer
                    .write(move |connection| {
                        let delete = "DELETE FROM tries WHERE counter = ?1";
                        connection.prepare_cached(delete)?.execute([counter.as_bytes()])?;
                        Ok(())
                    })
                    .await
            }
            Settled::Failed { at, until } => {
                self.writer
                    .write(move |connection| {
                        connection
                            .prepare_cached(
                                "INSERT INTO tries (counter, failed, until) VALUES (?1, ?2, ?4) \
                                 ON CONFLICT (counter) DO UPDATE SET \
                                 failed = CASE WHEN tries.until <= ?3 THEN ?2 ELSE tries.failed + ?2 END, \
                                 until = CASE WHEN tries.until <= ?3 THEN ?4 ELSE tries.until END",
                            )?
                            .execute(params![counter.as_bytes(), tries, at.seconds(), until.seconds()])?;
                        Ok(())
                    })
                    .await
            }
        }
    }
}

/// How often it failed, and when that is forgotten.
fn failures(connection: &Connection, counter: &Digest) -> StoreResult<Option<(u32, Timestamp)>> {
    let found = connection
        .prepare_cached("SELECT failed, until FROM tries WHERE counter = ?1")?
        .query_row([counter.as_bytes()], |row| Ok((row.get(0)?, Timestamp(row.get(1)?))))
        .optional()?;
    Ok(found)
}
