//! Several nodes over one database: what one does, all know. On SQLite they are processes that share a file.

use std::time::{Duration, Instant};

use latchkey::logout;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::logout_delivery::{Attempt, DeliveryState};
use latchkey::protocol::session::Cause;
use latchkey::store::logouts::Addressees;
use serde_json::json;

use crate::session_management::streams::Stream;
use crate::session_management::verdicts::{login_of_ada, question};
use crate::support::database::ByHand;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

/// A page that watches at another node than the one where the person signs out.
#[actix_web::test]
async fn a_sign_out_at_one_node_is_told_by_every_other_node() {
    let mut provider = TestProvider::new();
    let (_, elsewhere) = provider.another_node();
    let ada = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
    let mut stream = Stream::open_at(&elsewhere, &[&ada]).await;
    assert_eq!(stream.next().await, Some((ada.clone(), "live".to_owned())));
    let begun = Instant::now();
    logout::end(&provider.provider, &login_of_ada(&provider).await, Cause::User).await.unwrap();
    assert_eq!(stream.next().await, Some((ada, "ended".to_owned())));
    println!("told after {} ms", begun.elapsed().as_millis());
}

/// Whoever listens is cut off just before: what it would have heard, it finds.
#[actix_web::test]
async fn a_node_whose_connection_was_cut_finds_what_it_did_not_hear() {
    let mut provider = TestProvider::new();
    let (_, elsewhere) = provider.another_node();
    let app = RelyingParty::new(&provider);
    for _ in 0..3 {
        let ada = question(&app.sign_in(&Browser::new(), &[]).await);
        let mut stream = Stream::open_at(&elsewhere, &[&ada]).await;
        assert_eq!(stream.next().await, Some((ada.clone(), "live".to_owned())));
        if let by_hand @ ByHand::Postgres(_) = provider.by_hand() {
            by_hand.run(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() \
                 AND datname = current_database() AND (query LIKE 'LISTEN%' OR query LIKE 'SELECT 1 /* latchkey node%')",
            );
        }
        let login = login_of_ada(&provider).await;
        logout::end(&provider.provider, &login, Cause::User).await.unwrap();
        assert_eq!(stream.next().await, Some((ada, "ended".to_owned())));
    }
}

/// I6: a node that dies may have a logout token in hand. For so long it belongs to that node.
#[actix_web::test]
async fn a_logout_token_that_a_dead_node_had_in_hand_is_sent_by_one_of_the_others_when_its_time_is_over() {
    const LEASE: Duration = Duration::from_secs(9);
    let receiver = Receiver::answering(&[200]);
    let uri = receiver.url("/backchannel");
    let mut provider = Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).start();
    provider.another_node();
    RelyingParty::new(&provider).tokens(&Browser::new(), &[]).await;
    let (store, login) = (provider.provider.store.clone(), login_of_ada(&provider).await);
    // A moment that has not come for the nodes: this is the one that takes it, and dies.
    let soon = provider.provider.now().after(Duration::from_secs(1));
    assert!(store.end_session(&login, Cause::Operator, soon).await.unwrap());
    let addressees = Addressees { asked: vec![ClientId::parse("app").unwrap()], ..Addressees::default() };
    let in_hand = store.take_deliveries(&addressees, soon, soon.after(LEASE), 10).await.unwrap();
    assert_eq!(in_hand.len(), 1);
    provider.advance(LEASE.as_secs());
    let looks = Duration::from_millis(1_200);
    tokio::time::sleep(looks).await;
    assert!(receiver.requests().is_empty(), "its app may be about to answer");
    provider.advance(1);
    receiver.wait_for(1).await;
    tokio::time::sleep(looks).await;
    assert_eq!(receiver.requests().len(), 1, "one of them");
    // Whoever comes back from the dead has nothing to say of it.
    let failed = Attempt::Failed { detail: "answered 400".to_owned() };
    store.settle_delivery(&in_hand[0], &failed, looks, provider.provider.now()).await.unwrap();
    assert_eq!(store.deliveries_of(&login).await.unwrap()[0].state, DeliveryState::Delivered);
}

/// Whoever looks into the database sees the nodes that share it, with their versions; a file has none.
#[actix_web::test]
async fn nodes_that_share_a_server_are_seen_in_it() {
    let mut provider = TestProvider::new();
    let (node, _) = provider.another_node();
    let names = [provider.provider.store.node(), node.store.node()];
    let names: Vec<String> = names.into_iter().flatten().map(str::to_owned).collect();
    for _ in 0..600 {
        let seen = node.store.listening().await.unwrap();
        assert!(!names.is_empty() || seen.is_empty(), "{seen:?}");
        let is_seen = |name: &String| {
            seen.iter()
                .any(|seen| seen.name == *name && seen.version == env!("CARGO_PKG_VERSION") && seen.since.seconds() > 0)
        };
        if names.iter().all(is_seen) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("not all of {names:?} are seen");
}

/// Everything of a flow may be asked of whichever node.
#[actix_web::test]
async fn what_one_node_gave_another_node_honours_and_what_one_revoked_is_dead_everywhere() {
    let mut provider = TestProvider::new();
    let (node, elsewhere) = provider.another_node();
    let (here, browser) = (RelyingParty::new(&provider), Browser::new());
    let there = RelyingParty { address: elsewhere, ..RelyingParty::new(&provider) };
    let code = here.code(&browser, &[("scope", "openid offline_access")]).await;
    let tokens = there.redeem(&code).await.json();
    let access_token = tokens["access_token"].as_str().unwrap();
    assert_eq!(here.userinfo(access_token).await.status, 200, "{tokens}");
    assert_eq!(there.userinfo(access_token).await.status, 200);
    let refreshed = here.refresh(tokens["refresh_token"].as_str().unwrap()).await.json();
    assert_eq!(there.userinfo(refreshed["access_token"].as_str().unwrap()).await.status, 200);
    let again = here.redeem(&code).await;
    assert_eq!(again.json()["error"], "invalid_grant");
    for dead in [access_token, refreshed["access_token"].as_str().unwrap()] {
        assert_eq!(there.userinfo(dead).await.status, 401, "a replay at one node ends it at the other");
    }
    let sub = node.store.list_users().await.unwrap()[0].sub.clone();
    node.store.set_locked(&sub, true, node.now()).await.unwrap();
    assert_eq!(
        here.refresh(refreshed["refresh_token"].as_str().unwrap()).await.json()["error"],
        json!("invalid_grant")
    );
}

/// I1 over two nodes: of many who redeem one code at once, at either node, one is given tokens.
#[actix_web::test]
async fn of_many_redemptions_at_two_nodes_one_succeeds() {
    let mut provider = TestProvider::new();
    let (_, elsewhere) = provider.another_node();
    let here = RelyingParty::new(&provider);
    let there = RelyingParty { address: elsewhere, ..RelyingParty::new(&provider) };
    let browser = Browser::new();
    here.sign_in(&browser, &[]).await;
    for _ in 0..5 {
        let code = &here.authorize(&browser, &[]).await.answer()["code"].clone();
        let all = (0..20).map(|turn| if turn % 2 == 0 { here.redeem(code) } else { there.redeem(code) });
        let answers = futures_util::future::join_all(all).await;
        assert!(answers.iter().all(|answer| answer.status.as_u16() < 500));
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    }
    tokio::time::sleep(Duration::from_millis(1)).await;
}
