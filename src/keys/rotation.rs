//! When keys are made, retired and removed: a pure rule over the stored records.
//!
//! A key is published as soon as it exists. The first of an algorithm signs at once; a successor signs only after it
//! has been published for `publish_ahead`, so that every cache knows it. The predecessor then retires and stays
//! published until the last token it signed has expired (SEC-75, I5). It is remembered for longer: an ID token is a hint
//! for as long as its login may last. A new encryption key takes over as soon as every server has it; the former one is
//! published no longer then, and still decrypts for a while.

use std::time::Duration;

use super::{KeyRecord, Purpose};
use crate::clock::Timestamp;

/// What the operator wants.
#[derive(Debug, Clone)]
pub struct Policy {
    /// What there must be keys for.
    pub purposes: Vec<Purpose>,
    /// Age at which a key is replaced; `None` never.
    pub rotate_every: Option<Duration>,
    /// How long a key is published before it signs; an encryption key takes over sooner ([`Purpose::ahead`]).
    pub publish_ahead: Duration,
    /// How long a retired signing key stays in the key set.
    pub keep_after: Duration,
    /// How long a retired encryption key still decrypts.
    pub decrypt_after: Duration,
    /// How long a signing key that left the key set still verifies hints.
    pub remember_after: Duration,
}

/// How many keys that left the key set are remembered at the most.
const REMEMBERED: usize = 16;

/// A change to the stored keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Make a key.
    Generate {
        /// What for.
        purpose: Purpose,
        /// When it begins to sign.
        signs_from: Timestamp,
    },
    /// Stop signing with a key.
    Retire {
        /// Which.
        kid: String,
        /// When it leaves the key set, or decrypts no longer.
        leaves_at: Timestamp,
    },
    /// Sign with a key again that retired because its algorithm was named no longer.
    Restore {
        /// Which.
        kid: String,
    },
    /// Forget a key.
    Remove {
        /// Which.
        kid: String,
        /// Keep it while a login lives that began before this: the setting may have been longer then.
        unless_login_before: Option<Timestamp>,
    },
}

/// What is due now.
pub fn plan(records: &[KeyRecord], policy: &Policy, now: Timestamp) -> Vec<Action> {
    let mut actions = plan_removals(records, policy, now);
    let mut known = policy.purposes.clone();
    for record in records {
        if !known.contains(&record.purpose) {
            known.push(record.purpose);
        }
    }
    for purpose in known {
        plan_purpose(records, policy, purpose, now, &mut actions);
    }
    actions
}

fn plan_removals(records: &[KeyRecord], policy: &Policy, now: Timestamp) -> Vec<Action> {
    let mut left: Vec<(Timestamp, &KeyRecord)> =
        records.iter().filter_map(|record| Some((record.leaves_at.filter(|at| *at <= now)?, record))).collect();
    left.sort_by_key(|(leaves_at, _)| std::cmp::Reverse(*leaves_at));
    let remembered = |record: &KeyRecord| match record.purpose {
        Purpose::Signature(_) => policy.remember_after,
        Purpose::Encryption(_) => Duration::ZERO,
    };
    let due = left
        .iter()
        .enumerate()
        .filter(|(younger, (leaves_at, record))| *younger >= REMEMBERED || leaves_at.after(remembered(record)) <= now);
    due.map(|(younger, (leaves_at, record))| {
        let is_hint = younger < REMEMBERED && matches!(record.purpose, Purpose::Signature(_));
        Action::Remove { kid: record.kid.clone(), unless_login_before: is_hint.then_some(*leaves_at) }
    })
    .collect()
}

fn plan_purpose(records: &[KeyRecord], policy: &Policy, purpose: Purpose, now: Timestamp, actions: &mut Vec<Action>) {
    let live: Vec<&KeyRecord> =
        records.iter().filter(|record| record.purpose == purpose && record.retired_at.is_none()).collect();
    let wanted = policy.purposes.contains(&purpose);
    let current = live.iter().filter(|record| record.signs_from <= now).max_by_key(|record| record.signs_from);
    let next = live.iter().any(|record| record.signs_from > now);
    let stays = match purpose {
        Purpose::Signature(_) => policy.keep_after,
        Purpose::Encryption(_) => policy.decrypt_after,
    };
    for record in &live {
        let superseded = current.is_some_and(|current| record.signs_from <= now && record.kid != current.kid);
        if superseded || !wanted {
            actions.push(Action::Retire { kid: record.kid.clone(), leaves_at: now.after(stays) });
        }
    }
    if !wanted {
        return;
    }
    match (current, policy.rotate_every) {
        (None, _) if let Some(retired) = still_published(records, purpose, now) => {
            actions.push(Action::Restore { kid: retired.kid.clone() });
        }
        (None, _) => actions.push(Action::Generate { purpose, signs_from: now }),
        (Some(current), Some(every)) if !next => {
            let signs_from = successor_from(current, every, policy, now);
            if signs_from <= now.after(purpose.ahead(policy.publish_ahead)) {
                actions.push(Action::Generate { purpose, signs_from });
            }
        }
        _ => {}
    }
}

