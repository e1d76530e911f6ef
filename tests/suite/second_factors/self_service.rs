//! The account's own page of its factors.

use latchkey::config::settings::SignInMethod;
use latchkey::store::factors::SecondFactors as _;
use latchkey::store::sqlite::SqliteStore;

use super::passkeys::{localhost, register, sign_in};
use super::*;
use crate::support::Builder;
use crate::support::authenticator::Authenticator;
use crate::support::mailbox::Mailbox;
use crate::support::provider::PASSWORD;

/// Every form that changes what somebody proves themselves with or is reached by, or takes along or ends the account, with a field
/// of it. They all ask for the strongest factor.
const CHANGES: [(&str, (&str, &str)); 13] = [
    ("/account/totp", ("code", "000000")),
    ("/account/password", ("new_password", "five louder otters")),
    ("/account/profile/email", ("email", "eve@example.com")),
    ("/account/profile/remove", ("username", "nobody")),
    ("/account/data.json", ("x", "1")),
    ("/account/factors/passkeys/add", ("passkey", "{}")),
    ("/account/factors/passkeys/rename", ("name", "Phone")),
    ("/account/factors/passkeys/remove", ("id", "AAAA")),
    ("/account/factors/recovery-codes", ("x", "1")),
    ("/account/factors/user-code/make", ("x", "1")),
    ("/account/factors/user-code/remove", ("x", "1")),
    ("/account/factors/totp/remove", ("x", "1")),
    ("/account/factors/password/remove", ("x", "1")),
];

/// What else stands below `/account/`: pages, and forms that a login, or a new one, is enough for.
const OTHERS: [&str; 16] = [
    "/account/security",
    "/account/activity",
    "/account/requests",
    "/account/requests/waiting",
    "/account/this-login/events",
    "/account/apps",
    "/account/apps/remove",
    "/account/apps/remember",
    "/account/profile",
    "/account/profile/save",
    "/account/email",
    "/account/sessions/end",
    "/account/sessions/end-others",
    "/account/sessions/end-app",
    "/account/factors/devices/forget",
    "/account/factors/devices/forget-all",
];

#[actix_web::test]
async fn the_page_says_what_there_is_and_what_is_left() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let account = browser.visit(&provider.url("/")).await;
    assert!(account.body.contains("No passkey") && account.body.contains("no authenticator app"), "{}", account.body);
    let (phone, codes) = set_up_totp(&provider, &browser).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    assert!(page.body.contains("<b>10</b> left") && page.body.contains("id=\"remove-totp\""), "{}", page.body);
    for code in &codes {
        assert!(!page.body.contains(code), "codes are shown once");
    }
    assert!(!page.body.contains("otpauth"), "and the key never again");
    assert!(!page.body.contains("id=\"to-password\""), "the file has the password");
    let (other, second) = halfway(&provider).await;
    other.submit(&second, &[("code", &codes[0])]).await;
    assert!(browser.visit(&provider.url("/")).await.body.contains("9 recovery codes left"));
    drop(phone);
}

#[actix_web::test]
async fn removing_the_app_asks_for_it_first_and_takes_the_codes_along() {
    let provider = TestProvider::new();
    let (browser, phone, codes) = ada_with_totp(&provider).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    let sent = send_form_with(&browser, &page, "id=\"remove-totp\"", &[]).await;
    let step = browser.follow(sent).await;
    assert!(asks_for_code(&step), "a login by password alone removes nothing: {}", step.body);
    let page = browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    let sent = send_form_with(&browser, &page, "id=\"remove-totp\"", &[]).await;
    let page = browser.follow(sent).await;
    assert!(page.body.contains("The authenticator app is removed"), "{}", page.body);
    let (other, granted) = halfway(&provider).await;
    assert!(is_granted(&granted), "{}", granted.body);
    drop(other);
    let ada = person(&provider, "ada").await;
    assert_eq!(provider.provider.store.factors(&ada.sub).await.unwrap().recovery_codes, 0);
    drop(codes);
}

