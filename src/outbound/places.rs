//! At most two requests at a time for each host (SEC-66), so that nobody is flooded through this server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Requests at a time for one host.
const AT_ONCE: usize = 2;
/// Hosts known before idle ones are forgotten.
const KNOWN: usize = 256;

/// Places by host.
#[derive(Default)]
pub(super) struct Places(Mutex<HashMap<String, Arc<Semaphore>>>);

impl Places {
    /// Waits for a place. It is free again when what is returned is dropped.
    pub async fn take(&self, host: &str) -> Option<OwnedSemaphorePermit> {
        self.of(host).acquire_owned().await.ok()
    }

    fn of(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= KNOWN {
            // Whoever holds or awaits a place holds the semaphore too.
            hosts.retain(|_, places| Arc::strong_count(places) > 1);
        }
        hosts.entry(host.to_owned()).or_insert_with(|| Arc::new(Semaphore::new(AT_ONCE))).clone()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn the_third_waits_for_the_first_and_other_hosts_do_not() {
        let places = Places::default();
        let now = |host: &str| places.take(host).now_or_never().flatten();
        let (first, _second) = (now("a").unwrap(), now("a").unwrap());
        assert!(now("a").is_none());
        assert!(now("b").is_some());
        drop(first);
        assert!(now("a").is_some());
    }

    #[test]
    fn idle_hosts_are_forgotten_and_busy_ones_are_not() {
        let places = Places::default();
        let held: Vec<_> = (0..2).map(|_| places.take("busy").now_or_never().flatten().unwrap()).collect();
        for host in 0..10_000 {
            drop(places.take(&host.to_string()).now_or_never());
        }
        assert!(places.0.lock().unwrap().len() <= KNOWN);
        assert!(places.take("busy").now_or_never().is_none());
        drop(held);
    }
}
