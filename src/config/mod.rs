//! Configuration: TOML files and environment in, checked [`settings::Settings`] or every problem at once out.
//!
//! Built-in defaults < the files of `-c` < `config.d/*.toml` beside them < `LATCHKEY__SECTION__KEY`. Each source is
//! checked by itself ([`check`]), so that what one overrides in another is still told; then the whole is judged
//! ([`build`]).

mod build;
mod check;
mod document;
mod environment;
mod file;
mod format;
mod issuer;
mod problems;
mod quantity;
mod reading;
mod reference;
pub mod reload;
mod schema;
mod scheme_name;
pub mod settings;
mod source;
mod text;
mod unsupported;
pub mod watch;

use std::path::PathBuf;

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
    let mut problems = Vec::new();
    let read_from = sources.found();
    let mut documents = reading::documents(sources, &read_from, files, &mut problems);
    documents.extend(environment::documents(&sources.env, &mut problems));
    let mut whole = Node::empty(Source::variable("", "", ""));
    for mut document in documents {
        check::check(&mut document, &mut problems);
        whole.merge(document, &["clients", "users"]);
    }
    let mut json = whole.to_json();
    schema::fill_defaults(&mut json, &schema::SCHEMA);
    let file: ConfigFile = match serde_json::from_value(json) {
        Ok(file) => file,
        Err(error) => {
            problems.push(Problem::placeless(format!("the configuration cannot be read: {error}")));
            return Err(Problems::new(problems));
        }
    };
    let built = build::settings(&whole, &file, sources);
    problems.extend(built.problems);
    files.extend(built.watched);
    let problems = Problems::new(problems);
    if problems.count(Severity::Error) > 0 {
        return Err(problems);
    }
    Ok(Loaded { settings: built.settings, warnings: problems, files: files.clone(), read_from })
}
