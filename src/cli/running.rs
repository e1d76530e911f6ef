//! How a running server and the commands on its machine find each other, without a port: by two files in the data folder.
//!
//! `running-ID.lock` has the number of the process, and is locked as long as the server lives; the system lets go of it whatever
//! ends the process. A number alone proves nothing, because another process may have it by now, or the same one in another
//! container: a server is signalled only if the file is locked and the process with that number has this very file open.
//! `running-ID.json` says what became of the last reload ([`Account`]).

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
use serde::{Deserialize, Serialize};

use crate::config::settings::Settings;
use crate::random;

/// How the names of both files begin.
const PREFIX: &str = "running-";
/// How the name of the file ends that is locked.
const LOCK: &str = ".lock";
/// How the name of the account ends.
const ACCOUNT: &str = ".json";
/// More than any number of a process has digits.
const LONGEST_NUMBER: u64 = 20;

/// What a server says of its reloads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// How many reloads began since the server started, whatever caused them.
    pub began: u64,
    /// The number of the last one that ended.
    pub ended: u64,
    /// What became of it.
    pub outcome: Outcome,
    /// The digest of the configuration in force.
    pub digest: String,
    /// Its `revision`, where it has one.
    pub revision: Option<u64>,
    /// The files that it begins with.
    pub read_from: Vec<PathBuf>,
}

/// What became of a reload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The configuration is in force.
    Applied,
    /// It is none to take in, for these reasons: the old one stays in force.
    Kept(Vec<String>),
    /// The database, or a key in it, stopped it for this reason: it is tried again.
    Delayed(String),
}

/// The server's side: its files, which go when it stops.
pub struct Place {
    lock: File,
    lock_path: PathBuf,
    account_path: PathBuf,
}

/// The server's side: keeps the account.
pub struct Telling {
    path: PathBuf,
    account: Account,
}

/// Puts the files of this process into the data folder, and removes those of servers that did not stop by themselves.
///
/// # Errors
/// The folder cannot be written, or its file system has no locks.
pub fn announce(data_dir: &Path, settings: &Settings, read_from: &[PathBuf]) -> io::Result<(Place, Telling)> {
    remove_left_over(data_dir)?;
    let id = random::spoken(8);
    let (hidden, path) = (data_dir.join(format!(".{PREFIX}{id}{LOCK}")), data_dir.join(format!("{PREFIX}{id}{LOCK}")));
    let account_path = data_dir.join(format!("{PREFIX}{id}{ACCOUNT}"));
    let mut telling = Telling {
        path: account_path.clone(),
        account: Account {
            began: 0,
            ended: 0,
            outcome: Outcome::Applied,
            digest: String::new(),
            revision: None,
            read_from: Vec::new(),
        },
    };
    telling.in_force(settings, read_from);
    telling.write()?;
    let mut lock = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&hidden)?;
    // Nobody finds it before it is locked and says whose it is.
    let ready = lock.try_lock().map_err(|error| match error {
        TryLockError::Error(error) => error,
        TryLockError::WouldBlock => ErrorKind::WouldBlock.into(),
    });
    let ready = ready.and_then(|()| write!(lock, "{}", std::process::id())).and_then(|()| fs::rename(&hidden, &path));
    if let Err(error) = ready {
        drop(fs::remove_file(&hidden));
        drop(fs::remove_file(&account_path));
        return Err(error);
    }
    Ok((Place { lock, lock_path: path, account_path }, telling))
}

impl Drop for Place {
    fn drop(&mut self) {
        // What stays is removed by the next server.
        drop(fs::remove_file(&self.lock_path));
        drop(fs::remove_file(&self.account_path));
        drop(self.lock.unlock());
    }
}

impl Telling {
    /// A reload begins: from now on it looks at files.
    pub fn begins(&mut self) {
        self.account.began = self.account.began.saturating_add(1);
        self.write_or_warn();
    }

    /// The reload that began last has ended, with these settings in force.
    pub fn ends(&mut self, outcome: Outcome, settings: &Settings, read_from: &[PathBuf]) {
        self.account.ended = self.account.began;
        self.account.outcome = outcome;
        self.in_force(settings, read_from);
        self.write_or_warn();
    }

    fn in_force(&mut self, settings: &Settings, read_from: &[PathBuf]) {
        self.account.digest.clone_from(&settings.digest);
        self.account.revision = settings.revision;
        self.account.read_from = read_from.to_vec();
    }

