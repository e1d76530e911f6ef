//! Whether a database can be written to, found out by writing.

use std::time::{Duration, Instant};

use super::{StoreError, StoreResult};

/// At most one row is written in this time, however often somebody asks.
const PROBE_EVERY: Duration = Duration::from_secs(1);

/// What the last probe found, and when.
#[derive(Default)]
pub struct Readiness(tokio::sync::Mutex<Option<(Instant, Result<(), String>)>>);

impl Readiness {
    /// What `probe` finds, or what the last one found a moment ago.
    pub async fn ask(&self, probe: impl Future<Output = StoreResult<()>>) -> StoreResult<()> {
        // Held while a probe is on its way: whoever asks meanwhile gets its outcome.
        let mut last = self.0.lock().await;
        if let Some((at, outcome)) = &*last
            && at.elapsed() < PROBE_EVERY
        {
            return outcome.clone().map_err(StoreError::Unavailable);
        }
        let outcome = probe.await;
        *last = Some((Instant::now(), outcome.as_ref().copied().map_err(StoreError::cause)));
        outcome
    }
}
