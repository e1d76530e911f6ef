//! `GET …/events`: one stream for whatever a site watches, told of each value and of each change.

use std::time::Duration;

use latchkey::logout;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{User, UsernameKey};
use serde_json::{Value, json};

use super::verdicts::{login_of_ada, question};
use crate::support::browser::Page;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// One open stream.
pub struct Stream {
    response: reqwest::Response,
    text: String,
    id: String,
}

impl Stream {
    /// A stream that watches nothing yet.
    async fn empty(provider: &TestProvider) -> Self {
        Self::empty_at(&provider.issuer).await
    }

    /// One that lives at that node.
    async fn empty_at(node: &str) -> Self {
        let response = reqwest::get(format!("{node}/check-session-iframe/events")).await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert!(response.headers().get("set-cookie").is_none());
        let mut stream = Self { response, text: String::new(), id: String::new() };
        stream.id = stream.event("id").await.unwrap();
        stream
    }

    pub async fn open(provider: &TestProvider, questions: &[&str]) -> Self {
        // As the page does: a stream of a node that does not answer, such as one that starts, is given up for another.
        for _ in 0..5 {
            let stream = Self::empty(provider).await;
            let answer = stream.change(provider, questions, &[]).await;
            if answer["stream"] == "open" {
                return stream;
            }
            assert_eq!(answer["stream"], "gone", "{answer}");
        }
        panic!("five streams in turn were gone");
    }

    /// The same at one node.
    pub async fn open_at(node: &str, questions: &[&str]) -> Self {
        let stream = Self::empty_at(node).await;
        let answer = post_at(node, &json!({"w": questions, "stream": stream.id})).await.json();
        assert_eq!(answer["stream"], "open", "{answer}");
        stream
    }

    /// Adds values and takes others off, without opening anything.
    async fn change(&self, provider: &TestProvider, added: &[&str], dropped: &[&str]) -> Value {
        let answer = post(provider, &json!({"w": added, "stream": self.id, "drop": dropped})).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// The data of the next event of that name; others but beats are a surprise.
    async fn event(&mut self, name: &str) -> Option<String> {
        loop {
            if let Some((event, rest)) =
                self.text.split_once("\n\n").map(|(event, rest)| (event.to_owned(), rest.to_owned()))
            {
                self.text = rest;
                if let Some(data) = event.strip_prefix(&format!("event: {name}\ndata: ")) {
                    return Some(data.to_owned());
                }
                assert_eq!(event, "event: beat\ndata: 1");
                continue;
            }
            let chunk = tokio::time::timeout(Duration::from_secs(10), self.response.chunk());
            self.text.push_str(std::str::from_utf8(&chunk.await.expect("an event in time").ok()??).unwrap());
        }
    }

    /// The next value and its verdict.
    pub async fn next(&mut self) -> Option<(String, String)> {
        Some(serde_json::from_str(&self.event("s").await?).unwrap())
    }

    /// Whether nothing comes for a second.
    async fn is_quiet(&mut self) -> bool {
        self.text.is_empty() && tokio::time::timeout(Duration::from_secs(1), self.response.chunk()).await.is_err()
    }
}

async fn post(provider: &TestProvider, body: &Value) -> Page {
    post_at(&provider.issuer, body).await
}

async fn post_at(node: &str, body: &Value) -> Page {
    let request = reqwest::Client::new().post(format!("{node}/check-session-iframe/status"));
    Page::read(request.header("content-type", "application/json").body(body.to_string()).send().await.unwrap()).await
}

async fn signed_in(provider: &TestProvider) -> String {
    question(&RelyingParty::new(provider).sign_in(&Browser::new(), &[]).await)
}

#[actix_web::test]
async fn each_value_is_told_at_once_and_then_each_change_once() {
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
    assert!(stream.is_quiet().await);
}

/// A site holds one stream, whatever its pages come to watch and cease to watch.
#[actix_web::test]
async fn one_stream_takes_up_values_and_gives_them_up_while_it_is_open() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let mut values = vec![question(&app.sign_in(&browser, &[]).await)];
    let mut stream = Stream::empty(&provider).await;
    for _ in 1..144 {
        values.push(question(&app.authorize(&browser, &[("prompt", "none")]).await));
    }
    for some in values.chunks(48) {
        let answer = stream.change(&provider, &some.iter().map(String::as_str).collect::<Vec<_>>(), &[]).await;
        assert_eq!((answer["stream"].as_str(), answer["s"].as_array().unwrap().len()), (Some("open"), some.len()));
    }
    for value in &values {
        assert_eq!(stream.next().await, Some((value.clone(), "live".to_owned())));
    }
    assert_eq!((provider.provider.watchers.count(), provider.provider.watchers.values()), (1, 144));
    let [dropped @ .., kept] = &*values.iter().map(String::as_str).collect::<Vec<_>>() else { panic!() };
    for some in dropped.chunks(60) {
        stream.change(&provider, &[], some).await;
    }
    assert_eq!(provider.provider.watchers.values(), 1);
    logout::end(&provider.provider, &login_of_ada(&provider).await, Cause::User).await.unwrap();
    assert_eq!(stream.next().await, Some(((*kept).to_owned(), "ended".to_owned())));
    assert!(stream.is_quiet().await, "the others are not heard of");
}

