//! Writes: one thread, one connection, and one commit for everybody who is waiting (group commit).
//!
//! A durable commit costs a flush to disk whatever it holds. The writer therefore takes all jobs that wait, and those that come
//! while these run, runs them inside one transaction, commits once, and only then answers them. Where a job fails, the transaction is rolled back and
//! all of them run again, each in a savepoint of its own, so that only the failing one is undone: savepoints copy every
//! page that a job touches, and next to no job fails. A commit that fails fails everybody in it. A job that panics is one
//! that fails (REL-25): the thread goes on, as nothing could be written without it until the next start.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::standing::actor_stands;
use super::watch::{Begun, Watch};
use crate::origin::{self, Origin};
use crate::store::{StoreError, StoreResult};

/// Jobs that may wait; further ones are refused at once.
const QUEUE: usize = 10_000;
/// Jobs in one commit.
const BATCH: usize = 256;
/// For how long others may join a commit whose jobs run.
const JOINED: Duration = Duration::from_millis(20);
/// What a caller is told whose job could not be begun: another process holds the database, as a rule.
pub const NOT_BEGUN: &str = "the database takes no writes now";

/// One caller's work.
trait Job: Send {
    /// Does the work, anew if it was done before; whether it succeeded.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Answers the caller, once the fate of the commit is known.
    fn answer(self: Box<Self>, failure: Option<&StoreError>);
}

struct Call<T, W> {
    work: W,
    /// From where it is called, for the audit.
    origin: Arc<Origin>,
    outcome: Option<StoreResult<T>>,
    caller: oneshot::Sender<StoreResult<T>>,
}

impl<T: Send, W: FnMut(&Connection) -> StoreResult<T> + Send> Job for Call<T, W> {
    fn run(&mut self, connection: &Connection) -> bool {
        // What it left half done is rolled back, and it is not asked for anything else.
        let mut work = || actor_stands(connection).and_then(|()| (self.work)(connection));
        let work = || origin::within(self.origin.clone(), &mut work);
        let outcome = catch_unwind(AssertUnwindSafe(work));
        let outcome = outcome.unwrap_or_else(|_| Err(StoreError::Unavailable("a write panicked".to_owned())));
        self.outcome.insert(outcome).is_ok()
    }

    fn answer(self: Box<Self>, failure: Option<&StoreError>) {
        let reply = match (failure, self.outcome) {
            (Some(StoreError::Unsure(cause)), _) => Err(StoreError::Unsure(cause.clone())),
            (Some(failure), _) => Err(StoreError::Unavailable(failure.to_string())),
            (None, Some(outcome)) => outcome,
            // Dropping the sender tells the caller.
            (None, None) => return,
        };
        // A caller that went away no longer needs the answer.
        drop(self.caller.send(reply));
    }
}

/// The way to the writer thread.
pub struct Writer {
    sender: Mutex<Option<SyncSender<Box<dyn Job>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// A writer that takes nothing.
    pub fn closed() -> Self {
        Self { sender: Mutex::new(None), thread: Mutex::new(None) }
    }

