//! The data folder: made 0700, and closed to others where that is ours to do (SEC-74).

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
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
    #[error("the data folder {} is owned by user {owner}; this process runs as another user and cannot write there. Run: chown {me} {}. In Kubernetes, set fsGroup in the pod's securityContext", path.display(), path.display())]
    NotWritable {
        /// Which.
        path: PathBuf,
        /// Its owner.
        owner: u32,
        /// This process's user.
        me: u32,
    },
    /// The file system takes no writes.
    #[error("the data folder {} is on a read-only file system: mount a volume there, or set data_dir under [server]", .0.display())]
    ReadOnly(PathBuf),
}

/// Makes the folder where it is missing, and takes the rights of others away. A folder of somebody else in which this
/// process may write, as a group's is, stays as it is, with a warning: what is made in it is this process's alone.
pub fn prepare(path: &Path) -> Result<(), DataDirError> {
    let failed = |cause| DataDirError::Make { path: path.to_owned(), cause };
    match DirBuilder::new().recursive(true).mode(0o700).create(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Err(failed(error)),
        Err(error) if error.kind() == ErrorKind::ReadOnlyFilesystem => {
            return Err(DataDirError::ReadOnly(path.to_owned()));
        }
        other => other.map_err(failed)?,
    }
    let metadata = fs::metadata(path).map_err(failed)?;
    // A name that nobody else has, and never a file that is there: whoever owns the folder could have laid a link to any other file,
    // which root would empty. In containers, all processes that share a folder may have the same number.
    let probe = path.join(format!(".write-test-{:016x}", RandomState::new().build_hasher().finish()));
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&probe) {
        Ok(_) => fs::remove_file(&probe).map_err(failed)?,
        Err(error) if error.kind() == ErrorKind::ReadOnlyFilesystem => {
            return Err(DataDirError::ReadOnly(path.to_owned()));
        }
        Err(_) => {
            let me = fs::metadata("/proc/self").map_or(0, |process| process.uid());
            return Err(DataDirError::NotWritable { path: path.to_owned(), owner: metadata.uid(), me });
        }
    }
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & 0o077 != 0
        && let Err(error) = fs::set_permissions(path, Permissions::from_mode(0o700))
    {
        tracing::warn!("{}", warning(path, mode, metadata.uid(), &error));
    }
    Ok(())
}

fn warning(path: &Path, mode: u32, owner: u32, error: &std::io::Error) -> String {
    let path = path.display();
    let danger = match (mode & 0o002 != 0, mode & 0o007 != 0) {
        (true, _) => "everybody on this machine may put other files in the place of its own",
        (false, true) => "everybody on this machine may see which files are in it",
        (false, false) => "its group may put other files in the place of its own",
    };
    format!(
        "the data folder {path} has mode {mode:o} and is owned by user {owner}, so this process cannot close it \
         ({error}): {danger}. The files in it are readable by this process alone. Where others share the machine, \
         run as its owner: chmod 0700 {path}"
    )
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

    #[test]
    fn a_file_that_a_link_in_the_folder_leads_to_is_not_emptied() {
        let parent = tempfile::tempdir().unwrap();
        let (path, other) = (parent.path().join("data"), parent.path().join("other"));
        fs::create_dir(&path).unwrap();
        fs::write(&other, "kept").unwrap();
        for name in [".write-test".to_owned(), format!(".write-test-{}", std::process::id())] {
            std::os::unix::fs::symlink(&other, path.join(name)).unwrap();
        }
        prepare(&path).unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "kept");
    }

    #[test]
    fn a_warning_says_what_somebody_could_do() {
        let error = std::io::Error::from(ErrorKind::PermissionDenied);
        let words = |mode| warning(Path::new("/data"), mode, 0, &error);
        assert!(words(0o2770).contains("its group may put") && words(0o2770).contains("mode 2770"));
        assert!(words(0o2775).contains("may see which files"));
        assert!(words(0o777).contains("everybody on this machine may put"));
    }
}
