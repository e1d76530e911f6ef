//! Back-Channel Logout 1.0: what an answer to a logout token means, and when to try again (SEC-51, REL-10).

use std::time::Duration;

use crate::clock::Timestamp;
use crate::outbound::OutboundError;
use crate::protocol::logout_delivery::Attempt;

/// The wait before the first repetition, and before the last, in seconds.
const SOONEST: f64 = 1.0;
const LATEST: f64 = 900.0;

/// What became of one try. `failed_before` counts the tries that failed, `retries` how many more there may be.
pub fn outcome(answer: Result<u16, OutboundError>, failed_before: u32, retries: u32, now: Timestamp) -> Attempt {
    let (may_pass, detail) = match answer {
        Ok(200..=299) => return Attempt::Delivered,
        Ok(status @ (408 | 425 | 429 | 500..=599)) => (true, format!("answered {status}")),
        Ok(status @ 300..=399) => (false, format!("answered {status}: redirects are not followed")),
        Ok(status) => (false, format!("answered {status}")),
        Err(error) => (!error.is_final(), error.to_string()),
    };
    match may_pass && failed_before < retries {
        true => Attempt::Retry { at: now.after(wait(failed_before, retries)), detail },
        false => Attempt::Failed { detail },
    }
}

/// The wait after the failure number `failed_before + 1`: from 1 second to 15 minutes, each longer than the last by
/// the same factor.
pub fn wait(failed_before: u32, retries: u32) -> Duration {
    let steps = f64::from(retries.saturating_sub(1).max(1));
    let seconds = SOONEST * (LATEST / SOONEST).powf(f64::from(failed_before) / steps);
    Duration::from_secs_f64(seconds.min(LATEST).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000);

    #[test]
    fn success_is_final_a_refusal_too_and_a_fault_is_tried_again() {
        for status in [200, 204] {
            assert_eq!(outcome(Ok(status), 0, 5, NOW), Attempt::Delivered);
        }
        for status in [302, 400, 401, 404, 405] {
            assert!(matches!(outcome(Ok(status), 0, 5, NOW), Attempt::Failed { .. }), "{status}");
        }
        for status in [408, 429, 500, 502, 503, 504] {
            assert!(matches!(outcome(Ok(status), 0, 5, NOW), Attempt::Retry { .. }), "{status}");
            assert!(matches!(outcome(Ok(status), 5, 5, NOW), Attempt::Failed { .. }), "{status}");
        }
        let slow = || Err(OutboundError::TooSlow(Duration::from_secs(5)));
        assert!(matches!(outcome(slow(), 4, 5, NOW), Attempt::Retry { .. }));
        assert!(matches!(outcome(slow(), 0, 0, NOW), Attempt::Failed { .. }), "no retries wanted");
        let forbidden = Err(OutboundError::Forbidden("10.0.0.1".into()));
        assert!(matches!(outcome(forbidden, 0, 5, NOW), Attempt::Failed { .. }));
    }

    #[test]
    fn waits_grow_from_a_second_to_a_quarter_of_an_hour() {
        let waits: Vec<u64> = (0..5).map(|failed| wait(failed, 5).as_secs()).collect();
        assert_eq!(waits, [1, 5, 30, 164, 900]);
        assert_eq!(wait(0, 1).as_secs(), 1);
        assert_eq!(wait(0, 2).as_secs(), 1);
        assert_eq!(wait(1, 2).as_secs(), 900);
    }
}
