//! Ended logins and the outbox of back-channel logout.

use std::time::Duration;

use async_trait::async_trait;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::rows::{self, unreadable};
use super::sessions::end;
use super::{SqliteStore, audit, revisions};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::logout_delivery::{Attempt, Delivery, DeliveryRecord, DeliveryState, Ended};
use crate::protocol::revision::Age;
use crate::protocol::session::Cause;
use crate::protocol::session_state::BrowserStateId;
use crate::protocol::user::Subject;
use crate::store::audit::word_reopened;
use crate::store::logouts::{
    Addressees, Changes, LEFT_BY_ANOTHER, LivingState, Logouts, OTHERS_LOOK, Tries, Untold, WANTED_AGAIN,
};
use crate::store::{StoreResult, values};

/// Ended logins told in one go, the latest first.
const ENDED_AT_ONCE: u32 = 20_000;
/// The number of the latest change.
const LAST_CHANGE: &str = "SELECT coalesce(max(number), 0) FROM changes";
/// Changes read in one go.
const CHANGES_AT_ONCE: u32 = 1_000;
/// A delivery to one of these clients that was closed since, by a node without an address for it.
const CLOSED: &str = "state = 'not_asked' AND created_at >= ?1 AND client_id IN (SELECT value FROM json_each(?2))";
/// The registered clients that have an address.
const ASKED_AS_REGISTERED: &str = "SELECT client_id FROM clients WHERE backchannel = 1 AND disabled_at IS NULL";
/// How much of what waits for clients that left is looked at before others write.
const AT_ONCE: u32 = 500;
/// What was due first of client `?1`, by `?2`, and `?3` at most.
const FIRST_DUE: &str = "SELECT session_id, client_id FROM logout_deliveries INDEXED BY logout_deliveries_of_clients \
     WHERE client_id = ?1 AND state = 'pending' AND next_attempt_at <= ?2 ORDER BY next_attempt_at LIMIT ?3";
/// How long word for a client that left the configuration waits before it is looked at again.
const WITHDRAWN_WAITS: Duration = Duration::from_secs(5);

