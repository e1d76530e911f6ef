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
    /// Whether the person wishes to be asked each time: it covers what it was given for, and answers no later request.
    pub asks_each_time: bool,
}

/// What a person allows on a page, at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Scope values that the page showed.
    pub scope: ScopeSet,
    /// Claims that it showed by name.
    pub claims: Vec<String>,
    /// The moment.
    pub granted_at: Timestamp,
    /// What is said there of being asked each time.
    pub each_time: EachTime,
}

/// The box "Ask me every time" on a page, before and after the person. Where the page has none, neither is ticked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EachTime {
    /// Whether it was ticked as the page was shown.
    pub shown: bool,
    /// Whether it is ticked now.
    pub ticked: bool,
}

impl EachTime {
    /// Whether the person changed the box.
    pub fn changes(self) -> bool {
        self.ticked != self.shown
    }

    /// What the person wishes, where `stored` is what they wished by the moment that counts. Who leaves the box as it was, or
    /// sees none, changes nothing: another page may have changed the wish since this one was shown.
    fn wish(self, stored: Option<bool>) -> bool {
        if self.changes() { self.ticked } else { stored.unwrap_or(self.ticked) }
    }
}

impl Allowance {
    /// What is given by it, where `before` is what is remembered in the transaction that adds to it.
    pub fn given(&self, before: Option<&Consent>) -> Consent {
        Consent {
            scope: self.scope.clone(),
            claims: self.claims.clone(),
            granted_at: self.granted_at,
            asks_each_time: self.each_time.wish(before.map(|before| before.asks_each_time)),
        }
    }
}

impl Consent {
    /// Whether it allows all that is granted.
    pub fn covers(&self, grant: &Grant) -> bool {
        let names = grant.claims.as_ref().map(|claims| claims.names()).unwrap_or_default();
        grant.scope.is_subset_of(&self.scope) && names.iter().all(|name| self.claims.contains(name))
    }

    /// This consent with what is allowed in addition, as given then.
    pub fn with(self, added: &Consent) -> Self {
        // What was allowed for once is not remembered through a page that showed less.
        if self.asks_each_time && !added.asks_each_time {
            return added.clone();
        }
        let mut claims = self.claims;
        claims.extend(added.claims.iter().cloned());
        claims.sort();
        claims.dedup();
        Self {
            scope: self.scope.union(&added.scope),
            claims,
            granted_at: added.granted_at,
            asks_each_time: added.asks_each_time,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(scope: &str, asks_each_time: bool) -> Consent {
        Consent { scope: ScopeSet::parse(scope), claims: Vec::new(), granted_at: Timestamp(5), asks_each_time }
    }

    #[test]
    fn a_box_that_is_left_as_it_was_leaves_the_wish_as_it_is_by_then() {
        let asks_after = |shown, ticked, stored: Option<bool>| {
            let each_time = EachTime { shown, ticked };
            let allowed =
                Allowance { scope: ScopeSet::parse("openid"), claims: Vec::new(), granted_at: Timestamp(5), each_time };
            allowed.given(stored.map(|asks| consent("openid", asks)).as_ref()).asks_each_time
        };
        for stored in [None, Some(false), Some(true)] {
            assert!(asks_after(false, true, stored), "{stored:?}: it was ticked");
            assert!(!asks_after(true, false, stored), "{stored:?}: it was unticked");
            for as_it_was in [false, true] {
                assert_eq!(asks_after(as_it_was, as_it_was, stored), stored.unwrap_or(as_it_was), "{stored:?}");
            }
        }
    }

    #[test]
    fn what_was_allowed_for_once_is_not_remembered_through_a_page_that_showed_less() {
        let again = consent("openid email", true).with(&consent("openid phone", true));
        assert_eq!((again.scope.to_string().as_str(), again.asks_each_time), ("openid email phone", true));
        assert_eq!(again.with(&consent("openid", false)), consent("openid", false));
        let remembered = consent("openid email", false).with(&consent("openid", true));
        assert_eq!((remembered.scope.to_string().as_str(), remembered.asks_each_time), ("openid email", true));
    }
}
