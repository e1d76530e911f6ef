//! The outbox of logout tokens, in both stores: who takes what, of many who look at once.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use latchkey::clock::Timestamp;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::logout_delivery::{Attempt, DeliveryState};
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::Subject;
use latchkey::store::SharedStore;
use latchkey::store::logouts::Addressees;

use super::{NOW, redeemed, stores};
use crate::support::database::{self, ByHand};

const LOGINS: usize = 8;
/// The advisory lock under which nodes of schema 26 take.
const TAKEN_ALONE: i32 = 0x6c74_6368 + 6;

fn apps() -> Vec<ClientId> {
    (0..5).map(|number| ClientId::parse(&format!("app-{number}")).unwrap()).collect()
}

fn addressees(asked: &[ClientId]) -> Addressees {
    Addressees { asked: asked.to_vec(), ..Addressees::default() }
}

fn at(seconds: u64) -> Timestamp {
    NOW.after(Duration::from_secs(seconds))
}

/// Logins that ended, each to be told to each app.
fn fill(by_hand: &ByHand) {
    put_in(by_hand, &apps(), LOGINS);
}

/// So many logins that ended, each to be told to each of these apps.
fn put_in(by_hand: &ByHand, apps: &[ClientId], logins: usize) {
    let now = NOW.seconds();
    let row = |login: usize, app: &ClientId| {
        format!("('login-{login}', '{app}', 'sub-ada', 'pending', 0, {now}, 0, {now}, '')")
    };
    let rows: Vec<String> = (0..logins).flat_map(|login| apps.iter().map(move |app| row(login, app))).collect();
    by_hand.run(&format!(
        "INSERT INTO logout_deliveries (session_id, client_id, sub, state, attempts, next_attempt_at, leased_until, \
         created_at, detail) VALUES {}",
        rows.join(", ")
    ));
}

/// The apps for which a node takes something now, by name.
async fn taken_for(node: &SharedStore, asked: &[ClientId]) -> Vec<String> {
    let taken = node.take_deliveries(&addressees(asked), NOW, at(9), 10).await.unwrap();
    let mut apps: Vec<String> = taken.iter().map(|delivery| delivery.client_id.to_string()).collect();
    apps.sort();
    apps
}

/// What takers of all nodes have in hand, and what they have told.
#[derive(Default)]
struct Seen {
    under_way: RefCell<BTreeSet<String>>,
    told: RefCell<BTreeSet<(String, String)>>,
}

impl Seen {
    fn is_all(&self) -> bool {
        self.told.borrow().len() == LOGINS * apps().len()
    }
}