#[async_trait]
impl Logouts for SqliteStore {
    async fn living_browser_state(&self, state: &BrowserStateId, now: Timestamp) -> StoreResult<Option<LivingState>> {
        self.reader.read(|connection| {
            let found: Option<(String, String)> = connection
                .prepare_cached(
                    "SELECT sessions.browser_state, users.groups FROM sessions JOIN users ON users.sub = sessions.sub \
                     WHERE sessions.state_id = ?1 AND sessions.ended_at IS NULL AND sessions.expires_at > ?2 \
                     AND sessions.idle_expires_at > ?2 AND users.locked = 0",
                )?
                .query_row(params![state.as_bytes(), now.seconds()], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let living = |(browser_state, groups): (String, String)| {
                Ok(LivingState { browser_state, groups: rows::json(&groups)? })
            };
            found.map(living).transpose()
        })
    }

    async fn was_signed_in_from(&self, state: &BrowserStateId) -> StoreResult<bool> {
        self.reader.read(|connection| {
            let found = connection
                .prepare_cached("SELECT 1 FROM anonymous_states WHERE state_id = ?1")?
                .query_row([state.as_bytes()], |_| Ok(()))
                .optional()?;
            Ok(found.is_some())
        })
    }

    async fn ended_since(&self, since: Timestamp) -> StoreResult<Vec<Ended>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, ended_at, coalesce(cause, '') FROM sessions WHERE ended_at >= ?1 AND ended_at IS NOT NULL \
                 ORDER BY ended_at DESC LIMIT ?2",
            )?;
            let mut found = statement.query(params![since.seconds(), ENDED_AT_ONCE])?;
            let mut ended = Vec::new();
            while let Some(row) = found.next()? {
                ended.push(Ended { session_id: row.get(0)?, at: Timestamp(row.get(1)?), cause: row.get(2)? });
            }
            Ok(ended)
        })
    }

    async fn last_change(&self) -> StoreResult<i64> {
        self.reader.read(|connection| Ok(connection.prepare_cached(LAST_CHANGE)?.query_row([], |row| row.get(0))?))
    }

    async fn changes_since(&self, number: i64) -> StoreResult<Changes> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT number, state_id, sub, client_id FROM changes WHERE number > ?1 ORDER BY number LIMIT ?2",
            )?;
            let mut of_person =
                connection.prepare_cached("SELECT state_id FROM sessions WHERE sub = ?1 AND ended_at IS NULL")?;
            let mut found = statement.query(params![number, CHANGES_AT_ONCE])?;
            let (mut changes, mut count) = (Changes { last: number, ..Changes::default() }, 0);
            while let Some(row) = found.next()? {
                let this: i64 = row.get(0)?;
                changes.is_cut |= count == 0 && this > number.saturating_add(1);
                changes.last = this;
                count += 1;
                changes.states.extend(state_id(row, 1)?);
                if let Some(sub) = row.get::<_, Option<String>>(2)? {
                    let mut states = of_person.query([sub])?;
                    while let Some(state) = states.next()? {
                        changes.states.extend(state_id(state, 0)?);
                    }
                }
                changes.clients.extend(row.get::<_, Option<String>>(3)?.and_then(|client| ClientId::parse(&client)));
            }
            changes.has_more = count >= CHANGES_AT_ONCE;
            if count == 0 {
                // Another database than the one that was looked at before.
                let last: i64 = connection.prepare_cached(LAST_CHANGE)?.query_row([], |row| row.get(0))?;
                changes.is_cut = last < number;
                changes.last = last;
            }
            Ok(changes)
        })
    }

    async fn expire_sessions(&self, now: Timestamp, limit: u32) -> StoreResult<u32> {
        let due = self.reader.read(|connection| due_sessions(connection, now, limit))?;
        if due.is_empty() {
            return Ok(0);
        }
        self.writer
            .write(move |connection| {
                let mut ended = 0;
                for id in due_sessions(connection, now, limit)? {
                    ended += u32::from(end(connection, &id, Cause::Expired, now)?);
                }
                Ok(ended)
            })
            .await
    }

    async fn take_due(
        &self,
        clients: &Addressees,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
        tries: Tries,
    ) -> StoreResult<Vec<Delivery>> {
        let any: Option<i64> = self.reader.read(first_due)?;
        if any.is_none_or(|due| due > now.seconds()) {
            return Ok(Vec::new());
        }
        let clients = clients.clone();
        self.writer.write(move |connection| take(connection, &clients, now, lease_until, limit, tries)).await
    }

    async fn ask_again(&self, asked: &[ClientId], since: Timestamp, now: Timestamp) -> StoreResult<bool> {
        let asked = rows::to_json(&asked)?;
        let any = self.reader.read(|connection| {
            let any = sql!("SELECT 1 FROM logout_deliveries WHERE {CLOSED} LIMIT 1");
            Ok(connection.prepare_cached(any)?.exists(params![since.seconds(), asked])?)
        })?;
        if !any {
            return Ok(false);
        }
        self.writer
            .write(move |connection| {
                let reopened = reopen(connection, &asked, since, now)?;
                for event in word_reopened(&reopened) {
                    audit::append(connection, &event, now)?;
                }
                Ok(!reopened.is_empty())
            })
            .await
    }

    async fn settle_delivery(
        &self,
        delivery: &Delivery,
        attempt: &Attempt,
        took: Duration,
        now: Timestamp,
    ) -> StoreResult<()> {
        let (delivery, took) = (delivery.clone(), values::milliseconds(took));
        let (state, failures, next, detail) = attempt.outcome(now);
        let detail = detail.to_owned();
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached(
                        // A login that ended meanwhile, where the try was for an access that was removed, is told after all.
                        "UPDATE logout_deliveries SET state = CASE WHEN detail = ?9 THEN 'pending' ELSE ?3 END, \
                         attempts = CASE WHEN detail = ?9 THEN 0 ELSE attempts + ?4 END, \
                         next_attempt_at = CASE WHEN detail = ?9 THEN next_attempt_at ELSE ?5 END, \
                         detail = CASE WHEN detail = ?9 THEN '' ELSE ?6 END, \
                         took_ms = CASE WHEN detail = ?9 THEN NULL ELSE ?8 END, leased_until = 0 \
                         WHERE session_id = ?1 AND client_id = ?2 AND leased_until = ?7",
                    )?
                    .execute(params![
                        delivery.session_id,
                        delivery.client_id.as_str(),
                        state.as_str(),
                        failures,
                        next.seconds(),
                        detail,
                        delivery.leased_until.seconds(),
                        took,
                        WANTED_AGAIN,
                    ])?;
                Ok(())
            })
            .await
    }

    async fn deliveries_of(&self, session_id: &str) -> StoreResult<Vec<DeliveryRecord>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT client_id, state, attempts, next_attempt_at, detail, took_ms FROM logout_deliveries \
                 WHERE session_id = ?1 ORDER BY client_id",
            )?;
            let mut found = statement.query([session_id])?;
            let mut records = Vec::new();
            while let Some(row) = found.next()? {
                records.push(record(row, 0)?);
            }
            Ok(records)
        })
    }

    async fn next_delivery(&self) -> StoreResult<Option<Timestamp>> {
        Ok(self.reader.read(first_due)?.map(Timestamp))
    }

    async fn count_pending_deliveries(&self) -> StoreResult<u64> {
        self.reader.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT count(*) FROM logout_deliveries WHERE state = 'pending'")?;
            let count: u32 = statement.query_row([], |row| row.get(0))?;
            Ok(count.into())
        })
    }

    async fn deliveries_fail(&self) -> StoreResult<bool> {
        self.reader.read(|connection| {
            let asked =
                "SELECT 1 FROM logout_deliveries WHERE state = 'failed' OR state = 'pending' AND attempts > 0 LIMIT 1";
            Ok(connection.prepare_cached(asked)?.exists([])?)
        })
    }

    async fn untold(&self) -> StoreResult<Untold> {
        self.reader.read(|connection| {
            let asked = "SELECT count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'failed'), \
                 min(created_at) FILTER (WHERE state = 'pending') \
                 FROM logout_deliveries WHERE state IN ('pending', 'failed')";
            let counted = connection.prepare_cached(asked)?.query_row([], |row| {
                let oldest = row.get::<_, Option<i64>>(2)?.map(Timestamp);
                Ok(Untold { waiting: row.get(0)?, failed: row.get(1)?, oldest })
            });
            Ok(counted?)
        })
    }

    async fn list_deliveries(&self, limit: u32) -> StoreResult<Vec<(String, Timestamp, DeliveryRecord)>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT session_id, created_at, client_id, state, attempts, next_attempt_at, detail, took_ms \
                 FROM logout_deliveries WHERE state IN ('pending', 'failed') ORDER BY created_at DESC LIMIT ?1",
            )?;
            let mut found = statement.query([limit])?;
            let mut listed = Vec::new();
            while let Some(row) = found.next()? {
                listed.push((row.get(0)?, Timestamp(row.get(1)?), record(row, 2)?));
            }
            Ok(listed)
        })
    }
}

