//! The embedded database: SQLite in WAL mode with `synchronous=FULL`. Nothing is acknowledged before it is durable;
//! one writer thread commits for everybody waiting ([`writer`]), and readers never wait for it ([`reader`]).

/// A statement of constants, put together once: each request that runs it would pay for a kilobyte of text again.
macro_rules! sql {
    ($($text:tt)*) => {{
        static TEXT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| format!($($text)*));
        TEXT.as_str()
    }};
}

mod access_tokens;
mod assertions;
mod audit;
mod authorizations;
pub mod backup;
mod claims_unread;
mod clients;
mod codes;
mod configured;
mod consents;
mod dpop_proofs;
mod exchanged_tokens;
mod factors;
mod invitations;
mod kept_tokens;
mod keys;
mod known_browsers;
mod left;
mod limits;
mod lists;
mod log;
mod logouts;
mod lowered;
mod mails;
mod maintenance;
pub mod migrate;
mod new_sign_ins;
mod people;
mod polled_requests;
mod profile;
mod pushed_requests;
mod reader;
mod revisions;
mod revocation;
mod rotation;
mod rows;
mod sealing;
mod self_service;
mod sessions;
mod sign_ups;
mod standing;
mod sweep;
mod tokens;
pub mod transfer;
mod unused_clients;
mod user_codes;
mod users;
mod wal_index;
mod watch;
mod withdrawn;
mod writer;

pub use log::make_durable as make_log_durable;

use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};

use self::kept_tokens::KeptTokens;
use self::watch::Watch;
use super::readiness::Readiness;
use super::{Store, StoreError, StoreResult};

/// How long a write waits for another process that holds the database.
const LONGEST_WAIT: std::time::Duration = std::time::Duration::from_secs(2);

/// How often turning WAL mode on is tried again, and after how long: 5 seconds in all.
const WAL_TRIES: u32 = 100;
const WAL_PAUSE: std::time::Duration = std::time::Duration::from_millis(50);

/// The store over one database file.
pub struct SqliteStore {
    reader: reader::Reader,
    kept_tokens: KeptTokens,
    writer: writer::Writer,
    readiness: Readiness,
    hands: sweep::Hands,
}

impl SqliteStore {
    /// Opens the file, making it (mode 0600) and its tables where they are missing.
    ///
    /// Fails with [`StoreError::NewerSchema`] on a database of a newer version, untouched.
    pub fn open(path: &Path) -> StoreResult<Self> {
        let unavailable = |error: std::io::Error| StoreError::Unavailable(format!("{}: {error}", path.display()));
        // SQLite gives its -wal and -shm files the rights of the database itself.
        // One that is there is left alone: to close it would give up the locks of whoever has it open in this process.
        match std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(unavailable(error)),
            Ok(_) | Err(_) => {}
        }
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        enter_wal(&connection)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        stable_plans(&connection)?;
        let watch = Watch::over(path);
        log::keep_short(&mut connection, path, watch.clone())?;
        connection.set_prepared_statement_cache_capacity(128);
        migrate::run(&connection)?;
        watch.listen(&connection)?;
        // Starting may wait for another process that migrates; no request waits longer than this.
        connection.busy_timeout(LONGEST_WAIT)?;
        Ok(Self {
            writer: writer::Writer::start(connection, watch.clone())?,
            reader: reader::Reader::new(path),
            kept_tokens: KeptTokens::new(watch),
            readiness: Readiness::default(),
            hands: sweep::Hands::default(),
        })
    }

    /// Opens an existing file to look into it: nothing is changed, made or brought up to date, and whatever would write
    /// fails. A server may have it open meanwhile.
    ///
    /// Fails with [`StoreError::OlderSchema`] and [`StoreError::NewerSchema`] where it is not of this version.
    pub fn open_to_look(path: &Path) -> StoreResult<Self> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let reader = match Path::new(&log).exists() {
            true => reader::Reader::new(path),
            false => reader::Reader::of_still_file(path),
        };
        reader.read(migrate::is_up_to_date)?;
        Ok(Self {
            writer: writer::Writer::closed(),
            reader,
            kept_tokens: KeptTokens::new(Watch::over(path)),
            readiness: Readiness::default(),
            hands: sweep::Hands::default(),
        })
    }
}

/// Whether a database that failed so may do as asked soon: another process holds it, which may be starting, too.
pub fn may_pass(error: &StoreError) -> bool {
    let is_held = |cause: &str| cause == writer::NOT_BEGUN || cause.contains("is locked");
    matches!(error, StoreError::Unavailable(cause) | StoreError::Unsure(cause) if is_held(cause))
}

/// Turns WAL mode on. Of processes that start at once only one can, and SQLite refuses the others without waiting.
fn enter_wal(connection: &Connection) -> StoreResult<()> {
    for _ in 0..WAL_TRIES {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(WAL_PAUSE);
            }
            outcome => return Ok(outcome?),
        }
    }
    Ok(connection.pragma_update(None, "journal_mode", "WAL")?)
}

/// Keeps prepared statements prepared. Without this, SQLite may plan a query by the very values that are bound, and
/// prepares it anew whenever they change: measured, half of the CPU time of a look-up.
fn stable_plans(connection: &Connection) -> StoreResult<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

impl super::nodes::Nodes for SqliteStore {}

impl Store for SqliteStore {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(error.to_string()),
            Some(_) => Self::Unavailable(error.to_string()),
            None => Self::Corrupt(error.to_string()),
        }
    }
}
