//! The folder that a server puts backups into by itself: what they are called, which are its own, whether there is room,
//! and one process at a time. Only files are deleted that a server with this issuer made.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{Access, AtFlags, CWD};

use super::{BackupError, Contents, about, copy, file_error, foresee, open_still, record_deleted};
use crate::clock::Timestamp;

/// What stays free on the disk: the database itself may lie there and grow.
const RESERVE: u64 = 64 * 1024 * 1024;
/// What was made so much later than now was made by a clock that was wrong. Anything less is another process, which was
/// faster.
const SKEW: Duration = Duration::from_secs(60 * 60);
/// What is held by whoever makes a backup or deletes one.
const LOCK: &str = ".latchkey.lock";

/// The backups of one issuer in a folder, in which other files may lie too.
#[derive(Debug, Clone, Copy)]
pub struct Folder<'a> {
    path: &'a Path,
    issuer: &'a str,
}

impl<'a> Folder<'a> {
    /// The folder at `path`, which need not be there yet.
    pub fn new(path: &'a Path, issuer: &'a str) -> Self {
        Self { path, issuer }
    }

    /// When the newest backup was made. One from far in the future does not count.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn newest(self, now: Timestamp) -> Result<Option<Timestamp>, BackupError> {
        Ok(self.named(now)?.into_iter().find(|named| self.is_own(named)).map(|named| named.made_at))
    }

    /// Makes the folder where it is missing, and holds it; `None` while another process does. What a process left that
    /// was killed while it made a backup is removed.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub fn hold(self) -> Result<Option<Held<'a>>, BackupError> {
        let failed = |cause| BackupError::Folder { path: self.path.to_owned(), cause };
        DirBuilder::new().recursive(true).mode(0o700).create(self.path).map_err(failed)?;
        let mut open = OpenOptions::new();
        let lock = open.write(true).create(true).truncate(false).mode(0o600).open(self.path.join(LOCK));
        let lock = lock.map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
        }
        self.remove_unfinished().map_err(failed)?;
        Ok(Some(Held { folder: self, _lock: lock }))
    }

    /// Files that are called as ours are, from the newest to the oldest.
    fn named(self, now: Timestamp) -> Result<Vec<Named>, BackupError> {
        let failed = |cause| BackupError::Folder { path: self.path.to_owned(), cause };
        let entries = match fs::read_dir(self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed)?,
        };
        let mut named = Vec::new();
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let made_at = entry.file_name().to_str().and_then(time_in);
            named.extend(
                made_at.filter(|at| *at <= now.after(SKEW)).map(|made_at| Named { made_at, path: entry.path() }),
            );
        }
        named.sort_by_key(|named| std::cmp::Reverse(named.made_at));
        Ok(named)
    }

    /// Whether a server with this issuer made the file: it says so itself. Another server may use the folder too, and
    /// anybody may give a file any name.
    fn is_own(self, named: &Named) -> bool {
        let is_file = fs::symlink_metadata(&named.path).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0);
        let about = || open_still(&named.path).and_then(|copy| about(&copy)).ok().flatten();
        is_file
            && about().is_some_and(|(made_at, _, issuer)| {
                made_at == named.made_at.seconds() && issuer.as_deref() == Some(self.issuer)
            })
    }

    /// Nobody else makes one while the folder is held, so these are of somebody who was killed: a reserved name, and
    /// what was written so far.
    fn remove_unfinished(self) -> io::Result<()> {
        for entry in fs::read_dir(self.path)? {
            let entry = entry?;
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let part = name.strip_suffix(".partial").or_else(|| name.strip_suffix(".partial-journal"));
            let metadata = fs::symlink_metadata(entry.path())?;
            let is_reserved = || time_in(&name).is_some() && metadata.len() == 0;
            if metadata.is_file() && (part.is_some_and(|name| time_in(name).is_some()) || is_reserved()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// A file that is called as a backup of ours is.
struct Named {
    made_at: Timestamp,
    path: PathBuf,
}

/// A folder in which no other process makes or deletes a backup while this lives.
pub struct Held<'a> {
    folder: Folder<'a>,
    _lock: File,
}

/// A backup that was made.
#[derive(Debug)]
pub struct Made {
    /// Where.
    pub path: PathBuf,
    /// What is in it.
    pub contents: Contents,
}

impl Held<'_> {
    /// Copies the database at `from` into a new file, unless the disk would be nearly full; `goes_on` is asked every
    /// second.
    ///
    /// # Errors
    /// [`BackupError::NoRoom`], [`BackupError::Stopped`], and as [`copy`].
    pub fn make(
        &self,
        from: &Path,
        now: Timestamp,
        version: &str,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Made, BackupError> {
        let Folder { path: folder, issuer } = self.folder;
        refuse_without_room(folder, foresee(from)?.bytes)?;
        let path = folder.join(name_at(now));
        let mut progress = |_, _| if goes_on() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        let contents = copy(from, &path, (now, version, Some(issuer)), &mut progress)?;
        Ok(Made { path, contents })
    }

    /// Deletes what is older than the newest `keep` backups, and returns how many that were. The database at `from` has a record
    /// of it.
    ///
    /// # Errors
    /// One cannot be deleted. Those before it are, and are recorded.
    pub fn delete_all_but(&self, keep: usize, from: &Path, now: Timestamp) -> Result<usize, BackupError> {
        let named = self.folder.named(now)?;
        let old = named.into_iter().filter(|named| self.folder.is_own(named)).skip(keep.max(1));
        let (mut deleted, mut fault) = (Vec::new(), None);
        for Named { path, .. } in old {
            if let Err(error) = fs::remove_file(&path).map_err(file_error(&path)) {
                fault = Some(error);
                break;
            }
            deleted.push(path);
        }
        record_deleted(from, &deleted, now);
        fault.map_or(Ok(deleted.len()), Err)
    }
}

/// Why no backup can be put into the folder at `path`, be it there or yet to be made. Nothing is changed.
pub fn fault(path: &Path) -> Option<BackupError> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let nearest = absolute.ancestors().find(|folder| fs::symlink_metadata(folder).is_ok())?;
    let fault = match fs::metadata(nearest) {
        Ok(metadata) if !metadata.is_dir() => Err(ErrorKind::NotADirectory.into()),
        Ok(_) => {
            let wanted = Access::WRITE_OK | Access::EXEC_OK | Access::READ_OK;
            rustix::fs::accessat(CWD, nearest, wanted, AtFlags::EACCESS).map_err(io::Error::from)
        }
        Err(error) => Err(error),
    };
    fault.err().map(|cause| BackupError::Folder { path: path.to_owned(), cause })
}

/// What a backup of that moment is called.
fn name_at(now: Timestamp) -> String {
    format!("latchkey-{}.db", now.compact())
}

/// The moment in the name of a backup.
fn time_in(name: &str) -> Option<Timestamp> {
    name.strip_prefix("latchkey-")?.strip_suffix(".db").and_then(Timestamp::from_compact)
}

fn refuse_without_room(folder: &Path, bytes: u64) -> Result<(), BackupError> {
    let disk = rustix::fs::statvfs(folder).map_err(|error| file_error(folder)(error.into()))?;
    let (free, needed) = (disk.f_bavail.saturating_mul(disk.f_frsize), bytes.saturating_add(RESERVE));
    // Some network file systems do not say how large they are.
    match disk.f_blocks > 0 && free < needed {
        true => Err(BackupError::NoRoom { path: folder.to_owned(), needed, free }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_moment_in_it_and_is_found_by_it() {
        let at = Timestamp(1_800_000_000);
        assert_eq!(name_at(at), "latchkey-20270115T080000Z.db");
        assert_eq!(time_in(&name_at(at)), Some(at));
        for other in [
            "latchkey-2027-01-15.db",
            "latchkey-2027-01-15T08:00:00Z.db",
            "latchkey-20270115T080000.db",
            "latchkey-20270115T080000+00.db",
            "latchkey-20270115T080000Z.db.partial",
            "my-latchkey-20270115T080000Z.db",
            "latchkey-20271315T080000Z.db",
            "latchkey-.db",
        ] {
            assert_eq!(time_in(other), None, "{other}");
        }
    }

    #[test]
    fn a_disk_is_never_filled() {
        let folder = tempfile::tempdir().unwrap();
        assert!(refuse_without_room(folder.path(), 0).is_ok());
        let refused = refuse_without_room(folder.path(), u64::MAX).unwrap_err();
        assert!(matches!(refused, BackupError::NoRoom { needed: u64::MAX, .. }), "{refused}");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told_before_anybody_needs_it() {
        let folder = tempfile::tempdir().unwrap();
        assert!(fault(folder.path()).is_none());
        assert!(fault(&folder.path().join("a/b")).is_none());
        assert!(!folder.path().join("a").exists(), "nothing was made");
        fs::write(folder.path().join("file"), "in the way").unwrap();
        let told = fault(&folder.path().join("file/b")).unwrap().to_string();
        assert!(told.contains("storage.backup.dir"), "{told}");
    }
}
