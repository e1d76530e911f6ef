//! Migrations: forward only, each once, all in one exclusive transaction (REL-18).

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior, params};

use super::audit;
use super::backup::{beside, uri};
use crate::clock::{Clock as _, SystemClock};
use crate::protocol::client::ClientId;
use crate::protocol::id_token::session_sid;
use crate::protocol::names;
use crate::protocol::session_state::BrowserStateId;
use crate::store::audit::schema_changed;
use crate::store::{SchemaStatus, StoreError, StoreResult, compare_schema};

/// How long a look waits for another process, and a migration until it says that it waits.
const WAIT: Duration = Duration::from_secs(5);
/// How long a migration waits. One of a million rows takes a minute.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// A migration by the name of its file, and what cannot be said in SQL.
macro_rules! migration {
    ($name:literal) => {
        migration!($name, |_| Ok(()))
    };
    ($name:literal, $then:expr) => {
        Migration { name: $name, sql: include_str!(concat!("migrations/", $name, ".sql")), then: $then }
    };
}

/// Migrations in order; `user_version` counts those that ran.
const MIGRATIONS: &[Migration] = &[
    migration!("0001_start"),
    migration!("0002_logout", name_browser_states),
    migration!("0003_keys"),
    migration!("0004_assertions"),
    migration!("0005_tokens"),
    migration!("0006_clients"),
    migration!("0007_grants_by_client", name_logins_of_grants),
    migration!("0008_client_last_use"),
    migration!("0009_conditions"),
    migration!("0010_standing_of_clients"),
    migration!("0011_looks", keep_looks),
    migration!("0012_lowered"),
    migration!("0013_changes"),
    migration!("0014_sealing"),
    migration!("0015_people_of_the_file"),
    migration!("0016_claims_unread"),
    migration!("0017_revocations"),
    migration!("0018_grants_of_people"),
    migration!("0019_rows_in_order"),
    migration!("0020_second_factors"),
    migration!("0021_mails"),
    migration!("0022_audit"),
    migration!("0023_known_browsers"),
    migration!("0024_email_changes"),
    migration!("0025_lists"),
    migration!("0026_sign_ups"),
    migration!("0027_passkeys_alone"),
    migration!("0028_browsers_of_factors"),
    migration!("0029_pushed_requests"),
    migration!("0030_dpop"),
    migration!("0031_polled_requests"),
    migration!("0032_backchannel_authentication"),
    migration!("0037_authorization_details"),
    migration!("0038_exchanged_tokens"),
    migration!("0039_user_codes"),
    migration!("0040_tries"),
    migration!("0041_ask_each_time"),
    migration!("0042_times_of_deliveries"),
    migration!("0043_searched_lists"),
    migration!("0044_closed_deliveries"),
    migration!("0045_what_is_over"),
    migration!("0046_outbox_by_client"),
];

/// Statements, and what cannot be said in SQL.
struct Migration {
    name: &'static str,
    sql: &'static str,
    then: fn(&Connection) -> StoreResult<()>,
}

/// The newest schema version that this binary knows.
pub fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Where the database at `path` stands, which is left as it is. A server may have it open meanwhile.
///
/// # Errors
/// It cannot be read, or is no database of ours.
pub fn status(path: &Path) -> StoreResult<SchemaStatus> {
    let has_log = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    let connection = match has_log {
        true => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        // Nobody has it open, and nothing is made beside it, which would belong to whoever looked.
        false => Connection::open_with_flags(uri(path), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?,
    };
    connection.busy_timeout(WAIT)?;
    let found = version_of(&connection, path)?;
    Ok(SchemaStatus { found, known: known(), due: due(found).map(|migration| migration.name).collect() })
}

/// Brings the database at `path` up to date, and returns the names of the migrations that ran.
///
/// # Errors
/// As [`run`]; and it is not there, or no database of ours.
pub fn run_on(path: &Path) -> StoreResult<Vec<&'static str>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(WAIT)?;
    version_of(&connection, path)?;
    run(&connection)
}

