//! README.md, line by line: what it tells a newcomer to write and to run is written and run.

use std::process::Command;

use crate::process::{Process, replace};
use crate::support::Browser;

const README: &str = include_str!("../../../README.md");

/// The code blocks of a kind (`toml`, `sh`) under a heading.
fn blocks(heading: &str, kind: &str) -> Vec<String> {
    let section = README.split("\n## ").find(|section| section.starts_with(heading)).expect(heading);
    let fence = format!("```{kind}\n");
    section.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The lines of a newcomer, in order: start, first account, first client by hand, then by command, and people.
#[actix_web::test]
async fn a_newcomer_gets_from_the_start_to_a_first_client_by_the_lines_of_the_readme() {
    assert_eq!(blocks("Start", "sh"), ["cargo run --release\n"], "one command, which this binary stands for");
    let folder = tempfile::tempdir().unwrap();
    let process = Process::start(folder.path(), &[]).await;
    let link = process.wait_for("Set up").split_whitespace().last().unwrap().to_owned();
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    let person = [("name", "Eva"), ("username", "eva"), ("email", "eva@example.com"), ("password", "nine calm herons")];
    assert!(browser.submit(&page, &person).await.body.contains("Eva"));

    let [client] = blocks("The first client", "toml").try_into().expect("one block of TOML");
    replace(&folder.path().join("config.toml"), &client);
    process.wait_for("configuration reloaded");
    let query = "response_type=code&client_id=my-app&scope=openid&redirect_uri=http://localhost:3000/callback";
    let pkce = "code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let asked = browser.visit(&process.url(&format!("/authorize?{query}&{pkce}"))).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    assert!(asked.body.contains("my-app"), "{}", asked.body);

    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_latchkey")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let [commands] = blocks("The first client", "sh").try_into().expect("one block of commands");
    for line in commands.lines() {
        let output = Command::new("sh")
            .args(["-c", line])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("LATCHKEY__SERVER__ISSUER", process.url(""))
            .env_remove("LATCHKEY_CONFIG")
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}: {output:?}");
        if line.contains("client add") {
            process.wait_for("configuration reloaded");
        }
        if line.contains("user add") || line.contains("invite") {
            let link = String::from_utf8(output.stdout).unwrap();
            let page = Browser::new().visit(link.trim()).await;
            assert!(page.status == 200 && page.body.contains("password"), "{line}: {}", page.body);
        }
    }
    for word in ["client add", "user add", "user invite", "check"] {
        assert!(commands.contains(&format!("latchkey {word}")), "{word}");
    }
}

/// What `init` prints is a file to start with, as is what stands under Production.
#[test]
fn the_files_of_the_readme_load() {
    let desk = crate::cli::Desk::new("");
    let init = blocks("Production", "sh").concat();
    let line = init.lines().find(|line| line.contains("latchkey init")).expect("how to make a file");
    let arguments: Vec<&str> =
        line.split('>').next().unwrap().split_whitespace().skip_while(|word| *word != "init").collect();
    std::fs::write(desk.path().join("config.toml"), desk.ok(&arguments)).unwrap();
    desk.ok(&["check"]);
    let [production] = blocks("Production", "toml").try_into().expect("one block of TOML");
    std::fs::write(desk.path().join("config.toml"), production).unwrap();
    let output = desk.run(&["check"]);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}
