//! Changes of a profile by the operator: read and written in one transaction, so that two at once do not undo each other.

use rusqlite::Connection;
use serde_json::Value;

use super::left;
use super::users::{by_sub, replace_profile};
use crate::clock::Timestamp;
use crate::protocol::user::{Definition, Subject, User};
use crate::store::StoreResult;
use crate::store::users::{AddUser, ProfileChange, ProfileChanged};

/// Changes what is to be changed of an account that no file defines.
pub fn change(
    connection: &Connection,
    sub: &Subject,
    change: &ProfileChange,
    now: Timestamp,
) -> StoreResult<ProfileChanged> {
    let Some(user) = by_sub(connection, sub)? else { return Ok(ProfileChanged::Gone) };
    if user.is_from_config() || user.has_left() && !change.keep {
        return Ok(ProfileChanged::Pinned);
    }
    let changed = User { definition: Definition::Database, updated_at: now, ..changed(user, change) };
    match replace_profile(connection, &changed)? {
        AddUser::Added => {
            left::forget_file(connection, sub)?;
            Ok(ProfileChanged::Changed(Box::new(changed)))
        }
        AddUser::Taken => Ok(ProfileChanged::Taken),
        AddUser::Gone => Ok(ProfileChanged::Gone),
    }
}

fn changed(mut user: User, change: &ProfileChange) -> User {
    if let Some(username) = &change.username {
        user.username.clone_from(username);
    }
    match change.name.as_deref() {
        None => {}
        Some("") => drop(user.claims.remove("name")),
        Some(name) => drop(user.claims.insert("name".to_owned(), Value::String(name.to_owned()))),
    }
    if let Some(email) = &change.email {
        user.email = Some(email.clone()).filter(|email| !email.is_empty());
        // The operator wrote it down, and vouches for it unless they say otherwise.
        user.email_verified = user.email.is_some();
    }
    if let Some(is_verified) = change.email_verified {
        user.email_verified = is_verified && user.email.is_some();
    }
    if let Some(groups) = &change.groups {
        user.groups.clone_from(groups);
    }
    for group in &change.add_groups {
        if !user.groups.contains(group) {
            user.groups.push(group.clone());
        }
    }
    user.groups.retain(|group| !change.remove_groups.contains(group));
    user.is_admin = change.is_admin.unwrap_or(user.is_admin);
    user
}
