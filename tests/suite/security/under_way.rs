//! Sign-ins that are under way while somebody changes the password or locks the account: none of them survives, tried
//! with real connections and hashes that take their time (SEC-12, SEC-25).

use std::time::Duration;

use futures_util::future::join_all;
use latchkey::config::settings::Argon2Cost;
use latchkey::login::hasher::hash_now;
use latchkey::protocol::factors::WaysIn;
use latchkey::protocol::user::{Definition, Subject, UsernameKey};
use latchkey::secret::{KeyMaterial, Secret};
use latchkey::store::factors::By;
use latchkey::store::sessions::NewLogin;

use crate::support::browser::Page;
use crate::support::provider::{Builder, PASSWORD};
use crate::support::{Browser, TestProvider};

/// Slow enough that something can happen meanwhile, also where the machine is fast.
const SLOW: Argon2Cost = Argon2Cost { memory_kib: 1024, iterations: 4, parallelism: 1 };
const AT_ONCE: usize = 40;

fn provider() -> TestProvider {
    Builder::new()
        .settings(|settings| {
            settings.login.argon2 = SLOW;
            settings.limits.login_per_account.events = 10_000;
            settings.limits.login_per_ip.events = 10_000;
            settings.limits.hashing_queue = 10_000;
        })
        .start()
}

/// An account that only the database knows, whose password can be changed.
async fn add_eve(provider: &TestProvider, cost: Argon2Cost) -> Subject {
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let eve = latchkey::protocol::user::User {
        sub: Subject::new("eve"),
        username: "eve".into(),
        email: None,
        definition: Definition::Database,
        password_hash: hash_now(cost, PASSWORD),
        ..ada
    };
    store.add_user(&eve).await.unwrap();
    eve.sub
}

/// Sign-ins with the old password, one connection each, all under way at once.
async fn sign_in_at_once(provider: &TestProvider, meanwhile: impl Future<Output = ()>) -> Vec<Page> {
    let browsers: Vec<Browser> = (0..AT_ONCE).map(|_| Browser::new()).collect();
    let login = provider.url("/login");
    let pages = join_all(browsers.iter().map(|browser| browser.get(&login))).await;
    let fields = [("username", "eve"), ("password", PASSWORD)];
    let tries = browsers.iter().zip(&pages).map(|(browser, page)| browser.send_form(page, &fields));
    tokio::join!(join_all(tries), meanwhile).0
}

/// How many of eve's logins live.
async fn living(provider: &TestProvider, sub: &Subject) -> usize {
    provider.provider.store.sessions_of(sub, provider.provider.now()).await.unwrap().len()
}

async fn after_a_while(index: u64) {
    tokio::time::sleep(Duration::from_millis(15 * index)).await;
}

#[actix_web::test]
async fn no_sign_in_that_was_under_way_survives_a_new_password() {
    let provider = provider();
    let eve = add_eve(&provider, SLOW).await;
    let store = &provider.provider.store;
    for round in 0..6 {
        store
            .set_password(&eve, &hash_now(SLOW, PASSWORD).unwrap(), true, None, provider.provider.now())
            .await
            .unwrap();
        let answers = sign_in_at_once(&provider, async {
            after_a_while(round).await;
            let hash = hash_now(SLOW, "nine loud geese").unwrap();
            store.set_password(&eve, &hash, true, None, provider.provider.now()).await.unwrap();
        })
        .await;
        assert_eq!(living(&provider, &eve).await, 0, "round {round}");
        for answer in answers {
            // Those that were done before it was changed are signed in and out again; the others are told what anybody is.
            assert!(answer.status == 303 || answer.status == 401, "{} {}", answer.status, answer.body);
        }
    }
}

