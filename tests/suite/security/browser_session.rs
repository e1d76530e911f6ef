//! The browser's side: fixation, forgery, guessing, and what a page may be made to show.

use actix_session::storage::SessionStore as _;
use actix_web::cookie::time::Duration;
use latchkey::protocol::client::{Client, ConsentMode};
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::session::cookie_store::CookieStore;
use latchkey::session::stored::{self, Stored};
use latchkey::store::sessions::CookieState;
use latchkey::store::users::AddUser;

use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, START, client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

fn session_cookie(provider: &TestProvider, page: &Page) -> Option<String> {
    let named = format!("{}=", provider.cookie("lk_sid"));
    let mut cookies = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    cookies.find(|cookie| cookie.starts_with(&named))?.split(';').next().map(str::to_owned)
}

/// Row 46, SEC-43.
#[actix_web::test]
async fn the_session_id_changes_at_sign_in_and_the_old_one_is_dead() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let first = browser.get(&app.authorization_url(&[])).await;
    let planted = session_cookie(&provider, &first).unwrap();
    let login = browser.follow(first).await;
    let answer = browser.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let renewed = session_cookie(&provider, &answer).unwrap();
    assert_ne!(planted, renewed);
    let url = app.authorization_url(&[("prompt", "none")]);
    for (cookie, expected) in [(planted, "login_required"), (renewed, "")] {
        let page = Page::read(app.http.get(&url).header("cookie", cookie).send().await.unwrap()).await;
        assert_eq!(page.answer().get("error").map_or("", String::as_str), expected);
    }
}

/// A login that its browser does not know would be nobody's.
#[actix_web::test]
async fn a_login_and_its_cookie_session_are_stored_together_or_not_at_all() {
    let provider = TestProvider::new();
    let (app, browser, file) = (RelyingParty::new(&provider), Browser::new(), provider.by_hand());
    let stored = || {
        let count = |table| file.run(&format!("SELECT count(*) FROM {table}")).unwrap();
        [count("sessions"), count("cookie_sessions")]
    };
    for table in ["cookie_sessions", "sessions"] {
        let login = app.authorize(&browser, &[]).await;
        file.refuse("INSERT", table);
        let refused = browser.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
        file.refuse_no_more(table);
        assert_eq!((refused.status.as_u16(), refused.raw_location()), (503, None), "{table}");
        assert_eq!(stored(), ["0", "0"], "{table}");
    }
    assert!(app.sign_in(&browser, &[]).await.answer().contains_key("code"));
    assert_eq!(stored(), ["1", "1"], "a single row, by the key that the cookie names");
    assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"));
}

/// After a sign-out the browser has a stored cookie session, with what the signed-out page tells.
#[actix_web::test]
async fn a_sign_in_takes_the_place_of_what_a_sign_out_left_and_is_not_lost_where_that_cannot_be_deleted() {
    let provider = TestProvider::new();
    let (app, file) = (RelyingParty::new(&provider), provider.by_hand());
    for (deletes, left) in [(true, "1"), (false, "3")] {
        let browser = Browser::new();
        let tokens = app.tokens(&browser, &[]).await;
        let hint = tokens["id_token"].as_str().unwrap();
        let signed_out = browser.visit(&provider.url(&format!("/end-session?id_token_hint={hint}"))).await;
        assert_eq!(signed_out.status, 200, "{}", signed_out.body);
        if !deletes {
            file.refuse("DELETE", "cookie_sessions");
        }
        assert!(app.sign_in(&browser, &[]).await.answer().contains_key("code"), "deletes: {deletes}");
        let stored = file.run("SELECT count(*) FROM cookie_sessions").unwrap();
        assert_eq!(stored, left, "of both browsers");
        assert!(app.authorize(&browser, &[("prompt", "none")]).await.answer().contains_key("code"));
    }
}

/// Until the request is over, what was stored with the login may be added to.
#[actix_web::test]
async fn a_cookie_session_that_was_stored_with_its_login_takes_what_is_added_later() {
    let provider = TestProvider::new();
    RelyingParty::new(&provider).sign_in(&Browser::new(), &[]).await;
    let (store, cookies) = (provider.provider.store.as_ref(), CookieStore(provider.provider.clone()));
    let login = store.list_sessions(START, 1).await.unwrap().remove(0).0;
    let state = CookieState::from([("login".to_owned(), format!("\"{}\"", login.id))]);
    let added = CookieState::from_iter(state.clone().into_iter().chain([("more".to_owned(), "\"yes\"".to_owned())]));
    for (wanted, is_told) in [(&state, true), (&added, true), (&state, false)] {
        let (stored, saved) = stored::within(async {
            let stored = Stored::with(&login, state.clone(), START).unwrap();
            store.save_cookie_session(&stored.row).await.unwrap();
            let key = stored.key.as_ref().to_owned();
            if is_told {
                stored.keep();
            }
            (key, cookies.save(wanted.clone(), &Duration::ZERO).await.unwrap())
        })
        .await;
        assert_eq!(saved.as_ref() == stored, is_told);
        assert_eq!(cookies.load(&saved).await.unwrap().as_ref(), Some(wanted));
        assert!(Stored::with(&login, state.clone(), START).is_none(), "no request would take the key");
    }
}

