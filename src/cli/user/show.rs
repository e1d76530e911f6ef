//! `latchkey user show`: all that is known of one account.

use serde_json::json;

use super::pinned;
use crate::cli::context::{Context, Failure, user_named};
use crate::cli::output;
use crate::protocol::password_hash;
use crate::protocol::user::{Definition, User};
use crate::store::Store;

/// Shows the account of that name.
pub async fn run(store: &dyn Store, context: &Context, username: &str) -> Result<(), Failure> {
    let user = user_named(store, username).await?;
    show(store, context, &user).await
}

/// Shows the account.
pub async fn show(store: &dyn Store, context: &Context, user: &User) -> Result<(), Failure> {
    let sessions = store.sessions_of(&user.sub, context.now()).await?;
    let apps: Vec<String> =
        store.clients_of(&user.sub).await?.iter().map(|(client_id, ..)| client_id.to_string()).collect();
    let factors = store.factors(&user.sub).await?;
    let passkeys: Vec<&str> = factors.passkeys.iter().map(|passkey| passkey.name.as_str()).collect();
    let waiting = store.waiting(&user.sub).await?;
    let ends_at = match &user.definition {
        Definition::Left { ends_at, .. } => ends_at.map(|at| at.to_string()),
        Definition::Database | Definition::File { .. } => None,
    };
    let columns = [
        ("username", json!(user.username)),
        ("sub", json!(user.sub)),
        ("name", json!(user.claims.get("name"))),
        ("email", json!(user.email)),
        ("email_verified", json!(user.email_verified)),
        ("groups", json!(user.groups)),
        ("administrator", json!(user.administers())),
        ("locked", json!(user.locked && waiting.is_none())),
        ("cannot_sign_in", json!(pinned::why_not(context, user, waiting.is_some()))),
        ("waits_for_approval", json!(waiting.is_some())),
        ("named_email", json!(waiting.and_then(|waiting| waiting.email))),
        ("logins_end_at", json!(ends_at)),
        ("defined_at", json!(pinned::place(context, user))),
        ("password", json!(user.password_hash.as_ref().map(|hash| password_hash::kind(hash.expose())))),
        ("password_pinned", json!(user.pins_password())),
        ("passkeys", json!(passkeys)),
        ("authenticator_app", json!(factors.totp.is_some())),
        ("recovery_codes", json!(factors.recovery_codes)),
        ("sessions", json!(sessions.len())),
        ("apps", json!(apps)),
        ("created_at", json!(user.created_at.to_string())),
        ("updated_at", json!(user.updated_at.to_string())),
    ];
    let (names, values): (Vec<&str>, Vec<_>) = columns.into_iter().unzip();
    output::one(context.format, &names, &values);
    Ok(())
}
