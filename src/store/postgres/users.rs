//! Accounts.

use std::collections::HashSet;

use async_trait::async_trait;

use super::connection::{Connection, Parameter, params};
use super::new_sign_ins::first_since;
use super::people::{lock, remove};
use super::rows::{self, USER, get, octets};
use super::self_service::void_email;
use super::sessions::end_sessions_of;
use super::standing::{hold_person, is_proven, login_lives};
use super::tokens::revoke_where;
use super::{PostgresStore, audit, factors, locks, mails, profile};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::factors::WaysIn;
use crate::protocol::mail::Mail;
use crate::protocol::names;
use crate::protocol::password_hash::HashCost;
use crate::protocol::session::Cause;
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::secret::{Digest, Secret};
use crate::store::StoreResult;
use crate::store::audit::{user_added, user_changed};
use crate::store::factors::FirstPasskey;
use crate::store::users::{AddUser, FirstUser, ProfileChange, ProfileChanged, Users};

#[async_trait]
impl Users for PostgresStore {
    async fn user(&self, sub: &Subject) -> StoreResult<Option<User>> {
        let sub = sub.clone();
        self.engine.read(async move |connection: &Connection| by_sub(connection, &sub).await).await
    }

    async fn user_named(&self, key: &UsernameKey) -> StoreResult<Option<User>> {
        let key = key.clone();
        self.engine.read(async move |connection: &Connection| named(connection, &key).await).await
    }

    async fn list_users(&self) -> StoreResult<Vec<User>> {
        self.engine
            .long_transaction(async |connection: &Connection| {
                let found = connection.rows(&format!("SELECT {USER} FROM users ORDER BY username"), &[]).await?;
                found.iter().map(|row| rows::user(row, 0)).collect()
            })
            .await
    }

    async fn password_hash_costs(&self) -> StoreResult<Vec<HashCost>> {
        self.engine
            .long_transaction(async |connection: &Connection| {
                let asked = "SELECT password_hash FROM users WHERE password_hash IS NOT NULL";
                let mut costs = HashSet::new();
                for row in &connection.rows(asked, &[]).await? {
                    costs.extend(HashCost::of(get(row, 0)?));
                }
                Ok(costs.into_iter().collect())
            })
            .await
    }

    async fn add_user(&self, user: &User) -> StoreResult<AddUser> {
        let user = user.clone();
        self.engine.transaction(async move |connection: &Connection| insert(connection, &user).await).await
    }

    async fn update_profile(&self, user: &User) -> StoreResult<AddUser> {
        let user = user.clone();
        self.engine.transaction(async move |connection: &Connection| replace_profile(connection, &user).await).await
    }

    async fn change_profile(
        &self,
        sub: &Subject,
        change: &ProfileChange,
        ways: WaysIn,
        now: Timestamp,
    ) -> StoreResult<ProfileChanged> {
        let (sub, change) = (sub.clone(), change.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                profile::change(connection, &sub, &change, ways, now).await
            })
            .await
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
        self.engine
            .transaction(async move |connection: &Connection| {
                replace_password(connection, &sub, &hash, ends_sessions, keep.as_deref(), now).await
            })
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
        self.engine
            .transaction(async move |connection: &Connection| {
                hold_person(connection, &sub).await?;
                if !is_proven(connection, &sub, credentials_revision).await?
                    || !login_lives(connection, &by, now).await?
                {
                    return Ok(false);
                }
                replace_password(connection, &sub, &hash, true, Some(&by), now).await?;
                Ok(true)
            })
            .await
    }

    async fn rehash_password(&self, sub: &Subject, was: &Secret, hash: &Secret) -> StoreResult<bool> {
        let (sub, was, hash) = (sub.clone(), was.clone(), hash.clone());
        self.engine
            .once(async move |connection: &Connection| {
                let update = "UPDATE users SET password_hash = $3 WHERE sub = $1 AND password_hash = $2";
                Ok(connection.execute(update, params![sub.as_str(), was.expose(), hash.expose()]).await? > 0)
            })
            .await
    }

    async fn set_locked(&self, sub: &Subject, locked: bool, now: Timestamp) -> StoreResult<()> {
        let sub = sub.clone();
        self.engine
            .transaction(async move |connection: &Connection| lock(connection, &sub, locked, now).await.map(drop))
            .await
    }

    async fn remove_user(&self, sub: &Subject, now: Timestamp) -> StoreResult<bool> {
        let sub = sub.clone();
        self.engine.long_transaction(async move |connection: &Connection| remove(connection, &sub, now).await).await
    }

    async fn has_admin(&self) -> StoreResult<bool> {
        self.engine.read(async |connection: &Connection| any_admin(connection).await).await
    }

    async fn claim_first_admin(
        &self,
        link: &Digest,
        user: &User,
        first: Option<&FirstPasskey>,
        now: Timestamp,
    ) -> StoreResult<FirstUser> {
        let (link, user, first) = (*link, user.clone(), first.cloned());
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::NAMES).await?;
                if any_admin(connection).await? {
                    return Ok(FirstUser::AlreadyClaimed);
                }
                if let Some(first) = &first
                    && factors::is_known(connection, &first.passkey.id).await?
                {
                    return Ok(FirstUser::PasskeyKnown);
                }
                let update = "UPDATE invitations SET used_at = $2 \
                     WHERE digest = $1 AND is_setup AND used_at IS NULL AND expires_at > $2";
                if connection.execute(update, params![octets(&link), now.seconds()]).await? == 0 {
                    return Ok(FirstUser::BadLink);
                }
                match insert(connection, &user).await? {
                    AddUser::Added => {
                        if let Some(first) = &first {
                            factors::add_first(connection, first, now).await?;
                        }
                        Ok(FirstUser::Claimed)
                    }
                    AddUser::Taken | AddUser::Gone => {
                        let update = "UPDATE invitations SET used_at = NULL WHERE digest = $1";
                        connection.execute(update, params![octets(&link)]).await?;
                        Ok(FirstUser::Taken)
                    }
                }
            })
            .await
    }
}

