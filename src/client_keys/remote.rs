//! One client's key set behind its `jwks_uri`.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::ClientKeysError;
use crate::clock::Timestamp;
use crate::jose::jwk::JwkSet;
use crate::outbound::{Fetched, Outbound};

/// What is asked for.
const ACCEPT: &str = "application/jwk-set+json, application/json";
/// The least time between two attempts. Times are whole seconds here: two that differ by ten may be little more than nine apart, so
/// they must differ by more.
const INTERVAL: Duration = Duration::from_secs(10);
/// How long a set is kept whose server does not say, and the bounds of what it may say.
const USUALLY: Duration = Duration::from_secs(60 * 60);
const LEAST: Duration = Duration::from_secs(5 * 60);
const MOST: Duration = Duration::from_secs(24 * 60 * 60);
/// How much longer a set counts while it cannot be fetched again.
const BEYOND: Duration = Duration::from_secs(24 * 60 * 60);

/// A key set and where it comes from.
pub(super) struct Remote {
    uri: String,
    touched: AtomicI64,
    state: Mutex<State>,
    /// Whoever fetches; everybody else who needs the same waits.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    attempted_at: Option<Timestamp>,
}

#[derive(Clone)]
struct Kept {
    set: Arc<JwkSet>,
    fetched_at: Timestamp,
    fresh_until: Timestamp,
}

impl Remote {
    pub fn new(uri: &str, now: Timestamp) -> Self {
        let touched = AtomicI64::new(now.seconds());
        Self { uri: uri.to_owned(), touched, state: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }

    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// When it was asked for last.
    pub fn touched(&self) -> i64 {
        self.touched.load(Ordering::Relaxed)
    }

    pub fn touch(&self, now: Timestamp) {
        self.touched.store(now.seconds(), Ordering::Relaxed);
    }

    /// The set: the kept one while it is fresh, else one fetched now, else the kept one while it counts at all.
    pub async fn keys(&self, outbound: &Outbound, now: Timestamp) -> Result<Arc<JwkSet>, ClientKeysError> {
        if let Some(fresh) = self.fresh(now) {
            return Ok(fresh);
        }
        let counting = self.counting(now);
        let _turn = match &counting {
            None => self.turn.lock().await,
            // Somebody is at it: what is known is good enough meanwhile.
            Some(counting) => match self.turn.try_lock() {
                Ok(turn) => turn,
                Err(_) => return Ok(counting.clone()),
            },
        };
        if let Some(fresh) = self.fresh(now) {
            return Ok(fresh);
        }
        let fetched = self.fetch(outbound, now).await;
        match (fetched, counting) {
            (Err(_), Some(counting)) => Ok(counting),
            (outcome, _) => outcome,
        }
    }

    /// A set other than `seen`: one that somebody fetched meanwhile, or one fetched now if it may be. `None` when the
    /// set is what it was at the last attempt; where that failed, nobody knows.
    pub async fn other_than(
        &self,
        seen: &Arc<JwkSet>,
        outbound: &Outbound,
        now: Timestamp,
    ) -> Result<Option<Arc<JwkSet>>, ClientKeysError> {
        let _turn = self.turn.lock().await;
        if let Some(other) = self.counting(now).filter(|kept| !Arc::ptr_eq(kept, seen)) {
            return Ok(Some(other));
        }
        match self.fetch(outbound, now).await {
            Ok(fetched) => Ok(Some(fetched).filter(|fetched| fetched != seen)),
            Err(ClientKeysError::Resting(_)) if self.is_of_the_last_attempt() => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Whether the last attempt brought the set that is kept.
    fn is_of_the_last_attempt(&self) -> bool {
        let state = self.state();
        state.kept.as_ref().is_some_and(|kept| Some(kept.fetched_at) == state.attempted_at)
    }

    /// Fetches the set, unless that was tried a moment ago. The attempt counts from its beginning: whoever hangs up
    /// and calls again gets no second one.
    async fn fetch(&self, outbound: &Outbound, now: Timestamp) -> Result<Arc<JwkSet>, ClientKeysError> {
        {
            let mut state = self.state();
            let rests = |at: Timestamp| at <= now && now <= at.after(INTERVAL);
            if state.attempted_at.is_some_and(rests) {
                return Err(ClientKeysError::Resting(self.uri.clone()));
            }
            state.attempted_at = Some(now);
        }
        let read = |fetched: Fetched| {
            let set = JwkSet::parse(&fetched.body).map_err(|error| error.to_string())?;
            let life = fetched.max_age.unwrap_or(USUALLY).clamp(LEAST, MOST);
            Ok(Kept { set: Arc::new(set), fetched_at: now, fresh_until: now.after(life) })
        };
        let fetched = outbound.fetch_as(&self.uri, ACCEPT, read).await;
        let kept = fetched.map_err(|error| ClientKeysError::unavailable(&self.uri, &error))?;
        self.state().kept = Some(kept.clone());
        Ok(kept.set)
    }

    fn fresh(&self, now: Timestamp) -> Option<Arc<JwkSet>> {
        self.kept(now, Duration::ZERO)
    }

    fn counting(&self, now: Timestamp) -> Option<Arc<JwkSet>> {
        self.kept(now, BEYOND)
    }

    /// The set, until so long after it was fresh. One that was fetched while the clock was ahead is not kept for as long as it
    /// was ahead; a few seconds are none: whoever fetched it may have asked for the time later than who asks for it now.
    fn kept(&self, now: Timestamp, beyond: Duration) -> Option<Arc<JwkSet>> {
        let counts = |kept: &&Kept| kept.fetched_at <= now.after(INTERVAL) && now < kept.fresh_until.after(beyond);
        self.state().kept.as_ref().filter(counts).map(|kept| kept.set.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// REL-21.
    #[test]
    fn a_set_that_was_fetched_while_the_clock_was_ahead_is_fetched_again_when_it_is_right() {
        let (right, ahead) = (Timestamp(1_800_000_000), Timestamp(1_800_003_600));
        let remote = Remote::new("https://app.example/jwks", right);
        let set = Arc::new(JwkSet::parse(br#"{"keys": []}"#).unwrap());
        remote.state().kept = Some(Kept { set, fetched_at: ahead, fresh_until: ahead.after(LEAST) });
        let kept = |now: Timestamp| (remote.fresh(now).is_some(), remote.counting(now).is_some());
        assert_eq!(kept(ahead), (true, true));
        assert_eq!(kept(right), (false, false));
        assert_eq!(kept(ahead.before(INTERVAL)), (true, true), "the clock was set right by a few seconds");
        assert_eq!(kept(ahead.after(LEAST)), (false, true));
        assert_eq!(kept(ahead.after(LEAST + BEYOND)), (false, false));
    }
}
