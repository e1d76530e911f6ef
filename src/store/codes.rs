//! Authorization codes (RFC 6749 §4.1.2): bound, short-lived, redeemed at most once.

use async_trait::async_trait;

use super::StoreResult;
use super::standing::{Lapsed, Standing};
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::grant::Grant;
use crate::protocol::tokens::NewTokens;
use crate::secret::Digest;

/// What is known of a code that a client presents.
#[derive(Debug, Clone)]
pub enum CodeState {
    /// Unused; may have expired: compare `expires_at`.
    Unused(Box<AuthorizationCode>),
    /// Redeemed before. A caller who proves the binding replays it: revoke the grant (SEC-21).
    Used(Box<AuthorizationCode>),
}

/// What became of redeeming a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeCode {
    /// This call redeemed it: grant and tokens are stored.
    Taken,
    /// Another call was faster; nothing was stored.
    AlreadyUsed,
    /// The code, or the login behind it, ended in between.
    Gone,
    /// Something else that was verified no longer holds; the code was not used.
    Lapsed(Lapsed),
}

/// Codes by digest.
#[async_trait]
pub trait Codes {
    /// Looks a code up without using it. Used codes stay known for at least an hour.
    async fn code(&self, code: &Digest) -> StoreResult<Option<CodeState>>;
    /// Redeems the code by one conditional statement, and in the same transaction stores its grant and tokens.
    /// The condition: unused, not expired, not revoked, its login lives, and what was verified of client and person
    /// still holds.
    async fn take_code(
        &self,
        code: &Digest,
        grant: &Grant,
        tokens: &NewTokens,
        standing: &Standing,
        now: Timestamp,
    ) -> StoreResult<TakeCode>;
}
