//! What people allowed, remembered per client.

use async_trait::async_trait;

use super::StoreResult;
use super::standing::ClientStanding;
use crate::clock::Timestamp;
use crate::protocol::apps::Access;
use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::client::ClientId;
use crate::protocol::consent::{Allowance, Consent};
use crate::protocol::user::Subject;

/// Among so many of a person's latest records of the audit their sign-ins to apps are looked for.
pub const LATEST_RECORDS: u32 = 2_000;

/// What a person has allowed a client by now.
#[derive(Debug, Clone)]
pub struct Allowed {
    /// The remembered consent.
    pub consent: Option<Consent>,
    /// How often what the person gave the client was revoked as a whole, as of the same moment.
    pub revocations: i64,
}

/// Consents by person and client.
#[async_trait]
pub trait Consents {
    /// What this person allowed this client.
    async fn consent(&self, sub: &Subject, client_id: &ClientId) -> StoreResult<Option<Consent>>;
    /// Adds what a person allows to what they allowed this client before, if their login lives and the client is still
    /// what they were shown. A client that registered itself is approved by that. `false`, with nothing remembered,
    /// otherwise. What they allow in detail is allowed this once: the audit has it, and no consent covers it. Whether they
    /// are asked each time is decided against what they wish by then, in the same transaction.
    async fn remember_consent(
        &self,
        sub: &Subject,
        client_id: &ClientId,
        added: &Allowance,
        details: &AuthorizationDetails,
        session_id: &str,
        client: &ClientStanding,
    ) -> StoreResult<bool>;
    /// Has what a person allowed this client answer later requests again, if they wished to be asked each time and their
    /// login lives. Returns whether that is so.
    async fn remember_again(
        &self,
        sub: &Subject,
        client_id: &ClientId,
        session_id: &str,
        now: Timestamp,
    ) -> StoreResult<bool>;
    /// Forgets it, and revokes in the same transaction what it gave: grants with their tokens, and unused codes. The client
    /// is to be told that each login ended from which the person is signed in to it. Returns whether there was a consent or a
    /// grant; where there was none, nothing is told or recorded.
    async fn withdraw_consent(&self, sub: &Subject, client_id: &ClientId, now: Timestamp) -> StoreResult<bool>;
    /// What each client holds of a person, and when they signed in to it last, as far as that is known still.
    async fn accesses_of(&self, sub: &Subject) -> StoreResult<Vec<Access>>;
    /// Everything a person allowed.
    async fn consents_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, Consent)>>;
}
