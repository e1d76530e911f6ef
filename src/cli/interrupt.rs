//! Ctrl-C in the midst of long work: files that are not whole are removed, and what must not be cut in two is finished first.
//! What a transaction of the database holds needs none of this.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::stop::Stop;
use crate::telemetry::complain;

/// The exit code of a process that Ctrl-C ended (128 and the number of SIGINT).
const INTERRUPTED: i32 = 130;

/// Files that are removed when Ctrl-C or SIGTERM ends the process.
#[derive(Clone)]
pub struct Unfinished(Arc<Mutex<Vec<PathBuf>>>);

impl Unfinished {
    /// Watches over these files from now on. None of them may be somebody else's.
    pub fn new(files: Vec<PathBuf>) -> Self {
        let unfinished = Self(Arc::new(Mutex::new(files)));
        let (watched, (ready, is_ready)) = (unfinished.clone(), channel());
        std::thread::spawn(move || watched.watch(ready));
        // An error says that signals cannot be watched, and then they end the process as ever.
        let _ = is_ready.recv();
        unfinished
    }

    /// The files are whole, or are about to be put in their place: none is removed any more, and Ctrl-C waits for as long as
    /// this is kept.
    pub fn finishing(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        let mut files = self.files();
        files.clear();
        files
    }

    fn files(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watch(&self, ready: Sender<()>) {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        let signalled = runtime.block_on(async move {
            let mut stop = Stop::listen().ok()?;
            drop(ready);
            stop.told().await;
            Some(())
        });
        // Kept until the end of the process, so that nothing is put in its place meanwhile.
        if let Some(_removed) = signalled.and_then(|()| self.give_up()) {
            complain("latchkey: stopped; nothing half done is left");
            std::process::exit(INTERRUPTED);
        }
    }

    /// Removes what is not whole. `None` where all is in its place by now: then the command is done and says so in a moment, and
    /// nobody shall read that it was stopped.
    fn give_up(&self) -> Option<MutexGuard<'_, Vec<PathBuf>>> {
        let files = self.files();
        files.iter().for_each(|file| drop(fs::remove_file(file)));
        (!files.is_empty()).then_some(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_whole_is_removed_and_what_is_done_was_not_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copy.partial");
        fs::write(&file, "half").unwrap();
        let of = |file: &PathBuf| Unfinished(Arc::new(Mutex::new(vec![file.clone()])));
        let done = of(&file);
        drop(done.finishing());
        assert!(done.give_up().is_none() && file.exists());
        assert!(of(&file).give_up().is_some() && !file.exists());
    }
}