/// When the key that is not made yet takes over from the one in use.
fn successor_from(current: &KeyRecord, every: Duration, policy: &Policy, now: Timestamp) -> Timestamp {
    current.signs_from.after(every).max(now.after(current.purpose.ahead(policy.publish_ahead)))
}

/// When another key takes over from this one, made already or not; `None` where none will by itself.
pub fn taken_over_at(record: &KeyRecord, records: &[KeyRecord], policy: &Policy, now: Timestamp) -> Option<Timestamp> {
    let is_wanted = record.retired_at.is_none() && policy.purposes.contains(&record.purpose);
    let planned = || Some(successor_from(record, policy.rotate_every?, policy, now)).filter(|_| is_wanted);
    record.successor_from(records).or_else(planned)
}

/// The signing key that retired last, while it is in the key set. The algorithm may have been missing from the
/// configuration for a moment: a new key would be unknown to every cache.
fn still_published(records: &[KeyRecord], purpose: Purpose, now: Timestamp) -> Option<&KeyRecord> {
    let published = |record: &&KeyRecord| {
        record.purpose == purpose
            && matches!(purpose, Purpose::Signature(_))
            && record.signs_from <= now
            && record.leaves_at.is_some_and(|leaves_at| leaves_at > now)
    };
    records.iter().filter(published).max_by_key(|record| record.signs_from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::Algorithm;
    use crate::keys::{EncryptionKeyType, TAKEN_IN_WITHIN};
    use crate::secret::KeyMaterial;

    const DAY: u64 = 24 * 60 * 60;

    fn policy() -> Policy {
        Policy {
            purposes: vec![Purpose::Signature(Algorithm::RS256)],
            rotate_every: Some(Duration::from_secs(90 * DAY)),
            publish_ahead: Duration::from_secs(DAY),
            keep_after: Duration::from_secs(7200),
            decrypt_after: Duration::from_secs(10_800),
            remember_after: Duration::from_secs(30 * DAY),
        }
    }

    fn record(kid: u32, created_at: i64, signs_from: Timestamp) -> KeyRecord {
        KeyRecord {
            kid: kid.to_string(),
            purpose: Purpose::Signature(Algorithm::RS256),
            material: KeyMaterial::plain(b""),
            created_at: Timestamp(created_at),
            signs_from,
            retired_at: None,
            leaves_at: None,
        }
    }

    #[test]
    fn the_first_key_signs_at_once() {
        let actions = plan(&[], &policy(), Timestamp(5));
        assert_eq!(
            actions,
            [Action::Generate { purpose: Purpose::Signature(Algorithm::RS256), signs_from: Timestamp(5) }]
        );
    }

    #[test]
    fn a_young_key_is_left_alone() {
        assert_eq!(plan(&[record(1, 0, Timestamp(0))], &policy(), Timestamp(1000)), []);
    }

    #[test]
    fn a_successor_takes_over_when_the_plan_says_so_and_as_soon_as_it_may_where_the_time_has_passed() {
        let (one, policy) = (record(1, 0, Timestamp(0)), policy());
        let (days, at) = (
            |days: u64| Timestamp(i64::try_from(days * DAY).unwrap()),
            |policy: &Policy, now| taken_over_at(&one, std::slice::from_ref(&one), policy, now),
        );
        assert_eq!(at(&policy, days(1)), Some(days(90)));
        assert_eq!(at(&policy, days(95)), Some(days(96)));
        assert_eq!(at(&Policy { rotate_every: None, ..policy.clone() }, days(1)), None);
        let made = record(2, 10, days(3));
        assert_eq!(taken_over_at(&one, &[one.clone(), made], &policy, days(1)), Some(days(3)));
    }

    /// REL-9: whoever kept the key set encrypts to the former key, which still decrypts.
    #[test]
    fn an_encryption_key_takes_over_as_soon_as_every_server_has_it_and_a_signing_key_when_every_cache_has() {
        let end = 90 * DAY;
        let is_due = |purpose: Purpose, before_the_end: u64| {
            let policy = Policy { purposes: vec![purpose], ..policy() };
            let current = KeyRecord { purpose, ..record(1, 0, Timestamp(0)) };
            let signs_from = Timestamp(0).after(Duration::from_secs(end));
            let now = signs_from.before(Duration::from_secs(before_the_end));
            plan(&[current], &policy, now) == [Action::Generate { purpose, signs_from }]
        };
        let (signature, encryption) =
            (Purpose::Signature(Algorithm::RS256), Purpose::Encryption(EncryptionKeyType::Ec));
        let within = TAKEN_IN_WITHIN.as_secs();
        assert_eq!([DAY + 1, DAY].map(|before| is_due(signature, before)), [false, true]);
        assert_eq!([DAY, within + 1, within].map(|before| is_due(encryption, before)), [false, false, true]);
    }

    #[test]
    fn a_key_whose_algorithm_is_no_longer_wanted_retires() {
        let wanted = Policy { purposes: vec![Purpose::Signature(Algorithm::ES256)], ..policy() };
        let actions = plan(&[record(1, 0, Timestamp(0))], &wanted, Timestamp(10));
        assert!(actions.contains(&Action::Retire { kid: "1".into(), leaves_at: Timestamp(7210) }));
    }

    #[test]
    fn a_key_whose_algorithm_was_missing_for_a_moment_signs_again_and_one_that_left_does_not() {
        let retired = |number: u32, signs_from: i64| KeyRecord {
            retired_at: Some(Timestamp(100)),
            leaves_at: Some(Timestamp(7300)),
            ..record(number, 0, Timestamp(signs_from))
        };
        let records = [retired(1, 0), retired(2, 50)];
        assert_eq!(plan(&records, &policy(), Timestamp(7299)), [Action::Restore { kid: "2".into() }]);
        let made = Action::Generate { purpose: Purpose::Signature(Algorithm::RS256), signs_from: Timestamp(7300) };
        assert_eq!(plan(&records, &policy(), Timestamp(7300)), [made]);
    }

    /// I5: whatever signs at any time was published a day before (but for the first key), and stays published as
    /// long as its last token lives.
    #[test]
    fn over_three_years_each_token_verifies_against_every_set_served_in_its_life() {
        let policy = policy();
        let (mut records, mut made) = (Vec::<KeyRecord>::new(), 0);
        let mut signed: Vec<(String, i64)> = Vec::new();
        for hour in 0..(3 * 365 * 24) {
            let now = Timestamp(hour * 3600);
            for action in plan(&records, &policy, now) {
                match action {
                    Action::Generate { signs_from, .. } => {
                        made += 1;
                        records.push(record(made, now.0, signs_from));
                    }
                    Action::Retire { kid, leaves_at } => {
                        let record = records.iter_mut().find(|record| record.kid == kid).unwrap();
                        (record.retired_at, record.leaves_at) = (Some(now), Some(leaves_at));
                    }
                    Action::Remove { kid, .. } => records.retain(|record| record.kid != kid),
                    restored => panic!("{restored:?}"),
                }
            }
            let signer = records
                .iter()
                .filter(|record| record.retired_at.is_none() && record.signs_from <= now)
                .max_by_key(|record| record.signs_from)
                .expect("something always signs");
            assert!(signer.kid == "1" || signer.created_at.after(policy.publish_ahead) <= now);
            signed.push((signer.kid.clone(), hour));
            for (kid, _) in signed.iter().filter(|(_, at)| hour - at <= 2) {
                assert!(records.iter().any(|record| record.kid == *kid), "{kid} left too early");
            }
            assert!(records.len() <= 3);
        }
        assert!(made >= 12);
    }

    #[test]
    fn what_left_the_key_set_is_remembered_for_as_long_as_a_login_lasts_but_never_more_than_a_few() {
        let policy = policy();
        let left = |number: u8, at: i64| KeyRecord {
            retired_at: Some(Timestamp(0)),
            leaves_at: Some(Timestamp(at)),
            ..record(number.into(), 0, Timestamp(0))
        };
        let removals = |records: &[KeyRecord], now: i64| -> Vec<String> {
            let actions = plan_removals(records, &policy, Timestamp(now));
            actions
                .into_iter()
                .map(|action| match action {
                    Action::Remove { kid, .. } => kid,
                    other => panic!("{other:?}"),
                })
                .collect()
        };
        let login = 30 * 86_400;
        assert_eq!(removals(&[left(1, 100)], 100 + login - 1), [""; 0]);
        assert_eq!(removals(&[left(1, 100)], 100 + login), ["1"]);
        let many: Vec<KeyRecord> = (0..20).map(|number| left(number, number.into())).collect();
        assert_eq!(removals(&many, 50), ["3", "2", "1", "0"], "the oldest go");
        let encryption = KeyRecord { purpose: Purpose::Encryption(EncryptionKeyType::Ec), ..left(1, 100) };
        assert_eq!(removals(&[encryption], 100), ["1"], "it decrypts no longer");
    }

    /// A process may die between two actions: whatever it left undone is due again.
    #[test]
    fn a_rotation_that_is_cut_short_after_any_action_is_finished_by_the_next() {
        let policy = policy();
        let (mut records, mut made) = (Vec::<KeyRecord>::new(), 0);
        for hour in 0..(365 * 24) {
            let now = Timestamp(hour * 3600);
            match plan(&records, &policy, now).into_iter().next() {
                Some(Action::Generate { signs_from, .. }) => {
                    made += 1;
                    records.push(record(made, now.0, signs_from));
                }
                Some(Action::Retire { kid, leaves_at }) => {
                    let record = records.iter_mut().find(|record| record.kid == kid).unwrap();
                    (record.retired_at, record.leaves_at) = (Some(now), Some(leaves_at));
                }
                Some(Action::Remove { kid, .. }) => records.retain(|record| record.kid != kid),
                Some(restored) => panic!("{restored:?}"),
                None => {}
            }
            assert!(records.iter().any(|record| record.retired_at.is_none() && record.signs_from <= now));
            assert!(records.len() <= 3);
        }
        assert!(made >= 4);
    }
}
