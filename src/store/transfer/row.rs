//! A row as a line: `{"t":"user_names","r":["ada","…"]}`. The same row is the same line, whichever store it came from.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::Value as Json;

use super::tables::{Column, Kind, TABLES, Table};

/// One value. Values of one column are in the order of either store: texts and octets compare by octets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing.
    Null,
    /// Of a [`Kind::Integer`].
    Integer(i64),
    /// Of a [`Kind::Boolean`].
    Boolean(bool),
    /// Of a [`Kind::Text`].
    Text(String),
    /// Of a [`Kind::Octets`].
    Octets(Vec<u8>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    t: String,
    r: Vec<Json>,
}

/// The line of a row, without its end.
pub fn written(table: &Table, row: &[Value]) -> String {
    let values: Vec<Json> = row.iter().map(json).collect();
    format!("{{\"t\":\"{}\",\"r\":{}}}", table.name, Json::Array(values))
}

fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(number) => Json::from(*number),
        Value::Boolean(truth) => Json::from(*truth),
        Value::Text(text) => Json::from(text.as_str()),
        Value::Octets(octets) => Json::from(URL_SAFE_NO_PAD.encode(octets)),
    }
}

/// A row with the place of its table among [`TABLES`]; a sentence says why it is none.
pub fn read(line: &str) -> Result<(usize, Vec<Value>), String> {
    let Line { t, r } = serde_json::from_str(line).map_err(|error| format!("it is no row: {error}"))?;
    let (place, table) = TABLES
        .iter()
        .enumerate()
        .find(|(_, table)| table.name == t)
        .ok_or_else(|| format!("there is no table {t:?}"))?;
    if r.len() != table.columns.len() {
        return Err(format!("a row of {t} has {} values and not {}", table.columns.len(), r.len()));
    }
    let values = table.columns.iter().zip(r).map(|(column, json)| value(column, json).ok_or(column));
    let values = values.collect::<Result<Vec<_>, _>>();
    values.map(|values| (place, values)).map_err(|column| format!("{t}.{} has another type", column.name))
}

fn value(column: &Column, json: Json) -> Option<Value> {
    match (column.kind, json) {
        (_, Json::Null) => Some(Value::Null),
        (Kind::Integer, Json::Number(number)) => number.as_i64().map(Value::Integer),
        (Kind::Boolean, Json::Bool(truth)) => Some(Value::Boolean(truth)),
        (Kind::Text, Json::String(text)) => Some(Value::Text(text)),
        (Kind::Octets, Json::String(text)) => URL_SAFE_NO_PAD.decode(text).ok().map(Value::Octets),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let states = TABLES.iter().find(|table| table.name == "invitations").unwrap();
        let row = [
            Value::Octets(vec![0, 255, 7]),
            Value::Text("{\"a\":\"\u{0}\\ \n é\"}".to_owned()),
            Value::Boolean(true),
            Value::Integer(i64::MIN),
            Value::Null,
            Value::Text(String::new()),
        ];
        let line = written(states, &row);
        assert!(!line.contains('\n'), "{line}");
        let (place, read) = read(&line).unwrap();
        assert_eq!((TABLES[place].name, read.as_slice()), ("invitations", &row[..]));
    }

    #[test]
    fn what_is_no_row_is_refused_with_what_is_wrong() {
        for (line, fault) in [
            ("", "no row"),
            ("{\"t\":\"user_names\",\"r\":[\"a\",\"b\"],\"x\":1}", "no row"),
            ("{\"t\":\"nothing\",\"r\":[]}", "no table"),
            ("{\"t\":\"user_names\",\"r\":[\"a\"]}", "has 2 values and not 1"),
            ("{\"t\":\"user_names\",\"r\":[\"a\",1]}", "user_names.sub has another type"),
            ("{\"t\":\"secrets\",\"r\":[\"a\",\"=\"]}", "secrets.value has another type"),
            ("{\"t\":\"claims_unread\",\"r\":[\"a\",9223372036854775808]}", "noticed_at has another type"),
        ] {
            assert!(read(line).unwrap_err().contains(fault), "{line}: {:?}", read(line));
        }
    }
}
