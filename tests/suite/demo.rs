//! The demo app, used as a person uses it: by a browser that presses its buttons.

use std::net::TcpListener;
use std::sync::{Arc, mpsc};

use latchkey::clock::ManualClock;
use latchkey::config::settings::{Issuer, Settings};
use latchkey::demo::{self, Demo, DemoListen, Wish};
use latchkey::provider::SharedProvider;
use latchkey::server::{self, Listen};
use serde_json::Value;

use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, START, client};
use crate::support::{Browser, Builder, TestProvider, keys};

/// A provider with the demo app; both stop when dropped.
struct Stage {
    issuer: String,
    base: String,
    provider: SharedProvider,
    browser: Browser,
    handles: Vec<actix_web::dev::ServerHandle>,
    thread: Option<std::thread::JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

impl Stage {
    /// On the provider's own server.
    fn new() -> Self {
        Self::start(false)
    }

    /// At an address of its own.
    fn at_own_address() -> Self {
        Self::start(true)
    }

    fn start(own: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (listener, demo_listener) = (free_socket(), own.then(free_socket));
        let port = |socket: &TcpListener| socket.local_addr().unwrap().port();
        let issuer = format!("http://localhost:{}", port(&listener));
        let listen = demo_listener.as_ref().map(|socket| format!(":{}", port(socket)));
        let wish = Wish { demo: None, listen: listen.map(|text| text.parse::<DemoListen>().unwrap()) };
        let base = demo_listener.as_ref().map_or(issuer.clone(), |own| format!("http://localhost:{}", port(own)));
        let mut settings = settings_for(&issuer, folder.path());
        let demo = Demo::start(&wish, &mut settings).expect("the demo is on in development mode");
        let (sender, receiver) = mpsc::channel();
        let server = keys::next_server();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                keys::provide(&settings, server, START).await;
                let provider = server::build(settings, Arc::new(ManualClock::new(START))).await.unwrap();
                let bound = Listen::Bound(listener);
                let running = server::serve_with_demo(provider.clone(), bound, Some(demo.clone())).await.unwrap();
                let mut handles = vec![running.handle()];
                if let Some(socket) = demo_listener {
                    let demo_server = demo::serve_at(&provider, &demo, vec![socket]).unwrap();
                    handles.push(demo_server.handle());
                    actix_web::rt::spawn(demo_server);
                }
                sender.send((provider, handles)).unwrap();
                running.await.unwrap();
            });
        });
        let (provider, handles) = receiver.recv().expect("the server starts");
        Self { issuer, base, provider, browser: Browser::new(), handles, thread: Some(thread), _folder: folder }
    }

    fn demo(&self, path: &str) -> String {
        format!("{}/demo{path}", self.base)
    }

    /// Presses a button of the sign-in form and returns where it leads.
    async fn press(&self, kind: &str) -> String {
        let page = self.browser.get(&self.demo("")).await;
        assert_eq!(page.form_action(), self.demo("/sign-in"));
        self.browser.send_form(&page, &[("kind", kind)]).await.location().unwrap()
    }

    /// Goes to the provider, fills in what it asks, and returns the address that it sends the browser back to.
    async fn ask(&self, authorization_url: &str) -> String {
        let mut page = self.browser.get(authorization_url).await;
        for _ in 0..6 {
            page = match page.location() {
                Some(back) if back.starts_with(&self.demo("/callback")) => return back,
                Some(next) => self.browser.get(&next).await,
                None => {
                    assert!(page.body.contains("id=\"password\""), "{}", page.body);
                    self.browser.send_form(&page, &[("username", "ada"), ("password", PASSWORD)]).await
                }
            };
        }
        panic!("the provider never came back: {}", page.body);
    }

    /// Signs ada in and returns the demo app's page.
    async fn sign_in(&self) -> Page {
        let back = self.ask(&self.press("plain").await).await;
        let page = self.browser.visit(&back).await;
        assert_eq!((page.status.as_u16(), page.url.as_str()), (200, self.demo("").as_str()), "{}", page.body);
        page
    }

    async fn is_signed_in(&self) -> bool {
        self.events().await["signed_in"].as_bool().unwrap()
    }

    async fn events(&self) -> Value {
        self.browser.get(&self.demo("/events.json")).await.json()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let handles = std::mem::take(&mut self.handles);
        let stopping = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                for handle in handles.into_iter().rev() {
                    handle.stop(false).await;
                }
            });
        });
        stopping.join().unwrap();
        self.thread.take().unwrap().join().unwrap();
    }
}