#[actix_web::test]
async fn new_recovery_codes_void_the_old_ones() {
    let provider = TestProvider::new();
    let (browser, phone, old) = ada_with_totp(&provider).await;
    let step = browser.visit(&provider.url("/step-up?next=security")).await;
    let page = browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    let shown = send_form_with(&browser, &page, "id=\"new-codes\"", &[]).await;
    let new = codes_of(&shown);
    assert!(new.len() == 10 && new.iter().all(|code| !old.contains(code)));
    assert_eq!(shown.header("cache-control"), "no-store");
    let (other, second) = halfway(&provider).await;
    assert_eq!(other.submit(&second, &[("code", &old[0])]).await.status, 401);
    assert!(is_granted(&other.submit(&second, &[("code", &new[0])]).await));
}

#[actix_web::test]
async fn a_change_asks_for_a_fresh_login_and_leads_back() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    provider.advance(16 * 60);
    let login = browser.visit(&provider.url("/account/totp")).await;
    assert!(login.url.ends_with("/login?again=1&next=security"), "{}", login.url);
    let page = browser.submit(&login, &[("username", "ada"), ("password", crate::support::provider::PASSWORD)]).await;
    assert!(page.url.ends_with("/account/security"), "{}", page.url);
    let page = browser.visit(&provider.url("/account/totp")).await;
    assert!(page.body.contains("id=\"key\""), "{}", page.body);
    // The address for apps names the site and the person, and the page the account to type in.
    assert!(page.body.contains("otpauth:") && page.body.contains("Latchkey:ada"), "{}", page.body);
}

#[actix_web::test]
async fn a_secret_is_good_in_its_own_browser_for_its_own_person_and_for_an_hour() {
    let provider = TestProvider::new();
    let (ada, ben) = (Browser::new(), Browser::new());
    RelyingParty::new(&provider).sign_in(&ada, &[]).await;
    RelyingParty::new(&provider).sign_in_as("ben", &ben, &[]).await;
    let page = ada.visit(&provider.url("/account/totp")).await;
    let phone = Phone::scan(&page);
    let secret = page.hidden_fields().into_iter().find(|(name, _)| name == "secret").unwrap().1;
    let bens = ben.visit(&provider.url("/account/totp")).await;
    let code = phone.code(&provider);
    let planted = ben.submit(&bens, &[("secret", &secret), ("code", &code)]).await;
    assert!(planted.status == 422 && planted.body.contains("open for too long"), "{}", planted.body);
    assert!(!person(&provider, "ben").await.factors.any());
    // A second app beside the first is not set up.
    let done = ada.submit(&page, &[("code", &code)]).await;
    assert!(codes_of(&done).len() == 10);
    let again = ada.submit(&page, &[("code", &code)]).await;
    assert!(again.url.contains("/step-up"), "{}", again.url);
}

/// The password may be known to somebody who took over the login.
#[actix_web::test]
async fn a_new_password_asks_for_the_second_factor_too() {
    let provider = TestProvider::new();
    grace(&provider).await;
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in_as("grace", &browser, &[]).await;
    let (phone, _) = set_up_totp(&provider, &browser).await;
    let account = browser.visit(&provider.url("/")).await;
    let fields = [("current_password", crate::support::provider::PASSWORD), ("new_password", "five louder otters")];
    let sent = send_form_with(&browser, &account, "new_password", &fields).await;
    let step = browser.follow(sent).await;
    assert!(asks_for_code(&step), "{}", step.body);
    let account = browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    let sent = send_form_with(&browser, &account, "new_password", &fields).await;
    assert!(browser.follow(sent).await.body.contains("Your password is saved"));
}

