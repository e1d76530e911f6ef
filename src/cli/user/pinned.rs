//! What the configuration says of a person is changed there; and why somebody cannot sign in.

use crate::cli::context::{Context, Failure};
use crate::people;
use crate::protocol::user::{Definition, User};
use crate::telemetry::tell;

/// Where the account is defined, such as `config.toml:8`; `None` when no file defines it.
pub fn place(context: &Context, user: &User) -> Option<String> {
    people::place(&context.settings.users, user)
}

/// Whether an account that a file defines may be locked or unlocked all the same: while the configuration has errors, for what
/// one would write there cannot take effect, and a server that runs looks at the database.
pub fn may_be_locked_anyway(context: &Context, user: &User) -> bool {
    if context.broken.is_none() || place(context, user).is_none() {
        return false;
    }
    tell(format_args!(
        "{} is defined in the configuration, which counts again when its errors are corrected: set `locked` there too",
        user.username
    ));
    true
}

/// Why the account cannot be kept.
pub fn nothing_to_keep(context: &Context, user: &User) -> Failure {
    let username = &user.username;
    Failure::Failed(match place(context, user) {
        Some(place) => format!("{username} is defined in {place} ([[users]]): there is nothing to keep"),
        None => format!("{username} is an account of the database already"),
    })
}

/// Why the person cannot sign in, and what to do; `None` when they can. `waits` says whether they made their account and nobody
/// has approved it yet.
pub fn why_not(context: &Context, user: &User, waits: bool) -> Option<String> {
    let username = &user.username;
    let login = &context.settings.login;
    let has_passkey = user.factors.passkey && login.takes_passkeys();
    match &user.definition {
        Definition::Left { file, .. } => {
            Some(format!("no longer in {file}: restore the entry, or run `latchkey user keep {username}`"))
        }
        Definition::File { file, .. } if user.locked => Some(format!("locked in {file}")),
        _ if user.locked && waits => Some(format!("waiting for approval: `latchkey user approve {username}`")),
        _ if user.locked => Some(format!("locked: `latchkey user unlock {username}`")),
        _ if !login.takes_passwords() && !has_passkey && user.factors.any() => Some(format!(
            "no passkey: `latchkey user reset-factors {username}`, then `latchkey user invite {username}`"
        )),
        _ if !login.takes_passwords() && !has_passkey => {
            Some(format!("no passkey yet: `latchkey user invite {username}`"))
        }
        _ if login.takes_passwords() && user.password_hash.is_none() && !has_passkey => {
            Some(format!("no password yet: `latchkey user invite {username}`"))
        }
        _ => None,
    }
}
