//! Many guesses at once, over as many connections: no more than the limit are judged, whoever is right is let in all the
//! same, and what cannot be judged for want of room is never called wrong (rows 55 to 58; SEC-34, SEC-58).

use futures_util::future::join_all;
use latchkey::config::settings::{Argon2Cost, Settings};
use latchkey::protocol::client::{Client, ClientSecret};
use latchkey::protocol::user::{Definition, User, UsernameKey};
use serde_json::json;

use crate::client_auth::assertions::{self, Key};
use crate::client_auth::{LONG_SECRET, with_keys, with_keys_at, with_macs};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET, client};
use crate::support::site::{Answer, Site};
use crate::support::{Browser, Builder, TestProvider};

/// Dear enough for tries to overlap.
const SLOW: Argon2Cost = Argon2Cost { memory_kib: 2 * 1024, iterations: 1, parallelism: 1 };

fn slow(settings: &mut Settings) {
    settings.login.argon2 = SLOW;
    let hash = latchkey::login::hasher::hash_now(SLOW, PASSWORD).unwrap();
    settings.users.iter_mut().for_each(|user| user.password_hash = Some(hash.clone()));
}

/// Posts the sign-in form by each name at once, from as many browsers.
async fn sign_in_at_once(provider: &TestProvider, tries: &[(&str, &str)]) -> Vec<Page> {
    let url = provider.url("/login");
    let ready = join_all(tries.iter().map(async |_| {
        let browser = Browser::new();
        let page = browser.get(&url).await;
        (browser, page)
    }))
    .await;
    let sent = ready.iter().zip(tries).map(async |((browser, page), (username, password))| {
        browser.send_form(page, &[("username", username), ("password", password)]).await
    });
    join_all(sent).await
}

fn count(pages: &[Page], status: u16) -> usize {
    pages.iter().filter(|page| page.status.as_u16() == status).count()
}

#[actix_web::test]
async fn of_sixty_wrong_passwords_at_once_ten_are_judged() {
    let provider = Builder::new().settings(slow).start();
    for username in ["ada", "nobody"] {
        let pages = sign_in_at_once(&provider, &[(username, "wrong"); 60]).await;
        assert_eq!((count(&pages, 401), count(&pages, 429)), (10, 50), "{username}");
        for refused in pages.iter().filter(|page| page.status == 429) {
            assert_eq!(refused.header("retry-after"), "900");
        }
        assert_eq!(count(&sign_in_at_once(&provider, &[(username, PASSWORD)]).await, 429), 1, "not even a right one");
    }
}

/// Row 56: whatever it is called, it is one account.
#[actix_web::test]
async fn all_names_of_an_account_share_one_count() {
    let provider = TestProvider::new();
    let names =
        ["ada", "ADA", "Ａｄａ", " ada ", "ada@example.com", "Ada@Example.COM", "ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ"];
    let tries: Vec<(&str, &str)> = names.iter().cycle().take(42).map(|name| (*name, "wrong")).collect();
    let pages = sign_in_at_once(&provider, &tries).await;
    assert_eq!((count(&pages, 401), count(&pages, 429)), (10, 32));
    let pages = sign_in_at_once(&provider, &[("ada@example.com", PASSWORD), ("ben", PASSWORD)]).await;
    assert_eq!((pages[0].status.as_u16(), pages[1].status.as_u16()), (429, 303));
}

/// The limit of the network holds over all accounts, at once too.
#[actix_web::test]
async fn of_many_accounts_tried_at_once_the_network_has_its_limit() {
    let provider = Builder::new().settings(|settings| settings.limits.login_per_ip.events = 20).start();
    let names: Vec<String> = (0..60).map(|number| format!("nobody-{number}")).collect();
    let tries: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "wrong")).collect();
    let pages = sign_in_at_once(&provider, &tries).await;
    assert_eq!((count(&pages, 401), count(&pages, 429)), (20, 40));
}

#[actix_web::test]
async fn thirty_right_passwords_at_once_all_sign_in() {
    let provider = Builder::new().settings(slow).start();
    let pages = sign_in_at_once(&provider, &[("ada", PASSWORD), ("ada@example.com", PASSWORD)].repeat(15)).await;
    assert_eq!(count(&pages, 303), 30, "{:?}", pages.iter().map(|page| page.status).collect::<Vec<_>>());
}

