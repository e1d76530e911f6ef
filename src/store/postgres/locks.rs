//! Locks for what is rare and must be done by one node at a time, held until the transaction ends. What requests do often
//! takes row locks only.

use super::connection::{Connection, params};
use crate::store::StoreResult;

/// In every lock's key, so that other programs in the same database are not in the way: "ltch". The other half is the schema: an
/// installation in another one has nothing to do with this one.
const OURS: i32 = 0x6c74_6368;

/// Changing the tables.
pub const MIGRATION: i32 = 1;
/// Taking the configuration in.
pub const CONFIGURATION: i32 = 2;
/// Giving names to accounts: whether one can be taken for another is no matter of one row.
pub const NAMES: i32 = 3;
/// Registering a client: how many there may be is none, either.
pub const REGISTRATION: i32 = 4;
/// Making keys and sealing secrets.
pub const KEYS: i32 = 5;
/// Taking deliveries out of the outbox, until all nodes lock the turns of its clients (schema 27).
pub const OUTBOX: i32 = 6;
/// Putting records at the end of the audit's chain, and removing its beginning.
pub const AUDIT: i32 = 7;

/// Waits for a lock, and holds it until the transaction ends.
pub async fn take(connection: &Connection, lock: i32) -> StoreResult<()> {
    let lock_ours = "SELECT pg_advisory_xact_lock(hashtext(current_schema()), $1)";
    connection.rows(lock_ours, params![OURS + lock]).await?;
    Ok(())
}

/// The same beside whoever shares it: waits for those alone who want it for themselves.
pub async fn share(connection: &Connection, lock: i32) -> StoreResult<()> {
    let lock_ours = "SELECT pg_advisory_xact_lock_shared(hashtext(current_schema()), $1)";
    connection.rows(lock_ours, params![OURS + lock]).await?;
    Ok(())
}
