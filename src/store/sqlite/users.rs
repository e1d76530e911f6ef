//! Accounts.

use std::collections::HashSet;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::new_sign_ins::first_since;
use super::people::{lock, remove};
use super::rows::{self, USER};
use super::self_service::void_email;
use super::sessions::end_sessions_of;
use super::standing::{is_proven, login_lives};
use super::{SqliteStore, audit, factors, mails, profile};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::factors::WaysIn;
use crate::protocol::mail::Mail;
use crate::protocol::names;
use crate::protocol::password_hash::HashCost;
use crate::protocol::session::Cause;
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::secret::{Digest, Secret};
use crate::store::audit::{user_added, user_changed};
use crate::store::factors::FirstPasskey;
use crate::store::users::{AddUser, FirstUser, ProfileChange, ProfileChanged, Users};
use crate::store::{StoreError, StoreResult};

#[async_trait]
impl Users for SqliteStore {
    async fn user(&self, sub: &Subject) -> StoreResult<Option<User>> {
        self.reader.read(|connection| by_sub(connection, sub))
    }

    async fn user_named(&self, key: &UsernameKey) -> StoreResult<Option<User>> {
        self.reader.read(|connection| named(connection, key))
    }

    async fn list_users(&self) -> StoreResult<Vec<User>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!("SELECT {USER} FROM users ORDER BY username"))?;
            let mut found = statement.query([])?;
            let mut users = Vec::new();
            while let Some(row) = found.next()? {
                users.push(rows::user(row, 0)?);
            }
            Ok(users)
        })
    }

    async fn password_hash_costs(&self) -> StoreResult<Vec<HashCost>> {
        self.reader.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT password_hash FROM users WHERE password_hash IS NOT NULL")?;
            let mut found = statement.query([])?;
            let mut costs = HashSet::new();
            while let Some(row) = found.next()? {
                costs.extend(HashCost::of(row.get_ref(0)?.as_str().map_err(rows::unreadable)?));
            }
            Ok(costs.into_iter().collect())
        })
    }

    async fn add_user(&self, user: &User) -> StoreResult<AddUser> {
        let user = user.clone();
        self.writer.write(move |connection| insert(connection, &user)).await
    }

    async fn update_profile(&self, user: &User) -> StoreResult<AddUser> {
        let user = user.clone();
        self.writer.write(move |connection| replace_profile(connection, &user)).await
    }

    async fn change_profile(
        &self,
        sub: &Subject,
        change: &ProfileChange,
        ways: WaysIn,
        now: Timestamp,
    ) -> StoreResult<ProfileChanged> {
        let (sub, change) = (sub.clone(), change.clone());
        self.writer.write(move |connection| profile::change(connection, &sub, &change, ways, now)).await
    }

    async fn set_password(
        &self,
        sub: &Subject,
        hash: &Secret,
        ends_sessions: bool,
        keep: Option<&str>,
        now: Timestamp,
    ) -> StoreResult<()> {
        let (sub, hash, keep) = (sub.clone(), hash.clone(), keep.map(str::to_owned));
        self.writer
            .write(move |connection| replace_password(connection, &sub, &hash, ends_sessions, keep.as_deref(), now))
            .await
    }

    async fn change_password(
        &self,
        sub: &Subject,
        hash: &Secret,
        credentials_revision: i64,
        by: &str,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let (sub, hash, by) = (sub.clone(), hash.clone(), by.to_owned());
        self.writer
            .write(move |connection| {
                if !is_proven(connection, &sub, credentials_revision)? || !login_lives(connection, &by, now)? {
                    return Ok(false);
                }
                replace_password(connection, &sub, &hash, true, Some(&by), now)?;
                Ok(true)
            })
            .await
    }

    async fn rehash_password(&self, sub: &Subject, was: &Secret, hash: &Secret) -> StoreResult<bool> {
        let (sub, was, hash) = (sub.clone(), was.clone(), hash.clone());
        self.writer
            .write(move |connection| {
                let stored = connection
                    .prepare_cached("UPDATE users SET password_hash = ?3 WHERE sub = ?1 AND password_hash = ?2")?
                    .execute([sub.as_str(), was.expose(), hash.expose()])?;
                Ok(stored > 0)
            })
            .await
    }

    async fn set_locked(&self, sub: &Subject, locked: bool, now: Timestamp) -> StoreResult<()> {
        let sub = sub.clone();
        self.writer.write(move |connection| lock(connection, &sub, locked, now).map(drop)).await
    }

    async fn remove_user(&self, sub: &Subject, now: Timestamp) -> StoreResult<bool> {
        let sub = sub.clone();
        self.writer.write(move |connection| remove(connection, &sub, now)).await
    }

    async fn has_admin(&self) -> StoreResult<bool> {
        self.reader.read(any_admin)
    }

    async fn claim_first_admin(
        &self,
        link: &Digest,
        user: &User,
        first: Option<&FirstPasskey>,
        now: Timestamp,
    ) -> StoreResult<FirstUser> {
        let (link, user, first) = (*link, user.clone(), first.cloned());
        self.writer
            .write(move |connection| {
                if any_admin(connection)? {
                    return Ok(FirstUser::AlreadyClaimed);
                }
                if let Some(first) = &first
                    && factors::is_known(connection, &first.passkey.id)?
                {
                    return Ok(FirstUser::PasskeyKnown);
                }
                let used = connection
                    .prepare_cached(
                        "UPDATE invitations SET used_at = ?2 \
                         WHERE digest = ?1 AND is_setup = 1 AND used_at IS NULL AND expires_at > ?2",
                    )?
                    .execute(params![link.as_bytes(), now.seconds()])?;
                if used == 0 {
                    return Ok(FirstUser::BadLink);
                }
                match insert(connection, &user)? {
                    AddUser::Added => {
                        if let Some(first) = &first {
                            factors::add_first(connection, first, now)?;
                        }
                        Ok(FirstUser::Claimed)
                    }
                    AddUser::Taken | AddUser::Gone => {
                        connection
                            .prepare_cached("UPDATE invitations SET used_at = NULL WHERE digest = ?1")?
                            .execute([link.as_bytes()])?;
                        Ok(FirstUser::Taken)
                    }
                }
            })
            .await
    }
}

