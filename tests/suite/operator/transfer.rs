//! `latchkey export` and `latchkey import`: a whole installation goes from one store into the other, and is what it was.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::database::Database;
use latchkey::store::transfer;
use latchkey::store::transfer::file::Writer;
use latchkey::store::transfer::tables::{Kind, TABLES};
use serde_json::{Value, json};

use crate::support::database::{self, ByHand};
use crate::support::provider::Builder;
use crate::support::{Browser, RelyingParty, TestProvider};

const ISSUER: &str = "https://id.example";

/// A database that commands work on, in a folder of its own.
struct Place {
    folder: tempfile::TempDir,
    database: Database,
    issuer: String,
}

impl Place {
    fn sqlite() -> Self {
        Self::new(|folder| Database::Sqlite(folder.join("data/latchkey.db")), String::new())
    }

    /// A database of PostgreSQL, where there is a server for tests.
    fn postgres() -> Option<Self> {
        let Some(server) = database::server() else {
            eprintln!("skipped: LATCHKEY_TEST_POSTGRES names no server");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/latchkey.db");
        let url = database::postgres_url(&server, &path);
        let database = Database::Postgres(Box::new(database::postgres(&server, &path)));
        Some(Self::new(|_| database, format!("[storage]\nurl = '{url}'\n")))
    }

    /// Each kind that can be had.
    fn all() -> Vec<Self> {
        [Some(Self::sqlite()), Self::postgres()].into_iter().flatten().collect()
    }

    fn new(database: impl FnOnce(&Path) -> Database, storage: String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config.toml"), format!("server.data_dir = 'data'\n{storage}")).unwrap();
        Self { database: database(folder.path()), folder, issuer: ISSUER.to_owned() }
    }

    fn of_issuer(self, issuer: &str) -> Self {
        Self { issuer: issuer.to_owned(), ..self }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
        command.args(arguments).current_dir(self.folder.path()).env_remove("LATCHKEY_CONFIG");
        command.env("LATCHKEY__SERVER__ISSUER", &self.issuer).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    #[track_caller]
    fn ok(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--output", "json"]].concat());
        assert!(output.status.success(), "{arguments:?}: {}", told(&output));
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }

    #[track_caller]
    fn fails(&self, arguments: &[&str], code: i32, words: &str) {
        let output = self.run(arguments);
        assert!(output.status.code() == Some(code) && told(&output).contains(words), "{}", told(&output));
    }

    fn export(&self, name: &str) -> String {
        self.ok(&["export", name]);
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn import(&self, text: &str) -> Value {
        std::fs::write(self.path("in"), text).unwrap();
        self.ok(&["import", "in"])
    }

    #[track_caller]
    fn refuses(&self, text: &str, words: &str) {
        std::fs::write(self.path("in"), text).unwrap();
        self.fails(&["import", "in"], 5, words);
        assert_eq!(self.rows(), 0, "nothing was changed");
    }

    fn by_hand(&self) -> ByHand {
        ByHand::of(&self.database)
    }

    /// The rows of all tables; none where there are no tables.
    fn rows(&self) -> i64 {
        if matches!(self.database.file(), Some(path) if !path.exists()) {
            let left = std::fs::read_dir(self.path("data")).map_or(0, Iterator::count);
            assert_eq!(left, 0, "nothing is left beside it");
            return 0;
        }
        let by_hand = self.by_hand();
        let tables = by_hand.tables();
        tables
            .iter()
            .filter(|table| TABLES.iter().any(|known| known.name == *table))
            .map(|table| by_hand.count(table))
            .sum()
    }
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The file does not end, so that the import waits in its midst.
#[test]
fn ctrl_c_leaves_nothing_of_an_import() {
    let text = full();
    let place = Place::sqlite();
    let pipe = place.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = place.command(&["import", "pipe"]);
    let import = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut file = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    file.write_all(&text.as_bytes()[..text.len() / 2]).unwrap();
    // Whether it listens for SIGINT, which is the second bit of what it catches.
    let listens = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", import.id())).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        u64::from_str_radix(caught.trim(), 16).unwrap() & 2 != 0
    };
    let deadline = std::time::Instant::now() + Duration::from_secs(60);
    while !listens() {
        assert!(std::time::Instant::now() < deadline, "it does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(place.path("data/latchkey.db.importing").exists());
    assert!(Command::new("kill").args(["-INT", &import.id().to_string()]).status().unwrap().success());
    let output = import.wait_with_output().unwrap();
    assert!(output.status.code() == Some(130) && told(&output).contains("nothing half done"), "{}", told(&output));
    assert_eq!(place.rows(), 0);
}

/// The lines of rows.
fn rows(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with("{\"t\":")).collect()
}

/// The same without the records of exports and imports, which every place has of its own.
fn moved(text: &str) -> Vec<&str> {
    rows(text).into_iter().filter(|line| !line.contains("\"database.")).collect()
}

/// What an export holds, in which every table has rows of every kind of value.
fn full() -> String {
    let place = Place::sqlite();
    place.ok(&["user", "add", "ada"]);
    let by_hand = place.by_hand();
    for table in TABLES {
        if table.name == "changes" {
            // What the triggers noted.
            by_hand.run("DELETE FROM changes");
        }
        let columns = table.columns.iter();
        let values: Vec<&str> = columns
            .map(|column| match column.kind {
                Kind::Integer => "n * 1000003",
                Kind::Boolean => "n % 2",
                Kind::Text => "'é \"\\ ' || char(9, 10, 128273) || n",
                Kind::Octets => "x'00ff0a22' || CAST(n AS BLOB)",
            })
            .collect();
        by_hand.run(&format!(
            "WITH RECURSIVE some(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM some WHERE n < 12) \
             INSERT INTO {} SELECT {} FROM some WHERE true",
            table.name,
            values.iter().map(|value| cast(value)).collect::<Vec<_>>().join(", ")
        ));
    }
    place.export("out")
}

/// Octets that were joined are text to SQLite.
fn cast(value: &str) -> String {
    if value.starts_with("x'") { format!("CAST({value} AS BLOB)") } else { value.to_owned() }
}

#[actix_web::test]
async fn people_stay_signed_in_from_sqlite_to_postgresql_and_back() {
    let Some(postgres) = Place::postgres() else { return };
    let provider = Builder::new();
    let provider = provider
        .settings(|settings| {
            let path = settings.server.data_dir.join("latchkey.db");
            settings.storage.database = Database::Sqlite(path);
        })
        .start();
    let browser = Browser::new();
    let scope = [("scope", "openid offline_access")];
    let app = RelyingParty::new(&provider);
    let code = app.code(&browser, &scope).await;
    let tokens = app.redeem(&code).await.json();
    let kids = app.jwks().await;
    let from = Place::sqlite().of_issuer(&provider.issuer);
    let to = postgres.of_issuer(&provider.issuer);
    let back = Place::sqlite().of_issuer(&provider.issuer);

    // The folder of the provider is that of the first place.
    let data = provider.folder.path().join("data");
    let export = |name: &str| {
        let data = data.to_str().unwrap();
        from.ok(&["--data-dir", data, "export", name]);
        std::fs::read_to_string(from.path(name)).unwrap()
    };
    let mut first = String::new();
    let provider = provider.restart_after(|settings| {
        first = export("first");
        let summary = to.import(&first);
        assert!(summary["accounts"] == 2 && summary["logins"] == 1 && summary["store"] == "sqlite", "{summary}");
        settings.storage.database = to.database.clone();
    });
    let app = RelyingParty::new(&provider);
    assert_eq!(app.jwks().await, kids);
    let silent = app.authorize(&browser, &[("prompt", "none")]).await.answer();
    assert!(silent.contains_key("code"), "{silent:?}");
    let refreshed = app.refresh(tokens["refresh_token"].as_str().unwrap()).await.json();
    assert!(refreshed["access_token"].is_string(), "{refreshed}");

    let provider = provider.restart_after(|settings| {
        let second = to.export("second");
        back.import(&second);
        let third = back.export("third");
        assert_eq!(moved(&second), moved(&third));
        assert!(rows(&second).len() > rows(&first).len());
        settings.storage.database = back.database.clone();
    });
    let app = RelyingParty::new(&provider);
    let silent = app.authorize(&browser, &[("prompt", "none")]).await.answer();
    assert!(silent.contains_key("code"), "{silent:?}");
    let again = app.refresh(refreshed["refresh_token"].as_str().unwrap()).await.json();
    assert_eq!(app.userinfo(again["access_token"].as_str().unwrap()).await.status, 200);
    assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant", "a used code stays used");
    drop::<TestProvider>(provider);
}

#[test]
fn every_row_of_every_table_is_the_same_in_either_store() {
    let text = full();
    for table in TABLES {
        let line = format!("{{\"t\":\"{}\",", table.name);
        assert!(text.lines().filter(|row| row.starts_with(&line)).count() >= 12, "{}", table.name);
    }
    let last = |text: &str| -> Vec<Value> {
        let end: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
        end["end"].as_array().unwrap().iter().filter(|total| total["t"] != "audit").cloned().collect()
    };
    let mut text_before = text;
    for _ in 0..2 {
        for place in Place::all() {
            let summary = place.import(&text_before);
            assert_eq!(summary["rows"], rows(&text_before).len());
            let text = place.export("out");
            assert_eq!(moved(&text), moved(&text_before));
            assert_eq!(last(&text), last(&text_before), "counts and digests");
            assert_eq!(rows(&text).len(), rows(&text_before).len() + 1, "one record of the import");
            text_before = text;
        }
    }
}

/// What the triggers note while tables are filled is no note of anything that happened.
#[test]
fn notes_of_changes_are_those_of_the_file_and_their_numbers_go_on() {
    let text = full();
    for place in Place::all() {
        place.import(&text);
        let by_hand = place.by_hand();
        assert_eq!(by_hand.count("changes"), 12);
        by_hand.run("INSERT INTO changes (sub) VALUES ('x')");
        let number = by_hand.run("SELECT number FROM changes WHERE sub = 'x'").unwrap();
        assert_eq!(number.parse(), Ok(12 * 1_000_003 + 1_i64));
    }
}

#[test]
fn every_table_and_column_of_postgresql_is_moved() {
    let Some(place) = Place::postgres() else { return };
    place.ok(&["migrate", "run"]);
    let by_hand = place.by_hand();
    let listed = |of: &dyn Fn(&Kind) -> &'static str| {
        let mut columns: Vec<String> = TABLES
            .iter()
            .flat_map(|table| {
                table.columns.iter().map(|column| format!("{}.{} {}", table.name, column.name, of(&column.kind)))
            })
            .collect();
        columns.sort();
        columns.join(",")
    };
    let found = by_hand.run(
        "SELECT string_agg(name, ',' ORDER BY name COLLATE \"C\") FROM (SELECT table_name || '.' || column_name || ' ' \
         || data_type AS name FROM information_schema.columns WHERE table_schema = current_schema() \
         AND table_name NOT IN ('schema_version', 'tries', 'outbox_turns', 'user_groups', 'user_texts')) AS columns",
    );
    let kinds = |kind: &Kind| match kind {
        Kind::Integer => "bigint",
        Kind::Boolean => "boolean",
        Kind::Text => "text",
        Kind::Octets => "bytea",
    };
    assert_eq!(found.unwrap(), listed(&kinds));
    for table in TABLES {
        let key = by_hand.run(&format!(
            "SELECT string_agg(attname, ',' ORDER BY array_position(indkey::int2[], attnum)) FROM pg_index \
             JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey) \
             WHERE indisprimary AND indrelid = '{}'::regclass",
            table.name
        ));
        assert_eq!(key.unwrap(), table.column_names()[..table.key].join(","), "{}", table.name);
    }
}

#[test]
fn an_export_is_a_new_file_for_its_owner_alone_and_is_told_of() {
    let place = Place::sqlite();
    place.fails(&["export", "out"], 4, "there is no database");
    assert!(!place.path("out").exists());
    place.ok(&["user", "add", "ada"]);
    let told = place.run(&["export", "out"]);
    let told = told_ok(&told);
    assert!(told.contains("not encrypted") || told.contains("are encrypted"), "{told}");
    assert!(told.contains("stop every server before the export") && told.contains("tokens go on"), "{told}");
    assert_eq!(std::fs::metadata(place.path("out")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!place.path("out.partial").exists());
    let before = std::fs::read(place.path("out")).unwrap();
    place.fails(&["export", "out"], 5, "not overwritten");
    assert_eq!(std::fs::read(place.path("out")).unwrap(), before);
    std::fs::remove_file(place.path("out")).unwrap();
    let summary = place.ok(&["export", "out"]);
    assert!(summary["accounts"] == 1 && summary["issuer"] == ISSUER && summary["store"] == "sqlite", "{summary}");
    place.fails(&["export", "no/where/out"], 5, "No such file");
}

#[track_caller]
fn told_ok(output: &Output) -> String {
    assert!(output.status.success(), "{}", told(output));
    told(output)
}

#[test]
fn a_configuration_with_errors_is_no_hindrance() {
    let place = Place::sqlite();
    place.ok(&["user", "add", "ada"]);
    std::fs::write(place.path("config.toml"), "server.data_dir = 'data'\nnonsense = 1\n").unwrap();
    let text = place.export("out");
    let other = Place::sqlite();
    std::fs::write(other.path("config.toml"), "server.data_dir = 'data'\nnonsense = 1\n").unwrap();
    std::fs::write(other.path("in"), text).unwrap();
    let data = other.path("data");
    other.ok(&["--data-dir", data.to_str().unwrap(), "import", "in"]);
    assert_eq!(other.by_hand().count("users"), 1);
}

#[test]
fn a_file_that_was_cut_off_or_changed_is_refused_and_changes_nothing() {
    let text = full();
    let lines: Vec<&str> = text.lines().collect();
    let cut = |count: usize| lines[..count].join("\n") + "\n";
    let changed = |from: &str, to: &str| text.replacen(from, to, 1);
    let octets = rows(&text).into_iter().find(|line| line.contains("\"secrets\"")).unwrap();
    let mut swapped = lines.clone();
    swapped.swap(1, 2);
    let mut moved = lines.clone();
    moved.swap(1, lines.len() - 2);
    for place in Place::all() {
        place.refuses("", "ends too early");
        place.refuses("no export at all", "no file that");
        place.refuses("{\"some\":\"json\"}\n", "no file that");
        place.refuses(&cut(1), "ends too early");
        place.refuses(&cut(lines.len() / 2), "ends too early");
        place.refuses(&cut(lines.len() - 1), "ends too early");
        place.refuses(&text[..text.len() - 1], "ends too early");
        place.refuses(&format!("{text}{text}"), "after the last line");
        place.refuses(&changed("1000003", "1000004"), "is not what was exported");
        place.refuses(&changed(octets, &octets.replace("AP8KIj", "AP8KIk")), "the table secrets");
        place.refuses(&changed(octets, &octets.replace("AP8KIj", "!P8KIj")), "secrets.value");
        place.refuses(&changed(&format!("{octets}\n"), ""), "the table secrets");
        place.refuses(&changed(&format!("{octets}\n"), &format!("{octets}\n{octets}\n")), "not in its place");
        place.refuses(&changed("\"made_at\":", "\"made_at\":1"), "the first line");
        place.refuses(&changed("\"sha256\":\"", "\"sha256\":\"0"), "the table users");
        place.refuses(&changed("\"end\":[", "\"end\":[],\"more\":["), "line");
        place.refuses(&(swapped.join("\n") + "\n"), "line 3: a row of users is not in its place");
        place.refuses(&(moved.join("\n") + "\n"), "after those of other tables");
        place.import(&text);
        assert_eq!(
            usize::try_from(place.rows()),
            Ok(rows(&text).len() + 1),
            "and whole it is taken, which the audit says"
        );
    }
}

#[test]
fn a_file_of_another_schema_or_issuer_is_refused_with_the_remedy() {
    let text = full();
    let schema = |from: &str, schema: u32| {
        let end = text.find("\"schema\":").unwrap();
        let rest = text[end..].find(',').unwrap();
        let head = text[..end].replace("\"store\":\"sqlite\"", &format!("\"store\":\"{from}\""));
        format!("{head}\"schema\":{schema}{}", &text[end + rest..])
    };
    for place in Place::all() {
        place.refuses(&schema("sqlite", 18), "export again with this version");
        place.refuses(&schema("sqlite", 1000), "made by a newer latchkey");
        place.refuses(&schema("postgres", 1000), "made by a newer latchkey");
        place.refuses(&schema("another", 1), "made by a newer latchkey");
        place.refuses(&text.replacen("\"latchkey_export\":1", "\"latchkey_export\":2", 1), "made by a newer latchkey");
        let place = place.of_issuer("https://other.example");
        std::fs::write(place.path("in"), &text).unwrap();
        place.fails(&["import", "in"], 1, "Set server.issuer");
        assert_eq!(place.rows(), 0);
    }
}

#[test]
fn a_database_with_rows_is_left_as_it_is_and_one_without_is_filled() {
    let text = full();
    for place in Place::all() {
        place.ok(&["user", "add", "ben"]);
        let before = place.export("before");
        std::fs::write(place.path("in"), &text).unwrap();
        place.fails(&["import", "in"], 5, "is not empty: its table users has rows");
        assert_eq!(moved(&place.export("after")), moved(&before));
    }
    for place in Place::all() {
        // A database that has its tables, and that nobody used.
        if let Some(path) = place.database.file() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        place.ok(&["migrate", "run"]);
        place.import(&text);
        assert_eq!(moved(&place.export("out")), moved(&text));
    }
}

#[test]
fn a_database_that_is_in_use_is_left_alone() {
    let text = full();
    for place in Place::all() {
        if let Some(path) = place.database.file() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        place.ok(&["migrate", "run"]);
        std::fs::write(place.path("in"), &text).unwrap();
        let by_hand = place.by_hand();
        by_hand.hold();
        place.fails(&["import", "in"], 5, "in use: stop the server");
        by_hand.let_go();
    }
}

/// A database was moved away, and what lay beside it was not.
#[test]
fn a_log_that_an_old_database_left_does_not_become_part_of_the_new_one() {
    let text = full();
    for more in ["-wal", "-journal"] {
        let place = Place::sqlite();
        std::fs::create_dir_all(place.path("data")).unwrap();
        let log = place.path(&format!("data/latchkey.db{more}"));
        std::fs::write(&log, "frames").unwrap();
        std::fs::write(place.path("in"), &text).unwrap();
        place.fails(&["import", "in"], 5, "is left of a database that was here");
        assert!(log.exists() && !place.path("data/latchkey.db").exists());
        std::fs::remove_file(log).unwrap();
        place.import(&text);
    }
}

#[test]
fn an_export_is_of_one_moment_whatever_is_written_meanwhile() {
    for place in Place::all() {
        place.ok(&["user", "add", "ada"]);
        let (by_hand, file) = (place.by_hand(), place.path("out"));
        let mut has_written = false;
        let mut meanwhile = move |_, _, _| {
            if !std::mem::replace(&mut has_written, true) {
                by_hand.run("DELETE FROM user_names");
                by_hand.run("INSERT INTO configured_clients VALUES ('late')");
            }
        };
        let about = ("1.0.0", transfer::store_name(&place.database), None, Timestamp(1_800_000_000));
        let mut writer = Writer::create(&file, about, &mut meanwhile).unwrap();
        transfer::export(&place.database, &mut writer).unwrap();
        drop(writer);
        assert_eq!(place.by_hand().count("user_names"), 0);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("{\"t\":\"user_names\"") && !text.contains("late"), "{text}");
    }
}

#[test]
fn a_database_of_another_schema_is_not_exported_and_no_file_is_left() {
    for place in Place::all() {
        place.ok(&["user", "add", "ada"]);
        let by_hand = place.by_hand();
        for (sqlite, postgres, words) in [(18, 0, ""), (1000, 1000, "schema version 1000, newer")] {
            match by_hand {
                ByHand::Sqlite(_) => by_hand.run(&format!("PRAGMA user_version = {sqlite}")),
                ByHand::Postgres(_) => by_hand.run(&format!("UPDATE schema_version SET version = {postgres}")),
            };
            let output = place.run(&["export", "out"]);
            assert!(!output.status.success() && told(&output).contains(words), "{}", told(&output));
            assert!(!place.path("out").exists() && !place.path("out.partial").exists());
        }
    }
}

/// `kill -9` in the midst of the rows, which come through a pipe that says no more.
#[test]
fn an_import_that_is_cut_off_changes_nothing_and_is_begun_anew() {
    let text = full();
    for place in Place::all() {
        if place.database.file().is_none() {
            place.ok(&["migrate", "run"]);
        }
        let pipe = place.path("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut import = place.command(&["import", "pipe"]).stderr(Stdio::null()).spawn().unwrap();
        let mut writing = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
        writing.write_all(&text.as_bytes()[..text.len() / 2]).unwrap();
        std::thread::sleep(Duration::from_millis(800));
        assert!(import.try_wait().unwrap().is_none(), "it waits for more");
        if let Some(path) = place.database.file() {
            assert!(path.with_file_name("latchkey.db.importing").exists());
            std::fs::write(place.path("in"), &text).unwrap();
            place.fails(&["import", "in"], 5, "in use");
        }
        import.kill().unwrap();
        import.wait().unwrap();
        drop(writing);
        match place.database.file() {
            Some(path) => assert!(!path.exists()),
            None => assert_eq!(place.rows(), 0),
        }
        let summary = place.import(&text);
        assert_eq!(summary["rows"], json!(rows(&text).len()));
        assert_eq!(moved(&place.export("out")), moved(&text));
    }
}
