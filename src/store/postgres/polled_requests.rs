//! Requests that are polled for.

use std::time::Duration;

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::rows::{client_id, digest, get, json, octets, time, to_json, unreadable};
use super::{PostgresStore, assertions, audit};
use crate::clock::{Timestamp, whole_seconds};
use crate::protocol::client::GrantType;
use crate::protocol::polled::{Notification, Pace, PolledRequest, PolledState};
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::assertions::CountsOnce;
use crate::store::audit::{request_allowed, request_refused};
use crate::store::polled_requests::{AddPolled, Poll, PolledAnswer, PolledRequests};

/// The columns in the order in which [`found`] reads them.
const COLUMNS: &str = "digest, grant_type, client_id, user_code, request, created_at, expires_at, poll_interval, polled_at, \
     answered_at, \"authorization\", redeemed_at, sub, notification";

#[async_trait]
impl PolledRequests for PostgresStore {
    async fn add_polled(
        &self,
        request: &PolledRequest,
        once: Option<&CountsOnce>,
        most: u32,
        now: Timestamp,
    ) -> StoreResult<AddPolled> {
        let (request, once) = (request.clone(), once.copied());
        self.engine
            .transaction(async move |connection: &Connection| {
                add_once(connection, &request, once.as_ref(), (most, now)).await
            })
            .await
    }

    async fn polled(&self, digest: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>> {
        let digest = *digest;
        self.engine.read(async move |connection: &Connection| find(connection, "digest = $1", &digest).await).await
    }

    async fn polled_by_user_code(&self, user_code: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>> {
        let code = *user_code;
        self.engine.read(async move |connection: &Connection| find(connection, "user_code = $1", &code).await).await
    }

    async fn poll(&self, digest: &Digest, now: Timestamp) -> StoreResult<Option<Poll>> {
        let digest = *digest;
        self.engine.transaction(async move |connection: &Connection| poll(connection, &digest, now).await).await
    }

    async fn requests_for(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<PolledRequest>> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "SELECT {COLUMNS} FROM polled_requests WHERE sub = $1 AND answered_at IS NULL AND expires_at > $2 \
                     ORDER BY created_at DESC, digest"
                );
                let rows = connection.rows(&asked, params![sub.as_str(), now.seconds()]).await?;
                rows.iter().map(|row| Ok(found(row)?.0)).collect()
            })
            .await
    }

    async fn take_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<Notification>> {
        self.engine
            .transaction(async move |connection: &Connection| {
                let update = "UPDATE polled_requests SET notify_at = $2 WHERE digest IN (SELECT digest FROM polled_requests \
                     WHERE notify_at <= $1 AND notification IS NOT NULL ORDER BY notify_at LIMIT $3 FOR UPDATE SKIP LOCKED) \
                     RETURNING digest, client_id, notification, notify_attempts";
                let given = params![now.seconds(), lease_until.seconds(), i64::from(limit)];
                let rows = connection.rows_planned(update, given).await?;
                let taken = rows.iter().map(|row| {
                    Ok(Notification {
                        digest: digest(row, 0)?.ok_or_else(|| unreadable("digest"))?,
                        client_id: client_id(row, 1)?,
                        sealed: get(row, 2)?,
                        attempts: u32::try_from(get::<i64>(row, 3)?).map_err(unreadable)?,
                        leased_until: lease_until,
                    })
                });
                taken.collect()
            })
            .await
    }

    async fn settle_notification(&self, notification: &Notification, again: Option<Timestamp>) -> StoreResult<()> {
        let (digest, leased_until) = (notification.digest, notification.leased_until);
        self.engine
            .once(async move |connection: &Connection| {
                let update = "UPDATE polled_requests SET notify_at = $3, notify_attempts = notify_attempts + 1, \
                     notification = CASE WHEN $3::bigint IS NULL THEN NULL ELSE notification END \
                     WHERE digest = $1 AND notify_at = $2";
                let again = again.map(Timestamp::seconds);
                connection.execute(update, params![octets(&digest), leased_until.seconds(), again]).await?;
                Ok(())
            })
            .await
    }

    async fn next_notification(&self) -> StoreResult<Option<Timestamp>> {
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT min(notify_at) FROM polled_requests WHERE notify_at IS NOT NULL";
                time(&connection.one(asked, params![]).await?, 0)
            })
            .await
    }

    async fn refuse_polled(&self, digest: &Digest, sub: &Subject, from: &str, now: Timestamp) -> StoreResult<bool> {
        let (digest, sub, from) = (*digest, sub.clone(), from.to_owned());
        self.engine
            .transaction(async move |connection: &Connection| refuse(connection, &digest, &sub, &from, now).await)
            .await
    }
}

async fn add_once(
    connection: &Connection,
    request: &PolledRequest,
    once: Option<&CountsOnce>,
    (most, now): (u32, Timestamp),
) -> StoreResult<AddPolled> {
    if !assertions::use_up(connection, once).await? {
        return Ok(AddPolled::CameBefore);
    }
    let added = add(connection, request, most, now).await?;
    // Its client is told to come again with it.
    if let Some(once) = once.filter(|_| added != AddPolled::Added) {
        assertions::give_back(connection, &once.name).await?;
    }
    Ok(added)
}

