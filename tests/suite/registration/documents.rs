//! OAuth Client ID Metadata Documents: a client whose `client_id` is the address of what it registers (rows 1 to 6, 42, 43,
//! 45, 51 and 62).

use std::sync::{Arc, Mutex};
use std::time::Duration;

use latchkey::protocol::client_id_document::{DocumentRules, HostPattern};
use serde_json::{Value, json};

use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::site::{Answer, Site};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const CALLBACK: &str = "http://127.0.0.1:6274/callback";
/// RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const MCP: &str = "https://tools.example/mcp";

/// A site with the document of a tool, which can be changed.
struct Tool {
    site: Site,
    document: Arc<Mutex<Answer>>,
    client_id: String,
}

impl Tool {
    fn new() -> Self {
        let document = Arc::new(Mutex::new(Answer::of(404, "")));
        let answer = document.clone();
        let site = Site::new(move |path| match path {
            "/client.json" => answer.lock().unwrap().clone(),
            _ => Answer::of(404, ""),
        });
        let client_id = site.url("/client.json");
        let tool = Self { site, document, client_id };
        tool.says(&json!({}));
        tool
    }

    /// The document with other members; null takes one away.
    fn says(&self, changes: &Value) {
        self.answers(self.written(changes));
    }

    /// The answer with such a document.
    fn written(&self, changes: &Value) -> Answer {
        let mut document = json!({
            "client_id": self.client_id, "client_name": "A tool", "redirect_uris": [CALLBACK],
            "client_uri": "https://bank.example", "token_endpoint_auth_method": "none",
            "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
        });
        for (name, value) in changes.as_object().unwrap() {
            match value {
                Value::Null => drop(document.as_object_mut().unwrap().remove(name)),
                value => document[name] = value.clone(),
            }
        }
        Answer::of(200, &document.to_string()).header("content-type", "application/json")
    }

    fn answers(&self, answer: Answer) {
        *self.document.lock().unwrap() = answer;
    }

    async fn authorize(&self, provider: &TestProvider, browser: &Browser, changes: &[(&str, &str)]) -> Page {
        let app = RelyingParty::of(provider, "app");
        let mut all = vec![
            ("client_id", self.client_id.as_str()),
            ("redirect_uri", CALLBACK),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        all.extend_from_slice(changes);
        app.authorize(browser, &all).await
    }

    /// Signs ada in and allows it.
    async fn tokens(&self, provider: &TestProvider, browser: &Browser, changes: &[(&str, &str)]) -> Value {
        let page = self.authorize(provider, browser, changes).await;
        let page = match page.body.contains("id=\"password\"") {
            true => browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await,
            false => page,
        };
        assert!(page.body.contains("id=\"allow\""), "{}", page.body);
        let code = browser.submit(&page, &[("decision", "allow")]).await.answer()["code"].clone();
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", CALLBACK),
            ("client_id", self.client_id.as_str()),
            ("code_verifier", VERIFIER),
        ];
        let answer = token(provider, &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }
}

async fn token(provider: &TestProvider, fields: &[(&str, &str)]) -> Page {
    let app = RelyingParty::new(provider);
    Page::read(app.http.post(provider.url("/token")).form(fields).send().await.unwrap()).await
}

fn builder() -> Builder {
    Builder::new().settings(|settings| {
        settings.client_id_documents = DocumentRules { enabled: true, allow_http: true, ..DocumentRules::default() };
        settings.registration.resources = vec![latchkey::protocol::resource::Resource::parse(MCP).unwrap()];
        settings.outbound.retry_after = Duration::ZERO;
        settings.outbound.timeout = Duration::from_millis(1_500);
    })
}

/// Whether the client is unknown: an error page, and no way back (row 5).
fn is_refused(page: &Page) -> bool {
    page.status.is_client_error() && page.location().is_none() && !page.body.contains("id=\"password\"")
}

#[actix_web::test]
async fn a_tool_that_introduces_itself_is_allowed_by_a_person_who_is_shown_its_host() {
    let (tool, provider, browser) = (Tool::new(), builder().start(), Browser::new());
    let login = tool.authorize(&provider, &browser, &[("resource", MCP), ("scope", "openid")]).await;
    let consent = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let host = url::Url::parse(&tool.client_id).unwrap();
    let host = format!("{}:{}", host.host_str().unwrap(), host.port().unwrap());
    assert!(consent.body.contains(&format!("introduced itself from <b><bdi>{host}</bdi></b>")), "{}", consent.body);
    assert!(!consent.body.contains("bank.example"), "what it says of itself is no name (row 45)");
    let tokens = tool.tokens(&provider, &browser, &[("resource", MCP), ("scope", "openid offline_access")]).await;
    assert!(tokens["refresh_token"].is_string() && tokens["id_token"].is_string());
    let again = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
        ("client_id", tool.client_id.as_str()),
        ("resource", MCP),
    ];
    assert_eq!(token(&provider, &again).await.status, 200);
    let silent = tool.authorize(&provider, &browser, &[("prompt", "none")]).await.answer();
    assert_eq!(silent["error"], "consent_required", "row 51");
    assert_eq!(tool.site.paths().len(), 1, "it is read once");
    // A native client matches on any port, and nowhere else (row 3).
    let other_port = tool.authorize(&provider, &browser, &[("redirect_uri", "http://127.0.0.1:9999/callback")]).await;
    assert!(other_port.body.contains("id=\"allow\""));
    for wrong in ["http://127.0.0.1.evil.example/callback", "https://127.0.0.1/callback", "http://127.0.0.1:6274/other"]
    {
        assert!(is_refused(&tool.authorize(&provider, &browser, &[("redirect_uri", wrong)]).await), "{wrong}");
    }
}

