//! Pushed requests, in both stores.

use std::time::Duration;

use latchkey::protocol::client::ClientId;
use latchkey::secret::Digest;
use latchkey::store::pushed_requests::PushedRequest;

use super::{NOW, stores};
use crate::support::database;

#[actix_web::test]
async fn a_pushed_request_is_its_clients_until_it_expires_and_then_goes() {
    let (app, other) = (ClientId::parse("app").unwrap(), ClientId::parse("other").unwrap());
    let named = |name: &str, client_id: &ClientId| PushedRequest {
        digest: Digest::of(name),
        client_id: client_id.clone(),
        request: format!("sealed {name}"),
        expires_at: NOW.after(Duration::from_secs(90)),
    };
    for (store, folder) in stores() {
        let one = named("one", &app);
        assert!(store.push_request(&one, 2, NOW).await.unwrap());
        assert!(store.push_request(&named("two", &app), 2, NOW).await.unwrap());
        assert!(!store.push_request(&named("three", &app), 2, NOW).await.unwrap(), "it has two");
        assert!(store.push_request(&named("four", &other), 2, NOW).await.unwrap(), "each client for itself");
        assert_eq!(store.pushed_request(&one.digest, &app, NOW).await.unwrap(), Some(one.clone()));
        assert_eq!(store.pushed_request(&one.digest, &other, NOW).await.unwrap(), None);
        assert_eq!(store.pushed_request(&Digest::of("three"), &app, NOW).await.unwrap(), None);
        let last = NOW.after(Duration::from_secs(89));
        assert!(store.pushed_request(&one.digest, &app, last).await.unwrap().is_some());
        assert_eq!(store.pushed_request(&one.digest, &app, one.expires_at).await.unwrap(), None);
        let file = database::ByHand::open(&folder.path().join("latchkey.db"));
        store.sweep(last, 100).await.unwrap();
        assert_eq!(file.count("pushed_requests"), 3);
        let next = PushedRequest { expires_at: one.expires_at.after(Duration::from_secs(90)), ..named("five", &app) };
        assert!(store.push_request(&next, 2, one.expires_at).await.unwrap(), "what has expired does not count");
        store.sweep(one.expires_at, 100).await.unwrap();
        assert_eq!(file.count("pushed_requests"), 1);
    }
}
