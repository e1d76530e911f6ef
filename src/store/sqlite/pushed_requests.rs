//! Pushed authorization requests.

use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, params};

use super::SqliteStore;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::pushed_requests::{PushedRequest, PushedRequests};

#[async_trait]
impl PushedRequests for SqliteStore {
    async fn push_request(&self, pushed: &PushedRequest, most: u32, now: Timestamp) -> StoreResult<bool> {
        let pushed = pushed.clone();
        self.writer
            .write(move |connection| {
                let insert = "INSERT INTO pushed_requests SELECT ?1, ?2, ?3, ?4 WHERE \
                     (SELECT count(*) FROM pushed_requests WHERE client_id = ?2 AND expires_at > ?5) < ?6";
                let added = connection.prepare_cached(insert)?.execute(params![
                    pushed.digest.as_bytes(),
                    pushed.client_id.as_str(),
                    pushed.request,
                    pushed.expires_at.seconds(),
                    now.seconds(),
                    most,
                ])?;
                Ok(added > 0)
            })
            .await
    }

    async fn pushed_request(
        &self,
        digest: &Digest,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<Option<PushedRequest>> {
        self.reader.read(|connection| {
            let asked = "SELECT request, expires_at FROM pushed_requests \
                 WHERE digest = ?1 AND client_id = ?2 AND expires_at > ?3";
            let mut statement = connection.prepare_cached(asked)?;
            let found = statement.query_row(params![digest.as_bytes(), client_id.as_str(), now.seconds()], |row| {
                let expires_at = Timestamp(row.get(1)?);
                Ok(PushedRequest { digest: *digest, client_id: client_id.clone(), request: row.get(0)?, expires_at })
            });
            Ok(found.optional()?)
        })
    }
}
