//! When a file changed: every name that was looked at is looked at again, twice a second.
//!
//! Names are looked at rather than files listened to. So it does not matter whether a file is written, replaced, comes
//! into being or goes, on which file system, in a folder that is made anew, or behind how many links: an orchestrator
//! swaps a link somewhere along the path (`..data` of Kubernetes), of which no listener at either end hears.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::{Loaded, Problems, Sources, load_noting};

/// How often names are looked at.
const EVERY: Duration = Duration::from_millis(500);
/// How long files must be quiet before they are read again: editors write in several steps.
const QUIET: Duration = Duration::from_millis(300);

/// What tells that a name leads to something else than before.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stamp {
    /// Device, number, size, last change of content and of the rest, each in seconds and nanoseconds.
    File([u64; 3], [i64; 4]),
    /// The entries of a folder.
    Folder(BTreeMap<PathBuf, Stamp>),
    /// Why it cannot be looked at; a file that is missing is one that may come.
    Unseen(io::ErrorKind),
}

impl Stamp {
    fn of(path: &Path) -> Self {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Self::of_folder(path),
            Ok(metadata) => Self::of_file(&metadata),
            Err(error) => Self::Unseen(error.kind()),
        }
    }

    fn of_file(metadata: &Metadata) -> Self {
        let times = [metadata.mtime(), metadata.mtime_nsec(), metadata.ctime(), metadata.ctime_nsec()];
        Self::File([metadata.dev(), metadata.ino(), metadata.size()], times)
    }

    fn of_folder(path: &Path) -> Self {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return Self::Unseen(error.kind()),
        };
        let is_shown = |path: &PathBuf| path.file_name().is_some_and(|name| !name.as_encoded_bytes().starts_with(b"."));
        let stamped = |path: PathBuf| {
            let stamp = match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => Self::Folder(BTreeMap::new()),
                Ok(metadata) => Self::of_file(&metadata),
                Err(error) => Self::Unseen(error.kind()),
            };
            (path, stamp)
        };
        Self::Folder(entries.flatten().map(|entry| entry.path()).filter(is_shown).map(stamped).collect())
    }
}

/// Names, and what they led to before they were read.
#[derive(Debug, Clone, Default)]
pub struct Looked(BTreeMap<PathBuf, Stamp>);

impl Looked {
    /// Looks at these names.
    pub fn at(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self(paths.into_iter().map(|path| (path.clone(), Stamp::of(&path))).collect())
    }

    /// Looks at the same names again.
    pub fn again(&self) -> Self {
        Self::at(self.0.keys().cloned())
    }

    fn differs_from(&self, other: &Self) -> bool {
        self.0 != other.0
    }
}

/// Loads the configuration and tells what its names led to before they were read, so that a change made meanwhile is
/// one. `before` is what was looked at last; where loading fails, all of that stays to be looked at.
pub fn load(sources: &Sources, before: &Looked) -> (Result<Loaded, Problems>, Looked) {
    let mut looked = before.again();
    loop {
        let mut files = Vec::new();
        let loaded = load_noting(sources, &mut files);
        let new: Vec<PathBuf> = files.iter().filter(|file| !looked.0.contains_key(*file)).cloned().collect();
        if new.is_empty() {
            if loaded.is_ok() {
                looked.0.retain(|path, _| files.contains(path));
            }
            return (loaded, looked);
        }
        // What a file names is known only once it was read: look at that too, and read again.
        looked.0.append(&mut Looked::at(new).0);
    }
}

/// Watches files; ends when dropped.
#[derive(Debug)]
pub struct Watch {
    looked: Arc<Mutex<Looked>>,
    /// Whose end ends the thread.
    _alive: Sender<()>,
}

impl Watch {
    /// From now on a change is what differs from this.
    pub fn set(&self, looked: Looked) {
        *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = looked;
    }
}

/// Calls `on_change` whenever a name of `looked` leads to something else and then keeps still.
///
/// # Errors
/// The thread cannot be started.
pub fn watch(looked: Looked, on_change: impl Fn() + Send + 'static) -> io::Result<Watch> {
    let (alive, ended) = channel();
    let looked = Arc::new(Mutex::new(looked));
    let shared = looked.clone();
    let known = move || shared.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let shared = looked.clone();
    std::thread::Builder::new().name("latchkey-watch".to_owned()).spawn(move || {
        while waited(&ended, EVERY) {
            let before = known();
            let now = before.again();
            if now.differs_from(&before) {
                let Some(now) = quiet(now, &ended) else { return };
                let mut current = shared.lock().unwrap_or_else(PoisonError::into_inner);
                // Somebody else may have read the files meanwhile.
                if current.again().differs_from(&current) {
                    *current = now;
                    drop(current);
                    on_change();
                }
            }
        }
    })?;
    Ok(Watch { looked, _alive: alive })
}

/// Looks until nothing changes any more; `None` when nobody watches any more.
fn quiet(mut seen: Looked, ended: &Receiver<()>) -> Option<Looked> {
    while waited(ended, QUIET) {
        let now = seen.again();
        if !now.differs_from(&seen) {
            return Some(now);
        }
        seen = now;
    }
    None
}

/// Waits; `false` when nobody watches any more.
fn waited(ended: &Receiver<()>, time: Duration) -> bool {
    matches!(ended.recv_timeout(time), Err(RecvTimeoutError::Timeout))
}
