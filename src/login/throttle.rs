//! How often somebody may fail (SEC-58, SEC-34, rows 55–57).
//!
//! Failures count per account *and* network, so that an attacker elsewhere cannot lock a person out, and per network
//! over all accounts. In a browser that is known for the account they count for that browser instead, so that an attacker
//! in the same network cannot, either. A success clears the account's count.
//!
//! A try is counted before it is judged: whoever wants to try takes an [`Attempt`] first, and tries under way count
//! like failures until it is known what became of them. However many tries arrive at once, no more than the limit of
//! wrong ones are ever judged; right ones that arrive together wait for each other.
//!
//! Memory is bounded, whatever strangers call themselves (row 64): a counter is found by a digest of its name, and when
//! there are too many, those that failed least often go first, so that nobody sweeps away a limit by making noise.

mod counter;
mod shared;

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::futures::OwnedNotified;
use tokio::time::{Instant, timeout_at};

use crate::clock::Timestamp;
use crate::config::settings::Rate;
use crate::protocol::client_address::ClientAddress;
use crate::secret::Digest;
use crate::store::SharedStore;
use crate::store::limits::Settled;
use counter::{Counter, counter_of};
use shared::{NoTry, Shared};

/// The most that wait at one counter for tries under way.
const MAX_WAITING: usize = 1_000;
/// Failures in a window of so long are kept by the store, whichever it is: a restart shall not forget them.
pub const LASTING: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How long one waits.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Counters of failures.
pub struct Throttle {
    counters: Arc<Counters>,
    longest_wait: Duration,
    /// Where several nodes count together, or for long, failures count there, and here only tries under way.
    shared: Option<Shared>,
    /// From which window on they do.
    shared_from: Duration,
}

impl Default for Throttle {
    fn default() -> Self {
        Self { counters: Arc::default(), longest_wait: LONGEST_WAIT, shared: None, shared_from: LASTING }
    }
}

/// What is counted in this process.
#[derive(Default)]
struct Counters(Mutex<HashMap<Digest, Counter>>);

impl Counters {
    fn settle(&self, key: Digest, rate: Rate, outcome: &Outcome) {
        let mut counters = self.all();
        let Some(counter) = counters.get_mut(&key) else { return };
        counter.pending = counter.pending.saturating_sub(1);
        match outcome {
            Outcome::Failed(now) => counter.fail(rate, *now),
            Outcome::Succeeded => counter.failures = 0,
            Outcome::Released => {}
        }
        counter.tell(rate);
        if counter.is_idle() {
            counters.remove(&key);
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Digest, Counter>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why there is no try now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAttempt {
    /// Too many failures; the next try is possible after this long.
    Blocked(Duration),
    /// Too many tries are under way: nothing is known yet, so nobody is refused (503).
    Busy,
}

/// A try under way. Dropped before anything was done for it (busy, a storage fault, the request went away), it never
/// was. Dropped while it is judged, it was wrong: whoever hangs up then has had the work done all the same.
#[must_use = "a try counts only while it is held"]
pub struct Attempt<'a> {
    throttle: &'a Throttle,
    key: Digest,
    rate: Rate,
    /// Since when it is judged.
    judged: Option<Timestamp>,
}

/// A try that was let in here and is not held by all yet.
struct Begun<'a> {
    throttle: &'a Throttle,
    key: Digest,
    rate: Rate,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        self.throttle.counters.settle(self.key, self.rate, &Outcome::Released);
    }
}

/// What became of a try.
enum Outcome {
    Failed(Timestamp),
    Succeeded,
    Released,
}

/// What comes of asking for a try.
enum Begin {
    Begun,
    Blocked(Duration),
    Full,
    Wait(Pin<Box<OwnedNotified>>),
}

impl Throttle {
    /// Counters of this process, or of all nodes that share `store`; those of long windows are in the store in either case.
    pub fn over(store: &SharedStore) -> Self {
        let shared_from = if store.shares_limits() { Duration::ZERO } else { LASTING };
        Self { shared: Some(Shared::new(store.clone())), shared_from, ..Self::default() }
    }

    /// Where failures count, if not here.
    fn shared(&self, rate: Rate) -> Option<&Shared> {
        self.shared.as_ref().filter(|_| rate.window >= self.shared_from)
    }

