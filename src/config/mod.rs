//! Configuration: TOML files and environment in, checked [`settings::Settings`] or every problem at once out.
//!
//! Built-in defaults < the files of `-c` < `config.d/*.toml` beside them < `LATCHKEY__SECTION__KEY`. Each source is
//! checked by itself ([`check`]), so that what one overrides in another is still told; then the whole is judged
//! ([`build`]).

mod addresses;
mod build;
mod check;
mod clear;
mod document;
mod environment;
mod file;
mod format;
mod homes;
mod issuer;
mod picture;
mod problems;
mod quantity;
mod reading;
mod reference;
pub mod reload;
pub mod salvage;
mod schema;
mod scheme_name;
pub mod settings;
mod source;
mod spellings;
mod text;
mod unsupported;
pub mod watch;

use std::collections::BTreeSet;
use std::path::PathBuf;

pub use self::addresses::{AddressOfApp, addresses_of_apps};
pub use self::clear::client_secret;
use self::document::Node;
use self::file::ConfigFile;
pub use self::problems::{Problem, Problems, Severity};
pub use self::reading::Sources;
pub use self::reference::reference;
pub use self::schema::json_schema;
use self::settings::Settings;
pub use self::source::{Place, Source};

/// A duration as the configuration writes them, such as "7d"; the error is a sentence.
pub fn duration(text: &str) -> Result<std::time::Duration, String> {
    format::Format::parse(text)
}

/// A configuration that can be used.
#[derive(Debug)]
pub struct Loaded {
    /// What it says.
    pub settings: Settings,
    /// What it says and probably did not mean.
    pub warnings: Problems,
    /// Everything that was read or looked for: when one of these changes, it may say something else.
    pub files: Vec<PathBuf>,
    /// The files that it begins with, without the fragments; none in development mode without a file.
    pub read_from: Vec<PathBuf>,
}

/// Reads, checks and completes a configuration.
pub fn load(sources: &Sources) -> Result<Loaded, Problems> {
    load_noting(sources, &mut Vec::new())
}

/// The same; `files` gets what was read or looked for, also where that cannot be used.
pub fn load_noting(sources: &Sources, files: &mut Vec<PathBuf>) -> Result<Loaded, Problems> {
    let read = read(sources, files);
    let problems = Problems::new(read.problems);
    match read.settings {
        Some(settings) if problems.count(Severity::Error) == 0 => {
            Ok(Loaded { settings, warnings: problems, files: files.clone(), read_from: read.read_from })
        }
        _ => Err(problems),
    }
}

/// What became of reading a configuration.
struct Read {
    /// Good without errors among the problems; with some, what is left without the values they are about.
    settings: Option<Settings>,
    problems: Vec<Problem>,
    read_from: Vec<PathBuf>,
    /// All sources, without what was wrong in them.
    whole: Node,
    /// The names of the keys that were wrong.
    lost: BTreeSet<String>,
    /// Whether a file could not be read, or is not TOML.
    has_unread: bool,
}

fn read(sources: &Sources, files: &mut Vec<PathBuf>) -> Read {
    let mut problems = Vec::new();
    let read_from = sources.found();
    let mut documents = reading::documents(sources, &read_from, files, &mut problems);
    let has_unread = !problems.is_empty();
    documents.extend(environment::documents(&sources.env, &mut problems));
    let mut whole = Node::empty(Source::variable("", "", ""));
    let mut lost = BTreeSet::new();
    for mut document in documents {
        spellings::bring_into_ours(&mut document, &mut problems);
        check::check(&mut document, &mut problems);
        document.names_pruned(&mut lost);
        whole.merge(document, &["clients", "users"]);
    }
    let mut json = whole.to_json();
    schema::fill_defaults(&mut json, &schema::SCHEMA);
    let settings = match serde_json::from_value::<ConfigFile>(json) {
        Ok(file) => {
            let built = build::settings(&whole, &file, sources);
            problems.extend(built.problems);
            files.extend(built.watched);
            Some(built.settings)
        }
        Err(error) => {
            problems.push(Problem::placeless(format!("the configuration cannot be read: {error}")));
            None
        }
    };
    Read { settings, problems, read_from, whole, lost, has_unread }
}
