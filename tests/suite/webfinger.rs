//! WebFinger (RFC 7033, OpenID Connect Discovery §2).

use latchkey::config::settings::Issuer;
use serde_json::json;

use crate::support::browser::Page;
use crate::support::{Builder, TestProvider};

const REL: &str = "http://openid.net/specs/connect/1.0/issuer";

async fn ask(url: &str) -> Page {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    Page::read(http.get(url).header("origin", "https://anywhere.example").send().await.unwrap()).await
}

#[actix_web::test]
async fn the_issuer_is_told_of_every_name_alike() {
    let provider = TestProvider::new();
    for resource in [
        "acct:ada@example.com",
        "acct:nobody@example.com",
        "acct:ada@elsewhere.example",
        "mailto:ada@example.com",
        "https://example.com/ada",
        "https://example.com",
    ] {
        for rel in [format!("&rel={REL}"), String::new()] {
            let page = ask(&provider.url(&format!("/.well-known/webfinger?resource={resource}{rel}"))).await;
            assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "application/jrd+json"));
            assert_eq!(page.header("access-control-allow-origin"), "*", "RFC 7033 §5");
            assert_eq!(page.json(), json!({"subject": resource, "links": [{"rel": REL, "href": provider.issuer}]}));
        }
    }
    let other =
        ask(&provider.url("/.well-known/webfinger?resource=acct:ada@example.com&rel=http://x.example/avatar")).await;
    assert_eq!(other.json(), json!({"subject": "acct:ada@example.com", "links": []}));
}

#[actix_web::test]
async fn a_request_without_a_resource_is_refused_in_words() {
    let provider = TestProvider::new();
    for (query, status) in [
        ("", 400),
        ("?rel=x", 400),
        ("?resource=ada", 400),
        ("?resource=a@b&resource=a@b", 400),
        ("?resource=urn:x", 404),
    ] {
        let page = ask(&provider.url(&format!("/.well-known/webfinger{query}"))).await;
        assert_eq!((page.status.as_u16(), page.header("access-control-allow-origin")), (status, "*"), "{query}");
        assert!(page.json()["error_description"].as_str().unwrap().contains("resource"), "{}", page.body);
    }
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let head = http.head(provider.url("/.well-known/webfinger?resource=acct:a@b.example")).send().await.unwrap();
    assert_eq!(head.status(), 200);
    let post = http.post(provider.url("/.well-known/webfinger")).send().await.unwrap();
    assert_eq!(post.status(), 405);
}

/// RFC 7033 §4: at the root of the host, where the issuer has a path.
#[actix_web::test]
async fn it_is_at_the_root_of_the_origin_though_the_issuer_has_a_path() {
    let provider = Builder::new()
        .settings(|settings| {
            let issuer = format!("{}/auth", settings.server.issuer.as_str());
            settings.server.issuer = Issuer::parse(&issuer).unwrap();
        })
        .start();
    let origin = provider.issuer.strip_suffix("/auth").unwrap();
    for base in [origin, &provider.issuer] {
        let page = ask(&format!("{base}/.well-known/webfinger?resource=acct:ada@example.com")).await;
        assert_eq!(page.json()["links"][0]["href"], provider.issuer, "{base}");
    }
}
