//! Clients that the configuration names no longer: noted, forgotten when they are back, ended when their time is over.

use std::time::Duration;

use super::audit;
use super::connection::{Connection, params};
use super::rows::{self, get};
use super::tokens::revoke_grants_of;
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::client::ClientId;
use crate::store::StoreResult;
use crate::store::audit::client_lapsed;
use crate::store::configured::Withdrawn;

/// Neither in the list `$1` nor registered.
const UNKNOWN: &str = "client_id <> ALL($1) AND client_id NOT IN (SELECT client_id FROM clients)";

/// Whoever is unknown and holds something: grants, tokens of its own, or word of a login that ended.
pub async fn unknown_holders(connection: &Connection, known: &[String]) -> StoreResult<Vec<String>> {
    let asked = format!(
        "SELECT client_id FROM grants WHERE revoked_at IS NULL AND {UNKNOWN} \
         UNION SELECT client_id FROM client_access_tokens WHERE {UNKNOWN} \
         UNION SELECT client_id FROM logout_deliveries WHERE state = 'pending' AND {UNKNOWN}"
    );
    connection.rows(&asked, params![known]).await?.iter().map(|row| get(row, 0)).collect()
}

/// Remembers which clients the configuration names, and records which it did not name before or names no longer.
pub async fn remember_configured(connection: &Connection, known: &[String], now: Timestamp) -> StoreResult<()> {
    let delete = "DELETE FROM configured_clients WHERE client_id <> ALL($1) RETURNING client_id";
    for row in &connection.rows(delete, params![known]).await? {
        let event = Event::new(What::ClientLeave).with_client(&rows::client_id(row, 0)?);
        audit::append(connection, &event, now).await?;
    }
    add_configured(connection, known, now).await
}

/// Remembers that the configuration names these too.
async fn add_configured(connection: &Connection, known: &[String], now: Timestamp) -> StoreResult<()> {
    let insert = "INSERT INTO configured_clients (client_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING \
         RETURNING client_id";
    for row in &connection.rows(insert, params![known]).await? {
        let event = Event::new(What::ClientDefine).with_client(&rows::client_id(row, 0)?);
        audit::append(connection, &event, now).await?;
    }
    Ok(())
}

/// The clients that the configuration named last.
pub async fn configured(connection: &Connection) -> StoreResult<Vec<ClientId>> {
    let found = connection.rows("SELECT client_id FROM configured_clients ORDER BY 1", &[]).await?;
    found.iter().map(|row| rows::client_id(row, 0)).collect()
}

/// Forgets those that are known again.
pub async fn forget_known(connection: &Connection, known: &[String]) -> StoreResult<Vec<ClientId>> {
    let delete = format!("DELETE FROM withdrawn WHERE NOT ({UNKNOWN}) RETURNING client_id");
    let found = connection.rows(&delete, params![known]).await?;
    found.iter().map(|row| rows::client_id(row, 0)).collect()
}

/// Notes a client as withdrawn; one that is noted already keeps its time. `false` when nothing had to be noted.
pub async fn note(connection: &Connection, client_id: &str, now: Timestamp, grace: Duration) -> StoreResult<bool> {
    let insert = "INSERT INTO withdrawn (client_id, since, ends_at) SELECT $1::text, $2::bigint, $3::bigint \
         WHERE $1 NOT IN (SELECT client_id FROM clients) ON CONFLICT DO NOTHING";
    let parameters = params![client_id, now.seconds(), now.after(grace).seconds()];
    Ok(connection.execute(insert, parameters).await? > 0)
}

/// Those that are noted.
pub async fn all(connection: &Connection) -> StoreResult<Vec<Withdrawn>> {
    let found = connection.rows("SELECT client_id, since, ends_at FROM withdrawn ORDER BY 1", &[]).await?;
    let withdrawn = |row| {
        Ok(Withdrawn {
            client_id: rows::client_id(row, 0)?,
            since: Timestamp(get(row, 1)?),
            ends_at: Timestamp(get(row, 2)?),
        })
    };
    found.iter().map(withdrawn).collect()
}

/// Ends those whose time is over. A grace that was made longer meanwhile counts, a shorter one does not: it may be as
/// momentary as the absence.
pub async fn end_due(
    connection: &Connection,
    known: &[String],
    grace: Duration,
    now: Timestamp,
) -> StoreResult<Vec<ClientId>> {
    if !forget_known(connection, known).await?.is_empty() {
        // Another node took a configuration in without them: not every node names them, but this one does.
        add_configured(connection, known, now).await?;
    }
    let delete = "DELETE FROM withdrawn WHERE ends_at <= $1 AND since <= $2 RETURNING client_id";
    let due = connection.rows(delete, params![now.seconds(), now.before(grace).seconds()]).await?;
    let mut ended = Vec::with_capacity(due.len());
    for row in &due {
        let client_id = rows::client_id(row, 0)?;
        revoke_grants_of(connection, &client_id, now).await?;
        connection.execute("DELETE FROM lowered WHERE client_id = $1", params![client_id.as_str()]).await?;
        audit::append(connection, &client_lapsed(&client_id, "left"), now).await?;
        ended.push(client_id);
    }
    Ok(ended)
}
