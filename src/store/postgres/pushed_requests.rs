//! Pushed authorization requests.

use async_trait::async_trait;

use super::PostgresStore;
use super::connection::{Connection, params};
use super::rows::{get, octets};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::pushed_requests::{PushedRequest, PushedRequests};

#[async_trait]
impl PushedRequests for PostgresStore {
    async fn push_request(&self, pushed: &PushedRequest, most: u32, now: Timestamp) -> StoreResult<bool> {
        let pushed = pushed.clone();
        self.engine
            .once(async move |connection: &Connection| {
                let insert = "INSERT INTO pushed_requests (digest, client_id, request, expires_at) \
                     SELECT $1::bytea, $2::text, $3::text, $4::bigint WHERE \
                     (SELECT count(*) FROM pushed_requests WHERE client_id = $2::text AND expires_at > $5::bigint) \
                     < $6::bigint";
                let client_id = pushed.client_id.as_str().to_owned();
                let (expires_at, now, most) = (pushed.expires_at.seconds(), now.seconds(), i64::from(most));
                let given = params![octets(&pushed.digest), client_id, pushed.request, expires_at, now, most];
                Ok(connection.execute(insert, given).await? > 0)
            })
            .await
    }

    async fn pushed_request(
        &self,
        digest: &Digest,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<Option<PushedRequest>> {
        let (digest, client_id) = (*digest, client_id.clone());
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT request, expires_at FROM pushed_requests \
                     WHERE digest = $1 AND client_id = $2 AND expires_at > $3";
                let named = params![octets(&digest), client_id.as_str().to_owned(), now.seconds()];
                let Some(row) = connection.first(asked, named).await? else { return Ok(None) };
                let (request, expires_at) = (get(&row, 0)?, Timestamp(get(&row, 1)?));
                Ok(Some(PushedRequest { digest, client_id: client_id.clone(), request, expires_at }))
            })
            .await
    }
}
