//! `latchkey keys …` for the secrets that seal, beside a server that runs.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::process::Process;
use crate::support::Browser;
use crate::support::browser::Page;

const CONFIG: &str = "[server]\ndata_dir = \"data\"\n\n[[clients]]\nclient_id = \"app\"\n\
    redirect_uris = [\"https://app.example/cb\"]\ntoken_endpoint_auth_method = \"none\"\n";

fn keys(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
    command.args(["--config", "config.toml", "keys"]).args(arguments).current_dir(folder);
    command.env_remove("LATCHKEY_CONFIG").output().unwrap()
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Id and state of each sealing secret.
fn listed(folder: &Path) -> Vec<(String, String)> {
    let output = keys(folder, &["list", "--output", "json"]);
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let rows = rows.as_array().unwrap().iter().filter(|row| row["use"] == "seal");
    rows.map(|row| (text(row, "kid"), text(row, "state"))).collect()
}

#[test]
fn sealing_secrets_are_listed_rotated_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("config.toml"), CONFIG).unwrap();
    let id = |output: Output| String::from_utf8(output.stdout).unwrap().trim().to_owned();
    let first = id(keys(folder, &["rotate-sealing"]));
    assert_eq!(listed(folder), [(first.clone(), "sealing".to_owned())], "the first has nobody to wait for");
    let second = id(keys(folder, &["rotate-sealing"]));
    let states = [(first.clone(), "sealing".to_owned()), (second.clone(), "published".to_owned())];
    assert_eq!(listed(folder), states);
    let again = keys(folder, &["rotate-sealing"]);
    assert!(words(&again).contains("was generated already"), "{}", words(&again));
    assert_eq!((id(again), listed(folder)), (second.clone(), states.to_vec()));
    for used in [&first, &second] {
        let refused = keys(folder, &["forget", used, "--yes"]);
        assert!(!refused.status.success() && words(&refused).contains("still in use"), "{}", words(&refused));
    }
    let unsure = keys(folder, &["rotate-sealing", "--forget"]);
    assert_eq!(unsure.status.code(), Some(6));
    assert!(words(&unsure).contains("sign-in pages") && words(&unsure).contains("--yes"), "{}", words(&unsure));
    let third = id(keys(folder, &["rotate-sealing", "--forget", "--yes"]));
    assert_eq!(listed(folder), [(third, "sealing".to_owned())]);
}

/// One in 64 ids of an earlier version begins with a hyphen.
#[test]
fn an_id_may_begin_with_a_hyphen() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
    let unknown = keys(folder.path(), &["forget", "-OmmYK3eDL9xvR_BiGOB1g", "--yes"]);
    assert!(!unknown.status.success() && !words(&unknown).contains("unexpected argument"), "{}", words(&unknown));
    assert!(words(&unknown).contains("-OmmYK3eDL9xvR_BiGOB1g"), "{}", words(&unknown));
}

/// It takes a rotation in without a restart, and what it sealed stays good; unless all is to be forgotten.
#[actix_web::test]
async fn a_running_server_takes_in_what_the_command_did() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
    let process = Process::start(folder.path(), &["--config", "config.toml"]).await;
    let browser = Browser::new();
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let ask = format!(
        "{}?response_type=code&client_id=app&redirect_uri=https://app.example/cb&scope=openid\
         &code_challenge={challenge}&code_challenge_method=S256",
        process.url("/authorize")
    );
    browser.visit(&ask).await;
    let value = browser.visit(&format!("{ask}&prompt=none")).await.answer()["session_state"].clone();
    let verdict = async || {
        let body = json!({"w": [format!("https://app.example app {value}")]}).to_string();
        let request = browser.http.post(process.url("/check-session-iframe/status")).body(body);
        let answer = request.header("content-type", "application/json").send().await.unwrap();
        let answer = Page::read(answer).await.json();
        answer["s"][0].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict().await, "live");
    for (arguments, expected) in [(&["rotate-sealing"][..], "live"), (&["rotate-sealing", "--forget", "--yes"], "bad")]
    {
        assert!(keys(folder.path(), arguments).status.success());
        process.signal("HUP");
        process.wait_for("configuration reloaded");
        assert_eq!(verdict().await, expected, "{arguments:?}");
    }
    let page = browser.visit(&ask).await;
    assert!(page.status.is_success(), "a sign-in page that is opened again: {}", page.status);
}