    /// Gives back to the other nodes what this one does not need.
    pub fn give_back(&self) {
        if let Some(shared) = &self.shared {
            shared.give_back();
        }
    }

    /// Begins a try. Where tries under way could still fail as often as `rate` allows, it waits until enough of them
    /// are settled.
    pub async fn reserve(&self, key: &str, rate: Rate, now: Timestamp) -> Result<Attempt<'_>, NoAttempt> {
        let key = Digest::of(key);
        let deadline = Instant::now() + self.longest_wait;
        loop {
            match self.begin(key, rate, now) {
                Begin::Begun => break,
                Begin::Blocked(wait) => return Err(NoAttempt::Blocked(wait)),
                Begin::Full => return Err(NoAttempt::Busy),
                Begin::Wait(settled) => timeout_at(deadline, settled).await.map_err(|_| NoAttempt::Busy)?,
            }
        }
        let begun = Begun { throttle: self, key, rate };
        if let Some(shared) = self.shared(rate) {
            shared.hold(key, rate, now, deadline).await.map_err(|no| match no {
                NoTry::Blocked(until) => NoAttempt::Blocked(until.remaining(now)),
                NoTry::Busy(error) => {
                    if let Some(error) = error {
                        tracing::warn!(%error, "a try cannot be counted, so nothing is tried");
                    }
                    NoAttempt::Busy
                }
            })?;
        }
        std::mem::forget(begun);
        Ok(Attempt { throttle: self, key, rate, judged: None })
    }

    /// How long until the next try is possible; `None` when it is now.
    pub fn blocked(&self, key: &str, rate: Rate, now: Timestamp) -> Option<Duration> {
        self.counters.all().get(&Digest::of(key)).and_then(|counter| counter.blocked(rate, now))
    }

    /// Counts an event that needs no verdict, unless there were too many already: then how long until the next.
    pub async fn count(&self, key: &str, rate: Rate, now: Timestamp) -> Result<(), NoAttempt> {
        if self.shared(rate).is_some() {
            self.reserve(key, rate, now).await?.failed(now);
            return Ok(());
        }
        let mut counters = self.counters.all();
        let counter = counter_of(&mut counters, Digest::of(key), now);
        match counter.blocked(rate, now) {
            Some(wait) => Err(NoAttempt::Blocked(wait)),
            None => {
                counter.fail(rate, now);
                Ok(())
            }
        }
    }

    /// Whether nothing of that name was asked about here in so long. Where that cannot be found out, it was.
    pub async fn is_first_in(&self, window: Duration, key: &str, now: Timestamp) -> bool {
        self.count(key, Rate { events: 1, window }, now).await.is_ok()
    }

    fn begin(&self, key: Digest, rate: Rate, now: Timestamp) -> Begin {
        let mut counters = self.counters.all();
        let counter = counter_of(&mut counters, key, now);
        if let Some(wait) = counter.blocked(rate, now) {
            return Begin::Blocked(wait);
        }
        if counter.until <= now {
            counter.failures = 0;
        }
        if counter.free(rate) > 0 {
            counter.pending = counter.pending.saturating_add(1);
            return Begin::Begun;
        }
        let settled = counter.settled.get_or_insert_default();
        if Arc::strong_count(settled) > MAX_WAITING {
            return Begin::Full;
        }
        // In the queue before anybody else can settle a try.
        let mut settled = Box::pin(settled.clone().notified_owned());
        settled.as_mut().enable();
        Begin::Wait(settled)
    }

    fn settle(&self, key: Digest, rate: Rate, outcome: &Outcome) {
        let Some(shared) = self.shared(rate) else { return self.counters.settle(key, rate, outcome) };
        let (settled, failed) = match outcome {
            Outcome::Failed(at) => (Settled::Failed { at: *at, until: at.after(rate.window) }, Some(*at)),
            Outcome::Succeeded => (Settled::Succeeded, None),
            Outcome::Released => (Settled::Released, None),
        };
        // Until the store has it, the try is under way here: otherwise, whoever comes meanwhile would have it once more. What the
        // store could not take counts here.
        let counters = Arc::clone(&self.counters);
        shared.settle(key, rate, settled, move |is_stored| {
            let outcome = failed.filter(|_| !is_stored).map_or(Outcome::Released, Outcome::Failed);
            counters.settle(key, rate, &outcome);
        });
    }
}

