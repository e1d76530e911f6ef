//! Keys behind `jwks_uri`: fetched when needed, kept as long as told, fetched again for a key that is new, and no harm
//! to anybody when their server is out of order (REL-23, rows 42 and 43).

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::assertions::{Key, claims, fields};
use super::{post, try_out, with_keys, with_keys_at};
use crate::support::ports::free_port;
use crate::support::site::{Answer, Authority, Site};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

fn set(keys: &[&Key]) -> String {
    json!({"keys": keys.iter().map(|key| key.jwk()).collect::<Vec<Value>>()}).to_string()
}

/// A site whose answer can be changed while it serves.
#[derive(Clone)]
struct Changing(Arc<Mutex<Answer>>);

impl Changing {
    fn new(body: &str) -> (Self, Site) {
        let changing = Self(Arc::new(Mutex::new(Answer::of(200, body))));
        let answer = changing.0.clone();
        (changing, Site::new(move |_| answer.lock().unwrap().clone()))
    }

    fn to(&self, answer: Answer) {
        *self.0.lock().unwrap() = answer;
    }
}

/// A provider with the client `signs`, whose keys are here, that asks again at once.
fn provider(jwks_uri: &str) -> TestProvider {
    provider_with_patience(jwks_uri, Duration::from_millis(1_500))
}

/// One that gives up after so long.
fn provider_with_patience(jwks_uri: &str, timeout: Duration) -> TestProvider {
    let quick = |settings: &mut latchkey::config::settings::Settings| {
        settings.outbound.timeout = timeout;
        settings.outbound.retry_after = Duration::ZERO;
        settings.limits.client_auth_failures.events = 1_000;
    };
    Builder::new().client(with_keys_at("signs", jwks_uri)).settings(quick).start()
}

async fn tries(provider: &TestProvider, key: &Key) -> bool {
    try_out(provider, &key.sign(&claims(provider, "signs"))).await.is_ok()
}

#[actix_web::test]
async fn registration_jwks_uri() {
    let key = Key::new("k1");
    let (_, site) = Changing::new(&set(&[&key]));
    let provider = provider(&site.url("/jwks.json"));
    let app = RelyingParty::of(&provider, "signs");
    let code = app.code(&Browser::new(), &[]).await;
    let grant = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &app.redirect_uri)];
    let assertion = key.sign(&claims(&provider, "signs"));
    let tokens = post(&provider, &[&grant[..], &fields(&assertion)].concat()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    assert_eq!(site.paths(), ["/jwks.json"]);
}

#[actix_web::test]
async fn refresh_token_rp_key_rotation() {
    let (old, new) = (Key::new("old"), Key::new("new"));
    let (answer, site) = Changing::new(&set(&[&old]));
    let provider = provider(&site.url("/jwks.json"));
    let app = RelyingParty::of(&provider, "signs");
    let browser = Browser::new();
    let consent = app.sign_in(&browser, &[("scope", "openid offline_access"), ("prompt", "consent")]).await;
    let code = browser.submit(&consent, &[("decision", "allow")]).await.answer()["code"].clone();
    let redeem = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &app.redirect_uri)];
    let by_old = old.sign(&claims(&provider, "signs"));
    let tokens = post(&provider, &[&redeem[..], &fields(&by_old)].concat()).await.json();
    answer.to(Answer::of(200, &set(&[&new])));
    provider.advance(60);
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"].as_str().unwrap())];
    let by_new = new.sign(&claims(&provider, "signs"));
    let renewed = post(&provider, &[&refresh[..], &fields(&by_new)].concat()).await;
    assert_eq!(renewed.status, 200, "{}", renewed.body);
    assert_eq!(site.paths().len(), 2, "once at first, once for the new key");
    assert!(!tries(&provider, &old).await, "what is no longer served no longer counts");
}

