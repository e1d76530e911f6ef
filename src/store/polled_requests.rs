//! Requests that their clients poll for (RFC 8628, CIBA Core 1.0), until they are answered, redeemed or over.
//!
//! What a person allowed is stored by [`super::authorizations`], and redeemed by [`super::codes`], in the transactions that
//! look once more at all that was verified.

use async_trait::async_trait;

use super::StoreResult;
use super::assertions::CountsOnce;
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::polled::{Notification, PolledRequest, PolledState};
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
    /// It came before; nothing was kept.
    CameBefore,
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
    /// Keeps a request by one conditional statement, where its client has fewer than `most` that have not expired. Where it
    /// counts once, it is used up in the same transaction, and only where it is kept.
    async fn add_polled(
        &self,
        request: &PolledRequest,
        once: Option<&CountsOnce>,
        most: u32,
        now: Timestamp,
    ) -> StoreResult<AddPolled>;
    /// A request and what became of it, without polling. It stays known for a day after it has expired.
    async fn polled(&self, digest: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>>;
    /// The same by the code that people type.
    async fn polled_by_user_code(&self, user_code: &Digest) -> StoreResult<Option<(PolledRequest, PolledState)>>;
    /// The requests for this person, whom their clients named, that nobody has answered; the newest first.
    async fn requests_for(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<PolledRequest>>;
    /// Takes at most `limit` notifications that are due, and marks them under way until `lease_until`.
    async fn take_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<Notification>>;
    /// Records a try, unless somebody else has taken the notification since: it is tried again then, or is over.
    async fn settle_notification(&self, notification: &Notification, again: Option<Timestamp>) -> StoreResult<()>;
    /// When the next notification is due, if any is.
    async fn next_notification(&self) -> StoreResult<Option<Timestamp>>;
    /// A client asks what became of its request. While that is pending, the poll is noted and judged by the pace that it
    /// keeps, in one transaction, so that the nodes count together.
    async fn poll(&self, digest: &Digest, now: Timestamp) -> StoreResult<Option<Poll>>;
    /// Marks a request as refused, by one conditional statement. `false` when it was answered before or has expired.
    async fn refuse_polled(&self, digest: &Digest, sub: &Subject, from: &str, now: Timestamp) -> StoreResult<bool>;
}
