//! `latchkey session …`: who is signed in where.

use clap::Subcommand;
use serde_json::json;

use super::context::{Context, Failure};
use super::output;
use crate::endpoints::account::device_name;
use crate::secret::Digest;
use crate::store::sessions::{Cause, Sessions as _};
use crate::store::tokens::Tokens as _;

/// The most sessions looked at.
const LIMIT: u32 = 10_000;

/// What to do with sessions.
#[derive(Debug, Subcommand)]
pub enum SessionCommand {
    /// Every living login, last used first.
    List,
    /// End a login by the id that `list` shows.
    End {
        /// The id.
        id: String,
    },
}

/// Runs the command.
pub async fn run(command: SessionCommand, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let now = context.now();
    let sessions = store.list_sessions(now, LIMIT).await?;
    match command {
        SessionCommand::List => {
            let mut rows = Vec::new();
            for (session, username) in &sessions {
                let apps: Vec<String> =
                    store.clients_of_session(&session.id).await?.iter().map(ToString::to_string).collect();
                rows.push(vec![
                    json!(shown(&session.id)),
                    json!(username),
                    json!(device_name(&session.user_agent)),
                    json!(session.created_at.to_string()),
                    json!(session.last_seen.to_string()),
                    json!(apps),
                    json!(session.ip),
                ]);
            }
            output::rows(context.format, &["id", "user", "browser", "since", "seen", "apps", "from"], &rows);
            Ok(())
        }
        SessionCommand::End { id } => {
            let found = sessions.iter().find(|(session, _)| shown(&session.id) == id);
            let (session, username) =
                found.ok_or_else(|| Failure::NotFound(format!("no living session has the id {id}")))?;
            store.end_session(&session.id, Cause::Operator, now).await?;
            eprintln!("a session of {username} is ended");
            Ok(())
        }
    }
}

/// A short name for a session; its own id stays inside.
fn shown(id: &str) -> String {
    Digest::of(id).text().chars().take(12).collect()
}
