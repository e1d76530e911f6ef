//! Scope values (RFC 6749 §3.3) and the claims that each of them asks for (OpenID Connect Core §5.4).

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The scope values that Latchkey knows without configuration, in the order they are advertised.
pub const BUILT_IN: [&str; 7] = ["openid", "profile", "email", "address", "phone", GROUPS, "offline_access"];
/// The one that no specification has, and nearly every provider: the claim `groups`. What `[scopes.groups]` says of it holds
/// instead.
pub const GROUPS: &str = "groups";

/// The claims of a built-in scope value (Core §5.4, and `groups`); empty for `openid`, `offline_access` and unknown ones.
pub fn built_in_claims(scope: &str) -> &'static [&'static str] {
    match scope {
        "profile" => &[
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
        ],
        "email" => &["email", "email_verified"],
        "address" => &["address"],
        "phone" => &["phone_number", "phone_number_verified"],
        GROUPS => &["groups"],
        _ => &[],
    }
}

/// An ordered set of scope values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ScopeSet(Arc<[String]>);

impl ScopeSet {
    /// Splits at spaces; repeated values count once. Values with characters that RFC 6749 §3.3 forbids are dropped,
    /// as every unknown value is.
    pub fn parse(text: &str) -> Self {
        text.split(' ').filter(|value| is_scope_token(value)).collect()
    }

    /// Whether `scope` is in the set.
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|known| known == scope)
    }

    /// Whether every value of this set is in `other`.
    pub fn is_subset_of(&self, other: &ScopeSet) -> bool {
        self.0.iter().all(|scope| other.contains(scope))
    }

    /// The values that satisfy `keep`, in order.
    pub fn filtered(&self, keep: impl Fn(&str) -> bool) -> Self {
        // Nearly always that is all of them.
        if self.iter().all(&keep) { self.clone() } else { self.iter().filter(|scope| keep(scope)).collect() }
    }

    /// The values of both sets.
    pub fn union(&self, other: &ScopeSet) -> Self {
        self.iter().chain(other.iter()).collect()
    }

    /// The values in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether `value` is a scope-token of RFC 6749 §3.3.
pub fn is_scope_token(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e))
}

/// Up to how many values are looked through one by one.
const FEW: usize = 16;

impl<'a> FromIterator<&'a str> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = &'a str>>(values: I) -> Self {
        // Nearly every set has a handful of values, for which looking through them is the quickest.
        let (mut set, mut known) = (Vec::<String>::new(), HashSet::new());
        for value in values {
            let is_new = match set.len() {
                0..FEW => !set.iter().any(|known| known == value),
                FEW => {
                    known.extend(set.iter().cloned());
                    known.insert(value.to_owned())
                }
                _ => known.insert(value.to_owned()),
            };
            if is_new {
                set.push(value.to_owned());
            }
        }
        Self(set.into())
    }
}

impl From<String> for ScopeSet {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl From<ScopeSet> for String {
    fn from(set: ScopeSet) -> Self {
        set.to_string()
    }
}

impl fmt::Display for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(value)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_and_malformed_values_are_dropped_and_order_is_kept() {
        assert_eq!(ScopeSet::parse("openid  email openid a\"b é profile").to_string(), "openid email profile");
    }

    #[test]
    fn a_subset_is_told_from_a_larger_set() {
        let granted = ScopeSet::parse("openid email");
        assert!(ScopeSet::parse("email").is_subset_of(&granted));
        assert!(!ScopeSet::parse("email phone").is_subset_of(&granted));
    }

    #[test]
    fn what_is_kept_of_a_set_stays_in_order_be_it_all_some_or_nothing() {
        let set = ScopeSet::parse("openid email phone");
        assert_eq!(set.filtered(|_| true), set);
        assert_eq!(set.filtered(|value| value != "email").to_string(), "openid phone");
        assert!(set.filtered(|_| false).is_empty());
        assert_eq!(ScopeSet::default().filtered(|_| true), ScopeSet::default());
    }

    #[test]
    fn a_set_holds_each_value_once_however_many_there_are() {
        for count in [1, FEW - 1, FEW, FEW + 1, 90] {
            let names: Vec<String> = (0..count).map(|index| format!("s{index}")).collect();
            let twice: ScopeSet = names.iter().chain(&names).map(String::as_str).collect();
            assert_eq!(twice.iter().collect::<Vec<_>>(), names, "{count}");
        }
    }
}
