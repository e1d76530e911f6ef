//! What an app may do in detail (RFC 9396), in the operator's sentences: every value of an element is shown, in its sentence
//! or below.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Piece, SharedItem, SharedValue, in_letters, listed};
use crate::protocol::authorization_details::sentence::Filled;
use crate::protocol::authorization_details::{AuthorizationDetail, AuthorizationDetails, DetailTypes, Words};
use crate::protocol::language::Languages;
use crate::say;

/// What stands for a value that there is none of.
const NOTHING: &str = "–";

/// Each element, for a reader of these languages. One of a type that the operator removed since is told by its name.
pub fn details(types: &DetailTypes, languages: &Languages, details: &AuthorizationDetails) -> Vec<SharedItem> {
    let words = |detail: &AuthorizationDetail| Some(types.get(detail.detail_type())?.words_in(languages));
    let item = |detail: &AuthorizationDetail| match words(detail) {
        Some(words) => said(detail, words),
        None => {
            let values = values(detail.members(), &[], &BTreeMap::new());
            SharedItem::new("details", in_letters(detail.detail_type()), values)
        }
    };
    details.iter().map(item).collect()
}

fn said(detail: &AuthorizationDetail, words: &Words) -> SharedItem {
    let piece = |filled: Filled<'_>| match filled {
        Filled::Words(words) => Piece { text: words.to_owned(), is_value: false },
        Filled::Value(value) => Piece { text: plain(value), is_value: true },
    };
    let sentence: Vec<Piece> = words.sentence.about(detail.members()).into_iter().map(piece).collect();
    let title = sentence.iter().map(|piece| piece.text.as_str()).collect();
    let said: Vec<String> = words.sentence.members().map(|names| names.join(".")).collect();
    let values = values(detail.members(), &said, &words.labels);
    SharedItem { sentence, ..SharedItem::new("details", title, values) }
}

/// Every value that is not `said` already, below its label.
fn values(members: &Map<String, Value>, said: &[String], labels: &BTreeMap<String, String>) -> Vec<SharedValue> {
    let mut values = Vec::new();
    for (name, value) in members.iter().filter(|(name, _)| *name != "type") {
        collect(name, value, &mut |path, value| {
            if !said.iter().any(|said| said == path) {
                let label = labels.get(path).cloned().unwrap_or_else(|| in_letters(path));
                values.push(SharedValue { label: Some(label), text: plain(value) });
            }
        });
    }
    values
}

/// Every value that is no object, nor a list with objects in it, by its names joined by dots.
fn collect<'a>(path: &str, value: &'a Value, take: &mut impl FnMut(&str, &'a Value)) {
    let is_plain = |value: &Value| !value.is_object() && !value.is_array();
    match value {
        Value::Object(members) if !members.is_empty() => {
            members.iter().for_each(|(name, value)| collect(&format!("{path}.{name}"), value, take));
        }
        Value::Array(items) if !items.iter().all(is_plain) => {
            items.iter().for_each(|item| collect(path, item, take));
        }
        value => take(path, value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() => text.clone(),
        Value::Bool(true) => say!("shared-yes"),
        Value::Bool(false) => say!("shared-no"),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => listed(items.iter().map(plain).collect()).unwrap_or_else(|| NOTHING.to_owned()),
        Value::String(_) | Value::Null | Value::Object(_) => NOTHING.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::authorization_details::sentence::Sentence;
    use serde_json::json;

    fn shown(sentence: &str, labels: &[(&str, &str)], detail: Value) -> Vec<String> {
        let labels = labels.iter().map(|(path, label)| ((*path).to_owned(), (*label).to_owned())).collect();
        let words = Words { sentence: Sentence::parse(sentence).unwrap(), labels };
        let item = said(&serde_json::from_value(detail).unwrap(), &words);
        let value = |value: &SharedValue| format!("{}: {}", value.label.as_deref().unwrap_or_default(), value.text);
        [item.title.clone()].into_iter().chain(item.values.iter().map(value)).collect()
    }

    #[test]
    fn every_value_is_shown_once_in_the_sentence_or_below_it() {
        let payment = json!({
            "type": "payment", "amount": "5.00", "creditor": {"name": "Bob <b>", "iban": "CH93"},
            "actions": ["initiate", "status"], "urgent": true, "times": 2, "note": "", "none": null, "empty": {},
            "parts": [{"to": "a", "n": 1}, {"to": "b", "n": 2}],
        });
        let labels = [("creditor.iban", "Account"), ("times", "How often")];
        assert_eq!(
            shown("Pay {amount} to {creditor.name} ({amount})", &labels, payment),
            [
                "Pay 5.00 to Bob <b> (5.00)",
                "Actions: initiate, status",
                "Account: CH93",
                "Empty: –",
                "None: –",
                "Note: –",
                "Parts n: 1",
                "Parts to: a",
                "Parts n: 2",
                "Parts to: b",
                "How often: 2",
                "Urgent: yes",
            ]
        );
        assert_eq!(shown("Do {actions}", &[], json!({"type": "x", "actions": ["a", "b"]})), ["Do a, b"]);
    }

    #[test]
    fn a_value_is_told_from_the_words_around_it() {
        let words = Words { sentence: Sentence::parse("Pay {to}").unwrap(), labels: BTreeMap::new() };
        let item = said(&serde_json::from_value(json!({"type": "x", "to": "Bob, who is known"})).unwrap(), &words);
        let pieces: Vec<(&str, bool)> =
            item.sentence.iter().map(|piece| (piece.text.as_str(), piece.is_value)).collect();
        assert_eq!(pieces, [("Pay ", false), ("Bob, who is known", true)]);
    }
}