/// Rows 48 and 49, SEC-11.
#[actix_web::test]
async fn a_waiting_request_belongs_to_one_browser() {
    let provider = Builder::new().app(|client| client.consent = ConsentMode::Always).start();
    let app = RelyingParty::new(&provider);
    let (here, elsewhere) = (Browser::new(), Browser::new());
    let consent = app.sign_in(&here, &[]).await;
    app.sign_in(&elsewhere, &[]).await;
    for browser in [&elsewhere, &Browser::new()] {
        let stolen = browser.visit(&consent.url).await;
        assert_eq!((stolen.status.as_u16(), stolen.raw_location()), (400, None), "{}", stolen.body);
        let posted = browser.submit(&consent, &[("decision", "allow")]).await;
        assert_eq!((posted.status.as_u16(), posted.raw_location()), (403, None));
    }
    let login = app.authorize(&Browser::new(), &[]).await;
    let foreign = elsewhere.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(foreign.raw_location().is_none(), "another browser's sign-in leads nowhere");
}

/// Row 50, SEC-45.
#[actix_web::test]
async fn a_form_without_its_token_or_from_another_site_changes_nothing() {
    let provider = Builder::new().app(|client| client.consent = ConsentMode::Always).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let consent = app.sign_in(&browser, &[]).await;
    for token in ["", "x"] {
        let refused = browser.submit(&consent, &[("decision", "allow"), ("csrf", token)]).await;
        assert_eq!((refused.status.as_u16(), refused.raw_location()), (403, None));
    }
    let fields = consent.hidden_fields();
    // `Origin: null` alone says nothing: the token is the proof (tests/suite/browsers/forms.rs).
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "x")]
    {
        let request = browser.http.post(consent.form_action()).form(&fields).header(name, value);
        let refused = Page::read(request.send().await.unwrap()).await;
        assert_eq!((refused.status.as_u16(), refused.raw_location()), (403, None), "{name}: {value}");
    }
    let sign_out = browser.post(&provider.url("/end-session"), &[("decision", "yes")]).await;
    assert!(sign_out.body.contains("id=\"logout-yes\""), "without its token the answer is a question");
    assert!(browser.submit(&consent, &[("decision", "allow")]).await.answer().contains_key("code"));
}

/// Allow pressed before the password was proven again does not count (SEC-16).
#[actix_web::test]
async fn no_step_can_be_skipped_by_posting_a_later_one() {
    let provider = Builder::new().app(|client| client.consent = ConsentMode::Always).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let consent = app.sign_in(&browser, &[]).await;
    let csrf = consent.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let login = app.authorize(&browser, &[("prompt", "login")]).await;
    let id = login.hidden_fields().into_iter().find(|(name, _)| name == "interaction").unwrap().1;
    let fields = [("csrf", csrf.as_str()), ("interaction", id.as_str()), ("decision", "allow")];
    let skipped = browser.post(&provider.url("/consent"), &fields).await;
    assert!(skipped.raw_location().unwrap().starts_with("/login?"), "{:?}", skipped.raw_location());
    let fields = [("csrf", csrf.as_str()), ("interaction", id.as_str()), ("account", "current")];
    let skipped = browser.post(&provider.url("/select-account"), &fields).await;
    assert!(skipped.raw_location().unwrap().starts_with("/login?"));
}

