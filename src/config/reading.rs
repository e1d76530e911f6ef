//! Reading configuration files, and the secrets that they refer to.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::document::{self, Node};
use super::problems::Problem;
use super::source::Place;

/// Where private folders are shared with one service only, so that modes within them mean little.
const PRIVATE_FOLDER: &str = "/run/secrets";

/// Where a configuration comes from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The files of `-c`, in order. None: development mode.
    pub files: Vec<PathBuf>,
    /// The environment.
    pub env: BTreeMap<String, String>,
    /// Where data goes when no `server.data_dir` says otherwise.
    pub default_data_dir: PathBuf,
}

/// Reads the files and then the `config.d/*.toml` beside them, in order. `watched` gets everything looked at.
pub fn documents(files: &[PathBuf], watched: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) -> Vec<Node> {
    let mut paths = files.to_vec();
    let mut folders: Vec<PathBuf> = files.iter().map(|file| file.with_file_name("config.d")).collect();
    folders.dedup();
    for folder in &folders {
        match fragments(folder) {
            Ok(fragments) => paths.extend(fragments),
            Err(error) => problems.push(Problem::placeless(format!("{}: {}", folder.display(), words_of(&error)))),
        }
    }
    watched.extend(paths.iter().cloned());
    watched.extend(folders);
    let mut documents = Vec::new();
    for path in &paths {
        match fs::read_to_string(path) {
            Ok(text) => documents.push(document::parse(path, &text, problems)),
            Err(error) => {
                let problem = Problem::placeless(format!("{}: {}", path.display(), words_of(&error)));
                problems.push(match error.kind() {
                    io::ErrorKind::NotFound => problem.help("`latchkey init` writes a configuration to start from"),
                    _ => problem,
                });
            }
        }
    }
    documents
}

fn fragments(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut fragments = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if path.extension().is_some_and(|extension| extension == "toml") && !hidden {
            fragments.push(path);
        }
    }
    fragments.sort();
    Ok(fragments)
}

/// What went wrong, in words that say what to do.
pub fn words_of(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "the user that Latchkey runs as cannot read this file".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        io::ErrorKind::InvalidData => "this file is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether people other than owner and group can read the file, against SEC-74.
pub fn is_world_readable(path: &Path, env: &BTreeMap<String, String>) -> bool {
    let credentials = env.get("CREDENTIALS_DIRECTORY").filter(|folder| !folder.is_empty()).map(Path::new);
    if path.starts_with(PRIVATE_FOLDER) || credentials.is_some_and(|folder| path.starts_with(folder)) {
        return false;
    }
    fs::metadata(path).is_ok_and(|metadata| metadata.mode() & 0o004 != 0)
}

/// Reads a file that `place` refers to and that others may not read (SEC-74).
pub fn private_file(path: &Path, place: Place, env: &BTreeMap<String, String>) -> Result<Vec<u8>, Problem> {
    let content = fs::read(path)
        .map_err(|error| Problem::error(place.clone(), format!("{}: {}", path.display(), words_of(&error))))?;
    if is_world_readable(path, env) {
        let message = format!("{}: everybody on this machine can read this secret", path.display());
        return Err(Problem::error(place, message).help(format!("run: chmod o-rwx {}", path.display())));
    }
    if content.trim_ascii().is_empty() {
        return Err(Problem::error(place, format!("{}: this file is empty", path.display())));
    }
    Ok(content)
}

/// The text of a [`private_file`]; one trailing line break is dropped.
pub fn secret_file(path: &Path, place: Place, env: &BTreeMap<String, String>) -> Result<String, Problem> {
    let content = private_file(path, place.clone(), env)?;
    let text = String::from_utf8(content)
        .map_err(|_| Problem::error(place, format!("{}: this file is not UTF-8 text", path.display())))?;
    let line = text.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    Ok(line.unwrap_or(&text).to_owned())
}

/// Checks that a file which `place` refers to can be read.
pub fn readable_file(path: &Path, place: Place) -> Result<(), Problem> {
    let checked = fs::File::open(path).and_then(|file| match file.metadata()?.is_dir() {
        true => Err(io::ErrorKind::IsADirectory.into()),
        false => Ok(()),
    });
    checked.map_err(|error| Problem::error(place, format!("{}: {}", path.display(), words_of(&error))))
}
