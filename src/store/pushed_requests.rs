//! Authorization requests that clients pushed, until the browser arrives with them (RFC 9126).
//!
//! That one was answered is told by the row that every answered request leaves, which
//! [`super::authorizations`] writes in the transaction that stores the answer.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::secret::Digest;

/// A pushed request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushedRequest {
    /// The digest of its `request_uri`.
    pub digest: Digest,
    /// Who pushed it.
    pub client_id: ClientId,
    /// Its parameters, sealed.
    pub request: String,
    /// Until when a browser may arrive with it.
    pub expires_at: Timestamp,
}

/// Pushed requests.
#[async_trait]
pub trait PushedRequests {
    /// Keeps a request by one conditional statement. `false` where its client has `most` of them already that have not
    /// expired: then nothing is kept.
    async fn push_request(&self, pushed: &PushedRequest, most: u32, now: Timestamp) -> StoreResult<bool>;
    /// The request of that client, while it has not expired. Whether it was answered is another question.
    async fn pushed_request(
        &self,
        digest: &Digest,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<Option<PushedRequest>>;
}
