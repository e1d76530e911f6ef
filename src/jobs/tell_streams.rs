//! Tells open event streams of logins that ended, whoever ended them: this process, the command line, another node,
//! or the clock.

use std::collections::HashSet;
use std::time::Duration;

use crate::clock::Timestamp;
use crate::protocol::session_state::BrowserStateId;
use crate::provider::{Provider, SharedProvider};
use crate::store::StoreError;

/// How often the store is asked when nobody rings the bell.
const EVERY: Duration = Duration::from_millis(250);
/// How far back each look reaches: a change may become visible a little after its time.
const OVERLAP: Duration = Duration::from_secs(3);
/// Logins ended by the clock in one transaction.
const EXPIRED_AT_ONCE: u32 = 500;

/// Runs for as long as the runtime does.
pub fn start(provider: &SharedProvider) {
    let provider = provider.clone();
    actix_web::rt::spawn(async move {
        let mut told = Told { states: HashSet::new(), since: provider.now() };
        loop {
            if tokio::time::timeout(EVERY, provider.ended.for_streams()).await.is_err()
                && let Err(error) = expire(&provider).await
            {
                tracing::warn!(%error, "logins whose time is up cannot be ended now");
            }
            if let Err(error) = told.tell(&provider).await {
                tracing::warn!(%error, "ended logins cannot be looked up now");
            }
        }
    });
}

async fn expire(provider: &Provider) -> Result<(), StoreError> {
    loop {
        let ended = provider.store.expire_sessions(provider.now(), EXPIRED_AT_ONCE).await?;
        if ended > 0 {
            tracing::info!(ended, "logins ended: their time was up");
            provider.ended.ring();
        }
        if ended < EXPIRED_AT_ONCE {
            return Ok(());
        }
    }
}

/// What was told since the overlap began.
struct Told {
    states: HashSet<BrowserStateId>,
    since: Timestamp,
}

impl Told {
    async fn tell(&mut self, provider: &Provider) -> Result<(), StoreError> {
        let now = provider.now();
        if provider.watchers.count() == 0 {
            // A stream that opens later looks for itself.
            self.since = now;
            return Ok(());
        }
        let since = self.since.before(OVERLAP);
        let mut over: Vec<BrowserStateId> =
            provider.store.ended_since(since).await?.into_iter().map(|ended| ended.state).collect();
        over.extend(provider.store.signed_in_from_since(since).await?);
        let news: Vec<BrowserStateId> = over.iter().filter(|state| !self.states.contains(state)).copied().collect();
        provider.watchers.tell(&news);
        self.states = over.into_iter().collect();
        self.since = now;
        Ok(())
    }
}
