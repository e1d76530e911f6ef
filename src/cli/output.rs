//! Results on standard output, as a table for people or JSON for programs; chatter goes to standard error.

use clap::ValueEnum;
use serde_json::{Map, Value};

/// How results look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people.
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
            println!("{}", Value::Array(objects));
        }
        Format::Table => print!("{}", table(columns, rows)),
    }
}

/// Prints one thing: a JSON object, or a line a member.
pub fn one(format: Format, columns: &[&str], row: &[Value]) {
    match format {
        Format::Json => println!("{}", object(columns, row)),
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

fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn columns_line_up_under_their_names() {
        let rows = vec![vec![json!("ada"), json!(true)], vec![json!("benjamin"), Value::Null]];
        assert_eq!(table(&["username", "is_admin"], &rows), "USERNAME  IS ADMIN\nada       yes\nbenjamin  -\n");
    }
}
