//! What is counted, and who may read it (SEC-73).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use actix_web::body::to_bytes;
use actix_web::web::Data;
use latchkey::config::settings::ListenAddress;
use latchkey::endpoints::metrics::metrics;
use latchkey::logout;
use latchkey::protocol::client::GrantType;
use latchkey::protocol::response_type::ResponseType;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::UsernameKey;
use latchkey::server;

use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

/// The series of one moment, by name and labels as they are written.
pub struct Scrape(BTreeMap<String, f64>);

impl Scrape {
    pub async fn of(provider: &TestProvider) -> Self {
        let response = metrics(Data::from(provider.provider.clone())).await;
        let content_type = response.headers().get("content-type").unwrap();
        assert_eq!(content_type, "text/plain; version=0.0.4; charset=utf-8");
        let body = to_bytes(response.into_body()).await.unwrap_or_default();
        Self(parse(std::str::from_utf8(&body).unwrap()))
    }

    /// The value of a series; nothing counts as zero.
    pub fn get(&self, series: &str) -> f64 {
        self.0.get(series).copied().unwrap_or_default()
    }
}

fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// Takes a `{…}` apart as the format has it: names, quoted values, escapes, commas.
fn labels(text: &str) -> Vec<(String, String)> {
    let (mut pairs, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let (name, quoted) = rest.split_once("=\"").unwrap_or_else(|| panic!("{text}"));
        assert!(is_name(name), "{text}");
        let (mut value, mut letters) = (String::new(), quoted.char_indices());
        let end = loop {
            match letters.next().unwrap_or_else(|| panic!("{text}")) {
                (at, '"') => break at,
                (_, '\\') => match letters.next().unwrap().1 {
                    'n' => value.push('\n'),
                    escaped @ ('\\' | '"') => value.push(escaped),
                    other => panic!("\\{other} in {text}"),
                },
                (_, letter) => value.push(letter),
            }
        };
        pairs.push((name.to_owned(), value));
        rest = &quoted[end + 1..];
        rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    pairs
}

/// Reads the text as strictly as a scraper may: every line, each name told once and before its series, each series
/// once, histograms that add up.
fn parse(text: &str) -> BTreeMap<String, f64> {
    assert!(text.ends_with('\n'));
    let (mut kinds, mut helped, mut series) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    let mut last_bucket: Option<(String, f64)> = None;
    for line in text.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            assert!(helped.insert(help.split_once(' ').unwrap().0.to_owned()), "{line}");
            continue;
        }
        if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(helped.contains(name) && kinds.insert(name.to_owned(), kind.to_owned()).is_none(), "{line}");
            continue;
        }
        let (key, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("{line}"));
        let value: f64 = value.parse().unwrap_or_else(|_| panic!("{line}"));
        let (name, pairs) = match key.split_once('{') {
            Some((name, rest)) => (name, labels(rest.strip_suffix('}').unwrap_or_else(|| panic!("{line}")))),
            None => (key, Vec::new()),
        };
        assert!(is_name(name) && name.starts_with("latchkey_"), "{line}");
        let family = ["_bucket", "_sum", "_count"]
            .iter()
            .filter_map(|ending| name.strip_suffix(ending))
            .find(|family| kinds.get(*family).is_some_and(|kind| kind == "histogram"));
        let kind = kinds.get(family.unwrap_or(name)).unwrap_or_else(|| panic!("no # TYPE before {line}"));
        assert_eq!(kind == "histogram", family.is_some(), "{line}");
        assert_eq!(kind == "counter", name.ends_with("_total"), "{line}");
        if name.ends_with("_bucket") {
            let rest: Vec<_> = pairs.iter().filter(|(name, _)| name != "le").collect();
            let place = format!("{name}{rest:?}");
            if let Some((before, count)) = last_bucket.filter(|(before, _)| *before == place) {
                assert!(value >= count, "{before}: {line}");
            }
            last_bucket = Some((place, value));
        } else if name.ends_with("_count") && family.is_some() {
            assert_eq!(last_bucket.take().map(|(_, count)| count), Some(value), "+Inf is the count: {line}");
        }
        assert!(series.insert(key.to_owned(), value).is_none(), "twice: {line}");
    }
    series
}

