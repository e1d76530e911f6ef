//! What is over goes, and what lives stays.

use std::time::Duration;

use futures_util::future::join_all;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::dpop::Once;
use latchkey::protocol::id_token::session_sid;
use latchkey::protocol::tokens::NewAccessToken;
use latchkey::secret::{Date, Digest, dated_credential};
use latchkey::store::tokens::AddClientToken;

use super::{NOW, own, redeemed, standing, stores, tokens};
use crate::support::database;

/// REL-13: more rows than one look takes in, the short-lived between the long-lived, some with keys out of order.
#[actix_web::test]
async fn what_is_over_goes_wherever_it_lies_among_what_lives() {
    let client = ClientId::parse("app").unwrap();
    for (store, _folder) in stores() {
        let made: Vec<(NewAccessToken, bool)> = (0..2_500_u16)
            .map(|number| {
                let lives = number % 3 != 0;
                let name = dated_credential(Date::new(NOW, number), &[7; 32]);
                let digest = if number % 7 == 0 { Digest::of(&name) } else { Digest::of_dated(&name) };
                let expires_at = NOW.after(Duration::from_secs(if lives { 500 } else { 100 }));
                (NewAccessToken { digest, expires_at, ..tokens("x").access_token }, lives)
            })
            .collect();
        let standing = standing();
        let made_own: Vec<_> = made.iter().map(|(token, _)| own(token.clone())).collect();
        // No more at once than wait for a connection in time, however busy the machine is.
        for some in made_own.chunks(100) {
            let added = some.iter().map(|tokens| store.add_client_token(&client, tokens, &standing.client));
            for added in join_all(added).await {
                assert_eq!(added.unwrap(), AddClientToken::Added);
            }
        }
        let later = NOW.after(Duration::from_secs(100));
        assert_eq!(store.sweep(later.before(Duration::from_secs(1)), 100).await.unwrap(), 0);
        let mut swept = Vec::new();
        while swept.last() != Some(&0) {
            swept.push(store.sweep(later, 100).await.unwrap());
        }
        assert_eq!((swept.iter().sum::<u32>(), swept[..8].iter().min()), (834, Some(&100)), "{swept:?}");
        for (token, lives) in &made {
            assert_eq!(store.access_token(&token.digest, NOW).await.unwrap().is_some(), *lives);
        }
        assert_eq!(store.sweep(NOW.after(Duration::from_secs(500)), 5_000).await.unwrap(), 1_666);
    }
}

#[actix_web::test]
async fn the_name_of_a_login_is_forgotten_with_the_login() {
    for (store, folder) in stores() {
        redeemed(&store, "openid").await;
        let client = ClientId::parse("app").unwrap();
        let sid = session_sid("session", &client);
        assert!(store.live_session_named(&client, &sid, NOW).await.unwrap().is_some());
        let file = database::ByHand::open(&folder.path().join("latchkey.db"));
        let names = || file.count("client_logins");
        assert_eq!(names(), 1);
        store.sweep(NOW.after(Duration::from_secs(10 * 86_400)), 100).await.unwrap();
        assert_eq!(names(), 0);
    }
}

/// RFC 9449 §11.1, REL-21: for as long as a proof could count, also where a clock was an hour ahead for one sweep.
#[actix_web::test]
async fn a_dpop_proof_is_remembered_for_two_hours() {
    for (store, _folder) in stores() {
        let proof = |name: &str, issued_at| Once { digest: Digest::of(name), issued_at };
        let later = NOW.after(Duration::from_secs(1));
        assert!(store.use_dpop_proof(&proof("a", NOW)).await.unwrap());
        assert!(!store.use_dpop_proof(&proof("a", NOW)).await.unwrap());
        for other in [proof("b", NOW), proof("a", later)] {
            assert!(store.use_dpop_proof(&other).await.unwrap());
        }
        assert_eq!(store.sweep(NOW.after(Duration::from_secs(7_199)), 100).await.unwrap(), 0);
        assert_eq!(store.sweep(NOW.after(Duration::from_secs(7_200)), 100).await.unwrap(), 2);
        assert!(store.use_dpop_proof(&proof("a", NOW)).await.unwrap(), "gone, and far too old to count");
        assert!(!store.use_dpop_proof(&proof("a", later)).await.unwrap());
    }
}
