//! What clients hold of a person, and taking it away.

use latchkey::protocol::apps::Access;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::logout_delivery::DeliveryState;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::Subject;
use latchkey::store::SharedStore;
use latchkey::store::authorizations::{Authorization, Authorize};

use super::{NOW, begin, grant, response, session, stores, user};

/// Ada signs in to the app in the login `session`.
async fn sign_in(store: &SharedStore, id: &str) {
    let begun = Authorization { begins: true, ..response(grant(id, "openid")) };
    assert_eq!(store.authorize(&begun, NOW).await.unwrap(), Authorize::Stored);
}

async fn only_access(store: &SharedStore, sub: &Subject) -> Access {
    let mut held = store.accesses_of(sub).await.unwrap();
    assert_eq!(held.len(), 1, "{held:?}");
    held.remove(0)
}

async fn told(store: &SharedStore, session_id: &str) -> Vec<DeliveryState> {
    store.deliveries_of(session_id).await.unwrap().into_iter().map(|record| record.state).collect()
}

#[actix_web::test]
async fn what_a_client_holds_is_added_up_and_its_last_sign_in_outlives_it() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        store.add_user(&user("ben")).await.unwrap();
        let ada = Subject::new("sub-ada");
        assert!(store.accesses_of(&ada).await.unwrap().is_empty());
        begin(&store, session("session", "sub-ada")).await;
        sign_in(&store, "grant").await;
        let access = only_access(&store, &ada).await;
        let granted = access.granted.as_ref().unwrap();
        assert!(granted.scope.contains("openid"), "{granted:?}");
        assert_eq!((granted.since, access.signed_in_at), (NOW, Some(NOW)));
        assert!(store.accesses_of(&Subject::new("sub-ben")).await.unwrap().is_empty());

        assert!(store.withdraw_consent(&ada, &access.client_id, NOW).await.unwrap());
        let access = only_access(&store, &ada).await;
        assert!(!access.is_held());
        assert_eq!(access.signed_in_at, Some(NOW), "the audit remembers");
        assert!(!store.withdraw_consent(&ada, &access.client_id, NOW).await.unwrap(), "there is nothing left");
    }
}

#[actix_web::test]
async fn a_client_is_told_once_for_each_removal_and_again_when_the_login_ends() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        let ada = Subject::new("sub-ada");
        begin(&store, session("session", "sub-ada")).await;
        begin(&store, session("elsewhere", "sub-ada")).await;
        sign_in(&store, "grant").await;
        let app = only_access(&store, &ada).await.client_id;
        assert!(!store.withdraw_consent(&ada, &ClientId::parse("other").unwrap(), NOW).await.unwrap());
        assert!(told(&store, "session").await.is_empty(), "another client's removal is nothing to this one");
        assert!(store.withdraw_consent(&ada, &app, NOW).await.unwrap());
        assert_eq!(told(&store, "session").await, [DeliveryState::Pending]);
        assert!(told(&store, "elsewhere").await.is_empty(), "it was not used from there");

        // Nobody asked to be told: what became of the row is overtaken by the next time.
        store.take_deliveries(&latchkey::store::logouts::Addressees::default(), NOW, NOW, 10).await.unwrap();
        assert_eq!(told(&store, "session").await, [DeliveryState::NotAsked]);
        store.withdraw_consent(&ada, &app, NOW).await.unwrap();
        assert_eq!(told(&store, "session").await, [DeliveryState::NotAsked], "there was nothing to remove");
        sign_in(&store, "again").await;
        store.end_session("session", Cause::User, NOW).await.unwrap();
        assert_eq!(told(&store, "session").await, [DeliveryState::Pending]);
    }
}
