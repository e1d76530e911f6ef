//! The words that are compiled in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use super::{PageLanguage, WordsError};
use crate::protocol::language::UI_LOCALES;

/// How many files each language has.
const FILES: usize = 10;

macro_rules! language {
    ($tag:literal) => {
        language!($tag, "common", "sign_in", "errors", "account", "audit", "mail", "admin", "sign_up", "apps", "requests")
    };
    ($tag:literal, $($file:literal),+) => {
        [$(include_str!(concat!("../../templates/words/", $tag, "/", $file, ".ftl"))),+]
    };
}

/// The files of each language, in the order of `UI_LOCALES`.
const WORDS: [[&str; FILES]; UI_LOCALES.len()] = [
    language!("en"),
    language!("ar"),
    language!("de"),
    language!("es"),
    language!("fr"),
    language!("it"),
    language!("ja"),
    language!("nl"),
    language!("pl"),
    language!("pt"),
    language!("tr"),
    language!("uk"),
    language!("zh-Hans"),
];

/// The files of one language.
pub fn files(language: PageLanguage) -> &'static [&'static str] {
    WORDS.get(language.place()).map_or(&[], |files| files.as_slice())
}

/// The keys of the shipped messages, and the values that each is given.
static KNOWN: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let mut known = BTreeMap::new();
    for text in files(PageLanguage::ENGLISH) {
        known.extend(messages(text));
    }
    known
});

/// Fails where words of the operator cannot take the place of shipped ones.
pub fn check(file: &str, text: &str) -> Result<(), WordsError> {
    if let Err((_, problems)) = parse(text)
        && let Some(problem) = problems.first()
    {
        let line = line_at(text, problem.pos.start);
        return Err(WordsError::Format { file: file.to_owned(), line, problem: problem.kind.to_string() });
    }
    for (key, used) in messages(text) {
        let Some(known) = KNOWN.get(&key) else {
            let nearest = nearest_key(&key);
            let nearest = nearest.map(|nearest| format!("; did you mean \"{nearest}\"?")).unwrap_or_default();
            let line = line_of(text, &key);
            return Err(WordsError::Unknown { file: file.to_owned(), line, key, nearest });
        };
        if let Some(name) = used.difference(known).next() {
            let known: Vec<String> = known.iter().map(|name| format!("${name}")).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let line = line_of(text, &key);
            return Err(WordsError::UnknownValue { file: file.to_owned(), line, key, name: name.clone(), known });
        }
    }
    Ok(())
}

/// The values that the shipped message of that key is made with; `None` where there is no such message.
pub fn values_of(key: &str) -> Option<&'static BTreeSet<String>> {
    KNOWN.get(key)
}

/// The key of a shipped message that resembles this one most.
pub fn nearest_key(key: &str) -> Option<&'static str> {
    let near = |known: &str| strsim::jaro_winkler(known, key);
    KNOWN.keys().map(String::as_str).max_by(|one, other| near(one).total_cmp(&near(other)))
}

/// The line at which a message begins.
fn line_of(text: &str, key: &str) -> usize {
    let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(begins).map_or(1, |before| before + 1)
}

/// The line of that octet.
fn line_at(text: &str, at: usize) -> usize {
    text.get(..at).map_or(1, |before| before.lines().count().max(1))
}

/// The messages of a file, and the names of the values that each uses.
pub fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = parse(text).unwrap_or_else(|(readable, _)| readable);
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let mut used = BTreeSet::new();
            if let Some(pattern) = &message.value {
                values(pattern, &mut used);
            }
            messages.insert(message.id.name.to_owned(), used);
        }
    }
    messages
}

fn values(pattern: &Pattern<&str>, used: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, used);
        }
    }
}

fn of_expression(expression: &Expression<&str>, used: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, used),
        Expression::Select { selector, variants } => {
            of_inline(selector, used);
            variants.iter().for_each(|variant| values(&variant.value, used));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, used: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            used.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| of_inline(argument, used));
        }
        InlineExpression::Placeable { expression } => of_expression(expression, used),
        _ => {}
    }
}
