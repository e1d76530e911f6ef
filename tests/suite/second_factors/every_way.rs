//! Every way that leads to a login or an answer, with a step left out or taken early, and with less asked for (rows 52 and 53).

use futures_util::future::join_all;
use latchkey::protocol::client::ConsentMode;
use latchkey::protocol::factors::Mfa;
use latchkey::protocol::invitation::Invitation;
use latchkey::secret::Digest;
use serde_json::json;

use super::demanded::{asks_to_enrol, enrol, go_on};
use super::*;
use crate::people::{SETUP, setup_link};
use crate::support::Builder;
use crate::support::provider::PASSWORD;

const MFA: &str = "urn:latchkey:acr:mfa";
const PASSWORD_ACR: &str = "urn:latchkey:acr:password";

/// Pages of whoever is signed in.
const PAGES: [&str; 8] = [
    "/account/security",
    "/account/totp",
    "/account/profile",
    "/account/apps",
    "/account/requests",
    "/account/activity",
    "/device",
    "/step-up",
];

/// Forms that do something for whoever is signed in, or that come later on the way in.
const FORMS: [(&str, (&str, &str)); 17] = [
    ("/account/password", ("new_password", "five louder otters")),
    ("/account/sessions/end-others", ("x", "1")),
    ("/account/totp", ("code", "000000")),
    ("/account/factors/totp/remove", ("x", "1")),
    ("/account/factors/recovery-codes", ("x", "1")),
    ("/account/factors/passkeys/add", ("passkey", "{}")),
    ("/account/factors/passkeys/remove", ("id", "AAAA")),
    ("/account/factors/password/remove", ("x", "1")),
    ("/account/profile/save", ("name", "Eve")),
    ("/account/profile/email", ("email", "eve@example.com")),
    ("/account/profile/remove", ("username", "grace")),
    ("/account/data.json", ("x", "1")),
    ("/account/requests", ("request", "x")),
    ("/device", ("user_code", "BCDF-GHJK")),
    ("/step-up", ("code", "")),
    ("/second-factor", ("code", "")),
    ("/second-factor/set-up", ("code", "")),
];

/// A field of the first form of a page.
fn field(page: &Page, name: &str) -> String {
    let found = page.hidden_fields().into_iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("no {name}: {} {}", page.status, page.body)).1
}

/// Whoever is halfway in this browser, at `page`, reaches nothing of an account and no app.
async fn assert_nothing_is_open(provider: &TestProvider, browser: &Browser, page: &Page, label: &str) {
    assert!(!is_signed_in(provider, browser).await, "{label}");
    assert_eq!(silent(provider, browser, &[]).await.answer()["error"], "login_required", "{label}");
    for path in PAGES {
        let seen = browser.visit(&provider.url(path)).await;
        assert!(seen.body.contains("id=\"password\""), "{label} {path}: {} {}", seen.url, seen.body);
    }
    let csrf = field(page, "csrf");
    for (path, filled) in FORMS {
        let sent = browser.post(&provider.url(path), &[("csrf", csrf.as_str()), filled]).await;
        let back = ["/login", "/second-factor"];
        let leads_back = sent.raw_location().is_some_and(|to| back.iter().any(|start| to.starts_with(start)));
        assert!(leads_back || sent.status.is_client_error(), "{label} {path}: {} {}", sent.status, sent.body);
    }
    assert!(!is_signed_in(provider, browser).await, "{label}");
}

/// A link that sets the password is a password, whoever made it.
#[actix_web::test]
async fn behind_the_page_of_a_link_nothing_is_open_before_the_second_factor() {
    let provider = TestProvider::new();
    let grace = grace(&provider).await;
    let first = Browser::new();
    RelyingParty::new(&provider).sign_in_as("grace", &first, &[]).await;
    let (phone, _) = set_up_totp(&provider, &first).await;
    let sub = || grace.sub.clone();
    let links = [
        ("invite", Invitation::Invite { sub: sub() }),
        ("reset", Invitation::Reset { sub: sub() }),
        ("forgot", Invitation::Forgot { sub: sub() }),
        ("regain", Invitation::Regain { sub: sub() }),
    ];
    for (token, invitation) in links {
        let now = provider.provider.now();
        let until = now.after(std::time::Duration::from_secs(3_600));
        provider.provider.store.add_invitation(&Digest::of(token), &invitation, until, now).await.unwrap();
        let browser = Browser::new();
        let page = browser.visit(&provider.url(&format!("/invite?t={token}"))).await;
        let page = browser.submit(&page, &[("password", PASSWORD)]).await;
        assert!(asks_for_code(&page), "{token}: {} {}", page.status, page.body);
        assert_nothing_is_open(&provider, &browser, &page, token).await;
        let account = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
        assert!(account.body.contains("id=\"logout\""), "{token}, and nothing was used up: {}", account.body);
        provider.advance(30);
    }
}

