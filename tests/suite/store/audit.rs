//! The audit: written with the act, chained in order, never changed, removed from its beginning only (SEC-72).

use std::time::Duration;

use futures_util::future::join_all;
use latchkey::clock::Timestamp;
use latchkey::keys::sealing::SealingSecret;
use latchkey::keys::{self, EncryptionKeyType, KeyRecord, Purpose};
use latchkey::protocol::audit::{Event, Record, What};
use latchkey::protocol::audit_chain::{Link, follow};
use latchkey::protocol::client::ClientId;
use latchkey::protocol::factors::{Passkey, WaysIn};
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{Definition, Subject, User};
use latchkey::secret::{Digest, KeyMaterial, Secret};
use latchkey::store::SharedStore;
use latchkey::store::audit::{HOUR, MOST_FAILURES, SignInsOfSpan, Wanted, tells_of_start};
use latchkey::store::configured::WantedUser;
use latchkey::store::factors::By;
use latchkey::store::self_service::AskEmail;
use latchkey::store::sessions::{Begin, NewLogin, Visit};
use latchkey::store::users::{AddUser, ProfileChange, ProfileChanged};

use super::factors::passkey;
use super::{NOW, redeemed, session, stores, user};
use crate::support::database::{self, ByHand};
use crate::support::take_in::TakeIn as _;

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
            cookie: None,
        };
        assert_eq!(store.begin_session(&login("one", 1), NOW).await.unwrap(), Begin::Begun);
        assert_eq!(store.begin_session(&login("two", 9), NOW).await.unwrap(), Begin::CredentialsChanged);
        assert!(store.end_session("one", Cause::User, NOW).await.unwrap());
        assert!(!store.end_session("one", Cause::User, NOW).await.unwrap());
        let change = ProfileChange { groups: Some(vec!["admins".into()]), ..ProfileChange::default() };
        let changed = store.change_profile(&ada.sub, &change, WaysIn::BOTH, NOW).await.unwrap();
        assert!(matches!(changed, ProfileChanged::Changed(_)));
        let gone = store.change_profile(&Subject::new("nobody"), &change, WaysIn::BOTH, NOW).await.unwrap();
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
        let removed = async |before, limit| store.shorten_chain(before, limit, later(200)).await.unwrap();
        assert_eq!(removed(later(100), 100).await, 0, "what is not chained yet stays");
        let chain = store.extend_chain(100).await.unwrap();
        assert_eq!(removed(later(4), 3).await, 3);
        assert_eq!(removed(later(4), 3).await, 1);
        assert_eq!(removed(later(4), 3).await, 0);
        let start = chain[3].link.unwrap();
        assert_eq!(store.chain_start().await.unwrap(), start);
        // Each time that something went there is a record of it, and the last one tells where the chain begins by now.
        let told: Vec<Record> = all(&store).await.into_iter().filter(|it| it.event == "audit.remove").collect();
        assert_eq!((all(&store).await.len(), told.len()), (6 + 2, 2));
        let counts: Vec<String> = told.iter().map(|it| it.detail()["count"].clone()).collect();
        assert!(counts == ["3", "1"] || counts == ["1", "3"], "{counts:?}");
        assert_eq!(told.iter().filter(|it| tells_of_start(it, &start)).count(), 1);
        assert!(!told.iter().any(|it| tells_of_start(it, &chain[4].link.unwrap())), "of none that is there");
        assert_eq!(whole(&store).await.unwrap().number, 10);
        assert_eq!(removed(later(100), 100).await, 6);
        record(&store, 1).await;
        assert_eq!(store.extend_chain(100).await.unwrap()[0].link.unwrap().number, 11, "numbers go on");
        assert_eq!(whole(&store).await.unwrap().number, 10 + 3 + 1);
        assert_eq!(removed(later(100), 100).await, 1, "the records of it go in their turn");
        assert_eq!(whole(&store).await.unwrap().number, 10 + 3 + 1);
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
        let newer = found(Wanted { after: Some(newest[2].id.clone()), ..of_ada.clone() }).await;
        assert_eq!(newer, [newest[1].clone(), newest[0].clone()]);
        for (second, count) in [(0, 6), (1, 4), (2, 4), (3, 2), (4, 0)] {
            let since = Some(NOW.after(Duration::from_secs(second)));
            let late = found(Wanted { since, ..of_ada.clone() }).await;
            assert_eq!(late.len(), count, "{second}");
            assert!(late.is_sorted_by(|one, next| one.id > next.id));
        }
    }
}

