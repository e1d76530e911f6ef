//! `LATCHKEY__SECTION__KEY`: environment variables on top of the files.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::document::{Node, Value};
use super::problems::Problem;
use super::schema;
use super::source::Source;
use super::spellings;

const PREFIX: &str = "LATCHKEY__";

/// The name of the variable that sets the key at `path`.
pub fn variable_name(path: &[&str]) -> String {
    format!("{PREFIX}{}", path.join("__").to_ascii_uppercase())
}

/// One document for each variable that speaks to us, each with the one key it sets.
pub fn documents(variables: &BTreeMap<String, String>, problems: &mut Vec<Problem>) -> Vec<Node> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut documents = Vec::new();
    for (name, value) in variables {
        let upper = name.to_ascii_uppercase();
        let Some(path) = upper.strip_prefix(PREFIX) else { continue };
        let path = path.to_ascii_lowercase();
        let keys: Vec<&str> = path.split("__").collect();
        let document = document(name, value, &keys);
        if let Some(first) = seen.insert(upper.clone(), name) {
            let message = format!("{first} and {name} set the same key");
            problems.push(Problem::error(document.key_place(), message).help("keep one of them"));
        }
        documents.push(document);
    }
    documents
}

fn document(name: &str, value: &str, keys: &[&str]) -> Node {
    let source = Source::variable(name, value, keys.last().copied().unwrap_or_default());
    let start = name.len() + 1;
    let key = Some(0..name.len());
    let span = start..start + value.len();
    let mut node = typed(value, keys, &source, start)
        .unwrap_or_else(|| Node::new(Value::String(value.to_owned()), source.clone(), None, span.clone()));
    node = Node::new(node.value, source.clone(), key.clone(), span.clone());
    for name in keys.iter().rev() {
        let table = BTreeMap::from([((*name).to_owned(), node)]);
        node = Node::new(Value::Table(table), source.clone(), key.clone(), span.clone());
    }
    node
}

/// The value as TOML, where the key takes more than text and it is that.
fn typed(value: &str, keys: &[&str], source: &std::sync::Arc<Source>, offset: usize) -> Option<Node> {
    let schema = schema::at(&schema::SCHEMA, &spellings::ours(keys))?;
    let types = schema::types(schema);
    if types == ["string"] {
        return None;
    }
    let parsed = DeValue::parse(value).ok()?;
    let fits = match parsed.get_ref() {
        DeValue::String(_) | DeValue::Datetime(_) => types.is_empty(),
        _ => true,
    };
    fits.then(|| Node::from_spanned(&parsed, source, offset))
}