fn free_socket() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").unwrap()
}

/// The settings of the other tests, with this issuer and folder.
fn settings_for(issuer: &str, folder: &std::path::Path) -> Settings {
    let mut settings = Builder::new().settings;
    settings.server.issuer = Issuer::parse(issuer).unwrap();
    settings.server.data_dir = folder.join("data");
    settings.storage.database = crate::support::database::at(&folder.join("data/latchkey.db"));
    settings
}

fn with_changed(url: &str, name: &str, value: Option<&str>) -> String {
    let mut changed = url::Url::parse(url).unwrap();
    let kept: Vec<(String, String)> = changed.query_pairs().into_owned().filter(|(known, _)| known != name).collect();
    changed.query_pairs_mut().clear().extend_pairs(kept).extend_pairs(value.map(|value| (name, value)));
    changed.into()
}

/// Cookies know no port, and every demo app is at `/demo`.
#[actix_web::test]
async fn two_demo_apps_of_one_host_keep_apart() {
    for (one, mut other) in [(Stage::new(), Stage::new()), (Stage::at_own_address(), Stage::at_own_address())] {
        one.sign_in().await;
        other.browser = one.browser.clone();
        other.sign_in().await;
        assert!(one.is_signed_in().await && other.is_signed_in().await);
        other.browser.post(&other.demo("/sign-out"), &[]).await;
        assert!(one.is_signed_in().await && !other.is_signed_in().await);
    }
}

#[actix_web::test]
async fn a_person_signs_in_and_sees_every_claim_and_step() {
    for stage in [Stage::new(), Stage::at_own_address()] {
        let before = stage.browser.get(&stage.demo("")).await;
        assert!(before.body.contains("Nobody"), "{}", before.body);
        assert!(before.headers.get("set-cookie").is_none(), "looking leaves no trace");
        let page = stage.sign_in().await;
        for words in ["Hello, Ada Example", "ada@example.com", "<code>sub</code>", "code_challenge_method", "S256"] {
            assert!(page.body.contains(words), "{words} in {}", page.body);
        }
        let message = "data-message=\"demo ";
        assert!(page.body.contains(message), "the light knows what to ask: {}", page.body);
        assert!(stage.is_signed_in().await);
    }
}

#[actix_web::test]
async fn the_request_carries_fresh_state_nonce_and_challenge_and_the_page_shows_no_secret() {
    let stage = Stage::new();
    let (one, two) = (stage.press("plain").await, stage.press("again").await);
    let parameters = |url: &str| -> std::collections::BTreeMap<String, String> {
        url::Url::parse(url).unwrap().query_pairs().into_owned().collect()
    };
    let (one, two) = (parameters(&one), parameters(&two));
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(one[name], two[name], "{name}");
    }
    assert_eq!((one.get("max_age"), two["max_age"].as_str()), (None, "0"));
    let back = stage.ask(&stage.press("plain").await).await;
    let code = parameters(&back)["code"].clone();
    let page = stage.browser.visit(&back).await;
    assert!(!page.body.contains(&code) && page.body.contains(&code[..6]), "{}", page.body);
    assert!(!page.body.contains("eyJ0eXAiOi") && !page.body.contains("eyJhbGciOi"), "no token stands there whole");
}

#[actix_web::test]
async fn an_answer_with_another_state_is_refused_and_the_right_one_still_counts() {
    let stage = Stage::new();
    let back = stage.ask(&stage.press("plain").await).await;
    for wrong in [Some("forged"), None] {
        let page = stage.browser.visit(&with_changed(&back, "state", wrong)).await;
        assert_eq!(page.status, 400);
        assert!(page.body.contains("State does not match the one"), "{}", page.body);
    }
    let stranger = Browser::new().visit(&back).await;
    assert_eq!(stranger.status, 400, "another browser's answer");
    assert!(!stage.is_signed_in().await);
    assert_eq!(stage.browser.visit(&back).await.status, 200);
    assert!(stage.is_signed_in().await);
    assert_eq!(stage.browser.visit(&back).await.status, 400, "an answer counts once");
    assert!(stage.is_signed_in().await);
}

