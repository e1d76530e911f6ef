//! Limits that several nodes share: a try is held in the store before it is judged, whichever node judges it.
//!
//! A node keeps a few tries of a counter in hand for a moment, so that a client that authenticates all day is not written
//! down all day.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::clock::Timestamp;
use crate::config::settings::Rate;
use crate::secret::Digest;
use crate::store::limits::{Hold, Settled};
use crate::store::{SharedStore, StoreError};

/// How long a node that found all tries held waits until it asks again.
const PAUSE: Duration = Duration::from_millis(50);
/// How long a try that nobody needs stays in hand.
const IDLE: Duration = Duration::from_secs(5);
/// Of so many tries that a limit allows, a node keeps one in hand.
const OF: u32 = 16;

/// The tries that this node holds and that nobody makes.
pub struct Shared {
    store: SharedStore,
    hands: Arc<Mutex<HashMap<Digest, Hand>>>,
}

struct Hand {
    tries: u32,
    until: Timestamp,
    used: Instant,
}

/// Why no try could be held.
pub enum NoTry {
    /// Too many failed.
    Blocked(Timestamp),
    /// The others are under way for too long, or the store does not answer.
    Busy(Option<StoreError>),
}

impl Shared {
    /// Over this store.
    pub fn new(store: SharedStore) -> Self {
        Self { store, hands: Arc::default() }
    }

    /// Holds a try, at the latest until `deadline`.
    pub async fn hold(&self, counter: Digest, rate: Rate, now: Timestamp, deadline: Instant) -> Result<(), NoTry> {
        loop {
            if self.take_from_hand(&counter, now) {
                return Ok(());
            }
            match self.store.hold_try(&counter, rate.events, rate.window, now).await {
                Ok(Hold::Held { until }) => {
                    let hand = || Hand { tries: 0, until, used: Instant::now() };
                    let mut hands = self.hands();
                    let hand = hands.entry(counter).or_insert_with(hand);
                    (hand.until, hand.used) = (until, Instant::now());
                    return Ok(());
                }
                Ok(Hold::Blocked { until }) => return Err(NoTry::Blocked(until)),
                Ok(Hold::Full) if Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
                Ok(Hold::Full) => return Err(NoTry::Busy(None)),
                Err(error) => return Err(NoTry::Busy(Some(error))),
            }
        }
    }

    fn take_from_hand(&self, counter: &Digest, now: Timestamp) -> bool {
        let mut hands = self.hands();
        let Some(hand) = hands.get_mut(counter).filter(|hand| hand.until > now && hand.tries > 0) else { return false };
        hand.tries -= 1;
        hand.used = Instant::now();
        true
    }

    /// Settles a try, and then says whether the store has it. One that never was stays in hand where there are few, and where the
    /// store holds it.
    pub fn settle(&self, counter: Digest, rate: Rate, settled: Settled, done: impl FnOnce(bool) + Send + 'static) {
        if settled == Settled::Released && self.stays_in_hand(&counter, rate) {
            return done(true);
        }
        self.tell(counter, 1, settled, done);
    }

    fn stays_in_hand(&self, counter: &Digest, rate: Rate) -> bool {
        // Other stores hold nothing: what failed meanwhile would not be seen.
        if !self.store.shares_limits() {
            return false;
        }
        let mut hands = self.hands();
        let hand = hands.get_mut(counter).filter(|hand| hand.tries < (rate.events / OF).max(1));
        hand.map(|hand| hand.tries += 1).is_some()
    }

    /// Gives back what nobody needed lately, and forgets the rest.
    pub fn give_back(&self) {
        let mut idle = Vec::new();
        self.hands().retain(|counter, hand| {
            let is_idle = hand.used.elapsed() >= IDLE;
            if is_idle && hand.tries > 0 {
                idle.push((*counter, hand.tries));
            }
            !is_idle
        });
        idle.into_iter().for_each(|(counter, tries)| self.tell(counter, tries, Settled::Released, |_| {}));
    }

    /// In the background: held or failed, a try counts the same until then.
    fn tell(&self, counter: Digest, tries: u32, settled: Settled, done: impl FnOnce(bool) + Send + 'static) {
        let store = self.store.clone();
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return done(false) };
        runtime.spawn(async move {
            let told = store.settle_tries(&counter, tries, settled).await;
            if let Err(error) = &told {
                tracing::warn!(%error, "a try could not be settled, and counts until its window ends");
            }
            done(told.is_ok());
        });
    }

    fn hands(&self) -> MutexGuard<'_, HashMap<Digest, Hand>> {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
