//! A database as one file: copied while servers use it, looked into, and made ready to be used again.

pub mod folder;

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, params};

use super::{audit, migrate, sessions};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::session::Cause;
use crate::store::{StoreError, StoreResult};

/// How often it is told how far a copy is.
const TELL_EVERY: Duration = Duration::from_secs(1);
/// How long a copy or a look waits for another process.
const WAIT: Duration = Duration::from_secs(5);
/// What is written in a copy beside what it is a copy of, and taken out again when it is restored.
const ABOUT: &str = "CREATE TABLE about_backup (made_at INTEGER NOT NULL, version TEXT NOT NULL, issuer TEXT)";

/// Why a database cannot be copied or restored; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The file to write is there.
    #[error("{} is there already and is not overwritten: name another file, or remove it", .0.display())]
    Exists(PathBuf),
    /// Not one of ours.
    #[error("{} is no database of Latchkey: name a file that `latchkey backup` wrote", .0.display())]
    Foreign(PathBuf),
    /// Made by a newer version.
    #[error("{} was made by a newer Latchkey (schema version {found}, this one knows {known}): restore it with that version", path.display())]
    Newer {
        /// Which.
        path: PathBuf,
        /// Its schema version.
        found: u32,
        /// The newest that is known here.
        known: u32,
    },
    /// SQLite finds it damaged.
    #[error("{} is damaged, use an older one: {fault}", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        fault: String,
    },
    /// Half of a database: its log lies beside it.
    #[error("{}-wal lies beside it, so this is a copy of the files of a database rather than a backup: \
             put both into a folder as latchkey.db and latchkey.db-wal, and run: latchkey --data-dir FOLDER backup FILE", .0.display())]
    HasLog(PathBuf),
    /// Another process has it open.
    #[error("{} is in use: stop the server that runs on it, and wait for other commands", .0.display())]
    InUse(PathBuf),
    /// The folder for backups cannot be used.
    #[error("no backup can be put into {}: {cause}. Let the user that the server runs as write there, or set storage.backup.dir to another folder", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The disk would be full, or nearly.
    #[error("a backup needs {} MiB in {}, and {} MiB are free: make room there, lower storage.backup.keep, or set storage.backup.dir to a folder on another disk", mebibytes(*needed), path.display(), free / MEBIBYTE)]
    NoRoom {
        /// The folder.
        path: PathBuf,
        /// Bytes that must be free.
        needed: u64,
        /// Bytes that are.
        free: u64,
    },
    /// Whoever wanted the copy stopped it.
    #[error("{} was stopped before it was whole, and nothing of it stays", .0.display())]
    Stopped(PathBuf),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

const MEBIBYTE: u64 = 1024 * 1024;

/// Rounded up: what is free is never told as more than what is needed.
fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(MEBIBYTE)
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What is in a database.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Schema version.
    pub schema: u32,
    /// When it was copied; `None` for what is no copy.
    pub made_at: Option<Timestamp>,
    /// By which version of Latchkey.
    pub version: Option<String>,
    /// The issuer then.
    pub issuer: Option<String>,
    /// Accounts.
    pub accounts: u32,
    /// Logins that had not ended.
    pub logins: u32,
    /// Apps that registered themselves.
    pub registered_clients: u32,
    /// Recovery codes that were not used yet.
    pub recovery_codes: u32,
    /// Mails that waited to be sent.
    pub waiting_mails: u32,
    /// Signing and encryption keys.
    pub keys: u32,
    /// How many of those are encrypted under `keys.wrap_key_file`.
    pub wrapped_keys: u32,
    /// Size in bytes.
    pub bytes: u64,
    /// Of a copy that was made just now: whether the audit of what it is a copy of has a record of it.
    pub is_recorded: bool,
}

impl Contents {
    /// Whether nothing is in it that anybody would miss.
    pub fn is_empty(&self) -> bool {
        self.accounts == 0 && self.registered_clients == 0 && self.logins == 0
    }
}

/// Copies the database at `from` into the new file `to` (mode 0600), as it is at one moment, while others read and write
/// it. The copy is opened and checked before it has its name; `progress` hears bytes written and bytes expected, and may
/// stop it.
///
/// # Errors
/// `to` exists; the disk is full; the copy is damaged, because the database is; it was stopped.
pub fn copy(
    from: &Path,
    to: &Path,
    about: (Timestamp, &str, Option<&str>),
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Contents, BackupError> {
    // Taken at once, so that two that run at a time do not write the same file.
    let reserved = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to);
    reserved.map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => BackupError::Exists(to.to_owned()),
        _ => file_error(to)(cause),
    })?;
    let partial = beside(to, ".partial");
    let copied = copy_and_check(from, &partial, about, progress)
        .map(|contents| Contents { is_recorded: record(from, to, &contents, about.0), ..contents })
        .and_then(|contents| fs::rename(&partial, to).map(|()| contents).map_err(file_error(to)))
        .and_then(|contents| sync_folder_of(to).map(|()| contents));
    if copied.is_err() {
        // Whatever failed, nothing stays that could be taken for a backup.
        for left in [partial.as_path(), to] {
            drop(fs::remove_file(left));
        }
    }
    copied
}