/// Puts the clients of a login, or one of them, into the outbox; part of the transaction that ends it, or what that one has of
/// it. A client that never had `openid` signed nobody in, and a logout token would tell it the `sub` that it never asked for. Word
/// for one to which `clients` give no address is closed right away, where [`take`] would do so at once. One
/// that was told of this login before, when its access was removed, is told again: the person may have signed in to it since.
pub fn enqueue(
    connection: &Connection,
    clients: &Addressees,
    session_id: &str,
    only: Option<&ClientId>,
    now: Timestamp,
) -> StoreResult<()> {
    let mut told = connection.prepare_cached(
        "SELECT sub, client_id FROM grants \
         WHERE sub = (SELECT sub FROM sessions WHERE id = ?1) AND session_id = ?1 AND (?2 IS NULL OR client_id = ?2) \
         AND ' ' || json_extract(detail, '$.scope') || ' ' LIKE '% openid %' GROUP BY client_id",
    )?;
    let mut insert = connection.prepare_cached(sql!(
        "INSERT INTO logout_deliveries (session_id, client_id, sub, state, attempts, next_attempt_at, leased_until, \
         created_at, detail) \
         SELECT ?1, ?2, ?3, CASE WHEN ?5 AND NOT EXISTS ({ASKED_AS_REGISTERED} AND client_id = ?2) \
         AND NOT EXISTS (SELECT 1 FROM withdrawn WHERE client_id = ?2) THEN 'not_asked' ELSE 'pending' END, \
         0, ?4, 0, ?4, '' WHERE true {}",
        overtakes()
    ))?;
    // A login ends whatever cannot be read of the configuration's number: word waits then, as it does for an older one.
    let is_newest =
        !clients.not_asked.is_empty() && matches!(revisions::age(connection, clients.revision), Ok(Age::Newest));
    let mut found = told.query(params![session_id, only.map(ClientId::as_str)])?;
    while let Some(row) = found.next()? {
        let (sub, client_id) = (row.get_ref(0)?, row.get_ref(1)?);
        let known = client_id.as_str().ok().and_then(ClientId::parse);
        let is_not_asked = is_newest && known.is_some_and(|client_id| clients.not_asked.contains(&client_id));
        let [sub, client_id] = [sub, client_id].map(ToSqlOutput::Borrowed);
        insert.execute(params![session_id, client_id, sub, now.seconds(), is_not_asked])?;
    }
    Ok(())
}