    /// Starts the thread on `connection`.
    pub fn start(connection: Connection, watch: Arc<Watch>) -> StoreResult<Self> {
        let (sender, jobs) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("latchkey-writer".to_owned())
            .spawn(move || work(&connection, &watch, &jobs))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self { sender: Mutex::new(Some(sender)), thread: Mutex::new(Some(thread)) })
    }

    /// Runs `job` and returns its result after the commit that holds it. Whatever an erring job wrote is undone. It may run
    /// twice: see above.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnMut(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        let (caller, result) = oneshot::channel();
        self.submit(Box::new(Call { work: job, origin: origin::handed_on(), outcome: None, caller }))?;
        // The writer drops what it could not begin; its log line has the cause.
        result.await.map_err(|_| StoreError::Unavailable(NOT_BEGUN.to_owned()))?
    }

    fn submit(&self, job: Box<dyn Job>) -> StoreResult<()> {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = sender.as_ref().ok_or_else(|| StoreError::Unavailable("the store is closed".to_owned()))?;
        sender.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Unavailable("too many writes are waiting".to_owned()),
            TrySendError::Disconnected(_) => StoreError::Unavailable("the writer has stopped".to_owned()),
        })
    }

    /// Takes no more jobs and waits for those taken.
    pub fn close(&self) {
        drop(self.sender.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread panicked");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

fn work(connection: &Connection, watch: &Watch, jobs: &Receiver<Box<dyn Job>>) {
    let mut batch = Vec::with_capacity(BATCH);
    while let Ok(first) = jobs.recv() {
        batch.push(first);
        if !commit(connection, watch, &mut batch, (jobs, JOINED)) {
            // Whoever came meanwhile has waited for the same lock or disk, and shall not wait for it a second time. Nobody
            // is told before all of them are known: who comes after somebody was told has not waited.
            batch.extend(jobs.try_iter());
            // Dropping a job tells its caller.
            batch.clear();
        }
    }
    // Leaves a database without -wal, which can be copied as one file.
    if let Err(error) = connection.pragma_update(None, "wal_checkpoint", "TRUNCATE") {
        tracing::debug!(%error, "checkpoint at close");
    }
}

/// Runs the batch and whoever comes while it runs, for so long, and commits; `false` where no transaction could be started, and nobody in the
/// batch was served: all are in it still.
fn commit(
    connection: &Connection,
    watch: &Watch,
    batch: &mut Vec<Box<dyn Job>>,
    joining: (&Receiver<Box<dyn Job>>, Duration),
) -> bool {
    if !begin(connection) {
        return false;
    }
    let begun = watch.begun();
    if all_succeed(connection, batch, joining) {
        conclude(connection, (watch, begun), batch.drain(..).map(|job| (job, None)).collect());
        return true;
    }
    roll_back(connection);
    if !begin(connection) {
        return false;
    }
    let begun = watch.begun();
    let mut done = Vec::with_capacity(batch.len());
    for mut job in batch.drain(..) {
        let failure = run_alone(connection, job.as_mut()).err();
        done.push((job, failure));
        if connection.is_autocommit() {
            break;
        }
    }
    conclude(connection, (watch, begun), done);
    true
}

/// Runs the batch, and adds to it whoever waits by then, until nobody does or the first has waited long enough; `false` at the first
/// that fails.
fn all_succeed(
    connection: &Connection,
    batch: &mut Vec<Box<dyn Job>>,
    (jobs, joined): (&Receiver<Box<dyn Job>>, Duration),
) -> bool {
    let (mut ran, begun) = (0, Instant::now());
    loop {
        while let Some(job) = batch.get_mut(ran) {
            if !job.run(connection) || connection.is_autocommit() {
                return false;
            }
            ran += 1;
        }
        if begun.elapsed() < joined {
            batch.extend(jobs.try_iter().take(BATCH.saturating_sub(ran)));
        }
        if batch.len() == ran {
            return true;
        }
    }
}

fn begin(connection: &Connection) -> bool {
    let begun = execute(connection, "BEGIN IMMEDIATE");
    if let Err(error) = &begun {
        tracing::error!(%error, "no transaction could be started");
    }
    begun.is_ok()
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = execute(connection, "ROLLBACK")
    {
        tracing::debug!(%error, "rollback");
    }
}

/// Commits, and answers everybody: with their own fault, or that of the commit.
fn conclude(
    connection: &Connection,
    (watch, begun): (&Watch, Option<Begun>),
    jobs: Vec<(Box<dyn Job>, Option<StoreError>)>,
) {
    let failure = end(connection);
    if let Some(error) = &failure {
        tracing::error!(%error, "commit failed, and whoever waited for it was refused: check the disk for room and errors");
        roll_back(connection);
    }
    watch.ended(begun, failure.is_none());
    for (job, own) in jobs {
        job.answer(failure.as_ref().or(own.as_ref()));
    }
}

/// Commits; the error if it cannot. On a full disk SQLite may give up a whole transaction by itself, and whatever ran
/// after that would be kept though its caller was told otherwise.
fn end(connection: &Connection) -> Option<StoreError> {
    match connection.is_autocommit() {
        true => Some(StoreError::Unavailable("the database gave the transaction up".to_owned())),
        false => execute(connection, "COMMIT").err().map(StoreError::unsure),
    }
}

/// Runs a job in a savepoint, which is rolled back where the job fails; fails where there could be none.
fn run_alone(connection: &Connection, job: &mut dyn Job) -> StoreResult<()> {
    execute(connection, "SAVEPOINT job")?;
    if !job.run(connection) {
        execute(connection, "ROLLBACK TO job")?;
    }
    execute(connection, "RELEASE job")
}

fn execute(connection: &Connection, statement: &str) -> StoreResult<()> {
    connection.prepare_cached(statement)?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Over nothing: nobody looks.
    fn watch() -> Arc<Watch> {
        Watch::over(std::path::Path::new("nowhere"))
    }

    fn nobody_else() -> Receiver<Box<dyn Job>> {
        sync_channel(0).1
    }

    /// A job that inserts `number`, and what its caller hears; a negative number is inserted and fails then.
    fn insert(number: i64, runs: &Arc<AtomicUsize>) -> (Box<dyn Job>, oneshot::Receiver<StoreResult<i64>>) {
        let (caller, result) = oneshot::channel();
        let runs = runs.clone();
        let work = move |connection: &Connection| {
            runs.fetch_add(1, Ordering::SeqCst);
            connection.execute("INSERT INTO t VALUES (?1)", [number])?;
            if number < 0 { Err(StoreError::Corrupt("negative".to_owned())) } else { Ok(number) }
        };
        (Box::new(Call { work, origin: Arc::default(), outcome: None, caller }), result)
    }

    #[test]
    fn of_several_jobs_in_one_commit_only_those_that_fail_are_undone() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (number INTEGER PRIMARY KEY)").unwrap();
        let rows = || -> Vec<i64> {
            let mut statement = connection.prepare("SELECT number FROM t ORDER BY 1").unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let runs = Arc::new(AtomicUsize::new(0));
        let run = |numbers: &[i64]| -> Vec<StoreResult<i64>> {
            let (mut batch, results): (Vec<_>, Vec<_>) = numbers.iter().map(|number| insert(*number, &runs)).unzip();
            assert!(commit(&connection, &watch(), &mut batch, (&nobody_else(), JOINED)));
            assert!(connection.is_autocommit() && batch.is_empty());
            results.into_iter().map(|mut result| result.try_recv().unwrap()).collect()
        };
        assert!(run(&[1, 2, 3]).iter().all(Result::is_ok));
        assert_eq!((rows(), runs.load(Ordering::SeqCst)), (vec![1, 2, 3], 3), "once each");
        let results = run(&[4, -5, 1, 6]);
        assert_eq!(results.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, false, true]);
        assert!(matches!(&results[1], Err(StoreError::Corrupt(cause)) if cause == "negative"));
        assert_eq!(rows(), [1, 2, 3, 4, 6], "and what failed half-way left nothing");
        assert!(run(&[-1])[0].is_err());
        assert_eq!(rows(), [1, 2, 3, 4, 6]);
    }

    #[test]
    fn who_comes_while_others_run_is_in_their_commit_up_to_its_bound() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (number INTEGER PRIMARY KEY)").unwrap();
        let rows = || connection.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, u32>(0)).unwrap() as usize;
        let runs = Arc::new(AtomicUsize::new(0));
        let (sender, jobs) = sync_channel(QUEUE);
        let (first, mut told) = insert(0, &runs);
        let mut others: Vec<_> = (1..300)
            .map(|number| {
                let (job, result) = insert(number, &runs);
                assert!(sender.try_send(job).is_ok());
                result
            })
            .collect();
        let mut batch = vec![first];
        assert!(commit(&connection, &watch(), &mut batch, (&jobs, Duration::MAX)));
        assert!(told.try_recv().unwrap().is_ok());
        let answered = others.iter_mut().filter_map(|result| result.try_recv().ok()).filter(Result::is_ok).count();
        assert_eq!((rows(), answered + 1, batch.len()), (BATCH, BATCH, 0));
        // One that fails is undone alone, whenever it came.
        let waiting = jobs.try_iter().count();
        assert_eq!(waiting, 300 - BATCH);
        let ((one, mut one_told), (bad, mut bad_told)) = (insert(1000, &runs), insert(-1, &runs));
        assert!(sender.try_send(bad).is_ok());
        assert!(commit(&connection, &watch(), &mut vec![one], (&jobs, Duration::MAX)));
        assert!(one_told.try_recv().unwrap().is_ok() && bad_told.try_recv().unwrap().is_err());
        assert_eq!(rows(), BATCH + 1);
        // Who began has waited long enough.
        let ((one, _one_told), (late, mut late_told)) = (insert(1001, &runs), insert(1002, &runs));
        assert!(sender.try_send(late).is_ok());
        assert!(commit(&connection, &watch(), &mut vec![one], (&jobs, Duration::ZERO)));
        assert!(late_told.try_recv().is_err() && rows() == BATCH + 2);
    }

    #[actix_web::test]
    async fn a_job_that_panics_fails_alone_and_the_writer_goes_on() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (number INTEGER PRIMARY KEY)").unwrap();
        let writer = Writer::start(connection, watch()).unwrap();
        let write = async |number: i64| {
            let job = move |connection: &Connection| {
                connection.execute("INSERT INTO t VALUES (?1)", [number])?;
                assert!(number > 0, "foreseen by nobody");
                Ok(connection.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0))?)
            };
            writer.write(job).await
        };
        // Together: one commit, or several.
        let (one, bad, two) = futures_util::future::join3(write(1), write(-1), write(2)).await;
        assert!(one.is_ok() && two.is_ok());
        assert!(matches!(&bad, Err(StoreError::Unavailable(cause)) if cause == "a write panicked"), "{bad:?}");
        assert_eq!(write(3).await.unwrap(), 3, "what panicked left nothing");
    }

    #[test]
    fn where_no_transaction_can_be_started_everybody_is_told() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("BEGIN").unwrap();
        let (job, mut result) = insert(1, &Arc::new(AtomicUsize::new(0)));
        let mut batch = vec![job];
        assert!(!commit(&connection, &watch(), &mut batch, (&nobody_else(), JOINED)));
        assert!(result.try_recv().is_err_and(|error| error == oneshot::error::TryRecvError::Empty), "not told yet");
        batch.clear();
        assert!(result.try_recv().is_err_and(|error| error == oneshot::error::TryRecvError::Closed));
    }

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    /// Opens the way for writes again, and asks for one, the moment its own is refused.
    struct Refused {
        lock: Connection,
        writer: Arc<Writer>,
        next: std::sync::mpsc::Sender<std::thread::JoinHandle<StoreResult<i64>>>,
    }

    impl Drop for Refused {
        fn drop(&mut self) {
            self.lock.execute_batch("ROLLBACK").unwrap();
            let (writer, (submitted, wait)) = (self.writer.clone(), std::sync::mpsc::channel());
            let asked = std::thread::spawn(move || {
                let write = writer.write(|connection| {
                    Ok(connection.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0))?)
                });
                let mut write = std::pin::pin!(write);
                let mut context = std::task::Context::from_waker(std::task::Waker::noop());
                assert!(write.as_mut().poll(&mut context).is_pending(), "the writer is busy with the refused ones");
                submitted.send(()).unwrap();
                block_on(write)
            });
            wait.recv().unwrap();
            self.next.send(asked).unwrap();
        }
    }

    #[test]
    fn who_comes_after_others_were_refused_is_not_refused_with_them() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Connection::open(folder.path().join("t.db")).unwrap();
        let (connection, lock) = (open(), open());
        connection.execute_batch("CREATE TABLE t (number INTEGER PRIMARY KEY)").unwrap();
        connection.busy_timeout(std::time::Duration::ZERO).unwrap();
        lock.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let writer = Arc::new(Writer::start(connection, watch()).unwrap());
        let (next, asked) = std::sync::mpsc::channel();
        let refused = Refused { lock, writer: writer.clone(), next };
        let first = block_on(writer.write(move |_| {
            let _ = &refused;
            Ok(0)
        }));
        assert!(first.is_err(), "the database is held");
        let second = asked.recv().unwrap().join().unwrap();
        assert_eq!(second.unwrap(), 0, "the database is free");
    }
}
