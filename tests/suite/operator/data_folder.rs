//! The data folder as orchestrators give it, and what `check` finds in the database.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::cli::Desk;

/// A volume with `fsGroup`: root's, with a group that may write. As root alone can one make such a folder.
#[test]
fn a_folder_of_a_group_is_taken_with_a_warning() {
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        return;
    }
    for mode in [0o2775, 0o2770, 0o777] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        chown(&data, Some(0), Some(1234)).unwrap();
        std::fs::set_permissions(&data, std::fs::Permissions::from_mode(mode)).unwrap();
        let program = folder.path().join("latchkey");
        // By another process: what this one has open for writing, a child that another test starts may hold open meanwhile.
        assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_latchkey")).arg(&program).status().unwrap().success());
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let mut server = Command::new("setpriv")
            .args(["--reuid=1234", "--regid=1234", "--clear-groups"])
            .arg(&program)
            .current_dir(folder.path())
            .env("LATCHKEY__SERVER__DATA_DIR", "data")
            .env("LATCHKEY__SERVER__LISTEN", format!("[\"unix:{}/data/lk.sock\"]", folder.path().display()))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        while !data.join("lk.sock").exists() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(50));
        }
        let told = std::fs::read_to_string(folder.path().join("log")).unwrap();
        let is_there = data.join("lk.sock").exists();
        drop(server.kill());
        drop(server.wait());
        assert!(is_there, "{mode:o}: {told}");
        assert!(told.contains(&format!("has mode {mode:o} and is owned by user 0")), "{told}");
        let database = std::fs::metadata(data.join("latchkey.db")).unwrap();
        assert_eq!((database.permissions().mode() & 0o777, database.uid()), (0o600, 1234));
    }
}

#[test]
fn check_names_groups_that_nobody_is_in_by_the_database_too() {
    let client = |id: &str, groups: &str| {
        format!(
            "[[clients]]\nclient_id = '{id}'\nredirect_uris = ['https://{id}.example/cb']\nallowed_groups = {groups}\n\
             client_secret_hash = 'sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'\n"
        )
    };
    let pinned = "[[users]]\nusername = 'eva'\ngroups = ['editors']\n";
    let desk =
        Desk::new(&format!("{pinned}{}{}", client("wiki", "['staff', 'editors']"), client("blog", "['friends']")));
    let told = || String::from_utf8(desk.run(&["check"]).stderr).unwrap();
    assert!(!told().contains("nobody is in it"), "without a database nothing is known: {}", told());
    desk.ok(&["user", "add", "ada", "--group", "staff"]);
    let told = told();
    assert!(told.contains("client \"blog\" lets in the group `friends`, and nobody is in it"), "{told}");
    assert!(told.contains("editors, staff") && !told.contains("`staff`"), "{told}");
}
