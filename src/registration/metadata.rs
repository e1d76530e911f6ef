//! Client metadata as JSON members (OpenID Connect Dynamic Client Registration §2, RFC 7591 §2): one place that reads
//! a value by its registered name. What stands in the store was checked before it came there.

use serde_json::{Map, Value};

/// A text.
pub fn text<'a>(metadata: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    metadata.get(name).and_then(Value::as_str)
}

/// A list of texts; empty where there is none.
pub fn texts<'a>(metadata: &'a Map<String, Value>, name: &str) -> Vec<&'a str> {
    let listed = metadata.get(name).and_then(Value::as_array);
    listed.map(|listed| listed.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// A flag; `false` where there is none.
pub fn flag(metadata: &Map<String, Value>, name: &str) -> bool {
    metadata.get(name).and_then(Value::as_bool).unwrap_or_default()
}

/// A number of seconds.
pub fn seconds(metadata: &Map<String, Value>, name: &str) -> Option<std::time::Duration> {
    metadata.get(name).and_then(Value::as_u64).map(std::time::Duration::from_secs)
}
