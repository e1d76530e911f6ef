//! What a person allowed a client, as it is remembered.

use super::grant::Grant;
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
    /// Whether it allows all that is granted.
    pub fn covers(&self, grant: &Grant) -> bool {
        let names = grant.claims.as_ref().map(|claims| claims.names()).unwrap_or_default();
        grant.scope.is_subset_of(&self.scope) && names.iter().all(|name| self.claims.contains(name))
    }

    /// This consent with what is allowed in addition, as given then.
    pub fn with(self, added: &Consent) -> Self {
        let mut claims = self.claims;
        claims.extend(added.claims.iter().cloned());
        claims.sort();
        claims.dedup();
        Self { scope: self.scope.union(&added.scope), claims, granted_at: added.granted_at }
    }
}
