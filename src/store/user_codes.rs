//! User codes (CIBA Core 1.0 §7.1): what somebody tells an app that may only ask them for something with it.

use async_trait::async_trait;

use super::StoreResult;
use super::factors::By;
use crate::clock::Timestamp;
use crate::protocol::user::Subject;
use crate::secret::Secret;

/// The user code of a person.
#[derive(Debug, Clone)]
pub struct UserCode {
    /// Its hash, of a password's kind.
    pub hash: Secret,
    /// When it was made.
    pub made_at: Timestamp,
}

/// User codes by person, one at most.
#[async_trait]
pub trait UserCodes {
    /// The code of the person.
    async fn user_code(&self, sub: &Subject) -> StoreResult<Option<UserCode>>;
    /// Puts a code in the place of the one before, or removes it where `hash` is `None`. `false`, with nothing changed, where the
    /// login ended, or where there is none to remove.
    async fn put_user_code(&self, sub: &Subject, hash: Option<&Secret>, by: &By, now: Timestamp) -> StoreResult<bool>;
}
