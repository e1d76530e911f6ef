//! `latchkey session …`: who is signed in where.

use std::time::Duration;

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Context, Failure, user_named};
use super::output;
use crate::clock::Timestamp;
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
        SessionCommand::List { user: Some(name) } => of_a_person(store, name, now).await?,
        _ => store.list_sessions(now, LIMIT).await?,
    };
    match command {
        SessionCommand::List { .. } => {
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
                    json!(session.amr),
                    json!(session.ip),
                ]);
            }
            let columns = ["id", "user", "browser", "since", "seen", "apps", "factors", "from"];
            output::rows(context.format, &columns, &rows);
            Ok(())
        }
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
            output::rows(context.format, &["session", "ended", "app", "state", "tries", "next", "answer"], &rows);
            Ok(())
        }
        SessionCommand::End { id } => {
            let found = sessions.iter().find(|(session, _)| shown(&session.id) == id);
            let (session, username) =
                found.ok_or_else(|| Failure::NotFound(format!("no active session has the id {id}")))?;
            store.end_session(&session.id, Cause::Operator, now).await?;
            tell(format_args!("a session of {username} is ended"));
            Ok(())
        }
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
    output::rows(context.format, &["ended", "cause", "app", "state", "tries", "next", "answer"], &rows);
    Ok(())
}

/// What became of telling one app: app, state, failed tries, next try, last answer.
fn told(record: &DeliveryRecord) -> [Value; 5] {
    let next = match record.state {
        DeliveryState::Pending => record.next_attempt_at.to_string(),
        _ => String::new(),
    };
    [json!(record.client_id), json!(record.state.as_str()), json!(record.attempts), json!(next), json!(record.detail)]
}

/// A short name for a session; its own id stays inside.
pub fn shown(id: &str) -> String {
    Digest::of(id).text().chars().take(12).collect()
}
