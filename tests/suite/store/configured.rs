//! What the configuration names and names no longer: noted, forgotten, ended when its time is over.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::factors::WaysIn;
use latchkey::protocol::logout_delivery::{Attempt, Delivery, DeliveryState};
use latchkey::protocol::revision::Revision;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::secret::{Digest, Secret};
use latchkey::store::audit::Wanted;
use latchkey::store::configured::{Terms, UserFault, WantedUser};
use latchkey::store::logouts::{Addressees, Tries};
use latchkey::store::sqlite::SqliteStore;
use latchkey::store::users::{ProfileChange, ProfileChanged};
use latchkey::store::{SharedStore, StoreError};

use super::{NOW, redeemed, stores, user};
use crate::support::database::ByHand;
use crate::support::take_in::TakeIn as _;

const HOUR: Duration = Duration::from_secs(3600);

fn app() -> ClientId {
    ClientId::parse("app").unwrap()
}

async fn lives(store: &SharedStore) -> bool {
    store.access_token(&Digest::of("access 0"), NOW).await.unwrap().is_some()
}

/// Takes a configuration without users in.
async fn take_in(store: &SharedStore, clients: &[ClientId], grace: Duration, after: u64) {
    store.take_in(&[], clients, grace, NOW.after(Duration::from_secs(after))).await.unwrap();
}

async fn ended(store: &SharedStore, clients: &[ClientId], grace: Duration, after: u64) -> usize {
    store.end_withdrawn(clients, grace, NOW.after(Duration::from_secs(after))).await.unwrap().len()
}

#[actix_web::test]
async fn what_a_missing_client_was_granted_ends_after_the_grace_and_not_before() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        take_in(&store, &[], HOUR, 0).await;
        // Taken in again, by this process or another: the time runs from the first.
        take_in(&store, &[], HOUR, 3000).await;
        assert_eq!(ended(&store, &[], HOUR, 3599).await, 0);
        assert!(lives(&store).await);
        assert_eq!(ended(&store, &[], HOUR, 3600).await, 1);
        assert!(!lives(&store).await);
        assert_eq!(ended(&store, &[], HOUR, 9000).await, 0, "once");
        assert!(store.withdrawn_clients().await.unwrap().is_empty());
    }
}

#[actix_web::test]
async fn a_client_that_is_back_keeps_everything_however_late_anybody_looks() {
    for (store, folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        take_in(&store, &[], HOUR, 0).await;
        assert_eq!(store.withdrawn_clients().await.unwrap().len(), 1);
        // Down for a day, and started with the file as it was.
        drop(store);
        let store = crate::support::database::open(&folder.path().join("latchkey.db"));
        take_in(&store, &[app()], HOUR, 86_400).await;
        assert_eq!(ended(&store, &[], HOUR, 86_400).await, 0, "forgotten, though this process has the file without it");
        assert!(lives(&store).await);
        // One process without the client has it noted; another, which knows it, never lets it end.
        take_in(&store, &[], HOUR, 90_000).await;
        assert_eq!(ended(&store, &[app()], HOUR, 180_000).await, 0);
        assert!(lives(&store).await);
    }
}

/// The grace stands in the same file: a default that stands in for a longer one must end nothing.
#[actix_web::test]
async fn a_grace_that_is_shorter_for_a_moment_ends_nothing_and_a_longer_one_counts() {
    let day = Duration::from_secs(86_400);
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        take_in(&store, &[], day, 0).await;
        assert_eq!(ended(&store, &[], HOUR, 7200).await, 0);
        assert_eq!(ended(&store, &[], 2 * day, 86_400).await, 0);
        assert_eq!(ended(&store, &[], HOUR, 86_400).await, 1);
    }
}