/// Row 52: nor is the password beside it enough where the second factor was proven long ago.
#[actix_web::test]
async fn a_new_password_in_an_old_login_asks_for_the_second_factor_once_more() {
    let fields = [("current_password", crate::support::provider::PASSWORD), ("new_password", "five louder otters")];
    let grace_in = async |provider: &TestProvider| {
        grace(provider).await;
        let browser = Browser::new();
        RelyingParty::new(provider).sign_in_as("grace", &browser, &[]).await;
        browser
    };
    let provider = TestProvider::new();
    let browser = grace_in(&provider).await;
    let (phone, _) = set_up_totp(&provider, &browser).await;
    let step = browser.visit(&provider.url("/step-up?next=security")).await;
    browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    provider.advance(16 * 60);
    let account = browser.visit(&provider.url("/")).await;
    let sent = send_form_with(&browser, &account, "new_password", &fields).await;
    let login = browser.follow(sent).await;
    assert!(login.url.contains("/login?again=1"), "{}: {}", login.url, login.body);
    let second = browser.submit(&login, &[("username", "grace"), ("password", fields[0].1)]).await;
    assert!(asks_for_code(&second), "{}", second.body);
    let account = browser.visit(&provider.url("/")).await;
    let early = send_form_with(&browser, &account, "new_password", &fields).await;
    assert!(early.raw_location().unwrap().starts_with("/login?again=1"), "{:?}", early.raw_location());
    browser.submit(&second, &[("code", &phone.code(&provider))]).await;
    let account = browser.visit(&provider.url("/")).await;
    let sent = send_form_with(&browser, &account, "new_password", &fields).await;
    assert!(browser.follow(sent).await.body.contains("Your password is saved"));

    // Who has nothing beside the password proves all there is where they change it.
    let provider = TestProvider::new();
    let browser = grace_in(&provider).await;
    provider.advance(16 * 60);
    let account = browser.visit(&provider.url("/")).await;
    let sent = send_form_with(&browser, &account, "new_password", &fields).await;
    assert!(browser.follow(sent).await.body.contains("Your password is saved"));
}

#[actix_web::test]
async fn the_operator_sees_what_somebody_has_and_removes_it_and_never_sees_a_secret() {
    let desk = crate::cli::Desk::new("");
    desk.ok(&["user", "add", "ada", "--email", "ada@example.com"]);
    let nothing = desk.run_with(&["user", "reset-factors", "ada"], "");
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("nothing was changed"), "{nothing:?}");
    let sub = Subject::new(desk.json(&["user", "show", "ada"])["sub"].as_str().unwrap());
    let store = SqliteStore::open(&desk.path().join("latchkey-data/latchkey.db")).unwrap();
    let (secret, by) = (latchkey::secret::KeyMaterial::plain(&[7; 20]), latchkey::store::factors::By::Proof(1));
    let now = latchkey::clock::Clock::now(&latchkey::clock::SystemClock);
    store.add_totp(&sub, &secret, 1, &[latchkey::secret::Digest::of("code")], &by, now).await.unwrap();
    let shown = desk.json(&["user", "show", "ada"]);
    assert_eq!(
        (&shown["authenticator_app"], &shown["recovery_codes"]),
        (&serde_json::json!(true), &serde_json::json!(1))
    );
    let app = ["user", "reset-factors", "ada", "--authenticator-app"];
    assert_eq!(desk.fails(&app).0, 6, "it asks to be confirmed");
    assert_eq!(desk.fails(&["user", "reset-factors", "ada", "--passkey", "Phone", "--yes"]).0, 4);
    desk.ok(&[&app[..], &["--yes"]].concat());
    assert_eq!(desk.json(&["user", "show", "ada"])["authenticator_app"], false);
    assert_eq!(desk.fails(&[&app[..], &["--yes"]].concat()).0, 4);
    let by = latchkey::store::factors::By::Operator;
    store.add_totp(&sub, &secret, 1, &[latchkey::secret::Digest::of("code")], &by, now).await.unwrap();
    let (code, words) = desk.fails(&["user", "reset-factors", "ada"]);
    assert!(code == 6 && words.contains("--yes"), "{words}");
    desk.ok(&["user", "reset-factors", "ada", "--yes"]);
    let shown = desk.json(&["user", "show", "ada"]);
    assert_eq!(
        (&shown["authenticator_app"], &shown["recovery_codes"]),
        (&serde_json::json!(false), &serde_json::json!(0))
    );
}

/// A server that sends mails, and lets people delete their account.
fn with_every_form() -> (TestProvider, Mailbox) {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let settings = Builder::new().settings(|settings| {
        settings.smtp = Some(smtp);
        settings.login.delete_account = true;
    });
    (settings.start(), mailbox)
}

