//! When registered clients were used last, and which of them nobody uses.

use rusqlite::{Connection, params};

use super::clients::{CLIENT, client, remove};
use super::rows::unreadable;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::registered_client::RegisteredClient;
use crate::store::StoreResult;

/// How exactly the last use is known: it is written once a day, and not at each request.
const EXACT_TO_SECONDS: i64 = 24 * 60 * 60;

/// Enabled, not in the configuration, neither used nor changed since `?1`, and without a refresh token that is good at `?2`.
const UNUSED: &str = "clients.disabled_at IS NULL AND clients.client_id NOT IN (SELECT client_id FROM configured_clients) \
     AND max(clients.created_at, clients.updated_at, coalesce(clients.last_used_at, 0)) <= ?1 \
     AND NOT EXISTS (SELECT 1 FROM grants JOIN refresh_tokens ON refresh_tokens.grant_id = grants.id \
     WHERE grants.client_id = clients.client_id AND grants.revoked_at IS NULL AND refresh_tokens.expires_at > ?2 \
     AND refresh_tokens.idle_expires_at > ?2 AND refresh_tokens.spent_at IS NULL AND refresh_tokens.dead_at IS NULL)";

/// Remembers that a client got something; part of the transaction that gives it. Clients of the configuration have no
/// row here.
pub fn record_use(connection: &Connection, client_id: &ClientId, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached(
            "UPDATE clients SET last_used_at = ?2 WHERE client_id = ?1 AND coalesce(last_used_at, 0) <= ?3",
        )?
        .execute(params![client_id.as_str(), now.seconds(), now.seconds().saturating_sub(EXACT_TO_SECONDS)])?;
    Ok(())
}

/// The clients that were not used since.
pub fn unused(connection: &Connection, since: Timestamp, now: Timestamp) -> StoreResult<Vec<ClientId>> {
    let mut statement = connection.prepare_cached(sql!("SELECT client_id FROM clients WHERE {UNUSED}"))?;
    let ids = statement.query_map(params![certain(since), now.seconds()], |row| row.get::<_, String>(0))?;
    ids.map(|id| ClientId::parse(&id?).ok_or_else(|| unreadable("client_id"))).collect()
}

/// Removes the client if it still was not used since, and returns what it was.
pub fn remove_unused(
    connection: &Connection,
    client_id: &ClientId,
    since: Timestamp,
    now: Timestamp,
) -> StoreResult<Option<RegisteredClient>> {
    let mut statement =
        connection.prepare_cached(sql!("SELECT {CLIENT} FROM clients WHERE client_id = ?3 AND {UNUSED}"))?;
    let mut found = statement.query(params![certain(since), now.seconds(), client_id.as_str()])?;
    let Some(row) = found.next()? else { return Ok(None) };
    let unused = client(connection, row)?;
    remove(connection, client_id, now)?;
    Ok(Some(unused))
}

/// What was kept as used then may have been used later, up to this much.
fn certain(since: Timestamp) -> i64 {
    since.seconds().saturating_sub(EXACT_TO_SECONDS)
}
