//! What opens, for how long, and what a rotation changes.

use super::*;
use crate::keys::sealing::{SEALS_AFTER, WEEK};

const NOW: Timestamp = Timestamp(1_800_000_000);
const DAY: u64 = 86_400;

fn secret(octet: u8, seals_from: Timestamp, weeks: &[i64]) -> SealingSecret {
    SealingSecret {
        id: octet.to_string(),
        secret: SecretOctets::new(vec![octet; 32]),
        weeks: weeks.to_vec(),
        ..SealingSecret::generate(seals_from, seals_from)
    }
}

fn sealer() -> Sealer {
    Sealer::new(vec![secret(7, NOW, &[week_of(NOW)])], NOW)
}

fn days(count: u64) -> Timestamp {
    NOW.after(Duration::from_secs(count * DAY))
}

const LOGIN: (Kind, &str) = (Kind::Login, "state");

fn handle((kind, state): (Kind, &str)) -> Handle {
    Handle::new(kind, "app", "https://app.example", state)
}

#[test]
fn what_was_sealed_opens_at_any_age_and_nothing_else_does() {
    let sealer = sealer();
    let handle = handle(LOGIN);
    let sealed = sealer.seal(handle, NOW).unwrap();
    assert_ne!(sealer.seal(handle, NOW), Some(sealed), "fresh each time");
    for age in [0, 1, 29, 30, 60, 400, 4_000] {
        assert_eq!(sealer.open(&sealed, days(age)), Some(handle), "{age}");
    }
    assert_eq!(sealer.open(&sealed, NOW.before(Duration::from_secs(DAY))), Some(handle), "a slow clock");
    for at in 0..SEALED {
        let mut other = sealed;
        other[at] ^= 1;
        assert_eq!(sealer.open(&other, NOW), None, "octet {at}");
    }
    assert_eq!(Sealer::new(vec![secret(8, NOW, &[])], NOW).open(&sealed, NOW), None, "another server's");
}

/// What became of its state is not remembered for ever.
#[test]
fn what_names_no_login_is_believed_for_four_weeks_and_never_for_more_than_five() {
    let sealer = sealer();
    let anonymous = handle((Kind::Anonymous, "state"));
    let sealed = sealer.seal(anonymous, NOW).unwrap();
    for age in [0, 1, 27, 28] {
        assert_eq!(sealer.open(&sealed, days(age)), Some(anonymous), "{age}");
    }
    for age in [35, 36, 400] {
        assert_eq!(sealer.open(&sealed, days(age)), None, "{age}");
    }
    assert_eq!(sealer.open(&sealed, days(0).before(Duration::from_secs(30 * DAY))), None, "of a time to come");
}

/// A clock that is ahead for a while, or behind, leaves values that open when it is right again.
#[test]
fn a_week_that_was_noted_opens_however_far_off_it_is() {
    let (far, near) = (days(900), days(20));
    let first = secret(7, NOW, &[week_of(NOW)]);
    let sealed = Sealer::new(vec![first.clone()], NOW).seal(handle(LOGIN), far).unwrap();
    let noted = SealingSecret { weeks: vec![week_of(NOW), week_of(far)], ..first };
    assert_eq!(Sealer::new(vec![noted], near).open(&sealed, near), Some(handle(LOGIN)));
}

#[test]
fn a_text_opens_for_its_purpose_and_its_browser_and_for_a_week() {
    let sealer = sealer();
    let sealed = sealer.seal_text("one", b"browser", b"a request", NOW).unwrap();
    let open = |purpose, bound_to: &[u8], age: u64| sealer.open_text(purpose, bound_to, &sealed, days(age));
    assert_eq!(open("one", b"browser", 0).unwrap(), b"a request");
    assert_eq!(open("one", b"browser", 7).unwrap(), b"a request");
    assert_eq!(open("one", b"browser", 15), None);
    assert_eq!(open("two", b"browser", 0), None);
    assert_eq!(open("one", b"another", 0), None);
    for wrong in ["", "A", "!", &sealed[1..], &format!("{sealed}A"), &sealed.to_lowercase()] {
        assert_eq!(sealer.open_text("one", b"browser", wrong, NOW), None, "{wrong}");
    }
}

#[test]
fn a_code_opens_under_the_operators_key_that_it_was_sealed_under_and_the_rest_under_any() {
    let wrap_key = |octet: u8| {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), [octet; 32]).unwrap();
        WrapKey::read(file.path()).unwrap()
    };
    let with = |octet: u8| sealer().with_wrap_key(Some(&wrap_key(octet)));
    for (purpose, opens) in [(authorization_code::PURPOSE, false), ("waiting request", true)] {
        let sealed = with(1).seal_text(purpose, b"", b"a text", NOW).unwrap();
        assert!(with(1).open_text(purpose, b"", &sealed, NOW).is_some());
        for other in [with(2), sealer()] {
            assert_eq!(other.open_text(purpose, b"", &sealed, NOW).is_some(), opens, "{purpose}");
        }
    }
}

/// Two nodes around a rotation, the one before it has heard of it at all: neither meets what it cannot open once
/// both have looked, and the former secret goes on opening.
#[test]
fn a_rotation_makes_nothing_unreadable_and_the_new_secret_seals_when_its_time_has_come() {
    let first = secret(7, NOW, &[week_of(NOW)]);
    let takes_over = days(100).after(SEALS_AFTER);
    let next = secret(8, takes_over, &[]);
    let old = Sealer::new(vec![first.clone()], days(100));
    let both = Sealer::new(vec![first.clone(), next.clone()], days(100));
    let before = both.seal(handle(LOGIN), days(100)).unwrap();
    assert_eq!(old.open(&before, days(100)), Some(handle(LOGIN)), "it does not seal yet");
    let after = both.seal(handle(LOGIN), takes_over).unwrap();
    assert_eq!(old.open(&after, takes_over), None);
    let new = Sealer::new(vec![next.clone()], takes_over);
    assert_eq!(new.open(&after, takes_over), Some(handle(LOGIN)), "it seals now");
    assert_eq!(new.open(&before, takes_over), None);
    let text = both.seal_text("one", b"", b"a request", days(100)).unwrap();
    let weeks = vec![week_of(NOW), week_of(days(100))];
    for at in [days(100), takes_over, days(101)] {
        let kept = vec![SealingSecret { weeks: weeks.clone(), ..first.clone() }, next.clone()];
        let sealer = Sealer::new(kept, days(100));
        assert_eq!(sealer.open(&before, at), Some(handle(LOGIN)));
        assert_eq!(sealer.open(&after, at), Some(handle(LOGIN)));
        assert_eq!(sealer.open_text("one", b"", &text, at).as_deref(), Some(b"a request".as_slice()));
    }
}

#[test]
fn secrets_do_not_print() {
    assert!(!format!("{:?}", secret(77, NOW, &[])).contains("77, 77"));
}

#[test]
fn a_forged_value_opens_under_none_of_the_keys_of_five_years() {
    let weeks: Vec<i64> = (week_of(NOW) - 260..=week_of(NOW)).collect();
    let sealer = Sealer::new(vec![secret(7, Timestamp(NOW.seconds() - 260 * WEEK), &weeks)], NOW);
    assert_eq!(sealer.open(&[1; SEALED], NOW), None);
}
