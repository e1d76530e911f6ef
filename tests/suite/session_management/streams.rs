//! `GET …/events`: the verdicts first, then each change as it happens.

use std::time::Duration;

use latchkey::logout;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::UsernameKey;

use super::verdicts::{login_of_ada, question};
use crate::support::{Browser, RelyingParty, TestProvider};

/// One open stream.
struct Stream {
    response: reqwest::Response,
    text: String,
}

impl Stream {
    async fn open(provider: &TestProvider, questions: &[&str]) -> Self {
        let encoded = url::form_urlencoded::byte_serialize(questions.join("\n").as_bytes()).collect::<String>();
        let url = provider.url(&format!("/check-session-iframe/events?w={encoded}"));
        let response = reqwest::get(url).await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert!(response.headers().get("set-cookie").is_none());
        Self { response, text: String::new() }
    }

    /// The next event's data.
    async fn next(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((event, rest)) =
                self.text.split_once("\n\n").map(|(event, rest)| (event.to_owned(), rest.to_owned()))
            {
                self.text = rest;
                if let Some(data) = event.strip_prefix("event: s\ndata: ") {
                    return Some(serde_json::from_str(data).unwrap());
                }
                assert!(event.starts_with("retry: ") || event == ":", "{event}");
                continue;
            }
            let chunk = tokio::time::timeout(Duration::from_secs(10), self.response.chunk());
            self.text.push_str(std::str::from_utf8(&chunk.await.expect("an event in time").ok()??).unwrap());
        }
    }
}

#[actix_web::test]
async fn the_verdicts_come_first_and_then_each_change_once() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let ada = question(&app.sign_in(&Browser::new(), &[]).await);
    let ben = question(&app.sign_in_as("ben", &Browser::new(), &[]).await);
    let mut stream = Stream::open(&provider, &[&ada, &ben, "https://app.example app nonsense"]).await;
    assert_eq!(stream.next().await, Some((ada.clone(), "live".to_owned())));
    assert_eq!(stream.next().await, Some((ben.clone(), "live".to_owned())));
    assert_eq!(stream.next().await.unwrap().1, "bad");
    logout::end(&provider.provider, &login_of_ada(&provider).await, Cause::User).await.unwrap();
    assert_eq!(stream.next().await, Some((ada, "ended".to_owned())));
    let sub = provider.provider.store.user_named(&UsernameKey::of("ben")).await.unwrap().unwrap().sub;
    provider.provider.store.set_locked(&sub, true, provider.provider.now()).await.unwrap();
    assert_eq!(stream.next().await, Some((ben, "ended".to_owned())), "ended by another process, nobody rang");
}

#[actix_web::test]
async fn a_client_that_is_removed_is_told_at_once() {
    let mut provider = TestProvider::new();
    let ada = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
    let mut stream = Stream::open(&provider, &[&ada]).await;
    assert_eq!(stream.next().await.unwrap().1, "live");
    provider.reload(|settings| settings.clients.retain(|client| client.client_id.as_str() != "app"));
    assert_eq!(stream.next().await.unwrap().1, "bad");
}

#[actix_web::test]
async fn expiry_is_told_without_any_request() {
    let provider = TestProvider::new();
    let ada = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
    let mut stream = Stream::open(&provider, &[&ada]).await;
    assert_eq!(stream.next().await.unwrap().1, "live");
    provider.advance(7 * 86_400);
    assert_eq!(stream.next().await.unwrap().1, "ended");
}

#[actix_web::test]
async fn an_anonymous_value_changes_when_somebody_signs_in() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.authorize(&browser, &[]).await;
    let anonymous = question(&app.authorize(&browser, &[("prompt", "none")]).await);
    let mut stream = Stream::open(&provider, &[&anonymous]).await;
    assert_eq!(stream.next().await.unwrap().1, "live");
    app.sign_in(&browser, &[]).await;
    assert_eq!(stream.next().await.unwrap().1, "ended");
}

#[actix_web::test]
async fn streams_are_bounded_for_each_address_and_end_with_the_server() {
    let few = |settings: &mut latchkey::config::settings::Settings| settings.session_management.streams_per_address = 2;
    let provider = crate::support::Builder::new().settings(few).start();
    let ada = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
    let mut first = Stream::open(&provider, &[&ada]).await;
    let second = Stream::open(&provider, &[&ada]).await;
    assert_eq!(first.next().await.unwrap().1, "live");
    let encoded = url::form_urlencoded::byte_serialize(ada.as_bytes()).collect::<String>();
    let url = provider.url(&format!("/check-session-iframe/events?w={encoded}"));
    assert_eq!(reqwest::get(&url).await.unwrap().status(), 429);
    let foreign = reqwest::Client::new().get(&url).header("sec-fetch-site", "cross-site").send().await.unwrap();
    assert_eq!(foreign.status(), 403);
    drop(second);
    let mut again = None;
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let answer = reqwest::get(&url).await.unwrap();
        if answer.status() == 200 {
            again = Some(answer);
            break;
        }
    }
    assert!(again.is_some(), "the place of a closed stream is given up");
    provider.provider.watchers.close();
    assert_eq!(first.next().await, None);
}
