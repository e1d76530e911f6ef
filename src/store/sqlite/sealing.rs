//! The secrets that seal what browsers keep for the server.

use std::collections::HashMap;

use async_trait::async_trait;
use rusqlite::{Connection, params};

use super::{SqliteStore, audit};
use crate::clock::Timestamp;
use crate::keys::sealing::SealingSecret;
use crate::protocol::audit::What;
use crate::secret::SecretOctets;
use crate::store::StoreResult;
use crate::store::audit::sealing_event;
use crate::store::sealing::Sealing;

#[async_trait]
impl Sealing for SqliteStore {
    async fn sealing_secrets(&self) -> StoreResult<Vec<SealingSecret>> {
        self.reader.read(|connection| {
            // The weeks first: whatever is noted in between is known at the next look.
            let mut weeks: HashMap<String, Vec<i64>> = HashMap::new();
            let mut statement =
                connection.prepare_cached("SELECT secret_id, week FROM sealing_weeks ORDER BY secret_id, week")?;
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                weeks.entry(row.get(0)?).or_default().push(row.get(1)?);
            }
            let mut statement = connection.prepare_cached(
                "SELECT id, secret, created_at, seals_from FROM sealing_secrets ORDER BY seals_from, created_at, id",
            )?;
            let mut found = statement.query([])?;
            let mut secrets = Vec::new();
            while let Some(row) = found.next()? {
                let id: String = row.get(0)?;
                secrets.push(SealingSecret {
                    weeks: weeks.remove(&id).unwrap_or_default(),
                    id,
                    secret: SecretOctets::new(row.get(1)?),
                    created_at: Timestamp(row.get(2)?),
                    seals_from: Timestamp(row.get(3)?),
                });
            }
            Ok(secrets)
        })
    }

    async fn add_sealing_secret(&self, secret: &SealingSecret, seen: &[String]) -> StoreResult<bool> {
        let (secret, mut seen) = (secret.clone(), seen.to_vec());
        seen.sort_unstable();
        self.writer
            .write(move |connection| {
                let mut statement = connection.prepare_cached("SELECT id FROM sealing_secrets ORDER BY id")?;
                let there: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
                if there != seen {
                    return Ok(false);
                }
                insert(connection, &secret)?;
                let event = sealing_event(What::SealingSecretAdd, &secret.id);
                audit::append(connection, &event, secret.created_at)?;
                Ok(true)
            })
            .await
    }

    async fn replace_sealing_secrets(&self, secret: &SealingSecret) -> StoreResult<()> {
        let secret = secret.clone();
        self.writer
            .write(move |connection| {
                connection.prepare_cached("DELETE FROM sealing_weeks")?.execute([])?;
                connection.prepare_cached("DELETE FROM sealing_secrets")?.execute([])?;
                insert(connection, &secret)?;
                let event = sealing_event(What::SealingSecretReplace, &secret.id);
                audit::append(connection, &event, secret.created_at)
            })
            .await
    }

    async fn note_sealing_week(&self, id: &str, week: i64) -> StoreResult<()> {
        let id = id.to_owned();
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT OR IGNORE INTO sealing_weeks SELECT id, ?2 FROM sealing_secrets WHERE id = ?1",
                    )?
                    .execute(params![id, week])?;
                Ok(())
            })
            .await
    }

    async fn remove_sealing_secret(
        &self,
        id: &str,
        unless_login_before: Option<Timestamp>,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let id = id.to_owned();
        self.writer
            .write(move |connection| {
                let gone = connection
                    .prepare_cached(
                        "DELETE FROM sealing_secrets WHERE id = ?1 AND (?2 IS NULL OR NOT EXISTS \
                         (SELECT 1 FROM sessions WHERE ended_at IS NULL AND created_at < ?2))",
                    )?
                    .execute(params![id, unless_login_before.map(Timestamp::seconds)])?;
                if gone > 0 {
                    connection.prepare_cached("DELETE FROM sealing_weeks WHERE secret_id = ?1")?.execute([&id])?;
                    audit::append(connection, &sealing_event(What::SealingSecretRemove, &id), now)?;
                }
                Ok(gone > 0)
            })
            .await
    }
}

fn insert(connection: &Connection, secret: &SealingSecret) -> StoreResult<()> {
    connection
        .prepare_cached("INSERT INTO sealing_secrets (id, secret, created_at, seals_from) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            secret.id,
            secret.secret.expose(),
            secret.created_at.seconds(),
            secret.seals_from.seconds()
        ])?;
    for week in &secret.weeks {
        connection.prepare_cached("INSERT INTO sealing_weeks VALUES (?1, ?2)")?.execute(params![secret.id, week])?;
    }
    Ok(())
}