#[actix_web::test]
async fn word_of_a_login_that_ended_waits_for_a_client_that_is_missing_for_a_moment() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        take_in(&store, &[], HOUR, 0).await;
        store.end_session("session", Cause::User, NOW).await.unwrap();
        let take = async |asked: &[ClientId], after: u64| {
            let now = NOW.after(Duration::from_secs(after));
            store.take_deliveries(&addressees(asked), now, now.after(HOUR), 10).await.unwrap().len()
        };
        assert_eq!(take(&[], 1).await, 0);
        assert!(store.next_delivery().await.unwrap().unwrap() > NOW.after(Duration::from_secs(1)), "not at once again");
        take_in(&store, &[app()], HOUR, 2).await;
        assert_eq!(take(&[app()], 10).await, 1, "back, and told");
    }
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        take_in(&store, &[], HOUR, 0).await;
        store.end_session("session", Cause::User, NOW).await.unwrap();
        ended(&store, &[], HOUR, 3600).await;
        store.take_deliveries(&addressees(&[]), NOW.after(HOUR), NOW.after(HOUR), 10).await.unwrap();
        assert_eq!(store.next_delivery().await.unwrap(), None, "nobody to tell any more");
    }
}

/// I6: during a roll-out one node knows an app that another has never heard of.
#[actix_web::test]
async fn word_for_a_client_that_only_another_node_knows_waits_for_that_node() {
    let take = async |store: &SharedStore, asked: &[ClientId], after: u64| {
        let now = NOW.after(Duration::from_secs(after));
        store.take_deliveries(&addressees(asked), now, now.after(HOUR), 10).await.unwrap().len()
    };
    for (store, _folder) in stores() {
        take_in(&store, &[app()], HOUR, 0).await;
        redeemed(&store, "openid offline_access").await;
        store.end_session("session", Cause::User, NOW).await.unwrap();
        assert_eq!(take(&store, &[], 1).await, 0);
        assert_eq!(store.next_delivery().await.unwrap(), Some(NOW), "the node that knows it has the time to look");
        assert_eq!(take(&store, &[], 3).await, 0);
        assert!(store.next_delivery().await.unwrap().unwrap() > NOW.after(Duration::from_secs(3)), "not at once again");
        assert_eq!(take(&store, &[app()], 10).await, 1);
    }
    for (store, _folder) in stores() {
        take_in(&store, &[app()], HOUR, 0).await;
        redeemed(&store, "openid offline_access").await;
        store.end_session("session", Cause::User, NOW).await.unwrap();
        // A node that knows it, and that it has no address.
        let now = NOW.after(Duration::from_secs(1));
        let knowing = Addressees { not_asked: [app()].into(), ..addressees(&[]) };
        assert!(store.take_deliveries(&knowing, now, now.after(HOUR), 10).await.unwrap().is_empty());
        assert_eq!(store.next_delivery().await.unwrap(), None);
    }
    for (store, _folder) in stores() {
        take_in(&store, &[app()], HOUR, 0).await;
        redeemed(&store, "openid offline_access").await;
        store.end_session("session", Cause::User, NOW).await.unwrap();
        assert_eq!(take(&store, &[], 3599).await, 0);
        assert!(store.next_delivery().await.unwrap().is_some());
        assert_eq!(take(&store, &[], 3610).await, 0);
        assert_eq!(store.next_delivery().await.unwrap(), None, "no node that knows it came");
    }
}

fn seconds(after: u64) -> Timestamp {
    NOW.after(Duration::from_secs(after))
}

/// What a node with these clients takes so many seconds after the start, to send it within half a minute.
async fn taken(store: &SharedStore, clients: &Addressees, after: u64) -> Vec<Delivery> {
    store.take_deliveries(clients, seconds(after), seconds(after + 30), 10).await.unwrap()
}

/// A login that ended, and that the app is to hear of.
async fn login_ended(store: &SharedStore) {
    redeemed(store, "openid offline_access").await;
    store.end_session("session", Cause::User, NOW).await.unwrap();
}

