//! A configuration without a number, taken in.

use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::factors::WaysIn;
use latchkey::store::StoreResult;
use latchkey::store::configured::{Configured, TakenIn, Terms, WantedUser};

/// What most tests of the store take in.
pub trait TakeIn {
    /// Takes it in as a start does.
    async fn take_in(
        &self,
        users: &[WantedUser],
        clients: &[ClientId],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<TakenIn>;

    /// The same as a reload does: somebody who can sign in must administer afterwards.
    async fn take_in_unless_last(
        &self,
        users: &[WantedUser],
        clients: &[ClientId],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<TakenIn>;
}

impl<S: Configured + ?Sized> TakeIn for S {
    async fn take_in(
        &self,
        users: &[WantedUser],
        clients: &[ClientId],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<TakenIn> {
        self.take_in_by(
            users,
            clients,
            Terms { revision: None, keeps_administrator: false, ways: WaysIn::BOTH, grace, now },
        )
        .await
    }

    async fn take_in_unless_last(
        &self,
        users: &[WantedUser],
        clients: &[ClientId],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<TakenIn> {
        self.take_in_by(
            users,
            clients,
            Terms { revision: None, keeps_administrator: true, ways: WaysIn::BOTH, grace, now },
        )
        .await
    }
}
