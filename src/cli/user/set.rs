//! `latchkey user set`: what is said of a person whom no file defines.

use std::collections::BTreeMap;

use clap::Args;

use super::show;
use crate::cli::context::{Context, Failure, user_named};
use crate::people;
use crate::protocol::user::User;
use crate::store::Store;
use crate::store::users::ProfileChange;
use crate::telemetry::tell;

/// What to change.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// Username or email address.
    user: String,
    /// New username. The account, its sessions and its apps stay the same.
    #[arg(long)]
    username: Option<String>,
    /// Full name; "" removes it.
    #[arg(long)]
    name: Option<String>,
    /// Email address; it is treated as verified. "" removes it.
    #[arg(long)]
    email: Option<String>,
    /// Whether the email address is verified.
    #[arg(long, value_name = "true|false", action = clap::ArgAction::Set)]
    email_verified: Option<bool>,
    /// The new groups, separated by commas; all others are removed. "" for none.
    #[arg(long, value_name = "GROUPS", conflicts_with_all = ["add_group", "remove_group"])]
    groups: Option<String>,
    /// A group to add; may be repeated.
    #[arg(long, value_name = "GROUP")]
    add_group: Vec<String>,
    /// A group to remove; may be repeated.
    #[arg(long, value_name = "GROUP")]
    remove_group: Vec<String>,
    /// Whether the account is an administrator.
    #[arg(long, value_name = "true|false", action = clap::ArgAction::Set)]
    administrator: Option<bool>,
    /// Also keep an account that was removed from the configuration.
    #[arg(long)]
    keep: bool,
}

impl SetArgs {
    fn change(self) -> ProfileChange {
        let listed = |groups: String| {
            groups.split(',').map(str::trim).filter(|group| !group.is_empty()).map(str::to_owned).collect()
        };
        ProfileChange {
            claims: BTreeMap::new(),
            username: self.username,
            name: self.name,
            email: self.email,
            email_verified: self.email_verified,
            groups: self.groups.map(listed),
            add_groups: self.add_group,
            remove_groups: self.remove_group,
            is_admin: self.administrator,
            keep: self.keep,
        }
    }
}

/// Changes the account, and shows what it is then.
pub async fn run(store: &dyn Store, context: &Context, arguments: SetArgs) -> Result<(), Failure> {
    let user = user_named(store, &arguments.user).await?;
    let change = arguments.change();
    if change == ProfileChange::default() {
        return Err(Failure::Failed("nothing to change: `latchkey user set --help` lists what can be".to_owned()));
    }
    let Some(changed) = self::change(store, context, &user, &change).await? else { return Ok(()) };
    tell(format_args!("{} is changed; apps get the new values with their next request", changed.username));
    show::show(store, context, &changed).await
}

/// Changes an account that no file defines, or names the file that does. `None` where nothing is to be written.
pub async fn change(
    store: &dyn Store,
    context: &Context,
    user: &User,
    change: &ProfileChange,
) -> Result<Option<User>, Failure> {
    people::may_change(&context.settings.users, user, change)?;
    if !context.writes(format_args!("{} would be changed.", user.username)) {
        return Ok(None);
    }
    let (users, ways) = (&context.settings.users, context.settings.ways_in());
    Ok(Some(people::change(store, users, user, change, ways, context.now()).await??))
}