/// The form that changes a password asks for the present one: no way around the limit.
#[actix_web::test]
async fn the_present_password_of_a_change_counts_with_the_sign_ins() {
    let provider = Builder::new().settings(slow).start();
    let browser = Browser::new();
    let login = browser.get(&provider.url("/login")).await;
    let account = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let csrf = account.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // People of the configuration cannot change theirs.
    let sub = provider.provider.store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    provider.provider.store.update_profile(&User { definition: Definition::Database, ..sub }).await.unwrap();
    let url = provider.url("/account/password");
    let fields = [("csrf", csrf.as_str()), ("current_password", "wrong"), ("new_password", "eleven brave badgers")];
    let pages = join_all((0..60).map(|_| browser.post(&url, &fields))).await;
    let judged = pages.iter().filter(|page| page.body.contains("This is not your current password")).count();
    assert_eq!(judged, 10);
    // In a known browser all of them count for it: it signs nobody in, and a right password changes nothing.
    let login = browser.get(&provider.url("/login?again=1")).await;
    assert_eq!(browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await.status, 429);
}

/// Makes the fields of a form that prove a client, or do not.
type Proof = Box<dyn Fn(&TestProvider) -> Vec<(String, String)>>;

/// A client by every method, with what proves it and what does not.
struct Way {
    client: Client,
    right: Proof,
    wrong: Proof,
}

fn by_post(client_id: &'static str, secret: &'static str) -> Proof {
    Box::new(move |_| {
        [("client_id", client_id), ("client_secret", secret)].map(|(name, value)| (name.into(), value.into())).into()
    })
}

fn asserted(sign: impl Fn(&TestProvider) -> String + 'static) -> Proof {
    Box::new(move |provider| {
        let assertion = sign(provider);
        assertions::fields(&assertion).iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    })
}

fn ways() -> Vec<Way> {
    let argon2id = ClientSecret::Argon2id(latchkey::login::hasher::hash_now(SLOW, SECRET).unwrap());
    let (genuine, forged) = (std::rc::Rc::new(Key::new("k1")), Key::new("k1"));
    let jwk = genuine.jwk();
    let mac = |secret: &'static str| {
        asserted(move |provider| assertions::mac("HS256", secret.as_bytes(), &assertions::claims(provider, "macs")))
    };
    vec![
        Way {
            client: Client { secrets: [argon2id].into(), ..client("argon") },
            right: by_post("argon", SECRET),
            wrong: by_post("argon", "wrong"),
        },
        Way { client: client("sha"), right: by_post("sha", SECRET), wrong: by_post("sha", "wrong") },
        Way {
            client: with_macs("macs"),
            right: mac(LONG_SECRET),
            wrong: mac("another-secret-of-sixty-four-bytes-or-more-as-hs512-wants-it-for-it"),
        },
        Way {
            client: with_keys("signs", &[jwk]),
            right: asserted(move |provider| genuine.sign(&assertions::claims(provider, "signs"))),
            wrong: asserted(move |provider| forged.sign(&assertions::claims(provider, "signs"))),
        },
    ]
}

