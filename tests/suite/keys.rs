//! Signing keys over their life, and what a reload changes.

use std::sync::Arc;
use std::time::Duration;

use latchkey::jobs::refresh_keys;
use latchkey::jose::Algorithm;
use latchkey::keys::{self, Purpose, WrapKey};
use serde_json::Value;

use crate::metrics::Scrape;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const DAY: u64 = 86_400;

fn kids(jwks: &Value, alg: &str) -> Vec<String> {
    let keys = jwks["keys"].as_array().unwrap().iter().filter(|key| key["alg"] == alg);
    keys.map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

async fn refresh_keyring(provider: &TestProvider) {
    let live = provider.provider.live().clone();
    let settings = &live.settings;
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    let keyring = latchkey::key_rotation::load(store, &settings.keys, settings.longest_lives(), now).await.unwrap();
    provider.provider.keyring.store(Arc::new(keyring));
}

async fn signing_kid(app: &RelyingParty<'_>, browser: &Browser) -> String {
    let answer = app.authorize(browser, &[]).await.answer();
    let tokens = app.redeem(&answer["code"]).await.json();
    decode(tokens["id_token"].as_str().unwrap()).0["kid"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_rotated_key_is_published_before_it_signs_and_its_predecessor_stays_until_its_last_token_expired() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let first = kids(&app.jwks().await, "RS256");
    assert_eq!(first, [signing_kid(&app, &browser).await]);

    let live = provider.provider.live().clone();
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    latchkey::key_rotation::rotate(store, &live.settings.keys, Duration::from_secs(DAY), now).await.unwrap();
    refresh_keyring(&provider).await;
    assert_eq!(kids(&app.jwks().await, "RS256").len(), 2);
    assert_eq!(signing_kid(&app, &browser).await, first[0], "published, not yet signing");

    provider.advance(DAY);
    refresh_keyring(&provider).await;
    let second = signing_kid(&app, &browser).await;
    assert_ne!(second, first[0]);
    assert!(kids(&app.jwks().await, "RS256").contains(&first[0]), "its tokens are still about");

    provider.advance(3 * 3600);
    refresh_keyring(&provider).await;
    assert_eq!(kids(&app.jwks().await, "RS256"), [second]);
}

/// I5: settings that became shorter shorten no life of what was signed before.
#[actix_web::test]
async fn a_key_outlasts_what_it_signed_though_lives_became_shorter_before_it_retired() {
    let mut provider = TestProvider::new();
    let first = {
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        app.code(&browser, &[]).await;
        signing_kid(&app, &browser).await
    };
    provider.reload(|settings| {
        settings.tokens.id_token = Duration::from_secs(60);
        settings.tokens.access_token = Duration::from_secs(60);
    });
    refresh_keyring(&provider).await;
    let provider = provider.restart();
    let live = provider.provider.live().clone();
    let (store, soon) = (provider.provider.store.as_ref(), provider.provider.now().after(Duration::from_secs(1)));
    latchkey::key_rotation::rotate(store, &live.settings.keys, Duration::ZERO, soon).await.unwrap();
    provider.advance(1);
    refresh_keyring(&provider).await;
    let app = RelyingParty::new(&provider);
    provider.advance(3_598);
    refresh_keyring(&provider).await;
    assert!(kids(&app.jwks().await, "RS256").contains(&first), "what it signed an hour ago lives still");
    provider.advance(33);
    refresh_keyring(&provider).await;
    assert!(!kids(&app.jwks().await, "RS256").contains(&first));
}

/// RP-Initiated Logout §2: whoever kept the ID token of a login signs out by it, whichever key has signed it.
#[actix_web::test]
async fn a_hint_is_good_for_as_long_as_its_login_though_its_key_left_the_key_set() {
    let absolute = Duration::from_secs(DAY);
    let provider = Builder::new().settings(|settings| settings.session.absolute = absolute).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let tokens = app.tokens(&browser, &[]).await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let first = decode(id_token).0["kid"].as_str().unwrap().to_owned();
    let live = provider.provider.live().clone();
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    latchkey::key_rotation::rotate(store, &live.settings.keys, Duration::ZERO, now.after(Duration::from_secs(1)))
        .await
        .unwrap();
    provider.advance(1);
    refresh_keyring(&provider).await;
    // The key leaves the key set when its last token has expired, an hour later, and a little more.
    provider.advance(3600);
    refresh_keyring(&provider).await;
    assert!(kids(&app.jwks().await, "RS256").contains(&first), "another server may have signed with it");
    provider.advance(30);
    refresh_keyring(&provider).await;
    assert!(!kids(&app.jwks().await, "RS256").contains(&first));
    let bye = "https://app.example/bye";
    let query = format!("id_token_hint={id_token}&post_logout_redirect_uri={bye}");
    let back = browser.visit(&format!("{}?{query}", provider.url("/end-session"))).await;
    assert_eq!(back.raw_location(), Some(bye));
    // No login of its time is left: nor is the key.
    provider.advance(DAY);
    refresh_keyring(&provider).await;
    assert!(store.key_records().await.unwrap().iter().all(|record| record.kid != first));
    let page = browser.visit(&format!("{}?{query}", provider.url("/end-session"))).await;
    assert!(page.body.contains("id_token_hint is not valid"), "{}", page.body);
}

/// For a key that somebody else may have: nothing that it signs is believed any more.
#[actix_web::test]
async fn a_retired_key_is_forgotten_by_command_and_one_that_signs_is_not() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), "[server]\ndata_dir = \"data\"\n").unwrap();
    let keys = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_latchkey"));
        command.args(["--config", "config.toml", "keys"]).args(arguments).current_dir(folder.path());
        let output = command.env_remove("LATCHKEY_CONFIG").output().unwrap();
        (output.status.success(), [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat())
    };
    let first: Vec<String> = keys(&["rotate", "--now"]).1.lines().map(str::to_owned).collect();
    let (forgotten, words) = keys(&["forget", &first[0]]);
    assert!(!forgotten && words.contains("still in use") && words.contains("keys rotate --now"), "{words}");
    std::thread::sleep(Duration::from_secs(1));
    assert!(keys(&["rotate", "--now"]).0);
    let (forgotten, words) = keys(&["forget", &first[0]]);
    assert!(forgotten, "{words}");
    assert!(!keys(&["list"]).1.contains(&first[0]));
    let (forgotten, words) = keys(&["forget", &first[0]]);
    assert!(!forgotten && words.contains("keys list"), "{words}");
}