/// The account of `sub`.
pub async fn by_sub(connection: &Connection, sub: &Subject) -> StoreResult<Option<User>> {
    one(connection, "users WHERE sub = $1", sub.as_str()).await
}

/// The account that has this name or, failing that, this email address.
pub async fn named(connection: &Connection, key: &UsernameKey) -> StoreResult<Option<User>> {
    let from = "user_names JOIN users ON users.sub = user_names.sub WHERE user_names.key = $1";
    one(connection, from, key.as_str()).await
}

/// Replaces all of an account but password and lock.
pub async fn replace_profile(connection: &Connection, user: &User) -> StoreResult<AddUser> {
    locks::take(connection, locks::NAMES).await?;
    hold_person(connection, &user.sub).await?;
    let Some(before) = by_sub(connection, &user.sub).await? else { return Ok(AddUser::Gone) };
    if before.email != user.email {
        void_email(connection, &user.sub).await?;
    }
    if !rename(connection, user).await? {
        return Ok(AddUser::Taken);
    }
    let (from_config, defined_in, left_at, left_ends_at) = rows::definition_columns(&user.definition);
    let update = "UPDATE users SET username = $2, claims = $3, email = $4, email_verified = $5, groups = $6, \
         attributes = $7, is_admin = $8, from_config = $9, updated_at = $10, defined_in = $11, left_at = $12, \
         left_ends_at = $13 WHERE sub = $1";
    let parameters = params![
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
    ];
    connection.execute(update, parameters).await?;
    audit::append(connection, &user_changed(&before, user), user.updated_at).await?;
    void_setup(connection, user).await?;
    Ok(AddUser::Added)
}

/// Sets a password hash; `ends_sessions` ends every other login with what was granted in it.
pub async fn replace_password(
    connection: &Connection,
    sub: &Subject,
    hash: &Secret,
    ends_sessions: bool,
    keep: Option<&str>,
    now: Timestamp,
) -> StoreResult<()> {
    hold_person(connection, sub).await?;
    let asked = "SELECT 1 FROM users WHERE sub = $1 AND password_hash IS NOT NULL";
    if connection.exists(asked, params![sub.as_str()]).await? {
        mails::queue(connection, &Mail::PasswordChanged { sub: sub.clone() }, now).await?;
    }
    store_password(connection, sub, hash).await?;
    audit::append(connection, &Event::of(What::PasswordChange, sub), now).await?;
    if ends_sessions {
        return end_what_was_proven(connection, sub, keep, now).await;
    }
    distrust_browsers(connection, sub).await?;
    void_links(connection, sub).await
}

/// Ends what rests on what somebody could prove themselves with until now: other logins with what was granted in them, links, and
/// browsers that are not theirs for certain.
pub async fn end_what_was_proven(
    connection: &Connection,
    sub: &Subject,
    keep: Option<&str>,
    now: Timestamp,
) -> StoreResult<()> {
    distrust_browsers(connection, sub).await?;
    void_links(connection, sub).await?;
    end_sessions_of(connection, sub, keep, Cause::PasswordChange, now).await?;
    // Offline access given before the change may be what the change is meant to end (SEC-25).
    revoke_all(connection, sub, keep, now).await
}

/// Forgets the browsers that are not this person's for certain: from the first sign-in on that they were told of and have not
/// settled.
pub async fn distrust_browsers(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    if let Some(since) = first_since(connection, sub).await? {
        let delete = "DELETE FROM known_browsers WHERE sub = $1 AND first_seen >= $2";
        connection.execute(delete, params![sub.as_str(), since.seconds()]).await?;
    }
    Ok(())
}

async fn one(connection: &Connection, from: &str, key: &str) -> StoreResult<Option<User>> {
    let found = connection.first(&format!("SELECT {USER} FROM {from}"), params![key]).await?;
    found.map(|row| rows::user(&row, 0)).transpose()
}

async fn any_admin(connection: &Connection) -> StoreResult<bool> {
    connection.exists("SELECT 1 FROM users WHERE is_admin AND left_at IS NULL LIMIT 1", &[]).await
}

