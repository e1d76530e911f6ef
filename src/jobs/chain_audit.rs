//! Puts the records of the audit into its chain, writes them to the log and to standard output, and removes those that are
//! old. Of several nodes one does each; what a node that dies has put into the chain stays there.

use std::cell::Cell;
use std::io::Write as _;
use std::time::Duration;

use super::{Patience, repeat};
use crate::origin;
use crate::protocol::audit::Record;
use crate::provider::{Provider, SharedProvider};
use crate::store::StoreError;
use crate::telemetry::escape::{Notation, escaped};

/// How soon a record is part of the chain.
const EVERY: Duration = Duration::from_secs(1);
/// Records in one go.
const MOST: u32 = 500;
/// How often old records are removed.
const SHORTENED_EVERY: Duration = Duration::from_secs(60);

/// Runs for as long as the runtime does.
pub fn start(provider: &SharedProvider) {
    // A database that cannot be written to for a while is told of once, not each second.
    let fails = Cell::new(false);
    repeat(provider, EVERY, async move |provider| match extend(&provider).await {
        Ok(()) => fails.set(false),
        Err(error) if fails.replace(true) => tracing::debug!(%error, "the audit cannot be chained yet"),
        Err(error) => tracing::warn!(%error, "the audit cannot be chained now; its records wait"),
    });
    let patience = Patience::new(provider.live().settings.audit.retention);
    repeat(provider, SHORTENED_EVERY, async move |provider| {
        if patience.lasted(provider.live().settings.audit.retention)
            && let Err(error) = shorten(&provider).await
        {
            tracing::warn!(%error, "old records of the audit cannot be removed");
        }
    });
}

/// Writes sign-ins down that failed, once a minute, or `at_once`.
///
/// # Errors
/// The store takes nothing now; they wait.
pub async fn write_down(provider: &Provider, at_once: bool) -> Result<(), StoreError> {
    let mut due = provider.failed_sign_ins.take(provider.now(), at_once).into_iter();
    while let Some(failed) = due.next() {
        let event = failed.event();
        let record = provider.store.record(&event, failed.at);
        if let Err(error) = origin::around(failed.origin.clone(), record).await {
            provider.failed_sign_ins.put_back(std::iter::once(failed).chain(due));
            return Err(error);
        }
    }
    Ok(())
}

async fn extend(provider: &Provider) -> Result<(), StoreError> {
    write_down(provider, false).await?;
    loop {
        let added = provider.store.extend_chain(MOST).await?;
        let live = provider.live();
        if live.settings.audit.log {
            added.iter().for_each(log);
        }
        if live.settings.audit.stdout {
            print(&added);
        }
        if added.len() < MOST as usize {
            return Ok(());
        }
    }
}

fn log(record: &Record) {
    let Record { at, event, actor, sub, client_id, ip, agent, request_id, details, link, .. } = record;
    let number = link.map(|link| link.number).unwrap_or_default();
    let hash = link.map(|link| link.hex()).unwrap_or_default();
    let (sub, client_id) = (sub.as_deref().unwrap_or_default(), client_id.as_deref().unwrap_or_default());
    tracing::info!(
        target: "latchkey::audit",
        number, %at, event, actor, sub, client_id, ip, agent, of_request = request_id, details, hash, "audit"
    );
}

/// Nobody reading it is no reason to stop serving.
fn print(records: &[Record]) {
    let mut out = std::io::stdout().lock();
    for record in records {
        drop(writeln!(out, "{}", escaped(&record.as_json().to_string(), Notation::Json)));
    }
    drop(out.flush());
}

async fn shorten(provider: &Provider) -> Result<(), StoreError> {
    let before = provider.now().before(provider.live().settings.audit.retention);
    while provider.store.shorten_chain(before, MOST).await? == MOST {}
    Ok(())
}
