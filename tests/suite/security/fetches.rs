//! What a stranger can make this server call: nothing on this machine, by any URL that a client may name (row 42). And
//! what is learned from a fetch that fails: nothing (row 43). `client_auth::keys` tries the same with `jwks_uri`, and
//! `outbound` with the gate that all of them pass.

use std::time::{Duration, Instant};

use latchkey::config::settings::Settings;
use serde_json::{Value, json};

use crate::registration::{self, Registrar};
use crate::support::ports::free_port;
use crate::support::site::{Answer, Site};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// Every member of a registration that holds URLs.
const PLACES: [&str; 14] = [
    "jwks_uri",
    "sector_identifier_uri",
    "logo_uri",
    "client_uri",
    "policy_uri",
    "tos_uri",
    "initiate_login_uri",
    "request_uris",
    "redirect_uris",
    "post_logout_redirect_uris",
    "backchannel_logout_uri",
    "frontchannel_logout_uri",
    "backchannel_client_notification_endpoint",
    "unknown_uri",
];

fn with_request_uri(uri: &str, change: impl FnOnce(&mut Settings)) -> TestProvider {
    Builder::new()
        .app(|client| {
            client.request_uris = vec![uri.to_owned()];
            client.logo_uri = Some(uri.to_owned());
        })
        .settings(|settings| {
            settings.request_objects.by_reference = true;
            registration::open(settings);
        })
        .settings(change)
        .start()
}

#[actix_web::test]
async fn a_collector_on_loopback_gets_no_hit_from_any_url_that_a_client_names() {
    let collector = Site::collector();
    for host in ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        for scheme in ["http", "https"] {
            let uri = format!("{scheme}://{host}:{}/there", collector.port);
            let provider = with_request_uri(&uri, |settings| {
                settings.outbound.allow_private_ips = false;
                settings.outbound.timeout = Duration::from_millis(50);
            });
            let app = RelyingParty::new(&provider);
            let refused = app.authorize(&Browser::new(), &[("request_uri", &uri)]).await.answer();
            assert_eq!(refused["error"], "invalid_request_uri", "{uri}");
            assert!(app.authorize(&Browser::new(), &[]).await.body.contains("id=\"password\""), "with a logo: {uri}");
            let registrar = Registrar::new(&provider);
            for place in PLACES {
                let value: Value = if place.ends_with('s') { json!([uri]) } else { json!(uri) };
                let metadata = registration::with(json!({ place: value, "subject_type": "pairwise" }));
                assert!(registrar.register(&metadata).await.status.as_u16() < 500, "{place} {uri}");
            }
        }
    }
    assert_eq!(collector.connections(), 0);
}

#[actix_web::test]
async fn a_redirect_from_a_request_uri_leads_nowhere() {
    let collector = Site::collector();
    let there = format!("http://127.0.0.1:{}/", collector.port);
    let redirecting = Site::new(move |_| Answer::of(302, "").header("location", &there));
    let uri = redirecting.url("/request");
    let provider = with_request_uri(&uri, |settings| settings.outbound.timeout = Duration::from_millis(200));
    let refused = RelyingParty::new(&provider).authorize(&Browser::new(), &[("request_uri", &uri)]).await.answer();
    assert_eq!(refused["error"], "invalid_request_uri");
    assert_eq!((collector.connections(), redirecting.connections()), (0, 1));
}

/// What fails, and how.
fn faults(site: &Site) -> Vec<String> {
    let closed = free_port();
    vec![
        format!("http://127.0.0.1:{closed}/"),
        site.url("/slow"),
        site.url("/missing"),
        site.url("/page"),
        site.url("/away"),
        format!("https://127.0.0.1:{closed}/"),
        site.url("/no-tls").replacen("http", "https", 1),
        "https://no-such-name.invalid/".to_owned(),
        "https://169.254.169.254/".to_owned(),
    ]
}

/// The quickest answer of several, for the machine may be busy. None comes before the time of a fetch is up, and that of
/// a place that would answer after three seconds comes then, too; `cargo bench --bench timing` compares more closely.
async fn assert_alike<T: PartialEq + std::fmt::Debug>(uri: &str, answers: &mut Vec<T>, ask: impl AsyncFn() -> T) {
    let mut quickest = u128::MAX;
    for _ in 0..4 {
        let begun = Instant::now();
        let answer = ask().await;
        quickest = quickest.min(begun.elapsed().as_millis());
        answers.push(answer);
    }
    assert!((400..1_500).contains(&quickest), "{uri}: {quickest} ms");
}

#[actix_web::test]
async fn nobody_learns_from_a_request_uri_or_a_sector_what_listens_where() {
    let site = Site::new(|path| match path {
        "/slow" => Answer::of(200, "a.b.c").after(Duration::from_secs(3)),
        "/page" => Answer::of(200, "<h1>Router</h1>"),
        "/away" => Answer::of(302, "").header("location", "http://127.0.0.1:1/"),
        _ => Answer::of(404, ""),
    });
    let (mut requests, mut sectors) = (Vec::new(), Vec::new());
    for uri in faults(&site) {
        let provider = with_request_uri(&uri, |settings| {
            settings.outbound.timeout = Duration::from_millis(400);
            settings.outbound.retry_after = Duration::ZERO;
        });
        // The first request of a process reads the system's certificates.
        assert!(provider.provider.outbound.fetch("https://127.0.0.1:1/warm", "*/*").await.is_err());
        let app = RelyingParty::new(&provider);
        assert_alike(&uri, &mut requests, async || {
            let page = app.authorize(&Browser::new(), &[("request_uri", &uri)]).await;
            (page.status, page.answer()["error_description"].clone())
        })
        .await;
        if uri.starts_with("https:") {
            let registrar = Registrar::new(&provider);
            let metadata = registration::with(json!({"sector_identifier_uri": uri, "subject_type": "pairwise"}));
            assert_alike(&uri, &mut sectors, async || {
                let page = registrar.register(&metadata).await;
                (page.status, page.body.replace(&uri, "…"))
            })
            .await;
        }
    }
    for answers in [&mut requests, &mut sectors] {
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
    }
}
