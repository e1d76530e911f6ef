//! Lists that administrators search: what is found and what is not, in which order, and that pages have each row once.

use std::sync::Arc;
use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::protocol::audit::{Event, What};
use latchkey::protocol::authorization_code::AuthorizationCode;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::grant::Grant;
use latchkey::protocol::logout_delivery::{Attempt, DeliveryState};
use latchkey::protocol::session::{Cause, Session};
use latchkey::protocol::user::Subject;
use latchkey::secret::Digest;
use latchkey::store::SharedStore;
use latchkey::store::audit::{Concerned, Wanted};
use latchkey::store::authorizations::{Authorization, Authorize};
use latchkey::store::codes::{Kept, TakeCode};
use latchkey::store::lists::{DeliveryOrder, SessionOrder, WantedDeliveries, WantedSessions};
use latchkey::store::logouts::Addressees;

use super::{NOW, begin, code_for, grant, response, session, standing, stores, tokens, user};

const ORDERS: [SessionOrder; 3] = [SessionOrder::Newest, SessionOrder::Used, SessionOrder::Person];

fn app(client_id: &str) -> ClientId {
    ClientId::parse(client_id).unwrap()
}

/// A session whose id begins with when it began, as those of the server do.
fn dated(number: u32, username: &str) -> Session {
    let id = format!("{:08x}{number:04x}AAAAAAAAAAAAAAAAAAAAAA", NOW.seconds());
    Session { browser_state: id.clone(), ..session(&id, &format!("sub-{username}")) }
}

/// Signs the person of this session in to an app.
async fn use_app(store: &SharedStore, session: &Session, client_id: &str) {
    let name = format!("{} {client_id}", session.id);
    let grant = Grant {
        id: format!("grant {name}"),
        client_id: app(client_id),
        sub: session.sub.clone(),
        session_id: session.id.clone(),
        ..grant("grant", "openid")
    };
    let code = || AuthorizationCode { client_id: app(client_id), ..code_for(grant.clone()) };
    let response = Authorization { code: Some((Digest::of(&name), code())), ..response(grant.clone()) };
    assert_eq!(store.authorize(&response, NOW).await.unwrap(), Authorize::Stored);
    let kept = Kept::Stored(Digest::of(&name));
    let taken = store.take_code(kept, &Arc::new(code()), &tokens(&name), &standing(), NOW).await.unwrap();
    assert_eq!(taken, TakeCode::Taken);
}

/// The ids of all sessions that are wanted, page by page, and how many pages they took.
async fn all_sessions(store: &SharedStore, wanted: WantedSessions) -> (Vec<String>, usize) {
    let (mut all, mut wanted, mut pages) = (Vec::new(), wanted, 0);
    loop {
        let page = store.find_sessions(&wanted, NOW).await.unwrap();
        assert!(page.rows.len() <= wanted.limit as usize);
        all.extend(page.rows.into_iter().map(|(session, _)| session.id));
        pages += 1;
        wanted.after = page.next;
        if wanted.after.is_none() {
            return (all, pages);
        }
        assert!(pages < 1_000, "it comes to an end");
    }
}

async fn whose(store: &SharedStore, text: &str, clients: &[&str]) -> Vec<String> {
    let clients = clients.iter().map(|client_id| app(client_id)).collect();
    let wanted = WantedSessions { text: Some(text.into()), clients, limit: 50, ..WantedSessions::default() };
    let found = store.find_sessions(&wanted, NOW).await.unwrap();
    assert_eq!(found.next, None);
    found.rows.into_iter().map(|(_, username)| username).collect()
}

