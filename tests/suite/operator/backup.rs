//! `latchkey backup` and `latchkey restore`, beside a server that runs and without one.

use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use latchkey::clock::Timestamp;
use latchkey::store::sqlite::SqliteStore;
use latchkey::store::sqlite::backup::{copy, make_ready};
use serde_json::Value;

use crate::process::Process;
use crate::support::Browser;
use crate::support::ports::free_port;

fn latchkey(folder: &Path, port: u16, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .args(arguments)
        .current_dir(folder)
        .env("LATCHKEY__SERVER__ISSUER", format!("http://localhost:{port}"))
        .env_remove("LATCHKEY_CONFIG")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[track_caller]
fn ok(output: &Output) -> String {
    assert!(output.status.success(), "{}", told(output));
    told(output)
}

#[track_caller]
fn fails(output: &Output, code: i32, words: &str) {
    assert!(output.status.code() == Some(code) && told(output).contains(words), "{}", told(output));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Somebody signed in at a new server.
async fn signed_in(folder: &Path) -> (Process, Browser) {
    let process = Process::start(folder, &[]).await;
    let link = process.wait_for("Set up").split_whitespace().last().unwrap().to_owned();
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    let person =
        [("name", "Ada"), ("username", "ada"), ("email", "ada@example.com"), ("password", "seven calm herons")];
    assert!(browser.submit(&page, &person).await.body.contains("Ada"));
    (process, browser)
}

#[actix_web::test]
async fn a_backup_is_made_beside_a_running_server_and_restored_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let (process, browser) = signed_in(folder.path()).await;
    let port = process.port;
    let run = |arguments: &[&str]| latchkey(folder.path(), port, arguments);

    let made = ok(&run(&["backup", "one.db"]));
    assert!(made.contains("not encrypted"), "{made}");
    let mode = std::fs::metadata(folder.path().join("one.db")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    assert!(
        names(folder.path()).iter().filter(|name| name.starts_with("one.db")).count() == 1,
        "{:?}",
        names(folder.path())
    );
    fails(&run(&["backup", "one.db"]), 5, "not overwritten");
    ok(&run(&["user", "add", "later"]));
    assert!(browser.visit(&process.url("/")).await.body.contains("Ada"), "the server goes on");

    let shown = run(&["restore", "one.db", "--dry-run", "--output", "json"]);
    fails(&shown, 5, "in use: stop the server");
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert!(shown["accounts"] == 1 && shown["logins"] == 1 && shown["keys"].as_u64() > Some(1), "{shown}");
    assert!(shown["made_at"].as_str().unwrap().starts_with("20") && shown["schema"].as_u64() >= Some(14), "{shown}");
    fails(&run(&["restore", "one.db", "--force"]), 5, "in use: stop the server");
    assert_eq!(process.stop(), Some(0));

    let tried = ok(&run(&["restore", "one.db", "--dry-run"]));
    assert!(tried.contains("2 accounts") && tried.contains("--force"), "a dry run says what it would take: {tried}");
    fails(&run(&["restore", "one.db"]), 6, "2 accounts");
    assert_eq!(names(&folder.path().join("latchkey-data")), ["latchkey.db"], "nothing was changed");
    let restored = ok(&run(&["restore", "one.db", "--force"]));
    assert!(restored.contains("latchkey.db.before-20"), "{restored}");
    let database = folder.path().join("latchkey-data/latchkey.db");
    assert_eq!(std::fs::metadata(database).unwrap().permissions().mode() & 0o777, 0o600);
    let users = ok(&run(&["user", "list"]));
    assert!(users.contains("ada") && !users.contains("later"), "{users}");

    let process = Process::start_at(folder.path(), &[], port).await;
    let page = browser.visit(&process.url("/")).await;
    assert!(!page.body.contains("Ada"), "what ended since the backup is unknown, so all logins end: {}", page.body);
    drop(process);
    let kept = names(&folder.path().join("latchkey-data")).into_iter().find(|name| name.contains("before")).unwrap();
    let kept = format!("latchkey-data/{kept}");
    assert!(ok(&run(&["restore", &kept, "--dry-run"])).contains("accounts           2"), "what was put aside is whole");
}

/// A move to another machine.
#[actix_web::test]
async fn logins_are_kept_where_the_operator_says_that_nothing_ended() {
    let folder = tempfile::tempdir().unwrap();
    let (process, browser) = signed_in(folder.path()).await;
    let port = process.port;
    ok(&latchkey(folder.path(), port, &["backup", "one.db"]));
    assert_eq!(process.stop(), Some(0));
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::copy(folder.path().join("one.db"), elsewhere.path().join("one.db")).unwrap();
    ok(&latchkey(elsewhere.path(), port, &["restore", "one.db", "--keep-logins"]));
    let process = Process::start_at(elsewhere.path(), &[], port).await;
    assert!(browser.visit(&process.url("/")).await.body.contains("Ada"));
}

/// What counts once and was not used when the copy was made. Ada was told of a sign-in in the browser 2.
const OPEN: &str = "
    INSERT INTO invitations (digest, invitation, is_setup, expires_at, sub) VALUES (x'01', '{}', 0, 1900000000, 'ada');
    INSERT INTO sign_up_links (digest, email, interaction, uses_left, expires_at) VALUES (x'01', NULL, NULL, 1, 1900000000);
    INSERT INTO email_changes (sub, id, email, revision, asked_at, expires_at, digest)
        VALUES ('ada', 'id', 'ada@example.com', 1, 1800000000, 1900000000, x'01');
    INSERT INTO pushed_requests (digest, client_id, request, expires_at) VALUES (x'01', 'app', '{}', 1900000000);
    INSERT INTO polled_requests (digest, grant_type, client_id, request, created_at, expires_at, poll_interval)
        VALUES (x'01', 'device', 'app', '{}', 1800000000, 1900000000, 5);
    INSERT INTO initial_access_tokens (digest, id, uses, uses_left, created_at, expires_at)
        VALUES (x'01', 'id', 1, 1, 1800000000, 1900000000);
    INSERT INTO known_browsers (digest, sub, user_agent, first_seen, last_seen, factor_since, factor_until, factor_revision)
        VALUES (x'01', 'ada', '', 1800000000, 1800000000, 1800000000, 1900000000, 1),
               (x'02', 'ada', '', 1800000000, 1800000000, NULL, NULL, NULL);
    INSERT INTO new_sign_ins (session_id, sub, since, signed_in_at, user_agent, ip, email, link, expires_at, browser)
        VALUES ('id', 'ada', 1800000000, 1800000000, '', '', 'ada@example.com', x'01', 1900000000, x'02');
    INSERT INTO mails (id, mail, queued_at, attempts, due_at) VALUES ('id', '{}', 1800000000, 0, 1800000000);
    INSERT INTO recovery_codes (sub, digest) VALUES ('ada', x'01');";

/// I1, REL-20: all of it may have been used since. Recovery codes stay: without them, people would be locked out.
#[test]
fn a_restored_database_has_no_open_link_and_no_mail_that_waits_and_remembers_no_second_factor() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("latchkey.db");
    drop(SqliteStore::open(&database).unwrap());
    rusqlite::Connection::open(&database).unwrap().execute_batch(OPEN).unwrap();
    let restored = |name: &str, ends: bool| {
        let to = folder.path().join(name);
        let about = (Timestamp(1_800_000_000), "0.1.0", None);
        let contents = copy(&database, &to, about, &mut |_, _| ControlFlow::Continue(())).unwrap();
        assert_eq!((contents.recovery_codes, contents.waiting_mails), (1, 1));
        make_ready(&to, ends, Timestamp(1_800_000_001)).unwrap();
        rusqlite::Connection::open(&to).unwrap()
    };
    let count = |file: &rusqlite::Connection, rows: &str| -> u32 {
        file.query_row(&format!("SELECT count(*) FROM {rows}"), [], |row| row.get(0)).unwrap()
    };
    let open = [
        "invitations",
        "sign_up_links",
        "email_changes",
        "pushed_requests",
        "polled_requests",
        "initial_access_tokens WHERE revoked_at IS NULL",
        "new_sign_ins WHERE link IS NOT NULL",
        "known_browsers WHERE factor_until IS NOT NULL",
        "known_browsers WHERE digest = x'02'",
        "mails",
    ];
    let ended = restored("ended.db", true);
    let kept = restored("kept.db", false);
    for rows in open {
        assert_eq!((count(&ended, rows), count(&kept, rows)), (0, 1), "{rows}");
    }
    for rows in ["recovery_codes", "new_sign_ins", "known_browsers WHERE digest = x'01'"] {
        assert_eq!(count(&ended, rows), 1, "{rows}");
    }
}

/// They were sent since, and their links are void.
#[test]
fn a_restore_says_that_mails_of_the_backup_are_dropped_or_sent() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("from.db");
    drop(SqliteStore::open(&database).unwrap());
    rusqlite::Connection::open(&database).unwrap().execute_batch(OPEN).unwrap();
    let about = (Timestamp(1_800_000_000), "0.1.0", None);
    copy(&database, &folder.path().join("one.db"), about, &mut |_, _| ControlFlow::Continue(())).unwrap();
    let port = free_port();
    let run = |arguments: &[&str]| latchkey(folder.path(), port, arguments);
    let dropped = "Mails that waited when the backup was made are dropped: 1.";
    assert!(ok(&run(&["restore", "one.db", "--dry-run"])).contains(dropped));
    let kept = ok(&run(&["restore", "one.db", "--keep-logins"]));
    assert!(kept.contains("Mails that waited when the backup was made are sent: 1."), "{kept}");
    assert!(ok(&run(&["restore", "one.db", "--force"])).contains(dropped));
    let restored = rusqlite::Connection::open(folder.path().join("latchkey-data/latchkey.db")).unwrap();
    let mails: u32 = restored.query_row("SELECT count(*) FROM mails", [], |row| row.get(0)).unwrap();
    assert_eq!(mails, 0);
}

