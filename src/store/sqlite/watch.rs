//! Whether anything was committed, by whichever process, that changes what is known of access tokens. The writer tells of its own
//! commits: those that only add rows change nothing. Whatever else was committed shows in the index of SQLite's log, and may have
//! changed anything.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwap;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::wal_index::{Header, WalIndex};
use crate::store::StoreResult;

/// What tells the watch of a change that ends what is kept. All that `access_tokens::find` reads is named here; rows that are
/// added change the answer for no token that was found before.
const TRIGGERS: &str = "
CREATE TEMP TRIGGER kept_access_tokens_removed AFTER DELETE ON main.access_tokens BEGIN SELECT kept_tokens_change(); END;
CREATE TEMP TRIGGER kept_access_tokens_changed AFTER UPDATE OF digest, grant_id, scope, expires_at, tracked, issued_at, audience,
    jti, refresh_digest, jkt, authorization_details, client_id, parent, exchange ON main.access_tokens
    BEGIN SELECT kept_tokens_change(); END;
CREATE TEMP TRIGGER kept_client_tokens_removed AFTER DELETE ON main.client_access_tokens BEGIN SELECT kept_tokens_change(); END;
CREATE TEMP TRIGGER kept_client_tokens_changed AFTER UPDATE ON main.client_access_tokens BEGIN SELECT kept_tokens_change(); END;
CREATE TEMP TRIGGER kept_grants_removed AFTER DELETE ON main.grants BEGIN SELECT kept_tokens_change(); END;
CREATE TEMP TRIGGER kept_grants_changed AFTER UPDATE ON main.grants BEGIN SELECT kept_tokens_change(); END;
CREATE TEMP TRIGGER kept_users_removed AFTER DELETE ON main.users BEGIN SELECT kept_tokens_change(); END;
CREATE TEMP TRIGGER kept_users_changed AFTER UPDATE ON main.users BEGIN SELECT kept_tokens_change(); END;
";

/// Which commits were seen, and how often something was changed that ends what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    /// The log after the last commit of the writer; `None` where that is not known.
    header: Option<Header>,
    /// Rises with each change.
    generation: u64,
}

/// How a transaction of the writer ended.
#[derive(Debug, Clone, Copy)]
struct Ended {
    /// The log when it had begun, and nobody else could commit.
    before: Option<Header>,
    /// And after it.
    after: Option<Header>,
    /// How many pages the log held right after the commit, as SQLite says; `None` where nothing was written.
    pages: Option<u32>,
    /// Whether something was changed that ends what is kept, or the commit failed.
    changes: bool,
}

impl Seen {
    /// What is seen after a transaction. Where anybody else may have committed before or after it, that may have changed anything.
    fn after(self, ended: Ended) -> Self {
        let is_own = |before: Header, after: Header| match ended.pages {
            None => after == before,
            Some(pages) => after.commits() == before.commits().wrapping_add(1) && after.pages() == pages,
        };
        let is_unbroken = match (ended.before, ended.after) {
            (Some(before), Some(after)) => self.header == Some(before) && is_own(before, after),
            _ => false,
        };
        let generation = self.generation + u64::from(ended.changes || !is_unbroken);
        Self { header: ended.after, generation }
    }
}

/// The log when a transaction of the writer had begun.
#[derive(Debug, Clone, Copy)]
pub struct Begun(Option<Header>);

/// What the writer and those who read know of each other.
#[derive(Debug)]
pub struct Watch {
    database: PathBuf,
    /// Whether the present transaction changed something.
    changes: AtomicBool,
    /// What SQLite said of the present transaction's commit.
    pages: AtomicU32,
    /// Since the first look-up: commands that look none up leave the index alone.
    seen: OnceLock<Option<(WalIndex, ArcSwap<Seen>)>>,
}

impl Watch {
    /// A watch over `database`.
    pub fn over(database: &Path) -> Arc<Self> {
        Arc::new(Self {
            database: database.to_owned(),
            changes: AtomicBool::new(false),
            pages: AtomicU32::new(0),
            seen: OnceLock::new(),
        })
    }

