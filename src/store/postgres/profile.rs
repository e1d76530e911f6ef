//! Changes of a profile by the operator: read and written in one transaction, so that two at once do not undo each other.

use super::connection::Connection;
use super::people::is_last_administrator;
use super::standing::hold_person;
use super::users::{by_sub, replace_profile, void_links};
use super::{left, locks, mails};
use crate::clock::Timestamp;
use crate::protocol::factors::WaysIn;
use crate::protocol::mail::Mail;
use crate::protocol::user::{Definition, Subject, User};
use crate::store::StoreResult;
use crate::store::users::{AddUser, ProfileChange, ProfileChanged};

/// Changes what is to be changed of an account that no file defines.
pub async fn change(
    connection: &Connection,
    sub: &Subject,
    change: &ProfileChange,
    ways: WaysIn,
    now: Timestamp,
) -> StoreResult<ProfileChanged> {
    locks::take(connection, locks::NAMES).await?;
    hold_person(connection, sub).await?;
    let Some(user) = by_sub(connection, sub).await? else { return Ok(ProfileChanged::Gone) };
    if user.is_from_config() || user.has_left() && !change.keep {
        return Ok(ProfileChanged::Pinned);
    }
    if change.is_admin == Some(false) && is_last_administrator(connection, sub, ways).await? {
        return Ok(ProfileChanged::LastAdministrator);
    }
    let left = user.leaves_mailbox(change.email.as_deref().or(user.email.as_deref()).unwrap_or_default());
    let changed = User { definition: Definition::Database, updated_at: now, ..change.applied_to(user) };
    match replace_profile(connection, &changed).await? {
        AddUser::Added => {
            if let Some(was) = left {
                // Whoever reads that mailbox is not the person any more, it may be.
                void_links(connection, sub).await?;
                mails::queue(connection, &Mail::EmailChanged { sub: sub.clone(), was }, now).await?;
            }
            left::forget_file(connection, sub).await?;
            Ok(ProfileChanged::Changed(Box::new(changed)))
        }
        AddUser::Taken => Ok(ProfileChanged::Taken),
        AddUser::Gone => Ok(ProfileChanged::Gone),
    }
}
