//! What commands share: settings, the opened store, how they print, and how they fail.

use std::process::ExitCode;

use super::output::Format;
use crate::clock::{Clock as _, SystemClock, Timestamp};
use crate::config::settings::Settings;
use crate::data_dir::{self, DataDirError};
use crate::key_rotation::KeyRotationError;
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::store::sqlite::SqliteStore;
use crate::store::{Store, StoreError};

/// Why a command failed; each kind has its exit code.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It could not be done.
    #[error("{0}")]
    Failed(String),
    /// What it names does not exist.
    #[error("{0}")]
    NotFound(String),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Data folder.
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    /// Keys.
    #[error(transparent)]
    Keys(#[from] KeyRotationError),
    /// It ends or removes something and was not confirmed.
    #[error("{0} Use --yes to confirm.")]
    NeedsConfirmation(String),
}

impl Failure {
    /// The exit code.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Failed(_) | Self::Keys(_) => 1,
            Self::NotFound(_) => 4,
            Self::Store(_) | Self::DataDir(_) => 5,
            Self::NeedsConfirmation(_) => 6,
        })
    }
}

/// What a command works with.
pub struct Context {
    /// Checked settings.
    pub settings: Settings,
    /// The configuration file, where there is one.
    pub file: Option<std::path::PathBuf>,
    /// `--output`.
    pub format: Format,
    /// `--yes`.
    pub yes: bool,
}

impl Context {
    /// Opens the database that the server uses; both may be open at once.
    pub fn store(&self) -> Result<SqliteStore, Failure> {
        data_dir::prepare(&self.settings.server.data_dir)?;
        Ok(SqliteStore::open(&self.settings.storage.path)?)
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        SystemClock.now()
    }

    /// Goes on only when `--yes` was said; `sentence` tells what would happen.
    pub fn confirm(&self, sentence: impl Into<String>) -> Result<(), Failure> {
        if self.yes { Ok(()) } else { Err(Failure::NeedsConfirmation(sentence.into())) }
    }
}

/// The account of that username or email address, or of that `sub`: who left the configuration may have no name any more
/// that is theirs alone.
pub async fn user_named(store: &dyn Store, name: &str) -> Result<User, Failure> {
    let found = match crate::store::users::Users::user_named(store, &UsernameKey::of(name)).await? {
        Some(user) => Some(user),
        None => store.user(&Subject::new(name)).await?,
    };
    found.ok_or_else(|| Failure::NotFound(format!("no account has the username or email address {name}")))
}
