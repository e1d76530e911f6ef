//! The audit as those meet it who look after a provider (SEC-72).

use latchkey::protocol::audit::Record;
use latchkey::store::audit::Wanted;
use serde_json::Value;

use crate::cli::Desk;
use crate::second_factors::send_form_with;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, RelyingParty, TestProvider};

async fn records(provider: &TestProvider, event: &str) -> Vec<Record> {
    let wanted = Wanted { event: Some(event.to_owned()), limit: 100, ..Wanted::default() };
    provider.provider.store.records(&wanted).await.unwrap()
}

#[actix_web::test]
async fn a_record_says_who_from_where_and_in_which_request() {
    let provider = TestProvider::new();
    let ada = provider.provider.store.user_named(&latchkey::protocol::user::UsernameKey::of("ada")).await.unwrap();
    let sub = ada.unwrap().sub.as_str().to_owned();
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let browser = Browser::sending([("user-agent".parse().unwrap(), agent.parse().unwrap())].into_iter().collect());

    let login = browser.visit(&provider.url("/login")).await;
    let wrong = browser.send_form(&login, &[("username", "ada"), ("password", "this is my password")]).await;
    // Once a minute, or at once.
    assert!(records(&provider, "login.fail").await.is_empty());
    latchkey::jobs::chain_audit::write_down(&provider.provider, true).await.unwrap();
    let one = records(&provider, "login.fail").await;
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].request_id, wrong.header("x-request-id"));
    assert_eq!((one[0].actor.as_str(), one[0].sub.as_deref()), ("unknown", Some(sub.as_str())));
    assert_eq!(one[0].ip, "127.0.0.1");

    let login = browser.visit(&provider.url("/login")).await;
    let right = browser.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(right.status == 303, "{} {}", right.status, right.body);
    let signed_in = &records(&provider, "login.ok").await[0];
    assert_eq!(signed_in.request_id, right.header("x-request-id"));
    assert_eq!(signed_in.actor, format!("person:{sub}"));
    assert_eq!((signed_in.ip.as_str(), signed_in.agent.as_str()), ("127.0.0.1", agent));
    assert_eq!(signed_in.detail()["methods"], "pwd");
    assert_eq!(signed_in.detail()["device"], "Firefox on Linux");

    let app = RelyingParty::new(&provider);
    for _ in 0..2 {
        let answer = app.authorize(&browser, &[]).await.answer();
        assert_eq!(app.redeem(&answer["code"]).await.status, 200);
    }
    let apps = records(&provider, "app.sign_in").await;
    assert_eq!(apps.len(), 1, "once in a login");
    assert_eq!(apps[0].client_id.as_deref(), Some("app"));

    let account = browser.visit(&provider.url("/")).await;
    let out = send_form_with(&browser, &account, "id=\"logout\"", &[]).await;
    assert!(out.status.is_success() || out.status.is_redirection(), "{}", out.body);
    let ended = &records(&provider, "session.end").await[0];
    assert_eq!((ended.detail()["cause"].as_str(), ended.sub.as_deref()), ("user", Some(sub.as_str())));
}

#[actix_web::test]
async fn a_code_that_comes_twice_is_recorded_and_so_is_a_refresh_token() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let code = app.code(&browser, &[]).await;
    assert_eq!(app.redeem(&code).await.status, 200);
    assert!(records(&provider, "token.replay").await.is_empty());
    assert_eq!(app.redeem(&code).await.status, 400);
    let replayed = records(&provider, "token.replay").await;
    assert_eq!((replayed.len(), replayed[0].actor.as_str()), (1, "unknown"));
    assert_eq!(app.redeem(&code).await.status, 400);
    assert_eq!(records(&provider, "token.replay").await.len(), 1, "nothing was left to revoke");
}

#[test]
fn what_commands_do_to_keys_and_to_tokens_for_apps_is_recorded() {
    let desk = Desk::new("");
    desk.ok(&["keys", "rotate", "--now"]);
    desk.ok(&["keys", "rotate-sealing"]);
    desk.ok(&["keys", "rotate-sealing", "--forget", "--yes"]);
    let token = desk.json(&["client", "token"]);
    desk.ok(&["client", "revoke-token", token["id"].as_str().unwrap()]);
    let exported = desk.ok(&["audit", "export"]);
    for event in [
        "key.add",
        "sealing_secret.add",
        "sealing_secret.replace",
        "registration_token.add",
        "registration_token.revoke",
    ] {
        let is_it = |line: &&str| line.contains(&format!("\"event\":\"{event}\""));
        let line = exported.lines().find(is_it).unwrap_or_else(|| panic!("{event}: {exported}"));
        assert!(line.contains("\"actor\":\"command:"), "{line}");
    }
    assert!(!exported.contains(token["token"].as_str().unwrap()), "{exported}");
}

#[test]
fn the_command_line_shows_checks_and_exports_what_happened() {
    let desk = Desk::new("");
    desk.ok(&["user", "add", "ben", "--email", "ben@example.com"]);
    desk.ok(&["user", "lock", "ben"]);
    let shown = desk.run(&["audit", "tail", "--user", "ben", "--output", "json"]);
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    let rows: Vec<Value> = serde_json::from_slice(&shown.stdout).unwrap();
    let events: Vec<&str> = rows.iter().map(|row| row["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["user.add", "link.make", "user.lock"]);
    assert!(rows.iter().all(|row| row["person"] == "ben"), "{rows:?}");
    assert!(rows.iter().all(|row| row["by"].as_str().unwrap().ends_with(" (command line)")), "{rows:?}");

    let unknown = desk.run(&["audit", "tail", "--event", "logins"]);
    assert!(!unknown.status.success());
    let words = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(words.contains("there is no event `logins`: there are login.ok"), "{words}");

    let verified = desk.run(&["audit", "verify"]);
    let words = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(verified.status.success() && words.contains("newer records are not in the chain yet"), "{words}");
    let exported = desk.run(&["audit", "export", "--format", "csv"]);
    let text = String::from_utf8(exported.stdout).unwrap();
    assert!(text.starts_with("number,at,event,actor,sub,"), "{text}");
    assert!(text.lines().any(|line| line.contains(",user.lock,command:")), "{text}");
    let exported = desk.run(&["audit", "export"]);
    let text = String::from_utf8(exported.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["event"] == "user.add" && line["details"]["username"] == "ben"), "{text}");
    for nonsense in ["1", "x:0", "1:abc"] {
        let refused = desk.run(&["audit", "verify", "--contains", nonsense]);
        assert!(String::from_utf8_lossy(&refused.stderr).contains("is no number and hash"), "{nonsense}");
    }
    let absent = desk.run(&["audit", "verify", "--contains", &format!("7:{}", "0".repeat(64))]);
    assert!(String::from_utf8_lossy(&absent.stderr).contains("does not have record 7 with this hash"));
}
