//! Lists that administrators search ([`crate::store::lists`]).

use async_trait::async_trait;
use tokio_postgres::Row;

use super::PostgresStore;
use super::connection::{Connection, params};
use super::logouts::record;
use super::rows::{self, SESSION, SESSION_COLUMNS, get};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::logout_delivery::DeliveryState;
use crate::protocol::session::Session;
use crate::store::StoreResult;
use crate::store::lists::{
    DeliveryOrder, FEW, Found, LOOK, ListedDelivery, Lists, SessionOrder, SessionPlace, WantedDeliveries,
    WantedSessions,
};
use crate::store::people::containing;

#[async_trait]
impl Lists for PostgresStore {
    async fn find_sessions(&self, wanted: &WantedSessions, now: Timestamp) -> StoreResult<Found<(Session, String)>> {
        let wanted = wanted.clone();
        self.engine.read(async move |connection: &Connection| sessions(connection, &wanted, now).await).await
    }

    async fn find_deliveries(&self, wanted: &WantedDeliveries) -> StoreResult<Found<ListedDelivery>> {
        let wanted = wanted.clone();
        self.engine.read(async move |connection: &Connection| deliveries(connection, &wanted).await).await
    }
}

/// What each parameter is, whether or not the order at hand asks for it.
const TYPES: &str = "($1::text IS NULL OR true) AND ($2::bigint IS NULL OR true) AND ($3::text IS NULL OR true) \
     AND ($4::text IS NULL OR true) AND ($5::bigint IS NULL OR true) AND ($6::text IS NULL OR true) \
     AND ($8::text[] IS NULL OR true) AND ($9::text IS NULL OR true) AND ($10::text IS NULL OR true) \
     AND ($11::text IS NULL OR true) AND ($12::text IS NULL OR true) AND ($13::text[] IS NULL OR true)";

/// Whether a session comes behind a place (1 to 3: id, last use, username) and not behind a stop (4 to 6: the same), and the order.
fn in_order(order: SessionOrder) -> (&'static str, &'static str) {
    match order {
        SessionOrder::Newest => {
            ("sessions.id < coalesce($1, '~') AND sessions.id >= coalesce($4, '')", "sessions.id DESC")
        }
        SessionOrder::Used => (
            "(sessions.last_seen, sessions.id) < (coalesce($2, 9223372036854775807), coalesce($1, '~')) \
             AND (sessions.last_seen, sessions.id) >= (coalesce($5, -1), coalesce($4, ''))",
            "sessions.last_seen DESC, sessions.id DESC",
        ),
        SessionOrder::Person => (
            "users.username COLLATE \"C\" >= coalesce($3, '') \
             AND ($3 IS NULL OR users.username COLLATE \"C\" > $3 OR sessions.id < $1) \
             AND ($6 IS NULL OR users.username COLLATE \"C\" <= $6)",
            "users.username COLLATE \"C\", sessions.id DESC",
        ),
    }
}

/// The condition that a session has what is searched for: 9 is the pattern, 10 the text, 11 and 12 are the bounds of addresses,
/// and 13 is the apps.
const SOUGHT: &str = "users.sub = $10 OR (sessions.ip COLLATE \"C\" >= $11 AND sessions.ip COLLATE \"C\" < $12) \
     OR EXISTS (SELECT 1 FROM user_texts AS one WHERE one.sub = users.sub AND one.text ILIKE $9) \
     OR EXISTS (SELECT 1 FROM client_logins AS one WHERE one.session_id = sessions.id AND one.client_id = ANY($13))";

async fn sessions(
    connection: &Connection,
    wanted: &WantedSessions,
    now: Timestamp,
) -> StoreResult<Found<(Session, String)>> {
    let (few, place) = (few_sessions(connection, wanted).await?, wanted.place());
    let stop = match few.is_none() && wanted.is_sought() {
        true => stop(connection, wanted.order, &place).await?,
        false => None,
    };
    let sought = match (&few, &wanted.text) {
        (Some(_), _) => "sessions.id = ANY($8)",
        (None, Some(_)) => SOUGHT,
        (None, None) => "true",
    };
    let (between, order) = in_order(wanted.order);
    let asked = format!(
        "SELECT {SESSION}, users.username FROM sessions JOIN users ON users.sub = sessions.sub \
         WHERE {TYPES} AND ({between}) AND ({sought}) AND sessions.ended_at IS NULL AND sessions.expires_at > $7 \
         AND sessions.idle_expires_at > $7 AND NOT users.locked ORDER BY {order} LIMIT $14"
    );
    let last = stop.clone().unwrap_or_default();
    let (from, to) = wanted.addresses().unzip();
    let parameters = params![
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
        names(&wanted.clients),
        i64::from(wanted.limit) + 1,
    ];
    let found = connection.rows_planned(&asked, parameters).await?;
    let listed = found.iter().map(|row| Ok((rows::session(row, 0)?, get(row, SESSION_COLUMNS)?)));
    let listed = listed.collect::<StoreResult<Vec<(Session, String)>>>()?;
    let stop = stop.map(|stop| stop.key(wanted.order));
    Ok(Found::of(listed, wanted.limit, stop, |(session, username): &(Session, String)| {
        SessionPlace::of(session, username).key(wanted.order)
    }))
}