/// Records the copy in the database that it is a copy of, once it is whole, and before it has its name: so none is without a
/// record, and no record is of one that was not made. It is not in the copy itself, which is of a moment before: its chain is the one that
/// the database had then. A copy is wanted most where nothing can be written any more, so that is no reason to make none.
fn record(from: &Path, to: &Path, contents: &Contents, now: Timestamp) -> bool {
    let event = Event::new(What::BackupMake)
        .with("file", to.display().to_string())
        .with("bytes", contents.bytes.to_string())
        .with("accounts", contents.accounts.to_string());
    match append(from, &event, now) {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "a backup is missing in the audit");
            false
        }
    }
}

/// Records in the database at `from` that copies of it were deleted, the newest first.
fn record_deleted(from: &Path, deleted: &[PathBuf], now: Timestamp) {
    let (Some(newest), Some(oldest)) = (deleted.first(), deleted.last()) else { return };
    let event = Event::new(What::BackupRemove)
        .with("count", deleted.len().to_string())
        .with("newest", newest.display().to_string())
        .with("oldest", oldest.display().to_string());
    if let Err(error) = append(from, &event, now) {
        tracing::warn!(%error, "that old backups were deleted is missing in the audit");
    }
}

fn append(from: &Path, event: &Event, now: Timestamp) -> Result<(), BackupError> {
    let connection = open_in_use(from)?;
    audit::append(&connection, event, now).map_err(BackupError::from)
}

fn copy_and_check(
    from: &Path,
    partial: &Path,
    (made_at, version, issuer): (Timestamp, &str, Option<&str>),
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Contents, BackupError> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(partial).map_err(file_error(partial))?;
    let source = open_in_use(from)?;
    let expected = expected(&source)?;
    let target = partial.to_string_lossy().into_owned();
    let mut told = || progress(fs::metadata(partial).map_or(0, |metadata| metadata.len()), expected);
    // One read transaction: a writer never waits for it, and it sees nothing of what is written meanwhile.
    watched(source, partial, &mut told, move |source| source.execute("VACUUM INTO ?1", [target]))?;
    let copy = Connection::open_with_flags(partial, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    copy.execute_batch(&format!("DROP TABLE IF EXISTS about_backup; {ABOUT}"))?;
    copy.execute("INSERT INTO about_backup VALUES (?1, ?2, ?3)", params![made_at.seconds(), version, issuer])?;
    copy.close().map_err(|(_, error)| error)?;
    let written = OpenOptions::new().write(true).open(partial).and_then(|file| file.sync_all());
    written.map_err(file_error(partial))?;
    check(partial, &mut told)
}

/// Does what takes long with `connection`, and asks every second whether it may go on.
fn watched<T: Send>(
    connection: Connection,
    copy: &Path,
    told: &mut dyn FnMut() -> ControlFlow<()>,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send,
) -> Result<T, BackupError> {
    let interrupt = connection.get_interrupt_handle();
    let done = std::thread::scope(|scope| {
        let (finished, is_finished) = channel::<()>();
        let working = scope.spawn(move || {
            let outcome = work(&connection);
            drop(finished);
            outcome
        });
        while let Err(RecvTimeoutError::Timeout) = is_finished.recv_timeout(TELL_EVERY) {
            // Each time again, since it may come before what it would stop.
            if told().is_break() {
                interrupt.interrupt();
            }
        }
        working.join().unwrap_or_else(|_| Err(rusqlite::Error::InvalidQuery))
    });
    done.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => BackupError::Stopped(copy.to_owned()),
        _ => error.into(),
    })
}

/// The database at `path`, which a server may use meanwhile.
fn open_in_use(path: &Path) -> Result<Connection, BackupError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(WAIT)?;
    refuse_foreign(&connection, path)?;
    Ok(connection)
}

/// How many bytes a copy will have.
fn expected(connection: &Connection) -> Result<u64, BackupError> {
    let pages = |name: &str| -> Result<u64, BackupError> {
        let found: i64 = connection.pragma_query_value(None, name, |row| row.get(0))?;
        Ok(u64::try_from(found).unwrap_or(0))
    };
    Ok(pages("page_size")? * pages("page_count")?.saturating_sub(pages("freelist_count")?))
}

