//! Connections for everybody who asks, no more than a number, made when they are needed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::connect::connect;
use super::connection::Connection;
use super::patience::Waits;
use crate::database::Postgres;
use crate::store::{StoreError, StoreResult};

/// How long nobody tries to connect after a try that failed: whoever asks meanwhile is told the same.
const PAUSE: Duration = Duration::from_millis(200);
/// For how long a database that did not answer is thought not to. Longer, and one that is far away would never be asked
/// for long enough again.
const SILENCE: Duration = Duration::from_secs(1);
/// Connections are made anew after this long: what a server keeps for each grows, and a balancer may have new servers.
const LIFE: Duration = Duration::from_secs(30 * 60);

/// The connections. They belong to one thread.
pub struct Pool {
    postgres: Postgres,
    reads_only: bool,
    /// Those that nobody works with, and since when.
    idle: RefCell<Vec<(Instant, Connection)>>,
    permits: Arc<Semaphore>,
    failed: RefCell<Option<(Instant, String)>>,
    silent_since: Cell<Option<Instant>>,
    answered_at: Cell<Option<Instant>>,
    /// Whether somebody waits as long as usual although nobody gets an answer.
    is_tried: Cell<bool>,
    waits: Waits,
}

/// That somebody does.
pub struct Trial<'a>(&'a Cell<bool>);

impl Drop for Trial<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// A connection that somebody works with. Unless it is given back, it is closed.
pub struct Lent {
    connection: Connection,
    _permit: OwnedSemaphorePermit,
}

impl std::ops::Deref for Lent {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Pool {
    /// A pool without connections yet, of as many as there are permits.
    pub fn new(postgres: Postgres, reads_only: bool, permits: Arc<Semaphore>) -> Rc<Self> {
        let (idle, failed, silent_since) = (RefCell::default(), RefCell::default(), Cell::new(None));
        let (answered_at, is_tried) = (Cell::new(None), Cell::new(false));
        let waits = Waits::default();
        Rc::new(Self { postgres, reads_only, idle, permits, failed, silent_since, answered_at, is_tried, waits })
    }

    /// How long each request has waited for it.
    pub fn waits(&self) -> &Waits {
        &self.waits
    }

    /// Where it leads.
    pub fn postgres(&self) -> &Postgres {
        &self.postgres
    }

    /// A connection, as soon as there is one. One that is being made is made, whether or not its asker is still there: where the
    /// first host is silent, the next one is asked later than a request waits.
    pub async fn lend(self: &Rc<Self>) -> StoreResult<Lent> {
        let permit = self.permits.clone().acquire_owned().await;
        let permit = permit.map_err(|_| StoreError::Unavailable("the store is closed".to_owned()))?;
        loop {
            let Some((_, connection)) = self.idle.borrow_mut().pop() else { break };
            if !connection.is_closed() && connection.made().elapsed() < LIFE {
                return Ok(Lent { connection, _permit: permit });
            }
        }
        if let Some((at, cause)) = &*self.failed.borrow()
            && at.elapsed() < PAUSE
        {
            return Err(StoreError::Unavailable(cause.clone()));
        }
        let (asker, made) = oneshot::channel();
        tokio::task::spawn_local(self.clone().make(permit, asker));
        made.await.unwrap_or_else(|_| Err(StoreError::Unavailable("no connection could be made".to_owned())))
    }

    /// Makes a connection, for whoever asked or for the next one.
    async fn make(self: Rc<Self>, permit: OwnedSemaphorePermit, asker: oneshot::Sender<StoreResult<Lent>>) {
        let made = connect(&self.postgres, self.reads_only).await;
        let failed = made.as_ref().err().map(|error| (Instant::now(), error.cause()));
        *self.failed.borrow_mut() = failed;
        let lent = made.map(|connection| Lent { connection, _permit: permit });
        if let Err(Ok(lent)) = asker.send(lent) {
            self.give_back(lent);
        }
    }

    /// Whether work got no answer in time a moment ago, and none has since.
    pub fn is_silent(&self) -> bool {
        self.silent_since.get().is_some_and(|since| since.elapsed() < SILENCE)
    }

    /// Lets one at a time wait as long as usual while nobody gets an answer: a database that is slow and not silent would be
    /// given up by each, again and again.
    pub fn try_patiently(&self) -> Option<Trial<'_>> {
        (!self.is_tried.replace(true)).then(|| Trial(&self.is_tried))
    }

    /// Notes that work got an answer in time.
    pub fn note_answer(&self) {
        self.answered_at.set(Some(Instant::now()));
        self.silent_since.set(None);
    }

    /// Notes that work which began at `since` got none. Where others were answered meanwhile, the server is slow and not silent.
    /// Else what nobody has worked with since then may lead to the same server, and each would be tried in vain by somebody: it is
    /// closed.
    pub fn note_silence(&self, since: Instant) {
        if self.answered_at.get().is_some_and(|at| at > since) {
            return;
        }
        self.silent_since.set(Some(Instant::now()));
        self.idle.borrow_mut().retain(|(idle_since, _)| *idle_since > since);
    }

    /// Takes back a connection on which nothing is under way.
    pub fn give_back(&self, lent: Lent) {
        self.idle.borrow_mut().push((Instant::now(), lent.connection));
    }

    /// Closes what nobody works with: the server that all of it leads to is no longer the right one.
    pub fn forget_idle(&self) {
        self.idle.borrow_mut().clear();
    }
}
