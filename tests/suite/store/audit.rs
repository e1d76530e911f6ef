//! The audit: written with the act, chained in order, never changed, removed from its beginning only (SEC-72).

use std::time::Duration;

use futures_util::future::join_all;
use latchkey::clock::Timestamp;
use latchkey::protocol::audit::{Event, Record, What};
use latchkey::protocol::audit_chain::{Link, follow};
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{Subject, User};
use latchkey::secret::Secret;
use latchkey::store::SharedStore;
use latchkey::store::audit::Wanted;
use latchkey::store::sessions::{Begin, NewLogin};
use latchkey::store::users::{AddUser, ProfileChange, ProfileChanged};

use super::{NOW, session, stores, user};
use crate::support::database::{self, ByHand};

async fn all(store: &SharedStore) -> Vec<Record> {
    let wanted = Wanted { after: Some(String::new()), limit: 1_000, ..Wanted::default() };
    store.records(&wanted).await.unwrap()
}

async fn events(store: &SharedStore) -> Vec<String> {
    let mut events: Vec<String> = all(store).await.into_iter().map(|record| record.event).collect();
    events.sort();
    events
}

async fn record(store: &SharedStore, count: i64) {
    for second in 0..count {
        store.record(&Event::new(What::ServerStart), Timestamp(NOW.seconds() + second)).await.unwrap();
    }
}

/// Follows the chain to its end.
async fn whole(store: &SharedStore) -> Result<Link, String> {
    let start = store.chain_start().await.unwrap();
    let chain = store.chain(start.number, 1_000).await.unwrap();
    chain.iter().try_fold(start, |last, record| follow(&last, record)).map_err(|broken| broken.to_string())
}

#[actix_web::test]
async fn what_is_done_is_recorded_with_it_and_what_is_refused_is_not() {
    for (store, _folder) in stores() {
        let ada = user("ada");
        assert_eq!(store.add_user(&ada).await.unwrap(), AddUser::Added);
        let other = User { sub: Subject::new("other"), ..ada.clone() };
        assert_eq!(store.add_user(&other).await.unwrap(), AddUser::Taken);
        let login = |id: &str, revision| NewLogin {
            session: session(id, "sub-ada"),
            credentials_revision: revision,
            replaces: None,
            from: None,
            visit: None,
        };
        assert_eq!(store.begin_session(&login("one", 1), NOW).await.unwrap(), Begin::Begun);
        assert_eq!(store.begin_session(&login("two", 9), NOW).await.unwrap(), Begin::CredentialsChanged);
        assert!(store.end_session("one", Cause::User, NOW).await.unwrap());
        assert!(!store.end_session("one", Cause::User, NOW).await.unwrap());
        let change = ProfileChange { groups: Some(vec!["admins".into()]), ..ProfileChange::default() };
        let changed = store.change_profile(&ada.sub, &change, NOW).await.unwrap();
        assert!(matches!(changed, ProfileChanged::Changed(_)));
        let gone = store.change_profile(&Subject::new("nobody"), &change, NOW).await.unwrap();
        assert!(matches!(gone, ProfileChanged::Gone));
        store.set_password(&ada.sub, &Secret::new("new"), true, None, NOW).await.unwrap();
        store.set_locked(&ada.sub, true, NOW).await.unwrap();
        store.set_locked(&Subject::new("nobody"), true, NOW).await.unwrap();
        store.set_locked(&ada.sub, false, NOW).await.unwrap();
        assert!(store.remove_user(&ada.sub, NOW).await.unwrap());
        assert!(!store.remove_user(&ada.sub, NOW).await.unwrap());
        let expected = [
            "login.ok",
            "password.change",
            "session.end",
            "user.add",
            "user.change",
            "user.lock",
            "user.remove",
            "user.unlock",
        ];
        assert_eq!(events(&store).await, expected);

        let records = all(&store).await;
        let of = |event: &str| records.iter().find(|record| record.event == event).unwrap();
        assert!(records.iter().all(|record| record.sub.as_deref() == Some("sub-ada") && record.actor == "server"));
        assert_eq!(of("session.end").detail()["cause"], "user");
        assert_eq!(of("user.change").detail()["changed"], "groups");
        assert_eq!(of("user.change").detail()["groups"], "admins");
        assert_eq!(of("user.remove").detail()["username"], "ada");
        assert!(!records.iter().any(|record| record.details.contains("hash") || record.details.contains("new")));
    }
}