/// I6: during a roll-out one node has an address for an app, and another has none yet.
#[actix_web::test]
async fn word_that_a_node_without_the_address_closed_is_taken_over_by_one_that_has_it() {
    let (asking, knowing) = (addressees(&[app()]), Addressees { not_asked: [app()].into(), ..addressees(&[]) });
    for (store, _folder) in stores() {
        take_in(&store, &[app()], HOUR, 0).await;
        login_ended(&store).await;
        assert!(taken(&store, &knowing, 1).await.is_empty());
        assert_eq!(store.next_delivery().await.unwrap(), None, "closed");
        assert!(!store.ask_again(&[], NOW, seconds(2)).await.unwrap());
        assert!(!store.ask_again(&[app()], seconds(1), seconds(2)).await.unwrap(), "it ended before");
        assert!(store.ask_again(&[app()], NOW, seconds(2)).await.unwrap());
        assert!(taken(&store, &knowing, 3).await.is_empty());
        assert!(store.next_delivery().await.unwrap().is_some(), "not closed again");
        let on_its_way = taken(&store, &asking, 3).await.remove(0);
        let retry = Attempt::Retry { at: seconds(10), detail: "answered 500".to_owned() };
        store.settle_delivery(&on_its_way, &retry, Duration::from_millis(20), seconds(4)).await.unwrap();
        assert!(taken(&store, &knowing, 11).await.is_empty());
        assert_eq!(taken(&store, &asking, 12).await.len(), 1, "nor after a try that failed");
        assert!(!store.ask_again(&[app()], NOW, seconds(13)).await.unwrap(), "nothing is closed");
        let wanted = Wanted { event: Some("logout.reopen".to_owned()), limit: 10, ..Wanted::default() };
        let records = store.records(&wanted).await.unwrap();
        let told: Vec<_> = records.iter().map(|it| (it.client_id.as_deref(), it.detail()["count"].clone())).collect();
        assert_eq!(told, [(Some("app"), "1".to_owned())], "once, and not where nothing was asked for");
    }
}

/// One row written instead of one that is written, taken and closed, where nothing stands against it.
#[actix_web::test]
async fn word_for_an_app_without_the_address_is_closed_with_the_login_by_a_node_that_knows_that() {
    let knowing = Addressees { not_asked: [app()].into(), ..addressees(&[]) };
    let another = ClientId::parse("another").unwrap();
    let (registered, newer, left) = ("it registered with an address", "a newer file was taken in", "the file lost it");
    let damaged = "the number of the newest file cannot be read";
    let cases = [
        (knowing.clone(), "", true),
        (addressees(&[app()]), "it has an address", false),
        (addressees(&[]), "the node does not know it", false),
        (Addressees { not_asked: [another].into(), ..addressees(&[]) }, "the node knows another", false),
        (knowing.clone(), registered, false),
        (knowing.clone(), newer, false),
        (Addressees { revision: Some(6), ..knowing.clone() }, newer, false),
        (Addressees { revision: Some(7), ..knowing.clone() }, newer, true),
        (knowing.clone(), left, false),
        (knowing.clone(), damaged, false),
    ];
    for (clients, what, closes) in cases {
        for (store, folder) in stores() {
            take_in(&store, &[app()], HOUR, 0).await;
            redeemed(&store, "openid offline_access").await;
            if what == registered {
                let by_hand = ByHand::open(&folder.path().join("latchkey.db"));
                let octets = if matches!(by_hand, ByHand::Sqlite(_)) { "x'78'" } else { "'x'" };
                by_hand.run(&format!(
                    "INSERT INTO clients (client_id, revision, metadata, registration_token, backchannel, created_at, \
                     updated_at) VALUES ('app', 1, '{{}}', {octets}, true, 1, 1)"
                ));
            } else if what == newer {
                let revision = Revision { number: 7, people: String::new() };
                let (grace, now) = (HOUR, NOW);
                let terms =
                    Terms { revision: Some(&revision), keeps_administrator: false, ways: WaysIn::BOTH, grace, now };
                store.take_in_by(&[], &[app()], terms).await.unwrap();
            } else if what == left {
                take_in(&store, &[], HOUR, 0).await;
            } else if what == damaged {
                let by_hand = ByHand::open(&folder.path().join("latchkey.db"));
                let octets = if matches!(by_hand, ByHand::Sqlite(_)) { "x'78'" } else { "'x'" };
                by_hand.run(&format!("INSERT INTO secrets (name, value) VALUES ('revision', {octets})"));
            }
            assert!(store.end_session_by(&Arc::new(clients.clone()), "session", Cause::User, NOW).await.unwrap());
            let state = async || store.deliveries_of("session").await.unwrap()[0].state;
            let waits = store.next_delivery().await.unwrap();
            if closes && matches!(ByHand::open(&folder.path().join("latchkey.db")), ByHand::Sqlite(_)) {
                assert_eq!((state().await, waits), (DeliveryState::NotAsked, None), "{what}");
            } else {
                assert_eq!((state().await, waits), (DeliveryState::Pending, Some(NOW)), "{what}");
            }
            if what == damaged {
                continue;
            }
            let sent = taken(&store, &clients, 0).await.len();
            let asked = !clients.asked.is_empty() || what == registered;
            assert_eq!(sent, usize::from(asked), "{what}: sooner or later, the same becomes of it");
            assert_eq!(state().await == DeliveryState::NotAsked, closes, "{what}");
            if closes {
                assert!(
                    store.ask_again(&[app()], NOW, seconds(2)).await.unwrap(),
                    "{what}: a node with an address may come"
                );
                assert_eq!(taken(&store, &Addressees { revision: Some(7), ..addressees(&[app()]) }, 3).await.len(), 1);
            }
        }
    }
}

