//! Mutated requests in bulk, over sockets: valid requests for every endpoint, changed by a generator with a fixed seed.
//! No panic, no 5xx, no `Location` to an unregistered URI (I4), no markup of a stranger on a page, and a server that
//! still answers afterwards.
//!
//! `LATCHKEY_MUTATIONS=1000000 cargo test --release --test suite mutated_requests` runs more than the usual number.

mod corpus;
mod mutate;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use self::corpus::Corpus;
use self::mutate::{Prng, mutated};
use super::ways::{self, Signer};
use super::wire::{Answer, Outcome, Wire};
use crate::support::TestProvider;
use crate::support::browser::Page;
use latchkey::config::settings::Rate;

const USUAL: usize = 20_000;
/// A busy machine sends fewer.
const AT_MOST: Duration = Duration::from_secs(50);
const SENDERS: usize = 6;
/// A corpus wears out: codes are redeemed, logins end.
const PER_CORPUS: usize = 400;
/// Where answers may go.
const REGISTERED: [&str; 4] =
    ["https://app.example/cb", "https://app.example/bye", "https://other.example/cb", "https://other.example/bye"];

/// What is counted, over all senders.
#[derive(Default)]
struct Tally {
    begun: AtomicUsize,
    statuses: [AtomicUsize; 6],
    closed: AtomicUsize,
    silent: AtomicUsize,
    redirects: AtomicUsize,
    failures: Mutex<Vec<String>>,
}

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Counts panics beyond the tests' own.
fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.location().is_none_or(|location| !location.file().starts_with("tests/")) {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        before(panic);
    }));
}

fn provider(signer: &Signer) -> TestProvider {
    let without_limits = Rate { events: u32::MAX, window: Duration::from_secs(60) };
    let app = signer.client("app");
    let asks = latchkey::protocol::client::Client {
        consent: latchkey::protocol::client::ConsentMode::Always,
        ..signer.client("other")
    };
    crate::support::Builder::new()
        .with(|settings| {
            settings.clients = vec![app, asks];
            settings.limits.login_per_account = without_limits;
            settings.limits.login_per_ip = without_limits;
            settings.limits.client_auth_failures = without_limits;
            crate::registration::open(settings);
            settings.registration.rate = without_limits;
            settings.registration.max_clients = u32::MAX;
            settings.request_objects.by_reference = true;
            settings.outbound.allow_private_ips = false;
        })
        .start()
}

#[test]
fn mutated_requests_find_no_panic_no_5xx_and_no_way_out() {
    let asked = std::env::var("LATCHKEY_MUTATIONS").ok().map(|count| count.parse().expect("a number"));
    let deadline = asked.is_none().then(|| Instant::now() + AT_MOST);
    let count = asked.unwrap_or(USUAL);
    count_panics();
    let signer = Signer::new();
    let provider = provider(&signer);
    let (tally, begun) = (Tally::default(), Instant::now());
    std::thread::scope(|scope| {
        for sender in 0..SENDERS {
            let (tally, provider, signer) = (&tally, &provider, &signer);
            scope.spawn(move || {
                let mut prng = Prng::seeded(0x1a7c_43e7 + sender as u64);
                let mut wire = Wire::to(&provider.issuer);
                while tally.begun.fetch_add(PER_CORPUS, Ordering::SeqCst) < count
                    && deadline.is_none_or(|deadline| Instant::now() < deadline)
                {
                    let corpus = actix_web::rt::System::new().block_on(Corpus::fresh(provider, signer));
                    for _ in 0..PER_CORPUS {
                        send(&mut prng, &mut wire, &corpus, tally);
                    }
                }
            });
        }
    });
    let seconds = begun.elapsed().as_secs_f64();
    let load = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
    let statuses: Vec<usize> = tally.statuses.iter().map(load).collect();
    let answered: usize = statuses.iter().sum();
    println!(
        "{answered} answers in {seconds:.0} s by hundreds of status {statuses:?}, {} hung up on, {} left waiting, \
         {} sent back to apps, {} panics",
        load(&tally.closed),
        load(&tally.silent),
        load(&tally.redirects),
        load(&PANICS)
    );
    let failures = tally.failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} failures, first: {:#?}", failures.len(), &failures[..failures.len().min(10)]);
    assert_eq!(load(&PANICS), 0, "panics");
    assert!(statuses[2] > answered / 50 && statuses[3] > answered / 50 && statuses[4] > answered / 50, "{statuses:?}");
    assert!(load(&tally.redirects) > answered / 200, "mutants still reach the end");
    actix_web::rt::System::new().block_on(still_works(&provider));
}

