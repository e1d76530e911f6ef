//! Cookie sessions and logins.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio_postgres::Row;

use super::codes::REVOCATIONS;
use super::connection::{Connection, params};
use super::consents::CONSENT;
use super::factors::note_added_on_the_way;
use super::known_browsers::{holds, note_visit};
use super::logouts::enqueue;
use super::rows::{self, SESSION, SESSION_COLUMNS, USER, USER_COLUMNS, get, octets, unreadable};
use super::standing::{LIVE, MAY_SIGN_IN, hold_person, is_proven, login_lives};
use super::tokens::revoke_where;
use super::{PostgresStore, audit, consents, new_sign_ins};
use crate::clock::Timestamp;
use crate::protocol::audit::Event;
use crate::protocol::client::ClientId;
use crate::protocol::session::{Cause, Session, SignedIn};
use crate::protocol::session_state::BrowserStateId;
use crate::protocol::user::Subject;
use crate::protocol::user_agent::device_name;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::{proved_again, signed_in_anew};
use crate::store::consents::Allowed;
use crate::store::logouts::Addressees;
use crate::store::sessions::{Begin, CookieState, InUse, NewCookieSession, NewLogin, Proven, Sessions};

#[async_trait]
impl Sessions for PostgresStore {
    async fn cookie_session(&self, key: &Digest, now: Timestamp) -> StoreResult<Option<CookieState>> {
        let key = *key;
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT state FROM cookie_sessions WHERE digest = $1 AND expires_at > $2";
                let found = connection.first(asked, params![octets(&key), now.seconds()]).await?;
                found.map(|row| rows::json(get(&row, 0)?)).transpose()
            })
            .await
    }

    async fn save_cookie_session(&self, session: &NewCookieSession) -> StoreResult<()> {
        let session = session.clone();
        self.engine.once(async move |connection: &Connection| save_cookie_session(connection, &session).await).await
    }

    async fn update_cookie_session(
        &self,
        key: &Digest,
        state: &CookieState,
        expires_at: Timestamp,
    ) -> StoreResult<bool> {
        let (key, state) = (*key, rows::to_json(state)?);
        self.engine
            .once(async move |connection: &Connection| {
                let update = "UPDATE cookie_sessions SET state = $2, expires_at = $3 WHERE digest = $1";
                Ok(connection.execute(update, params![octets(&key), state, expires_at.seconds()]).await? > 0)
            })
            .await
    }

    async fn delete_cookie_session(&self, key: &Digest) -> StoreResult<()> {
        let key = *key;
        self.engine
            .once(async move |connection: &Connection| {
                let delete = "DELETE FROM cookie_sessions WHERE digest = $1";
                connection.execute(delete, params![octets(&key)]).await?;
                Ok(())
            })
            .await
    }

    async fn begin_session(&self, login: &NewLogin, now: Timestamp) -> StoreResult<Begin> {
        let login = login.clone();
        self.engine.transaction(async move |connection: &Connection| begin(connection, &login, now).await).await
    }

    async fn live_session(&self, id: &str, now: Timestamp) -> StoreResult<Option<SignedIn>> {
        let id = id.to_owned();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "SELECT {SESSION}, {USER} FROM sessions JOIN users ON users.sub = sessions.sub \
                     WHERE sessions.id = $1 AND {LIVE} AND NOT users.locked"
                );
                let found = connection.first(&asked, params![id, now.seconds()]).await?;
                found.map(|row| signed_in(&row)).transpose()
            })
            .await
    }

    async fn live_session_for(
        &self,
        id: &str,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<Option<(SignedIn, Allowed)>> {
        let (id, client_id) = (id.to_owned(), client_id.clone());
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "SELECT {SESSION}, {USER}, {REVOCATIONS}, {CONSENT} FROM (SELECT $3::text AS client_id, sub \
                     FROM sessions WHERE id = $1) AS given JOIN sessions ON sessions.id = $1 \
                     JOIN users ON users.sub = sessions.sub \
                     LEFT JOIN consents ON consents.sub = sessions.sub AND consents.client_id = $3 \
                     WHERE {LIVE} AND NOT users.locked"
                );
                let found = connection.first(&asked, params![id, now.seconds(), client_id.as_str()]).await?;
                let Some(row) = found else { return Ok(None) };
                let at = SESSION_COLUMNS + USER_COLUMNS;
                let has_consent = get::<Option<&str>>(&row, at + 1)?.is_some();
                let consent = if has_consent { Some(consents::consent(&row, at + 1)?) } else { None };
                Ok(Some((signed_in(&row)?, Allowed { consent, revocations: get(&row, at)? })))
            })
            .await
    }

    async fn live_session_named(
        &self,
        client_id: &ClientId,
        sid: &str,
        now: Timestamp,
    ) -> StoreResult<Option<SignedIn>> {
        let (client_id, sid) = (client_id.clone(), sid.to_owned());
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "SELECT {SESSION}, {USER} FROM client_logins JOIN sessions ON sessions.id = client_logins.session_id \
                     JOIN users ON users.sub = sessions.sub \
                     WHERE client_logins.client_id = $1 AND client_logins.sid = $3 AND {LIVE} AND NOT users.locked LIMIT 1"
                );
                let found = connection.first(&asked, params![client_id.as_str(), now.seconds(), sid]).await?;
                found.map(|row| signed_in(&row)).transpose()
            })
            .await
    }

    async fn touch_session(&self, id: &str, now: Timestamp, idle: Duration) -> StoreResult<()> {
        let id = id.to_owned();
        self.engine
            .once(async move |connection: &Connection| {
                let update = format!(
                    "UPDATE sessions SET last_seen = $2, idle_expires_at = greatest(idle_expires_at, $3) \
                     WHERE id = $1 AND {LIVE}"
                );
                connection.execute(&update, params![id, now.seconds(), now.after(idle).seconds()]).await?;
                Ok(())
            })
            .await
    }

    async fn record_authentication(
        &self,
        id: &str,
        credentials_revision: i64,
        was: &str,
        proven: &Proven,
        now: Timestamp,
    ) -> StoreResult<Begin> {
        let (id, was, proven) = (id.to_owned(), was.to_owned(), proven.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                if !login_lives(connection, &id, now).await? {
                    return Ok(Begin::LoginEnded);
                }
                let row = connection.one("SELECT sub FROM sessions WHERE id = $1", params![id]).await?;
                let sub = Subject::new(get::<String>(&row, 0)?);
                let proven_of = (&sub, credentials_revision);
                if !holds(connection, proven.visit.as_ref(), proven_of, now).await? {
                    return Ok(Begin::CredentialsChanged);
                }
                let update = format!(
                    "UPDATE sessions SET auth_time = $2, last_seen = $3, amr = $4, acr = $5 WHERE id = $1 AND acr = $6 \
                     AND EXISTS (SELECT 1 FROM users WHERE users.sub = sessions.sub AND {MAY_SIGN_IN} \
                     AND users.credentials_revision = $7)",
                );
                let parameters = params![
                    id,
                    proven.auth_time.seconds(),
                    now.seconds(),
                    proven.amr.join(" "),
                    proven.acr,
                    was,
                    credentials_revision,
                ];
                if connection.execute(&update, parameters).await? == 0 {
                    return Ok(Begin::CredentialsChanged);
                }
                audit::append(connection, &proved_again(&sub, &was, &proven, now), now).await?;
                if let Some(visit) = &proven.visit {
                    note_visit(connection, visit, proven_of, now).await?;
                    note_added_on_the_way(connection, &sub, &proven.amr, visit).await?;
                }
                Ok(Begin::Begun)
            })
            .await
    }

    async fn end_session_by(&self, _: &Arc<Addressees>, id: &str, cause: Cause, now: Timestamp) -> StoreResult<bool> {
        let id = id.to_owned();
        self.engine.transaction(async move |connection: &Connection| end(connection, &id, cause, now).await).await
    }

    async fn end_every_session(&self, sub: &Subject, cause: Cause, now: Timestamp) -> StoreResult<usize> {
        let sub = sub.clone();
        self.engine
            .long_transaction(async move |connection: &Connection| {
                end_sessions_of(connection, &sub, None, cause, now).await
            })
            .await
    }

    async fn sessions_of(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<Session>> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!("SELECT {SESSION} FROM sessions WHERE sub = $1 AND {LIVE} ORDER BY last_seen DESC");
                let found = connection.rows(&asked, params![sub.as_str(), now.seconds()]).await?;
                found.iter().map(|row| rows::session(row, 0)).collect()
            })
            .await
    }

    async fn count_sessions(&self, now: Timestamp, most: u64) -> StoreResult<u64> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.engine
            .read(async move |connection: &Connection| {
                let asked =
                    format!("SELECT count(*) FROM (SELECT 1 FROM sessions WHERE {LIVE} LIMIT $1::bigint) AS counted");
                let row = connection.one(&asked, params![most, now.seconds()]).await?;
                Ok(u64::try_from(get::<i64>(&row, 0)?).unwrap_or_default())
            })
            .await
    }

    async fn in_use(&self, now: Timestamp, most: u32) -> StoreResult<InUse> {
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "WITH alive AS (SELECT id, sub FROM sessions WHERE {LIVE} LIMIT $1::bigint) \
                     SELECT count(*), count(DISTINCT sub), (SELECT count(DISTINCT grants.client_id) FROM alive \
                     JOIN grants ON grants.sub = alive.sub AND grants.session_id = alive.id) FROM alive"
                );
                let row = connection.one(&asked, params![i64::from(most), now.seconds()]).await?;
                let number = |at| u32::try_from(get::<i64>(&row, at)?).map_err(unreadable);
                Ok(InUse { logins: number(0)?, people: number(1)?, apps: number(2)? })
            })
            .await
    }

    async fn oldest_login(&self, now: Timestamp) -> StoreResult<Option<Timestamp>> {
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "SELECT created_at FROM sessions WHERE {LIVE} AND $1::text IS NULL ORDER BY created_at LIMIT 1"
                );
                let found = connection.first(&asked, params![None::<&str>, now.seconds()]).await?;
                found.map(|row| get(&row, 0).map(Timestamp)).transpose()
            })
            .await
    }

    async fn list_sessions(&self, now: Timestamp, limit: u32) -> StoreResult<Vec<(Session, String)>> {
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "SELECT {SESSION}, users.username FROM sessions JOIN users ON users.sub = sessions.sub \
                     WHERE {LIVE} AND NOT users.locked ORDER BY last_seen DESC LIMIT $1"
                );
                let found = connection.rows_planned(&asked, params![i64::from(limit), now.seconds()]).await?;
                found.iter().map(|row| Ok((rows::session(row, 0)?, get(row, SESSION_COLUMNS)?))).collect()
            })
            .await
    }
}

