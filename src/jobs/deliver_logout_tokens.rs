//! Sends logout tokens from the outbox (Back-Channel Logout 1.0 §2.5, REL-10): in parallel, at most one at a time for
//! each relying party, again after faults. A token that was on its way when the process died is sent again.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
use crate::store::logouts::Tries;

/// Tokens on their way at once.
const MOST: u32 = 200;
/// Tokens on their way at once that have the whole of `backchannel_logout.timeout`. While there are as many, a first try
/// gets [`HURRY`]: apps that do not answer must not hold every place while others wait to be told (REL-10). A repetition
/// always has its time, so an app that is slow is told then.
const PATIENT: u32 = MOST / 2;
/// Repetitions on their way at once. They have their time, so where many apps are slow they would hold every place, again and
/// again, while others sign out.
const AGAIN: u32 = MOST * 3 / 4;
/// What a first try gets while many wait for slow apps.
const HURRY: Duration = Duration::from_secs(1);
/// How often the outbox is looked into when nobody rings the bell.
const EVERY: Duration = Duration::from_millis(500);
/// How often it is looked for what other nodes closed.
const OTHERS_EVERY: Duration = Duration::from_secs(5);
/// How long a delivery belongs to whoever took it, beyond the time that its app has to answer: for what is done before and after.
/// Should its node die, another one takes it when that is over, within ten seconds where the timeout is as it comes.
const GRACE: Duration = Duration::from_secs(4);
/// How long after it was taken a token, or another word to an app, may leave. Later, the app might answer when another node has taken it already.
pub const LEAVES_WITHIN: Duration = Duration::from_secs(2);

/// Runs for as long as the runtime does.
pub fn start(provider: &SharedProvider) {
    let provider = provider.clone();
    let under_way = Rc::new(UnderWay::default());
    lasting(async move || {
        let gates = Rc::new(Gates::new(&provider.live().settings));
        let mut last = None;
        loop {
            // Whether the bell rang or the time is up, there may be something to do.
            let _ = tokio::time::timeout(EVERY, provider.ended.for_outbox()).await;
            let asked = ask_again(&provider, &mut last).await;
            let sent = send_what_is_due(&provider, &gates, &under_way).await;
            if let Err(error) = asked.and(sent) {
                tracing::warn!(%error, "the outbox of logout tokens cannot be read");
            }
        }
    });
}

/// What logout tokens, and other words to apps, are sent under.
pub struct Gates {
    /// For apps that the operator named.
    configured: Outbound,
    /// For apps that registered themselves.
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
    (settings.outbound_to_configured(), settings.outbound_to_registered())
}

/// When it was last looked for what nodes closed that have no address for an app, and under which configuration.
type LastLook = Option<(Arc<Live>, Instant)>;

/// Takes over what a node closed whose configuration has no address for an app, where this one's has: during a roll-out, the
/// one that looks first does not know it yet. A new configuration asks for all of the last while, and then for what came since.
async fn ask_again(provider: &Provider, last: &mut LastLook) -> Result<(), StoreError> {
    let live: Arc<Live> = provider.live().clone();
    let same = last.as_ref().filter(|(known, _)| Arc::ptr_eq(known, &live)).map(|(_, at)| at.elapsed());
    let reaches_back = match same {
        Some(elapsed) if elapsed < OTHERS_EVERY => return Ok(()),
        Some(elapsed) => since_last(elapsed, live.settings.session_management.backchannel_timeout),
        None => live.settings.server.removal_grace,
    };
    let (looked, now) = (Instant::now(), provider.now());
    if provider.store.ask_again(&live.addressees.asked, now.before(reaches_back), now).await? {
        tracing::info!("logout tokens are sent that a node left whose configuration has no address for their apps");
    }
    *last = Some((live, looked));
    Ok(())
}

/// How far a look reaches back that follows another: what was on its way when its node was killed is closed no sooner than its
/// lease is over.
fn since_last(elapsed: Duration, timeout: Duration) -> Duration {
    elapsed + lease(timeout) + GRACE
}

/// For how long a delivery, or another word, is taken to whose app `timeout` is given.
pub fn lease(timeout: Duration) -> Duration {
    timeout + GRACE
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
    let (taken, lease_until) = (Instant::now(), now.after(lease(settings.backchannel_timeout)));
    let of_any = under_way.may_be_repetitions(free);
    if of_any > 0 {
        let due = provider.store.take_deliveries(&live.addressees, now, lease_until, of_any).await?;
        let is_all = u32::try_from(due.len()).is_ok_and(|count| count < of_any);
        send(provider, gates, under_way, due, taken);
        if is_all {
            return Ok(());
        }
    }
    let free = MOST.saturating_sub(under_way.all.get());
    if free > 0 {
        let due = provider.store.take_due(&live.addressees, now, lease_until, free, Tries::First).await?;
        send(provider, gates, under_way, due, taken);
    }
    Ok(())
}

