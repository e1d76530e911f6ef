//! What a stored key does at a moment: one rule for the command line and the administrators' page.

use super::{KeyRecord, Purpose};
use crate::clock::Timestamp;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is in the key set and waits for its time.
    Published,
    /// It signs.
    Signing,
    /// Content is encrypted to it.
    Decrypting,
    /// Another has taken over, which the next look at the keys carries out.
    Retiring,
    /// It is in the key set for what it signed, or decrypts what is on its way.
    Retired,
    /// It left the key set, and is good for hints alone.
    Remembered,
}

impl State {
    /// The word that operators read.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Signing => "signing",
            Self::Decrypting => "decrypting",
            Self::Retiring => "retiring",
            Self::Retired => "retired",
            Self::Remembered => "remembered",
        }
    }
}

impl KeyRecord {
    /// What this one of `all` keys does.
    pub fn state(&self, all: &[Self], now: Timestamp) -> State {
        let left = self.leaves_at.is_some_and(|leaves_at| leaves_at <= now);
        match (self.retired_at, self.signs_from <= now) {
            (Some(_), _) if left => State::Remembered,
            (Some(_), _) => State::Retired,
            (None, false) => State::Published,
            (None, true) if self.is_replaced(all, now) => State::Retiring,
            (None, true) if matches!(self.purpose, Purpose::Encryption(_)) => State::Decrypting,
            (None, true) => State::Signing,
        }
    }

    /// Whether another key does by now what this one did.
    pub fn is_replaced(&self, all: &[Self], now: Timestamp) -> bool {
        self.successor_from(all).is_some_and(|from| from <= now)
    }

    /// When the next of `all` keys takes over from this one, where it is made already.
    pub fn successor_from(&self, all: &[Self]) -> Option<Timestamp> {
        let later = |other: &&Self| other.purpose == self.purpose && other.signs_from > self.signs_from;
        all.iter().filter(later).map(|other| other.signs_from).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::Algorithm;
    use crate::secret::KeyMaterial;

    fn key(signs_from: i64, retired_at: Option<i64>) -> KeyRecord {
        KeyRecord {
            kid: signs_from.to_string(),
            purpose: Purpose::Signature(Algorithm::ES256),
            material: KeyMaterial::plain(b""),
            created_at: Timestamp(signs_from - 10),
            signs_from: Timestamp(signs_from),
            retired_at: retired_at.map(Timestamp),
            leaves_at: retired_at.map(|at| Timestamp(at + 50)),
        }
    }

    #[test]
    fn a_key_is_published_signs_retires_and_is_remembered() {
        let all = [key(100, Some(205)), key(200, None)];
        let states = |now| [all[0].state(&all, Timestamp(now)), all[1].state(&all, Timestamp(now))];
        assert_eq!(states(210), [State::Retired, State::Signing]);
        assert_eq!(states(255), [State::Remembered, State::Signing]);
        let all = [key(100, None), key(200, None)];
        let states = |now| [all[0].state(&all, Timestamp(now)), all[1].state(&all, Timestamp(now))];
        assert_eq!(states(150), [State::Signing, State::Published]);
        assert_eq!(states(200), [State::Retiring, State::Signing]);
    }
}
