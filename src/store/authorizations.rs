//! An authorization response: everything that it carries, stored at once or not at all (OpenID Connect Core §3.1.2.5,
//! §3.2.2.5, §3.3.2.5).

use async_trait::async_trait;

use super::StoreResult;
use super::polled_requests::PolledAnswer;
use super::standing::{Lapsed, Standing};
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::grant::Grant;
use crate::protocol::tokens::NewTokens;
use crate::secret::Digest;

/// What a response carries, and what must hold for it.
#[derive(Debug, Clone)]
pub struct Authorization {
    /// The waiting request that it answers, where there was one, and until when that could be answered.
    pub interaction: Option<(Digest, Timestamp)>,
    /// The grant that all of it belongs to.
    pub grant: Grant,
    /// Whether the grant begins now, because something of it leaves with this response; else a code begins it later.
    pub begins: bool,
    /// The access token that leaves with this response.
    pub tokens: Option<NewTokens>,
    /// The code, where it does not carry what it stands for.
    pub code: Option<(Digest, AuthorizationCode)>,
    /// The answer to a request that its client polls for, where it is one.
    pub polled: Option<PolledAnswer>,
    /// Whether it rests on a consent, which must still be there and cover the granted scope.
    pub rests_on_consent: bool,
    /// The client, and what it demands of the person.
    pub standing: Standing,
}

impl Authorization {
    /// Whether there is nothing to store.
    pub fn is_empty(&self) -> bool {
        self.interaction.is_none() && !self.begins && self.code.is_none() && self.polled.is_none()
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authorize {
    /// Everything is stored.
    Stored,
    /// The waiting request, or the one that is polled for, was answered before or has expired; nothing was stored.
    Finished,
    /// Something that was verified no longer holds; nothing was stored.
    Lapsed(Lapsed),
}

/// Authorization responses.
#[async_trait]
pub trait Authorizations {
    /// Stores a response by one transaction that checks again what was verified. A code of the response carries the
    /// same grant: redeeming it adds to it, and a replay ends all of it.
    async fn authorize(&self, authorization: &Authorization, now: Timestamp) -> StoreResult<Authorize>;
    /// Whether a waiting request was answered.
    async fn is_finished(&self, interaction: &Digest) -> StoreResult<bool>;
    /// Marks a waiting request as answered, without anything given. `false` when it was answered before.
    async fn finish_interaction(&self, interaction: &Digest, expires_at: Timestamp) -> StoreResult<bool>;
}
