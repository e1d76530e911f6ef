//! The backups that a server makes by itself: one a day, the newest few, and nothing else touched.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::config::settings::BackupSettings;
use latchkey::jobs::back_up::BackUp;
use latchkey::store::audit::Wanted;
use latchkey::store::sqlite::backup::{copy, look_into};
use latchkey::telemetry::series::Exposition;

use crate::cli::Desk;
use crate::process::Process;
use crate::support::provider::START;
use crate::support::{Builder, TestProvider};

/// From the start of the clock, which is 08:00 UTC, to 03:00 of the next day.
const UNTIL_NIGHT: u64 = 19 * 60 * 60;
const DAY: u64 = 24 * 60 * 60;

fn builder(keep: usize) -> (Builder, PathBuf) {
    let mut folder = PathBuf::new();
    let builder = Builder::new().with(|settings| {
        folder = settings.server.data_dir.join("backups");
        let at = Duration::from_secs(3 * 60 * 60);
        settings.storage.backup = Some(BackupSettings { dir: folder.clone(), keep, at });
    });
    (builder, folder)
}

fn server(keep: usize) -> (TestProvider, PathBuf) {
    let (builder, folder) = builder(keep);
    (builder.start(), folder)
}

/// A look of a process that has just started; the job of the server may be at it at this moment.
async fn look(server: &TestProvider) {
    BackUp::default().look(&server.provider).await;
    while fs::exists(folder_of(server).join(".latchkey.lock")).unwrap_or_default() && is_held(&folder_of(server)) {
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
    }
}

fn folder_of(server: &TestProvider) -> PathBuf {
    server.provider.live().settings.storage.backup.clone().unwrap().dir
}

fn is_held(folder: &Path) -> bool {
    fs::File::open(folder.join(".latchkey.lock")).is_ok_and(|lock| lock.try_lock().is_err())
}

/// What is in the folder, beside the lock.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != ".latchkey.lock");
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn metrics(server: &TestProvider) -> String {
    let mut text = Exposition::default();
    server.provider.metrics.write(&mut text);
    text.into_text()
}

#[actix_web::test]
async fn one_backup_is_made_a_day_however_often_the_server_starts() {
    let (server, folder) = server(7);
    assert!(!metrics(&server).contains("\nlatchkey_backup_last_success_timestamp_seconds "), "none is known yet");
    look(&server).await;
    let first = "latchkey-20270115T080000Z.db";
    assert_eq!(names(&folder), [first]);
    assert_eq!((mode(&folder), mode(&folder.join(first))), (0o700, 0o600));
    assert_eq!(look_into(&folder.join(first)).unwrap().accounts, 2);
    let server = server.restart();
    look(&server).await;
    server.advance(UNTIL_NIGHT - 1);
    look(&server).await;
    assert_eq!(names(&folder), [first], "there is one of this day");
    server.advance(1);
    look(&server).await;
    assert_eq!(names(&folder), [first, "latchkey-20270116T030000Z.db"]);
    let told = metrics(&server);
    let at = START.after(Duration::from_secs(UNTIL_NIGHT)).seconds();
    assert!(told.contains(&format!("\nlatchkey_backup_last_success_timestamp_seconds {at}\n")), "{told}");
    assert!(told.contains("\nlatchkey_backup_failures_total 0\n"), "{told}");
}

