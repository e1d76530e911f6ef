//! Questions to other nodes that wait for an answer ([`super::elsewhere`]).

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::watchers::Added;

/// Questions under way at the most.
const MOST: usize = 1_000;

/// The questions by their names.
#[derive(Default)]
pub struct Answers(Mutex<HashMap<String, oneshot::Sender<Added>>>);

impl Answers {
    /// Waits for the answer to the question of that name, unless too many are under way.
    pub fn wait_for(&self, ask: &str) -> Option<oneshot::Receiver<Added>> {
        let mut waiting = self.waiting();
        if waiting.len() >= MOST {
            return None;
        }
        let (sender, answer) = oneshot::channel();
        waiting.insert(ask.to_owned(), sender);
        Some(answer)
    }

    /// Takes an answer in.
    pub fn take(&self, ask: &str, added: Added) {
        if let Some(sender) = self.waiting().remove(ask) {
            // Whoever asked may have gone.
            let _ = sender.send(added);
        }
    }

    /// Waits no longer.
    pub fn forget(&self, ask: &str) {
        self.waiting().remove(ask);
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<String, oneshot::Sender<Added>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