#[actix_web::test]
async fn a_document_that_says_what_it_may_not_makes_no_client() {
    let provider = builder().settings(|settings| settings.registration.rate.events = 1_000).start();
    for (name, value) in [
        ("client_id", json!("https://app.example/client.json")),
        ("client_id", Value::Null),
        ("client_secret", json!("a-secret-that-everybody-can-read")),
        ("token_endpoint_auth_method", json!("client_secret_basic")),
        ("token_endpoint_auth_method", json!("client_secret_jwt")),
        ("token_endpoint_auth_method", json!("private_key_jwt")),
        ("redirect_uris", Value::Null),
        ("redirect_uris", json!(["javascript:alert(1)"])),
        ("redirect_uris", json!(["http://app.example/cb"])),
        ("redirect_uris", json!(["https://app.example/cb#x"])),
        ("redirect_uris", json!("https://app.example/cb")),
        ("logo_uri", json!("javascript:alert(1)")),
        ("grant_types", json!(["urn:ietf:params:oauth:grant-type:token-exchange"])),
        ("grant_types", json!(["client_credentials"])),
        ("response_types", json!(["code foo"])),
    ] {
        let tool = Tool::new();
        tool.says(&json!({name: value}));
        let page = tool.authorize(&provider, &Browser::new(), &[]).await;
        assert!(is_refused(&page), "{name} {value} {}", page.body);
    }
    let tool = Tool::new();
    let whole = |body: &str| Answer::of(200, body).header("content-type", "application/json");
    let right = json!({"client_id": tool.client_id, "redirect_uris": [CALLBACK]}).to_string();
    for answer in [
        Answer::of(200, &right).header("content-type", "text/html"),
        Answer::of(200, &right),
        whole("[]"),
        whole(""),
        whole(&right.replacen('{', "{\"client_id\":\"x\",", 1)),
        whole(&format!("{right}{}", " ".repeat(17 * 1024))),
        Answer::of(404, &right),
        Answer::of(302, "").header("location", "https://app.example/client.json"),
    ] {
        tool.answers(answer);
        assert!(is_refused(&tool.authorize(&provider, &Browser::new(), &[]).await));
    }
    tool.answers(whole(&right));
    assert!(!is_refused(&tool.authorize(&provider, &Browser::new(), &[]).await), "without a method it is public");
}

