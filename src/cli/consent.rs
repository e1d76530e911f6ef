//! `latchkey consent …`: what people gave apps access to, and taking it away for them.

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Context, Failure, user_named};
use super::output;
use crate::protocol::apps::Access;
use crate::protocol::client::ClientId;
use crate::telemetry::tell;

/// What to do with what somebody allowed.
#[derive(Debug, Subcommand)]
pub enum ConsentCommand {
    /// List the apps that have access in somebody's name, and what they were allowed.
    List {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
    },
    /// Remove an app's access to somebody's account, as the person does on the page of apps: its tokens end, and it asks
    /// again at the next sign-in.
    Revoke {
        /// Username or email address.
        #[arg(allow_hyphen_values = true)]
        username: String,
        /// The client_id of the app.
        #[arg(allow_hyphen_values = true)]
        client_id: String,
    },
}

/// Runs the command.
pub async fn run(command: ConsentCommand, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let store = store.as_ref();
    match command {
        ConsentCommand::List { username } => {
            let user = user_named(store, &username).await?;
            let accesses = store.accesses_of(&user.sub).await?;
            let rows: Vec<Vec<Value>> = accesses.iter().filter(|access| access.is_held()).map(row).collect();
            output::rows(
                context.format,
                &["app", "scope", "allowed_at", "has_tokens_since", "offline", "signed_in_at", "asks_each_time"],
                &rows,
            );
            Ok(())
        }
        ConsentCommand::Revoke { username, client_id } => {
            let user = user_named(store, &username).await?;
            let nothing = || Failure::NotFound(format!("{client_id} has no access in the name of {}", user.username));
            let client_id = ClientId::parse(&client_id).ok_or_else(nothing)?;
            context.confirm(format!("This removes the access of {client_id} in the name of {}.", user.username))?;
            let accesses = store.accesses_of(&user.sub).await?;
            if context.dry_run && !accesses.iter().any(|access| access.client_id == client_id && access.is_held()) {
                return Err(nothing());
            }
            if !context
                .writes(format_args!("The access of {client_id} in the name of {} would be removed.", user.username))
            {
                return Ok(());
            }
            if !store.withdraw_consent(&user.sub, &client_id, context.now()).await? {
                return Err(nothing());
            }
            tell(format_args!("{client_id} has no access in the name of {} any more", user.username));
            Ok(())
        }
    }
}

fn row(access: &Access) -> Vec<Value> {
    let granted = access.granted.as_ref();
    vec![
        json!(access.client_id),
        json!(access.scope().to_string()),
        json!(access.consent.as_ref().map(|consent| consent.granted_at.to_string())),
        json!(granted.map(|granted| granted.since.to_string())),
        json!(granted.is_some_and(|granted| granted.offline)),
        json!(access.signed_in_at.map(|at| at.to_string())),
        json!(access.consent.as_ref().is_some_and(|consent| consent.asks_each_time)),
    ]
}