/// REL-19: what cannot be read is not what was never there. An old file would bring old passwords back, and a key would leave the
/// key set before what it signed has expired.
#[actix_web::test]
async fn a_revision_and_a_life_of_tokens_that_cannot_be_read_are_not_taken_for_none() {
    for (store, folder) in stores() {
        store.note_token_life(HOUR, NOW).await.unwrap();
        let by_hand = ByHand::open(&folder.path().join("latchkey.db"));
        let octets = match by_hand {
            ByHand::Sqlite(_) => "x'78'",
            ByHand::Postgres(_) => "'x'",
        };
        by_hand.run(&format!("UPDATE secrets SET value = {octets} WHERE name = 'token_life'"));
        assert!(matches!(store.note_token_life(HOUR, NOW).await, Err(StoreError::Corrupt(_))));
        assert_eq!(store.newest_revision().await.unwrap(), None, "there was none");
        by_hand.run(&format!("INSERT INTO secrets (name, value) VALUES ('revision', {octets})"));
        assert!(matches!(store.newest_revision().await, Err(StoreError::Corrupt(_))));
        let (revision, grace) = (Revision { number: 1, people: String::new() }, HOUR);
        let terms =
            Terms { revision: Some(&revision), keeps_administrator: false, ways: WaysIn::BOTH, grace, now: NOW };
        assert!(matches!(store.take_in_by(&[], &[], terms).await, Err(StoreError::Corrupt(_))));
    }
}

/// Every few seconds, at every node.
#[test]
fn what_a_node_closed_is_found_app_by_app_and_not_among_all_that_was_sent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.db");
    drop(SqliteStore::open(&path).unwrap());
    let raw = rusqlite::Connection::open(&path).unwrap();
    let closed = "state = 'not_asked' AND created_at >= 1 AND client_id IN (SELECT value FROM json_each('[\"app\"]'))";
    for statement in ["SELECT 1 FROM logout_deliveries", "UPDATE logout_deliveries SET state = 'pending'"] {
        let plan: String = raw
            .query_row(&format!("EXPLAIN QUERY PLAN {statement} WHERE {closed}"), [], |row| row.get("detail"))
            .unwrap();
        assert!(plan.contains("logout_deliveries_not_asked (client_id=? AND created_at>?)"), "{statement}: {plan}");
    }
}

/// REL-10: apps that are slow again and again hold no place that another one could be told in.
#[actix_web::test]
async fn a_first_try_is_taken_without_the_repetitions_that_are_due() {
    let asking = addressees(&[app()]);
    for (store, _folder) in stores() {
        take_in(&store, &[app()], HOUR, 0).await;
        login_ended(&store).await;
        let first = store.take_due(&asking, seconds(1), seconds(10), 10, Tries::First).await.unwrap().remove(0);
        assert!(
            store.take_due(&asking, seconds(2), seconds(11), 10, Tries::First).await.unwrap().is_empty(),
            "on its way"
        );
        let retry = Attempt::Retry { at: seconds(5), detail: "answered 500".to_owned() };
        store.settle_delivery(&first, &retry, Duration::from_millis(20), seconds(3)).await.unwrap();
        assert!(store.take_due(&asking, seconds(6), seconds(15), 10, Tries::First).await.unwrap().is_empty());
        assert_eq!(taken(&store, &asking, 6).await.len(), 1);
    }
}

