//! Results on standard output, as a table for people, or JSON or TOML for programs; chatter goes to standard error.

use std::borrow::Cow;

use clap::ValueEnum;
use serde_json::{Map, Value};

use crate::telemetry::escape::{Notation, escaped};

/// The output format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns.
    #[default]
    Table,
    /// One JSON document.
    Json,
    /// One TOML document. A list is `[[items]]`, and what has no value is left out.
    Toml,
}

/// Prints rows: one JSON array of objects, or aligned columns under their names.
pub fn rows(format: Format, columns: &[&str], rows: &[Vec<Value>]) {
    match format {
        Format::Json => {
            let objects: Vec<Value> = rows.iter().map(|row| object(columns, row)).collect();
            println!("{}", escaped(&Value::Array(objects).to_string(), Notation::Json));
        }
        Format::Table => print!("{}", table(columns, rows)),
        Format::Toml => rows.iter().for_each(|row| print!("{}", toml_item(columns, row))),
    }
}

/// Prints rows that others may follow: a JSON object a line, or columns as wide as they need be, without their names.
pub fn more_rows(format: Format, columns: &[&str], rows: &[Vec<Value>]) {
    for row in rows {
        match format {
            Format::Json => println!("{}", escaped(&object(columns, row).to_string(), Notation::Json)),
            Format::Table => println!("{}", row.iter().map(text).collect::<Vec<_>>().join("  ")),
            Format::Toml => print!("{}", toml_item(columns, row)),
        }
    }
}

/// Prints one thing: a JSON object, or a line a member.
pub fn one(format: Format, columns: &[&str], row: &[Value]) {
    match format {
        Format::Json => println!("{}", escaped(&object(columns, row).to_string(), Notation::Json)),
        Format::Table => columns.iter().zip(row).for_each(|(name, value)| println!("{name:<18} {}", text(value))),
        Format::Toml => print!("{}", toml_lines(columns, row)),
    }
}

/// One of a list.
fn toml_item(columns: &[&str], row: &[Value]) -> String {
    format!("[[items]]\n{}", toml_lines(columns, row))
}

/// A line for each that has a value: TOML has none for what is absent.
fn toml_lines(columns: &[&str], row: &[Value]) -> String {
    let line = |(name, value): (&&str, &Value)| Some(format!("{} = {}\n", toml_key(name), toml(value)?));
    columns.iter().zip(row).filter_map(line).collect()
}

/// A value as TOML writes it on one line.
fn toml(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::String(text) => toml_string(text),
        Value::Array(values) => format!("[{}]", values.iter().filter_map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| Some(format!("{} = {}", toml_key(name), toml(value)?));
            format!("{{ {} }}", members.iter().filter_map(member).collect::<Vec<_>>().join(", "))
        }
        // Integers of TOML end there, and a reader may refuse the document.
        Value::Number(number) if number.is_u64() && !number.is_i64() => toml_string(&number.to_string()),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    })
}

fn toml_key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"-_".contains(&octet));
    if is_bare { name.to_owned() } else { toml_string(name) }
}

/// A basic string (TOML 1.0), in which nothing acts or hides.
fn toml_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
        }
        push_seen(&mut quoted, letter);
    }
    quoted.push('"');
    quoted
}

/// Adds a letter, or its number as basic strings of TOML have it where it acts or hides. JSON writes those beyond U+FFFF as two
/// halves, and TOML has no halves.
fn push_seen(text: &mut String, letter: char) {
    let mut octets = [0; 4];
    match escaped(letter.encode_utf8(&mut octets), Notation::Text) {
        Cow::Borrowed(_) => text.push(letter),
        Cow::Owned(_) => text.push_str(&format!("\\U{:08x}", u32::from(letter))),
    }
}

/// A line of TOML whose strings are all basic ones, in which nothing acts or hides.
fn line_of_toml(line: &str) -> String {
    let mut seen = String::with_capacity(line.len());
    line.chars().for_each(|letter| push_seen(&mut seen, letter));
    seen
}

