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

impl Consent {
    /// This consent with what is allowed in addition, as given then.
    pub fn with(self, added: &Consent) -> Self {
        let mut claims = self.claims;
        claims.extend(added.claims.iter().cloned());
        claims.sort();
        claims.dedup();
        Self { scope: self.scope.union(&added.scope), claims, granted_at: added.granted_at }
    }
}