    /// Has the writer's `connection` tell of what it changes.
    pub fn listen(self: &Arc<Self>, connection: &Connection) -> StoreResult<()> {
        let watch = self.clone();
        connection.create_scalar_function("kept_tokens_change", 0, FunctionFlags::SQLITE_INNOCUOUS, move |_| {
            watch.changes.store(true, Ordering::Relaxed);
            Ok(0)
        })?;
        // Else a row that REPLACE takes the place of would go unnoticed.
        connection.pragma_update(None, "recursive_triggers", true)?;
        connection.execute_batch(TRIGGERS)?;
        Ok(())
    }

    /// Notes how many pages the log holds after a commit of the writer.
    pub fn committed(&self, pages: i32) {
        self.pages.store(u32::try_from(pages).unwrap_or_default(), Ordering::Relaxed);
    }

    /// Notes that a transaction of the writer has begun, for [`Watch::ended`]; nothing while nobody looks.
    pub fn begun(&self) -> Option<Begun> {
        let (index, _) = self.seen.get()?.as_ref()?;
        self.changes.store(false, Ordering::Relaxed);
        self.pages.store(0, Ordering::Relaxed);
        Some(Begun(index.header()))
    }

    /// Notes that the transaction ended. Nobody may hear of the commit before that.
    pub fn ended(&self, begun: Option<Begun>, is_committed: bool) {
        let (Some(Begun(before)), Some(Some((index, seen)))) = (begun, self.seen.get()) else { return };
        let pages = self.pages.load(Ordering::Relaxed);
        let ended = Ended {
            before,
            after: index.header(),
            pages: (pages > 0).then_some(pages),
            changes: !is_committed || self.changes.load(Ordering::Relaxed),
        };
        seen.store(Arc::new(seen.load().after(ended)));
    }

    /// The generation of which this process knows, while somebody looks.
    pub fn latest(&self) -> Option<u64> {
        let (_, seen) = self.seen.get()?.as_ref()?;
        Some(seen.load().generation)
    }

    /// The present generation; `None` where somebody else committed since the writer last did, or right now.
    pub fn generation(&self) -> Option<u64> {
        let seen = self.seen.get_or_init(|| {
            let index = WalIndex::open(&self.database).inspect_err(|error| {
                tracing::warn!(%error, "no token is kept in memory until the next start: the database's -shm cannot be read");
            });
            let index = index.ok()?;
            let seen = Seen { header: index.header(), generation: 0 };
            Some((index, ArcSwap::from_pointee(seen)))
        });
        let (index, seen) = seen.as_ref()?;
        let seen = **seen.load();
        (seen.header.is_some() && index.header() == seen.header).then_some(seen.generation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(commits: u32, pages: u32) -> Header {
        Header::of(commits, pages)
    }

    #[test]
    fn only_the_writers_own_commits_that_add_leave_the_generation() {
        let seen = Seen { header: Some(header(5, 10)), generation: 3 };
        let own = Ended { before: Some(header(5, 10)), after: Some(header(6, 12)), pages: Some(12), changes: false };
        assert_eq!(seen.after(own), Seen { header: Some(header(6, 12)), generation: 3 });
        let nothing = Ended { after: own.before, pages: None, ..own };
        assert_eq!(seen.after(nothing), seen);
        for (what, ended) in [
            ("it changed something", Ended { changes: true, ..own }),
            ("another one committed before", Ended { before: Some(header(6, 11)), after: Some(header(7, 12)), ..own }),
            ("and after", Ended { after: Some(header(7, 13)), ..own }),
            ("and after, in a log that began anew", Ended { after: Some(header(6, 2)), ..own }),
            ("and after nothing was written", Ended { after: Some(header(6, 11)), ..nothing }),
            ("what was before is not known", Ended { before: None, ..own }),
            ("what was after is not known", Ended { after: None, ..own }),
        ] {
            assert_eq!(seen.after(ended), Seen { header: ended.after, generation: 4 }, "{what}");
        }
        let unknown = Seen { header: None, generation: 3 };
        assert_eq!(unknown.after(own), Seen { header: own.after, generation: 4 }, "what was last seen is not known");
    }
}
