//! `latchkey keys …`: the provider's own keys.

use std::time::Duration;

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Context, Failure};
use super::output;
use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::key_rotation;
use crate::keys::{self, KeyRecord, Purpose};
use crate::store::keys::Keys as _;
use crate::telemetry::tell;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Every key and what it does; one that is remembered left the key set, and ID tokens that it signed are still hints.
    List,
    /// Make a successor for each key. It is published at once and signs after `keys.publish_ahead`.
    Rotate {
        /// Only the keys that sign by this algorithm; may be given more than once.
        #[arg(long)]
        alg: Vec<Algorithm>,
        /// Let the successors sign at once. Clients that cached the key set refuse their tokens until they look again.
        #[arg(long)]
        now: bool,
    },
    /// Take a key that was replaced out of the key set at once: for one that somebody else may have. Tokens that it
    /// signed are refused wherever they are verified.
    Forget {
        /// Which, as `keys list` shows it.
        kid: String,
    },
}

/// Runs the command.
pub async fn run(command: KeysCommand, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let now = context.now();
    match command {
        KeysCommand::List => {
            let records = store.key_records().await?;
            let rows: Vec<Vec<Value>> = records.iter().map(|record| row(record, &records, now)).collect();
            let columns = ["kid", "use", "alg", "state", "created_at", "signs_from", "leaves_at", "encrypted"];
            output::rows(context.format, &columns, &rows);
        }
        KeysCommand::Rotate { alg, now: at_once } => {
            // A running server serves them a little later than they are made.
            let ahead = context.settings.keys.publish_ahead + keys::TAKEN_IN_EVERY;
            let ahead = if at_once { Duration::ZERO } else { ahead };
            let settings = &context.settings.keys;
            if let Some(other) = alg.iter().find(|alg| !settings.algorithms.contains(alg)) {
                return Err(Failure::Failed(format!("no key signs by {other}: add it to keys.algorithms")));
            }
            let only: Vec<Purpose> = alg.into_iter().map(Purpose::Signature).collect();
            let made = match only.as_slice() {
                [] => key_rotation::rotate(&store, settings, ahead, now).await?,
                only => key_rotation::rotate_only(only, &store, settings, ahead, now).await?,
            };
            for kid in &made {
                println!("{kid}");
            }
            tell(format_args!("{} keys made; they sign from {}", made.len(), now.after(ahead)));
        }
        KeysCommand::Forget { kid } => {
            let records = store.key_records().await?;
            let Some(record) = records.iter().find(|record| record.kid == kid) else {
                return Err(Failure::Failed(format!(
                    "there is no key {kid}: `latchkey keys list` shows those that are"
                )));
            };
            if record.retired_at.is_none() && !is_replaced(record, &records, now) {
                let help = "replace it first, with `latchkey keys rotate --now`";
                return Err(Failure::Failed(format!("the key {kid} is still in use: {help}")));
            }
            store.remove_key(&kid).await?;
            tell(format_args!("{kid} is forgotten; a running server leaves it out of the key set within 10 seconds"));
        }
    }
    Ok(())
}

/// Whether another key does by now what this one did.
fn is_replaced(record: &KeyRecord, all: &[KeyRecord], now: Timestamp) -> bool {
    all.iter()
        .any(|other| other.purpose == record.purpose && other.signs_from <= now && other.signs_from > record.signs_from)
}

fn row(record: &KeyRecord, all: &[KeyRecord], now: Timestamp) -> Vec<Value> {
    let left = record.leaves_at.is_some_and(|leaves_at| leaves_at <= now);
    let state = match (record.retired_at, record.signs_from <= now) {
        (Some(_), _) if left => "remembered",
        (Some(_), _) => "retired",
        (None, false) => "published",
        (None, true) if is_replaced(record, all, now) => "retiring",
        (None, true) if matches!(record.purpose, Purpose::Encryption(_)) => "decrypting",
        (None, true) => "signing",
    };
    vec![
        json!(record.kid),
        json!(record.purpose.key_use()),
        json!(record.purpose.algorithm()),
        json!(state),
        json!(record.created_at.to_string()),
        json!(record.signs_from.to_string()),
        json!(record.leaves_at.map(|at| at.to_string())),
        json!(record.material.is_wrapped()),
    ]
}
