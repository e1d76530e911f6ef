//! Proofs that clients no longer have.

use std::time::Duration;

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::rows::get;
use super::tokens::revoke_where;
use super::{PostgresStore, audit};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;
use crate::store::StoreResult;
use crate::store::audit::client_lapsed;
use crate::store::lowered::{Credentials, Lowered};

#[async_trait]
impl Lowered for PostgresStore {
    async fn note_lowered(
        &self,
        clients: &[Credentials],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<Vec<ClientId>> {
        let clients = clients.to_vec();
        self.engine
            .long_transaction(async move |connection: &Connection| {
                forget(connection, &clients).await?;
                let mut noted = Vec::new();
                for (client_id, kept) in &clients {
                    let mut added = 0;
                    for proven_by in lapsed(connection, client_id, kept).await? {
                        let insert = "INSERT INTO lowered (client_id, proven_by, since, ends_at) VALUES ($1, $2, $3, $4) \
                             ON CONFLICT DO NOTHING";
                        let parameters =
                            params![client_id.as_str(), proven_by, now.seconds(), now.after(grace).seconds()];
                        added += connection.execute(insert, parameters).await?;
                    }
                    noted.extend((added > 0).then(|| client_id.clone()));
                }
                Ok(noted)
            })
            .await
    }

    async fn lowered_clients(&self, clients: &[Credentials]) -> StoreResult<Vec<ClientId>> {
        let clients = clients.to_vec();
        self.engine
            .long_transaction(async move |connection: &Connection| {
                let mut lowered = Vec::new();
                for (client_id, kept) in &clients {
                    if !lapsed(connection, client_id, kept).await?.is_empty() {
                        lowered.push(client_id.clone());
                    }
                }
                Ok(lowered)
            })
            .await
    }

    async fn has_lowered(&self) -> StoreResult<bool> {
        let asked = "SELECT 1 FROM lowered LIMIT 1";
        self.engine.read(async move |connection: &Connection| connection.exists(asked, &[]).await).await
    }

    async fn end_lowered(
        &self,
        clients: &[Credentials],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<Vec<ClientId>> {
        let clients = clients.to_vec();
        self.engine
            .long_transaction(async move |connection: &Connection| {
                forget(connection, &clients).await?;
                let mut ended = Vec::new();
                for (client_id, _) in &clients {
                    let delete = "DELETE FROM lowered WHERE client_id = $1 AND ends_at <= $2 AND since <= $3 \
                         RETURNING proven_by";
                    let parameters = params![client_id.as_str(), now.seconds(), now.before(grace).seconds()];
                    let due = connection.rows(delete, parameters).await?;
                    for row in &due {
                        end(connection, client_id, get(row, 0)?, now).await?;
                    }
                    if !due.is_empty() {
                        audit::append(connection, &client_lapsed(client_id, "credentials"), now).await?;
                    }
                    ended.extend((!due.is_empty()).then(|| client_id.clone()));
                }
                Ok(ended)
            })
            .await
    }
}

/// Ends whatever was granted to a client under another proof than these; part of the transaction that changes it.
pub async fn end_all_but(
    connection: &Connection,
    client_id: &ClientId,
    kept: &[ProvenBy],
    now: Timestamp,
) -> StoreResult<()> {
    for proven_by in lapsed(connection, client_id, kept).await? {
        end(connection, client_id, &proven_by, now).await?;
    }
    Ok(())
}

/// What the client got something by that lives, and that is not kept.
async fn lapsed(connection: &Connection, client_id: &ClientId, kept: &[ProvenBy]) -> StoreResult<Vec<String>> {
    let asked = "SELECT proven_by FROM grants WHERE client_id = $1 AND revoked_at IS NULL AND proven_by IS NOT NULL \
         AND proven_by <> ALL($2) \
         UNION SELECT proven_by FROM client_access_tokens WHERE client_id = $1 AND proven_by IS NOT NULL \
         AND proven_by <> ALL($2)";
    let found = connection.rows(asked, params![client_id.as_str(), words(kept)]).await?;
    found.iter().map(|row| get(row, 0)).collect()
}

/// Forgets what is a credential of its client again.
async fn forget(connection: &Connection, clients: &[Credentials]) -> StoreResult<()> {
    for (client_id, kept) in clients {
        let delete = "DELETE FROM lowered WHERE client_id = $1 AND proven_by = ANY($2)";
        connection.execute(delete, params![client_id.as_str(), words(kept)]).await?;
    }
    Ok(())
}

async fn end(connection: &Connection, client_id: &ClientId, proven_by: &str, now: Timestamp) -> StoreResult<()> {
    let parameters = params![now.seconds(), client_id.as_str(), proven_by];
    revoke_where(connection, "client_id = $2 AND proven_by = $3", parameters).await?;
    let delete = "DELETE FROM client_access_tokens WHERE client_id = $1 AND proven_by = $2";
    connection.execute(delete, params![client_id.as_str(), proven_by]).await?;
    Ok(())
}

fn words(kept: &[ProvenBy]) -> Vec<&str> {
    kept.iter().map(ProvenBy::as_str).collect()
}
