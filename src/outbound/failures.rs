//! What failed is left alone for a while (SEC-66): nobody makes this server knock at a closed door without end.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

/// Failures remembered; past this, all are forgotten.
const MOST: usize = 1_000;

/// Failures by URI.
#[derive(Default)]
pub(super) struct Failures(Mutex<HashMap<String, Failure>>);

struct Failure {
    from: Instant,
    until: Instant,
}

impl Failures {
    /// Whether the URI failed and is left alone now.
    pub fn contain(&self, uri: &str, now: Instant) -> bool {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.get(uri).is_some_and(|failure| failure.from <= now && now < failure.until)
    }

    /// Remembers a failure. It shows from the moment on at which whoever asked is told, whatever failed and however
    /// soon (row 43).
    pub fn add(&self, uri: &str, from: Instant, until: Instant) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= MOST {
            failures.retain(|_, failure| failure.until > from);
        }
        if failures.len() >= MOST {
            failures.clear();
        }
        failures.insert(uri.to_owned(), Failure { from, until });
    }

    /// Forgets the failures of a URI that answered.
    pub fn forget(&self, uri: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(uri);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_failure_counts_between_its_bounds_and_memory_is_bounded() {
        let (failures, start) = (Failures::default(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        failures.add("a", at(5), at(15));
        let known: Vec<bool> = [0, 5, 14, 15].into_iter().map(|second| failures.contain("a", at(second))).collect();
        assert_eq!(known, [false, true, true, false]);
        assert!(!failures.contain("b", at(5)));
        for uri in 0..10_000 {
            failures.add(&uri.to_string(), at(5), at(15));
        }
        assert!(failures.0.lock().unwrap().len() <= MOST);
        failures.forget("9999");
        assert!(!failures.contain("9999", at(5)));
    }
}