/// The schema version of a database that is ours, or will be.
fn version_of(connection: &Connection, path: &Path) -> StoreResult<u32> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables = "SELECT count(*), count(*) FILTER (WHERE name IN ('users', 'sessions', 'grants')) \
                  FROM sqlite_schema WHERE type = 'table'";
    let (all, ours): (u32, u32) = connection.query_row(tables, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    match if found == 0 { all == 0 } else { ours == 3 } {
        true => Ok(found),
        false => Err(StoreError::Corrupt(format!("{} is no database of Latchkey", path.display()))),
    }
}

fn due(found: u32) -> impl Iterator<Item = &'static Migration> {
    MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX))
}

/// Brings the schema up to date, and returns the names of the migrations that ran. Of two processes that start at once,
/// one migrates and the other finds it done.
///
/// # Errors
/// [`StoreError::NewerSchema`] on a database of a newer version, untouched.
pub fn run(connection: &Connection) -> StoreResult<Vec<&'static str>> {
    let transaction = alone(connection, TransactionBehavior::Exclusive)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = known();
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    let mut ran = Vec::new();
    for migration in due(found) {
        transaction.execute_batch(migration.sql)?;
        (migration.then)(&transaction)?;
        ran.push(migration.name);
    }
    if found < known {
        transaction.pragma_update(None, "user_version", known)?;
        // A database that is made here was nobody's before.
        if found > 0 {
            audit::append(&transaction, &schema_changed(found, known), SystemClock.now())?;
        }
    }
    transaction.commit()?;
    Ok(ran)
}

/// A transaction beside which nobody writes. Whoever starts while another process migrates a large database waits for it: it
/// would find a locked database otherwise, which is no fault (REL-18).
pub fn alone(connection: &Connection, behavior: TransactionBehavior) -> StoreResult<Transaction<'_>> {
    let begun = Instant::now();
    let mut is_told = false;
    loop {
        // Each try waits by itself, for as long as the connection does.
        match Transaction::new_unchecked(connection, behavior) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                if begun.elapsed() >= LONGEST_WAIT {
                    return Err(StoreError::Held);
                }
                if !std::mem::replace(&mut is_told, true) {
                    tracing::warn!("another process holds the database, and may be updating it: waiting for it");
                }
            }
            begun => return Ok(begun?),
        }
    }
}

/// Fails where the schema is another one than this version's.
pub fn is_up_to_date(connection: &Connection) -> StoreResult<()> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    compare_schema(found, known())
}

/// Logins that began before their browser state had a name.
fn name_browser_states(connection: &Connection) -> StoreResult<()> {
    let mut statement = connection.prepare("SELECT id, browser_state FROM sessions")?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (id, state): (String, String) = (row.get(0)?, row.get(1)?);
        let state_id = BrowserStateId::of(&state);
        connection.execute("UPDATE sessions SET state_id = ?2 WHERE id = ?1", params![id, state_id.as_bytes()])?;
    }
    Ok(())
}

/// Accounts from before it was kept what their names look like.
fn keep_looks(connection: &Connection) -> StoreResult<()> {
    let mut statement = connection.prepare("SELECT sub, username, email FROM users")?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (sub, username, email): (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        for name in [Some(username), email].into_iter().flatten() {
            connection.execute("INSERT OR IGNORE INTO user_looks VALUES (?1, ?2)", params![names::look(&name), sub])?;
        }
    }
    Ok(())
}

/// Grants from before their login's name towards the client was kept.
fn name_logins_of_grants(connection: &Connection) -> StoreResult<()> {
    let mut statement = connection.prepare("SELECT id, client_id, session_id FROM grants")?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (id, client_id, session_id): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        // A grant of something that is no client_id is nobody's, and found by nobody.
        let sid = ClientId::parse(&client_id).map(|client_id| session_sid(&session_id, &client_id));
        connection.execute("UPDATE grants SET sid = ?2 WHERE id = ?1", params![id, sid])?;
    }
    Ok(())
}
