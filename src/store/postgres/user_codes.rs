//! User codes of people.

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::factors::is_said_by;
use super::rows::get;
use super::standing::hold_person;
use super::{PostgresStore, audit};
use crate::clock::Timestamp;
use crate::protocol::user::Subject;
use crate::secret::Secret;
use crate::store::StoreResult;
use crate::store::audit::user_code_changed;
use crate::store::factors::By;
use crate::store::user_codes::{UserCode, UserCodes};

#[async_trait]
impl UserCodes for PostgresStore {
    async fn user_code(&self, sub: &Subject) -> StoreResult<Option<UserCode>> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT hash, made_at FROM user_codes WHERE sub = $1";
                let Some(row) = connection.first(asked, params![sub.as_str()]).await? else { return Ok(None) };
                let hash = Secret::new(get::<String>(&row, 0)?);
                Ok(Some(UserCode { hash, made_at: Timestamp(get(&row, 1)?) }))
            })
            .await
    }

    async fn put_user_code(&self, sub: &Subject, hash: Option<&Secret>, by: &By, now: Timestamp) -> StoreResult<bool> {
        let (sub, hash, by) = (sub.clone(), hash.cloned(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                hold_person(connection, &sub).await?;
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(false);
                }
                let done = match &hash {
                    Some(hash) => {
                        put(connection, &sub, hash, now).await?;
                        true
                    }
                    None => remove(connection, &sub).await?,
                };
                if done {
                    audit::append(connection, &user_code_changed(&sub, hash.is_some()), now).await?;
                }
                Ok(done)
            })
            .await
    }
}

async fn put(connection: &Connection, sub: &Subject, hash: &Secret, now: Timestamp) -> StoreResult<()> {
    let insert = "INSERT INTO user_codes (sub, hash, made_at) VALUES ($1, $2, $3) \
         ON CONFLICT (sub) DO UPDATE SET hash = EXCLUDED.hash, made_at = EXCLUDED.made_at";
    connection.execute(insert, params![sub.as_str(), hash.expose(), now.seconds()]).await?;
    Ok(())
}

/// Removes the code of the person. `false` where there is none.
pub async fn remove(connection: &Connection, sub: &Subject) -> StoreResult<bool> {
    Ok(connection.execute("DELETE FROM user_codes WHERE sub = $1", params![sub.as_str()]).await? == 1)
}
