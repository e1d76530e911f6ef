//! Lists of people: found by what they are called now and by the groups that they are in now, in both orders.

use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::protocol::audit::{Event, What};
use latchkey::protocol::client::ClientId;
use latchkey::protocol::logout_delivery::Attempt;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::User;
use latchkey::store::SharedStore;
use latchkey::store::audit::Wanted;
use latchkey::store::logouts::{Addressees, Untold};
use latchkey::store::people::{WantedPeople, newest_key};
use latchkey::store::sessions::{Begin, InUse, NewLogin};

use super::{NOW, begin, redeemed, session, stores, user};

async fn found(store: &SharedStore, wanted: WantedPeople) -> Vec<String> {
    store
        .find_people(&WantedPeople { limit: 50, ..wanted })
        .await
        .unwrap()
        .into_iter()
        .map(|user| user.username)
        .collect()
}

async fn by_text(store: &SharedStore, text: &str) -> Vec<String> {
    found(store, WantedPeople { text: Some(text.into()), ..WantedPeople::default() }).await
}

async fn by_group(store: &SharedStore, group: &str) -> Vec<String> {
    found(store, WantedPeople { group: Some(group.into()), ..WantedPeople::default() }).await
}

#[actix_web::test]
async fn who_is_renamed_or_changes_groups_is_found_by_what_is_true_now() {
    for (store, _folder) in stores() {
        let mut ada = user("ada");
        ada.email = Some("ada@example.com".into());
        ada.claims.insert("name".into(), "Ada Lovelace".into());
        ada.groups = vec!["family".into(), "admins".into()];
        store.add_user(&ada).await.unwrap();
        let ben = User { groups: Vec::new(), ..user("ben") };
        store.add_user(&ben).await.unwrap();
        assert_eq!(store.groups().await.unwrap(), [("admins".to_owned(), 1), ("family".to_owned(), 1)]);
        for text in ["ADA", "lovel", "ada@example", ada.sub.as_str()] {
            assert_eq!(by_text(&store, text).await, ["ada"], "{text}");
        }
        assert_eq!(by_group(&store, "family").await, ["ada"]);
        assert!(by_group(&store, "fam").await.is_empty());

        ada.username = "countess".into();
        ada.email = Some("countess@example.net".into());
        ada.claims.insert("name".into(), "Ada King".into());
        ada.groups = vec!["family".into(), "nobility".into()];
        store.update_profile(&ada).await.unwrap();
        assert_eq!(store.groups().await.unwrap(), [("family".to_owned(), 1), ("nobility".to_owned(), 1)]);
        for gone in ["lovelace", "ada@example.com"] {
            assert!(by_text(&store, gone).await.is_empty(), "{gone}");
        }
        for text in ["count", "King", "example.net"] {
            assert_eq!(by_text(&store, text).await, ["countess"], "{text}");
        }
        assert!(by_group(&store, "admins").await.is_empty());
        assert_eq!(by_group(&store, "nobility").await, ["countess"]);

        assert!(store.remove_user(&ada.sub, NOW).await.unwrap());
        assert!(store.groups().await.unwrap().is_empty());
        assert!(by_text(&store, "count").await.is_empty() && by_group(&store, "family").await.is_empty());
        assert_eq!(by_text(&store, "ben").await, ["ben"]);
    }
}

#[actix_web::test]
async fn a_text_that_many_have_is_listed_page_by_page_in_both_orders() {
    for (store, _folder) in stores() {
        for number in 0..1_020_u32 {
            let mut person = user(&format!("person-{number:04}"));
            person.created_at = Timestamp(NOW.seconds() + i64::from(number % 7));
            store.add_user(&person).await.unwrap();
        }
        store.add_user(&user("ada")).await.unwrap();
        for newest in [false, true] {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let wanted =
                    WantedPeople { text: Some("erson-".into()), newest, after, limit: 50, ..WantedPeople::default() };
                let page = store.find_people(&wanted).await.unwrap();
                let Some(last) = page.last() else { break };
                after = Some(if newest { newest_key(last) } else { last.username.clone() });
                all.extend(page.into_iter().map(|user| user.username));
            }
            assert_eq!(all.len(), 1_020);
            assert!(newest || all.is_sorted());
            all.sort();
            all.dedup();
            assert_eq!(all.len(), 1_020, "each once");
        }
        assert_eq!(by_text(&store, "da").await, ["ada"]);
    }
}

