//! A bad day: the database is locked by somebody else, or its disk is full (REL-4). Each route then answers what it can
//! from what it can read, or 503 with `Retry-After`, within the time that a lock is waited for; "cannot" is never told
//! as "no". When the day is over everything goes on as if nothing had been.

use latchkey::database::Database;
use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, join_all};
use serde_json::{Value, json};

use crate::registration::{open, text, with};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET, client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};
use latchkey::protocol::client::ConsentMode;

/// What somebody who is in the middle of things holds when the bad day begins.
struct Things<'a> {
    provider: &'a TestProvider,
    browser: Browser,
    code: String,
    tokens: Value,
    hint: String,
    /// A page to sign in on, a page to consent on, and the account page.
    pages: [(Browser, Page); 3],
    registered: Value,
    watched: String,
}

fn provider(change: impl FnOnce(&mut latchkey::config::settings::Settings)) -> TestProvider {
    let mut asking = client("asking");
    asking.consent = ConsentMode::Always;
    Builder::new().settings(open).settings(change).client(asking).start()
}

impl<'a> Things<'a> {
    async fn of(provider: &'a TestProvider) -> Self {
        let app = RelyingParty::new(provider);
        let browser = Browser::new();
        let tokens = app.tokens(&browser, &[("scope", "openid offline_access")]).await;
        let answer = app.authorize(&browser, &[]).await.answer();
        let registered = register(provider, &Browser::new()).await;
        assert_eq!(registered.status, 201, "{}", registered.body);
        let (signing_in, consenting, at_home) = (Browser::new(), Browser::new(), Browser::new());
        let login = app.authorize(&signing_in, &[]).await;
        let consent = RelyingParty::of(provider, "asking").sign_in(&consenting, &[]).await;
        assert!(consent.body.contains("id=\"allow\""), "{}", consent.body);
        app.sign_in(&at_home, &[]).await;
        let home = at_home.visit(&provider.url("/")).await;
        Self {
            provider,
            code: answer["code"].clone(),
            hint: text(&tokens, "id_token").to_owned(),
            watched: format!("https://app.example app {}", answer["session_state"]),
            tokens,
            browser,
            pages: [(signing_in, login), (consenting, consent), (at_home, home)],
            registered: registered.json(),
        }
    }

