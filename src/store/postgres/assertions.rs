//! Used client assertions.

use async_trait::async_trait;

use super::PostgresStore;
use super::connection::{Connection, params};
use super::rows::octets;
use crate::clock::Timestamp;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::assertions::{Assertions, CountsOnce};

#[async_trait]
impl Assertions for PostgresStore {
    async fn use_assertion(&self, assertion: &Digest, until: Timestamp) -> StoreResult<bool> {
        let once = CountsOnce { name: *assertion, until };
        self.engine.once(async move |connection: &Connection| use_up(connection, Some(&once)).await).await
    }

    async fn give_back_assertion(&self, assertion: &Digest) -> StoreResult<()> {
        let assertion = *assertion;
        self.engine.once(async move |connection: &Connection| give_back(connection, &assertion).await).await
    }
}

/// Uses up what counts once, where there is such a thing; part of the transaction that stores what it is good for. `false`
/// when it was used before.
pub async fn use_up(connection: &Connection, once: Option<&CountsOnce>) -> StoreResult<bool> {
    let Some(once) = once else { return Ok(true) };
    let insert = "INSERT INTO assertions (digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(connection.execute(insert, params![octets(&once.name), once.until.seconds()]).await? == 1)
}

/// Forgets that it was used.
pub async fn give_back(connection: &Connection, name: &Digest) -> StoreResult<()> {
    connection.execute("DELETE FROM assertions WHERE digest = $1", params![octets(name)]).await?;
    Ok(())
}