/// Puts one client into the outbox for each living login of a person that they signed in to it from; part of the
/// transaction that takes its access away. What was sent for an earlier time is sent anew: they may have signed in since.
pub fn enqueue_for(connection: &Connection, sub: &Subject, client_id: &ClientId, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached(sql!(
            "INSERT INTO logout_deliveries (session_id, client_id, sub, state, attempts, next_attempt_at, leased_until, \
             created_at, detail) \
             SELECT session_id, client_id, sub, 'pending', 0, ?3, 0, ?3, '' FROM grants WHERE sub = ?1 AND client_id = ?2 \
             AND session_id IN (SELECT id FROM sessions WHERE sub = ?1 AND ended_at IS NULL) \
             AND ' ' || json_extract(detail, '$.scope') || ' ' LIKE '% openid %' \
             GROUP BY session_id {}",
            overtakes()
        ))?
        .execute(params![sub.as_str(), client_id.as_str(), now.seconds()])?;
    Ok(())
}

/// How a row of the outbox that is there already is put in once more. Word that was sent, closed or given up before is sent anew. What
/// is on its way keeps its place until it is settled, so that its client has no second one meanwhile.
fn overtakes() -> String {
    let on_its_way = "logout_deliveries.leased_until > excluded.created_at";
    format!(
        "ON CONFLICT (session_id, client_id) DO UPDATE SET state = 'pending', attempts = 0, \
         next_attempt_at = excluded.next_attempt_at, created_at = excluded.created_at, took_ms = NULL, \
         leased_until = CASE WHEN {on_its_way} THEN logout_deliveries.leased_until ELSE 0 END, \
         detail = CASE WHEN {on_its_way} THEN '{WANTED_AGAIN}' ELSE '' END"
    )
}

