//! Ended logins and the outbox of back-channel logout.

use std::time::Duration;

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::rows::{self, client_id, get, time, unreadable};
use super::sessions::end;
use super::{PostgresStore, changes, locks};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::logout_delivery::{Attempt, Delivery, DeliveryRecord, DeliveryState, Ended};
use crate::protocol::session::Cause;
use crate::protocol::session_state::BrowserStateId;
use crate::protocol::user::Subject;
use crate::store::StoreResult;
use crate::store::logouts::{Addressees, Changes, LivingState, Logouts, Untold};

/// Ended logins told in one go; a flood of more than these within a second is told in the next rounds' overlap.
const ENDED_AT_ONCE: i64 = 20_000;
/// How long word for a client that left the configuration waits before it is looked at again.
const WITHDRAWN_WAITS: Duration = Duration::from_secs(5);
/// How long word for a client that only another node knows is due before it is put off. Every node looks several times
/// meanwhile, so the one that knows the client comes first.
const OTHERS_LOOK: Duration = Duration::from_secs(2);

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
                     WHERE ended_at >= $1 AND ended_at IS NOT NULL LIMIT $2";
                let found = connection.rows(asked, params![since.seconds(), ENDED_AT_ONCE]).await?;
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
            let asked =
                "SELECT 1 FROM sessions WHERE ended_at IS NULL AND least(expires_at, idle_expires_at) <= $1 LIMIT 1";
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
                for row in connection.rows(asked, params![now.seconds(), i64::from(limit)]).await? {
                    ended += u32::from(end(connection, get(&row, 0)?, Cause::Expired, now).await?);
                }
                Ok(ended)
            })
            .await
    }

    async fn take_deliveries(
        &self,
        clients: &Addressees,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<Delivery>> {
        let any = self.engine.read(async |connection: &Connection| first_due(connection).await).await?;
        if any.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        let clients = clients.clone();
        self.engine
            .transaction(async move |connection: &Connection| take(connection, &clients, now, lease_until, limit).await)
            .await
    }

    async fn settle_delivery(&self, delivery: &Delivery, attempt: &Attempt, now: Timestamp) -> StoreResult<()> {
        let delivery = delivery.clone();
        let (state, failures, next, detail) = attempt.outcome(now);
        let detail = detail.to_owned();
        self.engine
            .once(async move |connection: &Connection| {
                let update = "UPDATE logout_deliveries SET state = $3, attempts = attempts + $4, next_attempt_at = $5, \
                     detail = $6, leased_until = 0 WHERE session_id = $1 AND client_id = $2 AND leased_until = $7";
                let parameters = params![
                    delivery.session_id,
                    delivery.client_id.as_str(),
                    state.as_str(),
                    failures,
                    next.seconds(),
                    detail.replace('\0', ""),
                    delivery.leased_until.seconds(),
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
                let asked = "SELECT client_id, state, attempts, next_attempt_at, detail FROM logout_deliveries \
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
                let asked = "SELECT session_id, created_at, client_id, state, attempts, next_attempt_at, detail \
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
    let insert = "INSERT INTO logout_deliveries (session_id, client_id, sub, state, attempts, next_attempt_at, \
         leased_until, created_at, detail) \
         SELECT DISTINCT session_id, client_id, sub, 'pending', 0, $2::bigint, 0, $2::bigint, '' FROM grants \
         WHERE sub = (SELECT sub FROM sessions WHERE id = $1) AND session_id = $1 \
         AND ($3::text IS NULL OR client_id = $3::text) \
         AND ' ' || (detail::json ->> 'scope') || ' ' LIKE '% openid %' ORDER BY client_id \
         ON CONFLICT (session_id, client_id) DO UPDATE SET state = 'pending', attempts = 0, \
         next_attempt_at = excluded.next_attempt_at, leased_until = 0, created_at = excluded.created_at, detail = ''";
    let parameters = params![session_id, now.seconds(), only.map(ClientId::as_str)];
    connection.execute(insert, parameters).await?;
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
    let insert = "INSERT INTO logout_deliveries (session_id, client_id, sub, state, attempts, next_attempt_at, \
         leased_until, created_at, detail) \
         SELECT DISTINCT session_id, client_id, sub, 'pending', 0, $3::bigint, 0, $3::bigint, '' FROM grants \
         WHERE sub = $1 AND client_id = $2 \
         AND session_id IN (SELECT id FROM sessions WHERE sub = $1 AND ended_at IS NULL) \
         AND ' ' || (detail::json ->> 'scope') || ' ' LIKE '% openid %' ORDER BY session_id \
         ON CONFLICT (session_id, client_id) DO UPDATE SET state = 'pending', attempts = 0, \
         next_attempt_at = excluded.next_attempt_at, leased_until = 0, created_at = excluded.created_at, detail = ''";
    connection.execute(insert, params![sub.as_str(), client_id.as_str(), now.seconds()]).await?;
    Ok(())
}

async fn take(
    connection: &Connection,
    clients: &Addressees,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> StoreResult<Vec<Delivery>> {
    let (asked, not_asked) = (texts(&clients.asked), texts(&clients.not_asked));
    // Of several nodes one takes at a time: that no client has two deliveries under way is no matter of one row.
    locks::take(connection, locks::OUTBOX).await?;
    // A client that the configuration lost may be back in a moment, and then wants to be told.
    let waits = "UPDATE logout_deliveries SET next_attempt_at = $2 WHERE state = 'pending' AND next_attempt_at <= $1 \
         AND client_id IN (SELECT client_id FROM withdrawn) AND client_id <> ALL($3)";
    let closed = "UPDATE logout_deliveries SET state = 'not_asked' WHERE state = 'pending' AND next_attempt_at <= $2 \
         AND client_id <> ALL($1) \
         AND client_id NOT IN (SELECT client_id FROM clients WHERE backchannel AND disabled_at IS NULL) \
         AND (created_at <= $4 OR client_id = ANY($3) OR client_id NOT IN (SELECT client_id FROM configured_clients))";
    // What is left of them waits for the node that has the client in its configuration.
    let put_off = "UPDATE logout_deliveries SET next_attempt_at = $2 WHERE state = 'pending' AND next_attempt_at <= $1 \
         AND client_id <> ALL($3) \
         AND client_id NOT IN (SELECT client_id FROM clients WHERE backchannel AND disabled_at IS NULL)";
    let due = "SELECT session_id, client_id, sub, attempts FROM (SELECT DISTINCT ON (client_id) session_id, client_id, \
         sub, attempts, next_attempt_at FROM logout_deliveries AS due \
         WHERE state = 'pending' AND next_attempt_at <= $1 AND (client_id = ANY($3) \
         OR client_id IN (SELECT client_id FROM clients WHERE backchannel AND disabled_at IS NULL)) \
         AND NOT EXISTS (SELECT 1 FROM logout_deliveries AS other \
         WHERE other.client_id = due.client_id AND other.leased_until > $1 AND other.state = 'pending') \
         ORDER BY client_id, next_attempt_at) AS first ORDER BY next_attempt_at LIMIT $2";
    connection.prepare(&[waits, closed, put_off, due]).await?;
    let (_, _, _, found) = futures_util::future::try_join4(
        connection.execute(waits, params![now.seconds(), now.after(WITHDRAWN_WAITS).seconds(), asked]),
        connection.execute(closed, params![asked, now.seconds(), not_asked, now.before(clients.grace).seconds()]),
        connection
            .execute(put_off, params![now.before(OTHERS_LOOK).seconds(), now.after(WITHDRAWN_WAITS).seconds(), asked]),
        connection.rows(due, params![now.seconds(), i64::from(limit), asked]),
    )
    .await?;
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
    let lease = "UPDATE logout_deliveries SET leased_until = $3 WHERE session_id = $1 AND client_id = $2";
    for delivery in &taken {
        let parameters = params![delivery.session_id, delivery.client_id.as_str(), lease_until.seconds()];
        connection.execute(lease, parameters).await?;
    }
    Ok(taken)
}

fn texts(clients: &[ClientId]) -> Vec<String> {
    clients.iter().map(|client_id| client_id.as_str().to_owned()).collect()
}

async fn first_due(connection: &Connection) -> StoreResult<Option<Timestamp>> {
    let asked =
        "SELECT next_attempt_at FROM logout_deliveries WHERE state = 'pending' ORDER BY next_attempt_at LIMIT 1";
    connection.first(asked, &[]).await?.map(|row| get(&row, 0).map(Timestamp)).transpose()
}

fn record(row: &Row, at: usize) -> StoreResult<DeliveryRecord> {
    Ok(DeliveryRecord {
        client_id: client_id(row, at)?,
        state: DeliveryState::parse(get(row, at + 1)?).ok_or_else(|| unreadable("delivery state"))?,
        attempts: u32::try_from(get::<i64>(row, at + 2)?).unwrap_or(u32::MAX),
        next_attempt_at: Timestamp(get(row, at + 3)?),
        detail: get(row, at + 4)?,
    })
}
