//! Requests that are polled for, in both stores.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use latchkey::protocol::authorization_code::AuthorizationCode;
use latchkey::protocol::client::{ClientId, GrantType};
use latchkey::protocol::polled::{Pace, PolledRequest, PolledState};
use latchkey::protocol::user::Subject;
use latchkey::secret::Digest;
use latchkey::store::SharedStore;
use latchkey::store::assertions::CountsOnce;
use latchkey::store::authorizations::{Authorization, Authorize};
use latchkey::store::codes::{Kept, TakeCode};
use latchkey::store::polled_requests::{AddPolled, PolledAnswer};

use super::{NOW, begin, code_for, grant, response, session, standing, stores, tokens, user};
use crate::support::database;

const LIFETIME: Duration = Duration::from_secs(600);

fn request(name: &str, client_id: &str) -> PolledRequest {
    PolledRequest {
        digest: Digest::of(name),
        grant_type: GrantType::DeviceCode,
        client_id: ClientId::parse(client_id).unwrap(),
        user_code: Some(Digest::of(&format!("code of {name}"))),
        sub: None,
        notification: None,
        request: format!("what {name} asks"),
        created_at: NOW,
        expires_at: NOW.after(LIFETIME),
        pace: Pace::every(Duration::from_secs(5)),
    }
}

fn ada() -> Subject {
    Subject::new("sub-ada")
}

fn allowed(name: &str) -> AuthorizationCode {
    AuthorizationCode { expires_at: NOW.after(LIFETIME), ..code_for(grant(name, "openid")) }
}

async fn allow(store: &SharedStore, name: &str) -> Authorize {
    let code = allowed(name);
    let answer = PolledAnswer { digest: Digest::of(name), code: code.clone(), from: "192.0.2.1".into() };
    let response = Authorization { polled: Some(answer), ..response(code.grant) };
    store.authorize(&response, NOW).await.unwrap()
}

async fn state(store: &SharedStore, name: &str) -> PolledState {
    store.polled(&Digest::of(name)).await.unwrap().unwrap().1
}

async fn take(store: &SharedStore, name: &str) -> TakeCode {
    let kept = Kept::Polled(Digest::of(name));
    store.take_code(kept, &Arc::new(allowed(name)), &tokens(name), &standing(), NOW).await.unwrap()
}

#[actix_web::test]
async fn a_request_is_found_by_both_its_names_and_a_client_has_so_many() {
    for (store, _folder) in stores() {
        let one = request("one", "app");
        assert_eq!(store.add_polled(&one, None, 2, NOW).await.unwrap(), AddPolled::Added);
        assert_eq!(store.add_polled(&request("two", "app"), None, 2, NOW).await.unwrap(), AddPolled::Added);
        assert_eq!(store.add_polled(&request("three", "app"), None, 2, NOW).await.unwrap(), AddPolled::TooMany);
        assert_eq!(store.add_polled(&request("four", "other"), None, 2, NOW).await.unwrap(), AddPolled::Added);
        let same_code = PolledRequest { user_code: one.user_code, ..request("five", "other") };
        assert_eq!(store.add_polled(&same_code, None, 2, NOW).await.unwrap(), AddPolled::CodeTaken);
        let nameless = PolledRequest { user_code: None, ..request("six", "third") };
        assert_eq!(store.add_polled(&nameless, None, 2, NOW).await.unwrap(), AddPolled::Added);
        let seven = PolledRequest { user_code: None, ..request("seven", "third") };
        assert_eq!(store.add_polled(&seven, None, 2, NOW).await.unwrap(), AddPolled::Added, "no code is no code twice");
        let found = Some((one.clone(), PolledState::Pending));
        assert_eq!(store.polled(&one.digest).await.unwrap(), found);
        assert_eq!(store.polled_by_user_code(&one.user_code.unwrap()).await.unwrap(), found);
        assert_eq!(store.polled(&Digest::of("three")).await.unwrap(), None);
        assert_eq!(store.polled_by_user_code(&one.digest).await.unwrap(), None);
        let later = PolledRequest { expires_at: NOW.after(2 * LIFETIME), ..request("eight", "app") };
        let added = store.add_polled(&later, None, 2, one.expires_at).await.unwrap();
        assert_eq!(added, AddPolled::Added, "what has expired does not count");
    }
}

