//! What holds for every command: `--dry-run`, `--quiet`, `--output`, where results and words go, and exit codes.

use std::io::Write as _;

use latchkey::protocol::user::UsernameKey;
use latchkey::store::sqlite::SqliteStore;
use latchkey::store::users::Users as _;

use super::top::{FIREFOX, sign_in};
use crate::cli::Desk;

fn desk() -> Desk {
    let desk =
        Desk::new("[server]\nissuer = 'https://auth.example.com'\ndata_dir = 'data'\n[login]\nsignup = 'invite'\n");
    desk.ok(&["user", "add", "ada"]);
    desk.ok(&["user", "add", "ben"]);
    desk
}

/// All that commands could have changed.
fn state(desk: &Desk) -> String {
    let shown = [
        &["user", "list"][..],
        &["keys", "list"],
        &["client", "tokens"],
        &["session", "list"],
        &["audit", "tail", "-n", "1000"],
    ];
    shown.iter().map(|arguments| desk.json(arguments).to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_dry_run_says_what_would_be_done_and_changes_nothing() {
    let desk = desk();
    let before = state(&desk);
    for arguments in [
        &["user", "add", "carl"][..],
        &["user", "set", "ada", "--name", "Ada Example"],
        &["user", "groups", "ada", "family"],
        &["user", "invite", "ada"],
        &["user", "signup-link"],
        &["user", "lock", "ada"],
        &["user", "unlock", "ada"],
        &["user", "sign-out", "ada"],
        &["user", "remove", "ada"],
        &["user", "passwd", "ada"],
        &["keys", "rotate"],
        &["keys", "rotate-sealing"],
        &["keys", "rotate-sealing", "--forget"],
        &["client", "token"],
        &["client", "add", "--id", "wiki", "--redirect-uri", "https://wiki.example.com/cb"],
        &["setup-link"],
        &["backup", "copy.db"],
        &["export", "all"],
        &["migrate", "run"],
        &["man", "--dir", "pages"],
    ] {
        let output = desk.run_with(&[arguments, &["--dry-run"]].concat(), "four quiet otters\n");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && told.contains("Nothing was changed."), "{arguments:?}: {told}");
    }
    assert_eq!(state(&desk), before);
    for file in ["copy.db", "all", "config.d", "pages"] {
        assert!(!desk.path().join(file).exists(), "{file}");
    }
}

/// It is refused as it would be without.
#[test]
fn a_dry_run_refuses_what_cannot_be_done() {
    let desk = desk();
    for (arguments, code) in [
        (&["user", "add", "ada"][..], 1),
        (&["user", "set", "ada", "--email", "nothing"], 1),
        (&["user", "lock", "nobody"], 4),
        (&["user", "approve", "ada"], 1),
        (&["session", "end", "nothing"], 4),
        (&["consent", "revoke", "ada", "wiki"], 4),
        (&["client", "remove", "wiki"], 4),
        (&["client", "revoke-token", "nothing"], 4),
        (&["keys", "forget", "nothing"], 4),
        (&["restore", "nothing"], 5),
        // A server would open ports, and change the database.
        (&["serve"], 1),
        (&[], 1),
    ] {
        let (refused, words) = desk.fails(&[arguments, &["--dry-run"]].concat());
        assert!(refused == code && !words.contains("Nothing was changed."), "{arguments:?}: {refused} {words}");
    }
}

#[test]
fn a_dry_run_makes_no_database() {
    let desk = Desk::new("server.data_dir = 'data'\n");
    let (code, words) = desk.fails(&["user", "add", "ada", "--dry-run"]);
    assert!(code == 4 && words.contains("a dry run makes none"), "{words}");
    assert!(!desk.path().join("data").exists());
}

#[test]
fn a_dry_run_of_an_import_reads_all_of_the_file() {
    let desk = desk();
    desk.ok(&["export", "all"]);
    let elsewhere = ["--data-dir", "other"];
    let told = desk.ok(&[&["import", "all", "--dry-run"][..], &elsewhere].concat());
    assert!(told.contains("accounts           2") && !desk.path().join("other/latchkey.db").exists(), "{told}");
    let mut file = std::fs::OpenOptions::new().append(true).open(desk.path().join("all")).unwrap();
    file.write_all(b"more\n").unwrap();
    assert_eq!(desk.fails(&[&["import", "all", "--dry-run"][..], &elsewhere].concat()).0, 5);
}

#[test]
fn quiet_leaves_results_and_failures() {
    let desk = desk();
    let locked = desk.run(&["user", "lock", "ada", "--quiet"]);
    assert!(locked.status.success() && locked.stderr.is_empty(), "{locked:?}");
    let invited = desk.run(&["-q", "user", "invite", "ben"]);
    assert!(
        invited.stdout.starts_with(b"https://auth.example.com/invite?t=") && invited.stderr.is_empty(),
        "{invited:?}"
    );
    assert!(desk.fails(&["user", "lock", "nobody", "-q"]).1.contains("no account"));
    let verbose = desk.run(&["user", "list", "-v"]);
    assert!(String::from_utf8(verbose.stderr).unwrap().contains("config.toml"));
    assert_eq!(desk.fails(&["user", "list", "-q", "-v"]).0, 2);
}

#[test]
fn toml_says_what_json_says() {
    let desk = desk();
    let read: toml::Table = desk.ok(&["user", "list", "--output", "toml"]).parse().unwrap();
    let people: Vec<_> = read["items"].as_array().unwrap().iter().map(|item| item["username"].as_str()).collect();
    assert_eq!(people, [Some("ada"), Some("ben")]);
    let read: toml::Table = desk.ok(&["user", "show", "ada", "--output", "toml"]).parse().unwrap();
    assert_eq!(read["sub"].as_str(), desk.json(&["user", "show", "ada"])["sub"].as_str());
}

#[test]
fn people_of_the_database_are_lines_of_a_configuration() {
    let desk = desk();
    desk.ok(&["user", "set", "ada", "--name", "Ada Example", "--groups", "family"]);
    let lines = desk.ok(&["export", "--toml"]);
    assert!(lines.contains("username = \"ada\"") && lines.contains("groups = [\"family\"]"), "{lines}");
    assert!(!lines.contains("password"), "{lines}");
    let sub = desk.json(&["user", "show", "ada"])["sub"].clone();
    std::fs::create_dir(desk.path().join("config.d")).unwrap();
    std::fs::write(desk.path().join("config.d/people.toml"), lines).unwrap();
    let plan = desk.ok(&["check", "--plan"]);
    assert!(plan.contains("defined by the file from then on"), "{plan}: the same accounts");
    assert_eq!(desk.json(&["user", "show", "ada"])["sub"], sub);
    assert_eq!(desk.fails(&["export"]).0, 2, "a file, or --toml");
}

#[actix_web::test]
async fn people_read_how_long_ago_a_login_was_and_programs_when() {
    let desk = desk();
    let store = SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    sign_in(&store, &ada, FIREFOX).await;
    let table = desk.ok(&["user", "sessions", "ada"]);
    let names: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(names, ["USER", "BROWSER", "SINCE", "SEEN", "APPS", "FACTORS", "FROM", "ID"]);
    let listed = desk.json(&["session", "list"]);
    assert_eq!(desk.json(&["user", "sessions", "ada"]), listed);
    assert!(listed[0]["since"].as_str().unwrap().starts_with("20"), "{listed}");
    assert_eq!(desk.json(&["user", "sessions", "ben"]), serde_json::json!([]));
    assert_eq!(desk.fails(&["user", "sessions", "nobody"]).0, 4);
    let id = listed[0]["id"].as_str().unwrap();
    desk.ok(&["session", "end", id, "--dry-run"]);
    assert_eq!(desk.json(&["session", "list"]), listed, "a dry run ends none");
}