    /// In one step, so that nobody reads half of it.
    fn write(&self) -> io::Result<()> {
        let name = self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let new = self.path.with_file_name(format!(".{name}"));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
        file.write_all(&serde_json::to_vec(&self.account)?)?;
        drop(file);
        fs::rename(&new, &self.path)
    }

    fn write_or_warn(&self) {
        if let Err(error) = self.write() {
            tracing::warn!(%error, "`latchkey reload` cannot be told what becomes of a reload");
        }
    }
}

/// Every name in the folder that is one of a lock.
fn locks_in(data_dir: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(data_dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let is_lock = |name: &str| name.starts_with(PREFIX) && name.ends_with(LOCK);
        if entry.file_name().to_str().is_some_and(is_lock) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// The account that belongs to a lock.
fn account_of(lock: &Path) -> PathBuf {
    lock.with_extension(ACCOUNT.trim_start_matches('.'))
}

fn remove_left_over(data_dir: &Path) -> io::Result<()> {
    for path in locks_in(data_dir)? {
        let Ok(file) = OpenOptions::new().write(true).open(&path) else { continue };
        if file.try_lock().is_ok() {
            drop(fs::remove_file(&path));
            drop(fs::remove_file(account_of(&path)));
        }
    }
    Ok(())
}

/// The command's side: a server that runs.
pub struct Server {
    /// The number of its process.
    pub process: i32,
    handle: OwnedFd,
    lock: File,
    account: PathBuf,
}

/// The servers of a data folder.
#[derive(Default)]
pub struct Servers {
    /// Those whose processes are here.
    pub here: Vec<Server>,
    /// How many run where this process cannot reach them: in another container, or as another user.
    pub elsewhere: usize,
}

/// Finds the servers that run with this data folder.
///
/// # Errors
/// The folder or a file in it cannot be read.
pub fn find(data_dir: &Path) -> io::Result<Servers> {
    let mut servers = Servers::default();
    for path in locks_in(data_dir)? {
        let Some(lock) = open(&path)? else { continue };
        if !is_held(&lock)? {
            continue;
        }
        let mut number = String::new();
        (&lock).take(LONGEST_NUMBER).read_to_string(&mut number)?;
        match number.trim().parse().ok().and_then(|process| reach(process, &lock)) {
            Some((process, handle)) => {
                servers.here.push(Server { process, handle, account: account_of(&path), lock });
            }
            None => servers.elsewhere += 1,
        }
    }
    Ok(servers)
}

/// Opens a lock to look at it. `None` for one that went a moment ago, and for whatever is no file with this one name: whoever can
/// write the folder could lay a link there to a file that another process holds and writes its number into, and have root signal it.
fn open(path: &Path) -> io::Result<Option<File>> {
    // A pipe is not waited for.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match openat(CWD, path, flags, Mode::empty()) {
        Err(Errno::NOENT | Errno::LOOP | Errno::NXIO) => return Ok(None),
        opened => File::from(opened?),
    };
    let metadata = file.metadata()?;
    Ok((metadata.is_file() && metadata.nlink() == 1).then_some(file))
}

/// Whether a server holds it. Shared, so that two commands do not take each other for one.
fn is_held(lock: &File) -> io::Result<bool> {
    match lock.try_lock_shared() {
        Ok(()) => lock.unlock().map(|()| false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// A handle of the process with that number, if it has the file open. The handle comes first: should the process end meanwhile,
/// it leads nowhere, and never to the next one of that number.
fn reach(process: i32, lock: &File) -> Option<(i32, OwnedFd)> {
    if u32::try_from(process).ok()? == std::process::id() {
        return None;
    }
    let handle = pidfd_open(Pid::from_raw(process)?, PidfdFlags::empty()).ok()?;
    let wanted = lock.metadata().ok()?;
    let is_same = |path: PathBuf| {
        let opened = fs::metadata(path);
        opened.is_ok_and(|opened| (opened.dev(), opened.ino()) == (wanted.dev(), wanted.ino()))
    };
    let mut open = fs::read_dir(format!("/proc/{process}/fd")).ok()?.flatten();
    open.any(|entry| is_same(entry.path())).then_some((process, handle))
}

impl Server {
    /// What it says of its reloads.
    ///
    /// # Errors
    /// It cannot be read, as after a stop.
    pub fn account(&self) -> io::Result<Account> {
        Ok(serde_json::from_slice(&fs::read(&self.account)?)?)
    }

    /// Tells it to reload (SIGHUP).
    ///
    /// # Errors
    /// It has stopped, or this user may not signal it.
    pub fn reload(&self) -> io::Result<()> {
        Ok(pidfd_send_signal(&self.handle, Signal::HUP)?)
    }

    /// Whether it still runs.
    pub fn is_running(&self) -> bool {
        is_held(&self.lock).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(folder: &Path) -> Settings {
        let sources = crate::config::Sources { default_data_dir: folder.to_owned(), ..Default::default() };
        crate::config::load(&sources).unwrap().settings
    }

    #[test]
    fn the_files_of_a_server_go_when_it_stops_and_those_of_one_that_was_killed_with_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let (settings, names) = (settings(folder.path()), || fs::read_dir(folder.path()).unwrap().count());
        fs::write(folder.path().join("running-KILLED.lock"), "1").unwrap();
        fs::write(folder.path().join("running-KILLED.json"), "{}").unwrap();
        let first = announce(folder.path(), &settings, &[]).unwrap();
        assert_eq!(names(), 2, "those that were left over are gone");
        let second = announce(folder.path(), &settings, &[]).unwrap();
        assert_eq!(names(), 4, "those of another server that runs are not");
        drop((first, second));
        assert_eq!(names(), 0);
    }

    /// The number may be anybody's by now.
    #[test]
    fn whoever_does_not_hold_the_file_is_no_server_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("running-A.lock");
        fs::write(&path, "1").unwrap();
        let count = || find(folder.path()).map(|found| (found.here.len(), found.elsewhere)).unwrap();
        assert_eq!(count(), (0, 0), "nobody holds it");
        let held = File::open(&path).unwrap();
        held.try_lock().unwrap();
        assert_eq!(count(), (0, 1), "process 1 is somebody else");
        fs::write(&path, std::process::id().to_string()).unwrap();
        assert_eq!(count(), (0, 1), "a command never signals itself");
        for number in ["", "0", "-1", "x", "99999999999999999999"] {
            fs::write(&path, number).unwrap();
            assert_eq!(count(), (0, 1), "{number}");
        }
        held.unlock().unwrap();
        assert_eq!(count(), (0, 0));
        assert_eq!(find(&folder.path().join("none")).unwrap().here.len(), 0);
    }

    /// Many programs lock a file with their number in it, and root runs the command.
    #[test]
    fn a_link_to_a_file_that_another_process_holds_is_no_lock_of_a_server() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (theirs, ours) = (elsewhere.path().join("cron.pid"), folder.path().join("running-A.lock"));
        fs::write(&theirs, "1").unwrap();
        let held = File::open(&theirs).unwrap();
        held.try_lock().unwrap();
        let count = || find(folder.path()).map(|found| (found.here.len(), found.elsewhere)).unwrap();
        std::os::unix::fs::symlink(&theirs, &ours).unwrap();
        assert_eq!(count(), (0, 0), "a symbolic link");
        fs::remove_file(&ours).unwrap();
        fs::hard_link(&theirs, &ours).unwrap();
        assert_eq!(count(), (0, 0), "a second name");
        fs::remove_file(&theirs).unwrap();
        assert_eq!(count(), (0, 1), "it is this folder's alone");
        fs::remove_file(&ours).unwrap();
        fs::create_dir(&ours).unwrap();
        assert_eq!(count(), (0, 0), "a folder");
    }

    #[test]
    fn an_account_says_how_many_reloads_began_and_what_became_of_the_last() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        let (place, mut telling) = announce(folder.path(), &settings, &[PathBuf::from("config.toml")]).unwrap();
        let read = || -> Account { serde_json::from_slice(&fs::read(&place.account_path).unwrap()).unwrap() };
        assert_eq!((read().began, read().ended, read().digest), (0, 0, settings.digest.clone()));
        telling.begins();
        assert_eq!((read().began, read().ended), (1, 0));
        telling.ends(Outcome::Kept(vec!["no".to_owned()]), &settings, &[]);
        assert_eq!((read().ended, read().outcome), (1, Outcome::Kept(vec!["no".to_owned()])));
    }
}
