//! How much a network may ask about sessions (REL-12): a bucket for each, in memory.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::login::throttle::network;
use crate::protocol::client_address::ClientAddress;

/// What a network may ask at once, and how much more each second. A request costs one for every [`VALUES`] values that it
/// asks about, a new stream one.
const BURST: f64 = 60.0;
const PER_SECOND: f64 = 20.0;
const VALUES: usize = 16;
/// Networks remembered; beyond that, those that asked nothing lately are forgotten.
const NETWORKS: usize = 20_000;

/// The buckets.
#[derive(Default)]
pub struct Asking(Mutex<HashMap<String, Bucket>>);

struct Bucket {
    left: f64,
    at: Instant,
}

impl Asking {
    /// Whether `address` may ask now.
    pub fn may_ask(&self, address: impl Into<ClientAddress>) -> bool {
        let now = Instant::now();
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= NETWORKS {
            buckets.retain(|_, bucket| now.duration_since(bucket.at) < Duration::from_secs(5));
        }
        let bucket = buckets.entry(network(address)).or_insert(Bucket { left: BURST, at: now });
        bucket.left = (bucket.left + now.duration_since(bucket.at).as_secs_f64() * PER_SECOND).min(BURST);
        bucket.at = now;
        let may = bucket.left >= 1.0;
        if may {
            bucket.left -= 1.0;
        }
        may
    }

    /// Counts a request that was let in and asks about so many values. The bucket may be less than empty then: a
    /// request is answered whole or not at all.
    pub fn count(&self, address: impl Into<ClientAddress>, values: usize) {
        let more = u32::try_from(values.div_ceil(VALUES).saturating_sub(1)).unwrap_or(u32::MAX);
        if let Some(bucket) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&network(address)) {
            bucket.left -= f64::from(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn a_burst_of_sixty_is_answered_and_the_next_refused() {
        let asking = Asking::default();
        let answered = (0..100).filter(|_| asking.may_ask(HERE)).count();
        assert!((60..=62).contains(&answered), "{answered}");
        assert!(asking.may_ask(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1))));
    }

    #[test]
    fn who_asks_about_many_values_at_once_asks_less_often() {
        let asking = Asking::default();
        let ask = |_: &i32| {
            let may = asking.may_ask(HERE);
            if may {
                asking.count(HERE, 64);
            }
            may
        };
        let answered = (0..100).filter(ask).count();
        assert!((15..=16).contains(&answered), "{answered}");
    }
}