#[actix_web::test]
async fn one_job_makes_the_backup_of_each_day_that_passes() {
    let (server, folder) = server(7);
    let job = BackUp::default();
    for day in 1..=3 {
        job.look(&server.provider).await;
        job.look(&server.provider).await;
        while names(&folder).len() < day || is_held(&folder) {
            actix_web::rt::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(names(&folder).len(), day);
        server.advance(DAY);
    }
}

/// It looked at its clock before this server did, and was done first.
#[actix_web::test]
async fn a_backup_that_another_process_made_a_moment_later_is_the_one_of_this_day() {
    let (server, folder) = server(7);
    fs::create_dir_all(&folder).unwrap();
    let (database, at) = (
        server.provider.live().settings.storage.database.file().unwrap().to_owned(),
        START.after(Duration::from_secs(9)),
    );
    let mut goes_on = |_, _| std::ops::ControlFlow::Continue(());
    let made = folder.join("latchkey-20270115T080009Z.db");
    copy(&database, &made, (at, "0.1.0", Some(&server.issuer)), &mut goes_on).unwrap();
    look(&server).await;
    assert_eq!(names(&folder), ["latchkey-20270115T080009Z.db"]);
}

#[actix_web::test]
async fn a_missed_night_is_made_up_once() {
    let (server, folder) = server(7);
    look(&server).await;
    server.advance(5 * DAY);
    let server = server.restart();
    look(&server).await;
    look(&server).await;
    assert_eq!(names(&folder), ["latchkey-20270115T080000Z.db", "latchkey-20270120T080000Z.db"]);
}

#[actix_web::test]
async fn the_newest_are_kept_and_what_the_server_did_not_make_is_not_touched() {
    let (server, folder) = server(2);
    fs::create_dir_all(&folder).unwrap();
    let database = server.provider.live().settings.storage.database.file().unwrap().to_owned();
    let copied = |name: &str, at: i64, issuer: &str| {
        let mut goes_on = |_, _| std::ops::ControlFlow::Continue(());
        copy(&database, &folder.join(name), (Timestamp(at), "0.1.0", Some(issuer)), &mut goes_on).unwrap();
    };
    // As ours are called, of another server; by the operator's hand; a copy of one of ours; of a clock that was wrong.
    copied("latchkey-20270101T000000Z.db", 1_798_761_600, "https://other.example");
    copied("latchkey-2027-01-01.db", 1_798_761_600, &server.issuer);
    copied("latchkey-20270102T000000Z.db", 1_798_761_600, &server.issuer);
    copied("latchkey-20360101T000000Z.db", 2_082_758_400, &server.issuer);
    fs::write(folder.join("latchkey-20270103T000000Z.db"), "a shopping list").unwrap();
    fs::write(folder.join("notes.txt"), "").unwrap();
    fs::create_dir(folder.join("latchkey-20270104T000000Z.db")).unwrap();
    std::os::unix::fs::symlink(&database, folder.join("latchkey-20270105T000000Z.db")).unwrap();
    let foreign = names(&folder);
    assert_eq!(foreign.len(), 8);
    for _ in 0..4 {
        look(&server).await;
        server.advance(DAY);
    }
    let mut expected =
        [foreign, vec!["latchkey-20270117T080000Z.db".into(), "latchkey-20270118T080000Z.db".into()]].concat();
    expected.sort();
    assert_eq!(names(&folder), expected);
    let wanted = Wanted { event: Some("backup.remove".to_owned()), limit: 10, ..Wanted::default() };
    let records = server.provider.store.records(&wanted).await.unwrap();
    let oldest: Vec<String> = records.iter().rev().map(|record| record.detail()["oldest"].clone()).collect();
    assert_eq!(oldest.len(), 2, "a record of each deletion, and none where nothing was deleted: {records:?}");
    for (path, name) in oldest.iter().zip(["latchkey-20270115T080000Z.db", "latchkey-20270116T080000Z.db"]) {
        assert!(path.ends_with(name), "{records:?}");
    }
    assert!(records.iter().all(|record| record.actor == "server" && record.detail()["count"] == "1"), "{records:?}");
}

#[actix_web::test]
async fn what_a_killed_process_left_is_removed() {
    let (server, folder) = server(7);
    fs::create_dir_all(&folder).unwrap();
    for (name, content) in [
        ("latchkey-20270114T030000Z.db", ""),
        ("latchkey-20270114T030000Z.db.partial", "half of it"),
        ("latchkey-20270114T030000Z.db.partial-journal", "x"),
        ("other.partial", "somebody's"),
    ] {
        fs::write(folder.join(name), content).unwrap();
    }
    look(&server).await;
    assert_eq!(names(&folder), ["latchkey-20270115T080000Z.db", "other.partial"]);
}

/// Days of empty backups would drive out those from before the database was lost.
#[actix_web::test]
async fn a_database_with_nothing_in_it_is_not_backed_up() {
    let (builder, folder) = builder(7);
    let server = builder.with(|settings| settings.users.clear()).start();
    look(&server).await;
    assert!(!folder.exists());
    assert!(metrics(&server).contains("\nlatchkey_backup_failures_total 0\n"));
}

#[actix_web::test]
async fn a_folder_that_cannot_be_written_is_a_failure_until_another_one_is_named() {
    let (mut server, folder) = server(7);
    fs::write(&folder, "a file in the way").unwrap();
    let job = BackUp::default();
    job.look(&server.provider).await;
    let failures = |server: &TestProvider| {
        let told = metrics(server);
        let line = told.lines().find(|line| line.starts_with("latchkey_backup_failures_total ")).unwrap().to_owned();
        line.split_whitespace().last().unwrap().parse::<u32>().unwrap()
    };
    let failed = failures(&server);
    assert!(failed >= 1);
    assert_eq!(fs::read_to_string(&folder).unwrap(), "a file in the way");
    let elsewhere = folder.with_file_name("elsewhere");
    server.reload(|settings| {
        settings.storage.backup =
            settings.storage.backup.clone().map(|backup| BackupSettings { dir: elsewhere.clone(), ..backup });
    });
    job.look(&server.provider).await;
    while names(&elsewhere).is_empty() || is_held(&elsewhere) {
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(names(&elsewhere).len(), 1, "other settings do not wait for the next hour");
}

/// A disk of two megabytes has no room for a backup and what must stay free.
#[actix_web::test]
async fn a_disk_that_would_be_full_is_left_alone() {
    let disk = tempfile::tempdir().unwrap();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]).arg(disk.path()).output();
    if !mount.is_ok_and(|mounted| mounted.status.success()) {
        eprintln!("skipped: a disk of its own can only be mounted by root");
        return;
    }
    let (builder, _) = builder(7);
    let dir = disk.path().join("backups");
    let server = builder
        .with(|settings| {
            settings.storage.backup =
                settings.storage.backup.clone().map(|backup| BackupSettings { dir: dir.clone(), ..backup });
        })
        .start();
    look(&server).await;
    let (left, told) = (names(&dir), metrics(&server));
    drop(server);
    drop(Command::new("umount").arg("-l").arg(disk.path()).status());
    assert_eq!(left, Vec::<String>::new());
    assert!(!told.contains("\nlatchkey_backup_failures_total 0\n"), "{told}");
}

