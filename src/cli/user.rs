//! `latchkey user …`: people's accounts.

use std::collections::BTreeMap;
use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::context::{Context, Failure, user_named};
use super::hash_password::read_password;
use super::output;
use crate::login::hasher::hash_now;
use crate::login::password::check_new;
use crate::protocol::invitation::Invitation;
use crate::protocol::names;
use crate::protocol::session::Cause;
use crate::protocol::user::{Subject, User, check_username, is_email};
use crate::random;
use crate::secret::{Digest, Secret};
use crate::store::Store;
use crate::store::users::{AddUser, Users as _};
use crate::telemetry::tell;

/// How long an invitation works.
const INVITATION_LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// List all accounts.
    List,
    /// Create an account; prints an invitation link unless the password is read from standard input.
    Add(AddArgs),
    /// Set a password, typed without echo or read from standard input. The person is signed out everywhere.
    Passwd {
        /// Username or email address.
        username: String,
    },
    /// Print a one-time link to set a password. It is valid for 7 days.
    Invite {
        /// Username or email address.
        username: String,
    },
    /// Lock an account: the person is signed out everywhere, all tokens are refused, and sign-in is refused.
    Lock {
        /// Username or email address.
        username: String,
    },
    /// Unlock an account.
    Unlock {
        /// Username or email address.
        username: String,
    },
    /// Replace the groups of an account.
    Groups {
        /// Username or email address.
        username: String,
        /// The new groups; all others are removed.
        groups: Vec<String>,
    },
    /// Sign a person out everywhere.
    SignOut {
        /// Username or email address.
        username: String,
    },
    /// Remove an account and all its data.
    Remove {
        /// Username or email address.
        username: String,
    },
}

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
}

/// Runs the command.
pub async fn run(command: UserCommand, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    match command {
        UserCommand::List => list(&store, context).await,
        UserCommand::Add(arguments) => add(&store, context, arguments).await,
        UserCommand::Passwd { username } => passwd(&store, context, &username).await,
        UserCommand::Invite { username } => {
            let user = user_named(&store, &username).await?;
            invite(&store, context, &user).await
        }
        UserCommand::Lock { username } => lock(&store, context, &username, true).await,
        UserCommand::Unlock { username } => lock(&store, context, &username, false).await,
        UserCommand::Groups { username, groups } => {
            let user = not_pinned(user_named(&store, &username).await?)?;
            match store.set_groups(&user.sub, &groups, context.now()).await? {
                true => Ok(()),
                false => Err(Failure::Failed(format!("{username} was removed or changed meanwhile: try again"))),
            }
        }
        UserCommand::SignOut { username } => sign_out(&store, context, &username).await,
        UserCommand::Remove { username } => {
            let user = not_pinned(user_named(&store, &username).await?)?;
            context.confirm(format!("This removes {} with all sessions, consents and tokens.", user.username))?;
            store.remove_user(&user.sub, context.now()).await?;
            tell(format_args!("{} is removed", user.username));
            Ok(())
        }
    }
}

async fn list(store: &dyn Store, context: &Context) -> Result<(), Failure> {
    let users = store.list_users().await?;
    let row = |user: &User| {
        vec![
            json!(user.username),
            json!(user.display_name()),
            json!(user.email),
            json!(user.groups),
            json!(user.is_admin),
            json!(user.locked),
            json!(user.from_config),
            json!(user.sub),
        ]
    };
    let columns = ["username", "name", "email", "groups", "admin", "locked", "from_config", "sub"];
    output::rows(context.format, &columns, &users.iter().map(row).collect::<Vec<_>>());
    Ok(())
}

async fn add(store: &dyn Store, context: &Context, arguments: AddArgs) -> Result<(), Failure> {
    check_username(&arguments.username).map_err(|error| Failure::Failed(error.to_string()))?;
    if let Some(email) = arguments.email.as_deref().filter(|email| !is_email(email)) {
        return Err(Failure::Failed(format!("{email} does not look like an email address")));
    }
    for shown in arguments.name.iter().chain(&arguments.groups) {
        names::check_shown(shown).map_err(|error| Failure::Failed(format!("{shown}: {error}")))?;
    }
    let password_hash = match arguments.password_stdin {
        true => Some(new_password(context, &arguments.username)?),
        false => None,
    };
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
        from_config: false,
        credentials_revision: 1,
        created_at: now,
        updated_at: now,
    };
    if store.add_user(&user).await? == AddUser::Taken {
        return Err(Failure::Failed(
            "the username or email address belongs to another account, or looks like that of one".to_owned(),
        ));
    }
    tell(format_args!("{} is added", user.username));
    if user.password_hash.is_none() { invite(store, context, &user).await } else { Ok(()) }
}

fn new_password(context: &Context, username: &str) -> Result<Secret, Failure> {
    let login = &context.settings.login;
    let password = read_password("New password: ")?;
    let checked = check_new(&password, username, login.password_min_length, login.password_max_length);
    let checked = checked.map_err(|error| Failure::Failed(error.to_string()))?;
    hash_now(login.argon2, checked.expose())
        .ok_or_else(|| Failure::Failed("the password could not be hashed".to_owned()))
}

async fn passwd(store: &dyn Store, context: &Context, username: &str) -> Result<(), Failure> {
    let user = user_named(store, username).await?;
    if user.from_config {
        let words = "this account is defined in the configuration: change its password_hash there";
        return Err(Failure::Failed(words.to_owned()));
    }
    let hash = new_password(context, &user.username)?;
    store.set_password(&user.sub, &hash, true, None, context.now()).await?;
    tell(format_args!("the password of {} is set, and all devices are signed out", user.username));
    Ok(())
}

async fn invite(store: &dyn Store, context: &Context, user: &User) -> Result<(), Failure> {
    let token = random::token();
    let invitation = match user.password_hash {
        Some(_) => Invitation::Reset { sub: user.sub.clone() },
        None => Invitation::Invite { sub: user.sub.clone() },
    };
    let expires_at = context.now().after(INVITATION_LIFETIME);
    store.add_invitation(&Digest::of(&token), &invitation, expires_at).await?;
    let link = context.settings.server.issuer.url(&format!("/invite?t={token}"));
    tell(format_args!("link for {}, valid once, until {expires_at}:", user.username));
    match context.format {
        output::Format::Table => println!("{link}"),
        output::Format::Json => output::one(context.format, &["link"], &[json!(link)]),
    }
    Ok(())
}

async fn lock(store: &dyn Store, context: &Context, username: &str, locked: bool) -> Result<(), Failure> {
    let user = not_pinned(user_named(store, username).await?)?;
    store.set_locked(&user.sub, locked, context.now()).await?;
    tell(format_args!("{} is {}", user.username, if locked { "locked and signed out everywhere" } else { "unlocked" }));
    Ok(())
}

async fn sign_out(store: &dyn Store, context: &Context, username: &str) -> Result<(), Failure> {
    let user = user_named(store, username).await?;
    let sessions = store.sessions_of(&user.sub, context.now()).await?;
    for session in &sessions {
        store.end_session(&session.id, Cause::Operator, context.now()).await?;
    }
    tell(format_args!("{}: {} sessions ended", user.username, sessions.len()));
    Ok(())
}

/// The file is the truth for what it names: it would undo the change at the next reload.
fn not_pinned(user: User) -> Result<User, Failure> {
    if user.from_config {
        return Err(Failure::Failed("this account is defined in the configuration: change it there".to_owned()));
    }
    Ok(user)
}
