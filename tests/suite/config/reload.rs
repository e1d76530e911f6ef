//! What a running server takes in, and when it looks.

use std::fs;
use std::sync::mpsc;
use std::time::Duration;

use latchkey::config::reference;
use latchkey::config::reload::{restart_needed, watch};

use super::{Folder, client_with};

#[test]
fn only_what_needs_a_restart_is_said_to() {
    let before = Folder::with("").settings();
    let after = Folder::with(
        "[server]\nissuer = 'http://localhost:9000'\nworkers = 2\n[log]\nlevel = 'debug'\n[metrics]\nlisten = '127.0.0.1:9090'\n[login]\nargon2 = { iterations = 3 }",
    );
    assert_eq!(
        restart_needed(&before, &after.settings()),
        ["server.issuer", "server.listen", "server.workers", "login.argon2", "metrics.listen", "log"]
    );
    let harmless =
        client_with("[tokens]\nid_token = '5m'\n[branding]\nname = 'x'\n[limits]\nbody_bytes = 4096").settings();
    assert_eq!(restart_needed(&before, &harmless), Vec::<&str>::new());
}

#[test]
fn the_reference_marks_the_same_keys() {
    let reference = reference();
    let marked = reference.lines().filter(|line| line.contains("*Restart.*"));
    let marked: Vec<&str> = marked.filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!(
        marked,
        [
            "allow_development_network",
            "data_dir",
            "issuer",
            "listen",
            "tls.cert_file",
            "tls.key_file",
            "workers",
            "wrap_key_file",
            "url",
            "argon2.iterations",
            "argon2.memory",
            "argon2.parallelism",
            "templates",
            "connections",
            "hashing_queue",
            "listen",
            "format",
            "level"
        ]
    );
}

#[test]
fn a_file_that_is_replaced_is_noticed_and_its_neighbours_are_not() {
    let folder = Folder::with("").file("neighbour", "");
    let (changed, changes) = mpsc::channel();
    let watching =
        watch(&[folder.path("config.toml"), folder.path("config.d")], move || changed.send(()).unwrap()).unwrap();
    fs::write(folder.path("neighbour"), "more").unwrap();
    assert!(changes.recv_timeout(Duration::from_millis(700)).is_err());
    fs::write(folder.path("new"), "[log]\nlevel = 'debug'").unwrap();
    fs::rename(folder.path("new"), folder.path("config.toml")).unwrap();
    assert!(changes.recv_timeout(Duration::from_secs(10)).is_ok());
    drop(watching);
}