/// What a copy of the database at `path` would have in it, and how large it would be. A server may use it meanwhile.
///
/// # Errors
/// It cannot be read, or is no database of ours.
pub fn foresee(path: &Path) -> Result<Contents, BackupError> {
    let connection = open_in_use(path)?;
    contents(&connection, expected(&connection)?)
}

/// What is in the database at `path`, which is checked whole and left as it is.
///
/// # Errors
/// It is damaged, no database of ours, newer than this version, or has a log beside it.
pub fn look_into(path: &Path) -> Result<Contents, BackupError> {
    check(path, &mut || ControlFlow::Continue(()))
}

fn check(path: &Path, told: &mut dyn FnMut() -> ControlFlow<()>) -> Result<Contents, BackupError> {
    let bytes = fs::metadata(path).map_err(file_error(path))?.len();
    if fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        return Err(BackupError::HasLog(path.to_owned()));
    }
    let connection = open_still(path)?;
    refuse_foreign(&connection, path)?;
    let verdict = watched(connection, path, told, |connection| {
        let verdict = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0));
        verdict.or_else(|error| match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Err(error),
            _ => Ok(error.to_string()),
        })
    })?;
    match verdict.as_str() {
        "ok" => contents(&open_still(path)?, bytes),
        fault => {
            let fault = fault.lines().next().unwrap_or_default().to_owned();
            Err(BackupError::Damaged { path: path.to_owned(), fault })
        }
    }
}

/// Immutable: nothing is written beside it, and it may lie on a medium that cannot be written to.
fn open_still(path: &Path) -> Result<Connection, BackupError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(uri(path), flags)?)
}

fn has(connection: &Connection, table: &str) -> Result<bool, BackupError> {
    let found: Option<u32> = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1", [table], |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}

/// When a copy was made, by which version, and the issuer then.
type About = (i64, String, Option<String>);

fn about(connection: &Connection) -> Result<Option<About>, BackupError> {
    let query = "SELECT made_at, version, issuer FROM about_backup";
    match has(connection, "about_backup")? {
        true => Ok(connection.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?),
        false => Ok(None),
    }
}

fn contents(connection: &Connection, bytes: u64) -> Result<Contents, BackupError> {
    let count = |table: &str, which: &str| -> Result<u32, BackupError> {
        match has(connection, table)? {
            true => {
                Ok(connection
                    .query_row(&format!("SELECT count(*) FROM {table} WHERE {which}"), [], |row| row.get(0))?)
            }
            false => Ok(0),
        }
    };
    let about = about(connection)?;
    Ok(Contents {
        schema: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
        made_at: about.as_ref().map(|(made_at, ..)| Timestamp(*made_at)),
        version: about.as_ref().map(|(_, version, _)| version.clone()),
        issuer: about.and_then(|(.., issuer)| issuer),
        accounts: count("users", "true")?,
        logins: count("sessions", "ended_at IS NULL")?,
        registered_clients: count("clients", "true")?,
        recovery_codes: count("recovery_codes", "true")?,
        waiting_mails: count("mails", "true")?,
        keys: count("signing_keys", "true")?,
        wrapped_keys: count("signing_keys", "substr(material, 1, 1) = x'01'")?,
        bytes,
        is_recorded: false,
    })
}

fn refuse_foreign(connection: &Connection, path: &Path) -> Result<(), BackupError> {
    let foreign = || BackupError::Foreign(path.to_owned());
    let tables = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('users', 'sessions', 'grants')";
    let tables: u32 =
        connection.query_row(tables, [], |row| row.get(0)).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => foreign(),
            Some(ErrorCode::DatabaseCorrupt) => {
                BackupError::Damaged { path: path.to_owned(), fault: error.to_string() }
            }
            _ => error.into(),
        })?;
    if tables != 3 {
        return Err(foreign());
    }
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match found > migrate::known() {
        true => Err(BackupError::Newer { path: path.to_owned(), found, known: migrate::known() }),
        false => Ok(()),
    }
}

/// A database that nobody else has open, and nobody can open while this lives.
pub struct Held(Connection);

impl Held {
    /// Holds the database at `path`, with its log in it.
    ///
    /// # Errors
    /// [`BackupError::InUse`] when another process has it open; other errors when it cannot be read.
    pub fn take(path: &Path) -> Result<Self, BackupError> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(Duration::from_secs(1))?;
        let in_use = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => BackupError::InUse(path.to_owned()),
            _ => error.into(),
        };
        // SQLite leaves WAL mode only where no other connection is open, be it idle.
        let mode: String =
            connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0)).map_err(in_use)?;
        if mode != "delete" {
            return Err(BackupError::InUse(path.to_owned()));
        }
        connection.execute_batch("BEGIN EXCLUSIVE").map_err(in_use)?;
        Ok(Self(connection))
    }

    /// What is in it.
    pub fn contents(&self) -> Result<Contents, BackupError> {
        contents(&self.0, 0)
    }

    /// The connection that holds it.
    pub(super) fn connection(&self) -> &Connection {
        &self.0
    }
}

