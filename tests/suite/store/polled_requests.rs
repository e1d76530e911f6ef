//! Requests that are polled for, in both stores.

use std::time::Duration;

use latchkey::protocol::authorization_code::AuthorizationCode;
use latchkey::protocol::client::{ClientId, GrantType};
use latchkey::protocol::polled::{Pace, PolledRequest, PolledState};
use latchkey::protocol::user::Subject;
use latchkey::secret::Digest;
use latchkey::store::SharedStore;
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
    store.take_code(kept, &allowed(name), &tokens(name), &standing(), NOW).await.unwrap()
}

#[actix_web::test]
async fn a_request_is_found_by_both_its_names_and_a_client_has_so_many() {
    for (store, _folder) in stores() {
        let one = request("one", "app");
        assert_eq!(store.add_polled(&one, 2, NOW).await.unwrap(), AddPolled::Added);
        assert_eq!(store.add_polled(&request("two", "app"), 2, NOW).await.unwrap(), AddPolled::Added);
        assert_eq!(store.add_polled(&request("three", "app"), 2, NOW).await.unwrap(), AddPolled::TooMany);
        assert_eq!(store.add_polled(&request("four", "other"), 2, NOW).await.unwrap(), AddPolled::Added);
        let same_code = PolledRequest { user_code: one.user_code, ..request("five", "other") };
        assert_eq!(store.add_polled(&same_code, 2, NOW).await.unwrap(), AddPolled::CodeTaken);
        let nameless = PolledRequest { user_code: None, ..request("six", "third") };
        assert_eq!(store.add_polled(&nameless, 2, NOW).await.unwrap(), AddPolled::Added);
        let seven = PolledRequest { user_code: None, ..request("seven", "third") };
        assert_eq!(store.add_polled(&seven, 2, NOW).await.unwrap(), AddPolled::Added, "no code is no code twice");
        let found = Some((one.clone(), PolledState::Pending));
        assert_eq!(store.polled(&one.digest).await.unwrap(), found);
        assert_eq!(store.polled_by_user_code(&one.user_code.unwrap()).await.unwrap(), found);
        assert_eq!(store.polled(&Digest::of("three")).await.unwrap(), None);
        assert_eq!(store.polled_by_user_code(&one.digest).await.unwrap(), None);
        let later = PolledRequest { expires_at: NOW.after(2 * LIFETIME), ..request("eight", "app") };
        let added = store.add_polled(&later, 2, one.expires_at).await.unwrap();
        assert_eq!(added, AddPolled::Added, "what has expired does not count");
    }
}

#[actix_web::test]
async fn polls_are_counted_while_a_request_is_pending() {
    for (store, _folder) in stores() {
        let one = request("one", "app");
        store.add_polled(&one, 2, NOW).await.unwrap();
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
            store.add_polled(&request(name, "app"), 9, NOW).await.unwrap();
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
            store.add_polled(&request(name, "app"), 9, NOW).await.unwrap();
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
