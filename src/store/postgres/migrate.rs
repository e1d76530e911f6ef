//! Migrations: forward only, each once, all in one transaction under a lock that one node holds (REL-18).
//!
//! A migration only adds, and what it adds has a default: a node of the version before runs on beside the new one
//! until it is replaced (rolling upgrades). What is not needed any more goes with the version after.

use super::connection::{Connection, params};
use super::locks;
use crate::store::{StoreError, StoreResult};

/// Migrations in order, by name; `schema_version` counts those that ran.
pub const MIGRATIONS: &[(&str, &str)] = &[("0001_start", include_str!("migrations/0001_start.sql"))];

/// The newest schema version that this binary knows.
pub fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Brings the schema up to date. Of nodes that start at once, one migrates and the others find it done.
pub async fn run(connection: &Connection) -> StoreResult<()> {
    // Most starts find nothing to do, and need no right to make tables.
    if version(connection).await? == known() {
        return Ok(());
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
    for (_, statements) in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        connection.batch(statements).await?;
    }
    connection.execute("UPDATE schema_version SET version = $1", params![i64::from(known())]).await?;
    Ok(())
}

/// Fails where the schema is another one than this version's.
pub async fn is_up_to_date(connection: &Connection) -> StoreResult<()> {
    let found = version(connection).await?;
    match found.cmp(&known()) {
        std::cmp::Ordering::Less => Err(StoreError::OlderSchema),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(StoreError::NewerSchema { found, known: known() }),
    }
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
