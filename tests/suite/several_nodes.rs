//! Several nodes over one database: what one does, all know. On SQLite they are processes that share a file.

use std::time::{Duration, Instant};

use latchkey::logout;
use latchkey::protocol::session::Cause;
use serde_json::json;

use crate::session_management::streams::Stream;
use crate::session_management::verdicts::{login_of_ada, question};
use crate::support::database::ByHand;
use crate::support::{Browser, RelyingParty, TestProvider};

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
                 AND datname = current_database() AND query LIKE 'LISTEN%' OR query = 'SELECT 1'",
            );
        }
        let login = login_of_ada(&provider).await;
        logout::end(&provider.provider, &login, Cause::User).await.unwrap();
        assert_eq!(stream.next().await, Some((ada, "ended".to_owned())));
    }
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