async fn until(provider: &TestProvider, series: &str, wanted: f64) {
    for _ in 0..500 {
        if Scrape::of(provider).await.get(series) == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{series} is {}", Scrape::of(provider).await.get(series));
}

async fn sign_out(provider: &TestProvider) {
    let ada = provider.provider.store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    logout::end_others(&provider.provider, &ada.sub, None, Cause::User).await.unwrap();
}

#[actix_web::test]
async fn what_an_alert_watches_stands_at_zero_from_the_start() {
    let provider = TestProvider::new();
    provider.advance(90);
    let scrape = Scrape::of(&provider).await;
    for (series, value) in [
        (concat!("latchkey_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"}"), 1.0),
        ("latchkey_logins_total{method=\"password\",result=\"ok\"}", 0.0),
        ("latchkey_logins_total{method=\"password\",result=\"failed\"}", 0.0),
        ("latchkey_logins_total{method=\"password\",result=\"throttled\"}", 0.0),
        ("latchkey_logout_deliveries_total{channel=\"backchannel\",result=\"delivered\"}", 0.0),
        ("latchkey_logout_deliveries_total{channel=\"backchannel\",result=\"retry\"}", 0.0),
        ("latchkey_logout_deliveries_total{channel=\"backchannel\",result=\"failed\"}", 0.0),
        ("latchkey_logout_deliveries_total{channel=\"frontchannel\",result=\"asked\"}", 0.0),
        ("latchkey_logout_deliveries_pending", 0.0),
        ("latchkey_sessions_active", 0.0),
        ("latchkey_session_streams", 0.0),
        ("latchkey_password_hash_seconds_count", 0.0),
        ("latchkey_config_reload_ok", 1.0),
        ("latchkey_signing_key_age_seconds{alg=\"RS256\"}", 90.0),
        ("latchkey_signing_key_age_seconds{alg=\"ES256\"}", 90.0),
    ] {
        assert_eq!(scrape.0.get(series), Some(&value), "{series}");
    }
}

#[actix_web::test]
async fn connections_in_use_are_told_where_the_database_is_a_server() {
    let provider = TestProvider::new();
    let is_server = std::env::var("LATCHKEY_TEST_POSTGRES").is_ok_and(|url| !url.is_empty());
    let scrape = Scrape::of(&provider).await;
    assert_eq!(scrape.0.contains_key("latchkey_db_pool_in_use"), is_server);
    assert!(scrape.get("latchkey_db_pool_in_use") <= 16.0);
}

/// An alert on a metric that nobody writes is never raised.
#[test]
fn the_alerts_and_the_dashboard_name_metrics_that_are_documented() {
    let alerts = include_str!("../../docs/operations/prometheus-alerts.yaml");
    let dashboard = include_str!("../../docs/operations/grafana-dashboard.json");
    let documented = include_str!("../../docs/operations.md");
    let panels: serde_json::Value = serde_json::from_str(dashboard).unwrap();
    assert!(panels["panels"].as_array().is_some_and(|panels| panels.len() > 10));
    let mut named = BTreeSet::new();
    for text in [alerts, dashboard] {
        let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        named.extend(words.filter(|word| word.starts_with("latchkey_")));
    }
    assert!(named.len() > 15, "{named:?}");
    for name in named {
        let family = name.strip_suffix("_bucket").unwrap_or(name);
        assert!(documented.contains(&format!("\n| `{family}` |")), "{name}");
    }
}

#[actix_web::test]
async fn sign_ins_count_by_what_became_of_them() {
    let limit = |settings: &mut latchkey::config::settings::Settings| settings.limits.login_per_account.events = 2;
    let provider = Builder::new().settings(limit).start();
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/login")).await;
    browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    for _ in 0..3 {
        let browser = Browser::new();
        let page = browser.visit(&provider.url("/login")).await;
        browser.submit(&page, &[("username", "ben"), ("password", "not his password")]).await;
    }
    let scrape = Scrape::of(&provider).await;
    for (result, count) in [("ok", 1.0), ("failed", 2.0), ("throttled", 1.0)] {
        let series = format!("latchkey_logins_total{{method=\"password\",result=\"{result}\"}}");
        assert_eq!(scrape.get(&series), count, "{result}");
    }
    assert_eq!(scrape.get("latchkey_rate_limited_total{scope=\"login_per_account\"}"), 1.0);
    assert_eq!(scrape.get("latchkey_password_hash_seconds_count"), 3.0);
    assert_eq!(scrape.get("latchkey_sessions_active"), 1.0);
    sign_out(&provider).await;
    assert_eq!(Scrape::of(&provider).await.get("latchkey_sessions_active"), 0.0);
}

#[actix_web::test]
async fn a_login_that_ran_out_is_not_active() {
    let provider = TestProvider::new();
    RelyingParty::new(&provider).code(&Browser::new(), &[]).await;
    assert_eq!(Scrape::of(&provider).await.get("latchkey_sessions_active"), 1.0);
    provider.advance(8 * 86_400);
    assert_eq!(Scrape::of(&provider).await.get("latchkey_sessions_active"), 0.0);
}

#[actix_web::test]
async fn tokens_and_refusals_count_by_grant_error_and_client() {
    let all = |app: &mut latchkey::protocol::client::Client| {
        app.response_types = vec![ResponseType::Code, ResponseType::IdToken];
        app.grant_types = vec![GrantType::AuthorizationCode, GrantType::Implicit];
    };
    let provider = Builder::new().app(all).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let code = app.code(&browser, &[]).await;
    app.redeem(&code).await;
    app.redeem(&code).await;
    app.authorize(&browser, &[("response_type", "id_token")]).await;
    app.token(&[("grant_type", "password")]).await;
    let post = async |client_id: &str, secret: &str| {
        let request = app.http.post(provider.url("/token")).basic_auth(client_id, Some(secret));
        request.form(&[("grant_type", "authorization_code")]).send().await.unwrap()
    };
    post("app", "wrong").await;
    post("nobody", "wrong").await;
    let scrape = Scrape::of(&provider).await;
    for (series, count) in [
        ("tokens_issued_total{grant=\"authorization_code\",client_id=\"app\"}", 1.0),
        ("tokens_issued_total{grant=\"implicit\",client_id=\"app\"}", 1.0),
        ("token_errors_total{error=\"invalid_grant\",client_id=\"app\"}", 1.0),
        ("token_errors_total{error=\"unsupported_grant_type\",client_id=\"app\"}", 1.0),
        ("token_errors_total{error=\"invalid_client\",client_id=\"app\"}", 1.0),
        ("token_errors_total{error=\"invalid_client\",client_id=\"unknown\"}", 1.0),
    ] {
        assert_eq!(scrape.get(&format!("latchkey_{series}")), count, "{series}");
    }
}

/// Issue 4: the result of telling each app is in the metrics too.
#[actix_web::test]
async fn logout_tokens_count_by_what_became_of_them() {
    let series =
        |result: &str| format!("latchkey_logout_deliveries_total{{channel=\"backchannel\",result=\"{result}\"}}");
    let receiver = Receiver::answering(&[503, 200, 400]);
    let uri = receiver.url("/backchannel");
    let provider = Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.tokens(&browser, &[]).await;
    sign_out(&provider).await;
    until(&provider, &series("retry"), 1.0).await;
    assert_eq!(Scrape::of(&provider).await.get("latchkey_logout_deliveries_pending"), 1.0);
    provider.advance(1_000);
    until(&provider, &series("delivered"), 1.0).await;
    until(&provider, "latchkey_logout_deliveries_pending", 0.0).await;
    app.tokens(&Browser::new(), &[]).await;
    sign_out(&provider).await;
    until(&provider, &series("failed"), 1.0).await;
    let scrape = Scrape::of(&provider).await;
    assert_eq!((scrape.get(&series("retry")), scrape.get(&series("delivered"))), (1.0, 1.0));
}

#[actix_web::test]
async fn front_channel_pages_count_when_they_are_put_into_a_frame() {
    let front = "https://app.example/front";
    let provider = Builder::new().app(|app| app.frontchannel_logout_uri = Some(front.into())).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let tokens = app.tokens(&browser, &[]).await;
    let asked = "latchkey_logout_deliveries_total{channel=\"frontchannel\",result=\"asked\"}";
    assert_eq!(Scrape::of(&provider).await.get(asked), 0.0);
    let hint = tokens["id_token"].as_str().unwrap();
    let page = browser.visit(&provider.url(&format!("/end-session?id_token_hint={hint}"))).await;
    assert!(page.body.contains("data-src"), "{}", page.body);
    assert_eq!(Scrape::of(&provider).await.get(asked), 1.0);
}

#[actix_web::test]
async fn requests_count_by_the_pattern_of_their_path() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    browser.get(&provider.url("/jwks")).await;
    browser.get(&provider.url("/jwks/")).await;
    browser.get(&provider.url("/token")).await;
    browser.get(&provider.url("/static/nothing.css")).await;
    assert_eq!(browser.get(&provider.url("/metrics")).await.status, 404, "the public has no business here");
    let scrape = Scrape::of(&provider).await;
    for (labels, count) in [
        ("route=\"/jwks\",method=\"GET\",code=\"200\"", 2.0),
        ("route=\"/token\",method=\"GET\",code=\"405\"", 1.0),
        ("route=\"/static/{name}\",method=\"GET\",code=\"404\"", 1.0),
        ("route=\"unmatched\",method=\"GET\",code=\"404\"", 1.0),
    ] {
        assert_eq!(scrape.get(&format!("latchkey_http_requests_total{{{labels}}}")), count, "{labels}");
    }
    assert_eq!(scrape.get("latchkey_http_request_duration_seconds_count{route=\"/jwks\"}"), 2.0);
}

/// Whoever asks for what does not exist, by whatever name, makes the server remember nothing.
#[actix_web::test]
async fn odd_paths_methods_and_client_ids_make_no_new_series() {
    let provider = TestProvider::new();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let odd = async |range: std::ops::Range<u32>| {
        for number in range {
            http.get(provider.url(&format!("/{number}%22%7D"))).send().await.unwrap();
            if number < 50 {
                http.get(provider.url(&format!("/static/{number}"))).send().await.unwrap();
                let method = reqwest::Method::from_bytes(format!("M{number}").as_bytes()).unwrap();
                http.request(method, provider.url("/jwks")).send().await.unwrap();
            }
            let client_id = format!("client-{number}");
            let fields = [("grant_type", "x"), ("client_id", client_id.as_str()), ("client_secret", "x")];
            http.post(provider.url("/token")).form(&fields).send().await.unwrap();
        }
    };
    odd(0..1).await;
    let before: BTreeSet<String> = Scrape::of(&provider).await.0.into_keys().collect();
    odd(1..1_001).await;
    let after = Scrape::of(&provider).await;
    let new: Vec<&String> = after.0.keys().filter(|series| !before.contains(*series)).collect();
    assert!(new.is_empty(), "{new:?}");
    let refused = "latchkey_token_errors_total{error=\"invalid_client\",client_id=\"unknown\"}";
    assert_eq!(after.get(refused), 1_001.0);
}

/// SEC-73.
#[actix_web::test]
async fn nothing_in_it_names_a_person() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.tokens(&browser, &[("scope", "openid email profile")]).await;
    browser.visit(&provider.url("/")).await;
    let ada = provider.provider.store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let series: Vec<String> = Scrape::of(&provider).await.0.into_keys().collect();
    let text = series.join("\n");
    for word in ["ada", "example.com", "127.0.0.1", ada.sub.as_str()] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}

