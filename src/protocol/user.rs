//! People: who they are to Latchkey, and the canonical form of a username.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::factors::{FactorKinds, WaysIn};
use super::language::LanguageTag;
use super::names::{self, NameError};
use crate::clock::Timestamp;
use crate::secret::Secret;

/// `sub`: stable, unique, and random unless TOML names it (Core §2: at most 255 ASCII characters).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Subject(Arc<str>);

impl Subject {
    /// A subject made from fresh random text or read back from storage.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// A subject that somebody wrote down: 1 to 255 printable ASCII characters, no space at either end.
    pub fn parse(text: &str) -> Option<Self> {
        let is_one = (1..=255).contains(&text.len())
            && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
            && text.trim_matches(' ').len() == text.len();
        is_one.then(|| Self::new(text))
    }

    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The longest name that is looked up, in octets: no account has a longer one.
pub const LONGEST_NAME: usize = 320;

/// The canonical key of a username or email address: NFKC, lower case (SEC-59). Two names with one key are one name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UsernameKey(String);

impl UsernameKey {
    /// The key of whatever somebody typed; never fails, so that a lookup costs the same for any input.
    pub fn of(text: &str) -> Self {
        Self(text.trim().nfkc().flat_map(char::to_lowercase).nfkc().collect())
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a username cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UsernameError {
    /// Empty or longer than 255 bytes.
    #[error("a username has 1 to 255 bytes")]
    Length,
    /// Control, bidirectional, invisible or white-space characters.
    #[error("a username must not contain spaces, control or invisible characters")]
    Character,
    /// Letters of several scripts that look alike.
    #[error(
        "a username must not mix letters of several scripts, such as Latin and Cyrillic letters that look the same"
    )]
    MixedScripts,
}

/// Checks a new username (SEC-59).
pub fn check_username(text: &str) -> Result<(), UsernameError> {
    if text.is_empty() || text.len() > 255 {
        return Err(UsernameError::Length);
    }
    names::check_typed(text).map_err(|error| match error {
        NameError::Invisible(_) => UsernameError::Character,
        NameError::MixedScripts(_) => UsernameError::MixedScripts,
    })?;
    if names::is_of_one_script(text) { Ok(()) } else { Err(UsernameError::MixedScripts) }
}

/// Whether `text` has the shape of an email address; only sending mail there proves more.
pub fn is_email(text: &str) -> bool {
    match text.rsplit_once('@') {
        Some((local, domain)) => {
            !local.is_empty()
                && text.len() <= 254
                && names::check_typed(text).is_ok()
                && !domain.is_empty()
                && !domain.contains("..")
                && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte) || byte >= 0x80)
        }
        None => false,
    }
}

/// Where an account is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Definition {
    /// In the database alone: made by the command line, the set-up, or kept there after it left the file.
    Database,
    /// In TOML, which is the truth for all that it names.
    File {
        /// The file.
        file: String,
        /// Whether it names the password hash too.
        pins_password: bool,
    },
    /// In TOML once, and in it no longer: may not sign in, and is nobody's administrator.
    Left {
        /// The file it was in.
        file: String,
        /// Since when it is missing.
        since: Timestamp,
        /// When its logins and grants end; `None` when they have.
        ends_at: Option<Timestamp>,
    },
}

/// A person's account.
#[derive(Debug, Clone)]
pub struct User {
    /// `sub`.
    pub sub: Subject,
    /// The name to sign in with, as shown; `preferred_username`.
    pub username: String,
    /// Standard claims by name (Core §5.1), except those below; values of their right JSON type.
    pub claims: serde_json::Map<String, serde_json::Value>,
    /// `email`.
    pub email: Option<String>,
    /// `email_verified`.
    pub email_verified: bool,
    /// Groups, an array claim; empty rather than absent.
    pub groups: Vec<String>,
    /// Custom attributes that `[claims]` may draw from.
    pub attributes: BTreeMap<String, serde_json::Value>,
    /// A password hash ([`super::password_hash`]); `None` until an invitation is accepted.
    pub password_hash: Option<Secret>,
    /// A locked account cannot sign in and its tokens are refused everywhere.
    pub locked: bool,
    /// May administer.
    pub is_admin: bool,
    /// Where it is defined.
    pub definition: Definition,
    /// How often a password was set, a factor added or taken away, or the account locked or unlocked, so far. What was
    /// proven against one count proves nothing against another.
    pub credentials_revision: i64,
    /// Which kinds of second factor there are.
    pub factors: FactorKinds,
    /// When the account was made.
    pub created_at: Timestamp,
    /// `updated_at`: when the profile last changed.
    pub updated_at: Timestamp,
}

