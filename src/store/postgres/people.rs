//! Looking people up, and what must not be done to the last administrator.

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::known_browsers::forget_browsers;
use super::rows::{self, USER, get};
use super::sessions::end_sessions_of;
use super::standing::{MAY_SIGN_IN, hold_person};
use super::users::{revoke_all, void_links};
use super::{PostgresStore, audit, locks, sign_ups};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::factors::WaysIn;
use crate::protocol::session::Cause;
use crate::protocol::user::{Subject, User};
use crate::store::StoreResult;
use crate::store::people::{Guarded, People, WantedPeople};
use crate::store::values::OF_A_PERSON;

#[async_trait]
impl People for PostgresStore {
    async fn find_people(&self, wanted: &WantedPeople) -> StoreResult<Vec<User>> {
        let wanted = wanted.clone();
        self.engine.read(async move |connection: &Connection| find(connection, &wanted).await).await
    }

    async fn count_people(&self) -> StoreResult<u64> {
        self.engine
            .read(async |connection: &Connection| {
                let count = connection.one("SELECT count(*) FROM users", &[]).await?;
                Ok(u64::try_from(get::<i64>(&count, 0)?).unwrap_or(0))
            })
            .await
    }

    async fn groups(&self) -> StoreResult<Vec<(String, u64)>> {
        self.engine
            .read(async |connection: &Connection| {
                let asked = "SELECT name, count(*) FROM user_groups GROUP BY 1 ORDER BY 1";
                let group = |row| Ok((get(row, 0)?, u64::try_from(get::<i64>(row, 1)?).unwrap_or(0)));
                connection.rows(asked, &[]).await?.iter().map(group).collect()
            })
            .await
    }

    async fn lock_unless_last(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded> {
        let sub = sub.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                if is_last_administrator(connection, &sub, ways).await? {
                    return Ok(Guarded::LastAdministrator);
                }
                Ok(if lock(connection, &sub, true, now).await? { Guarded::Done } else { Guarded::Gone })
            })
            .await
    }

    async fn remove_unless_last(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded> {
        let sub = sub.clone();
        self.engine
            .long_transaction(async move |connection: &Connection| {
                if is_last_administrator(connection, &sub, ways).await? {
                    return Ok(Guarded::LastAdministrator);
                }
                Ok(if remove(connection, &sub, now).await? { Guarded::Done } else { Guarded::Gone })
            })
            .await
    }
}

async fn find(connection: &Connection, wanted: &WantedPeople) -> StoreResult<Vec<User>> {
    let mut conditions = vec!["$1::text IS NULL OR $2::text IS NOT NULL", "$3::text IS NULL OR true"];
    if wanted.text.is_some() {
        conditions.push("sub IN (SELECT sub FROM user_texts WHERE text ILIKE $1) OR sub = $2");
    }
    if wanted.group.is_some() {
        conditions.push("sub IN (SELECT sub FROM user_groups WHERE name = $3)");
    }
    if wanted.administrators {
        conditions.push("is_admin");
    }
    if wanted.locked {
        conditions.push("locked");
    }
    if wanted.waiting {
        conditions.push("sub IN (SELECT sub FROM sign_ups WHERE waits)");
    }
    let (at, sub) = wanted.after_newest().unzip();
    let (after, order) = match wanted.newest {
        true => (
            "$4::text IS NULL AND ($5::bigint IS NULL OR (created_at, sub) < ($5, $6::text COLLATE \"C\"))",
            "created_at DESC, sub DESC",
        ),
        false => (
            "username COLLATE \"C\" > coalesce($4::text, '') AND $5::bigint IS NULL AND $6::text IS NULL",
            "username COLLATE \"C\"",
        ),
    };
    conditions.push(after);
    let conditions = conditions.join(") AND (");
    let asked = format!("SELECT {USER} FROM users WHERE ({conditions}) ORDER BY {order} LIMIT $7");
    let parameters = params![
        wanted.pattern(),
        wanted.text,
        wanted.group,
        wanted.after.as_deref().filter(|_| !wanted.newest),
        at,
        sub,
        i64::from(wanted.limit),
    ];
    connection.rows_planned(&asked, parameters).await?.iter().map(|row| rows::user(row, 0)).collect()
}

/// An administrator who has something to sign in with here: a password, or a passkey, be it one of which nobody knows whether it
/// can do so alone.
fn may_administer(ways: WaysIn) -> String {
    let password = if ways.password { "users.password_hash IS NOT NULL" } else { "false" };
    let passkey = if ways.passkey { "users.factors & 2 <> 0" } else { "false" };
    format!("users.is_admin AND ({password} OR {passkey})")
}

