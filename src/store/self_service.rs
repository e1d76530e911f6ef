//! What people change of their own account, and all that is stored about them. On whose word something changes ([`By`]) is
//! looked at once more in the transaction that changes it.

use async_trait::async_trait;

use super::StoreResult;
use super::factors::By;
use super::sign_ups::OwnSignUp;
use super::users::{ProfileChange, ProfileChanged};
use crate::clock::Timestamp;
use crate::protocol::email_change::EmailChange;
use crate::protocol::factors::WaysIn;
use crate::protocol::grant::Grant;
use crate::protocol::invitation::Invitation;
use crate::protocol::mail::QueuedMail;
use crate::protocol::session::Session;
use crate::protocol::user::{Subject, User};
use crate::secret::Digest;

/// What became of asking for a link that confirms an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskEmail {
    /// The mail with it waits to be sent.
    Asked,
    /// The login ended, or the credentials changed meanwhile.
    NotProven,
    /// The configuration defines the account.
    Pinned,
}

/// What the mail says that was asked for.
#[derive(Debug, Clone)]
pub enum EmailLink {
    /// The link is good from now on: for the person of this username, and this address.
    Made(String, String),
    /// The address is another account's, or can be taken for one's name. There is no link.
    Taken(String),
    /// Something newer was asked for, or whoever asked may not go on.
    Gone,
}

/// What became of confirming an address.
#[derive(Debug, Clone)]
pub enum ConfirmEmail {
    /// It is theirs.
    Confirmed(Box<User>),
    /// It is another account's by now.
    Taken,
    /// The link is used, expired, void or another person's.
    Gone,
}

/// What became of removing one's own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoveOwn {
    /// It is gone.
    Removed,
    /// The login ended, or the credentials changed meanwhile.
    NotProven,
    /// The configuration defines the account, or did until a while ago.
    Pinned,
    /// Nobody else administers.
    LastAdministrator,
}

/// What is stored about a person beside the account, its factors and its consents.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Logins, newest first, with the end of those that ended.
    pub sessions: Vec<(Session, Option<Timestamp>)>,
    /// Grants, newest first, with when they were revoked.
    pub grants: Vec<(Grant, Option<Timestamp>)>,
    /// Links to choose a password: what for, until when, and when it was used.
    pub links: Vec<(Invitation, Timestamp, Option<Timestamp>)>,
    /// Mail that waits to be sent to them.
    pub mails: Vec<QueuedMail>,
    /// How the account came about, where they made it.
    pub sign_up: Option<OwnSignUp>,
}

/// What people do with their own account.
#[async_trait]
pub trait SelfService {
    /// Changes what a person says of themselves. `None` where the login ended or the credentials changed meanwhile.
    async fn change_own_profile(
        &self,
        sub: &Subject,
        change: &ProfileChange,
        by: &By,
        now: Timestamp,
    ) -> StoreResult<Option<ProfileChanged>>;
    /// Has a link sent to an address that a person says is theirs, in place of any that was asked for before.
    async fn ask_email(&self, sub: &Subject, email: &str, by: &By, now: Timestamp) -> StoreResult<AskEmail>;
    /// Makes the link that the mail `id` carries, in place of the one that an earlier try to send it made. Nobody who could
    /// not use it gets one.
    async fn link_email(&self, sub: &Subject, id: &str, link: &Digest, now: Timestamp) -> StoreResult<EmailLink>;
    /// Which address this person would confirm with an unused link.
    async fn email_of_link(&self, sub: &Subject, link: &Digest, now: Timestamp) -> StoreResult<Option<String>>;
    /// What this person has asked for and not confirmed yet.
    async fn email_change(&self, sub: &Subject, now: Timestamp) -> StoreResult<Option<EmailChange>>;
    /// Uses a link of this person: its address is theirs, and is verified. Links to choose a password, which may lie in the
    /// mailbox of before, are void, and that mailbox is told.
    async fn confirm_email(&self, sub: &Subject, link: &Digest, by: &By, now: Timestamp) -> StoreResult<ConfirmEmail>;
    /// Removes the account as [`super::users::Users::remove_user`] does, unless it is the last one that can administer by these
    /// ways.
    async fn remove_own_account(&self, sub: &Subject, by: &By, ways: WaysIn, now: Timestamp) -> StoreResult<RemoveOwn>;
    /// All that is stored about a person, as of one moment.
    async fn held_about(&self, sub: &Subject) -> StoreResult<Held>;
}
