//! Cookie sessions and logins.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::types::{Null, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codes::revocations_of;
use super::consents::CONSENT;
use super::factors::note_added_on_the_way;
use super::known_browsers::{holds, note_visit};
use super::logouts::enqueue;
use super::rows::{self, SESSION, SESSION_COLUMNS, USER, USER_COLUMNS};
use super::standing::{LIVE, MAY_SIGN_IN, is_proven, login_lives};
use super::{SqliteStore, audit, consents, new_sign_ins};
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
impl Sessions for SqliteStore {
    async fn cookie_session(&self, key: &Digest, now: Timestamp) -> StoreResult<Option<CookieState>> {
        self.reader.read(|connection| {
            let state: Option<String> = connection
                .prepare_cached("SELECT state FROM cookie_sessions WHERE digest = ?1 AND expires_at > ?2")?
                .query_row(params![key.as_bytes(), now.seconds()], |row| row.get(0))
                .optional()?;
            state.map(|state| rows::json(&state)).transpose()
        })
    }

    async fn save_cookie_session(&self, session: &NewCookieSession) -> StoreResult<()> {
        let session = session.clone();
        self.writer.write(move |connection| save_cookie_session(connection, &session)).await
    }

    async fn update_cookie_session(
        &self,
        key: &Digest,
        state: &CookieState,
        expires_at: Timestamp,
    ) -> StoreResult<bool> {
        let (key, state) = (*key, rows::to_json(state)?);
        self.writer
            .write(move |connection| {
                let updated = connection
                    .prepare_cached("UPDATE cookie_sessions SET state = ?2, expires_at = ?3 WHERE digest = ?1")?
                    .execute(params![key.as_bytes(), state, expires_at.seconds()])?;
                Ok(updated > 0)
            })
            .await
    }

