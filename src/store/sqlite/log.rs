//! The write-ahead log that a killed process left.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::backup::beside;
use crate::store::{StoreError, StoreResult};

/// How long another process may hold the database.
const PATIENCE: Duration = Duration::from_secs(5);
/// Octets that are written in one go.
const PIECE: usize = 1 << 20;

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
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let path = beside(database, "-wal");
    let outcome = rewrite(&path);
    connection.execute_batch("ROLLBACK")?;
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

#[cfg(test)]
mod tests {
    use super::*;

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
