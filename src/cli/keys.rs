//! `latchkey keys …`: the provider's own keys.

use std::time::Duration;

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Context, Failure};
use super::output::{self, Format};
use crate::clock::Timestamp;
use crate::config::salvage::Certainty;
use crate::jose::Algorithm;
use crate::key_rotation;
use crate::key_rotation::sealing::{self, Rotated};
use crate::keys::sealing::{SealingSecret, Stage};
use crate::keys::{self, KeyRecord, Purpose};
use crate::store::Store;
use crate::telemetry::tell;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// List all keys and sealing secrets with their use and state. A `remembered` key has left the key set; ID tokens that it signed are still accepted as id_token_hint.
    List,
    /// Generate a new key for each algorithm. It is published at once and signs after `keys.publish_ahead`.
    Rotate {
        /// Only this signing algorithm; may be repeated.
        #[arg(long)]
        alg: Vec<Algorithm>,
        /// Sign with the new keys at once. Clients with a cached key set refuse such tokens until they fetch it again.
        #[arg(long)]
        now: bool,
    },
    /// Generate a new sealing secret, which encrypts state that browsers keep for the server. It is used after a minute.
    /// The former secret still decrypts, for as long as a login may hold something that it encrypted.
    RotateSealing {
        /// Use it at once and delete all others, if a secret was compromised. Open pages of apps report a session change,
        /// and open sign-in pages must be opened again.
        #[arg(long)]
        forget: bool,
    },
    /// Remove a replaced key from the key set at once, if it was compromised. Tokens that it signed are refused wherever
    /// they are verified. A replaced sealing secret is deleted in the same way.
    #[command(visible_alias = "retire")]
    Forget {
        /// The id in the output of `keys list`.
        #[arg(allow_hyphen_values = true)]
        kid: String,
    },
}

/// What it means that a sealing secret is forgotten.
const WHAT_FORGETTING_MEANS: &str = "Open pages of apps report a session change (apps may sign their users \
     out where the browser blocks third-party cookies), and open sign-in pages must be opened again. Nobody is signed out \
     of Latchkey.";

/// Runs the command.
pub async fn run(command: KeysCommand, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let store = store.as_ref();
    let now = context.now();
    match command {
        KeysCommand::List => {
            let records = store.key_records().await?;
            let secrets = store.sealing_secrets().await?;
            let keys = records.iter().map(|record| row(record, &records, now));
            let rows: Vec<Vec<Value>> =
                keys.chain(secrets.iter().map(|secret| sealing_row(secret, &secrets, now))).collect();
            let columns = ["kid", "use", "alg", "state", "created_at", "signs_from", "leaves_at", "encrypted"];
            output::rows(context.format, &columns, &rows);
        }
        KeysCommand::Rotate { alg, now: at_once } => {
            // A running server serves them a little later than they are made.
            let ahead = context.settings.keys.publish_ahead + keys::TAKEN_IN_WITHIN;
            let ahead = if at_once { Duration::ZERO } else { ahead };
            let (settings, known) = (&context.settings.keys, purposes(store, context).await?);
            let wanted: Vec<Purpose> = alg.into_iter().map(Purpose::Signature).collect();
            if let Some(other) = wanted.iter().find(|wanted| !known.contains(wanted)) {
                let alg = other.algorithm();
                return Err(Failure::Failed(format!("there is no key for {alg}: add it to keys.algorithms")));
            }
            let only = if wanted.is_empty() { known } else { wanted };
            let algorithms: Vec<String> = only.iter().map(|purpose| purpose.algorithm().to_string()).collect();
            if !context.writes(format_args!("New keys would be generated for {}.", algorithms.join(", "))) {
                return Ok(());
            }
            let made = key_rotation::rotate_only(&only, store, settings, ahead, || context.now()).await?;
            let kids = || made.iter().map(|record| &record.kid);
            match context.format {
                Format::Table => kids().for_each(|kid| println!("{kid}")),
                format => output::rows(format, &["kid"], &kids().map(|kid| vec![json!(kid)]).collect::<Vec<_>>()),
            }
            let signs_from = made.iter().map(|record| record.signs_from).max().unwrap_or(now);
            tell(format_args!("{} keys generated; they sign from {signs_from}", made.len()));
        }
        KeysCommand::RotateSealing { forget: false }
            if !context.writes("A sealing secret would be generated, unless one waits already.") => {}
        KeysCommand::RotateSealing { forget: false } => match sealing::rotate(store, now).await? {
            Rotated::Made(SealingSecret { id, seals_from, .. }) => {
                output::alone(context.format, "kid", &id);
                tell(format_args!("sealing secret generated; it is used from {seals_from}"));
            }
            Rotated::Waits(SealingSecret { id, seals_from, .. }) => {
                output::alone(context.format, "kid", &id);
                tell(format_args!("a sealing secret was generated already; it is used from {seals_from}"));
            }
        },
        KeysCommand::RotateSealing { forget: true } => {
            context.confirm(format!("All sealing secrets are deleted. {WHAT_FORGETTING_MEANS}"))?;
            if !context.writes("A sealing secret would be generated, and all others deleted.") {
                return Ok(());
            }
            output::alone(context.format, "kid", &sealing::replace(store, now).await?.id);
            tell("sealing secret generated and all others deleted; a running server applies this within 10 seconds");
        }
        KeysCommand::Forget { kid } => {
            if forget_sealing(&kid, store, context).await? {
                return Ok(());
            }
            let records = store.key_records().await?;
            let Some(record) = records.iter().find(|record| record.kid == kid) else {
                return Err(Failure::NotFound(format!("there is no key {kid}: `latchkey keys list` lists the keys")));
            };
            if record.retired_at.is_none() && !record.is_replaced(&records, now) {
                let help = "replace it first, with `latchkey keys rotate --now`";
                return Err(Failure::Failed(format!("the key {kid} is still in use: {help}")));
            }
            if !context.writes(format_args!("The key {kid} would be removed from the key set.")) {
                return Ok(());
            }
            store.remove_key(&kid, now).await?;
            tell(format_args!("{kid} is removed; a running server removes it from the key set within 10 seconds"));
        }
    }
    Ok(())
}