/// One who can sign in for certain: by a password, or by a passkey that can do so alone.
fn can_administer(ways: WaysIn) -> String {
    let password = if ways.password { "users.password_hash IS NOT NULL" } else { "false" };
    let passkey = match ways.passkey {
        true => "EXISTS (SELECT 1 FROM passkeys WHERE passkeys.sub = users.sub AND passkeys.signs_in)",
        false => "false",
    };
    format!("users.is_admin AND ({password} OR {passkey})")
}

/// Whether nobody who can sign in by these ways would administer without this account, or without its ways to sign in. The one
/// place that decides so, asked in the transaction of whatever takes something away from somebody. Until that ends no other one
/// asks.
pub async fn is_last_administrator(connection: &Connection, sub: &Subject, ways: WaysIn) -> StoreResult<bool> {
    locks::take(connection, locks::NAMES).await?;
    let (may, can) = (may_administer(ways), can_administer(ways));
    let is_one = format!("SELECT 1 FROM users WHERE sub = $1 AND {may} AND {MAY_SIGN_IN}");
    let another = format!("SELECT 1 FROM users WHERE sub <> $1 AND {can} AND {MAY_SIGN_IN} LIMIT 1");
    Ok(connection.exists(&is_one, params![sub.as_str()]).await?
        && !connection.exists(&another, params![sub.as_str()]).await?)
}

/// Whether somebody administers who has something to sign in with by these ways.
pub async fn somebody_administers(connection: &Connection, ways: WaysIn) -> StoreResult<bool> {
    let asked = format!("SELECT 1 FROM users WHERE {} AND {MAY_SIGN_IN} LIMIT 1", may_administer(ways));
    connection.exists(&asked, &[]).await
}

/// Removes an account with all that it had. What the audit has of it stays.
pub async fn remove(connection: &Connection, sub: &Subject, now: Timestamp) -> StoreResult<bool> {
    locks::take(connection, locks::NAMES).await?;
    end_sessions_of(connection, sub, None, Cause::Removed, now).await?;
    let sub = sub.as_str();
    // The ended logins stay for a day, for the apps to hear of, with nothing that tells of the person.
    connection
        .execute("UPDATE sessions SET user_agent = '', ip = '', browser = NULL WHERE sub = $1", params![sub])
        .await?;
    for tokens in ["access_tokens", "refresh_tokens"] {
        let of_user = "grant_id IN (SELECT id FROM grants WHERE sub = $1)";
        connection.execute(&format!("DELETE FROM {tokens} WHERE {of_user}"), params![sub]).await?;
    }
    for table in OF_A_PERSON {
        connection.execute(&format!("DELETE FROM {table} WHERE sub = $1"), params![sub]).await?;
    }
    let delete = "DELETE FROM users WHERE sub = $1 RETURNING username";
    let Some(row) = connection.first(delete, params![sub]).await? else { return Ok(false) };
    let event = Event::of(What::UserRemove, &Subject::new(sub)).with("username", get::<String>(&row, 0)?);
    audit::append(connection, &event, now).await?;
    Ok(true)
}

/// Locks, ending every login and grant, or unlocks. Returns whether there is such an account.
pub async fn lock(connection: &Connection, sub: &Subject, locked: bool, now: Timestamp) -> StoreResult<bool> {
    locks::take(connection, locks::NAMES).await?;
    hold_person(connection, sub).await?;
    let update = "UPDATE users SET locked = $2, credentials_revision = credentials_revision + 1 WHERE sub = $1";
    let is_there = connection.execute(update, params![sub.as_str(), locked]).await? > 0;
    let waited = sign_ups::stop_waiting(connection, sub).await?;
    if is_there {
        let what = match (locked, &waited) {
            (true, _) => What::UserLock,
            (false, Some(_)) => What::UserApprove,
            (false, None) => What::UserUnlock,
        };
        audit::append(connection, &Event::of(what, sub), now).await?;
    }
    if let Some(waiting) = waited.filter(|_| !locked) {
        sign_ups::tell_approved(connection, sub, waiting, now).await?;
    }
    if locked {
        void_links(connection, sub).await?;
        forget_browsers(connection, sub, None).await?;
        end_sessions_of(connection, sub, None, Cause::Locked, now).await?;
        revoke_all(connection, sub, None, now).await?;
    }
    Ok(is_there)
}
