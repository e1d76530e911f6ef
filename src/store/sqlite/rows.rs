//! Rows to values and back.

use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock::Timestamp;
use crate::protocol::session::Session;
use crate::protocol::user::{Definition, Subject, User};
use crate::secret::Secret;
use crate::store::{StoreError, StoreResult};

/// The columns of a user, in the order that [`user`] reads them.
pub const USER: &str = "users.sub, users.username, users.claims, users.email, users.email_verified, users.groups, \
     users.attributes, users.password_hash, users.locked, users.is_admin, users.from_config, users.created_at, \
     users.updated_at, users.credentials_revision, users.defined_in, users.left_at, users.left_ends_at, \
     users.pinned_hash IS NOT NULL";
/// How many they are.
pub const USER_COLUMNS: usize = 18;

/// The file of accounts from before it was kept.
const SOME_FILE: &str = "the configuration";

/// The columns of a session, in the order that [`session`] reads them.
pub const SESSION: &str = "sessions.id, sessions.sub, sessions.auth_time, sessions.amr, sessions.acr, \
     sessions.remember, sessions.created_at, sessions.last_seen, sessions.expires_at, sessions.idle_expires_at, \
     sessions.user_agent, sessions.ip, sessions.browser_state";
/// How many they are.
pub const SESSION_COLUMNS: usize = 13;

/// The user whose columns begin at `at`.
pub fn user(row: &Row<'_>, at: usize) -> StoreResult<User> {
    Ok(User {
        sub: Subject::new(row.get::<_, String>(at)?),
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
    })
}

/// Where the user is defined whose columns begin at `at`.
fn definition(row: &Row<'_>, at: usize) -> StoreResult<Definition> {
    let file = row.get::<_, Option<String>>(at + 14)?.unwrap_or_else(|| SOME_FILE.to_owned());
    Ok(match (row.get(at + 10)?, row.get::<_, Option<i64>>(at + 15)?) {
        (true, _) => Definition::File { file, pins_password: row.get(at + 17)? },
        (false, Some(since)) => {
            let ends_at = row.get::<_, Option<i64>>(at + 16)?.map(Timestamp);
            Definition::Left { file, since: Timestamp(since), ends_at }
        }
        (false, None) => Definition::Database,
    })
}

/// What a definition is in its columns: `from_config`, `defined_in`, `left_at`, `left_ends_at`.
pub fn definition_columns(definition: &Definition) -> (bool, Option<&str>, Option<i64>, Option<i64>) {
    match definition {
        Definition::Database => (false, None, None, None),
        Definition::File { file, .. } => (true, Some(file), None, None),
        Definition::Left { file, since, ends_at } => {
            (false, Some(file), Some(since.seconds()), ends_at.map(Timestamp::seconds))
        }
    }
}

/// The session whose columns begin at `at`.
pub fn session(row: &Row<'_>, at: usize) -> StoreResult<Session> {
    Ok(Session {
        id: row.get(at)?,
        sub: Subject::new(row.get::<_, String>(at + 1)?),
        auth_time: Timestamp(row.get(at + 2)?),
        amr: row
            .get_ref(at + 3)?
            .as_str()
            .map_err(unreadable)?
            .split(' ')
            .filter(|amr| !amr.is_empty())
            .map(str::to_owned)
            .collect(),
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

/// A value from its JSON column.
pub fn json<T: DeserializeOwned>(text: &str) -> StoreResult<T> {
    serde_json::from_str(text).map_err(unreadable)
}

/// A value for its JSON column.
pub fn to_json(value: &impl Serialize) -> StoreResult<String> {
    serde_json::to_string(value).map_err(unreadable)
}

/// Whatever could not be read.
pub fn unreadable(error: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(error.to_string())
}
