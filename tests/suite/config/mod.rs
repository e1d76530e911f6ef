//! Configuration as an operator meets it: files in a folder, an environment, and what comes of them.

mod access_tokens;
mod admin;
mod apps;
mod ascii_hosts;
mod authorization_details;
mod branding;
mod client_proof;
mod clients;
mod documents;
mod layers;
mod misplaced;
mod problems;
mod profiles;
mod reload;
mod users;
mod values;
mod watch;
mod workloads;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use latchkey::config::settings::Settings;
use latchkey::config::{Loaded, Problem, Problems, Severity, Sources, load};

/// A folder with configuration files.
pub struct Folder {
    folder: tempfile::TempDir,
    env: BTreeMap<String, String>,
}

impl Folder {
    /// One `config.toml` with `text`.
    pub fn with(text: &str) -> Self {
        let folder = Self { folder: tempfile::tempdir().unwrap(), env: BTreeMap::new() };
        folder.file("config.toml", text)
    }

    /// A further file, readable by its owner alone.
    pub fn file(self, name: &str, text: &str) -> Self {
        self.file_with_mode(name, text, 0o600)
    }

    /// A further file with a mode.
    pub fn file_with_mode(self, name: &str, text: &str, mode: u32) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        self
    }

    /// An environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Loads it all.
    pub fn load(&self) -> Result<Loaded, Problems> {
        load(&Sources {
            files: vec![self.path("config.toml")],
            env: self.env.clone(),
            default_data_dir: PathBuf::from("/data"),
            ..Sources::default()
        })
    }

    /// Loads what must be right.
    pub fn settings(&self) -> Settings {
        self.loaded().settings
    }

    /// Loads what must be right.
    pub fn loaded(&self) -> Loaded {
        match self.load() {
            Ok(loaded) => loaded,
            Err(problems) => panic!("{problems}"),
        }
    }

    /// The errors of what must be wrong, one line each, without the folder's name.
    pub fn errors(&self) -> Vec<String> {
        let problems = self.load().expect_err("this configuration should not load");
        self.lines(problems.iter().filter(|problem| problem.severity == Severity::Error))
    }

    /// The warnings of what can be used.
    pub fn warnings(&self) -> Vec<String> {
        self.lines(self.loaded().warnings.iter())
    }

    /// The pictures of what is wrong, without the folder's name.
    pub fn pictures(&self) -> String {
        let problems = self.load().expect_err("this configuration should not load");
        self.without_folder(&problems.render(false))
    }

    fn lines<'a>(&self, problems: impl Iterator<Item = &'a Problem>) -> Vec<String> {
        problems.map(|problem| self.without_folder(&problem.compact())).collect()
    }

    fn without_folder(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

/// A client that is right, to put one thing wrong beside it.
pub const CLIENT: &str = r#"
[[clients]]
client_id = "wiki"
client_secret_hash = "sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90"
redirect_uris = ["https://wiki.example.com/cb"]
"#;

/// A configuration with this text put before one right client.
pub fn with_client(before: &str) -> Folder {
    Folder::with(&format!("{before}\n{CLIENT}"))
}

/// A configuration with one right client that ends in this text.
pub fn client_with(lines: &str) -> Folder {
    Folder::with(&format!("{CLIENT}{lines}\n"))
}