/// RFC 9207 §2.4.
#[actix_web::test]
async fn an_answer_of_another_issuer_is_refused() {
    let stage = Stage::new();
    for wrong in [Some("https://evil.example"), None] {
        let back = stage.ask(&stage.press("plain").await).await;
        let page = stage.browser.visit(&with_changed(&back, "iss", wrong)).await;
        assert_eq!(page.status, 400);
        assert!(page.body.contains("Iss is not the provider"), "{}", page.body);
        assert!(!stage.is_signed_in().await);
    }
}

#[actix_web::test]
async fn a_silent_check_tells_who_is_there_and_that_nobody_is() {
    let stage = Stage::new();
    let nobody = stage.browser.visit(&stage.press("silent").await).await;
    assert_eq!(nobody.status, 200);
    assert!(nobody.body.contains("login_required"), "{}", nobody.body);
    stage.sign_in().await;
    let somebody = stage.browser.visit(&stage.press("silent").await).await;
    assert!(somebody.body.contains("Still signed in"), "{}", somebody.body);
    let question = stage.browser.visit(&format!("{}/end-session", stage.issuer)).await;
    stage.browser.submit(&question, &[("decision", "yes")]).await;
    stage.browser.visit(&stage.press("silent").await).await;
    assert!(!stage.is_signed_in().await, "a refused silent check ends the session here");
}

#[actix_web::test]
async fn signing_out_here_leaves_the_provider_alone() {
    let stage = Stage::new();
    stage.sign_in().await;
    let page = stage.browser.post(&stage.demo("/sign-out"), &[]).await;
    let page = stage.browser.follow(page).await;
    assert!(page.body.contains("Signed out here"), "{}", page.body);
    assert!(!stage.is_signed_in().await);
    let again = stage.browser.visit(&stage.press("plain").await).await;
    assert!(again.body.contains("Hello, Ada Example"), "without a password: {}", again.body);
}

#[actix_web::test]
async fn signing_out_everywhere_comes_back_with_state() {
    for stage in [Stage::new(), Stage::at_own_address()] {
        stage.sign_in().await;
        let leaving = stage.browser.post(&stage.demo("/sign-out-everywhere"), &[]).await;
        let location = leaving.location().unwrap();
        let sent: std::collections::BTreeMap<String, String> =
            url::Url::parse(&location).unwrap().query_pairs().into_owned().collect();
        assert_eq!(sent["post_logout_redirect_uri"], stage.demo("/signed-out"));
        assert!(sent["id_token_hint"].contains('.') && !sent["state"].is_empty());
        let told = stage.browser.visit(&location).await;
        let back = format!("{}?state={}", stage.demo("/signed-out"), sent["state"]);
        assert!(told.body.contains(&back.replace('/', "&#x2F;")), "{} {}", told.status, told.body);

        let forged = stage.browser.visit(&with_changed(&back, "state", Some("forged"))).await;
        assert_eq!(forged.status, 400);
        assert!(forged.body.contains("no session was ended"), "{}", forged.body);
        let page = stage.browser.visit(&back).await;
        assert!(page.body.contains("Signed out everywhere"), "{}", page.body);
        assert!(!stage.is_signed_in().await);
        let again = stage.browser.visit(&stage.press("plain").await).await;
        assert!(again.body.contains("id=\"password\""), "the provider forgot: {}", again.body);
    }
}