/// The first administrator is no exception.
#[actix_web::test]
async fn behind_the_set_up_link_nothing_is_open_before_the_second_factor_is_set_up() {
    let provider = Builder::new()
        .settings(|settings| {
            settings.users.clear();
            settings.login.mfa = Mfa::Required;
        })
        .start();
    let browser = Browser::new();
    let page = browser.visit(&setup_link(&provider).await).await;
    let page = browser.submit(&page, &SETUP).await;
    assert!(asks_to_enrol(&page), "{} {}", page.status, page.body);
    assert_nothing_is_open(&provider, &browser, &page, "set-up").await;
    let (_, codes) = enrol(&provider, &browser, &page).await;
    assert!(go_on(&browser, &codes).await.body.contains("id=\"logout\""));
}

/// The last factor goes where one is demanded: the login that proved it stands, and the next one begins with another.
#[actix_web::test]
async fn who_removes_the_last_factor_where_one_is_demanded_sets_one_up_before_the_next_login() {
    let mut provider = TestProvider::new();
    let (browser, phone, _) = ada_with_totp(&provider).await;
    provider.reload(|settings| settings.login.mfa = Mfa::Required);
    let step = browser.visit(&provider.url("/step-up?next=security")).await;
    let page = browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    let sent = send_form_with(&browser, &page, "id=\"remove-totp\"", &[]).await;
    let page = browser.follow(sent).await;
    assert!(page.body.contains("This site asks for more than a password"), "{}", page.body);
    assert!(is_granted(&silent(&provider, &browser, &[]).await), "that login reached it");
    let (other, page) = halfway(&provider).await;
    assert!(asks_to_enrol(&page), "{}", page.body);
    assert_nothing_is_open(&provider, &other, &page, "without a factor").await;
}

/// Steps that come after the password, with a field of their form, and whether it has the token of the login.
const LATER: [(&str, (&str, &str), bool); 3] = [
    ("/consent", ("decision", "allow"), true),
    ("/select-account", ("account", "current"), true),
    ("/step-up", ("code", ""), false),
];
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// Sends the forms of later steps in every order, each with the request as the one before left it.
async fn assert_no_order_grants(
    provider: &TestProvider,
    browser: &Browser,
    page: &Page,
    (of_login, of_browser): (&str, &str),
    label: &str,
) {
    for order in ORDERS {
        let mut sealed = field(page, "interaction");
        for (path, filled, is_of_login) in order.map(|at| LATER[at]) {
            let csrf = if is_of_login { of_login } else { of_browser };
            let fields = [("csrf", csrf), ("interaction", sealed.as_str()), filled];
            let sent = browser.post(&provider.url(path), &fields).await;
            assert!(!is_granted(&sent), "{label} {order:?} {path}");
            if is_of_login {
                let to = sent.raw_location().unwrap_or_else(|| panic!("{label} {order:?} {path}: {}", sent.body));
                assert!(to.starts_with("/login?interaction="), "{label} {order:?} {path}: {to}");
                to.split_once("interaction=").unwrap().1.clone_into(&mut sealed);
            }
        }
    }
}

