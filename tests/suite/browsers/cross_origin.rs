//! Row 63, SEC-14, SEC-64: which pages of other origins may read what, by one table, and the preflight says the same.

use latchkey::endpoints::offers::{OFFERS, Readers};
use reqwest::Method;

use crate::support::browser::Page;
use crate::support::{Browser, Builder, TestProvider};

const APP: &str = "https://app.example";

/// Paths of the table: a path for each line that readers can read.
fn path_of(route: &str) -> &str {
    match route {
        "/.well-known/" => "/.well-known/openid-configuration",
        "/register/{client_id}" => "/register/nobody",
        "/account/" => "/account/password",
        "" => "/signed-out",
        route => route,
    }
}

async fn preflight(provider: &TestProvider, path: &str, origin: &str, wanted: Option<&str>) -> Page {
    let request = Browser::new().http.request(Method::OPTIONS, provider.url(path)).header("origin", origin);
    let mut request = request.header("access-control-request-method", "POST");
    if let Some(wanted) = wanted {
        request = request.header("access-control-request-headers", wanted);
    }
    Page::read(request.send().await.unwrap()).await
}

#[actix_web::test]
async fn the_preflight_of_every_endpoint_says_what_the_answer_says() {
    let provider = Builder::new().settings(|settings| settings.registration.enabled = true).start();
    let http = Browser::new().http;
    let wanted = "authorization,content-type,dpop,x-requested-with";
    for offer in OFFERS {
        let path = path_of(offer.route);
        for origin in [APP, "https://anybody.example", "null"] {
            let expected = match offer.readers {
                Readers::Everybody => "*",
                Readers::RegisteredOrigins if origin == APP => APP,
                _ => "",
            };
            let asked = preflight(&provider, path, origin, Some(wanted)).await;
            assert_eq!(asked.header("access-control-allow-origin"), expected, "{path} {origin}");
            assert_eq!(asked.header("access-control-allow-credentials"), "", "{path}");
            if offer.readers != Readers::Nobody {
                assert_eq!((asked.status.as_u16(), asked.body.as_str()), (204, ""), "{path}");
                assert_eq!(asked.header("allow"), offer.allow(), "{path}");
            } else {
                assert!(asked.status == 405 || asked.status == 404, "{path}: {}", asked.status);
            }
            let methods = if expected.is_empty() { String::new() } else { offer.methods.join(", ") };
            assert_eq!(asked.header("access-control-allow-methods"), methods, "{path} {origin}");
            let (allowed, kept) = match expected {
                "" => ("", ""),
                _ => ("authorization, content-type, dpop, x-requested-with", "600"),
            };
            assert_eq!(asked.header("access-control-allow-headers"), allowed, "{path} {origin}");
            assert_eq!(asked.header("access-control-max-age"), kept, "{path} {origin}");
            for method in offer.methods {
                let method = Method::from_bytes(method.as_bytes()).unwrap();
                let answer = http.request(method.clone(), provider.url(path)).header("origin", origin);
                // The head alone: a stream of events has no end.
                let answer = answer.send().await.unwrap();
                let (status, headers, url) = (answer.status(), answer.headers().clone(), answer.url().to_string());
                let answer = Page { status, headers, url, body: String::new() };
                assert_eq!(answer.header("access-control-allow-origin"), expected, "{method} {path} {origin}");
                assert_eq!(answer.header("access-control-allow-credentials"), "");
                let exposed =
                    if expected.is_empty() { "" } else { "WWW-Authenticate, DPoP-Nonce, Retry-After, X-Request-Id" };
                assert_eq!(answer.header("access-control-expose-headers"), exposed, "{method} {path}");
                if offer.readers == Readers::RegisteredOrigins {
                    let vary: Vec<_> =
                        answer.headers.get_all("vary").iter().map(|vary| vary.to_str().unwrap()).collect();
                    assert!(vary.contains(&"Origin"), "{method} {path}: {vary:?}");
                }
            }
        }
    }
}

/// A list of names comes back; anything else gets the usual list.
#[actix_web::test]
async fn headers_that_were_asked_for_come_back_only_as_plain_names() {
    let provider = TestProvider::new();
    let long = vec!["x-a"; 400].join(",");
    for (wanted, allowed) in [
        (Some("x-oidc-client"), "x-oidc-client"),
        (Some("A , b,C"), "A, b, C"),
        (None, "authorization, content-type"),
        (Some(""), "authorization, content-type"),
        (Some("a b"), "authorization, content-type"),
        (Some("a,,b"), "authorization, content-type"),
        (Some("a: b"), "authorization, content-type"),
        (Some("\"a\""), "authorization, content-type"),
        (Some(long.as_str()), "authorization, content-type"),
    ] {
        for path in ["/token", "/par", "/.well-known/openid-configuration", "/jwks"] {
            let asked = preflight(&provider, path, APP, wanted).await;
            assert_eq!(asked.header("access-control-allow-headers"), allowed, "{path} {wanted:?}");
        }
    }
}

/// A trailing slash, an issuer with a path, and errors are no exceptions.
#[actix_web::test]
async fn the_table_holds_below_a_path_and_for_errors() {
    let provider = Builder::new()
        .settings(|settings| {
            let issuer = format!("{}/id", settings.server.issuer.as_str());
            settings.server.issuer = latchkey::config::settings::Issuer::parse(&issuer).unwrap();
        })
        .start();
    let root = provider.issuer.strip_suffix("/id").unwrap().to_owned();
    let http = Browser::new().http;
    for (url, expected) in [
        (provider.url("/jwks/"), "*"),
        (provider.url("/.well-known/openid-configuration"), "*"),
        (format!("{root}/.well-known/oauth-authorization-server/id"), "*"),
        (format!("{root}/.well-known/openid-configuration/id"), "*"),
        (format!("{root}/.well-known/oauth-protected-resource/id"), "*"),
        (provider.url("/token/"), APP),
        (provider.url("/par"), APP),
        (provider.url("/userinfo"), APP),
        (provider.url("/introspect"), ""),
        (provider.url("/login"), ""),
    ] {
        for method in [Method::GET, Method::DELETE, Method::OPTIONS] {
            let answer = http.request(method.clone(), &url).header("origin", APP).send().await.unwrap();
            let granted =
                answer.headers().get("access-control-allow-origin").map_or("", |value| value.to_str().unwrap());
            assert_eq!(granted, expected, "{method} {url}: {}", answer.status());
        }
    }
}
