//! Signing keys.

use async_trait::async_trait;
use rusqlite::params;

use super::{SqliteStore, rows};
use crate::clock::Timestamp;
use crate::keys::{KeyMaterial, KeyRecord};
use crate::store::StoreResult;
use crate::store::keys::Keys;

#[async_trait]
impl Keys for SqliteStore {
    async fn key_records(&self) -> StoreResult<Vec<KeyRecord>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT kid, alg, material, created_at, signs_from, retired_at, remove_at FROM signing_keys \
                 ORDER BY created_at, kid",
            )?;
            let mut found = statement.query([])?;
            let mut records = Vec::new();
            while let Some(row) = found.next()? {
                let alg: String = row.get(1)?;
                let material = row.get_ref(2)?.as_blob().map_err(rows::unreadable)?;
                records.push(KeyRecord {
                    kid: row.get(0)?,
                    alg: alg.parse().map_err(rows::unreadable)?,
                    material: KeyMaterial::from_bytes(material).ok_or_else(|| rows::unreadable("signing key"))?,
                    created_at: Timestamp(row.get(3)?),
                    signs_from: Timestamp(row.get(4)?),
                    retired_at: row.get::<_, Option<i64>>(5)?.map(Timestamp),
                    remove_at: row.get::<_, Option<i64>>(6)?.map(Timestamp),
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
                    .prepare_cached("INSERT INTO signing_keys VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL)")?
                    .execute(params![
                        key.kid,
                        key.alg.as_str(),
                        key.material.to_bytes(),
                        key.created_at.seconds(),
                        key.signs_from.seconds(),
                    ])?;
                Ok(true)
            })
            .await
    }

    async fn retire_key(&self, kid: &str, retired_at: Timestamp, remove_at: Timestamp) -> StoreResult<()> {
        let kid = kid.to_owned();
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached(
                        "UPDATE signing_keys SET retired_at = ?2, remove_at = ?3 WHERE kid = ?1 AND retired_at IS NULL",
                    )?
                    .execute(params![kid, retired_at.seconds(), remove_at.seconds()])?;
                Ok(())
            })
            .await
    }

    async fn remove_key(&self, kid: &str) -> StoreResult<()> {
        let kid = kid.to_owned();
        self.writer
            .write(move |connection| {
                connection.prepare_cached("DELETE FROM signing_keys WHERE kid = ?1")?.execute([kid])?;
                Ok(())
            })
            .await
    }
}
