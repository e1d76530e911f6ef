//! Results on standard output, as a table for people or JSON for programs; chatter goes to standard error.

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
}

/// Prints rows: one JSON array of objects, or aligned columns under their names.
pub fn rows(format: Format, columns: &[&str], rows: &[Vec<Value>]) {
    match format {
        Format::Json => {
            let objects: Vec<Value> = rows.iter().map(|row| object(columns, row)).collect();
            println!("{}", escaped(&Value::Array(objects).to_string(), Notation::Json));
        }
        Format::Table => print!("{}", table(columns, rows)),
    }
}

/// Prints rows that others may follow: a JSON object a line, or columns as wide as they need be, without their names.
pub fn more_rows(format: Format, columns: &[&str], rows: &[Vec<Value>]) {
    for row in rows {
        match format {
            Format::Json => println!("{}", escaped(&object(columns, row).to_string(), Notation::Json)),
            Format::Table => println!("{}", row.iter().map(text).collect::<Vec<_>>().join("  ")),
        }
    }
}

/// Prints one thing: a JSON object, or a line a member.
pub fn one(format: Format, columns: &[&str], row: &[Value]) {
    match format {
        Format::Json => println!("{}", escaped(&object(columns, row).to_string(), Notation::Json)),
        Format::Table => columns.iter().zip(row).for_each(|(name, value)| println!("{name:<18} {}", text(value))),
    }
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

    #[test]
    fn columns_line_up_under_their_names() {
        let rows = vec![vec![json!("ada"), json!(true)], vec![json!("benjamin"), Value::Null]];
        assert_eq!(table(&["username", "is_admin"], &rows), "USERNAME  IS ADMIN\nada       yes\nbenjamin  -\n");
    }
}
