//! The binary as its user runs it: start, reload, stop.

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::Browser;
use crate::support::ports::{free_address, free_port};

/// Gives a file that a running server watches another text, in one step. A text written in two steps (emptied, then filled)
/// is two changes where the machine is slow enough, and a test then takes the line about the first for the second.
pub fn replace(file: &Path, text: impl AsRef<[u8]>) {
    // Hidden names are not watched.
    let new = file.with_file_name(".new");
    std::fs::write(&new, text).unwrap();
    std::fs::rename(new, file).unwrap();
}

/// A running `latchkey`; killed when dropped.
pub struct Process {
    child: Child,
    pub port: u16,
    lines: Receiver<String>,
    told: std::cell::RefCell<Vec<String>>,
}

impl Process {
    /// Starts in `folder`, on a free port, with these arguments; waits until it is ready.
    pub async fn start(folder: &Path, arguments: &[&str]) -> Self {
        let port = free_port();
        Self::start_at(folder, arguments, port).await
    }

    pub async fn start_at(folder: &Path, arguments: &[&str], port: u16) -> Self {
        let process = Self::begin_at(folder, arguments, port);
        for _ in 0..200 {
            if let Ok(answer) = Browser::new().http.get(process.url("/readyz")).send().await
                && answer.status() == 200
            {
                return process;
            }
            actix_web::rt::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the server is not ready: {:?}", process.lines.try_iter().collect::<Vec<_>>());
    }

    /// Starts it, and does not wait.
    fn begin_at(folder: &Path, arguments: &[&str], port: u16) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_latchkey"))
            .args(arguments)
            .current_dir(folder)
            .env("LATCHKEY__SERVER__ISSUER", format!("http://localhost:{port}"))
            .env_remove("LATCHKEY_CONFIG")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        for output in [
            Box::new(child.stdout.take().unwrap()) as Box<dyn std::io::Read + Send>,
            Box::new(child.stderr.take().unwrap()),
        ] {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    drop(sender.send(line));
                }
            });
        }
        Self { child, port, lines, told: Default::default() }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// Resident memory.
    pub fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([format!("-{name}"), pid]).status().unwrap().success());
    }

    /// Waits until it is so.
    fn until(&self, is_so: impl Fn() -> bool) {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !is_so() {
            assert!(Instant::now() < deadline, "it has not come to that: {}", self.seen());
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Whether it waits for this signal, which then does not end it at once.
    fn receives(&self, signal: Signal) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        u64::from_str_radix(caught.trim(), 16).unwrap() >> (signal.as_raw() - 1) & 1 == 1
    }

    /// Waits for a line that holds `words`.
    pub fn wait_for(&self, words: &str) -> String {
        let deadline = Instant::now() + Duration::from_secs(60);
        let mut seen = Vec::new();
        while let Some(left) = deadline.checked_duration_since(Instant::now()) {
            if let Ok(line) = self.lines.recv_timeout(left) {
                self.told.borrow_mut().push(line.clone());
                if line.contains(words) {
                    return line;
                }
                seen.push(line);
            }
        }
        panic!("no line with {words:?} in {seen:#?}");
    }

    /// Every log line so far; the set-up link, which is for the operator's eyes, is no log line.
    pub fn seen(&self) -> String {
        self.told.borrow_mut().extend(self.lines.try_iter());
        let told = self.told.borrow();
        told.iter().filter(|line| !line.contains("Set up ")).cloned().collect::<Vec<_>>().join("\n")
    }

    /// Stops by SIGTERM and returns the exit code.
    pub fn stop(mut self) -> Option<i32> {
        self.signal("TERM");
        self.child.wait().unwrap().code()
    }

    /// Stops by SIGTERM and returns every line of it ([`Self::seen`]).
    pub fn seen_until_stopped(mut self) -> String {
        self.signal("TERM");
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        // Until both of its outputs are at their end.
        self.told.borrow_mut().extend(self.lines.iter());
        self.seen()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[actix_web::test]
async fn without_a_file_it_starts_prints_a_set_up_link_and_keeps_its_data_to_itself() {
    let folder = tempfile::tempdir().unwrap();
    let process = Process::start(folder.path(), &[]).await;
    let port = process.port;
    let link = process.wait_for("Set up");
    let link = link.split_whitespace().last().unwrap().to_owned();
    assert!(link.starts_with(&process.url("/setup?t=")), "{link}");
    let data = folder.path().join("latchkey-data");
    assert_eq!(mode(&data), 0o700);
    for file in ["latchkey.db", "latchkey.db-wal", "latchkey.db-shm"] {
        assert_eq!(mode(&data.join(file)), 0o600, "{file}");
    }

    let browser = Browser::new();
    let page = browser.visit(&link).await;
    let fields =
        [("name", "Ada"), ("username", "ada"), ("email", "ada@example.com"), ("password", "seven calm herons")];
    assert!(browser.submit(&page, &fields).await.body.contains("Ada"));
    let keys = browser.get(&process.url("/jwks")).await.body;
    assert_eq!(process.stop(), Some(0));

    let process = Process::start_at(folder.path(), &[], port).await;
    assert_eq!(browser.get(&process.url("/jwks")).await.body, keys, "keys survive a restart");
    assert!(browser.visit(&process.url("/")).await.body.contains("Ada"), "logins survive a restart");
    let told: Vec<String> = process.lines.try_iter().collect();
    assert!(!told.iter().any(|line| line.contains("Set up")), "somebody administers it now: {told:?}");
}

/// REL-16.
#[actix_web::test]
async fn told_to_stop_at_whatever_moment_of_its_start_it_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut ended = Vec::new();
    for milliseconds in [None, Some(0), Some(2), Some(10), Some(40)] {
        let process = Process::begin_at(folder.path(), &[], free_port());
        let listens = || std::net::TcpStream::connect(("127.0.0.1", process.port)).is_ok();
        process.until(|| process.receives(Signal::TERM) && (milliseconds.is_some() || listens()));
        assert!(process.receives(Signal::HUP), "a reload that is asked for meanwhile would end it");
        std::thread::sleep(Duration::from_millis(milliseconds.unwrap_or_default()));
        ended.push(process.stop());
    }
    assert_eq!(ended, [Some(0); 5]);
}

/// REL-16, REL-18: who waits for a database waits for a minute or more.
#[actix_web::test]
async fn told_to_stop_while_its_start_waits_for_the_database_it_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    Process::start(folder.path(), &[]).await.stop();
    let held = rusqlite::Connection::open(folder.path().join("latchkey-data/latchkey.db")).unwrap();
    held.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let nobody = tempfile::tempdir().unwrap();
    let url = format!("[storage]\nurl = 'postgres://latchkey@127.0.0.1:{}/latchkey?sslmode=disable'\n", free_port());
    std::fs::write(nobody.path().join("config.toml"), url).unwrap();
    for (folder, arguments) in [(folder.path(), &[][..]), (nobody.path(), &["-c", "config.toml"])] {
        let process = Process::begin_at(folder, arguments, free_port());
        process.until(|| process.receives(Signal::TERM));
        std::thread::sleep(Duration::from_millis(500));
        assert_eq!(process.stop(), Some(0));
    }
}