#[actix_web::test]
async fn no_sign_in_that_was_under_way_survives_a_lock_nor_wakes_up_at_unlock() {
    let provider = provider();
    let eve = add_eve(&provider, SLOW).await;
    let store = &provider.provider.store;
    for round in 0..6 {
        let answers = sign_in_at_once(&provider, async {
            after_a_while(round).await;
            store.set_locked(&eve, true, provider.provider.now()).await.unwrap();
        })
        .await;
        assert!(answers.iter().all(|answer| answer.status == 303 || answer.status == 401));
        assert_eq!(living(&provider, &eve).await, 0, "round {round}: while it is locked");
        store.set_locked(&eve, false, provider.provider.now()).await.unwrap();
        assert_eq!(living(&provider, &eve).await, 0, "round {round}: nor after");
    }
}

/// A hash of another cost is made anew at sign-in; the password may be another by then.
#[actix_web::test]
async fn a_rehash_under_way_never_writes_the_old_password_back() {
    let provider = provider();
    let cheap = Argon2Cost { memory_kib: 512, ..SLOW };
    let eve = add_eve(&provider, cheap).await;
    let store = &provider.provider.store;
    for round in 0..6 {
        store
            .set_password(&eve, &hash_now(cheap, PASSWORD).unwrap(), true, None, provider.provider.now())
            .await
            .unwrap();
        sign_in_at_once(&provider, async {
            after_a_while(round).await;
            let hash = hash_now(SLOW, "nine loud geese").unwrap();
            store.set_password(&eve, &hash, true, None, provider.provider.now()).await.unwrap();
        })
        .await;
        let browser = Browser::new();
        let login = browser.get(&provider.url("/login")).await;
        let old = browser.send_form(&login, &[("username", "eve"), ("password", PASSWORD)]).await;
        assert_eq!(old.status, 401, "round {round}: the old password is no good");
        let new = browser.send_form(&login, &[("username", "eve"), ("password", "nine loud geese")]).await;
        assert_eq!(new.status, 303, "round {round}: the new one is");
        assert_eq!(living(&provider, &eve).await, 1);
    }
}

/// The one who changes it stays signed in; everybody else who had the old one, or has it in flight, is out.
#[actix_web::test]
async fn of_many_who_change_the_password_at_once_one_does_and_only_that_login_lives() {
    let provider = provider();
    let eve = add_eve(&provider, SLOW).await;
    let browsers: Vec<Browser> = (0..8).map(|_| Browser::new()).collect();
    for browser in &browsers {
        let login = browser.get(&provider.url("/login")).await;
        assert_eq!(browser.send_form(&login, &[("username", "eve"), ("password", PASSWORD)]).await.status, 303);
    }
    let mut accounts = Vec::new();
    for browser in &browsers {
        accounts.push(browser.get(&provider.url("/")).await);
    }
    let changes = browsers.iter().zip(&accounts).enumerate().map(async |(index, (browser, account))| {
        let csrf = account.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let new = format!("password number {index} of eight");
        let fields = [("csrf", csrf), ("current_password", PASSWORD), ("new_password", new.as_str())];
        (browser.post(&provider.url("/account/password"), &fields).await, new)
    });
    let outcomes = join_all(changes).await;
    let changed: Vec<&String> =
        outcomes.iter().filter(|(page, _)| page.status == 303 && is_done(page)).map(|(_, new)| new).collect();
    assert_eq!(
        changed.len(),
        1,
        "{:?}",
        outcomes.iter().map(|(page, _)| (page.status, page.location())).collect::<Vec<_>>()
    );
    assert_eq!(living(&provider, &eve).await, 1);
    let browser = Browser::new();
    let login = browser.get(&provider.url("/login")).await;
    let new = browser.send_form(&login, &[("username", "eve"), ("password", changed[0])]).await;
    assert_eq!(new.status, 303);
}

