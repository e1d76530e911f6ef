//! Notes of what verdicts rest on, read in whatever order they become visible.
//!
//! A number is drawn when its row is written and becomes visible when its transaction commits, maybe after higher ones.
//! So a reader remembers the numbers that were passed over, and asks for them again until they appear: those of
//! transactions that were rolled back never do, and are given up after an hour.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::rows::get;
use crate::protocol::client::ClientId;
use crate::protocol::session_state::BrowserStateId;
use crate::store::StoreResult;
use crate::store::logouts::Changes;

/// Changes read in one go.
const AT_ONCE: i64 = 1_000;
/// How long a number is waited for. Our own transactions are cut off after seconds; one whose commit waits for a standby is
/// not.
const PATIENCE: Duration = Duration::from_secs(60 * 60);
/// Numbers that are waited for at most; with more of them, everything is looked at.
const MOST_MISSING: usize = 4_000;
/// How far behind the first look numbers may be missing.
const LOOKED_BACK: i64 = 1_000;

/// The numbers that were passed over, and since when.
#[derive(Default)]
pub struct Missing(Mutex<BTreeMap<i64, Instant>>);

impl Missing {
    /// What is waited for.
    pub fn waited_for(&self) -> Vec<i64> {
        let mut missing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        missing.retain(|_, since| since.elapsed() < PATIENCE);
        missing.keys().copied().collect()
    }

    /// Takes note of what was seen after `from`. `false` when too many are missing by now.
    fn note(&self, from: i64, seen: &[i64]) -> bool {
        let mut missing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut next = from.saturating_add(1);
        for number in seen {
            missing.remove(number);
            if *number >= next {
                let gap = next..*number;
                if gap.end.saturating_sub(gap.start) <= i64::try_from(MOST_MISSING).unwrap_or(i64::MAX) {
                    missing.extend(gap.map(|number| (number, Instant::now())));
                }
                next = number.saturating_add(1);
            }
        }
        let is_bearable = missing.len() <= MOST_MISSING;
        if !is_bearable {
            missing.clear();
        }
        is_bearable
    }
}

/// The number of the latest change that is visible. Those shortly before it that are not may appear yet.
pub async fn last(connection: &Connection) -> StoreResult<(i64, Vec<i64>)> {
    let rows =
        connection.rows("SELECT number FROM changes ORDER BY number DESC LIMIT $1", params![LOOKED_BACK]).await?;
    let mut numbers = rows.iter().map(|row| get(row, 0)).collect::<StoreResult<Vec<i64>>>()?;
    numbers.reverse();
    Ok((numbers.last().copied().unwrap_or(0), numbers))
}

/// Remembers what is missing among the first numbers that were seen.
pub fn begin(missing: &Missing, seen: &[i64]) {
    if let Some(first) = seen.first() {
        missing.note(first.saturating_sub(1), seen);
    }
}

/// What the statements of one look found.
pub struct Look {
    rows: Vec<Row>,
    of_people: Vec<Row>,
    /// The lowest number that is kept.
    first: Option<i64>,
    /// The latest number that was drawn.
    drawn: i64,
}

/// Reads what came after `number`, and what was missing.
pub async fn read(connection: &Connection, number: i64, missing: &[i64]) -> StoreResult<Look> {
    let (bounds, rows) = futures_util::future::try_join(
        connection.one(
            "SELECT (SELECT min(number) FROM changes), (SELECT CASE WHEN is_called THEN last_value ELSE 0 END \
             FROM changes_number_seq)",
            &[],
        ),
        connection.rows(
            "SELECT number, state_id, sub, client_id FROM changes WHERE number = ANY($2) OR number > $1 \
             ORDER BY number LIMIT $3",
            params![number, missing, AT_ONCE],
        ),
    )
    .await?;
    let subs =
        rows.iter().filter_map(|row| get::<Option<String>>(row, 2).transpose()).collect::<StoreResult<Vec<_>>>()?;
    let of_people = match subs.is_empty() {
        true => Vec::new(),
        false => {
            let sql = "SELECT state_id FROM sessions WHERE sub = ANY($1) AND ended_at IS NULL";
            connection.rows(sql, params![subs]).await?
        }
    };
    Ok(Look { rows, of_people, first: get(&bounds, 0)?, drawn: get(&bounds, 1)? })
}

/// What it means for whoever knew everything up to `number`.
pub fn told(look: &Look, number: i64, missing: &Missing) -> StoreResult<Changes> {
    let numbers = look.rows.iter().map(|row| get(row, 0)).collect::<StoreResult<Vec<i64>>>()?;
    let mut changes = Changes { last: number.max(numbers.last().copied().unwrap_or(number)), ..Changes::default() };
    changes.is_cut =
        look.first.is_some_and(|first| first > number.saturating_add(1) && number > 0) || look.drawn < number;
    if look.drawn < number {
        // Another database than the one that was looked at before, or one that lost its latest changes.
        changes.last = look.drawn;
    }
    changes.is_cut |= !missing.note(number, &numbers);
    changes.has_more = i64::try_from(numbers.len()).unwrap_or(i64::MAX) >= AT_ONCE;
    for row in &look.rows {
        changes.states.extend(state_id(row, 1)?);
        changes.clients.extend(get::<Option<String>>(row, 3)?.and_then(|client_id| ClientId::parse(&client_id)));
    }
    for row in &look.of_people {
        changes.states.extend(state_id(row, 0)?);
    }
    Ok(changes)
}

fn state_id(row: &Row, at: usize) -> StoreResult<Option<BrowserStateId>> {
    let octets: Option<Vec<u8>> = get(row, at)?;
    Ok(octets.and_then(|octets| octets.try_into().ok()).map(BrowserStateId::from_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_was_passed_over_is_waited_for_until_it_appears() {
        let missing = Missing::default();
        assert!(missing.note(10, &[11, 13, 16]));
        assert_eq!(missing.waited_for(), [12, 14, 15]);
        assert!(missing.note(16, &[14, 17]));
        assert_eq!(missing.waited_for(), [12, 15]);
        assert!(missing.note(17, &[]));
        assert_eq!(missing.waited_for(), [12, 15]);
    }

    #[test]
    fn more_missing_numbers_than_are_bearable_are_given_up_with_a_look_at_everything() {
        let missing = Missing::default();
        let seen: Vec<i64> = (0..5_000).map(|number| number * 2).collect();
        assert!(!missing.note(0, &seen));
        assert!(missing.waited_for().is_empty());
        assert!(missing.note(10_000, &[10_002]));
        assert_eq!(missing.waited_for(), [10_001]);
    }
}
