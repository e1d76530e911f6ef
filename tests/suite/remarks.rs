//! What the log and the command line say to an operator of an app that is refused, or that works and not as they wish.

use std::process::Command;

use crate::process::Process;
use crate::support::Browser;
use crate::support::browser::Page;

const SECRET: &str = "lks_a-secret-of-more-than-128-bits-for-tests";
const CONFIG: &str = r#"
[[clients]]
client_id = "app"
client_secret = "lks_a-secret-of-more-than-128-bits-for-tests"
consent = "skip"
redirect_uris = ["http://localhost:3000/cb"]

[[clients]]
client_id = "urn:app"
client_secret = "lks_a-secret-of-more-than-128-bits-for-tests"
redirect_uris = ["http://localhost:3000/cb"]
"#;

struct Scene {
    process: Process,
    browser: Browser,
    folder: tempfile::TempDir,
}

impl Scene {
    /// A server with somebody signed in.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
        let process = Process::start(folder.path(), &[]).await;
        let link = process.wait_for("Set up").split_whitespace().last().unwrap().to_owned();
        let browser = Browser::new();
        let page = browser.visit(&link).await;
        let fields =
            [("name", "Ada"), ("username", "ada"), ("email", "ada@example.com"), ("password", "calm herons wade")];
        browser.submit(&page, &fields).await;
        Self { process, browser, folder }
    }

    async fn authorize(&self, query: &str) -> Page {
        let at = "redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb&client_id=app&response_type=code";
        self.browser.visit(&self.process.url(&format!("/authorize?{at}&{query}"))).await
    }

    async fn tokens(&self, query: &str) -> serde_json::Value {
        let code = self.authorize(query).await.answer()["code"].clone();
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", "http://localhost:3000/cb"),
        ];
        let request = self.browser.http.post(self.process.url("/token")).basic_auth("app", Some(SECRET)).form(&fields);
        Page::read(request.send().await.unwrap()).await.json()
    }

    /// `latchkey client show app`.
    fn shown(&self) -> String {
        let arguments = ["client", "show", "app", "--output", "json"];
        let output =
            Command::new(env!("CARGO_BIN_EXE_latchkey")).args(arguments).current_dir(self.folder.path()).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    }
}

#[actix_web::test]
async fn a_refusal_that_a_line_would_mend_names_the_client_what_was_sent_and_the_line() {
    let scene = Scene::new().await;
    scene.authorize("scope=openid").await;
    let line = scene.process.wait_for("code_challenge is missing");
    for words in ["app", "no code_challenge, no nonce", "require_pkce = false", "config.toml:2"] {
        assert!(line.contains(words), "{words}: {line}");
    }
    scene.authorize("scope=openid&nonce=x&resource=https://api.example.com").await;
    let line = scene.process.wait_for("not registered for the resource");
    assert!(line.contains("resources = [") && line.contains("https://api.example.com"), "{line}");
}

#[actix_web::test]
async fn scope_values_that_nothing_defines_are_told_once_and_so_is_a_missing_openid() {
    let scene = Scene::new().await;
    for _ in 0..2 {
        scene.authorize("scope=openid+grups+groups&nonce=x").await;
    }
    let line = scene.process.wait_for("a scope value that it does not get");
    assert!(line.contains("grups") && line.contains("[scopes."), "{line}");
    let pkce = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    scene.authorize(&format!("scope=openid,profile&{pkce}")).await;
    let line = scene.process.wait_for("a scope value that it does not get");
    assert!(line.contains("openid,profile"), "{line}");
    scene.process.wait_for("without the scope value openid");
    scene.process.signal("TERM");
    let log = scene.process.seen();
    assert_eq!(log.matches("a scope value that it does not get").count(), 2, "{log}");
}

#[actix_web::test]
async fn an_app_that_never_fetches_its_claims_is_told_of_until_it_does() {
    let scene = Scene::new().await;
    scene.tokens("scope=openid+email&nonce=x").await;
    assert!(scene.shown().contains("\"claims\":null"), "{}", scene.shown());
    actix_web::rt::time::sleep(std::time::Duration::from_millis(6_100)).await;
    let tokens = scene.tokens("scope=openid+email&nonce=x").await;
    let line = scene.process.wait_for("never called userinfo");
    assert!(line.contains("app") && line.contains("claims_in_id_token = true"), "{line}");
    assert!(scene.shown().contains("claims_in_id_token = true may be"), "{}", scene.shown());
    let userinfo = scene.browser.http.get(scene.process.url("/userinfo"));
    let answer = userinfo.bearer_auth(tokens["access_token"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(scene.shown().contains("\"claims\":null"), "{}", scene.shown());
}

#[actix_web::test]
async fn credentials_that_nobody_encoded_are_told_of_once() {
    let scene = Scene::new().await;
    for _ in 0..2 {
        let request = scene.browser.http.post(scene.process.url("/token")).basic_auth("urn:app", Some(SECRET));
        let page =
            Page::read(request.form(&[("grant_type", "refresh_token"), ("refresh_token", "x")]).send().await.unwrap());
        assert_eq!(page.await.json()["error"], "invalid_grant");
    }
    let line = scene.process.wait_for("not form-encoded");
    assert!(line.contains("urn:app"), "{line}");
}
