//! The thread that talks to the database. Each call of the store is one job for it, which runs to its end whether or not
//! the caller is still there: a browser that hangs up leaves nothing half done.

use std::cell::Cell;
use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinSet, LocalSet};
use tokio::time::{Instant, timeout, timeout_at};

use super::connect::cancel;
use super::connection::{Connection, Fault};
use super::patience;
use super::pool::{Lent, Pool};
use super::standing::actor_stands;
use crate::origin;
use crate::store::{StoreError, StoreResult};

/// Jobs that may be under way or wait; further ones are refused at once.
const QUEUE: usize = 10_000;
/// How long upkeep waits, which nobody waits for.
const LONG_PATIENCE: Duration = Duration::from_secs(120);
/// How long a store that closes waits for what is under way: as long as an ordinary job may take. Upkeep that takes longer
/// is given up, and its transaction with it; with all that comes before, the process ends within 15 seconds (REL-16).
const CLOSING: Duration = Duration::from_secs(2);
/// How long after a panic what runs beside the jobs begins anew.
const PAUSE_AFTER_PANIC: Duration = Duration::from_secs(1);
/// How often work is done anew that met another transaction.
const TRIES: u32 = 8;

type Job = Box<dyn FnOnce(Rc<Pool>) -> LocalBoxFuture<'static, ()> + Send>;

/// What kind of work a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Reads, each statement alone.
    Read,
    /// Writes by one statement.
    Once,
    /// All of it is one transaction.
    Transaction,
    /// The same, and it may take long.
    Long,
    /// The same, and once it has a connection it may take as long as it needs.
    Migration,
}

/// The way to the thread.
pub struct Engine {
    jobs: Mutex<Option<mpsc::UnboundedSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    under_way: Arc<AtomicUsize>,
}

