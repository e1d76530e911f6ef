//! Writes: one thread, one connection, and one commit for everybody who is waiting (group commit).
//!
//! A durable commit costs a flush to disk whatever it holds. The writer therefore takes all jobs that wait, runs each
//! in a savepoint of its own inside one transaction, commits once, and only then answers them. A job that fails is
//! rolled back alone; a commit that fails fails everybody in it.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::store::{StoreError, StoreResult};

/// Jobs that may wait; further ones are refused at once.
const QUEUE: usize = 10_000;
/// Jobs in one commit.
const BATCH: usize = 256;

/// Answers one caller, once the fate of its commit is known.
type Answer = Box<dyn FnOnce(Option<&StoreError>) + Send>;
/// One caller's work; says whether it succeeded.
type Job = Box<dyn FnOnce(&Connection) -> (bool, Answer) + Send>;

/// The way to the writer thread.
pub struct Writer {
    sender: Mutex<Option<SyncSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// A writer that takes nothing.
    pub fn closed() -> Self {
        Self { sender: Mutex::new(None), thread: Mutex::new(None) }
    }

    /// Starts the thread on `connection`.
    pub fn start(connection: Connection) -> StoreResult<Self> {
        let (sender, jobs) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("latchkey-writer".to_owned())
            .spawn(move || work(&connection, &jobs))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self { sender: Mutex::new(Some(sender)), thread: Mutex::new(Some(thread)) })
    }

    /// Runs `job` and returns its result after the commit that holds it. Whatever an erring job wrote is undone.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        let (answer, result) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let outcome = job(connection);
            let succeeded = outcome.is_ok();
            let reply: Answer = Box::new(move |failure| {
                let reply = match failure {
                    None => outcome,
                    Some(failure) => Err(StoreError::Unavailable(failure.to_string())),
                };
                // A caller that went away no longer needs the answer.
                drop(answer.send(reply));
            });
            (succeeded, reply)
        });
        self.submit(job)?;
        // The writer drops what it could not begin; its log line has the cause.
        result.await.map_err(|_| StoreError::Unavailable("the database takes no writes now".to_owned()))?
    }

    fn submit(&self, job: Job) -> StoreResult<()> {
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

fn work(connection: &Connection, jobs: &Receiver<Job>) {
    let mut batch = Vec::with_capacity(BATCH);
    while let Ok(first) = jobs.recv() {
        batch.push(first);
        while batch.len() < BATCH
            && let Ok(next) = jobs.try_recv()
        {
            batch.push(next);
        }
        if !commit(connection, &mut batch) {
            // Whoever came meanwhile has waited for the same lock or disk, and shall not wait for it a second time.
            while jobs.try_recv().is_ok() {}
        }
    }
    // Leaves a database without -wal, which can be copied as one file.
    if let Err(error) = connection.pragma_update(None, "wal_checkpoint", "TRUNCATE") {
        tracing::debug!(%error, "checkpoint at close");
    }
}

/// Runs and commits a batch; `false` where no transaction could be started, and nobody in the batch was served.
fn commit(connection: &Connection, batch: &mut Vec<Job>) -> bool {
    let mut answers = Vec::with_capacity(batch.len());
    let failure = match execute(connection, "BEGIN IMMEDIATE") {
        Ok(()) => {
            for job in batch.drain(..) {
                answers.push(run(connection, job));
                if connection.is_autocommit() {
                    break;
                }
            }
            end(connection)
        }
        Err(error) => {
            // Dropping a job tells its caller.
            tracing::error!(%error, "no transaction could be started");
            batch.clear();
            return false;
        }
    };
    if let Some(error) = &failure {
        tracing::error!(%error, "commit failed");
        if let Err(error) = execute(connection, "ROLLBACK") {
            tracing::debug!(%error, "rollback after a failed commit");
        }
    }
    for answer in answers {
        answer(failure.as_ref());
    }
    true
}

/// Commits; the error if it cannot. On a full disk SQLite may give up a whole transaction by itself, and whatever ran
/// after that would be kept though its caller was told otherwise.
fn end(connection: &Connection) -> Option<StoreError> {
    match connection.is_autocommit() {
        true => Some(StoreError::Unavailable("the database gave the transaction up".to_owned())),
        false => execute(connection, "COMMIT").err(),
    }
}

fn run(connection: &Connection, job: Job) -> Answer {
    let begun = execute(connection, "SAVEPOINT job");
    let (succeeded, answer) = job(connection);
    let ended = match (&begun, succeeded) {
        (Err(error), _) => Err(StoreError::Unavailable(error.to_string())),
        (Ok(()), true) => execute(connection, "RELEASE job"),
        (Ok(()), false) => execute(connection, "ROLLBACK TO job").and_then(|()| execute(connection, "RELEASE job")),
    };
    match ended {
        Ok(()) => answer,
        Err(error) => Box::new(move |failure| answer(Some(failure.unwrap_or(&error)))),
    }
}

fn execute(connection: &Connection, statement: &str) -> StoreResult<()> {
    connection.prepare_cached(statement)?.execute([])?;
    Ok(())
}
