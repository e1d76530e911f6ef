//! `latchkey reload`: a running server takes its configuration in, and the command says what became of it.

use serde_json::{Value, json};

use crate::cli::Desk;
use crate::process::{Process, replace};
use crate::support::Browser;

const CLIENT: &str = "[[clients]]\nclient_id = 'app'\nredirect_uris = ['https://app.example/cb']\n\
                      client_secret_hash = 'sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'\n";

/// The configuration of a desk whose server is at `port`, with these other lines.
fn config(port: u16, server: &str, rest: &str) -> String {
    format!("[server]\nissuer = 'http://localhost:{port}'\n{server}\n{CLIENT}{rest}")
}

async fn digest(process: &Process) -> Value {
    let answer = Browser::new().http.get(process.url("/readyz")).send().await.unwrap().text().await.unwrap();
    serde_json::from_str::<Value>(&answer).unwrap()["configuration"].clone()
}

/// Files of servers that are found by commands.
fn running(desk: &Desk) -> Vec<String> {
    let entries = std::fs::read_dir(desk.path().join("latchkey-data")).unwrap().flatten();
    let names = entries.map(|entry| entry.file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("running-")).collect()
}

#[actix_web::test]
async fn a_configuration_is_taken_in_at_once_and_the_answer_names_it() {
    let desk = Desk::new(CLIENT);
    let process = Process::start(desk.path(), &[]).await;
    let file = desk.path().join("config.toml");
    let before = digest(&process).await;
    replace(&file, config(process.port, "", "[branding]\nname = 'Second'\n"));
    let told = desk.json(&["reload"]);
    // Whoever watches the file may have been faster.
    assert!(matches!(told[0]["result"].as_str(), Some("applied" | "unchanged")), "{told}");
    assert_eq!(told[0]["configuration"], digest(&process).await);
    assert_ne!(told[0]["configuration"], before);
    assert!(told[0]["process"].is_number() && told[0]["reasons"] == json!([]), "{told}");

    let told = desk.ok(&["reload"]);
    assert!(told.starts_with("unchanged: process"), "{told}");
    process.wait_for("configuration reloaded");
    assert_eq!(running(&desk).len(), 2);
    assert_eq!(process.stop(), Some(0));
    assert_eq!(running(&desk).len(), 0, "they go with the server");
}

#[actix_web::test]
async fn what_is_wrong_is_told_and_the_server_left_alone_and_what_needs_a_restart_is_named() {
    let desk = Desk::new(CLIENT);
    let process = Process::start(desk.path(), &[]).await;
    let file = desk.path().join("config.toml");
    let before = digest(&process).await;

    replace(&file, config(process.port, "", "redirect_urls = []\n"));
    let (code, words) = desk.fails(&["reload"]);
    assert!(code == 3 && words.contains("did you mean"), "{code} {words}");
    assert_eq!(digest(&process).await, before);

    let (workers, elsewhere) = ("workers = 3", "listen = ['127.0.0.1:1']");
    for (lines, key) in [(workers, "`server.workers`"), (elsewhere, "`server.listen`")] {
        replace(&file, config(process.port, lines, ""));
        let output = desk.run(&["reload"]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("kept: process") && told.contains(key) && told.contains("needs a restart"), "{told}");
    }
    replace(&file, config(process.port, "", "").replace(CLIENT, ""));
    let refused = desk.run(&["reload", "--output", "json"]);
    let told: Value = serde_json::from_slice(&refused.stdout).unwrap();
    assert_eq!((refused.status.code(), &told[0]["result"]), (Some(1), &json!("kept")), "{told}");
    assert!(told[0]["reasons"].to_string().contains("[[clients]]"), "{told}");
    assert_eq!(digest(&process).await, before);

    replace(&file, config(process.port, "", ""));
    desk.ok(&["reload"]);
    assert_eq!(process.stop(), Some(0));
}

#[actix_web::test]
async fn without_a_server_it_says_so_and_signals_nobody() {
    let desk = Desk::new(CLIENT);
    let (code, words) = desk.fails(&["reload"]);
    assert!(code == 1 && words.contains("no server runs") && words.contains("latchkey serve"), "{words}");
    assert_eq!(desk.fails(&["reload", "--timeout", "0s"]).0, 2);
    let pale = Desk::new("[branding]\naccent = '#ffff00'\n");
    assert!(pale.fails(&["reload"]).1.contains("cannot be read well"));
    let (_, words) = pale.fails(&["reload", "--quiet"]);
    assert!(words.starts_with("latchkey: no server runs"), "the failure alone: {words}");

    // One that was killed leaves its files, and its number to somebody else.
    let process = Process::start(desk.path(), &[]).await;
    process.signal("KILL");
    drop(process);
    let left = running(&desk);
    let lock = left.iter().find(|name| name.ends_with(".lock")).unwrap_or_else(|| panic!("{left:?}"));
    // SIGHUP would end this process, which listens for none.
    std::fs::write(desk.path().join("latchkey-data").join(lock), std::process::id().to_string()).unwrap();
    let (code, words) = desk.fails(&["reload"]);
    assert!(code == 1 && words.contains("no server runs"), "{words}");

    let next = Process::start(desk.path(), &[]).await;
    assert_eq!(running(&desk).len(), 2, "what was left over is gone");
    desk.ok(&["reload"]);
    assert_eq!(next.stop(), Some(0));
}

/// As where one ends while the next one starts.
#[actix_web::test]
async fn a_server_that_stops_leaves_no_other_with_the_old_configuration() {
    let desk = Desk::new(CLIENT);
    let process = Process::start(desk.path(), &[]).await;
    // It holds its lock, and its account is gone.
    let path = desk.path().join("latchkey-data/running-0.lock");
    let lock = std::fs::File::create(&path).unwrap();
    lock.try_lock().unwrap();
    let mut other = std::process::Command::new("sleep").arg("600").stdin(lock).spawn().unwrap();
    std::fs::write(&path, other.id().to_string()).unwrap();
    let output = desk.run(&["reload", "--output", "json"]);
    let (told, words) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.code() == Some(1) && words.contains("has stopped"), "{told} {words}");
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((told.as_array().map(Vec::len), &told[0]["result"]), (Some(1), &json!("unchanged")), "{told}");
    assert!(other.try_wait().unwrap().is_none(), "it was not signalled");
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(process.stop(), Some(0));
}

/// Its number alone does not make a process a server.
#[actix_web::test]
async fn a_process_that_has_not_the_file_open_is_never_signalled() {
    let desk = Desk::new(CLIENT);
    desk.ok(&["user", "add", "ada"]);
    let path = desk.path().join("latchkey-data/running-BCDFGHJK.lock");
    let mut sleeper = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    std::fs::write(&path, sleeper.id().to_string()).unwrap();
    let held = std::fs::File::open(&path).unwrap();
    held.try_lock().unwrap();
    let (code, words) = desk.fails(&["reload"]);
    assert!(code == 1 && words.contains("cannot be reached"), "{words}");
    assert!(sleeper.try_wait().unwrap().is_none(), "it still sleeps");
    sleeper.kill().unwrap();
    sleeper.wait().unwrap();
}
