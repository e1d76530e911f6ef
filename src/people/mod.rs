//! What is done for people by those who look after them: the same for the command line and the pages of administrators.

pub mod refused;

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value};

pub use self::refused::Refused;
use crate::clock::Timestamp;
use crate::config::settings::{ConfiguredUser, Issuer, SignUpSettings};
use crate::protocol::factors::{FactorKinds, WaysIn};
use crate::protocol::invitation::Invitation;
use crate::protocol::mail::Mail;
use crate::protocol::names;
use crate::protocol::session::Cause;
use crate::protocol::sign_up::{MOST_DAYS, MOST_USES, SignUpLink};
use crate::protocol::user::{Definition, Subject, User, UsernameKey, check_username, is_email};
use crate::random;
use crate::secret::{Digest, Secret};
use crate::store::factors::{By, RemovePasskey};
use crate::store::people::Guarded;
use crate::store::users::{AddUser, ProfileChange, ProfileChanged};
use crate::store::{Store, StoreError};

/// How long a link that somebody hands over works.
pub const LINK_LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What becomes of something that may be refused.
pub type Outcome<T> = Result<Result<T, Refused>, StoreError>;

/// The entry of the configuration that defines an account.
pub fn entry<'a>(users: &'a [ConfiguredUser], user: &User) -> Option<&'a ConfiguredUser> {
    let by_sub = users.iter().find(|entry| entry.sub.as_ref() == Some(&user.sub));
    let is_of_name = |entry: &&ConfiguredUser| UsernameKey::of(&entry.username) == UsernameKey::of(&user.username);
    by_sub.or_else(|| users.iter().find(is_of_name))
}

/// Where an account is defined, such as `config.toml:8`; `None` when no file defines it.
pub fn place(users: &[ConfiguredUser], user: &User) -> Option<String> {
    let Definition::File { file, .. } = &user.definition else { return None };
    Some(entry(users, user).map_or_else(|| file.clone(), |entry| entry.defined_at.clone()))
}