/// Row 42, and deny by default.
#[actix_web::test]
async fn nothing_is_fetched_for_an_address_that_is_not_taken() {
    let collector = Site::collector();
    let host = |text: &str| HostPattern::parse(text);
    let off = Builder::new().start();
    let closed = builder()
        .settings(|settings| settings.client_id_documents.allowed_hosts = vec![host("app.example").unwrap()])
        .start();
    let private = builder()
        .settings(|settings| {
            settings.outbound.allow_private_ips = false;
            settings.outbound.allowed_hosts.clear();
        })
        .start();
    let https = builder().settings(|settings| settings.client_id_documents.allow_http = false).start();
    for provider in [&off, &closed, &private, &https] {
        for client_id in [collector.url("/client.json"), collector.url("/"), collector.url("/a/../client.json")] {
            let app = RelyingParty::of(provider, "app");
            assert!(is_refused(&app.authorize(&Browser::new(), &[("client_id", &client_id)]).await), "{client_id}");
        }
    }
    assert_eq!(collector.connections(), 0);
}

/// Row 62: what changes in the document changes the client, and people are asked again.
#[actix_web::test]
async fn a_document_that_changes_changes_its_client() {
    let (tool, provider, browser) = (Tool::new(), builder().start(), Browser::new());
    tool.says(&json!({}));
    tool.tokens(&provider, &browser, &[("scope", "openid")]).await;
    tool.says(&json!({"client_name": "Another tool", "redirect_uris": ["http://127.0.0.1:6274/other"]}));
    assert!(!is_refused(&tool.authorize(&provider, &browser, &[]).await), "it is kept for a while");
    provider.advance(60 * 60);
    assert!(is_refused(&tool.authorize(&provider, &browser, &[]).await), "its redirect URI is gone");
    let new = tool.authorize(&provider, &browser, &[("redirect_uri", "http://127.0.0.1:6274/other")]).await;
    assert!(new.body.contains("Another tool"), "{}", new.body);
}

/// What is fetched is kept by the headers of its answer: not for less than five minutes, nor for more than a day.
#[actix_web::test]
async fn a_document_is_kept_for_as_long_as_its_server_says_within_bounds() {
    for (says, kept) in [("max-age=7200", 7_200), ("no-store", 300), ("max-age=10", 300), ("max-age=9999999", 86_400)] {
        let (tool, provider) = (Tool::new(), builder().start());
        let is_gone = async || is_refused(&tool.authorize(&provider, &Browser::new(), &[]).await);
        tool.answers(tool.written(&json!({})).header("cache-control", says));
        assert!(!is_gone().await, "{says}");
        let other = json!({"redirect_uris": ["http://127.0.0.1:6274/other"]});
        tool.answers(tool.written(&other).header("cache-control", says));
        provider.advance(kept - 1);
        assert!(!is_gone().await, "{says}");
        provider.advance(1);
        assert!(is_gone().await, "{says}");
    }
}

#[actix_web::test]
async fn while_its_server_is_out_of_order_a_client_counts_for_a_day_and_a_document_that_is_gone_ends_it() {
    let (tool, provider) = (Tool::new(), builder().start());
    assert!(!is_refused(&tool.authorize(&provider, &Browser::new(), &[]).await));
    tool.answers(Answer::of(503, ""));
    provider.advance(2 * 60 * 60);
    assert!(!is_refused(&tool.authorize(&provider, &Browser::new(), &[]).await));
    provider.advance(25 * 60 * 60);
    assert!(is_refused(&tool.authorize(&provider, &Browser::new(), &[]).await));
    tool.says(&json!({}));
    assert!(!is_refused(&tool.authorize(&provider, &Browser::new(), &[]).await));
    tool.answers(Answer::of(410, ""));
    provider.advance(2 * 60 * 60);
    for _ in 0..2 {
        assert!(is_refused(&tool.authorize(&provider, &Browser::new(), &[]).await));
    }
}