fn object(columns: &[&str], row: &[Value]) -> Value {
    let members: Map<String, Value> =
        columns.iter().zip(row).map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Value::Object(members)
}

fn table(columns: &[&str], rows: &[Vec<Value>]) -> String {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(text).collect()).collect();
    let width = |at: usize, name: &str| {
        let widest = cells.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
        widest.unwrap_or(0).max(name.len())
    };
    let widths: Vec<usize> = columns.iter().enumerate().map(|(at, name)| width(at, name)).collect();
    let line = |cells: &[String]| {
        let padded: Vec<String> =
            cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width)).collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    let names: Vec<String> = columns.iter().map(|name| name.to_uppercase().replace('_', " ")).collect();
    let mut lines = line(&names);
    cells.iter().for_each(|row| lines.push_str(&line(row)));
    lines
}

/// Prints one value: alone for people and scripts, or under its name in a document.
pub fn alone(format: Format, name: &str, value: &str) {
    match format {
        Format::Table => println!("{value}"),
        Format::Json | Format::Toml => one(format, &[name], &[Value::from(value)]),
    }
}

/// Prints lines of the configuration, in which what nobody can see is written as its number.
pub fn document(text: &str) {
    text.lines().for_each(|line| println!("{}", line_of_toml(line)));
}

/// Prints one line, in which what is not ours is escaped.
pub fn line(words: impl std::fmt::Display) {
    println!("{}", escaped(&words.to_string(), Notation::Text));
}

/// A value for people: one line, and nothing in it that a terminal obeys.
fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => escaped(text, Notation::Text).into_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(", "),
        other => escaped(&other.to_string(), Notation::Text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A browser names itself as it likes.
    #[test]
    fn what_is_not_ours_is_escaped() {
        let rows = vec![vec![json!("Fire\u{1b}[2Jfox\n\u{202e}"), json!(["a\rb"])]];
        let shown = table(&["browser", "apps"], &rows);
        assert_eq!(shown.lines().nth(1), Some("Fire\\u{1b}[2Jfox\\u{a}\\u{202e}  a\\u{d}b"));
    }

    /// Whoever reads it as TOML gets what there is.
    #[test]
    fn toml_says_the_same_and_leaves_out_what_is_absent() {
        let row = [
            json!("a \"b\" \\ \n\u{e0041}"),
            Value::Null,
            json!([1, true]),
            json!({"x y": "z", "n": null}),
            json!([i64::MAX, u64::MAX]),
        ];
        let shown = toml_item(&["name", "gone", "list", "more", "large"], &row);
        let read: toml::Table = shown.parse().unwrap();
        let item = &read["items"][0];
        assert_eq!(item["name"].as_str(), Some("a \"b\" \\ \n\u{e0041}"));
        assert_eq!((item["list"].as_array().map(Vec::len), item["more"]["x y"].as_str()), (Some(2), Some("z")));
        let large = &item["large"];
        assert_eq!((large[0].as_integer(), large[1].as_str()), (Some(i64::MAX), Some("18446744073709551615")));
        assert!(item.get("gone").is_none() && !shown.contains('\u{e0041}'), "{shown}");
    }

    /// A flag of England is six letters that nobody sees, and a family has joiners.
    #[test]
    fn a_line_of_the_configuration_says_the_same_with_what_hides_as_numbers() {
        let name =
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} \u{1f469}\u{200d}\u{1f467} Zo\u{eb}";
        let line = line_of_toml(&format!("name = \"{name}\""));
        assert!(!line.contains(['\u{e0067}', '\u{200d}']) && line.contains("Zo\u{eb}"), "{line}");
        assert_eq!(line.parse::<toml::Table>().unwrap()["name"].as_str(), Some(name));
    }

    #[test]
    fn columns_line_up_under_their_names() {
        let rows = vec![vec![json!("ada"), json!(true)], vec![json!("benjamin"), Value::Null]];
        assert_eq!(table(&["username", "is_admin"], &rows), "USERNAME  IS ADMIN\nada       yes\nbenjamin  -\n");
    }
}
