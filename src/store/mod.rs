//! What Latchkey remembers: one trait per aggregate, each method a verb with meaning.
//!
//! No SQL stands outside this folder. A method that changes something returns only after the change is durable;
//! everything that may happen at most once is one conditional statement (SEC-19). Credentials arrive and rest as
//! [`Digest`]s only (SEC-28). Times are arguments.

pub mod assertions;
pub mod audit;
pub mod authorizations;
pub mod claims_unread;
pub mod clients;
pub mod codes;
pub mod configured;
pub mod consents;
pub mod dpop_proofs;
pub mod factors;
pub mod invitations;
pub mod keys;
pub mod known_browsers;
pub mod limits;
pub mod lists;
pub mod logouts;
pub mod lowered;
pub mod mails;
pub mod new_sign_ins;
pub mod nodes;
pub mod people;
pub mod polled_requests;
pub mod postgres;
pub mod pushed_requests;
mod readiness;
mod rotation;
pub mod sealing;
pub mod self_service;
pub mod sessions;
pub mod sign_ups;
pub mod sqlite;
pub mod standing;
pub mod tokens;
pub mod transfer;
pub mod user_codes;
pub mod users;
pub mod values;

use std::sync::Arc;

use async_trait::async_trait;

use crate::clock::Timestamp;
use crate::database::Database;

/// Why the store could not do as asked. No variant carries SQL or paths to a client; the log has the cause.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, is locked, or the disk is full: try again later (503, REL-4). Nothing was done.
    #[error("storage is unavailable: {0}")]
    Unavailable(String),
    /// The same, when a commit was on its way: what was asked may be done (503, REL-4).
    #[error("storage is unavailable, and whether it did what was asked is not known: {0}")]
    Unsure(String),
    /// Another process held the database for minutes while this one wanted to start.
    #[error(
        "another process holds the database, and may be updating it: wait until it is done, or stop it, and start again"
    )]
    Held,
    /// A stored value cannot be read: never treated as absent (REL-19).
    #[error("stored data cannot be read: {0}")]
    Corrupt(String),
    /// The administrator who asked for it was locked, demoted or signed out meanwhile: nothing was done.
    #[error("whoever asked for this does not administer any more")]
    ActorLapsed,
    /// Nobody who can sign in would administer any more: nothing was done.
    #[error(
        "no administrator who can sign in would be left: make somebody else an administrator first, or restart the server if that is intended"
    )]
    NobodyAdministers,
    /// The database was made by an older Latchkey, and may only be read here.
    #[error(
        "the database was created by an earlier version of latchkey: start this version once, which updates the database"
    )]
    OlderSchema,
    /// The database was made by a newer Latchkey.
    #[error(
        "the database has schema version {found}, newer than the {known} that this version of latchkey knows: run the newer version, or restore a backup"
    )]
    NewerSchema {
        /// Version found.
        found: u32,
        /// Newest version this binary knows.
        known: u32,
    },
}

impl StoreError {
    /// Why, without the words that say what it is.
    pub fn cause(&self) -> String {
        match self {
            Self::Unavailable(cause) | Self::Unsure(cause) => cause.clone(),
            other => other.to_string(),
        }
    }

    /// The same when a commit was on its way.
    fn unsure(self) -> Self {
        match self {
            Self::Unavailable(cause) => Self::Unsure(cause),
            other => other,
        }
    }
}

/// Result of a store call.
pub type StoreResult<T> = Result<T, StoreError>;

/// Where the schema of a database stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaStatus {
    /// Its version; 0 for a database with nothing in it yet.
    pub found: u32,
    /// The newest that this binary knows.
    pub known: u32,
    /// The migrations that would run, by name, in order.
    pub due: Vec<&'static str>,
}

/// What there is to say of a database that is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatabaseState {
    /// The version of its schema.
    pub schema: u32,
    /// Its size; of PostgreSQL, that of the tables in the schema of Latchkey.
    pub bytes: u64,
}

/// Fails where a schema is another one than this version's.
fn compare_schema(found: u32, known: u32) -> StoreResult<()> {
    match found.cmp(&known) {
        std::cmp::Ordering::Less => Err(StoreError::OlderSchema),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(StoreError::NewerSchema { found, known }),
    }
}

/// Where the schema of the database stands, which is left as it is; `None` where there is none. A server may use it
/// meanwhile.
///
/// # Errors
/// It cannot be read, or is no database of ours.
pub fn schema(database: &Database) -> StoreResult<Option<SchemaStatus>> {
    match database {
        Database::Sqlite(path) if !path.exists() => Ok(None),
        Database::Sqlite(path) => sqlite::migrate::status(path).map(Some),
        Database::Postgres(postgres) => postgres::PostgresStore::schema(postgres).map(Some),
    }
}