/// Whoever has a login, and is asked to prove it again, gets nowhere by the forms of what comes after: neither before the password
/// nor between it and the code.
#[actix_web::test]
async fn no_order_of_the_later_steps_stands_in_for_proving_a_login_again() {
    let provider = Builder::new().app(|app| app.consent = ConsentMode::Always).start();
    let (_, phone, _) = ada_with_totp(&provider).await;
    let (browser, page) = halfway(&provider).await;
    let consent = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert!(consent.body.contains("id=\"allow\""), "{}", consent.body);
    provider.advance(30);
    let of_login = field(&consent, "csrf");
    let app = RelyingParty::new(&provider);
    for changes in [
        vec![("prompt", "login")],
        vec![("prompt", "login consent")],
        vec![("prompt", "login select_account")],
        vec![("max_age", "0")],
        vec![("max_age", "10")],
        vec![("max_age", "10"), ("prompt", "select_account consent"), ("acr_values", PASSWORD_ACR)],
    ] {
        let login = app.authorize(&browser, &changes).await;
        let of_browser = field(&login, "csrf");
        let tokens = (of_login.as_str(), of_browser.as_str());
        assert_no_order_grants(&provider, &browser, &login, tokens, &format!("{changes:?}")).await;
        let code = browser.submit(&login, &[("password", PASSWORD)]).await;
        assert!(asks_for_code(&code), "{changes:?}: {}", code.body);
        let label = format!("{changes:?} before the code");
        assert_no_order_grants(&provider, &browser, &code, tokens, &label).await;
    }
    let login = app.authorize(&browser, &[("prompt", "login")]).await;
    let code = browser.submit(&login, &[("password", PASSWORD)]).await;
    let consent = browser.submit(&code, &[("code", &phone.code(&provider))]).await;
    assert!(is_granted(&browser.submit(&consent, &[("decision", "allow")]).await), "{}", consent.body);
}

/// An account is chosen before anything is allowed in its name.
#[actix_web::test]
async fn what_is_allowed_before_the_account_is_chosen_does_not_count() {
    let provider = Builder::new().app(|app| app.consent = ConsentMode::Always).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let of_login = field(&app.sign_in(&browser, &[]).await, "csrf");
    let picker = app.authorize(&browser, &[("prompt", "select_account")]).await;
    let sealed = field(&picker, "interaction");
    let fields = [("csrf", of_login.as_str()), ("interaction", sealed.as_str()), ("decision", "allow")];
    let early = browser.post(&provider.url("/consent"), &fields).await;
    assert!(early.raw_location().unwrap().starts_with("/select-account?"), "{:?}", early.raw_location());
    let consent = browser.submit(&picker, &[("account", "current")]).await;
    assert!(consent.body.contains("id=\"allow\""), "{}", consent.body);
    assert!(is_granted(&browser.submit(&consent, &[("decision", "allow")]).await));
}

/// Row 52: whatever asks for less, by whichever parameter, the floor of the app and that of the settings stand.
#[actix_web::test]
async fn nothing_that_a_request_says_lowers_what_is_demanded() {
    let essential = json!({"id_token": {"acr": {"essential": true, "value": PASSWORD_ACR}}}).to_string();
    let wish = json!({"id_token": {"acr": {"value": PASSWORD_ACR}}}).to_string();
    let both = json!({"id_token": {"acr": {"essential": true, "values": [PASSWORD_ACR, MFA]}}}).to_string();
    for demand in ["client", "server"] {
        let mut provider = TestProvider::new();
        // A login from before the app, and from before the demand.
        let (browser, phone, _) = ada_with_totp(&provider).await;
        provider.reload(|settings| match demand {
            "client" => settings.clients[0].require_mfa = true,
            _ => settings.login.mfa = Mfa::Required,
        });
        let app = RelyingParty::new(&provider);
        let asked: [&[(&str, &str)]; 8] = [
            &[],
            &[("acr_values", PASSWORD_ACR)],
            &[("acr_values", "urn:other")],
            &[("claims", essential.as_str())],
            &[("claims", wish.as_str())],
            &[("claims", both.as_str())],
            &[("max_age", "100000")],
            &[("login_hint", "ada"), ("acr_values", PASSWORD_ACR)],
        ];
        for changes in asked {
            let label = format!("{demand} {changes:?}");
            assert_eq!(silent(&provider, &browser, changes).await.answer()["error"], "login_required", "{label}");
            for prompt in ["", "consent", "select_account"] {
                let page = app.authorize(&browser, &[changes, &[("prompt", prompt)]].concat()).await;
                let page = match prompt {
                    "select_account" => browser.submit(&page, &[("account", "current")]).await,
                    _ => page,
                };
                let is_step_up = page.url.contains("/step-up?") && asks_for_code(&page);
                assert!(is_step_up, "{label} {prompt}: {} {}", page.url, page.body);
            }
            let elsewhere = Browser::new();
            let page = app.sign_in(&elsewhere, changes).await;
            assert!(asks_for_code(&page), "{label}: {}", page.body);
            // Somebody without a factor, by the account picker.
            let picker = app.authorize(&browser, &[changes, &[("prompt", "select_account")]].concat()).await;
            let login = browser.submit(&picker, &[("account", "another")]).await;
            let page = browser.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
            assert!(asks_to_enrol(&page), "{label}: {} {}", page.url, page.body);
        }
        let step = app.authorize(&browser, &[("acr_values", PASSWORD_ACR)]).await;
        let granted = browser.submit(&step, &[("code", &phone.code(&provider))]).await;
        assert!(is_granted(&granted), "{demand}: {}", granted.body);
        assert!(is_granted(&silent(&provider, &browser, &[]).await), "{demand}");
    }
}