/// REL-17, I7.
#[actix_web::test]
async fn a_changed_file_is_taken_in_and_a_bad_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    let client = |name: &str, key: &str| {
        format!(
            "[[clients]]\nclient_id = \"app\"\nclient_name = \"{name}\"\n{key} = [\"http://localhost:3000/cb\"]\n\
                 client_secret_hash = \"sha256:{}\"\n",
            "ab".repeat(32)
        )
    };
    std::fs::write(&file, client("First", "redirect_uris")).unwrap();
    let process = Process::start(folder.path(), &[]).await;
    let authorize = "/authorize?client_id=app&response_type=code&scope=openid&redirect_uri=http://localhost:3000/cb\
         &code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let name_shown = async |name: &str| Browser::new().visit(&process.url(authorize)).await.body.contains(name);
    assert!(name_shown("First").await);

    replace(&file, client("Second", "redirect_uris"));
    process.wait_for("configuration reloaded");
    assert!(name_shown("Second").await);

    replace(&file, client("Third", "redirect_urls"));
    process.wait_for("did you mean");
    assert!(name_shown("Second").await, "the old configuration stays in force");

    process.signal("HUP");
    process.wait_for("configuration not reloaded");
    replace(&file, client("Fourth", "redirect_uris"));
    process.wait_for("configuration reloaded");
    assert!(name_shown("Fourth").await);
    assert_eq!(process.stop(), Some(0));
}