async fn add(connection: &Connection, request: &PolledRequest, most: u32, now: Timestamp) -> StoreResult<AddPolled> {
    let user_code = request.user_code.as_ref().map(|code| code.as_bytes().as_slice());
    let insert = "INSERT INTO polled_requests \
         (digest, grant_type, client_id, user_code, request, created_at, expires_at, poll_interval, sub, notification) \
         SELECT $1::bytea, $2::text, $3::text, $4::bytea, $5::text, $6::bigint, $7::bigint, $8::bigint, $11::text, \
         $12::text WHERE \
         (SELECT count(*) FROM polled_requests WHERE client_id = $3::text AND expires_at > $9::bigint) < $10::bigint \
         ON CONFLICT (user_code) DO NOTHING";
    let given = params![
        octets(&request.digest),
        request.grant_type.as_str(),
        request.client_id.as_str(),
        user_code,
        request.request,
        request.created_at.seconds(),
        request.expires_at.seconds(),
        whole_seconds(request.pace.interval),
        now.seconds(),
        i64::from(most),
        request.sub.as_ref().map(Subject::as_str),
        request.notification,
    ];
    if connection.execute(insert, given).await? > 0 {
        return Ok(AddPolled::Added);
    }
    let is_taken = "SELECT 1 FROM polled_requests WHERE user_code = $1";
    let taken = user_code.is_some() && connection.exists(is_taken, params![user_code]).await?;
    Ok(if taken { AddPolled::CodeTaken } else { AddPolled::TooMany })
}

async fn find(
    connection: &Connection,
    which: &str,
    named: &Digest,
) -> StoreResult<Option<(PolledRequest, PolledState)>> {
    let asked = format!("SELECT {COLUMNS} FROM polled_requests WHERE {which}");
    connection.first(&asked, params![octets(named)]).await?.as_ref().map(found).transpose()
}

fn found(row: &Row) -> StoreResult<(PolledRequest, PolledState)> {
    let grant_type: String = get(row, 1)?;
    let interval = u64::try_from(get::<i64>(row, 7)?).map_err(unreadable)?;
    let request = PolledRequest {
        digest: digest(row, 0)?.ok_or_else(|| unreadable("digest"))?,
        grant_type: GrantType::named(&grant_type).ok_or_else(|| unreadable("grant_type"))?,
        client_id: client_id(row, 2)?,
        user_code: digest(row, 3)?,
        sub: get::<Option<String>>(row, 12)?.map(Subject::new),
        notification: get(row, 13)?,
        request: get(row, 4)?,
        created_at: Timestamp(get(row, 5)?),
        expires_at: Timestamp(get(row, 6)?),
        pace: Pace { interval: Duration::from_secs(interval), polled_at: time(row, 8)? },
    };
    let authorization: Option<String> = get(row, 10)?;
    let state = match (authorization, time(row, 11)?, time(row, 9)?) {
        (Some(code), Some(redeemed_at), _) => PolledState::Redeemed(Box::new(json(&code)?), redeemed_at),
        (Some(code), None, _) => PolledState::Allowed(Box::new(json(&code)?)),
        (None, _, Some(_)) => PolledState::Refused,
        (None, _, None) => PolledState::Pending,
    };
    Ok((request, state))
}

async fn poll(connection: &Connection, digest: &Digest, now: Timestamp) -> StoreResult<Option<Poll>> {
    let Some((request, state)) = find(connection, "digest = $1 FOR UPDATE", digest).await? else { return Ok(None) };
    if state != PolledState::Pending || request.expires_at <= now {
        return Ok(Some(Poll { request, state, too_soon: false }));
    }
    let (pace, too_soon) = request.pace.polled(now);
    let update = "UPDATE polled_requests SET poll_interval = $2, polled_at = $3 WHERE digest = $1";
    connection.execute(update, params![octets(digest), whole_seconds(pace.interval), now.seconds()]).await?;
    Ok(Some(Poll { request: PolledRequest { pace, ..request }, state, too_soon }))
}

async fn refuse(
    connection: &Connection,
    digest: &Digest,
    sub: &Subject,
    from: &str,
    now: Timestamp,
) -> StoreResult<bool> {
    let update = "UPDATE polled_requests SET answered_at = $2, sub = $3, \
         notify_at = CASE WHEN notification IS NOT NULL THEN $2::bigint END \
         WHERE digest = $1 AND answered_at IS NULL AND expires_at > $2 AND (sub IS NULL OR sub = $3) RETURNING client_id";
    let refused = connection.first(update, params![octets(digest), now.seconds(), sub.as_str()]).await?;
    let Some(row) = refused else { return Ok(false) };
    audit::append(connection, &request_refused(sub, &client_id(&row, 0)?, from), now).await?;
    Ok(true)
}

/// Marks a request as allowed, unless it was answered or has expired; part of the transaction that looked at what that
/// rests on.
pub async fn allow(connection: &Connection, answer: &PolledAnswer, now: Timestamp) -> StoreResult<bool> {
    let PolledAnswer { digest, code, from } = answer;
    let update = "UPDATE polled_requests SET answered_at = $2, sub = $3, \"authorization\" = $4, \
         notify_at = CASE WHEN notification IS NOT NULL THEN $2::bigint END \
         WHERE digest = $1 AND answered_at IS NULL AND expires_at > $2 AND (sub IS NULL OR sub = $3)";
    let given = params![octets(digest), now.seconds(), code.grant.sub.as_str(), to_json(code)?];
    let allowed = connection.execute(update, given).await? > 0;
    if allowed {
        audit::append(connection, &request_allowed(&code.grant, from), now).await?;
    }
    Ok(allowed)
}

/// Marks a request as redeemed; part of the transaction that stores what it gives. `false` where it was before, or never
/// allowed.
pub async fn redeem(connection: &Connection, digest: &Digest, now: Timestamp) -> StoreResult<bool> {
    let update = "UPDATE polled_requests SET redeemed_at = $2 \
         WHERE digest = $1 AND redeemed_at IS NULL AND \"authorization\" IS NOT NULL AND expires_at > $2";
    Ok(connection.execute(update, params![octets(digest), now.seconds()]).await? > 0)
}
