//! Requests whose client does not wait in a browser, and asks the token endpoint again and again what became of them: device
//! authorization requests (RFC 8628). What both specifications of this kind say alike stands here: the states of a
//! request, and how often its client may ask.

use std::time::Duration;

use super::authorization_code::AuthorizationCode;
use super::client::{ClientId, GrantType};
use crate::clock::Timestamp;
use crate::secret::Digest;

/// By how much an interval grows when a client asks too soon (RFC 8628 §3.5).
pub const SLOWER_BY: Duration = Duration::from_secs(5);
/// The longest interval that is insisted on, so that a client that was hasty once is not out for good.
pub const LONGEST_INTERVAL: Duration = Duration::from_secs(60);
/// How long after a request was redeemed a second try revokes nothing: two polls that overlapped, or an answer that was lost.
pub const OVERLAP: Duration = Duration::from_secs(30);

/// A request, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolledRequest {
    /// The digest of what the client polls with (`device_code`).
    pub digest: Digest,
    /// The grant that it polls with.
    pub grant_type: GrantType,
    /// Who asks.
    pub client_id: ClientId,
    /// The digest of the code by which the person finds it.
    pub user_code: Option<Digest>,
    /// What is asked, as whoever keeps it writes it.
    pub request: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it can be answered and redeemed.
    pub expires_at: Timestamp,
    /// How often its client may ask.
    pub pace: Pace,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolledState {
    /// Nobody has answered.
    Pending,
    /// The person allowed it: this can be redeemed.
    Allowed(Box<AuthorizationCode>),
    /// The person, or a rule, refused it.
    Refused,
    /// It was allowed and redeemed, at that time.
    Redeemed(Box<AuthorizationCode>, Timestamp),
}

/// How often a client may ask, and when it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The least time between two polls.
    pub interval: Duration,
    /// When it asked last.
    pub polled_at: Option<Timestamp>,
}

impl Pace {
    /// A client that has not asked yet.
    pub fn every(interval: Duration) -> Self {
        Self { interval, polled_at: None }
    }

    /// Its pace after a poll, and whether that came too soon: then the interval has grown (RFC 8628 §3.5, `slow_down`).
    pub fn polled(self, now: Timestamp) -> (Self, bool) {
        let too_soon = self.polled_at.is_some_and(|at| now < at.after(self.interval));
        let slower = || self.interval.saturating_add(SLOWER_BY).min(LONGEST_INTERVAL.max(self.interval));
        let interval = if too_soon { slower() } else { self.interval };
        (Self { interval, polled_at: Some(now) }, too_soon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_000);

    #[test]
    fn a_client_that_keeps_the_interval_is_never_too_soon() {
        let mut pace = Pace::every(Duration::from_secs(5));
        for poll in 0..10 {
            let (next, too_soon) = pace.polled(Timestamp(START.seconds() + 5 * poll));
            assert!(!too_soon, "{poll}");
            pace = next;
        }
        assert_eq!(pace.interval, Duration::from_secs(5));
    }

    /// RFC 8628 §3.5: "the interval MUST be increased by 5 seconds for this and all subsequent requests".
    #[test]
    fn each_poll_that_is_too_soon_adds_five_seconds_and_counts_itself() {
        let (pace, _) = Pace::every(Duration::from_secs(5)).polled(START);
        let (pace, too_soon) = pace.polled(Timestamp(1_004));
        assert_eq!((pace.interval.as_secs(), too_soon), (10, true));
        let (pace, too_soon) = pace.polled(Timestamp(1_013));
        assert_eq!((pace.interval.as_secs(), too_soon), (15, true), "nine seconds after the one before");
        let (pace, too_soon) = pace.polled(Timestamp(1_028));
        assert_eq!((pace.interval.as_secs(), too_soon), (15, false));
    }

    #[test]
    fn nobody_is_made_to_wait_for_more_than_a_minute() {
        let mut pace = Pace::every(Duration::from_secs(5));
        for _ in 0..100 {
            pace = pace.polled(START).0;
        }
        assert_eq!(pace.interval, LONGEST_INTERVAL);
        let long = Pace { interval: Duration::from_secs(120), polled_at: Some(START) };
        assert_eq!(long.polled(START).0.interval.as_secs(), 120, "and what was set longer stays so");
    }
}