/// Takes and tells until every login is told.
async fn work(node: &SharedStore, seen: &Seen) {
    let asking = addressees(&apps());
    while !seen.is_all() {
        // Nothing was taken where the others kept the database from it.
        let taken = node.take_deliveries(&asking, NOW, at(9), 2).await.unwrap_or_default();
        for delivery in &taken {
            let is_alone = seen.under_way.borrow_mut().insert(delivery.client_id.to_string());
            assert!(is_alone, "a second one under way: {delivery:?}");
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
        for delivery in &taken {
            let (login, app) = (delivery.session_id.clone(), delivery.client_id.to_string());
            seen.under_way.borrow_mut().remove(&app);
            assert!(seen.told.borrow_mut().insert((login, app)), "told twice: {delivery:?}");
            while node.settle_delivery(delivery, &Attempt::Delivered, Duration::ZERO, NOW).await.is_err() {}
        }
    }
}

#[actix_web::test]
async fn of_many_takers_at_two_nodes_none_takes_for_an_app_that_has_one_under_way_and_each_login_is_told_once() {
    for (store, folder) in stores() {
        let path = folder.path().join("latchkey.db");
        fill(&ByHand::open(&path));
        let (nodes, seen) = ([store, database::open(&path)], Seen::default());
        let takers = (0..8).map(|number| work(&nodes[number % 2], &seen));
        tokio::time::timeout(Duration::from_secs(60), join_all(takers)).await.unwrap();
        assert!(seen.is_all());
        assert_eq!(nodes[1].next_delivery().await.unwrap(), None);
    }
}

#[actix_web::test]
async fn what_a_node_had_in_hand_that_died_is_anothers_when_its_time_is_over_and_its_app_gets_nothing_before() {
    for (store, folder) in stores() {
        let path = folder.path().join("latchkey.db");
        fill(&ByHand::open(&path));
        let (other, asking) = (database::open(&path), addressees(&apps()[..1]));
        let in_hand = store.take_deliveries(&asking, NOW, at(9), 10).await.unwrap();
        assert_eq!(in_hand.len(), 1);
        drop(store);
        assert!(other.take_deliveries(&asking, at(8), at(17), 10).await.unwrap().is_empty());
        let mut told = BTreeSet::new();
        while let Some(delivery) = other.take_deliveries(&asking, at(9), at(18), 10).await.unwrap().pop() {
            other.settle_delivery(&delivery, &Attempt::Delivered, Duration::ZERO, at(9)).await.unwrap();
            assert!(told.insert(delivery.session_id.clone()), "told twice: {delivery:?}");
        }
        assert_eq!(told.len(), LOGINS, "nothing is lost");
    }
}

/// Whoever writes waits for a look of the only writer, and a database gives up a statement that takes too long.
#[actix_web::test]
async fn of_very_many_words_for_apps_that_left_each_look_has_a_part_and_other_apps_are_told_meanwhile() {
    for is_withdrawn in [false, true] {
        for (store, folder) in stores() {
            let by_hand = ByHand::open(&folder.path().join("latchkey.db"));
            put_in(&by_hand, &["gone", "gone-too"].map(|name| ClientId::parse(name).unwrap()), 600);
            fill(&by_hand);
            if is_withdrawn {
                // As when the configuration lost it a moment ago, and may have it again.
                by_hand.run("INSERT INTO withdrawn (client_id, since, ends_at) VALUES ('gone', 0, 4000000000), ('gone-too', 0, 4000000000)");
            }
            let due = format!(
                "SELECT count(*) FROM logout_deliveries WHERE client_id LIKE 'gone%' AND state = 'pending' AND next_attempt_at <= {}",
                NOW.seconds()
            );
            for left in ["700", "200", "0"] {
                let taken = store.take_deliveries(&addressees(&apps()), NOW, at(9), 10).await.unwrap();
                assert_eq!(taken.len(), apps().len());
                assert_eq!(by_hand.run(&due).unwrap(), left);
                for delivery in &taken {
                    store.settle_delivery(delivery, &Attempt::Delivered, Duration::ZERO, NOW).await.unwrap();
                }
            }
            let closed = by_hand.run("SELECT count(*) FROM logout_deliveries WHERE state = 'not_asked'").unwrap();
            assert_eq!(closed, if is_withdrawn { "0" } else { "1200" });
        }
    }
}

#[actix_web::test]
async fn a_node_passes_over_apps_that_another_one_takes_for_at_that_moment() {
    for (store, folder) in stores() {
        let other = ByHand::open(&folder.path().join("latchkey.db"));
        fill(&other);
        if matches!(other, ByHand::Sqlite(_)) {
            continue;
        }
        other.run("INSERT INTO outbox_turns VALUES ('app-0'), ('app-3')");
        other.run("BEGIN; SELECT 1 FROM outbox_turns FOR UPDATE");
        assert_eq!(taken_for(&store, &apps()).await, ["app-1", "app-2", "app-4"]);
        // As if it had died: what it began is taken back.
        other.let_go();
        assert_eq!(taken_for(&store, &apps()).await, ["app-0", "app-3"]);
    }
}

/// A rolling upgrade: a node of schema 26 knows nothing of turns.
#[actix_web::test]
async fn a_node_waits_for_one_of_the_version_before_and_sees_what_that_one_took() {
    for (store, folder) in stores() {
        let before = ByHand::open(&folder.path().join("latchkey.db"));
        fill(&before);
        if matches!(before, ByHand::Sqlite(_)) {
            continue;
        }
        before.run(&format!("BEGIN; SELECT pg_advisory_xact_lock(hashtext(current_schema()), {TAKEN_ALONE})"));
        let until = at(9).seconds();
        before.run(&format!(
            "UPDATE logout_deliveries SET leased_until = {until} WHERE session_id = 'login-0' AND client_id = 'app-0'"
        ));
        let asked = apps();
        let mut taking = Box::pin(taken_for(&store, &asked[..2]));
        assert!(tokio::time::timeout(Duration::from_millis(200), &mut taking).await.is_err(), "it must wait");
        before.run("COMMIT");
        assert_eq!(taking.await, ["app-1"]);
    }
}

/// Access to the app is removed, and while its server is told, the login ends.
#[actix_web::test]
async fn word_that_is_wanted_again_while_a_try_is_under_way_is_sent_after_it_and_not_beside_it() {
    let failed = || Attempt::Failed { detail: "answered 400".to_owned() };
    let retry = || Attempt::Retry { at: at(60), detail: "answered 500".to_owned() };
    for outcome in [Attempt::Delivered, failed(), retry()] {
        for (store, _folder) in stores() {
            let (ada, app) = (Subject::new("sub-ada"), ClientId::parse("app").unwrap());
            redeemed(&store, "openid offline_access").await;
            let asking = addressees(std::slice::from_ref(&app));
            assert!(store.end_app_of_login(&ada, "session", &app, NOW).await.unwrap());
            let first = store.take_deliveries(&asking, at(1), at(10), 10).await.unwrap().remove(0);
            assert!(store.end_session("session", Cause::User, at(2)).await.unwrap());
            assert!(store.take_deliveries(&asking, at(3), at(12), 10).await.unwrap().is_empty(), "one is on its way");
            store.settle_delivery(&first, &outcome, Duration::ZERO, at(4)).await.unwrap();
            let again = store.take_deliveries(&asking, at(5), at(14), 10).await.unwrap().remove(0);
            assert_eq!(again.attempts, 0);
            store.settle_delivery(&again, &Attempt::Delivered, Duration::ZERO, at(6)).await.unwrap();
            assert_eq!(store.deliveries_of("session").await.unwrap()[0].state, DeliveryState::Delivered);
            assert_eq!(store.next_delivery().await.unwrap(), None, "once more is enough");
        }
    }
}

#[actix_web::test]
async fn word_that_was_wanted_again_and_whose_node_died_is_sent_once() {
    for (store, _folder) in stores() {
        let (ada, app) = (Subject::new("sub-ada"), ClientId::parse("app").unwrap());
        redeemed(&store, "openid offline_access").await;
        let asking = addressees(std::slice::from_ref(&app));
        assert!(store.end_app_of_login(&ada, "session", &app, NOW).await.unwrap());
        assert_eq!(store.take_deliveries(&asking, at(1), at(10), 10).await.unwrap().len(), 1);
        assert!(store.end_session("session", Cause::User, at(2)).await.unwrap());
        let taken_over = store.take_deliveries(&asking, at(10), at(19), 10).await.unwrap().remove(0);
        store.settle_delivery(&taken_over, &Attempt::Delivered, Duration::ZERO, at(11)).await.unwrap();
        assert_eq!(store.next_delivery().await.unwrap(), None);
    }
}

#[actix_web::test]
async fn it_shows_who_could_not_be_told_and_not_what_is_on_its_way() {
    for (store, folder) in stores() {
        let by_hand = ByHand::open(&folder.path().join("latchkey.db"));
        fill(&by_hand);
        assert!(!store.deliveries_fail().await.unwrap());
        for (change, fails) in [("attempts = 1", true), ("state = 'failed'", true), ("state = 'delivered'", false)] {
            let one = "session_id = 'login-0' AND client_id = 'app-0'";
            by_hand.run(&format!("UPDATE logout_deliveries SET {change} WHERE {one}"));
            assert_eq!(store.deliveries_fail().await.unwrap(), fails, "{change}");
        }
    }
}
