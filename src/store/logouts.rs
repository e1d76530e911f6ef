//! Ended logins: who must hear of them, and what became of telling each relying party.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::session_state::BrowserStateId;
use crate::protocol::user::Subject;

/// A login that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The login's id.
    pub session_id: String,
    /// The browser state it had.
    pub state: BrowserStateId,
    /// When it ended.
    pub at: Timestamp,
    /// Why, as the database words it.
    pub cause: String,
}

/// A relying party to be told of the end of a login (OpenID Connect Back-Channel Logout 1.0): one row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The login that ended.
    pub session_id: String,
    /// Whom to tell.
    pub client_id: ClientId,
    /// Who was signed in.
    pub sub: Subject,
    /// Tries that failed so far.
    pub attempts: u32,
}

/// Where telling one relying party stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// Not answered yet; it will be tried (again).
    Pending,
    /// Answered with success.
    Delivered,
    /// Given up.
    Failed,
    /// The client has no `backchannel_logout_uri`.
    NotAsked,
}

impl DeliveryState {
    /// The word for it in the database, on the command line and in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::NotAsked => "not_asked",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Pending, Self::Delivered, Self::Failed, Self::NotAsked].into_iter().find(|state| state.as_str() == word)
    }
}

/// What became of telling one relying party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRecord {
    /// Whom.
    pub client_id: ClientId,
    /// Where it stands.
    pub state: DeliveryState,
    /// Tries that failed so far.
    pub attempts: u32,
    /// When it will be tried next, while pending.
    pub next_attempt_at: Timestamp,
    /// What the last try met, in words.
    pub detail: String,
}

/// The outcome of one try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// Answered with success.
    Delivered,
    /// Failed in a way that may pass; try again then.
    Retry {
        /// When.
        at: Timestamp,
        /// What happened.
        detail: String,
    },
    /// Failed for good.
    Failed {
        /// What happened.
        detail: String,
    },
}

impl Attempt {
    /// The word for it in the metrics.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Retry { .. } => "retry",
            Self::Failed { .. } => "failed",
        }
    }
}

/// Ended logins and the outbox. Rows enter the outbox in the transaction that ends the login, one for each client
/// that was signed in from it.
#[async_trait]
pub trait Logouts {
    /// The browser state with this name, when its login lives.
    async fn living_browser_state(&self, state: &BrowserStateId, now: Timestamp) -> StoreResult<Option<String>>;
    /// Whether somebody signed in from this anonymous browser state within the last day.
    async fn was_signed_in_from(&self, state: &BrowserStateId) -> StoreResult<bool>;
    /// Logins that ended at `since` or later.
    async fn ended_since(&self, since: Timestamp) -> StoreResult<Vec<Ended>>;
    /// Browser states that somebody signed in from at `since` or later.
    async fn signed_in_from_since(&self, since: Timestamp) -> StoreResult<Vec<BrowserStateId>>;
    /// Ends at most `limit` logins whose limits passed. Returns how many; call again while it equals `limit`.
    async fn expire_sessions(&self, now: Timestamp, limit: u32) -> StoreResult<u32>;

    /// Takes at most `limit` deliveries that are due, at most one for each client and none for a client that has one
    /// under way, and marks them under way until `lease_until`. Deliveries to clients that are neither in `asked` nor
    /// registered with a `backchannel_logout_uri` are closed as [`DeliveryState::NotAsked`].
    async fn take_deliveries(
        &self,
        asked: &[ClientId],
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<Delivery>>;
    /// Records the outcome of a try.
    async fn settle_delivery(
        &self,
        session_id: &str,
        client_id: &ClientId,
        attempt: &Attempt,
        now: Timestamp,
    ) -> StoreResult<()>;
    /// What became of telling everybody of the end of this login, by client.
    async fn deliveries_of(&self, session_id: &str) -> StoreResult<Vec<DeliveryRecord>>;
    /// When the next delivery is due, if any waits.
    async fn next_delivery(&self) -> StoreResult<Option<Timestamp>>;
    /// How many deliveries wait.
    async fn count_pending_deliveries(&self) -> StoreResult<u64>;
    /// Deliveries that are pending or failed, newest first, with the login and when it ended.
    async fn list_deliveries(&self, limit: u32) -> StoreResult<Vec<(String, Timestamp, DeliveryRecord)>>;
}
