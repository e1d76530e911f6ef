//! Accounts that people make for themselves. Whether a link still works and whether names are free is looked at in the
//! transaction that makes the account, so that of two at once no more come through than the link allows.

use std::collections::HashSet;

use async_trait::async_trait;

use super::StoreResult;
use super::factors::FirstPasskey;
use crate::clock::Timestamp;
use crate::protocol::sign_up::SignUpLink;
use crate::protocol::user::{Subject, User};
use crate::secret::Digest;

/// An account that somebody makes for themselves.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The account.
    pub user: User,
    /// The passkey that its person begins with who chose no password.
    pub first_passkey: Option<FirstPasskey>,
    /// An address that the person says is theirs, and that a mail has to confirm first.
    pub to_confirm: Option<String>,
    /// Whether an administrator approves first; the account is locked until then.
    pub waits: bool,
}

/// What became of making it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedUp {
    /// It exists.
    Added,
    /// The username is another account's, or can be taken for it.
    UsernameTaken,
    /// The address is.
    EmailTaken,
    /// The passkey is known already, whoever's it is.
    PasskeyKnown,
    /// The link is used up, expired or unknown.
    LinkGone,
}

/// What the mail says that somebody asked for who wants to sign up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkMailed {
    /// The link is good from now on.
    Made,
    /// The address belongs to an account.
    HasAccount,
    /// The address can be taken for somebody else's name.
    Unfit,
}

/// An account that waits for an administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// An address that the person says is theirs; nobody has confirmed it.
    pub email: Option<String>,
    /// Since when.
    pub since: Timestamp,
}

/// How an account came about that its person made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSignUp {
    /// By which kind of link.
    pub how: String,
    /// When.
    pub at: Timestamp,
}

/// Signing up.
#[async_trait]
pub trait SignUps {
    /// Stores a link of an administrator.
    async fn add_sign_up_link(&self, link: &Digest, sign_up: &SignUpLink, now: Timestamp) -> StoreResult<()>;
    /// Stores the link that a mail to this address carries, unless the address is taken.
    async fn add_mailed_link(
        &self,
        link: &Digest,
        email: &str,
        interaction: Option<&str>,
        now: Timestamp,
    ) -> StoreResult<LinkMailed>;
    /// What a link lets somebody do that works still.
    async fn sign_up_link(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<SignUpLink>>;
    /// Makes an account, and uses the link once. Other links to the same address are void by it; a mail that confirms an
    /// address is queued. Where names are taken, nothing changes.
    async fn sign_up(&self, link: &Digest, account: &NewAccount, now: Timestamp) -> StoreResult<SignedUp>;
    /// Whether this person waits for an administrator.
    async fn waiting(&self, sub: &Subject) -> StoreResult<Option<Waiting>>;
    /// Which of these wait for approval.
    async fn who_waits(&self, among: &[Subject]) -> StoreResult<HashSet<Subject>>;
    /// How many wait.
    async fn count_waiting(&self) -> StoreResult<u64>;
    /// Lets a person in who waits, and queues a mail that says so. Returns whether they waited.
    async fn approve(&self, sub: &Subject, now: Timestamp) -> StoreResult<bool>;
}