#[actix_web::test]
async fn keys_rotate_by_themselves_when_told_to() {
    let every = Some(Duration::from_secs(90 * DAY));
    let provider = Builder::new().settings(|settings| settings.keys.rotate_every = every).start();
    let app = RelyingParty::new(&provider);
    provider.advance(89 * DAY + 1);
    refresh_keyring(&provider).await;
    assert_eq!(kids(&app.jwks().await, "RS256").len(), 2);
    assert_eq!(kids(&app.jwks().await, "ES256").len(), 2);
}

#[actix_web::test]
async fn wrapped_keys_need_their_wrap_key_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrap");
    std::fs::write(&file, [9; 32]).unwrap();
    let provider = Builder::new().settings(|settings| settings.keys.wrap_key_file = Some(file.clone())).start();
    let before = RelyingParty::new(&provider).jwks().await;
    let records = provider.provider.store.key_records().await.unwrap();
    assert!(records.iter().all(|record| record.material.is_wrapped()));
    let provider = provider.restart();
    assert_eq!(RelyingParty::new(&provider).jwks().await, before);
    std::fs::write(&file, [8; 32]).unwrap();
    let live = provider.provider.live().clone();
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    let opened = latchkey::key_rotation::load(store, &live.settings.keys, live.settings.longest_lives(), now).await;
    assert!(opened.unwrap_err().to_string().contains("wrap_key_file is not the file"));
}

/// A provider whose keys are encrypted with the 32 bytes of that file.
fn with_wrapped_keys(file: &std::path::Path) -> TestProvider {
    std::fs::write(file, [9; 32]).unwrap();
    let file = file.to_owned();
    let every = Duration::from_secs(90 * DAY);
    let builder = Builder::new().settings(move |settings| {
        settings.keys.wrap_key_file = Some(file);
        settings.keys.rotate_every = Some(every);
    });
    builder.start_one()
}

/// What `/readyz` says after a look at the keys: its status, reasons and warnings.
async fn readiness(provider: &TestProvider) -> (u16, Vec<Value>, Vec<Value>) {
    refresh_keys::look(&provider.provider).await;
    let ready = Browser::new().get(&provider.url("/readyz")).await;
    let said = ready.json();
    let list = |name: &str| said[name].as_array().unwrap().clone();
    (ready.status.as_u16(), list("reasons"), list("warnings"))
}