impl Attempt<'_> {
    /// It is judged from now on.
    pub fn judging(self, now: Timestamp) -> Self {
        let mut judged = self;
        judged.judged = Some(now);
        judged
    }

    /// It could not be judged after all, or what it came to is of no account here.
    pub fn release(self) {
        self.settle(&Outcome::Released);
    }

    /// It was wrong.
    pub fn failed(self, now: Timestamp) {
        self.settle(&Outcome::Failed(now));
    }

    /// It was right: earlier failures are forgotten.
    pub fn succeeded(self) {
        self.settle(&Outcome::Succeeded);
    }

    fn settle(self, outcome: &Outcome) {
        self.throttle.settle(self.key, self.rate, outcome);
        std::mem::forget(self);
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        let outcome = self.judged.map_or(Outcome::Released, Outcome::Failed);
        self.throttle.settle(self.key, self.rate, &outcome);
    }
}

/// The network that an address counts for: itself for IPv4, its /64 for IPv6. All whose address is unknown count
/// together.
pub fn network(address: impl Into<ClientAddress>) -> String {
    match address.into() {
        ClientAddress::Unknown => "unknown".to_owned(),
        ClientAddress::Known(IpAddr::V4(v4)) => dotted(v4),
        ClientAddress::Known(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => dotted(v4),
            None => {
                let [a, b, c, d, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        },
    }
}

/// As `Display` writes it, without the machinery of formatting: it is asked for at each request of a client.
fn dotted(address: Ipv4Addr) -> String {
    let mut text = String::with_capacity(15);
    for octet in address.octets() {
        if !text.is_empty() {
            text.push('.');
        }
        if octet >= 100 {
            text.push(char::from(b'0' + octet / 100));
        }
        if octet >= 10 {
            text.push(char::from(b'0' + octet / 10 % 10));
        }
        text.push(char::from(b'0' + octet % 10));
    }
    text
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;
    use futures_util::future::join_all;

    use super::counter::MAX_COUNTERS;
    use super::*;

    const RATE: Rate = Rate { events: 3, window: Duration::from_secs(60) };

    /// A try that need not wait.
    fn at_once(throttle: &Throttle, second: i64) -> Result<Attempt<'_>, NoAttempt> {
        throttle.reserve("ada", RATE, Timestamp(second)).now_or_never().expect("nobody has to wait")
    }

    fn fail(throttle: &Throttle, key: &str, rate: Rate, second: i64) {
        throttle.reserve(key, rate, Timestamp(second)).now_or_never().unwrap().unwrap().failed(Timestamp(second));
    }

    #[test]
    fn the_third_failure_blocks_until_the_window_ends() {
        let throttle = Throttle::default();
        for second in 0..3 {
            assert_eq!(throttle.blocked("ada", RATE, Timestamp(second)), None);
            at_once(&throttle, second).unwrap().failed(Timestamp(second));
        }
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(10)), Some(Duration::from_secs(50)));
        assert_eq!(at_once(&throttle, 10).err(), Some(NoAttempt::Blocked(Duration::from_secs(50))));
        assert_eq!(throttle.blocked("ben", RATE, Timestamp(10)), None);
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(60)), None);
        assert!(at_once(&throttle, 60).is_ok());
    }

    #[test]
    fn a_success_clears_the_count() {
        let throttle = Throttle::default();
        (0..2).for_each(|_| fail(&throttle, "ada", RATE, 0));
        at_once(&throttle, 0).unwrap().succeeded();
        (0..2).for_each(|_| fail(&throttle, "ada", RATE, 0));
        assert!(at_once(&throttle, 1).is_ok());
    }

    #[test]
    fn a_try_without_a_verdict_never_was_and_leaves_nothing() {
        let throttle = Throttle::default();
        for _ in 0..10 {
            drop(at_once(&throttle, 0).unwrap());
        }
        assert!(throttle.counters.all().is_empty());
    }

    #[test]
    fn a_try_that_is_dropped_while_it_is_judged_was_wrong() {
        let throttle = Throttle::default();
        for _ in 0..3 {
            drop(at_once(&throttle, 0).unwrap().judging(Timestamp(0)));
        }
        assert!(matches!(at_once(&throttle, 1), Err(NoAttempt::Blocked(_))));
        let other = Throttle::default();
        (0..9).for_each(|_| at_once(&other, 0).unwrap().judging(Timestamp(0)).release());
        assert!(at_once(&other, 1).is_ok());
    }

    #[test]
    fn events_without_a_verdict_count_at_once() {
        let throttle = Throttle::default();
        let counted: Vec<bool> = (0..5)
            .map(|_| throttle.count("registrations", RATE, Timestamp(0)).now_or_never().unwrap().is_ok())
            .collect();
        assert_eq!(counted, [true, true, true, false, false]);
    }

    /// Whatever order they are judged in: of any number at once, three wrong ones are, and the others hear of the limit.
    #[tokio::test(flavor = "current_thread")]
    async fn of_sixty_wrong_tries_at_once_no_more_than_the_limit_are_judged() {
        let throttle = Throttle::default();
        let tries = (0..60).map(|_| async {
            let attempt = throttle.reserve("ada", RATE, Timestamp(0)).await?;
            tokio::task::yield_now().await;
            attempt.failed(Timestamp(0));
            Ok(())
        });
        let outcomes: Vec<Result<(), NoAttempt>> = join_all(tries).await;
        let judged = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(judged, 3);
        let blocked = Err(NoAttempt::Blocked(Duration::from_secs(60)));
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == blocked).count(), 57);
    }

    #[tokio::test(flavor = "current_thread")]
    async fn right_tries_at_once_wait_for_each_other_and_all_are_judged() {
        let throttle = Throttle::default();
        let tries = (0..500).map(|number: u32| {
            let throttle = &throttle;
            async move {
                let attempt = throttle.reserve("ada", RATE, Timestamp(0)).await?;
                tokio::task::yield_now().await;
                // Every other one is given up, as when a request goes away.
                if number.is_multiple_of(2) {
                    attempt.succeeded();
                }
                Ok::<_, NoAttempt>(())
            }
        });
        assert!(join_all(tries).await.iter().all(Result::is_ok));
        assert!(throttle.counters.all().is_empty());
    }

    #[tokio::test(flavor = "current_thread")]
    async fn waiting_is_bounded_in_time_and_number() {
        let throttle = Throttle { longest_wait: Duration::from_millis(50), ..Throttle::default() };
        let held: Vec<Attempt<'_>> = (0..3).map(|_| at_once(&throttle, 0).unwrap()).collect();
        let outcomes = join_all((0..MAX_WAITING + 5).map(|_| throttle.reserve("ada", RATE, Timestamp(0)))).await;
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(NoAttempt::Busy))));
        drop(held);
        assert!(at_once(&throttle, 0).is_ok(), "nobody is left in the queue");
        assert!(throttle.counters.all().is_empty());
    }

    /// Row 64, and the limits of rows 55 to 57 hold meanwhile, whatever window the noise counts in.
    #[test]
    fn whoever_is_limited_stays_so_while_strangers_fill_the_memory() {
        let throttle = Throttle::default();
        (0..3).for_each(|_| fail(&throttle, "ada", RATE, 0));
        let under_way = throttle.reserve("ben", RATE, Timestamp(0)).now_or_never().unwrap().unwrap();
        let short = Rate { window: Duration::from_secs(1), ..RATE };
        for stranger in 0..MAX_COUNTERS + 10 {
            fail(&throttle, &stranger.to_string(), short, 2);
        }
        assert!(throttle.counters.all().len() <= 14);
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(2)), Some(Duration::from_secs(58)));
        for stranger in 0..MAX_COUNTERS {
            fail(&throttle, &stranger.to_string(), short, 10);
        }
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(10)), Some(Duration::from_secs(50)));
        assert_eq!(throttle.counters.all().get(&Digest::of("ben")).map(|counter| counter.pending), Some(1));
        drop(under_way);
    }

    #[test]
    fn ipv6_addresses_of_one_network_count_together() {
        let network = |text: &str| network(text.parse::<IpAddr>().unwrap());
        let one = network("2001:db8:1:2::1");
        assert_eq!(one, network("2001:db8:1:2:ffff::9"));
        assert_ne!(one, network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn an_ipv4_address_reads_as_it_is_displayed() {
        for octet in 0..=u8::MAX {
            for octets in [[octet, 0, 10, 100], [0, octet, octet, 255], [9, 99, 199, octet]] {
                let address = Ipv4Addr::from(octets);
                assert_eq!(network(IpAddr::V4(address)), address.to_string());
            }
        }
    }
}
