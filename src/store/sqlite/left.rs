//! People whom the configuration defined and names no longer: noted, back again, ended when their time is over.

use std::collections::HashSet;
use std::time::Duration;

use rusqlite::{Connection, params};

use super::sessions::end_sessions_of;
use super::users::{by_sub, revoke_all, void_links};
use super::{audit, rows};
use crate::clock::Timestamp;
use crate::protocol::names;
use crate::protocol::people_of_the_file::{Account, Match, Named, match_people};
use crate::protocol::session::Cause;
use crate::protocol::user::{Definition, Subject, User, UsernameKey};
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::{definition_changed, name_yielded, user_lapsed, user_left};

/// The accounts that matter for the configuration: those it defines or defined, and those that one of `named` may be.
pub fn accounts(connection: &Connection, named: &[Named]) -> StoreResult<Vec<Account>> {
    let subs: Vec<&str> = named.iter().filter_map(|person| person.sub.as_ref()).map(Subject::as_str).collect();
    let keys: Vec<UsernameKey> = named.iter().map(|person| UsernameKey::of(&person.username)).collect();
    let keys: Vec<&str> = keys.iter().map(UsernameKey::as_str).collect();
    let mut statement = connection.prepare_cached(
        "SELECT sub, is_known, pinned_hash, EXISTS (SELECT 1 FROM sign_ups WHERE sign_ups.sub = users.sub) FROM users WHERE from_config = 1 OR left_at IS NOT NULL \
         OR sub IN (SELECT value FROM json_each(?1)) \
         OR sub IN (SELECT sub FROM user_names WHERE key IN (SELECT value FROM json_each(?2)))",
    )?;
    let found: Vec<(String, bool, Option<String>, bool)> = statement
        .query_map(params![rows::to_json(&subs)?, rows::to_json(&keys)?], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect::<Result<_, _>>()?;
    let mut accounts = Vec::with_capacity(found.len());
    for (sub, is_known, pinned_hash, is_own) in found {
        let user = by_sub(connection, &Subject::new(sub))?;
        accounts.extend(user.map(|user| Account {
            sub: user.sub,
            username: user.username,
            definition: user.definition,
            is_known,
            is_own,
            pinned_hash: pinned_hash.as_deref().map(Digest::of),
        }));
    }
    Ok(accounts)
}

/// Notes an account as gone from the configuration.
pub fn note(connection: &Connection, account: &Account, now: Timestamp, grace: Duration) -> StoreResult<()> {
    connection
        .prepare_cached("UPDATE users SET from_config = 0, left_at = ?2, left_ends_at = ?3 WHERE sub = ?1")?
        .execute(params![account.sub.as_str(), now.seconds(), now.after(grace).seconds()])?;
    audit::append(connection, &user_left(account, now.after(grace)), now)
}

/// Those who are missing no longer, though it was another process that noted them.
fn forget_named(connection: &Connection, named: &[Named], now: Timestamp) -> StoreResult<()> {
    let accounts = accounts(connection, named)?;
    let matches = match_people(named, &accounts);
    let named: HashSet<&Subject> = matches.iter().filter_map(Match::sub).collect();
    for account in &accounts {
        if matches!(account.definition, Definition::Left { .. }) && named.contains(&account.sub) {
            connection
                .prepare_cached("UPDATE users SET from_config = 1, left_at = NULL, left_ends_at = NULL WHERE sub = ?1")?
                .execute([account.sub.as_str()])?;
            audit::append(connection, &definition_changed(&account.sub, None), now)?;
        }
    }
    Ok(())
}

/// Whether the time of anybody runs.
pub fn any_leaving(connection: &Connection) -> StoreResult<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM users WHERE left_ends_at IS NOT NULL LIMIT 1")?.exists([])?)
}

/// Ends what those have whose time is over. A grace that was made longer meanwhile counts, a shorter one does not: it may
/// be as momentary as the absence.
pub fn end_due(connection: &Connection, named: &[Named], grace: Duration, now: Timestamp) -> StoreResult<Vec<String>> {
    forget_named(connection, named, now)?;
    let due: Vec<(String, String)> = connection
        .prepare_cached(
            "UPDATE users SET left_ends_at = NULL WHERE left_ends_at <= ?1 AND left_at <= ?2 RETURNING sub, username",
        )?
        .query_map(params![now.seconds(), now.before(grace).seconds()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut ended = Vec::with_capacity(due.len());
    for (sub, username) in due {
        let sub = Subject::new(sub);
        void_links(connection, &sub)?;
        end_sessions_of(connection, &sub, None, Cause::LeftConfiguration, now)?;
        revoke_all(connection, &sub, None, now)?;
        audit::append(connection, &user_lapsed(&sub, &username), now)?;
        ended.push(username);
    }
    Ok(ended)
}

/// Nothing of an account is a file's any more.
pub fn forget_file(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    connection.prepare_cached("UPDATE users SET pinned_hash = NULL WHERE sub = ?1")?.execute([sub.as_str()])?;
    Ok(())
}

/// The names of somebody whom the configuration defines are theirs, where those who left it had them until now.
pub fn yield_names(connection: &Connection, to: &User) -> StoreResult<()> {
    for text in to.names() {
        let (key, look) = (UsernameKey::of(text), names::look(text));
        let owners: Vec<String> = connection
            .prepare_cached(
                "SELECT sub FROM users WHERE left_at IS NOT NULL AND sub <> ?1 \
                 AND (sub IN (SELECT sub FROM user_names WHERE key = ?2) OR sub IN (SELECT sub FROM user_looks WHERE look = ?3))",
            )?
            .query_map(params![to.sub.as_str(), key.as_str(), look], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for owner in owners {
            let sub = Subject::new(owner.as_str());
            let email = by_sub(connection, &sub)?.and_then(|owner| owner.email);
            let email = email.filter(|email| UsernameKey::of(email) == key || names::look(email) == look);
            audit::append(connection, &name_yielded(&sub, text, email.as_deref()), to.updated_at)?;
            if email.is_some() {
                connection
                    .prepare_cached("UPDATE users SET email = NULL, email_verified = 0 WHERE sub = ?1")?
                    .execute([&owner])?;
            }
            connection
                .prepare_cached("DELETE FROM user_names WHERE sub = ?1 AND key = ?2")?
                .execute([owner.as_str(), key.as_str()])?;
            connection
                .prepare_cached("DELETE FROM user_looks WHERE sub = ?1 AND look = ?2")?
                .execute([owner.as_str(), look.as_str()])?;
        }
    }
    Ok(())
}