#[actix_web::test]
async fn of_several_that_look_at_once_one_makes_the_backup() {
    let (server, folder) = server(7);
    let jobs: Vec<BackUp> = (0..8).map(|_| BackUp::default()).collect();
    futures_util::future::join_all(jobs.iter().map(|job| job.look(&server.provider))).await;
    assert_eq!(names(&folder), ["latchkey-20270115T080000Z.db"]);
    assert!(metrics(&server).contains("\nlatchkey_backup_failures_total 0\n"));

    server.advance(DAY);
    let lock = fs::OpenOptions::new().write(true).open(folder.join(".latchkey.lock")).unwrap();
    lock.lock().unwrap();
    BackUp::default().look(&server.provider).await;
    assert_eq!(names(&folder).len(), 1, "somebody else is at it");
    assert!(metrics(&server).contains("\nlatchkey_backup_failures_total 0\n"), "which is no failure");
    drop(lock);
    look(&server).await;
    assert_eq!(names(&folder).len(), 2);
}

/// Both start in one moment over one database, as a process manager does it that lost count.
#[test]
fn of_two_servers_that_start_on_one_folder_one_makes_the_backup() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
    let log = |name: &str| folder.path().join(format!("{name}.log"));
    let servers: Vec<_> = ["one", "two"]
        .into_iter()
        .map(|name| {
            Command::new(env!("CARGO_BIN_EXE_latchkey"))
                .current_dir(folder.path())
                .env("LATCHKEY__SERVER__LISTEN", format!("[\"unix:{}/{name}.sock\"]", folder.path().display()))
                .env_remove("LATCHKEY_CONFIG")
                .stdout(std::process::Stdio::null())
                .stderr(fs::File::create(log(name)).unwrap())
                .spawn()
                .unwrap()
        })
        .collect();
    let told = || ["one", "two"].map(|name| fs::read_to_string(log(name)).unwrap()).concat();
    let deadline = std::time::Instant::now() + Duration::from_secs(30);
    while !told().contains("database backed up") && std::time::Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(50));
    }
    // By now the other one has looked, too.
    std::thread::sleep(Duration::from_secs(6));
    for mut server in servers {
        server.kill().unwrap();
        server.wait().unwrap();
    }
    assert_eq!(told().matches("database backed up").count(), 1, "{}", told());
    assert!(!told().contains("ERROR"), "{}", told());
    assert_eq!(names(&folder.path().join("kept")).len(), 1);
}