/// The iframe asks about what it has been told already when it is not sure of its stream.
#[actix_web::test]
async fn who_asks_again_is_told_again_on_the_stream() {
    let provider = TestProvider::new();
    let ada = signed_in(&provider).await;
    let mut stream = Stream::open(&provider, &[&ada]).await;
    assert_eq!(stream.next().await.unwrap().1, "live");
    assert_eq!(stream.change(&provider, &[&ada], &[]).await["s"][0], "live");
    assert_eq!(stream.next().await.unwrap().1, "live");
    assert_eq!(provider.provider.watchers.values(), 1);
}

#[actix_web::test]
async fn a_stream_that_is_gone_or_never_was_is_named_so_and_the_verdict_comes_all_the_same() {
    let provider = TestProvider::new();
    let ada = signed_in(&provider).await;
    for id in ["", "unknown", "AAAAAAAAAAAAAAAAAAAAAA"] {
        let answer = post(&provider, &json!({"w": [ada], "stream": id})).await.json();
        assert_eq!(answer, json!({"s": ["live"], "stream": "gone"}), "{id}");
    }
    assert_eq!(post(&provider, &json!({"w": [ada]})).await.json(), json!({"s": ["live"]}));
}

#[actix_web::test]
async fn requests_without_a_purpose_and_streams_with_parameters_are_refused() {
    let provider = TestProvider::new();
    let ada = signed_in(&provider).await;
    let many: Vec<&str> = std::iter::repeat_n(ada.as_str(), 65).collect();
    for body in [
        json!({}),
        json!({"stream": "x"}),
        json!({"drop": [ada]}),
        json!({"stream": "x", "drop": many}),
        json!({"stream": 7, "w": [ada]}),
        json!({"drop": ada, "w": [ada]}),
        json!([ada]),
    ] {
        assert_eq!(post(&provider, &body).await.status, 400, "{body}");
    }
    // What the script of a former version asks: it then goes on asking by itself, and is not left with a silent stream.
    for query in ["?w=x", "?id=x", "?"] {
        let expected = if query == "?" { 200 } else { 400 };
        assert_eq!(
            reqwest::get(provider.url("/check-session-iframe/events") + query).await.unwrap().status(),
            expected,
            "{query}"
        );
    }
}

/// A file may be cut off for a moment; an app must not sign anybody out for that.
#[actix_web::test]
async fn what_a_reload_takes_is_told_after_a_moment_and_what_it_gives_back_at_once() {
    for gone in ["client", "redirect URI", "group"] {
        let mut provider = TestProvider::new();
        let ada = signed_in(&provider).await;
        let mut stream = Stream::open(&provider, &[&ada]).await;
        assert_eq!(stream.next().await.unwrap().1, "live");
        let clients = provider.provider.live().settings.clients.clone();
        let take = |settings: &mut latchkey::config::settings::Settings| match gone {
            "client" => settings.clients.retain(|client| client.client_id.as_str() != "app"),
            "redirect URI" => settings.clients[0].redirect_uris = settings.clients[1].redirect_uris.clone(),
            _ => settings.clients[0].allowed_groups = vec!["board".to_owned()],
        };
        provider.reload(take);
        assert!(stream.is_quiet().await, "{gone}");
        provider.advance(1);
        provider.reload(|settings| settings.clients = clients.clone());
        provider.advance(10);
        assert!(stream.is_quiet().await, "{gone} was away for a moment");
        provider.reload(take);
        provider.advance(2);
        // A file that is written piece by piece is read more than once.
        provider.reload(|_| ());
        provider.advance(2);
        assert_eq!(stream.next().await.unwrap().1, "bad", "{gone}");
        provider.reload(|settings| settings.clients = clients.clone());
        assert_eq!(stream.next().await.unwrap().1, "live", "{gone} is back");
        logout::end(&provider.provider, &login_of_ada(&provider).await, Cause::User).await.unwrap();
        assert_eq!(stream.next().await.unwrap().1, "ended", "{gone} was away, and nobody is deaf for it");
        provider.reload(take);
        provider.advance(10);
        assert!(stream.is_quiet().await, "an end is the last word");
    }
}