#[actix_web::test]
async fn keys_that_cannot_be_loaded_again_stay_in_use_and_are_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrap");
    let provider = with_wrapped_keys(&file);
    let before = RelyingParty::new(&provider).jwks().await;
    assert_eq!(readiness(&provider).await, (200, vec![], vec![]));
    let others = [None, Some([8_u8; 32])];
    for content in others {
        match content {
            None => std::fs::remove_file(&file).unwrap(),
            Some(content) => std::fs::write(&file, content).unwrap(),
        }
        let (status, reasons, warnings) = readiness(&provider).await;
        assert_eq!((status, reasons, warnings.len()), (200, vec![], 1), "{content:?} {warnings:?}");
        assert_eq!(Scrape::of(&provider).await.get("latchkey_signing_keys_loaded"), 0.0);
        assert_eq!(RelyingParty::new(&provider).jwks().await, before);
        assert!(RelyingParty::new(&provider).code(&Browser::new(), &[]).await.len() > 10, "and who signs in is served");
    }
    std::fs::write(&file, [9; 32]).unwrap();
    assert_eq!(readiness(&provider).await, (200, vec![], vec![]));
    let scrape = Scrape::of(&provider).await;
    assert_eq!((scrape.get("latchkey_signing_keys_loaded"), scrape.get("latchkey_signing_keys_missing")), (1.0, 0.0));
}

#[actix_web::test]
async fn a_node_is_not_ready_from_a_moment_before_others_sign_with_a_key_that_it_cannot_load() {
    let folder = tempfile::tempdir().unwrap();
    let provider = with_wrapped_keys(&folder.path().join("wrap"));
    let other = folder.path().join("other");
    std::fs::write(&other, [8; 32]).unwrap();
    let (server, now) = (&provider.provider, provider.provider.now());
    let other = WrapKey::read(&other).unwrap();
    let signs_from = now.after(Duration::from_secs(3_600));
    let foreign = keys::generate(Purpose::Signature(Algorithm::ES256), Some(&other), now, signs_from).unwrap();
    assert!(server.store.add_key(&foreign, None).await.unwrap());
    let (status, _, warnings) = readiness(&provider).await;
    assert_eq!((status, warnings.len()), (200, 1), "nobody signs with it yet");

    provider.advance(3_400);
    let (status, reasons, _) = readiness(&provider).await;
    assert_eq!((status, reasons), (503, vec!["a key that other nodes sign with cannot be loaded".into()]));
    assert_eq!(Scrape::of(&provider).await.get("latchkey_signing_keys_missing"), 1.0);

    server.store.remove_key(&foreign.kid, server.now()).await.unwrap();
    assert_eq!(readiness(&provider).await, (200, vec![], vec![]));
}

#[actix_web::test]
async fn whoever_has_another_wrap_key_makes_no_keys_that_only_they_can_open() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrap");
    let provider = with_wrapped_keys(&file);
    std::fs::write(&file, [8; 32]).unwrap();
    let kids = async || {
        let records = provider.provider.store.key_records().await.unwrap();
        records.into_iter().map(|record| record.kid).collect::<Vec<String>>()
    };
    let before = kids().await;
    let (server, settings) = (&provider.provider, provider.provider.live().settings.keys.clone());
    let ahead = Duration::from_secs(3_600);
    let by_command = latchkey::key_rotation::rotate(server.store.as_ref(), &settings, ahead, server.now()).await;
    assert!(by_command.unwrap_err().to_string().contains("wrap_key_file is not the file"));
    assert_eq!(kids().await, before, "nor by command");
    provider.advance(89 * DAY + 1);
    let (status, _, warnings) = readiness(&provider).await;
    assert_eq!((status, warnings.len(), kids().await), (200, 1, before.clone()), "though the next keys are due");
    std::fs::write(&file, [9; 32]).unwrap();
    assert_eq!(readiness(&provider).await.0, 200);
    assert!(kids().await.len() > before.len());
}

/// Row 13: what was verified at the door is verified again when it matters.
#[actix_web::test]
async fn a_client_that_a_reload_removes_is_refused_in_the_middle_of_its_flow() {
    let mut provider = TestProvider::new();
    let browser = Browser::new();
    let (login, code) = {
        let app = RelyingParty::new(&provider);
        let code = app.code(&browser, &[]).await;
        (app.authorize(&browser, &[("prompt", "login")]).await, code)
    };
    provider.reload(|settings| settings.clients.retain(|client| client.client_id.as_str() != "app"));
    let filled = [("username", "ada"), ("password", crate::support::provider::PASSWORD)];
    let page = browser.submit(&login, &filled).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None));
    assert_eq!(RelyingParty::new(&provider).redeem(&code).await.status, 401);
}
