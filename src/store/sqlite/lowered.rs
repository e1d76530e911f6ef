//! Proofs that clients no longer have.

use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, params};

use super::{SqliteStore, audit, rows};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;
use crate::store::StoreResult;
use crate::store::audit::client_lapsed;
use crate::store::lowered::{Credentials, Lowered};

#[async_trait]
impl Lowered for SqliteStore {
    async fn note_lowered(
        &self,
        clients: &[Credentials],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<Vec<ClientId>> {
        // The long look is not the writer's.
        let lapsed: Vec<(ClientId, Vec<String>)> = self.reader.read(|connection| {
            clients
                .iter()
                .map(|(client_id, kept)| Ok((client_id.clone(), lapsed(connection, client_id, kept)?)))
                .collect()
        })?;
        if lapsed.iter().all(|(_, lapsed)| lapsed.is_empty()) && !self.has_lowered().await? {
            return Ok(Vec::new());
        }
        let clients = clients.to_vec();
        self.writer
            .write(move |connection| {
                forget(connection, &clients)?;
                let mut noted = Vec::new();
                for (client_id, lapsed) in &lapsed {
                    let mut added = 0;
                    for proven_by in lapsed {
                        added += connection
                            .prepare_cached("INSERT OR IGNORE INTO lowered VALUES (?1, ?2, ?3, ?4)")?
                            .execute(params![
                                client_id.as_str(),
                                proven_by,
                                now.seconds(),
                                now.after(grace).seconds()
                            ])?;
                    }
                    noted.extend((added > 0).then(|| client_id.clone()));
                }
                Ok(noted)
            })
            .await
    }

    async fn lowered_clients(&self, clients: &[Credentials]) -> StoreResult<Vec<ClientId>> {
        self.reader.read(|connection| {
            let mut lowered = Vec::new();
            for (client_id, kept) in clients {
                if !lapsed(connection, client_id, kept)?.is_empty() {
                    lowered.push(client_id.clone());
                }
            }
            Ok(lowered)
        })
    }

    async fn has_lowered(&self) -> StoreResult<bool> {
        self.reader.read(|connection| Ok(connection.prepare_cached("SELECT 1 FROM lowered LIMIT 1")?.exists([])?))
    }

    async fn end_lowered(
        &self,
        clients: &[Credentials],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<Vec<ClientId>> {
        let clients = clients.to_vec();
        self.writer
            .write(move |connection| {
                forget(connection, &clients)?;
                let mut ended = Vec::new();
                for (client_id, _) in &clients {
                    let due: Vec<String> = connection
                        .prepare_cached(
                            "DELETE FROM lowered WHERE client_id = ?1 AND ends_at <= ?2 AND since <= ?3 RETURNING proven_by",
                        )?
                        .query_map(
                            params![client_id.as_str(), now.seconds(), now.before(grace).seconds()],
                            |row| row.get(0),
                        )?
                        .collect::<Result<_, _>>()?;
                    for proven_by in &due {
                        end(connection, client_id, proven_by, now)?;
                    }
                    if !due.is_empty() {
                        audit::append(connection, &client_lapsed(client_id, "credentials"), now)?;
                    }
                    ended.extend((!due.is_empty()).then(|| client_id.clone()));
                }
                Ok(ended)
            })
            .await
    }
}

/// Ends whatever was granted to a client under another proof than these; part of the transaction that changes it.
pub fn end_all_but(
    connection: &Connection,
    client_id: &ClientId,
    kept: &[ProvenBy],
    now: Timestamp,
) -> StoreResult<()> {
    for proven_by in lapsed(connection, client_id, kept)? {
        end(connection, client_id, &proven_by, now)?;
    }
    Ok(())
}

/// What the client got something by that lives, and that is not kept.
fn lapsed(connection: &Connection, client_id: &ClientId, kept: &[ProvenBy]) -> StoreResult<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT proven_by FROM grants WHERE client_id = ?1 AND revoked_at IS NULL AND proven_by IS NOT NULL \
         AND proven_by NOT IN (SELECT value FROM json_each(?2)) \
         UNION SELECT proven_by FROM client_access_tokens WHERE client_id = ?1 AND proven_by IS NOT NULL \
         AND proven_by NOT IN (SELECT value FROM json_each(?2))",
    )?;
    let found = statement.query_map(params![client_id.as_str(), words(kept)?], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Forgets what is a credential of its client again.
fn forget(connection: &Connection, clients: &[Credentials]) -> StoreResult<()> {
    for (client_id, kept) in clients {
        connection
            .prepare_cached(
                "DELETE FROM lowered WHERE client_id = ?1 AND proven_by IN (SELECT value FROM json_each(?2))",
            )?
            .execute(params![client_id.as_str(), words(kept)?])?;
    }
    Ok(())
}

fn end(connection: &Connection, client_id: &ClientId, proven_by: &str, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached(
            "UPDATE grants SET revoked_at = ?3 WHERE client_id = ?1 AND proven_by = ?2 AND revoked_at IS NULL",
        )?
        .execute(params![client_id.as_str(), proven_by, now.seconds()])?;
    connection
        .prepare_cached("DELETE FROM client_access_tokens WHERE client_id = ?1 AND proven_by = ?2")?
        .execute(params![client_id.as_str(), proven_by])?;
    Ok(())
}

fn words(kept: &[ProvenBy]) -> StoreResult<String> {
    rows::to_json(&kept.iter().map(ProvenBy::as_str).collect::<Vec<_>>())
}