/// "Not now" is not "no": who is told that they are no client forgets what they had.
#[actix_web::test]
async fn a_new_client_whose_document_cannot_be_read_now_is_asked_to_come_again() {
    let (tool, provider) = (Tool::new(), builder().start());
    tool.answers(Answer::of(503, ""));
    let fields = [("client_id", tool.client_id.as_str()), ("response_type", "code")];
    for _ in 0..2 {
        let page = tool.authorize(&provider, &Browser::new(), &[]).await;
        assert_eq!(page.status, 503, "{}", page.body);
        assert!(page.body.contains("What the app says of itself cannot be read just now."), "{}", page.body);
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let pushed = Page::read(http.post(provider.url("/par")).form(&fields).send().await.unwrap()).await;
        assert_eq!((pushed.status.as_u16(), &pushed.json()["error"]), (429, &"temporarily_unavailable".into()));
        assert!(pushed.header("retry-after").parse::<u64>().is_ok());
    }
    let gone = Tool::new();
    gone.answers(Answer::of(404, ""));
    for _ in 0..2 {
        assert!(is_refused(&gone.authorize(&provider, &Browser::new(), &[]).await));
    }
}

#[actix_web::test]
async fn blocking_a_host_or_turning_documents_off_ends_its_tokens_at_once() {
    for off in [true, false] {
        let (tool, mut provider, browser) = (Tool::new(), builder().start(), Browser::new());
        let tokens = tool.tokens(&provider, &browser, &[("scope", "openid offline_access")]).await;
        let access_token = tokens["access_token"].as_str().unwrap().to_owned();
        assert_eq!(RelyingParty::new(&provider).userinfo(&access_token).await.status, 200);
        provider.reload(|settings| match off {
            true => settings.client_id_documents.enabled = false,
            false => {
                settings.client_id_documents.blocked_hosts =
                    vec![HostPattern::parse("localhost").unwrap(), HostPattern::parse("127.0.0.1").unwrap()]
            }
        });
        assert_eq!(RelyingParty::new(&provider).userinfo(&access_token).await.status, 401);
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
            ("client_id", tool.client_id.as_str()),
        ];
        assert_eq!(token(&provider, &fields).await.status, 401);
    }
}

#[actix_web::test]
async fn new_documents_are_counted_for_each_network_and_within_the_limit_of_clients() {
    let provider = builder().settings(|settings| settings.registration.rate.events = 2).start();
    let mut outcomes = Vec::new();
    for _ in 0..3 {
        outcomes.push(Tool::new().authorize(&provider, &Browser::new(), &[]).await.status == 503);
    }
    assert_eq!(outcomes, [false, false, true]);
    let full = builder().settings(|settings| settings.registration.max_clients = 1).start();
    assert!(!is_refused(&Tool::new().authorize(&full, &Browser::new(), &[]).await));
    assert_eq!(Tool::new().authorize(&full, &Browser::new(), &[]).await.status, 503);
}

#[actix_web::test]
async fn discovery_says_whether_documents_are_taken() {
    let document = async |provider: &TestProvider, path: &str| {
        let app = RelyingParty::new(provider);
        Page::read(app.http.get(provider.url(path)).send().await.unwrap()).await.json()
    };
    let on = document(&builder().start(), "/.well-known/oauth-authorization-server").await;
    assert_eq!(on["client_id_metadata_document_supported"], true);
    let off = document(&TestProvider::new(), "/.well-known/openid-configuration").await;
    assert!(off.get("client_id_metadata_document_supported").is_none());
}
