//! Mutated requests in bulk, over sockets: valid requests for every endpoint, changed by a generator with a fixed seed.
//! What an answer must not be, whatever was asked, stands in [`faults`]; and the server still answers afterwards.
//!
//! `LATCHKEY_MUTATIONS=1000000 cargo test --release --test suite mutated_requests` runs more than the usual number.
//!
//! It was tried against servers broken on purpose, one fault at a time, and found each of these in 20,000 requests or a
//! few times that many: a panic at Basic credentials without a colon, at a bearer token of two words, at a `max_age` too
//! large for its type, at an assertion whose `aud` is a list with a number in it, at `claims` with a list where an
//! object belongs, at a registration with a number for a URL or an empty list; an unregistered redirect URI that is
//! answered with `prompt=none`, by its beginning, or in a mode that ends in `.jwt`; `post_logout_redirect_uri` compared
//! by its beginning; a parameter twice; parameters in query and body; `state` not encoded; no `iss` in errors; tokens
//! in a query; and every origin allowed to read.

mod corpus;
mod elsewhere;
mod faults;
mod json;
mod mutate;
mod request;
mod signed;
mod words;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use self::corpus::Corpus;
use self::faults::fault;
use self::mutate::{Mutant, Prng, mutated};
use self::signed::Signing;
use super::ways::{self, Signer};
use super::wire::{Outcome, Wire};
use crate::support::TestProvider;
use crate::support::browser::Page;
use crate::support::provider::{SECRET, public_client};
use latchkey::config::settings::Rate;
use latchkey::jose::Algorithm;
use latchkey::jose::jwe::{ContentEncryption, KeyAlgorithm};
use latchkey::jose::jwk::JwkSet;
use latchkey::protocol::client::{Client, ClientAuthMethod, ClientSecret, ConsentMode, Encryption, GrantType};
use latchkey::protocol::resource::Resource;
use latchkey::secret::Secret;

const USUAL: usize = 20_000;
/// A busy machine sends fewer.
const AT_MOST: Duration = Duration::from_secs(50);
const SENDERS: usize = 6;
/// Where more than usual is asked for, the senders that wait for answers to half a request shall not be all of them.
const MORE_SENDERS: usize = 32;
/// A corpus wears out: codes are redeemed, logins end.
const PER_CORPUS: usize = 400;
/// Who asks; answers may go to `/cb` and `/bye` at each one's host, and nowhere else.
const CLIENTS: [&str; 6] = ["app", "other", "machine", "macs", "spa", "sealed"];

