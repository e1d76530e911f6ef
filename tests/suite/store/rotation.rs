//! SEC-22, SEC-24: what each use of a refresh token leaves in the store.

use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::protocol::refresh_token::Reuse;
use latchkey::secret::Digest;
use latchkey::store::SharedStore;
use latchkey::store::tokens::Rotate;

use super::{NOW, redeemed, standing, stores, tokens};

const REUSE: Reuse = Reuse { grace: Duration::from_secs(10), retry: true };

fn digest(name: &str) -> Digest {
    Digest::of(&format!("refresh {name}"))
}

fn at(seconds: u64) -> Timestamp {
    NOW.after(Duration::from_secs(seconds))
}

fn repeated(names: &[&str]) -> Rotate {
    Rotate::Repeated { chain: names.iter().map(|name| digest(name)).collect() }
}

async fn rotate(store: &SharedStore, presented: &str, new: &str, reuse: Reuse, now: Timestamp) -> Rotate {
    store.rotate_refresh_token(&digest(presented), &tokens(new), reuse, &standing(), now).await.unwrap()
}

async fn lives(store: &SharedStore, name: &str, now: Timestamp) -> bool {
    store.access_token(&Digest::of(&format!("access {name}")), now).await.unwrap().is_some()
}

#[actix_web::test]
async fn requests_at_once_share_a_successor_and_each_gets_an_access_token() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        assert_eq!(rotate(&store, "0", "1", REUSE, NOW).await, Rotate::Rotated);
        assert_eq!(rotate(&store, "0", "2", REUSE, at(10)).await, repeated(&["1"]));
        for name in ["0", "1", "2"] {
            assert!(lives(&store, name, at(10)).await, "{name} was given");
        }
        // Its own refresh token was never given, so it is not stored.
        assert_eq!(rotate(&store, "2", "x", REUSE, at(10)).await, Rotate::Gone);
        assert_eq!(rotate(&store, "0", "3", REUSE, at(10)).await, repeated(&["1"]), "also after a use");
    }
}

#[actix_web::test]
async fn who_comes_after_the_successor_was_used_gets_the_one_at_the_end() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        rotate(&store, "0", "1", REUSE, NOW).await;
        rotate(&store, "1", "2", REUSE, at(2)).await;
        rotate(&store, "2", "3", REUSE, at(4)).await;
        assert_eq!(rotate(&store, "0", "a", REUSE, at(9)).await, repeated(&["1", "2", "3"]));
        assert_eq!(rotate(&store, "1", "b", REUSE, at(12)).await, repeated(&["2", "3"]));
        assert_eq!(rotate(&store, "3", "4", REUSE, at(12)).await, Rotate::Rotated, "what they were given is unused");
        assert_eq!(rotate(&store, "0", "c", REUSE, at(12)).await, Rotate::Reused);
        for name in ["0", "3", "4", "a"] {
            assert!(!lives(&store, name, at(12)).await, "theft ends the family: {name}");
        }
        assert_eq!(rotate(&store, "4", "5", REUSE, at(12)).await, Rotate::Gone);
    }
}

#[actix_web::test]
async fn a_lost_answer_is_given_again_until_something_of_it_was_used() {
    for used in ["nothing", "the access token", "a repeated access token", "the successor"] {
        for (store, _folder) in stores() {
            redeemed(&store, "openid offline_access").await;
            rotate(&store, "0", "1", REUSE, NOW).await;
            assert_eq!(rotate(&store, "0", "2", REUSE, at(100)).await, repeated(&["1"]));
            let later = at(100 + 11);
            match used {
                "the access token" => assert!(lives(&store, "1", later).await),
                "a repeated access token" => assert!(lives(&store, "2", later).await),
                "the successor" => assert_eq!(rotate(&store, "1", "3", REUSE, later).await, Rotate::Rotated),
                _ => {}
            }
            let expected = if used == "nothing" { repeated(&["1"]) } else { Rotate::Reused };
            assert_eq!(rotate(&store, "0", "4", REUSE, later).await, expected, "{used}");
        }
    }
}

#[actix_web::test]
async fn a_retry_may_be_several_requests_at_once_too() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        rotate(&store, "0", "1", REUSE, NOW).await;
        assert_eq!(rotate(&store, "0", "2", REUSE, at(100)).await, repeated(&["1"]));
        assert!(lives(&store, "2", at(101)).await);
        assert_eq!(rotate(&store, "0", "3", REUSE, at(105)).await, repeated(&["1"]));
        assert_eq!(rotate(&store, "0", "4", REUSE, at(110)).await, repeated(&["1"]));
        assert_eq!(rotate(&store, "0", "5", REUSE, at(111)).await, Rotate::Reused, "the grace does not move on by use");
    }
}

#[actix_web::test]
async fn the_settings_decide_what_a_second_use_is() {
    let no_grace = Reuse { grace: Duration::ZERO, retry: true };
    let no_retry = Reuse { retry: false, ..REUSE };
    for (reuse, seconds, expected) in [
        (no_grace, 0, repeated(&["1"])),
        (no_retry, 10, repeated(&["1"])),
        (no_retry, 11, Rotate::Reused),
        (Reuse::NONE, 0, Rotate::Reused),
    ] {
        for (store, _folder) in stores() {
            redeemed(&store, "openid offline_access").await;
            rotate(&store, "0", "1", reuse, NOW).await;
            assert_eq!(rotate(&store, "0", "2", reuse, at(seconds)).await, expected, "{reuse:?} at {seconds}");
        }
    }
}

#[actix_web::test]
async fn a_successor_that_is_over_or_unknown_is_not_given_again() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        let mut short = tokens("1");
        short.refresh_token.as_mut().unwrap().idle_expires_at = at(50);
        store.rotate_refresh_token(&digest("0"), &short, REUSE, &standing(), NOW).await.unwrap();
        assert_eq!(rotate(&store, "0", "2", REUSE, at(49)).await, repeated(&["1"]));
        assert_eq!(rotate(&store, "0", "3", REUSE, at(50)).await, Rotate::Gone, "over, and nobody is a thief");
        assert_eq!(rotate(&store, "unknown", "4", REUSE, NOW).await, Rotate::Gone);
        assert!(lives(&store, "2", at(50)).await);
    }
}
