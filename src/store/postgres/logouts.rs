//! Ended logins and the outbox of back-channel logout.

use std::collections::HashSet;
use std::time::Duration;

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::rows::{self, client_id, get, time, unreadable};
use super::sessions::end;
use super::{PostgresStore, audit, changes, locks, revisions};
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
const ENDED_AT_ONCE: i64 = 20_000;
/// A delivery to one of these clients that was closed since, by a node without an address for it.
const CLOSED: &str = "state = 'not_asked' AND created_at >= $1 AND client_id = ANY($2)";
/// How long word for a client that left the configuration waits before it is looked at again.
const WITHDRAWN_WAITS: Duration = Duration::from_secs(5);
/// How much of what waits for clients that left is closed or put off by one statement, which is given up where it takes too long.
const AT_ONCE: u32 = 500;

#[async_trait]
impl Logouts for PostgresStore {
    async fn living_browser_state(&self, state: &BrowserStateId, now: Timestamp) -> StoreResult<Option<LivingState>> {
        let state = *state;
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT sessions.browser_state, users.groups FROM sessions JOIN users ON users.sub = sessions.sub \
                     WHERE sessions.state_id = $1 AND sessions.ended_at IS NULL AND sessions.expires_at > $2 \
                     AND sessions.idle_expires_at > $2 AND NOT users.locked";
                let found = connection.first(asked, params![&state.as_bytes()[..], now.seconds()]).await?;
                let living = |row: Row| {
                    Ok(LivingState { browser_state: get(&row, 0)?, groups: rows::json(get(&row, 1)?)? })
                };
                found.map(living).transpose()
            })
            .await
    }

    async fn was_signed_in_from(&self, state: &BrowserStateId) -> StoreResult<bool> {
        let state = *state;
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT 1 FROM anonymous_states WHERE state_id = $1";
                connection.exists(asked, params![&state.as_bytes()[..]]).await
            })
            .await
    }

    async fn ended_since(&self, since: Timestamp) -> StoreResult<Vec<Ended>> {
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT id, ended_at, coalesce(cause, '') FROM sessions \
                     WHERE ended_at >= $1 AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT $2";
                let found = connection.rows_planned(asked, params![since.seconds(), ENDED_AT_ONCE]).await?;
                let ended =
                    |row| Ok(Ended { session_id: get(row, 0)?, at: Timestamp(get(row, 1)?), cause: get(row, 2)? });
                found.iter().map(ended).collect()
            })
            .await
    }

    async fn last_change(&self) -> StoreResult<i64> {
        let last = self.engine.read(async |connection: &Connection| changes::last(connection).await);
        let (last, seen) = last.await?;
        changes::begin(&self.missing, &seen);
        Ok(last)
    }

    async fn changes_since(&self, number: i64) -> StoreResult<Changes> {
        let missing = self.missing.waited_for();
        let look = self.engine.read(async move |connection: &Connection| {
            let look = changes::read(connection, number, &missing).await?;
            Ok(look)
        });
        changes::told(&look.await?, number, &self.missing)
    }

    async fn changed(&self) {
        self.listens.notify_one();
        self.bell.notified().await;
    }

    async fn expire_sessions(&self, now: Timestamp, limit: u32) -> StoreResult<u32> {
        let due = async move |connection: &Connection| {
            // Without the order, the plan for any time reads every login until one is found that is due, and mostly there is none.
            let asked = "SELECT 1 FROM sessions WHERE ended_at IS NULL AND least(expires_at, idle_expires_at) <= $1 \
                 ORDER BY least(expires_at, idle_expires_at) LIMIT 1";
            connection.exists(asked, params![now.seconds()]).await
        };
        if !self.engine.read(due).await? {
            return Ok(0);
        }
        self.engine
            .long_transaction(async move |connection: &Connection| {
                // Several nodes do this at once, each with logins of its own.
                let asked = "SELECT id FROM sessions WHERE ended_at IS NULL AND least(expires_at, idle_expires_at) <= $1 \
                     ORDER BY least(expires_at, idle_expires_at) LIMIT $2 FOR UPDATE SKIP LOCKED";
                let mut ended = 0;
                for row in connection.rows_planned(asked, params![now.seconds(), i64::from(limit)]).await? {
                    ended += u32::from(end(connection, get(&row, 0)?, Cause::Expired, now).await?);
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
        let any = self.engine.read(async |connection: &Connection| first_due(connection).await).await?;
        if any.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        let clients = clients.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                take(connection, &clients, now, lease_until, limit, tries).await
            })
            .await
    }

    async fn ask_again(&self, asked: &[ClientId], since: Timestamp, now: Timestamp) -> StoreResult<bool> {
        let asked = texts(asked);
        let wanted = asked.clone();
        let any = self.engine.read(async move |connection: &Connection| {
            let any = format!("SELECT 1 FROM logout_deliveries WHERE {CLOSED} ORDER BY client_id, created_at LIMIT 1");
            connection.exists(&any, params![since.seconds(), wanted]).await
        });
        if !any.await? {
            return Ok(false);
        }
        self.engine
            .transaction(async move |connection: &Connection| {
                let reopen = of_each(CLOSED, "state = 'pending', next_attempt_at = $3, leased_until = 0, detail = $4");
                let reopen = format!("{reopen} RETURNING delivery.client_id");
                let parameters = params![since.seconds(), asked, now.seconds(), LEFT_BY_ANOTHER];
                let found = connection.rows(&reopen, parameters).await?;
                let reopened = found.iter().map(|row| client_id(row, 0)).collect::<StoreResult<Vec<ClientId>>>()?;
                for event in word_reopened(&reopened) {
                    audit::append(connection, &event, now).await?;
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
        self.engine
            .once(async move |connection: &Connection| {
                // A login that ended meanwhile, where the try was for an access that was removed, is told after all.
                let update = "UPDATE logout_deliveries SET state = CASE WHEN detail = $9 THEN 'pending' ELSE $3::text END, \
                     attempts = CASE WHEN detail = $9 THEN 0 ELSE attempts + $4 END, \
                     next_attempt_at = CASE WHEN detail = $9 THEN next_attempt_at ELSE $5 END, \
                     detail = CASE WHEN detail = $9 THEN '' ELSE $6::text END, \
                     took_ms = CASE WHEN detail = $9 THEN NULL ELSE $8::bigint END, leased_until = 0 \
                     WHERE session_id = $1 AND client_id = $2 AND leased_until = $7";
                let parameters = params![
                    delivery.session_id,
                    delivery.client_id.as_str(),
                    state.as_str(),
                    failures,
                    next.seconds(),
                    detail.replace('\0', ""),
                    delivery.leased_until.seconds(),
                    took,
                    WANTED_AGAIN,
                ];
                connection.execute(update, parameters).await?;
                Ok(())
            })
            .await
    }

    async fn deliveries_of(&self, session_id: &str) -> StoreResult<Vec<DeliveryRecord>> {
        let session_id = session_id.to_owned();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT client_id, state, attempts, next_attempt_at, detail, took_ms FROM logout_deliveries \
                     WHERE session_id = $1 ORDER BY client_id";
                let found = connection.rows(asked, params![session_id]).await?;
                found.iter().map(|row| record(row, 0)).collect()
            })
            .await
    }

    async fn next_delivery(&self) -> StoreResult<Option<Timestamp>> {
        self.engine.read(async |connection: &Connection| first_due(connection).await).await
    }

    async fn count_pending_deliveries(&self) -> StoreResult<u64> {
        self.engine
            .read(async |connection: &Connection| {
                let asked = "SELECT count(*) FROM logout_deliveries WHERE state = 'pending'";
                Ok(u64::try_from(get::<i64>(&connection.one(asked, &[]).await?, 0)?).unwrap_or_default())
            })
            .await
    }

    async fn deliveries_fail(&self) -> StoreResult<bool> {
        self.engine
            .read(async |connection: &Connection| {
                let asked = "SELECT 1 FROM logout_deliveries WHERE state = 'failed' OR state = 'pending' AND attempts > 0 \
                     LIMIT 1";
                connection.exists(asked, &[]).await
            })
            .await
    }

    async fn untold(&self) -> StoreResult<Untold> {
        self.engine
            .read(async |connection: &Connection| {
                let asked = "SELECT count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'failed'), \
                     min(created_at) FILTER (WHERE state = 'pending') \
                     FROM logout_deliveries WHERE state IN ('pending', 'failed')";
                let row = connection.one(asked, &[]).await?;
                let number = |at| u32::try_from(get::<i64>(&row, at)?).map_err(unreadable);
                Ok(Untold { waiting: number(0)?, failed: number(1)?, oldest: time(&row, 2)? })
            })
            .await
    }

    async fn list_deliveries(&self, limit: u32) -> StoreResult<Vec<(String, Timestamp, DeliveryRecord)>> {
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT session_id, created_at, client_id, state, attempts, next_attempt_at, detail, took_ms \
                     FROM logout_deliveries WHERE state IN ('pending', 'failed') ORDER BY created_at DESC LIMIT $1";
                let found = connection.rows(asked, params![i64::from(limit)]).await?;
                found.iter().map(|row| Ok((get(row, 0)?, Timestamp(get(row, 1)?), record(row, 2)?))).collect()
            })
            .await
    }
}