impl Engine {
    /// Starts the thread, with a pool that `pool` makes there, and what `beside` does beside the jobs.
    pub fn start(
        pool: impl FnOnce() -> Rc<Pool> + Send + 'static,
        beside: impl AsyncFn(Rc<Pool>) + Send + 'static,
    ) -> StoreResult<Self> {
        let (sender, mut jobs) = mpsc::unbounded_channel::<Job>();
        let unavailable = |error: std::io::Error| StoreError::Unavailable(error.to_string());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(unavailable)?;
        let work = move || {
            let pool = pool();
            let tasks = LocalSet::new();
            let pool_beside = pool.clone();
            tasks.spawn_local(async move {
                // Word of sign-outs elsewhere comes this way: a panic must not end it until the next start (REL-25).
                while AssertUnwindSafe(beside(pool_beside.clone())).catch_unwind().await.is_err() {
                    tokio::time::sleep(PAUSE_AFTER_PANIC).await;
                }
            });
            runtime.block_on(tasks.run_until(async move {
                let mut running = JoinSet::new();
                while let Some(job) = jobs.recv().await {
                    running.spawn_local(job(pool.clone()));
                    while running.try_join_next().is_some() {}
                }
                let rest = async { while running.join_next().await.is_some() {} };
                if timeout(CLOSING, rest).await.is_err() {
                    tracing::warn!("the store closes; upkeep that was under way is given up");
                }
            }));
            drop(tasks);
            // A name that is being looked up would be waited for.
            runtime.shutdown_background();
        };
        let thread = std::thread::Builder::new().name("latchkey-postgres".to_owned()).spawn(work);
        Ok(Self {
            jobs: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread.map_err(unavailable)?)),
            under_way: Arc::default(),
        })
    }

    /// Runs `job`, which reads only; each of its statements sees a moment of its own.
    pub async fn read<T: Send + 'static>(
        &self,
        job: impl AsyncFn(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        received(self.submit(Kind::Read, job)?.await)
    }

    /// Runs `job`, which writes by one statement: that is a transaction by itself, in one round trip.
    pub async fn once<T: Send + 'static>(
        &self,
        job: impl AsyncFn(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        received(self.submit(Kind::Once, job)?.await)
    }

    /// Runs `job` in a transaction and returns its result after the commit. Whatever an erring job wrote is undone. It may
    /// run several times: see [`Fault`].
    pub async fn transaction<T: Send + 'static>(
        &self,
        job: impl AsyncFn(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        received(self.submit(Kind::Transaction, job)?.await)
    }

    /// The same for what may take long: upkeep, and what touches everything that somebody has.
    pub async fn long_transaction<T: Send + 'static>(
        &self,
        job: impl AsyncFn(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        received(self.submit(Kind::Long, job)?.await)
    }

    /// The same, for a caller that is no future.
    pub fn wait_for<T: Send + 'static>(
        &self,
        job: impl AsyncFn(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        self.wait(Kind::Long, job)
    }

    /// The same for what changes tables: half of that would have to be done anew from its beginning.
    pub fn migrate<T: Send + 'static>(
        &self,
        job: impl AsyncFn(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        self.wait(Kind::Migration, job)
    }

    fn wait<T: Send + 'static>(
        &self,
        kind: Kind,
        job: impl AsyncFn(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        let (done, outcome) = std::sync::mpsc::channel();
        let result = self.submit(kind, job)?;
        let waiting = std::thread::spawn(move || drop(done.send(result.blocking_recv())));
        let outcome = outcome.recv();
        drop(waiting.join());
        outcome.map_or_else(|_| Err(stopped().unsure()), received)
    }

    fn submit<T: Send + 'static>(
        &self,
        kind: Kind,
        work: impl AsyncFn(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<oneshot::Receiver<StoreResult<T>>> {
        let sender = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = sender.as_ref().ok_or_else(|| StoreError::Unavailable("the store is closed".to_owned()))?;
        if self.under_way.load(Ordering::Relaxed) >= QUEUE {
            return Err(StoreError::Unavailable("too many requests wait for the database".to_owned()));
        }
        let (caller, result) = oneshot::channel();
        let counted = Counted::new(&self.under_way);
        let origin = origin::handed_on();
        let job: Job = Box::new(move |pool| {
            Box::pin(async move {
                let outcome = origin::around(origin, perform(&pool, kind, &work)).await;
                drop(counted);
                // A caller that went away no longer needs the answer.
                drop(caller.send(outcome));
            })
        });
        sender.send(job).map_err(|_| stopped())?;
        Ok(result)
    }

    /// Takes no more jobs and waits for those taken, for [`CLOSING`] at most.
    pub fn close(&self) {
        drop(self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take()
            && thread.join().is_err()
        {
            tracing::error!("the thread of the database panicked");
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.close();
    }
}

/// One of the jobs under way.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable("the thread of the database has stopped".to_owned())
}

fn received<T>(result: Result<StoreResult<T>, oneshot::error::RecvError>) -> StoreResult<T> {
    result.unwrap_or_else(|_| Err(stopped().unsure()))
}

/// What comes of one try.
enum Try<T> {
    Done(StoreResult<T>),
    Again(StoreError),
}

/// The time that a job has.
#[derive(Clone, Copy)]
struct Allotted {
    since: Instant,
    until: Instant,
}

async fn perform<T>(pool: &Rc<Pool>, kind: Kind, work: &impl AsyncFn(&Connection) -> StoreResult<T>) -> StoreResult<T> {
    let since = Instant::now();
    if matches!(kind, Kind::Long | Kind::Migration) {
        return try_until_done(pool, kind, work, Allotted { since, until: since + LONG_PATIENCE }).await;
    }
    let (is_silent, waited) = (pool.is_silent(), pool.waits().so_far());
    let trial = if is_silent && waited.is_zero() { pool.try_patiently() } else { None };
    let patience = patience::allotted(is_silent && trial.is_none(), waited);
    let until = since + patience;
    let outcome = try_until_done(pool, kind, work, Allotted { since, until }).await;
    if outcome.is_err() && Instant::now() >= until {
        pool.waits().add(since.elapsed());
    }
    outcome
}

async fn try_until_done<T>(
    pool: &Rc<Pool>,
    kind: Kind,
    work: &impl AsyncFn(&Connection) -> StoreResult<T>,
    allotted: Allotted,
) -> StoreResult<T> {
    let mut tries = 0;
    loop {
        tries += 1;
        let Ok(lent) = timeout_at(allotted.until, pool.lend()).await else {
            pool.note_silence(allotted.since.into_std());
            return Err(StoreError::Unavailable("no connection is free".to_owned()));
        };
        let lent = lent?;
        match attempt(pool, kind, work, lent, allotted).await {
            Try::Done(outcome) => return outcome,
            Try::Again(error) if tries >= TRIES || Instant::now() >= allotted.until => return Err(error),
            Try::Again(error) => tracing::debug!(%error, "the database was asked in vain, and is asked again"),
        }
    }
}

async fn attempt<T>(
    pool: &Pool,
    kind: Kind,
    work: &impl AsyncFn(&Connection) -> StoreResult<T>,
    lent: Lent,
    allotted: Allotted,
) -> Try<T> {
    // What was on its way to be committed may be: it is not done again.
    let commits = Cell::new(kind == Kind::Once);
    let is_transaction = !matches!(kind, Kind::Read | Kind::Once);
    let run = async {
        match kind {
            Kind::Read | Kind::Once => {}
            Kind::Transaction => lent.begin(),
            Kind::Long | Kind::Migration => {
                lent.begin();
                lent.batch("SET LOCAL statement_timeout = 0").await?;
            }
        }
        if is_transaction {
            actor_stands(&lent).await?;
        }
        let value = work(&lent).await?;
        if is_transaction {
            commits.set(true);
            lent.commit().await?;
        }
        Ok(value)
    };
    let outcome = match kind {
        Kind::Migration => Ok(run.await),
        _ => timeout_at(allotted.until, run).await,
    };
    let Ok(outcome) = outcome else {
        pool.note_silence(allotted.since.into_std());
        // The others the server ends by itself (`statement_timeout`).
        if kind == Kind::Long {
            tokio::task::spawn_local(cancel(pool.postgres().clone(), lent.cancel_token()));
        }
        // Dropping the connection closes it; what is under way on it must not meet what comes next.
        let error = StoreError::Unavailable("the database does not answer".to_owned());
        return Try::Done(Err(if commits.get() { error.unsure() } else { error }));
    };
    let fault = lent.take_fault();
    match (outcome, fault) {
        (Ok(value), None) => {
            pool.note_answer();
            pool.give_back(lent);
            Try::Done(Ok(value))
        }
        // A job that goes on after a fault has not seen what it believes to have seen.
        (outcome, Some(Fault::Lost)) => {
            drop(lent);
            pool.forget_idle();
            let error = outcome.err().unwrap_or_else(stopped);
            if commits.get() { Try::Done(Err(error.unsure())) } else { Try::Again(error) }
        }
        (outcome, fault) => {
            let is_clean = !is_transaction || matches!(timeout_at(allotted.until, lent.roll_back()).await, Ok(Ok(())));
            if is_clean {
                lent.take_fault();
                pool.give_back(lent);
            }
            let error = outcome.err().unwrap_or_else(stopped);
            if fault == Some(Fault::Again) { Try::Again(error) } else { Try::Done(Err(error)) }
        }
    }
}