/// Row 36: where it is not kept, it may come again; where it is, it counts no more, also for those who come at once.
#[actix_web::test]
async fn a_request_that_counts_once_is_used_up_where_it_is_kept() {
    for (store, _folder) in stores() {
        let once = CountsOnce { name: Digest::of("signed"), until: NOW.after(LIFETIME) };
        let named = |name: &str| PolledRequest { user_code: None, ..request(name, "app") };
        let add = async |name: &str, most| store.add_polled(&named(name), Some(&once), most, NOW).await.unwrap();
        assert_eq!(store.add_polled(&named("first"), None, 1, NOW).await.unwrap(), AddPolled::Added);
        for _ in 0..2 {
            assert_eq!(add("full", 1).await, AddPolled::TooMany);
        }
        let names: Vec<String> = (0..20).map(|number| format!("request {number}")).collect();
        let all = join_all(names.iter().map(|name| add(name.as_str(), 100))).await;
        let came_before = all.iter().filter(|added| **added == AddPolled::CameBefore).count();
        assert_eq!((all.iter().filter(|added| **added == AddPolled::Added).count(), came_before), (1, 19));
        assert_eq!(add("again", 1).await, AddPolled::CameBefore, "whatever room there is");
        assert!(!store.use_assertion(&once.name, once.until).await.unwrap());
    }
}

#[actix_web::test]
async fn polls_are_counted_while_a_request_is_pending() {
    for (store, _folder) in stores() {
        let one = request("one", "app");
        store.add_polled(&one, None, 2, NOW).await.unwrap();
        let poll =
            async |after: u64| store.poll(&one.digest, NOW.after(Duration::from_secs(after))).await.unwrap().unwrap();
        assert!(!poll(0).await.too_soon);
        assert!(!poll(5).await.too_soon);
        let hasty = poll(9).await;
        assert_eq!((hasty.too_soon, hasty.request.pace.interval.as_secs()), (true, 10));
        assert!(poll(18).await.too_soon);
        assert!(!poll(33).await.too_soon);
        assert!(store.refuse_polled(&one.digest, &ada(), "192.0.2.1", NOW).await.unwrap());
        let answered = poll(33).await;
        assert_eq!((answered.too_soon, answered.state), (false, PolledState::Refused));
        assert_eq!(store.poll(&Digest::of("none"), NOW).await.unwrap(), None);
    }
}

#[actix_web::test]
async fn a_request_is_answered_once_and_redeemed_once() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("session", "sub-ada")).await;
        for name in ["yes", "no", "late"] {
            store.add_polled(&request(name, "app"), None, 9, NOW).await.unwrap();
        }
        assert_eq!(allow(&store, "yes").await, Authorize::Stored);
        assert_eq!(allow(&store, "yes").await, Authorize::Finished);
        assert!(!store.refuse_polled(&Digest::of("yes"), &ada(), "", NOW).await.unwrap());
        assert!(store.refuse_polled(&Digest::of("no"), &ada(), "", NOW).await.unwrap());
        assert_eq!(allow(&store, "no").await, Authorize::Finished);
        assert_eq!(allow(&store, "none").await, Authorize::Finished);
        let end = NOW.after(LIFETIME);
        assert!(!store.refuse_polled(&Digest::of("late"), &ada(), "", end).await.unwrap());
        assert_eq!(state(&store, "yes").await, PolledState::Allowed(Box::new(allowed("yes"))));
        assert_eq!(take(&store, "yes").await, TakeCode::Taken);
        assert_eq!(state(&store, "yes").await, PolledState::Redeemed(Box::new(allowed("yes")), NOW));
        assert_eq!(take(&store, "yes").await, TakeCode::AlreadyUsed);
    }
}

#[actix_web::test]
async fn requests_go_a_day_after_their_time_and_with_the_account_of_whoever_answered() {
    for (store, folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("session", "sub-ada")).await;
        for name in ["hers", "pending"] {
            store.add_polled(&request(name, "app"), None, 9, NOW).await.unwrap();
        }
        assert_eq!(allow(&store, "hers").await, Authorize::Stored);
        let file = database::ByHand::open(&folder.path().join("latchkey.db"));
        let day = Duration::from_secs(24 * 60 * 60);
        store.sweep(NOW.after(day), 100).await.unwrap();
        assert_eq!(file.count("polled_requests"), 2, "it is known for a day that they expired");
        assert!(store.remove_user(&ada(), NOW).await.unwrap());
        assert_eq!(file.count("polled_requests"), 1);
        store.sweep(NOW.after(LIFETIME).after(day), 100).await.unwrap();
        assert_eq!(file.count("polled_requests"), 0);
    }
}

