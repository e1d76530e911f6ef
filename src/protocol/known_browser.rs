//! Browsers that are known for people: who signed in completely in one gets a cookie there, and what it holds signs nobody in.
//! It says that a sign-in comes from where the person was before (SEC-58), and where a second factor was proven lately.

use std::time::Duration;

use super::user::Subject;
use crate::clock::Timestamp;
use crate::secret::{Digest, Secret};

/// How long a browser is known in which its person does not sign in.
pub const LIFETIME: Duration = Duration::from_secs(365 * 24 * 60 * 60);
/// How many people one browser is known for.
pub const MOST_PEOPLE: usize = 5;
/// How many browsers are known for one person.
pub const MOST_BROWSERS: u32 = 50;

/// Characters of a token: 256 bits in base64url.
const TOKEN: usize = 43;
/// What stands between tokens in a cookie.
const BETWEEN: char = '.';

/// A browser that is known for a person.
#[derive(Debug, Clone)]
pub struct KnownBrowser {
    /// The digest of its token.
    pub digest: Digest,
    /// Whom it is known for.
    pub sub: Subject,
    /// Its `User-Agent` at the last sign-in, at most 255 bytes.
    pub user_agent: String,
    /// When they signed in first in it.
    pub first_seen: Timestamp,
    /// When they signed in last.
    pub last_seen: Timestamp,
    /// The second factor that is remembered in it.
    pub factor: Option<RememberedFactor>,
}

/// A second factor that was proven in a browser, and spares another one there for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RememberedFactor {
    /// When it was proven.
    pub since: Timestamp,
    /// Until when the person was promised not to be asked again.
    pub until: Timestamp,
    /// What [`super::user::User::credentials_revision`] was then: it is remembered until a password or factor changes.
    pub credentials_revision: i64,
}

impl RememberedFactor {
    /// Whether it spares a person whose credentials have this revision another one. `remember` is how long the settings allow
    /// now.
    pub fn spares(&self, credentials_revision: i64, remember: Duration, now: Timestamp) -> bool {
        let is_fresh = self.until > now && self.since.after(remember) > now;
        is_fresh && self.since <= now.after(AHEAD) && self.credentials_revision == credentials_revision
    }
}

/// How far ahead a time may lie: clocks of nodes differ a little.
const AHEAD: Duration = Duration::from_secs(60);

/// What the cookie of a browser holds: a token for each person whom it is known for, last used first.
#[derive(Debug, Clone, Default)]
pub struct Tokens(Vec<Secret>);

impl Tokens {
    /// Reads a cookie's value; nothing where it is none of ours.
    pub fn parse(value: &str) -> Self {
        let tokens: Vec<&str> = value.split(BETWEEN).collect();
        let are_ours = tokens.len() <= MOST_PEOPLE && tokens.iter().all(|token| is_token(token));
        Self(if are_ours { tokens.into_iter().map(Secret::new).collect() } else { Vec::new() })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// By what each is found.
    pub fn digests(&self) -> Vec<Digest> {
        self.0.iter().map(|token| Digest::of(token.expose())).collect()
    }

    /// The token of this digest.
    pub fn get(&self, digest: &Digest) -> Option<&Secret> {
        self.0.iter().find(|token| Digest::of(token.expose()).matches(digest))
    }

    /// Those whose digest is `kept`.
    pub fn only(mut self, kept: impl Fn(&Digest) -> bool) -> Self {
        self.0.retain(|token| kept(&Digest::of(token.expose())));
        self
    }

    /// The same with `token` in front; the one that was used least lately goes where there are too many.
    pub fn led_by(mut self, token: Secret) -> Self {
        self.0.retain(|known| known.expose() != token.expose());
        self.0.insert(0, token);
        self.0.truncate(MOST_PEOPLE);
        self
    }

    /// The cookie's value.
    pub fn value(&self) -> String {
        let tokens: Vec<&str> = self.0.iter().map(Secret::expose).collect();
        tokens.join(&BETWEEN.to_string())
    }
}

fn is_token(text: &str) -> bool {
    text.len() == TOKEN && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(letter: char) -> Secret {
        Secret::new(letter.to_string().repeat(TOKEN))
    }

    #[test]
    fn a_cookie_holds_one_token_for_each_of_five_people_the_last_one_first() {
        let mut tokens = Tokens::default();
        for letter in ['a', 'b', 'c', 'd', 'e', 'f', 'c'] {
            tokens = tokens.led_by(token(letter));
        }
        let value = tokens.value();
        let order: Vec<char> = value.split('.').filter_map(|token| token.chars().next()).collect();
        assert_eq!(order, ['c', 'f', 'e', 'd', 'b']);
        assert!(value.len() < 4096);
        let read = Tokens::parse(&value);
        assert_eq!(read.value(), value);
        assert!(read.get(&Digest::of(token('f').expose())).is_some());
        assert!(read.get(&Digest::of(token('a').expose())).is_none(), "the oldest is dropped");
    }

    #[test]
    fn a_factor_is_remembered_as_long_as_it_was_promised_and_the_settings_allow() {
        let factor = RememberedFactor { since: Timestamp(1_000), until: Timestamp(1_100), credentials_revision: 3 };
        let spares = |revision, remember, now| factor.spares(revision, Duration::from_secs(remember), Timestamp(now));
        assert!(spares(3, 100, 1_000) && spares(3, 100, 1_099) && spares(3, 1_000, 1_099));
        assert!(!spares(3, 1_000, 1_100), "no longer than was promised");
        assert!(!spares(3, 50, 1_050) && !spares(3, 0, 1_000), "no longer than the settings allow now");
        assert!(!spares(4, 100, 1_000) && !spares(2, 100, 1_000), "a password or a factor changed");
        assert!(!spares(3, 1_000, 900), "from before a clock was set back: of no known age");
    }

    #[test]
    fn what_is_not_ours_is_nothing() {
        let good = token('a').expose().to_owned();
        for value in
            ["", ".", "x", &good[1..], &format!("{good}."), &format!("{good}.é"), &[good.as_str(); 6].join(".")]
        {
            assert!(Tokens::parse(value).is_empty(), "{value:?}");
        }
    }
}
