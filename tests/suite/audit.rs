//! The audit as those meet it who look after a provider (SEC-72).

use std::path::Path;

use latchkey::protocol::audit::{Record, What};
use latchkey::protocol::user::UsernameKey;
use latchkey::store::audit::Wanted;
use serde_json::Value;

use crate::cli::Desk;
use crate::registration::{Registrar, minimal, open_provider};
use crate::second_factors::{send_form_with, set_up_totp};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET};
use crate::support::{Browser, RelyingParty, TestProvider};

/// The records of that event, the newest first.
pub async fn records(provider: &TestProvider, event: &str) -> Vec<Record> {
    let wanted = Wanted { event: Some(event.to_owned()), limit: 100, ..Wanted::default() };
    provider.provider.store.records(&wanted).await.unwrap()
}

/// Who did it, to whom, and with which app.
pub fn who(record: &Record) -> (&str, Option<&str>, Option<&str>) {
    (record.actor.as_str(), record.sub.as_deref(), record.client_id.as_deref())
}

/// The `sub` of somebody.
pub async fn sub_of(provider: &TestProvider, username: &str) -> String {
    let user = provider.provider.store.user_named(&UsernameKey::of(username)).await.unwrap();
    user.unwrap().sub.as_str().to_owned()
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

#[actix_web::test]
async fn another_sign_in_and_one_more_factor_in_a_login_are_recorded_of_their_person() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.sign_in(&browser, &[]).await;
    let sub = sub_of(&provider, "ada").await;
    let actor = format!("person:{sub}");
    assert!(records(&provider, "login.again").await.is_empty());
    let login = app.authorize(&browser, &[("prompt", "login")]).await;
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let again = records(&provider, "login.again").await;
    assert_eq!((again.len(), who(&again[0])), (1, (actor.as_str(), Some(sub.as_str()), None)));

    let (phone, _) = set_up_totp(&provider, &browser).await;
    let step = browser.visit(&provider.url("/step-up?next=security")).await;
    assert!(records(&provider, "login.step_up").await.is_empty());
    let wrong = browser.submit(&step, &[("code", "000000")]).await;
    assert_eq!(wrong.status, 401);
    assert!(records(&provider, "login.step_up").await.is_empty(), "nothing was proven");
    browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    let proven = records(&provider, "login.step_up").await;
    assert_eq!((proven.len(), who(&proven[0])), (1, (actor.as_str(), Some(sub.as_str()), None)));
    assert!(proven[0].detail()["methods"].contains("otp"), "{}", proven[0].details);
}

#[actix_web::test]
async fn a_refresh_token_that_its_app_revokes_is_recorded_as_the_apps_act() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let code = app.code(&Browser::new(), &[("scope", "openid offline_access")]).await;
    let tokens = app.redeem(&code).await.json();
    let revoke = async |token: &str| {
        let request = app.http.post(format!("{}/revoke", app.address)).basic_auth(app.client_id, Some(SECRET));
        Page::read(request.form(&[("token", token)]).send().await.unwrap()).await
    };
    for (name, count) in [("access_token", 0), ("refresh_token", 1), ("refresh_token", 1)] {
        let answer = revoke(tokens[name].as_str().unwrap()).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(records(&provider, "grant.revoke").await.len(), count, "{name}");
    }
    let sub = sub_of(&provider, "ada").await;
    let revoked = &records(&provider, "grant.revoke").await[0];
    assert_eq!(who(revoked), ("client:app", Some(sub.as_str()), Some("app")));
}

#[actix_web::test]
async fn a_client_that_removes_itself_is_recorded_with_its_id_and_as_its_own_act() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let guest = registrar.registered(&minimal()).await;
    let text = |name: &str| guest[name].as_str().unwrap();
    let (uri, id) = (text("registration_client_uri"), text("client_id"));
    assert_eq!(registrar.remove(uri, "lkm_wrong").await.status, 401);
    assert!(records(&provider, "client.remove").await.is_empty());
    assert_eq!(registrar.remove(uri, text("registration_access_token")).await.status, 204);
    let removed = records(&provider, "client.remove").await;
    let actor = format!("client:{id}");
    assert_eq!((removed.len(), who(&removed[0])), (1, (actor.as_str(), None, Some(id))));
}

/// An event that no test brings about may be recorded of the wrong person, or not at all.
#[test]
fn every_event_of_the_audit_is_named_by_a_test() {
    fn below(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, text);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut tests = String::new();
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite"), &mut tests);
    let is_named = |what: &What| {
        let event = what.as_str();
        // Some tests compare events together with what is said of them.
        let written =
            [format!("\"{event}\""), format!("\"{event} "), format!("What::{what:?}."), format!("What::{what:?})")];
        written.iter().any(|written| tests.contains(written))
    };
    let unnamed: Vec<&str> = What::ALL.iter().filter(|what| !is_named(what)).map(|what| what.as_str()).collect();
    assert_eq!(unnamed, [""; 0]);
}

