//! `latchkey session list` and `latchkey consent …`: where somebody is signed in, by what, and what apps may do in their name.

use latchkey::protocol::user::UsernameKey;
use latchkey::store::sqlite::SqliteStore;
use latchkey::store::users::Users as _;
use serde_json::{Value, json};

use super::top::{FIREFOX, sign_in};
use crate::cli::Desk;

fn desk() -> Desk {
    let desk = Desk::new("[server]\nissuer = 'https://auth.example.com'\ndata_dir = 'data'\n");
    desk.ok(&["user", "add", "ada"]);
    desk.ok(&["user", "add", "ben"]);
    desk
}

#[actix_web::test]
async fn logins_are_listed_with_what_they_were_proven_by_all_of_them_or_those_of_a_person() {
    let desk = desk();
    let store = SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
    for name in ["ada", "ben"] {
        let user = store.user_named(&UsernameKey::of(name)).await.unwrap().unwrap();
        sign_in(&store, &user, FIREFOX).await;
    }
    assert_eq!(desk.json(&["session", "list"]).as_array().unwrap().len(), 2);
    let of_ada = desk.json(&["session", "list", "--user", "ada"]);
    assert_eq!(of_ada.as_array().unwrap().len(), 1, "{of_ada}");
    assert_eq!((&of_ada[0]["user"], &of_ada[0]["factors"]), (&json!("ada"), &json!(["pwd"])));
    assert_eq!(desk.fails(&["session", "list", "--user", "nobody"]).0, 4);
}

#[test]
fn what_somebody_gave_an_app_is_listed_and_removed_by_whoever_runs_the_server() {
    let desk = desk();
    assert_eq!(desk.json(&["consent", "list", "ada"]), json!([]));
    let sub = desk.json(&["user", "show", "ada"])["sub"].as_str().unwrap().to_owned();
    let database = rusqlite::Connection::open(desk.path().join("data/latchkey.db")).unwrap();
    let allowed = "INSERT INTO consents VALUES (?1, 'wiki', 'openid email', '[]', 1700000000, 1)";
    database.execute(allowed, [&sub]).unwrap();

    let listed = desk.json(&["consent", "list", "ada"]);
    assert_eq!((&listed[0]["app"], &listed[0]["scope"]), (&json!("wiki"), &json!("openid email")), "{listed}");
    assert!(listed[0]["allowed_at"].as_str().unwrap().starts_with("2023-11-14"), "{listed}");
    assert_eq!((&listed[0]["has_tokens_since"], &listed[0]["offline"]), (&Value::Null, &json!(false)));
    assert_eq!(listed[0]["asks_each_time"], json!(true), "{listed}");
    assert_eq!(desk.json(&["consent", "list", "ben"]), json!([]));

    assert_eq!(desk.fails(&["consent", "revoke", "ada", "wiki"]).0, 6, "it asks to be confirmed");
    for (person, app) in [("nobody", "wiki"), ("ben", "wiki"), ("ada", "grafana"), ("ada", "no\u{fc}ne")] {
        let (code, words) = desk.fails(&["consent", "revoke", person, app, "--yes"]);
        assert_eq!(code, 4, "{person} {app}: {words}");
    }
    desk.ok(&["consent", "revoke", "ada", "wiki", "--yes"]);
    assert_eq!(desk.json(&["consent", "list", "ada"]), json!([]));
    let recorded = desk.json(&["audit", "tail", "--event", "consent.revoke"]);
    assert_eq!((&recorded[0]["person"], &recorded[0]["app"]), (&json!("ada"), &json!("wiki")), "{recorded}");
    assert!(recorded[0]["by"].as_str().unwrap().ends_with(" (command line)"), "{recorded}");
}