/// What there are keys for: by the settings, or by the database where the configuration has errors, and then only where
/// nobody can have meant keys to be encrypted that would not be.
async fn purposes(store: &dyn Store, context: &Context) -> Result<Vec<Purpose>, Failure> {
    let settings = &context.settings.keys;
    let Some(broken) = &context.broken else { return Ok(settings.purposes()) };
    let in_use: Vec<KeyRecord> =
        store.key_records().await?.into_iter().filter(|record| record.retired_at.is_none()).collect();
    let is_wanted = broken.is_written("keys", "wrap_key_file")
        || broken.certainty("keys", "wrap_key_file") == Certainty::Unknown
        || in_use.iter().any(|record| record.material.is_wrapped());
    if is_wanted && settings.wrap_key_file.is_none() {
        let remedy = "set LATCHKEY__KEYS__WRAP_KEY_FILE to the file";
        return Err(context.needs("keys.wrap_key_file, which the new keys would be encrypted with", remedy));
    }
    let mut purposes = Vec::new();
    for record in in_use {
        if !purposes.contains(&record.purpose) {
            purposes.push(record.purpose);
        }
    }
    Ok(purposes)
}

/// Forgets a former sealing secret of that id; `false` where there is none.
async fn forget_sealing(id: &str, store: &dyn Store, context: &Context) -> Result<bool, Failure> {
    let secrets = store.sealing_secrets().await?;
    let Some(secret) = secrets.iter().find(|secret| secret.id == id) else { return Ok(false) };
    if secret.stage(&secrets, context.now()) != Stage::Opening {
        let help = "`latchkey keys rotate-sealing --forget` replaces it at once";
        return Err(Failure::Failed(format!("the sealing secret {id} is still in use: {help}")));
    }
    context.confirm(format!("The sealing secret {id} is deleted. {WHAT_FORGETTING_MEANS}"))?;
    if context.writes(format_args!("The sealing secret {id} would be deleted.")) {
        store.remove_sealing_secret(id, None, context.now()).await?;
        tell(format_args!("{id} is deleted; a running server applies this within 10 seconds"));
    }
    Ok(true)
}

fn row(record: &KeyRecord, all: &[KeyRecord], now: Timestamp) -> Vec<Value> {
    vec![
        json!(record.kid),
        json!(record.purpose.key_use()),
        json!(record.purpose.algorithm()),
        json!(record.state(all, now).as_str()),
        json!(record.created_at.to_string()),
        json!(record.signs_from.to_string()),
        json!(record.leaves_at.map(|at| at.to_string())),
        json!(record.material.is_wrapped()),
    ]
}

/// The secret itself is never shown.
fn sealing_row(secret: &SealingSecret, all: &[SealingSecret], now: Timestamp) -> Vec<Value> {
    vec![
        json!(secret.id),
        json!("seal"),
        json!("A256GCM"),
        json!(secret.stage(all, now).as_str()),
        json!(secret.created_at.to_string()),
        json!(secret.seals_from.to_string()),
        Value::Null,
        json!(false),
    ]
}