    /// Asks everything at once, and holds each answer to what the head of this file says.
    async fn ask_everything(&self) {
        let app = RelyingParty::new(self.provider);
        let (app, url) = (&app, |path: &str| self.provider.url(path));
        let [(signing_in, login), (consenting, consent), (at_home, home)] = &self.pages;
        let csrf = home.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        let form = |path: &'static str, fields: Vec<(&'static str, String)>| {
            let mut body: Vec<(&str, String)> = vec![("csrf", csrf.clone())];
            body.extend(fields);
            send(at_home.http.post(self.provider.url(path)).form(&body))
        };
        let by_client = |path: &str, fields: &[(&str, &str)]| {
            send(self.browser.http.post(self.provider.url(path)).basic_auth("app", Some(SECRET)).form(fields))
        };
        let access_token = text(&self.tokens, "access_token");
        let refresh_token = text(&self.tokens, "refresh_token");
        let own =
            (text(&self.registered, "registration_client_uri"), text(&self.registered, "registration_access_token"));
        let change = with(json!({"client_id": self.registered["client_id"], "client_name": "Renamed"})).to_string();
        let end = format!("/end-session?id_token_hint={}&post_logout_redirect_uri=https://app.example/bye", self.hint);
        let fresh = Browser::new();
        let asked: Vec<(&str, BoxFuture<'_, Page>)> = vec![
            ("code", Box::pin(app.redeem(&self.code))),
            ("refresh", Box::pin(app.refresh(refresh_token))),
            ("userinfo", Box::pin(app.userinfo(access_token))),
            ("introspect", Box::pin(by_client("/introspect", &[("token", access_token)]))),
            ("introspect refresh", Box::pin(by_client("/introspect", &[("token", refresh_token)]))),
            ("revoke", Box::pin(by_client("/revoke", &[("token", refresh_token)]))),
            ("register", Box::pin(register(self.provider, &fresh))),
            ("registration read", Box::pin(send(fresh.http.get(own.0).bearer_auth(own.1)))),
            (
                "registration change",
                Box::pin(send(
                    fresh.http.put(own.0).bearer_auth(own.1).header("content-type", "application/json").body(change),
                )),
            ),
            ("registration end", Box::pin(send(fresh.http.delete(own.0).bearer_auth(own.1)))),
            ("authorize, new", Box::pin(app.authorize(&fresh, &[]))),
            ("authorize, signed in", Box::pin(app.authorize(&self.browser, &[]))),
            ("prompt=none", Box::pin(app.authorize(&self.browser, &[("prompt", "none")]))),
            ("select account", Box::pin(app.authorize(&self.browser, &[("prompt", "select_account")]))),
            ("login", Box::pin(signing_in.send_form(login, &[("username", "ada"), ("password", PASSWORD)]))),
            ("consent", Box::pin(consenting.send_form(consent, &[("decision", "allow")]))),
            ("account", Box::pin(at_home.get(self.provider.issuer.as_str()))),
            ("others", Box::pin(form("/account/sessions/end-others", vec![]))),
            ("app", Box::pin(form("/account/apps/remove", vec![("client_id", "app".to_owned())]))),
            ("login page", Box::pin(async { Browser::new().visit(&url("/login")).await })),
            ("signed-out", Box::pin(async { self.browser.get(&url("/signed-out")).await })),
            ("end-session", Box::pin(async { self.browser.get(&url(&end)).await })),
            (
                "status",
                Box::pin(async {
                    let request = self.browser.http.post(url("/check-session-iframe/status"));
                    let body = json!({"w": [self.watched]}).to_string();
                    send(request.header("content-type", "application/json").body(body)).await
                }),
            ),
            (
                "events",
                Box::pin(async {
                    let request = self.browser.http.get(url("/check-session-iframe/events"));
                    let mut answer = request.send().await.unwrap();
                    let (status, headers) = (answer.status(), answer.headers().clone());
                    let first = answer.chunk().await.unwrap().unwrap_or_default();
                    let body = String::from_utf8_lossy(&first).into_owned();
                    Page { status, headers, body, url: String::new() }
                }),
            ),
            ("jwks", Box::pin(async { fresh.get(&url("/jwks")).await })),
            ("discovery", Box::pin(async { fresh.get(&url("/.well-known/openid-configuration")).await })),
            ("livez", Box::pin(async { fresh.get(&url("/livez")).await })),
        ];
        let (names, questions): (Vec<_>, Vec<_>) = asked.into_iter().unzip();
        let begun = Instant::now();
        let answers = join_all(questions).await;
        assert!(begun.elapsed() < Duration::from_secs(6), "they hang: {:?}", begun.elapsed());
        let mut refused = 0;
        for (name, page) in names.into_iter().zip(answers) {
            let location = page.raw_location().unwrap_or_default();
            let shown = format!("{name}: {} {location} {}", page.status, page.body);
            match page.status.as_u16() {
                503 => {
                    refused += 1;
                    assert!(!page.header("retry-after").is_empty(), "{shown}");
                    let is_worded = page.body.contains("temporarily_unavailable") || page.body.contains("Busy");
                    assert!(is_worded, "{shown}");
                }
                status => assert!((200..400).contains(&status), "{shown}"),
            }
            for lie in ["invalid_grant", "invalid_client", "login_required", "\"active\":false", "ended", "\"bad\""] {
                let told = location.contains(lie) || (page.body.contains(lie) && !page.body.contains("_supported"));
                assert!(!told, "{lie} in {shown}");
            }
            let is_for_programs = page.header("content-type").starts_with("application/json");
            assert!(is_for_programs || page.body.contains("<h1") || page.status != 503, "{shown}");
        }
        assert!(refused >= 8, "only {refused} needed a write");
    }

    /// Everything that was refused succeeds, with the very things that were held meanwhile.
    async fn all_is_well(&self) {
        let app = RelyingParty::new(self.provider);
        let ready = Instant::now();
        while Browser::new().get(&self.provider.url("/readyz")).await.status != 200 {
            assert!(ready.elapsed() < Duration::from_secs(5), "it does not recover");
            actix_web::rt::time::sleep(Duration::from_millis(100)).await;
        }
        let redeemed = app.redeem(&self.code).await;
        assert_eq!(redeemed.status, 200, "{}", redeemed.body);
        let refreshed = app.refresh(text(&self.tokens, "refresh_token")).await;
        assert_eq!(refreshed.status, 200, "{}", refreshed.body);
        let [(signing_in, login), (consenting, consent), _] = &self.pages;
        let answer = signing_in.send_form(login, &[("username", "ada"), ("password", PASSWORD)]).await;
        let answer = signing_in.follow(answer).await;
        assert!(answer.answer().contains_key("code"));
        let answer = consenting.send_form(consent, &[("decision", "allow")]).await;
        assert!(consenting.follow(answer).await.answer().contains_key("code"));
        assert!(app.authorize(&self.browser, &[("prompt", "none")]).await.answer().contains_key("code"));
        assert_eq!(register(self.provider, &Browser::new()).await.status, 201);
    }
}

