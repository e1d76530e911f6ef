//! `latchkey user add`.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Map, Value};

use crate::cli::context::{Context, Failure};
use crate::cli::hash_password::read_password;
use crate::login::hasher::hash_now;
use crate::login::password::check_new;
use crate::protocol::factors::FactorKinds;
use crate::protocol::names;
use crate::protocol::password_hash::PasswordHash;
use crate::protocol::user::{Definition, Subject, User, check_username, is_email};
use crate::random;
use crate::secret::Secret;
use crate::store::Store;
use crate::store::users::AddUser;
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
    check_username(&arguments.username).map_err(|error| Failure::Failed(error.to_string()))?;
    check_email(arguments.email.as_deref())?;
    check_shown(arguments.name.iter().chain(&arguments.groups))?;
    let password_hash = match (arguments.password_stdin, arguments.password_hash_stdin) {
        (true, _) => Some(new_password(context, &arguments.username)?),
        (_, true) => Some(brought_along()?),
        _ => None,
    };
    if password_hash.is_none() {
        // Before there is an account that nobody was invited to.
        context.issuer()?;
    }
    let now = context.now();
    let mut claims = Map::new();
    claims.extend(arguments.name.map(|name| ("name".to_owned(), Value::String(name))));
    let user = User {
        sub: Subject::new(random::identifier()),
        username: arguments.username,
        claims,
        email_verified: arguments.email.is_some(),
        email: arguments.email,
        groups: arguments.groups,
        attributes: BTreeMap::new(),
        password_hash,
        locked: false,
        is_admin: arguments.admin,
        definition: Definition::Database,
        credentials_revision: 1,
        factors: FactorKinds::default(),
        created_at: now,
        updated_at: now,
    };
    if store.add_user(&user).await? == AddUser::Taken {
        return Err(Failure::Failed(
            "the username or email address belongs to another account, or looks like that of one".to_owned(),
        ));
    }
    tell(format_args!("{} is added", user.username));
    if user.password_hash.is_none() { super::invite(store, context, &user).await } else { Ok(()) }
}

/// A new password for that username: asked for without echo, or read from standard input.
pub fn new_password(context: &Context, username: &str) -> Result<Secret, Failure> {
    let login = &context.settings.login;
    let password = read_password("New password: ")?;
    let checked = check_new(&password, username, login.password_min_length, login.password_max_length);
    let checked = checked.map_err(|error| Failure::Failed(error.to_string()))?;
    hash_now(login.argon2, checked.expose())
        .ok_or_else(|| Failure::Failed("the password could not be hashed".to_owned()))
}

/// A hash that another program made, from standard input: no other process sees it there.
fn brought_along() -> Result<Secret, Failure> {
    let hash = read_password("Password hash: ")?;
    PasswordHash::parse(hash.expose()).map_err(|error| Failure::Failed(error.to_string()))?;
    Ok(hash)
}

/// Refuses what is no email address.
pub fn check_email(email: Option<&str>) -> Result<(), Failure> {
    match email.filter(|email| !is_email(email)) {
        Some(email) => Err(Failure::Failed(format!("{email} does not look like an email address"))),
        None => Ok(()),
    }
}

/// Refuses names and groups that cannot be shown.
pub fn check_shown<'a>(mut shown: impl Iterator<Item = &'a String>) -> Result<(), Failure> {
    shown.try_for_each(|shown| names::check_shown(shown).map_err(|error| Failure::Failed(format!("{shown}: {error}"))))
}