/// Sends these, each by itself, which were taken then.
fn send(
    provider: &SharedProvider,
    gates: &Rc<Gates>,
    under_way: &Rc<UnderWay>,
    deliveries: Vec<Delivery>,
    taken: Instant,
) {
    for delivery in deliveries {
        let (provider, gates) = (provider.clone(), gates.clone());
        let place = Place::take(under_way, delivery.attempts);
        actix_web::rt::spawn(async move {
            deliver(&provider, &gates, (&delivery, taken), place.hurry()).await;
            drop(place);
            // There is a free place now, and perhaps a further token for the same relying party.
            provider.ended.ring_for_outbox();
        });
    }
}

/// How many tokens are on their way.
#[derive(Default)]
struct UnderWay {
    all: Cell<u32>,
    patient: Cell<u32>,
    /// Those that are repeated.
    again: Cell<u32>,
}

impl UnderWay {
    /// How many of so many free places may be taken by repetitions.
    fn may_be_repetitions(&self, free: u32) -> u32 {
        free.min(AGAIN.saturating_sub(self.again.get()))
    }
}

/// One of the places for tokens on their way; free again when dropped.
struct Place {
    under_way: Rc<UnderWay>,
    is_patient: bool,
    is_again: bool,
}

impl Place {
    /// A place for a token that was sent in vain so often.
    fn take(under_way: &Rc<UnderWay>, attempts: u32) -> Self {
        let is_again = attempts > 0;
        let is_patient = is_again || under_way.patient.get() < PATIENT;
        under_way.all.set(under_way.all.get() + 1);
        under_way.patient.set(under_way.patient.get() + u32::from(is_patient));
        under_way.again.set(under_way.again.get() + u32::from(is_again));
        Self { under_way: under_way.clone(), is_patient, is_again }
    }

    /// How long the app may take, where that is less than usual.
    fn hurry(&self) -> Option<Duration> {
        (!self.is_patient).then_some(HURRY)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let UnderWay { all, patient, again } = &*self.under_way;
        all.set(all.get().saturating_sub(1));
        patient.set(patient.get().saturating_sub(u32::from(self.is_patient)));
        again.set(again.get().saturating_sub(u32::from(self.is_again)));
    }
}

/// Sends one that was taken then.
async fn deliver(
    provider: &Arc<Provider>,
    gates: &Gates,
    (delivery, taken): (&Delivery, Instant),
    hurry: Option<Duration>,
) {
    let Delivery { client_id, attempts, .. } = delivery;
    let (uri, token) = match prepare(provider, delivery).await {
        Ok(Some(prepared)) => prepared,
        Ok(None) => return,
        Err(error) => {
            tracing::warn!(%client_id, %error, "the client cannot be read; the logout token will be sent later");
            return;
        }
    };
    if taken.elapsed() > LEAVES_WITHIN {
        tracing::warn!(%client_id, "the logout token was not ready in time; it will be sent later");
        return;
    }
    let outbound = gates.of(client_id, &provider.live());
    let begun = Instant::now();
    let fields = [("logout_token", token.as_str())];
    let sent = outbound.post_form(&uri, &fields);
    let answer = match hurry {
        None => sent.await,
        Some(hurry) => tokio::time::timeout(hurry, sent).await.unwrap_or(Err(OutboundError::TooSlow(hurry))),
    };
    let took = begun.elapsed();
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
    if let Err(error) = provider.store.settle_delivery(delivery, &attempt, took, provider.now()).await {
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

    /// Times are whole seconds, and a node looks every half second.
    #[test]
    fn what_a_node_had_in_hand_that_died_is_taken_within_ten_seconds_and_not_while_its_app_may_answer() {
        let timeout = Duration::from_secs(5);
        assert!(lease(timeout) + EVERY < Duration::from_secs(10));
        assert!(LEAVES_WITHIN + timeout < lease(timeout) - Duration::from_secs(1));
    }

    #[test]
    fn a_look_for_what_others_closed_reaches_back_behind_what_was_taken_and_never_settled() {
        let timeout = Duration::from_secs(5);
        let longest_on_its_way = OTHERS_EVERY + timeout + GRACE;
        assert!(since_last(OTHERS_EVERY, timeout) > longest_on_its_way);
    }

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

    #[test]
    fn repetitions_leave_places_for_first_tries_however_many_are_due() {
        let under_way = Rc::new(UnderWay::default());
        assert_eq!(under_way.may_be_repetitions(MOST), AGAIN);
        let first: Vec<Place> = (0..MOST - 10).map(|_| Place::take(&under_way, 0)).collect();
        assert_eq!(under_way.may_be_repetitions(10), 10, "first tries leave them their places");
        drop(first);
        let repetitions: Vec<Place> = (0..AGAIN).map(|_| Place::take(&under_way, 1)).collect();
        assert_eq!(under_way.may_be_repetitions(MOST - AGAIN), 0);
        drop(repetitions);
        assert_eq!(under_way.may_be_repetitions(MOST), AGAIN);
    }
}
