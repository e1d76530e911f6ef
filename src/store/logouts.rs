//! Ended logins: who must hear of them, and what became of telling each relying party.

use std::collections::BTreeSet;
use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::logout_delivery::{Attempt, Delivery, DeliveryRecord, Ended};
use crate::protocol::session_state::BrowserStateId;

/// The browser state of a login that lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivingState {
    /// The browser state.
    pub browser_state: String,
    /// The groups of its person.
    pub groups: Vec<String>,
}

/// What changed of all that a verdict on a `session_state` rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The number of the latest change.
    pub last: i64,
    /// Browser states whose login ended, that somebody signed in from, or whose person's groups changed.
    pub states: Vec<BrowserStateId>,
    /// Registered clients that changed or are gone.
    pub clients: Vec<ClientId>,
    /// Whether some before these are known no longer: anything may have changed.
    pub is_cut: bool,
    /// Whether there are more after these.
    pub has_more: bool,
}

/// What is noted with a delivery that a node closed whose configuration has no address for the client, where another one has:
/// no such node closes it again.
pub const LEFT_BY_ANOTHER: &str = "another node has no backchannel_logout_uri for it and left it";

/// What is noted with a delivery that is wanted anew while a try for an earlier time is under way: whatever comes of that, it is
/// sent once more.
pub const WANTED_AGAIN: &str = "wanted again while a try was under way";

/// How long a delivery is due before a node puts it off that has no address for the client, or takes it that has an older
/// configuration. Every node looks several times meanwhile, so the one that knows better comes first.
pub const OTHERS_LOOK: Duration = Duration::from_secs(2);

/// The clients of a node's configuration, as far as logout tokens go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Addressees {
    /// Those with a `backchannel_logout_uri`.
    pub asked: Vec<ClientId>,
    /// Those without.
    pub not_asked: BTreeSet<ClientId>,
    /// How long word for a client waits that another node's configuration has, and this one's does not.
    pub grace: Duration,
    /// The number of the configuration, where it has one: nodes with a newer one come first, since an address may have changed.
    pub revision: Option<u64>,
}

/// Which deliveries are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tries {
    /// Whatever is due.
    Any,
    /// Those that nobody has tried yet.
    First,
}

/// What is left to do, or was given up, of telling apps of ended logins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Untold {
    /// Deliveries that wait.
    pub waiting: u32,
    /// Deliveries that were given up a while ago.
    pub failed: u32,
    /// When that login ended of which an app waits longest to hear.
    pub oldest: Option<Timestamp>,
}

/// Ended logins and the outbox. Rows enter the outbox in the transaction that ends the login, one for each client
/// that was signed in from it.
#[async_trait]
pub trait Logouts {
    /// The browser state with this name and the groups of its person, when its login lives.
    async fn living_browser_state(&self, state: &BrowserStateId, now: Timestamp) -> StoreResult<Option<LivingState>>;
    /// Whether somebody signed in from this anonymous browser state. It is known for as long as a value may be believed that
    /// a sign-in made untrue ([`crate::keys::sealing::ANONYMOUS_MEMORY`]).
    async fn was_signed_in_from(&self, state: &BrowserStateId) -> StoreResult<bool>;
    /// Logins that ended at `since` or later.
    async fn ended_since(&self, since: Timestamp) -> StoreResult<Vec<Ended>>;
    /// The number of the latest change to what verdicts rest on.
    async fn last_change(&self) -> StoreResult<i64>;
    /// What changed after the change of that number, by any process, in the order in which it became visible.
    async fn changes_since(&self, number: i64) -> StoreResult<Changes>;
    /// Returns when another process may have changed something, and may never return: who asks for changes now and then
    /// misses none without it.
    async fn changed(&self) {
        std::future::pending().await
    }
    /// Ends at most `limit` logins whose limits passed. Returns how many; call again while it equals `limit`.
    async fn expire_sessions(&self, now: Timestamp, limit: u32) -> StoreResult<u32>;

    /// Takes at most `limit` deliveries that are due, at most one for each client and none for a client that has one
    /// under way, and marks them under way until `lease_until`. Deliveries to clients that are neither asked nor
    /// registered with a `backchannel_logout_uri` are closed as [`DeliveryState::NotAsked`]; those to clients that only
    /// the configuration of another node has, or has an address for, as a try or [`Logouts::ask_again`] shows, wait for that
    /// node until the grace is over. Where a newer configuration than this one was taken in, all is left to its nodes for
    /// [`OTHERS_LOOK`].
    async fn take_due(
        &self,
        clients: &Addressees,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
        tries: Tries,
    ) -> StoreResult<Vec<Delivery>>;
    /// The same, of whatever is due.
    async fn take_deliveries(
        &self,
        clients: &Addressees,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<Delivery>> {
        self.take_due(clients, now, lease_until, limit, Tries::Any).await
    }
    /// Has these clients told after all of logins that ended at `since` or later, where a node closed the delivery whose
    /// configuration has no address for them: not yet, or not any more. Returns whether there was any.
    async fn ask_again(&self, asked: &[ClientId], since: Timestamp, now: Timestamp) -> StoreResult<bool>;
    /// Records the outcome of a try and how long it took, unless somebody else has taken the delivery since. One that is wanted
    /// anew since ([`WANTED_AGAIN`]) is due instead.
    async fn settle_delivery(
        &self,
        delivery: &Delivery,
        attempt: &Attempt,
        took: Duration,
        now: Timestamp,
    ) -> StoreResult<()>;
    /// What became of telling everybody of the end of this login, by client.
    async fn deliveries_of(&self, session_id: &str) -> StoreResult<Vec<DeliveryRecord>>;
    /// When the next delivery is due, if any waits.
    async fn next_delivery(&self) -> StoreResult<Option<Timestamp>>;
    /// How many deliveries wait.
    async fn count_pending_deliveries(&self) -> StoreResult<u64>;
    /// Whether an app could not be told so far, or will not be.
    async fn deliveries_fail(&self) -> StoreResult<bool>;
    /// How many deliveries are pending or failed, and since when the oldest waits.
    async fn untold(&self) -> StoreResult<Untold>;
    /// Deliveries that are pending or failed, newest first, with the login and when it ended.
    async fn list_deliveries(&self, limit: u32) -> StoreResult<Vec<(String, Timestamp, DeliveryRecord)>>;
}
