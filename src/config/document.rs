//! TOML as a tree in which every value remembers where it was written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problems::Problem;
use super::source::{Place, Source};
use crate::secret::hex;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// The value.
    pub value: Value,
    source: Arc<Source>,
    key: Option<Range<usize>>,
    span: Range<usize>,
    /// Keys taken out because they were wrong and reported.
    pub pruned: Vec<String>,
}

/// A TOML value.
#[derive(Debug, Clone)]
pub enum Value {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A float.
    Float(f64),
    /// A boolean.
    Boolean(bool),
    /// A date or time, as written.
    Datetime(String),
    /// An array.
    Array(Vec<Node>),
    /// A table.
    Table(BTreeMap<String, Node>),
}

impl Value {
    /// What TOML calls this type, with its article.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::String(_) => "a string",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a decimal number",
            Self::Boolean(_) => "true or false",
            Self::Datetime(_) => "a date",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

impl Node {
    /// A table without a place in any file, to merge the others into.
    pub fn empty(source: Arc<Source>) -> Self {
        Self { value: Value::Table(BTreeMap::new()), source, key: None, span: 0..0, pruned: Vec::new() }
    }

    /// A node at `span` of `source`.
    pub fn new(value: Value, source: Arc<Source>, key: Option<Range<usize>>, span: Range<usize>) -> Self {
        Self { value, source, key, span, pruned: Vec::new() }
    }

    /// Converts a parsed value whose spans start at `offset` of `source`.
    pub fn from_spanned(value: &Spanned<DeValue<'_>>, source: &Arc<Source>, offset: usize) -> Self {
        let span = shifted(value.span(), offset);
        let converted = match value.get_ref() {
            DeValue::String(text) => Value::String(text.clone().into_owned()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Float(f64::NAN),
            },
            DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Value::Boolean(*flag),
            DeValue::Datetime(date) => Value::Datetime(date.to_string()),
            DeValue::Array(items) => {
                Value::Array(items.iter().map(|item| Self::from_spanned(item, source, offset)).collect())
            }
            DeValue::Table(table) => Self::table(table, source, offset),
        };
        Self { value: converted, source: source.clone(), key: None, span, pruned: Vec::new() }
    }

    fn table(table: &DeTable<'_>, source: &Arc<Source>, offset: usize) -> Value {
        let entry = |(key, value): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
            let mut node = Self::from_spanned(value, source, offset);
            node.key = Some(shifted(key.span(), offset));
            (key.get_ref().clone().into_owned(), node)
        };
        Value::Table(table.iter().map(entry).collect())
    }

    /// Eight letters that tell what this table says from what another says, whatever order and files it stands in. Of the
    /// sections named in `but_for` these keys do not count, or none where no key is named.
    pub fn digest_but_for(&self, but_for: &[(&str, &[&str])]) -> String {
        let mut digest = Sha256::new();
        if let Value::Table(sections) = &self.value {
            for (name, section) in sections {
                let left_out = but_for.iter().find(|(section, _)| section == name).map(|(_, keys)| *keys);
                match (left_out, &section.value) {
                    (Some([]), _) => {}
                    (Some(keys), Value::Table(table)) => {
                        table.iter().filter(|(key, _)| !keys.contains(&key.as_str())).for_each(|(key, node)| {
                            digest.update(format!("{name:?}.{key:?}="));
                            node.digest_into(&mut digest);
                        });
                    }
                    _ => {
                        digest.update(format!("[{name:?}]"));
                        section.digest_into(&mut digest);
                    }
                }
            }
        }
        hex(digest.finalize().get(..4).unwrap_or_default())
    }

    fn digest_into(&self, digest: &mut Sha256) {
        match &self.value {
            Value::Table(table) => {
                digest.update("{");
                for (key, node) in table {
                    digest.update(format!("{key:?}="));
                    node.digest_into(digest);
                }
                digest.update("}");
            }
            Value::Array(items) => {
                digest.update("[");
                for item in items {
                    item.digest_into(digest);
                    digest.update(",");
                }
                digest.update("]");
            }
            scalar => digest.update(format!("{scalar:?};")),
        }
    }

    /// Where the value stands.
    pub fn place(&self) -> Place {
        Place { source: self.source.clone(), span: self.span.clone() }
    }

    /// Where its key stands, or else the value.
    pub fn key_place(&self) -> Place {
        Place { source: self.source.clone(), span: self.key.clone().unwrap_or_else(|| self.span.clone()) }
    }

