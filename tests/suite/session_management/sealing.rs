//! What is sealed opens for as long as anybody may ask about it: whatever became of the settings, of the secret, of the
//! process that sealed it.

use std::time::Duration;

use futures_util::future::join_all;
use latchkey::key_rotation::sealing::{self, Rotated};
use latchkey::keys::sealing::{SEALS_AFTER, SealingSecret};
use latchkey::provider::Provider;
use latchkey::server;
use latchkey::session::judge::judge;
use latchkey::session::verdict::Question;
use latchkey::store::SharedStore;

use super::streams::Stream;
use super::verdicts::{ask, question, verdict};
use crate::support::database;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const DAY: u64 = 86_400;

fn lives(days: u64) -> Builder {
    Builder::new().settings(|settings| {
        settings.session.idle = Duration::from_secs(days * DAY);
        settings.session.absolute = Duration::from_secs(days * DAY);
    })
}

fn change_lives(provider: &mut TestProvider, days: u64) {
    provider.reload(|settings| {
        settings.session.idle = Duration::from_secs(days * DAY);
        settings.session.absolute = Duration::from_secs(days * DAY);
    });
}

/// What the job does, without the wait for it.
async fn take_in(provider: &TestProvider) {
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    sealing::keep_up(store, now).await.unwrap();
    provider.provider.sealer.refresh(store, now).await.unwrap();
}

fn other_process(provider: &TestProvider) -> SharedStore {
    database::open(&provider.folder.path().join("data/latchkey.db"))
}

async fn rotate(provider: &TestProvider) -> SealingSecret {
    match sealing::rotate(other_process(provider).as_ref(), provider.provider.now()).await.unwrap() {
        Rotated::Made(secret) => secret,
        Rotated::Waits(secret) => panic!("{secret:?} waits"),
    }
}

#[actix_web::test]
async fn a_living_login_is_live_though_the_setting_is_another_one_than_when_it_began() {
    for (before, after, restarted) in
        [(1, 90, false), (90, 1, false), (90, 1, true), (1, 90, true), (90, 30, true), (400, 30, true)]
    {
        let mut provider = lives(before).start();
        let first = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
        let longer = before.max(after);
        // The login that the longer setting gave its end to.
        let asked = if before > after {
            change_lives(&mut provider, after);
            first
        } else {
            change_lives(&mut provider, after);
            question(&RelyingParty::new(&provider).sign_in_as("ben", &Browser::new(), &[]).await)
        };
        let provider = if restarted { provider.restart() } else { provider };
        for days in [longer / 2, longer / 2 - 1] {
            provider.advance(days * DAY);
            assert_eq!(verdict(&provider, &asked).await, "live", "{before} {after} {restarted}");
        }
        provider.advance(DAY);
        assert_eq!(verdict(&provider, &asked).await, "ended", "{before} {after} {restarted}");
    }
}

#[actix_web::test]
async fn a_rotation_changes_no_verdict_and_takes_no_page_away() {
    let provider = lives(90).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let old = question(&app.sign_in(&browser, &[]).await);
    let waiting = Browser::new();
    let login = app.authorize(&waiting, &[]).await;
    rotate(&provider).await;
    take_in(&provider).await;
    assert_eq!(provider.provider.store.sealing_secrets().await.unwrap().len(), 2);
    assert_eq!(verdict(&provider, &old).await, "live");
    provider.advance(SEALS_AFTER.as_secs());
    // It seals from now on, and both open.
    let new = question(&app.authorize(&browser, &[]).await);
    let next_login = app.authorize(&Browser::new(), &[]).await;
    assert!(next_login.body.contains("id=\"password\""));
    assert_eq!((verdict(&provider, &old).await, verdict(&provider, &new).await), ("live".into(), "live".into()));
    let back = waiting.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    assert!(back.answer().contains_key("code"), "a request and a cookie session of before: {}", back.body);
    let provider = provider.restart();
    for days in [0, 20, 50] {
        provider.advance(days * DAY);
        take_in(&provider).await;
        assert_eq!((verdict(&provider, &old).await, verdict(&provider, &new).await), ("live".into(), "live".into()));
    }
}

/// A node whose look at the store is due only later meets what another one sealed under a secret that it never saw.
#[actix_web::test]
async fn what_does_not_open_is_not_called_unknown_before_another_look_at_the_store() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.sign_in(&browser, &[]).await;
    let settings = provider.provider.live().settings.clone();
    let node = server::build(settings, std::sync::Arc::new(provider.clock.clone())).await.unwrap();
    rotate(&provider).await;
    take_in(&provider).await;
    provider.advance(SEALS_AFTER.as_secs());
    let new = Question::parse(&question(&app.authorize(&browser, &[]).await)).unwrap();
    let sees = async |node: &Provider| judge(node, &new).await.map(|verdict| verdict.as_str());
    actix_web::rt::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(sees(&node).await.unwrap(), "live");
}

#[actix_web::test]
async fn a_store_that_cannot_be_read_makes_no_secret_forgotten_and_nothing_unknown() {
    let provider = TestProvider::new();
    let value = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
    let file = provider.by_hand();
    let store = provider.provider.store.as_ref();
    let forged = format!("{}{}", &value[..value.len() - 1], if value.ends_with('A') { 'B' } else { 'A' });
    assert_eq!(verdict(&provider, &forged).await, "bad");
    actix_web::rt::time::sleep(Duration::from_millis(1_100)).await;
    file.run("ALTER TABLE sealing_secrets RENAME TO gone");
    assert!(provider.provider.sealer.refresh(store, provider.provider.now()).await.is_err());
    assert_eq!(verdict(&provider, &value).await, "live");
    actix_web::rt::time::sleep(Duration::from_millis(1_100)).await;
    assert!(ask(&provider, std::slice::from_ref(&forged)).await.status.is_server_error(), "not known is not bad");
    file.run("ALTER TABLE gone RENAME TO sealing_secrets");
    assert_eq!((verdict(&provider, &value).await, verdict(&provider, &forged).await), ("live".into(), "bad".into()));
    file.run("DELETE FROM sealing_secrets");
    provider.provider.sealer.refresh(store, provider.provider.now()).await.unwrap();
    assert_eq!(verdict(&provider, &value).await, "live", "an empty table is no answer");
}

