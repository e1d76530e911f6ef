//! Sends logout tokens from the outbox (Back-Channel Logout 1.0 §2.5, REL-10): in parallel, at most one at a time for
//! each relying party, again after faults. A token that was on its way when the process died is sent again.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::lasting::lasting;
use crate::config::settings::{OutboundSettings, Settings};
use crate::logout::back_channel;
use crate::outbound::{Outbound, OutboundError};
use crate::protocol::client::ClientId;
use crate::protocol::id_token::session_sid;
use crate::protocol::logout_delivery::{Attempt, Delivery};
use crate::protocol::logout_token::{TYPE, logout_token};
use crate::provider::{Live, Provider, SharedProvider};
use crate::random;
use crate::store::StoreError;
use crate::store::logouts::Addressees;

/// Tokens on their way at once.
const MOST: u32 = 200;
/// Tokens on their way at once that have the whole of `backchannel_logout.timeout`. While there are as many, a first try
/// gets [`HURRY`]: apps that do not answer must not hold every place while others wait to be told (REL-10). A repetition
/// always has its time, so an app that is slow is told then.
const PATIENT: u32 = MOST / 2;
/// What a first try gets while many wait for slow apps.
const HURRY: Duration = Duration::from_secs(1);
/// How often the outbox is looked into when nobody rings the bell.
const EVERY: Duration = Duration::from_millis(500);
/// How long after its timeout a delivery may still be settled by whoever took it.
const GRACE: Duration = Duration::from_secs(10);

/// Runs for as long as the runtime does.
pub fn start(provider: &SharedProvider) {
    let provider = provider.clone();
    let under_way = Rc::new(UnderWay::default());
    lasting(async move || {
        let gates = Rc::new(Gates::new(&provider.live().settings));
        loop {
            // Whether the bell rang or the time is up, there may be something to do.
            let _ = tokio::time::timeout(EVERY, provider.ended.for_outbox()).await;
            if let Err(error) = send_what_is_due(&provider, &gates, &under_way).await {
                tracing::warn!(%error, "the outbox of logout tokens cannot be read");
            }
        }
    });
}

/// What logout tokens, and other words to apps, are sent under.
pub struct Gates {
    /// For apps that the operator named: the rules of `[outbound]`, with a say on private addresses of their own. Plain
    /// http is fine, for the token is signed, and many apps are at home.
    configured: Outbound,
    /// For apps that registered themselves: the rules of `[outbound]` as they are, since anybody may have written the
    /// address (row 42).
    registered: Outbound,
}

impl Gates {
    /// Under these settings.
    pub fn new(settings: &Settings) -> Self {
        let (configured, registered) = rules(settings);
        Self { configured: Outbound::new(configured), registered: Outbound::new(registered) }
    }

    /// Puts other settings in force.
    pub fn apply(&self, settings: &Settings) {
        let (configured, registered) = rules(settings);
        self.configured.apply(&configured);
        self.registered.apply(&registered);
    }

    /// That of this client.
    pub fn of(&self, client_id: &ClientId, live: &Live) -> &Outbound {
        if live.clients.contains_key(client_id) { &self.configured } else { &self.registered }
    }
}

/// The rules for configured clients, and for registered ones.
fn rules(settings: &Settings) -> (OutboundSettings, OutboundSettings) {
    let own = &settings.session_management;
    let registered = OutboundSettings { timeout: own.backchannel_timeout, ..settings.outbound.clone() };
    let configured =
        OutboundSettings { allow_private_ips: own.allow_private_ips, allow_http: true, ..registered.clone() };
    (configured, registered)
}

async fn send_what_is_due(
    provider: &SharedProvider,
    gates: &Rc<Gates>,
    under_way: &Rc<UnderWay>,
) -> Result<(), StoreError> {
    let live = provider.live().clone();
    let settings = &live.settings.session_management;
    let free = MOST.saturating_sub(under_way.all.get());
    let now = provider.now();
    if free == 0 || provider.store.next_delivery().await?.is_none_or(|due| due > now) {
        return Ok(());
    }
    gates.apply(&live.settings);
    let (asked, not_asked): (Vec<_>, Vec<_>) =
        live.clients.values().partition(|client| client.backchannel_logout_uri.is_some());
    let clients = Addressees {
        asked: asked.into_iter().map(|client| client.client_id.clone()).collect(),
        not_asked: not_asked.into_iter().map(|client| client.client_id.clone()).collect(),
        grace: live.settings.server.removal_grace,
    };
    let lease_until = now.after(settings.backchannel_timeout + GRACE);
    for delivery in provider.store.take_deliveries(&clients, now, lease_until, free).await? {
        let (provider, gates) = (provider.clone(), gates.clone());
        let place = Place::take(under_way, delivery.attempts);
        actix_web::rt::spawn(async move {
            deliver(&provider, &gates, &delivery, place.hurry()).await;
            drop(place);
            // There is a free place now, and perhaps a further token for the same relying party.
            provider.ended.ring_for_outbox();
        });
    }
    Ok(())
}

