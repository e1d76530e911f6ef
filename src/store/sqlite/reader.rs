//! Reads: one read-only connection per calling thread.
//!
//! They run right where they are asked for: a point lookup in a warm page cache takes microseconds, less than handing
//! it to another thread would, and in WAL mode it never waits for the writer.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, OpenFlags};

use crate::store::{StoreError, StoreResult};

static INSTANCES: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static CONNECTIONS: RefCell<HashMap<u64, Connection>> = RefCell::new(HashMap::new());
}

/// Opens connections as threads ask for them.
pub struct Reader {
    path: PathBuf,
    is_still: bool,
    instance: u64,
}

impl Reader {
    /// A reader of the database at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), is_still: false, instance: INSTANCES.fetch_add(1, Ordering::Relaxed) }
    }

    /// A reader of a database that no process has open, which leaves no file beside it: SQLite would make some, and they
    /// would belong to whoever looked.
    pub fn of_still_file(path: &Path) -> Self {
        Self { is_still: true, ..Self::new(path) }
    }

    /// Runs `query` on this thread's connection.
    pub fn read<T>(&self, query: impl FnOnce(&Connection) -> StoreResult<T>) -> StoreResult<T> {
        CONNECTIONS.with_borrow_mut(|connections| {
            let connection = match connections.entry(self.instance) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(new) => new.insert(self.connect()?),
            };
            query(connection)
        })
    }

    fn connect(&self) -> StoreResult<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match self.is_still {
            false => Connection::open_with_flags(&self.path, flags)?,
            true => {
                let uri =
                    url::Url::from_file_path(std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone()));
                let uri =
                    uri.map_err(|()| StoreError::Unavailable("the path of the database is no path".to_owned()))?;
                Connection::open_with_flags(format!("{uri}?immutable=1"), flags | OpenFlags::SQLITE_OPEN_URI)?
            }
        };
        // Other requests wait on the same thread meanwhile; in WAL mode next to nothing ever holds a reader up.
        connection.busy_timeout(std::time::Duration::from_millis(250))?;
        connection.pragma_update(None, "query_only", true)?;
        super::stable_plans(&connection)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    }
}