/// Brings the schema of the database up to date, and returns the names of the migrations that ran.
///
/// # Errors
/// As [`schema`]; and its schema is newer than this version.
pub fn migrate(database: &Database) -> StoreResult<Vec<&'static str>> {
    match database {
        Database::Sqlite(path) => sqlite::migrate::run_on(path),
        Database::Postgres(postgres) => postgres::PostgresStore::migrate(postgres),
    }
}

/// Everything together: what [`crate::provider::Provider`] holds.
pub trait Store:
    users::Users
    + audit::Audits
    + claims_unread::ClaimsUnread
    + sessions::Sessions
    + logouts::Logouts
    + lowered::Lowered
    + authorizations::Authorizations
    + assertions::Assertions
    + codes::Codes
    + tokens::Tokens
    + clients::Clients
    + configured::Configured
    + consents::Consents
    + dpop_proofs::DpopProofs
    + factors::SecondFactors
    + invitations::Invitations
    + keys::Keys
    + known_browsers::KnownBrowsers
    + limits::Limits
    + lists::Lists
    + mails::Mails
    + new_sign_ins::NewSignIns
    + nodes::Nodes
    + people::People
    + polled_requests::PolledRequests
    + pushed_requests::PushedRequests
    + sealing::Sealing
    + self_service::SelfService
    + sign_ups::SignUps
    + user_codes::UserCodes
    + Maintenance
    + Send
    + Sync
{
}

/// A store shared by all requests.
pub type SharedStore = Arc<dyn Store>;

/// Opens the database, making its tables where they are missing.
///
/// # Errors
/// It cannot be reached, or its schema is newer than this version.
pub fn open(database: &Database) -> StoreResult<SharedStore> {
    Ok(match database {
        Database::Sqlite(path) => Arc::new(sqlite::SqliteStore::open(path)?),
        Database::Postgres(postgres) => Arc::new(postgres::PostgresStore::open(postgres)?),
    })
}

/// Opens the database for a server. What a killed process left is made durable before anything is acknowledged behind it
/// (REL-4).
///
/// # Errors
/// As [`open`]; the disk does not take what is there.
pub fn open_to_serve(database: &Database) -> StoreResult<SharedStore> {
    let store = open(database)?;
    if let Some(path) = database.file() {
        sqlite::make_log_durable(path)?;
    }
    Ok(store)
}

/// Opens the database to look into it: nothing is changed, made or brought up to date, and whatever would write fails.
/// `None` where there is none yet.
///
/// # Errors
/// It cannot be reached, or its schema is another one than this version's.
pub fn open_to_look(database: &Database) -> StoreResult<Option<SharedStore>> {
    Ok(match database {
        Database::Sqlite(path) if !path.exists() => None,
        Database::Sqlite(path) => Some(Arc::new(sqlite::SqliteStore::open_to_look(path)?)),
        Database::Postgres(postgres) => match postgres::PostgresStore::open_to_look(postgres)? {
            Some(store) => Some(Arc::new(store)),
            None => None,
        },
    })
}

/// Upkeep.
#[async_trait]
pub trait Maintenance {
    /// Whether the database answers and can be written to; the sentence says why not. With that comes what
    /// [`configured::Configured::newest_revision`] is, so that health checks ask one question; both may be a second old.
    async fn ready(&self) -> StoreResult<Option<u64>>;
    /// Where the database that is in use stands.
    async fn database_state(&self) -> StoreResult<DatabaseState>;
    /// Deletes at most `limit` rows that expired before `now`, so that no sweep holds the writer for long (REL-13).
    /// Returns how many went; call again while it equals `limit`.
    async fn sweep(&self, now: Timestamp, limit: u32) -> StoreResult<u32>;
    /// A named value that the server made for itself, such as a cookie key: `value` is kept if the name is new,
    /// and what is kept is returned.
    async fn remember_secret(&self, name: &str, value: Vec<u8>) -> StoreResult<Vec<u8>>;
    /// What [`Self::remember_secret`] keeps under that name, for whoever only looks; `None` where nothing is kept yet.
    async fn kept_secret(&self, name: &str) -> StoreResult<Option<Vec<u8>>>;
    /// The time since 1970 by the clock that all nodes share; `None` where there is one node, whose clock counts.
    async fn time(&self) -> StoreResult<Option<std::time::Duration>> {
        Ok(None)
    }
    /// How many connections to the database are lent to somebody now, or being made; `None` where there are none.
    fn connections_in_use(&self) -> Option<usize> {
        None
    }
    /// Stops taking writes and waits until those accepted are durable.
    async fn close(&self);
}
