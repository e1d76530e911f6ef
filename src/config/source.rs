//! Where a value was written: the file or environment variable, its text, and a span within it.
//!
//! Texts are shown in messages, so whatever looks like a secret is blotted out of the shown copy (SEC-74).

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use toml::de::{DeTable, DeValue};

/// Keys whose misspellings are blotted out as well.
const SECRET_KEYS: [&str; 3] = ["client_secret", "previous_client_secret", "password_hash"];

/// A text that configuration was read from.
#[derive(Debug)]
pub struct Source {
    /// What to call it: the path as given, or the name of the environment variable.
    pub name: String,
    /// The file; `None` for the environment.
    pub path: Option<PathBuf>,
    shown: String,
    /// Where its lines end, in bytes, once somebody asked: a file of thousands of people names the line of each.
    line_ends: OnceLock<Vec<usize>>,
}

impl Source {
    /// A file's text, which parsed to `table`.
    pub fn file(path: &Path, text: &str, table: &DeTable<'_>) -> Arc<Self> {
        let mut shown = text.as_bytes().to_vec();
        blot_table(table, &mut shown);
        Self::shared(path, String::from_utf8_lossy(&shown).into_owned())
    }

    /// A file's text that is not TOML: every line that speaks of a secret is blotted out after its `=`.
    pub fn broken_file(path: &Path, text: &str) -> Arc<Self> {
        let lines: Vec<String> = text.split('\n').map(blot_line).collect();
        Self::shared(path, lines.join("\n"))
    }

    /// An environment variable, shown as `NAME=value`.
    pub fn variable(name: &str, value: &str, key: &str) -> Arc<Self> {
        let shown = if is_secret(key) { "*".repeat(value.len()) } else { value.to_owned() };
        Arc::new(Self {
            name: "environment".to_owned(),
            path: None,
            shown: format!("{name}={shown}"),
            line_ends: OnceLock::new(),
        })
    }

    fn shared(path: &Path, shown: String) -> Arc<Self> {
        Arc::new(Self {
            name: path.display().to_string(),
            path: Some(path.to_owned()),
            shown,
            line_ends: OnceLock::new(),
        })
    }

    /// The text as it may be shown: as long as the original, without its secrets.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    fn line_ends(&self) -> &[usize] {
        self.line_ends.get_or_init(|| self.shown.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The folder that relative paths in this source start from.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }
}

/// A span of a source.
#[derive(Debug, Clone)]
pub struct Place {
    /// The text.
    pub source: Arc<Source>,
    /// Bytes of it.
    pub span: Range<usize>,
}

impl Place {
    /// Line and column of its beginning, counted from 1.
    pub fn line_and_column(&self) -> (usize, usize) {
        let start = self.span.start;
        if !self.source.shown().is_char_boundary(start) {
            return (1, 1);
        }
        let ends = self.source.line_ends();
        let line = ends.partition_point(|end| *end < start);
        let begins = line.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| end + 1);
        (line + 1, self.source.shown().get(begins..start).unwrap_or_default().chars().count() + 1)
    }

    /// Like `config.toml:88`, or the variable's name.
    pub fn name(&self) -> String {
        match &self.source.path {
            Some(_) => format!("{}:{}", self.source.name, self.line_and_column().0),
            None => self.source.shown().split('=').next().unwrap_or_default().to_owned(),
        }
    }
}

/// Whether a key's value must not be shown.
pub fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let named = key.contains("secret") || key.contains("password");
    let reference = key.ends_with("_file") || key.ends_with("_env");
    let misspelt = SECRET_KEYS.iter().any(|secret| strsim::osa_distance(&key, secret) <= 3);
    misspelt || (named && !reference)
}

fn blot_table(table: &DeTable<'_>, shown: &mut [u8]) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) => blot_table(inner, shown),
            DeValue::Array(items) => {
                for item in items.iter() {
                    match item.get_ref() {
                        DeValue::Table(inner) => blot_table(inner, shown),
                        _ if is_secret(key.get_ref()) => blot(shown, item.span()),
                        _ => {}
                    }
                }
            }
            _ if is_secret(key.get_ref()) => blot(shown, value.span()),
            _ => {}
        }
    }
}

fn blot(shown: &mut [u8], span: Range<usize>) {
    let value = shown.get_mut(span).unwrap_or_default();
    let inside = value.len().saturating_sub(1);
    for byte in value.get_mut(..inside).unwrap_or_default().iter_mut().skip(1).filter(|byte| **byte != b'\n') {
        *byte = b'*';
    }
}

fn blot_line(line: &str) -> String {
    let lower = line.to_ascii_lowercase();
    match line.split_once('=') {
        Some((key, value)) if lower.contains("secret") || lower.contains("password") || is_secret(key.trim()) => {
            format!("{key}={}", "*".repeat(value.len()))
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_from_one_in_characters() {
        let text = "a\n\u{e9}b\n\nc";
        let source = Source::shared(Path::new("config.toml"), text.to_owned());
        let at = |start: usize| Place { source: source.clone(), span: start..start }.line_and_column();
        assert_eq!([0, 1, 2, 4, 5, 6, 7, 8].map(at), [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1), (4, 1), (4, 2)]);
        assert_eq!(at(3), (1, 1), "within a character there is no place");
        assert_eq!(at(99), (1, 1), "nor behind the end");
    }
}