#[actix_web::test]
async fn a_session_is_found_by_its_person_its_app_and_the_beginning_of_its_address() {
    for (store, _folder) in stores() {
        let people = [("ada", "100% Ada \\_", "10.1.2.3"), ("ben", "Ben", "10.1.20.3"), ("eve", "Eve", "2001:db8::1")];
        for (number, (username, name, ip)) in (0..).zip(people) {
            let mut person = user(username);
            person.claims.insert("name".into(), name.into());
            store.add_user(&person).await.unwrap();
            let session = Session { ip: ip.into(), ..dated(number, username) };
            begin(&store, session.clone()).await;
            use_app(&store, &session, if username == "ben" { "wiki" } else { "photos" }).await;
        }
        for (text, found) in [
            ("ADA", vec!["ada"]),
            ("ben@example", vec!["ben"]),
            ("sub-eve", vec!["eve"]),
            ("10.1.2.", vec!["ada"]),
            ("10.1.2", vec!["ben", "ada"]),
            ("2001:DB8", vec!["eve"]),
            ("0.1.2", vec![]),
            ("%", vec!["ada"]),
            ("_", vec!["ada"]),
            ("\\", vec!["ada"]),
            ("%da", vec![]),
            ("wiki", vec![]),
        ] {
            assert_eq!(whose(&store, text, &[]).await, found, "{text}");
        }
        assert_eq!(whose(&store, "wiki", &["wiki"]).await, ["ben"]);
        assert_eq!(whose(&store, "o", &["photos"]).await, ["eve", "ben", "ada"], "and who has it in an address");
        store.end_session(&dated(0, "ada").id, Cause::User, NOW).await.unwrap();
        assert!(whose(&store, "ada", &[]).await.is_empty(), "it ended");
        store.set_locked(&Subject::new("sub-eve"), true, NOW).await.unwrap();
        assert!(whose(&store, "eve", &["photos"]).await.is_empty(), "its person is locked");
    }
}

#[actix_web::test]
async fn sessions_are_in_order_of_what_was_asked_and_each_is_on_one_page() {
    for (store, _folder) in stores() {
        for username in ["ben", "ada", "eve"] {
            store.add_user(&user(username)).await.unwrap();
        }
        let mut sessions = Vec::new();
        for number in 0..30_u32 {
            let username = ["ben", "ada", "eve"][number as usize % 3];
            // Several were used in the same second.
            let last_seen = Timestamp(NOW.seconds() - i64::from(number * 7 % 10));
            let session = Session { last_seen, ..dated(number, username) };
            begin(&store, session.clone()).await;
            sessions.push((session, username));
        }
        for order in ORDERS {
            let ids = |sessions: &[(Session, &str)]| -> Vec<String> {
                sessions.iter().map(|(session, _)| session.id.clone()).collect()
            };
            sessions.sort_by(|(one, ones), (other, others)| {
                let newest = other.id.cmp(&one.id);
                match order {
                    SessionOrder::Newest => newest,
                    SessionOrder::Used => other.last_seen.cmp(&one.last_seen).then(newest),
                    SessionOrder::Person => ones.cmp(others).then(newest),
                }
            });
            for limit in [7, 10, 30] {
                let wanted = WantedSessions { order, limit, ..WantedSessions::default() };
                assert_eq!(all_sessions(&store, wanted).await.0, ids(&sessions), "{order:?} by {limit}");
            }
            let of_ada: Vec<_> = sessions.iter().filter(|(_, username)| *username == "ada").cloned().collect();
            let wanted = WantedSessions { text: Some("ada".into()), order, limit: 3, ..WantedSessions::default() };
            assert_eq!(all_sessions(&store, wanted).await.0, ids(&of_ada), "{order:?}");
        }
        for odd in ["moon", "1.2", "..", "%", "'"] {
            for order in ORDERS {
                let wanted = WantedSessions { order, after: Some(odd.into()), limit: 50, ..WantedSessions::default() };
                assert!(store.find_sessions(&wanted, NOW).await.unwrap().rows.len() <= 30);
            }
        }
    }
}