/// What is next for each client, found by one step, however much waits.
fn take(
    connection: &Connection,
    clients: &Addressees,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
    tries: Tries,
) -> StoreResult<Vec<Delivery>> {
    let asked = rows::to_json(&clients.asked)?;
    let is_newest = revisions::age(connection, clients.revision)? == Age::Newest;
    let due_by = if is_newest { now } else { now.before(OTHERS_LOOK) };
    let waiting = rows::to_json(&waiting_clients(connection)?)?;
    look_after_others(connection, (&waiting, &asked), clients, now, due_by)?;
    let mut statement = connection.prepare_cached(sql!(
        "SELECT due.session_id, due.client_id, due.sub, due.attempts FROM json_each(?6) AS waiting \
         CROSS JOIN logout_deliveries AS due ON due.client_id = waiting.value AND due.session_id = \
         (SELECT session_id FROM logout_deliveries AS first INDEXED BY logout_deliveries_of_clients \
         WHERE first.client_id = waiting.value AND first.state = 'pending' AND first.next_attempt_at <= ?4 \
         AND (?5 OR first.attempts = 0) ORDER BY first.next_attempt_at LIMIT 1) \
         WHERE (waiting.value IN (SELECT value FROM json_each(?3)) OR EXISTS ({ASKED_AS_REGISTERED} AND client_id = waiting.value)) \
         AND NOT EXISTS (SELECT 1 FROM logout_deliveries AS other INDEXED BY logout_deliveries_client \
         WHERE other.client_id = waiting.value AND other.leased_until > ?1 AND other.state = 'pending') \
         ORDER BY due.next_attempt_at LIMIT ?2"
    ))?;
    let any = tries == Tries::Any;
    let mut found = statement.query(params![now.seconds(), limit, asked, due_by.seconds(), any, waiting])?;
    let mut taken = Vec::new();
    while let Some(row) = found.next()? {
        taken.push(Delivery {
            session_id: row.get(0)?,
            client_id: client_id(row, 1)?,
            sub: Subject::new(row.get::<_, String>(2)?),
            attempts: row.get(3)?,
            leased_until: lease_until,
        });
    }
    for delivery in &taken {
        connection
            .prepare_cached(
                "UPDATE logout_deliveries SET leased_until = ?3, detail = CASE WHEN detail = ?4 THEN '' ELSE detail END \
                 WHERE session_id = ?1 AND client_id = ?2",
            )?
            .execute(params![delivery.session_id, delivery.client_id.as_str(), lease_until.seconds(), WANTED_AGAIN])?;
    }
    Ok(taken)
}

/// The clients that have any delivery, each found by one step in an index, however many deliveries it has.
fn waiting_clients(connection: &Connection) -> StoreResult<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "WITH RECURSIVE waiting (client_id) AS (SELECT min(client_id) FROM logout_deliveries WHERE state = 'pending' \
         UNION ALL SELECT (SELECT min(next.client_id) FROM logout_deliveries AS next WHERE next.state = 'pending' \
         AND next.client_id > waiting.client_id) FROM waiting WHERE waiting.client_id IS NOT NULL) \
         SELECT client_id FROM waiting WHERE client_id IS NOT NULL",
    )?;
    let found = statement.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Closes what clients for which nobody here has an address need not be told, and puts off what another node may tell them. The rest of