impl User {
    /// A person of whom a name is all there is, such as an email address, to ask whether it is free.
    pub fn nobody(name: &str) -> Self {
        Self {
            sub: Subject::new(String::new()),
            username: name.to_owned(),
            claims: serde_json::Map::new(),
            email: None,
            email_verified: false,
            groups: Vec::new(),
            attributes: BTreeMap::new(),
            password_hash: None,
            locked: false,
            is_admin: false,
            definition: Definition::Database,
            credentials_revision: 1,
            factors: FactorKinds::default(),
            created_at: Timestamp(0),
            updated_at: Timestamp(0),
        }
    }

    /// What the account goes by: its username, and its email address where it has one.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        [Some(self.username.as_str()), self.email.as_deref()].into_iter().flatten()
    }

    /// Whether the person is admitted anywhere: neither locked nor gone from the file that defined them. The same rule as
    /// the store's, which looks again in the transaction that acts on it.
    pub fn may_sign_in(&self) -> bool {
        !self.locked && !self.has_left()
    }

    /// Whether the person administers Latchkey now.
    pub fn administers(&self) -> bool {
        self.is_admin && !self.has_left()
    }

    /// Whether TOML defined the account and names it no longer.
    pub fn has_left(&self) -> bool {
        matches!(self.definition, Definition::Left { .. })
    }

    /// Whether TOML defines the account, so that nothing else changes what it names.
    pub fn is_from_config(&self) -> bool {
        matches!(self.definition, Definition::File { .. })
    }

    /// Whether no file defines the account, or ever did without it being kept: what is said of it may be changed here.
    pub fn is_the_databases(&self) -> bool {
        self.definition == Definition::Database
    }

    /// The mailbox that was known to be theirs and is not `email`, for the word of a change.
    pub fn leaves_mailbox(&self, email: &str) -> Option<String> {
        let was = self.email.as_deref().filter(|_| self.email_verified)?;
        (UsernameKey::of(was) != UsernameKey::of(email)).then(|| was.to_owned())
    }

    /// Whether there is neither a second factor nor a password, where one proves something.
    pub fn has_nothing_to_prove(&self, ways: WaysIn) -> bool {
        (self.password_hash.is_none() || !ways.password) && !self.factors.any()
    }

    /// Whether TOML names the password hash.
    pub fn pins_password(&self) -> bool {
        matches!(self.definition, Definition::File { pins_password: true, .. })
    }

    /// The language that they read, by their `locale` (OpenID Connect Core §5.1, where an underscore may stand for a hyphen).
    pub fn locale(&self) -> Option<LanguageTag> {
        LanguageTag::parse(&self.claims.get("locale")?.as_str()?.replace('_', "-"))
    }

    /// What to call this person: `name`, else the username.
    pub fn display_name(&self) -> &str {
        match self.claims.get("name") {
            Some(serde_json::Value::String(name)) if !name.is_empty() => name,
            _ => &self.username,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_share_a_key() {
        for name in ["Ada", "ADA", " ada ", "Ａｄａ"] {
            assert_eq!(UsernameKey::of(name).as_str(), "ada");
        }
    }

    #[test]
    fn a_subject_is_printable_ascii_and_not_too_long() {
        for right in ["b3f8c1d2", "uid=ada, ou=people", &"x".repeat(255)] {
            assert_eq!(Subject::parse(right).as_ref().map(Subject::as_str), Some(right));
        }
        for wrong in ["", " ada", "ada ", "zoë", "a\nb", "a\u{7f}", &"x".repeat(256)] {
            assert_eq!(Subject::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_name_that_could_pass_for_another_is_refused() {
        for name in [
            "",
            "a b",
            "a\u{202e}b",
            "ad\u{200b}a",
            "a\nb",
            "\u{430}da",
            "ad\u{3164}a",
            "ad\u{e0061}a",
            "a\u{3b1}",
            "g\u{585}d",
        ] {
            assert!(check_username(name).is_err(), "{name:?}");
        }
        for name in ["ada", "ada@example.com", "Zoë", "иван", "李"] {
            assert_eq!(check_username(name), Ok(()), "{name:?}");
        }
    }
}