#[actix_web::test]
async fn a_text_that_many_have_and_few_sessions_is_looked_for_from_page_to_page() {
    for (store, _folder) in stores() {
        for number in 0..1_010 {
            store.add_user(&user(&format!("person-{number:04}"))).await.unwrap();
        }
        store.add_user(&user("zed")).await.unwrap();
        let rare = Session { last_seen: Timestamp(NOW.seconds() - 9_999), ..dated(0, "person-1005") };
        begin(&store, rare.clone()).await;
        for number in 1..=1_050_u32 {
            let last_seen = Timestamp(NOW.seconds() - i64::from(number % 50));
            begin(&store, Session { last_seen, ..dated(number, "zed") }).await;
        }
        for order in ORDERS {
            let wanted = WantedSessions { text: Some("erson-".into()), order, limit: 50, ..WantedSessions::default() };
            let (found, pages) = all_sessions(&store, wanted).await;
            assert_eq!((found, pages), (vec![rare.id.clone()], 2), "{order:?}");
            let wanted = WantedSessions { text: Some("zed".into()), order, limit: 50, ..WantedSessions::default() };
            let (mut found, _) = all_sessions(&store, wanted).await;
            found.sort();
            found.dedup();
            assert_eq!(found.len(), 1_050, "{order:?}");
        }
        let wanted = WantedSessions { order: SessionOrder::Person, limit: 50, ..WantedSessions::default() };
        let (found, _) = all_sessions(&store, wanted).await;
        assert_eq!((found.len(), &found[0]), (1_051, &rare.id));
    }
}

/// The sessions, apps and states of all deliveries that are wanted, page by page.
async fn all_deliveries(store: &SharedStore, wanted: WantedDeliveries) -> Vec<(String, String, DeliveryState)> {
    let (mut all, mut wanted) = (Vec::new(), wanted);
    loop {
        let page = store.find_deliveries(&wanted).await.unwrap();
        assert!(page.rows.len() <= wanted.limit as usize);
        all.extend(page.rows.into_iter().map(|(id, _, record)| (id, record.client_id.to_string(), record.state)));
        wanted.after = page.next;
        if wanted.after.is_none() {
            return all;
        }
        assert!(all.len() < 1_000, "it comes to an end");
    }
}

#[actix_web::test]
async fn deliveries_are_found_by_app_and_state_and_in_each_order_each_is_on_one_page() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        let mut expected = Vec::new();
        for number in 0..8_u32 {
            let session = dated(number, "ada");
            begin(&store, session.clone()).await;
            // Two each end in the same second.
            let ended_at = NOW.after(Duration::from_secs(u64::from(number / 2)));
            for client_id in ["wiki", "photos"] {
                use_app(&store, &session, client_id).await;
                expected.push((ended_at, client_id.to_owned(), session.id.clone()));
            }
        }
        for number in 0..8_u32 {
            let ended_at = NOW.after(Duration::from_secs(u64::from(number / 2)));
            assert!(store.end_session(&dated(number, "ada").id, Cause::User, ended_at).await.unwrap());
        }
        for order in [DeliveryOrder::Newest, DeliveryOrder::Oldest, DeliveryOrder::App] {
            expected.sort_by(|one, other| match order {
                DeliveryOrder::Newest => other.cmp(one),
                DeliveryOrder::Oldest => one.cmp(other),
                DeliveryOrder::App => one.1.cmp(&other.1).then((other.0, &other.2).cmp(&(one.0, &one.2))),
            });
            let named: Vec<_> = expected.iter().map(|(_, app, id)| (id.clone(), app.clone())).collect();
            for limit in [1, 3, 16, 50] {
                let wanted = WantedDeliveries { order, limit, ..WantedDeliveries::default() };
                let found = all_deliveries(&store, wanted).await;
                let found: Vec<_> = found.into_iter().map(|(id, app, _)| (id, app)).collect();
                assert_eq!(found, named, "{order:?} by {limit}");
            }
            let clients = Some(vec![app("wiki"), app("moon")]);
            let found =
                all_deliveries(&store, WantedDeliveries { clients, order, limit: 3, ..WantedDeliveries::default() });
            let found: Vec<_> = found.await.into_iter().map(|(id, app, _)| (id, app)).collect();
            assert_eq!(found, named.iter().filter(|(_, app)| app == "wiki").cloned().collect::<Vec<_>>(), "{order:?}");
        }
        let nobody = WantedDeliveries { clients: Some(Vec::new()), limit: 50, ..WantedDeliveries::default() };
        assert!(all_deliveries(&store, nobody).await.is_empty());

        let later = NOW.after(Duration::from_secs(20));
        let asked = Addressees { asked: vec![app("wiki"), app("photos")], ..Addressees::default() };
        let taken = store.take_deliveries(&asked, later, later.after(Duration::from_secs(10)), 10).await.unwrap();
        store
            .settle_delivery(&taken[0], &Attempt::Failed { detail: "gone".into() }, Duration::from_millis(20), later)
            .await
            .unwrap();
        for (state, count) in [(DeliveryState::Failed, 1), (DeliveryState::Pending, 15)] {
            let wanted = WantedDeliveries { state: Some(state), limit: 4, ..WantedDeliveries::default() };
            let found = all_deliveries(&store, wanted).await;
            assert!(found.len() == count && found.iter().all(|(_, _, own)| *own == state), "{found:?}");
        }
        let failed = WantedDeliveries { state: Some(DeliveryState::Failed), limit: 4, ..WantedDeliveries::default() };
        let (_, _, record) = store.find_deliveries(&failed).await.unwrap().rows.remove(0);
        assert_eq!(record.took, Some(Duration::from_millis(20)));
    }
}

