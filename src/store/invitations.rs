//! One-time links: the first administrator's set-up, invitations, password resets.

use async_trait::async_trait;

use super::StoreResult;
use super::factors::FirstPasskey;
use crate::clock::Timestamp;
use crate::protocol::factors::WaysIn;
use crate::protocol::invitation::Invitation;
use crate::protocol::user::User;
use crate::secret::{Digest, Secret};

/// What became of following an invitation with a passkey.
#[derive(Debug, Clone)]
pub enum AcceptedByPasskey {
    /// This is the person now.
    Accepted(Box<User>),
    /// The passkey is known already, whoever's it is; the link is good still.
    Known,
    /// The link was used, expired or is no invitation of this person; or they are locked, or have something to prove themselves
    /// with already, which no link replaces.
    LinkGone,
}

/// Links by digest.
#[async_trait]
pub trait Invitations {
    /// Stores a link in place of earlier ones for the same: the set-up, or the password of the same person.
    async fn add_invitation(
        &self,
        link: &Digest,
        invitation: &Invitation,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> StoreResult<()>;
    /// What an unused, unexpired link is for.
    async fn invitation(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<Invitation>>;
    /// Uses an invite or reset link and sets the password, in one transaction, ending the person's sessions and voiding
    /// every other link. Returns the person as they are then, or `None` when the link was used, expired or of another
    /// kind, or the person is locked.
    async fn accept_invitation(
        &self,
        link: &Digest,
        password_hash: &Secret,
        now: Timestamp,
    ) -> StoreResult<Option<User>>;
    /// Uses a link of somebody who has nothing to prove themselves with, and adds their first passkey, in one transaction: an
    /// invitation, or any of theirs where there are no passwords ([`Invitation::takes_passkey_of`]). All else is as with a
    /// password that is set.
    async fn accept_by_passkey(
        &self,
        link: &Digest,
        first: &FirstPasskey,
        ways: WaysIn,
        now: Timestamp,
    ) -> StoreResult<AcceptedByPasskey>;
}
