//! The provider's own keys.

use std::time::Duration;

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::rows::{get, time, unreadable};
use super::{PostgresStore, audit, locks};
use crate::clock::Timestamp;
use crate::keys::{KeyRecord, Purpose, TokenLife};
use crate::protocol::audit::What;
use crate::secret::KeyMaterial;
use crate::store::StoreResult;
use crate::store::audit::key_event;
use crate::store::keys::Keys;

#[async_trait]
impl Keys for PostgresStore {
    async fn key_records(&self) -> StoreResult<Vec<KeyRecord>> {
        self.engine
            .read(async |connection: &Connection| {
                let asked = "SELECT kid, purpose, alg, material, created_at, signs_from, retired_at, remove_at \
                     FROM signing_keys ORDER BY created_at, kid";
                let mut records = Vec::new();
                for row in &connection.rows(asked, &[]).await? {
                    let purpose = Purpose::from_names(get(row, 1)?, get(row, 2)?);
                    records.push(KeyRecord {
                        kid: get(row, 0)?,
                        purpose: purpose.ok_or_else(|| unreadable("purpose of a key"))?,
                        material: KeyMaterial::from_bytes(get(row, 3)?).ok_or_else(|| unreadable("signing key"))?,
                        created_at: Timestamp(get(row, 4)?),
                        signs_from: Timestamp(get(row, 5)?),
                        retired_at: time(row, 6)?,
                        leaves_at: time(row, 7)?,
                    });
                }
                Ok(records)
            })
            .await
    }

    async fn add_key(&self, key: &KeyRecord, unless_count: Option<u32>) -> StoreResult<bool> {
        let key = key.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::KEYS).await?;
                if let Some(expected) = unless_count {
                    let count = connection.one("SELECT count(*) FROM signing_keys", &[]).await?;
                    if get::<i64>(&count, 0)? != i64::from(expected) {
                        return Ok(false);
                    }
                }
                let insert = "INSERT INTO signing_keys (kid, purpose, alg, material, created_at, signs_from) \
                     VALUES ($1, $2, $3, $4, $5, $6)";
                let parameters = params![
                    key.kid,
                    key.purpose.key_use(),
                    key.purpose.algorithm(),
                    key.material.to_bytes(),
                    key.created_at.seconds(),
                    key.signs_from.seconds(),
                ];
                connection.execute(insert, parameters).await?;
                let event = key_event(What::KeyAdd, &key.kid).with("alg", key.purpose.algorithm());
                audit::append(connection, &event, key.created_at).await?;
                Ok(true)
            })
            .await
    }

    async fn retire_key(&self, kid: &str, retired_at: Timestamp, leaves_at: Timestamp) -> StoreResult<()> {
        let kid = kid.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                let update =
                    "UPDATE signing_keys SET retired_at = $2, remove_at = $3 WHERE kid = $1 AND retired_at IS NULL";
                let parameters = params![kid, retired_at.seconds(), leaves_at.seconds()];
                if connection.execute(update, parameters).await? > 0 {
                    audit::append(connection, &key_event(What::KeyRetire, &kid), retired_at).await?;
                }
                Ok(())
            })
            .await
    }

    async fn restore_key(&self, kid: &str, now: Timestamp) -> StoreResult<()> {
        let kid = kid.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::KEYS).await?;
                let update = "UPDATE signing_keys SET retired_at = NULL, remove_at = NULL WHERE kid = $1 AND remove_at > $2 \
                     AND NOT EXISTS (SELECT 1 FROM signing_keys AS other WHERE other.purpose = signing_keys.purpose \
                     AND other.alg = signing_keys.alg AND other.retired_at IS NULL AND other.signs_from <= $2)";
                if connection.execute(update, params![kid, now.seconds()]).await? > 0 {
                    audit::append(connection, &key_event(What::KeyRestore, &kid), now).await?;
                }
                Ok(())
            })
            .await
    }

    async fn note_token_life(&self, life: Duration, now: Timestamp) -> StoreResult<Duration> {
        let kept = self.engine.read(async |connection: &Connection| token_life(connection).await).await?;
        let noted = TokenLife::noted(kept, life, now);
        if kept == Some(noted) {
            return Ok(noted.longest());
        }
        self.engine
            .transaction(async move |connection: &Connection| {
                // Another node may have noted something meanwhile.
                locks::take(connection, locks::KEYS).await?;
                let noted = TokenLife::noted(token_life(connection).await?, life, now);
                let insert = "INSERT INTO secrets (name, value) VALUES ($1, $2) \
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value";
                connection.execute(insert, params![TokenLife::NAME, noted.to_octets()]).await?;
                Ok(noted.longest())
            })
            .await
    }

    async fn remove_key(&self, kid: &str, now: Timestamp) -> StoreResult<()> {
        let kid = kid.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                if connection.execute("DELETE FROM signing_keys WHERE kid = $1", params![kid]).await? > 0 {
                    audit::append(connection, &key_event(What::KeyRemove, &kid), now).await?;
                }
                Ok(())
            })
            .await
    }
}

async fn token_life(connection: &Connection) -> StoreResult<Option<TokenLife>> {
    let asked = "SELECT value FROM secrets WHERE name = $1";
    let Some(row) = connection.first(asked, params![TokenLife::NAME]).await? else { return Ok(None) };
    let life = TokenLife::from_octets(&get::<Vec<u8>>(&row, 0)?);
    life.map(Some).ok_or_else(|| unreadable("life of tokens"))
}
