//! Nodes and starts whose file is older than one that was taken in, by its `revision`: the people of the database stay those
//! of the newer file. On SQLite nodes are processes that share a file.

use latchkey::config::settings::{Argon2Cost, ConfiguredUser, Settings};
use latchkey::login::hasher::{Verdict, hash_now};
use latchkey::protocol::user::{User, UsernameKey};
use latchkey::provider::SharedProvider;
use latchkey::reconcile;
use latchkey::secret::Secret;
use serde_json::json;

use crate::metrics::Scrape;
use crate::support::provider::{PASSWORD, client, user};
use crate::support::{Browser, Builder, TestProvider};

/// The password of the newer file.
const NEWER: &str = "nine slow badgers";

/// One node whose file has that number.
fn node_with(revision: Option<u64>) -> TestProvider {
    Builder::new().settings(|settings| settings.revision = revision).start_one()
}

/// Gives one node another file, as a reload does.
async fn reload(node: &SharedProvider, change: impl FnOnce(&mut Settings)) {
    let mut settings = node.live().settings.clone();
    change(&mut settings);
    reconcile::reconcile_again(node.store.as_ref(), &settings, node.now()).await.unwrap();
    node.replace(settings);
    let live = node.live().clone();
    reconcile::note_again(node.store.as_ref(), &live.settings, node.now()).await.unwrap();
}

/// The file that all that follows would undo: another password and group, and ben is locked.
fn newer(revision: u64) -> impl FnOnce(&mut Settings) {
    move |settings| {
        let cheap = Argon2Cost { memory_kib: 8, iterations: 1, parallelism: 1 };
        settings.revision = Some(revision);
        settings.users = vec![
            ConfiguredUser { password_hash: hash_now(cheap, NEWER), groups: vec!["newer".into()], ..user("ada") },
            ConfiguredUser { locked: true, ..user("ben") },
        ];
    }
}

async fn account(node: &SharedProvider, name: &str) -> User {
    node.store.user_named(&UsernameKey::of(name)).await.unwrap().unwrap()
}

async fn opens(node: &SharedProvider, password: &str) -> bool {
    let ada = account(node, "ada").await;
    let verdict = node.hasher.verify(ada.password_hash.as_ref(), Secret::new(password)).await;
    matches!(verdict, Ok(Verdict::Match { .. }))
}

/// Whether people are as the newer file has them.
async fn is_newer(node: &SharedProvider) -> bool {
    let (ada, ben) = (account(node, "ada").await, account(node, "ben").await);
    let is_newer = opens(node, NEWER).await;
    assert_eq!(opens(node, PASSWORD).await, !is_newer);
    assert_eq!((ada.groups == ["newer"], ben.locked), (is_newer, is_newer), "all or nothing");
    is_newer
}

#[actix_web::test]
async fn a_node_that_starts_with_an_older_file_changes_nobody_and_the_newer_password_works_at_both() {
    let mut provider = node_with(Some(6));
    reload(&provider.provider, newer(7)).await;
    let (node, elsewhere) = provider.another_node();
    assert_eq!(node.live().settings.revision, Some(6), "it serves, by its own file");
    assert!(is_newer(&provider.provider).await && is_newer(&node).await);
    let browser = Browser::new();
    let ready = browser.get(&format!("{elsewhere}/readyz")).await;
    assert_eq!(ready.status, 200, "a roll-out takes no node down");
    assert_eq!((&ready.json()["revision"], &ready.json()["older"]), (&json!(6), &json!(true)));
    let ready = browser.get(&provider.url("/readyz")).await.json();
    assert_eq!((&ready["revision"], &ready["older"]), (&json!(7), &json!(false)));
    // It gets the newer file, too.
    reload(&node, newer(7)).await;
    assert_eq!(browser.get(&format!("{elsewhere}/readyz")).await.json()["older"], json!(false));
    assert!(is_newer(&node).await);
}

#[actix_web::test]
async fn a_reload_of_an_older_file_changes_nobody_and_takes_its_apps_in_all_the_same() {
    let mut provider = node_with(Some(6));
    let (node, _) = provider.another_node();
    reload(&provider.provider, newer(7)).await;
    reload(&node, |settings| settings.clients.push(client("late"))).await;
    assert!(is_newer(&node).await);
    assert!(node.live().settings.clients.iter().any(|client| client.client_id.as_str() == "late"));
}