#[actix_web::test]
async fn the_back_channel_ends_the_session_and_the_page_is_told() {
    let stage = Stage::new();
    stage.sign_in().await;
    let before = stage.events().await["revision"].clone();
    let question = stage.browser.visit(&format!("{}/end-session", stage.issuer)).await;
    stage.browser.submit(&question, &[("decision", "yes")]).await;
    let mut events = stage.events().await;
    for _ in 0..200 {
        if events["signed_in"] == false {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        events = stage.events().await;
    }
    assert_eq!(events["signed_in"], false, "{events}");
    assert_ne!(events["revision"], before);
    let entry = &events["log"][0];
    assert_eq!((&entry["channel"], &entry["verified"]), (&"back-channel".into(), &true.into()), "{events}");
    assert!(entry["claims"].as_str().unwrap().contains("backchannel-logout"), "{events}");
    let page = stage.browser.get(&stage.demo("")).await;
    assert!(page.body.contains("Signed out by the back channel"), "{}", page.body);
}

#[actix_web::test]
async fn a_forged_logout_token_is_refused_and_ends_nothing() {
    let stage = Stage::new();
    stage.sign_in().await;
    let uri = stage.demo("/backchannel-logout");
    let id_token = {
        let leaving = stage.browser.post(&stage.demo("/sign-out-everywhere"), &[]).await;
        leaving.answer()["id_token_hint"].clone()
    };
    let mut unsigned: Vec<&str> = id_token.split('.').collect();
    unsigned[2] = "c2ln";
    for token in ["nonsense", &unsigned.join("."), &id_token] {
        let answer = stage.browser.post(&uri, &[("logout_token", token)]).await;
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (400, "no-store"), "{}", answer.body);
        assert_eq!(answer.json()["error"], "invalid_request");
    }
    assert_eq!(stage.browser.post(&uri, &[]).await.status, 400);
    assert_eq!(stage.browser.get(&uri).await.status, 405);
    assert!(stage.is_signed_in().await);
    let events = stage.events().await;
    assert_eq!(events["log"].as_array().unwrap().len(), 4);
    assert!(events["log"].as_array().unwrap().iter().all(|entry| entry["verified"] == false), "{events}");
}

#[actix_web::test]
async fn a_front_channel_frame_counts_only_with_the_right_iss_and_sid() {
    let stage = Stage::at_own_address();
    stage.sign_in().await;
    let id_token = stage.browser.post(&stage.demo("/sign-out-everywhere"), &[]).await.answer()["id_token_hint"].clone();
    let sid = crate::support::relying_party::decode(&id_token).1["sid"].as_str().unwrap().to_owned();
    let frame = async |iss: &str, sid: &str| {
        let mut url = url::Url::parse(&stage.demo("/frontchannel-logout")).unwrap();
        url.query_pairs_mut().append_pair("iss", iss).append_pair("sid", sid);
        // The provider's page frames it in whatever browser; the session is found by its sid.
        let page = Browser::new().get(url.as_str()).await;
        assert_eq!(page.status, 200);
        let policy = page.header("content-security-policy");
        assert!(policy.ends_with(&format!("frame-ancestors {}", stage.issuer)), "{policy}");
        assert_eq!((page.header("x-frame-options"), page.header("cache-control")), ("", "no-store"));
    };
    frame("https://evil.example", &sid).await;
    frame(&stage.issuer, "another").await;
    frame(&stage.issuer, "").await;
    assert!(stage.is_signed_in().await);
    frame(&stage.issuer, &sid).await;
    assert!(!stage.is_signed_in().await);
    let page = stage.browser.get(&stage.demo("")).await;
    assert!(page.body.contains("Signed out by the front channel"), "{}", page.body);
}

#[actix_web::test]
async fn its_forms_obey_its_own_page_alone() {
    let stage = Stage::new();
    stage.sign_in().await;
    for path in ["/sign-in", "/sign-out", "/sign-out-everywhere"] {
        for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("origin", "null")]
        {
            let request = stage.browser.http.post(stage.demo(path)).header(name, value).form(&[("kind", "plain")]);
            assert_eq!(request.send().await.unwrap().status(), 403, "{path} {name}");
        }
    }
    assert!(stage.is_signed_in().await);
    assert_eq!(stage.browser.post(&stage.demo("/sign-in"), &[("kind", "other")]).await.status, 400);
    // A browser without fetch metadata that hides the origin (Safari before 16.4): the token is the proof.
    let page = stage.browser.get(&stage.demo("")).await;
    let fields: Vec<(String, String)> =
        [("kind".to_owned(), "plain".to_owned())].into_iter().chain(page.hidden_fields()).collect();
    let request = stage.browser.http.post(stage.demo("/sign-in")).header("origin", "null").form(&fields);
    assert_eq!(request.send().await.unwrap().status(), 303);
    let first = Browser::new().http.post(stage.demo("/sign-in")).header("origin", "null").form(&[("kind", "plain")]);
    assert_eq!(first.send().await.unwrap().status(), 303, "nothing is known of it yet");
}