/// The account of `sub`.
pub fn by_sub(connection: &Connection, sub: &Subject) -> StoreResult<Option<User>> {
    one(connection, "users WHERE sub = ?1", sub.as_str())
}

/// The account that has this name or, failing that, this email address.
pub fn named(connection: &Connection, key: &UsernameKey) -> StoreResult<Option<User>> {
    one(connection, "user_names JOIN users ON users.sub = user_names.sub WHERE user_names.key = ?1", key.as_str())
}

/// Replaces all of an account but password and lock.
pub fn replace_profile(connection: &Connection, user: &User) -> StoreResult<AddUser> {
    let Some(before) = by_sub(connection, &user.sub)? else { return Ok(AddUser::Gone) };
    if before.email != user.email {
        void_email(connection, &user.sub)?;
    }
    if !rename(connection, user)? {
        return Ok(AddUser::Taken);
    }
    let (from_config, defined_in, left_at, left_ends_at) = rows::definition_columns(&user.definition);
    connection
        .prepare_cached(
            "UPDATE users SET username = ?2, claims = ?3, email = ?4, email_verified = ?5, groups = ?6, \
             attributes = ?7, is_admin = ?8, from_config = ?9, updated_at = ?10, defined_in = ?11, left_at = ?12, \
             left_ends_at = ?13 WHERE sub = ?1",
        )?
        .execute(params![
            user.sub.as_str(),
            user.username,
            rows::to_json(&user.claims)?,
            user.email,
            user.email_verified,
            rows::to_json(&user.groups)?,
            rows::to_json(&user.attributes)?,
            user.is_admin,
            from_config,
            user.updated_at.seconds(),
            defined_in,
            left_at,
            left_ends_at,
        ])?;
    audit::append(connection, &user_changed(&before, user), user.updated_at)?;
    void_setup(connection, user)?;
    Ok(AddUser::Added)
}

