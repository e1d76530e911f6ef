//! Where a key belongs that stands where it does not: what is written below a heading belongs to that heading, so a key
//! at the end of a file lands in whatever came last.

use serde_json::Value as Schema;

use super::check::nearest;
use super::{schema, unsupported};

/// The most places that are worth naming.
const MOST: usize = 3;
/// How the place of keys is called that are in no section.
const TOP: &str = "the top of the file, before the first section";
/// Tables that few write: a key that another has, too, was meant for that one.
const RARE: [&str; 3] = ["workload_issuers", "clients.workloads", "clients.token_exchange"];

/// What to do about `key`, which is none of the table at `path`: where it belongs, or the like of it.
pub fn of(key: &str, path: &str) -> Option<String> {
    let known = all();
    let elsewhere = |name: &str| -> Vec<&str> {
        let places =
            || known.iter().filter(|(known, place)| known == name && place.path != path).map(|(_, place)| place);
        let is_rare = |place: &&Place| RARE.contains(&place.path.as_str());
        let only_rare = places().all(|place| is_rare(&place));
        places().filter(|place| only_rare || !is_rare(place)).map(|place| place.heading.as_str()).collect()
    };
    let exact = elsewhere(key);
    if !exact.is_empty() {
        return (exact.len() <= MOST).then(|| format!("it belongs to {}", exact.join(" or ")));
    }
    // `smtp_host`, `session_idle`: the section stands in the name.
    if let Some((section, rest)) = key.split_once('_') {
        if let Some(help) = unsupported::help("", section).filter(|_| path.is_empty()) {
            return Some(help.to_owned());
        }
        let place = known.iter().find(|(name, place)| name == rest && place.path == section);
        if let Some((_, place)) = place {
            return Some(format!("write `{rest}` under {}", place.heading));
        }
    }
    let alike = nearest(key, known.iter().map(|(name, _)| name.as_str()))?;
    let places = elsewhere(alike);
    (!places.is_empty() && places.len() <= MOST)
        .then(|| format!("did you mean `{alike}`, which belongs to {}?", places.join(" or ")))
}

/// A table of the configuration.
struct Place {
    /// Its names joined by dots.
    path: String,
    /// As it is written.
    heading: String,
}

/// Every key, with the table that it is one of.
fn all() -> Vec<(String, Place)> {
    let mut keys = Vec::new();
    walk(&schema::SCHEMA, "", TOP, &mut keys);
    keys
}

fn walk(table: &Schema, path: &str, headed: &str, keys: &mut Vec<(String, Place)>) {
    for (name, inner) in schema::properties(table).into_iter().flatten() {
        let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        if !path.is_empty() || schema::is_scalar(inner) {
            keys.push((name.clone(), Place { path: path.to_owned(), heading: headed.to_owned() }));
        }
        match inner.get("items").filter(|items| schema::properties(items).is_some()) {
            Some(items) => walk(items, &below, &format!("[[{below}]]"), keys),
            None => walk(inner, &below, &format!("[{below}]"), keys),
        }
        if let Some(named) = inner.get("additionalProperties").filter(|named| schema::properties(named).is_some()) {
            walk(named, &below, &format!("[{below}.NAME]"), keys);
        }
    }
}