#[actix_web::test]
async fn however_many_chain_at_once_each_record_has_one_place_behind_the_one_before() {
    for (store, _folder) in stores() {
        record(&store, 30).await;
        let added = join_all((0..8).map(|_| async { store.extend_chain(7).await.unwrap() })).await;
        let mut numbers: Vec<i64> = added.iter().flatten().map(|record| record.link.unwrap().number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=30).collect::<Vec<_>>());
        assert_eq!(whole(&store).await.unwrap().number, 30);
        assert!(store.extend_chain(7).await.unwrap().is_empty());
        record(&store, 1).await;
        assert_eq!(store.extend_chain(7).await.unwrap()[0].link.unwrap().number, 31);
        assert_eq!(whole(&store).await.unwrap().number, 31);
    }
}

#[actix_web::test]
async fn a_record_in_the_chain_is_not_changed_and_none_is_taken_out() {
    for (store, folder) in stores() {
        record(&store, 3).await;
        store.extend_chain(10).await.unwrap();
        record(&store, 1).await;
        let by_hand = ByHand::of(&database::at(&folder.path().join("latchkey.db")));
        for refused in [
            "UPDATE audit SET ip = '192.0.2.1' WHERE number = 2",
            "UPDATE audit SET number = NULL WHERE number = 3",
            "UPDATE audit SET details = '{}', actor = 'server', ip = '192.0.2.1' WHERE number IS NULL",
            "DELETE FROM audit WHERE number = 3",
            "DELETE FROM audit WHERE number IS NULL",
        ] {
            let refusal = by_hand.try_to(refused).unwrap_err();
            assert!(refusal.contains("a record of the audit"), "{refusal}");
        }
        assert_eq!(whole(&store).await.unwrap().number, 3);
        // Who may change the tables can, and it shows.
        let way = match database::server() {
            Some(_) => "ALTER TABLE audit DISABLE TRIGGER ALL",
            None => "DROP TRIGGER audit_is_not_changed",
        };
        assert_eq!(by_hand.run(way), None);
        assert_eq!(by_hand.run("UPDATE audit SET ip = '192.0.2.1' WHERE number = 2"), None);
        assert_eq!(whole(&store).await.unwrap_err(), "record 2 was changed, or one before it");
    }
}

#[actix_web::test]
async fn old_records_go_from_the_beginning_and_the_rest_stays_whole() {
    for (store, _folder) in stores() {
        record(&store, 10).await;
        let later = |seconds| NOW.after(Duration::from_secs(seconds));
        assert_eq!(store.shorten_chain(later(100), 100).await.unwrap(), 0, "what is not chained yet stays");
        let chain = store.extend_chain(100).await.unwrap();
        assert_eq!(store.shorten_chain(later(4), 3).await.unwrap(), 3);
        assert_eq!(store.shorten_chain(later(4), 3).await.unwrap(), 1);
        assert_eq!(store.shorten_chain(later(4), 3).await.unwrap(), 0);
        assert_eq!(store.chain_start().await.unwrap(), chain[3].link.unwrap());
        assert_eq!(all(&store).await.len(), 6);
        assert_eq!(whole(&store).await.unwrap().number, 10);
        assert_eq!(store.shorten_chain(later(100), 100).await.unwrap(), 6);
        record(&store, 1).await;
        assert_eq!(store.extend_chain(100).await.unwrap()[0].link.unwrap().number, 11, "numbers go on");
        assert_eq!(whole(&store).await.unwrap().number, 11);
    }
}

#[actix_web::test]
async fn records_are_found_by_person_and_event_and_read_on_from_any() {
    for (store, _folder) in stores() {
        for (second, name) in ["ada", "ben", "ada", "ada"].into_iter().enumerate() {
            let at = NOW.after(Duration::from_secs(second as u64));
            store.record(&Event::of(What::LoginOk, &Subject::new(name)), at).await.unwrap();
            store.record(&Event::of(What::UserLock, &Subject::new(name)), at).await.unwrap();
        }
        let found = async |wanted: Wanted| store.records(&wanted).await.unwrap();
        let of_ada = Wanted { sub: Some(Subject::new("ada")), limit: 100, ..Wanted::default() };
        assert_eq!(found(of_ada.clone()).await.len(), 6);
        for (event, count) in [("login", 3), ("login.ok", 3), ("log", 0), ("login.fail", 0), ("user", 3)] {
            assert_eq!(found(Wanted { event: Some(event.into()), ..of_ada.clone() }).await.len(), count, "{event}");
        }
        let newest = found(Wanted { limit: 3, ..of_ada.clone() }).await;
        let rest = found(Wanted { before: Some(newest[2].id.clone()), ..of_ada.clone() }).await;
        assert_eq!(rest.len(), 3);
        assert!(newest.iter().chain(&rest).is_sorted_by(|one, next| one.id > next.id));
        let newer = found(Wanted { after: Some(newest[2].id.clone()), ..of_ada }).await;
        assert_eq!(newer, [newest[1].clone(), newest[0].clone()]);
    }
}
