//! What the configuration names and names no longer: noted, forgotten, ended when its time is over.

use std::time::Duration;

use latchkey::protocol::client::ClientId;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{Subject, User};
use latchkey::secret::{Digest, Secret};
use latchkey::store::SharedStore;
use latchkey::store::configured::UserFault;
use latchkey::store::sqlite::SqliteStore;

use super::{NOW, redeemed, stores, user};

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
        let store: SharedStore = std::sync::Arc::new(SqliteStore::open(&folder.path().join("latchkey.db")).unwrap());
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
            store.take_deliveries(asked, now, now.after(HOUR), 10).await.unwrap().len()
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
        store.take_deliveries(&[], NOW.after(HOUR), NOW.after(HOUR), 10).await.unwrap();
        assert_eq!(store.next_delivery().await.unwrap(), None, "nobody to tell any more");
    }
}

fn configured(name: &str) -> User {
    User { sub: Subject::new(format!("fresh-{name}")), from_config: true, ..user(name) }
}

#[actix_web::test]
async fn a_users_hash_that_is_cut_off_changes_nothing() {
    for (store, _folder) in stores() {
        let whole = Secret::new("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA");
        redeemed(&store, "openid offline_access").await;
        let with = |hash: &str| User { password_hash: Some(Secret::new(hash)), ..configured("ada") };
        // From no password to one: nothing ends.
        store.set_password(&Subject::new("sub-ada"), &whole, false, None, NOW).await.unwrap();
        let cut = store.take_in(&[with(&whole.expose()[..50])], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(cut.faults, [(0, UserFault::HashCutOff)]);
        assert!(lives(&store).await);
        let ada = store.user(&Subject::new("sub-ada")).await.unwrap().unwrap();
        assert_eq!(ada.password_hash.unwrap().expose(), whole.expose());
        assert!(ada.from_config, "all else is taken in");
        store.take_in(&[with("$argon2id$other")], &[app()], HOUR, NOW).await.unwrap();
        assert!(!lives(&store).await, "another one is a change");
    }
}

/// What the account page or the command line changed meanwhile is not written over by what was read before.
#[actix_web::test]
async fn an_account_that_leaves_the_file_keeps_all_that_it_has() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        store.take_in(&[configured("ada")], &[app()], HOUR, NOW).await.unwrap();
        let gone = store.take_in(&[], &[app()], HOUR, NOW).await.unwrap();
        assert_eq!(gone.released, ["ada"]);
        let ada = store.user(&Subject::new("sub-ada")).await.unwrap().unwrap();
        assert!(!ada.from_config && lives(&store).await);
        assert_eq!(ada.groups, ["family"]);
        assert!(store.take_in(&[], &[app()], HOUR, NOW).await.unwrap().released.is_empty(), "once");
    }
}
