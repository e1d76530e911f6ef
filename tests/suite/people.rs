//! Accounts: the set-up link, invitations, passwords, "keep me signed in".

use std::time::Duration;

use latchkey::config::settings::SignUp;
use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::secret::{Digest, Secret};
use latchkey::store::users::AddUser;

use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

pub const SETUP: [(&str, &str); 4] = [
    ("name", "Grace Example"),
    ("username", "grace"),
    ("email", "grace@example.com"),
    ("password", "seven calm herons"),
];

async fn with_setup_link() -> (TestProvider, String) {
    let provider = Builder::new().settings(|settings| settings.users.clear()).start();
    let url = setup_link(&provider).await;
    (provider, url)
}

/// A set-up link of a provider without an administrator.
pub async fn setup_link(provider: &TestProvider) -> String {
    let expires_at = provider.provider.now().after(Duration::from_secs(3600));
    provider
        .provider
        .store
        .add_invitation(&Digest::of("link"), &Invitation::Setup, expires_at, latchkey::clock::Timestamp(0))
        .await
        .unwrap();
    provider.url("/setup?t=link")
}

#[actix_web::test]
async fn the_set_up_link_makes_the_first_administrator_once() {
    let (provider, link) = with_setup_link().await;
    let browser = Browser::new();
    let welcome = browser.visit(&provider.url("/")).await;
    assert!(welcome.body.contains("set-up"), "{}", welcome.body);
    let page = browser.visit(&link).await;
    let account = browser.submit(&page, &SETUP).await;
    assert_eq!(account.status, 200, "{}", account.body);
    assert!(account.body.contains("Grace Example"));
    assert!(account.body.contains("with a password"), "how this device signed in: {}", account.body);
    let user = provider.provider.store.user_named(&UsernameKey::of("GRACE")).await.unwrap().unwrap();
    assert!(user.is_admin);
    assert_ne!(user.sub.as_str(), "grace");
    assert_eq!(Browser::new().visit(&link).await.status, 410);
    let again = Browser::new();
    assert_eq!(again.send_form(&page, &SETUP).await.status, 403, "another browser has no token");
}

#[actix_web::test]
async fn set_up_tells_what_is_wrong_and_keeps_what_was_entered() {
    let (_provider, link) = with_setup_link().await;
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    for (field, value, words) in [
        ("password", "short", "at least 12 characters"),
        ("password", "grace grace grace", "too easy"),
        ("username", "gr ace", "username"),
        ("email", "nobody", "email address"),
    ] {
        let entered: Vec<_> = SETUP.iter().map(|pair| if pair.0 == field { (field, value) } else { *pair }).collect();
        let refused = browser.submit(&page, &entered).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(words) && refused.body.contains("Grace Example"), "{}", refused.body);
    }
}

#[actix_web::test]
async fn set_up_reports_every_field_at_once_in_a_summary_and_beside_the_field() {
    let (_provider, link) = with_setup_link().await;
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    let entered = [("name", "Grace"), ("username", "gr ace"), ("email", "nobody"), ("password", "short")];
    let refused = browser.submit(&page, &entered).await;
    for field in ["username", "email", "password"] {
        for part in ["<a href=\"#FIELD\">", "id=\"FIELD-wrong\"", "FIELD-wrong\""] {
            assert!(refused.body.contains(&part.replace("FIELD", field)), "{part} of {field}: {}", refused.body);
        }
    }
    assert_eq!(refused.body.matches("aria-invalid=\"true\"").count(), 3);
    assert!(refused.body.contains("<title>Error: "));
}

/// Row 66.
#[actix_web::test]
async fn of_parallel_claims_one_makes_an_administrator() {
    let (provider, link) = with_setup_link().await;
    let mut forms = Vec::new();
    for _ in 0..12 {
        let browser = Browser::new();
        forms.push((browser.visit(&link).await, browser));
    }
    let claims = forms.iter().enumerate().map(|(index, (page, browser))| async move {
        let (username, email) = (format!("user{index}"), format!("user{index}@example.com"));
        let fields = [("name", "X"), ("username", &username), ("email", &email), ("password", "seven calm herons")];
        browser.send_form(page, &fields).await.status.as_u16()
    });
    let answers = futures_util::future::join_all(claims).await;
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
    assert_eq!(provider.provider.store.list_users().await.unwrap().len(), 1);
}

#[actix_web::test]
async fn a_set_up_link_dies_after_an_hour() {
    let (provider, link) = with_setup_link().await;
    provider.advance(3601);
    assert_eq!(Browser::new().visit(&link).await.status, 410);
}