/// The ids of the sessions that have what is searched for; `None` where they are too many, or nothing is. In the order of their
/// people all are looked up so.
async fn few_sessions(connection: &Connection, wanted: &WantedSessions) -> StoreResult<Option<Vec<String>>> {
    let (few, many) = (usize::from(FEW), i64::from(FEW) + 1);
    let found = match wanted.text.as_deref() {
        None if wanted.order != SessionOrder::Person => return Ok(None),
        None => {
            connection.rows_planned("SELECT id FROM sessions WHERE ended_at IS NULL LIMIT $1", params![many]).await?
        }
        Some(text) => {
            let asked = "SELECT sub FROM user_texts WHERE text ILIKE $1 LIMIT $2";
            let people = connection.rows_planned(asked, params![containing(text), many]).await?;
            let mut people = people.iter().map(|row| get::<String>(row, 0)).collect::<StoreResult<Vec<String>>>()?;
            if people.len() > few {
                return Ok(None);
            }
            people.push(text.to_owned());
            let (from, to) = wanted.addresses().unzip();
            let asked = "SELECT * FROM (SELECT id FROM sessions WHERE sub = ANY($1) LIMIT $5) AS of_people \
                 UNION SELECT * FROM (SELECT id FROM sessions WHERE ended_at IS NULL \
                 AND ip COLLATE \"C\" >= $2 AND ip COLLATE \"C\" < $3 LIMIT $5) AS of_addresses \
                 UNION SELECT * FROM (SELECT session_id FROM client_logins WHERE client_id = ANY($4) LIMIT $5) AS of_apps";
            connection.rows_planned(asked, params![people, from, to, names(&wanted.clients), many]).await?
        }
    };
    if found.len() > few {
        return Ok(None);
    }
    found.iter().map(|row| get(row, 0)).collect::<StoreResult<Vec<String>>>().map(Some)
}

/// Where the look for sessions stops that begins behind this place; `None` where it comes to the end.
async fn stop(connection: &Connection, order: SessionOrder, place: &SessionPlace) -> StoreResult<Option<SessionPlace>> {
    let skipped = i64::from(LOOK) - 1;
    let found = match order {
        SessionOrder::Newest => {
            let asked = "SELECT id, NULL::bigint, NULL::text FROM sessions WHERE id < coalesce($1, '~') \
                 ORDER BY id DESC LIMIT 1 OFFSET $2";
            connection.first(asked, params![place.id, skipped]).await?
        }
        SessionOrder::Used => {
            let asked = "SELECT id, last_seen, NULL::text FROM sessions WHERE ended_at IS NULL \
                 AND (last_seen, id) < (coalesce($2, 9223372036854775807), coalesce($1, '~')) \
                 ORDER BY last_seen DESC, id DESC LIMIT 1 OFFSET $3";
            connection.first(asked, params![place.id, place.last_seen, skipped]).await?
        }
        SessionOrder::Person => {
            // All sessions of that person are looked at: none is behind an id of nothing.
            let asked = "SELECT ''::text, NULL::bigint, username FROM users WHERE username COLLATE \"C\" > coalesce($1, '') \
                 ORDER BY username COLLATE \"C\" LIMIT 1 OFFSET $2";
            connection.first(asked, params![place.username, skipped]).await?
        }
    };
    found.as_ref().map(place_of).transpose()
}

fn place_of(row: &Row) -> StoreResult<SessionPlace> {
    Ok(SessionPlace { id: get(row, 0)?, last_seen: get(row, 1)?, username: get(row, 2)? })
}

async fn deliveries(connection: &Connection, wanted: &WantedDeliveries) -> StoreResult<Found<ListedDelivery>> {
    let (behind, order) = match wanted.order {
        DeliveryOrder::Newest => (
            "(created_at, client_id, session_id) < (coalesce($3, 9223372036854775807), coalesce($4, ''), coalesce($5, ''))",
            "created_at DESC, client_id DESC, session_id DESC",
        ),
        DeliveryOrder::Oldest => (
            "(created_at, client_id, session_id) > (coalesce($3, -1), coalesce($4, ''), coalesce($5, ''))",
            "created_at, client_id, session_id",
        ),
        DeliveryOrder::App => (
            "$4 IS NULL OR client_id > $4 OR (client_id = $4 AND (created_at, session_id) < ($3, $5))",
            "client_id, created_at DESC, session_id DESC",
        ),
    };
    let asked = format!(
        "SELECT session_id, created_at, client_id, state, attempts, next_attempt_at, detail, took_ms \
         FROM logout_deliveries WHERE state IN ('pending', 'failed') AND ($1::text IS NULL OR state = $1) \
         AND ($2::text[] IS NULL OR client_id = ANY($2)) \
         AND ($3::bigint IS NULL OR true) AND ($4::text IS NULL OR true) AND ($5::text IS NULL OR true) \
         AND ({behind}) ORDER BY {order} LIMIT $6"
    );
    let (at, client_id, session_id) = wanted.place();
    let clients = wanted.clients.as_deref().map(names);
    let state = wanted.state.map(DeliveryState::as_str);
    let parameters = params![state, clients, at, client_id, session_id, i64::from(wanted.limit) + 1];
    let found = connection.rows_planned(&asked, parameters).await?;
    let listed = found.iter().map(|row| Ok((get(row, 0)?, Timestamp(get(row, 1)?), record(row, 2)?)));
    let listed = listed.collect::<StoreResult<Vec<ListedDelivery>>>()?;
    Ok(Found::of(listed, wanted.limit, None, |last: &ListedDelivery| wanted.key(last)))
}

/// Apps, as a parameter.
fn names(clients: &[ClientId]) -> Vec<&str> {
    clients.iter().map(ClientId::as_str).collect()
}
