//! Deleting what is over.
//!
//! Most tables have an index by the time when a row is over. Those that requests write most have none, which each insert
//! would have to keep: their rows lie in the order in which they came, and a hand goes round them, again and again.

use std::sync::{Mutex, PoisonError};

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::SqliteStore;
use crate::clock::Timestamp;
use crate::keys::sealing::ANONYMOUS_MEMORY;
use crate::protocol::{dpop, known_browser};
use crate::store::StoreResult;

/// How long what is over stays known: used codes, assertions and answered requests, so that none is good again when a clock
/// was ahead for a while; ended sessions for the page that tells of them.
const MEMORY_SECONDS: i64 = 24 * 60 * 60;

/// What may go, each with the primary key it is deleted by; `?1` is now, `?2` a day before, `?3` how many at most.
const EXPIRED: &[&str] = &[
    "DELETE FROM assertions WHERE digest IN (SELECT digest FROM assertions WHERE expires_at <= ?2 LIMIT ?3) AND ?1 = ?1",
    "DELETE FROM cookie_sessions WHERE digest IN (SELECT digest FROM cookie_sessions WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM finished_interactions WHERE digest IN (SELECT digest FROM finished_interactions WHERE expires_at <= ?2 LIMIT ?3) \
     AND ?1 = ?1",
    "DELETE FROM pushed_requests WHERE digest IN (SELECT digest FROM pushed_requests WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM polled_requests WHERE digest IN (SELECT digest FROM polled_requests WHERE expires_at <= ?2 LIMIT ?3) AND ?1 = ?1",
    "DELETE FROM codes WHERE digest IN (SELECT digest FROM codes WHERE expires_at <= ?2 LIMIT ?3) AND ?1 = ?1",
    "DELETE FROM changes WHERE number IN (SELECT number FROM changes WHERE number <= (SELECT max(number) FROM changes) - 4000 LIMIT ?3) \
     AND ?1 = ?1 AND ?2 = ?2",
    "DELETE FROM logout_deliveries WHERE (session_id, client_id) IN (SELECT session_id, client_id FROM logout_deliveries \
     WHERE created_at <= ?2 AND state <> 'pending' LIMIT ?3) AND ?1 = ?1",
    "DELETE FROM new_sign_ins WHERE session_id IN (SELECT session_id FROM new_sign_ins WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM invitations WHERE digest IN (SELECT digest FROM invitations WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM email_changes WHERE sub IN (SELECT sub FROM email_changes WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM sign_up_links WHERE digest IN (SELECT digest FROM sign_up_links WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM initial_access_tokens WHERE digest IN (SELECT digest FROM initial_access_tokens WHERE expires_at <= ?1 LIMIT ?3) AND ?2 = ?2",
    "DELETE FROM tries WHERE counter IN (SELECT counter FROM tries WHERE until <= ?1 LIMIT ?3) AND ?2 = ?2",
];

/// Go by a memory of their own, for `?2`: browsers as long as they are known, and anonymous states as long as values are
/// believed that a sign-in made untrue.
const KNOWN_BROWSERS: &str = "DELETE FROM known_browsers WHERE digest IN (SELECT digest FROM known_browsers \
     WHERE last_seen <= ?2 LIMIT ?3) AND ?1 = ?1";
/// DPoP proofs for long after they could count.
const DPOP_PROOFS: &str = "DELETE FROM dpop_proofs WHERE (issued_at, digest) IN (SELECT issued_at, digest FROM dpop_proofs \
     WHERE issued_at <= ?2 LIMIT ?3) AND ?1 = ?1";
const ANONYMOUS: &str = "DELETE FROM anonymous_states WHERE state_id IN (SELECT state_id FROM anonymous_states \
     WHERE signed_in_at <= ?2 LIMIT ?3) AND ?1 = ?1";

/// A table whose rows lie in the order in which they came.
struct InOrder {
    table: &'static str,
    key: &'static str,
    /// What makes a row one that may go; `?2` is now, `?3` a day before.
    over: &'static str,
}

/// A grant goes when its refresh tokens and its login have gone, so these come first.
const IN_ORDER: [InOrder; 5] = [
    InOrder { table: "access_tokens", key: "digest", over: "expires_at <= ?2 AND ?3 = ?3" },
    InOrder { table: "client_access_tokens", key: "digest", over: "expires_at <= ?2 AND ?3 = ?3" },
    InOrder { table: "refresh_tokens", key: "digest", over: "expires_at <= ?2 AND ?3 = ?3" },
    InOrder {
        table: "sessions",
        key: "id",
        over: "(coalesce(ended_at <= ?3, 0) OR expires_at <= ?3 OR idle_expires_at <= ?3) AND ?2 = ?2",
    },
    InOrder {
        table: "grants",
        key: "id",
        over: "created_at <= ?3 AND NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE refresh_tokens.grant_id = grants.id) \
               AND (coalesce(revoked_at <= ?3, 0) OR NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = grants.session_id)) \
               AND ?2 = ?2",
    },
];

/// Rows that a hand passes in one sweep, at the most.
const LOOKED_AT: u32 = 50_000;
/// Rows that a hand passes in one go; other requests wait for it.
const STEP: u32 = 1_000;
/// Rows that are deleted in one go, for which other writes wait. In a large table each has pages of its own in most of its indexes:
/// 500 took up to a tenth of a second, 100 take some milliseconds (REL-13).
const AT_ONCE: u32 = 100;