#[actix_web::test]
async fn records_of_everybody_are_found_by_event_and_by_family_in_both_directions() {
    for (store, _folder) in stores() {
        for second in 0..40 {
            let what = [What::LoginOk, What::LoginFail, What::UserLock][second % 3];
            store.record(&Event::new(what), Timestamp(NOW.seconds() + second as i64)).await.unwrap();
        }
        let ids = async |wanted: Wanted| -> Vec<(String, String)> {
            let records = store.records(&wanted).await.unwrap();
            records.into_iter().map(|record| (record.id, record.event)).collect()
        };
        let all = ids(Wanted { limit: 100, ..Wanted::default() }).await;
        for event in ["login", "login.ok", "login.fail", "user", "user.lock", "user.add", "log", "moon"] {
            let is_wanted = |name: &str| name == event || name.starts_with(&format!("{event}."));
            let expected: Vec<_> = all.iter().filter(|(_, name)| is_wanted(name)).cloned().collect();
            let wanted = Wanted { event: Some(event.into()), limit: 100, ..Wanted::default() };
            assert_eq!(ids(wanted.clone()).await, expected, "{event}");
            let few = ids(Wanted { limit: 5, ..wanted.clone() }).await;
            assert_eq!(few, expected[..expected.len().min(5)], "{event}");
            if let Some((last, _)) = few.last() {
                let rest = ids(Wanted { before: Some(last.clone()), ..wanted.clone() }).await;
                assert_eq!(rest, expected[few.len()..], "{event}");
                let mut newer = ids(Wanted { after: Some(last.clone()), ..wanted }).await;
                newer.reverse();
                assert_eq!(newer, few[..few.len() - 1], "{event}");
            }
        }
    }
}

#[actix_web::test]
async fn sessions_are_counted_up_to_what_is_asked_and_no_further() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        for (id, lives) in [("s1", true), ("s2", true), ("s3", true), ("s4", false)] {
            let mut session = session(id, "sub-ada");
            session.browser_state = id.to_owned();
            let login =
                NewLogin { session, credentials_revision: 1, replaces: None, from: None, visit: None, cookie: None };
            assert_eq!(store.begin_session(&login, NOW).await.unwrap(), Begin::Begun);
            if !lives {
                store.end_session(id, Cause::User, NOW).await.unwrap();
            }
        }
        for (most, counted) in [(0, 0), (2, 2), (3, 3), (10, 3), (u64::MAX, 3)] {
            assert_eq!(store.count_sessions(NOW, most).await.unwrap(), counted, "at most {most}");
        }
    }
}

#[actix_web::test]
async fn what_is_in_use_is_counted_and_so_are_the_apps_that_wait_to_hear_of_a_sign_out() {
    for (store, _folder) in stores() {
        assert_eq!(store.in_use(NOW, 10).await.unwrap(), InUse::default());
        assert_eq!(store.untold().await.unwrap(), Untold::default());
        redeemed(&store, "openid").await;
        store.add_user(&user("ben")).await.unwrap();
        for (id, sub) in [("second", "sub-ada"), ("third", "sub-ben")] {
            let mut session = session(id, sub);
            session.browser_state = id.to_owned();
            begin(&store, session).await;
        }
        assert_eq!(store.in_use(NOW, 10).await.unwrap(), InUse { logins: 3, people: 2, apps: 1 });
        assert_eq!(store.in_use(NOW, 2).await.unwrap().logins, 2);

        assert!(store.end_session("session", Cause::User, NOW).await.unwrap());
        assert_eq!(store.in_use(NOW, 10).await.unwrap(), InUse { logins: 2, people: 2, apps: 0 });
        assert_eq!(store.untold().await.unwrap(), Untold { waiting: 1, failed: 0, oldest: Some(NOW) });
        let later = NOW.after(Duration::from_secs(10));
        let addressees = Addressees { asked: vec![ClientId::parse("app").unwrap()], ..Addressees::default() };
        let taken = store.take_deliveries(&addressees, later, later.after(Duration::from_secs(10)), 10).await.unwrap();
        let failed = Attempt::Failed { detail: "gone".into() };
        store.settle_delivery(&taken[0], &failed, Duration::from_millis(1_234), later).await.unwrap();
        let (_, _, record) = store.list_deliveries(10).await.unwrap().pop().unwrap();
        assert_eq!(record.took, Some(Duration::from_millis(1_234)));
        assert_eq!(store.untold().await.unwrap(), Untold { waiting: 0, failed: 1, oldest: None });
    }
}