#[actix_web::test]
async fn what_is_no_whole_backup_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (process, _) = signed_in(folder.path()).await;
    let port = process.port;
    let run = |arguments: &[&str]| latchkey(folder.path(), port, arguments);
    ok(&run(&["backup", "one.db"]));
    // The files of a running server, as `cp` takes them.
    for more in ["", "-wal"] {
        let from = folder.path().join(format!("latchkey-data/latchkey.db{more}"));
        std::fs::copy(from, folder.path().join(format!("copied.db{more}"))).unwrap();
    }
    assert_eq!(process.stop(), Some(0));
    fails(&run(&["restore", "copied.db", "--force"]), 5, "copy of the files");
    let whole = std::fs::read(folder.path().join("one.db")).unwrap();
    let mut damaged = whole.clone();
    damaged[8192..12288].fill(0x5a);
    std::fs::write(folder.path().join("damaged.db"), damaged).unwrap();
    fails(&run(&["restore", "damaged.db", "--force"]), 5, "damaged");
    std::fs::write(folder.path().join("cut.db"), &whole[..whole.len() / 2]).unwrap();
    fails(&run(&["restore", "cut.db", "--force"]), 5, "damaged");
    std::fs::write(folder.path().join("text.db"), "not a database at all, but long enough to be asked").unwrap();
    fails(&run(&["restore", "text.db", "--force"]), 5, "no database of Latchkey");
    std::fs::write(folder.path().join("empty.db"), "").unwrap();
    fails(&run(&["restore", "empty.db", "--force"]), 5, "no database of Latchkey");
    fails(&run(&["restore", "none.db"]), 5, "none.db");
    fails(&run(&["backup", "none/one.db"]), 5, "none/one.db");
    fails(&run(&["backup", "two.db", "--data-dir", "elsewhere"]), 4, "no database");
    let (other, _) = (port + 1, ());
    fails(&latchkey(folder.path(), other, &["restore", "one.db"]), 6, "accounts");
    let empty = ["--data-dir", "moved", "restore", "one.db"];
    fails(&latchkey(folder.path(), other, &empty), 6, "the issuer here is");
    assert_eq!(names(&folder.path().join("latchkey-data")), ["latchkey.db"]);
    ok(&run(&empty));

    // A database that nothing can read any more is what backups are for.
    std::fs::write(folder.path().join("latchkey-data/latchkey.db"), [0x5a; 8192]).unwrap();
    fails(&run(&["restore", "one.db"]), 1, "--force");
    ok(&run(&["restore", "one.db", "--force"]));
    assert!(ok(&run(&["user", "list"])).contains("ada"));
    // The file of the configuration has no say in it.
    std::fs::write(folder.path().join("config.toml"), "[branding\n").unwrap();
    ok(&run(&["backup", "three.db"]));
}