/// How many tokens are on their way.
#[derive(Default)]
struct UnderWay {
    all: Cell<u32>,
    patient: Cell<u32>,
}

/// One of the places for tokens on their way; free again when dropped.
struct Place {
    under_way: Rc<UnderWay>,
    is_patient: bool,
}

impl Place {
    /// A place for a token that was sent in vain so often.
    fn take(under_way: &Rc<UnderWay>, attempts: u32) -> Self {
        let is_patient = attempts > 0 || under_way.patient.get() < PATIENT;
        under_way.all.set(under_way.all.get() + 1);
        under_way.patient.set(under_way.patient.get() + u32::from(is_patient));
        Self { under_way: under_way.clone(), is_patient }
    }

    /// How long the app may take, where that is less than usual.
    fn hurry(&self) -> Option<Duration> {
        (!self.is_patient).then_some(HURRY)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let UnderWay { all, patient } = &*self.under_way;
        all.set(all.get().saturating_sub(1));
        patient.set(patient.get().saturating_sub(u32::from(self.is_patient)));
    }
}

async fn deliver(provider: &Arc<Provider>, gates: &Gates, delivery: &Delivery, hurry: Option<Duration>) {
    let Delivery { client_id, attempts, .. } = delivery;
    let (uri, token) = match prepare(provider, delivery).await {
        Ok(Some(prepared)) => prepared,
        Ok(None) => return,
        Err(error) => {
            tracing::warn!(%client_id, %error, "the client cannot be read; the logout token will be sent later");
            return;
        }
    };
    let outbound = gates.of(client_id, &provider.live());
    let fields = [("logout_token", token.as_str())];
    let sent = outbound.post_form(&uri, &fields);
    let answer = match hurry {
        None => sent.await,
        Some(hurry) => tokio::time::timeout(hurry, sent).await.unwrap_or(Err(OutboundError::TooSlow(hurry))),
    };
    let retries = provider.live().settings.session_management.backchannel_retries;
    let attempt = back_channel::outcome(answer, *attempts, retries, provider.now());
    provider.metrics.logout_delivery("backchannel", attempt.as_str());
    match &attempt {
        Attempt::Delivered => tracing::info!(%client_id, "logout token delivered"),
        Attempt::Retry { at, detail } => {
            tracing::warn!(%client_id, attempts = attempts + 1, next = %at, "{uri} {detail}; the logout token will be sent again");
        }
        Attempt::Failed { detail } => {
            tracing::warn!(%client_id, attempts = attempts + 1, "{uri} {detail}; the logout token is not sent again, so the app may keep its session until it expires");
        }
    }
    if let Err(error) = provider.store.settle_delivery(delivery, &attempt, provider.now()).await {
        tracing::warn!(%client_id, %error, "the result could not be stored; the logout token will be sent again");
    }
}

/// The address and a fresh token; nothing when the client has gone meanwhile or no key signs for it.
async fn prepare(provider: &Provider, delivery: &Delivery) -> Result<Option<(String, String)>, StoreError> {
    let Delivery { session_id, client_id, sub, .. } = delivery;
    let Some(client) = provider.client(client_id).await? else { return Ok(None) };
    let Some(uri) = client.backchannel_logout_uri.clone() else { return Ok(None) };
    let live = provider.live();
    let now = provider.now();
    let sid = session_sid(session_id, client_id);
    let sub = provider.subject(&client, sub);
    let claims = logout_token(live.settings.server.issuer.as_str(), client_id, &sub, &sid, &random::identifier(), now);
    let algorithm = client.id_token_signed_response_alg;
    let token = provider.keyring.load().sign(algorithm, TYPE, claims.to_string().as_bytes(), now);
    if token.is_none() {
        tracing::error!(%client_id, algorithm = algorithm.as_str(), "no signing key for logout tokens of this client");
    }
    Ok(token.map(|token| (uri, token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_tries_are_hurried_while_many_wait_for_slow_apps_and_repetitions_never() {
        let under_way = Rc::new(UnderWay::default());
        let patient: Vec<Place> = (0..PATIENT).map(|_| Place::take(&under_way, 0)).collect();
        assert!(patient.iter().all(|place| place.hurry().is_none()));
        let hurried = Place::take(&under_way, 0);
        assert_eq!(hurried.hurry(), Some(HURRY));
        let repetition = Place::take(&under_way, 1);
        assert_eq!(repetition.hurry(), None);
        assert_eq!(under_way.all.get(), PATIENT + 2);
        drop((patient, hurried, repetition));
        assert_eq!((under_way.all.get(), under_way.patient.get()), (0, 0));
        assert_eq!(Place::take(&under_way, 0).hurry(), None);
    }
}