#[actix_web::test]
async fn a_former_secret_goes_when_no_login_lives_that_may_hold_something_of_it_and_not_before() {
    let provider = lives(60).start();
    let old = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
    let former = provider.provider.store.sealing_secrets().await.unwrap()[0].id.clone();
    rotate(&provider).await;
    let is_kept = async || {
        take_in(&provider).await;
        provider.provider.store.sealing_secrets().await.unwrap().iter().any(|secret| secret.id == former)
    };
    for days in [1, 20, 28, 10] {
        provider.advance(days * DAY);
        assert!(is_kept().await, "{days} more");
        assert_eq!(verdict(&provider, &old).await, "live");
    }
    provider.advance(DAY);
    let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
    store.expire_sessions(now, 10).await.unwrap();
    assert!(!is_kept().await, "nobody needs it");
    assert!(provider.provider.sealer.has_lost());
    assert_eq!(store.sealing_secrets().await.unwrap().len(), 1);
}

#[actix_web::test]
async fn of_rotations_at_once_one_makes_a_secret_and_the_others_name_it() {
    let provider = TestProvider::new();
    let stores: Vec<SharedStore> = (0..8).map(|_| other_process(&provider)).collect();
    let now = provider.provider.now();
    let rotated = join_all(stores.iter().map(|store| sealing::rotate(store.as_ref(), now))).await;
    let made: Vec<&SealingSecret> = rotated
        .iter()
        .filter_map(|rotated| match rotated.as_ref().unwrap() {
            Rotated::Made(secret) => Some(secret),
            Rotated::Waits(_) => None,
        })
        .collect();
    assert_eq!(made.len(), 1);
    for rotated in &rotated {
        let (Rotated::Made(secret) | Rotated::Waits(secret)) = rotated.as_ref().unwrap();
        assert_eq!(secret.id, made[0].id);
    }
    assert_eq!(provider.provider.store.sealing_secrets().await.unwrap().len(), 2);
}

/// For a secret that leaked: nothing that it sealed counts any more, and everybody can go on.
#[actix_web::test]
async fn a_secret_that_is_replaced_at_once_opens_nothing_and_who_watches_is_told() {
    let provider = TestProvider::new();
    let (app, browser, waiting) = (RelyingParty::new(&provider), Browser::new(), Browser::new());
    let old = question(&app.sign_in(&browser, &[]).await);
    let login = app.authorize(&waiting, &[]).await;
    sealing::replace(other_process(&provider).as_ref(), provider.provider.now()).await.unwrap();
    assert!(!provider.provider.sealer.has_lost());
    take_in(&provider).await;
    assert!(provider.provider.sealer.has_lost(), "the job tells every stream to look again");
    assert!(!provider.provider.sealer.has_lost(), "once");
    assert_eq!(verdict(&provider, &old).await, "bad");
    let gone = waiting.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(gone.status.is_client_error(), "{}", gone.status);
    assert!(app.sign_in(&waiting, &[]).await.answer().contains_key("code"), "opened again it works");
    let new = question(&app.authorize(&browser, &[("prompt", "none")]).await);
    assert_eq!(verdict(&provider, &new).await, "live", "the login did not end");
}

/// What somebody's sign-in made untrue stays untrue: no page that wakes later is told that nothing happened.
#[actix_web::test]
async fn an_anonymous_value_that_ended_is_never_live_again() {
    let provider = TestProvider::new();
    let (app, browser, other) = (RelyingParty::new(&provider), Browser::new(), Browser::new());
    let anonymous = async |browser: &Browser| {
        app.authorize(browser, &[]).await;
        question(&app.authorize(browser, &[("prompt", "none")]).await)
    };
    let (ended, holds) = (anonymous(&browser).await, anonymous(&other).await);
    app.sign_in(&browser, &[]).await;
    let sweep = async |days: u64| {
        provider.advance(days * DAY);
        let (store, now) = (provider.provider.store.as_ref(), provider.provider.now());
        while store.sweep(now, 500).await.unwrap() == 500 {}
    };
    for days in [0, 2, 20, 6] {
        sweep(days).await;
        assert_eq!(
            (verdict(&provider, &ended).await, verdict(&provider, &holds).await),
            ("ended".into(), "live".into())
        );
    }
    for _ in 0..30 {
        sweep(1).await;
        assert_ne!(verdict(&provider, &ended).await, "live");
    }
    assert_eq!((verdict(&provider, &ended).await, verdict(&provider, &holds).await), ("bad".into(), "bad".into()));
    let file = provider.by_hand();
    assert_eq!(file.count("anonymous_states"), 0, "nothing is kept for ever");
}

/// Nobody rings for a secret that is gone: the job does, when it has taken that in.
#[actix_web::test]
async fn a_page_that_watches_hears_that_its_value_is_known_no_longer() {
    let provider = TestProvider::new();
    let value = question(&RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await);
    let mut stream = Stream::open(&provider, &[&value]).await;
    assert_eq!(stream.next().await.unwrap().1, "live");
    sealing::replace(other_process(&provider).as_ref(), provider.provider.now()).await.unwrap();
    // It looks every ten seconds, for as long as the stream is waited for.
    actix_web::rt::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(stream.next().await.unwrap().1, "bad");
}
