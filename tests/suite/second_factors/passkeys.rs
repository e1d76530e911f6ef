//! Passkeys: as the only factor and as a second one, through the pages as a browser sends them (row 59).

use futures_util::future::join_all;
use latchkey::protocol::factors::WaysIn;
use serde_json::{Value, json};

use super::*;
use crate::support::authenticator::Authenticator;

const PASSKEY: &str = "urn:latchkey:acr:phishing-resistant";

pub fn localhost(provider: &TestProvider) -> Authenticator {
    Authenticator::new("localhost", &provider.issuer)
}

/// The options that a page hands to the browser.
pub fn options(page: &Page) -> Value {
    let button =
        page.body.split("data-passkey=").nth(1).unwrap_or_else(|| panic!("no passkey: {} {}", page.status, page.body));
    serde_json::from_str(
        &attribute(&format!("b data-passkey={}", button.split('>').next().unwrap()), "data-options").unwrap(),
    )
    .unwrap()
}

pub fn octets(text: &Value) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}

pub fn challenge(page: &Page) -> Vec<u8> {
    octets(&options(page)["challenge"])
}

/// Registers a passkey for whoever is signed in; the page that comes.
pub async fn register(provider: &TestProvider, browser: &Browser, authenticator: &mut Authenticator) -> Page {
    let page = browser.visit(&provider.url("/account/security")).await;
    let options = options(&page);
    authenticator.user_handle = Some(octets(&options["user"]["id"]));
    let answer = authenticator.register(&octets(&options["challenge"]));
    let sent = send_form_with(browser, &page, "passkeys/add", &[("passkey", &answer)]).await;
    browser.follow(sent).await
}

/// Ada, signed in with her password, with a passkey.
pub async fn ada_with_passkey(provider: &TestProvider) -> (Browser, Authenticator) {
    let (browser, mut authenticator) = (Browser::new(), localhost(provider));
    RelyingParty::new(provider).sign_in(&browser, &[]).await;
    let codes = register(provider, &browser, &mut authenticator).await;
    assert_eq!(codes_of(&codes).len(), 10, "{}", codes.body);
    (browser, authenticator)
}

/// Answers the sign-in page with a passkey.
pub async fn sign_in(browser: &Browser, page: &Page, authenticator: &Authenticator) -> Page {
    browser.submit(page, &[("passkey", &authenticator.assert(&challenge(page)))]).await
}

#[actix_web::test]
async fn a_passkey_alone_signs_in_and_the_login_says_so() {
    let provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    let asked = options(&login);
    assert_eq!((&asked["rpId"], &asked["userVerification"]), (&json!("localhost"), &json!("required")));
    assert_eq!(asked["allowCredentials"], json!([]), "the page names nobody's passkeys (SEC-57)");
    let granted = sign_in(&browser, &login, &authenticator).await;
    let claims = claims(&provider, &granted).await;
    assert_eq!((&claims["amr"], &claims["acr"]), (&json!(["pop", "mfa"]), &json!(PASSKEY)));
    let ada = person(&provider, "ada").await;
    assert_eq!(claims["sub"], ada.sub.as_str());
}

#[actix_web::test]
async fn an_ed25519_passkey_signs_in_too() {
    let provider = TestProvider::new();
    let (browser, mut authenticator) = (Browser::new(), Authenticator::with_ed25519("localhost", &provider.issuer));
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    register(&provider, &browser, &mut authenticator).await;
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    assert!(is_granted(&sign_in(&other, &login, &authenticator).await));
}

#[actix_web::test]
async fn what_a_false_site_or_another_key_answers_is_refused() {
    let provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    type Break = fn(&mut Authenticator);
    let broken: [(&str, Break); 7] = [
        ("origin", |answer| answer.origin = "https://evil.example".into()),
        ("an origin that ends like ours", |answer| answer.origin = "http://badlocalhost".into()),
        ("RP ID", |answer| answer.rp_id = "evil.example".into()),
        ("ceremony", |answer| answer.ceremony = Some("webauthn.create".into())),
        ("frame of another site", |answer| answer.cross_origin = true),
        ("nobody present", |answer| answer.user_present = false),
        ("nobody verified", |answer| answer.user_verified = false),
    ];
    for (what, break_it) in broken {
        let browser = Browser::new();
        let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
        let mut answer = authenticator.clone();
        break_it(&mut answer);
        let refused = sign_in(&browser, &login, &answer).await;
        assert_eq!(refused.status, 401, "{what}: {}", refused.body);
        assert!(refused.body.contains("That passkey was not accepted"), "{what}");
        assert!(!is_signed_in(&provider, &browser).await, "{what}");
    }
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    let mut stranger = localhost(&provider);
    stranger.credential_id = authenticator.credential_id.clone();
    stranger.user_handle = authenticator.user_handle.clone();
    assert_eq!(sign_in(&browser, &login, &stranger).await.status, 401, "another key");
    for nonsense in ["", "{}", "null", "[]", "{\"id\":\"AA\"}"] {
        let refused = browser.submit(&login, &[("passkey", nonsense)]).await;
        assert!(refused.status.is_client_error(), "{nonsense}: {}", refused.status);
    }
}