/// What is counted, over all senders.
#[derive(Default)]
struct Tally {
    begun: AtomicUsize,
    statuses: [AtomicUsize; 6],
    closed: AtomicUsize,
    silent: AtomicUsize,
    redirects: AtomicUsize,
    /// By path, how often each class of status answered what was asked there.
    paths: Mutex<BTreeMap<String, [usize; 6]>>,
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

/// One client of each kind.
fn clients(signer: &Signer) -> Vec<Client> {
    let all = |client_id: &str| Client {
        grant_types: GrantType::ALL.to_vec(),
        resources: vec![Resource::parse("https://api.example/").unwrap()],
        ..signer.client(client_id)
    };
    let encryption = Some(Encryption { alg: KeyAlgorithm::EcdhEs, enc: ContentEncryption::A256Gcm });
    vec![
        all("app"),
        Client { consent: ConsentMode::Always, ..all("other") },
        Client {
            token_endpoint_auth_method: Some(ClientAuthMethod::PrivateKeyJwt),
            secrets: [].into(),
            ..all("machine")
        },
        Client {
            token_endpoint_auth_method: Some(ClientAuthMethod::ClientSecretJwt),
            secrets: [ClientSecret::Clear(Secret::new(SECRET))].into(),
            ..all("macs")
        },
        Client { consent: ConsentMode::Skip, ..public_client("spa") },
        Client {
            jwks: Some(signer.both_keys()),
            id_token_encryption: encryption,
            userinfo_signed_response_alg: Some(Algorithm::ES256),
            userinfo_encryption: encryption,
            ..all("sealed")
        },
    ]
}

fn provider(signer: &Signer) -> TestProvider {
    let without_limits = Rate { events: u32::MAX, window: Duration::from_secs(60) };
    crate::support::Builder::new()
        .with(|settings| {
            settings.clients = clients(signer);
            elsewhere::open(settings, signer);
            settings.limits.login_per_account = without_limits;
            settings.limits.code_per_account = without_limits;
            settings.limits.login_per_ip = without_limits;
            settings.limits.client_auth_failures = without_limits;
            settings.limits.polled_requests = without_limits;
            settings.limits.pushed_requests = without_limits;
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
    let senders = if count > USUAL { MORE_SENDERS } else { SENDERS };
    let signer = Signer::new();
    let provider = provider(&signer);
    let keys = actix_web::rt::System::new().block_on(crate::support::RelyingParty::new(&provider).jwks());
    let keys = JwkSet::from_value(&keys).unwrap();
    let signing = Signing { signer: &signer, provider: &keys };
    let (tally, begun) = (Tally::default(), Instant::now());
    std::thread::scope(|scope| {
        for sender in 0..senders {
            let (tally, provider, signing) = (&tally, &provider, &signing);
            scope.spawn(move || {
                let mut prng = Prng::seeded(0x1a7c_43e7 + sender as u64);
                let mut wire = Wire::to(&provider.issuer);
                while tally.begun.fetch_add(PER_CORPUS, Ordering::SeqCst) < count
                    && deadline.is_none_or(|deadline| Instant::now() < deadline)
                {
                    let corpus = actix_web::rt::System::new().block_on(Corpus::fresh(provider, signing.signer));
                    for _ in 0..PER_CORPUS {
                        send(&mutated(&mut prng, &corpus, signing), &mut wire, tally);
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
    for (path, classes) in tally.paths.into_inner().unwrap() {
        println!("  {path:<48} {classes:?}");
    }
    let failures = tally.failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} failures, first: {:#?}", failures.len(), &failures[..failures.len().min(10)]);
    assert_eq!(load(&PANICS), 0, "panics");
    assert!(statuses[2] > answered / 50 && statuses[3] > answered / 50 && statuses[4] > answered / 50, "{statuses:?}");
    assert!(load(&tally.redirects) > answered / 200, "mutants still reach the end");
    actix_web::rt::System::new().block_on(still_works(&provider));
}

fn send(mutant: &Mutant, wire: &mut Wire, tally: &Tally) {
    let patience = if mutant.is_whole { Duration::from_secs(20) } else { Duration::from_millis(150) };
    let outcome = wire.send(&mutant.bytes, mutant.is_whole, patience);
    let fault = match &outcome {
        Outcome::Answer(answer) => {
            let class = usize::from(answer.status / 100).min(5);
            tally.statuses[class].fetch_add(1, Ordering::Relaxed);
            let away = answer.header("location").starts_with("https:");
            tally.redirects.fetch_add(usize::from(away), Ordering::Relaxed);
            if mutant.is_whole {
                let path = if mutant.path.starts_with("/register/") { "/register/…" } else { &mutant.path };
                tally.paths.lock().unwrap().entry(path.to_owned()).or_default()[class] += 1;
            }
            fault(mutant, answer)
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

/// The same server signs somebody in.
async fn still_works(provider: &TestProvider) {
    use crate::support::{Browser, RelyingParty};
    let app = RelyingParty::new(provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "openid email offline_access")]).await;
    assert_eq!(app.userinfo(tokens["access_token"].as_str().unwrap()).await.json()["email"], "ada@example.com");
    let ready = Page::read(app.http.get(provider.url("/readyz")).send().await.unwrap()).await;
    assert_eq!(ready.status, 200);
    assert_eq!(ways::MODES.len(), 9);
}
