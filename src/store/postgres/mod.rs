//! PostgreSQL, for several nodes. Whatever must happen at most once is one conditional statement, or rests on a row that the
//! same transaction locked: each transaction runs at READ COMMITTED.
//!
//! Whoever gives something takes `FOR KEY SHARE` on the rows that it rests on (client, person, login, in this order);
//! whoever ends or changes one of those takes `FOR UPDATE` on it first, and so waits for what is being given, and
//! sees it ([`standing`]). Uses of a login or a client change rows without that lock, and nobody waits for them.

mod access_tokens;
mod assertions;
mod audit;
mod authorizations;
mod changes;
mod claims_unread;
mod clients;
mod codes;
mod configured;
mod connect;
mod connection;
mod consents;
mod dpop_proofs;
mod engine;
mod exchanged_tokens;
mod factors;
mod hosts;
mod invitations;
mod keys;
mod known_browsers;
mod left;
mod limits;
mod listen;
mod lists;
mod locks;
mod logouts;
mod lowered;
mod mails;
mod maintenance;
pub mod migrate;
mod new_sign_ins;
mod nodes;
mod patience;
mod people;
mod polled_requests;
mod pool;
mod profile;
mod pushed_requests;
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
mod tls;
mod tokens;
pub mod transfer;
mod unused_clients;
mod user_codes;
mod users;
mod withdrawn;

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Notify, Semaphore};

use super::readiness::Readiness;
use super::{SchemaStatus, Store, StoreError, StoreResult, compare_schema};
use crate::database::Postgres;
use crate::random;
use connection::Connection;

/// How long a server that starts waits for a database that starts, too.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it tries.
const PAUSE: Duration = Duration::from_millis(500);

/// The store over a database of PostgreSQL.
pub struct PostgresStore {
    engine: engine::Engine,
    bell: Arc<Notify>,
    /// Told when somebody wants to hear of changes: commands do not.
    listens: Arc<Notify>,
    missing: changes::Missing,
    readiness: Readiness,
    heard: Arc<nodes::Heard>,
    hand: sweep::Hand,
    /// One for each connection that may be lent, and how many there are in all.
    permits: (Arc<Semaphore>, usize),
}

impl PostgresStore {
    /// Connects, and makes the tables where they are missing. A database that does not answer yet is waited for, for a
    /// minute.
    ///
    /// Fails with [`StoreError::NewerSchema`] on a database of a newer version, untouched.
    pub fn open(postgres: &Postgres) -> StoreResult<Self> {
        let store = Self::start(postgres, false)?;
        let begun = Instant::now();
        let mut is_told = false;
        loop {
            match store.bring_up_to_date() {
                Err(StoreError::Unavailable(cause) | StoreError::Unsure(cause))
                    if begun.elapsed() < PATIENCE && is_momentary(&cause) =>
                {
                    if !std::mem::replace(&mut is_told, true) {
                        tracing::warn!(cause, "{} does not answer yet; it is tried for a minute", postgres.address);
                    }
                    std::thread::sleep(PAUSE);
                }
                Err(StoreError::Unavailable(cause) | StoreError::Unsure(cause)) => {
                    return Err(StoreError::Unavailable(format!("{}: {cause}", postgres.address)));
                }
                outcome => return outcome.map(|_| store),
            }
        }
    }

    /// Connects to an existing database to look into it: nothing is changed, and whatever would write fails. `None` where
    /// it has no tables of ours yet.
    ///
    /// Fails with [`StoreError::OlderSchema`] and [`StoreError::NewerSchema`] where it is not of this version.
    pub fn open_to_look(postgres: &Postgres) -> StoreResult<Option<Self>> {
        let store = Self::start(postgres, true)?;
        let found = store.engine.wait_for(async |connection: &Connection| migrate::version(connection).await)?;
        if found == 0 {
            return Ok(None);
        }
        compare_schema(found, migrate::known())?;
        Ok(Some(store))
    }

    /// Where its schema stands; nothing is changed.
    pub fn schema(postgres: &Postgres) -> StoreResult<SchemaStatus> {
        let store = Self::start(postgres, true)?;
        store.engine.wait_for(async |connection: &Connection| migrate::status(connection).await)
    }

    /// Brings the schema up to date, and returns the names of the migrations that ran.
    pub fn migrate(postgres: &Postgres) -> StoreResult<Vec<&'static str>> {
        Self::start(postgres, false)?.bring_up_to_date()
    }

    fn bring_up_to_date(&self) -> StoreResult<Vec<&'static str>> {
        // Most starts find nothing to do. What comes after has no end of its own, so the server must have answered this.
        let found = self.engine.wait_for(async |connection: &Connection| migrate::version(connection).await)?;
        if found == migrate::known() {
            return Ok(Vec::new());
        }
        self.engine.migrate(async |connection: &Connection| migrate::run_beside_others(connection).await)
    }

    fn start(postgres: &Postgres, reads_only: bool) -> StoreResult<Self> {
        let (bell, listens, postgres) = (Arc::new(Notify::new()), Arc::new(Notify::new()), postgres.clone());
        let (ring, wanted) = (bell.clone(), listens.clone());
        let heard = Arc::new(nodes::Heard::new(random::identifier().replace(['-', '_'], "0")));
        let hears = heard.clone();
        let most = usize::try_from(postgres.max_connections).unwrap_or(1).max(1);
        let permits = Arc::new(Semaphore::new(most));
        let of_pool = permits.clone();
        let engine = engine::Engine::start(
            move || pool::Pool::new(postgres, reads_only, of_pool),
            async move |pool| {
                wanted.notified().await;
                // Should it have to begin anew, it is wanted still.
                wanted.notify_one();
                listen::listen(pool, ring.clone(), hears.clone()).await;
            },
        )?;
        Ok(Self {
            engine,
            bell,
            listens,
            missing: changes::Missing::default(),
            readiness: Readiness::default(),
            heard,
            hand: sweep::Hand::default(),
            permits: (permits, most),
        })
    }
}

/// Whether a database that failed so may do as asked soon.
pub fn may_pass(error: &StoreError) -> bool {
    matches!(error, StoreError::Unavailable(cause) | StoreError::Unsure(cause) if is_momentary(cause))
}

/// Whether a database that said this may say something else soon: it is starting, or not there yet. Wrong credentials and
/// missing databases stay so.
fn is_momentary(cause: &str) -> bool {
    // Credentials, no such database or schema, rights and missing tables; and what this side says.
    ![
        "SQLSTATE 28",
        "SQLSTATE 3D",
        "SQLSTATE 3F",
        "SQLSTATE 42",
        "password missing",
        "certificate",
        "storage.",
        "encoding",
    ]
    .iter()
    .any(|lasting| cause.contains(lasting))
}

impl Store for PostgresStore {}
