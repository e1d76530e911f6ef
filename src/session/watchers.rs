//! Who waits to hear that a login ended: the open event streams of iframes and the `session_state` values that each
//! watches.
//!
//! A site holds one stream whatever it watches: the stream is opened first and has an opaque name, by which values are
//! added to it and taken off it while it is open. Nothing of a stream outlives its connection. A value is judged when it
//! is added and when something happened that could change the verdict, never because time passes.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::verdict::{Question, Verdict};
use crate::login::throttle::network;
use crate::protocol::client::ClientId;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::session_state::BrowserStateId;
use crate::random;

/// Streams that one process holds open; beyond that, pages ask instead (REL-12).
const MOST_STREAMS: usize = 10_000;
/// Values that one stream watches, and their octets; a page that has more asks about the others.
const MOST_OF_STREAM: usize = 256;
const MOST_OCTETS_OF_STREAM: usize = 96 * 1024;
/// Octets of the values that all streams of a process watch.
const MOST_OCTETS: usize = 128 * 1024 * 1024;

/// Every open stream.
pub struct Watchers {
    /// The node whose streams these are, where there are several.
    node: Option<String>,
    closing: tokio::sync::watch::Sender<bool>,
    inner: Mutex<Inner>,
}

impl Default for Watchers {
    fn default() -> Self {
        Self { node: None, closing: tokio::sync::watch::Sender::new(false), inner: Mutex::default() }
    }
}

#[derive(Default)]
struct Inner {
    streams: HashMap<String, Arc<Stream>>,
    by_state: HashMap<BrowserStateId, Vec<Arc<Stream>>>,
    by_network: HashMap<String, usize>,
    values: usize,
    octets: usize,
    clients: HashSet<String>,
}

struct Stream {
    id: String,
    network: String,
    watched: Mutex<Vec<Watched>>,
    bell: Notify,
}

struct Watched {
    question: Question,
    state: Option<BrowserStateId>,
    told: Option<Verdict>,
    is_due: bool,
}

/// What became of values that were to be watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// The stream watches them all, and tells the verdict of each.
    Open,
    /// The stream, or the process, watches as many as it bears: these are to be asked about.
    Full,
    /// There is no such stream: another is to be opened.
    Gone,
}

impl Added {
    /// The word that the iframe reads.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Full => "full",
            Self::Gone => "gone",
        }
    }

    /// What a word says.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Full, Self::Gone].into_iter().find(|added| added.as_str() == word)
    }
}

