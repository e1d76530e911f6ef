//! `latchkey session …`: who is signed in where.

use std::time::Duration;

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Context, Failure, user_named};
use super::output::{self, Format};
use crate::clock::Timestamp;
use crate::logout::plan::milliseconds;
use crate::protocol::logout_delivery::{DeliveryRecord, DeliveryState};
use crate::protocol::session::{Cause, Session};
use crate::protocol::user_agent::device_name;
use crate::secret::Digest;
use crate::store::Store;
use crate::telemetry::tell;

/// The most sessions looked at.
const LIMIT: u32 = 10_000;
/// How long ended sessions stay known.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What to do with sessions.
#[derive(Debug, Subcommand)]
pub enum SessionCommand {
    /// List the active sessions, the last used first.
    List {
        /// Only those of this person: the username or email address.
        #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
        user: Option<String>,
    },
    /// Show one session, active or ended within the last day: its apps and whether each was notified of the end.
    Show {
        /// The id in the output of `list`.
        #[arg(allow_hyphen_values = true)]
        id: String,
    },
    /// List the apps that were not notified yet of the end of a session, or could not be.
    Untold,
    /// End a session.
    End {
        /// The id in the output of `list`.
        #[arg(allow_hyphen_values = true)]
        id: String,
    },
}

/// Runs the command.
pub async fn run(command: SessionCommand, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let store = store.as_ref();
    let now = context.now();
    let sessions = match &command {
        SessionCommand::List { user: Some(name) } => return list_of(store, context, name).await,
        _ => store.list_sessions(now, LIMIT).await?,
    };
    match command {
        SessionCommand::List { .. } => list(store, context, &sessions).await,
        SessionCommand::Show { id } => show(context, store, &sessions, &id).await,
        SessionCommand::Untold => {
            let listed = store.list_deliveries(LIMIT).await?;
            let rows: Vec<Vec<Value>> = listed
                .iter()
                .map(|(session_id, ended_at, record)| {
                    let mut row = vec![json!(shown(session_id)), json!(ended_at.to_string())];
                    row.extend(told(record));
                    row
                })
                .collect();
            output::rows(context.format, &["session", "ended", "app", "state", "tries", "next", "answer", "ms"], &rows);
            Ok(())
        }
        SessionCommand::End { id } => {
            let found = sessions.iter().find(|(session, _)| shown(&session.id) == id);
            let (session, username) =
                found.ok_or_else(|| Failure::NotFound(format!("no active session has the id {id}")))?;
            if !context.writes(format_args!("A session of {username} would end, and its apps would be told.")) {
                return Ok(());
            }
            store.end_session(&session.id, Cause::Operator, now).await?;
            tell(format_args!("a session of {username} is ended"));
            Ok(())
        }
    }
}

/// Lists the living logins of this person.
pub async fn list_of(store: &dyn Store, context: &Context, name: &str) -> Result<(), Failure> {
    list(store, context, &of_a_person(store, name, context.now()).await?).await
}

/// What ends one comes last. People read how long ago something was, programs when.
async fn list(store: &dyn Store, context: &Context, sessions: &[(Session, String)]) -> Result<(), Failure> {
    let now = context.now();
    let at = |at: Timestamp| match context.format {
        Format::Table => json!(ago(now.since(at))),
        Format::Json | Format::Toml => json!(at.to_string()),
    };
    let mut rows = Vec::new();
    for (session, username) in sessions {
        let apps: Vec<String> = store.clients_of_session(&session.id).await?.iter().map(ToString::to_string).collect();
        rows.push(vec![
            json!(username),
            json!(device_name(&session.user_agent)),
            at(session.created_at),
            at(session.last_seen),
            json!(apps),
            json!(session.amr),
            json!(session.ip),
            json!(shown(&session.id)),
        ]);
    }
    output::rows(context.format, &["user", "browser", "since", "seen", "apps", "factors", "from", "id"], &rows);
    Ok(())
}

/// How long ago, in the largest unit that is full.
fn ago(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds}s"),
        seconds @ 60..3_600 => format!("{}m", seconds / 60),
        seconds @ 3_600..86_400 => format!("{}h", seconds / 3_600),
        seconds => format!("{}d", seconds / 86_400),
    }
}

/// The living logins of this person.
async fn of_a_person(store: &dyn Store, name: &str, now: Timestamp) -> Result<Vec<(Session, String)>, Failure> {
    let user = user_named(store, name).await?;
    let sessions = store.sessions_of(&user.sub, now).await?;
    Ok(sessions.into_iter().map(|session| (session, user.username.clone())).collect())
}

/// A living login with its apps, or an ended one with what its apps were told.
async fn show(context: &Context, store: &dyn Store, living: &[(Session, String)], id: &str) -> Result<(), Failure> {
    if let Some((session, username)) = living.iter().find(|(session, _)| shown(&session.id) == id) {
        let apps: Vec<String> = store.clients_of_session(&session.id).await?.iter().map(ToString::to_string).collect();
        output::one(
            context.format,
            &[
                "id",
                "state",
                "user",
                "browser",
                "user_agent",
                "from",
                "since",
                "seen",
                "auth_time",
                "amr",
                "ends",
                "apps",
            ],
            &[
                json!(id),
                json!("living"),
                json!(username),
                json!(device_name(&session.user_agent)),
                json!(session.user_agent),
                json!(session.ip),
                json!(session.created_at.to_string()),
                json!(session.last_seen.to_string()),
                json!(session.auth_time.to_string()),
                json!(session.amr),
                json!(session.expires_at.min(session.idle_expires_at).to_string()),
                json!(apps),
            ],
        );
        return Ok(());
    }
    let ended = store.ended_since(context.now().before(DAY)).await?;
    let found = ended.iter().find(|ended| shown(&ended.session_id) == id);
    let ended = found.ok_or_else(|| Failure::NotFound(format!("no session of the last day has the id {id}")))?;
    let records = store.deliveries_of(&ended.session_id).await?;
    let rows: Vec<Vec<Value>> = records
        .iter()
        .map(|record| {
            let mut row = vec![json!(ended.at.to_string()), json!(ended.cause)];
            row.extend(told(record));
            row
        })
        .collect();
    tell(format_args!("ended {} ({})", ended.at, ended.cause));
    output::rows(context.format, &["ended", "cause", "app", "state", "tries", "next", "answer", "ms"], &rows);
    Ok(())
}

/// What became of telling one app: app, state, failed tries, next try, last answer, and how many milliseconds that took.
fn told(record: &DeliveryRecord) -> [Value; 6] {
    let next = match record.state {
        DeliveryState::Pending => record.next_attempt_at.to_string(),
        _ => String::new(),
    };
    [
        json!(record.client_id),
        json!(record.state.as_str()),
        json!(record.attempts),
        json!(next),
        json!(record.detail),
        json!(record.took.map(milliseconds)),
    ]
}

/// A short name for a session; its own id stays inside.
pub fn shown(id: &str) -> String {
    Digest::of(id).text().chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago_is_said_in_the_largest_full_unit() {
        let said = [0, 59, 60, 3_599, 3_600, 86_399, 86_400, 200_000].map(|seconds| ago(Duration::from_secs(seconds)));
        assert_eq!(said, ["0s", "59s", "1m", "59m", "1h", "23h", "1d", "2d"]);
    }
}
