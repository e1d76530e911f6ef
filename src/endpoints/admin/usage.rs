//! Who uses what: how often each person signed in to each app lately, as a table whose cells are the darker the more often it was.

use std::collections::HashMap;
use std::time::Duration;

use actix_web::HttpRequest;
use serde_json::{Value, json};

use super::activity::Names;
use super::app_row;
use crate::clock::Timestamp;
use crate::endpoints::error::PageError;
use crate::endpoints::languages;
use crate::protocol::audit::{Record, What};
use crate::protocol::client::ClientId;
use crate::provider::Provider;
use crate::store::audit::Wanted;

/// How far back it goes.
const PAST: Duration = Duration::from_secs(30 * 86_400);
/// The most sign-ins that are counted, the latest ones.
const MOST: u32 = 1_000;
/// How many people are shown: those who signed in most often.
const PEOPLE: usize = 20;
/// How many apps are shown: those that were signed in to most often.
const APPS: usize = 8;
/// How many shades there are.
const SHADES: u64 = 4;

/// What the overview and the page of apps show of them; nothing where nobody signed in to an app.
pub async fn table(request: &HttpRequest, provider: &Provider) -> Result<Value, PageError> {
    let now = provider.now();
    let wanted = Wanted { event: Some(What::AppSignIn.as_str().to_owned()), limit: MOST, ..Wanted::default() };
    let records = provider.store.records(&wanted).await?;
    let grid = Grid::of(&records, now.before(PAST));
    let (languages, mut names) = (languages(request, None), Names::default());
    let (mut apps, mut rows) = (Vec::new(), Vec::new());
    for id in &grid.apps {
        let client = match ClientId::parse(id) {
            Some(client_id) => provider.client(&client_id).await?,
            None => None,
        };
        apps.push(client.map_or_else(|| json!({"client_name": id}), |client| app_row(&client, &languages)));
    }
    for (sub, cells) in &grid.rows {
        let cells: Vec<Value> =
            cells.iter().map(|count| json!({"n": count, "shade": shade(*count, grid.most)})).collect();
        rows.push(json!({"person": names.of(provider, sub).await?, "cells": cells}));
    }
    let is_cut = records.len() >= MOST as usize;
    let from = if is_cut { records.last().map(|oldest| oldest.at) } else { None };
    let from = from.map_or(now.before(PAST), |oldest| oldest.max(now.before(PAST))).to_string();
    Ok(json!({"apps": apps, "rows": rows, "from": from, "is_part": grid.is_part}))
}

/// Counts, by person and app, with those first who have the most.
#[derive(Debug, PartialEq, Eq)]
struct Grid {
    apps: Vec<String>,
    rows: Vec<(String, Vec<u64>)>,
    /// The highest count.
    most: u64,
    /// Whether there are more people or apps than are shown.
    is_part: bool,
}

impl Grid {
    /// Counts the records from `from` on.
    fn of(records: &[Record], from: Timestamp) -> Self {
        let mut counts: HashMap<(&str, &str), u64> = HashMap::new();
        for record in records.iter().filter(|record| record.at >= from) {
            if let (Some(sub), Some(app)) = (record.sub.as_deref(), record.client_id.as_deref()) {
                *counts.entry((sub, app)).or_default() += 1;
            }
        }
        let (people, more_people) = most_frequent(counts.iter().map(|((sub, _), count)| (*sub, *count)), PEOPLE);
        let (apps, more_apps) = most_frequent(counts.iter().map(|((_, app), count)| (*app, *count)), APPS);
        let of = |sub: &str| apps.iter().map(|app| counts.get(&(sub, app)).copied().unwrap_or_default()).collect();
        let rows: Vec<(String, Vec<u64>)> = people.iter().map(|sub| ((*sub).to_owned(), of(sub))).collect();
        Self {
            most: rows.iter().flat_map(|(_, cells)| cells).copied().max().unwrap_or_default(),
            apps: apps.into_iter().map(str::to_owned).collect(),
            rows,
            is_part: more_people || more_apps,
        }
    }
}

/// The `limit` names with the highest sums, the highest first, and whether there are more.
fn most_frequent<'a>(counted: impl Iterator<Item = (&'a str, u64)>, limit: usize) -> (Vec<&'a str>, bool) {
    let mut sums: HashMap<&str, u64> = HashMap::new();
    counted.for_each(|(name, count)| *sums.entry(name).or_default() += count);
    let mut sums: Vec<(&str, u64)> = sums.into_iter().collect();
    sums.sort_by(|(one, ones), (other, others)| others.cmp(ones).then(one.cmp(other)));
    (sums.iter().take(limit).map(|(name, _)| *name).collect(), sums.len() > limit)
}

/// From 1 for the fewest to [`SHADES`] for the most; 0 for none.
fn shade(count: u64, most: u64) -> u64 {
    (count * SHADES).div_ceil(most.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(at: i64, sub: &str, app: &str) -> Record {
        Record {
            id: String::new(),
            at: Timestamp(at),
            event: "app.sign_in".into(),
            actor: sub.into(),
            sub: Some(sub.into()),
            client_id: Some(app.into()),
            ip: String::new(),
            agent: String::new(),
            request_id: String::new(),
            details: String::new(),
            link: None,
        }
    }

    #[test]
    fn who_signs_in_most_often_is_first_and_what_is_too_old_does_not_count() {
        let records = [
            record(90, "ada", "wiki"),
            record(80, "ben", "wiki"),
            record(70, "ben", "photos"),
            record(60, "ben", "wiki"),
            record(10, "eve", "old"),
        ];
        let grid = Grid::of(&records, Timestamp(50));
        assert_eq!(grid.apps, ["wiki", "photos"]);
        assert_eq!(grid.rows, [("ben".to_owned(), vec![2, 1]), ("ada".to_owned(), vec![1, 0])]);
        assert_eq!((grid.most, grid.is_part), (2, false));
    }

    #[test]
    fn only_so_many_people_and_apps_are_shown_and_that_there_are_more_is_said() {
        let records: Vec<Record> = (0..30).map(|n| record(n, &format!("{n:02}"), &format!("app{n:02}"))).collect();
        let grid = Grid::of(&records, Timestamp(0));
        assert_eq!((grid.rows.len(), grid.apps.len(), grid.is_part), (PEOPLE, APPS, true));
        assert_eq!(Grid::of(&[], Timestamp(0)), Grid { apps: vec![], rows: vec![], most: 0, is_part: false });
    }

    #[test]
    fn the_most_have_the_darkest_shade_one_is_seen_and_none_has_none() {
        assert_eq!([0, 1, 25, 26, 99, 100].map(|count| shade(count, 100)), [0, 1, 1, 2, 4, 4]);
        assert_eq!([shade(0, 0), shade(1, 1)], [0, 4]);
    }
}
