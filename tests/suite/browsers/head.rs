//! HEAD (RFC 9110 §9.3.2) wherever GET is: the same status and headers, no body, and no more done than GET does.

use latchkey::config::settings::{ListenAddress, Settings};
use latchkey::server;

use super::links;
use crate::support::browser::Page;
use crate::support::ports::free_address;
use crate::support::{Browser, Builder, RelyingParty};

/// What differs from one answer to the next, whatever the method.
const OF_ITS_OWN: [&str; 4] = ["date", "x-request-id", "set-cookie", "location"];

fn headers(page: &Page) -> Vec<(String, String)> {
    let mut headers: Vec<_> = page
        .headers
        .iter()
        .filter(|(name, _)| !OF_ITS_OWN.contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    headers
}

async fn head(browser: &Browser, url: &str) -> Page {
    Page::read(browser.http.head(url).send().await.unwrap()).await
}

#[actix_web::test]
async fn every_address_that_answers_get_answers_head_alike() {
    let provider = Builder::new().settings(|settings| settings.registration.enabled = true).start();
    links(&provider).await;
    let app = RelyingParty::new(&provider);
    let signed_in = Browser::new();
    app.sign_in(&signed_in, &[]).await;
    for path in [
        "/",
        "/login",
        "/authorize",
        &app.authorization_url(&[]).replace(&provider.issuer, ""),
        &app.authorization_url(&[("prompt", "none")]).replace(&provider.issuer, ""),
        "/select-account",
        "/consent",
        "/end-session",
        "/signed-out",
        "/signed-out/results",
        "/session-check",
        "/setup?t=setup",
        "/setup?t=used",
        "/invite?t=invite",
        "/not-me?t=x",
        "/account/password",
        "/account/this-login/events?unknown=1",
        "/token",
        "/par",
        "/revoke",
        "/introspect",
        "/userinfo",
        "/resource_for_tests",
        "/register",
        "/register/app",
        "/check-session-iframe",
        "/check-session-iframe/watch.js",
        "/check-session-iframe/status",
        "/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/.well-known/oauth-protected-resource",
        "/livez",
        "/readyz",
        "/static/latchkey.css",
        "/static/none",
        "/nothing",
        "/jwks/",
    ] {
        for browser in [&Browser::new(), &signed_in] {
            let (got, asked) = (browser.get(&provider.url(path)).await, head(browser, &provider.url(path)).await);
            assert_eq!((asked.status, asked.body.as_str()), (got.status, ""), "{path}");
            // Pages with a sealed request or a number of the request in them vary in length by themselves.
            assert_eq!(headers(&asked), headers(&got), "{path}");
            if got.status == 405 {
                assert!(!got.header("allow").contains("GET") && !got.header("allow").contains("HEAD"), "{path}");
            }
        }
    }
    let posted = signed_in.http.delete(provider.url("/login")).send().await.unwrap();
    assert_eq!(posted.headers()["allow"], "GET, POST, HEAD");
}

#[actix_web::test]
async fn head_uses_no_link_up_opens_no_stream_and_signs_nobody_out() {
    let few = |settings: &mut Settings| settings.session_management.streams_per_address = 2;
    let provider = Builder::new().settings(few).start();
    let [_, invite] = links(&provider).await;
    let browser = Browser::new();
    for _ in 0..2 {
        assert_eq!(head(&browser, &invite).await.status, 200);
    }
    assert_eq!(browser.get(&invite).await.status, 200);
    let app = RelyingParty::new(&provider);
    app.sign_in(&browser, &[]).await;
    assert_eq!(head(&browser, &provider.url("/end-session")).await.status, 200);
    for _ in 0..6 {
        for path in ["/check-session-iframe/events", "/account/this-login/events"] {
            let events = head(&browser, &provider.url(path)).await;
            assert_eq!((events.status.as_u16(), events.header("content-type")), (200, "text/event-stream"), "{path}");
        }
    }
    assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"));
}

/// What probes of containers and monitors send.
#[actix_web::test]
async fn the_address_of_metrics_answers_head_too() {
    let free = free_address();
    let listen = Some(ListenAddress::Tcp(free));
    let provider = Builder::new().settings(|settings| settings.metrics.listen = listen).start();
    let running = server::serve_metrics(&provider.provider).unwrap().expect("it is on");
    let handle = running.handle();
    actix_web::rt::spawn(running);
    let browser = Browser::new();
    for path in ["/metrics", "/livez", "/readyz", "/startupz"] {
        let answer = head(&browser, &format!("http://{free}{path}")).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, ""), "{path}");
        assert!(answer.header("content-length").parse::<u32>().unwrap() > 0, "{path}");
    }
    handle.stop(false).await;
}
