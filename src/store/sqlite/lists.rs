//! Lists that administrators search ([`crate::store::lists`]).

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::SqliteStore;
use super::logouts::record;
use super::people::few_with;
use super::rows::{self, SESSION, SESSION_COLUMNS, to_json};
use crate::clock::Timestamp;
use crate::protocol::logout_delivery::DeliveryState;
use crate::protocol::session::Session;
use crate::store::StoreResult;
use crate::store::lists::{
    DeliveryOrder, FEW, Found, LOOK, ListedDelivery, Lists, SessionOrder, SessionPlace, WantedDeliveries,
    WantedSessions,
};
use crate::store::people::containing;

#[async_trait]
impl Lists for SqliteStore {
    async fn find_sessions(&self, wanted: &WantedSessions, now: Timestamp) -> StoreResult<Found<(Session, String)>> {
        self.reader.read(|connection| sessions(connection, wanted, now))
    }

    async fn find_deliveries(&self, wanted: &WantedDeliveries) -> StoreResult<Found<ListedDelivery>> {
        self.reader.read(|connection| deliveries(connection, wanted))
    }
}

/// Whether a session comes behind a place (1 to 3: id, last use, username) and not behind a stop (4 to 6: the same), and the order.
/// `+` keeps the planner from those indexes that would have it sort all of them.
fn in_order(order: SessionOrder) -> (&'static str, &'static str) {
    match order {
        SessionOrder::Newest => (
            "+sessions.ended_at IS NULL AND sessions.id < coalesce(?1, '~') AND sessions.id >= coalesce(?4, '')",
            "sessions.id DESC",
        ),
        SessionOrder::Used => (
            "sessions.ended_at IS NULL \
             AND (sessions.last_seen, sessions.id) < (coalesce(?2, 9223372036854775807), coalesce(?1, '~')) \
             AND (sessions.last_seen, sessions.id) >= (coalesce(?5, -1), coalesce(?4, ''))",
            "sessions.last_seen DESC, sessions.id DESC",
        ),
        SessionOrder::Person => (
            "+sessions.ended_at IS NULL AND users.username >= coalesce(?3, '') \
             AND (?3 IS NULL OR users.username > ?3 OR sessions.id < ?1) AND users.username <= coalesce(?6, char(1114111))",
            "users.username, sessions.id DESC",
        ),
    }
}

/// The condition that a session has what is searched for: 9 is the pattern, 10 the text, 11 and 12 are the bounds of addresses,
/// and 13 is the apps.
const SOUGHT: &str = "users.sub = ?10 OR (sessions.ip >= ?11 AND sessions.ip < ?12) \
     OR EXISTS (SELECT 1 FROM user_texts AS one WHERE one.username = users.username AND one.sub = users.sub \
     AND one.text LIKE ?9 ESCAPE '\\') \
     OR EXISTS (SELECT 1 FROM client_logins AS one WHERE one.session_id = sessions.id \
     AND one.client_id IN (SELECT value FROM json_each(?13)))";

fn sessions(connection: &Connection, wanted: &WantedSessions, now: Timestamp) -> StoreResult<Found<(Session, String)>> {
    let (few, place) = (few_sessions(connection, wanted)?, wanted.place());
    let stop = match few.is_none() && wanted.is_sought() {
        true => stop(connection, wanted.order, &place)?,
        false => None,
    };
    let source = match (&few, wanted.order) {
        (Some(_), _) => {
            "json_each(?8) AS few CROSS JOIN sessions ON sessions.id = few.value \
             CROSS JOIN users ON users.sub = +sessions.sub"
        }
        (None, SessionOrder::Person) => "users CROSS JOIN sessions ON sessions.sub = users.sub",
        (None, _) => "sessions CROSS JOIN users ON users.sub = +sessions.sub",
    };
    let sought = if few.is_none() && wanted.text.is_some() { SOUGHT } else { "?13 IS NULL OR 1" };
    let (between, order) = in_order(wanted.order);
    let asked = format!(
        "SELECT {SESSION}, users.username FROM {source} WHERE ({between}) AND ({sought}) \
         AND sessions.expires_at > ?7 AND sessions.idle_expires_at > ?7 AND users.locked = 0 ORDER BY {order} LIMIT ?14"
    );
    let mut statement = connection.prepare_cached(&asked)?;
    let last = stop.clone().unwrap_or_default();
    let (from, to) = wanted.addresses().unzip();
    let mut found = statement.query(params![
        place.id,
        place.last_seen,
        place.username,
        last.id,
        last.last_seen,
        last.username,
        now.seconds(),
        few,
        wanted.text.as_deref().map(containing),
        wanted.text,
        from,
        to,
        to_json(&wanted.clients)?,
        wanted.limit + 1,
    ])?;
    let mut listed = Vec::new();
    while let Some(row) = found.next()? {
        listed.push((rows::session(row, 0)?, row.get(SESSION_COLUMNS)?));
    }
    let stop = stop.map(|stop| stop.key(wanted.order));
    Ok(Found::of(listed, wanted.limit, stop, |(session, username): &(Session, String)| {
        SessionPlace::of(session, username).key(wanted.order)
    }))
}