    async fn delete_cookie_session(&self, key: &Digest) -> StoreResult<()> {
        let key = *key;
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached("DELETE FROM cookie_sessions WHERE digest = ?1")?
                    .execute([key.as_bytes()])?;
                Ok(())
            })
            .await
    }

    async fn begin_session(&self, login: &NewLogin, now: Timestamp) -> StoreResult<Begin> {
        let login = login.clone();
        self.writer.write(move |connection| begin(connection, &login, now)).await
    }

    async fn live_session(&self, id: &str, now: Timestamp) -> StoreResult<Option<SignedIn>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!(
                "SELECT {SESSION}, {USER} FROM sessions JOIN users ON users.sub = sessions.sub \
                 WHERE sessions.id = ?1 AND {LIVE} AND users.locked = 0"
            ))?;
            let mut found = statement.query(params![id, now.seconds()])?;
            found.next()?.map(signed_in).transpose()
        })
    }

    async fn live_session_for(
        &self,
        id: &str,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<Option<(SignedIn, Allowed)>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!(
                "SELECT {SESSION}, {USER}, {}, {CONSENT} FROM sessions JOIN users ON users.sub = sessions.sub \
                 LEFT JOIN consents ON consents.sub = sessions.sub AND consents.client_id = ?3 \
                 WHERE sessions.id = ?1 AND {LIVE} AND users.locked = 0",
                revocations_of("?3", "sessions.sub")
            ))?;
            let mut found = statement.query(params![id, now.seconds(), client_id.as_str()])?;
            let Some(row) = found.next()? else { return Ok(None) };
            let at = SESSION_COLUMNS + USER_COLUMNS;
            let has_consent = row.get_ref(at + 1)? != ValueRef::Null;
            let consent = if has_consent { Some(consents::consent(row, at + 1)?) } else { None };
            Ok(Some((signed_in(row)?, Allowed { consent, revocations: row.get(at)? })))
        })
    }

    async fn live_session_named(
        &self,
        client_id: &ClientId,
        sid: &str,
        now: Timestamp,
    ) -> StoreResult<Option<SignedIn>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!(
                "SELECT {SESSION}, {USER} FROM client_logins JOIN sessions ON sessions.id = client_logins.session_id \
                 JOIN users ON users.sub = sessions.sub \
                 WHERE client_logins.client_id = ?1 AND client_logins.sid = ?3 AND {LIVE} AND users.locked = 0 LIMIT 1"
            ))?;
            let mut found = statement.query(params![client_id.as_str(), now.seconds(), sid])?;
            found.next()?.map(signed_in).transpose()
        })
    }

    async fn touch_session(&self, id: &str, now: Timestamp, idle: Duration) -> StoreResult<()> {
        let id = id.to_owned();
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached(sql!(
                        "UPDATE sessions SET last_seen = ?2, idle_expires_at = max(idle_expires_at, ?3) \
                         WHERE id = ?1 AND {LIVE}"
                    ))?
                    .execute(params![id, now.seconds(), now.after(idle).seconds()])?;
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
        self.writer
            .write(move |connection| {
                if !login_lives(connection, &id, now)? {
                    return Ok(Begin::LoginEnded);
                }
                let asked = "SELECT sub FROM sessions WHERE id = ?1";
                let sub = Subject::new(connection.prepare_cached(asked)?.query_row([&id], |row| row.get::<_, String>(0))?);
                let proven_of = (&sub, credentials_revision);
                if !holds(connection, proven.visit.as_ref(), proven_of, now)? {
                    return Ok(Begin::CredentialsChanged);
                }
                let recorded = connection
                    .prepare_cached(sql!(
                        "UPDATE sessions SET auth_time = ?2, last_seen = ?3, amr = ?4, acr = ?5 WHERE id = ?1 AND acr = ?6 \
                         AND EXISTS (SELECT 1 FROM users WHERE users.sub = sessions.sub AND {MAY_SIGN_IN} \
                         AND users.credentials_revision = ?7)",
                    ))?
                    .execute(params![
                        id,
                        proven.auth_time.seconds(),
                        now.seconds(),
                        proven.amr.join(" "),
                        proven.acr,
                        was,
                        credentials_revision,
                    ])?;
                if recorded == 0 {
                    return Ok(Begin::CredentialsChanged);
                }
                audit::append(connection, &proved_again(&sub, &was, &proven, now), now)?;
                if let Some(visit) = &proven.visit {
                    note_visit(connection, visit, proven_of, now)?;
                    note_added_on_the_way(connection, &sub, &proven.amr, visit)?;
                }
                Ok(Begin::Begun)
            })
            .await
    }

    async fn end_session_by(
        &self,
        clients: &Arc<Addressees>,
        id: &str,
        cause: Cause,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let (clients, id) = (clients.clone(), id.to_owned());
        self.writer.write(move |connection| end_by(connection, &clients, &id, cause, now)).await
    }

    async fn end_every_session(&self, sub: &Subject, cause: Cause, now: Timestamp) -> StoreResult<usize> {
        let sub = sub.clone();
        self.writer.write(move |connection| end_sessions_of(connection, &sub, None, cause, now)).await
    }

    async fn sessions_of(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<Session>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!(
                "SELECT {SESSION} FROM sessions WHERE sub = ?1 AND {LIVE} ORDER BY last_seen DESC"
            ))?;
            let mut found = statement.query(params![sub.as_str(), now.seconds()])?;
            let mut sessions = Vec::new();
            while let Some(row) = found.next()? {
                sessions.push(rows::session(row, 0)?);
            }
            Ok(sessions)
        })
    }

    async fn count_sessions(&self, now: Timestamp, most: u64) -> StoreResult<u64> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.reader.read(|connection| {
            let asked = sql!("SELECT count(*) FROM (SELECT 1 FROM sessions WHERE {LIVE} LIMIT ?1)");
            let count: u32 =
                connection.prepare_cached(asked)?.query_row(params![most, now.seconds()], |row| row.get(0))?;
            Ok(count.into())
        })
    }

    async fn in_use(&self, now: Timestamp, most: u32) -> StoreResult<InUse> {
        self.reader.read(|connection| {
            // `CROSS` has the planner begin with the logins, of which there are fewer than grants.
            let asked = sql!(
                "WITH alive AS (SELECT id, sub FROM sessions WHERE {LIVE} LIMIT ?1) \
                 SELECT count(*), count(DISTINCT sub), (SELECT count(DISTINCT grants.client_id) FROM alive \
                 CROSS JOIN grants ON grants.sub = alive.sub AND grants.session_id = alive.id) FROM alive"
            );
            let counted = connection.prepare_cached(asked)?.query_row(params![most, now.seconds()], |row| {
                Ok(InUse { logins: row.get(0)?, people: row.get(1)?, apps: row.get(2)? })
            });
            Ok(counted?)
        })
    }

    async fn oldest_login(&self, now: Timestamp) -> StoreResult<Option<Timestamp>> {
        self.reader.read(|connection| {
            // There is no ?1 here, and SQLite counts it all the same.
            let mut statement = connection
                .prepare_cached(sql!("SELECT created_at FROM sessions WHERE {LIVE} ORDER BY created_at LIMIT 1"))?;
            let oldest: Option<i64> = statement.query_row(params![Null, now.seconds()], |row| row.get(0)).optional()?;
            Ok(oldest.map(Timestamp))
        })
    }

    async fn list_sessions(&self, now: Timestamp, limit: u32) -> StoreResult<Vec<(Session, String)>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!(
                "SELECT {SESSION}, users.username FROM sessions JOIN users ON users.sub = sessions.sub \
                 WHERE {LIVE} AND users.locked = 0 ORDER BY last_seen DESC LIMIT ?1"
            ))?;
            let mut found = statement.query(params![limit, now.seconds()])?;
            let mut sessions = Vec::new();
            while let Some(row) = found.next()? {
                sessions.push((rows::session(row, 0)?, row.get(SESSION_COLUMNS)?));
            }
            Ok(sessions)
        })
    }
}

