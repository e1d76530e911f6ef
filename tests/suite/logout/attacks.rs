//! Signing somebody else out, or into their place: what must not work ("row n" as in the list of real vulnerabilities).

use latchkey::config::settings::Settings;
use latchkey::jose::Algorithm;
use latchkey::protocol::subject::SubjectType;

use super::{BYE, SignedIn};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

async fn question(here: &SignedIn<'_>) -> Page {
    here.end_session(&[]).await
}

fn csrf(page: &Page) -> String {
    page.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1
}

/// Logout CSRF: whatever another page lets the browser send, somebody has to press the button on ours.
#[actix_web::test]
async fn no_other_page_can_sign_anybody_out() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let url = provider.url("/end-session");
    let own = csrf(&question(&here).await);
    let others = csrf(&question(&SignedIn::at(&provider).await).await);
    for (csrf, origin, site) in [
        ("", "https://evil.example", "same-site"),
        ("guess", &provider.issuer, "same-origin"),
        (&others, &provider.issuer, "same-origin"),
        (&own, "https://evil.example", "same-origin"),
        (&own, "null", "cross-site"),
        (&own, &provider.issuer, "same-site"),
    ] {
        let form = [("decision", "yes"), ("csrf", csrf)];
        let post = here.browser.http.post(&url).header("origin", origin).header("sec-fetch-site", site);
        let page = Page::read(post.form(&form).send().await.unwrap()).await;
        assert!(page.body.contains("id=\"logout-yes\"") || page.status == 303, "{origin} {site}: {}", page.body);
        assert!(here.is_signed_in().await, "{csrf} {origin} {site}");
    }
    let link = here.end_session(&[("decision", "yes"), ("csrf", &own)]).await;
    assert!(link.body.contains("id=\"logout-yes\"") && here.is_signed_in().await, "a link is no button");
}

/// The form is honest about nothing it holds: each field is proven again when it comes back.
#[actix_web::test]
async fn edited_fields_of_the_question_are_checked_like_any_others() {
    let provider = TestProvider::new();
    let (first, here) = (SignedIn::at(&provider).await, SignedIn::at(&provider).await);
    let parameters = [("id_token_hint", first.id_token.as_str()), ("post_logout_redirect_uri", BYE)];
    for (name, value) in [
        ("post_logout_redirect_uri", "https://evil.example/"),
        ("id_token_hint", "e30.e30."),
        ("client_id", "other"),
        ("client_id", "nobody"),
    ] {
        let asked = here.end_session(&parameters).await;
        let mut fields = asked.hidden_fields();
        fields.retain(|(known, _)| known != name);
        let mut form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend([(name, value), ("decision", "yes")]);
        let page = here.browser.post(&asked.form_action(), &form).await;
        let page = here.browser.follow(page).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (200, None), "{name}={value} leads nowhere");
        assert!(page.body.contains("You’re signed out.") && page.body.contains("no-way-back"), "{}", page.body);
        assert!(!here.is_signed_in().await, "yes is yes");
        here.app.sign_in(&here.browser, &[]).await;
    }
}

#[actix_web::test]
async fn the_button_pressed_twice_is_answered_twice() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let asked = here.end_session(&[]).await;
    for _ in 0..2 {
        let page = here.browser.submit(&asked, &[("decision", "yes")]).await;
        assert!(page.status == 200 && page.body.contains("You’re signed out."), "{}", page.body);
    }
    here.app.sign_in(&here.browser, &[]).await;
    let old = here.browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(old.body.contains("id=\"logout-yes\""), "a page of the login before ends nothing");
    assert!(here.is_signed_in().await);
}

/// Row 12: whatever `state` holds comes back, once, and as nothing else.
#[actix_web::test]
async fn state_comes_back_byte_for_byte_by_get_and_post() {
    for state in ["a&b=c#d\r\nSet-Cookie: x=y", "%0d%0a%00", "ü🗝 \u{7f}", &"x".repeat(2000)] {
        for by_post in [false, true] {
            let provider = TestProvider::new();
            let here = SignedIn::at(&provider).await;
            let sent = [("id_token_hint", here.id_token.as_str()), ("post_logout_redirect_uri", BYE), ("state", state)];
            let left = match by_post {
                true => here.browser.post(&provider.url("/end-session"), &sent).await,
                false => here.end_session(&sent).await,
            };
            assert!(left.raw_location().unwrap().starts_with("https://app.example/bye?state="));
            assert_eq!(left.answer().into_iter().collect::<Vec<_>>(), [("state".to_owned(), state.to_owned())]);
            assert!(left.headers.get("x").is_none() && !here.is_signed_in().await);
        }
    }
}

