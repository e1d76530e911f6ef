//! Requests that are polled for.

use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{SqliteStore, assertions, audit, rows};
use crate::clock::{Timestamp, whole_seconds};
use crate::protocol::client::{ClientId, GrantType};
use crate::protocol::polled::{Notification, Pace, PolledRequest, PolledState};
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::assertions::CountsOnce;
use crate::store::audit::{request_allowed, request_refused};
use crate::store::polled_requests::{AddPolled, Poll, PolledAnswer, PolledRequests};

/// The columns in the order in which [`found`] reads them.
const COLUMNS: &str = "digest, grant_type, client_id, user_code, request, created_at, expires_at, poll_interval, polled_at, \
     answered_at, authorization, redeemed_at, sub, notification";

#[async_trait]
impl PolledRequests for SqliteStore {
    async fn add_polled(
        &self,
        request: &PolledRequest,
        once: Option<&CountsOnce>,
        most: u32,
        now: Timestamp,
    ) -> StoreResult<AddPolled> {
        let (request, once) = (request.clone(), once.copied());
        self.writer.write(move |connection| add_once(connection, &request, once.as_ref(), (most, now))).await
    }

    async fn polled(&self, digest: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>> {
        self.reader.read(|connection| find(connection, "digest", digest))
    }

    async fn polled_by_user_code(&self, user_code: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>> {
        self.reader.read(|connection| find(connection, "user_code", user_code))
    }

    async fn poll(&self, digest: &Digest, now: Timestamp) -> StoreResult<Option<Poll>> {
        let digest = *digest;
        self.writer.write(move |connection| poll(connection, &digest, now)).await
    }

    async fn requests_for(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<PolledRequest>> {
        self.reader.read(|connection| {
            let asked = sql!(
                "SELECT {COLUMNS} FROM polled_requests WHERE sub = ?1 AND answered_at IS NULL AND expires_at > ?2 \
                 ORDER BY created_at DESC, digest"
            );
            let mut statement = connection.prepare_cached(asked)?;
            let mut rows = statement.query(params![sub.as_str(), now.seconds()])?;
            let mut requests = Vec::new();
            while let Some(row) = rows.next()? {
                requests.push(found(row)?.0);
            }
            Ok(requests)
        })
    }

    async fn take_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<Notification>> {
        self.writer.write(move |connection| take_notifications(connection, now, lease_until, limit)).await
    }

    async fn settle_notification(&self, notification: &Notification, again: Option<Timestamp>) -> StoreResult<()> {
        let (digest, leased_until) = (notification.digest, notification.leased_until);
        self.writer
            .write(move |connection| {
                let update = "UPDATE polled_requests SET notify_at = ?3, notify_attempts = notify_attempts + 1, \
                     notification = CASE WHEN ?3 IS NULL THEN NULL ELSE notification END \
                     WHERE digest = ?1 AND notify_at = ?2";
                connection.prepare_cached(update)?.execute(params![
                    digest.as_bytes(),
                    leased_until.seconds(),
                    again.map(Timestamp::seconds),
                ])?;
                Ok(())
            })
            .await
    }

    async fn next_notification(&self) -> StoreResult<Option<Timestamp>> {
        self.reader.read(|connection| {
            let asked = "SELECT min(notify_at) FROM polled_requests WHERE notify_at IS NOT NULL";
            let due: Option<i64> = connection.prepare_cached(asked)?.query_row([], |row| row.get(0))?;
            Ok(due.map(Timestamp))
        })
    }

    async fn refuse_polled(&self, digest: &Digest, sub: &Subject, from: &str, now: Timestamp) -> StoreResult<bool> {
        let (digest, sub, from) = (*digest, sub.clone(), from.to_owned());
        self.writer.write(move |connection| refuse(connection, &digest, &sub, &from, now)).await
    }
}

fn add_once(
    connection: &Connection,
    request: &PolledRequest,
    once: Option<&CountsOnce>,
    (most, now): (u32, Timestamp),
) -> StoreResult<AddPolled> {
    if !assertions::use_up(connection, once)? {
        return Ok(AddPolled::CameBefore);
    }
    let added = add(connection, request, most, now)?;
    // Its client is told to come again with it.
    if let Some(once) = once.filter(|_| added != AddPolled::Added) {
        assertions::give_back(connection, &once.name)?;
    }
    Ok(added)
}

fn add(connection: &Connection, request: &PolledRequest, most: u32, now: Timestamp) -> StoreResult<AddPolled> {
    let user_code = request.user_code.as_ref().map(|code| code.as_bytes().as_slice());
    let is_taken = "SELECT 1 FROM polled_requests WHERE user_code = ?1";
    if user_code.is_some() && connection.prepare_cached(is_taken)?.exists([user_code])? {
        return Ok(AddPolled::CodeTaken);
    }
    let insert = "INSERT INTO polled_requests SELECT ?1, ?2, ?3, ?4, ?11, ?5, ?6, ?7, ?8, NULL, NULL, NULL, NULL, ?12, NULL, 0 WHERE \
         (SELECT count(*) FROM polled_requests WHERE client_id = ?3 AND expires_at > ?9) < ?10";
    let added = connection.prepare_cached(insert)?.execute(params![
        request.digest.as_bytes(),
        request.grant_type.as_str(),
        request.client_id.as_str(),
        user_code,
        request.request,
        request.created_at.seconds(),
        request.expires_at.seconds(),
        whole_seconds(request.pace.interval),
        now.seconds(),
        most,
        request.sub.as_ref().map(Subject::as_str),
        request.notification,
    ])?;
    Ok(if added > 0 { AddPolled::Added } else { AddPolled::TooMany })
}

fn find(connection: &Connection, column: &str, digest: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>> {
    let asked = format!("SELECT {COLUMNS} FROM polled_requests WHERE {column} = ?1");
    let mut statement = connection.prepare_cached(&asked)?;
    let mut found_rows = statement.query([digest.as_bytes()])?;
    found_rows.next()?.map(found).transpose()
}

fn found(row: &Row<'_>) -> StoreResult<(PolledRequest, PolledState)> {
    let grant_type: String = row.get(1)?;
    let client_id: String = row.get(2)?;
    let user_code: Option<[u8; 32]> = row.get(3)?;
    let interval = u64::try_from(row.get::<_, i64>(7)?).map_err(rows::unreadable)?;
    let time = |at: usize| -> StoreResult<Option<Timestamp>> { Ok(row.get::<_, Option<i64>>(at)?.map(Timestamp)) };
    let request = PolledRequest {
        digest: Digest::from_bytes(row.get(0)?),
        grant_type: GrantType::named(&grant_type).ok_or_else(|| rows::unreadable("grant_type"))?,
        client_id: ClientId::parse(&client_id).ok_or_else(|| rows::unreadable("client_id"))?,
        user_code: user_code.map(Digest::from_bytes),
        sub: row.get::<_, Option<String>>(12)?.map(Subject::new),
        notification: row.get(13)?,
        request: row.get(4)?,
        created_at: Timestamp(row.get(5)?),
        expires_at: Timestamp(row.get(6)?),
        pace: Pace { interval: Duration::from_secs(interval), polled_at: time(8)? },
    };
    let authorization = row.get::<_, Option<String>>(10)?;
    let state = match (authorization, time(11)?, time(9)?) {
        (Some(code), Some(redeemed_at), _) => PolledState::Redeemed(Box::new(rows::json(&code)?), redeemed_at),
        (Some(code), None, _) => PolledState::Allowed(Box::new(rows::json(&code)?)),
        (None, _, Some(_)) => PolledState::Refused,
        (None, _, None) => PolledState::Pending,
    };
    Ok((request, state))
}

fn poll(connection: &Connection, digest: &Digest, now: Timestamp) -> StoreResult<Option<Poll>> {
    let Some((request, state)) = find(connection, "digest", digest)? else { return Ok(None) };
    if state != PolledState::Pending || request.expires_at <= now {
        return Ok(Some(Poll { request, state, too_soon: false }));
    }
    let (pace, too_soon) = request.pace.polled(now);
    connection
        .prepare_cached("UPDATE polled_requests SET poll_interval = ?2, polled_at = ?3 WHERE digest = ?1")?
        .execute(params![digest.as_bytes(), whole_seconds(pace.interval), now.seconds()])?;
    Ok(Some(Poll { request: PolledRequest { pace, ..request }, state, too_soon }))
}

fn refuse(connection: &Connection, digest: &Digest, sub: &Subject, from: &str, now: Timestamp) -> StoreResult<bool> {
    let update = "UPDATE polled_requests SET answered_at = ?2, sub = ?3, \
         notify_at = CASE WHEN notification IS NOT NULL THEN ?2 END \
         WHERE digest = ?1 AND answered_at IS NULL AND expires_at > ?2 AND (sub IS NULL OR sub = ?3) RETURNING client_id";
    let refused: Option<String> = connection
        .prepare_cached(update)?
        .query_row(params![digest.as_bytes(), now.seconds(), sub.as_str()], |row| row.get(0))
        .optional()?;
    let Some(client_id) = refused else { return Ok(false) };
    let client_id = ClientId::parse(&client_id).ok_or_else(|| rows::unreadable("client_id"))?;
    audit::append(connection, &request_refused(sub, &client_id, from), now)?;
    Ok(true)
}

/// Marks a request as allowed, unless it was answered or has expired; part of the transaction that looked at what that
/// rests on.
pub fn allow(connection: &Connection, answer: &PolledAnswer, now: Timestamp) -> StoreResult<bool> {
    let PolledAnswer { digest, code, from } = answer;
    let update = "UPDATE polled_requests SET answered_at = ?2, sub = ?3, authorization = ?4, \
         notify_at = CASE WHEN notification IS NOT NULL THEN ?2 END \
         WHERE digest = ?1 AND answered_at IS NULL AND expires_at > ?2 AND (sub IS NULL OR sub = ?3)";
    let given = params![digest.as_bytes(), now.seconds(), code.grant.sub.as_str(), rows::to_json(code)?];
    let allowed = connection.prepare_cached(update)?.execute(given)? > 0;
    if allowed {
        audit::append(connection, &request_allowed(&code.grant, from), now)?;
    }
    Ok(allowed)
}

/// Marks a request as redeemed; part of the transaction that stores what it gives. `false` where it was before, or never
/// allowed.
pub fn redeem(connection: &Connection, digest: &Digest, now: Timestamp) -> StoreResult<bool> {
    let update = "UPDATE polled_requests SET redeemed_at = ?2 \
         WHERE digest = ?1 AND redeemed_at IS NULL AND authorization IS NOT NULL AND expires_at > ?2";
    Ok(connection.prepare_cached(update)?.execute(params![digest.as_bytes(), now.seconds()])? > 0)
}

fn take_notifications(
    connection: &Connection,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> StoreResult<Vec<Notification>> {
    let update = "UPDATE polled_requests SET notify_at = ?2 WHERE digest IN (SELECT digest FROM polled_requests \
         WHERE notify_at <= ?1 AND notification IS NOT NULL ORDER BY notify_at LIMIT ?3) \
         RETURNING digest, client_id, notification, notify_attempts";
    let mut statement = connection.prepare_cached(update)?;
    let mut found = statement.query(params![now.seconds(), lease_until.seconds(), limit])?;
    let mut taken = Vec::new();
    while let Some(row) = found.next()? {
        let client_id: String = row.get(1)?;
        taken.push(Notification {
            digest: Digest::from_bytes(row.get(0)?),
            client_id: ClientId::parse(&client_id).ok_or_else(|| rows::unreadable("client_id"))?,
            sealed: row.get(2)?,
            attempts: row.get(3)?,
            leased_until: lease_until,
        });
    }
    Ok(taken)
}
