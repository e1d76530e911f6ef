//! User codes of people.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::factors::is_said_by;
use super::{SqliteStore, audit};
use crate::clock::Timestamp;
use crate::protocol::user::Subject;
use crate::secret::Secret;
use crate::store::StoreResult;
use crate::store::audit::user_code_changed;
use crate::store::factors::By;
use crate::store::user_codes::{UserCode, UserCodes};

#[async_trait]
impl UserCodes for SqliteStore {
    async fn user_code(&self, sub: &Subject) -> StoreResult<Option<UserCode>> {
        self.reader.read(|connection| {
            let found = connection
                .prepare_cached("SELECT hash, made_at FROM user_codes WHERE sub = ?1")?
                .query_row([sub.as_str()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))
                .optional()?;
            Ok(found.map(|(hash, made_at)| UserCode { hash: Secret::new(hash), made_at: Timestamp(made_at) }))
        })
    }

    async fn put_user_code(&self, sub: &Subject, hash: Option<&Secret>, by: &By, now: Timestamp) -> StoreResult<bool> {
        let (sub, hash, by) = (sub.clone(), hash.cloned(), by.clone());
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(false);
                }
                let done = match &hash {
                    Some(hash) => {
                        put(connection, &sub, hash, now)?;
                        true
                    }
                    None => remove(connection, &sub)?,
                };
                if done {
                    audit::append(connection, &user_code_changed(&sub, hash.is_some()), now)?;
                }
                Ok(done)
            })
            .await
    }
}

fn put(connection: &Connection, sub: &Subject, hash: &Secret, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO user_codes (sub, hash, made_at) VALUES (?1, ?2, ?3)")?
        .execute(params![sub.as_str(), hash.expose(), now.seconds()])?;
    Ok(())
}

/// Removes the code of the person. `false` where there is none.
pub fn remove(connection: &Connection, sub: &Subject) -> StoreResult<bool> {
    Ok(connection.prepare_cached("DELETE FROM user_codes WHERE sub = ?1")?.execute([sub.as_str()])? == 1)
}