/// Refuses to change what these `keys` say of an account that a file defines.
pub fn must_not_be_pinned(users: &[ConfiguredUser], user: &User, keys: &[&'static str]) -> Result<(), Refused> {
    match place(users, user) {
        None => Ok(()),
        Some(place) => Err(Refused::Pinned { username: user.username.clone(), place, keys: keys.to_vec() }),
    }
}

/// Refuses to change what these `keys` say of an account that a file defines, or did until a while ago.
pub fn must_be_of_the_database(users: &[ConfiguredUser], user: &User, keys: &[&'static str]) -> Result<(), Refused> {
    match &user.definition {
        Definition::Left { file, .. } => Err(Refused::Left { username: user.username.clone(), file: file.clone() }),
        Definition::Database | Definition::File { .. } => must_not_be_pinned(users, user, keys),
    }
}

/// Refuses to let a password be set that a file names. Without passwords a link leads to a passkey, which no file names.
pub fn may_get_password(users: &[ConfiguredUser], user: &User, ways: WaysIn) -> Result<(), Refused> {
    match (ways.password && user.pins_password()) || user.has_left() {
        true => must_be_of_the_database(users, user, &["password_hash"]),
        false => Ok(()),
    }
}

/// Refuses to remove an account that a file defines: the next reload would make it again. An entry that names another `sub`
/// does not define it.
pub fn may_be_removed(users: &[ConfiguredUser], user: &User) -> Result<(), Refused> {
    let is_another = |entry: &ConfiguredUser| entry.sub.as_ref().is_some_and(|sub| *sub != user.sub);
    match place(users, user) {
        Some(place) if !entry(users, user).is_some_and(is_another) => {
            Err(Refused::Defined { username: user.username.clone(), place })
        }
        _ => Ok(()),
    }
}

/// Checks what a change says.
pub fn check(change: &ProfileChange) -> Result<(), Refused> {
    if let Some(username) = &change.username {
        check_username(username).map_err(|error| Refused::of("username", error))?;
    }
    check_email(change.email.as_deref().filter(|email| !email.is_empty()))?;
    check_shown("name", change.name.iter().filter(|name| !name.is_empty()))?;
    check_shown("groups", change.groups.iter().flatten().chain(&change.add_groups))
}

fn check_email(email: Option<&str>) -> Result<(), Refused> {
    match email {
        Some(email) if !is_email(email) => Err(Refused::NoEmail { text: email.to_owned() }),
        _ => Ok(()),
    }
}

fn check_shown<'a>(field: &'static str, texts: impl Iterator<Item = &'a String>) -> Result<(), Refused> {
    for text in texts {
        names::check_shown(text).map_err(|error| Refused::Unfit { field, text: text.clone(), error })?;
    }
    Ok(())
}

/// Refuses a change that says what cannot be, or of an account that a file defines.
pub fn may_change(users: &[ConfiguredUser], user: &User, change: &ProfileChange) -> Result<(), Refused> {
    check(change)?;
    match change.keep && user.has_left() {
        true => Ok(()),
        false => must_be_of_the_database(users, user, &keys(change)),
    }
}

/// Changes an account that no file defines, or names the file that does.
pub async fn change(
    store: &dyn Store,
    users: &[ConfiguredUser],
    user: &User,
    change: &ProfileChange,
    ways: WaysIn,
    now: Timestamp,
) -> Outcome<User> {
    if let Err(refused) = may_change(users, user, change) {
        return Ok(Err(refused));
    }
    Ok(match store.change_profile(&user.sub, change, ways, now).await? {
        ProfileChanged::Changed(changed) => Ok(*changed),
        ProfileChanged::Gone | ProfileChanged::Pinned => Err(Refused::Meanwhile { username: user.username.clone() }),
        ProfileChanged::Taken => Err(Refused::Taken),
        ProfileChanged::LastAdministrator => Err(Refused::LastAdministrator { username: user.username.clone() }),
    })
}

/// The keys of `[[users]]` that say the same as a change.
fn keys(change: &ProfileChange) -> Vec<&'static str> {
    let groups = change.groups.is_some() || !change.add_groups.is_empty() || !change.remove_groups.is_empty();
    let keys = [
        ("username", change.username.is_some()),
        ("name", change.name.is_some()),
        ("email", change.email.is_some()),
        ("email_verified", change.email_verified.is_some()),
        ("groups", groups),
        ("admin", change.is_admin.is_some()),
    ];
    keys.into_iter().filter_map(|(key, is_named)| is_named.then_some(key)).collect()
}

/// A new account.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    /// The username.
    pub username: String,
    /// The full name.
    pub name: Option<String>,
    /// The email address, which whoever adds the account vouches for.
    pub email: Option<String>,
    /// The groups.
    pub groups: Vec<String>,
    /// Whether the person administers.
    pub is_admin: bool,
    /// A hash of the password; without one the person gets a link.
    pub password_hash: Option<Secret>,
}

/// Checks what is said of a new account.
pub fn check_new(person: &NewPerson) -> Result<(), Refused> {
    check_username(&person.username).map_err(|error| Refused::of("username", error))?;
    check_email(person.email.as_deref())?;
    check_shown("name", person.name.iter())?;
    check_shown("groups", person.groups.iter())
}

/// Adds an account.
pub async fn add(store: &dyn Store, person: NewPerson, now: Timestamp) -> Outcome<User> {
    if let Err(refused) = check_new(&person) {
        return Ok(Err(refused));
    }
    let mut claims = Map::new();
    claims.extend(person.name.map(|name| ("name".to_owned(), Value::String(name))));
    let user = User {
        sub: Subject::new(random::identifier()),
        username: person.username,
        claims,
        email_verified: person.email.is_some(),
        email: person.email,
        groups: person.groups,
        attributes: BTreeMap::new(),
        password_hash: person.password_hash,
        locked: false,
        is_admin: person.is_admin,
        definition: Definition::Database,
        credentials_revision: 1,
        factors: FactorKinds::default(),
        created_at: now,
        updated_at: now,
    };
    Ok(match store.add_user(&user).await? {
        AddUser::Added => Ok(user),
        AddUser::Taken | AddUser::Gone => Err(Refused::Taken),
    })
}

