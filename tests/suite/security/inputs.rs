//! Bad input in bulk: never a 5xx, never a redirect to an unregistered URI (I4).

use super::ways::PARAMETERS;
use crate::support::browser::Page;
use crate::support::provider::SECRET;
use crate::support::{Browser, RelyingParty, TestProvider};

const TOKEN: [&str; 8] =
    ["grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "scope", "client_id", "client_secret"];
const LOOK_UP: [&str; 5] = ["token", "token_type_hint", "client_id", "client_secret", "resource"];

/// Encoded values that nobody means well with.
fn bad_values() -> Vec<String> {
    let mut values: Vec<String> = [
        "",
        "%00",
        "%ff",
        "%c3%28",
        "%",
        "%4",
        "%zz",
        "a%0d%0ab",
        "%e2%80%ae",
        "'%22%3Cx%3E",
        "%7B%22",
        "..%2f",
        "0",
        "-1",
    ]
    .map(str::to_owned)
    .to_vec();
    values.push("x".repeat(5_000));
    values
}

fn assert_harmless(page: &Page, what: &str) {
    assert!(page.status.as_u16() < 500, "{what}: {} {}", page.status, page.body);
    if let Some(location) = page.raw_location() {
        let fine = location.starts_with("https://app.example/cb?")
            || location.starts_with("https://app.example/cb#")
            || location.starts_with("/login?");
        assert!(fine, "{what}: {location}");
    }
}

fn pairs(valid: &[(&str, &str)]) -> Vec<String> {
    valid.iter().map(|(name, value)| format!("{name}={value}")).collect()
}

#[actix_web::test]
async fn every_authorize_parameter_absent_empty_doubled_long_or_broken() {
    let provider = TestProvider::new();
    let http = Browser::new().http;
    let valid = [
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", "https%3A%2F%2Fapp.example%2Fcb"),
        ("scope", "openid"),
        ("state", "s"),
    ];
    let send = async |query: String| {
        let get = Page::read(http.get(format!("{}?{query}", provider.url("/authorize"))).send().await.unwrap()).await;
        assert_harmless(&get, &format!("GET {}", query.get(..query.len().min(200)).unwrap()));
        let post = http
            .post(provider.url("/authorize"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(query.clone());
        let post = Page::read(post.send().await.unwrap()).await;
        assert_harmless(&post, "POST");
        get
    };
    for name in PARAMETERS {
        let others: Vec<(&str, &str)> = valid.iter().filter(|(known, _)| *known != name).copied().collect();
        send(pairs(&others).join("&")).await;
        for value in bad_values() {
            let query = [pairs(&others), vec![format!("{name}={value}")]].concat().join("&");
            send(query).await;
        }
        let doubled = [pairs(&valid), vec![format!("{name}=x"), format!("{name}=y")]].concat().join("&");
        let page = send(doubled).await;
        // Only `resource` may repeat (RFC 8707 §2), with resources that there are.
        let error = if name == "resource" { "error=invalid_target" } else { "error=invalid_request" };
        assert!(page.raw_location().is_none_or(|location| location.contains(error)), "{name} twice (SEC-9)");
    }
    let many: String = (0..1_100).map(|index| format!("&p{index}=1")).collect();
    send(pairs(&valid).join("&") + &many).await;
}

/// Rows 1, 2, 4 and 5: the redirect URI is proven before any other fault is answered.
#[actix_web::test]
async fn an_unregistered_redirect_uri_is_a_page_whatever_else_is_wrong() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    app.code(&browser, &[]).await;
    let unregistered = [
        "https://evil.example/cb",
        "https://app.example@evil.example/cb",
        "https://app.example:x@@evil.example/cb",
        "https://app.example/cb/..;/x",
        "https://app.example/cb%2e%2e/",
        "https://app.example/./cb",
        "https://a.app.example/cb",
        "https://evil.example/?x=https://app.example/cb",
        "//evil.example/cb",
        "/cb",
        "javascript:alert(1)",
        "https://app.example/cb#",
        "https://APP.example/cb",
        "https://app.example:443/cb",
        "https://app.example/cb ",
        "https://app.example/cb\\",
    ];
    let triggers = [
        ("prompt", "none"),
        ("response_type", "token"),
        ("response_type", ""),
        ("scope", "email"),
        ("scope", ""),
        ("max_age", "x"),
        ("request", "x"),
        ("claims", "x"),
        ("id_token_hint", "x"),
        ("code_challenge", "x"),
        ("prompt", "none login"),
    ];
    for uri in unregistered {
        for trigger in triggers {
            for mode in ["", "fragment", "form_post", "jwt"] {
                let page = app.authorize(&browser, &[("redirect_uri", uri), trigger, ("response_mode", mode)]).await;
                assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{uri} {trigger:?} {mode}");
                assert!(!page.body.contains("action=\"https:"), "{uri} {trigger:?} {mode}");
            }
        }
    }
}

#[actix_web::test]
async fn every_token_parameter_absent_empty_doubled_long_or_broken() {
    let provider = TestProvider::new();
    let http = Browser::new().http;
    let secret = SECRET;
    for grant in ["authorization_code", "refresh_token"] {
        let valid = [
            ("grant_type", grant),
            ("code", "x"),
            ("refresh_token", "y"),
            ("redirect_uri", "https%3A%2F%2Fapp.example%2Fcb"),
            ("client_id", "other"),
            ("client_secret", secret),
        ];
        for name in TOKEN {
            let others: Vec<(&str, &str)> = valid.iter().filter(|(known, _)| *known != name).copied().collect();
            let mut bodies: Vec<String> = bad_values()
                .iter()
                .map(|value| [pairs(&others), vec![format!("{name}={value}")]].concat().join("&"))
                .collect();
            bodies.push(pairs(&others).join("&"));
            bodies.push([pairs(&valid), vec![format!("{name}=x"), format!("{name}=y")]].concat().join("&"));
            for body in bodies {
                provider.advance(61);
                let request = http
                    .post(provider.url("/token"))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(body.clone());
                let page = Page::read(request.send().await.unwrap()).await;
                assert!((400..500).contains(&page.status.as_u16()), "{} {body:.200}", page.status);
                assert!(page.json()["error"].is_string());
            }
        }
    }
}

/// SEC-61: whatever is asked of them, introspection and revocation give nothing away and never fail.
#[actix_web::test]
async fn every_introspection_and_revocation_parameter_absent_empty_doubled_long_or_broken() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[]).await;
    let valid =
        [("token", "x"), ("token_type_hint", "access_token"), ("client_id", "other"), ("client_secret", SECRET)];
    for (path, answer) in [("/introspect", "{\"active\":false}"), ("/revoke", "")] {
        for name in LOOK_UP {
            let others: Vec<(&str, &str)> = valid.iter().filter(|(known, _)| *known != name).copied().collect();
            let mut bodies: Vec<String> = bad_values()
                .iter()
                .map(|value| [pairs(&others), vec![format!("{name}={value}")]].concat().join("&"))
                .collect();
            bodies.push(pairs(&others).join("&"));
            bodies.push([pairs(&valid), vec![format!("{name}=x"), format!("{name}=y")]].concat().join("&"));
            for body in bodies {
                provider.advance(1);
                let request = app
                    .http
                    .post(provider.url(path))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(body.clone());
                let page = Page::read(request.send().await.unwrap()).await;
                let status = page.status.as_u16();
                assert!(status < 500 && (status != 200 || page.body == answer), "{path} {status} {body:.200}");
            }
        }
    }
    assert_eq!(app.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 200);
}

