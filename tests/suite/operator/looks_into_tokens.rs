//! `latchkey token introspect`: what a token is good for, asked of the database.

use serde_json::{Value, json};

use crate::cli::Desk;
use crate::process::Process;
use crate::support::Browser;

const SECRET: &str = "lks_Vn8Yq2Lw4Rt6Zx1Cp3Bd5Fh7Jk9Ms0Qa2We4Ty6Ui";

fn introspect(desk: &Desk, token: &str) -> (Value, String) {
    let output = desk.run_with(&["token", "introspect", "--output", "json"], &format!("{token}\n"));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    (serde_json::from_slice(&output.stdout).unwrap(), told)
}

#[actix_web::test]
async fn a_token_is_looked_up_in_the_database_while_a_server_runs_and_when_none_does() {
    let desk = Desk::new(&format!(
        "[[clients]]\nclient_id = 'machine'\nclient_secret = '{SECRET}'\ngrant_types = ['client_credentials']\n"
    ));
    let (seen, told) = introspect(&desk, "lka_none");
    assert!(seen == json!({"active": false}) && told.contains("there is no database"), "{seen} {told}");
    assert!(!desk.path().join("latchkey-data").exists(), "whoever looks makes nothing");

    let process = Process::start(desk.path(), &[]).await;
    let http = Browser::new().http;
    let asked = http.post(process.url("/token")).basic_auth("machine", Some(SECRET));
    let answer = asked.form(&[("grant_type", "client_credentials")]).send().await.unwrap().text().await.unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let token = answer["access_token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
    let (seen, told) = introspect(&desk, &token);
    assert_eq!(
        (&seen["active"], &seen["client_id"], &seen["sub"]),
        (&json!(true), &json!("machine"), &json!("machine"))
    );
    assert!(
        seen["exp"].is_number() && seen["token_type"] == "Bearer" && !told.contains("no access token"),
        "{seen} {told}"
    );
    assert!(!told.contains(&token), "{told}");
    assert_eq!(process.stop(), Some(0));
    assert_eq!(introspect(&desk, &token).0["active"], true, "the server need not run");
    let table = String::from_utf8(desk.run_with(&["token", "introspect"], &token).stdout).unwrap();
    assert!(table.contains("client_id") && table.contains("machine") && table.contains("yes"), "{table}");

    let (seen, told) = introspect(&desk, "lka_unknown");
    assert!(seen == json!({"active": false}) && told.contains("no access token or refresh token"), "{seen} {told}");
    assert_eq!(desk.fails(&["token", "introspect", &token]).0, 2, "a token is no argument");
    std::fs::write(desk.path().join("config.toml"), "[[clients]]\nclient_id = 'other'\nclient_secret = 'x'\n").unwrap();
    assert_eq!(desk.fails(&["token", "introspect"]).0, 3, "which apps there are is in the file");
    std::fs::write(desk.path().join("config.toml"), "").unwrap();
    assert_eq!(introspect(&desk, &token).0, json!({"active": false}), "its app is gone");
}
