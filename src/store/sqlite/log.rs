//! The write-ahead log: what a killed process left of it, and how it is kept short.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::hooks::Wal;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::backup::beside;
use super::migrate;
use super::watch::Watch;
use crate::store::{StoreError, StoreResult};

/// How long another process may hold the database until it is told: one that starts, too, may have as much to write.
const PATIENCE: Duration = Duration::from_secs(5);
/// Octets that are written in one go.
const PIECE: usize = 1 << 20;
/// How many pages the log may hold before they are moved into the database: 16 MiB.
const LONG: i32 = 4_000;
/// How many before the writer moves them itself, though the thread is not done: 32 MiB.
const LONGEST: i32 = 8_000;
/// How many more until it is tried again, where it could not begin anew.
const FURTHER: i32 = 200;
/// How often the thread moves it each time.
const PASSES: usize = 3;
/// How long the thread keeps its connection.
const KEPT: Duration = Duration::from_secs(30);

/// Writes the log that is there once more, as it is, and waits for the disk (REL-4).
///
/// A commit whose sync failed was refused, but its pages are in the kernel's cache, which takes them for written. Should the
/// process be killed then, the next one finds the commit whole, takes it for good and appends what it acknowledges; a power
/// failure would leave the log as far as the disk has it, and all that came behind the gap would be lost. A server does this at its
/// start; commands do not, since writers wait meanwhile, and the next start does it for them.
///
/// # Errors
/// The disk does not take it: nothing can be promised then.
pub fn make_durable(database: &Path) -> StoreResult<()> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(PATIENCE)?;
    // Whoever else has the database open appends nothing meanwhile, and reads the same octets.
    let held = migrate::alone(&connection, TransactionBehavior::Immediate)?;
    let path = beside(database, "-wal");
    let outcome = rewrite(&path);
    held.rollback()?;
    outcome.map_err(|error| {
        let help = "what was stored last may not be on the disk; check the disk and its file system";
        StoreError::Unavailable(format!("{} cannot be written: {error}: {help}", path.display()))
    })
}

fn rewrite(path: &Path) -> io::Result<()> {
    let log: File = match OpenOptions::new().read(true).write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        log => log?,
    };
    let mut piece = vec![0; PIECE];
    let mut at = 0;
    loop {
        let read = log.read_at(&mut piece, at)?;
        let Some(read @ [_, ..]) = piece.get(..read) else { break };
        log.write_all_at(read, at)?;
        at += u64::try_from(read.len()).unwrap_or_default();
    }
    if at > 0 {
        log.sync_all()?;
    }
    Ok(())
}

/// Has the log moved into the database whenever it is long, by a thread of its own. The pages of a large database lie far apart,
/// so that takes up to a tenth of a second, for which whoever writes would wait (REL-13). What was committed meanwhile the writer
/// moves itself, right after its next commit: then nothing is left, and the log begins anew.
pub fn keep_short(writer: &mut Connection, database: &Path, watch: Arc<Watch>) -> StoreResult<()> {
    let mover = Mover::start(database)?;
    let mut plan = Plan::default();
    writer.wal_hook(Some(move |log: &'_ mut Wal, pages| {
        watch.committed(pages);
        if plan.begins_anew(pages) {
            mover.work.forget();
        }
        match plan.after_commit(pages, mover.work.state()) {
            Step::Nothing => {}
            Step::Wake => mover.wake(),
            Step::Finish => {
                mover.work.forget();
                // The commit stands, whatever becomes of this. It is tried again when the log is longer.
                match log.checkpoint() {
                    Err(error) if error.sqlite_error_code() != Some(ErrorCode::DatabaseBusy) => {
                        tracing::warn!(%error, "the log of the database could not be moved into it; check the disk and its file system");
                    }
                    Ok(()) | Err(_) => {}
                }
            }
        }
        Ok(())
    }))?;
    Ok(())
}

/// What is to be done about the log after a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Nothing,
    /// Has it moved beside the writer.
    Wake,
    /// The writer moves what is left.
    Finish,
}

/// When the log is moved: once for each time that it becomes long, however many commits come while that is under way.
#[derive(Debug)]
struct Plan {
    /// How many pages it held after the last commit.
    pages: i32,
    /// How many it may hold until something is done.
    until: i32,
}

impl Default for Plan {
    fn default() -> Self {
        Self { pages: 0, until: LONG }
    }
}

impl Plan {
    /// Whether the log has begun anew with a commit after which it holds so many pages.
    fn begins_anew(&mut self, pages: i32) -> bool {
        let is_anew = pages < self.pages;
        self.pages = pages;
        if is_anew {
            self.until = LONG;
        }
        is_anew
    }

