//! What was verified, looked at once more in the transaction that acts on it.

use rusqlite::{Connection, params};

use super::rows;
use crate::clock::Timestamp;
use crate::origin;
use crate::protocol::user::Subject;
use crate::store::standing::ClientStanding;
use crate::store::{StoreError, StoreResult};

/// A login that neither ended nor passed a limit; `?2` is now.
pub const LIVE: &str = "sessions.ended_at IS NULL AND sessions.expires_at > ?2 AND sessions.idle_expires_at > ?2";

/// A person who is admitted: neither locked nor gone from the configuration. Whatever is given to a person, or stored on
/// their behalf, asks this; what tells of a login or ends it does not ([`crate::protocol::user::User::may_sign_in`]).
pub const MAY_SIGN_IN: &str = "users.locked = 0 AND users.left_at IS NULL";

/// Whether the client is still what it was.
pub fn client_stands(connection: &Connection, client: &ClientStanding) -> StoreResult<bool> {
    match client {
        ClientStanding::Configured(stands) => Ok(stands()),
        ClientStanding::Registered { client_id, revision } => Ok(connection
            .prepare_cached("SELECT 1 FROM clients WHERE client_id = ?1 AND revision = ?2 AND disabled_at IS NULL")?
            .exists(params![client_id.as_str(), revision])?),
    }
}

/// Fails where an administrator asks who may not any more. What they asked for is done in the same transaction.
pub fn actor_stands(connection: &Connection) -> StoreResult<()> {
    let Some(administrator) = origin::administrator() else { return Ok(()) };
    let asked = sql!(
        "SELECT 1 FROM sessions JOIN users ON users.sub = sessions.sub WHERE sessions.id = ?1 AND sessions.sub = ?2 \
         AND sessions.ended_at IS NULL AND users.is_admin = 1 AND {MAY_SIGN_IN}"
    );
    let parameters = [administrator.session_id.as_str(), administrator.sub.as_str()];
    if connection.prepare_cached(asked)?.exists(parameters)? { Ok(()) } else { Err(StoreError::ActorLapsed) }
}

/// Whether the person is there and may sign in.
pub fn may_sign_in(connection: &Connection, sub: &Subject) -> StoreResult<bool> {
    let asked = sql!("SELECT 1 FROM users WHERE sub = ?1 AND {MAY_SIGN_IN}");
    Ok(connection.prepare_cached(asked)?.exists([sub.as_str()])?)
}

/// Whether what was proven of the person against that many changes of their credentials is still proven.
pub fn is_proven(connection: &Connection, sub: &Subject, credentials_revision: i64) -> StoreResult<bool> {
    let proven = connection
        .prepare_cached(sql!("SELECT 1 FROM users WHERE sub = ?1 AND {MAY_SIGN_IN} AND credentials_revision = ?2"))?
        .exists(params![sub.as_str(), credentials_revision])?;
    Ok(proven)
}

/// Whether the person is in one of these groups; without groups, everybody is admitted.
pub fn is_admitted(connection: &Connection, sub: &Subject, allowed_groups: &[String]) -> StoreResult<bool> {
    if allowed_groups.is_empty() {
        return Ok(true);
    }
    let admitted = connection
        .prepare_cached(
            "SELECT 1 FROM users, json_each(users.groups) AS own, json_each(?2) AS allowed \
             WHERE users.sub = ?1 AND own.value = allowed.value",
        )?
        .exists(params![sub.as_str(), rows::to_json(&allowed_groups)?])?;
    Ok(admitted)
}

/// Whether the login lives, and its person may sign in.
pub fn login_lives(connection: &Connection, session_id: &str, now: Timestamp) -> StoreResult<bool> {
    let lives = connection
        .prepare_cached(sql!(
            "SELECT 1 FROM sessions JOIN users ON users.sub = sessions.sub WHERE sessions.id = ?1 AND {LIVE} \
             AND {MAY_SIGN_IN}"
        ))?
        .exists(params![session_id, now.seconds()])?;
    Ok(lives)
}