/// I7, REL-17: the file is not changed a second time, and says who is locked.
#[actix_web::test]
async fn a_reload_that_the_database_stops_is_tried_again_until_it_succeeds() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    let config =
        |locked: bool| format!("[server]\ndata_dir = \"data\"\n[[users]]\nusername = \"ada\"\nlocked = {locked}\n");
    std::fs::write(&file, config(false)).unwrap();
    let process = Process::start(folder.path(), &["--config", "config.toml"]).await;
    let database = rusqlite::Connection::open(folder.path().join("data/latchkey.db")).unwrap();
    let is_locked = || {
        let asked = "SELECT locked FROM users WHERE username = 'ada'";
        database.query_row(asked, [], |row| row.get::<_, bool>(0)).unwrap()
    };
    assert!(!is_locked());
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    replace(&file, config(true));
    let told = process.wait_for("configuration not reloaded");
    assert!(told.contains("tried again"), "{told}");
    database.execute_batch("ROLLBACK").unwrap();
    process.wait_for("configuration reloaded");
    assert!(is_locked());
    assert_eq!(process.stop(), Some(0));
}

#[actix_web::test]
async fn an_older_file_is_told_with_both_numbers_and_a_missing_number_with_the_line_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    let config = |revision: &str, group: &str| {
        format!("{revision}\n[server]\ndata_dir = \"data\"\n[[users]]\nusername = \"ada\"\ngroups = [\"{group}\"]\n")
    };
    std::fs::write(&file, config("revision = 7", "seven")).unwrap();
    let process = Process::start(folder.path(), &["--config", "config.toml"]).await;
    let database = rusqlite::Connection::open(folder.path().join("data/latchkey.db")).unwrap();
    let groups = || {
        let asked = "SELECT groups FROM users WHERE username = 'ada'";
        database.query_row(asked, [], |row| row.get::<_, String>(0)).unwrap()
    };
    let unraised = "users changed in the configuration though `revision` did not";
    for (revision, group, words, kept) in [
        ("revision = 6", "six", "its `revision` is 6, and 7 was taken in before", "seven"),
        ("", "none", "write `revision = 8` at its top", "seven"),
        ("revision = 7", "again", unraised, "again"),
    ] {
        replace(&file, config(revision, group));
        process.wait_for(words);
        process.wait_for("configuration reloaded");
        assert!(groups().contains(kept), "{revision}: {}", groups());
    }
    process.signal("HUP");
    process.wait_for("configuration reloaded");
    assert_eq!(process.seen().matches(unraised).count(), 1, "it is said once");
    assert_eq!(process.stop(), Some(0));
}

#[actix_web::test]
async fn a_reload_takes_in_keys_at_once_those_it_asks_for_and_those_that_the_command_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    let keys = |algorithms: &str| format!("[server]\ndata_dir = \"data\"\n[keys]\nalgorithms = [{algorithms}]\n");
    std::fs::write(&file, keys("\"RS256\"")).unwrap();
    let process = Process::start(folder.path(), &["--config", "config.toml"]).await;
    let kids = async |alg: &str| {
        let jwks = Browser::new().visit(&process.url("/jwks")).await.json();
        jwks["keys"].as_array().unwrap().iter().filter(|key| key["alg"] == alg).count()
    };
    assert_eq!((kids("RS256").await, kids("EdDSA").await), (1, 0));
    replace(&file, keys("\"RS256\", \"EdDSA\""));
    process.wait_for("configuration reloaded");
    assert_eq!((kids("RS256").await, kids("EdDSA").await), (1, 1));
    let rotated = Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .args(["--config", "config.toml", "keys", "rotate", "--alg", "RS256"])
        .current_dir(folder.path())
        .env("LATCHKEY__SERVER__ISSUER", format!("http://localhost:{}", process.port))
        .output()
        .unwrap();
    assert!(rotated.status.success(), "{rotated:?}");
    process.signal("HUP");
    process.wait_for("configuration reloaded");
    assert_eq!((kids("RS256").await, kids("EdDSA").await), (2, 1));
    assert_eq!(process.stop(), Some(0));
}

#[test]
fn a_bad_file_is_told_whole_and_ends_with_exit_code_3() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("config.toml"),
        "[server]\nissuer = \"http://auth.example.com\"\nlisten = 8000\nworker = 2\n",
    )
    .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_latchkey")).current_dir(folder.path()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{told}");
    for words in ["config.toml:2", "https", "config.toml:3", "did you mean `workers`", "3 errors"] {
        assert!(told.contains(words), "{words} in {told}");
    }
}