/// Row 59: a challenge counts once, in the browser that got it, for an hour, and for what it was made for.
#[actix_web::test]
async fn a_challenge_counts_once_and_nowhere_else() {
    let provider = TestProvider::new();
    let (signed_in, authenticator) = ada_with_passkey(&provider).await;
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    let answer = authenticator.assert(&challenge(&login));
    let fields = [("passkey", answer.as_str())];
    let sent = join_all((0..5).map(|_| browser.send_form(&login, &fields))).await;
    assert_eq!(sent.iter().filter(|page| is_granted(page)).count(), 1, "one of five at once");

    let fresh = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&fresh, &[]).await;
    let replayed = fresh.submit(&login, &[("passkey", &answer)]).await;
    assert!(replayed.status == 422 && !is_signed_in(&provider, &fresh).await, "another browser's: {}", replayed.status);
    let of_registration = challenge(&signed_in.visit(&provider.url("/account/security")).await);
    let crossed = fresh.submit(&login, &[("passkey", &authenticator.assert(&of_registration))]).await;
    assert_eq!(crossed.status, 422, "a challenge to register");
    let made_up = fresh.submit(&login, &[("passkey", &authenticator.assert(&[7; 64]))]).await;
    assert_eq!(made_up.status, 422, "nobody's");
    provider.advance(3601);
    let login_page = fresh.visit(&provider.url("/login")).await;
    let late = fresh.submit(&login_page, &[("passkey", &authenticator.assert(&challenge(&login)))]).await;
    assert_eq!(late.status, 422, "an hour old");
    assert!(!is_signed_in(&provider, &fresh).await);
}

#[actix_web::test]
async fn a_copied_passkey_is_found_by_its_counter() {
    let provider = TestProvider::new();
    let (_, mut authenticator) = ada_with_passkey(&provider).await;
    let try_with = async |count: u32, authenticator: &mut Authenticator| {
        authenticator.sign_count = count;
        let browser = Browser::new();
        let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
        is_granted(&sign_in(&browser, &login, authenticator).await)
    };
    for (count, is_good) in [(5, true), (5, false), (4, false), (6, true), (0, false)] {
        assert_eq!(try_with(count, &mut authenticator).await, is_good, "{count}");
    }
}