/// One open stream; its places are given up when it is dropped.
pub struct Watch {
    watchers: Arc<Watchers>,
    stream: Arc<Stream>,
    closing: tokio::sync::watch::Receiver<bool>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watchers {
    /// No stream yet, at the node of that name.
    pub fn at(node: Option<&str>) -> Self {
        Self { node: node.map(str::to_owned), ..Self::default() }
    }

    /// Opens a stream for `address`, unless its network has `most` already or the process as many as it bears.
    pub fn open(self: &Arc<Self>, address: impl Into<ClientAddress>, most: usize) -> Option<Watch> {
        let network = network(address);
        let mut inner = locked(&self.inner);
        let of_network = inner.by_network.get(&network).copied().unwrap_or_default();
        if of_network >= most || inner.streams.len() >= MOST_STREAMS {
            return None;
        }
        inner.by_network.insert(network.clone(), of_network + 1);
        let id = match &self.node {
            Some(node) => format!("{node}.{}", random::identifier()),
            None => random::identifier(),
        };
        let stream = Arc::new(Stream { id: id.clone(), network, watched: Mutex::default(), bell: Notify::new() });
        inner.streams.insert(id, stream.clone());
        drop(inner);
        Some(Watch { watchers: self.clone(), stream, closing: self.closing.subscribe() })
    }

    /// Takes the texts `dropped` off the stream `id` and adds `questions`, each with the browser state that it speaks of.
    /// The stream tells the verdict of each that was added, also of one that it watched already.
    pub fn add(&self, id: &str, questions: Vec<(Question, Option<BrowserStateId>)>, dropped: &[String]) -> Added {
        let mut inner = locked(&self.inner);
        let Some(stream) = inner.streams.get(id).cloned() else { return Added::Gone };
        let mut watched = locked(&stream.watched);
        for text in dropped {
            if let Some(at) = watched.iter().position(|one| one.question.text() == text) {
                let one = watched.swap_remove(at);
                inner.forget(&stream, std::slice::from_ref(&one), &watched);
            }
        }
        let mut added = Added::Open;
        let mut of_stream: usize = watched.iter().map(|one| one.question.text().len()).sum();
        for (question, state) in questions {
            if let Some(known) = watched.iter_mut().find(|one| one.question == question) {
                (known.told, known.is_due) = (None, true);
                continue;
            }
            let octets = question.text().len();
            let has_room = watched.len() < MOST_OF_STREAM && of_stream + octets <= MOST_OCTETS_OF_STREAM;
            if !has_room || inner.octets + octets > MOST_OCTETS {
                added = Added::Full;
                break;
            }
            inner.values += 1;
            inner.octets += octets;
            of_stream += octets;
            if let Some(state) = state {
                let streams = inner.by_state.entry(state).or_default();
                if !streams.iter().any(|one| Arc::ptr_eq(one, &stream)) {
                    streams.push(stream.clone());
                }
            }
            watched.push(Watched { question, state, told: None, is_due: true });
        }
        stream.bell.notify_one();
        added
    }

    /// Lets every stream look again at what speaks of one of `states`: a login ended or began.
    pub fn tell(&self, states: &[BrowserStateId]) {
        let inner = locked(&self.inner);
        for state in states {
            for stream in inner.by_state.get(state).into_iter().flatten() {
                stream.mark(|one| one.state == Some(*state));
            }
        }
    }

    /// Lets every stream look again at what was given to these clients: they changed.
    pub fn tell_of(&self, clients: &[ClientId]) {
        if clients.is_empty() {
            return;
        }
        let clients: HashSet<&str> = clients.iter().map(ClientId::as_str).collect();
        let streams: Vec<Arc<Stream>> = locked(&self.inner).streams.values().cloned().collect();
        streams.iter().for_each(|stream| stream.mark(|one| clients.contains(one.question.client_id())));
    }

    /// Lets every stream look again at all that it watches: anything may have changed.
    pub fn tell_all(&self) {
        let streams: Vec<Arc<Stream>> = locked(&self.inner).streams.values().cloned().collect();
        streams.iter().for_each(|stream| stream.mark(|_| true));
    }

    /// Notes that a page of this known client asked about its session.
    pub fn note(&self, client_id: &str) {
        let mut inner = locked(&self.inner);
        if !inner.clients.contains(client_id) {
            inner.clients.insert(client_id.to_owned());
        }
    }

    /// Whether a page of this client has asked since the server started.
    pub fn has_asked(&self, client_id: &str) -> bool {
        locked(&self.inner).clients.contains(client_id)
    }

    /// Ends every stream: the server stops.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// How many streams are open.
    pub fn count(&self) -> usize {
        locked(&self.inner).streams.len()
    }

    /// How many values they watch.
    pub fn values(&self) -> usize {
        locked(&self.inner).values
    }
}

impl Inner {
    /// Forgets values of `stream`; `left` is what it goes on watching.
    fn forget(&mut self, stream: &Arc<Stream>, gone: &[Watched], left: &[Watched]) {
        self.values = self.values.saturating_sub(gone.len());
        self.octets = self.octets.saturating_sub(gone.iter().map(|one| one.question.text().len()).sum());
        let states = gone.iter().filter_map(|one| one.state);
        for state in states.filter(|state| !left.iter().any(|one| one.state == Some(*state))) {
            let state = &state;
            if let Some(streams) = self.by_state.get_mut(state) {
                streams.retain(|one| !Arc::ptr_eq(one, stream));
                if streams.is_empty() {
                    self.by_state.remove(state);
                }
            }
        }
    }
}

impl Stream {
    fn mark(&self, which: impl Fn(&Watched) -> bool) {
        let mut any = false;
        // What is final stays so.
        for one in locked(&self.watched).iter_mut().filter(|one| !one.told.is_some_and(Verdict::is_final)) {
            if which(one) {
                one.is_due = true;
                any = true;
            }
        }
        if any {
            self.bell.notify_one();
        }
    }
}

impl Watch {
    /// The stream's name, by which its own browser adds to it.
    pub fn id(&self) -> &str {
        &self.stream.id
    }

    /// What is to be judged now. Whatever happens while it is judged makes it due again.
    pub fn take_due(&self) -> Vec<Question> {
        let mut watched = locked(&self.stream.watched);
        let due = watched.iter_mut().filter_map(|one| std::mem::take(&mut one.is_due).then(|| one.question.clone()));
        due.collect()
    }

    /// Notes the verdict; whether the browser has to be told.
    pub fn is_news(&self, question: &Question, verdict: Verdict) -> bool {
        let mut watched = locked(&self.stream.watched);
        let Some(one) = watched.iter_mut().find(|one| one.question == *question) else { return false };
        one.told.replace(verdict) != Some(verdict)
    }

    /// Notes that no verdict could be had: it is due still.
    pub fn put_back(&self, question: &Question) {
        let mut watched = locked(&self.stream.watched);
        watched.iter_mut().filter(|one| one.question == *question).for_each(|one| one.is_due = true);
    }

    /// Waits until something is due.
    pub async fn due(&self) {
        self.stream.bell.notified().await;
    }

    /// Waits until the server stops.
    pub async fn closing(&self) {
        // The sender lives as long as this.
        let _ = self.closing.clone().wait_for(|closing| *closing).await;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut inner = locked(&self.watchers.inner);
        let watched = std::mem::take(&mut *locked(&self.stream.watched));
        inner.forget(&self.stream, &watched, &[]);
        inner.streams.remove(&self.stream.id);
        if let Some(streams) = inner.by_network.get_mut(&self.stream.network) {
            *streams = streams.saturating_sub(1);
            if *streams == 0 {
                inner.by_network.remove(&self.stream.network);
            }
        }
    }
}

#[cfg(test)]
mod tests;