/// What forgets something, asks for something by mail or makes a secret leaves one record, and where nothing happened none.
#[actix_web::test]
async fn each_change_of_what_somebody_proves_themselves_with_is_recorded_by_its_name() {
    for (store, _folder) in stores() {
        let (sub, by) = (user("ada").sub, By::Operator);
        store.add_user(&user("ada")).await.unwrap();
        let codes = [Digest::of("one"), Digest::of("two")];
        store.add_totp(&sub, &KeyMaterial::plain(&[7; 20]), 1, &codes, &by, NOW).await.unwrap();
        for _ in 0..2 {
            store.use_recovery_code(&sub, &codes[0], NOW).await.unwrap();
        }
        store.replace_recovery_codes(&sub, &codes, &by, NOW).await.unwrap();
        let key = Passkey { signs_in: true, ..passkey(b"key") };
        store.add_passkey(&key, &[], &by, NOW).await.unwrap();
        store.rename_passkey(&sub, &key.id, "Key", &by, NOW).await.unwrap();
        store.remove_totp(&sub, &by, NOW).await.unwrap();
        store.remove_password(&sub, &by, NOW).await.unwrap();
        store.put_user_code(&sub, Some(&Secret::new("hash")), &by, NOW).await.unwrap();
        store.put_user_code(&sub, None, &by, NOW).await.unwrap();
        store.reset_factors(&sub, WaysIn::BOTH, NOW).await.unwrap();
        let told = all(&store).await;
        assert!(told.iter().all(|record| record.sub.as_deref() == Some(sub.as_str())), "{told:?}");
        let expected = [
            "factors.reset",
            "passkey.add",
            "passkey.rename",
            "password.remove",
            "recovery_code.use",
            "recovery_codes.replace",
            "totp.add",
            "totp.remove",
            "user.add",
            "user_code.make",
            "user_code.remove",
        ];
        assert_eq!(events(&store).await, expected);
    }
}

#[actix_web::test]
async fn what_is_forgotten_asked_for_or_sealed_is_recorded_once() {
    for (store, _folder) in stores() {
        let ada = user("ada");
        store.add_user(&ada).await.unwrap();
        let until = NOW.after(Duration::from_secs(1_000));
        for name in ["one", "two", "three"] {
            let visit = Visit {
                browser: Digest::of(name),
                is_known: false,
                rests_on_memory: false,
                remembers_until: Some(until),
                is_told: false,
                since: NOW,
                user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0".into(),
            };
            let session = session(name, "sub-ada");
            let login = NewLogin {
                session,
                credentials_revision: 1,
                replaces: None,
                from: None,
                visit: Some(visit),
                cookie: None,
            };
            assert_eq!(store.begin_session(&login, NOW).await.unwrap(), Begin::Begun);
        }
        let one = Digest::of("one");
        store.forget_factor(&ada.sub, Some(&one), NOW).await.unwrap();
        store.forget_factor(&ada.sub, Some(&one), NOW).await.unwrap();
        store.forget_factor(&ada.sub, None, NOW).await.unwrap();
        store.forget_factor(&ada.sub, None, NOW).await.unwrap();
        store.forget_browser(&ada.sub, &one, NOW).await.unwrap();
        store.forget_browser(&ada.sub, &one, NOW).await.unwrap();
        store.forget_browsers(&ada.sub, Some(&Digest::of("two")), NOW).await.unwrap();
        store.forget_browsers(&ada.sub, Some(&Digest::of("two")), NOW).await.unwrap();
        let by = By::Login { id: "one".into(), revision: 1 };
        assert_eq!(store.ask_email(&ada.sub, "new@example.com", &by, NOW).await.unwrap(), AskEmail::Asked);
        let stale = By::Login { id: "one".into(), revision: 7 };
        assert_eq!(store.ask_email(&ada.sub, "new@example.com", &stale, NOW).await.unwrap(), AskEmail::NotProven);
        let (first, second, third) = (secret(), secret(), secret());
        assert!(store.add_sealing_secret(&first, &[]).await.unwrap());
        assert!(!store.add_sealing_secret(&second, &[]).await.unwrap(), "somebody else was quicker");
        assert!(store.add_sealing_secret(&second, std::slice::from_ref(&first.id)).await.unwrap());
        assert!(store.remove_sealing_secret(&first.id, None, NOW).await.unwrap());
        assert!(!store.remove_sealing_secret(&first.id, None, NOW).await.unwrap());
        store.replace_sealing_secrets(&third).await.unwrap();

        let mut told: Vec<_> = all(&store)
            .await
            .into_iter()
            .filter(|record| !matches!(record.event.as_str(), "user.add" | "login.ok"))
            .map(|record| (record.event.clone(), record.detail().into_iter().next().unwrap_or_default()))
            .map(|(event, (name, text))| format!("{event} {name} {text}").trim().to_owned())
            .collect();
        told.sort();
        let mut expected = [
            "browser.forget count 1".to_owned(),
            "browser.forget device Firefox on Linux".to_owned(),
            "email.ask".to_owned(),
            "factor.forget count 2".to_owned(),
            "factor.forget device Firefox on Linux".to_owned(),
            "factor.remember device Firefox on Linux".to_owned(),
            "factor.remember device Firefox on Linux".to_owned(),
            "factor.remember device Firefox on Linux".to_owned(),
            format!("sealing_secret.add id {}", first.id),
            format!("sealing_secret.add id {}", second.id),
            format!("sealing_secret.remove id {}", first.id),
            format!("sealing_secret.replace id {}", third.id),
        ];
        expected.sort();
        assert_eq!(told, expected);
    }
}

