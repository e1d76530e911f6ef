//! Migrations: forward only, each once, all in one transaction under a lock that one node holds (REL-18).
//!
//! A migration only adds, and what it adds has a default: a node of the version before runs on beside the new one
//! until it is replaced (rolling upgrades). What is not needed any more goes with the version after, and what the version
//! before can do without may go at once.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::connection::{Connection, params};
use super::{audit, locks};
use crate::clock::{Clock as _, SystemClock};
use crate::store::audit::schema_changed;
use crate::store::{SchemaStatus, StoreError, StoreResult, compare_schema};

/// How long a migration waits for a table that somebody works with. Everybody else who wants that table waits behind it: less
/// than a request waits, and more than the second (`deadlock_timeout`) after which PostgreSQL ends a vacuum that is in the way.
const LOCK_PATIENCE: Duration = Duration::from_millis(1_400);
/// How long the others are left alone then.
const PAUSE: Duration = Duration::from_secs(2);
/// For how long that is tried.
const PATIENCE: Duration = Duration::from_secs(120);

/// Migrations in order, by name; `schema_version` counts those that ran.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_start", include_str!("migrations/0001_start.sql")),
    ("0002_nodes_tell_of_changes", include_str!("migrations/0002_nodes_tell_of_changes.sql")),
    ("0003_second_factors", include_str!("migrations/0003_second_factors.sql")),
    ("0004_mails", include_str!("migrations/0004_mails.sql")),
    ("0005_audit", include_str!("migrations/0005_audit.sql")),
    ("0006_known_browsers", include_str!("migrations/0006_known_browsers.sql")),
    ("0007_email_changes", include_str!("migrations/0007_email_changes.sql")),
    ("0008_lists", include_str!("migrations/0008_lists.sql")),
    ("0009_sign_ups", include_str!("migrations/0009_sign_ups.sql")),
    ("0010_passkeys_alone", include_str!("migrations/0010_passkeys_alone.sql")),
    ("0011_browsers_of_factors", include_str!("migrations/0011_browsers_of_factors.sql")),
    ("0012_pushed_requests", include_str!("migrations/0012_pushed_requests.sql")),
    ("0013_dpop", include_str!("migrations/0013_dpop.sql")),
    ("0014_polled_requests", include_str!("migrations/0014_polled_requests.sql")),
    ("0015_backchannel_authentication", include_str!("migrations/0015_backchannel_authentication.sql")),
    ("0020_authorization_details", include_str!("migrations/0020_authorization_details.sql")),
    ("0021_exchanged_tokens", include_str!("migrations/0021_exchanged_tokens.sql")),
    ("0022_user_codes", include_str!("migrations/0022_user_codes.sql")),
    ("0023_ask_each_time", include_str!("migrations/0023_ask_each_time.sql")),
    ("0024_times_of_deliveries", include_str!("migrations/0024_times_of_deliveries.sql")),
    ("0025_searched_lists", include_str!("migrations/0025_searched_lists.sql")),
    ("0026_closed_deliveries", include_str!("migrations/0026_closed_deliveries.sql")),
    ("0027_outbox_turns", include_str!("migrations/0027_outbox_turns.sql")),
    ("0028_what_is_over", include_str!("migrations/0028_what_is_over.sql")),
];

/// The newest schema version that this binary knows.
pub fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Brings the schema up to date, and returns the names of the migrations that ran. Of nodes that start at once, one
/// migrates and the others find it done.
pub async fn run(connection: &Connection) -> StoreResult<Vec<&'static str>> {
    // Most starts find nothing to do, and need no right to make tables.
    if version(connection).await? == known() {
        return Ok(Vec::new());
    }
    locks::take(connection, locks::MIGRATION).await?;
    let found = version(connection).await?;
    if found > known() {
        return Err(StoreError::NewerSchema { found, known: known() });
    }
    if found == 0 {
        connection.batch("CREATE TABLE schema_version (version bigint NOT NULL)").await?;
        connection.execute("INSERT INTO schema_version VALUES (0)", &[]).await?;
    }
    let mut ran = Vec::new();
    for (name, statements) in due(found) {
        connection.batch(statements).await?;
        ran.push(*name);
    }
    connection.execute("UPDATE schema_version SET version = $1", params![i64::from(known())]).await?;
    // A database that is made here was nobody's before.
    if found > 0 {
        audit::append(connection, &schema_changed(found, known()), SystemClock.now()).await?;
    }
    Ok(ran)
}

/// As [`run`], beside nodes and programs at work: it waits for nobody for long, and tries again. Whoever else wants to migrate
/// waits until this is done or given up.
pub async fn run_beside_others(connection: &Connection) -> StoreResult<Vec<&'static str>> {
    locks::take(connection, locks::MIGRATION).await?;
    connection.batch(&format!("SET LOCAL lock_timeout = {}; SAVEPOINT untouched", LOCK_PATIENCE.as_millis())).await?;
    let begun = Instant::now();
    let mut is_told = false;
    loop {
        let error = match run(connection).await {
            Err(error) if connection.met_another() && begun.elapsed() < PATIENCE => error,
            outcome => return outcome.map_err(with_remedy),
        };
        if !std::mem::replace(&mut is_told, true) {
            tracing::warn!(%error, "somebody works with a table that a migration changes; it is tried for two minutes");
        }
        // This gives back all tables that it had, and keeps the lock that other nodes wait for.
        connection.batch("ROLLBACK TO SAVEPOINT untouched").await?;
        connection.take_fault();
        sleep(PAUSE).await;
    }
}

/// What to do where a table was never free.
fn with_remedy(error: StoreError) -> StoreError {
    match error {
        StoreError::Unavailable(cause) if cause.contains("SQLSTATE 55P03") => StoreError::Unavailable(format!(
            "{cause}: somebody works with a table that a migration changes, such as pg_dump or a transaction that was left \
             open (pg_stat_activity tells of it); start again when that has ended"
        )),
        error => error,
    }
}

/// Where the schema stands.
pub async fn status(connection: &Connection) -> StoreResult<SchemaStatus> {
    let found = version(connection).await?;
    Ok(SchemaStatus { found, known: known(), due: due(found).map(|(name, _)| *name).collect() })
}

fn due(found: u32) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX))
}

/// Fails where the schema is another one than this version's.
pub async fn is_up_to_date(connection: &Connection) -> StoreResult<()> {
    compare_schema(version(connection).await?, known())
}

/// How many migrations ran; none in an empty database.
pub async fn version(connection: &Connection) -> StoreResult<u32> {
    let is_there = connection.one("SELECT to_regclass('schema_version') IS NOT NULL", &[]).await?;
    if !is_there.get::<_, bool>(0) {
        return Ok(0);
    }
    let row = connection.one("SELECT version FROM schema_version", &[]).await?;
    Ok(u32::try_from(row.get::<_, i64>(0)).unwrap_or(u32::MAX))
}