#[actix_web::test]
async fn an_invitation_sets_a_password_once_and_signs_in() {
    let provider = Builder::new().settings(|settings| settings.users[0].password_hash = None).start();
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let expires_at = provider.provider.now().after(Duration::from_secs(3600));
    store
        .add_invitation(
            &Digest::of("invite"),
            &Invitation::Invite { sub: ada.sub },
            expires_at,
            latchkey::clock::Timestamp(0),
        )
        .await
        .unwrap();
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/invite?t=invite")).await;
    assert_eq!(browser.submit(&page, &[("password", "short")]).await.status, 422);
    let account = browser.submit(&page, &[("password", "nine brave ravens")]).await;
    assert_eq!(account.status, 200);
    assert!(account.body.contains("Ada Example"));
    assert_eq!(Browser::new().visit(&provider.url("/invite?t=invite")).await.status, 410);
    assert_eq!(Browser::new().visit(&provider.url("/setup?t=invite")).await.status, 410, "of another kind");
}

/// Row 58: whoever tries links, or finds an old one, learns of none whose it was and why it opens nothing.
#[actix_web::test]
async fn a_link_that_opens_nothing_says_the_same_whatever_it_was() {
    let provider = Builder::new().settings(|settings| settings.login.sign_up.rule = SignUp::Invite).start();
    let (store, now) = (&provider.provider.store, provider.provider.now());
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let (soon, later) = (now.after(Duration::from_secs(1)), now.after(Duration::from_secs(3600)));
    for name in ["used", "expired", "voided", "locked", "removed"] {
        let user = User {
            sub: Subject::new(name),
            username: name.into(),
            email: None,
            is_admin: false,
            definition: Definition::Database,
            credentials_revision: 1,
            ..ada.clone()
        };
        assert_eq!(store.add_user(&user).await.unwrap(), AddUser::Added);
        let until = if name == "expired" { soon } else { later };
        store.add_invitation(&Digest::of(name), &Invitation::Invite { sub: user.sub }, until, now).await.unwrap();
    }
    let accepted = store.accept_invitation(&Digest::of("used"), &Secret::new("hash"), now).await.unwrap();
    assert!(accepted.is_some());
    let newer = Invitation::Reset { sub: Subject::new("voided") };
    store.add_invitation(&Digest::of("newer"), &newer, later, now).await.unwrap();
    store.set_locked(&Subject::new("locked"), true, now).await.unwrap();
    assert!(store.remove_user(&Subject::new("removed"), now).await.unwrap());
    provider.advance(2);
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/login")).await;
    let csrf = login.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    for path in ["/invite", "/setup", "/sign-up/account", "/not-me"] {
        let mut answers = Vec::new();
        for token in ["used", "expired", "voided", "locked", "removed", "invented"] {
            let shown = browser.visit(&provider.url(&format!("{path}?t={token}"))).await;
            let fields =
                [("csrf", csrf.as_str()), ("token", token), ("username", "eve"), ("password", "five louder otters")];
            let sent = browser.post(&provider.url(path), &fields).await;
            answers.push([shown, sent].map(|page| {
                assert_eq!(page.status, 410, "{path} {token}: {}", page.body);
                // The page knows its own address.
                page.body.replace(page.header("x-request-id"), "(request)").replace(&format!("t={token}"), "t=(token)")
            }));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{path}: {answers:#?}");
    }
}

#[actix_web::test]
async fn keep_me_signed_in_outlives_the_browser_and_its_absence_does_not() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for (ticked, lasting) in [(true, true), (false, false)] {
        let browser = Browser::new();
        let page = app.authorize(&browser, &[]).await;
        let mut fields = vec![("username", "ada"), ("password", PASSWORD)];
        fields.extend(ticked.then_some(("remember_me", "1")));
        let answer = browser.send_form(&page, &fields).await;
        let cookie = answer.header("set-cookie");
        assert!(
            cookie.starts_with(&format!("{}=", provider.cookie("lk_sid")))
                && cookie.contains("HttpOnly")
                && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        assert_eq!(cookie.contains("Max-Age"), lasting, "{cookie}");
    }
}

#[actix_web::test]
async fn a_session_ends_when_idle_and_in_any_case_after_its_absolute_limit() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for _ in 0..5 {
        provider.advance(6 * 86_400);
        if provider.provider.now().seconds() - crate::support::provider::START.seconds() < 30 * 86_400 {
            assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"));
        }
    }
    assert_eq!(app.authorize(&browser, &[("prompt", "none")]).await.answer()["error"], "login_required");

    let browser = Browser::new();
    app.code(&browser, &[]).await;
    provider.advance(7 * 86_400 + 1);
    assert_eq!(app.authorize(&browser, &[("prompt", "none")]).await.answer()["error"], "login_required");
}

/// A login lives for `session.idle` from its last use, whenever that was, and at most a minute longer.
#[actix_web::test]
async fn a_use_at_any_second_prolongs_a_login_by_the_whole_idle_time() {
    const IDLE: u64 = 7 * 86_400;
    for uses in [&[1][..], &[59], &[60], &[61], &[30, 29], &[59, 1, 59], &[61, 59], &[119, 59]] {
        let provider = TestProvider::new();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let lives = async || !app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("error");
        app.code(&browser, &[]).await;
        for seconds in uses {
            provider.advance(*seconds);
            assert!(lives().await);
        }
        provider.advance(IDLE - 1);
        let question = crate::session_management::verdicts::login_of_ada(&provider).await;
        assert!(!question.is_empty(), "{uses:?}");
        provider.advance(62);
        assert!(!lives().await, "{uses:?}");
    }
}

#[actix_web::test]
async fn a_changed_password_signs_out_everywhere_else() {
    let provider = Builder::new().settings(|settings| settings.users.clear()).start();
    let store = &provider.provider.store;
    let expires_at = provider.provider.now().after(Duration::from_secs(3600));
    store
        .add_invitation(&Digest::of("link"), &Invitation::Setup, expires_at, latchkey::clock::Timestamp(0))
        .await
        .unwrap();
    let here = Browser::new();
    let page = here.visit(&provider.url("/setup?t=link")).await;
    let account = here.submit(&page, &SETUP).await;
    let csrf = account.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;

    let elsewhere = Browser::new();
    let app = RelyingParty::new(&provider);
    let login = app.authorize(&elsewhere, &[]).await;
    elsewhere.submit(&login, &[("username", "grace"), ("password", "seven calm herons")]).await;
    let change = |current, new| [("csrf", csrf.clone()), ("current_password", current), ("new_password", new)];
    let post = async |fields: [(&str, String); 3]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        here.post(&provider.url("/account/password"), &fields).await
    };
    assert_eq!(post(change("wrong".to_owned(), "nine brave ravens".to_owned())).await.status, 422);
    assert_eq!(post(change("seven calm herons".to_owned(), "short".to_owned())).await.status, 422);
    assert_eq!(post(change("seven calm herons".to_owned(), "nine brave ravens".to_owned())).await.status, 303);
    assert_eq!(app.authorize(&elsewhere, &[("prompt", "none")]).await.answer()["error"], "login_required");
    assert!(app.authorize(&here, &[("prompt", "none")]).await.answer().contains_key("code"));
}

