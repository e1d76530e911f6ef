//! Which refresh token follows which (SEC-24). The successor of a refresh token is a function of it, keyed by a secret of
//! the server: whoever presents the same token gets the same successor, without the server keeping one that could be
//! read. So several requests at once, and one whose answer was lost, end with tokens that work.

use std::time::Duration;

use aws_lc_rs::hmac;

use crate::clock::Timestamp;
use crate::secret::{self, Date, Digest, SecretOctets};

/// What every refresh token begins with.
pub const PREFIX: &str = "lkr_";

/// The key that makes a successor of a predecessor; made once, kept in the store.
#[derive(Clone, Debug)]
pub struct SuccessorKey(SecretOctets);

impl SuccessorKey {
    /// The name of the key in the store.
    pub const SECRET_NAME: &'static str = "refresh_token_successors";

    /// The key as the store keeps it.
    pub fn new(octets: Vec<u8>) -> Self {
        Self(SecretOctets::new(octets))
    }

    /// The successor of the token `predecessor` that is issued at this date.
    pub fn successor(&self, predecessor: &str, date: Date) -> String {
        secret::prefixed_credential(PREFIX, date, &self.secret_of(predecessor))
    }

    /// The successor that was given for `presented` at the end of `chain`: the digests of the tokens that followed it,
    /// from the next one to the one that is unused. `None` where one of them is not a successor by this key: it was
    /// made before successors followed from their predecessors, or under a key that was lost.
    pub fn follow(&self, presented: &str, chain: &[Digest]) -> Option<String> {
        let mut chain = chain.iter();
        let first = self.next(presented, chain.next()?)?;
        chain.try_fold(first, |token, digest| self.next(&token, digest))
    }

    fn next(&self, predecessor: &str, digest: &Digest) -> Option<String> {
        digest.credential(PREFIX, &self.secret_of(predecessor))
    }

    /// The secret bits of the successor of `predecessor`.
    fn secret_of(&self, predecessor: &str) -> [u8; 32] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.0.expose());
        let mut octets = [0; 32];
        let tag = hmac::sign(&key, predecessor.as_bytes());
        octets.iter_mut().zip(tag.as_ref()).for_each(|(octet, of_tag)| *octet = *of_tag);
        octets
    }
}

/// For how long a refresh token that was used may be used again (SEC-24).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reuse {
    /// Within this time of its first use always: requests at once, such as two tabs of one app.
    pub grace: Duration,
    /// Later too, while neither its successor nor an access token that came with that was used: a lost answer.
    pub retry: bool,
}

/// What a second use of a refresh token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondUse {
    /// One of several requests at once: it gets what the first one got, as far as that is unused.
    AtOnce,
    /// The repetition of a request whose answer was lost.
    Retry,
    /// A copy is in foreign hands, or was: the family ends.
    Theft,
}

impl Default for Reuse {
    fn default() -> Self {
        Self { grace: Duration::from_secs(10), retry: true }
    }
}

impl Reuse {
    /// No second use at all.
    pub const NONE: Self = Self { grace: Duration::ZERO, retry: false };

    /// What a use `now` is of a token that was spent at `spent_at`, and whose successor was used or not.
    pub fn judge(&self, spent_at: Timestamp, successor_used: bool, now: Timestamp) -> SecondUse {
        if !self.grace.is_zero() && now <= spent_at.after(self.grace) {
            SecondUse::AtOnce
        } else if self.retry && !successor_used {
            SecondUse::Retry
        } else {
            SecondUse::Theft
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000);

    fn at(seconds: u64) -> Timestamp {
        NOW.after(Duration::from_secs(seconds))
    }

    fn date(seconds: u64) -> Date {
        Date::new(at(seconds), 7)
    }

    #[test]
    fn a_successor_follows_from_its_predecessor_its_time_and_the_key_alone() {
        let (key, other) = (SuccessorKey::new(vec![1; 32]), SuccessorKey::new(vec![2; 32]));
        let first = format!("{PREFIX}{}", secret::dated_credential(date(0), &[7; 32]));
        let second = key.successor(&first, date(5));
        assert_eq!(second, key.successor(&first, date(5)));
        assert_eq!(second.len(), first.len());
        for different in
            [other.successor(&first, date(5)), key.successor(&first, date(6)), key.successor(&second, date(5))]
        {
            assert_ne!(second, different);
        }
        assert_ne!(&second[10..], &key.successor(&second, date(5))[10..], "not by the time alone");
    }

    #[test]
    fn a_chain_is_followed_to_its_end_and_never_over_a_token_of_another_making() {
        let (key, other) = (SuccessorKey::new(vec![1; 32]), SuccessorKey::new(vec![2; 32]));
        let first = format!("{PREFIX}{}", secret::dated_credential(date(0), &[7; 32]));
        let second = key.successor(&first, date(5));
        let third = key.successor(&second, date(9));
        let chain = [Digest::of_dated(&second), Digest::of_dated(&third)];
        assert_eq!(key.follow(&first, &chain[..1]).as_deref(), Some(second.as_str()));
        assert_eq!(key.follow(&first, &chain).as_deref(), Some(third.as_str()));
        assert_eq!(key.follow(&second, &chain[1..]).as_deref(), Some(third.as_str()));
        for (key, presented, chain) in [
            (&key, &second, &chain[..]),
            (&key, &first, &chain[1..]),
            (&key, &first, &[][..]),
            (&other, &first, &chain[..1]),
        ] {
            assert_eq!(key.follow(presented, chain), None);
        }
    }

    #[test]
    fn a_second_use_is_at_once_within_the_grace_a_retry_while_nothing_was_used_and_theft_else() {
        let grace = Duration::from_secs(10);
        let both = Reuse { grace, retry: true };
        for (reuse, seconds, used, expected) in [
            (both, 0, true, SecondUse::AtOnce),
            (both, 10, true, SecondUse::AtOnce),
            (both, 11, true, SecondUse::Theft),
            (both, 11, false, SecondUse::Retry),
            (Reuse { retry: false, ..both }, 10, false, SecondUse::AtOnce),
            (Reuse { retry: false, ..both }, 11, false, SecondUse::Theft),
            (Reuse { grace: Duration::ZERO, ..both }, 0, true, SecondUse::Theft),
            (Reuse { grace: Duration::ZERO, ..both }, 0, false, SecondUse::Retry),
            (Reuse::NONE, 0, false, SecondUse::Theft),
        ] {
            assert_eq!(reuse.judge(NOW, used, at(seconds)), expected, "{reuse:?}, {seconds} s, used: {used}");
        }
        assert_eq!(both.judge(at(3), true, NOW), SecondUse::AtOnce, "a clock that was set back");
    }
}