/// REL-23: at most once in ten seconds for each client.
#[actix_web::test]
async fn unknown_keys_make_the_set_be_fetched_again_at_most_every_ten_seconds() {
    let (known, new) = (Key::new("known"), Key::new("new"));
    let (answer, site) = Changing::new(&set(&[&known]));
    let provider = provider(&site.url("/"));
    assert!(tries(&provider, &known).await);
    for second in 1..=60 {
        provider.advance(1);
        for _ in 0..3 {
            assert!(!tries(&provider, &new).await);
        }
        let most = 1 + second / 10;
        assert!(site.connections() <= most, "{} fetches in {second} seconds", site.connections());
    }
    // Of whole seconds eleven are ten at least.
    assert_eq!(site.connections(), 6);
    assert!(tries(&provider, &known).await, "and the known key went on working");
    answer.to(Answer::of(200, &set(&[&known, &new])));
    provider.advance(11);
    assert!(tries(&provider, &new).await);
    assert!(tries(&provider, &known).await);
    assert_eq!(site.connections(), 7);
}

#[actix_web::test]
async fn a_key_that_changed_under_the_same_name_or_none_is_noticed_too() {
    let (old, new) = (Key::new("same"), Key::new("same"));
    let (answer, site) = Changing::new(&set(&[&old]));
    let provider = provider(&site.url("/"));
    assert!(tries(&provider, &old).await);
    answer.to(Answer::of(200, &set(&[&new])));
    provider.advance(11);
    assert!(tries(&provider, &new).await);

    let third = Key::new("");
    answer.to(Answer::of(200, &json!({"keys": [third.nameless_jwk()]}).to_string()));
    provider.advance(11);
    let assertion = third.sign_as(&json!({"alg": "ES256"}), &claims(&provider, "signs"));
    assert_eq!(try_out(&provider, &assertion).await, Ok(()));
}

#[actix_web::test]
async fn a_set_is_kept_as_long_as_its_server_says_within_bounds() {
    let key = Key::new("k1");
    for (cache_control, kept) in [
        ("", 3_600),
        ("max-age=600", 600),
        ("max-age=1", 300),
        ("no-store", 300),
        ("max-age=99999999", 86_400),
        ("max-age=nonsense", 3_600),
    ] {
        let (answer, site) = Changing::new("");
        answer.to(Answer::of(200, &set(&[&key])).header("cache-control", cache_control));
        let provider = provider(&site.url("/"));
        assert!(tries(&provider, &key).await && tries(&provider, &key).await);
        provider.advance(kept - 1);
        assert!(tries(&provider, &key).await);
        assert_eq!(site.connections(), 1, "{cache_control}");
        provider.advance(1);
        assert!(tries(&provider, &key).await);
        assert_eq!(site.connections(), 2, "{cache_control}");
    }
}

#[actix_web::test]
async fn whoever_needs_the_same_set_at_once_shares_one_fetch() {
    let key = Key::new("k1");
    let (answer, site) = Changing::new("");
    answer.to(Answer::of(200, &set(&[&key])).after(Duration::from_millis(100)));
    let provider = provider(&site.url("/"));
    let tried = join_all((0..30).map(|_| tries(&provider, &key))).await;
    assert!(tried.into_iter().all(|accepted| accepted));
    assert_eq!(site.connections(), 1);
}

/// REL-23: a server that comes and goes takes no sign-in along.
#[actix_web::test]
async fn keys_that_were_fetched_go_on_counting_while_their_server_is_out_of_order() {
    let key = Key::new("k1");
    let (answer, site) = Changing::new(&set(&[&key]));
    let provider = provider(&site.url("/"));
    assert!(tries(&provider, &key).await);
    for broken in [
        Answer::of(500, ""),
        Answer::of(404, "gone"),
        Answer::of(302, "").header("location", "/elsewhere"),
        Answer::of(200, "<html>"),
        Answer::of(200, "{\"keys\": 1}"),
        Answer::of(200, &"x".repeat(100_000)),
        Answer::of(200, &set(&[&key])).after(Duration::from_secs(2)),
    ] {
        answer.to(broken);
        provider.advance(3_600);
        let before = site.connections();
        for _ in 0..3 {
            assert!(tries(&provider, &key).await);
        }
        assert_eq!(site.connections(), before + 1, "asked once, and left alone");
    }
    provider.advance(86_400);
    assert!(!tries(&provider, &key).await, "but not for ever");
    answer.to(Answer::of(200, &set(&[&key])));
    provider.advance(11);
    assert!(tries(&provider, &key).await, "and it recovers by itself");
}

