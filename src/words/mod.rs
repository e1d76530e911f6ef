//! Words for people: every sentence of a page or a mail stands in a file of `templates/words/`, one folder for each
//! language, in the format of Project Fluent. Logs, the command line and what is written for programs are in English.

pub mod language;
pub mod reader;
mod shipped;
pub mod tera;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

pub use language::PageLanguage;
pub use shipped::{nearest_key, values_of};

use self::language::grouped;
use crate::protocol::language::UI_LOCALES;

/// A message by its key in the language of whoever reads the answer: `say!("key")` or `say!("key", name = value)`.
#[macro_export]
macro_rules! say {
    ($key:literal) => { $crate::words::say($key, &[]) };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::say($key, &[$((stringify!($name), $crate::words::Value::from($value))),+])
    };
}

/// What stands in a message's place: text, or a number that decides about plurals.
pub type Value<'a> = FluentValue<'a>;

/// The name of the folder of templates that holds words.
const FOLDER: &str = "words";

/// Words of the operator's own are not readable.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Read(String, std::io::Error),
    /// The file is not in the format.
    #[error("{file}, line {line}: {problem}")]
    Format {
        /// Which file.
        file: String,
        /// Where.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// A message of that key does not exist.
    #[error("{file}, line {line}: there is no message \"{key}\"{nearest}")]
    Unknown {
        /// Which file.
        file: String,
        /// Where.
        line: usize,
        /// The key.
        key: String,
        /// The key that it resembles, in words; else empty.
        nearest: String,
    },
    /// A message uses a value that it is not given.
    #[error("{file}, line {line}: the message \"{key}\" has no value ${name}; its values are: {known}")]
    UnknownValue {
        /// Which file.
        file: String,
        /// Where.
        line: usize,
        /// The key.
        key: String,
        /// The name of the value.
        name: String,
        /// The names that the shipped message uses.
        known: String,
    },
}

/// The words of all languages, each read when it is first spoken.
pub struct Words {
    spoken: [OnceLock<FluentBundle<FluentResource>>; UI_LOCALES.len()],
    own: HashMap<PageLanguage, String>,
}

impl Words {
    /// The shipped words.
    pub fn shipped() -> Self {
        Self { spoken: [const { OnceLock::new() }; UI_LOCALES.len()], own: HashMap::new() }
    }

    /// The shipped words, and in place of some of them those of `words/LANGUAGE.ftl` in this folder.
    pub fn load(templates: Option<&Path>) -> Result<Self, WordsError> {
        let mut words = Self::shipped();
        let Some(folder) = templates.map(|folder| folder.join(FOLDER)) else { return Ok(words) };
        for language in PageLanguage::all() {
            let path = folder.join(format!("{}.ftl", language.tag()));
            let file = path.display().to_string();
            let own = match read(&path) {
                Ok(own) => own,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(WordsError::Read(file, error)),
            };
            shipped::check(&file, &own)?;
            words.own.insert(language, own);
        }
        Ok(words)
    }

    /// A message, in `language` or else in English; its key where there is none of that key.
    pub fn message(&self, language: PageLanguage, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let found = [language, PageLanguage::ENGLISH].into_iter().find_map(|language| {
            let bundle = self.bundle(language)?;
            Some((bundle, bundle.get_message(key)?.value()?))
        });
        let Some((bundle, pattern)) = found else {
            debug_assert!(false, "there is no message {key}");
            tracing::error!(key, "there is no message of this key");
            return key.to_owned();
        };
        let args: FluentArgs = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut faults: Vec<FluentError> = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "{key} in {}: {faults:?}", language.tag());
        text
    }

    fn bundle(&self, language: PageLanguage) -> Option<&FluentBundle<FluentResource>> {
        let place = self.spoken.get(language.place())?;
        Some(place.get_or_init(|| self.read(language)))
    }

    fn read(&self, language: PageLanguage) -> FluentBundle<FluentResource> {
        let locale = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Names in Latin letters do not disturb a sentence that runs from left to right.
        bundle.set_use_isolating(language.is_right_to_left());
        if bundle.add_function("NUMBER", move |given, _| number(given, language)).is_err() {
            tracing::error!("a function of the words is there twice");
        }
        for text in shipped::files(language) {
            // Words that are shipped are read by a test, and words of the operator when they are loaded.
            bundle.add_resource_overriding(resource(text));
        }
        if let Some(own) = self.own.get(&language) {
            bundle.add_resource_overriding(resource(own));
        }
        bundle
    }
}

/// The text of an operator's file: nothing is waited for, as at a pipe.
///
/// # Errors
/// There is no such file, it cannot be read, or it is no text.
pub fn read(path: &Path) -> std::io::Result<String> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("this is not a file"));
    }
    std::fs::read_to_string(path)
}

/// The function `NUMBER` of messages.
fn number<'a>(given: &[FluentValue<'a>], language: PageLanguage) -> FluentValue<'a> {
    match given {
        [FluentValue::Number(number)] => FluentValue::from(grouped(number.value, language)),
        [other, ..] => other.clone(),
        [] => FluentValue::Error,
    }
}

/// What is readable of a file.
fn resource(text: &str) -> FluentResource {
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => resource,
        Err((resource, problems)) => {
            debug_assert!(false, "{problems:?}");
            resource
        }
    }
}

static SHIPPED: LazyLock<Arc<Words>> = LazyLock::new(|| Arc::new(Words::shipped()));

/// A message by its key, in the language of whoever reads the answer; see [`say!`].
pub fn say(key: &str, values: &[(&str, Value<'_>)]) -> String {
    let (words, language) = reader::current();
    words.message(language, key, values)
}

/// Items in a sentence: "one, two and three".
pub fn list(items: &[String]) -> String {
    let Some((last, before)) = items.split_last() else { return String::new() };
    let joined = before.iter().cloned().reduce(|one, two| crate::say!("list-comma", one = one, two = two));
    joined.map_or_else(|| last.clone(), |one| crate::say!("list-two", one = one, two = last.clone()))
}

#[cfg(test)]
mod tests;
