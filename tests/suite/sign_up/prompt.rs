//! `prompt=create` (Initiating User Registration via OpenID Connect 1.0).

use super::*;
use crate::support::RelyingParty;
use crate::support::provider::PASSWORD;

async fn prompts(provider: &TestProvider) -> serde_json::Value {
    let document = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    document["prompt_values_supported"].clone()
}

/// §4.1: "the OP SHOULD respond with an HTTP 400 (Bad Request) status code and an error value of invalid_request" for a value
/// that is not supported; §4.2 has it listed where it is.
#[actix_web::test]
async fn it_is_listed_and_accepted_exactly_where_everybody_may_sign_up() {
    let (mut provider, _mailbox) = open();
    assert_eq!(prompts(&provider).await, serde_json::json!(["none", "login", "consent", "select_account", "create"]));
    for rule in [SignUp::Off, SignUp::Invite] {
        provider.reload(|settings| settings.login.sign_up.rule = rule);
        assert_eq!(prompts(&provider).await, serde_json::json!(["none", "login", "consent", "select_account"]));
        let answer = RelyingParty::new(&provider).authorize(&Browser::new(), &[("prompt", "create")]).await;
        assert_eq!(answer.answer().get("error").map(String::as_str), Some("invalid_request"));
    }
}

#[actix_web::test]
async fn it_leads_to_the_new_account_and_that_back_to_the_app() {
    let (provider, mailbox) = open();
    let rp = RelyingParty::new(&provider);
    let browser = Browser::new();
    let page = rp.authorize(&browser, &[("prompt", "create")]).await;
    assert!(page.url.contains("/sign-up?interaction="), "{}", page.url);
    browser.submit(&page, &[("email", "grace@example.com")]).await;
    let link = mailbox.wait_for(1).await.link(LINK);
    let page = join(&browser, &link, &[("username", "grace")]).await;
    let answer = if page.location().is_some() { page } else { browser.submit(&page, &[("decision", "allow")]).await };
    assert!(answer.answer().contains_key("code"), "{}", answer.body);
}

#[actix_web::test]
async fn who_is_signed_in_sees_the_page_too_and_who_has_an_account_signs_in_instead() {
    let (provider, _mailbox) = open();
    let rp = RelyingParty::new(&provider);
    let browser = Browser::new();
    rp.sign_in(&browser, &[]).await;
    let page = rp.authorize(&browser, &[("prompt", "create")]).await;
    assert!(page.url.contains("/sign-up?interaction="), "{}", page.url);
    let href = page.body.split("id=\"sign-in\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let login = browser.visit(&provider.url(&href.replace("&amp;", "&"))).await;
    assert!(login.body.contains("id=\"password\""), "{}", login.body);
    let page = browser.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    let answer = if page.location().is_some() { page } else { browser.submit(&page, &[("decision", "allow")]).await };
    assert!(answer.answer().contains_key("code"), "{}", answer.body);
}

#[actix_web::test]
async fn it_does_not_go_with_none() {
    let (provider, _mailbox) = open();
    let answer = RelyingParty::new(&provider).authorize(&Browser::new(), &[("prompt", "none create")]).await;
    assert_eq!(answer.answer().get("error").map(String::as_str), Some("invalid_request"));
}

#[actix_web::test]
async fn a_request_that_waits_while_it_is_switched_off_leads_to_the_sign_in() {
    let (mut provider, _mailbox) = open();
    let browser = Browser::new();
    let page = RelyingParty::new(&provider).authorize(&browser, &[("prompt", "create")]).await;
    provider.reload(|settings| settings.login.sign_up.rule = SignUp::Off);
    let closed = browser.visit(&page.url).await;
    assert!(closed.status == 404 && closed.body.contains("/login?interaction="), "{}", closed.body);
    let login = browser.visit(&page.url.replace("/sign-up?", "/login?")).await;
    let page = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let answer = if page.location().is_some() { page } else { browser.submit(&page, &[("decision", "allow")]).await };
    assert!(answer.answer().contains_key("code"), "{}", answer.body);
}
