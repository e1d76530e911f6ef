//! Work in the background, each piece from the store and safe to run on several nodes.

mod answer_nodes;
pub mod back_up;
pub mod chain_audit;
mod deliver_logout_tokens;
mod lasting;
mod ping_clients;
pub mod refresh_keys;
mod send_mails;
mod tell_nodes;
mod tell_streams;

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use self::back_up::BackUp;
use self::lasting::lasting;
use crate::provider::{Provider, SharedProvider};
use crate::registration::unused::remove_unused;
use crate::tls::Tls;
use crate::{key_rotation, keys, logout, reconcile};

/// Rows deleted in one go.
const SWEEP_LIMIT: u32 = 500;

/// Starts every job on the current runtime; they end with it.
pub fn start(provider: &SharedProvider, tls: Option<Tls>) {
    tell_streams::start(provider);
    if provider.store.node().is_some() {
        tell_nodes::start(provider);
        answer_nodes::start(provider);
    }
    deliver_logout_tokens::start(provider);
    ping_clients::start(provider);
    send_mails::start(provider);
    chain_audit::start(provider);
    refresh_keys::start(provider);
    repeat(provider, keys::TAKEN_IN_EVERY, async |provider| refresh_sealing_secrets(&provider).await);
    repeat(provider, Duration::from_secs(5), async |provider| follow_clock(&provider).await);
    repeat(provider, Duration::from_secs(60), async |provider| sweep(&provider).await);
    repeat(provider, Duration::from_secs(5), async |provider| end_what_left(&provider).await);
    repeat(provider, Duration::from_secs(5), async |provider| provider.hasher.let_memory_go());
    repeat(provider, Duration::from_secs(5), async |provider| provider.throttle.give_back());
    let back_up = BackUp::default();
    repeat(provider, Duration::from_secs(5), async move |provider| back_up.look(&provider).await);
    let patience = Patience::new(provider.live().settings.registration.unused_after);
    repeat(provider, Duration::from_secs(60 * 60), async move |provider| {
        if patience.lasted(provider.live().settings.registration.unused_after) {
            remove_unused_clients(&provider).await;
        }
    });
    let told = RefCell::new(String::new());
    repeat(provider, Duration::from_secs(5), async move |provider| {
        let loaded = provider.authorities.load(provider.live().settings.server.mtls.as_ref());
        let fault = loaded.err().map(|error| error.to_string()).unwrap_or_default();
        if told.replace(fault.clone()) != fault && !fault.is_empty() {
            tracing::warn!(
                error = fault,
                "the authorities of client certificates cannot be read; those before stay in use"
            );
        }
    });
    if let Some(tls) = tls {
        let told = RefCell::new(String::new());
        repeat(provider, Duration::from_secs(5), async move |_| {
            let fault = tls.reload().err().map(|error| error.to_string()).unwrap_or_default();
            // A certificate and its key are rarely replaced in one moment, and what was said is not said again.
            if told.replace(fault.clone()) != fault && !fault.is_empty() {
                tracing::warn!(error = fault, "TLS files cannot be read; the old certificate stays in use");
            }
        });
    }
}

/// Acts on a setting only when it was the same at the look before: a file may be cut off for a moment, and then a
/// default stands where the operator wrote something else.
struct Patience<T>(Cell<T>);

impl<T: PartialEq + Copy> Patience<T> {
    fn new(setting: T) -> Self {
        Self(Cell::new(setting))
    }

    fn lasted(&self, setting: T) -> bool {
        self.0.replace(setting) == setting
    }
}

fn repeat(provider: &SharedProvider, every: Duration, job: impl AsyncFn(SharedProvider) + 'static) {
    let provider = provider.clone();
    lasting(async move || {
        let mut ticks = tokio::time::interval_at(tokio::time::Instant::now() + every, every);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            job(provider.clone()).await;
        }
    });
}

/// Goes by the clock of the database, where several nodes share one (REL-7).
async fn follow_clock(provider: &Provider) {
    let asked = Instant::now();
    // Until it answers again, the clock goes on by itself.
    if let Ok(Some(time)) = provider.store.time().await {
        provider.clock.follow(time + asked.elapsed() / 2);
    }
}

/// Does what is due with the sealing secrets, and takes in those that another process made.
async fn refresh_sealing_secrets(provider: &Provider) {
    let (store, now) = (provider.store.as_ref(), provider.now());
    if let Err(error) = key_rotation::sealing::keep_up(store, now).await {
        tracing::warn!(%error, "sealing secrets cannot be maintained");
    }
    // A database that cannot be written to may still be read.
    if let Err(error) = provider.sealer.refresh(store, now).await {
        tracing::error!(%error, "sealing secrets cannot be refreshed; the loaded ones stay in use");
    }
    if provider.sealer.has_lost() {
        provider.watchers.tell_all();
    }
}

/// Ends what people have and clients hold who have been out of the configuration for long enough, and what clients hold
/// under a proof that has.
async fn end_what_left(provider: &Provider) {
    let live = provider.live().clone();
    let (store, now) = (provider.store.as_ref(), provider.now());
    match reconcile::end_left(store, &live.settings, now).await {
        Ok(true) => logout::announce(provider),
        Ok(false) => {}
        Err(error) => tracing::warn!(%error, "the logins of people who left the configuration cannot be ended now"),
    }
    let withdrawn = reconcile::end_withdrawn(store, &live.settings, now).await;
    if let Err(error) = withdrawn.and(reconcile::end_lowered(store, &live.settings, now).await) {
        tracing::warn!(%error, "grants of removed clients and credentials cannot be revoked");
    }
}

/// Removes registered clients that nobody uses.
async fn remove_unused_clients(provider: &Provider) {
    if let Err(error) = remove_unused(provider).await {
        tracing::warn!(%error, "unused registered clients cannot be removed");
    }
}

/// Deletes what expired, a few hundred rows at a time so that nobody waits for it (REL-13).
async fn sweep(provider: &Provider) {
    loop {
        match provider.store.sweep(provider.now(), SWEEP_LIMIT).await {
            Ok(SWEEP_LIMIT) => tokio::time::sleep(Duration::from_millis(50)).await,
            Ok(_) => return,
            Err(error) => {
                tracing::warn!(%error, "expired rows cannot be deleted");
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_is_new_at_this_look_is_not_acted_on_yet() {
        let patience = Patience::new(None);
        assert!(!patience.lasted(Some(180)), "a default, while the file is cut off");
        assert!(!patience.lasted(None));
        assert!(patience.lasted(None));
    }
}