/// What is in the file is noted when it is taken in, and again only when it is another.
#[actix_web::test]
async fn whom_and_what_the_configuration_names_or_names_no_longer_is_recorded_once() {
    let hour = Duration::from_secs(3_600);
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        let app = ClientId::parse("app").unwrap();
        let definition = Definition::File { file: "config.toml".to_owned(), pins_password: true };
        let ada = WantedUser { user: User { definition, ..user("ada") }, gives_sub: false };
        for _ in 0..2 {
            store.take_in(std::slice::from_ref(&ada), std::slice::from_ref(&app), hour, NOW).await.unwrap();
        }
        for _ in 0..2 {
            store.take_in(&[], &[], hour, NOW).await.unwrap();
        }
        for _ in 0..2 {
            store.end_left(None, &[], hour, NOW.after(hour)).await.unwrap();
            store.end_withdrawn(&[], hour, NOW.after(hour)).await.unwrap();
        }
        let records = all(&store).await;
        let only = |event: &str| {
            let found: Vec<&Record> = records.iter().filter(|record| record.event == event).collect();
            assert_eq!(found.len(), 1, "{event}: {records:?}");
            found[0]
        };
        for event in ["client.define", "client.leave", "client.lapse"] {
            assert_eq!(only(event).client_id.as_deref(), Some("app"), "{event}");
        }
        for event in ["user.leave", "user.lapse"] {
            assert_eq!(only(event).sub.as_deref(), Some("sub-ada"), "{event}");
            assert_eq!(only(event).detail()["username"], "ada", "{event}");
        }
        assert_eq!(only("client.lapse").detail()["cause"], "left");
        assert_eq!(only("user.leave").detail()["defined_in"], "config.toml");
    }
}

fn key(key_type: EncryptionKeyType) -> KeyRecord {
    keys::generate(Purpose::Encryption(key_type), None, NOW, NOW).unwrap()
}

#[actix_web::test]
async fn what_becomes_of_a_key_is_recorded_once() {
    for (store, _folder) in stores() {
        let key = key(EncryptionKeyType::Ec);
        let leaves_at = NOW.after(Duration::from_secs(100));
        assert!(store.add_key(&key, None).await.unwrap());
        for _ in 0..2 {
            store.retire_key(&key.kid, NOW, leaves_at).await.unwrap();
        }
        for _ in 0..2 {
            store.restore_key(&key.kid, NOW).await.unwrap();
        }
        for _ in 0..2 {
            store.remove_key(&key.kid, NOW).await.unwrap();
        }
        assert_eq!(events(&store).await, ["key.add", "key.remove", "key.restore", "key.retire"]);
        for record in all(&store).await {
            assert_eq!(
                (record.actor.as_str(), record.sub.as_deref(), record.client_id.as_deref()),
                ("server", None, None)
            );
            assert_eq!(record.detail()["kid"], key.kid, "{}", record.event);
        }
    }
}

