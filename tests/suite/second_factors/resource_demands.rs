//! An API that wants a stronger or newer sign-in (RFC 9470), as `docs/apis.md` describes it: its challenge goes through the
//! app to the authorization endpoint, and the next token satisfies it.

use latchkey::protocol::access_token::AccessTokenFormat;
use serde_json::{Value, json};

use super::*;
use crate::support::Builder;
use crate::support::provider::{PASSWORD, SECRET};
use crate::support::relying_party::decode;

const LEVELS: [&str; 3] = ["urn:latchkey:acr:password", "urn:latchkey:acr:mfa", "urn:latchkey:acr:phishing-resistant"];

/// What an API asks of a sign-in.
#[derive(Clone, Copy)]
struct Needs {
    acr: Option<&'static str>,
    max_age: Option<i64>,
}

impl Needs {
    /// RFC 9470 §3: the value of `WWW-Authenticate`; `None` where the token is good enough.
    fn challenge(self, token: &Value, now: i64) -> Option<String> {
        let level = |acr: &str| LEVELS.iter().position(|known| *known == acr).unwrap();
        let too_weak = self.acr.is_some_and(|acr| level(token["acr"].as_str().unwrap()) < level(acr));
        let too_old = self.max_age.is_some_and(|max_age| now - token["auth_time"].as_i64().unwrap() > max_age);
        let acr = self.acr.map(|acr| format!("acr_values=\"{acr}\""));
        let max_age = self.max_age.map(|max_age| format!("max_age=\"{max_age}\""));
        let error = "Bearer error=\"insufficient_user_authentication\"".to_owned();
        let parts: Vec<String> = [Some(error), acr, max_age].into_iter().flatten().collect();
        (too_weak || too_old).then(|| parts.join(", "))
    }
}

/// What the app makes of a challenge: parameters of its next authorization request (RFC 9470 §4).
fn parameters(challenge: &str) -> Vec<(String, String)> {
    let parts = challenge.strip_prefix("Bearer ").unwrap().split(", ");
    let pairs = parts.map(|part| part.split_once('=').unwrap());
    let asked = pairs.filter(|(name, _)| matches!(*name, "acr_values" | "max_age"));
    asked.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect()
}

/// What the API learns of a token: from the JWT itself, which must agree with introspection.
async fn learned(app: &RelyingParty<'_>, tokens: &Value) -> Value {
    let token = tokens["access_token"].as_str().unwrap();
    let request = app.http.post(app.provider.url("/introspect")).basic_auth("app", Some(SECRET));
    let told = Page::read(request.form(&[("token", token)]).send().await.unwrap()).await.json();
    if token.contains('.') {
        let claims = decode(token).1;
        assert_eq!((&claims["acr"], &claims["auth_time"]), (&told["acr"], &told["auth_time"]));
    }
    told
}

async fn redeemed(app: &RelyingParty<'_>, back: &Page) -> Value {
    app.redeem(&back.answer()["code"]).await.json()
}

#[actix_web::test]
async fn a_second_factor_that_an_api_demands_is_asked_for_once_and_stands_in_the_next_token() {
    for format in [AccessTokenFormat::Opaque, AccessTokenFormat::Jwt] {
        let provider = Builder::new().settings(|settings| settings.tokens.access_token_format = format).start();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let needs = Needs { acr: Some(LEVELS[1]), max_age: None };
        let offline = [("scope", "openid offline_access")];
        let first = redeemed(&app, &app.sign_in(&browser, &offline).await).await;
        let (phone, _) = set_up_totp(&provider, &browser).await;
        let challenge = needs.challenge(&learned(&app, &first).await, provider.provider.now().seconds()).unwrap();
        assert_eq!(challenge, r#"Bearer error="insufficient_user_authentication", acr_values="urn:latchkey:acr:mfa""#);

        let asked = parameters(&challenge);
        let asked: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = app.authorize(&browser, &[&asked[..], &offline].concat()).await;
        assert!(asks_for_code(&page) && page.url.contains("/step-up?"), "the password is not asked for again");
        let back = browser.submit(&page, &[("code", &phone.code(&provider))]).await;
        let second = redeemed(&app, &back).await;
        let seen = learned(&app, &second).await;
        assert_eq!(needs.challenge(&seen, provider.provider.now().seconds()), None, "{seen}");
        // A refresh is no sign-in: it keeps what its own was, the weaker one too.
        for (tokens, level) in [(&first, LEVELS[0]), (&second, LEVELS[1])] {
            let again = app.refresh(tokens["refresh_token"].as_str().unwrap()).await.json();
            assert_eq!(learned(&app, &again).await["acr"], level);
        }
        let silent = app.authorize(&browser, &[&asked[..], &[("prompt", "none")]].concat()).await;
        assert!(silent.answer().contains_key("code"), "nobody is asked for what they just did");
    }
}

#[actix_web::test]
async fn a_sign_in_that_is_too_old_for_an_api_is_made_again() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let needs = Needs { acr: None, max_age: Some(300) };
    let now = || provider.provider.now().seconds();
    let first = redeemed(&app, &app.sign_in(&browser, &[]).await).await;
    assert_eq!(needs.challenge(&learned(&app, &first).await, now()), None);
    provider.advance(301);
    let challenge = needs.challenge(&learned(&app, &first).await, now()).unwrap();
    assert_eq!(challenge, r#"Bearer error="insufficient_user_authentication", max_age="300""#);
    let asked = parameters(&challenge);
    let asked: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let silent = app.authorize(&browser, &[&asked[..], &[("prompt", "none")]].concat()).await;
    assert_eq!(silent.answer()["error"], "login_required");
    let page = app.authorize(&browser, &asked).await;
    let back = browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    let seen = learned(&app, &redeemed(&app, &back).await).await;
    assert_eq!(needs.challenge(&seen, now()), None, "{seen}");
}

/// A wish that cannot be met is granted with what was reached, and the API refuses again; an essential value is insisted on.
#[actix_web::test]
async fn who_has_no_second_factor_gets_a_token_that_says_so_or_an_error_where_it_is_essential() {
    let nothing = |settings: &mut latchkey::config::settings::Settings| {
        settings.login.may_add.totp = false;
        settings.login.may_add.passkey = false;
    };
    let provider = Builder::new().settings(nothing).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let needs = Needs { acr: Some(LEVELS[1]), max_age: None };
    let wished = redeemed(&app, &app.sign_in(&browser, &[("acr_values", LEVELS[1])]).await).await;
    let seen = learned(&app, &wished).await;
    assert_eq!(seen["acr"], LEVELS[0]);
    assert!(needs.challenge(&seen, provider.provider.now().seconds()).is_some());
    let essential = json!({"id_token": {"acr": {"essential": true, "values": [LEVELS[1]]}}}).to_string();
    let refused = app.authorize(&browser, &[("claims", &essential)]).await;
    assert_eq!(refused.answer()["error"], "unmet_authentication_requirements");
}
