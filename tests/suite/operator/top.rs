//! `latchkey top`: what goes on, for whoever runs the server; looked at, and left as it is.

use std::collections::BTreeSet;
use std::time::Duration;

use latchkey::clock::{Clock as _, SystemClock};
use latchkey::protocol::session::Session;
use latchkey::protocol::user::{Subject, User, UsernameKey};
use latchkey::store::sessions::{Begin, NewLogin, Sessions as _};
use latchkey::store::sqlite::SqliteStore;
use latchkey::store::users::{AddUser, Users as _};

use crate::cli::Desk;

pub const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

fn desk() -> Desk {
    Desk::new("[server]\nissuer = 'https://auth.example.com'\ndata_dir = 'data'\n")
}

/// Signs the person in just now, with a browser that calls itself like this.
pub async fn sign_in(store: &SqliteStore, user: &User, user_agent: &str) {
    let now = SystemClock.now();
    let session = Session {
        id: format!("secret id of {}", user.sub.as_str()),
        sub: user.sub.clone(),
        auth_time: now,
        amr: vec!["pwd".into()],
        acr: "acr".into(),
        remember: false,
        created_at: now,
        last_seen: now,
        expires_at: now.after(Duration::from_secs(1000)),
        idle_expires_at: now.after(Duration::from_secs(1000)),
        user_agent: user_agent.to_owned(),
        ip: "192.0.2.1".into(),
        browser_state: format!("secret state of {}", user.sub.as_str()),
    };
    let credentials_revision = user.credentials_revision;
    let login = NewLogin { session, credentials_revision, replaces: None, from: None, visit: None, cookie: None };
    assert_eq!(store.begin_session(&login, now).await.unwrap(), Begin::Begun);
}

#[actix_web::test]
async fn one_picture_shows_who_is_signed_in_and_has_nothing_in_it_that_a_terminal_obeys() {
    let desk = desk();
    desk.ok(&["user", "add", "ada"]);
    let store = SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    // No such name can be chosen; who can write to the database can write it.
    let eve = User { sub: Subject::new("eve"), username: "eve\u{1b}[2J".into(), email: None, ..ada.clone() };
    assert_eq!(store.add_user(&eve).await.unwrap(), AddUser::Added);
    let eve = store.user(&eve.sub).await.unwrap().unwrap();
    sign_in(&store, &ada, FIREFOX).await;
    sign_in(&store, &eve, "\u{1b}]0;mine\u{7}").await;

    let shown = desk.ok(&["top", "--once"]);
    for words in [
        "https://auth.example.com",
        "SQLite",
        "2 logins",
        "2 people",
        "0 apps in use",
        "sign-ins 2 in 5 min, 2 in 1 h",
        "refused 0 in 5 min, 0 in 1 h",
        "0 waiting, 0 failed",
        "Firefox on Linux",
        "192.0.2.1",
        "ada: Signed in with a password",
        "eve\\u{1b}[2J",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.chars().all(|letter| letter == '\n' || !letter.is_control()), "{shown:?}");
    assert!(!shown.contains("secret id") && !shown.contains("secret state"), "{shown}");
    assert_eq!(desk.ok(&["top"]).lines().count(), shown.lines().count(), "a pipe gets one picture too");

    let told = desk.json(&["top", "--once"]);
    assert_eq!((&told["logins"], &told["people"], &told["storage"]), (&2.into(), &2.into(), &"SQLite".into()));
    assert_eq!(told["sign_ins"]["last_5_minutes"], 2);
    assert_eq!(told["minutes"].as_array().unwrap().len(), 60);
    let listed = desk.json(&["session", "list"]);
    let ids = |list: &serde_json::Value| -> BTreeSet<String> {
        list.as_array().unwrap().iter().map(|session| session["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&told["sessions"]), ids(&listed));
    assert_eq!(told["events"][0]["event"], "login.ok");
    let told = told.to_string();
    assert!(!told.contains("secret id") && !told.contains("secret state"), "{told}");
}

#[test]
fn whoever_looks_makes_and_changes_nothing() {
    let desk = desk();
    let (code, words) = desk.fails(&["top", "--once"]);
    assert!(code == 4 && words.contains("there is no database"), "{words}");
    assert!(!desk.path().join("data").exists());

    desk.ok(&["user", "add", "ada"]);
    let files = || -> BTreeSet<_> {
        let files = std::fs::read_dir(desk.path().join("data")).unwrap();
        files.map(|file| file.unwrap().file_name()).collect()
    };
    let (before, file) = (files(), desk.path().join("data/latchkey.db"));
    let octets = std::fs::read(&file).unwrap();
    assert!(desk.ok(&["top", "--once"]).contains("Nobody is signed in."));
    assert_eq!(files(), before);
    assert!(std::fs::read(&file).unwrap() == octets, "the database is another one");
}

#[test]
fn the_picture_is_drawn_anew_after_a_time_and_not_all_the_time() {
    let desk = desk();
    for wrong in ["0s", "soon", ""] {
        let (code, words) = desk.fails(&["top", "--every", wrong]);
        assert!(code == 2 && words.contains("duration"), "{wrong}: {words}");
    }
}
