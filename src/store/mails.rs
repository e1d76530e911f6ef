//! Mail that waits to be sent. It enters in the transaction of what it tells of, or by itself.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::origin;
use crate::protocol::mail::{Kept, Mail, QueuedMail};

/// The most that are counted.
pub const MOST_COUNTED: u32 = 10_000;

/// How much waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingMails {
    /// How many, up to [`MOST_COUNTED`].
    pub count: u32,
    /// When the oldest of them entered.
    pub oldest: Option<Timestamp>,
    /// How many of them were tried in vain.
    pub tried: u32,
}

/// The queue.
#[async_trait]
pub trait Mails {
    /// Has it sent.
    async fn queue_mail(&self, mail: &Mail, now: Timestamp) -> StoreResult<()>;
    /// Takes at most `limit` that are due and marks them under way until `lease_until`.
    async fn take_mails(&self, now: Timestamp, lease_until: Timestamp, limit: u32) -> StoreResult<Vec<QueuedMail>>;
    /// Forgets one that was sent, or given up.
    async fn forget_mail(&self, id: &str) -> StoreResult<()>;
    /// Counts a try in vain; it is due again at `due_at`.
    async fn postpone_mail(&self, id: &str, due_at: Timestamp) -> StoreResult<()>;
    /// Forgets all that entered before `before`: where no mail is sent, nobody waits for any.
    async fn forget_mails(&self, before: Timestamp) -> StoreResult<()>;
    /// How much waits to be sent.
    async fn waiting_mails(&self) -> StoreResult<WaitingMails>;
    /// When the next one is due, if any waits.
    async fn next_mail(&self) -> StoreResult<Option<Timestamp>>;
}

/// What is kept of a mail that enters now.
pub fn kept(mail: &Mail) -> Kept {
    let language = if mail.is_to_who_caused_it() { origin::language() } else { None };
    Kept { mail: mail.clone(), language: language.map(str::to_owned) }
}