/// Row 27 and row 65: a token is looked up whole, and nothing in it reaches the database as anything but bytes.
#[actix_web::test]
async fn mangled_tokens_of_every_kind_are_refused() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let tokens = app.tokens(&browser, &[("scope", "openid offline_access")]).await;
    let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
    let code = app.authorize(&browser, &[]).await.answer()["code"].clone();
    let mangled = |token: &str| {
        let flipped: String = token
            .chars()
            .map(|letter| if letter.is_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() })
            .collect();
        vec![
            token[..token.len() - 1].to_owned(),
            format!("{token}A"),
            flipped,
            format!("{token}' OR '1'='1"),
            format!(" {token}"),
            token[1..].to_owned(),
        ]
    };
    for token in mangled(&text("access_token")) {
        let request = app.http.post(provider.url("/userinfo")).form(&[("access_token", &token)]);
        assert_eq!(Page::read(request.send().await.unwrap()).await.status, 401, "{token}");
    }
    for token in mangled(&text("refresh_token")) {
        assert_eq!(app.refresh(&token).await.json()["error"], "invalid_grant", "{token}");
    }
    for code in mangled(&code) {
        assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant", "{code}");
    }
    // SEC-27: one kind never passes for another.
    assert_eq!(app.userinfo(&text("refresh_token")).await.status, 401);
    assert_eq!(app.userinfo(&text("id_token")).await.status, 401);
    assert_eq!(app.refresh(&text("access_token")).await.json()["error"], "invalid_grant");
    assert_eq!(app.redeem(&text("refresh_token")).await.json()["error"], "invalid_grant");
    assert_eq!(app.redeem(&code).await.status, 200);
}

/// A browser leaves its cookies behind on a POST from another site, so that the request comes again by GET, to the octet.
#[actix_web::test]
async fn a_post_from_another_site_comes_again_whatever_stands_in_it() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let asked = app.authorization_url(&[("prompt", "none"), ("state", "")]);
    let asked = asked.split_once('?').unwrap().1;
    for (sent, state) in [
        (&b"a%20b+c%26%2B"[..], "a b c&+"),
        (b"\x01\x1f\x7f", "\u{1}\u{1f}\u{7f}"),
        (b"a\r\nX-Injected: x", "a\r\nX-Injected: x"),
        (b"a#b \"<>\\^`{|}", "a#b \"<>\\^`{|}"),
        ("\u{fc}\u{202e}".as_bytes(), "\u{fc}\u{202e}"),
    ] {
        let body = [asked.as_bytes(), b"&state=", sent].concat();
        let request = app.http.post(provider.url("/authorize")).header("sec-fetch-site", "cross-site");
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        let again = Page::read(request.send().await.unwrap()).await;
        assert_eq!(again.status, 303, "{state:?}");
        assert!(again.raw_location().unwrap().starts_with("/authorize?") && !again.headers.contains_key("x-injected"));
        let answer = Page::read(app.http.get(again.location().unwrap()).send().await.unwrap()).await.answer();
        assert_eq!((answer["error"].as_str(), answer["state"].as_str()), ("login_required", state));
    }
    let broken = app.http.post(provider.url("/authorize")).header("sec-fetch-site", "cross-site");
    let broken = broken.header("content-type", "application/x-www-form-urlencoded").body(&b"client_id=app&x=\xff"[..]);
    let again = Page::read(broken.send().await.unwrap()).await;
    assert_eq!((again.status.as_u16(), again.raw_location()), (303, Some("/authorize?client_id=app&x=%FF")));
}
