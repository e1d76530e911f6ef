//! Whether a database can be written to, found out by writing. What health checks ask as well is read along with it.

use std::time::{Duration, Instant};

use super::{StoreError, StoreResult};

/// At most one row is written in this time, however often somebody asks.
const PROBE_EVERY: Duration = Duration::from_secs(1);

/// The highest number of a configuration that was taken in, where there is one; or why the database could not be written to.
type Found = Result<Option<u64>, String>;

/// What the last probe found, and when.
#[derive(Default)]
pub struct Readiness(tokio::sync::Mutex<Option<(Instant, Found)>>);

impl Readiness {
    /// What `probe` finds, or what the last one found a moment ago.
    pub async fn ask(&self, probe: impl Future<Output = StoreResult<Option<u64>>>) -> StoreResult<Option<u64>> {
        // Held while a probe is on its way: whoever asks meanwhile gets its outcome.
        let mut last = self.0.lock().await;
        if let Some((at, found)) = &*last
            && at.elapsed() < PROBE_EVERY
        {
            return found.clone().map_err(StoreError::Unavailable);
        }
        let found = probe.await;
        *last = Some((Instant::now(), found.as_ref().copied().map_err(StoreError::cause)));
        found
    }

    /// Forgets it: whoever asks next finds out anew, since this process changed what is read along.
    pub async fn forget(&self) {
        *self.0.lock().await = None;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[actix_web::test]
    async fn of_many_questions_at_once_one_reaches_the_database_until_it_is_forgotten() {
        let (readiness, probes) = (Readiness::default(), Cell::new(0));
        let ask = async || {
            let probe = async {
                probes.set(probes.get() + 1);
                Ok(Some(probes.get()))
            };
            readiness.ask(probe).await
        };
        for _ in 0..10 {
            assert_eq!(ask().await.unwrap(), Some(1));
        }
        readiness.forget().await;
        assert_eq!(ask().await.unwrap(), Some(2));
    }

    #[actix_web::test]
    async fn a_database_that_takes_no_writes_is_not_asked_again_at_once_either() {
        let readiness = Readiness::default();
        let asked = readiness.ask(async { Err(StoreError::Unavailable("full".to_owned())) }).await;
        assert!(asked.is_err());
        assert!(
            matches!(readiness.ask(async { Ok(None) }).await, Err(StoreError::Unavailable(cause)) if cause == "full")
        );
    }
}