#[actix_web::test]
async fn its_page_may_frame_and_ask_just_what_it_needs() {
    let stage = Stage::at_own_address();
    let page = stage.browser.get(&stage.demo("")).await;
    let policy = page.header("content-security-policy");
    for words in [
        format!("frame-src {};", stage.issuer),
        "connect-src 'self';".to_owned(),
        "script-src 'self';".to_owned(),
        "frame-ancestors 'none'".to_owned(),
        format!("form-action 'self' {}", stage.issuer),
    ] {
        assert!(policy.contains(&words), "{words} in {policy}");
    }
    assert_eq!(stage.browser.get(&format!("{}/static/demo.js", stage.base)).await.status, 200);
    assert_eq!(stage.browser.visit(&format!("{}/", stage.base)).await.url, stage.demo(""));
    for elsewhere in ["/token", "/authorize", "/login", "/jwks", "/.well-known/openid-configuration"] {
        assert_eq!(stage.browser.get(&format!("{}{elsewhere}", stage.base)).await.status, 404, "{elsewhere}");
    }
    assert_eq!(stage.browser.get(&format!("{}/demo", stage.issuer)).await.status, 404, "one origin, not two");
    let welcome = stage.browser.get(&format!("{}/", stage.issuer)).await;
    assert!(welcome.body.contains("Open the demo app"), "{}", welcome.body);
}

/// Opened by another name of this machine it is another site to browsers, and works all the same.
#[actix_web::test]
async fn opened_by_another_name_it_keeps_to_that_name() {
    let stage = Stage::new();
    let other = stage.demo("").replace("localhost", "127.0.0.1");
    let page = stage.browser.get(&other).await;
    let url = stage.browser.send_form(&page, &[("kind", "plain")]).await.location().unwrap();
    let redirect_uri = url::Url::parse(&url).unwrap();
    let redirect_uri = redirect_uri.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap().1.into_owned();
    assert_eq!(redirect_uri, format!("{other}/callback"));
    let login = stage.browser.visit(&url).await;
    assert!(login.body.contains("id=\"password\""), "the address is registered: {}", login.body);
}

#[test]
fn it_is_off_with_https_and_outside_development_unless_asked() {
    let start = |issuer: &str, development: bool, wish: &Wish| {
        let mut settings = Builder::new().settings;
        settings.server.issuer = Issuer::parse(issuer).unwrap();
        settings.server.development = development;
        let demo = Demo::start(wish, &mut settings);
        let registered = settings.clients.iter().any(|client| client.client_id.as_str() == "demo");
        assert_eq!(demo.is_some(), registered, "on and registered, or neither");
        demo.is_some()
    };
    let by_itself = Wish::default();
    let asked = Wish { demo: Some(true), listen: None };
    let forbidden = Wish { demo: Some(false), listen: None };
    let listening = Wish { demo: None, listen: Some(":8001".parse().unwrap()) };
    assert!(start("http://localhost:8000", true, &by_itself));
    assert!(!start("http://localhost:8000", true, &forbidden));
    assert!(!start("http://localhost:8000", false, &by_itself));
    assert!(!start("https://auth.example.com", true, &by_itself));
    assert!(!start("https://auth.example.com", false, &by_itself));
    assert!(!start("https://auth.example.com", false, &listening));
    assert!(start("https://auth.example.com", false, &asked));
}

#[actix_web::test]
async fn where_it_is_off_there_is_no_such_page() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    for path in ["/demo", "/demo/callback", "/demo/events.json"] {
        assert_eq!(browser.get(&provider.url(path)).await.status, 404, "{path}");
    }
    assert!(!browser.get(&provider.url("/")).await.body.contains("demo app"));
}

#[test]
fn a_configured_client_of_the_same_id_wins() {
    let mut settings = Builder::new().client(client("demo")).settings;
    assert!(Demo::start(&Wish::default(), &mut settings).is_none());
    assert_eq!(settings.clients.iter().filter(|client| client.client_id.as_str() == "demo").count(), 1);
}

/// No special treatment: its own token opens nothing more, and its client needs PKCE like every public one.
#[actix_web::test]
async fn the_provider_treats_it_like_any_public_client() {
    let stage = Stage::new();
    let url = with_changed(&stage.press("plain").await, "code_challenge", None);
    let refused = stage.browser.visit(&with_changed(&url, "code_challenge_method", None)).await;
    assert!(refused.body.contains("code_challenge"), "{}", refused.body);
    let live = stage.provider.live();
    let demo = live.settings.clients.iter().find(|client| client.client_id.as_str() == "demo").unwrap();
    assert!(demo.is_public() && demo.secrets.is_empty());
}