/// very many has its turn next time: whoever writes waits for all of this.
fn look_after_others(
    connection: &Connection,
    (waiting, asked): (&str, &str),
    clients: &Addressees,
    now: Timestamp,
    due_by: Timestamp,
) -> StoreResult<()> {
    let mut statement = connection.prepare_cached(sql!(
        "SELECT waiting.value, EXISTS (SELECT 1 FROM withdrawn WHERE client_id = waiting.value), \
         (SELECT next_attempt_at FROM logout_deliveries AS first INDEXED BY logout_deliveries_of_clients \
         WHERE first.client_id = waiting.value AND first.state = 'pending' ORDER BY first.next_attempt_at LIMIT 1) AS due \
         FROM json_each(?1) AS waiting WHERE waiting.value NOT IN (SELECT value FROM json_each(?2)) \
         AND NOT EXISTS ({ASKED_AS_REGISTERED} AND client_id = waiting.value) AND due <= ?3 ORDER BY due"
    ))?;
    let found = statement.query_map(params![waiting, asked, now.seconds()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let others: Vec<(String, bool)> = found.collect::<Result<_, _>>()?;
    let (mut left, later) = (AT_ONCE, now.after(WITHDRAWN_WAITS));
    let not_asked = if others.is_empty() { String::new() } else { rows::to_json(&clients.not_asked)? };
    for (client_id, is_withdrawn) in &others {
        // A client that the configuration lost may be back in a moment, and then wants to be told.
        let due = if *is_withdrawn { now } else { now.before(OTHERS_LOOK) };
        if !is_withdrawn {
            let by = (due_by, now.before(clients.grace), now);
            left = left.saturating_sub(close(connection, client_id, &not_asked, by, left)?);
        }
        // What is left of them waits for the node that has the client, or its address, in its configuration.
        left = left.saturating_sub(put_off(connection, client_id, due, later, left)?);
        if left == 0 {
            break;
        }
    }
    Ok(())
}

/// Closes what was due by the first time and need not be told: of logins that ended by the second, if the client may be another
/// node's. Looks at `most`, and returns how many were closed.
fn close(
    connection: &Connection,
    client_id: &str,
    not_asked: &str,
    (due_by, over, now): (Timestamp, Timestamp, Timestamp),
    most: u32,
) -> StoreResult<u32> {
    let changed = connection
        .prepare_cached(sql!(
            "UPDATE logout_deliveries SET state = 'not_asked' WHERE (session_id, client_id) IN ({FIRST_DUE}) \
             AND leased_until <= ?6 AND (created_at <= ?5 OR client_id NOT IN (SELECT client_id FROM configured_clients) \
             OR client_id IN (SELECT value FROM json_each(?4)) AND attempts = 0 AND detail = '')"
        ))?
        .execute(params![client_id, due_by.seconds(), most, not_asked, over.seconds(), now.seconds()])?;
    Ok(u32::try_from(changed).unwrap_or(u32::MAX))
}

/// Puts off what was due by `due`, of `most` at most; returns of how many.
fn put_off(connection: &Connection, client_id: &str, due: Timestamp, later: Timestamp, most: u32) -> StoreResult<u32> {
    let changed = connection
        .prepare_cached(sql!(
            "UPDATE logout_deliveries SET next_attempt_at = ?4 WHERE (session_id, client_id) IN ({FIRST_DUE})"
        ))?
        .execute(params![client_id, due.seconds(), most, later.seconds()])?;
    Ok(u32::try_from(changed).unwrap_or(u32::MAX))
}

fn first_due(connection: &Connection) -> StoreResult<Option<i64>> {
    let due = connection
        .prepare_cached(
            "SELECT next_attempt_at FROM logout_deliveries WHERE state = 'pending' ORDER BY next_attempt_at LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(due)
}

fn due_sessions(connection: &Connection, now: Timestamp, limit: u32) -> StoreResult<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM sessions WHERE ended_at IS NULL AND min(expires_at, idle_expires_at) <= ?1 LIMIT ?2",
    )?;
    let ids = statement.query_map(params![now.seconds(), limit], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

pub fn record(row: &Row<'_>, at: usize) -> StoreResult<DeliveryRecord> {
    Ok(DeliveryRecord {
        client_id: client_id(row, at)?,
        state: DeliveryState::parse(&row.get::<_, String>(at + 1)?).ok_or_else(|| unreadable("delivery state"))?,
        attempts: row.get(at + 2)?,
        next_attempt_at: Timestamp(row.get(at + 3)?),
        detail: row.get(at + 4)?,
        took: row.get::<_, Option<i64>>(at + 5)?.map(values::duration),
    })
}

/// Has word that was closed sent to these clients (a JSON list); the client of each.
fn reopen(connection: &Connection, asked: &str, since: Timestamp, now: Timestamp) -> StoreResult<Vec<ClientId>> {
    let mut statement = connection.prepare_cached(sql!(
        "UPDATE logout_deliveries SET state = 'pending', next_attempt_at = ?3, leased_until = 0, detail = ?4 \
         WHERE {CLOSED} RETURNING client_id"
    ))?;
    let mut found = statement.query(params![since.seconds(), asked, now.seconds(), LEFT_BY_ANOTHER])?;
    let mut reopened = Vec::new();
    while let Some(row) = found.next()? {
        reopened.push(client_id(row, 0)?);
    }
    Ok(reopened)
}

fn client_id(row: &Row<'_>, at: usize) -> StoreResult<ClientId> {
    ClientId::parse(&row.get::<_, String>(at)?).ok_or_else(|| unreadable("client_id"))
}

fn state_id(row: &Row<'_>, at: usize) -> StoreResult<Option<BrowserStateId>> {
    Ok(row.get::<_, Option<[u8; 15]>>(at)?.map(BrowserStateId::from_bytes))
}