#[actix_web::test]
async fn word_on_its_way_is_not_closed_by_a_node_without_the_address() {
    let (asking, knowing) = (addressees(&[app()]), Addressees { not_asked: [app()].into(), ..addressees(&[]) });
    for (store, _folder) in stores() {
        take_in(&store, &[app()], HOUR, 0).await;
        login_ended(&store).await;
        assert_eq!(taken(&store, &asking, 1).await.len(), 1);
        assert!(taken(&store, &knowing, 2).await.is_empty());
        assert_eq!(store.deliveries_of("session").await.unwrap()[0].state, DeliveryState::Pending);
    }
}

/// Whatever this node thinks of the client, whoever sends says how it went, and nobody sends a second time meanwhile.
#[actix_web::test]
async fn word_on_its_way_is_not_closed_when_the_grace_is_over_and_not_sent_twice() {
    for (store, _folder) in stores() {
        take_in(&store, &[app()], HOUR, 0).await;
        login_ended(&store).await;
        let on_its_way = taken(&store, &addressees(&[app()]), 3_595).await.remove(0);
        assert!(taken(&store, &addressees(&[]), 3_605).await.is_empty());
        assert!(!store.ask_again(&[app()], NOW, seconds(3_606)).await.unwrap(), "nobody closed it");
        store
            .settle_delivery(&on_its_way, &Attempt::Delivered, Duration::from_millis(20), seconds(3_607))
            .await
            .unwrap();
        assert_eq!(store.deliveries_of("session").await.unwrap()[0].state, DeliveryState::Delivered);
        assert!(!store.ask_again(&[app()], NOW, seconds(3_608)).await.unwrap(), "what arrived is not sent again");
        assert!(taken(&store, &addressees(&[app()]), 3_700).await.is_empty());
    }
}

/// The address may be another one there.
#[actix_web::test]
async fn nodes_with_the_newest_configuration_send_first_and_others_where_none_of_them_does() {
    let newest = Addressees { revision: Some(7), ..addressees(&[app()]) };
    for older in [Some(6), None] {
        let older = Addressees { revision: older, ..addressees(&[app()]) };
        for (store, _folder) in stores() {
            let revision = Revision { number: 7, people: String::new() };
            let terms = Terms {
                revision: Some(&revision),
                keeps_administrator: false,
                ways: WaysIn::BOTH,
                grace: HOUR,
                now: NOW,
            };
            store.take_in_by(&[], &[app()], terms).await.unwrap();
            login_ended(&store).await;
            assert!(taken(&store, &older, 1).await.is_empty());
            assert_eq!(taken(&store, &newest, 1).await.len(), 1);
            assert!(taken(&store, &older, 20).await.is_empty(), "it is on its way");
            assert_eq!(taken(&store, &older, 40).await.len(), 1);
        }
    }
}

/// A node without the client started, or read its file again, and a node with it goes on.
#[actix_web::test]
async fn a_client_that_one_node_names_stays_named_when_another_takes_a_configuration_in_without_it() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        take_in(&store, &[app()], HOUR, 0).await;
        take_in(&store, &[], HOUR, 1).await;
        assert!(store.configured_clients().await.unwrap().is_empty());
        assert_eq!(ended(&store, &[app()], HOUR, 2).await, 0);
        assert_eq!(store.configured_clients().await.unwrap(), [app()]);
    }
}

/// The clients of a configuration that wants these to be told.
fn addressees(asked: &[ClientId]) -> Addressees {
    Addressees { asked: asked.to_vec(), grace: HOUR, ..Addressees::default() }
}

fn configured(name: &str) -> WantedUser {
    let definition = Definition::File { file: "config.toml".to_owned(), pins_password: true };
    let user = User { sub: Subject::new(format!("fresh-{name}")), definition, ..user(name) };
    WantedUser { user, gives_sub: false }
}