/// Row 58, SEC-57.
#[actix_web::test]
async fn unknown_wrong_and_locked_look_the_same() {
    let provider = Builder::new().settings(|settings| settings.users[1].locked = true).start();
    let app = RelyingParty::new(&provider);
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    // Who signs in by a passkey alone.
    let carol = User {
        sub: Subject::new("carol"),
        username: "carol".into(),
        email: None,
        password_hash: None,
        definition: Definition::Database,
        ..ada
    };
    assert_eq!(store.add_user(&carol).await.unwrap(), AddUser::Added);
    let mut bodies = Vec::new();
    for (username, password) in
        [("nobody", PASSWORD), ("ada", "wrong"), ("ben", PASSWORD), ("carol", PASSWORD), ("carol", "wrong")]
    {
        let browser = Browser::new();
        let login = app.authorize(&browser, &[]).await;
        let refused = browser.submit(&login, &[("username", username), ("password", password)]).await;
        assert_eq!(refused.status, 401, "{username}");
        let mut body = refused.body.replace(&format!("value=\"{username}\""), "value=\"…\"");
        for (name, value) in refused.hidden_fields() {
            body = body.replace(&value, &format!("({name})"));
        }
        let challenge =
            body.split("&quot;challenge&quot;:&quot;").nth(1).unwrap().split('&').next().unwrap().to_owned();
        let body = body.replace(&challenge, "(challenge)");
        bodies.push(body.replace(refused.header("x-request-id"), "(request)"));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:#?}");
}

/// Rows 56 and 57, SEC-58.
#[actix_web::test]
async fn guessing_is_limited_per_account_and_network_and_locks_nobody_else_out() {
    let proxy = "127.0.0.1/32".parse().unwrap();
    let provider = Builder::new().settings(|settings| settings.server.trusted_proxies = vec![proxy]).start();
    let app = RelyingParty::new(&provider);
    let try_from = async |address: &str, username: &str, password: &str| {
        let browser = Browser::new();
        let login = app.authorize(&browser, &[]).await;
        let mut fields = login.hidden_fields();
        fields.extend([("username".to_owned(), username.to_owned()), ("password".to_owned(), password.to_owned())]);
        let request = browser.http.post(login.form_action()).header("x-forwarded-for", address).form(&fields);
        Page::read(request.send().await.unwrap()).await
    };
    for (index, name) in ["ada", "ADA", " ada", "Ada"].iter().cycle().take(10).enumerate() {
        assert_eq!(try_from("192.0.2.1", name, "wrong").await.status, 401, "try {index}");
    }
    let limited = try_from("192.0.2.1", "ada", PASSWORD).await;
    assert_eq!(limited.status, 429);
    assert!(limited.header("retry-after").parse::<u64>().unwrap() > 0);
    assert_eq!(try_from("192.0.2.2", "ada", PASSWORD).await.status, 303, "from elsewhere she signs in");
    assert_eq!(try_from("192.0.2.1", "ben", PASSWORD).await.status, 303, "and so does he from there");
    assert_eq!(try_from("198.51.100.9, 192.0.2.1", "ada", PASSWORD).await.status, 429, "a forged first hop");
    provider.advance(900);
    assert_eq!(try_from("192.0.2.1", "ada", PASSWORD).await.status, 303);
}

/// Row 24, SEC-12.
#[actix_web::test]
async fn a_locked_account_is_refused_everywhere_at_once() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let tokens = app.tokens(&browser, &[("scope", "openid offline_access")]).await;
    let code = app.authorize(&browser, &[]).await.answer()["code"].clone();
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    store.set_locked(&ada.sub, true, provider.provider.now()).await.unwrap();
    assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant");
    assert_eq!(app.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 401);
    assert_eq!(app.refresh(tokens["refresh_token"].as_str().unwrap()).await.json()["error"], "invalid_grant");
    assert_eq!(app.authorize(&browser, &[("prompt", "none")]).await.answer()["error"], "login_required");
}

/// Rows 44 and 45, SEC-47.
#[actix_web::test]
async fn what_strangers_send_stays_text_on_every_page() {
    let canary = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'";
    let hostile = Client { client_name: canary.to_owned(), consent: ConsentMode::Always, ..client("hostile") };
    let provider = Builder::new().client(hostile).start();
    let (app, browser) = (RelyingParty::of(&provider, "hostile"), Browser::new());
    let mut pages = vec![
        app.authorize(&Browser::new(), &[("login_hint", canary), ("state", canary), ("ui_locales", canary)]).await,
        app.authorize(&Browser::new(), &[("redirect_uri", canary)]).await,
        app.authorize(&Browser::new(), &[("client_id", canary)]).await,
        app.authorize(&Browser::new(), &[("response_type", canary), ("state", canary), ("response_mode", "form_post")])
            .await,
        browser.get(&provider.url("/setup?t=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")).await,
    ];
    let consent = app.sign_in(&browser, &[("state", canary), ("response_mode", "form_post")]).await;
    let posted = browser.submit(&consent, &[("decision", "allow")]).await;
    assert!(posted.hidden_fields().contains(&("state".into(), canary.into())), "{}", posted.body);
    pages.extend([
        consent,
        posted,
        browser.visit(&provider.url("/")).await,
        browser.visit(&provider.url("/end-session")).await,
    ]);
    for page in pages {
        assert!(
            !page.body.contains("<script>alert") && !page.body.contains("<img src=x"),
            "{}: {}",
            page.url,
            page.body
        );
    }
}

/// SEC-46, SEC-31.
#[actix_web::test]
async fn every_page_is_hardened() {
    let provider = Builder::new().app(|client| client.consent = ConsentMode::Always).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let pages = [
        app.authorize(&Browser::new(), &[]).await,
        app.sign_in(&browser, &[]).await,
        browser.visit(&provider.url("/")).await,
        browser.visit(&provider.url("/end-session")).await,
        browser.get(&provider.url("/nothing")).await,
        app.authorize(&browser, &[("client_id", "nobody")]).await,
    ];
    for page in pages {
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{}: {policy}", page.url);
        // What `form-action` says of which page: tests/suite/browsers/form_action.rs.
        for part in ["frame-ancestors 'none'", "base-uri 'none'", "img-src 'self' data:", "script-src 'self'"] {
            assert!(policy.contains(part), "{part} in {policy}");
        }
        for (name, value) in [
            ("x-frame-options", "DENY"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(page.header(name), value, "{}", page.url);
        }
        assert!(page.body.contains(page.header("x-request-id")) || page.status == 200, "{}", page.url);
    }
    let popup = app.authorize(&Browser::new(), &[("display", "popup")]).await;
    assert_eq!(popup.header("cross-origin-opener-policy"), "", "a popup keeps its opener");
}
