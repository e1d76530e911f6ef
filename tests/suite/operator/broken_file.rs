//! A configuration with errors keeps nobody from what needs the database alone, and nobody from the right database.

use crate::cli::Desk;

const GOOD: &str = "[server]\nissuer = \"https://auth.example.com\"\ndata_dir = \"data\"\n";

/// What people write, each wrong in another way, with the folder for data still to be read.
const BROKEN: &[(&str, &str)] = &[
    ("no TOML, below", "[server]\ndata_dir = \"data\"\nissuer = \"https://auth.example.com\"\n[[clients]\nclient_id ="),
    (
        "no TOML, above",
        "[branding]\nname = \"Example\n[server]\ndata_dir = \"data\"\nissuer = \"https://auth.example.com\"\n",
    ),
    ("an unknown key", "[server]\nissuer = \"https://auth.example.com\"\ndata_dir = \"data\"\nwrokers = 2\n"),
    (
        "an unknown section",
        "[server]\nissuer = \"https://auth.example.com\"\ndata_dir = \"data\"\n[smtp]\nhost = \"x\"\n",
    ),
    (
        "a wrong type",
        "[server]\nissuer = \"https://auth.example.com\"\ndata_dir = \"data\"\n[tokens]\nid_token = 5.5\n",
    ),
    (
        "one bracket",
        "[server]\nissuer = \"https://auth.example.com\"\ndata_dir = \"data\"\n[clients]\nclient_id = \"a\"\n",
    ),
    (
        "a client without anything",
        "[server]\nissuer = \"https://auth.example.com\"\ndata_dir = \"data\"\n[[clients]]\n[[users]]\n",
    ),
    (
        "a secret that is not there",
        "[server]\nissuer = \"https://auth.example.com\"\ndata_dir = \"data\"\n[[clients]]\nclient_id = \"a\"\nclient_secret_file = \"none\"\nredirect_uris = [\"https://a.example/cb\"]\n",
    ),
];

fn desk() -> Desk {
    let desk = Desk::new(GOOD);
    desk.ok(&["user", "add", "ada"]);
    desk.ok(&["keys", "rotate"]);
    desk
}

fn write(desk: &Desk, text: &str) {
    std::fs::write(desk.path().join("config.toml"), text).unwrap();
}

#[test]
fn a_broken_file_disables_no_command_that_needs_the_database_alone() {
    let desk = desk();
    let keys = |desk: &Desk| desk.json(&["keys", "list"]).as_array().unwrap().len();
    for (what, text) in BROKEN {
        write(&desk, text);
        assert_eq!(desk.fails(&["check"]).0, 3, "{what}");
        let before = keys(&desk);
        desk.ok(&["user", "lock", "ada"]);
        assert_eq!(desk.json(&["user", "list"])[0]["locked"], true, "{what}");
        desk.ok(&["user", "unlock", "ada"]);
        desk.ok(&["user", "groups", "ada", "staff"]);
        desk.ok(&["user", "sign-out", "ada"]);
        assert!(desk.ok(&["user", "invite", "ada"]).starts_with("https://auth.example.com/invite"), "{what}");
        let passwd = desk.run_with(&["user", "passwd", "ada"], "nine calm herons\n");
        assert!(passwd.status.success(), "{what}: {passwd:?}");
        desk.ok(&["session", "list"]);
        desk.ok(&["top", "--once"]);
        desk.ok(&["consent", "list", "ada"]);
        assert_eq!(desk.fails(&["session", "end", "nothing"]).0, 4, "{what}");
        desk.ok(&["keys", "rotate"]);
        assert!(keys(&desk) > before, "{what}");
        desk.ok(&["keys", "rotate", "--now", "--alg", "RS256"]);
        desk.ok(&["keys", "rotate-sealing"]);
        desk.ok(&["client", "tokens"]);
        assert_eq!(desk.fails(&["client", "disable", "nobody"]).0, 4, "{what}");
        assert!(desk.run_with(&["hash-password"], "nine calm herons\n").status.success(), "{what}");
        let (_, told) = desk.fails(&["user", "list"]);
        assert!(told.contains("error") && told.contains("latchkey.db"), "{what}: {told}");
        assert!(!desk.path().join("latchkey-data").exists(), "{what}: another database was made");
    }
}

#[test]
fn what_needs_the_file_says_what_is_wrong_with_it() {
    let desk = desk();
    write(&desk, BROKEN[2].1);
    for command in [
        &["client", "list"][..],
        &["client", "show", "a"],
        &["client", "test", "a"],
        &["token", "introspect"],
        &["health"],
        &["check"],
        &["doctor"],
        &["reload"],
        &["serve"],
    ] {
        let (code, told) = desk.fails(command);
        assert!(code == 3 && told.contains("did you mean `workers`"), "{command:?}: {told}");
    }
}

