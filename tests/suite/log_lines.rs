//! The lines that requests leave in the log of a running server (SEC-71): which have one, and that each stays whole.

use std::path::Path;

use futures_util::future::join_all;
use serde_json::Value;

use crate::process::{Process, replace};
use crate::support::Browser;

/// How often `words` stand in what was logged so far.
fn count(process: &Process, words: &str) -> usize {
    process.seen().matches(words).count()
}

fn log(folder: &Path, requests: &str) {
    replace(&folder.join("config.toml"), format!("[log]\nrequests = \"{requests}\"\n"));
}

#[actix_web::test]
async fn log_requests_says_which_have_a_line_and_may_change_while_the_server_runs() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), "errors");
    let process = Process::start(folder.path(), &[]).await;
    let browser = Browser::new();
    assert_eq!(browser.get(&process.url("/livez")).await.status, 200);
    assert_eq!(browser.get(&process.url("/nowhere")).await.status, 404);
    process.wait_for("request refused");
    assert_eq!(count(&process, "\"answered\""), 0, "a refusal has a line of its own, and no other");

    log(folder.path(), "slow");
    process.wait_for("configuration reloaded");
    assert_eq!(browser.get(&process.url("/livez")).await.status, 200);
    log(folder.path(), "all");
    process.wait_for("configuration reloaded");
    assert_eq!(count(&process, "\"answered\""), 0, "nothing was slow");
    assert_eq!(browser.get(&process.url("/livez")).await.status, 200);
    process.wait_for("\"answered\"");
    assert_eq!(process.stop(), Some(0));
}

/// Some lines are longer than a pipe takes in one piece.
#[actix_web::test]
async fn every_line_of_a_busy_server_comes_whole_through_a_pipe() {
    const REQUESTS: usize = 400;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), "[server]\nworkers = 4\n").unwrap();
    let process = Process::start(folder.path(), &[]).await;
    // What is not seen is logged as its number, twelve characters for each of these.
    let long = "%F3%A0%80%A1".repeat(300);
    let refused = process.url(&format!("/authorize?client_id={long}&redirect_uri={long}"));
    let plain = process.url("/.well-known/openid-configuration");
    let browsers: Vec<Browser> = (0..8).map(|_| Browser::new()).collect();
    let asked = browsers.iter().map(async |browser| {
        for number in 0..REQUESTS / browsers.len() {
            assert_eq!(browser.get(&plain).await.status, 200);
            if number % 5 == 0 {
                assert_eq!(browser.get(&refused).await.status, 400);
            }
        }
    });
    join_all(asked).await;
    // A line may come right after its answer; a server that has stopped has written all of them.
    let seen = process.seen_until_stopped();
    let lines = seen.lines().filter(|line| !line.is_empty() && !line.starts_with(' '));
    let lines: Vec<(Value, usize)> = lines.map(|line| (serde_json::from_str(line).expect(line), line.len())).collect();
    let of = |name: &str, value: &str| lines.iter().filter(|(line, _)| line[name] == value).count();
    assert_eq!(of("route", "/.well-known/openid-configuration"), REQUESTS);
    assert_eq!(of("route", "/authorize"), REQUESTS / 5);
    assert_eq!(lines.iter().filter(|(_, length)| *length > 4096).count(), REQUESTS / 5);
    assert!(lines.iter().all(|(line, _)| line["message"].is_string()));
}
