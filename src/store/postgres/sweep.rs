//! Deleting what is over. Every node does so, each with rows that no other node is at.

use std::sync::{Mutex, PoisonError};

use super::PostgresStore;
use super::connection::{Connection, params};
use super::rows::get;
use crate::clock::Timestamp;
use crate::keys::sealing::ANONYMOUS_MEMORY;
use crate::protocol::{dpop, known_browser};
use crate::store::StoreResult;

/// How long what is over stays known: used codes, assertions and answered requests, so that none is good again when a clock
/// was ahead for a while; ended sessions for the page that tells of them.
const MEMORY_SECONDS: i64 = 24 * 60 * 60;

/// How long a browser is known in which its person does not sign in.
const UNUSED_SECONDS: i64 = known_browser::LIFETIME.as_secs().cast_signed();

/// A table, its primary key, what makes a row one that may go (`$1` is now, `$2` a while before), and the order in which an index
/// has those. Without an order, the plan for any time is to read the whole table until one is found, and mostly there is none.
const EXPIRED: &[(&str, &str, &str, &str, i64)] = &[
    ("assertions", "digest", "expires_at <= $2", "expires_at", MEMORY_SECONDS),
    ("cookie_sessions", "digest", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("finished_interactions", "digest", "expires_at <= $2", "expires_at", MEMORY_SECONDS),
    ("pushed_requests", "digest", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("polled_requests", "digest", "expires_at <= $2", "expires_at", MEMORY_SECONDS),
    ("codes", "digest", "expires_at <= $2", "expires_at", MEMORY_SECONDS),
    ("changes", "number", "number <= (SELECT max(number) FROM changes) - 4000", "number", MEMORY_SECONDS),
    (
        "logout_deliveries",
        "session_id, client_id",
        "created_at <= $2 AND state <> 'pending'",
        "created_at",
        MEMORY_SECONDS,
    ),
    // Of clients that nobody names any more; it is made anew should one of them be told of something.
    (
        "outbox_turns",
        "client_id",
        "client_id NOT IN (SELECT client_id FROM clients) AND client_id NOT IN (SELECT client_id FROM configured_clients) \
         AND NOT EXISTS (SELECT 1 FROM logout_deliveries AS waiting WHERE waiting.client_id = outbox_turns.client_id \
         AND waiting.state = 'pending')",
        "client_id",
        MEMORY_SECONDS,
    ),
    ("new_sign_ins", "session_id", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("known_browsers", "digest", "last_seen <= $2", "last_seen", UNUSED_SECONDS),
    ("invitations", "digest", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("email_changes", "sub", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("sign_up_links", "digest", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("initial_access_tokens", "digest", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("tries", "counter", "until <= $1", "until", MEMORY_SECONDS),
    // Go by a memory of their own: long after they could count.
    ("dpop_proofs", "issued_at, digest", "issued_at <= $2", "issued_at, digest", dpop::MEMORY),
    // Goes by a memory of its own: as long as values are believed that a sign-in made untrue.
    ("anonymous_states", "state_id", "signed_in_at <= $2", "signed_in_at", ANONYMOUS_MEMORY),
    ("access_tokens", "digest", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("client_access_tokens", "digest", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("refresh_tokens", "digest", "expires_at <= $1", "expires_at", MEMORY_SECONDS),
    ("sessions", "id", "ended_at <= $2 AND ended_at IS NOT NULL", "ended_at", MEMORY_SECONDS),
    ("sessions", "id", DUE, DUE_FIRST, MEMORY_SECONDS),
];
/// Logins whose time was up a while ago and that nobody ended, and which of them come first.
const DUE: &str = "ended_at IS NULL AND least(expires_at, idle_expires_at) <= $2";
const DUE_FIRST: &str = "least(expires_at, idle_expires_at)";

/// A grant goes when its refresh tokens and its login have gone, a day after it began at the earliest. No index tells
/// which those are, so a hand goes round the grants in the order in which they began, again and again.
const GRANT_IS_OVER: &str = "created_at <= $1 \
     AND NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE refresh_tokens.grant_id = grants.id) \
     AND (revoked_at <= $1 OR NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = grants.session_id))";
/// Grants that the hand passes in one go, and in one sweep.
const STEP: i64 = 2_000;
const LOOKED_AT: i64 = 50_000;

/// Where the hand is: the last key that it passed.
#[derive(Default)]
pub struct Hand(Mutex<String>);

/// Deletes at most `limit` rows, and says how many.
pub async fn sweep(store: &PostgresStore, now: Timestamp, limit: u32) -> StoreResult<u32> {
    let mut swept = 0;
    for (table, key, over, order, memory) in EXPIRED.iter().copied() {
        let rest = limit - swept;
        if rest == 0 {
            return Ok(swept);
        }
        // A transaction for each, so that nobody waits for more than one of them.
        let gone = store
            .engine
            .long_transaction(async move |connection: &Connection| {
                // Parameters that a condition does not name are named all the same, to say what they are.
                let due = format!(
                    "SELECT {key} FROM {table} WHERE {over} AND $1::bigint IS NOT NULL AND $2::bigint IS NOT NULL \
                     ORDER BY {order} LIMIT $3 FOR UPDATE SKIP LOCKED"
                );
                // A list is looked up key by key, however many the planner expects.
                let delete = match key.contains(',') {
                    true => format!("DELETE FROM {table} WHERE ({key}) IN ({due})"),
                    false => format!("DELETE FROM {table} WHERE {key} = ANY(ARRAY({due}))"),
                };
                let before = now.seconds().saturating_sub(memory);
                connection.execute_planned(&delete, params![now.seconds(), before, i64::from(rest)]).await
            })
            .await?;
        swept = swept.saturating_add(u32::try_from(gone).unwrap_or(u32::MAX)).min(limit);
    }
    Ok(swept.saturating_add(go_round(store, now, limit - swept).await?).min(limit))
}

/// Moves the hand on, at most once round, until it deleted `limit` grants.
async fn go_round(store: &PostgresStore, now: Timestamp, limit: u32) -> StoreResult<u32> {
    let (mut swept, mut looked_at, mut ends) = (0, 0, 0);
    let before = now.seconds().saturating_sub(MEMORY_SECONDS);
    while swept < limit && looked_at < LOOKED_AT && ends < 2 {
        let from = store.hand.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let rest = i64::from(limit - swept);
        let (after, begins_anew) = (from.clone(), from.is_empty());
        let (rows, last, gone) = store
            .engine
            .long_transaction(async move |connection: &Connection| {
                let step = format!(
                    "WITH seen AS (SELECT id, {GRANT_IS_OVER} AS is_over FROM grants WHERE id > $2 ORDER BY id LIMIT $3), \
                     due AS (SELECT id FROM seen WHERE is_over ORDER BY id LIMIT $4), \
                     gone AS (DELETE FROM grants WHERE id IN (SELECT id FROM due) AND {GRANT_IS_OVER} RETURNING id) \
                     SELECT (SELECT count(*) FROM seen), (SELECT max(id) FROM seen), (SELECT count(*) FROM gone)"
                );
                let row = connection.one_planned(&step, params![before, after, STEP, rest]).await?;
                Ok((get::<i64>(&row, 0)?, get::<Option<String>>(&row, 1)?, get::<i64>(&row, 2)?))
            })
            .await?;
        looked_at += rows;
        swept += u32::try_from(gone).unwrap_or(u32::MAX);
        let is_end = rows < STEP;
        // From its beginning to its end is all of it.
        ends += if is_end { 1 + u32::from(begins_anew) } else { 0 };
        // Where there was more to delete than it may, it stays.
        if gone < rest {
            let next = if is_end { String::new() } else { last.unwrap_or_default() };
            *store.hand.0.lock().unwrap_or_else(PoisonError::into_inner) = next;
        }
    }
    Ok(swept.min(limit))
}