fn with_sub(name: &str, sub: &str) -> WantedUser {
    WantedUser { user: User { sub: Subject::new(sub), ..configured(name).user }, gives_sub: true }
}

async fn account(store: &SharedStore, sub: &str) -> User {
    store.user(&Subject::new(sub)).await.unwrap().unwrap()
}

/// What the audit says of changes of that account.
async fn changes(store: &SharedStore, sub: &str) -> Vec<BTreeMap<String, String>> {
    let event = Some("user.change".to_owned());
    let wanted = Wanted { sub: Some(Subject::new(sub)), event, limit: 100, ..Wanted::default() };
    store.records(&wanted).await.unwrap().iter().map(|record| record.detail()).collect()
}

async fn end_left(store: &SharedStore, wanted: &[WantedUser], after: u64) -> Vec<String> {
    let named: Vec<_> = wanted.iter().map(WantedUser::named).collect();
    store.end_left(None, &named, HOUR, NOW.after(Duration::from_secs(after))).await.unwrap()
}

#[actix_web::test]
async fn a_users_hash_that_is_cut_off_changes_nothing() {
    for (store, _folder) in stores() {
        let whole = Secret::new("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA");
        redeemed(&store, "openid offline_access").await;
        let with = |hash: &str| {
            let user = User { password_hash: Some(Secret::new(hash)), ..configured("ada").user };
            WantedUser { user, gives_sub: false }
        };
        // From no password to one: nothing ends.
        store.set_password(&Subject::new("sub-ada"), &whole, false, None, NOW).await.unwrap();
        let cut = store.take_in(&[with(&whole.expose()[..50])], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(cut.faults, [(0, UserFault::HashCutOff)]);
        assert!(lives(&store).await);
        let ada = store.user(&Subject::new("sub-ada")).await.unwrap().unwrap();
        assert_eq!(ada.password_hash.as_ref().unwrap().expose(), whole.expose());
        assert!(ada.is_from_config(), "all else is taken in");
        store.take_in(&[with("$argon2id$other")], &[app()], HOUR, NOW).await.unwrap();
        assert!(!lives(&store).await, "another one is a change");
    }
}

/// At once nothing of theirs works; put back, all of it does.
#[actix_web::test]
async fn who_leaves_the_file_is_refused_at_once_and_loses_nothing_before_the_grace_is_over() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        store.take_in(&[configured("ada")], &[app()], HOUR, NOW).await.unwrap();
        let gone = store.take_in(&[], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(gone.left, [("ada".to_owned(), "config.toml".to_owned())]);
        assert!(store.take_in(&[], &[app()], HOUR, NOW).await.unwrap().left.is_empty(), "once");
        let ada = account(&store, "sub-ada").await;
        assert!(!ada.may_sign_in() && !lives(&store).await);
        assert_eq!(ada.groups, ["family"]);
        assert!(store.live_session("session", NOW).await.unwrap().is_some(), "the login is still theirs");
        assert!(end_left(&store, &[], 3599).await.is_empty());
        let back = store.take_in(&[configured("ada")], &[app()], HOUR, NOW.after(HOUR)).await.unwrap();
        assert_eq!(back.back, ["ada"]);
        assert!(end_left(&store, &[configured("ada")], 7200).await.is_empty());
        assert!(lives(&store).await && account(&store, "sub-ada").await.may_sign_in());
    }
}

#[actix_web::test]
async fn when_the_grace_is_over_logins_and_grants_end_and_the_account_stays() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        store.take_in(&[configured("ada")], &[app()], HOUR, NOW).await.unwrap();
        store.take_in(&[], &[app()], HOUR, NOW).await.unwrap();
        // Another process that has them in its file never lets it end, and takes the note away.
        assert!(end_left(&store, &[configured("ada")], 3600).await.is_empty());
        assert!(account(&store, "sub-ada").await.may_sign_in());
        store.take_in(&[], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(end_left(&store, &[], 3600).await, ["ada"]);
        assert!(end_left(&store, &[], 9000).await.is_empty(), "once");
        assert!(store.live_session("session", NOW).await.unwrap().is_none());
        assert!(store.next_delivery().await.unwrap().is_some(), "the app is told");
        let ada = account(&store, "sub-ada").await;
        assert!(matches!(ada.definition, Definition::Left { ends_at: None, .. }));
        store.take_in(&[configured("ada")], &[app()], HOUR, NOW).await.unwrap();
        assert!(account(&store, "sub-ada").await.may_sign_in(), "the same account, whenever they are put back");
        assert!(!lives(&store).await, "what ended stays ended");
    }
}