/// A session with its user.
fn signed_in(row: &Row<'_>) -> StoreResult<SignedIn> {
    Ok(SignedIn { session: rows::session(row, 0)?, user: rows::user(row, SESSION_COLUMNS)? })
}

fn save_cookie_session(connection: &Connection, session: &NewCookieSession) -> StoreResult<()> {
    let NewCookieSession { key, state, expires_at } = session;
    let parameters = params![key.as_bytes(), rows::to_json(state)?, expires_at.seconds()];
    connection.prepare_cached("INSERT INTO cookie_sessions VALUES (?1, ?2, ?3)")?.execute(parameters)?;
    Ok(())
}

fn begin(connection: &Connection, login: &NewLogin, now: Timestamp) -> StoreResult<Begin> {
    let session = &login.session;
    if !is_proven(connection, &session.sub, login.credentials_revision)? {
        return Ok(Begin::CredentialsChanged);
    }
    if !holds(connection, login.visit.as_ref(), (&session.sub, login.credentials_revision), now)? {
        return Ok(Begin::CredentialsChanged);
    }
    connection
        .prepare_cached(
            "INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, NULL, NULL, ?14, ?15)",
        )?
        .execute(params![
            session.id,
            session.sub.as_str(),
            session.auth_time.seconds(),
            session.amr.join(" "),
            session.acr,
            session.remember,
            session.created_at.seconds(),
            session.last_seen.seconds(),
            session.expires_at.seconds(),
            session.idle_expires_at.seconds(),
            session.user_agent,
            session.ip,
            session.browser_state,
            BrowserStateId::of(&session.browser_state).as_bytes(),
            login.visit.as_ref().map(|visit| visit.browser.as_bytes()),
        ])?;
    if let Some(cookie) = &login.cookie {
        save_cookie_session(connection, cookie)?;
    }
    audit::append(connection, &signed_in_anew(session), now)?;
    // From now on apps may know who this is.
    let is_first = connection
        .prepare_cached("UPDATE users SET is_known = 1 WHERE sub = ?1 AND is_known = 0")?
        .execute([session.sub.as_str()])?
        > 0;
    if let Some(visit) = &login.visit {
        let is_new = note_visit(connection, visit, (&session.sub, login.credentials_revision), now)?;
        note_added_on_the_way(connection, &session.sub, &session.amr, visit)?;
        if is_new && !is_first && visit.is_told {
            new_sign_ins::tell(connection, session, visit, now)?;
        }
    }
    if let Some(replaced) = &login.replaces {
        end(connection, replaced, Cause::Replaced, now)?;
    }
    if let Some(from) = &login.from {
        connection
            .prepare_cached("INSERT OR REPLACE INTO anonymous_states VALUES (?1, ?2)")?
            .execute(params![from.as_bytes(), session.created_at.seconds()])?;
    }
    Ok(Begin::Begun)
}

/// Ends one login. Its unused codes die with it (`codes` looks at the session), and so do its grants without
/// `offline_access`; its clients enter the outbox.
pub fn end(connection: &Connection, id: &str, cause: Cause, now: Timestamp) -> StoreResult<bool> {
    end_by(connection, &Addressees::default(), id, cause, now)
}

/// The same; `clients` are those of this node's configuration, so that word for apps without an address can be closed at once.
fn end_by(connection: &Connection, clients: &Addressees, id: &str, cause: Cause, now: Timestamp) -> StoreResult<bool> {
    let ended: Option<(String, String)> = connection
        .prepare_cached(
            "UPDATE sessions SET ended_at = ?2, cause = ?3 WHERE id = ?1 AND ended_at IS NULL RETURNING sub, user_agent",
        )?
        .query_row(params![id, now.seconds(), cause.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((sub, user_agent)) = &ended {
        let event = Event::session_end(&Subject::new(sub.as_str()), cause, &device_name(user_agent));
        audit::append(connection, &event, now)?;
        enqueue(connection, clients, id, None, now)?;
        connection
            .prepare_cached(
                "UPDATE grants SET revoked_at = ?2 WHERE sub = (SELECT sub FROM sessions WHERE id = ?1) \
                 AND session_id = ?1 AND offline = 0 AND revoked_at IS NULL",
            )?
            .execute(params![id, now.seconds()])?;
    }
    Ok(ended.is_some())
}

/// Ends every login of a person but `keep`, and returns how many.
pub fn end_sessions_of(
    connection: &Connection,
    sub: &Subject,
    keep: Option<&str>,
    cause: Cause,
    now: Timestamp,
) -> StoreResult<usize> {
    let mut statement = connection.prepare_cached("SELECT id FROM sessions WHERE sub = ?1 AND ended_at IS NULL")?;
    let ids: Vec<String> = statement.query_map([sub.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut ended = 0;
    for id in ids.iter().filter(|id| Some(id.as_str()) != keep) {
        ended += usize::from(end(connection, id, cause, now)?);
    }
    Ok(ended)
}
