//! People's accounts.

use std::collections::BTreeMap;

use async_trait::async_trait;
use serde_json::Value;

use super::StoreResult;
use super::factors::FirstPasskey;
use crate::clock::Timestamp;
use crate::protocol::factors::WaysIn;
use crate::protocol::password_hash::HashCost;
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::secret::{Digest, Secret};

/// What became of adding a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddUser {
    /// The account exists now.
    Added,
    /// There is no such account any more; nothing was changed.
    Gone,
    /// The username, or the email address, is another account's (by [`UsernameKey`]), or can be taken for it
    /// ([`crate::protocol::names::look`]).
    Taken,
}

/// What became of claiming the first account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstUser {
    /// This call made the first administrator.
    Claimed,
    /// An administrator exists already.
    AlreadyClaimed,
    /// The set-up link is unknown, used or expired.
    BadLink,
    /// The username is taken.
    Taken,
    /// The passkey is known already, whoever's it is.
    PasskeyKnown,
}

/// What to change of a profile; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileChange {
    /// The username.
    pub username: Option<String>,
    /// The claim `name`; empty to take it away.
    pub name: Option<String>,
    /// Other standard claims that are texts; empty to take one away.
    pub claims: BTreeMap<&'static str, String>,
    /// The email address; empty to take it away.
    pub email: Option<String>,
    /// Whether the address is known to be theirs.
    pub email_verified: Option<bool>,
    /// All groups from now on.
    pub groups: Option<Vec<String>>,
    /// Groups to add.
    pub add_groups: Vec<String>,
    /// Groups to take away.
    pub remove_groups: Vec<String>,
    /// Whether they administer.
    pub is_admin: Option<bool>,
    /// Whether an account that left the configuration becomes one of the database by it.
    pub keep: bool,
}

impl ProfileChange {
    /// What an account is with it.
    pub fn applied_to(&self, mut user: User) -> User {
        if let Some(username) = &self.username {
            user.username.clone_from(username);
        }
        match self.name.as_deref() {
            None => {}
            Some("") => drop(user.claims.remove("name")),
            Some(name) => drop(user.claims.insert("name".to_owned(), Value::String(name.to_owned()))),
        }
        for (claim, text) in &self.claims {
            match text.as_str() {
                "" => drop(user.claims.remove(*claim)),
                text => drop(user.claims.insert((*claim).to_owned(), Value::String(text.to_owned()))),
            }
        }
        if let Some(email) = &self.email {
            user.email = Some(email.clone()).filter(|email| !email.is_empty());
            // The operator wrote it down, and vouches for it unless they say otherwise.
            user.email_verified = user.email.is_some();
        }
        if let Some(is_verified) = self.email_verified {
            user.email_verified = is_verified && user.email.is_some();
        }
        if let Some(groups) = &self.groups {
            user.groups.clone_from(groups);
        }
        for group in &self.add_groups {
            if !user.groups.contains(group) {
                user.groups.push(group.clone());
            }
        }
        user.groups.retain(|group| !self.remove_groups.contains(group));
        user.is_admin = self.is_admin.unwrap_or(user.is_admin);
        user
    }
}

/// What became of changing a profile.
#[derive(Debug, Clone)]
pub enum ProfileChanged {
    /// It is this now.
    Changed(Box<User>),
    /// There is no such account any more.
    Gone,
    /// A new name or address is another account's, or can be taken for it.
    Taken,
    /// The configuration defines the account, or did until a while ago.
    Pinned,
    /// Nobody could administer any more.
    LastAdministrator,
}

/// Accounts by subject, username and email address.
#[async_trait]
pub trait Users {
    /// The account of `sub`.
    async fn user(&self, sub: &Subject) -> StoreResult<Option<User>>;
    /// The account whose username, or else whose email address, has this key.
    async fn user_named(&self, key: &UsernameKey) -> StoreResult<Option<User>>;
    /// All accounts by username.
    async fn list_users(&self) -> StoreResult<Vec<User>>;
    /// At which costs password hashes were made, each once.
    async fn password_hash_costs(&self) -> StoreResult<Vec<HashCost>>;
    /// Adds an account.
    async fn add_user(&self, user: &User) -> StoreResult<AddUser>;
    /// Replaces profile, groups, attributes, `is_admin` and the definition of an account; leaves password and lock.
    /// Returns [`AddUser::Taken`] when a new name or address is another's, [`AddUser::Gone`] when there is no account.
    async fn update_profile(&self, user: &User) -> StoreResult<AddUser>;
    /// Changes what is said of an account that no file defines, in one transaction. Not so that nobody would administer who can
    /// sign in by these ways.
    async fn change_profile(
        &self,
        sub: &Subject,
        change: &ProfileChange,
        ways: WaysIn,
        now: Timestamp,
    ) -> StoreResult<ProfileChanged>;
    /// Sets the password hash, as the operator says. `ends_sessions` also ends the person's other logins: every session
    /// but `keep`, with their tokens (SEC-25). Sign-ins that are under way come to nothing, and every link to set a
    /// password is void.
    async fn set_password(
        &self,
        sub: &Subject,
        hash: &Secret,
        ends_sessions: bool,
        keep: Option<&str>,
        now: Timestamp,
    ) -> StoreResult<()>;
    /// The same for a person who changes it in the login `by`, which is kept: only while that login lives and the
    /// credentials are still those that were proven. Returns whether it was set.
    async fn change_password(
        &self,
        sub: &Subject,
        hash: &Secret,
        credentials_revision: i64,
        by: &str,
        now: Timestamp,
    ) -> StoreResult<bool>;
    /// Stores another hash of the same password, if the hash is still `was`. Returns whether it is stored; nothing else
    /// changes.
    async fn rehash_password(&self, sub: &Subject, was: &Secret, hash: &Secret) -> StoreResult<bool>;
    /// Locks or unlocks. Locking ends every session, revokes every grant and voids every link to set a password in the
    /// same transaction; sign-ins that are under way come to nothing, at unlocking too.
    async fn set_locked(&self, sub: &Subject, locked: bool, now: Timestamp) -> StoreResult<()>;
    /// Removes the account with its sessions, grants, consents. Returns whether it existed.
    async fn remove_user(&self, sub: &Subject, now: Timestamp) -> StoreResult<bool>;
    /// Whether any administrator exists.
    async fn has_admin(&self) -> StoreResult<bool>;
    /// Makes the first administrator with a set-up link, in one transaction: of parallel calls one succeeds. Who chose no
    /// password begins with a passkey.
    async fn claim_first_admin(
        &self,
        link: &Digest,
        user: &User,
        first: Option<&FirstPasskey>,
        now: Timestamp,
    ) -> StoreResult<FirstUser>;
}