/// A session with its user.
fn signed_in(row: &Row) -> StoreResult<SignedIn> {
    Ok(SignedIn { session: rows::session(row, 0)?, user: rows::user(row, SESSION_COLUMNS)? })
}

async fn save_cookie_session(connection: &Connection, session: &NewCookieSession) -> StoreResult<()> {
    let NewCookieSession { key, state, expires_at } = session;
    let insert = "INSERT INTO cookie_sessions (digest, state, expires_at) VALUES ($1, $2, $3)";
    connection.execute(insert, params![octets(key), rows::to_json(state)?, expires_at.seconds()]).await?;
    Ok(())
}

async fn begin(connection: &Connection, login: &NewLogin, now: Timestamp) -> StoreResult<Begin> {
    let session = &login.session;
    if !is_proven(connection, &session.sub, login.credentials_revision).await? {
        return Ok(Begin::CredentialsChanged);
    }
    let proven_of = (&session.sub, login.credentials_revision);
    if !holds(connection, login.visit.as_ref(), proven_of, now).await? {
        return Ok(Begin::CredentialsChanged);
    }
    let insert = "INSERT INTO sessions (id, sub, auth_time, amr, acr, remember, created_at, last_seen, expires_at, \
         idle_expires_at, user_agent, ip, browser_state, state_id, browser) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let amr = session.amr.join(" ");
    let state_id = BrowserStateId::of(&session.browser_state);
    let parameters = params![
        session.id,
        session.sub.as_str(),
        session.auth_time.seconds(),
        amr,
        session.acr,
        session.remember,
        session.created_at.seconds(),
        session.last_seen.seconds(),
        session.expires_at.seconds(),
        session.idle_expires_at.seconds(),
        session.user_agent,
        session.ip,
        session.browser_state,
        &state_id.as_bytes()[..],
        login.visit.as_ref().map(|visit| octets(&visit.browser)),
    ];
    // From now on apps may know who this is.
    let known = "UPDATE users SET is_known = true WHERE sub = $1 AND NOT is_known";
    let (_, first, ()) = futures_util::future::try_join3(
        connection.execute(insert, parameters),
        connection.execute(known, params![session.sub.as_str()]),
        async {
            match &login.cookie {
                Some(cookie) => save_cookie_session(connection, cookie).await,
                None => Ok(()),
            }
        },
    )
    .await?;
    audit::append(connection, &signed_in_anew(session), now).await?;
    if let Some(visit) = &login.visit {
        let is_new = note_visit(connection, visit, proven_of, now).await?;
        note_added_on_the_way(connection, &session.sub, &session.amr, visit).await?;
        if is_new && first == 0 && visit.is_told {
            new_sign_ins::tell(connection, session, visit, now).await?;
        }
    }
    if let Some(replaced) = &login.replaces {
        end(connection, replaced, Cause::Replaced, now).await?;
    }
    if let Some(from) = &login.from {
        let insert = "INSERT INTO anonymous_states (state_id, signed_in_at) VALUES ($1, $2) \
             ON CONFLICT (state_id) DO UPDATE SET signed_in_at = excluded.signed_in_at";
        connection.execute(insert, params![&from.as_bytes()[..], session.created_at.seconds()]).await?;
    }
    Ok(Begin::Begun)
}

