//! People who are taken out of the configuration, put back, renamed, or brought along from another program: what becomes
//! of them everywhere that admits a person.

use std::time::Duration;

use latchkey::config::settings::ConfiguredUser;
use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::user::{User, UsernameKey};
use latchkey::reconcile;
use latchkey::secret::{Digest, Secret};

use crate::support::provider::{PASSWORD, client, user};
use crate::support::receiver::token;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

/// Takes the configuration in with these users, as a reload does.
async fn take_in(provider: &mut TestProvider, users: &[ConfiguredUser]) {
    provider.reload(|settings| settings.users = users.to_vec());
    let provider = &provider.provider;
    let settings = provider.live().settings.clone();
    reconcile::reconcile(provider.store.as_ref(), &settings, provider.now()).await.unwrap();
}

/// What the job does every few seconds.
async fn end_left(provider: &TestProvider) -> bool {
    let provider = &provider.provider;
    let settings = provider.live().settings.clone();
    reconcile::end_left(provider.store.as_ref(), &settings, provider.now()).await.unwrap()
}

async fn account(provider: &TestProvider, name: &str) -> User {
    provider.provider.store.user_named(&UsernameKey::of(name)).await.unwrap().unwrap()
}

async fn introspect(app: &RelyingParty<'_>, token: &str) -> bool {
    let request = app.http.post(app.provider.url("/introspect")).form(&[("token", token)]);
    let request = request.basic_auth(app.client_id, Some(crate::support::provider::SECRET));
    crate::support::browser::Page::read(request.send().await.unwrap()).await.json()["active"] == true
}

const OFFLINE: (&str, &str) = ("scope", "openid offline_access");

#[actix_web::test]
async fn who_is_taken_out_of_the_file_is_admitted_nowhere_and_put_back_has_everything() {
    let mut provider = Builder::new().settings(|settings| settings.users[0].is_admin = true).start();
    let browser = Browser::new();
    let (tokens, code) = {
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&browser, &[OFFLINE]).await;
        let again = app.authorize(&browser, &[OFFLINE]).await.answer();
        (tokens, again["code"].clone())
    };
    let (access, refresh) = (tokens["access_token"].as_str().unwrap(), tokens["refresh_token"].as_str().unwrap());
    let ada = account(&provider, "ada").await;
    let link = Invitation::Reset { sub: ada.sub.clone() };
    let expires_at = provider.provider.now().after(Duration::from_secs(3600));
    provider
        .provider
        .store
        .add_invitation(&Digest::of("link"), &link, expires_at, latchkey::clock::Timestamp(0))
        .await
        .unwrap();
    take_in(&mut provider, &[user("ben")]).await;

    let app = RelyingParty::new(&provider);
    let silent = app.authorize(&browser, &[("prompt", "none")]).await.answer();
    assert_eq!(silent["error"], "login_required");
    for prompt in ["", "login", "select_account", "consent"] {
        let page = app.authorize(&browser, &[("prompt", prompt)]).await;
        assert!(page.body.contains("id=\"password\""), "{prompt}: {}", page.body);
        let refused = browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
        assert!(
            refused.status == 401 && refused.body.contains("That username and password do not match"),
            "{prompt}: {}",
            refused.body
        );
    }
    assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant");
    assert_eq!(app.userinfo(access).await.status, 401);
    assert_eq!(app.refresh(refresh).await.json()["error"], "invalid_grant");
    assert!(!introspect(&app, access).await && !introspect(&app, refresh).await);
    assert_eq!(Browser::new().get(&provider.url("/invite?t=link")).await.status, 410);
    let page = browser.get(&provider.url("/")).await;
    assert!(
        page.body.contains("no longer in config.toml") && page.body.contains("latchkey user keep ada"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("administrator") && !page.body.contains("Change your password"), "{}", page.body);
    assert!(account(&provider, "ben").await.may_sign_in());

    take_in(&mut provider, &[user("ada"), user("ben")]).await;
    let app = RelyingParty::new(&provider);
    assert_eq!(account(&provider, "ada").await.sub, ada.sub);
    assert_eq!(app.userinfo(access).await.status, 200);
    assert!(introspect(&app, refresh).await);
    assert_eq!(app.refresh(refresh).await.status, 200);
    assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"), "the login is whole");
    assert!(browser.get(&provider.url("/")).await.body.contains("administrator"));
}

