//! `latchkey keys …`: the provider's own keys.

use std::time::Duration;

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Context, Failure};
use super::output;
use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::keys::{self, KeyRecord, Purpose};
use crate::store::keys::Keys as _;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Every key in the key set and what it does.
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
                [] => keys::rotate(&store, settings, ahead, now).await?,
                only => keys::rotate_only(only, &store, settings, ahead, now).await?,
            };
            for kid in &made {
                println!("{kid}");
            }
            eprintln!("{} keys made; they sign from {}", made.len(), now.after(ahead));
        }
    }
    Ok(())
}

fn row(record: &KeyRecord, all: &[KeyRecord], now: Timestamp) -> Vec<Value> {
    let newer = |other: &KeyRecord| {
        other.purpose == record.purpose && other.signs_from <= now && other.signs_from > record.signs_from
    };
    let state = match (record.retired_at, record.signs_from <= now) {
        (Some(_), _) => "retired",
        (None, false) => "published",
        (None, true) if all.iter().any(newer) => "retiring",
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
        json!(record.remove_at.map(|at| at.to_string())),
        json!(record.material.is_wrapped()),
    ]
}
