//! Tells open event streams of logins that ended, whoever ended them: this process, the command line, another node,
//! or the clock. Tells them, too, of what else a verdict rests on: people's groups and clients.

use std::time::{Duration, Instant};

use super::lasting::lasting;
use crate::provider::{Provider, SharedProvider};
use crate::store::StoreError;

/// How often the store is asked when nobody rings the bell.
const EVERY: Duration = Duration::from_millis(250);
/// Changes that come one after another are looked at together: a hundred nodes that look at each of a thousand sign-outs a
/// second are more work than the sign-outs.
const MOMENT: Duration = Duration::from_millis(10);
/// How often everything is looked at again while logins whose time is up cannot be ended.
const EVERYTHING_EVERY: Duration = Duration::from_secs(5);
/// Logins ended by the clock in one transaction, for which other writes wait (REL-13): each ends codes and grants and fills the outbox.
const EXPIRED_AT_ONCE: u32 = 100;

/// Runs for as long as the runtime does.
pub fn start(provider: &SharedProvider) {
    let provider = provider.clone();
    lasting(async move || {
        let mut told = Told::default();
        let (mut expired, mut looked) = (Instant::now(), Instant::now());
        let mut asked: Option<Instant> = None;
        loop {
            if let Some(rest) = asked.and_then(|asked| MOMENT.checked_sub(asked.elapsed())) {
                tokio::time::sleep(rest).await;
            }
            asked = Some(Instant::now());
            provider.forget_former_clients();
            if let Err(error) = told.tell(&provider).await {
                tracing::warn!(%error, "ended sessions cannot be read");
            }
            // The bell of this process, or word from the database.
            let rung = tokio::time::timeout(EVERY, async {
                tokio::select! {
                    () = provider.ended.for_streams() => {}
                    () = provider.store.changed() => {}
                }
            });
            let rung = rung.await;
            if rung.is_ok() && expired.elapsed() < EVERY {
                continue;
            }
            expired = Instant::now();
            if let Err(error) = expire(&provider).await {
                tracing::warn!(%error, "expired sessions cannot be ended");
                // They count as ended all the same, though nothing says so in the store: a full disk keeps nobody in.
                if looked.elapsed() >= EVERYTHING_EVERY {
                    looked = Instant::now();
                    provider.watchers.tell_all();
                }
            }
        }
    });
}

async fn expire(provider: &Provider) -> Result<(), StoreError> {
    loop {
        let ended = provider.store.expire_sessions(provider.now(), EXPIRED_AT_ONCE).await?;
        if ended > 0 {
            tracing::info!(ended, "sessions expired");
            provider.ended.ring();
        }
        if ended < EXPIRED_AT_ONCE {
            return Ok(());
        }
    }
}

/// The number of the last change that was told; `None` until it is known.
#[derive(Default)]
struct Told(Option<i64>);

impl Told {
    async fn tell(&mut self, provider: &Provider) -> Result<(), StoreError> {
        let mut last = match self.0 {
            Some(last) => last,
            None => {
                let last = provider.store.last_change().await?;
                // Streams that opened before this was known may have missed one.
                provider.watchers.tell_all();
                last
            }
        };
        self.0 = Some(last);
        // Without streams nothing is read: what changed meanwhile is told to the first one, which knows it.
        while provider.watchers.count() > 0 {
            let changes = provider.store.changes_since(last).await?;
            if changes.is_cut {
                provider.watchers.tell_all();
            }
            provider.watchers.tell(&changes.states);
            provider.watchers.tell_of(&changes.clients);
            last = changes.last;
            self.0 = Some(last);
            if !changes.has_more {
                break;
            }
        }
        Ok(())
    }
}
