//! What became of each client's requests, hour by hour for a day: how many were answered, how many were refused, and why
//! most of those were. It is of this process since its start, as the metrics are.
//!
//! A client that is known costs its look-up under a lock that readers share, and one of its own that is held for a few
//! additions.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::error::ErrorCode;

/// How long an hour is, in seconds.
const HOUR: i64 = 3_600;
/// How many hours are told of, the present one among them.
pub const HOURS: i64 = 24;
/// The most clients that something is kept of. Where there are more, those that were silent for a day give way, and what
/// comes beyond is not counted.
const CLIENTS: usize = 5_000;
/// How many errors are told apart within an hour.
const KINDS: usize = 4;

/// One hour of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hour {
    /// How many hours there were between 1970 and its beginning.
    number: i64,
    /// How many requests were answered.
    pub answered: u32,
    /// How many were refused.
    pub refused: u32,
    /// Errors, with how often each was the answer.
    kinds: [(Option<ErrorCode>, u32); KINDS],
}

impl Hour {
    fn at(number: i64) -> Self {
        Self { number, answered: 0, refused: 0, kinds: [(None, 0); KINDS] }
    }

    /// When it began.
    pub fn begins(&self) -> Timestamp {
        Timestamp(self.number * HOUR)
    }

    /// When the next one begins.
    pub fn ends(&self) -> Timestamp {
        Timestamp((self.number + 1) * HOUR)
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.answered == 0 && self.refused == 0
    }

    /// The error of most refusals.
    pub fn commonest(&self) -> Option<ErrorCode> {
        let most = self.kinds.iter().rev().max_by_key(|(_, count)| *count);
        most.and_then(|(kind, _)| *kind)
    }

    fn answer(&mut self) {
        self.answered = self.answered.saturating_add(1);
    }

    /// Where there is no place left for another error, the rarest gives way and hands its count on: so the one that most
    /// refusals have is never lost (Metwally, Agrawal, El Abbadi: Space-Saving).
    fn refuse(&mut self, error: ErrorCode) {
        self.refused = self.refused.saturating_add(1);
        let place = self.kinds.iter_mut().min_by_key(|(kind, count)| (*kind != Some(error), *count));
        if let Some((kind, count)) = place {
            *kind = Some(error);
            *count = count.saturating_add(1);
        }
    }
}

/// The hours of one client in which something was asked, the oldest first.
#[derive(Debug, Default)]
struct Ring(VecDeque<Hour>);

impl Ring {
    /// Lets `change` at that hour, and forgets what is too old. What is later, too: the clock was wrong. One hour stays, for
    /// another thread may have looked at the clock a moment later.
    fn count(&mut self, number: i64, change: impl FnOnce(&mut Hour)) {
        self.0.retain(|hour| is_within_a_day(hour.number, number) || hour.number == number + 1);
        let place = self.0.partition_point(|hour| hour.number < number);
        if self.0.get(place).is_none_or(|hour| hour.number != number) {
            self.0.insert(place, Hour::at(number));
        }
        if let Some(hour) = self.0.get_mut(place) {
            change(hour);
        }
    }

    /// The hours of the day whose last one is that.
    fn day(&self, last: i64) -> Vec<Hour> {
        let counted = |number: i64| self.0.iter().find(|hour| hour.number == number).copied();
        (last - HOURS + 1..=last).map(|number| counted(number).unwrap_or_else(|| Hour::at(number))).collect()
    }

    fn has_some_of(&self, last: i64) -> bool {
        self.0.iter().any(|hour| is_within_a_day(hour.number, last))
    }
}

/// Whether an hour is among those of the day whose last one is that.
fn is_within_a_day(number: i64, last: i64) -> bool {
    number <= last && number > last - HOURS
}

/// The hours of each client.
#[derive(Debug)]
pub struct Hours {
    since: Timestamp,
    kept: RwLock<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    rings: HashMap<ClientId, Mutex<Ring>>,
    /// The hour in which clients were last looked for that may give way.
    swept: Option<i64>,
}

