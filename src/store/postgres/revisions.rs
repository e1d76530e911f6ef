//! The newest version of the file that was taken in, among what the server remembers of itself. Whoever goes by it holds
//! [`super::locks::CONFIGURATION`].

use super::connection::{Connection, params};
use super::rows::{get, unreadable};
use crate::protocol::revision::{Age, Revision};
use crate::store::StoreResult;

/// The newest one; `None` while none had a number.
pub async fn newest(connection: &Connection) -> StoreResult<Option<Revision>> {
    let asked = "SELECT value FROM secrets WHERE name = $1";
    let Some(row) = connection.first(asked, params![Revision::NAME]).await? else { return Ok(None) };
    read(&get::<Vec<u8>>(&row, 0)?).map(Some)
}

/// Reads it as it is kept. One that cannot be read is not taken for none: an old file would bring old passwords back.
pub fn read(kept: &[u8]) -> StoreResult<Revision> {
    Revision::from_octets(kept).ok_or_else(|| unreadable("revision"))
}

/// The age of a file with that number.
pub async fn age(connection: &Connection, number: Option<u64>) -> StoreResult<Age> {
    Ok(Age::of(number, newest(connection).await?.map(|newest| newest.number)))
}

/// Keeps this one as the newest.
pub async fn remember(connection: &Connection, revision: &Revision) -> StoreResult<()> {
    let insert = "INSERT INTO secrets (name, value) VALUES ($1, $2) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.execute(insert, params![Revision::NAME, revision.to_octets()]).await?;
    Ok(())
}