#[actix_web::test]
async fn a_request_that_names_a_person_is_theirs_alone() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("session", "sub-ada")).await;
        let hers = PolledRequest { sub: Some(ada()), user_code: None, ..request("hers", "app") };
        let others = PolledRequest { sub: Some(Subject::new("sub-ben")), user_code: None, ..request("others", "app") };
        for asked in [&hers, &others] {
            assert_eq!(store.add_polled(asked, None, 9, NOW).await.unwrap(), AddPolled::Added);
        }
        assert_eq!(store.requests_for(&ada(), NOW).await.unwrap(), std::slice::from_ref(&hers));
        assert_eq!(store.requests_for(&ada(), hers.expires_at).await.unwrap(), []);
        assert_eq!(allow(&store, "others").await, Authorize::Finished, "not hers to answer");
        assert!(!store.refuse_polled(&others.digest, &ada(), "", NOW).await.unwrap());
        assert_eq!(allow(&store, "hers").await, Authorize::Stored);
        assert_eq!(store.requests_for(&ada(), NOW).await.unwrap(), []);
        assert_eq!(store.next_notification().await.unwrap(), None, "its client only polls");
    }
}

#[actix_web::test]
async fn a_client_that_is_pinged_is_told_of_an_answer_until_it_was() {
    for (store, _folder) in stores() {
        let told = PolledRequest {
            sub: Some(ada()),
            user_code: None,
            notification: Some("sealed".into()),
            ..request("told", "app")
        };
        store.add_polled(&told, None, 9, NOW).await.unwrap();
        let lease = NOW.after(Duration::from_secs(15));
        assert_eq!(store.take_notifications(NOW, lease, 9).await.unwrap(), [], "nobody has answered");
        assert!(store.refuse_polled(&told.digest, &ada(), "", NOW).await.unwrap());
        assert_eq!(store.next_notification().await.unwrap(), Some(NOW));
        let taken = store.take_notifications(NOW, lease, 9).await.unwrap();
        assert_eq!((taken.len(), taken[0].sealed.as_str(), taken[0].attempts), (1, "sealed", 0));
        assert_eq!(store.take_notifications(NOW, lease, 9).await.unwrap(), [], "it is under way");
        let again = NOW.after(Duration::from_secs(2));
        store.settle_notification(&taken[0], Some(again)).await.unwrap();
        store.settle_notification(&taken[0], None).await.unwrap();
        assert_eq!(store.next_notification().await.unwrap(), Some(again), "whoever lost it settles nothing");
        let taken = store.take_notifications(again, again.after(Duration::from_secs(15)), 9).await.unwrap();
        assert_eq!(taken[0].attempts, 1);
        store.settle_notification(&taken[0], None).await.unwrap();
        assert_eq!(store.next_notification().await.unwrap(), None);
        let (kept, _) = store.polled(&told.digest).await.unwrap().unwrap();
        assert_eq!(kept.notification, None, "what was told is kept no longer");
    }
}

/// At another node, and not while the client may be about to answer.
#[actix_web::test]
async fn a_ping_that_a_node_had_in_hand_that_died_is_anothers_when_its_time_is_over() {
    for (store, folder) in stores() {
        let other = database::open(&folder.path().join("latchkey.db"));
        let told = PolledRequest {
            sub: Some(ada()),
            user_code: None,
            notification: Some("sealed".into()),
            ..request("told", "app")
        };
        store.add_polled(&told, None, 9, NOW).await.unwrap();
        assert!(store.refuse_polled(&told.digest, &ada(), "", NOW).await.unwrap());
        let seconds = |seconds| NOW.after(Duration::from_secs(seconds));
        let in_hand = store.take_notifications(NOW, seconds(9), 9).await.unwrap().remove(0);
        assert_eq!(other.take_notifications(seconds(8), seconds(17), 9).await.unwrap(), []);
        let taken_over = other.take_notifications(seconds(9), seconds(18), 9).await.unwrap().remove(0);
        store.settle_notification(&in_hand, None).await.unwrap();
        assert_eq!(other.next_notification().await.unwrap(), Some(seconds(18)), "whoever lost it settles nothing");
        other.settle_notification(&taken_over, None).await.unwrap();
        assert_eq!(store.next_notification().await.unwrap(), None);
    }
}