    /// The value of `key` in this table.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(table) => table.get(key),
            _ => None,
        }
    }

    /// The value of `key`, or this node itself where the key was left to its default.
    pub fn at(&self, key: &str) -> &Node {
        self.get(key).unwrap_or(self)
    }

    /// The item at `index`, or this node itself.
    pub fn item(&self, index: usize) -> &Node {
        self.items().get(index).unwrap_or(self)
    }

    /// The items of this list.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// Takes what stands at `path` out of this table; a table on the way that is empty then goes, too.
    pub fn take(&mut self, path: &[&str]) -> Option<Node> {
        let Value::Table(table) = &mut self.value else { return None };
        let (first, rest) = path.split_first()?;
        if rest.is_empty() {
            return table.remove(*first);
        }
        let below = table.get_mut(*first)?;
        let taken = below.take(rest)?;
        if matches!(&below.value, Value::Table(left) if left.is_empty()) {
            table.remove(*first);
        }
        Some(taken)
    }

    /// Puts `node` at `path`, and makes the tables on the way, which stand where it does.
    ///
    /// # Errors
    /// Something stands there, or a value that is no table is on the way: both are returned, what is there last.
    pub fn put(&mut self, path: &[&str], node: Node) -> Result<(), Box<(Node, Node)>> {
        let Some((first, rest)) = path.split_first() else { return Err(Box::new((node, self.clone()))) };
        if !matches!(self.value, Value::Table(_)) {
            return Err(Box::new((node, self.clone())));
        }
        let Value::Table(table) = &mut self.value else { return Ok(()) };
        match table.get_mut(*first) {
            Some(there) if rest.is_empty() => Err(Box::new((node, there.clone()))),
            Some(below) => below.put(rest, node),
            None if rest.is_empty() => {
                table.insert((*first).to_owned(), node);
                Ok(())
            }
            None => {
                let (source, key, span) = (node.source.clone(), node.key.clone(), node.span.clone());
                let mut below = Self::new(Value::Table(BTreeMap::new()), source, key, span);
                let put = below.put(rest, node);
                table.insert((*first).to_owned(), below);
                put
            }
        }
    }

    /// The value at `path`, where it stands.
    pub fn find(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The items of the list at `key` of this table, to change them.
    pub fn items_mut(&mut self, key: &str) -> &mut [Node] {
        let Value::Table(table) = &mut self.value else { return &mut [] };
        match table.get_mut(key).map(|node| &mut node.value) {
            Some(Value::Array(items)) => items,
            _ => &mut [],
        }
    }

    /// Whether a key whose name holds `part` was wrong and is missing for that reason.
    pub fn has_pruned(&self, part: &str) -> bool {
        self.pruned.iter().any(|key| key.contains(part))
    }

    /// Adds the names of all keys that were wrong, here and within.
    pub fn names_pruned(&self, names: &mut BTreeSet<String>) {
        names.extend(self.pruned.iter().cloned());
        match &self.value {
            Value::Array(items) => items.iter().for_each(|item| item.names_pruned(names)),
            Value::Table(table) => table.values().for_each(|value| value.names_pruned(names)),
            _ => {}
        }
    }

    /// Whether it was set by an environment variable, over which nothing stands.
    pub fn is_of_environment(&self) -> bool {
        self.source.path.is_none()
    }

    /// The folder that a relative path written here starts from.
    pub fn folder(&self) -> Option<&Path> {
        self.source.folder()
    }

    /// Puts `over` on top: tables key by key, everything else replaced, but the lists named in `joined` joined.
    pub fn merge(&mut self, over: Node, joined: &[&str]) {
        match (&mut self.value, over.value) {
            (Value::Table(below), Value::Table(above)) => {
                for (key, node) in above {
                    match below.get_mut(&key) {
                        Some(existing) => existing.merge_under(&key, node, joined),
                        None => drop(below.insert(key, node)),
                    }
                }
            }
            (_, value) => *self = Node { value, ..over },
        }
    }

    fn merge_under(&mut self, key: &str, over: Node, joined: &[&str]) {
        match (&mut self.value, over) {
            (Value::Array(below), Node { value: Value::Array(above), .. }) if joined.contains(&key) => {
                below.extend(above);
            }
            (_, over) => self.merge(over, &[]),
        }
    }

    /// The bare value, for deserialising.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::String(text) | Value::Datetime(text) => text.as_str().into(),
            Value::Integer(number) => (*number).into(),
            Value::Float(number) => (*number).into(),
            Value::Boolean(flag) => (*flag).into(),
            Value::Array(items) => items.iter().map(Node::to_json).collect(),
            Value::Table(table) => table.iter().map(|(key, node)| (key.clone(), node.to_json())).collect(),
        }
    }
}

fn shifted(span: Range<usize>, offset: usize) -> Range<usize> {
    span.start + offset..span.end + offset
}

/// Parses a file's text; every syntax error is reported and what could be read is returned all the same.
pub fn parse(path: &Path, text: &str, problems: &mut Vec<Problem>) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    let source = match errors.is_empty() {
        true => Source::file(path, text, table.get_ref()),
        false => Source::broken_file(path, text),
    };
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let end = span.end.max(span.start + 1).min(text.len().max(span.start));
        let place = Place { source: source.clone(), span: span.start..end };
        problems.push(Problem::error(place, format!("this is not TOML: {}", error.message())));
    }
    let value = Node::table(table.get_ref(), &source, 0);
    Node::new(value, source, None, 0..0)
}