    /// What is to be done now, by what the thread does.
    fn after_commit(&mut self, pages: i32, work: State) -> Step {
        if pages < self.until {
            return Step::Nothing;
        }
        match work {
            State::Sleeps => Step::Wake,
            State::Works if pages < LONGEST => Step::Nothing,
            State::Works | State::Done => {
                // Somebody who reads from it right now may keep it from beginning anew.
                self.until = pages.saturating_add(FURTHER);
                Step::Finish
            }
        }
    }
}

/// What the thread does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing: it is to be woken.
    Sleeps,
    /// It moves the log, or soon will.
    Works,
    /// It is through with the log as it was, or could not move it.
    Done,
}

/// The same, shared with it.
#[derive(Default)]
struct Work(AtomicU8);

impl Work {
    const SLEEPS: u8 = 0;
    const WORKS: u8 = 1;
    const DONE: u8 = 2;
    /// It works, and nobody needs to know of the end.
    const WORKS_IN_VAIN: u8 = 3;

    fn state(&self) -> State {
        match self.0.load(Ordering::Acquire) {
            Self::SLEEPS => State::Sleeps,
            Self::DONE => State::Done,
            _ => State::Works,
        }
    }

    /// Whether it was there to take from `from` to `to`.
    fn turn(&self, from: u8, to: u8) -> bool {
        self.0.compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// The thread is through.
    fn end(&self) {
        if !self.turn(Self::WORKS, Self::DONE) {
            self.turn(Self::WORKS_IN_VAIN, Self::SLEEPS);
        }
    }

    /// What it did, or does, is not of this log any more.
    fn forget(&self) {
        if !self.turn(Self::DONE, Self::SLEEPS) {
            self.turn(Self::WORKS, Self::WORKS_IN_VAIN);
        }
    }
}

/// The thread; it ends with whoever wakes it.
struct Mover {
    wakes: Option<SyncSender<()>>,
    work: Arc<Work>,
    thread: Option<JoinHandle<()>>,
}

impl Mover {
    fn start(database: &Path) -> StoreResult<Self> {
        let (wakes, woken) = sync_channel(1);
        let (database, work) = (database.to_owned(), Arc::new(Work::default()));
        let shared = work.clone();
        let run = move || {
            // It is kept while there is much to do: to open one reads the whole schema, which costs more than what it moves.
            let mut kept = None;
            loop {
                let woken = match kept {
                    Some(_) => woken.recv_timeout(KEPT),
                    None => woken.recv().map_err(RecvTimeoutError::from),
                };
                match woken {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Timeout) => {
                        kept = None;
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                if let Err(error) = move_beside_the_writer(&database, &mut kept) {
                    kept = None;
                    tracing::debug!(%error, "the log could not be moved into the database; it is tried again");
                }
                shared.end();
            }
        };
        let thread = std::thread::Builder::new().name("latchkey-log".to_owned()).spawn(run);
        let thread = thread.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self { wakes: Some(wakes), work, thread: Some(thread) })
    }

