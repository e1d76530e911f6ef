//! Clients that do not fetch their claims.

use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, params};

use super::SqliteStore;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::store::StoreResult;
use crate::store::claims_unread::ClaimsUnread;

#[async_trait]
impl ClaimsUnread for SqliteStore {
    async fn note_claims_unread(&self, client_id: &ClientId, now: Timestamp) -> StoreResult<()> {
        let client_id = client_id.clone();
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached("INSERT OR IGNORE INTO claims_unread VALUES (?1, ?2)")?
                    .execute(params![client_id.as_str(), now.seconds()])?;
                Ok(())
            })
            .await
    }

    async fn forget_claims_unread(&self, client_id: &ClientId) -> StoreResult<()> {
        if self.claims_unread_since(client_id).await?.is_none() {
            return Ok(());
        }
        let client_id = client_id.clone();
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached("DELETE FROM claims_unread WHERE client_id = ?1")?
                    .execute([client_id.as_str()])?;
                Ok(())
            })
            .await
    }

    async fn claims_unread_since(&self, client_id: &ClientId) -> StoreResult<Option<Timestamp>> {
        self.reader.read(|connection| {
            let found = connection
                .prepare_cached("SELECT noticed_at FROM claims_unread WHERE client_id = ?1")?
                .query_row([client_id.as_str()], |row| row.get(0))
                .optional()?;
            Ok(found.map(Timestamp))
        })
    }
}