#[actix_web::test]
async fn one_clients_broken_server_is_no_concern_of_another() {
    let (key, own) = (Key::new("k1"), Key::new("own"));
    let slow = Site::new(|_| Answer::of(200, "{}").after(Duration::from_secs(6)));
    let (_, healthy) = Changing::new(&set(&[&own]));
    let provider = Builder::new()
        .client(with_keys_at("signs", &slow.url("/")))
        .client(with_keys_at("healthy", &healthy.url("/")))
        .client(with_keys("inline", &[own.jwk()]))
        .settings(|settings| settings.outbound.timeout = Duration::from_secs(4))
        .start();
    let begun = Instant::now();
    let stuck = join_all((0..20).map(|_| tries(&provider, &key)));
    let others = async {
        for client_id in ["healthy", "inline"] {
            assert_eq!(try_out(&provider, &own.sign(&claims(&provider, client_id))).await, Ok(()));
        }
        begun.elapsed()
    };
    let (stuck, others) = futures_util::future::join(stuck, others).await;
    assert!(stuck.into_iter().all(|accepted| !accepted));
    assert!(others < Duration::from_secs(3), "{others:?}");
    assert_eq!(slow.connections(), 1);
}

#[actix_web::test]
async fn a_certificate_of_ones_own_authority_is_good_when_it_is_named() {
    let (authority, key) = (Authority::new(), Key::new("k1"));
    let served = set(&[&key]);
    let site = Site::over_tls(&authority, move |_| Answer::of(200, &served));
    let mut provider = provider(&site.url("/"));
    assert!(!tries(&provider, &key).await);
    provider.reload(|settings| {
        settings.outbound.extra_ca = authority.pem();
        settings.outbound.timeout = Duration::from_secs(3);
    });
    provider.advance(11);
    assert!(tries(&provider, &key).await);
}

/// Row 42: a `jwks_uri` that leads to this machine.
#[actix_web::test]
async fn a_collector_on_loopback_gets_no_hit_from_a_jwks_uri() {
    let (collector, key) = (Site::collector(), Key::new("k1"));
    let there = format!("http://127.0.0.1:{}/", collector.port);
    let redirecting = Site::new(move |_| Answer::of(302, "").header("location", &there));
    for host in ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        for scheme in ["http", "https"] {
            let uri = format!("{scheme}://{host}:{}/jwks", collector.port);
            let strict = |settings: &mut latchkey::config::settings::Settings| {
                settings.outbound.allow_private_ips = false;
                settings.outbound.timeout = Duration::from_millis(100);
            };
            let provider = Builder::new().client(with_keys_at("signs", &uri)).settings(strict).start();
            assert!(!tries(&provider, &key).await, "{uri}");
        }
    }
    assert!(!tries(&provider(&redirecting.url("/")), &key).await);
    assert_eq!((collector.connections(), redirecting.connections()), (0, 1));
}

/// Row 43: from outside, one failure is like another: in what it says, and in that none is told before the time that a
/// silent server would have had. How alike the times are is measured by `cargo bench`.
#[actix_web::test]
async fn nobody_learns_from_a_failure_what_listens_where() {
    let site = Site::new(|path| match path {
        "/slow" => Answer::of(200, "{}").after(Duration::from_secs(3)),
        "/nonsense" => Answer::of(200, "nonsense"),
        _ => Answer::of(404, ""),
    });
    let closed = free_port();
    let key = Key::new("k1");
    let mut bodies = Vec::new();
    for uri in [
        format!("http://127.0.0.1:{closed}/"),
        site.url("/slow"),
        site.url("/missing"),
        site.url("/nonsense"),
        "http://no-such-name.invalid/".to_owned(),
        "http://169.254.169.254/".to_owned(),
    ] {
        let patience = Duration::from_millis(400);
        let provider = provider_with_patience(&uri, patience);
        for _ in 0..2 {
            let assertion = key.sign(&claims(&provider, "signs"));
            let begun = Instant::now();
            let refused = super::outcome(&provider, &assertion).await;
            assert!(begun.elapsed() >= patience, "{uri}: {:?}", begun.elapsed());
            bodies.push((refused.status, refused.body));
            provider.advance(11);
        }
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
}