/// Puts the clients of a login, or one of them, into the outbox; part of the transaction that ends it, or what that one has of
/// it. A client that never had `openid` signed nobody in, and a logout token would tell it the `sub` that it never asked for. One
/// that was told of this login before, when its access was removed, is told again: the person may have signed in to it since.
pub async fn enqueue(
    connection: &Connection,
    session_id: &str,
    only: Option<&ClientId>,
    now: Timestamp,
) -> StoreResult<()> {
    let overtakes = overtakes();
    let insert = format!(
        "INSERT INTO logout_deliveries (session_id, client_id, sub, state, attempts, next_attempt_at, \
         leased_until, created_at, detail) \
         SELECT DISTINCT session_id, client_id, sub, 'pending', 0, $2::bigint, 0, $2::bigint, '' FROM grants \
         WHERE sub = (SELECT sub FROM sessions WHERE id = $1) AND session_id = $1 \
         AND ($3::text IS NULL OR client_id = $3::text) \
         AND ' ' || (detail::json ->> 'scope') || ' ' LIKE '% openid %' ORDER BY client_id \
         {overtakes}"
    );
    let parameters = params![session_id, now.seconds(), only.map(ClientId::as_str)];
    connection.execute(&insert, parameters).await?;
    Ok(())
}

/// Puts one client into the outbox for each living login of a person that they signed in to it from; part of the
/// transaction that takes its access away. What was sent for an earlier time is sent anew: they may have signed in since.
pub async fn enqueue_for(
    connection: &Connection,
    sub: &Subject,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<()> {
    let overtakes = overtakes();
    let insert = format!(
        "INSERT INTO logout_deliveries (session_id, client_id, sub, state, attempts, next_attempt_at, \
         leased_until, created_at, detail) \
         SELECT DISTINCT session_id, client_id, sub, 'pending', 0, $3::bigint, 0, $3::bigint, '' FROM grants \
         WHERE sub = $1 AND client_id = $2 \
         AND session_id IN (SELECT id FROM sessions WHERE sub = $1 AND ended_at IS NULL) \
         AND ' ' || (detail::json ->> 'scope') || ' ' LIKE '% openid %' ORDER BY session_id \
         {overtakes}"
    );
    connection.execute(&insert, params![sub.as_str(), client_id.as_str(), now.seconds()]).await?;
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

/// Each client has a row in `outbox_turns`. Whoever takes for a client holds that row until the commit, and passes over those that
/// others hold. So no client has two under way, and no node waits for another one.
async fn take(
    connection: &Connection,
    clients: &Addressees,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
    tries: Tries,
) -> StoreResult<Vec<Delivery>> {
    // Nodes of schema 26 take under this lock alone. Those of this one share it, and wait only for them.
    let (_, age, waiting) = futures_util::future::try_join3(
        locks::share(connection, locks::OUTBOX),
        revisions::age(connection, clients.revision),
        waiting_clients(connection),
    )
    .await?;
    let due_by = if age == Age::Newest { now } else { now.before(OTHERS_LOOK) };
    let asked: HashSet<&str> = clients.asked.iter().map(ClientId::as_str).collect();
    let (known, others): (Vec<String>, Vec<String>) =
        waiting.iter().cloned().partition(|client_id| asked.contains(client_id.as_str()));
    if !others.is_empty() {
        look_after_others(connection, &others, clients, now, due_by).await?;
    }
    // At its first delivery a client has no row yet.
    let insert = "INSERT INTO outbox_turns (client_id) SELECT client_id FROM unnest($1::text[]) AS waiting (client_id) \
         ORDER BY 1 ON CONFLICT DO NOTHING";
    let turn = "SELECT turn.client_id FROM outbox_turns AS turn CROSS JOIN LATERAL (SELECT next_attempt_at \
         FROM logout_deliveries WHERE client_id = turn.client_id AND state = 'pending' AND next_attempt_at <= $4 \
         AND ($5 OR attempts = 0) ORDER BY next_attempt_at LIMIT 1) AS due WHERE (turn.client_id = ANY($1) \
         OR turn.client_id = ANY($2) \
         AND turn.client_id IN (SELECT client_id FROM clients WHERE backchannel AND disabled_at IS NULL)) \
         AND NOT EXISTS (SELECT 1 FROM logout_deliveries AS other WHERE other.client_id = turn.client_id \
         AND other.leased_until > $3 AND other.state = 'pending') \
         ORDER BY due.next_attempt_at LIMIT $6 FOR UPDATE OF turn SKIP LOCKED";
    let any = tries == Tries::Any;
    connection.prepare(&[insert, turn]).await?;
    let (_, turns) = futures_util::future::try_join(
        connection.execute(insert, params![waiting]),
        connection.rows(turn, params![known, others, now.seconds(), due_by.seconds(), any, i64::from(limit)]),
    )
    .await?;
    if turns.is_empty() {
        return Ok(Vec::new());
    }
    let turns: Vec<String> = turns.iter().map(|row| get(row, 0)).collect::<StoreResult<_>>()?;
    // Only a look that begins after the row is held sees what its last holder took.
    let due = "SELECT due.session_id, due.client_id, due.sub, due.attempts FROM unnest($1::text[]) AS turn (client_id) \
         CROSS JOIN LATERAL (SELECT session_id, client_id, sub, attempts, next_attempt_at \
         FROM logout_deliveries AS waiting WHERE client_id = turn.client_id AND state = 'pending' \
         AND next_attempt_at <= $3 AND ($4 OR attempts = 0) AND NOT EXISTS (SELECT 1 FROM logout_deliveries AS other \
         WHERE other.client_id = turn.client_id AND other.leased_until > $2 AND other.state = 'pending') \
         ORDER BY next_attempt_at LIMIT 1 FOR UPDATE OF waiting SKIP LOCKED) AS due ORDER BY due.next_attempt_at";
    let found = connection.rows(due, params![turns, now.seconds(), due_by.seconds(), any]).await?;
    let mut taken = Vec::with_capacity(found.len());
    for row in &found {
        taken.push(Delivery {
            session_id: get(row, 0)?,
            client_id: client_id(row, 1)?,
            sub: Subject::new(get::<String>(row, 2)?),
            attempts: u32::try_from(get::<i64>(row, 3)?).unwrap_or(u32::MAX),
            leased_until: lease_until,
        });
    }
    mark_under_way(connection, &taken, lease_until).await?;
    Ok(taken)
}

/// The clients that have any delivery, each found by one step in an index, however many deliveries it has.
async fn waiting_clients(connection: &Connection) -> StoreResult<Vec<String>> {
    let asked = "WITH RECURSIVE waiting (client_id) AS ((SELECT client_id FROM logout_deliveries \
         WHERE state = 'pending' ORDER BY client_id LIMIT 1) \
         UNION ALL SELECT (SELECT next.client_id FROM logout_deliveries AS next WHERE next.state = 'pending' \
         AND next.client_id > waiting.client_id ORDER BY next.client_id LIMIT 1) \
         FROM waiting WHERE waiting.client_id IS NOT NULL) SELECT client_id FROM waiting WHERE client_id IS NOT NULL";
    connection.rows(asked, &[]).await?.iter().map(|row| get(row, 0)).collect()
}

/// Closes what these clients, for which this node's configuration has no address, need not be told, and puts off what another
/// node may tell them. The rest of very many has its turn next time.
async fn look_after_others(
    connection: &Connection,
    waiting: &[String],
    clients: &Addressees,
    now: Timestamp,
    due_by: Timestamp,
) -> StoreResult<()> {
    let asked = "SELECT client_id, client_id IN (SELECT client_id FROM withdrawn) FROM unnest($1::text[]) AS other (client_id) \
         WHERE client_id NOT IN (SELECT client_id FROM clients WHERE backchannel AND disabled_at IS NULL)";
    let (mut withdrawn, mut others) = (Vec::new(), Vec::new());
    for row in &connection.rows(asked, params![waiting]).await? {
        let client_id: String = get(row, 0)?;
        if get(row, 1)? { withdrawn.push(client_id) } else { others.push(client_id) }
    }
    // Both may have changed since that look, and what is closed stays closed.
    let closed = of_first_due(
        "due.leased_until <= $5 AND (due.created_at <= $4 OR due.client_id NOT IN (SELECT client_id FROM configured_clients) \
         OR due.client_id = ANY($3) AND due.attempts = 0 AND due.detail = '') \
         AND NOT EXISTS (SELECT 1 FROM clients WHERE client_id = due.client_id AND backchannel AND disabled_at IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM withdrawn WHERE client_id = due.client_id)",
        "state = 'not_asked'",
    );
    let put_off = of_first_due("true", "next_attempt_at = $3");
    let (over, later) = (now.before(clients.grace).seconds(), now.after(WITHDRAWN_WAITS).seconds());
    let not_asked = texts(&clients.not_asked);
    connection.prepare(&[closed.as_str(), put_off.as_str()]).await?;
    futures_util::future::try_join3(
        // A client that the configuration lost may be back in a moment, and then wants to be told.
        connection.execute(&put_off, params![withdrawn, now.seconds(), later]),
        connection.execute(&closed, params![others, due_by.seconds(), not_asked, over, now.seconds()]),
        // What is left of them waits for the node that has the client, or its address, in its configuration.
        connection.execute(&put_off, params![others, now.before(OTHERS_LOOK).seconds(), later]),
    )
    .await?;
    Ok(())
}

/// A statement that does this to some of what was due first by `$2` of each of the clients `$1`, where `which` holds of `due`; except
/// for what somebody else is at.
fn of_first_due(which: &str, what: &str) -> String {
    format!(
        "WITH found AS (SELECT due.session_id, due.client_id FROM unnest($1::text[]) AS other (client_id) \
         CROSS JOIN LATERAL (SELECT * FROM logout_deliveries AS first WHERE first.client_id = other.client_id \
         AND first.state = 'pending' AND first.next_attempt_at <= $2 ORDER BY first.next_attempt_at LIMIT {AT_ONCE} \
         FOR UPDATE OF first SKIP LOCKED) AS due WHERE {which} LIMIT {AT_ONCE}) \
         UPDATE logout_deliveries AS delivery SET {what} FROM found \
         WHERE delivery.session_id = found.session_id AND delivery.client_id = found.client_id"
    )
}

/// A statement that does this to each delivery of that kind, except those that somebody else is at.
fn of_each(kind: &str, what: &str) -> String {
    format!(
        "WITH kind AS (SELECT session_id, client_id FROM logout_deliveries WHERE {kind} FOR UPDATE SKIP LOCKED) \
         UPDATE logout_deliveries AS delivery SET {what} FROM kind \
         WHERE delivery.session_id = kind.session_id AND delivery.client_id = kind.client_id"
    )
}

async fn mark_under_way(connection: &Connection, taken: &[Delivery], lease_until: Timestamp) -> StoreResult<()> {
    let sessions: Vec<&str> = taken.iter().map(|delivery| delivery.session_id.as_str()).collect();
    let clients: Vec<&str> = taken.iter().map(|delivery| delivery.client_id.as_str()).collect();
    let lease = "UPDATE logout_deliveries AS delivery SET leased_until = $3, \
         detail = CASE WHEN detail = $4 THEN '' ELSE detail END \
         FROM unnest($1::text[], $2::text[]) AS taken (session_id, client_id) \
         WHERE delivery.session_id = taken.session_id AND delivery.client_id = taken.client_id";
    connection.execute(lease, params![sessions, clients, lease_until.seconds(), WANTED_AGAIN]).await?;
    Ok(())
}

fn texts<'a>(clients: impl IntoIterator<Item = &'a ClientId>) -> Vec<String> {
    clients.into_iter().map(|client_id| client_id.as_str().to_owned()).collect()
}

async fn first_due(connection: &Connection) -> StoreResult<Option<Timestamp>> {
    let asked =
        "SELECT next_attempt_at FROM logout_deliveries WHERE state = 'pending' ORDER BY next_attempt_at LIMIT 1";
    connection.first(asked, &[]).await?.map(|row| get(&row, 0).map(Timestamp)).transpose()
}

pub fn record(row: &Row, at: usize) -> StoreResult<DeliveryRecord> {
    Ok(DeliveryRecord {
        client_id: client_id(row, at)?,
        state: DeliveryState::parse(get(row, at + 1)?).ok_or_else(|| unreadable("delivery state"))?,
        attempts: u32::try_from(get::<i64>(row, at + 2)?).unwrap_or(u32::MAX),
        next_attempt_at: Timestamp(get(row, at + 3)?),
        detail: get(row, at + 4)?,
        took: get::<Option<i64>>(row, at + 5)?.map(values::duration),
    })
}
