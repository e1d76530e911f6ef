//! The shape of the configuration, taken from the types in [`super::file`]: what the check walks along,
//! what fills in defaults, and the JSON Schema that editors read.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::file::ConfigFile;

/// The whole schema, without references. `x-optional` marks what may be absent without a default.
pub static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<ConfigFile>().to_value();
    without_null(&mut schema);
    schema
});

/// TOML has no null: `Option` becomes `x-optional`.
fn without_null(schema: &mut Value) {
    if let Value::Array(items) = schema {
        items.iter_mut().for_each(without_null);
        return;
    }
    let Value::Object(object) = schema else { return };
    if let Some(Value::Array(mut choices)) = object.remove("anyOf") {
        choices.retain(|choice| choice != &json!({ "type": "null" }));
        match choices.pop() {
            Some(Value::Object(only)) if choices.is_empty() => {
                for (key, value) in only {
                    object.entry(key).or_insert(value);
                }
                object.insert("x-optional".to_owned(), true.into());
            }
            last => {
                choices.extend(last);
                object.insert("anyOf".to_owned(), choices.into());
            }
        }
    }
    if let Some(Value::Array(types)) = object.get_mut("type") {
        let before = types.len();
        types.retain(|name| name != "null");
        let optional = types.len() < before;
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
        if optional {
            object.insert("x-optional".to_owned(), true.into());
        }
    }
    if let Some(Value::Array(names)) = object.get_mut("enum") {
        names.retain(|name| !name.is_null());
    }
    object.values_mut().for_each(without_null);
}

/// The members of an object schema.
pub fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties").and_then(Value::as_object)
}

/// The keys a table must have: those that are neither optional nor filled in.
pub fn required(schema: &Value) -> Vec<&str> {
    let names = schema.get("required").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let filled = |name: &str| {
        let property = properties(schema).and_then(|properties| properties.get(name));
        property.is_some_and(|property| property.get("default").is_some() || is_section(property))
    };
    names.iter().filter_map(Value::as_str).filter(|name| !filled(name)).collect()
}

/// The type names that a schema accepts; empty for any.
pub fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ if schema.get("oneOf").is_some() || schema.get("enum").is_some() => vec!["string"],
        _ => Vec::new(),
    }
}

/// The words that a choice is made from; empty for free text.
pub fn choices(schema: &Value) -> Vec<&str> {
    if let Some(names) = schema.get("enum").and_then(Value::as_array) {
        return names.iter().filter_map(Value::as_str).collect();
    }
    let branches = schema.get("oneOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    branches
        .iter()
        .flat_map(|branch| match branch.get("const") {
            Some(word) => word.as_str().into_iter().collect(),
            None => choices(branch),
        })
        .collect()
}

/// A table that is always there, filled with the defaults of its keys.
pub fn is_section(schema: &Value) -> bool {
    properties(schema).is_some() && schema.get("x-optional").is_none()
}

/// A value that is neither a table nor a list: at the top of the file, a key that is in no section.
pub fn is_scalar(schema: &Value) -> bool {
    !types(schema).iter().any(|name| matches!(*name, "object" | "array"))
}

/// The schema of the value at `path`, where every list and map counts for nothing.
pub fn at<'a>(schema: &'a Value, path: &[&str]) -> Option<&'a Value> {
    let Some((first, rest)) = path.split_first() else { return Some(schema) };
    let inner = properties(schema)
        .and_then(|properties| properties.get(*first))
        .or_else(|| schema.get("additionalProperties").filter(|inner| inner.is_object()))?;
    at(inner, rest)
}

/// Fills in the defaults beside the fields.
pub fn fill_defaults(value: &mut Value, schema: &Value) {
    match value {
        Value::Object(object) => {
            for (name, property) in properties(schema).into_iter().flatten() {
                match object.get_mut(name) {
                    Some(member) => fill_defaults(member, property),
                    None => {
                        let default = property.get("default").cloned();
                        if let Some(mut default) = default.or_else(|| is_section(property).then(|| json!({}))) {
                            fill_defaults(&mut default, property);
                            object.insert(name.clone(), default);
                        }
                    }
                }
            }
            if let Some(inner) = schema.get("additionalProperties").filter(|inner| inner.is_object()) {
                let known = properties(schema);
                let free = object.iter_mut().filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key)));
                free.for_each(|(_, member)| fill_defaults(member, inner));
            }
        }
        Value::Array(items) => {
            if let Some(inner) = schema.get("items") {
                items.iter_mut().for_each(|item| fill_defaults(item, inner));
            }
        }
        _ => {}
    }
}

/// The JSON Schema for editors, pretty-printed.
pub fn json_schema() -> String {
    let mut schema = SCHEMA.clone();
    publish(&mut schema);
    if let Value::Object(object) = &mut schema {
        object.insert("title".to_owned(), "Latchkey configuration".into());
    }
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Leaves only what the JSON Schema standard knows, with `required` as a reader of TOML understands it.
fn publish(schema: &mut Value) {
    let needed: Vec<Value> = required(schema).into_iter().map(Value::from).collect();
    match schema {
        Value::Object(object) => {
            object.retain(|key, _| !key.starts_with("x-") && key != "required");
            if !needed.is_empty() {
                object.insert("required".to_owned(), needed.into());
            }
            object.values_mut().for_each(publish);
        }
        Value::Array(items) => items.iter_mut().for_each(publish),
        _ => {}
    }
}