/// What may have been used, or taken back, since a copy was made: every link, every request that waits for somebody, and second
/// factors that are remembered. A sign-in that its person was told of stays, without its link, for what was added there; its
/// browser is known no longer, so that they are told again. Mails that waited were sent since, and their links are void. Recovery codes stay: without them, people would be locked out.
/// So do the steps of authenticator apps: by a clock that is wrong today, a code would count for nobody until then.
const END_WHAT_COUNTS_ONCE: &str = "DELETE FROM client_access_tokens; \
     DELETE FROM invitations; \
     DELETE FROM sign_up_links; \
     DELETE FROM email_changes; \
     DELETE FROM pushed_requests; \
     DELETE FROM polled_requests; \
     DELETE FROM known_browsers WHERE digest IN (SELECT browser FROM new_sign_ins WHERE browser IS NOT NULL); \
     UPDATE new_sign_ins SET link = NULL; \
     DELETE FROM mails; \
     UPDATE known_browsers SET factor_since = NULL, factor_until = NULL, factor_revision = NULL;";

/// Makes a copy at `path` one that a server can use: its schema brought up to date. What ended since the copy was made
/// is not known to it and would be alive again: where it `ends`, every login ends, what lives by it, every link,
/// and what else counts once, and mails that waited are dropped. The apps are told of it as of any other end.
///
/// The record of it stands in the copy, which is the database from then on: the one that is put aside is not that any more.
pub fn make_ready(path: &Path, ends: bool, now: Timestamp) -> Result<(), BackupError> {
    let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let made_at = about(&connection)?.map(|(made_at, ..)| Timestamp(made_at).to_string());
    migrate::run(&connection)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch("DROP TABLE IF EXISTS about_backup")?;
    let event = Event::new(What::BackupRestore).with("logins", if ends { "ended" } else { "kept" });
    let event = made_at.map_or(event.clone(), |made_at| event.with("made_at", made_at));
    audit::append(&transaction, &event, now)?;
    if ends {
        end_all(&transaction, now)?;
    }
    transaction.commit()?;
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.close().map_err(|(_, error)| error)?;
    let written = OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all());
    written.map_err(file_error(path))
}

fn end_all(connection: &Connection, now: Timestamp) -> StoreResult<()> {
    let mut statement = connection.prepare("SELECT id FROM sessions WHERE ended_at IS NULL")?;
    let living: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in &living {
        sessions::end(connection, id, Cause::Operator, now)?;
    }
    connection.execute("UPDATE grants SET revoked_at = ?1 WHERE revoked_at IS NULL", [now.seconds()])?;
    connection.execute_batch(END_WHAT_COUNTS_ONCE)?;
    let revoke = "UPDATE initial_access_tokens SET revoked_at = ?1 WHERE revoked_at IS NULL AND uses_left > 0";
    connection.execute(revoke, [now.seconds()])?;
    Ok(())
}

/// A name beside `path` that ends in more.
pub fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(more);
    PathBuf::from(name)
}

/// Gives `staged`, which will take the place of `path`, to the owner of what is there, or of the folder: put there by root,
/// it is still the server's.
///
/// # Errors
/// Neither can be looked at.
pub fn give_to_owner_of(path: &Path, staged: &Path) -> io::Result<()> {
    let owner = fs::metadata(path).or_else(|_| fs::metadata(path.parent().unwrap_or(Path::new("."))))?;
    let own = fs::metadata(staged)?;
    if (own.uid(), own.gid()) != (owner.uid(), owner.gid()) {
        drop(chown(staged, Some(owner.uid()), Some(owner.gid())));
    }
    Ok(())
}

/// Makes renames in the folder of `path` durable.
pub fn sync_folder_of(path: &Path) -> Result<(), BackupError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(file_error(folder))
}

fn file_error(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |cause| BackupError::File { path, cause }
}

/// The path as a URI that SQLite opens without writing anything.
pub(super) fn uri(path: &Path) -> String {
    let path = path.to_string_lossy();
    let escaped: String = path.chars().fold(String::new(), |mut uri, letter| {
        match letter {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            other => uri.push(other),
        }
        uri
    });
    format!("file:{escaped}?immutable=1")
}