/// Whether a link of this person would be for a first password, or a first passkey where there are no passwords.
pub fn is_first_link(user: &User, ways: WaysIn) -> bool {
    match ways.password {
        true => user.password_hash.is_none(),
        false => user.has_nothing_to_prove(ways),
    }
}

/// Refuses a link for whoever a file gives a password, and one that would lead nowhere: without passwords to somebody who has a
/// passkey or an authenticator app, which no link replaces.
pub fn may_get_link(users: &[ConfiguredUser], user: &User, ways: WaysIn) -> Result<(), Refused> {
    may_get_password(users, user, ways)?;
    match ways.password || user.has_nothing_to_prove(ways) {
        true => Ok(()),
        false => Err(Refused::HasFactor { username: user.username.clone() }),
    }
}

/// A link by which a person chooses a password, or begins with a passkey, in the place of earlier ones, and until when it works.
pub async fn link(
    store: &dyn Store,
    users: &[ConfiguredUser],
    issuer: &Issuer,
    user: &User,
    ways: WaysIn,
    now: Timestamp,
) -> Outcome<(Secret, Timestamp)> {
    if let Err(refused) = may_get_link(users, user, ways) {
        return Ok(Err(refused));
    }
    let token = random::token();
    let invitation = match is_first_link(user, ways) {
        false => Invitation::Reset { sub: user.sub.clone() },
        true => Invitation::Invite { sub: user.sub.clone() },
    };
    let expires_at = now.after(LINK_LIFETIME);
    store.add_invitation(&Digest::of(&token), &invitation, expires_at, now).await?;
    Ok(Ok((Secret::new(issuer.url(&format!("/invite?t={token}"))), expires_at)))
}

/// A link with which `uses` people make an account each, within so many days, and until when it works.
pub async fn sign_up_link(
    store: &dyn Store,
    (issuer, settings): (&Issuer, &SignUpSettings),
    (uses, days): (u32, u32),
    now: Timestamp,
) -> Outcome<(Secret, SignUpLink)> {
    if !settings.takes_links() {
        return Ok(Err(Refused::SignUpIsOff));
    }
    let token = random::token();
    let lifetime = Duration::from_secs(u64::from(days.clamp(1, MOST_DAYS)) * 24 * 60 * 60);
    let (uses_left, expires_at) = (uses.clamp(1, MOST_USES), now.after(lifetime));
    let link = SignUpLink { email: None, interaction: None, uses_left, expires_at };
    store.add_sign_up_link(&Digest::of(&token), &link, now).await?;
    Ok(Ok((Secret::new(issuer.url(&format!("/sign-up/account?t={token}"))), link)))
}

/// Lets somebody in who made an account and waits.
pub async fn approve(store: &dyn Store, user: &User, now: Timestamp) -> Outcome<()> {
    let username = user.username.clone();
    Ok(if store.approve(&user.sub, now).await? { Ok(()) } else { Err(Refused::NotWaiting { username }) })
}

/// Has such a link sent by mail; returns the address.
pub async fn mail_link(
    store: &dyn Store,
    users: &[ConfiguredUser],
    user: &User,
    ways: WaysIn,
    now: Timestamp,
) -> Outcome<String> {
    if let Err(refused) = may_get_link(users, user, ways) {
        return Ok(Err(refused));
    }
    let Some(email) = user.email.as_deref().filter(|_| user.email_verified) else {
        return Ok(Err(Refused::NoAddress { username: user.username.clone() }));
    };
    store.queue_mail(&Mail::Invitation { sub: user.sub.clone() }, now).await?;
    Ok(Ok(email.to_owned()))
}