/// Ends one login. Its unused codes die with it (`codes` looks at the session), and so do its grants without
/// `offline_access`; its clients enter the outbox. Whatever is being given in it is waited for, and ends with it.
pub async fn end(connection: &Connection, id: &str, cause: Cause, now: Timestamp) -> StoreResult<bool> {
    let hold = "SELECT 1 FROM sessions WHERE id = $1 AND ended_at IS NULL FOR UPDATE";
    let update =
        "UPDATE sessions SET ended_at = $2, cause = $3 WHERE id = $1 AND ended_at IS NULL RETURNING sub, user_agent";
    connection.prepare(&[hold, update]).await?;
    let (_, ended) = futures_util::future::try_join(
        connection.rows(hold, params![id]),
        connection.rows(update, params![id, now.seconds(), cause.as_str()]),
    )
    .await?;
    if let Some(row) = ended.first() {
        let event = Event::session_end(&Subject::new(get::<String>(row, 0)?), cause, &device_name(get(row, 1)?));
        audit::append(connection, &event, now).await?;
        let of_login = "sub = (SELECT sub FROM sessions WHERE id = $2) AND session_id = $2 AND NOT offline";
        futures_util::future::try_join(
            enqueue(connection, id, None, now),
            revoke_where(connection, of_login, params![now.seconds(), id]),
        )
        .await?;
    } else {
        connection.leave_mark().await?;
    }
    Ok(!ended.is_empty())
}

/// Ends every login of a person but `keep`, and returns how many.
pub async fn end_sessions_of(
    connection: &Connection,
    sub: &Subject,
    keep: Option<&str>,
    cause: Cause,
    now: Timestamp,
) -> StoreResult<usize> {
    hold_person(connection, sub).await?;
    let asked = "SELECT id FROM sessions WHERE sub = $1 AND ended_at IS NULL ORDER BY id";
    let mut ended = 0;
    for row in connection.rows(asked, params![sub.as_str()]).await? {
        let id: &str = get(&row, 0)?;
        if Some(id) != keep {
            ended += usize::from(end(connection, id, cause, now).await?);
        }
    }
    Ok(ended)
}