async fn send(request: reqwest::RequestBuilder) -> Page {
    Page::read(request.send().await.unwrap()).await
}

async fn register(provider: &TestProvider, browser: &Browser) -> Page {
    let body = with(json!({})).to_string();
    send(browser.http.post(provider.url("/register")).header("content-type", "application/json").body(body)).await
}

#[actix_web::test]
async fn a_locked_database_is_503_on_every_path_and_nothing_is_lost() {
    let provider = provider(|_| {});
    let things = Things::of(&provider).await;
    let other = provider.by_hand();
    other.hold();
    let begun = Instant::now();
    let (first, second) = tokio::join!(async { Browser::new().get(&provider.url("/readyz")).await }, async {
        Browser::new().get(&provider.url("/readyz")).await
    });
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (503, 503));
    assert!(begun.elapsed() < Duration::from_secs(4));
    things.ask_everything().await;
    other.let_go();
    things.all_is_well().await;
}

/// A file system of its own, of two megabytes; unmounted in the end.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = std::process::Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]).arg(folder.path()).output();
        mounted.is_ok_and(|mounted| mounted.status.success()).then_some(Self(folder))
    }

    /// Takes what is left of it.
    fn fill(&self) {
        use std::io::Write as _;
        let mut filler = std::fs::File::create(self.0.path().join("filler")).unwrap();
        while filler.write_all(&[7; 512]).is_ok() {}
    }

    fn clear(&self) {
        std::fs::remove_file(self.0.path().join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(std::process::Command::new("umount").arg("-l").arg(self.0.path()).status());
    }
}

#[actix_web::test]
async fn a_full_disk_is_503_on_every_path_and_nothing_is_lost() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: a disk of its own can only be mounted by root");
        return;
    };
    let path = disk.0.path().join("latchkey.db");
    let provider = provider(|settings| settings.storage.database = Database::Sqlite(path));
    let things = Things::of(&provider).await;
    disk.fill();
    // What the log has room for already may still be written.
    let begun = Instant::now();
    while Browser::new().get(&provider.url("/readyz")).await.status == 200 {
        assert!(begun.elapsed() < Duration::from_secs(60), "the disk never fills");
        register(&provider, &Browser::new()).await;
        disk.fill();
    }
    things.ask_everything().await;
    disk.clear();
    things.all_is_well().await;
}

/// A stranger who asks whether the server is ready does not write to disk at will.
#[actix_web::test]
async fn readiness_is_tried_by_a_real_write_at_most_once_a_second() {
    let provider = TestProvider::new();
    let file = provider.by_hand();
    let probe = || file.run("SELECT value FROM secrets WHERE name = 'probe'");
    let begun = Instant::now();
    let mut seen: Vec<Option<String>> = Vec::new();
    for _ in 0..200 {
        assert_eq!(Browser::new().get(&provider.url("/readyz")).await.status, 200);
        seen.push(probe());
    }
    seen.dedup();
    let seconds = usize::try_from(begun.elapsed().as_secs()).unwrap();
    assert!(seen.iter().all(Option::is_some), "it writes");
    assert!(seen.len() <= seconds + 1, "{} writes in {seconds} s", seen.len());
}