/// Locks an account that no file defines, but never the last one that can administer.
pub async fn lock(
    store: &dyn Store,
    users: &[ConfiguredUser],
    user: &User,
    ways: WaysIn,
    now: Timestamp,
) -> Outcome<()> {
    if let Err(refused) = must_not_be_pinned(users, user, &["locked"]) {
        return Ok(Err(refused));
    }
    Ok(guarded(user, store.lock_unless_last(&user.sub, ways, now).await?))
}

/// Unlocks an account that no file defines.
pub async fn unlock(store: &dyn Store, users: &[ConfiguredUser], user: &User, now: Timestamp) -> Outcome<()> {
    if let Err(refused) = must_not_be_pinned(users, user, &["locked"]) {
        return Ok(Err(refused));
    }
    store.set_locked(&user.sub, false, now).await?;
    Ok(Ok(()))
}

/// Removes an account that no file defines, with all that it has, but never the last one that can administer.
pub async fn remove(
    store: &dyn Store,
    users: &[ConfiguredUser],
    user: &User,
    ways: WaysIn,
    now: Timestamp,
) -> Outcome<()> {
    if let Err(refused) = may_be_removed(users, user) {
        return Ok(Err(refused));
    }
    Ok(guarded(user, store.remove_unless_last(&user.sub, ways, now).await?))
}

/// What became of something that the last administrator is kept from.
pub fn guarded(user: &User, outcome: Guarded) -> Result<(), Refused> {
    let username = user.username.clone();
    match outcome {
        Guarded::Done => Ok(()),
        Guarded::Gone => Err(Refused::Meanwhile { username }),
        Guarded::LastAdministrator => Err(Refused::LastAdministrator { username }),
    }
}

/// Removes all second factors of a person; whether there were any. Not where nobody who can sign in would administer then.
pub async fn reset_factors(store: &dyn Store, user: &User, ways: WaysIn, now: Timestamp) -> Outcome<bool> {
    Ok(match store.reset_factors(&user.sub, ways, now).await? {
        Guarded::Done => Ok(true),
        Guarded::Gone => Ok(false),
        // A link to choose a password first helps only where there are passwords.
        Guarded::LastAdministrator if !ways.password => {
            Err(Refused::LastAdministrator { username: user.username.clone() })
        }
        Guarded::LastAdministrator => Err(Refused::LastWayIn { username: user.username.clone() }),
    })
}

/// One second factor of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Factor {
    /// The authenticator app.
    App,
    /// The passkey with this credential id.
    Passkey(Vec<u8>),
}

/// Removes one second factor of a person, but of somebody whom no password signs in not the last passkey that signs in. Logins go
/// on, as when the person removes it.
pub async fn remove_factor(
    store: &dyn Store,
    user: &User,
    factor: &Factor,
    ways: WaysIn,
    now: Timestamp,
) -> Outcome<()> {
    let removed = match factor {
        Factor::App => match store.remove_totp(&user.sub, &By::Operator, now).await? {
            true => RemovePasskey::Removed,
            false => RemovePasskey::NotDone,
        },
        Factor::Passkey(id) => store.remove_passkey(&user.sub, id, &By::Operator, ways, now).await?,
    };
    let username = user.username.clone();
    Ok(match removed {
        RemovePasskey::Removed => Ok(()),
        RemovePasskey::NotDone => Err(Refused::Meanwhile { username }),
        RemovePasskey::OnlyWayIn if !ways.password => Err(Refused::OnlyPasskey { username }),
        RemovePasskey::OnlyWayIn => Err(Refused::OnlyWayIn { username }),
    })
}

/// Ends every login of a person; returns how many.
pub async fn sign_out(store: &dyn Store, user: &User, now: Timestamp) -> Result<usize, StoreError> {
    store.end_every_session(&user.sub, Cause::Operator, now).await
}
