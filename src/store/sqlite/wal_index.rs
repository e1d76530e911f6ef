//! The beginning of the index of the write-ahead log (`-shm`), which is another after every commit of any process. Its format
//! is SQLite's own and stable, since processes of different versions share it: <https://sqlite.org/walformat.html>, 2.1.

use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::backup::beside;

/// Octets of the header; it stands there twice, and the second copy is written first.
const HEADER: usize = 48;
/// The version of the format.
const VERSION: u32 = 3_007_000;

/// Closing a file gives up all locks that the process has on it, those of SQLite's connections too. So each of these is kept open
/// until it was removed, which SQLite does when the last connection is closed.
static OPEN: Mutex<Vec<Arc<File>>> = Mutex::new(Vec::new());

/// The header: which state of the database the log leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header([u8; HEADER]);

impl Header {
    /// How many transactions were committed, from some number on (`iChange`).
    pub fn commits(&self) -> u32 {
        self.number(8)
    }

    /// How many pages the log holds (`mxFrame`).
    pub fn pages(&self) -> u32 {
        self.number(16)
    }

    #[cfg(test)]
    pub fn of(commits: u32, pages: u32) -> Self {
        let mut header = [0; HEADER];
        header[8..12].copy_from_slice(&commits.to_ne_bytes());
        header[16..20].copy_from_slice(&pages.to_ne_bytes());
        Self(header)
    }

    fn number(&self, at: usize) -> u32 {
        let octets = self.0.get(at..).and_then(|rest| rest.first_chunk());
        octets.copied().map(u32::from_ne_bytes).unwrap_or_default()
    }

    /// The header of both copies, where they agree and are of the format that is known.
    fn read(copies: &[u8; 2 * HEADER]) -> Option<Self> {
        let (first, second) = copies.split_at(HEADER);
        let header = Self(*first.first_chunk()?);
        (first == second && header.number(0) == VERSION && first.get(12) == Some(&1)).then_some(header)
    }
}

/// The index of one database.
#[derive(Debug)]
pub struct WalIndex(Arc<File>);

impl WalIndex {
    /// Opens the index of `database`, which a connection of this process has open.
    pub fn open(database: &Path) -> io::Result<Self> {
        let path = beside(database, "-shm");
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|file| file.metadata().map_or(true, |about| about.nlink() > 0));
        let wanted = std::fs::metadata(&path)?;
        let is_wanted = |about: std::fs::Metadata| (about.dev(), about.ino()) == (wanted.dev(), wanted.ino());
        if let Some(known) = open.iter().find(|file| file.metadata().is_ok_and(is_wanted)) {
            return Ok(Self(known.clone()));
        }
        let file = Arc::new(File::open(&path)?);
        open.push(file.clone());
        Ok(Self(file))
    }

    /// The header as it is now; `None` while somebody writes it.
    pub fn header(&self) -> Option<Header> {
        let mut copies = [0; 2 * HEADER];
        self.0.read_exact_at(&mut copies, 0).ok()?;
        Header::read(&copies)
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn a_commit_of_any_connection_counts_and_a_look_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        let open = || Connection::open(&path).unwrap();
        let (first, second) = (open(), open());
        first.pragma_update(None, "journal_mode", "WAL").unwrap();
        first.execute_batch("CREATE TABLE t (number INTEGER)").unwrap();
        let index = WalIndex::open(&path).unwrap();
        let before = index.header().unwrap();
        assert_eq!(second.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0)).unwrap(), 0);
        first.execute_batch("BEGIN IMMEDIATE; INSERT INTO t VALUES (1); ROLLBACK").unwrap();
        assert_eq!(index.header(), Some(before));
        for (connection, commits) in [(&first, 1), (&second, 2)] {
            connection.execute("INSERT INTO t VALUES (1)", []).unwrap();
            let after = index.header().unwrap();
            assert_eq!(after.commits(), before.commits() + commits);
            assert!(after.pages() > before.pages());
        }
        assert!(Arc::ptr_eq(&index.0, &WalIndex::open(&path).unwrap().0), "opened once");
    }

    #[test]
    fn copies_that_differ_and_unknown_formats_say_nothing() {
        let mut header = [7; HEADER];
        header.first_chunk_mut::<4>().unwrap().copy_from_slice(&VERSION.to_ne_bytes());
        header[12] = 1;
        let both = |first: [u8; HEADER], second: [u8; HEADER]| <[u8; 96]>::try_from([first, second].concat()).unwrap();
        assert_eq!(Header::read(&both(header, header)), Some(Header(header)));
        let changed = |at: usize| {
            let mut changed = header;
            changed[at] ^= 1;
            changed
        };
        for at in 0..HEADER {
            assert_eq!(Header::read(&both(changed(at), header)), None);
            assert_eq!(Header::read(&both(header, changed(at))), None);
        }
        assert_eq!(Header::read(&both(changed(0), changed(0))), None, "another version");
        assert_eq!(Header::read(&both(changed(12), changed(12))), None, "not made yet");
    }
}