fn ask(socket: &std::path::Path, head: &str) -> String {
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    write!(stream, "{head} HTTP/1.1\r\nhost: metrics\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[actix_web::test]
async fn the_address_of_its_own_has_metrics_and_probes_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("metrics.sock");
    let listen = Some(ListenAddress::Unix(socket.clone()));
    let provider = Builder::new().settings(|settings| settings.metrics.listen = listen).start();
    let running = server::serve_metrics(&provider.provider).unwrap().expect("it is on");
    let handle = running.handle();
    actix_web::rt::spawn(running);
    for (head, status, words) in [
        ("GET /metrics", "200 OK", "\nlatchkey_build_info{version="),
        ("GET /livez", "200 OK", "{\"status\":\"ok\"}"),
        ("GET /startupz", "200 OK", "{\"status\":\"ok\"}"),
        ("GET /readyz", "200 OK", "\"status\":\"ready\""),
        ("POST /metrics", "405 Method Not Allowed", ""),
        ("GET /", "404 Not Found", ""),
        ("GET /login", "404 Not Found", ""),
        ("GET /.well-known/openid-configuration", "404 Not Found", ""),
    ] {
        let socket = socket.clone();
        let answer = tokio::task::spawn_blocking(move || ask(&socket, head)).await.unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")) && answer.contains(words), "{head}: {answer}");
        assert!(!answer.to_lowercase().contains("set-cookie"), "{answer}");
    }
    let scrape = Scrape::of(&provider).await;
    let counted: Vec<&String> = scrape.0.keys().filter(|series| series.contains("http_requests")).collect();
    assert!(counted.is_empty(), "scrapes are no requests of anybody: {counted:?}");
    handle.stop(false).await;
}

#[actix_web::test]
async fn without_the_setting_nothing_is_served() {
    let provider = TestProvider::new();
    assert!(server::serve_metrics(&provider.provider).unwrap().is_none());
}

#[actix_web::test]
async fn an_address_that_is_taken_is_told_with_the_remedy() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let listen = Some(ListenAddress::Tcp(address));
    let provider = Builder::new().settings(|settings| settings.metrics.listen = listen).start();
    let told = server::serve_metrics(&provider.provider).err().unwrap().to_string();
    assert!(told.contains(&address.to_string()) && told.contains("`listen` under [metrics]"), "{told}");
}
