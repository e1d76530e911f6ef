//! REL-9, I5: keys rotate under load, and nobody who keeps the key set for as long as they may ever fails.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::rt::time::sleep;
use latchkey::clock::Timestamp;
use latchkey::jose::Algorithm;
use latchkey::jose::jwk::JwkSet;
use latchkey::jose::jws::{self, TypRule};
use latchkey::key_rotation;
use latchkey::keys::rotation::Policy;
use latchkey::keys::{self, EncryptionKeyType, KeySettings, Keyring, Lives, Purpose};
use latchkey::store::sqlite::SqliteStore;
use serde_json::Value;

use crate::support::provider::START;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// Somebody who keeps the key set for so long, and does not fetch it again for an unknown `kid`.
struct Verifier {
    keeps_for: Duration,
    fetched: Timestamp,
    keys: JwkSet,
}

impl Verifier {
    fn new(keeps_for: Duration) -> Self {
        Self { keeps_for, fetched: Timestamp(0), keys: JwkSet::default() }
    }

    fn is_due(&self, now: Timestamp) -> bool {
        self.fetched.after(self.keeps_for) <= now
    }

    fn take(&mut self, jwks: &[u8], now: Timestamp) {
        (self.keys, self.fetched) = (JwkSet::parse(jwks).unwrap(), now);
    }

    fn verifies(&self, token: &str) -> bool {
        jws::verify_with_set(token, &self.keys, &Algorithm::ALL, TypRule::Exactly("JWT")).is_ok()
    }
}

/// The numbers of REL-9: every 30 s for 10 min, published 30 s ahead, a token's life of 60 s, verifiers that keep the
/// key set for 30 s. Two nodes share the store; each looks there as often as a server does, at its own time, and is a second late
/// where something is due. Every new key is stored two seconds after it was made.
#[actix_web::test]
async fn ten_minutes_of_rotation_on_two_nodes_fail_no_verification_and_keep_the_key_set_small() {
    let folder = tempfile::tempdir().unwrap();
    let store = crate::support::database::open(&folder.path().join("latchkey.db"));
    let store = store.as_ref();
    let settings = KeySettings {
        algorithms: vec![Algorithm::ES256],
        rotate_every: None,
        publish_ahead: seconds(30),
        wrap_key_file: None,
    };
    let purposes = [Purpose::Signature(Algorithm::ES256), Purpose::Encryption(EncryptionKeyType::Ec)];
    let lives = Lives { token: seconds(60), login: seconds(86_400) };
    let policy = Policy { purposes: purposes.to_vec(), ..settings.policy(lives) };
    let every = i64::try_from(keys::TAKEN_IN_EVERY.as_secs()).unwrap();
    // Each with the moment of its last look.
    let mut nodes: Vec<(Keyring, Timestamp)> = Vec::new();
    let mut verifiers: Vec<Verifier> = (0..6).map(|_| Verifier::new(seconds(30))).collect();
    let mut tokens: VecDeque<(Timestamp, String)> = VecDeque::new();
    let (mut verified, mut kids) = (0, std::collections::BTreeSet::new());
    for second in 0..600 {
        let now = Timestamp(second);
        if second % 30 == 2 {
            // As the command does it.
            let ahead = settings.publish_ahead + keys::TAKEN_IN_WITHIN;
            key_rotation::rotate_only(&purposes, store, &settings, ahead, || now.before(seconds(2))).await.unwrap();
        }
        for node in 0..2 {
            let is_due =
                |(keyring, looked): &(Keyring, Timestamp)| keyring.next_change(*looked).is_some_and(|at| at < now);
            let its_turn = second % every == 1 + 2 * i64::try_from(node).unwrap();
            if its_turn || nodes.get(node).is_none_or(is_due) {
                let looked = (key_rotation::load_by(&policy, store, None, now).await.unwrap(), now);
                if nodes.len() == node {
                    nodes.push(looked);
                } else {
                    nodes[node] = looked;
                }
            }
            let served = JwkSet::parse(&nodes[node].0.jwks()).unwrap();
            let signing = served.keys().iter().filter(|key| key.alg.is_some()).count();
            let encrypting = served.keys().len() - signing;
            assert!(signing <= 5 && encrypting <= 2, "second {second}: {signing} and {encrypting} keys");
        }
        for (index, verifier) in verifiers.iter_mut().enumerate() {
            // They began at different times, and ask one node or the other.
            if verifier.is_due(now) || second == 0 {
                let began = now.before(seconds(if second == 0 { 5 * u64::try_from(index).unwrap() } else { 0 }));
                verifier.take(&nodes[(index + usize::try_from(second).unwrap() / 30) % 2].0.jwks(), began);
            }
        }
        while tokens.front().is_some_and(|(signed, _)| signed.after(seconds(60)) < now) {
            tokens.pop_front();
        }
        for (node, _) in &nodes {
            let token = node.sign(Algorithm::ES256, "JWT", b"{}", now).expect("something always signs");
            kids.insert(jws::peek(&token).unwrap().kid);
            tokens.push_back((now, token));
        }
        for (index, (_, token)) in tokens.iter().enumerate() {
            // Each token now and then all its life; each fresh one by everybody.
            if (index + usize::try_from(second).unwrap()) % 7 == 0 || index + 2 >= tokens.len() {
                for verifier in &verifiers {
                    assert!(verifier.verifies(token), "second {second}");
                    verified += 1;
                }
            }
        }
    }
    assert!(verified > 50_000 && kids.len() >= 15, "{verified} verified, {} keys", kids.len());
}