/// To lock somebody in another database would be worse than to stop.
#[test]
fn where_the_database_is_unknown_it_is_asked_for_and_never_guessed() {
    let lost = [
        ("not TOML there", "[server]\nissuer = \"https://auth.example.com\"\ndata_dir =\n"),
        ("a misspelling", "[server]\ndatadir = \"data\"\n"),
        ("elsewhere", "data_dir = \"data\"\n"),
        ("in another section", "[storage]\ndata_dir = \"data\"\n"),
        ("a wrong type", "[server]\ndata_dir = [\"data\"]\n"),
        ("a misspelt section", "[sever]\ndata_dir = \"data\"\n"),
        ("another database", "[storage]\nurl = 'postgres://db/latchkey'\nurll = 2\n"),
    ];
    let desk = desk();
    // The database of a first try is still there: a default would work on that one.
    write(&desk, "[server]\ndata_dir = \"latchkey-data\"\n");
    desk.ok(&["user", "add", "ada"]);
    for (what, text) in lost {
        write(&desk, text);
        let (code, told) = desk.fails(&["user", "lock", "ada"]);
        assert!(code == 3 && told.contains("--data-dir") && told.contains("config.toml"), "{what}: {told}");
        desk.ok(&["user", "lock", "ada", "--data-dir", "data"]);
        desk.ok(&["--data-dir", "data", "user", "unlock", "ada"]);
    }
    write(&desk, "[server]\ndata_dir = \"latchkey-data\"\n");
    assert_eq!(desk.json(&["user", "list"])[0]["locked"], false);
    write(&desk, "[server]\nwrokers = 1\n[branding]\nnmae = 2\n");
    desk.ok(&["user", "lock", "ada"]);
    write(&desk, "[branding\n");
    desk.ok(&["user", "unlock", "ada"]);
    assert_eq!(desk.fails(&["user", "list", "--data-dir", "none"]).0, 3, "nothing is made for a broken file");
    assert!(!desk.path().join("none").exists());
}

#[test]
fn a_link_needs_an_issuer_that_is_known() {
    let desk = desk();
    write(&desk, "[server]\ndata_dir = \"data\"\nisuer = \"https://auth.example.com\"\n");
    for command in [&["user", "invite", "ada"][..], &["user", "add", "ben"], &["setup-link"], &["client", "token"]] {
        let (code, told) = desk.fails(command);
        assert!(code == 3 && told.contains("LATCHKEY__SERVER__ISSUER"), "{command:?}: {told}");
    }
    assert_eq!(desk.json(&["user", "list"]).as_array().unwrap().len(), 1, "no account that nobody was invited to");
}

/// New keys beside encrypted ones are encrypted too.
#[test]
fn no_key_is_stored_in_the_clear_because_a_file_is_broken() {
    let desk = Desk::new(&format!("{GOOD}[keys]\nwrap_key_file = \"wrap\"\n"));
    std::fs::write(desk.path().join("wrap"), "0".repeat(64)).unwrap();
    std::fs::set_permissions(desk.path().join("wrap"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    desk.ok(&["keys", "rotate"]);
    let is_clear = |desk: &Desk| {
        let listed = desk.json(&["keys", "list"]);
        listed.as_array().unwrap().iter().any(|key| key["use"] != "seal" && key["encrypted"] == false)
    };
    for (what, text) in [
        ("misspelt", format!("{GOOD}[keys]\nwrap_key = \"wrap\"\n")),
        ("gone", format!("{GOOD}[keys]\nwrap_key_file = \"none\"\n")),
        ("left out", format!("{GOOD}wrokers = 1\n")),
        ("not TOML", format!("{GOOD}[keys]\nwrap_key_file =\n")),
    ] {
        write(&desk, &text);
        let (code, told) = desk.fails(&["keys", "rotate"]);
        assert!(code == 3 && told.contains("LATCHKEY__KEYS__WRAP_KEY_FILE"), "{what}: {told}");
    }
    write(&desk, &format!("{GOOD}wrokers = 1\n[keys]\nwrap_key_file = \"wrap\"\n"));
    desk.ok(&["keys", "rotate"]);
    assert!(!is_clear(&desk));
}

#[test]
fn somebody_whom_a_broken_file_defines_is_locked_all_the_same() {
    let pinned = format!("{GOOD}[[users]]\nusername = \"eva\"\n");
    let desk = Desk::new(&pinned);
    let output = desk.run_with(&["user", "add", "ada"], "");
    assert!(output.status.success());
    // The server writes what the file says into the database; a start is enough.
    let mut server = std::process::Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .current_dir(desk.path())
        .env("LATCHKEY__SERVER__LISTEN", format!("[\"unix:{}/lk.sock\"]", desk.path().display()))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let is_there = || desk.ok(&["user", "list"]).contains("eva");
    for _ in 0..600 {
        if is_there() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    drop(server.kill());
    drop(server.wait());
    assert_eq!(desk.fails(&["user", "lock", "eva"]).0, 1, "the file is right, and says it");
    write(&desk, &format!("{pinned}[nonsense]\n"));
    let (code, told) = desk.fails(&["user", "lock", "eva"]);
    assert!(code == 0 && told.contains("set `locked` there too"), "{told}");
}

/// A relative folder is another one from another folder.
#[test]
fn a_database_that_a_command_makes_is_told() {
    let desk = Desk::new("");
    let (code, told) = desk.fails(&["user", "add", "ada"]);
    assert!(code == 0 && told.contains("latchkey-data/latchkey.db is made"), "{told}");
    let (_, told) = desk.fails(&["user", "list"]);
    assert!(!told.contains("is made"), "{told}");
}
