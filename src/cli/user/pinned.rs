//! What the configuration says of a person is changed there: refusals that name the place, and why somebody cannot sign in.

use crate::cli::context::{Context, Failure};
use crate::config::settings::ConfiguredUser;
use crate::protocol::user::{Definition, User, UsernameKey};
use crate::telemetry::tell;

/// The entry of the configuration that defines the account.
fn entry<'a>(context: &'a Context, user: &User) -> Option<&'a ConfiguredUser> {
    let users = &context.settings.users;
    let by_sub = users.iter().find(|entry| entry.sub.as_ref() == Some(&user.sub));
    let is_of_name = |entry: &&ConfiguredUser| UsernameKey::of(&entry.username) == UsernameKey::of(&user.username);
    by_sub.or_else(|| users.iter().find(is_of_name))
}

/// Where the account is defined, such as `config.toml:8`; `None` when no file defines it.
pub fn place(context: &Context, user: &User) -> Option<String> {
    let Definition::File { file, .. } = &user.definition else { return None };
    Some(entry(context, user).map_or_else(|| file.clone(), |entry| entry.defined_at.clone()))
}

/// Refuses to change `what` of an account that a file defines, or did until a while ago.
pub fn refuse(context: &Context, user: &User, what: &str) -> Result<(), Failure> {
    refuse_left(user)?;
    refuse_pinned(context, user, what)
}

/// Refuses to change a password that a file names.
pub fn refuse_password(context: &Context, user: &User) -> Result<(), Failure> {
    refuse_left(user)?;
    if user.pins_password() { refuse_pinned(context, user, "`password_hash`") } else { Ok(()) }
}

/// Refuses to lock or unlock an account that a file defines. One that left may be locked too, and so may any while the
/// configuration has errors: where one would write it cannot take effect, and a server that runs looks at the database.
pub fn refuse_lock(context: &Context, user: &User) -> Result<(), Failure> {
    let refused = refuse_pinned(context, user, "`locked`");
    if refused.is_err() && context.broken.is_some() {
        tell(format_args!(
            "{} is defined in the configuration, which counts again when its errors are corrected: set `locked` there too",
            user.username
        ));
        return Ok(());
    }
    refused
}

/// Refuses to remove an account that a file defines: the next reload would make it again. An entry that names another
/// `sub` does not define it.
pub fn refuse_removal(context: &Context, user: &User) -> Result<(), Failure> {
    let is_another = |entry: &ConfiguredUser| entry.sub.as_ref().is_some_and(|sub| *sub != user.sub);
    if entry(context, user).is_some_and(is_another) {
        return Ok(());
    }
    match place(context, user) {
        None => Ok(()),
        Some(place) => Err(Failure::Failed(format!(
            "{} is defined in {place} ([[users]]): remove the entry there first",
            user.username
        ))),
    }
}

fn refuse_pinned(context: &Context, user: &User, what: &str) -> Result<(), Failure> {
    match place(context, user) {
        None => Ok(()),
        Some(place) => {
            let username = &user.username;
            Err(Failure::Failed(format!("{username} is defined in {place} ([[users]]): change {what} there")))
        }
    }
}

fn refuse_left(user: &User) -> Result<(), Failure> {
    match &user.definition {
        Definition::Left { file, .. } => Err(Failure::Failed(format!(
            "{username} is no longer in {file}: restore the entry, or keep the account with `latchkey user keep {username}`",
            username = user.username
        ))),
        Definition::Database | Definition::File { .. } => Ok(()),
    }
}

/// Why the account cannot be kept.
pub fn nothing_to_keep(context: &Context, user: &User) -> Failure {
    let username = &user.username;
    Failure::Failed(match place(context, user) {
        Some(place) => format!("{username} is defined in {place} ([[users]]): there is nothing to keep"),
        None => format!("{username} is an account of the database already"),
    })
}

/// Why the person cannot sign in, and what to do; `None` when they can.
pub fn why_not(user: &User) -> Option<String> {
    let username = &user.username;
    match &user.definition {
        Definition::Left { file, .. } => {
            Some(format!("no longer in {file}: restore the entry, or run `latchkey user keep {username}`"))
        }
        Definition::File { file, .. } if user.locked => Some(format!("locked in {file}")),
        _ if user.locked => Some(format!("locked: `latchkey user unlock {username}`")),
        _ if user.password_hash.is_none() => Some(format!("no password yet: `latchkey user invite {username}`")),
        _ => None,
    }
}
