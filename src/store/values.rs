//! What the columns of every database hold, and how values stand in them.

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{StoreError, StoreResult};
use crate::clock::Timestamp;
use crate::protocol::user::Definition;

/// The columns of a user, in the order that [`user`] reads them.
pub const USER: &str = "users.sub, users.username, users.claims, users.email, users.email_verified, users.groups, \
     users.attributes, users.password_hash, users.locked, users.is_admin, users.from_config, users.created_at, \
     users.updated_at, users.credentials_revision, users.defined_in, users.left_at, users.left_ends_at, \
     users.pinned_hash IS NOT NULL, users.factors";
/// How many they are.
pub const USER_COLUMNS: usize = 19;

/// The file of accounts from before it was kept.
pub const SOME_FILE: &str = "the configuration";

/// The columns of a session, in the order that [`session`] reads them.
pub const SESSION: &str = "sessions.id, sessions.sub, sessions.auth_time, sessions.amr, sessions.acr, \
     sessions.remember, sessions.created_at, sessions.last_seen, sessions.expires_at, sessions.idle_expires_at, \
     sessions.user_agent, sessions.ip, sessions.browser_state";
/// How many they are.
pub const SESSION_COLUMNS: usize = 13;

/// The tables whose rows of a person go with the account.
pub const OF_A_PERSON: [&str; 14] = [
    "grants",
    "consents",
    "user_names",
    "user_looks",
    "invitations",
    "email_changes",
    "sign_ups",
    "totp",
    "recovery_codes",
    "user_codes",
    "passkeys",
    "known_browsers",
    "new_sign_ins",
    "polled_requests",
];

/// How long something took, as a column has it.
pub fn milliseconds(took: Duration) -> i64 {
    i64::try_from(took.as_millis()).unwrap_or(i64::MAX)
}

/// Such a column, read.
pub fn duration(milliseconds: i64) -> Duration {
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default())
}

/// Where an account is defined whose columns `from_config`, `defined_in`, `left_at`, `left_ends_at` say this, and whether it
/// has a `pinned_hash`.
pub fn definition(
    from_config: bool,
    defined_in: Option<String>,
    left_at: Option<i64>,
    left_ends_at: Option<i64>,
    pins_password: bool,
) -> Definition {
    let file = defined_in.unwrap_or_else(|| SOME_FILE.to_owned());
    match (from_config, left_at) {
        (true, _) => Definition::File { file, pins_password },
        (false, Some(since)) => {
            Definition::Left { file, since: Timestamp(since), ends_at: left_ends_at.map(Timestamp) }
        }
        (false, None) => Definition::Database,
    }
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

/// Words of a column that are divided by spaces.
pub fn words(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
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
