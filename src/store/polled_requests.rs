//! Requests that their clients poll for (RFC 8628), until they are answered, redeemed or over.
//!
//! What a person allowed is stored by [`super::authorizations`], and redeemed by [`super::codes`], in the transactions that
//! look once more at all that was verified.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::polled::{PolledRequest, PolledState};
use crate::protocol::user::Subject;
use crate::secret::Digest;

/// What became of keeping a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddPolled {
    /// It is kept.
    Added,
    /// Its client has as many as it may have; nothing was kept.
    TooMany,
    /// Another one that is known has its user code; nothing was kept.
    CodeTaken,
}

/// What a poll found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// The request.
    pub request: PolledRequest,
    /// What became of it.
    pub state: PolledState,
    /// Whether it is pending, and its client asked too soon.
    pub too_soon: bool,
}

/// That a person allowed a request.
#[derive(Debug, Clone)]
pub struct PolledAnswer {
    /// Which.
    pub digest: Digest,
    /// What can be redeemed.
    pub code: AuthorizationCode,
    /// From where it was asked, for the audit.
    pub from: String,
}

/// Requests that are polled for.
#[async_trait]
pub trait PolledRequests {
    /// Keeps a request by one conditional statement, where its client has fewer than `most` that have not expired.
    async fn add_polled(&self, request: &PolledRequest, most: u32, now: Timestamp) -> StoreResult<AddPolled>;
    /// A request and what became of it, without polling. It stays known for a day after it has expired.
    async fn polled(&self, digest: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>>;
    /// The same by the code that people type.
    async fn polled_by_user_code(&self, user_code: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>>;
    /// A client asks what became of its request. While that is pending, the poll is noted and judged by the pace that it
    /// keeps, in one transaction, so that the nodes count together.
    async fn poll(&self, digest: &Digest, now: Timestamp) -> StoreResult<Option<Poll>>;
    /// Marks a request as refused, by one conditional statement. `false` when it was answered before or has expired.
    async fn refuse_polled(&self, digest: &Digest, sub: &Subject, from: &str, now: Timestamp) -> StoreResult<bool>;
}
