//! The consent page (OpenID Connect Core §3.1.2.4; SEC-15).

use latchkey::protocol::client::{Client, ConsentMode};

use crate::support::browser::Page;
use crate::support::provider::{client, public_client};
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

/// The box on the page, ticked or not.
fn box_of(page: &Page) -> Option<bool> {
    let input = page.body.split("<input type=\"checkbox\" name=\"ask\"").nth(1)?;
    Some(input.split('>').next().unwrap().ends_with(" checked"))
}

const EACH_TIME: [(&str, &str); 2] = [("decision", "allow"), ("ask", "each-time")];

#[actix_web::test]
async fn whoever_wishes_to_be_asked_each_time_is_until_they_untick_the_box() {
    let provider = asking(ConsentMode::Remember);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let page = app.sign_in(&browser, &[("scope", "openid profile email offline_access")]).await;
    assert_eq!(box_of(&page), Some(false), "{}", page.body);
    let back = browser.submit(&page, &EACH_TIME).await;
    let tokens = app.redeem(&back.answer()["code"]).await.json();

    let again = app.authorize(&browser, &[SCOPE]).await;
    assert_eq!(box_of(&again), Some(true), "{}", again.body);
    assert!(!again.body.contains("<span class=\"tag\">new</span>"), "{}", again.body);
    let silent = app.authorize(&browser, &[SCOPE, ("prompt", "none")]).await;
    assert_eq!(silent.answer()["error"], "consent_required");
    // What was allowed then goes on.
    let refreshed = app.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);
    let access_token = refreshed.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(app.userinfo(&access_token).await.status, 200);

    assert_eq!(browser.submit(&again, &[("decision", "deny")]).await.answer()["error"], "access_denied");
    for prompt in ["", "consent"] {
        let again = app.authorize(&browser, &[SCOPE, ("prompt", prompt)]).await;
        assert_eq!(box_of(&again), Some(true), "{prompt}: {}", again.body);
        let back = browser.submit(&again, &EACH_TIME).await;
        assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200, "{prompt}");
    }
    let again = app.authorize(&browser, &[SCOPE]).await;
    assert!(browser.submit(&again, &[("decision", "allow")]).await.answer().contains_key("code"));
    assert!(app.authorize(&browser, &[SCOPE]).await.answer().contains_key("code"), "it is remembered again");
    let silent = app.authorize(&browser, &[SCOPE, ("prompt", "none")]).await;
    assert!(silent.answer().contains_key("code"));
}

#[actix_web::test]
async fn a_page_from_before_the_wish_does_not_take_it_back_and_one_that_shows_it_does() {
    let provider = asking(ConsentMode::Remember);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let from_before = app.sign_in(&browser, &[SCOPE]).await;
    let page = app.authorize(&browser, &[SCOPE]).await;
    browser.submit(&page, &EACH_TIME).await;
    assert_eq!(box_of(&from_before), Some(false), "nothing was wished yet");
    assert!(browser.submit(&from_before, &[("decision", "allow")]).await.answer().contains_key("code"));
    let page = app.authorize(&browser, &[SCOPE]).await;
    assert_eq!(box_of(&page), Some(true), "{}", page.body);
    browser.submit(&page, &[("decision", "allow")]).await;
    assert!(app.authorize(&browser, &[SCOPE]).await.answer().contains_key("code"));
}

/// Both pages are sent in the same milliseconds: one ticks the box, the other leaves it as it was.
#[actix_web::test]
async fn a_wish_that_another_page_sets_at_the_same_moment_is_kept() {
    for round in 0..10 {
        let provider = asking(ConsentMode::Remember);
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        app.sign_in(&browser, &[SCOPE]).await;
        let pages = [app.authorize(&browser, &[SCOPE]).await, app.authorize(&browser, &[SCOPE]).await];
        let sent: [&[(&str, &str)]; 2] = [&EACH_TIME, &EACH_TIME[..1]];
        let (first, second) = (round % 2, 1 - round % 2);
        let answers = futures_util::future::join(
            browser.send_form(&pages[first], sent[first]),
            browser.send_form(&pages[second], sent[second]),
        )
        .await;
        for answer in [&answers.0, &answers.1] {
            assert!(answer.location().is_some(), "{}: {}", answer.status, answer.body);
        }
        assert_eq!(box_of(&app.authorize(&browser, &[SCOPE]).await), Some(true), "round {round}");
    }
}