/// Row 54 over two nodes: of many tries at once, at either node, one counts.
#[actix_web::test]
async fn a_code_of_either_kind_counts_once_at_two_nodes() {
    let mut provider = TestProvider::new();
    let (_, elsewhere) = provider.another_node();
    let (_, phone, codes) = ada_with_totp(&provider).await;
    for code in [phone.code(&provider), codes[0].clone()] {
        // No more than may fail before somebody waits.
        let ways_in = join_all((0..8).map(|_| halfway(&provider))).await;
        let sent = ways_in.iter().enumerate().map(|(turn, (browser, page))| {
            let at = if turn % 2 == 0 { &provider.issuer } else { &elsewhere };
            let page = Page {
                status: page.status,
                headers: page.headers.clone(),
                body: page.body.clone(),
                url: page.url.replacen(&provider.issuer, at, 1),
            };
            let code = code.as_str();
            async move { browser.send_form(&page, &[("code", code)]).await }
        });
        let outcomes = join_all(sent).await;
        assert!(outcomes.iter().all(|page| page.status.as_u16() < 500));
        assert_eq!(outcomes.iter().filter(|page| is_granted(page)).count(), 1, "{code}");
        assert_eq!(outcomes.iter().filter(|page| page.status == 401).count(), 7, "{code}");
    }
}

/// The code that set the app up was used by that.
#[actix_web::test]
async fn the_code_that_set_an_app_up_signs_nobody_in() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let page = browser.visit(&provider.url("/account/totp")).await;
    let phone = Phone::scan(&page);
    let code = phone.code(&provider);
    let done = send_form_with(&browser, &page, "name=\"secret\"", &[("code", &code)]).await;
    assert_eq!(codes_of(&done).len(), 10, "{}", done.body);
    let (other, second) = halfway(&provider).await;
    let replayed = other.submit(&second, &[("code", &code)]).await;
    assert!(replayed.status == 401 && replayed.body.contains("used before"), "{} {}", replayed.status, replayed.body);
}

/// SEC-43: whoever copied the cookie before a step has nothing of what was proven by it, nor of the login.
#[actix_web::test]
async fn the_session_id_changes_with_each_further_proof_and_the_one_before_is_dead() {
    let provider = TestProvider::new();
    let (browser, phone, _) = ada_with_totp(&provider).await;
    let app = RelyingParty::new(&provider);
    let name = provider.cookie("lk_sid");
    let id = || browser.cookie(&provider.issuer, &name).unwrap();
    let url = app.authorization_url(&[("prompt", "none")]);
    let answer = async |id: &str| {
        let asked = app.http.get(&url).header("cookie", format!("{name}={id}")).send();
        Page::read(asked.await.unwrap()).await.answer()
    };
    let mut before = id();
    for changes in [("acr_values", MFA), ("prompt", "login")] {
        assert!(answer(&before).await.contains_key("code"), "{changes:?}");
        let page = app.authorize(&browser, &[changes]).await;
        let page = match changes.0 {
            "prompt" => browser.submit(&page, &[("password", PASSWORD)]).await,
            _ => page,
        };
        let granted = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
        assert!(is_granted(&granted), "{changes:?}: {}", granted.body);
        let after = id();
        assert_ne!(after, before, "{changes:?}");
        assert_eq!(answer(&before).await["error"], "login_required", "{changes:?}");
        assert!(answer(&after).await.contains_key("code"), "{changes:?}");
        before = after;
        provider.advance(30);
    }
}