/// REL-15: a full queue says so, and nothing else is harmed.
#[actix_web::test]
async fn a_full_hashing_queue_answers_503_and_everything_else_goes_on() {
    let provider = Builder::new().settings(|settings| settings.limits.hashing_queue = 0).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    let busy = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!((busy.status.as_u16(), busy.header("retry-after")), (503, "5"));
    assert_eq!(browser.get(&provider.url("/.well-known/openid-configuration")).await.status, 200);
}

/// SEC-29.
#[actix_web::test]
async fn a_hash_made_at_another_cost_is_made_anew_at_sign_in() {
    use latchkey::config::settings::Argon2Cost;
    let provider = TestProvider::new();
    let store = &provider.provider.store;
    let old = Argon2Cost { memory_kib: 16, iterations: 1, parallelism: 1 };
    let hash = latchkey::login::hasher::hash_now(old, PASSWORD).unwrap();
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let grace = latchkey::protocol::user::User {
        sub: latchkey::protocol::user::Subject::new("grace"),
        username: "grace".into(),
        email: None,
        definition: Definition::Database,
        credentials_revision: 1,
        factors: latchkey::protocol::factors::FactorKinds::default(),
        password_hash: Some(hash),
        ..ada
    };
    store.add_user(&grace).await.unwrap();
    RelyingParty::new(&provider).sign_in_as("grace", &Browser::new(), &[]).await;
    let hash = store.user(&grace.sub).await.unwrap().unwrap().password_hash.unwrap();
    assert!(hash.expose().contains("m=8,t=1"), "{}", hash.expose());
}

/// SEC-59: of two accounts that can be taken for each other there is one, whichever of its names it is.
#[actix_web::test]
async fn an_account_that_looks_like_another_cannot_be_made() {
    let provider = TestProvider::new();
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let named = |username: &str, email: Option<&str>| User {
        sub: Subject::new(format!("sub-{username}")),
        username: username.to_owned(),
        email: email.map(str::to_owned),
        definition: Definition::Database,
        ..ada.clone()
    };
    for (username, email) in [
        ("\u{430}d\u{430}", None),
        ("ADA", None),
        ("carl", Some("\u{430}d\u{430}@example.com")),
        ("carl", Some("ada@examp1e.com")),
        ("\u{430}d\u{430}@ex\u{430}mple.com", None),
    ] {
        assert_eq!(store.add_user(&named(username, email)).await.unwrap(), AddUser::Taken, "{username} {email:?}");
    }
    assert_eq!(store.add_user(&named("carl", Some("carl@example.com"))).await.unwrap(), AddUser::Added);
    let carl = store.user_named(&UsernameKey::of("carl")).await.unwrap().unwrap();
    let renamed = User { username: "b\u{435}n".to_owned(), ..carl.clone() };
    assert_eq!(store.update_profile(&renamed).await.unwrap(), AddUser::Taken, "nor by a new name");
    assert_eq!(
        store.update_profile(&User { username: "Carl".to_owned(), ..carl.clone() }).await.unwrap(),
        AddUser::Added
    );
    assert!(store.remove_user(&carl.sub, provider.provider.now()).await.unwrap());
    assert_eq!(store.add_user(&named("car1", None)).await.unwrap(), AddUser::Added, "a name that is free again");
}