/// Whoever collects the records somewhere else must know what may come.
#[test]
fn the_documentation_names_every_event_of_the_audit_and_no_other() {
    let text = include_str!("../../docs/operations.md");
    let table = text.split("| Event | What happened |").nth(1).expect("the table of events");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let mut told: Vec<&str> = rows
        .filter_map(|row| row.split('|').nth(1))
        .flat_map(|names| names.split(',').map(|name| name.trim().trim_matches('`')))
        .collect();
    told.sort_unstable();
    let mut known: Vec<&str> = What::ALL.iter().map(|what| what.as_str()).collect();
    known.sort_unstable();
    assert_eq!(told, known);
}

#[test]
fn what_commands_do_to_keys_and_to_tokens_for_apps_is_recorded() {
    let desk = Desk::new("");
    desk.ok(&["keys", "rotate", "--now"]);
    desk.ok(&["keys", "rotate-sealing"]);
    desk.ok(&["keys", "rotate-sealing", "--forget", "--yes"]);
    let first = desk.ok(&["keys", "rotate", "--now", "--alg", "ES256"]);
    let first = first.lines().next().unwrap();
    // Another second: else the two keys begin to sign at the same moment, and neither has taken the other's place.
    std::thread::sleep(std::time::Duration::from_secs(1));
    desk.ok(&["keys", "rotate", "--now", "--alg", "ES256"]);
    desk.ok(&["keys", "forget", first]);
    let token = desk.json(&["client", "token"]);
    desk.ok(&["client", "revoke-token", token["id"].as_str().unwrap()]);
    let exported = desk.ok(&["audit", "export"]);
    for event in [
        "key.add",
        "key.remove",
        "sealing_secret.add",
        "sealing_secret.replace",
        "registration_token.add",
        "registration_token.revoke",
    ] {
        let is_it = |line: &&str| line.contains(&format!("\"event\":\"{event}\""));
        let line = exported.lines().find(is_it).unwrap_or_else(|| panic!("{event}: {exported}"));
        assert!(line.contains("\"actor\":\"command:"), "{line}");
        assert!(event != "key.remove" || line.contains(&format!("\"kid\":\"{first}\"")), "{line}");
    }
    assert!(!exported.contains(token["token"].as_str().unwrap()), "{exported}");
}

/// The events that a desk has records of, in order, with their details.
fn recorded(desk: &Desk) -> Vec<(String, Value)> {
    let exported = desk.ok(&["audit", "export"]);
    let records = exported.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    records.map(|record| (record["event"].as_str().unwrap().to_owned(), record["details"].clone())).collect()
}

/// A backup and an export tell of themselves where they were made; what is restored or imported tells of that behind all that it
/// brought, and its chain is whole.
#[test]
fn copies_and_moves_of_the_database_are_recorded_where_they_leave_and_where_they_arrive() {
    let desk = Desk::new("");
    desk.ok(&["user", "add", "ben"]);
    desk.ok(&["backup", "one.db"]);
    desk.ok(&["export", "out"]);
    let of = |records: &[(String, Value)], event: &str| {
        let found: Vec<Value> = records.iter().filter(|(name, _)| name == event).map(|(_, it)| it.clone()).collect();
        assert!(found.len() < 2, "{event}: {records:?}");
        found.into_iter().next()
    };
    let records = recorded(&desk);
    assert_eq!(of(&records, "backup.make").unwrap()["accounts"], "1");
    assert!(of(&records, "backup.make").unwrap()["file"].as_str().unwrap().ends_with("one.db"), "{records:?}");
    assert_eq!(of(&records, "database.export").unwrap()["file"], "out");
    assert_eq!(of(&records, "audit.export").unwrap()["format"], "json", "the one that shows it");
    assert!(of(&records, "database.migrate").is_none(), "what is made is not brought up to date");

    let elsewhere = Desk::new("");
    std::fs::copy(desk.path().join("out"), elsewhere.path().join("out")).unwrap();
    elsewhere.ok(&["import", "out"]);
    let records = recorded(&elsewhere);
    assert_eq!(of(&records, "database.import").unwrap()["store"], "sqlite");
    assert!(of(&records, "user.add").is_some() && of(&records, "backup.make").is_some(), "{records:?}");
    assert!(of(&records, "database.export").is_none(), "that came after");
    elsewhere.ok(&["audit", "verify"]);

    desk.ok(&["restore", "one.db", "--force"]);
    let records = recorded(&desk);
    let restored = of(&records, "backup.restore").unwrap();
    assert!(restored["logins"] == "ended" && restored["made_at"].is_string(), "{restored}");
    assert!(of(&records, "user.add").is_some() && of(&records, "backup.make").is_none(), "{records:?}");
    desk.ok(&["audit", "verify"]);
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
