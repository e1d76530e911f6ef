//! What a person allowed a client, as it is remembered.

use super::scope::ScopeSet;
use crate::clock::Timestamp;

/// A remembered consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Scope values allowed so far.
    pub scope: ScopeSet,
    /// Claims allowed by name through the `claims` parameter.
    pub claims: Vec<String>,
    /// When it was last given.
    pub granted_at: Timestamp,
}
