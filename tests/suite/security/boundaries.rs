//! Paths, hosts, origins and memory (rows 60, 61, 63 and 64; SEC-14, SEC-64, SEC-65, SEC-69).

use std::time::Duration;

use super::ways::{self, Signer};
use super::wire::{Answer, Outcome, Wire};
use crate::support::{Browser, Builder, TestProvider};

const PATHS: [&str; 27] = [
    "/authorize",
    "/login",
    "/select-account",
    "/consent",
    "/end-session",
    "/signed-out",
    "/signed-out/results",
    "/session-check",
    "/setup",
    "/invite",
    "/not-me",
    "/account/password",
    "/",
    "/token",
    "/par",
    "/device_authorization",
    "/backchannel_authentication",
    "/device",
    "/account/requests",
    "/revoke",
    "/introspect",
    "/userinfo",
    "/check-session-iframe/status",
    "/check-session-iframe/events",
    "/register",
    "/livez",
    "/nothing",
];

fn ask(wire: &mut Wire, request: &str) -> Answer {
    match wire.send(request.as_bytes(), true, Duration::from_secs(20)) {
        Outcome::Answer(answer) => answer,
        other => panic!("{other:?} after {request}"),
    }
}

/// Row 61: a path is one of ours to the letter, or none.
#[test]
fn a_path_written_otherwise_is_not_found_or_the_same() {
    let provider = TestProvider::new();
    let mut wire = Wire::to(&provider.issuer);
    for path in [
        "/authorize",
        "/token",
        "/par",
        "/device_authorization",
        "/backchannel_authentication",
        "/device",
        "/userinfo",
        "/end-session",
        "/jwks",
        "/login",
    ] {
        let (name, upper) = (&path[1..], path.to_ascii_uppercase());
        let plain = ask(&mut wire, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        for other in [
            format!("{path};x"),
            format!("{path};jsessionid=1"),
            format!("/{path}"),
            format!("//evil.example{path}"),
            format!("{path}%2f"),
            format!("{path}%00"),
            format!("{path}%20"),
            format!("{path}//"),
            format!("{path}/x"),
            format!("{path}.json"),
            format!("/x/..{path}"),
            format!("/.{path}"),
            format!("/x/..;{path}"),
            format!("/%2e%2e/{name}"),
            format!("/%{:02x}{}", name.as_bytes()[0], &name[1..]),
            upper,
        ] {
            let answer = ask(&mut wire, &format!("GET {other} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            let same = answer.status == plain.status && answer.header("allow") == plain.header("allow");
            assert!(answer.status == 404 || same, "{other}: {}", answer.status);
            let leads = answer.header("location");
            assert!(leads.is_empty() || leads == plain.header("location"), "{other}: {leads}");
        }
    }
}

/// Row 63: no endpoint grants anything to origins that nobody registered, and none with credentials.
#[test]
fn no_endpoint_lets_an_unregistered_origin_read() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let mut wire = Wire::to(&provider.issuer);
    for path in PATHS {
        for origin in [
            "null",
            "https://evil.example",
            "https://app.example.evil.example",
            "https://evilapp.example",
            "http://app.example",
            "https://app.example:444",
            "https://APP.example",
            "https://app.example/",
            "https://app.example https://evil.example",
            "file://",
            "*",
        ] {
            for method in ["GET", "POST", "OPTIONS"] {
                let wanted = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization";
                let head = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n{wanted}\r\n");
                let answer = ask(&mut wire, &format!("{head}Content-Length: 0\r\n\r\n"));
                assert_eq!(answer.header("access-control-allow-origin"), "", "{method} {path} {origin}");
                assert_eq!(answer.header("access-control-allow-credentials"), "", "{method} {path} {origin}");
            }
        }
    }
    for path in ["/jwks", "/.well-known/openid-configuration"] {
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://anybody.example\r\n\r\n");
        let answer = ask(&mut wire, &head);
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), "", "{path}");
    }
}

/// Row 60: whoever is no trusted proxy is known by the address that it comes from.
#[actix_web::test]
async fn a_forged_forwarding_header_does_not_escape_a_limit() {
    let provider = Builder::new().settings(|settings| settings.server.development = false).start();
    let http = Browser::new().http;
    let guess = async |name: &str, value: String| {
        let fields = [("grant_type", "refresh_token"), ("client_id", "app"), ("client_secret", "wrong")];
        let request = http.post(provider.url("/token")).form(&fields).header(name, value);
        request.send().await.unwrap().status().as_u16()
    };
    for turn in 0..60 {
        assert_eq!(guess("x-forwarded-for", format!("192.0.2.{turn}")).await, 401);
    }
    for name in ["x-forwarded-for", "x-real-ip", "forwarded", "true-client-ip", "cf-connecting-ip"] {
        assert_eq!(guess(name, "for=198.51.100.7".to_owned()).await, 429, "{name}");
        assert_eq!(guess(name, "198.51.100.8".to_owned()).await, 429, "{name}");
    }
}
