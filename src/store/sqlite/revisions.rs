//! The newest version of the file that was taken in, among what the server remembers of itself.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::unreadable;
use crate::protocol::revision::{Age, Revision};
use crate::store::StoreResult;

/// The newest one; `None` while none had a number. One that cannot be read is not taken for none: an old file would bring old
/// passwords back.
pub fn newest(connection: &Connection) -> StoreResult<Option<Revision>> {
    let kept: Option<Vec<u8>> = connection
        .prepare_cached("SELECT value FROM secrets WHERE name = ?1")?
        .query_row([Revision::NAME], |row| row.get(0))
        .optional()?;
    let read = |kept: Vec<u8>| Revision::from_octets(&kept).ok_or_else(|| unreadable("revision"));
    kept.map(read).transpose()
}

/// The age of a file with that number.
pub fn age(connection: &Connection, number: Option<u64>) -> StoreResult<Age> {
    Ok(Age::of(number, newest(connection)?.map(|newest| newest.number)))
}

/// Keeps this one as the newest.
pub fn remember(connection: &Connection, revision: &Revision) -> StoreResult<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO secrets VALUES (?1, ?2)")?
        .execute(params![Revision::NAME, revision.to_octets()])?;
    Ok(())
}
