//! Migrations: forward only, each once, all in one exclusive transaction (REL-18).

use rusqlite::{Connection, TransactionBehavior, params};

use crate::protocol::client::ClientId;
use crate::protocol::id_token::session_sid;
use crate::protocol::names;
use crate::protocol::session_state::BrowserStateId;
use crate::store::{StoreError, StoreResult};

/// Migrations in order; `user_version` counts those that ran.
const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("migrations/0001_start.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0002_logout.sql"), then: name_browser_states },
    Migration { sql: include_str!("migrations/0003_keys.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0004_assertions.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0005_tokens.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0006_clients.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0007_grants_by_client.sql"), then: name_logins_of_grants },
    Migration { sql: include_str!("migrations/0008_client_last_use.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0009_conditions.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0010_standing_of_clients.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0011_looks.sql"), then: keep_looks },
    Migration { sql: include_str!("migrations/0012_lowered.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0013_changes.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0014_sealing.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0015_people_of_the_file.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0016_claims_unread.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0017_revocations.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0018_grants_of_people.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0019_rows_in_order.sql"), then: |_| Ok(()) },
];

/// Statements, and what cannot be said in SQL.
struct Migration {
    sql: &'static str,
    then: fn(&Connection) -> StoreResult<()>,
}

/// The newest schema version that this binary knows.
pub fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Brings the schema up to date. Of two processes that start at once, one migrates and the other finds it done.
pub fn run(connection: &mut Connection) -> StoreResult<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = known();
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        transaction.execute_batch(migration.sql)?;
        (migration.then)(&transaction)?;
    }
    if found < known {
        transaction.pragma_update(None, "user_version", known)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Fails where the schema is another one than this version's.
pub fn is_up_to_date(connection: &Connection) -> StoreResult<()> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    match found.cmp(&known) {
        std::cmp::Ordering::Less => Err(StoreError::OlderSchema),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(StoreError::NewerSchema { found, known }),
    }
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