#[actix_web::test]
async fn a_person_who_leaves_the_group_is_told_of_and_one_who_comes_back_too() {
    let provider = Builder::new().app(|client| client.allowed_groups = vec!["family".to_owned()]).start();
    let question = signed_in(&provider).await;
    let mut stream = Stream::open(&provider, &[&question]).await;
    assert_eq!(stream.next().await.unwrap().1, "live");
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    // As another process does it: nobody rings.
    store.update_profile(&User { groups: vec!["admins".to_owned()], ..ada.clone() }).await.unwrap();
    assert_eq!(stream.next().await.unwrap().1, "bad");
    store.update_profile(&ada).await.unwrap();
    assert_eq!(stream.next().await.unwrap().1, "live");
}

/// Nobody can tell for a while: that is neither an end nor a reason to leave everybody to come again.
#[actix_web::test]
async fn a_store_that_cannot_be_read_is_no_verdict_and_the_stream_tells_when_it_can() {
    let mut provider = TestProvider::new();
    let ada = signed_in(&provider).await;
    let mut stream = Stream::open(&provider, &[&ada]).await;
    assert_eq!(stream.next().await.unwrap().1, "live");
    let other = provider.by_hand();
    other.run("ALTER TABLE sessions RENAME TO away");
    provider.reload(|settings| settings.clients[0].client_name = "Another".to_owned());
    assert!(stream.is_quiet().await);
    assert_eq!(post(&provider, &json!({"w": [ada], "stream": stream.id})).await.status, 503);
    other.run("ALTER TABLE away RENAME TO sessions");
    assert_eq!(stream.next().await.unwrap().1, "live");
}

#[actix_web::test]
async fn what_cannot_be_read_of_one_person_keeps_nobody_else_from_an_answer() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let ada = question(&app.sign_in(&Browser::new(), &[]).await);
    let ben = question(&app.sign_in_as("ben", &Browser::new(), &[]).await);
    let mut stream = Stream::open(&provider, &[&ada, &ben]).await;
    assert_eq!((stream.next().await.unwrap().1, stream.next().await.unwrap().1), ("live".into(), "live".into()));
    let sub = provider.provider.store.user_named(&UsernameKey::of("ben")).await.unwrap().unwrap().sub;
    let other = provider.by_hand();
    let groups = |text: &str| other.run(&format!("UPDATE users SET groups = '{text}' WHERE sub = '{}'", sub.as_str()));
    groups("{");
    assert_eq!(post(&provider, &json!({"w": [ben, ada]})).await.json(), json!({"s": [null, "live"]}));
    assert_eq!(post(&provider, &json!({"w": [ben]})).await.status, 503);
    logout::end(&provider.provider, &login_of_ada(&provider).await, Cause::User).await.unwrap();
    assert_eq!(stream.next().await, Some((ada, "ended".to_owned())));
    groups("[]");
    assert!(stream.is_quiet().await, "ben is signed in still");
    provider.provider.store.set_locked(&sub, true, provider.provider.now()).await.unwrap();
    assert_eq!(stream.next().await, Some((ben, "ended".to_owned())));
}

#[actix_web::test]
async fn expiry_is_told_without_any_request() {
    let provider = TestProvider::new();
    let ada = signed_in(&provider).await;
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
    let ada = signed_in(&provider).await;
    let mut first = Stream::open(&provider, &[&ada]).await;
    let second = Stream::open(&provider, &[&ada]).await;
    assert_eq!(first.next().await.unwrap().1, "live");
    let url = provider.url("/check-session-iframe/events");
    assert_eq!(reqwest::get(&url).await.unwrap().status(), 429);
    let foreign = reqwest::Client::new().get(&url).header("sec-fetch-site", "cross-site").send().await.unwrap();
    assert_eq!(foreign.status(), 403);
    let closed = second.id.clone();
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
    assert_eq!(post(&provider, &json!({"w": [ada], "stream": closed})).await.json()["stream"], "gone");
    provider.provider.watchers.close();
    assert_eq!(first.next().await, None);
}