#[actix_web::test]
async fn when_the_grace_is_over_logins_end_and_apps_are_told_as_of_any_other_end() {
    let receiver = Receiver::answering(&[200]);
    let uri = receiver.url("/backchannel");
    let mut provider = Builder::new().app(|app| app.backchannel_logout_uri = Some(uri)).start();
    let browser = Browser::new();
    RelyingParty::new(&provider).tokens(&browser, &[OFFLINE]).await;
    take_in(&mut provider, &[]).await;
    provider.advance(3599);
    assert!(!end_left(&provider).await);
    assert!(browser.get(&provider.url("/")).await.body.contains("You stay signed in on this page until"));
    provider.advance(2);
    assert!(end_left(&provider).await);
    provider.provider.ended.ring();
    let told = receiver.wait_for(1).await.remove(0);
    assert!(token(&told).contains('.'), "a logout token");
    let page = browser.get(&provider.url("/")).await;
    assert!(!page.body.contains("no longer in config.toml"), "nobody is signed in here: {}", page.body);
    take_in(&mut provider, &[user("ada")]).await;
    let page = RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await;
    assert!(page.answer().contains_key("code"), "put back, whenever that is");
}

/// A login that lives is said to live: apps' pages sign nobody out for a file that is cut off for a moment.
#[actix_web::test]
async fn a_page_that_watches_hears_of_nothing_before_the_login_ends() {
    let mut provider = TestProvider::new();
    let browser = Browser::new();
    RelyingParty::new(&provider).tokens(&browser, &[]).await;
    let ada = account(&provider, "ada").await;
    let now = provider.provider.now();
    let session = provider.provider.store.sessions_of(&ada.sub, now).await.unwrap().remove(0);
    let state = latchkey::protocol::session_state::BrowserStateId::of(&session.browser_state);
    take_in(&mut provider, &[]).await;
    assert!(provider.provider.store.living_browser_state(&state, now).await.unwrap().is_some());
}

#[actix_web::test]
async fn who_keeps_the_sub_keeps_it_towards_every_app_and_a_new_database_gives_the_same() {
    let named =
        |username: &str| ConfiguredUser { sub: latchkey::protocol::user::Subject::parse("b3f8c1d2"), ..user(username) };
    let pairwise = || latchkey::protocol::client::Client {
        subject_type: latchkey::protocol::subject::SubjectType::Pairwise { sector: "wiki.example".to_owned() },
        ..client("wiki")
    };
    let start = || Builder::new().client(pairwise()).settings(|settings| settings.users = vec![named("mira")]).start();
    let sub_at = async |provider: &TestProvider, client_id: &str, username: &str| {
        let app = RelyingParty::of(provider, client_id);
        let code = app.sign_in_as(username, &Browser::new(), &[]).await.answer()["code"].clone();
        let tokens = app.redeem(&code).await.json();
        app.userinfo(tokens["access_token"].as_str().unwrap()).await.json()["sub"].as_str().unwrap().to_owned()
    };
    let mut provider = start();
    assert_eq!(sub_at(&provider, "app", "mira").await, "b3f8c1d2");
    let at_wiki = sub_at(&provider, "wiki", "mira").await;
    assert_ne!(at_wiki, "b3f8c1d2");
    take_in(&mut provider, &[named("mira.e")]).await;
    assert_eq!(sub_at(&provider, "app", "mira.e").await, "b3f8c1d2");
    assert_eq!(sub_at(&provider, "wiki", "mira.e").await, at_wiki);
    let login = RelyingParty::new(&provider).sign_in_as("mira", &Browser::new(), &[]).await;
    assert_eq!(login.status, 401, "the former name is nobody's");
    assert_eq!(sub_at(&start(), "app", "mira").await, "b3f8c1d2", "in another database");
}

/// Of the password of every test user, by another program: cost 4, as `htpasswd -B` writes it.
fn bcrypt_hash() -> Secret {
    Secret::new(bcrypt::hash_with_salt(PASSWORD, 4, [9; 16]).unwrap().format_for_version(bcrypt::Version::TwoY))
}

#[actix_web::test]
async fn a_password_from_another_program_signs_in_and_is_hashed_anew() {
    let brought = || ConfiguredUser { password_hash: Some(bcrypt_hash()), ..user("ada") };
    let mut provider = Builder::new().settings(|settings| settings.users = vec![brought()]).start();
    let app = RelyingParty::new(&provider);
    let login = app.authorize(&Browser::new(), &[]).await;
    let browser = Browser::new();
    let wrong = browser.visit(&app.authorization_url(&[])).await;
    assert_eq!(browser.submit(&wrong, &[("username", "ada"), ("password", "four quiet otter")]).await.status, 401);
    assert!(login.status == 200 && account(&provider, "ada").await.password_hash.unwrap().expose().starts_with("$2y$"));
    assert!(app.sign_in(&Browser::new(), &[]).await.answer().contains_key("code"));
    let hash =
        async |provider: &TestProvider| account(provider, "ada").await.password_hash.unwrap().expose().to_owned();
    let anew = hash(&provider).await;
    assert!(anew.starts_with("$argon2id$"), "{anew}");
    take_in(&mut provider, &[brought()]).await;
    assert_eq!(hash(&provider).await, anew, "the file has the same as before");
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let session = app.sign_in(&browser, &[]).await;
    assert!(session.answer().contains_key("code"));
}