/// REL-18: whoever is faster with one key may be slower with the next.
#[actix_web::test]
async fn of_two_nodes_that_start_at_once_each_has_every_key_and_none_is_made_twice() {
    let folder = tempfile::tempdir().unwrap();
    let store = crate::support::database::open(&folder.path().join("latchkey.db"));
    let store = store.as_ref();
    let algorithms = [Algorithm::ES256, Algorithm::ES384, Algorithm::EdDSA];
    let settings = KeySettings {
        algorithms: algorithms.to_vec(),
        rotate_every: None,
        publish_ahead: seconds(30),
        wrap_key_file: None,
    };
    let lives = Lives { token: seconds(60), login: seconds(86_400) };
    let load = async || key_rotation::load(store, &settings, lives, START).await.unwrap();
    let (one, other) = tokio::join!(load(), load());
    for keyring in [one, other] {
        assert!(algorithms.into_iter().all(|algorithm| keyring.can_sign(algorithm, START)));
        assert_eq!(JwkSet::parse(&keyring.jwks()).unwrap().keys().len(), settings.purposes().len());
    }
    assert_eq!(store.key_records().await.unwrap().len(), settings.purposes().len());
}

/// The same over HTTP, with sign-ins that never pause. A second of the clock is a fifth of a real one.
#[actix_web::test]
async fn keys_rotate_under_load_and_no_id_token_fails() {
    const TICK: Duration = Duration::from_millis(200);
    const TICKS: i64 = 40;
    let provider = Builder::new().settings(|settings| settings.keys.algorithms = vec![Algorithm::RS256]).start();
    let policy = Policy {
        purposes: vec![Purpose::Signature(Algorithm::RS256), Purpose::Encryption(EncryptionKeyType::Ec)],
        rotate_every: Some(seconds(2)),
        publish_ahead: seconds(2),
        keep_after: seconds(4),
        decrypt_after: seconds(4),
        remember_after: seconds(86_400),
    };
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    app.code(&browser, &[]).await;
    let verifier = Mutex::new(Verifier::new(seconds(1)));
    let (done, signed, failed) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    let kept = Mutex::new(VecDeque::<(Timestamp, String)>::new());
    let verify = async |token: &str| {
        let now = provider.provider.now();
        if verifier.lock().unwrap().is_due(now) {
            let jwks = app.jwks().await;
            verifier.lock().unwrap().take(jwks.to_string().as_bytes(), now);
        }
        if !verifier.lock().unwrap().verifies(token) {
            failed.fetch_add(1, Ordering::SeqCst);
        }
    };
    let sign_in = async || {
        while !done.load(Ordering::SeqCst) {
            let answer = app.authorize(&browser, &[]).await.answer();
            let now = provider.provider.now();
            let tokens = app.redeem(&answer["code"]).await.json();
            let token = tokens["id_token"].as_str().unwrap().to_owned();
            verify(&token).await;
            signed.fetch_add(1, Ordering::SeqCst);
            kept.lock().unwrap().push_back((now, token));
        }
    };
    let rotate = async || {
        for _ in 0..TICKS {
            rotate_once(&provider, &policy).await;
            sleep(TICK).await;
            provider.advance(1);
            // What was signed three seconds ago still lives.
            let now = provider.provider.now();
            let old = std::mem::take(&mut *kept.lock().unwrap());
            for (at, token) in old.into_iter().filter(|(at, _)| at.after(seconds(3)) >= now) {
                if at.after(seconds(3)) == now {
                    verify(&token).await;
                } else {
                    kept.lock().unwrap().push_back((at, token));
                }
            }
        }
        done.store(true, Ordering::SeqCst);
    };
    tokio::join!(sign_in(), sign_in(), sign_in(), sign_in(), rotate());
    let (signed, failed) = (signed.into_inner(), failed.into_inner());
    assert_eq!(failed, 0, "of {signed}");
    assert!(signed >= 40, "{signed}");
}

