//! When the person is asked, and when not.

use super::verified;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

/// `auth_time` of a fresh authorization with these parameters, and whether the password was asked for.
async fn auth_time(app: &RelyingParty<'_>, browser: &Browser, changes: &[(&str, &str)]) -> (i64, bool) {
    let mut page = app.authorize(browser, changes).await;
    let asked = page.body.contains("id=\"password\"");
    if asked {
        page = browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    }
    let tokens = app.redeem(&page.answer()["code"]).await.json();
    (verified(app, &tokens["id_token"]).await["auth_time"].as_i64().unwrap(), asked)
}

#[actix_web::test]
async fn max_age_asks_again_and_must_be_a_number() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let (first, _) = auth_time(&app, &browser, &[]).await;
    provider.advance(2);
    assert_eq!(
        app.authorize(&browser, &[("max_age", "1"), ("prompt", "none")]).await.answer()["error"],
        "login_required"
    );
    let (second, asked) = auth_time(&app, &browser, &[("max_age", "1")]).await;
    assert!(asked && second > first);
    for wrong in ["-1", "x", "1.5", "9999999999999999999999"] {
        assert_eq!(
            app.authorize(&browser, &[("max_age", wrong)]).await.answer()["error"],
            "invalid_request",
            "{wrong}"
        );
    }
}

#[actix_web::test]
async fn a_hint_names_the_person_and_the_client() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let id_token = app.tokens(&browser, &[]).await["id_token"].as_str().unwrap().to_owned();
    provider.advance(2 * 3600);
    let hinted = [("prompt", "none"), ("id_token_hint", id_token.as_str())];
    assert!(app.authorize(&browser, &hinted).await.answer().contains_key("code"), "an expired hint is still a hint");

    let of_ben = {
        let browser = Browser::new();
        let back = app.sign_in_as("ben", &browser, &[]).await;
        app.redeem(&back.answer()["code"]).await.json()["id_token"].as_str().unwrap().to_owned()
    };
    let other = app.authorize(&browser, &[("prompt", "none"), ("id_token_hint", &of_ben)]).await.answer();
    assert_eq!(other["error"], "login_required");
    let page = app.authorize(&browser, &[("id_token_hint", &of_ben)]).await;
    let wrong_person = browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(wrong_person.answer()["error"], "login_required");
    let garbage = app.authorize(&browser, &[("id_token_hint", "x.y.z")]).await.answer();
    assert_eq!(garbage["error"], "invalid_request");
    let elsewhere = RelyingParty::of(&provider, "other");
    let foreign = elsewhere.authorize(&browser, &[("id_token_hint", &id_token)]).await.answer();
    assert_eq!(foreign["error"], "invalid_request", "a hint issued to another client");
}

#[actix_web::test]
async fn prompt_select_account_shows_who_is_signed_in() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let silent = app.authorize(&browser, &[("prompt", "none select_account")]).await.answer();
    assert_eq!(silent["error"], "invalid_request");
    let picker = app.authorize(&browser, &[("prompt", "select_account")]).await;
    assert!(picker.body.contains("ada@example.com"), "{}", picker.body);
    assert!(browser.submit(&picker, &[("account", "current")]).await.answer().contains_key("code"));
    let picker = app.authorize(&browser, &[("prompt", "select_account")]).await;
    let login = browser.submit(&picker, &[("account", "other")]).await;
    let back = browser.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    let tokens = app.redeem(&back.answer()["code"]).await.json();
    assert_eq!(verified(&app, &tokens["id_token"]).await["amr"], serde_json::json!(["pwd"]));
}

#[actix_web::test]
async fn an_account_that_is_removed_from_the_picker_is_signed_out_here_and_somebody_signs_in_for_the_request() {
    let receiver = Receiver::answering(&[200]);
    let uri = receiver.url("/backchannel");
    let provider = Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).start();
    let (app, browser, elsewhere) = (RelyingParty::new(&provider), Browser::new(), Browser::new());
    app.tokens(&browser, &[]).await;
    app.code(&elsewhere, &[]).await;
    let picker = app.authorize(&browser, &[("prompt", "select_account"), ("scope", "openid profile")]).await;
    assert!(picker.body.contains("name=\"remove\" value=\"current\""), "{}", picker.body);
    for token in ["", "x"] {
        let forged = browser.submit(&picker, &[("remove", "current"), ("csrf", token)]).await;
        assert_eq!(forged.status, 403, "{}", forged.body);
    }
    assert!(browser.get(&provider.url("/")).await.body.contains("id=\"logout\""), "nothing was done");

    let login = browser.submit(&picker, &[("remove", "current")]).await;
    assert!(login.body.contains("id=\"password\"") && !login.body.contains("ada@example.com"), "{}", login.body);
    receiver.wait_for(1).await;
    assert!(!browser.get(&provider.url("/")).await.body.contains("id=\"logout\""));
    assert!(elsewhere.get(&provider.url("/")).await.body.contains("id=\"logout\""), "another browser stays signed in");
    let again = browser.submit(&picker, &[("remove", "current")]).await;
    assert_eq!(again.status, 403, "its page is from before: {}", again.body);

    let back = browser.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    let tokens = app.redeem(&back.answer()["code"]).await.json();
    let userinfo = app.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
    assert_eq!(userinfo["preferred_username"], "ben");
}

#[actix_web::test]
async fn cancel_on_the_sign_in_page_answers_access_denied() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    assert_eq!(browser.submit(&login, &[("cancel", "1")]).await.answer()["error"], "access_denied");
}
