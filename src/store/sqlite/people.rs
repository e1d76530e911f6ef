//! Looking people up, and what must not be done to the last administrator.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::known_browsers::forget_browsers;
use super::rows::{self, USER};
use super::sessions::end_sessions_of;
use super::standing::MAY_SIGN_IN;
use super::users::{revoke_all, void_links};
use super::{SqliteStore, audit, sign_ups};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::factors::WaysIn;
use crate::protocol::session::Cause;
use crate::protocol::user::{Subject, User};
use crate::store::StoreResult;
use crate::store::people::{Guarded, People, WantedPeople};
use crate::store::values::OF_A_PERSON;

#[async_trait]
impl People for SqliteStore {
    async fn find_people(&self, wanted: &WantedPeople) -> StoreResult<Vec<User>> {
        self.reader.read(|connection| find(connection, wanted))
    }

    async fn count_people(&self) -> StoreResult<u64> {
        self.reader.read(|connection| {
            let count: u32 =
                connection.prepare_cached("SELECT count(*) FROM users")?.query_row([], |row| row.get(0))?;
            Ok(count.into())
        })
    }

    async fn groups(&self) -> StoreResult<Vec<(String, u64)>> {
        self.reader.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT name, count(*) FROM user_groups GROUP BY 1 ORDER BY 1")?;
            let groups = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, u32>(1)?.into())))?;
            Ok(groups.collect::<Result<_, _>>()?)
        })
    }

    async fn lock_unless_last(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded> {
        let sub = sub.clone();
        self.writer
            .write(move |connection| {
                if is_last_administrator(connection, &sub, ways)? {
                    return Ok(Guarded::LastAdministrator);
                }
                Ok(if lock(connection, &sub, true, now)? { Guarded::Done } else { Guarded::Gone })
            })
            .await
    }

    async fn remove_unless_last(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded> {
        let sub = sub.clone();
        self.writer
            .write(move |connection| {
                if is_last_administrator(connection, &sub, ways)? {
                    return Ok(Guarded::LastAdministrator);
                }
                Ok(if remove(connection, &sub, now)? { Guarded::Done } else { Guarded::Gone })
            })
            .await
    }
}

fn find(connection: &Connection, wanted: &WantedPeople) -> StoreResult<Vec<User>> {
    let mut conditions = vec!["?1 IS NULL OR ?8 IS NULL OR 1"];
    let mut few = None;
    if let Some(pattern) = wanted.pattern() {
        few = few_with(connection, &pattern)?;
        conditions.push(match few {
            None => {
                "EXISTS (SELECT 1 FROM user_texts AS one WHERE one.username = users.username AND one.sub = users.sub \
                 AND one.text LIKE ?1 ESCAPE '\\') OR sub = ?2"
            }
            Some(_) => "sub IN (SELECT value FROM json_each(?8)) OR sub = ?2",
        });
    }
    if wanted.group.is_some() {
        conditions.push("sub IN (SELECT sub FROM user_groups WHERE name = ?3)");
    }
    if wanted.administrators {
        conditions.push("is_admin = 1");
    }
    if wanted.locked {
        conditions.push("locked = 1");
    }
    if wanted.waiting {
        conditions.push("sub IN (SELECT sub FROM sign_ups WHERE waits = 1)");
    }
    let (at, sub) = wanted.after_newest().unzip();
    let (after, order) = match wanted.newest {
        true => ("?5 IS NULL OR (created_at, sub) < (?5, ?6)", "created_at DESC, sub DESC"),
        false => ("username > coalesce(?4, '')", "username"),
    };
    conditions.push(after);
    let conditions = conditions.join(") AND (");
    let asked = format!("SELECT {USER} FROM users WHERE ({conditions}) ORDER BY {order} LIMIT ?7");
    let mut statement = connection.prepare_cached(&asked)?;
    let mut found = statement.query(params![
        wanted.pattern(),
        wanted.text,
        wanted.group,
        wanted.after.as_deref().filter(|_| !wanted.newest),
        at,
        sub,
        wanted.limit,
        few,
    ])?;
    let mut people = Vec::new();
    while let Some(row) = found.next()? {
        people.push(rows::user(row, 0)?);
    }
    Ok(people)
}

/// Those whose text is like this pattern, as a list in JSON; `None` where they are so many that a look at one after the other soon fills a page.
pub fn few_with(connection: &Connection, pattern: &str) -> StoreResult<Option<String>> {
    const MANY: u16 = 1_000;
    let mut statement =
        connection.prepare_cached("SELECT sub FROM user_texts WHERE text LIKE ?1 ESCAPE '\\' LIMIT ?2")?;
    let found = statement.query_map(params![pattern, MANY], |row| row.get(0))?;
    let found: Vec<String> = found.collect::<Result<_, _>>()?;
    Ok((found.len() < usize::from(MANY)).then(|| serde_json::Value::from(found).to_string()))
}

/// An administrator who has something to sign in with here: a password, or a passkey, be it one of which nobody knows whether it
/// can do so alone.
fn may_administer(ways: WaysIn) -> String {
    let password = if ways.password { "users.password_hash IS NOT NULL" } else { "0" };
    let passkey = if ways.passkey { "users.factors & 2" } else { "0" };
    format!("users.is_admin = 1 AND ({password} OR {passkey})")
}

/// One who can sign in for certain: by a password, or by a passkey that can do so alone.
fn can_administer(ways: WaysIn) -> String {
    let password = if ways.password { "users.password_hash IS NOT NULL" } else { "0" };
    let passkey = match ways.passkey {
        true => "EXISTS (SELECT 1 FROM passkeys WHERE passkeys.sub = users.sub AND passkeys.signs_in)",
        false => "0",
    };
    format!("users.is_admin = 1 AND ({password} OR {passkey})")
}

/// Whether nobody who can sign in by these ways would administer without this account, or without its ways to sign in. The one
/// place that decides so, asked in the transaction of whatever takes something away from somebody.
pub fn is_last_administrator(connection: &Connection, sub: &Subject, ways: WaysIn) -> StoreResult<bool> {
    let (may, can) = (may_administer(ways), can_administer(ways));
    let is_one = format!("SELECT 1 FROM users WHERE sub = ?1 AND {may} AND {MAY_SIGN_IN}");
    let another = format!("SELECT 1 FROM users WHERE sub <> ?1 AND {can} AND {MAY_SIGN_IN} LIMIT 1");
    Ok(connection.prepare_cached(&is_one)?.exists([sub.as_str()])?
        && !connection.prepare_cached(&another)?.exists([sub.as_str()])?)
}

/// Whether somebody administers who has something to sign in with by these ways.
pub fn somebody_administers(connection: &Connection, ways: WaysIn) -> StoreResult<bool> {
    let asked = format!("SELECT 1 FROM users WHERE {} AND {MAY_SIGN_IN} LIMIT 1", may_administer(ways));
    Ok(connection.prepare_cached(&asked)?.exists([])?)
}

/// Removes an account with all that it had. What the audit has of it stays.
pub fn remove(connection: &Connection, sub: &Subject, now: Timestamp) -> StoreResult<bool> {
    end_sessions_of(connection, sub, None, Cause::Removed, now)?;
    let sub = sub.as_str();
    // The ended logins stay for a day, for the apps to hear of, with nothing that tells of the person.
    connection
        .prepare_cached("UPDATE sessions SET user_agent = '', ip = '', browser = NULL WHERE sub = ?1")?
        .execute([sub])?;
    for tokens in ["access_tokens", "refresh_tokens"] {
        let of_user = "grant_id IN (SELECT id FROM grants WHERE sub = ?1)";
        connection.prepare_cached(&format!("DELETE FROM {tokens} WHERE {of_user}"))?.execute([sub])?;
    }
    for table in OF_A_PERSON {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE sub = ?1"))?.execute([sub])?;
    }
    let username: Option<String> = connection
        .prepare_cached("DELETE FROM users WHERE sub = ?1 RETURNING username")?
        .query_row([sub], |row| row.get(0))
        .optional()?;
    let Some(username) = username else { return Ok(false) };
    let event = Event::of(What::UserRemove, &Subject::new(sub)).with("username", username);
    audit::append(connection, &event, now)?;
    Ok(true)
}

/// Locks, ending every login and grant, or unlocks. Returns whether there is such an account.
pub fn lock(connection: &Connection, sub: &Subject, locked: bool, now: Timestamp) -> StoreResult<bool> {
    let found = connection
        .prepare_cached("UPDATE users SET locked = ?2, credentials_revision = credentials_revision + 1 WHERE sub = ?1")?
        .execute(params![sub.as_str(), locked])?;
    let waited = sign_ups::stop_waiting(connection, sub)?;
    if found > 0 {
        let what = match (locked, &waited) {
            (true, _) => What::UserLock,
            (false, Some(_)) => What::UserApprove,
            (false, None) => What::UserUnlock,
        };
        audit::append(connection, &Event::of(what, sub), now)?;
    }
    if let Some(waiting) = waited.filter(|_| !locked) {
        sign_ups::tell_approved(connection, sub, waiting, now)?;
    }
    if locked {
        void_links(connection, sub)?;
        forget_browsers(connection, sub, None)?;
        end_sessions_of(connection, sub, None, Cause::Locked, now)?;
        revoke_all(connection, sub, None, now)?;
    }
    Ok(found > 0)
}
