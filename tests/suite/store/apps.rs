//! What clients hold of a person, and taking it away.

use std::time::Duration;

use latchkey::protocol::apps::Access;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::grant::Grant;
use latchkey::protocol::logout_delivery::DeliveryState;
use latchkey::protocol::refresh_token::Reuse;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::Subject;
use latchkey::secret::Digest;
use latchkey::store::SharedStore;
use latchkey::store::authorizations::{Authorization, Authorize};
use latchkey::store::codes::TakeCode;
use latchkey::store::tokens::Rotate;

use super::{
    NOW, add_code, begin, code_for, grant, kinds, redeemed, response, session, standing, stores, take, tokens, user,
};

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

/// The apps of a login, each with whether it holds a grant of it still.
async fn apps_of(store: &SharedStore, session_id: &str) -> Vec<(String, bool)> {
    let apps = store.apps_of_login(session_id).await.unwrap();
    apps.into_iter().map(|app| (app.client_id.to_string(), app.is_live)).collect()
}

fn app(client_id: &str, is_live: bool) -> (String, bool) {
    (client_id.to_owned(), is_live)
}

#[actix_web::test]
async fn one_app_of_a_login_ends_alone_and_is_told_once() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        store.add_user(&user("ben")).await.unwrap();
        let (ada, ben) = (Subject::new("sub-ada"), Subject::new("sub-ben"));
        let client = |name: &str| ClientId::parse(name).unwrap();
        for id in ["session", "elsewhere"] {
            begin(&store, session(id, "sub-ada")).await;
        }
        for (id, client_id, session_id) in
            [("one", "app", "session"), ("two", "other", "session"), ("three", "app", "elsewhere")]
        {
            let given = grant(id, "openid offline_access");
            let given = Grant { client_id: client(client_id), session_id: session_id.to_owned(), ..given };
            let begun = Authorization { begins: true, ..response(given) };
            assert_eq!(store.authorize(&begun, NOW).await.unwrap(), Authorize::Stored);
        }
        for (sub, session_id, client_id) in [(&ben, "session", "app"), (&ada, "gone", "app"), (&ada, "session", "no")] {
            assert!(!store.end_app_of_login(sub, session_id, &client(client_id), NOW).await.unwrap(), "{client_id}");
        }
        assert_eq!(apps_of(&store, "session").await, [app("app", true), app("other", true)]);

        assert!(store.end_app_of_login(&ada, "session", &client("app"), NOW).await.unwrap());
        assert!(!store.end_app_of_login(&ada, "session", &client("app"), NOW).await.unwrap(), "there is nothing left");
        assert_eq!(apps_of(&store, "session").await, [app("app", false), app("other", true)]);
        assert_eq!(apps_of(&store, "elsewhere").await, [app("app", true)]);
        assert_eq!(told(&store, "session").await, [DeliveryState::Pending], "the other is not told");
        assert!(told(&store, "elsewhere").await.is_empty());
        assert!(store.live_session("session", NOW).await.unwrap().is_some());

        store.end_session("session", Cause::User, NOW).await.unwrap();
        assert_eq!(told(&store, "session").await, [DeliveryState::Pending; 2], "that is the end for both");
        assert!(!store.end_app_of_login(&ada, "session", &client("other"), NOW).await.unwrap(), "the login is over");
        assert_eq!(apps_of(&store, "session").await, [app("app", false), app("other", true)], "offline_access stays");
    }
}

#[actix_web::test]
async fn codes_that_are_under_way_end_with_the_app_of_a_login() {
    for kept in kinds("code") {
        for (store, _folder) in stores() {
            store.add_user(&user("ada")).await.unwrap();
            begin(&store, session("session", "sub-ada")).await;
            sign_in(&store, "grant").await;
            add_code(&store, &Digest::of("code"), code_for(grant("second", "openid"))).await;
            let app = ClientId::parse("app").unwrap();
            assert!(store.end_app_of_login(&Subject::new("sub-ada"), "session", &app, NOW).await.unwrap());
            let taken = take(&store, kept, grant("second", "openid"), &tokens("0"), &standing(), NOW).await;
            assert_eq!(taken, TakeCode::Gone, "{kept:?}");
        }
    }
}

#[actix_web::test]
async fn an_app_is_used_when_it_signs_somebody_in_and_when_it_refreshes() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        let used = async || store.apps_of_login("session").await.unwrap()[0].used_at;
        assert_eq!(used().await, NOW);
        let later = NOW.after(Duration::from_secs(30));
        let reuse = Reuse { grace: Duration::from_secs(10), retry: true };
        let (spent, new) = (Digest::of("refresh 0"), tokens("1"));
        let rotated = store.rotate_refresh_token(&spent, &new, reuse, &standing(), later).await.unwrap();
        assert_eq!((rotated, used().await), (Rotate::Rotated, later));
        assert!(store.apps_of_login("elsewhere").await.unwrap().is_empty());
    }
}
