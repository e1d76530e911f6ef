//! What commands share: how they fail, and with which exit code.

use std::process::ExitCode;

use crate::data_dir::DataDirError;
use crate::store::StoreError;

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
    /// It changes or ends something and was not confirmed.
    #[error("{0} Say --yes to do it")]
    NeedsConfirmation(String),
}

impl Failure {
    /// The exit code.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Failed(_) => 1,
            Self::NotFound(_) => 4,
            Self::Store(_) | Self::DataDir(_) => 5,
            Self::NeedsConfirmation(_) => 6,
        })
    }
}
