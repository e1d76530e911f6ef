//! `latchkey user add`.

use clap::Args;

use crate::cli::context::{Context, Failure};
use crate::cli::hash_password::read_password;
use crate::login::hasher::hash_now;
use crate::login::new_password;
use crate::people::{self, NewPerson, Refused};
use crate::protocol::password_hash::PasswordHash;
use crate::protocol::user::UsernameKey;
use crate::secret::Secret;
use crate::store::Store;
use crate::telemetry::tell;

/// A new account.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// The username, for signing in.
    username: String,
    /// Full name.
    #[arg(long)]
    name: Option<String>,
    /// Email address; it is treated as verified.
    #[arg(long)]
    email: Option<String>,
    /// A group; may be repeated.
    #[arg(long = "group")]
    groups: Vec<String>,
    /// Make the account an administrator.
    #[arg(long)]
    admin: bool,
    /// Read the password from standard input instead of printing an invitation.
    #[arg(long)]
    password_stdin: bool,
    /// Read a password hash from standard input: Argon2id, bcrypt, PBKDF2 or scrypt.
    #[arg(long, conflicts_with = "password_stdin")]
    password_hash_stdin: bool,
}

/// Makes the account.
pub async fn run(store: &dyn Store, context: &Context, arguments: AddArgs) -> Result<(), Failure> {
    let mut person = NewPerson {
        username: arguments.username,
        name: arguments.name,
        email: arguments.email,
        groups: arguments.groups,
        is_admin: arguments.admin,
        password_hash: None,
    };
    people::check_new(&person)?;
    if arguments.password_stdin || arguments.password_hash_stdin {
        super::takes_passwords(context)?;
    }
    person.password_hash = match (arguments.password_stdin, arguments.password_hash_stdin) {
        (true, _) => {
            let known = [Some(person.username.as_str()), person.name.as_deref(), person.email.as_deref()];
            Some(new_password(context, &known.into_iter().flatten().collect::<Vec<_>>())?)
        }
        (_, true) => Some(brought_along()?),
        _ => None,
    };
    if person.password_hash.is_none() {
        // Before there is an account that nobody was invited to.
        context.issuer()?;
    }
    for name in [Some(person.username.as_str()), person.email.as_deref()].into_iter().flatten() {
        if store.user_named(&UsernameKey::of(name)).await?.is_some() {
            return Err(Refused::Taken.into());
        }
    }
    if !context.writes(format_args!("{} would be added.", person.username)) {
        return Ok(());
    }
    let user = people::add(store, person, context.now()).await??;
    tell(format_args!("{} is added", user.username));
    if user.password_hash.is_none() { super::invite(store, context, &user, false).await } else { Ok(()) }
}

/// A new password for a person of whom these texts are known: asked for without echo, or read from standard input.
pub fn new_password(context: &Context, known: &[&str]) -> Result<Secret, Failure> {
    let password = read_password("New password: ")?;
    let checked = new_password::check(&password, known, &context.settings);
    let checked = checked.map_err(|error| Failure::Failed(error.to_string()))?;
    hash_now(context.settings.login.argon2, checked.expose())
        .ok_or_else(|| Failure::Failed("the password could not be hashed".to_owned()))
}

/// A hash that another program made, from standard input: no other process sees it there.
fn brought_along() -> Result<Secret, Failure> {
    let hash = read_password("Password hash: ")?;
    PasswordHash::parse(hash.expose()).map_err(|error| Failure::Failed(error.to_string()))?;
    Ok(hash)
}