/// Sets a password hash; `ends_sessions` ends every other login with what was granted in it.
pub fn replace_password(
    connection: &Connection,
    sub: &Subject,
    hash: &Secret,
    ends_sessions: bool,
    keep: Option<&str>,
    now: Timestamp,
) -> StoreResult<()> {
    let asked = "SELECT 1 FROM users WHERE sub = ?1 AND password_hash IS NOT NULL";
    if connection.prepare_cached(asked)?.exists([sub.as_str()])? {
        mails::queue(connection, &Mail::PasswordChanged { sub: sub.clone() }, now)?;
    }
    store_password(connection, sub, hash)?;
    audit::append(connection, &Event::of(What::PasswordChange, sub), now)?;
    if ends_sessions {
        return end_what_was_proven(connection, sub, keep, now);
    }
    distrust_browsers(connection, sub)?;
    void_links(connection, sub)
}

/// Ends what rests on what somebody could prove themselves with until now: other logins with what was granted in them, links, and
/// browsers that are not theirs for certain.
pub fn end_what_was_proven(
    connection: &Connection,
    sub: &Subject,
    keep: Option<&str>,
    now: Timestamp,
) -> StoreResult<()> {
    distrust_browsers(connection, sub)?;
    void_links(connection, sub)?;
    end_sessions_of(connection, sub, keep, Cause::PasswordChange, now)?;
    // Offline access given before the change may be what the change is meant to end (SEC-25).
    revoke_all(connection, sub, keep, now)
}

/// Forgets the browsers that are not this person's for certain: from the first sign-in on that they were told of and have not
/// settled.
pub fn distrust_browsers(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    if let Some(since) = first_since(connection, sub)? {
        connection
            .prepare_cached("DELETE FROM known_browsers WHERE sub = ?1 AND first_seen >= ?2")?
            .execute(params![sub.as_str(), since.seconds()])?;
    }
    Ok(())
}

fn one(connection: &Connection, from: &str, key: &str) -> StoreResult<Option<User>> {
    let mut statement = connection.prepare_cached(&format!("SELECT {USER} FROM {from}"))?;
    let mut found = statement.query([key])?;
    found.next()?.map(|row| rows::user(row, 0)).transpose()
}