    /// Has the log moved soon.
    fn wake(&self) {
        if let Some(wakes) = &self.wakes
            && self.work.turn(Work::SLEEPS, Work::WORKS)
        {
            let _ = wakes.try_send(());
        }
    }
}

impl Drop for Mover {
    fn drop(&mut self) {
        drop(self.wakes.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Moves what is committed by now. Who writes or reads meanwhile does not wait. Once all of it is in the database and
/// nobody reads from the log, the next write begins it anew.
fn move_beside_the_writer(database: &Path, kept: &mut Option<Connection>) -> StoreResult<()> {
    let connection = match kept {
        Some(connection) => connection,
        None => {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(database, flags)?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            kept.insert(connection)
        }
    };
    // SQLite waits for the database's disk only where nothing was committed while it moved: what the first time leaves, a
    // further one does, with next to nothing to move. The writer would wait for all of it otherwise.
    for _ in 0..PASSES {
        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_is_moved_into_the_database_beside_the_writer_and_by_nobody_when_it_has_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let mut writer = Connection::open(&path).unwrap();
        writer.pragma_update(None, "journal_mode", "WAL").unwrap();
        keep_short(&mut writer, &path, Watch::over(&path)).unwrap();
        writer.execute_batch("CREATE TABLE t (octets BLOB)").unwrap();
        let size = || std::fs::metadata(&path).unwrap().len();
        let mebibyte = 1 << 20;
        for number in 0..20 {
            assert!(number > 10 || size() < mebibyte, "nothing is moved while the log is short");
            writer.execute("INSERT INTO t VALUES (zeroblob(1048576))", []).unwrap();
        }
        let mut looks = 0;
        while size() < 12 * mebibyte {
            looks += 1;
            assert!(looks < 3_000, "nobody moves it");
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(writer.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0)).unwrap(), 20);
        drop(writer);
        assert!(!beside(&path, "-wal").exists(), "nobody has it open any more");
    }

    #[test]
    fn a_long_log_is_moved_once_beside_the_writer_and_what_is_left_by_the_writer() {
        let mut plan = Plan::default();
        assert_eq!(plan.after_commit(LONG - 1, State::Sleeps), Step::Nothing);
        assert_eq!(plan.after_commit(LONG, State::Sleeps), Step::Wake);
        for pages in LONG + 1..LONG + 50 {
            assert_eq!(plan.after_commit(pages, State::Works), Step::Nothing, "until it is done");
        }
        assert_eq!(plan.after_commit(LONG + 50, State::Done), Step::Finish);
        assert!(!plan.begins_anew(LONG + 50));
        assert!(plan.begins_anew(2));
        assert_eq!(plan.after_commit(2, State::Sleeps), Step::Nothing);
        assert_eq!(plan.after_commit(LONG, State::Sleeps), Step::Wake);
    }

    #[test]
    fn a_log_that_cannot_begin_anew_is_moved_again_when_it_is_longer_and_not_at_each_commit() {
        let mut plan = Plan::default();
        assert_eq!(plan.after_commit(LONG + 7, State::Done), Step::Finish);
        for pages in LONG + 8..LONG + 7 + FURTHER {
            assert_eq!(plan.after_commit(pages, State::Sleeps), Step::Nothing);
        }
        assert_eq!(plan.after_commit(LONG + 7 + FURTHER, State::Sleeps), Step::Wake);
        assert_eq!(plan.after_commit(LONGEST, State::Works), Step::Finish, "a thread that hangs is not waited for");
        assert_eq!(plan.after_commit(LONGEST + 1, State::Works), Step::Nothing);
        assert_eq!(
            plan.after_commit(LONGEST + FURTHER, State::Sleeps),
            Step::Wake,
            "the writer has the least left to move"
        );
    }

    #[test]
    fn what_was_moved_of_the_log_before_does_not_count_for_the_next_one() {
        let work = Work::default();
        assert!(work.turn(Work::SLEEPS, Work::WORKS));
        work.forget();
        assert_eq!(work.state(), State::Works, "it is not woken twice");
        work.end();
        assert_eq!(work.state(), State::Sleeps);
        assert!(work.turn(Work::SLEEPS, Work::WORKS));
        work.end();
        assert_eq!(work.state(), State::Done);
        work.forget();
        assert_eq!(work.state(), State::Sleeps);
    }

    #[test]
    fn while_commits_come_without_a_pause_the_log_begins_anew_again_and_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let mut writer = Connection::open(&path).unwrap();
        writer.pragma_update(None, "journal_mode", "WAL").unwrap();
        writer.pragma_update(None, "synchronous", "OFF").unwrap();
        keep_short(&mut writer, &path, Watch::over(&path)).unwrap();
        writer.execute_batch("CREATE TABLE t (number INTEGER)").unwrap();
        for number in 0..60_000 {
            writer.execute("INSERT INTO t VALUES (?1)", [number]).unwrap();
        }
        // The thread waits for the disk, and who writes here does not.
        let pages = std::fs::metadata(beside(&path, "-wal")).unwrap().len() / 4_096;
        assert!(pages < 50_000, "{pages} pages");
        assert_eq!(writer.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0)).unwrap(), 60_000);
    }

    #[test]
    fn a_log_stays_as_it_was_whatever_its_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db-wal");
        assert!(rewrite(&path).is_ok(), "there need be none");
        for length in [0, 1, PIECE, 3 * PIECE + 7] {
            let octets: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            std::fs::write(&path, &octets).unwrap();
            rewrite(&path).unwrap();
            assert!(std::fs::read(&path).unwrap() == octets, "{length}");
        }
    }

    #[test]
    fn what_another_connection_committed_is_there_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let one = Connection::open(&path).unwrap();
        one.pragma_update(None, "journal_mode", "WAL").unwrap();
        one.execute_batch("CREATE TABLE t (number INTEGER); INSERT INTO t VALUES (1)").unwrap();
        make_durable(&path).unwrap();
        let other = Connection::open(&path).unwrap();
        one.execute_batch("INSERT INTO t VALUES (2)").unwrap();
        assert_eq!(other.query_row("SELECT sum(number) FROM t", [], |row| row.get::<_, i64>(0)).unwrap(), 3);
    }
}
