//! Connections for everybody who asks, no more than a number, made when they are needed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, SemaphorePermit};

use super::connect::connect;
use super::connection::Connection;
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
    idle: RefCell<Vec<Connection>>,
    permits: Semaphore,
    failed: RefCell<Option<(Instant, String)>>,
    silent_since: Cell<Option<Instant>>,
}

/// A connection that somebody works with. Unless it is given back, it is closed.
pub struct Lent<'a> {
    connection: Connection,
    _permit: SemaphorePermit<'a>,
}

impl std::ops::Deref for Lent<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Pool {
    /// A pool without connections yet.
    pub fn new(postgres: Postgres, reads_only: bool) -> Rc<Self> {
        let permits = Semaphore::new(usize::try_from(postgres.max_connections).unwrap_or(1).max(1));
        let (idle, failed, silent_since) = (RefCell::default(), RefCell::default(), Cell::new(None));
        Rc::new(Self { postgres, reads_only, idle, permits, failed, silent_since })
    }

    /// Where it leads.
    pub fn postgres(&self) -> &Postgres {
        &self.postgres
    }

    /// A connection, as soon as there is one.
    pub async fn lend(&self) -> StoreResult<Lent<'_>> {
        let permit = self.permits.acquire().await;
        let permit = permit.map_err(|_| StoreError::Unavailable("the store is closed".to_owned()))?;
        loop {
            let Some(connection) = self.idle.borrow_mut().pop() else { break };
            if !connection.is_closed() && connection.made().elapsed() < LIFE {
                return Ok(Lent { connection, _permit: permit });
            }
        }
        if let Some((at, cause)) = &*self.failed.borrow()
            && at.elapsed() < PAUSE
        {
            return Err(StoreError::Unavailable(cause.clone()));
        }
        let made = connect(&self.postgres, self.reads_only).await;
        let failed = made.as_ref().err().map(|error| (Instant::now(), error.cause()));
        *self.failed.borrow_mut() = failed;
        Ok(Lent { connection: made?, _permit: permit })
    }

    /// Whether work got no answer in time a moment ago, and none has since.
    pub fn is_silent(&self) -> bool {
        self.silent_since.get().is_some_and(|since| since.elapsed() < SILENCE)
    }

    /// Notes whether work got an answer in time.
    pub fn note_silence(&self, is_silent: bool) {
        self.silent_since.set(is_silent.then(Instant::now));
    }

    /// Takes back a connection on which nothing is under way.
    pub fn give_back(&self, lent: Lent<'_>) {
        self.idle.borrow_mut().push(lent.connection);
    }

    /// Closes what nobody works with: the server that all of it leads to is no longer the right one.
    pub fn forget_idle(&self) {
        self.idle.borrow_mut().clear();
    }
}
