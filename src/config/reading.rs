//! Reading configuration files, and the secrets that they refer to.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::document::{self, Node};
use super::problems::Problem;
use super::source::Place;

/// Folders that are shared with one service only, so that modes within them mean little. `/var/run` is `/run` by another
/// name, and where Kubernetes mounts what it gives to a pod.
const PRIVATE_FOLDERS: [&str; 2] = ["/run/secrets", "/var/run/secrets"];

/// Where a configuration comes from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The files of `-c`, in order: each must be there.
    pub files: Vec<PathBuf>,
    /// Where a file is looked for when none is named, at every look: the first that is there counts. None: development
    /// mode.
    pub usual_places: Vec<PathBuf>,
    /// The environment.
    pub env: BTreeMap<String, String>,
    /// Where data goes when no `server.data_dir` says otherwise.
    pub default_data_dir: PathBuf,
}

impl Sources {
    /// The files that count now. A usual place counts by its file or by fragments in the `config.d/` beside it.
    pub fn found(&self) -> Vec<PathBuf> {
        if !self.files.is_empty() {
            return self.files.clone();
        }
        let has_fragments = |place: &Path| fragments(&fragments_of(place)).map_or(true, |found| !found.is_empty());
        let found = self.usual_places.iter().find(|place| is_there(place) || has_fragments(place));
        found.into_iter().cloned().collect()
    }

    /// Everything that is looked at to find out what counts.
    fn looked_for(&self) -> Vec<PathBuf> {
        self.usual_places.iter().flat_map(|place| [place.clone(), fragments_of(place)]).collect()
    }
}

/// Whether something has that name, be it a link that leads nowhere. What cannot be looked at counts as there, so that
/// the reader says why it cannot be read.
pub fn is_there(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(_) => true,
        Err(error) => !is_absence(&error),
    }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The folder of fragments beside a configuration file.
pub fn fragments_of(file: &Path) -> PathBuf {
    file.with_file_name("config.d")
}

/// Reads the files and then the `config.d/*.toml` beside them, in order. `watched` gets everything looked at.
pub fn documents(
    sources: &Sources,
    files: &[PathBuf],
    watched: &mut Vec<PathBuf>,
    problems: &mut Vec<Problem>,
) -> Vec<Node> {
    if sources.files.is_empty() {
        watched.extend(sources.looked_for());
    }
    // A usual place may be there for its fragments alone.
    let is_read = |file: &&PathBuf| !sources.files.is_empty() || is_there(file);
    let mut paths: Vec<PathBuf> = files.iter().filter(is_read).cloned().collect();
    let mut folders: Vec<PathBuf> = files.iter().map(|file| fragments_of(file)).collect();
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
                    io::ErrorKind::IsADirectory => {
                        problem.help("where a file to be mounted is missing, Docker makes a folder of its name")
                    }
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
        Err(error) if is_absence(&error) => return Ok(Vec::new()),
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
    // By where it lies, whatever links lead there.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is_in = |folder: &Path| {
        place.starts_with(folder) || fs::canonicalize(folder).is_ok_and(|folder| place.starts_with(folder))
    };
    if PRIVATE_FOLDERS.iter().map(Path::new).chain(credentials).any(is_in) {
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
        let help = format!(
            "run: chmod o-rwx {}. A secret that Kubernetes mounts wants `defaultMode: 0440` beside its `secretName`, and \
             `fsGroup` in the pod's securityContext; below /run/secrets or /var/run/secrets, neither",
            path.display()
        );
        return Err(Problem::error(place, message).help(help));
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

/// The text of a file that `place` refers to, of no more than so many bytes.
pub fn text_file(path: &Path, place: Place, most: usize) -> Result<String, Problem> {
    let failed = |words: String| Problem::error(place.clone(), format!("{}: {words}", path.display()));
    let mut text = String::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = fs::File::open(path).and_then(|file| file.take(limit).read_to_string(&mut text));
    match read {
        Ok(bytes) if bytes <= most => Ok(text),
        Ok(_) => Err(failed(format!("this file is larger than {most} bytes"))),
        Err(error) => Err(failed(words_of(&error))),
    }
}

/// Checks that a file which `place` refers to can be read.
pub fn readable_file(path: &Path, place: Place) -> Result<(), Problem> {
    let checked = fs::File::open(path).and_then(|file| match file.metadata()?.is_dir() {
        true => Err(io::ErrorKind::IsADirectory.into()),
        false => Ok(()),
    });
    checked.map_err(|error| Problem::error(place, format!("{}: {}", path.display(), words_of(&error))))
}