/// Who left the newer file is named by the older one still.
#[actix_web::test]
async fn a_node_with_an_older_file_takes_nobody_back_and_ends_nobody() {
    let mut provider = node_with(Some(6));
    let (node, _) = provider.another_node();
    reload(&provider.provider, |settings| {
        settings.revision = Some(7);
        settings.users = vec![user("ada")];
    })
    .await;
    assert!(account(&node, "ben").await.has_left());
    let older = node.live().settings.clone();
    assert!(!reconcile::end_left(node.store.as_ref(), &older, node.now()).await.unwrap());
    assert!(account(&node, "ben").await.has_left(), "as its job looks every minute");
    provider.advance(3601);
    assert!(!reconcile::end_left(node.store.as_ref(), &older, node.now()).await.unwrap());
    let newer = provider.provider.live().settings.clone();
    reconcile::end_left(node.store.as_ref(), &newer, node.now()).await.unwrap();
    assert!(account(&node, "ben").await.has_left());
}

#[actix_web::test]
async fn whoever_goes_back_on_purpose_raises_the_number() {
    let mut provider = node_with(Some(6));
    let (node, _) = provider.another_node();
    reload(&provider.provider, newer(7)).await;
    reload(&node, |settings| settings.revision = Some(8)).await;
    assert!(!is_newer(&provider.provider).await && !is_newer(&node).await);
    reload(&provider.provider, newer(7)).await;
    assert!(!is_newer(&provider.provider).await, "7 is the older one by now");
}

#[actix_web::test]
async fn a_file_without_a_number_counts_as_older_once_there_was_one() {
    let mut provider = node_with(None);
    let (node, elsewhere) = provider.another_node();
    reload(&provider.provider, |settings| settings.users[0].groups = vec!["first".into()]).await;
    assert_eq!(account(&node, "ada").await.groups, ["first"], "nobody has numbers: as ever");
    assert_eq!(Browser::new().get(&format!("{elsewhere}/readyz")).await.json()["older"], json!(false));
    reload(&provider.provider, newer(0)).await;
    reload(&node, |settings| settings.users[0].groups = vec!["without".into()]).await;
    assert!(is_newer(&node).await);
    assert_eq!(Browser::new().get(&format!("{elsewhere}/readyz")).await.json()["older"], json!(true));
    let age = node.store.newest_revision().await.unwrap();
    let remedy = reconcile::remedy(latchkey::protocol::revision::Age::of(None, age)).unwrap();
    assert!(remedy.contains("`revision = 1`"), "{remedy}");
}

#[actix_web::test]
async fn an_equal_number_is_taken_in_with_other_people_too() {
    let mut provider = node_with(Some(7));
    let (node, _) = provider.another_node();
    reload(&provider.provider, newer(7)).await;
    assert!(is_newer(&node).await);
    reload(&node, |settings| settings.users[0].locked = false).await;
    assert!(!is_newer(&provider.provider).await, "a single server without discipline must not get stuck");
}

#[actix_web::test]
async fn of_two_nodes_that_take_files_in_at_once_the_higher_number_wins_in_whatever_order() {
    let mut provider = node_with(None);
    let (node, _) = provider.another_node();
    let one = provider.provider.clone();
    for (turn, order) in (1..).zip([[0, 1], [1, 0], [0, 1], [1, 0]]) {
        let least = 10 * turn;
        let file = |number: u64| {
            let mut settings = one.live().settings.clone();
            settings.revision = Some(number);
            settings.users[0].groups = vec![format!("of {number}")];
            settings
        };
        let [first, second] = order.map(|more| file(least + more));
        let (first, second) = tokio::join!(
            reconcile::reconcile(one.store.as_ref(), &first, one.now()),
            reconcile::reconcile(node.store.as_ref(), &second, node.now())
        );
        first.and(second).unwrap();
        assert_eq!(account(&one, "ada").await.groups, [format!("of {}", least + 1)]);
        assert_eq!(one.store.newest_revision().await.unwrap(), Some(least + 1));
    }
}

#[actix_web::test]
async fn a_server_that_restarts_with_an_older_file_serves_and_keeps_the_people_of_the_newer_one() {
    let named = |revision: Option<u64>, group: &'static str| {
        move |settings: &mut Settings| {
            settings.revision = revision;
            settings.users[0].groups = vec![group.to_owned()];
        }
    };
    let mut provider = Builder::new().settings(named(Some(7), "seven")).start();
    for (revision, group, kept) in [
        (Some(6), "six", "seven"),
        (None, "none", "seven"),
        (Some(7), "again", "again"),
        (Some(8), "eight", "eight"),
        (Some(7), "again", "eight"),
    ] {
        provider = provider.restart_after(named(revision, group));
        assert_eq!(account(&provider.provider, "ada").await.groups, [kept], "{revision:?}");
        assert_eq!(Browser::new().get(&provider.url("/jwks")).await.status, 200);
    }
    let scrape = Scrape::of(&provider).await;
    assert_eq!((scrape.get("latchkey_config_revision"), scrape.get("latchkey_config_older")), (7.0, 1.0));
}
