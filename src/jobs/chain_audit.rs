//! Puts the records of the audit into its chain, writes them to the log and to standard output, and removes those that are
//! old. Of several nodes one does each; what a node that dies has put into the chain stays there.

use std::cell::Cell;
use std::io::Write as _;
use std::time::Duration;

use super::{Patience, repeat};
use crate::clock::Timestamp;
use crate::origin;
use crate::protocol::audit::Record;
use crate::provider::{Provider, SharedProvider};
use crate::store::StoreError;
use crate::telemetry::escape::{Notation, escaped};

/// How soon a record is part of the chain.
const EVERY: Duration = Duration::from_secs(1);
/// Records in one go.
const MOST: u32 = 500;
/// Old records that are removed in one go, for which other writes wait (REL-13): each has pages of its own in most indexes. Each go
/// leaves a record.
const REMOVED_AT_ONCE: u32 = 200;
/// How often it is looked whether old records are due to be removed.
const LOOKED_EVERY: Duration = Duration::from_secs(60);
/// How often they are: each time leaves a record, which an hour of quiet is not worth.
const SHORTENED_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

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
    let shortened = Cell::new(None);
    repeat(provider, LOOKED_EVERY, async move |provider| {
        let retention = provider.live().settings.audit.retention;
        if !patience.lasted(retention) || !is_due(shortened.get(), (retention, provider.now())) {
            return;
        }
        match shorten(&provider).await {
            Ok(()) => shortened.set(Some((retention, provider.now()))),
            Err(error) => tracing::warn!(%error, "old records of the audit cannot be removed"),
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

/// Whether old records are removed again: a day later, for another retention, or by a clock that was set back.
fn is_due(last: Option<(Duration, Timestamp)>, (retention, now): (Duration, Timestamp)) -> bool {
    last.is_none_or(|(before, at)| before != retention || now < at || now.since(at) >= SHORTENED_EVERY)
}

async fn shorten(provider: &Provider) -> Result<(), StoreError> {
    let now = provider.now();
    let before = now.before(provider.live().settings.audit.retention);
    while provider.store.shorten_chain(before, REMOVED_AT_ONCE, now).await? == REMOVED_AT_ONCE {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_records_are_removed_once_a_day_and_at_once_for_another_retention() {
        let (day, year) = (Duration::from_secs(86_400), Duration::from_secs(365 * 86_400));
        let last = Timestamp(1_800_000_000);
        let is_due_at = |retention, now| is_due(Some((year, last)), (retention, now));
        assert!(is_due(None, (year, last)));
        assert!(!is_due_at(year, last.after(day - Duration::from_secs(1))));
        assert!(is_due_at(year, last.after(day)));
        assert!(is_due_at(day, last));
        assert!(is_due_at(year, last.before(day)));
    }
}