#[actix_web::test]
async fn what_was_allowed_for_once_is_not_remembered_with_something_less() {
    let provider = asking(ConsentMode::Remember);
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let page = app.sign_in(&browser, &[SCOPE]).await;
    browser.submit(&page, &EACH_TIME).await;
    let less = ("scope", "openid email");
    let page = app.authorize(&browser, &[less]).await;
    browser.submit(&page, &[("decision", "allow")]).await;
    assert!(app.authorize(&browser, &[less]).await.answer().contains_key("code"));
    assert!(app.authorize(&browser, &[SCOPE]).await.body.contains("id=\"allow\""), "the page showed no profile");
}

#[actix_web::test]
async fn the_wish_is_of_one_person_and_one_app_and_goes_with_the_access() {
    let provider = Builder::new()
        .app(|client| client.consent = ConsentMode::Remember)
        .client(Client { consent: ConsentMode::Remember, ..client("wiki") })
        .start();
    let (app, ada, ben) = (RelyingParty::new(&provider), Browser::new(), Browser::new());
    let page = app.sign_in(&ada, &[]).await;
    ada.submit(&page, &EACH_TIME).await;
    let page = app.sign_in_as("ben", &ben, &[]).await;
    ben.submit(&page, &[("decision", "allow")]).await;
    let wiki = RelyingParty::of(&provider, "wiki");
    let page = wiki.authorize(&ada, &[]).await;
    assert_eq!(box_of(&page), Some(false), "{}", page.body);
    ada.submit(&page, &[("decision", "allow")]).await;
    assert!(wiki.authorize(&ada, &[]).await.answer().contains_key("code"));
    assert!(app.authorize(&ben, &[]).await.answer().contains_key("code"));
    assert_eq!(box_of(&app.authorize(&ada, &[]).await), Some(true));

    let remove = ada.visit(&provider.url("/account/apps/remove?client_id=app")).await;
    ada.submit(&remove, &[]).await;
    assert_eq!(box_of(&app.authorize(&ada, &[]).await), Some(false), "what was removed begins anew");
}

#[actix_web::test]
async fn where_the_person_is_asked_anyway_or_never_there_is_no_box_and_it_is_not_heard() {
    let page_without = |page: &Page| assert!(page.body.contains("id=\"allow\"") && box_of(page).is_none());
    let always = asking(ConsentMode::Always);
    let (app, browser) = (RelyingParty::new(&always), Browser::new());
    page_without(&app.sign_in(&browser, &[SCOPE]).await);

    let skip = asking(ConsentMode::Skip);
    let (app, browser) = (RelyingParty::new(&skip), Browser::new());
    let page = app.sign_in(&browser, &[SCOPE, ("prompt", "consent")]).await;
    page_without(&page);
    assert!(browser.submit(&page, &EACH_TIME).await.answer().contains_key("code"));
    assert!(app.authorize(&browser, &[SCOPE, ("prompt", "none")]).await.answer().contains_key("code"));

    let public = Client { consent: ConsentMode::Remember, ..public_client("phone") };
    let provider = Builder::new().client(public).start();
    let (phone, browser) = (RelyingParty::of(&provider, "phone"), Browser::new());
    let page = phone.sign_in(&browser, &S256).await;
    page_without(&page);
    assert!(browser.submit(&page, &EACH_TIME).await.answer().contains_key("code"));
    let apps = browser.visit(&provider.url("/account/apps")).await;
    assert!(!apps.body.contains("Asks every time"), "{}", apps.body);
}

/// Consent that is no longer asked for does not count a wish from before.
#[actix_web::test]
async fn an_app_that_needs_no_consent_any_more_asks_nobody_whatever_they_wished() {
    let mut provider = asking(ConsentMode::Remember);
    let browser = Browser::new();
    let page = RelyingParty::new(&provider).sign_in(&browser, &[SCOPE]).await;
    browser.submit(&page, &EACH_TIME).await;
    provider.reload(|settings| settings.clients[0].consent = ConsentMode::Skip);
    assert!(RelyingParty::new(&provider).authorize(&browser, &[SCOPE]).await.answer().contains_key("code"));
    // A page that is shown all the same has no box, and takes no wish away.
    let page = RelyingParty::new(&provider).authorize(&browser, &[SCOPE, ("prompt", "consent")]).await;
    assert_eq!(box_of(&page), None, "{}", page.body);
    assert!(browser.submit(&page, &[("decision", "allow")]).await.answer().contains_key("code"));
    provider.reload(|settings| settings.clients[0].consent = ConsentMode::Remember);
    assert_eq!(box_of(&RelyingParty::new(&provider).authorize(&browser, &[SCOPE]).await), Some(true));
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
