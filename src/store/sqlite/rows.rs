//! Rows to values.

use rusqlite::Row;

use crate::clock::Timestamp;
use crate::protocol::factors::FactorKinds;
use crate::protocol::session::Session;
use crate::protocol::user::{Definition, Subject, User};
use crate::secret::Secret;
use crate::store::StoreResult;
use crate::store::values;
pub use crate::store::values::{
    SESSION, SESSION_COLUMNS, USER, USER_COLUMNS, definition_columns, json, to_json, unreadable, words,
};

/// The user whose columns begin at `at`.
pub fn user(row: &Row<'_>, at: usize) -> StoreResult<User> {
    Ok(User {
        sub: Subject::new(row.get_ref(at)?.as_str().map_err(unreadable)?),
        username: row.get(at + 1)?,
        claims: json(row.get_ref(at + 2)?.as_str().map_err(unreadable)?)?,
        email: row.get(at + 3)?,
        email_verified: row.get(at + 4)?,
        groups: json(row.get_ref(at + 5)?.as_str().map_err(unreadable)?)?,
        attributes: json(row.get_ref(at + 6)?.as_str().map_err(unreadable)?)?,
        password_hash: row.get::<_, Option<String>>(at + 7)?.map(Secret::new),
        locked: row.get(at + 8)?,
        is_admin: row.get(at + 9)?,
        definition: definition(row, at)?,
        created_at: Timestamp(row.get(at + 11)?),
        updated_at: Timestamp(row.get(at + 12)?),
        credentials_revision: row.get(at + 13)?,
        factors: FactorKinds::from_bits(row.get(at + 18)?),
    })
}

/// Where the user is defined whose columns begin at `at`.
fn definition(row: &Row<'_>, at: usize) -> StoreResult<Definition> {
    let (from_config, file) = (row.get(at + 10)?, row.get(at + 14)?);
    Ok(values::definition(from_config, file, row.get(at + 15)?, row.get(at + 16)?, row.get(at + 17)?))
}

/// The session whose columns begin at `at`.
pub fn session(row: &Row<'_>, at: usize) -> StoreResult<Session> {
    Ok(Session {
        id: row.get(at)?,
        sub: Subject::new(row.get_ref(at + 1)?.as_str().map_err(unreadable)?),
        auth_time: Timestamp(row.get(at + 2)?),
        amr: words(row.get_ref(at + 3)?.as_str().map_err(unreadable)?),
        acr: row.get(at + 4)?,
        remember: row.get(at + 5)?,
        created_at: Timestamp(row.get(at + 6)?),
        last_seen: Timestamp(row.get(at + 7)?),
        expires_at: Timestamp(row.get(at + 8)?),
        idle_expires_at: Timestamp(row.get(at + 9)?),
        user_agent: row.get(at + 10)?,
        ip: row.get(at + 11)?,
        browser_state: row.get(at + 12)?,
    })
}
