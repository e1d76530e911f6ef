//! What comes into being after the start is taken in by a running server, and what goes for a moment is not missed.

use std::fs;
use std::path::Path;

use crate::process::{Process, replace};
use crate::support::Browser;

fn client(id: &str) -> String {
    format!(
        "[[clients]]\nclient_id = \"{id}\"\nclient_name = \"The {id}\"\nredirect_uris = [\"http://localhost:3000/cb\"]\n\
         client_secret_hash = \"sha256:{}\"\n",
        "ab".repeat(32)
    )
}

/// Whether the server knows this client.
async fn knows(process: &Process, id: &str) -> bool {
    let query = format!("client_id={id}&redirect_uri=http://localhost:3000/cb&response_type=code&scope=openid");
    let pkce = "code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let page = Browser::new().visit(&process.url(&format!("/authorize?{query}&{pkce}"))).await;
    page.body.contains(&format!("The {id}"))
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    replace(&path, text);
}

#[actix_web::test]
async fn the_first_file_and_the_first_fragment_of_a_running_server_are_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let process = Process::start(folder.path(), &[]).await;
    assert!(!knows(&process, "wiki").await);
    write(folder.path(), "config.toml", &client("wiki"));
    process.wait_for("configuration reloaded");
    assert!(knows(&process, "wiki").await);
    write(folder.path(), "config.d/blog.toml", &client("blog"));
    process.wait_for("configuration reloaded");
    assert!(knows(&process, "wiki").await && knows(&process, "blog").await);
}

#[actix_web::test]
async fn a_hangup_finds_a_file_that_was_not_there_at_the_start_and_one_that_is_gone_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let process = Process::start(folder.path(), &[]).await;
    write(folder.path(), "config.toml", &client("wiki"));
    process.signal("HUP");
    process.wait_for("configuration reloaded");
    assert!(knows(&process, "wiki").await);
    fs::rename(folder.path().join("config.toml"), folder.path().join("config.toml~")).unwrap();
    process.signal("HUP");
    let told = process.wait_for("not reloaded");
    assert!(told.contains("config.toml is gone"), "{told}");
    assert!(knows(&process, "wiki").await);
    fs::rename(folder.path().join("config.toml~"), folder.path().join("config.toml")).unwrap();
    process.wait_for("configuration reloaded");
    assert!(knows(&process, "wiki").await);
}

#[actix_web::test]
async fn a_template_that_is_changed_is_shown_and_a_bad_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "config.toml", "[branding]\ntemplates = \"templates\"\n[server]\ndata_dir = \"data\"\n");
    write(folder.path(), "templates/error.html", "<p>first</p>");
    let process = Process::start(folder.path(), &["-c", "config.toml"]).await;
    let shown = async || Browser::new().visit(&process.url("/nowhere")).await.body;
    assert!(shown().await.contains("first"));
    write(folder.path(), "templates/error.html", "<p>second</p>");
    process.wait_for("configuration reloaded");
    assert!(shown().await.contains("second"));
    write(folder.path(), "templates/error.html", "<p>{{ third</p>");
    process.wait_for("not reloaded");
    assert!(shown().await.contains("second"));
}