fn any_admin(connection: &Connection) -> StoreResult<bool> {
    let found = connection
        .prepare_cached("SELECT 1 FROM users WHERE is_admin = 1 AND left_at IS NULL LIMIT 1")?
        .query_row([], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}

/// Adds an account.
pub fn insert(connection: &Connection, user: &User) -> StoreResult<AddUser> {
    insert_how(connection, user, None)
}

/// Adds an account; `how` says by what a person made it for themselves.
pub fn insert_how(connection: &Connection, user: &User, how: Option<&str>) -> StoreResult<AddUser> {
    if !rename(connection, user)? {
        return Ok(AddUser::Taken);
    }
    let (from_config, defined_in, left_at, left_ends_at) = rows::definition_columns(&user.definition);
    let password_hash = user.password_hash.as_ref().map(Secret::expose);
    connection
        .prepare_cached(
            "INSERT INTO users (sub, username, claims, email, email_verified, groups, attributes, password_hash, locked, \
             is_admin, from_config, created_at, updated_at, credentials_revision, defined_in, left_at, left_ends_at, \
             pinned_hash, is_known) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, 0)",
        )?
        .execute(params![
            user.sub.as_str(),
            user.username,
            rows::to_json(&user.claims)?,
            user.email,
            user.email_verified,
            rows::to_json(&user.groups)?,
            rows::to_json(&user.attributes)?,
            password_hash,
            user.locked,
            user.is_admin,
            from_config,
            user.created_at.seconds(),
            user.updated_at.seconds(),
            user.credentials_revision,
            defined_in,
            left_at,
            left_ends_at,
            password_hash.filter(|_| user.pins_password()),
        ])?;
    audit::append(connection, &user_added(user, how), user.created_at)?;
    void_setup(connection, user)?;
    Ok(AddUser::Added)
}

/// Takes the account's names. `false`, with nothing changed, when one of them is another account's.
pub fn rename(connection: &Connection, user: &User) -> StoreResult<bool> {
    if !names_are_free(connection, user)? {
        return Ok(false);
    }
    let texts = user.names();
    let mut names: Vec<UsernameKey> = texts.clone().map(UsernameKey::of).collect();
    names.sort();
    names.dedup();
    connection.prepare_cached("DELETE FROM user_names WHERE sub = ?1")?.execute([user.sub.as_str()])?;
    for name in &names {
        connection
            .prepare_cached("INSERT INTO user_names VALUES (?1, ?2)")?
            .execute([name.as_str(), user.sub.as_str()])?;
    }
    connection.prepare_cached("DELETE FROM user_looks WHERE sub = ?1")?.execute([user.sub.as_str()])?;
    for text in texts {
        connection
            .prepare_cached("INSERT OR IGNORE INTO user_looks VALUES (?1, ?2)")?
            .execute([names::look(text).as_str(), user.sub.as_str()])?;
    }
    Ok(true)
}

/// Whether the account's names are nobody else's, and cannot be taken for anybody else's.
pub fn names_are_free(connection: &Connection, user: &User) -> StoreResult<bool> {
    for text in user.names() {
        if looks_like_anothers(connection, text, &user.sub)? {
            return Ok(false);
        }
        let owned = "SELECT 1 FROM user_names WHERE key = ?1 AND sub <> ?2";
        if connection.prepare_cached(owned)?.exists([UsernameKey::of(text).as_str(), user.sub.as_str()])? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a name that is new to this account can be taken for one of another account.
fn looks_like_anothers(connection: &Connection, name: &str, sub: &Subject) -> StoreResult<bool> {
    let found = connection
        .prepare_cached(
            "SELECT 1 FROM user_looks WHERE look = ?1 AND sub <> ?2 \
             AND NOT EXISTS (SELECT 1 FROM user_names WHERE key = ?3 AND sub = ?2)",
        )?
        .query_row(params![names::look(name), sub.as_str(), UsernameKey::of(name).as_str()], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}

/// Sets a password hash: what was proven before is proven no longer.
fn store_password(connection: &Connection, sub: &Subject, hash: &Secret) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE users SET password_hash = ?2, credentials_revision = credentials_revision + 1 WHERE sub = ?1",
        )?
        .execute([sub.as_str(), hash.expose()])?;
    Ok(())
}

/// Voids the links by which a first administrator is made, where this user is one.
fn void_setup(connection: &Connection, user: &User) -> StoreResult<()> {
    if user.is_admin {
        connection.prepare_cached("DELETE FROM invitations WHERE is_setup = 1 AND used_at IS NULL")?.execute([])?;
    }
    Ok(())
}

/// Voids every link that was sent to this person.
pub fn void_links(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    connection.prepare_cached("DELETE FROM new_sign_ins WHERE sub = ?1")?.execute([sub.as_str()])?;
    void_invitations(connection, sub)
}

/// Voids every link by which a password of this person could be set.
pub fn void_invitations(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    connection.prepare_cached("DELETE FROM invitations WHERE sub = ?1 AND used_at IS NULL")?.execute([sub.as_str()])?;
    Ok(())
}

/// Revokes every grant of a person but those of the session `keep`.
pub fn revoke_all(connection: &Connection, sub: &Subject, keep: Option<&str>, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached(
            "UPDATE grants SET revoked_at = ?2 WHERE sub = ?1 AND revoked_at IS NULL AND session_id IS NOT ?3",
        )?
        .execute(params![sub.as_str(), now.seconds(), keep])?;
    Ok(())
}
