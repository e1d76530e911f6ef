//! One-time links: the first administrator's set-up, invitations, password resets.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::invitation::Invitation;
use crate::protocol::user::Subject;
use crate::secret::{Digest, Secret};

/// Links by digest.
#[async_trait]
pub trait Invitations {
    /// Stores a link. A new set-up link replaces earlier ones.
    async fn add_invitation(&self, link: &Digest, invitation: &Invitation, expires_at: Timestamp) -> StoreResult<()>;
    /// What an unused, unexpired link is for.
    async fn invitation(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<Invitation>>;
    /// Uses an invite or reset link and sets the password, in one transaction, ending the person's sessions.
    /// Returns the person, or `None` when the link was used, expired or of another kind.
    async fn accept_invitation(
        &self,
        link: &Digest,
        password_hash: &Secret,
        now: Timestamp,
    ) -> StoreResult<Option<Subject>>;
}
