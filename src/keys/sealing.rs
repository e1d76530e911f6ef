//! The secrets that seal what browsers keep for the server: which one seals, what each may have sealed, and when it may
//! go. A pure rule over the stored secrets; [`crate::key_rotation::sealing`] carries it out.
//!
//! A secret is published before it seals, so that every process can open what any process seals. Its successor takes
//! over without a gap, and it goes on opening what it sealed for as long as anybody may ask about that: by what the
//! store knows of logins, and not by a setting, which may have been another one when a login began.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::random;
use crate::secret::SecretOctets;

/// How long one key that follows from a secret seals, in seconds. Random nonces bound how much it may.
pub const WEEK: i64 = 7 * 86_400;
/// How long a secret is published before it seals: several times [`super::TAKEN_IN_EVERY`].
pub const SEALS_AFTER: Duration = Duration::from_secs(60);
/// How many secrets there may be at the most. Whoever sends a forged value makes the server try each.
pub const MOST: usize = 64;
/// For how many weeks after the one that it was sealed in a value is believed that names no login.
pub const ANONYMOUS_WEEKS: i64 = 4;
/// By how much the clock of another node, or an answer that was under way, may be off. Counted in weeks, as all here.
const TOLERANCE: i64 = 1;

/// For how long it must be remembered what became of a browser state without a login: longer than any value that names
/// it is believed.
pub const ANONYMOUS_MEMORY: i64 = (ANONYMOUS_WEEKS + 1 + TOLERANCE) * WEEK;

/// The number of the week that `at` lies in.
pub fn week_of(at: Timestamp) -> i64 {
    at.seconds().div_euclid(WEEK)
}

/// A secret as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealingSecret {
    /// Names it towards operators.
    pub id: String,
    /// The secret itself.
    pub secret: SecretOctets,
    /// When it was made; published from then on.
    pub created_at: Timestamp,
    /// When it begins to seal.
    pub seals_from: Timestamp,
    /// The weeks in which it sealed, in order. Kept, since a clock may be wrong for a while: what was sealed meanwhile
    /// opens all the same.
    pub weeks: Vec<i64>,
}

/// What a secret does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It waits for its time.
    Published,
    /// It seals.
    Sealing,
    /// It opens what it sealed.
    Opening,
}

impl Stage {
    /// The word that operators read.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Sealing => "sealing",
            Self::Opening => "opening",
        }
    }
}

impl SealingSecret {
    /// A fresh one.
    pub fn generate(now: Timestamp, seals_from: Timestamp) -> Self {
        let secret = SecretOctets::new(random::bytes::<32>().to_vec());
        Self { id: random::identifier(), secret, created_at: now, seals_from, weeks: Vec::new() }
    }

    /// What it does among `all`.
    pub fn stage(&self, all: &[SealingSecret], now: Timestamp) -> Stage {
        match current(all, now) {
            Some(current) if current.id == self.id => Stage::Sealing,
            Some(current) if current.rank() > self.rank() => Stage::Opening,
            _ => Stage::Published,
        }
    }

    /// The weeks of whose keys something may be sealed: those in which it sealed, and, unless another one took over,
    /// those around `now`.
    pub fn weeks_to_open(&self, all: &[SealingSecret], now: Timestamp) -> Vec<i64> {
        let mut weeks = self.weeks.clone();
        if self.stage(all, now) != Stage::Opening {
            weeks.extend(week_of(now) - TOLERANCE..=week_of(now) + TOLERANCE);
        }
        weeks.sort_unstable();
        weeks.dedup();
        weeks
    }

    /// All processes must choose the same one, also of two that were made in the same second.
    fn rank(&self) -> (Timestamp, Timestamp, &str) {
        (self.seals_from, self.created_at, &self.id)
    }

    /// The first week in which certainly nothing was sealed with it any more, once another one took over.
    fn silent_from(&self) -> i64 {
        self.weeks.iter().copied().max().unwrap_or(week_of(self.seals_from)) + 1 + TOLERANCE
    }
}

/// The one that seals: of those whose time has come the last, or the first of all while the clock is behind them.
pub fn current(secrets: &[SealingSecret], now: Timestamp) -> Option<&SealingSecret> {
    let begun = secrets.iter().filter(|secret| secret.seals_from <= now);
    begun.max_by_key(|secret| secret.rank()).or_else(|| secrets.iter().min_by_key(|secret| secret.rank()))
}

/// A change to the stored secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Keep that a secret seals in a week.
    Note {
        /// Which.
        id: String,
        /// The number of the week.
        week: i64,
    },
    /// Remove a secret, unless a login lives that began before this: it may have been told something under it.
    Remove {
        /// Which.
        id: String,
        /// From then on nothing was sealed with it.
        unless_login_before: Timestamp,
    },
}