const CONFIG: &str = "[storage.backup]\nenabled = true\ndir = 'kept'\n[[users]]\nusername = 'ada'\n";

#[actix_web::test]
async fn a_server_backs_up_by_itself_says_so_and_the_backup_can_be_restored() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
    let process = Process::start(folder.path(), &[]).await;
    let port = process.port;
    let line = process.wait_for("database backed up");
    assert!(line.contains("INFO") && line.contains("kept/latchkey-20"), "{line}");
    assert_eq!(process.stop(), Some(0));
    let made = names(&folder.path().join("kept"));
    assert_eq!(made.len(), 1, "{made:?}");

    let process = Process::start_at(folder.path(), &[], port).await;
    actix_web::rt::time::sleep(Duration::from_secs(6)).await;
    assert!(!process.seen().contains("backed up"), "{}", process.seen());
    assert_eq!(process.stop(), Some(0));
    assert_eq!(names(&folder.path().join("kept")), made, "a restart makes no second one");

    fs::remove_dir_all(folder.path().join("latchkey-data")).unwrap();
    let latchkey = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_latchkey"))
            .args(arguments)
            .current_dir(folder.path())
            .env("LATCHKEY__SERVER__ISSUER", format!("http://localhost:{port}"))
            .env_remove("LATCHKEY_CONFIG")
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    latchkey(&["restore", &format!("kept/{}", made[0])]);
    assert!(latchkey(&["user", "list"]).contains("ada"));
}

#[actix_web::test]
async fn a_failure_is_an_error_in_the_log_with_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
    fs::write(folder.path().join("kept"), "in the way").unwrap();
    let process = Process::start(folder.path(), &[]).await;
    let line = process.wait_for("not backed up");
    assert!(line.contains("ERROR") && line.contains("set storage.backup.dir to another folder"), "{line}");
    assert_eq!(process.stop(), Some(0));
}

#[test]
fn check_says_when_backups_cannot_be_written() {
    let desk = Desk::new(CONFIG);
    let told = |desk: &Desk| String::from_utf8(desk.run(&["check"]).stderr).unwrap();
    assert!(!told(&desk).contains("backup"), "{}", told(&desk));
    fs::write(desk.path().join("kept"), "in the way").unwrap();
    let told = told(&desk);
    assert!(told.contains("warning: no backup can be put into") && told.contains("storage.backup.dir"), "{told}");
    assert_eq!(desk.run(&["check"]).status.code(), Some(0));
}
