//! Looking people up, and what must not be done to the last administrator.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::factors::WaysIn;
use crate::protocol::user::{Subject, User};

/// Whom a list shows, in order of their usernames.
#[derive(Debug, Clone, Default)]
pub struct WantedPeople {
    /// Those in whose username, email address or name this text is, in any case of ASCII letters; or whose `sub` it is.
    pub text: Option<String>,
    /// Those in this group.
    pub group: Option<String>,
    /// Those who administer.
    pub administrators: bool,
    /// Those who are locked.
    pub locked: bool,
    /// Those who made their account and wait for an administrator's approval.
    pub waiting: bool,
    /// Those after this username.
    pub after: Option<String>,
    /// The newest first instead; `after` is the [`newest_key`] of the last one then.
    pub newest: bool,
    /// At most so many.
    pub limit: u32,
}

/// Where a list of the newest goes on after this person.
pub fn newest_key(user: &User) -> String {
    format!("{}.{}", user.created_at.seconds(), user.sub)
}

/// The pattern of `LIKE` for whatever has this text in it, with `\` as its escape.
pub fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

impl WantedPeople {
    /// The pattern of `LIKE` for the text.
    pub fn pattern(&self) -> Option<String> {
        self.text.as_deref().map(containing)
    }

    /// Where a list of the newest goes on: a time and a `sub`.
    pub fn after_newest(&self) -> Option<(i64, String)> {
        let (at, sub) = self.after.as_deref().filter(|_| self.newest)?.split_once('.')?;
        Some((at.parse().ok()?, sub.to_owned()))
    }
}

/// What became of something that the last administrator is kept from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guarded {
    /// It was done.
    Done,
    /// There is no such account any more.
    Gone,
    /// Nobody else could administer then: nothing was done.
    LastAdministrator,
}

/// People, for those who look after them.
#[async_trait]
pub trait People {
    /// People in order.
    async fn find_people(&self, wanted: &WantedPeople) -> StoreResult<Vec<User>>;
    /// How many accounts there are.
    async fn count_people(&self) -> StoreResult<u64>;
    /// Every group that somebody is in, with how many are, by name.
    async fn groups(&self) -> StoreResult<Vec<(String, u64)>>;
    /// Locks an account, unless it is the last one that can administer by these ways.
    async fn lock_unless_last(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded>;
    /// Removes an account, unless it is the last one that can administer by these ways.
    async fn remove_unless_last(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded>;
}
