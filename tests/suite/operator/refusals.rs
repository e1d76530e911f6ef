//! Whatever is refused, the log says to whom, for which app and where the answer was to go.

use std::fs;

use serde_json::Value;

use crate::process::Process;
use crate::support::Browser;

const SECRET: &str = "a-secret-that-no-line-may-hold-0123456789";
const CONFIG: &str = r#"
[server]
data_dir = "data"
[registration]
enabled = true
[[clients]]
client_id = "web"
client_secret = "a-secret-that-no-line-may-hold-0123456789"
redirect_uris = ["https://app.example.com/cb"]
post_logout_redirect_uris = ["https://app.example.com/out"]
[[clients]]
client_id = "page"
token_endpoint_auth_method = "none"
redirect_uris = ["https://page.example.com/cb"]
"#;

/// The lines that speak of a refusal, as objects, since the last look.
struct Log<'a> {
    process: &'a Process,
    read: usize,
}

impl Log<'_> {
    async fn refusal(&mut self) -> Value {
        for _ in 0..100 {
            let seen = self.process.seen();
            let lines: Vec<Value> = seen.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
            let new = &lines[self.read..];
            // The line of the request itself ends it.
            if new.iter().any(|line| line["message"] == "answered") {
                self.read = lines.len();
                let is_refusal = |line: &&Value| {
                    let message = line["message"].as_str().unwrap();
                    message.contains("refused") || message.contains("failed")
                };
                let refusals: Vec<Value> = new.iter().filter(is_refusal).cloned().collect();
                assert_eq!(refusals.len(), 1, "one line for a refusal: {new:#?}");
                return refusals[0].clone();
            }
            actix_web::rt::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("nothing was logged: {}", self.process.seen());
    }
}

#[actix_web::test]
async fn every_refusal_names_the_client_the_address_it_sent_and_who_sent_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
    let process = Process::start(folder.path(), &["-c", "config.toml"]).await;
    let http = Browser::new().http;
    let mut log = Log { process: &process, read: 0 };
    http.get(process.url("/nowhere")).send().await.unwrap();
    // What the start asked is behind us.
    actix_web::rt::time::sleep(std::time::Duration::from_millis(100)).await;
    log.read = process.seen().lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count();

    let cb = "https%3A%2F%2Fapp.example.com%2Fcb";
    let (web, registered) = (Some("web"), Some("https://app.example.com/cb"));
    let asked = [
        (
            format!("response_type=code&client_id=web&scope=openid&redirect_uri={cb}%2F"),
            web,
            Some("https://app.example.com/cb/"),
        ),
        (format!("response_type=code&client_id=wbe&scope=openid&redirect_uri={cb}"), Some("wbe"), registered),
        (format!("response_type=kode&client_id=web&scope=openid&redirect_uri={cb}"), web, registered),
        (format!("response_type=code&client_id=page&scope=openid&redirect_uri={cb}"), Some("page"), registered),
        ("response_type=code&client_id=web&scope=openid".to_owned(), web, None),
        (format!("response_type=code&scope=openid&redirect_uri={cb}"), None, registered),
        (format!("response_type=code&client_id=web&client_id=page&redirect_uri={cb}"), web, registered),
        (
            format!("response_type=code&client_id=a%0Ab%1b[2J&redirect_uri={}", "x".repeat(900)),
            Some("a\nb\u{1b}[2J"),
            Some(&"x".repeat(300)[..]),
        ),
    ];
    for (query, client_id, redirect_uri) in &asked {
        http.get(process.url(&format!("/authorize?{query}"))).send().await.unwrap();
        let line = log.refusal().await;
        assert_eq!(line["client_id"].as_str(), *client_id, "{line}");
        assert_eq!(line["redirect_uri"].as_str(), *redirect_uri, "{line}");
        assert_eq!(line["ip"], "127.0.0.1", "{line}");
    }

    let end = format!("/end-session?client_id=web&post_logout_redirect_uri={cb}");
    http.get(process.url(&end)).send().await.unwrap();
    let seen = process.seen();
    log.read = seen.lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count();

    let form = |pairs: &[(&str, &str)]| {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(pairs);
        body.finish()
    };
    let uri = "https://app.example.com/cb";
    let code = [("grant_type", "authorization_code"), ("code", "guessed"), ("redirect_uri", uri)];
    let posts = [
        ("/token", form(&[&code[..], &[("client_id", "web"), ("client_secret", SECRET)]].concat()), web, registered),
        (
            "/token",
            form(&[&code[..], &[("client_id", "web"), ("client_secret", "wrong-but-secret-enough")]].concat()),
            web,
            registered,
        ),
        ("/token", form(&[&code[..], &[("client_id", "wbe")]].concat()), Some("wbe"), registered),
        ("/token", form(&[("grant_type", "password"), ("client_id", "page")]), Some("page"), None),
        ("/token", form(&code), None, registered),
        ("/introspect", form(&[("client_id", "page"), ("token", "a-secret-token-of-somebody")]), Some("page"), None),
        ("/introspect", form(&[("client_id", "web"), ("client_secret", SECRET)]), web, None),
        ("/revoke", form(&[("client_id", "web"), ("client_secret", SECRET)]), web, None),
        ("/userinfo", form(&[("access_token", "a-secret-token-of-somebody")]), None, None),
        ("/login", form(&[("username", "ada"), ("password", SECRET)]), None, None),
    ];
    for (path, body, client_id, redirect_uri) in posts {
        let sent = http.post(process.url(path)).header("content-type", "application/x-www-form-urlencoded").body(body);
        let status = sent.send().await.unwrap().status();
        let line = log.refusal().await;
        assert!(status.is_client_error(), "{path} {status}");
        assert_eq!(line["client_id"].as_str(), client_id, "{path} {line}");
        assert_eq!(line["redirect_uri"].as_str(), redirect_uri, "{path} {line}");
        assert_eq!(line["ip"], "127.0.0.1", "{path} {line}");
    }
    let bearer = http.get(process.url("/register/lkc-1")).header("authorization", "Bearer a-secret-token-of-somebody");
    bearer.send().await.unwrap();
    let line = log.refusal().await;
    assert_eq!((line["client_id"].as_str(), line["ip"].as_str()), (Some("lkc-1"), Some("127.0.0.1")), "{line}");
    let basic = http.post(process.url("/token")).basic_auth("web", Some("wrong-but-secret-enough")).form(&code);
    basic.send().await.unwrap();
    assert_eq!(log.refusal().await["client_id"], "web");
    let register = http.post(process.url("/register")).header("content-type", "application/json").body("{}");
    register.send().await.unwrap();
    assert_eq!(log.refusal().await["ip"], "127.0.0.1");
    let seen = process.seen();
    for secret in [SECRET, "wrong-but-secret", "guessed", "a-secret-token-of-somebody"] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
}