/// Grace, with an app and a passkey.
async fn grace_with_both(provider: &TestProvider) -> (Phone, Vec<String>, Authenticator) {
    grace(provider).await;
    let (browser, mut authenticator) = (Browser::new(), localhost(provider));
    RelyingParty::new(provider).sign_in_as("grace", &browser, &[]).await;
    let (phone, codes) = set_up_totp(provider, &browser).await;
    let step = browser.visit(&provider.url("/step-up?next=security")).await;
    browser.submit(&step, &[("code", &phone.code(provider))]).await;
    let added = register(provider, &browser, &mut authenticator).await;
    assert!(added.body.contains("The passkey is added."), "who has an app alone adds one by its code: {}", added.body);
    provider.advance(30);
    (phone, codes, authenticator)
}

/// A fresh login of grace, by her password and this code.
async fn by_code(provider: &TestProvider, code: &str) -> Browser {
    let browser = Browser::new();
    let second = RelyingParty::new(provider).sign_in_as("grace", &browser, &[]).await;
    assert!(asks_for_code(&second), "{}", second.body);
    let granted = browser.submit(&second, &[("code", code)]).await;
    assert!(is_granted(&granted), "{} {}", granted.status, granted.body);
    provider.advance(30);
    browser
}

/// A fresh login by a passkey alone.
async fn by_passkey(provider: &TestProvider, authenticator: &Authenticator) -> Browser {
    let browser = Browser::new();
    let login = RelyingParty::new(provider).authorize(&browser, &[]).await;
    assert!(is_granted(&sign_in(&browser, &login, authenticator).await));
    browser
}

/// Sends one of [`CHANGES`] as the page with its form would; where it leads.
async fn change(provider: &TestProvider, browser: &Browser, (path, filled): (&str, (&str, &str))) -> String {
    let shown = if path == "/account/totp" { "/step-up" } else { "/account/security" };
    let page = browser.visit(&provider.url(shown)).await;
    let fields = page.hidden_fields();
    let csrf = fields.iter().find(|(name, _)| name == "csrf");
    let (_, csrf) = csrf.unwrap_or_else(|| panic!("no form at {shown}: {} {}", page.url, page.body));
    let sent = browser.post(&provider.url(path), &[("csrf", csrf.as_str()), filled]).await;
    assert_ne!(sent.status, 403, "{path}: {}", sent.body);
    sent.raw_location().unwrap_or_default().to_owned()
}

/// That each of them is refused and leads to an address that starts so, and changes nothing.
async fn assert_each_leads_to(provider: &TestProvider, browser: &Browser, start: &str) {
    let state = async || {
        let grace = person(provider, "grace").await;
        let factors = provider.provider.store.factors(&grace.sub).await.unwrap();
        let kinds = (factors.passkeys.len(), factors.totp.is_some(), factors.recovery_codes);
        (
            grace.credentials_revision,
            grace.email,
            kinds,
            provider.provider.store.user_code(&grace.sub).await.unwrap().is_some(),
        )
    };
    let before = state().await;
    for form in CHANGES {
        let led = change(provider, browser, form).await;
        assert!(led.starts_with(start), "{}: {led}", form.0);
    }
    assert_eq!(state().await, before);
}

/// That each of them is taken in this login.
async fn assert_each_is_taken(provider: &TestProvider, browser: &Browser) {
    for form in CHANGES {
        let led = change(provider, browser, form).await;
        assert!(!led.starts_with("/step-up") && !led.starts_with("/login"), "{}: {led}", form.0);
    }
}

/// A new form is one or the other.
#[test]
fn each_address_of_the_account_is_said_to_change_it_or_not_to() {
    let routes = include_str!("../../../src/routes.rs");
    let is_address = |text: &&str| text.starts_with("/account/") && !text.contains(['{', ' ', '\n']);
    let known = |path: &str| CHANGES.iter().any(|(change, _)| *change == path) || OTHERS.contains(&path);
    let mut found = 0;
    for path in routes.split('"').filter(is_address) {
        assert!(known(path), "{path} is in neither table");
        found += 1;
    }
    assert!(found >= CHANGES.len() + OTHERS.len(), "{found}");
}

