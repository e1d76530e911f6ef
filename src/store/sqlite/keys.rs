//! The provider's own keys.

use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{SqliteStore, audit, rows};
use crate::clock::Timestamp;
use crate::keys::{KeyRecord, Purpose, TokenLife};
use crate::protocol::audit::What;
use crate::secret::KeyMaterial;
use crate::store::StoreResult;
use crate::store::audit::key_event;
use crate::store::keys::Keys;

#[async_trait]
impl Keys for SqliteStore {
    async fn key_records(&self) -> StoreResult<Vec<KeyRecord>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT kid, purpose, alg, material, created_at, signs_from, retired_at, remove_at FROM signing_keys \
                 ORDER BY created_at, kid",
            )?;
            let mut found = statement.query([])?;
            let mut records = Vec::new();
            while let Some(row) = found.next()? {
                let (purpose, alg): (String, String) = (row.get(1)?, row.get(2)?);
                let material = row.get_ref(3)?.as_blob().map_err(rows::unreadable)?;
                records.push(KeyRecord {
                    kid: row.get(0)?,
                    purpose: Purpose::from_names(&purpose, &alg).ok_or_else(|| rows::unreadable("purpose of a key"))?,
                    material: KeyMaterial::from_bytes(material).ok_or_else(|| rows::unreadable("signing key"))?,
                    created_at: Timestamp(row.get(4)?),
                    signs_from: Timestamp(row.get(5)?),
                    retired_at: row.get::<_, Option<i64>>(6)?.map(Timestamp),
                    leaves_at: row.get::<_, Option<i64>>(7)?.map(Timestamp),
                });
            }
            Ok(records)
        })
    }

    async fn add_key(&self, key: &KeyRecord, unless_count: Option<u32>) -> StoreResult<bool> {
        let key = key.clone();
        self.writer
            .write(move |connection| {
                if let Some(expected) = unless_count {
                    let count: u32 = connection
                        .prepare_cached("SELECT count(*) FROM signing_keys")?
                        .query_row([], |row| row.get(0))?;
                    if count != expected {
                        return Ok(false);
                    }
                }
                connection
                    .prepare_cached(
                        "INSERT INTO signing_keys (kid, purpose, alg, material, created_at, signs_from) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![
                        key.kid,
                        key.purpose.key_use(),
                        key.purpose.algorithm(),
                        key.material.to_bytes(),
                        key.created_at.seconds(),
                        key.signs_from.seconds(),
                    ])?;
                let event = key_event(What::KeyAdd, &key.kid).with("alg", key.purpose.algorithm());
                audit::append(connection, &event, key.created_at)?;
                Ok(true)
            })
            .await
    }

    async fn retire_key(&self, kid: &str, retired_at: Timestamp, leaves_at: Timestamp) -> StoreResult<()> {
        let kid = kid.to_owned();
        self.writer
            .write(move |connection| {
                let retired = connection
                    .prepare_cached(
                        "UPDATE signing_keys SET retired_at = ?2, remove_at = ?3 WHERE kid = ?1 AND retired_at IS NULL",
                    )?
                    .execute(params![kid, retired_at.seconds(), leaves_at.seconds()])?;
                if retired > 0 {
                    audit::append(connection, &key_event(What::KeyRetire, &kid), retired_at)?;
                }
                Ok(())
            })
            .await
    }

    async fn restore_key(&self, kid: &str, now: Timestamp) -> StoreResult<()> {
        let kid = kid.to_owned();
        self.writer
            .write(move |connection| {
                let restored = connection
                    .prepare_cached(
                        "UPDATE signing_keys SET retired_at = NULL, remove_at = NULL WHERE kid = ?1 AND remove_at > ?2 \
                         AND NOT EXISTS (SELECT 1 FROM signing_keys AS other WHERE other.purpose = signing_keys.purpose \
                         AND other.alg = signing_keys.alg AND other.retired_at IS NULL AND other.signs_from <= ?2)",
                    )?
                    .execute(params![kid, now.seconds()])?;
                if restored > 0 {
                    audit::append(connection, &key_event(What::KeyRestore, &kid), now)?;
                }
                Ok(())
            })
            .await
    }

    async fn note_token_life(&self, life: Duration, now: Timestamp) -> StoreResult<Duration> {
        let kept = self.reader.read(token_life)?;
        let noted = TokenLife::noted(kept, life, now);
        if kept == Some(noted) {
            return Ok(noted.longest());
        }
        self.writer
            .write(move |connection| {
                // Another process may have noted something meanwhile.
                let noted = TokenLife::noted(token_life(connection)?, life, now);
                connection
                    .prepare_cached("INSERT OR REPLACE INTO secrets VALUES (?1, ?2)")?
                    .execute(params![TokenLife::NAME, noted.to_octets()])?;
                Ok(noted.longest())
            })
            .await
    }

    async fn remove_key(&self, kid: &str, now: Timestamp) -> StoreResult<()> {
        let kid = kid.to_owned();
        self.writer
            .write(move |connection| {
                if connection.prepare_cached("DELETE FROM signing_keys WHERE kid = ?1")?.execute([&kid])? > 0 {
                    audit::append(connection, &key_event(What::KeyRemove, &kid), now)?;
                }
                Ok(())
            })
            .await
    }
}

fn token_life(connection: &Connection) -> StoreResult<Option<TokenLife>> {
    let kept: Option<Vec<u8>> = connection
        .prepare_cached("SELECT value FROM secrets WHERE name = ?1")?
        .query_row([TokenLife::NAME], |row| row.get(0))
        .optional()?;
    let read = |kept: Vec<u8>| TokenLife::from_octets(&kept).ok_or_else(|| rows::unreadable("life of tokens"));
    kept.map(read).transpose()
}
