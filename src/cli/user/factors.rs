//! `latchkey user reset-factors`: what somebody proves themselves with beside a password, removed all together or one alone.

use crate::cli::context::{Context, Failure, user_named};
use crate::people::{self, Factor};
use crate::protocol::user::User;
use crate::store::Store;
use crate::telemetry::tell;

/// Removes the passkey of this name, the authenticator app, or everything where neither was named.
pub async fn run(
    store: &dyn Store,
    context: &Context,
    username: &str,
    (passkey, app): (Option<String>, bool),
) -> Result<(), Failure> {
    let user = user_named(store, username).await?;
    let Some((factor, words)) = one(store, &user, (passkey, app)).await? else {
        return reset(store, context, &user).await;
    };
    context.confirm(format!("This removes {words} of {}. Make sure that it is they who ask.", user.username))?;
    if !context.writes(format_args!("This would remove {words} of {}.", user.username)) {
        return Ok(());
    }
    people::remove_factor(store, &user, &factor, context.settings.ways_in(), context.now()).await??;
    tell(format_args!(
        "{words} of {} is removed; logins go on, and `latchkey user sign-out` ends them where a device was lost",
        user.username
    ));
    Ok(())
}

/// The one that was named, and what it is called.
async fn one(
    store: &dyn Store,
    user: &User,
    (passkey, app): (Option<String>, bool),
) -> Result<Option<(Factor, String)>, Failure> {
    let factors = store.factors(&user.sub).await?;
    if app {
        return match factors.totp {
            Some(_) => Ok(Some((Factor::App, "the authenticator app".to_owned()))),
            None => Err(Failure::NotFound(format!("{} has no authenticator app", user.username))),
        };
    }
    let Some(name) = passkey else { return Ok(None) };
    let mut named = factors.passkeys.iter().filter(|known| known.name == name);
    match (named.next(), named.next()) {
        (Some(known), None) => Ok(Some((Factor::Passkey(known.id.clone()), format!("the passkey {name}")))),
        (Some(_), Some(_)) => Err(Failure::Failed(format!(
            "{} has several passkeys named {name}: the pages of administrators tell them apart",
            user.username
        ))),
        (None, _) => Err(Failure::NotFound(format!("{} has no passkey named {name}", user.username))),
    }
}

async fn reset(store: &dyn Store, context: &Context, user: &User) -> Result<(), Failure> {
    if !user.factors.any() {
        tell(format_args!("{} has no passkey and no authenticator app: nothing was changed", user.username));
        return Ok(());
    }
    context.confirm(format!(
        "This removes all passkeys, the authenticator app and the recovery codes of {}. Make sure that it is they who ask.",
        user.username
    ))?;
    if !context.writes(format_args!("All factors of {} would be removed, and all devices signed out.", user.username)) {
        return Ok(());
    }
    people::reset_factors(store, user, context.settings.ways_in(), context.now()).await??;
    let next = match user.password_hash {
        Some(_) if context.settings.login.takes_passwords() => "the password alone signs in now",
        Some(_) => "passwords are off: make a link with `latchkey user invite`",
        None => "there is no password: make a link with `latchkey user invite`",
    };
    tell(format_args!("the factors of {} are removed, and all devices are signed out; {next}", user.username));
    Ok(())
}