#[actix_web::test]
async fn records_of_people_and_apps_are_found_together_in_both_directions() {
    for (store, _folder) in stores() {
        let (ada, ben, eve) = (Subject::new("sub-ada"), Subject::new("sub-ben"), Subject::new("sub-eve"));
        for second in 0..60 {
            let event = match second % 4 {
                0 => Event::of(What::LoginOk, &ada),
                1 => Event::of(What::AppSignIn, &ben).with_client(&app("wiki")),
                2 => Event::of(What::AppSignIn, &ada).with_client(&app("wiki")),
                _ => Event::of(What::AppSignIn, &eve).with_client(&app("photos")),
            };
            store.record(&event, Timestamp(NOW.seconds() + second)).await.unwrap();
        }
        let all = store.records(&Wanted { limit: 100, ..Wanted::default() }).await.unwrap();
        for (people, clients) in [
            (vec![&ada], vec![]),
            (vec![], vec!["wiki"]),
            (vec![&ada], vec!["wiki"]),
            (vec![&ada, &eve], vec!["moon"]),
            (vec![], vec![]),
        ] {
            for event in [None, Some("app"), Some("login.ok"), Some("passkey")] {
                let concerned = Concerned {
                    people: people.iter().map(|sub| (*sub).clone()).collect(),
                    clients: clients.iter().map(|client_id| app(client_id)).collect(),
                };
                let mut expected: Vec<String> = all
                    .iter()
                    .filter(|record| {
                        people.iter().any(|sub| record.sub.as_deref() == Some(sub.as_str()))
                            || clients.iter().any(|client_id| record.client_id.as_deref() == Some(*client_id))
                    })
                    .filter(|record| {
                        event
                            .is_none_or(|event| record.event == event || record.event.starts_with(&format!("{event}.")))
                    })
                    .map(|record| record.id.clone())
                    .collect();
                for is_oldest in [false, true] {
                    let (mut found, mut last) = (Vec::new(), None);
                    loop {
                        let wanted = Wanted {
                            concerned: Some(concerned.clone()),
                            event: event.map(str::to_owned),
                            before: last.clone().filter(|_| !is_oldest),
                            after: is_oldest.then(|| last.clone().unwrap_or_default()),
                            limit: 7,
                            ..Wanted::default()
                        };
                        let page = store.records(&wanted).await.unwrap();
                        let Some(record) = page.last() else { break };
                        last = Some(record.id.clone());
                        found.extend(page.into_iter().map(|record| record.id));
                    }
                    assert_eq!(found, expected, "{people:?} {clients:?} {event:?} {is_oldest}");
                    expected.reverse();
                }
            }
        }
    }
}
