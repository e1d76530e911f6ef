//! The secrets that seal what browsers keep for the server.

use std::collections::HashMap;

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::rows::get;
use super::{PostgresStore, audit, locks};
use crate::clock::Timestamp;
use crate::keys::sealing::SealingSecret;
use crate::protocol::audit::What;
use crate::secret::SecretOctets;
use crate::store::StoreResult;
use crate::store::audit::sealing_event;
use crate::store::sealing::Sealing;

#[async_trait]
impl Sealing for PostgresStore {
    async fn sealing_secrets(&self) -> StoreResult<Vec<SealingSecret>> {
        self.engine
            .read(async |connection: &Connection| {
                // The weeks first: whatever is noted in between is known at the next look.
                let mut weeks: HashMap<String, Vec<i64>> = HashMap::new();
                let asked = "SELECT secret_id, week FROM sealing_weeks ORDER BY secret_id, week";
                for row in &connection.rows(asked, &[]).await? {
                    weeks.entry(get(row, 0)?).or_default().push(get(row, 1)?);
                }
                let asked =
                    "SELECT id, secret, created_at, seals_from FROM sealing_secrets ORDER BY seals_from, created_at, id";
                let mut secrets = Vec::new();
                for row in &connection.rows(asked, &[]).await? {
                    let id: String = get(row, 0)?;
                    secrets.push(SealingSecret {
                        weeks: weeks.remove(&id).unwrap_or_default(),
                        id,
                        secret: SecretOctets::new(get(row, 1)?),
                        created_at: Timestamp(get(row, 2)?),
                        seals_from: Timestamp(get(row, 3)?),
                    });
                }
                Ok(secrets)
            })
            .await
    }

    async fn add_sealing_secret(&self, secret: &SealingSecret, seen: &[String]) -> StoreResult<bool> {
        let (secret, mut seen) = (secret.clone(), seen.to_vec());
        seen.sort_unstable();
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::KEYS).await?;
                let there = connection.rows("SELECT id FROM sealing_secrets ORDER BY id", &[]).await?;
                let there = there.iter().map(|row| get(row, 0)).collect::<StoreResult<Vec<String>>>()?;
                if there != seen {
                    return Ok(false);
                }
                insert(connection, &secret).await?;
                let event = sealing_event(What::SealingSecretAdd, &secret.id);
                audit::append(connection, &event, secret.created_at).await?;
                Ok(true)
            })
            .await
    }

    async fn replace_sealing_secrets(&self, secret: &SealingSecret) -> StoreResult<()> {
        let secret = secret.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::KEYS).await?;
                connection.execute("DELETE FROM sealing_weeks", &[]).await?;
                connection.execute("DELETE FROM sealing_secrets", &[]).await?;
                insert(connection, &secret).await?;
                let event = sealing_event(What::SealingSecretReplace, &secret.id);
                audit::append(connection, &event, secret.created_at).await
            })
            .await
    }

    async fn note_sealing_week(&self, id: &str, week: i64) -> StoreResult<()> {
        let id = id.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::KEYS).await?;
                let insert = "INSERT INTO sealing_weeks (secret_id, week) SELECT id, $2::bigint FROM sealing_secrets \
                     WHERE id = $1 ON CONFLICT DO NOTHING";
                connection.execute(insert, params![id, week]).await?;
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
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::KEYS).await?;
                let delete = "DELETE FROM sealing_secrets WHERE id = $1 AND ($2::bigint IS NULL OR NOT EXISTS \
                     (SELECT 1 FROM sessions WHERE ended_at IS NULL AND created_at < $2))";
                let before = unless_login_before.map(Timestamp::seconds);
                let gone = connection.execute(delete, params![id, before]).await?;
                if gone > 0 {
                    connection.execute("DELETE FROM sealing_weeks WHERE secret_id = $1", params![id]).await?;
                    audit::append(connection, &sealing_event(What::SealingSecretRemove, &id), now).await?;
                }
                Ok(gone > 0)
            })
            .await
    }
}

async fn insert(connection: &Connection, secret: &SealingSecret) -> StoreResult<()> {
    let insert = "INSERT INTO sealing_secrets (id, secret, created_at, seals_from) VALUES ($1, $2, $3, $4)";
    let parameters =
        params![secret.id, secret.secret.expose(), secret.created_at.seconds(), secret.seals_from.seconds()];
    connection.execute(insert, parameters).await?;
    for week in &secret.weeks {
        let insert = "INSERT INTO sealing_weeks (secret_id, week) VALUES ($1, $2)";
        connection.execute(insert, params![secret.id, week]).await?;
    }
    Ok(())
}