#[actix_web::test]
async fn who_is_kept_is_the_databases_own_and_can_be_changed_there() {
    let keep = ProfileChange { keep: true, ..ProfileChange::default() };
    let rename = ProfileChange { username: Some("ada.l".into()), ..ProfileChange::default() };
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        let sub = Subject::new("sub-ada");
        store.take_in(&[configured("ada")], &[app()], HOUR, NOW).await.unwrap();
        assert!(matches!(
            store.change_profile(&sub, &rename, WaysIn::BOTH, NOW).await.unwrap(),
            ProfileChanged::Pinned
        ));
        store.take_in(&[], &[app()], HOUR, NOW).await.unwrap();
        assert!(matches!(
            store.change_profile(&sub, &rename, WaysIn::BOTH, NOW).await.unwrap(),
            ProfileChanged::Pinned
        ));
        assert!(matches!(
            store.change_profile(&sub, &keep, WaysIn::BOTH, NOW).await.unwrap(),
            ProfileChanged::Changed(_)
        ));
        assert!(lives(&store).await);
        assert!(end_left(&store, &[], 9000).await.is_empty());
        store.take_in(&[], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(account(&store, "sub-ada").await.definition, Definition::Database, "nobody's entry is missing");
        assert!(matches!(
            store.change_profile(&sub, &rename, WaysIn::BOTH, NOW).await.unwrap(),
            ProfileChanged::Changed(_)
        ));
        assert!(store.user_named(&UsernameKey::of("ada.l")).await.unwrap().is_some());
    }
}

#[actix_web::test]
async fn who_keeps_the_sub_keeps_the_account_through_a_rename_and_two_may_exchange_their_names() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        let fresh =
            store.take_in(&[with_sub("ada", "sub-ada"), with_sub("ben", "b")], &[app()], HOUR, NOW).await.unwrap();
        assert!(fresh.faults.is_empty(), "{fresh:?}");
        let mut renamed = with_sub("ada.l", "sub-ada");
        renamed.user.email = Some("ada@example.com".to_owned());
        let taken = store.take_in(&[renamed, with_sub("ben", "b")], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(taken.renamed, [("ada".to_owned(), "ada.l".to_owned())]);
        assert!(taken.left.is_empty() && lives(&store).await);
        let exchanged = [with_sub("ben", "sub-ada"), with_sub("ada.l", "b")];
        let taken = store.take_in(&exchanged, &[app()], HOUR, NOW).await.unwrap();
        assert!(taken.faults.is_empty() && taken.left.is_empty(), "{taken:?}");
        let named = async |name: &str| store.user_named(&UsernameKey::of(name)).await.unwrap().unwrap().sub;
        assert_eq!((named("ben").await.as_str(), named("ada.l@example.com").await.as_str()), ("sub-ada", "b"));
    }
}

