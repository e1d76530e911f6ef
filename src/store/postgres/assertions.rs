//! Used client assertions.

use async_trait::async_trait;

use super::PostgresStore;
use super::connection::{Connection, params};
use super::rows::octets;
use crate::clock::Timestamp;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::assertions::Assertions;

#[async_trait]
impl Assertions for PostgresStore {
    async fn use_assertion(&self, assertion: &Digest, until: Timestamp) -> StoreResult<bool> {
        let assertion = *assertion;
        self.engine
            .once(async move |connection: &Connection| {
                let insert = "INSERT INTO assertions (digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
                let added = connection.execute(insert, params![octets(&assertion), until.seconds()]).await?;
                Ok(added == 1)
            })
            .await
    }
}