/// Adds an account.
pub async fn insert(connection: &Connection, user: &User) -> StoreResult<AddUser> {
    insert_how(connection, user, None).await
}

/// Adds an account; `how` says by what a person made it for themselves.
pub async fn insert_how(connection: &Connection, user: &User, how: Option<&str>) -> StoreResult<AddUser> {
    locks::take(connection, locks::NAMES).await?;
    if !rename(connection, user).await? {
        return Ok(AddUser::Taken);
    }
    let (from_config, defined_in, left_at, left_ends_at) = rows::definition_columns(&user.definition);
    let password_hash = user.password_hash.as_ref().map(Secret::expose);
    let insert = "INSERT INTO users (sub, username, claims, email, email_verified, groups, attributes, password_hash, \
         locked, is_admin, from_config, created_at, updated_at, credentials_revision, defined_in, left_at, left_ends_at, \
         pinned_hash, is_known) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, false)";
    let parameters = params![
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
    ];
    connection.execute(insert, parameters).await?;
    audit::append(connection, &user_added(user, how), user.created_at).await?;
    void_setup(connection, user).await?;
    Ok(AddUser::Added)
}

/// Takes the account's names. `false`, with nothing changed, when one of them is another account's.
pub async fn rename(connection: &Connection, user: &User) -> StoreResult<bool> {
    if !names_are_free(connection, user).await? {
        return Ok(false);
    }
    let (texts, names, sub) = (user.names(), keys(user), user.sub.as_str());
    connection.execute("DELETE FROM user_names WHERE sub = $1", params![sub]).await?;
    for name in &names {
        let insert = "INSERT INTO user_names (key, sub) VALUES ($1, $2)";
        connection.execute(insert, params![name.as_str(), sub]).await?;
    }
    connection.execute("DELETE FROM user_looks WHERE sub = $1", params![sub]).await?;
    for text in texts {
        let insert = "INSERT INTO user_looks (look, sub) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        connection.execute(insert, params![names::look(text), sub]).await?;
    }
    Ok(true)
}

/// The keys of the account's names, each once.
fn keys(user: &User) -> Vec<UsernameKey> {
    let mut names: Vec<UsernameKey> = user.names().map(UsernameKey::of).collect();
    names.sort();
    names.dedup();
    names
}

/// Whether the account's names are nobody else's, and cannot be taken for anybody else's.
pub async fn names_are_free(connection: &Connection, user: &User) -> StoreResult<bool> {
    for text in user.names() {
        if looks_like_anothers(connection, text, &user.sub).await? {
            return Ok(false);
        }
    }
    let (names, sub) = (keys(user), user.sub.as_str());
    let keys: Vec<&str> = names.iter().map(UsernameKey::as_str).collect();
    let owned = "SELECT 1 FROM user_names WHERE key = ANY($1) AND sub <> $2";
    Ok(!connection.exists(owned, params![keys, sub]).await?)
}

/// Whether a name that is new to this account can be taken for one of another account.
async fn looks_like_anothers(connection: &Connection, name: &str, sub: &Subject) -> StoreResult<bool> {
    let asked = "SELECT 1 FROM user_looks WHERE look = $1 AND sub <> $2 \
         AND NOT EXISTS (SELECT 1 FROM user_names WHERE key = $3 AND sub = $2)";
    let (look, key) = (names::look(name), UsernameKey::of(name));
    connection.exists(asked, params![look, sub.as_str(), key.as_str()]).await
}

/// Sets a password hash: what was proven before is proven no longer.
async fn store_password(connection: &Connection, sub: &Subject, hash: &Secret) -> StoreResult<()> {
    let update = "UPDATE users SET password_hash = $2, credentials_revision = credentials_revision + 1 WHERE sub = $1";
    connection.execute(update, params![sub.as_str(), hash.expose()]).await?;
    Ok(())
}

/// Voids the links by which a first administrator is made, where this user is one.
async fn void_setup(connection: &Connection, user: &User) -> StoreResult<()> {
    if user.is_admin {
        connection.execute("DELETE FROM invitations WHERE is_setup AND used_at IS NULL", &[]).await?;
    }
    Ok(())
}

/// Voids every link that was sent to this person.
pub async fn void_links(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    connection.execute("DELETE FROM new_sign_ins WHERE sub = $1", params![sub.as_str()]).await?;
    void_invitations(connection, sub).await
}

/// Voids every link by which a password of this person could be set.
pub async fn void_invitations(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    let delete = "DELETE FROM invitations WHERE sub = $1 AND used_at IS NULL";
    connection.execute(delete, params![sub.as_str()]).await?;
    Ok(())
}

/// Revokes every grant of a person but those of the session `keep`.
pub async fn revoke_all(connection: &Connection, sub: &Subject, keep: Option<&str>, now: Timestamp) -> StoreResult<()> {
    let (now, sub) = (now.seconds(), sub.as_str());
    let parameters: &[Parameter<'_>] = params![now, sub, keep];
    revoke_where(connection, "sub = $2 AND session_id IS DISTINCT FROM $3", parameters).await?;
    Ok(())
}