/// What is due now.
pub fn plan(secrets: &[SealingSecret], now: Timestamp) -> Vec<Action> {
    let week = week_of(now);
    let sealing = current(secrets, now).filter(|current| !current.weeks.contains(&week));
    let note = sealing.map(|current| Action::Note { id: current.id.clone(), week });
    // What names no login is believed for some weeks, and waiting requests are younger than that.
    let over = |secret: &&SealingSecret| {
        secret.stage(secrets, now) == Stage::Opening && secret.silent_from() + ANONYMOUS_WEEKS <= week
    };
    let removals = secrets.iter().filter(over).map(|secret| Action::Remove {
        id: secret.id.clone(),
        unless_login_before: Timestamp(secret.silent_from().saturating_mul(WEEK)),
    });
    note.into_iter().chain(removals).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(3_000 * WEEK + 1_000);

    fn secret(id: &str, seals_from: Timestamp, weeks: &[i64]) -> SealingSecret {
        SealingSecret { id: id.to_owned(), weeks: weeks.to_vec(), ..SealingSecret::generate(seals_from, seals_from) }
    }

    fn weeks(count: i64) -> Duration {
        Duration::from_secs(u64::try_from(count * WEEK).unwrap())
    }

    #[test]
    fn the_last_whose_time_has_come_seals_and_of_two_at_once_always_the_same() {
        let (one, two) = (secret("1", NOW, &[]), secret("2", NOW.after(SEALS_AFTER), &[]));
        let stages = |all: &[SealingSecret], now| all.iter().map(|one| one.stage(all, now)).collect::<Vec<_>>();
        let both = [one.clone(), two.clone()];
        assert_eq!(stages(&both, NOW), [Stage::Sealing, Stage::Published]);
        assert_eq!(stages(&both, NOW.after(SEALS_AFTER)), [Stage::Opening, Stage::Sealing]);
        assert_eq!(stages(&both, NOW.before(weeks(1))), [Stage::Sealing, Stage::Published], "a clock that is behind");
        let equal = [secret("b", NOW, &[]), secret("a", NOW, &[])];
        let swapped = [equal[1].clone(), equal[0].clone()];
        assert_eq!(current(&equal, NOW).unwrap().id, current(&swapped, NOW).unwrap().id);
        assert_eq!(current(&[], NOW), None);
    }

    #[test]
    fn a_former_secret_opens_its_own_weeks_and_the_others_the_present_ones_too() {
        let all = [secret("1", NOW, &[2_990, 3_000]), secret("2", NOW.after(SEALS_AFTER), &[])];
        assert_eq!(all[0].weeks_to_open(&all, NOW), [2_990, 2_999, 3_000, 3_001]);
        assert_eq!(all[1].weeks_to_open(&all, NOW), [2_999, 3_000, 3_001], "another node's clock may be ahead");
        assert_eq!(all[0].weeks_to_open(&all, NOW.after(weeks(3))), [2_990, 3_000]);
    }

    #[test]
    fn each_week_is_noted_once_and_only_a_former_secret_goes_after_everything_it_sealed() {
        let first = secret("1", NOW, &[]);
        assert_eq!(plan(std::slice::from_ref(&first), NOW), [Action::Note { id: "1".into(), week: 3_000 }]);
        let all = [secret("1", NOW, &[3_000]), secret("2", NOW.after(weeks(2)), &[3_002])];
        assert_eq!(plan(&all, NOW), []);
        assert_eq!(plan(&all[..1], NOW.after(weeks(500))).len(), 1, "the only one stays");
        let due = |at| plan(&all, at).into_iter().find(|action| matches!(action, Action::Remove { .. }));
        assert_eq!(due(NOW.after(weeks(5))), None);
        let removal = Action::Remove { id: "1".into(), unless_login_before: Timestamp(3_002 * WEEK) };
        assert_eq!(due(NOW.after(weeks(6))), Some(removal));
    }

    /// The memory of a sign-in outlasts every value that it made untrue.
    #[test]
    fn what_became_of_an_anonymous_state_is_remembered_for_longer_than_its_values_are_believed() {
        for sealed_at in [NOW, Timestamp(3_000 * WEEK), Timestamp(3_001 * WEEK - 1)] {
            let believed_until = (week_of(sealed_at) + ANONYMOUS_WEEKS + 1) * WEEK;
            assert!(sealed_at.seconds() + ANONYMOUS_MEMORY >= believed_until + WEEK);
        }
    }
}
