//! `latchkey migrate`: what the schema is, and bringing it up to date without a server.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::json;

use crate::cli::Desk;

const DATABASE: &str = "latchkey-data/latchkey.db";

/// A database as the version with the second schema left it.
fn desk_of_old_schema() -> Desk {
    let desk = Desk::new("");
    let raw = made_at(&desk.path().join(DATABASE));
    raw.execute_batch(include_str!("../../../src/store/sqlite/migrations/0001_start.sql")).unwrap();
    raw.execute_batch(include_str!("../../../src/store/sqlite/migrations/0002_logout.sql")).unwrap();
    raw.pragma_update(None, "user_version", 2).unwrap();
    raw.execute_batch("INSERT INTO users VALUES ('sub-ada', 'ada', '{}', NULL, 0, '[]', '{}', NULL, 0, 0, 0, 1, 1)")
        .unwrap();
    desk
}

fn made_at(path: &Path) -> Connection {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    Connection::open(path).unwrap()
}

/// The names of the migrations, as their files have them.
fn migrations() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/store/sqlite/migrations");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_old_database_is_told_and_left_alone_and_run_brings_it_up_to_date() {
    let desk = desk_of_old_schema();
    let before = std::fs::read(desk.path().join(DATABASE)).unwrap();
    let told = desk.run(&["migrate", "status", "--output", "json"]);
    assert_eq!(told.status.code(), Some(7), "{told:?}");
    let status: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let (known, due) = (migrations().len(), migrations().split_off(2));
    assert_eq!(status, json!({"database": DATABASE, "schema": 2, "known": known, "due": due}));
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains(&format!("{} migrations would run", known - 2)) && told.contains("migrate run"), "{told}");
    assert_eq!(std::fs::read(desk.path().join(DATABASE)).unwrap(), before);
    assert_eq!(names(&desk.path().join("latchkey-data")), ["latchkey.db"]);

    let ran = desk.json(&["migrate", "run"]);
    assert_eq!(ran, json!({"database": DATABASE, "schema": known, "known": known, "ran": due}));
    let status = desk.json(&["migrate", "status"]);
    assert_eq!(status, json!({"database": DATABASE, "schema": known, "known": known, "due": []}));
    assert_eq!(desk.json(&["migrate", "run"])["ran"], json!([]), "up to date already");
    assert_eq!(desk.json(&["user", "list"])[0]["username"], "ada", "what was in it is there");
    let recorded = desk.json(&["audit", "tail", "--event", "database.migrate"]);
    assert_eq!(recorded.as_array().unwrap().len(), 1, "{recorded}");
    assert_eq!(recorded[0]["details"], format!("from=2, to={known}"));
    assert!(recorded[0]["by"].as_str().unwrap().ends_with(" (command line)"), "{recorded}");
}

#[test]
fn people_read_the_names_of_the_migrations() {
    let desk = desk_of_old_schema();
    let (code, told) = desk.fails(&["migrate", "status"]);
    assert!(code == 7 && told.contains("not up to date"), "{told}");
    let ran = desk.ok(&["migrate", "run"]);
    assert!(ran.contains("0003_keys, 0004_assertions"), "{ran}");
    let status = desk.ok(&["migrate", "status"]);
    assert!(
        status
            .lines()
            .any(|line| line.split_whitespace().collect::<Vec<_>>() == ["schema", &migrations().len().to_string()]),
        "{status}"
    );
}

#[test]
fn a_newer_schema_is_told_and_refused_untouched() {
    let desk = Desk::new("");
    desk.ok(&["user", "add", "ada"]);
    made_at(&desk.path().join(DATABASE)).pragma_update(None, "user_version", 999).unwrap();
    let before = std::fs::read(desk.path().join(DATABASE)).unwrap();
    for command in ["status", "run"] {
        let (code, told) = desk.fails(&["migrate", command]);
        assert!(code == 5 && told.contains("schema version 999") && told.contains("run the newer version"), "{told}");
    }
    assert_eq!(std::fs::read(desk.path().join(DATABASE)).unwrap(), before);
}

#[test]
fn a_missing_database_is_said_and_not_made() {
    let desk = Desk::new("");
    for command in ["status", "run"] {
        let (code, told) = desk.fails(&["migrate", command]);
        assert!(code == 4 && told.contains(DATABASE) && told.contains("first start"), "{told}");
    }
    assert_eq!(names(desk.path()), ["config.toml"]);
}

#[test]
fn what_is_no_database_of_ours_is_left_alone() {
    let desk = Desk::new("");
    made_at(&desk.path().join(DATABASE)).execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    std::fs::create_dir(desk.path().join("text")).unwrap();
    std::fs::write(desk.path().join("text/latchkey.db"), "not a database at all, but long enough to be asked").unwrap();
    for command in ["status", "run"] {
        let (code, told) = desk.fails(&["migrate", command]);
        assert!(code == 5 && told.contains("no database of Latchkey"), "{told}");
        let (code, told) = desk.fails(&["--data-dir", "text", "migrate", command]);
        assert!(code == 5 && told.contains("not a database"), "{told}");
    }
}

/// A server of this version runs meanwhile, and the configuration has errors.
#[actix_web::test]
async fn the_status_is_told_beside_a_running_server_and_with_a_broken_file() {
    let folder = tempfile::tempdir().unwrap();
    let process = crate::process::Process::start(folder.path(), &[]).await;
    std::fs::write(folder.path().join("config.toml"), "[branding\n").unwrap();
    let told = std::process::Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .args(["migrate", "status"])
        .current_dir(folder.path())
        .env_remove("LATCHKEY_CONFIG")
        .output()
        .unwrap();
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    assert_eq!(process.stop(), Some(0));
}
