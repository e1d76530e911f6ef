//! `latchkey keys …`: the provider's own keys.

use std::time::Duration;

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Context, Failure};
use super::output;
use crate::clock::Timestamp;
use crate::keys::{self, KeyRecord, Purpose};
use crate::store::keys::Keys as _;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Every key in the key set and what it does.
    List,
    /// Make a successor for each key. It is published at once and signs after `keys.publish_ahead`.
    Rotate {
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
        KeysCommand::Rotate { now: at_once } => {
            let ahead = if at_once { Duration::ZERO } else { context.settings.keys.publish_ahead };
            let made = keys::rotate(&store, &context.settings.keys, ahead, now).await?;
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
