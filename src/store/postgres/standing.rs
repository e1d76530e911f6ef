//! What was verified, looked at once more in the transaction that acts on it, and kept as it is until that has ended.

use super::connection::{Connection, params};
use super::locks;
use super::rows::{get, json};
use crate::clock::Timestamp;
use crate::origin;
use crate::protocol::user::Subject;
use crate::store::standing::ClientStanding;
use crate::store::{StoreError, StoreResult};

/// A login that neither ended nor passed a limit; `$2` is now.
pub const LIVE: &str = "sessions.ended_at IS NULL AND sessions.expires_at > $2 AND sessions.idle_expires_at > $2";

/// A person who is admitted: neither locked nor gone from the configuration. Whatever is given to a person, or stored on
/// their behalf, asks this; what tells of a login or ends it does not ([`crate::protocol::user::User::may_sign_in`]).
pub const MAY_SIGN_IN: &str = "NOT users.locked AND users.left_at IS NULL";

/// Whether the client is still what it was.
pub async fn client_stands(connection: &Connection, client: &ClientStanding) -> StoreResult<bool> {
    match client {
        ClientStanding::Configured(stands) => Ok(stands()),
        ClientStanding::Registered { client_id, revision } => {
            let asked =
                "SELECT 1 FROM clients WHERE client_id = $1 AND revision = $2 AND disabled_at IS NULL FOR KEY SHARE";
            connection.exists(asked, params![client_id.as_str(), revision]).await
        }
    }
}

/// Fails where an administrator asks who may not any more. What they asked for is done in the same transaction, and until
/// that has ended nobody is locked or demoted: two who do it to each other come one after the other.
pub async fn actor_stands(connection: &Connection) -> StoreResult<()> {
    let Some(administrator) = origin::administrator() else { return Ok(()) };
    locks::take(connection, locks::NAMES).await?;
    let asked = format!(
        "SELECT 1 FROM sessions JOIN users ON users.sub = sessions.sub WHERE sessions.id = $1 AND sessions.sub = $2 \
         AND sessions.ended_at IS NULL AND users.is_admin AND {MAY_SIGN_IN}"
    );
    let stands = connection.exists(&asked, params![administrator.session_id, administrator.sub.as_str()]).await?;
    if stands { Ok(()) } else { Err(StoreError::ActorLapsed) }
}

/// Whether the person is there and may sign in.
pub async fn may_sign_in(connection: &Connection, sub: &Subject) -> StoreResult<bool> {
    let asked = format!("SELECT 1 FROM users WHERE sub = $1 AND {MAY_SIGN_IN} FOR KEY SHARE");
    connection.exists(&asked, params![sub.as_str()]).await
}

/// Whether what was proven of the person against that many changes of their credentials is still proven.
pub async fn is_proven(connection: &Connection, sub: &Subject, credentials_revision: i64) -> StoreResult<bool> {
    let asked =
        format!("SELECT 1 FROM users WHERE sub = $1 AND {MAY_SIGN_IN} AND credentials_revision = $2 FOR KEY SHARE");
    connection.exists(&asked, params![sub.as_str(), credentials_revision]).await
}

/// Whether the person is in one of these groups; without groups, everybody is admitted.
pub async fn is_admitted(connection: &Connection, sub: &Subject, allowed_groups: &[String]) -> StoreResult<bool> {
    if allowed_groups.is_empty() {
        return Ok(true);
    }
    let asked = "SELECT groups FROM users WHERE sub = $1 FOR KEY SHARE";
    let Some(row) = connection.first(asked, params![sub.as_str()]).await? else { return Ok(false) };
    let groups: Vec<String> = json(get(&row, 0)?)?;
    Ok(groups.iter().any(|group| allowed_groups.contains(group)))
}

/// The statements of [`login_lives`]: the one about the person, which waits for whoever changes what was given to them, and the
/// one about the login.
fn statements_of_login() -> [String; 2] {
    let person = format!(
        "SELECT 1 FROM users WHERE sub = (SELECT sub FROM sessions WHERE id = $1) AND {MAY_SIGN_IN} FOR KEY SHARE"
    );
    [person, format!("SELECT 1 FROM sessions WHERE id = $1 AND {LIVE} FOR KEY SHARE")]
}

/// Prepares [`login_lives`] for whoever awaits it together with what may only be read once its lock is held.
pub async fn prepare_login_lives(connection: &Connection) -> StoreResult<()> {
    let [person, login] = statements_of_login();
    connection.prepare(&[&person, &login]).await
}

/// Whether the login lives, and its person may sign in.
pub async fn login_lives(connection: &Connection, session_id: &str, now: Timestamp) -> StoreResult<bool> {
    let [person, login] = statements_of_login();
    connection.prepare(&[&person, &login]).await?;
    let (person, login) = futures_util::future::try_join(
        connection.exists(&person, params![session_id]),
        connection.exists(&login, params![session_id, now.seconds()]),
    )
    .await?;
    Ok(person && login)
}

/// Waits until nothing is being given to the person, and lets nothing be given until the transaction ends. Whoever changes
/// what [`is_proven`] and its siblings ask takes this first.
pub async fn hold_person(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    connection.rows("SELECT 1 FROM users WHERE sub = $1 FOR UPDATE", params![sub.as_str()]).await?;
    Ok(())
}

/// The same for a client that registered itself.
pub async fn hold_client(connection: &Connection, client_id: &str) -> StoreResult<()> {
    connection.rows("SELECT 1 FROM clients WHERE client_id = $1 FOR UPDATE", params![client_id]).await?;
    Ok(())
}