fn send(prng: &mut Prng, wire: &mut Wire, corpus: &Corpus, tally: &Tally) {
    let mutant = mutated(prng, corpus);
    let patience = if mutant.is_whole { Duration::from_secs(20) } else { Duration::from_millis(150) };
    let outcome = wire.send(&mutant.bytes, mutant.is_whole, patience);
    let fault = match &outcome {
        Outcome::Answer(answer) => {
            let class = usize::from(answer.status / 100).min(5);
            tally.statuses[class].fetch_add(1, Ordering::Relaxed);
            let away = answer.header("location").starts_with("https:");
            tally.redirects.fetch_add(usize::from(away), Ordering::Relaxed);
            fault(answer)
        }
        Outcome::Closed => {
            tally.closed.fetch_add(1, Ordering::Relaxed);
            mutant.is_whole.then(|| "hung up on a whole request".to_owned())
        }
        Outcome::Silent => {
            tally.silent.fetch_add(1, Ordering::Relaxed);
            mutant.is_whole.then(|| "no answer to a whole request".to_owned())
        }
    };
    if let Some(fault) = fault {
        let request = String::from_utf8_lossy(&mutant.bytes);
        let request: String = request.chars().take(3_000).collect();
        let told = if let Outcome::Answer(answer) = &outcome {
            format!("{} {:?} {:.600}", answer.status, answer.headers, answer.body)
        } else {
            String::new()
        };
        tally.failures.lock().unwrap().push(format!("{fault}\n{request}\n{told}"));
    }
}

/// What an answer must not be.
fn fault(answer: &Answer) -> Option<String> {
    if answer.status >= 500 {
        return Some(format!("status {}", answer.status));
    }
    if let Some(location) = answer.all("location").find(|location| !is_ours(location)) {
        return Some(format!("Location: {location}"));
    }
    if answer.all("location").count() > 1 || answer.headers.iter().any(|(name, _)| name == "x-injected") {
        return Some("a header was injected".to_owned());
    }
    if answer.header("content-type").starts_with("text/html") {
        if answer.body.contains("id=\"form-post\"") {
            let action = answer.body.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
            let action = action.unwrap_or_default().replace("&#x2F;", "/");
            if !REGISTERED.contains(&action.as_str()) {
                return Some(format!("a form that posts to {action}"));
            }
        }
        let markup = ["<img src=x", "<svg/onload", "<script>alert", "href=\"javascript:", "href=\"data:"];
        return markup.iter().find(|markup| answer.body.contains(**markup)).map(|markup| format!("{markup} on a page"));
    }
    None
}

fn is_ours(location: &str) -> bool {
    let own = location.starts_with('/') && !location.starts_with("//") && !location.starts_with("/\\");
    let registered = |uri: &str| {
        let rest = location.strip_prefix(uri);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '#']))
    };
    (own || REGISTERED.iter().any(|uri| registered(uri))) && location.bytes().all(|byte| byte > b' ')
}

/// The same server signs somebody in.
async fn still_works(provider: &TestProvider) {
    use crate::support::{Browser, RelyingParty};
    let app = RelyingParty::new(provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "openid email offline_access")]).await;
    assert_eq!(app.userinfo(tokens["access_token"].as_str().unwrap()).await.json()["email"], "ada@example.com");
    let ready = Page::read(app.http.get(provider.url("/readyz")).send().await.unwrap()).await;
    assert_eq!(ready.status, 200);
    assert_eq!(ways::MODES.len(), 7);
}
