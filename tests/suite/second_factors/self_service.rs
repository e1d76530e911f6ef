//! The account's own page of its factors.

use latchkey::store::factors::SecondFactors as _;
use latchkey::store::sqlite::SqliteStore;

use super::*;

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