/// Where the hands of the tables in order are: the last key each has passed.
#[derive(Default)]
pub struct Hands([Mutex<Option<Value>>; IN_ORDER.len()]);

/// What a hand saw in one step.
struct Step {
    over: Vec<Value>,
    /// The key that it came to; none at the end of the table.
    at: Option<Value>,
    rows: u32,
}

impl InOrder {
    fn step(&self, connection: &Connection, from: &Option<Value>, now: Timestamp, limit: u32) -> StoreResult<Step> {
        let Self { table, key, over } = self;
        let beyond = if from.is_some() { format!("{key} > ?1") } else { "?1 IS NULL".to_owned() };
        let mut statement = connection
            .prepare_cached(&format!("SELECT {key}, {over} FROM {table} WHERE {beyond} ORDER BY {key} LIMIT {STEP}"))?;
        let mut found = statement.query(params![from, now.seconds(), memory(now)])?;
        let mut step = Step { over: Vec::new(), at: None, rows: 0 };
        let mut last = None;
        while let Some(row) = found.next()? {
            step.rows += 1;
            let key: Value = row.get(0)?;
            if row.get(1)? {
                step.over.push(key.clone());
            }
            last = Some(key);
            if step.over.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
                step.at = last;
                return Ok(step);
            }
        }
        step.at = last.filter(|_| step.rows == STEP);
        Ok(step)
    }

    /// Deletes those of `keys` that are over still.
    fn delete(&self, connection: &Connection, keys: &[Value], now: Timestamp) -> StoreResult<usize> {
        let Self { table, key, over } = self;
        let mut statement = connection.prepare_cached(&format!("DELETE FROM {table} WHERE {key} = ?1 AND {over}"))?;
        keys.iter().try_fold(0, |gone, key| Ok(gone + statement.execute(params![key, now.seconds(), memory(now)])?))
    }
}

fn memory(now: Timestamp) -> i64 {
    now.seconds().saturating_sub(MEMORY_SECONDS)
}

/// Deletes at most `limit` rows, and says how many.
pub async fn sweep(store: &SqliteStore, now: Timestamp, limit: u32) -> StoreResult<u32> {
    let mut swept = 0;
    let expired = EXPIRED.iter().map(|statement| (*statement, MEMORY_SECONDS));
    let unused = i64::try_from(known_browser::LIFETIME.as_secs()).unwrap_or(i64::MAX);
    let own = [(KNOWN_BROWSERS, unused), (ANONYMOUS, ANONYMOUS_MEMORY), (DPOP_PROOFS, dpop::MEMORY)];
    for (statement, memory) in expired.chain(own) {
        loop {
            let most = AT_ONCE.min(limit - swept);
            if most == 0 {
                return Ok(swept);
            }
            // Jobs of their own, so that nobody waits for more than one of them.
            let gone = store
                .writer
                .write(move |connection| {
                    let before = now.seconds().saturating_sub(memory);
                    Ok(connection.prepare_cached(statement)?.execute(params![now.seconds(), before, most])?)
                })
                .await?;
            let gone = u32::try_from(gone).unwrap_or(u32::MAX);
            swept = swept.saturating_add(gone).min(limit);
            if gone < most {
                break;
            }
        }
    }
    for (table, hand) in IN_ORDER.iter().zip(&store.hands.0) {
        swept = swept.saturating_add(go_round(store, table, hand, now, limit - swept).await?).min(limit);
    }
    Ok(swept)
}

/// Moves a hand on, at most once round, until it deleted `limit` rows.
async fn go_round(
    store: &SqliteStore,
    table: &'static InOrder,
    hand: &Mutex<Option<Value>>,
    now: Timestamp,
    limit: u32,
) -> StoreResult<u32> {
    let (mut swept, mut looked_at, mut ends) = (0, 0, 0);
    while swept < limit && looked_at < LOOKED_AT && ends < 2 {
        let from = hand.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let step = store.reader.read(|connection| table.step(connection, &from, now, limit - swept))?;
        looked_at += step.rows;
        // From its beginning to its end is all of it.
        ends += if step.at.is_some() { 0 } else { 1 + u32::from(from.is_none()) };
        for keys in step.over.chunks(AT_ONCE as usize) {
            let keys = keys.to_vec();
            let gone = store.writer.write(move |connection| table.delete(connection, &keys, now)).await?;
            swept = swept.saturating_add(u32::try_from(gone).unwrap_or(u32::MAX));
        }
        *hand.lock().unwrap_or_else(PoisonError::into_inner) = step.at;
        tokio::task::yield_now().await;
    }
    Ok(swept)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every other write waits for each of them, however much is stored or over (REL-13).
    #[test]
    fn what_is_over_is_found_by_an_index_and_goes_bit_by_bit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("latchkey.db");
        drop(SqliteStore::open(&path).unwrap());
        let connection = Connection::open(&path).unwrap();
        for delete in EXPIRED.iter().chain(&[KNOWN_BROWSERS, DPOP_PROOFS, ANONYMOUS]) {
            assert!(delete.contains("LIMIT ?3"), "{delete}");
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {delete}")).unwrap();
            let steps = plan.query_map([0, 0, 100], |row| row.get::<_, String>("detail")).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            assert!(!steps.iter().any(|step| step.starts_with("SCAN")), "{delete}: {steps:?}");
        }
    }
}