/// Sends this to the endpoint over so many connections at once.
async fn ask_at_once(
    provider: &TestProvider,
    path: &str,
    proof: &dyn Fn(&TestProvider) -> Vec<(String, String)>,
    times: usize,
) -> Vec<Page> {
    let asked = [("grant_type", "refresh_token"), ("refresh_token", "unknown"), ("token", "unknown")];
    // Each request opens a connection and uses it at once: the server closes connections that stay silent.
    let http = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    let requests = (0..times).map(|_| {
        let http = &http;
        let mut fields = proof(provider);
        fields.extend(asked.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        async move { Page::read(http.post(provider.url(path)).form(&fields).send().await.unwrap()).await }
    });
    join_all(requests).await
}

#[actix_web::test]
async fn of_sixty_wrong_client_secrets_at_once_no_more_than_the_limit_are_judged() {
    for way in ways() {
        let name = way.client.client_id.clone();
        let limit = |settings: &mut Settings| settings.limits.client_auth_failures.events = 10;
        let provider = Builder::new().client(way.client).settings(limit).start();
        for path in ["/token", "/par", "/introspect", "/revoke"] {
            let pages = ask_at_once(&provider, path, &way.wrong, 60).await;
            assert_eq!((count(&pages, 401), count(&pages, 429)), (10, 50), "{name} {path}");
            for refused in pages.iter().filter(|page| page.status == 429) {
                // What was not compared is not called wrong.
                assert_eq!(refused.json()["error"], "temporarily_unavailable", "{name} {path}");
                assert!(refused.header("retry-after").parse::<u64>().is_ok(), "{name} {path}");
            }
            provider.advance(60);
        }
    }
}

#[actix_web::test]
async fn right_client_secrets_at_once_are_all_taken() {
    for way in ways() {
        let name = way.client.client_id.clone();
        let limit = |settings: &mut Settings| settings.limits.client_auth_failures.events = 10;
        let provider = Builder::new().client(way.client).settings(limit).start();
        for (path, status) in [("/token", 400), ("/par", 400), ("/introspect", 200), ("/revoke", 200)] {
            let pages = ask_at_once(&provider, path, &way.right, 100).await;
            assert_eq!(count(&pages, status), 100, "{name} {path}: {}", pages[0].body);
        }
    }
}

/// "Busy" is never "no": neither an answer of 401, nor a failure that counts.
#[actix_web::test]
async fn a_right_secret_is_never_called_wrong_while_the_hash_queue_is_full() {
    let way = ways().swap_remove(0);
    let full = |settings: &mut Settings| {
        settings.limits.hashing_queue = 1;
        settings.limits.client_auth_failures.events = 40;
    };
    let provider = Builder::new().client(way.client).settings(full).start();
    for (path, status) in [("/token", 400), ("/par", 400), ("/introspect", 200), ("/revoke", 200)] {
        let mut busy = 0;
        for _ in 0..4 {
            let pages = ask_at_once(&provider, path, &way.right, 40).await;
            assert_eq!(count(&pages, status) + count(&pages, 503), 40, "{path}");
            for page in pages.iter().filter(|page| page.status == 503) {
                assert_eq!(
                    (page.header("retry-after"), page.json()["error"].clone()),
                    ("5", json!("temporarily_unavailable"))
                );
            }
            busy += count(&pages, 503);
        }
        assert!(busy > 0, "{path}: the queue was never full");
        assert_eq!(count(&ask_at_once(&provider, path, &way.right, 1).await, status), 1, "{path}: nothing was counted");
    }
}

/// Keys that do not come prove nothing, neither that it is the client nor that it is not.
#[actix_web::test]
async fn a_client_whose_keys_cannot_be_fetched_has_not_failed() {
    let (key, down) = (Key::new("k1"), std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true)));
    let (is_down, served) = (down.clone(), json!({"keys": [key.jwk()]}).to_string());
    let site = Site::new(move |_| match is_down.load(std::sync::atomic::Ordering::SeqCst) {
        true => Answer::of(503, ""),
        false => Answer::of(200, &served),
    });
    let provider = Builder::new()
        .client(with_keys_at("signs", &site.url("/")))
        .settings(|settings| {
            settings.outbound.timeout = std::time::Duration::from_millis(300);
            settings.outbound.retry_after = std::time::Duration::ZERO;
            settings.limits.client_auth_failures.events = 2;
        })
        .start();
    let sign = |key: &Key| {
        assertions::fields(&key.sign(&assertions::claims(&provider, "signs")))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    for _ in 0..5 {
        let fields = sign(&key).to_vec();
        let pages = ask_at_once(&provider, "/token", &move |_| fields.clone(), 1).await;
        assert_eq!((pages[0].status.as_u16(), pages[0].header("retry-after")), (503, "5"), "{}", pages[0].body);
    }
    down.store(false, std::sync::atomic::Ordering::SeqCst);
    provider.advance(11);
    let fields = sign(&key).to_vec();
    assert_eq!(
        ask_at_once(&provider, "/token", &move |_| fields.clone(), 1).await[0].status,
        400,
        "and none was counted"
    );

    // A key that is new while the set cannot be had again: nobody knows.
    down.store(true, std::sync::atomic::Ordering::SeqCst);
    provider.advance(11);
    let new = Key::new("new");
    for _ in 0..3 {
        let fields = sign(&new).to_vec();
        assert_eq!(ask_at_once(&provider, "/token", &move |_| fields.clone(), 1).await[0].status, 503);
    }
    down.store(false, std::sync::atomic::Ordering::SeqCst);
    provider.advance(11);
    let fields = sign(&new).to_vec();
    assert_eq!(ask_at_once(&provider, "/token", &move |_| fields.clone(), 1).await[0].status, 401, "now it is known");
}