#[test]
fn a_data_folder_of_somebody_else_is_told_with_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("latchkey-data"), "a file in the way").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_latchkey")).current_dir(folder.path()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(5), "{told}");
    assert!(told.contains("data_dir under [server]"), "{told}");
}

/// TLS without a proxy, and `latchkey health` over it.
#[actix_web::test]
async fn tls_is_served_with_the_configured_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
                -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE -keyout key.pem -out cert.pem";
    let arguments: Vec<&str> = make.split_whitespace().collect();
    assert!(
        Command::new(arguments[0])
            .args(&arguments[1..])
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    );
    std::fs::set_permissions(folder.path().join("key.pem"), std::fs::Permissions::from_mode(0o600)).unwrap();
    let port = free_port();
    std::fs::write(
        folder.path().join("config.toml"),
        format!(
            "[server]\nissuer = \"https://localhost:{port}\"\nlisten = [\"127.0.0.1:{port}\"]\n\
             tls = {{ cert_file = \"cert.pem\", key_file = \"key.pem\" }}\n"
        ),
    )
    .unwrap();
    let latchkey = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
        command.args(arguments).current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let child = latchkey(&["serve"]).spawn().unwrap();
    let _process = Process { child, port, lines: channel().1, told: Default::default() };
    let certificate =
        || reqwest::Certificate::from_pem(&std::fs::read(folder.path().join("cert.pem")).unwrap()).unwrap();
    let http = reqwest::Client::builder().add_root_certificate(certificate()).no_proxy().build().unwrap();
    let discovery = format!("https://localhost:{port}/.well-known/openid-configuration");
    let deadline = Instant::now() + Duration::from_secs(10);
    let answer = loop {
        match http.get(&discovery).send().await {
            Ok(answer) => break answer,
            Err(error) if Instant::now() > deadline => panic!("{error:?}"),
            Err(_) => actix_web::rt::time::sleep(Duration::from_millis(25)).await,
        }
    };
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");
    let document: serde_json::Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    assert_eq!(document["issuer"], format!("https://localhost:{port}"));
    let page = http.get(format!("https://localhost:{port}/login")).send().await.unwrap();
    let cookie = page.headers()["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with(&format!("__Host-lk_sid_{port}="))
            && cookie.contains("Secure")
            && !cookie.contains("Domain"),
        "{cookie}"
    );
    assert_eq!(latchkey(&["health"]).status().unwrap().code(), Some(0));
}

#[test]
fn the_audit_goes_to_standard_output_where_the_file_says_so() {
    let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
    std::fs::write(folder.path().join("config.toml"), "[audit]\nlog = false\nstdout = true\n").unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .arg("serve")
        .current_dir(folder.path())
        .env("LATCHKEY__SERVER__ISSUER", format!("http://localhost:{port}"))
        .env_remove("LATCHKEY_CONFIG")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (sender, lines) = channel();
    let output = child.stdout.take().unwrap();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            drop(sender.send(line));
        }
    });
    let process = Process { child, port, lines, told: Default::default() };
    let record: serde_json::Value = serde_json::from_str(&process.wait_for("server.start")).unwrap();
    assert_eq!((record["event"].as_str(), record["actor"].as_str()), (Some("server.start"), Some("server")));
    assert_eq!((record["number"].is_i64(), record["hash"].as_str().map(str::len)), (true, Some(64)), "{record}");
    assert!(record["details"]["digest"].is_string() && record["details"]["revision"].is_null(), "{record}");
    let text = "revision = 8\n[audit]\nlog = false\nstdout = true\n[branding]\nname = 'Home'\n";
    replace(&folder.path().join("config.toml"), text);
    let record: serde_json::Value = serde_json::from_str(&process.wait_for("config.reload")).unwrap();
    assert_eq!((&record["event"], &record["details"]["revision"]), (&"config.reload".into(), &"8".into()), "{record}");
    assert!(record["details"]["clients_changed"].is_null(), "{record}");
    let with = |name: &str| {
        let secret = "ab".repeat(32);
        format!(
            "{text}[[clients]]\nclient_id = 'wiki'\nclient_name = '{name}'\nredirect_uris = ['https://wiki.example/cb']\n\
             client_secret_hash = 'sha256:{secret}'\n"
        )
    };
    // Which app came is a record of its own, and which one changed stands in that of the reload.
    for (name, changed) in [("Wiki", serde_json::Value::Null), ("Our wiki", "wiki".into())] {
        replace(&folder.path().join("config.toml"), with(name));
        let record: serde_json::Value = serde_json::from_str(&process.wait_for("config.reload")).unwrap();
        assert_eq!(record["details"]["clients_changed"], changed, "{record}");
    }
    let came = |line: &&String| line.contains("client.define") && line.contains("\"wiki\"");
    assert_eq!(process.told.borrow().iter().filter(came).count(), 1);
}

