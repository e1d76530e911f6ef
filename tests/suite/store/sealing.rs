//! Sealing secrets: who comes second finds out, and none goes while a login needs it.

use std::time::Duration;

use futures_util::future::join_all;
use latchkey::keys::sealing::SealingSecret;
use latchkey::protocol::session::Cause;
use latchkey::store::sessions::{Begin, NewLogin};

use super::{NOW, session, stores, user};

fn later(seconds: u64) -> latchkey::clock::Timestamp {
    NOW.after(Duration::from_secs(seconds))
}

#[actix_web::test]
async fn a_secret_is_stored_only_beside_those_that_its_maker_saw() {
    for (store, _folder) in stores() {
        let (first, second, third) = (
            SealingSecret::generate(NOW, NOW),
            SealingSecret::generate(later(1), later(60)),
            SealingSecret::generate(later(1), later(60)),
        );
        assert!(store.add_sealing_secret(&first, &[]).await.unwrap());
        assert!(!store.add_sealing_secret(&second, &[]).await.unwrap());
        assert_eq!(store.sealing_secrets().await.unwrap(), std::slice::from_ref(&first));
        let seen = [first.id.clone()];
        let both = join_all([&second, &third].map(|secret| store.add_sealing_secret(secret, &seen))).await;
        assert_eq!(both.iter().filter(|stored| *stored.as_ref().unwrap()).count(), 1, "one of two at once");
        let stored = store.sealing_secrets().await.unwrap();
        assert_eq!((stored.len(), &stored[0]), (2, &first), "oldest first");
        let last = SealingSecret::generate(later(2), later(2));
        store.replace_sealing_secrets(&last).await.unwrap();
        assert_eq!(store.sealing_secrets().await.unwrap(), [last]);
    }
}

#[actix_web::test]
async fn the_weeks_of_a_secret_are_kept_with_it_and_go_with_it() {
    for (store, _folder) in stores() {
        let (first, second) = (SealingSecret::generate(NOW, NOW), SealingSecret::generate(later(1), later(60)));
        store.add_sealing_secret(&first, &[]).await.unwrap();
        store.add_sealing_secret(&second, std::slice::from_ref(&first.id)).await.unwrap();
        for week in [2_977, 2_976, 2_977] {
            store.note_sealing_week(&first.id, week).await.unwrap();
        }
        store.note_sealing_week("no such secret", 2_976).await.unwrap();
        assert_eq!(store.sealing_secrets().await.unwrap()[0].weeks, [2_976, 2_977]);
        assert!(store.remove_sealing_secret(&first.id, None, NOW).await.unwrap());
        assert!(!store.remove_sealing_secret(&first.id, None, NOW).await.unwrap());
        store.note_sealing_week(&first.id, 2_978).await.unwrap();
        store.add_sealing_secret(&first, std::slice::from_ref(&second.id)).await.unwrap();
        assert_eq!(store.sealing_secrets().await.unwrap()[0].weeks, [0_i64; 0]);
    }
}

#[actix_web::test]
async fn a_secret_stays_while_a_login_of_its_time_lives() {
    for (store, _folder) in stores() {
        let secret = SealingSecret::generate(NOW, NOW);
        store.add_sealing_secret(&secret, &[]).await.unwrap();
        store.add_user(&user("ada")).await.unwrap();
        assert_eq!(store.oldest_login(NOW).await.unwrap(), None);
        for (id, began) in [("s1", NOW), ("s2", later(10))] {
            let mut session = session(id, "sub-ada");
            (session.created_at, session.browser_state) = (began, id.to_owned());
            let login =
                NewLogin { session, credentials_revision: 1, replaces: None, from: None, visit: None, cookie: None };
            assert_eq!(store.begin_session(&login, began).await.unwrap(), Begin::Begun);
        }
        assert_eq!(store.oldest_login(later(20)).await.unwrap(), Some(NOW));
        assert_eq!(store.oldest_login(later(5_000)).await.unwrap(), None, "all are over by then");
        assert!(!store.remove_sealing_secret(&secret.id, Some(later(5)), NOW).await.unwrap());
        store.end_session("s1", Cause::User, later(20)).await.unwrap();
        assert_eq!(store.oldest_login(later(20)).await.unwrap(), Some(later(10)));
        assert!(!store.remove_sealing_secret(&secret.id, Some(later(11)), NOW).await.unwrap());
        assert!(store.remove_sealing_secret(&secret.id, Some(later(10)), NOW).await.unwrap());
        assert!(store.sealing_secrets().await.unwrap().is_empty());
    }
}
