//! Who waits to hear that a login ended: the open event streams of iframes, by the browser states they watch.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::login::throttle::network;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::session_state::BrowserStateId;

/// Questions that a network may ask at once, and how many more each second (status requests and new streams).
const BURST: f64 = 60.0;
const PER_SECOND: f64 = 20.0;
/// Streams that one process holds open; beyond that, pages ask instead (REL-12).
const MOST_IN_ALL: usize = 10_000;
/// Networks remembered; beyond that, those that asked nothing lately are forgotten.
const NETWORKS: usize = 20_000;

/// Every open stream.
pub struct Watchers {
    closing: tokio::sync::watch::Sender<bool>,
    inner: Mutex<Inner>,
    next: AtomicU64,
}

impl Default for Watchers {
    fn default() -> Self {
        Self { closing: tokio::sync::watch::Sender::new(false), inner: Mutex::default(), next: AtomicU64::new(0) }
    }
}

#[derive(Default)]
struct Inner {
    by_state: HashMap<BrowserStateId, Vec<(u64, UnboundedSender<BrowserStateId>)>>,
    streams: HashMap<String, usize>,
    buckets: HashMap<String, Bucket>,
    open: usize,
    clients: HashSet<String>,
}

struct Bucket {
    left: f64,
    at: Instant,
}

/// One open stream; its places are given up when it is dropped.
pub struct Watch {
    watchers: Arc<Watchers>,
    id: u64,
    network: String,
    sender: UnboundedSender<BrowserStateId>,
    receiver: UnboundedReceiver<BrowserStateId>,
    states: Vec<BrowserStateId>,
    closing: tokio::sync::watch::Receiver<bool>,
}

impl Watchers {
    /// Whether `address` may ask now: 20 a second, 60 at once.
    pub fn may_ask(&self, address: impl Into<ClientAddress>) -> bool {
        let now = Instant::now();
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.buckets.len() >= NETWORKS {
            inner.buckets.retain(|_, bucket| now.duration_since(bucket.at) < Duration::from_secs(5));
        }
        let bucket = inner.buckets.entry(network(address)).or_insert(Bucket { left: BURST, at: now });
        bucket.left = (bucket.left + now.duration_since(bucket.at).as_secs_f64() * PER_SECOND).min(BURST);
        bucket.at = now;
        let may = bucket.left >= 1.0;
        if may {
            bucket.left -= 1.0;
        }
        may
    }

    /// Opens a stream for `address`, unless its network has `most` already or the process as many as it bears.
    pub fn open(self: &Arc<Self>, address: impl Into<ClientAddress>, most: usize) -> Option<Watch> {
        let network = network(address);
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = inner.streams.get(&network).copied().unwrap_or_default();
        if streams >= most || inner.open >= MOST_IN_ALL {
            return None;
        }
        inner.streams.insert(network.clone(), streams + 1);
        inner.open += 1;
        drop(inner);
        let (sender, receiver) = unbounded_channel();
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let closing = self.closing.subscribe();
        Some(Watch { watchers: self.clone(), id, network, sender, receiver, states: Vec::new(), closing })
    }

    /// Tells every stream that watches one of `states`.
    pub fn tell(&self, states: &[BrowserStateId]) {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for state in states {
            for (_, sender) in inner.by_state.get(state).into_iter().flatten() {
                // A stream that ended a moment ago has nobody to tell.
                let _ = sender.send(*state);
            }
        }
    }

    /// Notes that a page of this known client asked about its session.
    pub fn note(&self, client_id: &str) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if !inner.clients.contains(client_id) {
            inner.clients.insert(client_id.to_owned());
        }
    }

    /// Whether a page of this client has asked since the server started.
    pub fn has_asked(&self, client_id: &str) -> bool {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).clients.contains(client_id)
    }

    /// Ends every stream: the server stops.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Lets every stream look again: clients came or went.
    pub fn tell_all(&self) {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for (state, streams) in &inner.by_state {
            for (_, sender) in streams {
                let _ = sender.send(*state);
            }
        }
    }

    /// How many streams are open.
    pub fn count(&self) -> usize {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).open
    }
}

impl Watch {
    /// Watches `state` from now on.
    pub fn add(&mut self, state: BrowserStateId) {
        let mut inner = self.watchers.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.by_state.entry(state).or_default().push((self.id, self.sender.clone()));
        self.states.push(state);
    }

    /// Waits for the next state of this stream that changed; `None` when the server stops.
    pub async fn changed(&mut self) -> Option<BrowserStateId> {
        tokio::select! {
            state = self.receiver.recv() => state,
            _ = self.closing.wait_for(|closing| *closing) => None,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut inner = self.watchers.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for state in &self.states {
            if let Some(streams) = inner.by_state.get_mut(state) {
                streams.retain(|(id, _)| *id != self.id);
                if streams.is_empty() {
                    inner.by_state.remove(state);
                }
            }
        }
        inner.open = inner.open.saturating_sub(1);
        if let Some(streams) = inner.streams.get_mut(&self.network) {
            *streams = streams.saturating_sub(1);
            if *streams == 0 {
                inner.streams.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn a_stream_hears_of_its_own_states_only_and_leaves_nothing_behind() {
        let watchers = Arc::new(Watchers::default());
        let (mine, other) = (BrowserStateId::of("mine"), BrowserStateId::of("other"));
        let mut watch = watchers.open(HERE, 2).unwrap();
        watch.add(mine);
        watchers.tell(&[other, mine]);
        assert_eq!(watch.receiver.try_recv().ok(), Some(mine));
        assert!(watch.receiver.try_recv().is_err());
        let second = watchers.open(HERE, 2).unwrap();
        assert!(watchers.open(HERE, 2).is_none(), "the third is one too many");
        drop((watch, second));
        assert_eq!(watchers.count(), 0);
        assert!(watchers.inner.lock().unwrap().by_state.is_empty());
        assert!(watchers.open(HERE, 2).is_some());
    }

    #[test]
    fn the_ten_thousand_and_first_stream_is_refused_and_a_closed_one_makes_room() {
        let watchers = Arc::new(Watchers::default());
        let mut open: Vec<Watch> = (0..MOST_IN_ALL).map(|_| watchers.open(HERE, usize::MAX).unwrap()).collect();
        let elsewhere = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
        assert!(watchers.open(elsewhere, usize::MAX).is_none());
        assert_eq!(watchers.inner.lock().unwrap().streams.len(), 1, "a refusal leaves nothing behind");
        drop(open.pop());
        assert!(watchers.open(elsewhere, usize::MAX).is_some());
    }

    #[test]
    fn a_burst_of_sixty_is_answered_and_the_next_refused() {
        let watchers = Watchers::default();
        let answered = (0..100).filter(|_| watchers.may_ask(HERE)).count();
        assert!((60..=62).contains(&answered), "{answered}");
        assert!(watchers.may_ask(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1))));
    }
}