#[actix_web::test]
async fn a_parameter_sent_twice_leaves_nothing_but_the_question() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let hint = here.id_token.as_str();
    for twice in [
        [("id_token_hint", hint), ("id_token_hint", hint)],
        [("client_id", "app"), ("client_id", "other")],
        [("state", "a"), ("state", "b")],
    ] {
        let asked = here.end_session(&twice).await;
        assert!(asked.status == 200 && asked.body.contains("was sent more than once"), "{twice:?}: {}", asked.body);
        assert!(asked.body.contains("id=\"logout-yes\"") && here.is_signed_in().await);
        assert_eq!(asked.hidden_fields().len(), 1, "the token alone is carried on");
    }
}

/// Row 47: a login that ended without its cookie is gone, and who signs in there next is who they are.
#[actix_web::test]
async fn after_a_sign_out_without_cookie_the_next_person_gets_nothing_of_the_last() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let sub = crate::support::relying_party::decode(&here.id_token).1["sub"].clone();
    let elsewhere =
        SignedIn { browser: Browser::new(), app: RelyingParty::new(&provider), id_token: here.id_token.clone() };
    let asked = elsewhere.end_session(&[("id_token_hint", &here.id_token)]).await;
    elsewhere.browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(!here.is_signed_in().await);
    for browser in [&here.browser, &elsewhere.browser] {
        let login = elsewhere.app.authorize(browser, &[]).await;
        let back = browser.send_form(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
        let tokens = elsewhere.app.redeem(&back.answer()["code"]).await.json();
        let claims = crate::support::relying_party::decode(tokens["id_token"].as_str().unwrap()).1;
        assert_ne!(claims["sub"], sub);
        let user = elsewhere.app.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
        assert_eq!(user["sub"], claims["sub"]);
    }
}

/// A pairwise `sub` leads back to nobody: the login is found by its `sid`, and the rules are the same as for any other.
#[actix_web::test]
async fn a_login_of_a_pairwise_client_ends_without_its_cookie_by_its_own_hint_after_a_question() {
    let sectors = |settings: &mut Settings| {
        for client in &mut settings.clients {
            client.subject_type = SubjectType::Pairwise { sector: format!("{}.example", client.client_id) };
        }
    };
    let provider = Builder::new().settings(sectors).start();
    let (first, here) = (SignedIn::at(&provider).await, SignedIn::at(&provider).await);
    let stranger =
        SignedIn { browser: Browser::new(), app: RelyingParty::new(&provider), id_token: here.id_token.clone() };
    let asked = stranger.end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", BYE)]).await;
    assert!(asked.body.contains("id=\"logout-yes\"") && asked.body.contains("The app"), "{}", asked.body);
    assert!(!asked.body.contains("ada") && here.is_signed_in().await, "{}", asked.body);
    let forged = stranger.browser.post(&asked.form_action(), &[("decision", "yes"), ("csrf", "guess")]).await;
    assert!(forged.raw_location().is_none() && here.is_signed_in().await, "no CSRF token, no end");
    let back = stranger.browser.submit(&asked, &[("decision", "yes")]).await;
    assert_eq!(back.raw_location(), Some(BYE));
    assert!(!here.is_signed_in().await && first.is_signed_in().await, "this very login and no other of hers");
    let again = stranger.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert!(!again.body.contains("id=\"logout-yes\""), "nothing is left to end: {}", again.body);
}

/// Row 11: what names no living login of the very client it was issued to ends nothing, whoever is named in it.
#[actix_web::test]
async fn a_sid_of_another_client_or_with_another_sub_finds_no_login() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let claims = crate::support::relying_party::decode(&here.id_token).1;
    let other = RelyingParty::of(&provider, "other");
    let code = other.authorize(&here.browser, &[]).await.answer()["code"].clone();
    let others = other.redeem(&code).await.json()["id_token"].as_str().unwrap().to_owned();
    let others = crate::support::relying_party::decode(&others).1;
    let keyring = provider.provider.keyring.load();
    let now = provider.provider.now();
    let stranger = SignedIn { browser: Browser::new(), app: RelyingParty::new(&provider), id_token: String::new() };
    for (name, value) in [
        ("sid", others["sid"].clone()),
        ("sub", serde_json::json!("nobody")),
        ("sid", serde_json::json!("")),
        ("sid", serde_json::Value::Null),
        ("aud", serde_json::json!("other")),
        ("aud", serde_json::json!(["app", "other"])),
    ] {
        let mut changed = claims.clone();
        changed[name] = value;
        let hint = keyring.sign(Algorithm::RS256, "JWT", changed.to_string().as_bytes(), now).unwrap();
        let page = stranger.end_session(&[("id_token_hint", &hint)]).await;
        assert!(!page.body.contains("id=\"logout-yes\""), "{changed}: {}", page.body);
        assert!(here.is_signed_in().await);
    }
}

