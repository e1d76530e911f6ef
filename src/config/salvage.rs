//! What can be relied on in a configuration that has errors: for commands that need the database alone, and must not be
//! out of order when the file is.
//!
//! To take a default for what somebody wrote into the part that cannot be read would be worse than to stop: an account
//! would be locked in another database. So of each key it is known how sure its value is.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::document::{Node, Value};
use super::problems::Problems;
use super::settings::Settings;
use super::{Loaded, Sources, load, read};
use crate::database::Database;

/// How sure the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It is what a start would take, were the rest mended.
    Certain,
    /// It was read, but a part that could not be read may say something else.
    Likely,
    /// It may stand where nothing could be read.
    Unknown,
}

/// What is left of a configuration with errors.
#[derive(Debug)]
pub struct Salvaged {
    /// Its settings, without the values that are wrong.
    pub settings: Settings,
    /// What is wrong.
    pub problems: Problems,
    /// The files that it begins with.
    pub read_from: Vec<PathBuf>,
    whole: Node,
    lost: BTreeSet<String>,
    has_unread: bool,
    texts: Vec<String>,
    /// Whether not even the parts that are right could be put together.
    is_default: bool,
}

/// Reads what can be read. `None` where even the defaults cannot be used, which nothing but the environment can cause.
pub fn salvage(sources: &Sources) -> Option<Salvaged> {
    let mut files = Vec::new();
    let read = read(sources, &mut files);
    let is_toml = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let texts = files.iter().filter(is_toml).chain(&read.read_from);
    let texts = texts.filter_map(|path| match fs::read(path) {
        Ok(content) => Some(String::from_utf8_lossy(&content).into_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        // Whatever is looked for may stand in it.
        Err(_) => Some(UNSEEN.to_owned()),
    });
    let texts = texts.collect();
    let defaults = || {
        let loaded = load(&Sources { files: Vec::new(), usual_places: Vec::new(), ..sources.clone() });
        loaded.ok().map(|Loaded { settings, .. }| settings)
    };
    let super::Read { settings, problems, read_from, whole, lost, has_unread } = read;
    let is_default = settings.is_none();
    let settings = settings.or_else(defaults)?;
    Some(Salvaged {
        is_default,
        settings,
        problems: Problems::new(problems),
        read_from,
        whole,
        lost,
        has_unread,
        texts,
    })
}

/// Stands for the text of a file that cannot be read.
const UNSEEN: &str = "\0";

impl Salvaged {
    /// How sure the value of `key` in `section` is.
    pub fn certainty(&self, section: &str, key: &str) -> Certainty {
        let is_lost = self.has_lost(section) || self.has_lost(key);
        match self.written(section, key) {
            Some(node) if node.is_of_environment() => Certainty::Certain,
            _ if self.is_default => Certainty::Unknown,
            Some(_) if self.has_unread || is_lost => Certainty::Likely,
            Some(_) => Certainty::Certain,
            None if is_lost || (self.has_unread && self.is_mentioned(key)) => Certainty::Unknown,
            None => Certainty::Certain,
        }
    }

    /// Whether the database that was written is of a kind that there is. Where it is not, the settings name another one.
    pub fn is_database_known(&self) -> bool {
        let url = self.written("storage", "url").map(|node| &node.value);
        url.is_none_or(|url| matches!(url, Value::String(url) if Database::is_known(url)))
    }

    /// Whether the key was written and could be read.
    pub fn is_written(&self, section: &str, key: &str) -> bool {
        self.written(section, key).is_some()
    }

    fn written(&self, section: &str, key: &str) -> Option<&Node> {
        self.whole.get(section).and_then(|section| section.get(key))
    }

    /// Whether a key of that name, or one that is probably a misspelling of it, was wrong.
    fn has_lost(&self, name: &str) -> bool {
        let allowed = name.len() / 3;
        self.lost.iter().any(|lost| strsim::osa_distance(&lost.to_ascii_lowercase().replace('-', "_"), name) <= allowed)
    }

    fn is_mentioned(&self, key: &str) -> bool {
        self.texts.iter().any(|text| text == UNSEEN || text.contains(key))
    }
}
