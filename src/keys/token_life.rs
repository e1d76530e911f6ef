//! How long anything may live that a key has signed: as long as the settings say, or said until lately. A key that retires stays
//! in the key set for that long (I5), whatever the settings say by then.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::TAKEN_IN_WITHIN;
use crate::clock::Timestamp;

/// The longest life of what was signed, until that has expired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenLife {
    /// In seconds, of what was signed until now.
    longest: u64,
    /// In seconds, of what is signed now.
    present: u64,
    /// When the settings were last found to say less than before.
    lowered_at: Option<Timestamp>,
}

impl TokenLife {
    /// Under which name the store keeps it, among what the server remembers of itself.
    pub const NAME: &'static str = "token_life";

    /// What there is to keep when the settings say `life`. A longer one counts at once, a shorter one when everything that was
    /// signed under the longer one has expired. Where it is lowered in steps, that begins anew with each: no list is kept.
    pub fn noted(before: Option<Self>, life: Duration, now: Timestamp) -> Self {
        let present = life.as_secs();
        let anew = Self { longest: present, present, lowered_at: None };
        let Some(before) = before.filter(|before| present < before.longest) else { return anew };
        let goes_on = before.lowered_at.filter(|_| present >= before.present);
        let lowered_at = goes_on.map_or(now, |at| at.min(now));
        // Another server may have signed by the former settings for as long after.
        match lowered_at.after(before.longest() + TAKEN_IN_WITHIN) <= now {
            true => anew,
            false => Self { longest: before.longest, present, lowered_at: Some(lowered_at) },
        }
    }

    /// How long anything may live that was signed until now.
    pub fn longest(&self) -> Duration {
        Duration::from_secs(self.longest)
    }

    /// As it is stored.
    pub fn to_octets(self) -> Vec<u8> {
        serde_json::to_vec(&self).unwrap_or_default()
    }

    /// Reads it; what cannot be read is not known.
    pub fn from_octets(octets: &[u8]) -> Option<Self> {
        serde_json::from_slice(octets).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600;
    /// When what was signed for an hour is over, where less was said ten seconds after the start.
    const OVER: i64 = 10 + 3_600 + whole_seconds_of(TAKEN_IN_WITHIN);

    const fn whole_seconds_of(duration: Duration) -> i64 {
        duration.as_secs().cast_signed()
    }

    /// The longest life after each setting, each with the second in which it is found.
    fn longest(found: &[(i64, u64)]) -> Vec<u64> {
        let mut kept = None;
        let note = |(at, life): &(i64, u64)| {
            let noted = TokenLife::noted(kept, Duration::from_secs(*life), Timestamp(*at));
            kept = TokenLife::from_octets(&noted.to_octets());
            noted.longest
        };
        found.iter().map(note).collect()
    }

    #[test]
    fn a_longer_life_counts_at_once_and_a_shorter_one_when_the_longer_is_over() {
        assert_eq!(longest(&[(0, 60), (10, HOUR), (20, HOUR)]), [60, HOUR, HOUR]);
        assert_eq!(longest(&[(0, HOUR), (10, 60), (20, 60), (OVER - 1, 60), (OVER, 60)]), [HOUR, HOUR, HOUR, HOUR, 60]);
    }

    #[test]
    fn each_step_down_begins_anew_and_a_step_up_does_not() {
        let anew = OVER - 10 + 3_000;
        let steps = [(0, HOUR), (10, 600), (3_000, 60), (OVER, 60), (anew - 1, 300), (anew, 300)];
        assert_eq!(longest(&steps), [HOUR, HOUR, HOUR, HOUR, HOUR, 300]);
    }

    #[test]
    fn a_clock_that_was_ahead_when_it_was_lowered_keeps_it_no_longer() {
        assert_eq!(
            longest(&[(0, HOUR), (100_000, 60), (10, 60), (OVER - 1, 60), (OVER, 60)]),
            [HOUR, HOUR, HOUR, HOUR, 60]
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_known() {
        assert_eq!(TokenLife::from_octets(b""), None);
        assert_eq!(TokenLife::from_octets(br#"{"longest": -1}"#), None);
    }
}
