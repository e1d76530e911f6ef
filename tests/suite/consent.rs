//! The consent page (OpenID Connect Core §3.1.2.4; SEC-15).

use latchkey::protocol::client::ConsentMode;

use crate::support::provider::public_client;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const SCOPE: (&str, &str) = ("scope", "openid profile email");
const S256: [(&str, &str); 2] =
    [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];

fn asking(mode: ConsentMode) -> TestProvider {
    Builder::new().app(|client| client.consent = mode).start()
}

#[actix_web::test]
async fn the_page_shows_who_asks_the_very_values_and_where_you_will_go() {
    let provider = asking(ConsentMode::Remember);
    let page = RelyingParty::new(&provider).sign_in(&Browser::new(), &[SCOPE]).await;
    assert_eq!(page.status, 200);
    for words in ["The app", "ada@example.com", "Ada Example", "app.example", "id=\"allow\"", "id=\"deny\""] {
        assert!(page.body.contains(words), "{words} in {}", page.body);
    }
}

#[actix_web::test]
async fn the_account_is_named_once_and_no_term_of_the_protocol_appears() {
    let provider = asking(ConsentMode::Remember);
    let claims = ("claims", r#"{"userinfo":{"zoneinfo":null}}"#);
    let asked = [("scope", "openid email phone address offline_access"), claims];
    let page = RelyingParty::new(&provider).sign_in(&Browser::new(), &asked).await;
    assert!(page.body.contains("You are signed in as"), "{}", page.body);
    assert_eq!(page.body.matches("Ada Example").count(), 1, "{}", page.body);
    assert!(page.body.contains("<b><bdi>Ada Example</bdi></b> (<bdi>ada</bdi>)"), "{}", page.body);
    assert!(page.body.contains("Time zone: <bdi>Europe"), "{}", page.body);
    let shown = page.body.split("<main>").nth(1).unwrap();
    for term in ["claim", "offline_access", "zoneinfo", "scope ", "openid"] {
        assert!(!shown.contains(term), "{term}: {shown}");
    }
    let wide = [("scope", "openid profile email")];
    let page = RelyingParty::new(&provider).sign_in(&Browser::new(), &wide).await;
    assert_eq!(page.body.matches("Ada Example").count(), 1, "{}", page.body);
    assert!(page.body.contains("Date of birth: <bdi>1815-12-10"), "{}", page.body);
}

#[actix_web::test]
async fn allow_leads_to_the_client_and_is_remembered_for_this_scope_only() {
    let provider = asking(ConsentMode::Remember);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let page = app.sign_in(&browser, &[SCOPE]).await;
    let back = browser.submit(&page, &[("decision", "allow")]).await;
    assert!(back.answer().contains_key("code"));

    assert!(app.authorize(&browser, &[SCOPE]).await.answer().contains_key("code"));
    assert!(app.authorize(&browser, &[("scope", "openid email")]).await.answer().contains_key("code"));
    assert!(app.authorize(&browser, &[SCOPE, ("prompt", "none")]).await.answer().contains_key("code"));
    let wider = app.authorize(&browser, &[("scope", "openid profile email phone")]).await;
    assert!(wider.body.contains("id=\"allow\""), "a wider scope asks again");
    let silent = app.authorize(&browser, &[("scope", "openid phone"), ("prompt", "none")]).await;
    assert_eq!(silent.answer()["error"], "consent_required");
    let claim = app.authorize(&browser, &[SCOPE, ("claims", r#"{"userinfo":{"phone_number":null}}"#)]).await;
    assert!(claim.body.contains("id=\"allow\""), "a claim by name asks again");
}

#[actix_web::test]
async fn deny_answers_access_denied_and_is_not_remembered() {
    let provider = asking(ConsentMode::Remember);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let page = app.sign_in(&browser, &[SCOPE]).await;
    let answer = browser.submit(&page, &[("decision", "deny")]).await.answer();
    assert_eq!(answer["error"], "access_denied");
    assert_eq!(answer["state"], "st4te");
    assert!(app.authorize(&browser, &[SCOPE]).await.body.contains("id=\"allow\""));
}

#[actix_web::test]
async fn the_modes_always_and_skip_do_what_they_say() {
    let always = asking(ConsentMode::Always);
    let (app, browser) = (RelyingParty::new(&always), Browser::new());
    let page = app.sign_in(&browser, &[SCOPE]).await;
    browser.submit(&page, &[("decision", "allow")]).await;
    assert!(app.authorize(&browser, &[SCOPE]).await.body.contains("id=\"allow\""));

    let skip = asking(ConsentMode::Skip);
    let (app, browser) = (RelyingParty::new(&skip), Browser::new());
    assert!(app.sign_in(&browser, &[SCOPE]).await.answer().contains_key("code"));
    assert!(app.authorize(&browser, &[SCOPE, ("prompt", "consent")]).await.body.contains("id=\"allow\""));
}

/// Row 51: silence would answer an impostor too.
#[actix_web::test]
async fn a_public_client_is_asked_about_each_time() {
    let public = latchkey::protocol::client::Client { consent: ConsentMode::Remember, ..public_client("phone") };
    let provider = Builder::new().client(public).start();
    let (phone, browser) = (RelyingParty::of(&provider, "phone"), Browser::new());
    let page = phone.sign_in(&browser, &S256).await;
    assert!(browser.submit(&page, &[("decision", "allow")]).await.answer().contains_key("code"));
    assert!(phone.authorize(&browser, &S256).await.body.contains("id=\"allow\""));
    let silent = phone.authorize(&browser, &[S256[0], S256[1], ("prompt", "none")]).await;
    assert_eq!(silent.answer()["error"], "consent_required");
}

#[actix_web::test]
async fn another_account_can_be_used_from_the_consent_page() {
    let provider = asking(ConsentMode::Remember);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let page = app.sign_in(&browser, &[SCOPE]).await;
    let login = browser.submit(&page, &[("decision", "switch")]).await;
    let page = browser.submit(&login, &[("username", "ben"), ("password", crate::support::provider::PASSWORD)]).await;
    assert!(page.body.contains("ben@example.com"), "{}", page.body);
    let back = browser.submit(&page, &[("decision", "allow")]).await;
    let tokens = app.redeem(&back.answer()["code"]).await.json();
    let userinfo = app.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
    assert_eq!(userinfo["preferred_username"], "ben");
}

#[actix_web::test]
async fn removing_the_app_on_the_account_page_ends_its_tokens_and_its_consent() {
    let provider = asking(ConsentMode::Remember);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let page = app.sign_in(&browser, &[("scope", "openid offline_access")]).await;
    let back = browser.submit(&page, &[("decision", "allow")]).await;
    let tokens = app.redeem(&back.answer()["code"]).await.json();

    let account = browser.visit(&provider.url("/account/apps/remove?client_id=app")).await;
    let csrf = account.hidden_fields().into_iter().find(|(name, _)| name == "csrf").map(|(_, value)| value);
    let csrf = csrf.unwrap_or_else(|| panic!("{}", account.body));
    provider.advance(16 * 60);
    let old = browser.post(&provider.url("/account/apps/remove"), &[("csrf", &csrf), ("client_id", "app")]).await;
    assert_eq!(old.raw_location(), Some("/login?again=1&next=apps%2Fapp"), "the last sign-in is too long ago");
    let confirm = browser.follow(old).await;
    assert!(confirm.body.contains("readonly"), "{}", confirm.body);
    let account =
        browser.submit(&confirm, &[("username", "ada"), ("password", crate::support::provider::PASSWORD)]).await;
    let csrf = account.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let removed = browser.post(&provider.url("/account/apps/remove"), &[("csrf", &csrf), ("client_id", "app")]).await;
    assert_eq!(removed.status, 303);
    assert_eq!(app.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 401);
    assert_eq!(app.refresh(tokens["refresh_token"].as_str().unwrap()).await.json()["error"], "invalid_grant");
    assert!(app.authorize(&browser, &[]).await.body.contains("id=\"allow\""));
}