/// The file says whose an address is, and who left it keeps the account and no name that is needed.
#[actix_web::test]
async fn a_rename_without_a_sub_is_somebody_new_who_may_have_the_same_address() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        store.take_in(&[configured("ada")], &[app()], HOUR, NOW).await.unwrap();
        let mut renamed = configured("ada.l");
        renamed.user.email = Some("ada@example.com".to_owned());
        let taken = store.take_in(std::slice::from_ref(&renamed), &[app()], HOUR, NOW).await.unwrap();
        assert!(taken.faults.is_empty(), "{taken:?}");
        assert_eq!(taken.left.len(), 1);
        let new = store.user_named(&UsernameKey::of("ada@example.com")).await.unwrap().unwrap();
        assert_eq!((new.sub.as_str(), new.username.as_str()), ("fresh-ada.l", "ada.l"));
        assert!(!account(&store, "sub-ada").await.may_sign_in());
        let yielded = changes(&store, "sub-ada").await.into_iter().find(|it| it.contains_key("email_before")).unwrap();
        assert_eq!((yielded["email_before"].as_str(), yielded["email"].as_str()), ("ada@example.com", ""));
        // As it was: the former account has its address again.
        store.take_in(&[configured("ada")], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(
            store.user_named(&UsernameKey::of("ada@example.com")).await.unwrap().unwrap().sub.as_str(),
            "sub-ada"
        );
        assert!(lives(&store).await);
        store.take_in(&[renamed], &[app()], HOUR, NOW).await.unwrap();
        // The sub is written down afterwards: the former account goes by the new name, and the one made meanwhile leaves.
        let mut mended = with_sub("ada.l", "sub-ada");
        mended.user.email = Some("ada@example.com".to_owned());
        let taken = store.take_in(&[mended], &[app()], HOUR, NOW).await.unwrap();
        assert!(taken.faults.is_empty() && taken.left.len() == 1, "{taken:?}");
        assert_eq!(store.user_named(&UsernameKey::of("ada.l")).await.unwrap().unwrap().sub.as_str(), "sub-ada");
    }
}

#[actix_web::test]
async fn nobody_silently_becomes_somebody_else_by_another_sub() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        store.take_in(&[configured("ada")], &[app()], HOUR, NOW).await.unwrap();
        let refused = store.take_in(&[with_sub("ada", "other")], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(refused.faults, [(0, UserFault::OtherSub { sub: Subject::new("sub-ada") })]);
        assert!(refused.left.is_empty() && lives(&store).await, "the account is as it was");
        // Of the database, and of another name.
        store.add_user(&user("ben")).await.unwrap();
        let refused =
            store.take_in(&[configured("ada"), with_sub("carl", "sub-ben")], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(refused.faults, [(1, UserFault::SubOfAnother { username: "ben".into() })]);
        // Nobody has signed in as dora yet: no app knows her.
        store.take_in(&[configured("ada"), configured("dora")], &[app()], HOUR, NOW).await.unwrap();
        let taken = store.take_in(&[configured("ada"), with_sub("dora", "d-1")], &[app()], HOUR, NOW).await.unwrap();
        assert!(taken.faults.is_empty() && taken.left.is_empty(), "{taken:?}");
        assert_eq!(account(&store, "d-1").await.username, "dora");
        let moved = changes(&store, "d-1").await;
        assert!(moved.iter().any(|it| it.get("sub_before").is_some_and(|was| was == "fresh-dora")), "{moved:?}");
    }
}

/// A better hash of the same password, made at a sign-in, stays until the file has another one.
#[actix_web::test]
async fn a_hash_that_was_made_anew_stays_while_the_file_has_the_one_it_was_made_from() {
    for (store, _folder) in stores() {
        let with = |hash: Option<&str>| {
            let user = User { password_hash: hash.map(Secret::new), ..configured("eve").user };
            [WantedUser { user, gives_sub: false }]
        };
        let sub = Subject::new("fresh-eve");
        let in_use = async || account(&store, "fresh-eve").await.password_hash.unwrap().expose().to_owned();
        store.take_in(&with(Some("$2b$04$old")), &[], HOUR, NOW).await.unwrap();
        assert!(store.rehash_password(&sub, &Secret::new("$2b$04$old"), &Secret::new("better")).await.unwrap());
        store.take_in(&with(Some("$2b$04$old")), &[], HOUR, NOW).await.unwrap();
        assert_eq!(in_use().await, "better");
        let cut = store.take_in(&with(Some("$2b$04$o")), &[], HOUR, NOW).await.unwrap();
        assert_eq!(cut.faults, [(0, UserFault::HashCutOff)]);
        store.take_in(&with(Some("$2b$04$new")), &[], HOUR, NOW).await.unwrap();
        assert_eq!(in_use().await, "$2b$04$new", "the file is the truth");
        store.take_in(&with(None), &[], HOUR, NOW).await.unwrap();
        assert_eq!(in_use().await, "$2b$04$new", "theirs from now on");
        assert!(!account(&store, "fresh-eve").await.pins_password());
    }
}
