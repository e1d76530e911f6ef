//! Authorization codes (RFC 6749 §4.1.2): bound, short-lived, redeemed at most once.
//!
//! A code that carries what it stands for has no row: the grant that it becomes is what tells that it was redeemed, and
//! is kept for a day at the least. The others have a row from the moment that they are issued.

use std::sync::Arc;

use async_trait::async_trait;

use super::StoreResult;
use super::standing::{Lapsed, Standing};
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::tokens::NewTokens;
use crate::secret::Digest;

/// What is known of a stored code that a client presents.
#[derive(Debug, Clone)]
pub enum CodeState {
    /// Unused; may have expired: compare `expires_at`.
    Unused(Box<AuthorizationCode>),
    /// Redeemed before. A caller who proves the binding replays it: revoke the grant (SEC-21).
    Used(Box<AuthorizationCode>),
}

/// Where it stands what a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the row of this digest.
    Stored(Digest),
    /// In the code itself.
    Carried,
    /// In the row of a request that its client polls for, of this digest.
    Polled(Digest),
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
    /// The DPoP proof came before; the code was not used.
    ProofUsed,
    /// Something else that was verified no longer holds; the code was not used.
    Lapsed(Lapsed),
}

/// Codes.
#[async_trait]
pub trait Codes {
    /// Looks a stored code up without using it. Used codes stay known for at least an hour.
    async fn code(&self, code: &Digest) -> StoreResult<Option<CodeState>>;
    /// Whether the code that carries this grant was redeemed.
    async fn is_redeemed(&self, grant_id: &str) -> StoreResult<bool>;
    /// Redeems the code by one conditional statement, and in the same transaction stores its grant and tokens.
    /// The condition: unused, not expired, not revoked, its login and its consent live, and what was verified of client
    /// and person still holds.
    async fn take_code(
        &self,
        kept: Kept,
        code: &Arc<AuthorizationCode>,
        tokens: &NewTokens,
        standing: &Standing,
        now: Timestamp,
    ) -> StoreResult<TakeCode>;
}
