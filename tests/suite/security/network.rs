//! Headers, methods, limits.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::browser::Page;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// Rows 37 and 60, SEC-65.
#[actix_web::test]
async fn headers_never_change_who_we_are() {
    let provider = Builder::new().settings(|settings| settings.server.development = false).start();
    let http = Browser::new().http;
    let plain = http.get(provider.url("/.well-known/openid-configuration")).send().await.unwrap().text().await.unwrap();
    for (name, value) in [
        ("host", "evil.example"),
        ("forwarded", "host=evil.example;proto=https"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-prefix", "/evil"),
    ] {
        let request = http.get(provider.url("/.well-known/openid-configuration")).header(name, value);
        assert_eq!(request.send().await.unwrap().text().await.unwrap(), plain, "{name}");
        let page = Page::read(http.get(provider.url("/")).header(name, value).send().await.unwrap()).await;
        assert!(!page.body.contains("evil.example"), "{name}");
    }
}

#[actix_web::test]
async fn development_mode_answers_loopback_names_only() {
    let provider = TestProvider::new();
    let http = Browser::new().http;
    for host in ["evil.example", "192.168.1.5:8000", "localhost.evil.example", "127.0.0.1.nip.example"] {
        let page = Page::read(http.get(provider.url("/")).header("host", host).send().await.unwrap()).await;
        assert_eq!(page.status, 421, "{host}");
        assert!(page.body.contains("issuer = "), "the page names the line to set");
    }
    for host in ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000"] {
        assert_eq!(http.get(provider.url("/")).header("host", host).send().await.unwrap().status(), 200, "{host}");
    }
}

/// Row 63, SEC-64.
#[actix_web::test]
async fn only_registered_origins_may_read_tokens() {
    let provider = Builder::new().app(|client| client.allowed_origins = vec!["https://spa.example".into()]).start();
    let http = Browser::new().http;
    for (origin, allowed) in [
        ("https://spa.example", true),
        ("https://app.example", true),
        ("null", false),
        ("https://evil.example", false),
        ("https://app.example.evil.example", false),
        ("https://evilapp.example", false),
        ("http://app.example", false),
        ("https://app.example:8443", false),
    ] {
        for path in ["/token", "/userinfo"] {
            for request in [http.post(provider.url(path)), http.request(reqwest::Method::OPTIONS, provider.url(path))] {
                let answer = request.header("origin", origin).send().await.unwrap();
                let granted = answer.headers().get("access-control-allow-origin").map(|value| value.to_str().unwrap());
                assert_eq!(granted, allowed.then_some(origin), "{path} {origin}");
                assert!(!answer.headers().contains_key("access-control-allow-credentials"));
            }
        }
        for path in ["/authorize", "/login", "/consent", "/end-session"] {
            let answer = http.get(provider.url(path)).header("origin", origin).send().await.unwrap();
            assert!(!answer.headers().contains_key("access-control-allow-origin"), "{path} (SEC-14)");
        }
    }
}

/// SEC-61, SEC-69, row 40.
#[actix_web::test]
async fn the_token_endpoint_reads_form_bodies_by_post_and_nothing_else() {
    let provider = TestProvider::new();
    let http = Browser::new().http;
    let url = provider.url("/token");
    for method in [reqwest::Method::GET, reqwest::Method::PUT, reqwest::Method::DELETE, reqwest::Method::PATCH] {
        let answer = http.request(method, &url).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers()["allow"].to_str().unwrap()), (405, "POST, OPTIONS"));
    }
    let body = "grant_type=authorization_code&code=x&client_id=app&client_secret=y";
    let status = async |request: reqwest::RequestBuilder| request.send().await.unwrap().status().as_u16();
    let form = "application/x-www-form-urlencoded";
    assert_eq!(status(http.post(&url).body(body)).await, 415);
    assert_eq!(status(http.post(&url).header("content-type", "application/json").body("{}")).await, 415);
    assert_eq!(
        status(http.post(&url).header("content-type", form).header("content-encoding", "gzip").body(body)).await,
        415
    );
    assert_eq!(
        status(http.post(&url).header("content-type", form).body("a=".to_owned() + &"x".repeat(70_000))).await,
        413
    );
    assert_eq!(
        status(http.post(format!("{url}?{body}")).header("content-type", form).body("")).await,
        401,
        "the query is not read"
    );
    for authorization in ["Basic", "Basic !", "Basic YTpi!", "Bearer x", "Basic \u{ff}", "Basic YTpi YTpi"] {
        let request = http.post(&url).header("content-type", form).body("grant_type=authorization_code");
        let answer = request.header("authorization", authorization.as_bytes()).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 401, "{authorization}");
    }
}

/// SEC-34.
#[actix_web::test]
async fn guessing_a_client_secret_is_limited() {
    let provider = TestProvider::new();
    let http = Browser::new().http;
    let guess = async || {
        let fields = [("grant_type", "refresh_token"), ("client_id", "app"), ("client_secret", "wrong")];
        http.post(provider.url("/token")).form(&fields).send().await.unwrap().status().as_u16()
    };
    for _ in 0..60 {
        assert_eq!(guess().await, 401);
    }
    assert_eq!(guess().await, 429);
    let other = RelyingParty::of(&provider, "other");
    assert_eq!(other.token(&[("grant_type", "x")]).await.status, 400, "other clients are unharmed");
    provider.advance(60);
    assert_eq!(guess().await, 401);
}

/// REL-11: a stalled body is given up after ten seconds, and others are served meanwhile.
#[actix_web::test]
async fn a_body_that_never_comes_is_given_up() {
    let provider = TestProvider::new();
    let mut stalled = TcpStream::connect(provider.issuer.strip_prefix("http://").unwrap()).unwrap();
    let head = "POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ngrant";
    stalled.write_all(head.as_bytes()).unwrap();
    stalled.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    assert_eq!(Browser::new().get(&provider.url("/livez")).await.status, 200);
    let begun = Instant::now();
    let answer = actix_web::rt::task::spawn_blocking(move || {
        let mut answer = [0; 12];
        stalled.read_exact(&mut answer).map(|()| String::from_utf8_lossy(&answer).into_owned())
    });
    assert_eq!(answer.await.unwrap().unwrap(), "HTTP/1.1 408");
    assert!(begun.elapsed() > Duration::from_secs(5));
}

/// SEC-69.
#[actix_web::test]
async fn a_head_has_its_bounds() {
    let provider = TestProvider::new();
    let http = Browser::new().http;
    let status = async |path: String, header: usize| {
        http.get(provider.url(&path)).header("x-filler", "x".repeat(header)).send().await.unwrap().status().as_u16()
    };
    assert_eq!(status(format!("/?a={}", "x".repeat(32_000)), 64_000).await, 200);
    assert_eq!(status(format!("/?a={}", "x".repeat(32_768)), 0).await, 414);
    assert_eq!(status("/".to_owned(), 65_600).await, 431);
}

/// Row 64.
#[actix_web::test]
async fn input_is_not_remembered_in_caches() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for index in 0..500 {
        let page = app.authorize(&Browser::new(), &[("prompt", "none"), ("ui_locales", &format!("x-{index}"))]).await;
        assert_eq!(page.answer()["error"], "login_required");
    }
    let long = "x".repeat(6_000);
    assert_eq!(app.authorize(&Browser::new(), &[("login_hint", &long)]).await.status, 200);
    let nested = format!(r#"{{"userinfo":{{"x":{}1{}}}}}"#, "{\"value\":".repeat(400), "}".repeat(400));
    assert_eq!(app.authorize(&Browser::new(), &[("claims", &nested)]).await.answer()["error"], "invalid_request");
}
