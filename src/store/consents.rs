//! What people allowed, remembered per client.

use async_trait::async_trait;

use super::StoreResult;
use crate::protocol::client::ClientId;
use crate::protocol::consent::Consent;
use crate::protocol::user::Subject;

/// Consents by person and client.
#[async_trait]
pub trait Consents {
    /// What this person allowed this client.
    async fn consent(&self, sub: &Subject, client_id: &ClientId) -> StoreResult<Option<Consent>>;
    /// Remembers a consent, in place of an earlier one.
    async fn remember_consent(&self, sub: &Subject, client_id: &ClientId, consent: &Consent) -> StoreResult<()>;
    /// Forgets it. Returns whether there was one.
    async fn forget_consent(&self, sub: &Subject, client_id: &ClientId) -> StoreResult<bool>;
    /// Everything a person allowed.
    async fn consents_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, Consent)>>;
}