/// The app's code and the password can be asked out of somebody, and neither removes the passkey, which cannot.
#[actix_web::test]
async fn beside_a_passkey_the_code_of_an_app_changes_nothing() {
    let (provider, _mailbox) = with_every_form();
    let (phone, _, _) = grace_with_both(&provider).await;
    let browser = by_code(&provider, &phone.code(&provider)).await;
    assert_each_leads_to(&provider, &browser, "/step-up").await;
}

#[actix_web::test]
async fn a_passkey_in_a_fresh_login_changes_everything_and_in_an_old_one_nothing() {
    let (provider, _mailbox) = with_every_form();
    let (phone, _, authenticator) = grace_with_both(&provider).await;
    let old = by_passkey(&provider, &authenticator).await;
    provider.advance(16 * 60);
    assert_each_leads_to(&provider, &old, "/login?again=1").await;
    // One that is proven behind the code is as good.
    let browser = by_code(&provider, &phone.code(&provider)).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    let sent = send_form_with(&browser, &page, "passkeys/remove", &[]).await;
    let step = browser.follow(sent).await;
    assert!(step.url.ends_with("/step-up?next=security"), "{}", step.url);
    let page = sign_in(&browser, &step, &authenticator).await;
    assert!(page.url.ends_with("/account/security"), "{}", page.url);
    assert_each_is_taken(&provider, &by_passkey(&provider, &authenticator).await).await;
    assert!(!person(&provider, "grace").await.factors.totp, "and it was done");
}

#[actix_web::test]
async fn the_passkey_that_was_proven_removes_itself() {
    let provider = TestProvider::new();
    let (phone, _, authenticator) = grace_with_both(&provider).await;
    let browser = by_passkey(&provider, &authenticator).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    let sent = send_form_with(&browser, &page, "passkeys/remove", &[]).await;
    let page = browser.follow(sent).await;
    assert!(page.body.contains("No passkeys yet"), "{}", page.body);
    // From then on the app is the strongest that there is.
    let browser = by_code(&provider, &phone.code(&provider)).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    let sent = send_form_with(&browser, &page, "id=\"new-codes\"", &[]).await;
    assert_eq!(codes_of(&sent).len(), 10, "{}", sent.body);
}

/// The page says why, and what is left to who lost it; a code of the app is not used up there.
#[actix_web::test]
async fn who_lost_the_passkey_changes_everything_by_a_recovery_code() {
    let (provider, _mailbox) = with_every_form();
    let (phone, codes, _) = grace_with_both(&provider).await;
    let browser = by_code(&provider, &phone.code(&provider)).await;
    let step = browser.visit(&provider.url("/step-up?next=security")).await;
    assert!(step.body.contains("id=\"passkey\"") && !asks_for_code(&step), "{}", step.body);
    assert!(
        step.body.contains("id=\"why\"") && step.body.contains("ask the person who runs this site"),
        "{}",
        step.body
    );
    let lost = browser.visit(&provider.url("/step-up?next=security&recovery=1")).await;
    assert!(asks_for_code(&lost) && lost.body.contains("name=\"recovery\""), "{}", lost.body);
    for page in [&step, &lost] {
        let refused = browser.submit(page, &[("code", &phone.code(&provider))]).await;
        assert!(refused.status == 422 && refused.body.contains("Nothing was used up"), "{}", refused.body);
    }
    assert_eq!(browser.submit(&lost, &[("code", "BCDF-GHJK-LMNP-QRST")]).await.status, 401, "nobody's");
    assert!(change(&provider, &browser, CHANGES[0]).await.starts_with("/step-up"), "nothing was proven");
    let page = browser.submit(&lost, &[("code", &codes[0])]).await;
    assert!(page.url.ends_with("/account/security"), "{} {}", page.url, page.body);
    let grace = person(&provider, "grace").await;
    assert_eq!(provider.provider.store.factors(&grace.sub).await.unwrap().recovery_codes, 9, "it is used up");
    // Apps are told what they were told before.
    let told = claims(&provider, &silent(&provider, &browser, &[]).await).await;
    assert_eq!(told["acr"], "urn:latchkey:acr:mfa");
    assert_eq!(told["amr"], serde_json::json!(["pwd", "otp", "mfa"]));
    assert_each_is_taken(&provider, &browser).await;
}