/// The ids of the sessions that have what is searched for, as a list in JSON; `None` where they are too many, or nothing is.
/// In the order of their people all are looked up so.
fn few_sessions(connection: &Connection, wanted: &WantedSessions) -> StoreResult<Option<String>> {
    let found = match wanted.text.as_deref() {
        None if wanted.order != SessionOrder::Person => return Ok(None),
        None => {
            let mut statement = connection.prepare_cached("SELECT id FROM sessions WHERE ended_at IS NULL LIMIT ?1")?;
            let ids = statement.query_map([FEW + 1], |row| row.get::<_, String>(0))?;
            ids.collect::<Result<Vec<String>, _>>()?
        }
        Some(text) => {
            let Some(people) = few_with(connection, &containing(text))? else { return Ok(None) };
            let (from, to) = wanted.addresses().unzip();
            let mut statement = connection.prepare_cached(
                "SELECT * FROM (SELECT sessions.id FROM json_each(?1) AS one CROSS JOIN sessions \
                 ON sessions.sub = one.value LIMIT ?6) \
                 UNION SELECT * FROM (SELECT id FROM sessions WHERE sub = ?2 LIMIT ?6) \
                 UNION SELECT * FROM (SELECT id FROM sessions WHERE ended_at IS NULL AND ip >= ?3 AND ip < ?4 LIMIT ?6) \
                 UNION SELECT * FROM (SELECT session_id FROM client_logins \
                 WHERE client_id IN (SELECT value FROM json_each(?5)) LIMIT ?6)",
            )?;
            let asked = params![people, text, from, to, to_json(&wanted.clients)?, FEW + 1];
            let ids = statement.query_map(asked, |row| row.get::<_, String>(0))?;
            ids.collect::<Result<Vec<String>, _>>()?
        }
    };
    Ok((found.len() <= usize::from(FEW)).then(|| serde_json::Value::from(found).to_string()))
}

/// Where the look for sessions stops that begins behind this place; `None` where it comes to the end.
fn stop(connection: &Connection, order: SessionOrder, place: &SessionPlace) -> StoreResult<Option<SessionPlace>> {
    let skipped = LOOK - 1;
    let found = match order {
        SessionOrder::Newest => {
            let asked = "SELECT id FROM sessions WHERE id < coalesce(?1, '~') ORDER BY id DESC LIMIT 1 OFFSET ?2";
            connection.prepare_cached(asked)?.query_row(params![place.id, skipped], |row| {
                Ok(SessionPlace { id: row.get(0)?, ..SessionPlace::default() })
            })
        }
        SessionOrder::Used => {
            let asked = "SELECT last_seen, id FROM sessions WHERE ended_at IS NULL \
                 AND (last_seen, id) < (coalesce(?2, 9223372036854775807), coalesce(?1, '~')) \
                 ORDER BY last_seen DESC, id DESC LIMIT 1 OFFSET ?3";
            connection.prepare_cached(asked)?.query_row(params![place.id, place.last_seen, skipped], |row| {
                Ok(SessionPlace { last_seen: row.get(0)?, id: row.get(1)?, username: None })
            })
        }
        SessionOrder::Person => {
            let asked =
                "SELECT username FROM users WHERE username > coalesce(?1, '') ORDER BY username LIMIT 1 OFFSET ?2";
            connection.prepare_cached(asked)?.query_row(params![place.username, skipped], |row| {
                // All sessions of that person are looked at: none is behind an id of nothing.
                Ok(SessionPlace { username: row.get(0)?, id: Some(String::new()), last_seen: None })
            })
        }
    };
    Ok(found.optional()?)
}

fn deliveries(connection: &Connection, wanted: &WantedDeliveries) -> StoreResult<Found<ListedDelivery>> {
    let (behind, order) = match wanted.order {
        DeliveryOrder::Newest => (
            "(created_at, client_id, session_id) < (coalesce(?3, 9223372036854775807), coalesce(?4, ''), coalesce(?5, ''))",
            "one.created_at DESC, one.client_id DESC, one.session_id DESC",
        ),
        DeliveryOrder::Oldest => (
            "(created_at, client_id, session_id) > (coalesce(?3, -1), coalesce(?4, ''), coalesce(?5, ''))",
            "one.created_at, one.client_id, one.session_id",
        ),
        DeliveryOrder::App => (
            "?4 IS NULL OR client_id > ?4 OR (client_id = ?4 AND (created_at, session_id) < (?3, ?5))",
            "one.client_id, one.created_at DESC, one.session_id DESC",
        ),
    };
    // What is looked at in order is all in the index: the rows of those that were told are many, and read by nobody.
    let asked = format!(
        "SELECT one.session_id, one.created_at, one.client_id, one.state, one.attempts, one.next_attempt_at, one.detail, \
         one.took_ms FROM (SELECT session_id, client_id FROM logout_deliveries AS one INDEXED BY logout_deliveries_untold \
         WHERE state IN ('pending', 'failed') AND (?1 IS NULL OR state = ?1) \
         AND (?2 IS NULL OR client_id IN (SELECT value FROM json_each(?2))) AND ({behind}) ORDER BY {order} LIMIT ?6) AS found \
         CROSS JOIN logout_deliveries AS one ON one.session_id = found.session_id AND one.client_id = found.client_id \
         ORDER BY {order}"
    );
    let (at, client_id, session_id) = wanted.place();
    let clients = wanted.clients.as_ref().map(to_json).transpose()?;
    let state = wanted.state.map(DeliveryState::as_str);
    let mut statement = connection.prepare_cached(&asked)?;
    let mut found = statement.query(params![state, clients, at, client_id, session_id, wanted.limit + 1])?;
    let mut listed = Vec::new();
    while let Some(row) = found.next()? {
        listed.push((row.get(0)?, Timestamp(row.get(1)?), record(row, 2)?));
    }
    Ok(Found::of(listed, wanted.limit, None, |last: &ListedDelivery| wanted.key(last)))
}