async fn rotate_once(provider: &TestProvider, policy: &Policy) {
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    let keyring = key_rotation::load_by(policy, store, None, now).await.unwrap();
    // Counted here: the server looks at its keys now and then, too, and keeps them by its own settings.
    let keys: Value = serde_json::from_slice(&keyring.jwks()).unwrap();
    let signing = keys["keys"].as_array().unwrap().iter().filter(|key| key["use"] == "sig").count();
    assert!(signing <= 5, "{signing} keys");
    provider.provider.keyring.store(Arc::new(keyring));
}

/// `oidcc-server-rotate-keys`: the operator rotates, a new kid is there, and the old ones are still.
#[actix_web::test]
async fn oidcc_server_rotate_keys() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let kids = |jwks: &Value| -> Vec<String> {
        jwks["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    };
    let before = kids(&app.jwks().await);
    let live = provider.provider.live().clone();
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    let made = key_rotation::rotate(store, &live.settings.keys, seconds(86_400), now).await.unwrap();
    let keyring = key_rotation::load(store, &live.settings.keys, live.settings.longest_lives(), now).await.unwrap();
    provider.provider.keyring.store(Arc::new(keyring));
    let mut after = kids(&app.jwks().await);
    assert!(before.iter().chain(&made).all(|kid| after.contains(kid)), "{before:?} {made:?} {after:?}");
    assert_eq!((before.len(), after.len()), (4, 8));
    after.sort_unstable();
    after.dedup();
    assert_eq!(after.len(), 8, "each kid once over the whole set");
}

/// What a client began to encrypt to before the rotation is still read, and nobody begins with that key any more.
#[actix_web::test]
async fn a_retired_encryption_key_decrypts_until_it_is_removed_and_is_published_no_longer() {
    use latchkey::jose::jwe::{ContentEncryption, KeyAlgorithm, encrypt_to_set};
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let refresh = async |provider: &TestProvider| {
        let live = provider.provider.live().clone();
        let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
        let keyring = key_rotation::load(store, &live.settings.keys, live.settings.longest_lives(), now).await.unwrap();
        provider.provider.keyring.store(Arc::new(keyring));
    };
    let encrypt = async |algorithm| {
        let keys = JwkSet::from_value(&app.jwks().await).unwrap();
        encrypt_to_set(&keys, algorithm, ContentEncryption::A256Gcm, Some("JWT"), b"a.b.c").unwrap()
    };
    let old = [encrypt(KeyAlgorithm::RsaOaep).await, encrypt(KeyAlgorithm::EcdhEs).await];
    let live = provider.provider.live().clone();
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    key_rotation::rotate(store, &live.settings.keys, Duration::ZERO, now.after(seconds(1))).await.unwrap();
    provider.advance(1);
    refresh(&provider).await;
    let new = [encrypt(KeyAlgorithm::RsaOaep256).await, encrypt(KeyAlgorithm::EcdhEsA128Kw).await];
    let kid = |token: &str| {
        let header = latchkey::jose::base64url_decode(token.split('.').next().unwrap().as_bytes()).unwrap();
        serde_json::from_slice::<Value>(&header).unwrap()["kid"].clone()
    };
    assert!(old.iter().all(|old| new.iter().all(|new| kid(old) != kid(new))));
    for token in old.iter().chain(&new) {
        assert_eq!(provider.provider.keyring.load().decrypt(token).as_deref(), Ok(b"a.b.c".as_slice()));
    }
    provider.advance(3 * 3600);
    refresh(&provider).await;
    for token in &old {
        assert!(provider.provider.keyring.load().decrypt(token).is_err(), "removed");
    }
    for token in &new {
        assert!(provider.provider.keyring.load().decrypt(token).is_ok());
    }
}

/// REL-9: the command dies at whatever moment, and what it left is a store that every server can go on with.
#[actix_web::test]
async fn a_rotation_that_is_killed_leaves_keys_that_sign() {
    let folder = tempfile::tempdir().unwrap();
    let config = "[server]\ndata_dir = \"data\"\n[keys]\nalgorithms = [\"RS256\", \"PS256\", \"ES256\"]\n";
    std::fs::write(folder.path().join("config.toml"), config).unwrap();
    let rotate = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_latchkey"));
        command.args(["--config", "config.toml", "keys", "rotate", "--now"]).current_dir(folder.path());
        command.env_remove("LATCHKEY_CONFIG").stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command.spawn().unwrap()
    };
    assert!(rotate().wait().unwrap().success());
    for attempt in 0..15 {
        let mut command = rotate();
        sleep(Duration::from_millis(attempt * 25)).await;
        // SIGKILL; it may also be done already.
        command.kill().unwrap();
        command.wait().unwrap();
        let store = SqliteStore::open(&folder.path().join("data/latchkey.db")).unwrap();
        let algorithms = [Algorithm::RS256, Algorithm::PS256, Algorithm::ES256];
        let policy = Policy {
            purposes: algorithms.map(Purpose::Signature).to_vec(),
            rotate_every: None,
            publish_ahead: seconds(30),
            keep_after: seconds(60),
            decrypt_after: seconds(60),
            remember_after: seconds(86_400),
        };
        let now = latchkey::clock::Clock::now(&latchkey::clock::SystemClock);
        let keyring = key_rotation::load_by(&policy, &store, None, now).await.unwrap();
        let served = JwkSet::parse(&keyring.jwks()).unwrap();
        for algorithm in algorithms {
            let token = keyring.sign(algorithm, "JWT", b"{}", now).unwrap();
            assert!(jws::verify_with_set(&token, &served, &[algorithm], TypRule::Any).is_ok());
        }
    }
}

/// REL-21: a clock that was ahead when the keys were made, and was set right since.
#[test]
fn a_clock_that_stands_before_all_keys_leaves_the_first_of_them_to_sign_and_no_key_signs_early_otherwise() {
    let (made, next) = (Timestamp(START.0 + 3_600), Timestamp(START.0 + 7_200));
    let purpose = Purpose::Signature(Algorithm::ES256);
    let first = keys::generate(purpose, None, made, made).unwrap();
    let second = keys::generate(purpose, None, Timestamp(made.0 + 60), next).unwrap();
    let keyring = Keyring::open(&[first.clone(), second.clone()], None, START).unwrap();
    for (now, since) in [(START, made), (made, made), (Timestamp(next.0 - 1), made), (next, next)] {
        assert_eq!(keyring.signs_since(Algorithm::ES256, now), Some(since), "{now}");
    }
    let waiting = Keyring::open(&[second], None, made).unwrap();
    assert_eq!(waiting.signs_since(Algorithm::ES256, Timestamp(made.0 + 60)), None, "it is published and waits");
}