/// The record stands in the transaction of the act: where it cannot be written, nothing is done.
#[actix_web::test]
async fn what_cannot_be_recorded_is_not_done() {
    for (store, folder) in stores() {
        let (used, retired) = (key(EncryptionKeyType::Ec), key(EncryptionKeyType::Rsa));
        let leaves_at = NOW.after(Duration::from_secs(100));
        for key in [&used, &retired] {
            assert!(store.add_key(key, None).await.unwrap());
        }
        store.retire_key(&retired.kid, NOW, leaves_at).await.unwrap();
        redeemed(&store, "openid offline_access").await;
        let by_hand = ByHand::of(&database::at(&folder.path().join("latchkey.db")));
        let way = match database::server() {
            Some(_) => "ALTER TABLE audit ADD CONSTRAINT nothing_more CHECK (false) NOT VALID",
            None => "CREATE TRIGGER nothing_more BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'nothing more'); END",
        };
        assert_eq!(by_hand.run(way), None);

        assert!(store.retire_key(&used.kid, NOW, leaves_at).await.is_err());
        assert!(store.restore_key(&retired.kid, NOW).await.is_err());
        assert!(store.remove_key(&retired.kid, NOW).await.is_err());
        let (app, refresh_token) = (ClientId::parse("app").unwrap(), Digest::of("refresh 0"));
        assert!(store.revoke_token(&refresh_token, &app, NOW).await.is_err());

        let records = store.key_records().await.unwrap();
        let is_retired = |kid: &str| records.iter().find(|record| record.kid == kid).unwrap().retired_at.is_some();
        assert_eq!((is_retired(&used.kid), is_retired(&retired.kid)), (false, true));
        assert!(store.access_token(&Digest::of("access 0"), NOW).await.unwrap().is_some(), "the grant lives");
    }
}

fn secret() -> SealingSecret {
    SealingSecret::generate(NOW, NOW)
}

#[actix_web::test]
async fn sign_ins_are_counted_by_hour_and_one_record_may_stand_for_many_failures() {
    for (store, _folder) in stores() {
        let at = |hour: i64, second: i64| Timestamp(hour * HOUR + second);
        let first = NOW.seconds() / HOUR;
        let note = async |what, details: Option<&str>, when| {
            let event = details.map_or(Event::new(what), |count| Event::new(what).with("count", count));
            store.record(&event, when).await.unwrap();
        };
        note(What::LoginOk, None, at(first, -1)).await;
        for second in [0, 1, HOUR - 1] {
            note(What::LoginOk, None, at(first, second)).await;
        }
        note(What::LoginFail, Some("40"), at(first, 5)).await;
        note(What::LoginFail, None, at(first, 6)).await;
        note(What::LoginOk, None, at(first + 2, 0)).await;
        note(What::LoginAgain, None, at(first + 2, 1)).await;
        note(What::LoginOk, None, at(first + 3, 0)).await;
        let hour = |number, ok, failed| SignInsOfSpan { from: at(number, 0), ok, failed, is_cut: false };
        let expected = [hour(first, 3, 41), hour(first + 1, 0, 0), hour(first + 2, 1, 0)];
        assert_eq!(store.sign_ins_by_hour(at(first, 0), 3).await.unwrap(), expected);
        let minute = |from, ok, failed| SignInsOfSpan { from, ok, failed, is_cut: false };
        let expected = [minute(at(first, 0), 2, 41), minute(at(first, 60), 0, 0)];
        assert_eq!(store.sign_ins_by(60, at(first, 0), 2).await.unwrap(), expected);

        for _ in 0..=MOST_FAILURES {
            note(What::LoginFail, Some("2"), at(first + 1, 0)).await;
        }
        let cut = SignInsOfSpan { failed: 2 * u64::from(MOST_FAILURES) + 1, is_cut: true, ..hour(first + 1, 0, 0) };
        assert_eq!(store.sign_ins_by_hour(at(first + 1, 0), 1).await.unwrap(), [cut]);
    }
}