impl Kept {
    /// Whether nobody else can be taken in within this hour.
    fn is_full(&self, number: i64) -> bool {
        self.rings.len() >= CLIENTS && self.swept == Some(number)
    }

    /// The ring of a client that has none yet, as far as there is room.
    fn begin(&mut self, client_id: &ClientId, number: i64) -> Option<&mut Ring> {
        if self.rings.len() >= CLIENTS && !self.rings.contains_key(client_id) {
            if self.swept != Some(number) {
                self.rings.retain(|_, ring| locked(ring).has_some_of(number));
                self.swept = Some(number);
            }
            if self.rings.len() >= CLIENTS {
                return None;
            }
        }
        let ring = self.rings.entry(client_id.clone()).or_default();
        Some(ring.get_mut().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Hours {
    /// Nothing, from this moment on.
    pub fn since(start: Timestamp) -> Self {
        Self { since: start, kept: RwLock::default() }
    }

    /// Since when it is counted.
    pub fn counted_since(&self) -> Timestamp {
        self.since
    }

    /// A request of that client, which exists, was answered.
    pub fn answered(&self, client_id: &ClientId, now: Timestamp) {
        self.count(client_id, now, Hour::answer);
    }

    /// A request of that client, or in its name, was refused.
    pub fn refused(&self, client_id: &ClientId, error: ErrorCode, now: Timestamp) {
        self.count(client_id, now, |hour| hour.refuse(error));
    }

    fn count(&self, client_id: &ClientId, now: Timestamp, change: impl FnOnce(&mut Hour)) {
        let number = number_of(now);
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(ring) = kept.rings.get(client_id) {
            locked(ring).count(number, change);
            return;
        }
        if kept.is_full(number) {
            return;
        }
        drop(kept);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(ring) = kept.begin(client_id, number) {
            ring.count(number, change);
        }
    }

    /// The last hours of a client, the oldest first, those in which nothing was asked among them.
    pub fn of(&self, client_id: &ClientId, now: Timestamp) -> Vec<Hour> {
        let (number, nothing) = (number_of(now), Ring::default());
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        match kept.rings.get(client_id) {
            Some(ring) => locked(ring).day(number),
            None => nothing.day(number),
        }
    }

    /// The same of every client that asked something within them, in no order.
    pub fn of_all(&self, now: Timestamp) -> Vec<(ClientId, Vec<Hour>)> {
        let number = number_of(now);
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let day_of = |ring: &Mutex<Ring>| {
            let ring = locked(ring);
            ring.has_some_of(number).then(|| ring.day(number))
        };
        kept.rings.iter().filter_map(|(client_id, ring)| Some((client_id.clone(), day_of(ring)?))).collect()
    }
}

fn number_of(now: Timestamp) -> i64 {
    now.seconds().div_euclid(HOUR)
}

fn locked(ring: &Mutex<Ring>) -> MutexGuard<'_, Ring> {
    ring.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An hour's border.
    const START: i64 = 500_000 * HOUR;

    fn at(seconds: i64) -> Timestamp {
        Timestamp(START + seconds)
    }

    fn id(name: &str) -> ClientId {
        ClientId::parse(name).unwrap()
    }

    /// What there is of a day, by how many hours ago.
    fn seen(hours: &[Hour]) -> Vec<(usize, u32, u32)> {
        let told = hours.iter().rev().enumerate().filter(|(_, hour)| !hour.is_empty());
        told.map(|(ago, hour)| (ago, hour.answered, hour.refused)).collect()
    }

    #[test]
    fn each_hour_has_its_own_count_and_the_next_one_begins_at_its_border() {
        let (hours, app) = (Hours::since(at(0)), id("app"));
        hours.answered(&app, at(0));
        hours.answered(&app, at(HOUR - 1));
        hours.refused(&app, ErrorCode::InvalidGrant, at(HOUR - 1));
        hours.answered(&app, at(HOUR));
        let day = hours.of(&app, at(HOUR));
        assert_eq!((day.len(), seen(&day)), (24, vec![(0, 1, 0), (1, 2, 1)]));
        assert_eq!((day[23].begins(), day[23].ends()), (at(HOUR), at(2 * HOUR)));
        assert_eq!((day[22].commonest(), day[23].commonest()), (Some(ErrorCode::InvalidGrant), None));
        assert_eq!(hours.counted_since(), at(0));
    }

    #[test]
    fn what_is_a_day_old_is_gone_whether_or_not_anything_was_asked_since() {
        let (hours, app) = (Hours::since(at(0)), id("app"));
        hours.answered(&app, at(0));
        assert_eq!(seen(&hours.of(&app, at(24 * HOUR - 1))), [(23, 1, 0)]);
        assert!(seen(&hours.of(&app, at(24 * HOUR))).is_empty());
        assert!(hours.of_all(at(24 * HOUR)).is_empty());
        (0..1_000).for_each(|hour| hours.answered(&app, at(hour * HOUR)));
        let kept = hours.kept.read().unwrap();
        assert_eq!(locked(&kept.rings[&app]).0.len(), 24);
    }

    #[test]
    fn a_clock_that_goes_back_counts_where_it_is_and_what_it_was_ahead_for_is_forgotten() {
        let (hours, app) = (Hours::since(at(0)), id("app"));
        hours.answered(&app, at(0));
        hours.answered(&app, at(1_000 * HOUR));
        hours.refused(&app, ErrorCode::InvalidClient, at(2 * HOUR));
        hours.answered(&app, at(HOUR));
        assert_eq!(seen(&hours.of(&app, at(2 * HOUR))), [(0, 0, 1), (1, 1, 0)], "the border is no going back");
        hours.answered(&app, at(0));
        assert_eq!(seen(&hours.of(&app, at(2 * HOUR))), [(1, 1, 0), (2, 1, 0)]);
        assert!(seen(&hours.of(&app, at(-5 * HOUR))).is_empty());
        hours.answered(&app, Timestamp(-1));
        assert_eq!(seen(&hours.of(&app, Timestamp(-HOUR))), [(0, 1, 0)]);
    }

    #[test]
    fn the_commonest_error_is_told_however_many_others_there_are() {
        let (hours, app) = (Hours::since(at(0)), id("app"));
        let others = [
            ErrorCode::InvalidRequest,
            ErrorCode::InvalidScope,
            ErrorCode::InvalidTarget,
            ErrorCode::SlowDown,
            ErrorCode::ExpiredToken,
            ErrorCode::AccessDenied,
        ];
        for error in others {
            hours.refused(&app, error, at(0));
            hours.refused(&app, ErrorCode::InvalidClient, at(0));
        }
        let day = hours.of(&app, at(0));
        assert_eq!((day[23].refused, day[23].commonest()), (12, Some(ErrorCode::InvalidClient)));
    }

    #[test]
    fn counts_stop_at_the_highest_number() {
        let mut hour = Hour { answered: u32::MAX, refused: u32::MAX, ..Hour::at(0) };
        hour.answer();
        hour.refuse(ErrorCode::InvalidGrant);
        assert_eq!((hour.answered, hour.refused), (u32::MAX, u32::MAX));
    }

    #[test]
    fn clients_are_kept_apart_and_when_there_are_too_many_those_that_are_silent_give_way() {
        let hours = Hours::since(at(0));
        for number in 0..CLIENTS {
            hours.answered(&id(&number.to_string()), at(0));
        }
        hours.answered(&id("late"), at(0));
        hours.refused(&id("1"), ErrorCode::InvalidGrant, at(23 * HOUR));
        assert!(hours.of_all(at(0)).len() == CLIENTS && seen(&hours.of(&id("late"), at(0))).is_empty());
        hours.answered(&id("late"), at(24 * HOUR));
        let mut left: Vec<String> =
            hours.of_all(at(24 * HOUR)).into_iter().map(|(client_id, _)| client_id.as_str().to_owned()).collect();
        left.sort();
        assert_eq!(left, ["1", "late"]);
        assert_eq!(seen(&hours.of(&id("1"), at(24 * HOUR))), [(1, 0, 1)]);
    }
}
