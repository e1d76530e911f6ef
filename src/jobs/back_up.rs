//! One backup a day. Whether it is due is decided from the newest one in the folder and not from uptime: a server that is
//! started often makes no second one, and one that was down at night makes it when it is up.

use std::cell::RefCell;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::clock::Timestamp;
use crate::config::settings::BackupSettings;
use crate::provider::{Provider, SharedProvider};
use crate::store::sqlite::backup::folder::{Folder, Made};
use crate::store::sqlite::backup::{self, BackupError};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// After a failure.
const AGAIN_AFTER: Duration = Duration::from_secs(60 * 60);
/// After a look at a database with nothing in it, or at a folder that another process holds.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(60);

/// When the folder is looked into next. Until then it is left alone: it may be on a disk that sleeps.
#[derive(Default)]
pub struct BackUp(RefCell<Option<Next>>);

struct Next {
    settings: BackupSettings,
    at: Timestamp,
}

/// What came of a look.
enum Looked {
    /// There is one since it was last due.
    NotDue,
    /// Nothing that anybody would miss is in the database. Days of such copies would drive out those from before a
    /// database was lost.
    Empty,
    /// Another process is at it.
    Held,
    /// It was made.
    Made(Made),
}

impl BackUp {
    /// Makes a backup where backups are on and one is due.
    pub async fn look(&self, provider: &SharedProvider) {
        let Some(settings) = provider.live().settings.storage.backup.clone() else { return };
        let now = provider.now();
        if self.0.borrow().as_ref().is_some_and(|next| next.is_later(&settings, now)) {
            return;
        }
        let (for_thread, wanted) = (provider.clone(), settings.clone());
        let looked = tokio::task::spawn_blocking(move || look_into_folder(&for_thread, &wanted, now)).await;
        // A panic has a line of its own.
        let after = match looked.unwrap_or_else(|_| Err(BackupError::Stopped(settings.dir.clone()))) {
            Ok(Looked::NotDue) => next_due(now, settings.at).remaining(now),
            Ok(Looked::Empty | Looked::Held) => LOOK_AGAIN_AFTER,
            Ok(Looked::Made(made)) => {
                let (file, contents) = (made.path.display(), made.contents);
                tracing::info!(%file, bytes = contents.bytes, accounts = contents.accounts, "database backed up");
                next_due(now, settings.at).remaining(now)
            }
            Err(BackupError::Stopped(_)) if provider.draining.load(Ordering::Relaxed) => return,
            Err(error) => {
                tracing::error!(%error, "the database was not backed up, which is tried again in an hour");
                provider.metrics.backup_failed();
                AGAIN_AFTER
            }
        };
        self.0.replace(Some(Next { settings, at: now.after(after) }));
    }
}

impl Next {
    /// Whether there is nothing to do yet. Other settings, or a clock that was set back, are looked at anew.
    fn is_later(&self, settings: &BackupSettings, now: Timestamp) -> bool {
        self.settings == *settings && now < self.at && self.at.since(now) <= DAY
    }
}

/// On a thread of its own, since it takes as long as the database is large.
fn look_into_folder(provider: &Provider, settings: &BackupSettings, now: Timestamp) -> Result<Looked, BackupError> {
    let live = provider.live().clone();
    let Some(from) = live.settings.storage.database.file() else { return Ok(Looked::NotDue) };
    let issuer = live.settings.server.issuer.as_str();
    let folder = Folder::new(&settings.dir, issuer);
    let is_due = || -> Result<bool, BackupError> {
        let newest = folder.newest(now)?;
        newest.into_iter().for_each(|at| provider.metrics.backed_up(at));
        Ok(newest.is_none_or(|newest| newest < last_due(now, settings.at)))
    };
    if !is_due()? {
        return Ok(Looked::NotDue);
    }
    if backup::foresee(from)?.is_empty() {
        return Ok(Looked::Empty);
    }
    let Some(held) = folder.hold()? else { return Ok(Looked::Held) };
    // Another process may have made one just now.
    if !is_due()? {
        return Ok(Looked::NotDue);
    }
    let goes_on = || !provider.draining.load(Ordering::Relaxed);
    let made = held.make(from, now, env!("CARGO_PKG_VERSION"), &goes_on)?;
    provider.metrics.backed_up(now);
    if let Err(error) = held.delete_all_but(settings.keep, from, now) {
        tracing::warn!(%error, "an old backup cannot be deleted: delete it, or make the folder writable");
    }
    Ok(Looked::Made(made))
}

/// When a backup was last due, by the time of day in UTC.
fn last_due(now: Timestamp, at: Duration) -> Timestamp {
    let midnight =
        Timestamp(now.seconds() - now.seconds().rem_euclid(i64::try_from(DAY.as_secs()).unwrap_or(i64::MAX)));
    match midnight.after(at) {
        today if today <= now => today,
        today => today.before(DAY),
    }
}

fn next_due(now: Timestamp, at: Duration) -> Timestamp {
    last_due(now, at).after(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Duration = Duration::from_secs(3 * 60 * 60);
    /// Midnight.
    const MIDNIGHT: Timestamp = Timestamp(1_799_971_200);

    #[test]
    fn a_backup_is_due_once_a_day_at_its_time() {
        let hours = |hours: u64| Duration::from_secs(hours * 60 * 60);
        let three = MIDNIGHT.after(AT);
        assert_eq!(last_due(MIDNIGHT.after(hours(2)), AT), three.before(DAY));
        assert_eq!(last_due(three, AT), three);
        assert_eq!(last_due(MIDNIGHT.after(hours(23)), AT), three);
        assert_eq!(next_due(three, AT), three.after(DAY));
        assert_eq!(next_due(three.before(Duration::from_secs(1)), AT), three);
        assert_eq!(last_due(MIDNIGHT, Duration::ZERO), MIDNIGHT);
    }

    #[test]
    fn a_clock_that_was_set_back_and_other_settings_are_no_reason_to_wait() {
        let settings = BackupSettings { dir: "backups".into(), keep: 7, at: AT };
        let next = Next { settings: settings.clone(), at: MIDNIGHT.after(DAY) };
        assert!(next.is_later(&settings, MIDNIGHT));
        assert!(!next.is_later(&settings, MIDNIGHT.after(DAY)));
        assert!(!next.is_later(&settings, MIDNIGHT.before(DAY)));
        assert!(!next.is_later(&BackupSettings { keep: 3, ..settings }, MIDNIGHT));
    }
}
