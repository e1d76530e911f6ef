//! `latchkey user set`: what is said of a person whom no file defines.

use std::collections::BTreeMap;

use clap::Args;

use super::add::{check_email, check_shown};
use super::{pinned, show};
use crate::cli::context::{Context, Failure, user_named};
use crate::protocol::user::{User, check_username};
use crate::store::Store;
use crate::store::users::{ProfileChange, ProfileChanged};
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
    check(&change)?;
    let changed = self::change(store, context, &user, &change).await?;
    tell(format_args!("{} is changed; apps get the new values with their next request", changed.username));
    show::show(store, context, &changed).await
}

fn check(change: &ProfileChange) -> Result<(), Failure> {
    if let Some(username) = &change.username {
        check_username(username).map_err(|error| Failure::Failed(error.to_string()))?;
    }
    check_email(change.email.as_deref().filter(|email| !email.is_empty()))?;
    let name = change.name.iter().filter(|name| !name.is_empty());
    check_shown(name.chain(change.groups.iter().flatten()).chain(&change.add_groups))
}

/// Changes an account that no file defines, or names the file that does.
pub async fn change(
    store: &dyn Store,
    context: &Context,
    user: &User,
    change: &ProfileChange,
) -> Result<User, Failure> {
    if !(change.keep && user.has_left()) {
        pinned::refuse(context, user, &what(change))?;
    }
    let meanwhile = || Failure::Failed(format!("{} was removed or changed meanwhile: try again", user.username));
    match store.change_profile(&user.sub, change, context.now()).await? {
        ProfileChanged::Changed(changed) => Ok(*changed),
        ProfileChanged::Gone | ProfileChanged::Pinned => Err(meanwhile()),
        ProfileChanged::Taken => Err(Failure::Failed(
            "the username or email address belongs to another account, or looks like that of one".to_owned(),
        )),
    }
}

/// The keys of `[[users]]` that say the same.
fn what(change: &ProfileChange) -> String {
    let groups = change.groups.is_some() || !change.add_groups.is_empty() || !change.remove_groups.is_empty();
    let keys = [
        ("`username`", change.username.is_some()),
        ("`name`", change.name.is_some()),
        ("`email`", change.email.is_some()),
        ("`email_verified`", change.email_verified.is_some()),
        ("`groups`", groups),
        ("`admin`", change.is_admin.is_some()),
    ];
    let named: Vec<&str> = keys.into_iter().filter_map(|(key, is_named)| is_named.then_some(key)).collect();
    if named.is_empty() { "it".to_owned() } else { named.join(", ") }
}