#[actix_web::test]
async fn a_recovery_code_at_sign_in_counts_for_that_login_and_for_none_that_renews_it() {
    let provider = TestProvider::new();
    let (phone, codes, _) = grace_with_both(&provider).await;
    let browser = by_code(&provider, &codes[0]).await;
    let rename = ("/account/factors/passkeys/rename", ("name", "Phone"));
    assert_eq!(change(&provider, &browser, rename).await, "/account/security", "no such passkey");
    provider.advance(16 * 60);
    let login = browser.visit(&provider.url("/login?again=1&next=security")).await;
    let second = browser.submit(&login, &[("username", "grace"), ("password", PASSWORD)]).await;
    assert!(asks_for_code(&second), "the app is enough to renew it: {}", second.body);
    let page = browser.submit(&second, &[("code", &phone.code(&provider))]).await;
    assert!(page.url.ends_with("/account/security"), "{} {}", page.url, page.body);
    assert_eq!(change(&provider, &browser, rename).await, "/step-up?next=security");
}

#[actix_web::test]
async fn where_passkeys_are_off_the_code_of_the_app_changes_everything() {
    let (mut provider, _mailbox) = with_every_form();
    let (phone, _, _) = grace_with_both(&provider).await;
    provider.reload(|settings| settings.login.methods = vec![SignInMethod::Password]);
    let browser = by_code(&provider, &phone.code(&provider)).await;
    let step = browser.visit(&provider.url("/step-up?next=security")).await;
    assert!(asks_for_code(&step) && !step.body.contains("id=\"why\""), "{}", step.body);
    assert_each_is_taken(&provider, &browser).await;
}

/// Nor does a sign-in that is under way add one by the code alone.
#[actix_web::test]
async fn a_code_beside_a_passkey_adds_no_factor_on_the_way_in() {
    let provider = TestProvider::new();
    let (phone, _, _) = grace_with_both(&provider).await;
    let essential = r#"{"id_token":{"acr":{"essential":true,"value":"urn:latchkey:acr:phishing-resistant"}}}"#;
    let browser = Browser::new();
    let second = RelyingParty::new(&provider).sign_in_as("grace", &browser, &[("claims", essential)]).await;
    assert!(second.url.contains("/second-factor?") && !asks_for_code(&second), "{} {}", second.url, second.body);
    let refused = browser.submit(&second, &[("code", &phone.code(&provider)), ("recovery", "1")]).await;
    assert!(refused.status == 422 && refused.body.contains("Nothing was used up"), "{}", refused.body);
    let page = browser.visit(&second.url.replace("/second-factor?", "/second-factor/set-up?")).await;
    assert!(page.url.contains("/second-factor?"), "{} {}", page.url, page.body);
}

#[actix_web::test]
async fn the_pages_of_administrators_ask_for_any_second_factor() {
    let provider = TestProvider::new();
    let (browser, phone, _) = ada_with_totp(&provider).await;
    let step = browser.visit(&provider.url("/admin")).await;
    assert!(step.url.ends_with("/step-up?next=admin") && asks_for_code(&step), "{} {}", step.url, step.body);
    browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    let added = register(&provider, &browser, &mut localhost(&provider)).await;
    assert!(added.body.contains("The passkey is added."), "{}", added.body);
    provider.advance(30);
    let (other, second) = halfway(&provider).await;
    assert!(is_granted(&other.submit(&second, &[("code", &phone.code(&provider))]).await));
    let admin = other.visit(&provider.url("/admin")).await;
    assert!(admin.url.ends_with("/admin"), "{} {}", admin.url, admin.body);
    let step = other.visit(&provider.url("/step-up?next=admin")).await;
    assert!(asks_for_code(&step) && !step.body.contains("id=\"why\""), "{}", step.body);
}
