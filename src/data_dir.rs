//! The data folder: made 0700, refused where others may read it (SEC-74).

use std::fs::{self, DirBuilder, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// Why the folder cannot be used; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    /// Cannot be made.
    #[error("the data folder {} cannot be created: {cause}. Create it, or set data_dir under [server]", path.display())]
    Make {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// Another user's.
    #[error("the data folder {} is owned by user {owner}; this process runs as another user and cannot write there. Run: chown {me} {}", path.display(), path.display())]
    NotWritable {
        /// Which.
        path: PathBuf,
        /// Its owner.
        owner: u32,
        /// This process's user.
        me: u32,
    },
}

/// Makes the folder where it is missing, and takes the rights of others away.
pub fn prepare(path: &Path) -> Result<(), DataDirError> {
    let failed = |cause| DataDirError::Make { path: path.to_owned(), cause };
    match DirBuilder::new().recursive(true).mode(0o700).create(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Err(failed(error)),
        other => other.map_err(failed)?,
    }
    let metadata = fs::metadata(path).map_err(failed)?;
    let probe = path.join(".write-test");
    match fs::write(&probe, b"") {
        Ok(()) => fs::remove_file(&probe).map_err(failed)?,
        Err(_) => {
            let me = fs::metadata("/proc/self").map_or(0, |process| process.uid());
            return Err(DataDirError::NotWritable { path: path.to_owned(), owner: metadata.uid(), me });
        }
    }
    if metadata.permissions().mode() & 0o077 != 0 {
        fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(failed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_closed_to_others() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("a/b");
        prepare(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        prepare(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
