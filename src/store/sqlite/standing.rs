//! What was verified, looked at once more in the transaction that acts on it.

use rusqlite::{Connection, params};

use super::rows;
use crate::clock::Timestamp;
use crate::protocol::user::Subject;
use crate::store::StoreResult;
use crate::store::standing::ClientStanding;

/// A login that neither ended nor passed a limit; `?2` is now.
pub const LIVE: &str = "sessions.ended_at IS NULL AND sessions.expires_at > ?2 AND sessions.idle_expires_at > ?2";

/// Whether the client is still what it was.
pub fn client_stands(connection: &Connection, client: &ClientStanding) -> StoreResult<bool> {
    match client {
        ClientStanding::Configured(stands) => Ok(stands()),
        ClientStanding::Registered { client_id, revision } => Ok(connection
            .prepare_cached("SELECT 1 FROM clients WHERE client_id = ?1 AND revision = ?2 AND disabled_at IS NULL")?
            .exists(params![client_id.as_str(), revision])?),
    }
}

/// Whether the person is there, unlocked and in one of these groups; without groups, in any or none.
pub fn person_stands(connection: &Connection, sub: &Subject, allowed_groups: &[String]) -> StoreResult<bool> {
    let allowed = if allowed_groups.is_empty() { None } else { Some(rows::to_json(&allowed_groups)?) };
    let stands = connection
        .prepare_cached(
            "SELECT 1 FROM users WHERE sub = ?1 AND locked = 0 AND (?2 IS NULL OR EXISTS \
             (SELECT 1 FROM json_each(users.groups) AS own, json_each(?2) AS allowed WHERE own.value = allowed.value))",
        )?
        .exists(params![sub.as_str(), allowed])?;
    Ok(stands)
}

/// Whether the login lives.
pub fn login_lives(connection: &Connection, session_id: &str, now: Timestamp) -> StoreResult<bool> {
    let lives = connection
        .prepare_cached(&format!("SELECT 1 FROM sessions WHERE id = ?1 AND {LIVE}"))?
        .exists(params![session_id, now.seconds()])?;
    Ok(lives)
}
