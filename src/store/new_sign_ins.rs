//! Sign-ins that people are told of, and may disown by a link. They enter in the transaction that begins the login, where its
//! browser is new to the person; a change of the password voids them all.

use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::invitation::Invitation;
use crate::protocol::new_sign_in::NewSignIn;
use crate::secret::Digest;

/// How long a sign-in waits for its mail and then for its person, at the most.
pub const LIFETIME: Duration = Duration::from_secs(10 * 24 * 60 * 60);
/// How many of them one person is told of in a day: nobody's mailbox is filled.
pub const MOST_A_DAY: u32 = 10;

/// What became of a sign-in that somebody disowned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disowned {
    /// Which one it was.
    pub sign_in: NewSignIn,
    /// Whether the password stays what it was, since the configuration sets it.
    pub keeps_password: bool,
    /// Whether passkeys or an authenticator app were removed, since they were added in its browser.
    pub removed_factors: bool,
}

/// New sign-ins by login, and by link.
#[async_trait]
pub trait NewSignIns {
    /// Has this link lead to the sign-in that began this login, in the place of an earlier one, until `expires_at`. `None` where
    /// there is nothing to disown any more.
    async fn link_new_sign_in(
        &self,
        session_id: &str,
        link: &Digest,
        expires_at: Timestamp,
    ) -> StoreResult<Option<NewSignIn>>;
    /// The sign-in that a link leads to, while it may be disowned.
    async fn new_sign_in(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<NewSignIn>>;
    /// It was somebody else: uses the link up, ends every login of the person, revokes what was given to apps, voids all links,
    /// forgets the browsers that are known, recovery codes, and what factors were added in browsers of which the person was told
    /// and that are not settled, and removes the password unless the configuration sets it. `instead` is the link by which a new one is chosen. All in one transaction; `None`, with
    /// nothing done, where the link is of no use any more, or the person may not sign in.
    async fn disown(
        &self,
        link: &Digest,
        instead: (&Digest, Timestamp),
        now: Timestamp,
    ) -> StoreResult<Option<Disowned>>;
}

/// The link by which the person chooses a new password.
pub fn regain(sign_in: &NewSignIn) -> Invitation {
    Invitation::Regain { sub: sign_in.sub.clone() }
}
