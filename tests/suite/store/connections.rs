//! Connections to PostgreSQL: secured as `sslmode` says, and refused with what to do.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use latchkey::database::{Address, Database, Postgres};
use latchkey::protocol::session::Cause;
use latchkey::store;
use latchkey::store::postgres::migrate::MIGRATIONS;

use super::{NOW, redeemed};
use crate::support::database::{self, ByHand, server};
use crate::support::line::{Line, place};

/// The database that belongs to that file name, by way of these lines, the first one first.
fn by_way_of(lines: &[&Line], server: &str, path: &Path) -> Database {
    let places: Vec<String> = lines.iter().map(|line| line.place()).collect();
    let url = database::postgres_url(server, path).replace(place(server), &places.join(","));
    let address = Address::parse(&url).unwrap();
    Database::Postgres(Box::new(Postgres { address, ..database::postgres(server, path) }))
}

/// What comes of looking at the server by `host`, with this `sslmode`, with or without its authority.
fn look(host: &str, mode: &str, ca_file: Option<&PathBuf>) -> Result<(), String> {
    let url = server().unwrap().replace("127.0.0.1", host);
    let address = Address::parse(&format!("{url}?sslmode={mode}")).unwrap();
    let statement_timeout = Duration::from_secs(2);
    let postgres =
        Postgres { address, password_file: None, ca_file: ca_file.cloned(), max_connections: 1, statement_timeout };
    store::schema(&Database::Postgres(Box::new(postgres))).map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn a_connection_is_as_sure_of_the_server_as_sslmode_says() {
    let Some(ca_file) = std::env::var_os("LATCHKEY_TEST_POSTGRES_CA").map(PathBuf::from) else {
        println!("skipped: there is no PostgreSQL server with a certificate (tests/with-postgres)");
        return;
    };
    for mode in ["disable", "prefer", "require"] {
        look("127.0.0.1", mode, None).unwrap();
    }
    for mode in ["require", "verify-ca", "verify-full"] {
        look("localhost", mode, Some(&ca_file)).unwrap();
    }
    look("127.0.0.1", "verify-ca", Some(&ca_file)).unwrap();
    let other_name = look("127.0.0.1", "verify-full", Some(&ca_file)).unwrap_err();
    assert!(other_name.contains("not valid for name"), "{other_name}");
    for mode in ["verify-ca", "verify-full"] {
        let unknown = look("localhost", mode, None).unwrap_err();
        assert!(unknown.contains("UnknownIssuer") && unknown.contains("storage.ca_file"), "{unknown}");
    }
    let none = look("localhost", "verify-full", Some(&PathBuf::from("/nowhere.pem"))).unwrap_err();
    assert!(none.contains("storage.ca_file: /nowhere.pem"), "{none}");
}

#[test]
fn who_cannot_connect_is_told_what_to_do() {
    let Some(server) = server() else { return };
    let (place, _) = server.rsplit_once('/').unwrap();
    let address = Address::parse(&format!("{place}/nobody_made_this")).unwrap();
    let statement_timeout = Duration::from_secs(2);
    let postgres = Postgres { address, password_file: None, ca_file: None, max_connections: 1, statement_timeout };
    let error = store::schema(&Database::Postgres(Box::new(postgres.clone()))).unwrap_err().to_string();
    assert!(error.contains("nobody_made_this") && error.contains("CREATE DATABASE"), "{error}");
    // Waiting a minute for it would help nobody.
    assert!(store::open(&Database::Postgres(Box::new(postgres))).is_err());
}

#[test]
fn nodes_that_start_at_once_on_an_empty_database_migrate_it_once() {
    let folder = tempfile::tempdir().unwrap();
    let database = crate::support::database::at(&folder.path().join("latchkey.db"));
    let starters: Vec<_> = (0..4)
        .map(|_| {
            let database = database.clone();
            std::thread::spawn(move || store::open(&database).map(|_| ()).map_err(|error| error.to_string()))
        })
        .collect();
    for starter in starters {
        assert_eq!(starter.join().unwrap(), Ok(()));
    }
    let status = store::schema(&database).unwrap().unwrap();
    assert_eq!((status.found, status.due.len()), (status.known, 0));
}

/// Whoever wants a table waits behind a migration that wants it, and the migration behind whoever reads it for long.
#[test]
fn a_migration_lets_others_through_while_somebody_reads_what_it_changes() {
    if server().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let database = database::at(&folder.path().join("latchkey.db"));
    let (reader, other) = (ByHand::of(&database), ByHand::of(&database));
    let old = MIGRATIONS.iter().position(|(name, _)| *name == "0020_authorization_details").unwrap();
    for (_, statements) in &MIGRATIONS[..old] {
        other.run(statements);
    }
    other.run(&format!(
        "CREATE TABLE schema_version (version bigint NOT NULL); INSERT INTO schema_version VALUES ({old})"
    ));
    reader.run("BEGIN; SELECT count(*) FROM access_tokens");
    let migrated = database.clone();
    let starter = std::thread::spawn(move || store::open(&migrated).map(|_| ()).map_err(|error| error.to_string()));
    other.run("SET statement_timeout = '3s'");
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(6) {
        other.run("SELECT count(*) FROM access_tokens");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(!starter.is_finished(), "it cannot have migrated");
    reader.let_go();
    assert_eq!(starter.join().unwrap(), Ok(()));
    let status = store::schema(&database).unwrap().unwrap();
    assert_eq!((status.found, status.due.len()), (status.known, 0));
}

/// REL-8b: no server may be needed for finding the next one.
#[actix_web::test]
async fn the_next_host_serves_within_seconds_when_the_first_one_falls_silent() {
    let Some(server) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (Line::to(&server), Line::to(&server));
    let database = by_way_of(&[&first, &second], &server, &folder.path().join("latchkey.db"));
    let store = store::open(&database).unwrap();
    are_served(&store).await;
    first.fall_silent();
    are_served(&store).await;
}

/// Waits until as many as there are connections are served at once.
async fn are_served(store: &store::SharedStore) {
    let begun = Instant::now();
    loop {
        let answers = join_all((0..4).map(|_| store.last_change())).await;
        let Some(refused) = answers.into_iter().find_map(Result::err) else { return };
        // Five are promised, the others are for a busy machine. Without a connection of its own, no job ever got through.
        assert!(begun.elapsed() < Duration::from_secs(45), "not all are served yet: {refused}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// No error tells of a connection that is silent. Whoever listens on it is asked whether it lives, and everything is looked at again.
#[actix_web::test]
async fn a_node_that_listens_to_a_silent_server_notices_and_finds_what_it_did_not_hear() {
    let Some(server) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.db");
    let (first, second) = (Line::to(&server), Line::to(&server));
    let node = store::open(&by_way_of(&[&first, &second], &server, &path)).unwrap();
    let other = database::open(&path);
    redeemed(&other, "openid").await;
    // Two seconds are promised, the others are for a busy machine.
    let is_rung = async || tokio::time::timeout(Duration::from_secs(45), node.changed()).await.is_ok();
    assert!(is_rung().await, "it listens");
    let last = node.last_change().await.unwrap();
    first.fall_silent();
    assert!(other.end_session("session", Cause::User, NOW).await.unwrap());
    assert!(is_rung().await, "the silence is noticed");
    let begun = Instant::now();
    while !node.changes_since(last).await.is_ok_and(|changes| !changes.states.is_empty()) {
        assert!(begun.elapsed() < Duration::from_secs(45), "nobody found it");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// REL-16: the process must not wait for what nobody answers.
#[actix_web::test]
async fn a_store_closes_within_seconds_while_its_upkeep_waits_for_a_silent_database() {
    let Some(server) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let line = Line::to(&server);
    let store = store::open(&by_way_of(&[&line], &server, &folder.path().join("latchkey.db"))).unwrap();
    line.fall_silent();
    let upkeep = store.clone();
    let sweeping = actix_web::rt::spawn(async move { upkeep.sweep(NOW, 100).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let begun = Instant::now();
    store.close().await;
    // Upkeep has 120.
    assert!(begun.elapsed() < Duration::from_secs(45), "{:?}", begun.elapsed());
    assert!(sweeping.await.unwrap().is_err(), "it was given up");
}
