//! How often somebody may fail (SEC-58, SEC-34, rows 55–57).
//!
//! Failures count per account *and* network, so that an attacker elsewhere cannot lock a person out, and per network
//! over all accounts. A success clears the account's count.
//!
//! Memory is bounded, whatever strangers call themselves (row 64): a counter is found by a digest of its name, and when
//! there are too many, those that failed least often go first, so that nobody sweeps away a limit by making noise.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::config::settings::Rate;
use crate::protocol::client_address::ClientAddress;
use crate::secret::Digest;

/// The most counters kept.
const MAX_COUNTERS: usize = 100_000;

/// Counters of failures.
#[derive(Default)]
pub struct Throttle {
    counters: Mutex<HashMap<Digest, Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    until: Timestamp,
    failures: u32,
}

impl Throttle {
    /// How long the caller must wait before another try; `None` when it may try now.
    pub fn blocked(&self, key: &str, rate: Rate, now: Timestamp) -> Option<Duration> {
        let key = Digest::of(key);
        let counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let window = counters.get(&key)?;
        (window.failures >= rate.events && window.until > now).then(|| window.until.remaining(now))
    }

    /// Counts a failure.
    pub fn failed(&self, key: &str, rate: Rate, now: Timestamp) {
        let key = Digest::of(key);
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        if counters.len() >= MAX_COUNTERS && !counters.contains_key(&key) {
            make_room(&mut counters, now);
        }
        let fresh = Window { until: now.after(rate.window), failures: 0 };
        let window = counters.entry(key).or_insert(fresh);
        if window.until <= now {
            *window = fresh;
        }
        window.failures = window.failures.saturating_add(1);
    }

    /// Forgets a counter after a success.
    pub fn succeeded(&self, key: &str) {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner).remove(&Digest::of(key));
    }
}

/// Drops what has run out, and where that is not enough, whatever failed least often.
fn make_room(counters: &mut HashMap<Digest, Window>, now: Timestamp) {
    counters.retain(|_, window| window.until > now);
    if counters.len() >= MAX_COUNTERS {
        let least = counters.values().map(|window| window.failures).min();
        counters.retain(|_, window| Some(window.failures) > least);
    }
}

/// The network that an address counts for: itself for IPv4, its /64 for IPv6. All whose address is unknown count
/// together.
pub fn network(address: impl Into<ClientAddress>) -> String {
    match address.into() {
        ClientAddress::Unknown => "unknown".to_owned(),
        ClientAddress::Known(IpAddr::V4(v4)) => v4.to_string(),
        ClientAddress::Known(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => {
                let [a, b, c, d, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { events: 3, window: Duration::from_secs(60) };

    #[test]
    fn the_third_failure_blocks_until_the_window_ends() {
        let throttle = Throttle::default();
        for second in 0..3 {
            assert_eq!(throttle.blocked("ada", RATE, Timestamp(second)), None);
            throttle.failed("ada", RATE, Timestamp(second));
        }
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(10)), Some(Duration::from_secs(50)));
        assert_eq!(throttle.blocked("ben", RATE, Timestamp(10)), None);
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(60)), None);
    }

    #[test]
    fn a_success_clears_the_count() {
        let throttle = Throttle::default();
        (0..3).for_each(|_| throttle.failed("ada", RATE, Timestamp(0)));
        throttle.succeeded("ada");
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(1)), None);
    }

    /// Row 64, and the limits of rows 55 to 57 hold meanwhile, whatever window the noise counts in.
    #[test]
    fn whoever_is_limited_stays_so_while_strangers_fill_the_memory() {
        let throttle = Throttle::default();
        (0..3).for_each(|_| throttle.failed("ada", RATE, Timestamp(0)));
        let short = Rate { window: Duration::from_secs(1), ..RATE };
        for stranger in 0..MAX_COUNTERS + 10 {
            throttle.failed(&stranger.to_string(), short, Timestamp(2));
        }
        assert!(throttle.counters.lock().unwrap().len() <= 12);
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(2)), Some(Duration::from_secs(58)));
        for stranger in 0..MAX_COUNTERS {
            throttle.failed(&stranger.to_string(), short, Timestamp(10));
        }
        assert_eq!(throttle.blocked("ada", RATE, Timestamp(10)), Some(Duration::from_secs(50)));
    }

    #[test]
    fn ipv6_addresses_of_one_network_count_together() {
        let network = |text: &str| network(text.parse::<IpAddr>().unwrap());
        let one = network("2001:db8:1:2::1");
        assert_eq!(one, network("2001:db8:1:2:ffff::9"));
        assert_ne!(one, network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
    }
}
