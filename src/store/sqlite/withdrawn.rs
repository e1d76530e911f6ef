//! Clients that the configuration names no longer: noted, forgotten when they are back, ended when their time is over.

use std::time::Duration;

use rusqlite::{Connection, params};

use super::audit;
use super::rows::unreadable;
use super::tokens::revoke_grants_of;
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::client::ClientId;
use crate::store::StoreResult;
use crate::store::audit::client_lapsed;
use crate::store::configured::Withdrawn;

/// Neither in the list `?1` nor registered.
const UNKNOWN: &str =
    "client_id NOT IN (SELECT value FROM json_each(?1)) AND client_id NOT IN (SELECT client_id FROM clients)";

/// Whoever is unknown and holds something: grants, tokens of its own, or word of a login that ended.
pub fn unknown_holders(connection: &Connection, known: &str) -> StoreResult<Vec<String>> {
    let mut statement = connection.prepare_cached(sql!(
        "SELECT client_id FROM grants WHERE revoked_at IS NULL AND {UNKNOWN} \
         UNION SELECT client_id FROM client_access_tokens WHERE {UNKNOWN} \
         UNION SELECT client_id FROM logout_deliveries WHERE state = 'pending' AND {UNKNOWN}"
    ))?;
    let ids = statement.query_map([known], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Remembers which clients the configuration names, and records which it did not name before or names no longer.
pub fn remember_configured(connection: &Connection, known: &str, now: Timestamp) -> StoreResult<()> {
    let gone: Vec<String> = connection
        .prepare_cached(
            "DELETE FROM configured_clients WHERE client_id NOT IN (SELECT value FROM json_each(?1)) RETURNING client_id",
        )?
        .query_map([known], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in &gone {
        audit::append(connection, &Event::new(What::ClientLeave).with_client(&client_id(id)?), now)?;
    }
    add_configured(connection, known, now)
}

/// Remembers that the configuration names these too.
fn add_configured(connection: &Connection, known: &str, now: Timestamp) -> StoreResult<()> {
    let added: Vec<String> = connection
        .prepare_cached("INSERT OR IGNORE INTO configured_clients SELECT value FROM json_each(?1) RETURNING client_id")?
        .query_map([known], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in &added {
        audit::append(connection, &Event::new(What::ClientDefine).with_client(&client_id(id)?), now)?;
    }
    Ok(())
}

/// The clients that the configuration named last.
pub fn configured(connection: &Connection) -> StoreResult<Vec<ClientId>> {
    let mut statement = connection.prepare_cached("SELECT client_id FROM configured_clients ORDER BY 1")?;
    let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
    ids.map(|id| client_id(&id?)).collect()
}

/// Forgets those that are known again.
pub fn forget_known(connection: &Connection, known: &str) -> StoreResult<Vec<ClientId>> {
    let mut statement =
        connection.prepare_cached(sql!("DELETE FROM withdrawn WHERE NOT ({UNKNOWN}) RETURNING client_id"))?;
    let ids = statement.query_map([known], |row| row.get::<_, String>(0))?;
    ids.map(|id| client_id(&id?)).collect()
}

/// Notes a client as withdrawn; one that is noted already keeps its time. `false` when nothing had to be noted.
pub fn note(connection: &Connection, client_id: &str, now: Timestamp, grace: Duration) -> StoreResult<bool> {
    let noted = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO withdrawn SELECT ?1, ?2, ?3 WHERE ?1 NOT IN (SELECT client_id FROM clients)",
        )?
        .execute(params![client_id, now.seconds(), now.after(grace).seconds()])?;
    Ok(noted > 0)
}

/// Those that are noted.
pub fn all(connection: &Connection) -> StoreResult<Vec<Withdrawn>> {
    let mut statement = connection.prepare_cached("SELECT client_id, since, ends_at FROM withdrawn ORDER BY 1")?;
    let mut found = statement.query([])?;
    let mut withdrawn = Vec::new();
    while let Some(row) = found.next()? {
        withdrawn.push(Withdrawn {
            client_id: client_id(&row.get::<_, String>(0)?)?,
            since: Timestamp(row.get(1)?),
            ends_at: Timestamp(row.get(2)?),
        });
    }
    Ok(withdrawn)
}

/// Ends those whose time is over. A grace that was made longer meanwhile counts, a shorter one does not: it may be as
/// momentary as the absence.
pub fn end_due(connection: &Connection, known: &str, grace: Duration, now: Timestamp) -> StoreResult<Vec<ClientId>> {
    if !forget_known(connection, known)?.is_empty() {
        // Another node took a configuration in without them: not every node names them, but this one does.
        add_configured(connection, known, now)?;
    }
    let due: Vec<String> = connection
        .prepare_cached("DELETE FROM withdrawn WHERE ends_at <= ?1 AND since <= ?2 RETURNING client_id")?
        .query_map(params![now.seconds(), now.before(grace).seconds()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut ended = Vec::with_capacity(due.len());
    for id in due {
        let client_id = client_id(&id)?;
        revoke_grants_of(connection, &client_id, now)?;
        connection.prepare_cached("DELETE FROM lowered WHERE client_id = ?1")?.execute([client_id.as_str()])?;
        audit::append(connection, &client_lapsed(&client_id, "left"), now)?;
        ended.push(client_id);
    }
    Ok(ended)
}

fn client_id(text: &str) -> StoreResult<ClientId> {
    ClientId::parse(text).ok_or_else(|| unreadable("client_id"))
}
