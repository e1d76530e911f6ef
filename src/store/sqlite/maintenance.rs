//! Upkeep.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, params};

use super::SqliteStore;
use crate::clock::Timestamp;
use crate::keys::sealing::ANONYMOUS_MEMORY;
use crate::store::{Maintenance, StoreError, StoreResult};

/// How long what is over stays known: used codes for replay detection, ended sessions for the page that tells of them.
const MEMORY_SECONDS: i64 = 24 * 60 * 60;

/// What may go, each with the primary key it is deleted by; `?1` is now, `?2` a day before, `?3` how many at most.
const EXPIRED: &[&str] = &[
    "DELETE FROM assertions WHERE digest IN (SELECT digest FROM assertions WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM cookie_sessions WHERE digest IN (SELECT digest FROM cookie_sessions WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM finished_interactions WHERE digest IN (SELECT digest FROM finished_interactions WHERE expires_at <= ?1 LIMIT ?3) \
     AND ?2 = ?2",
    "DELETE FROM codes WHERE digest IN (SELECT digest FROM codes WHERE expires_at <= ?2 LIMIT ?3) AND ?1 = ?1",
    "DELETE FROM access_tokens WHERE digest IN (SELECT digest FROM access_tokens WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM client_access_tokens WHERE digest IN (SELECT digest FROM client_access_tokens WHERE expires_at <= ?1 LIMIT ?3) \
     AND ?2 = ?2",
    "DELETE FROM refresh_tokens WHERE digest IN (SELECT digest FROM refresh_tokens WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM changes WHERE number IN (SELECT number FROM changes WHERE number <= (SELECT max(number) FROM changes) - 4000 LIMIT ?3) \
     AND ?1 = ?1 AND ?2 = ?2",
    "DELETE FROM logout_deliveries WHERE (session_id, client_id) IN (SELECT session_id, client_id FROM logout_deliveries \
     WHERE created_at <= ?2 AND state <> 'pending' LIMIT ?3) AND ?1 = ?1",
    "DELETE FROM invitations WHERE expires_at <= ?1 AND ?2 = ?2 AND ?3 = ?3",
    "DELETE FROM initial_access_tokens WHERE expires_at <= ?1 AND ?2 = ?2 AND ?3 = ?3",
    "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE ended_at <= ?2 OR expires_at <= ?2 \
     OR idle_expires_at <= ?2 LIMIT ?3) AND ?1 = ?1",
    "DELETE FROM grants WHERE id IN (SELECT id FROM grants WHERE created_at <= ?2 \
     AND NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE refresh_tokens.grant_id = grants.id) \
     AND (revoked_at <= ?2 OR NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = grants.session_id)) LIMIT ?3) AND ?1 = ?1",
];

/// Goes by a memory of its own, for `?2`: as long as values are believed that a sign-in made untrue.
const ANONYMOUS: &str = "DELETE FROM anonymous_states WHERE state_id IN (SELECT state_id FROM anonymous_states \
     WHERE signed_in_at <= ?2 LIMIT ?3) AND ?1 = ?1";

fn cause(error: &StoreError) -> String {
    match error {
        StoreError::Unavailable(cause) => cause.clone(),
        other => other.to_string(),
    }
}

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
        *last = Some((Instant::now(), outcome.as_ref().copied().map_err(cause)));
        outcome
    }

    async fn sweep(&self, now: Timestamp, limit: u32) -> StoreResult<u32> {
        let mut swept = 0;
        let expired = EXPIRED.iter().map(|statement| (*statement, MEMORY_SECONDS));
        for (statement, memory) in expired.chain([(ANONYMOUS, ANONYMOUS_MEMORY)]) {
            let rest = limit - swept;
            if rest == 0 {
                break;
            }
            // One job each, so that nobody waits for more than one of them.
            let gone = self
                .writer
                .write(move |connection| {
                    let before = now.seconds().saturating_sub(memory);
                    Ok(connection.prepare_cached(statement)?.execute(params![now.seconds(), before, rest])?)
                })
                .await?;
            swept = swept.saturating_add(u32::try_from(gone).unwrap_or(u32::MAX)).min(limit);
        }
        Ok(swept)
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
                    .query_row([name], |row| row.get(0))
                    .optional()?;
                Ok(kept.unwrap_or(value))
            })
            .await
    }

    async fn close(&self) {
        self.writer.close();
    }
}
