//! `latchkey user …`: people's accounts.

mod add;
mod factors;
mod pinned;
mod set;
mod show;

use std::io::{self, IsTerminal as _, Write as _};

use clap::Subcommand;
use serde_json::json;

use super::context::{Context, Failure, user_named};
use super::{output, session};
use crate::login::new_password::known_of;
use crate::pages::qr::lines;
use crate::people;
use crate::protocol::sign_up::{DAYS, MOST_DAYS, MOST_USES, USES};
use crate::protocol::user::{Subject, User};
use crate::store::Store;
use crate::store::users::ProfileChange;
use crate::telemetry::tell;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// List all accounts.
    List,
    /// Create an account; prints an invitation link unless the password is read from standard input.
    Add(add::AddArgs),
    /// Show an account, and why it cannot sign in.
    Show {
        /// Username, email address or `sub`.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Change an account that is not defined in the configuration.
    Set(set::SetArgs),
    /// Keep an account that was removed from the configuration: it becomes an account of the database.
    Keep {
        /// Username, email address or `sub`.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Set a password, typed without echo or read from standard input. The person is signed out everywhere.
    Passwd {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Print a one-time link to set a password, or to begin with a passkey where passwords are off. It is valid for 7 days.
    Invite {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
        /// Send the link to the person's email address, and print none. The running server sends it.
        #[arg(long)]
        mail: bool,
        /// Draw the link as a QR code, too, as a terminal gets it anyway.
        #[arg(long, conflicts_with = "mail")]
        qr: bool,
    },
    /// Remove all passkeys, the authenticator app and the recovery codes of somebody who lost them. The person is signed out
    /// everywhere, and signs in with the password alone, or needs a link where there is none.
    ResetFactors {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
        /// Remove this passkey alone, by its name. The person stays signed in.
        #[arg(long, value_name = "PASSKEY", allow_hyphen_values = true)]
        passkey: Option<String>,
        /// Remove the authenticator app alone. The person stays signed in.
        #[arg(long, conflicts_with = "passkey")]
        authenticator_app: bool,
    },
    /// Lock an account: the person is signed out everywhere, all tokens are refused, and sign-in is refused.
    Lock {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Print a link with which people make their own account (`signup` in [login]).
    SignupLink {
        /// How many accounts it makes.
        #[arg(long, default_value_t = USES, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_USES)))]
        uses: u32,
        /// For how many days it works.
        #[arg(long, default_value_t = DAYS, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_DAYS)))]
        days: u32,
        /// Draw the link as a QR code, too, as a terminal gets it anyway.
        #[arg(long)]
        qr: bool,
    },
    /// Approve an account that somebody made for themselves: it works from now on.
    Approve {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Unlock an account.
    Unlock {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Replace the groups of an account.
    Groups {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
        /// The new groups; all others are removed.
        groups: Vec<String>,
    },
    /// List the active sessions of a person, as `session list --user` does.
    Sessions {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Sign a person out everywhere.
    SignOut {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Remove an account and all its data.
    Remove {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
}

/// Runs the command.
pub async fn run(command: UserCommand, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let store = store.as_ref();
    match command {
        UserCommand::List => list(store, context).await,
        UserCommand::Add(arguments) => add::run(store, context, arguments).await,
        UserCommand::Show { username } => show::run(store, context, &username).await,
        UserCommand::Set(arguments) => set::run(store, context, arguments).await,
        UserCommand::Keep { username } => keep(store, context, &username).await,
        UserCommand::Passwd { username } => passwd(store, context, &username).await,
        UserCommand::Invite { username, mail, qr } => {
            let user = user_named(store, &username).await?;
            if mail { invite_by_mail(store, context, &user).await } else { invite(store, context, &user, qr).await }
        }
        UserCommand::ResetFactors { username, passkey, authenticator_app } => {
            factors::run(store, context, &username, (passkey, authenticator_app)).await
        }
        UserCommand::Lock { username } => lock(store, context, &username, true).await,
        UserCommand::Unlock { username } => lock(store, context, &username, false).await,
        UserCommand::SignupLink { uses, days, qr } => sign_up_link(store, context, (uses, days), qr).await,
        UserCommand::Approve { username } => {
            let user = user_named(store, &username).await?;
            if store.waiting(&user.sub).await?.is_none() {
                return Err(people::Refused::NotWaiting { username: user.username }.into());
            }
            if !context.writes(format_args!("{} would be approved.", user.username)) {
                return Ok(());
            }
            people::approve(store, &user, context.now()).await??;
            tell(format_args!("{} is approved, and may sign in", user.username));
            Ok(())
        }
        UserCommand::Groups { username, groups } => {
            let user = user_named(store, &username).await?;
            let change = ProfileChange { groups: Some(groups), ..ProfileChange::default() };
            set::change(store, context, &user, &change).await.map(drop)
        }
        UserCommand::Sessions { username } => session::list_of(store, context, &username).await,
        UserCommand::SignOut { username } => sign_out(store, context, &username).await,
        UserCommand::Remove { username } => {
            let user = user_named(store, &username).await?;
            people::may_be_removed(&context.settings.users, &user)?;
            context.confirm(format!("This removes {} with all sessions, consents and tokens.", user.username))?;
            if !context
                .writes(format_args!("{} would be removed with all sessions, consents and tokens.", user.username))
            {
                return Ok(());
            }
            people::remove(store, &context.settings.users, &user, context.settings.ways_in(), context.now()).await??;
            tell(format_args!("{} is removed", user.username));
            Ok(())
        }
    }
}

async fn list(store: &dyn Store, context: &Context) -> Result<(), Failure> {
    let users = store.list_users().await?;
    let locked: Vec<Subject> = users.iter().filter(|user| user.locked).map(|user| user.sub.clone()).collect();
    let waiting = store.who_waits(&locked).await?;
    let row = |user: &User| {
        vec![
            json!(user.username),
            json!(user.display_name()),
            json!(user.email),
            json!(user.groups),
            json!(user.administers()),
            json!(user.locked && !waiting.contains(&user.sub)),
            json!(user.is_from_config()),
            json!(user.sub),
            json!(waiting.contains(&user.sub)),
            json!(pinned::why_not(context, user, waiting.contains(&user.sub))),
        ]
    };
    let columns =
        ["username", "name", "email", "groups", "admin", "locked", "from_config", "sub", "waiting", "cannot_sign_in"];
    output::rows(context.format, &columns, &users.iter().map(row).collect::<Vec<_>>());
    Ok(())
}

/// Refuses to set a password where there are none. Of a configuration with errors it is not known.
fn takes_passwords(context: &Context) -> Result<(), Failure> {
    match context.broken.is_some() || context.settings.login.takes_passwords() {
        true => Ok(()),
        false => Err(Failure::Failed(
            "passwords are off here (`login.methods` leaves out \"password\"): `latchkey user invite` makes a link to begin with a \
             passkey"
                .to_owned(),
        )),
    }
}

async fn passwd(store: &dyn Store, context: &Context, username: &str) -> Result<(), Failure> {
    takes_passwords(context)?;
    let user = user_named(store, username).await?;
    people::may_get_password(&context.settings.users, &user, context.settings.ways_in())?;
    let hash = add::new_password(context, &known_of(&user))?;
    let would = format!("The password of {} would be set, and all devices would be signed out.", user.username);
    if !context.writes(would) {
        return Ok(());
    }
    store.set_password(&user.sub, &hash, true, None, context.now()).await?;
    tell(format_args!("the password of {} is set, and all devices are signed out", user.username));
    Ok(())
}

async fn invite(store: &dyn Store, context: &Context, user: &User, qr: bool) -> Result<(), Failure> {
    let (users, issuer, ways) = (&context.settings.users, context.issuer()?, context.settings.ways_in());
    people::may_get_link(users, user, ways)?;
    if !context.writes(format_args!("A link for {} would be made, in the place of earlier ones.", user.username)) {
        return Ok(());
    }
    let (link, expires_at) = people::link(store, users, issuer, user, ways, context.now()).await??;
    tell(format_args!("link for {}, valid once, until {expires_at}:", user.username));
    hand_over(context, link.expose(), qr);
    Ok(())
}

async fn sign_up_link(store: &dyn Store, context: &Context, wanted: (u32, u32), qr: bool) -> Result<(), Failure> {
    let with = (context.issuer()?, &context.settings.login.sign_up);
    if !with.1.takes_links() {
        return Err(people::Refused::SignUpIsOff.into());
    }
    if !context.writes(format_args!("A sign-up link for {} accounts would be made.", wanted.0)) {
        return Ok(());
    }
    let (link, sign_up) = people::sign_up_link(store, with, wanted, context.now()).await??;
    tell(format_args!("sign-up link, valid {} times, until {}:", sign_up.uses_left, sign_up.expires_at));
    hand_over(context, link.expose(), qr);
    Ok(())
}

/// Prints a link to hand over, alone on standard output. Its QR code goes to standard error, where somebody sees it or
/// asked for it.
fn hand_over(context: &Context, link: &str, qr: bool) {
    output::alone(context.format, "link", link);
    let is_seen = io::stdout().is_terminal() && io::stderr().is_terminal();
    if (qr || is_seen)
        && let Some(drawn) = lines(link)
    {
        // Nobody reading it is no reason to fail.
        drop(write!(io::stderr().lock(), "{drawn}"));
    }
}

async fn invite_by_mail(store: &dyn Store, context: &Context, user: &User) -> Result<(), Failure> {
    if context.broken.is_none() && context.settings.smtp.is_none() {
        let words =
            "no mail server is named: add [smtp] with `url` and `from` to the configuration, or leave out --mail";
        return Err(Failure::Failed(words.to_owned()));
    }
    let (users, ways) = (&context.settings.users, context.settings.ways_in());
    people::may_get_link(users, user, ways)?;
    if user.email.is_none() || !user.email_verified {
        return Err(people::Refused::NoAddress { username: user.username.clone() }.into());
    }
    if !context.writes(format_args!("The server would send a link to {}.", user.username)) {
        return Ok(());
    }
    let email = people::mail_link(store, users, user, ways, context.now()).await??;
    tell(format_args!("the server sends a link to {email}"));
    Ok(())
}

async fn lock(store: &dyn Store, context: &Context, username: &str, locked: bool) -> Result<(), Failure> {
    let user = user_named(store, username).await?;
    let (users, now) = (&context.settings.users, context.now());
    let anyway = pinned::may_be_locked_anyway(context, &user);
    if !anyway {
        people::must_not_be_pinned(users, &user, &["locked"])?;
    }
    let would =
        if locked { "locked and signed out everywhere, unless nobody could administer then" } else { "unlocked" };
    if !context.writes(format_args!("{} would be {would}.", user.username)) {
        return Ok(());
    }
    if anyway {
        match locked {
            true => people::guarded(&user, store.lock_unless_last(&user.sub, context.settings.ways_in(), now).await?)?,
            false => store.set_locked(&user.sub, false, now).await?,
        }
    } else if locked {
        people::lock(store, users, &user, context.settings.ways_in(), now).await??;
    } else {
        people::unlock(store, users, &user, now).await??;
    }
    tell(format_args!("{} is {}", user.username, if locked { "locked and signed out everywhere" } else { "unlocked" }));
    Ok(())
}

async fn sign_out(store: &dyn Store, context: &Context, username: &str) -> Result<(), Failure> {
    let user = user_named(store, username).await?;
    if !context.writes(format_args!("Every session of {} would end.", user.username)) {
        return Ok(());
    }
    let ended = people::sign_out(store, &user, context.now()).await?;
    tell(format_args!("{}: {} sessions ended", user.username, ended));
    Ok(())
}

async fn keep(store: &dyn Store, context: &Context, username: &str) -> Result<(), Failure> {
    let user = user_named(store, username).await?;
    if !user.has_left() {
        return Err(pinned::nothing_to_keep(context, &user));
    }
    let change = ProfileChange { keep: true, ..ProfileChange::default() };
    let Some(kept) = set::change(store, context, &user, &change).await? else { return Ok(()) };
    let administers = if kept.administers() { ", and administers Latchkey again" } else { "" };
    tell(format_args!("{} is an account of the database now, and may sign in{administers}", kept.username));
    Ok(())
}
