//! Clients that do not fetch their claims.

use async_trait::async_trait;

use super::PostgresStore;
use super::connection::{Connection, params};
use super::rows::get;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::store::StoreResult;
use crate::store::claims_unread::ClaimsUnread;

#[async_trait]
impl ClaimsUnread for PostgresStore {
    async fn note_claims_unread(&self, client_id: &ClientId, now: Timestamp) -> StoreResult<()> {
        let client_id = client_id.clone();
        self.engine
            .once(async move |connection: &Connection| {
                let insert = "INSERT INTO claims_unread (client_id, noticed_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
                connection.execute(insert, params![client_id.as_str(), now.seconds()]).await?;
                Ok(())
            })
            .await
    }

    async fn forget_claims_unread(&self, client_id: &ClientId) -> StoreResult<()> {
        if self.claims_unread_since(client_id).await?.is_none() {
            return Ok(());
        }
        let client_id = client_id.clone();
        self.engine
            .once(async move |connection: &Connection| {
                let delete = "DELETE FROM claims_unread WHERE client_id = $1";
                connection.execute(delete, params![client_id.as_str()]).await?;
                Ok(())
            })
            .await
    }

    async fn claims_unread_since(&self, client_id: &ClientId) -> StoreResult<Option<Timestamp>> {
        let client_id = client_id.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT noticed_at FROM claims_unread WHERE client_id = $1";
                let found = connection.first(asked, params![client_id.as_str()]).await?;
                found.map(|row| get(&row, 0).map(Timestamp)).transpose()
            })
            .await
    }
}
