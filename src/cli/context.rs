//! What commands share: settings, the opened store, how they print, and how they fail.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::output::Format;
use super::start::{CONFIG_INVALID, many};
use crate::clock::{Clock as _, NodeClock, SystemClock, Timestamp};
use crate::config::salvage::{Certainty, Salvaged};
use crate::config::settings::{Issuer, Settings};
use crate::config::{Severity, Sources};
use crate::data_dir::{self, DataDirError};
use crate::database::Database;
use crate::key_rotation::KeyRotationError;
use crate::people::Refused;
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::provider::Provider;
use crate::server::{self, StartError};
use crate::store::sqlite::backup::BackupError;
use crate::store::transfer::TransferError;
use crate::store::{self, SharedStore, Store, StoreError};
use crate::telemetry::tell;

/// Why a command failed; each kind has its exit code.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It could not be done.
    #[error("{0}")]
    Failed(String),
    /// What it names does not exist.
    #[error("{0}")]
    NotFound(String),
    /// It is refused as a page of administrators would refuse it.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Copying or restoring the database.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// Moving the database.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// It would put aside what nobody said may be put aside.
    #[error("{0} Say --force to do it; what is there is kept beside it.")]
    NeedsForce(String),
    /// Data folder.
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    /// Keys.
    #[error(transparent)]
    Keys(#[from] KeyRotationError),
    /// It needs what stands in the part of the configuration that is wrong.
    #[error("{0}")]
    Config(String),
    /// The schema of the database is older than this version's.
    #[error("the database is not up to date: {0} would run. `latchkey migrate run` runs them, and so does a start")]
    Outdated(String),
    /// It works, and somebody should look.
    #[error("{0}")]
    Degraded(String),
    /// It ends or removes something and was not confirmed.
    #[error("{0} Use --yes to confirm.")]
    NeedsConfirmation(String),
}

impl Failure {
    /// The exit code.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Failed(_) | Self::Refused(_) => 1,
            Self::Config(_) => CONFIG_INVALID,
            Self::NotFound(_) => 4,
            Self::Keys(KeyRotationError::Store(_)) => 5,
            Self::Keys(_) => 1,
            Self::Store(_) | Self::DataDir(_) | Self::Backup(_) | Self::Transfer(_) => 5,
            Self::NeedsConfirmation(_) | Self::NeedsForce(_) => 6,
            Self::Outdated(_) | Self::Degraded(_) => 7,
        })
    }
}

/// What a command works with.
pub struct Context {
    /// Checked settings; without what is wrong, where the configuration has errors.
    pub settings: Settings,
    /// The configuration file, where there is one.
    pub file: Option<PathBuf>,
    /// What is left of a configuration that has errors.
    pub broken: Option<Salvaged>,
    /// Where they come from.
    pub sources: Sources,
    /// `--output`.
    pub format: Format,
    /// `--yes`.
    pub yes: bool,
    /// `--dry-run`. What it means for a command, [`Context::writes`] decides.
    pub dry_run: bool,
}

impl Context {
    /// Opens the database that the server uses; both may be open at once. Where the configuration has errors, the
    /// database must be there, and it must be known that it is the one.
    pub fn store(&self) -> Result<SharedStore, Failure> {
        let database = self.database()?;
        if self.dry_run {
            // Nothing can be written by it, whatever a command forgets.
            let none = || Failure::NotFound(format!("there is no database {database} yet, and a dry run makes none"));
            return store::open_to_look(database)?.ok_or_else(none);
        }
        let Some(path) = database.file() else { return Ok(store::open(database)?) };
        let is_new = !path.exists();
        if is_new && self.broken.is_some() {
            return Err(Failure::Config(format!(
                "there is no database {}, and the configuration has errors: say --data-dir FOLDER, or mend it",
                path.display()
            )));
        }
        data_dir::prepare(&self.settings.server.data_dir)?;
        let store = store::open(database)?;
        if is_new {
            let made = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            tell(format_args!(
                "there was no database yet: {} is made. A server that keeps its data elsewhere does not see it",
                made.display()
            ));
        }
        Ok(store)
    }

    /// The file of the database, for what copies files.
    pub fn database_file(&self) -> Result<&Path, Failure> {
        let database = self.database()?;
        database.file().ok_or_else(|| {
            Failure::Failed(format!(
                "the database is {database}: back it up and restore it with PostgreSQL's own tools, such as pg_dump, \
                 pg_basebackup and pg_restore"
            ))
        })
    }

    /// Where the database is.
    pub fn database(&self) -> Result<&Database, Failure> {
        let database = &self.settings.storage.database;
        let Some(broken) = &self.broken else { return Ok(database) };
        let certainties = [broken.certainty("server", "data_dir"), broken.certainty("storage", "url")];
        let is_known = match certainties {
            _ if !broken.is_database_known() => false,
            [_, Certainty::Certain] if broken.is_written("storage", "url") => true,
            certainties if certainties.contains(&Certainty::Unknown) => false,
            // Read from a file that is broken elsewhere: the database itself is the proof.
            certainties => !certainties.contains(&Certainty::Likely) || database.file().is_none_or(Path::exists),
        };
        match is_known {
            true => {
                tell(format_args!(
                    "the configuration has {}, which `latchkey check` shows; this works on {} all the same",
                    many(broken.problems.count(Severity::Error), "error"),
                    database
                ));
                Ok(database)
            }
            false => Err(self.needs("where the database is", "say --data-dir FOLDER")),
        }
    }

    /// The issuer, which links begin with.
    pub fn issuer(&self) -> Result<&Issuer, Failure> {
        match &self.broken {
            Some(broken) if broken.certainty("server", "issuer") == Certainty::Unknown => {
                Err(self.needs("the issuer, which the link begins with", "set LATCHKEY__SERVER__ISSUER"))
            }
            _ => Ok(&self.settings.server.issuer),
        }
    }

    /// The failure of a command for want of something that may stand where the configuration is wrong.
    pub fn needs(&self, what: &str, remedy: &str) -> Failure {
        let problems = self.broken.as_ref().map(|broken| broken.problems.compact()).unwrap_or_default();
        Failure::Config(format!(
            "this command needs {what}, and that may stand in what is wrong with the configuration:\n{problems}Mend that, or {remedy}"
        ))
    }

    /// What the server would answer from the database, for a command that only looks; `None` where there is no database yet.
    pub async fn look(&self) -> Result<Option<Provider>, Failure> {
        let looked = server::look(self.settings.clone(), Arc::new(NodeClock::default())).await;
        looked.map_err(|error| match error {
            StartError::Store(error) => Failure::Store(error),
            other => Failure::Failed(other.to_string()),
        })
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        SystemClock.now()
    }

    /// Whether to do what was found to be possible: not with `--dry-run`, where `would`, a sentence, is told in its place. Each
    /// command that writes asks here before it does.
    #[must_use]
    pub fn writes(&self, would: impl std::fmt::Display) -> bool {
        if self.dry_run {
            tell(format_args!("{would} Nothing was changed."));
        }
        !self.dry_run
    }

    /// Goes on only when `--yes` was said, or nothing is done anyway; `sentence` tells what would happen.
    pub fn confirm(&self, sentence: impl Into<String>) -> Result<(), Failure> {
        if self.yes || self.dry_run { Ok(()) } else { Err(Failure::NeedsConfirmation(sentence.into())) }
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