#[actix_web::test]
async fn a_locked_account_and_a_removed_passkey_sign_nobody_in() {
    let provider = TestProvider::new();
    let (signed_in, authenticator) = ada_with_passkey(&provider).await;
    let attempt = async || {
        let browser = Browser::new();
        let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
        is_granted(&sign_in(&browser, &login, &authenticator).await)
    };
    assert!(attempt().await);
    let ada = person(&provider, "ada").await;
    let store = &provider.provider.store;
    store.set_locked(&ada.sub, true, provider.provider.now()).await.unwrap();
    assert!(!attempt().await);
    store.set_locked(&ada.sub, false, provider.provider.now()).await.unwrap();
    assert!(attempt().await);
    drop(signed_in);
    store.reset_factors(&ada.sub, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    assert!(!attempt().await);
}

#[actix_web::test]
async fn a_passkey_is_a_second_factor_where_one_is_due_and_nobody_elses_is() {
    let provider = TestProvider::new();
    let (browser, mut authenticator) = (Browser::new(), localhost(&provider));
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let (phone, _) = set_up_totp(&provider, &browser).await;
    // Adding one more asks for the factor that is there.
    let page = browser.visit(&provider.url("/account/totp")).await;
    assert!(page.url.ends_with("/step-up?next=security"), "{}", page.url);
    let page = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert!(page.url.ends_with("/account/security"), "{}", page.url);
    let added = register(&provider, &browser, &mut authenticator).await;
    assert!(added.body.contains("The passkey is added."), "codes are there already: {}", added.body);

    let (other, page) = halfway(&provider).await;
    let asked = options(&page);
    assert_eq!(asked["allowCredentials"].as_array().unwrap().len(), 1);
    let mut present = authenticator.clone();
    present.user_verified = false;
    present.user_handle = None;
    let granted = sign_in(&other, &page, &present).await;
    let told = claims(&provider, &granted).await;
    assert_eq!((&told["amr"], &told["acr"]), (&json!(["pwd", "pop", "mfa"]), &json!(PASSKEY)));

    // Ben's passkey is good for Ben alone.
    let (ben, mut bens) = (Browser::new(), localhost(&provider));
    RelyingParty::new(&provider).sign_in_as("ben", &ben, &[]).await;
    register(&provider, &ben, &mut bens).await;
    let (thief, page) = halfway(&provider).await;
    assert_eq!(sign_in(&thief, &page, &bens).await.status, 401);
    assert!(!is_signed_in(&provider, &thief).await);
}

#[actix_web::test]
async fn a_password_is_enough_for_who_has_a_passkey_until_more_is_demanded() {
    let provider = TestProvider::new();
    let (_, authenticator) = ada_with_passkey(&provider).await;
    let (browser, granted) = halfway(&provider).await;
    assert!(is_granted(&granted));
    let page = RelyingParty::new(&provider).authorize(&browser, &[("acr_values", PASSKEY)]).await;
    assert!(page.url.contains("/step-up?"), "{} {}", page.url, page.body);
    let granted = sign_in(&browser, &page, &authenticator).await;
    let told = claims(&provider, &granted).await;
    assert_eq!((&told["amr"], &told["acr"]), (&json!(["pwd", "pop", "mfa"]), &json!(PASSKEY)));
    // A wish that is met already.
    let again = silent(&provider, &browser, &[("acr_values", "urn:latchkey:acr:mfa")]).await;
    assert_eq!(claims(&provider, &again).await["acr"], "urn:latchkey:acr:mfa");
}

#[actix_web::test]
async fn the_first_factor_that_is_demanded_may_be_a_passkey() {
    use latchkey::protocol::factors::Mfa;
    let provider = crate::support::Builder::new().settings(|settings| settings.login.mfa = Mfa::Required).start();
    let (browser, page) = halfway(&provider).await;
    let (asked, mut authenticator) = (options(&page), localhost(&provider));
    authenticator.user_handle = Some(octets(&asked["user"]["id"]));
    let answer = authenticator.register(&octets(&asked["challenge"]));
    let codes = send_form_with(&browser, &page, "data-passkey", &[("passkey", &answer)]).await;
    assert_eq!(codes_of(&codes).len(), 10, "{} {}", codes.status, codes.body);
    assert!(is_granted(&silent(&provider, &browser, &[]).await));
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    assert!(is_granted(&sign_in(&other, &login, &authenticator).await));
}

#[actix_web::test]
async fn a_passkey_is_added_once_named_and_removed() {
    let provider = TestProvider::new();
    let (browser, mut authenticator) = ada_with_passkey(&provider).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    assert!(page.url.contains("/account/security"), "{}", page.url);
    let asked = options(&page);
    assert_eq!(asked["excludeCredentials"].as_array().unwrap().len(), 1);
    // The login is one by password: a change asks for the passkey first.
    let refused = register(&provider, &browser, &mut authenticator).await;
    assert!(refused.url.contains("/step-up?next=security"), "{}", refused.url);
    let page = sign_in(&browser, &refused, &authenticator).await;
    assert!(page.url.ends_with("/account/security"), "{}", page.url);
    let known = register(&provider, &browser, &mut authenticator).await;
    assert!(known.body.contains("This passkey was added before."), "{}", known.body);

    let page = browser.visit(&provider.url("/account/security")).await;
    let named = send_form_with(&browser, &page, "passkeys/rename", &[("name", "Ada’s phone")]).await;
    let page = browser.follow(named).await;
    assert!(page.body.contains("Ada’s phone") && page.body.contains("The new name is saved."), "{}", page.body);
    let bad = send_form_with(&browser, &page, "passkeys/rename", &[("name", "a\u{202e}b")]).await;
    assert_eq!(bad.status, 422);
    let removed = send_form_with(&browser, &page, "passkeys/remove", &[]).await;
    let page = browser.follow(removed).await;
    assert!(page.body.contains("No passkeys yet") && !page.body.contains("id=\"new-codes\""), "{}", page.body);
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    assert_eq!(sign_in(&other, &login, &authenticator).await.status, 401);
}

/// A wish leads to one page at most, and a recovery code is used up once.
#[actix_web::test]
async fn who_lost_a_passkey_comes_in_by_one_recovery_code_where_one_is_wished_for() {
    let provider = TestProvider::new();
    let (_, _) = ada_with_passkey(&provider).await;
    let ada = person(&provider, "ada").await;
    let known = latchkey::secret::Digest::of("recovery code\nBCDFGHJKLMNPQRST");
    let by = latchkey::store::factors::By::Proof(ada.credentials_revision);
    let store = &provider.provider.store;
    assert!(store.replace_recovery_codes(&ada.sub, &[known], &by, provider.provider.now()).await.unwrap());
    let browser = Browser::new();
    let page = RelyingParty::new(&provider).sign_in(&browser, &[("acr_values", PASSKEY)]).await;
    assert!(page.url.contains("/second-factor?"), "{} {}", page.url, page.body);
    let granted = browser.submit(&page, &[("code", "BCDF-GHJK-LMNP-QRST"), ("recovery", "1")]).await;
    assert_eq!(claims(&provider, &granted).await["acr"], "urn:latchkey:acr:mfa");
    // So does a code in a login that is there, whose app wishes for more than it gets.
    let other = Browser::new();
    let fresh = latchkey::secret::Digest::of("recovery code\nTSRQPNMLKJHGFDCB");
    assert!(store.replace_recovery_codes(&ada.sub, &[fresh], &by, provider.provider.now()).await.unwrap());
    RelyingParty::new(&provider).sign_in(&other, &[]).await;
    let step = RelyingParty::new(&provider).authorize(&other, &[("acr_values", PASSKEY)]).await;
    assert!(step.url.contains("/step-up?") && step.body.contains("id=\"recovery\""), "{} {}", step.url, step.body);
    let granted = other.submit(&step, &[("code", "TSRQ-PNML-KJHG-FDCB"), ("recovery", "1")]).await;
    assert_eq!(claims(&provider, &granted).await["acr"], "urn:latchkey:acr:mfa");
    // Where it must be reached, no code is taken, and none is lost.
    let claim = json!({"id_token": {"acr": {"essential": true, "value": PASSKEY}}}).to_string();
    let step = RelyingParty::new(&provider).authorize(&browser, &[("claims", &claim)]).await;
    assert!(step.url.contains("/step-up?") && !step.body.contains("id=\"recovery\""), "{} {}", step.url, step.body);
    let refused = browser.submit(&step, &[("code", "123456"), ("recovery", "1")]).await;
    assert!(refused.status == 422 && refused.body.contains("Nothing was used up"), "{}", refused.body);
    let cancelled = browser.send_form(&step, &[("cancel", "1")]).await;
    assert_eq!(cancelled.answer()["error"], "access_denied");
}

/// The page asks for what the login that is renewed had reached, and for nothing that does not reach it.
#[actix_web::test]
async fn a_login_by_passkey_is_renewed_by_the_passkey_also_where_there_is_an_app() {
    let provider = TestProvider::new();
    let (browser, mut authenticator) = (Browser::new(), localhost(&provider));
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    let (phone, _) = set_up_totp(&provider, &browser).await;
    let page = browser.visit(&provider.url("/step-up?next=security")).await;
    browser.submit(&page, &[("code", &phone.code(&provider))]).await;
    register(&provider, &browser, &mut authenticator).await;
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    assert!(is_granted(&sign_in(&other, &login, &authenticator).await));
    provider.advance(60);
    let page = RelyingParty::new(&provider).authorize(&other, &[("prompt", "login")]).await;
    let fields = [("username", "ada"), ("password", crate::support::provider::PASSWORD)];
    let page = other.submit(&page, &fields).await;
    assert!(!asks_for_code(&page) && page.body.contains("id=\"passkey\""), "{}", page.body);
    let refused = other.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert!(refused.status == 422 && refused.body.contains("Nothing was used up"), "{}", refused.body);
    let granted = sign_in(&other, &page, &authenticator).await;
    assert_eq!(claims(&provider, &granted).await["acr"], PASSKEY);
}

/// WebAuthn Level 3 §7.2 step 6.
#[actix_web::test]
async fn a_passkey_that_does_not_say_whose_it_is_signs_nobody_in_alone() {
    let provider = TestProvider::new();
    let (_, mut authenticator) = ada_with_passkey(&provider).await;
    authenticator.user_handle = None;
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    assert_eq!(sign_in(&browser, &login, &authenticator).await.status, 401);
}

/// Decision 38. Whoever has no password keeps the last passkey, and the last administrator keeps it whoever resets it.
#[actix_web::test]
async fn the_only_passkey_beside_no_password_is_kept_and_the_page_says_why() {
    let provider = crate::support::Builder::new().settings(|settings| settings.users[1].is_admin = false).start();
    let (browser, authenticator) = ada_with_passkey(&provider).await;
    assert_eq!(provider.by_hand().run("UPDATE users SET password_hash = NULL WHERE username = 'ada'"), None);
    let page = browser.visit(&provider.url("/account/security")).await;
    let step_up = send_form_with(&browser, &page, "passkeys/remove", &[]).await;
    let page = sign_in(&browser, &browser.follow(step_up).await, &authenticator).await;
    let refused = send_form_with(&browser, &page, "passkeys/remove", &[]).await;
    assert!(refused.status == 422 && refused.body.contains("no other passkey signs you in"), "{}", refused.body);
    let store = provider.provider.store.as_ref();
    let ada = store.user_named(&latchkey::protocol::user::UsernameKey::of("ada")).await.unwrap().unwrap();
    assert!(ada.factors.passkey);
    let reset = latchkey::people::reset_factors(store, &ada, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    let refused = reset.unwrap_err();
    assert!(refused.said().contains("has no password") && refused.to_string().contains("send a link"), "{refused}");
    assert_eq!(store.factors(&ada.sub).await.unwrap().passkeys.len(), 1);
}

/// A sign-in page without what is its own: the options for a passkey, how long its challenge is, and the page.
fn alike(page: &Page, name: &str) -> (Value, usize, String) {
    let mut asked = options(page);
    let challenge = asked["challenge"].take();
    let challenge = challenge.as_str().unwrap();
    let mut body = page.body.replace(challenge, "(challenge)").replace(&format!("value=\"{name}\""), "value=\"…\"");
    for (field, value) in page.hidden_fields() {
        body = body.replace(&value, &format!("({field})"));
    }
    (asked, challenge.len(), body.replace(page.header("x-request-id"), "(request)"))
}

/// Row 58: ada has a passkey, ben has none, and nobody is called eve.
#[actix_web::test]
async fn what_a_passkey_is_asked_for_is_the_same_whoever_is_named() {
    let provider = TestProvider::new();
    ada_with_passkey(&provider).await;
    let app = RelyingParty::new(&provider);
    let mut seen = Vec::new();
    for name in ["ada", "ben", "eve"] {
        let browser = Browser::new();
        let asked = app.authorize(&browser, &[("login_hint", name)]).await;
        let refused = browser.submit(&asked, &[("username", name), ("password", "wrong")]).await;
        assert_eq!((asked.status.as_u16(), refused.status.as_u16()), (200, 401), "{name}");
        assert_eq!(options(&asked)["allowCredentials"], json!([]), "{name}");
        seen.push([&asked, &refused].map(|page| alike(page, name)));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[1], seen[2]);
}

/// Row 58: nor do they take longer to make, as far as a busy machine is a clock.
#[actix_web::test]
async fn what_a_passkey_is_asked_for_comes_as_soon_whoever_is_named() {
    let provider = TestProvider::new();
    ada_with_passkey(&provider).await;
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let mut least = [std::time::Duration::MAX; 3];
    for _ in 0..8 {
        for (least, name) in least.iter_mut().zip(["ada", "ben", "eve"]) {
            let started = std::time::Instant::now();
            app.authorize(&browser, &[("login_hint", name)]).await;
            *least = started.elapsed().min(*least);
        }
    }
    let (quickest, slowest) = (least.iter().min().unwrap(), least.iter().max().unwrap());
    assert!(*slowest < *quickest * 5, "{least:?}");
}