#[actix_web::test]
async fn metrics_have_an_address_of_their_own_and_tell_of_a_bad_reload() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    let address = free_address();
    let config = format!("[metrics]\nlisten = \"{address}\"\n");
    std::fs::write(&file, &config).unwrap();
    let process = Process::start(folder.path(), &[]).await;
    process.wait_for("/metrics");
    let browser = Browser::new();
    assert_eq!(browser.get(&process.url("/metrics")).await.status, 404);
    let reload_ok = async |wanted: &str| {
        for _ in 0..200 {
            let page = browser.get(&format!("http://{address}/metrics")).await;
            assert_eq!(page.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
            if page.body.contains(&format!("\nlatchkey_config_reload_ok {wanted}\n")) {
                return;
            }
            actix_web::rt::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("latchkey_config_reload_ok is not {wanted}");
    };
    reload_ok("1").await;
    replace(&file, format!("{config}oops = 1\n"));
    process.wait_for("configuration not reloaded");
    reload_ok("0").await;
    replace(&file, &config);
    process.wait_for("configuration reloaded");
    reload_ok("1").await;
    assert_eq!(process.stop(), Some(0));
    assert!(browser.http.get(format!("http://{address}/livez")).send().await.is_err(), "it went with the server");
}

/// SEC-71: what a whole sign-in leaves in the log at its most talkative.
#[actix_web::test]
async fn no_secret_of_any_kind_is_ever_logged() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let secret = "lks_canary-of-a-client-secret-that-is-long-enough";
    std::fs::write(
        folder.path().join("config.toml"),
        format!(
            "[log]\nlevel = \"trace\"\n[[clients]]\nclient_id = \"app\"\nclient_secret = \"{secret}\"\nrequire_pkce = false\n\
             consent = \"skip\"\nredirect_uris = [\"http://localhost:3000/cb\"]\n"
        ),
    )
    .unwrap();
    let process = Process::start_at(folder.path(), &[], port).await;
    let link = process.wait_for("Set up").split_whitespace().last().unwrap().to_owned();
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    let password = "canary calm herons";
    let fields = [("name", "Ada"), ("username", "ada"), ("email", "ada@example.com"), ("password", password)];
    browser.submit(&page, &fields).await;
    let query = "client_id=app&response_type=code&scope=openid+offline_access&state=canary-state&nonce=canary-nonce\
         &redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb";
    let code = browser.visit(&process.url(&format!("/authorize?{query}"))).await.answer()["code"].clone();
    let token = async |fields: &[(&str, &str)]| {
        let request = browser.http.post(process.url("/token")).basic_auth("app", Some(secret)).form(fields);
        crate::support::browser::Page::read(request.send().await.unwrap()).await
    };
    let redeem = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", "http://localhost:3000/cb")];
    let tokens = token(&redeem).await.json();
    let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
    browser.http.get(process.url("/userinfo")).bearer_auth(text("access_token")).send().await.unwrap();
    token(&[("grant_type", "refresh_token"), ("refresh_token", &text("refresh_token"))]).await;
    token(&redeem).await;
    for path in ["/introspect", "/revoke"] {
        for kind in ["access_token", "refresh_token", "id_token"] {
            let request = browser.http.post(process.url(path)).basic_auth("app", Some(secret));
            request.form(&[("token", text(kind)), ("token_type_hint", "canary-hint".into())]).send().await.unwrap();
        }
    }
    process.wait_for("token refused");
    process.signal("TERM");
    actix_web::rt::time::sleep(Duration::from_millis(300)).await;
    let log = process.seen();
    assert!(log.contains("answered") && log.contains("first account created"), "{log}");
    let id_token = text("id_token");
    for canary in [
        password,
        secret,
        &code,
        &text("access_token"),
        &text("refresh_token"),
        &id_token,
        "canary-state",
        "canary-nonce",
        "canary-hint",
        link.rsplit('=').next().unwrap(),
    ] {
        assert!(!log.contains(canary), "{canary} is in the log");
    }
}
