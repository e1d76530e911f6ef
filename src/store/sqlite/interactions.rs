//! Waiting requests.

use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, params};

use super::SqliteStore;
use crate::clock::Timestamp;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::interactions::{Interaction, Interactions};

#[async_trait]
impl Interactions for SqliteStore {
    async fn add_interaction(&self, id: &Digest, interaction: &Interaction) -> StoreResult<()> {
        let (id, interaction) = (*id, interaction.clone());
        self.writer
            .write(move |connection| {
                connection.prepare_cached("INSERT INTO interactions VALUES (?1, ?2, ?3, ?4)")?.execute(params![
                    id.as_bytes(),
                    interaction.browser.as_bytes(),
                    interaction.request,
                    interaction.expires_at.seconds(),
                ])?;
                Ok(())
            })
            .await
    }

    async fn interaction(&self, id: &Digest, browser: &Digest, now: Timestamp) -> StoreResult<Option<String>> {
        self.reader.read(|connection| {
            let found = connection
                .prepare_cached(
                    "SELECT request FROM interactions WHERE digest = ?1 AND browser = ?2 AND expires_at > ?3",
                )?
                .query_row(params![id.as_bytes(), browser.as_bytes(), now.seconds()], |row| row.get(0))
                .optional()?;
            Ok(found)
        })
    }

    async fn update_interaction(&self, id: &Digest, request: &str) -> StoreResult<()> {
        let (id, request) = (*id, request.to_owned());
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached("UPDATE interactions SET request = ?2 WHERE digest = ?1")?
                    .execute(params![id.as_bytes(), request])?;
                Ok(())
            })
            .await
    }

    async fn finish_interaction(&self, id: &Digest) -> StoreResult<bool> {
        let id = *id;
        self.writer
            .write(move |connection| {
                let gone = connection
                    .prepare_cached("DELETE FROM interactions WHERE digest = ?1")?
                    .execute([id.as_bytes()])?;
                Ok(gone > 0)
            })
            .await
    }
}