/// Row 58: whoever tries takes as long as the costliest hash of each kind, whosever it is.
#[actix_web::test]
async fn somebody_who_came_along_with_a_costly_hash_cannot_be_told_from_others() {
    let costly = Secret::new(bcrypt::hash_with_salt(PASSWORD, 9, [9; 16]).unwrap().to_string());
    let eve = ConfiguredUser { password_hash: Some(costly), ..user("eve") };
    let provider = Builder::new().settings(|settings| settings.users.push(eve)).start();
    let time = async |name: &str| {
        let started = std::time::Instant::now();
        let address = latchkey::protocol::client_address::ClientAddress::Unknown;
        latchkey::login::password::sign_in(&provider.provider, name, &Secret::new("wrong"), (address, &[]))
            .await
            .unwrap();
        started.elapsed()
    };
    let mut least = [Duration::MAX; 3];
    for _ in 0..6 {
        for (least, name) in least.iter_mut().zip(["eve", "ada", "nobody"]) {
            *least = time(name).await.min(*least);
        }
    }
    let [eve, ada, nobody] = least;
    // A busy machine is no clock; without the work of hers, theirs would be done in a thousandth of the time.
    for other in [ada, nobody] {
        assert!(other > eve / 5, "{least:?}");
    }
}

#[actix_web::test]
async fn a_password_that_the_file_names_is_not_changed_on_the_account_page() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let login = browser.get(&provider.url("/login")).await;
    let account = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(
        account.body.contains("groups and password of this account are set in the configuration file"),
        "{}",
        account.body
    );
    assert!(account.body.contains("config.toml:1"), "ada administers, and is told where");
    assert!(!account.body.contains("Change your password"));
    let csrf = account.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("csrf", csrf), ("current_password", PASSWORD), ("new_password", "eleven brave badgers")];
    let refused = browser.post(&provider.url("/account/password"), &fields).await;
    assert!(refused.status == 422 && refused.body.contains("Change it there"), "{}", refused.body);
}

/// What the file does not name is the person's own.
#[actix_web::test]
async fn a_person_of_the_file_without_a_password_there_chooses_and_changes_it() {
    let without = ConfiguredUser { password_hash: None, is_admin: false, ..user("carl") };
    let mut provider = Builder::new().settings(|settings| settings.users.push(without.clone())).start();
    let carl = account(&provider, "carl").await;
    let expires_at = provider.provider.now().after(Duration::from_secs(3600));
    let link = Invitation::Invite { sub: carl.sub.clone() };
    provider
        .provider
        .store
        .add_invitation(&Digest::of("link"), &link, expires_at, latchkey::clock::Timestamp(0))
        .await
        .unwrap();
    let browser = Browser::new();
    let page = browser.get(&provider.url("/invite?t=link")).await;
    let account_page = browser.submit(&page, &[("password", "seven calm herons")]).await;
    assert!(account_page.body.contains("Change your password"), "{}", account_page.body);
    let csrf = account_page.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("csrf", csrf), ("current_password", "seven calm herons"), ("new_password", "eleven brave badgers")];
    assert_eq!(browser.post(&provider.url("/account/password"), &fields).await.status, 303);
    take_in(&mut provider, &[user("ada"), without]).await;
    assert_eq!(browser.get(&provider.url("/")).await.status, 200, "a reload changes nothing of it");
    assert!(account(&provider, "carl").await.password_hash.is_some());
}

/// Every place that admits a person asks one question, so that none is forgotten.
#[test]
fn whoever_asks_the_store_for_the_lock_asks_whether_they_left_too() {
    // These tell of logins or end them, or let a person read why they are admitted nowhere.
    let tell = ["sqlite/standing.rs", "sqlite/sessions.rs", "sqlite/logouts.rs", "sqlite/lists.rs"];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut asking = Vec::new();
    for entry in std::fs::read_dir(folder.join("sqlite")).unwrap() {
        let path = entry.unwrap().path();
        let text = if path.is_file() { std::fs::read_to_string(&path).unwrap() } else { String::new() };
        if text.contains("locked = 0") {
            asking.push(path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned());
        }
    }
    asking.retain(|file| !tell.contains(&file.as_str()));
    assert_eq!(asking, [""; 0], "ask MAY_SIGN_IN instead");
}