/// A hint gets around: it may end its login after a question, and shows nothing of it but the app that got it.
#[actix_web::test]
async fn whoever_has_a_hint_learns_neither_the_account_nor_the_other_apps() {
    let provider = Builder::new().client(client("secret")).start();
    let here = SignedIn::at(&provider).await;
    let other = RelyingParty::of(&provider, "secret");
    let code = other.authorize(&here.browser, &[]).await.answer()["code"].clone();
    other.redeem(&code).await;
    let own = here.end_session(&[]).await;
    assert!(own.body.contains("<b>ada</b>") && own.body.contains("The secret"), "{}", own.body);
    let stranger =
        SignedIn { browser: Browser::new(), app: RelyingParty::new(&provider), id_token: here.id_token.clone() };
    let asked = stranger.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert!(asked.body.contains("id=\"logout-yes\"") && asked.body.contains("The app"), "{}", asked.body);
    let done = stranger.browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(done.body.contains("You’re signed out.") && done.body.contains("The app"), "{}", done.body);
    let results = stranger.browser.get(&provider.url("/signed-out/results")).await;
    for page in [asked, done, results] {
        assert!(!page.body.contains("<b>ada</b>") && !page.body.contains("The secret"), "{}", page.body);
    }
}

#[actix_web::test]
async fn the_signed_out_page_forgets_after_half_an_hour() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let page = here.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert!(page.body.contains("The app"));
    provider.advance(29 * 60);
    assert!(here.browser.get(&provider.url("/signed-out")).await.body.contains("The app"));
    provider.advance(2 * 60);
    assert!(!here.browser.get(&provider.url("/signed-out")).await.body.contains("The app"));
}

/// Two accounts in one browser, one after the other: each sign-out ends who is here, and asks when the hint is not theirs.
#[actix_web::test]
async fn a_hint_of_the_person_before_asks_about_the_person_who_is_here() {
    let provider = TestProvider::new();
    let ada = SignedIn::at(&provider).await;
    let login = ada.app.authorize(&ada.browser, &[("prompt", "select_account")]).await;
    let switch = ada.browser.submit(&login, &[("account", "other")]).await;
    ada.browser.submit(&switch, &[("username", "ben"), ("password", PASSWORD)]).await;
    let asked = ada.end_session(&[("id_token_hint", &ada.id_token), ("post_logout_redirect_uri", BYE)]).await;
    assert!(asked.body.contains("<b>ben</b>") && ada.is_signed_in().await, "{}", asked.body);
    let left = ada.browser.submit(&asked, &[("decision", "yes")]).await;
    assert_eq!(left.raw_location(), Some(BYE));
    assert!(!ada.is_signed_in().await);
}

/// RP-Initiated Logout §2: `logout_hint` says whom the app means.
#[actix_web::test]
async fn a_logout_hint_of_somebody_else_asks_and_one_of_this_person_does_not() {
    let provider = TestProvider::new();
    for (hint, asks) in [("ben", true), ("ADA", false), ("ada@example.com", false)] {
        let here = SignedIn::at(&provider).await;
        let page = here.end_session(&[("id_token_hint", &here.id_token), ("logout_hint", hint)]).await;
        assert_eq!(page.body.contains("id=\"logout-yes\""), asks, "{hint}: {}", page.body);
        assert_eq!(here.is_signed_in().await, asks, "{hint}");
    }
}

/// REL-22: forms that were open before a restart still do what they say.
#[actix_web::test]
async fn a_sign_in_form_and_a_sign_out_question_outlive_a_restart() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    let provider = provider.restart();
    let back = browser.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(back.answer().contains_key("code"), "{}", back.body);
    let asked = browser.visit(&provider.url("/end-session")).await;
    let provider = provider.restart();
    let done = browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(done.body.contains("You’re signed out."), "{}", done.body);
    let silent = RelyingParty::new(&provider).authorize(&browser, &[("prompt", "none")]).await.answer();
    assert_eq!(silent["error"], "login_required");
}