/// Row 52: a factor that is there before the new password is was not asked for, so that one is refused.
#[actix_web::test]
async fn no_new_password_that_was_under_way_goes_past_a_factor_that_was_added() {
    let provider = provider();
    let eve = add_eve(&provider, SLOW).await;
    let (store, secret) = (&provider.provider.store, KeyMaterial::plain(&[7; 20]));
    let stored = async || store.user(&eve).await.unwrap().unwrap().password_hash.unwrap().expose().to_owned();
    for round in 0..6 {
        let now = provider.provider.now();
        store.reset_factors(&eve, WaysIn::BOTH, now).await.unwrap();
        store.set_password(&eve, &hash_now(SLOW, PASSWORD).unwrap(), true, None, now).await.unwrap();
        let old = stored().await;
        let browser = Browser::new();
        let login = browser.get(&provider.url("/login")).await;
        assert_eq!(browser.send_form(&login, &[("username", "eve"), ("password", PASSWORD)]).await.status, 303);
        let account = browser.get(&provider.url("/")).await;
        let csrf = account.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let fields = [("csrf", csrf), ("current_password", PASSWORD), ("new_password", "five louder otters")];
        let url = provider.url("/account/password");
        let (answer, with_the_factor) = tokio::join!(browser.post(&url, &fields), async {
            after_a_while(round).await;
            store.add_totp(&eve, &secret, 1, &[], &By::Operator, now).await.unwrap();
            stored().await
        });
        if with_the_factor == old {
            assert!(!is_done(&answer), "round {round}: {} {:?}", answer.status, answer.location());
            assert_eq!(stored().await, old, "round {round}");
        }
    }
}

fn is_done(page: &Page) -> bool {
    page.location().is_some_and(|location| location.ends_with("?done=password"))
}

/// The store refuses what the flow lets through; whoever calls it by another way meets the same.
#[actix_web::test]
async fn a_login_of_a_proof_that_is_void_is_no_login() {
    let provider = provider();
    let eve = add_eve(&provider, SLOW).await;
    let store = &provider.provider.store;
    let proven = store.user(&eve).await.unwrap().unwrap();
    store.set_password(&eve, &Secret::new("x"), true, None, provider.provider.now()).await.unwrap();
    let browser = Browser::new();
    let login = browser.get(&provider.url("/login")).await;
    assert_eq!(browser.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await.status, 303);
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let session = store.sessions_of(&ada.sub, provider.provider.now()).await.unwrap().pop().unwrap();
    let stolen = latchkey::protocol::session::Session { id: "stolen".into(), sub: eve.clone(), ..session };
    let login = NewLogin {
        session: stolen,
        credentials_revision: proven.credentials_revision,
        replaces: None,
        from: None,
        visit: None,
        cookie: None,
    };
    store.begin_session(&login, provider.provider.now()).await.unwrap();
    assert_eq!(living(&provider, &eve).await, 0);
}

/// What is under way for a client is given up when the client changed (SEC-12), and not because something else did.
#[actix_web::test]
async fn a_reload_that_changes_nothing_of_a_client_lets_what_is_under_way_for_it_go_on() {
    let mut provider = TestProvider::new();
    let app = latchkey::protocol::client::ClientId::parse("app").unwrap();
    let find = async |provider: &TestProvider| provider.provider.client(&app).await.unwrap().unwrap();
    let under_way = find(&provider).await;
    provider.reload(|_| {});
    assert!(std::sync::Arc::ptr_eq(&under_way, &find(&provider).await));
    provider.reload(|settings| {
        settings.clients.reverse();
        settings.branding.name = "Another".into();
        settings.clients[0].client_name = "The other, renamed".into();
    });
    assert!(std::sync::Arc::ptr_eq(&under_way, &find(&provider).await));
    provider.reload(|settings| {
        let secret = latchkey::secret::Digest::of("lks_another-secret-of-more-than-128-bits");
        settings.clients[1].secrets = [latchkey::protocol::client::ClientSecret::Sha256(secret)].into();
    });
    assert!(!std::sync::Arc::ptr_eq(&under_way, &find(&provider).await));
}
