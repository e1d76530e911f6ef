//! The pages of apps, for administrators: settings, how to connect, claims of anybody, refusals, and what can be done to whoever
//! registered itself.

use latchkey::protocol::client::ClientId;

use crate::registration::{Registrar, minimal, open, text, with};
use crate::second_factors::send_form_with;
use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

async fn ada(provider: &TestProvider) -> Browser {
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/admin")).await;
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    browser
}

/// The page as it reads: without what HTML escapes.
fn plain(page: Page) -> Page {
    let escapes = [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/")];
    let body = escapes.iter().fold(page.body, |body, (escaped, character)| body.replace(escaped, character));
    Page { body, ..page }
}

async fn app_page(provider: &TestProvider, browser: &Browser, query: &str) -> Page {
    plain(browser.visit(&provider.url(&format!("/admin/app?{query}"))).await)
}

#[actix_web::test]
async fn who_uses_what_is_a_table_of_people_and_apps() {
    let provider = Builder::new().settings(|settings| settings.users[1].is_admin = false).start_one();
    let ada = ada(&provider).await;
    let list = ada.visit(&provider.url("/admin/apps")).await;
    assert!(!list.body.contains("Who uses what"), "nobody signed in to an app yet: {}", list.body);
    let app = RelyingParty::new(&provider);
    for browser in [Browser::new(), Browser::new()] {
        let back = app.sign_in_as("ben", &browser, &[]).await;
        assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200);
    }
    let list = ada.visit(&provider.url("/admin/apps")).await;
    assert!(list.body.contains("Who uses what"), "{}", list.body);
    assert!(list.body.contains("<bdi>ben</bdi></a></th><td class=\"shade4\">2</td></tr>"), "{}", list.body);
    provider.advance(31 * 86_400);
    let login = ada.visit(&provider.url("/admin/apps")).await;
    ada.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let list = ada.visit(&provider.url("/admin/apps")).await;
    assert!(list.body.contains("client_id=app") && !list.body.contains("Who uses what"), "{}", list.body);
}

#[actix_web::test]
async fn an_app_is_shown_with_its_settings_what_it_would_be_told_and_what_was_refused() {
    let provider = Builder::new().settings(|settings| settings.users[1].is_admin = false).start_one();
    let ada = ada(&provider).await;
    let list = plain(ada.visit(&provider.url("/admin/apps")).await);
    assert!(list.body.contains("/admin/app?client_id=app\""), "{}", list.body);
    let page = app_page(&provider, &ada, "client_id=app").await;
    for shown in
        ["client_id = \"app\"", "redirect_uris = [", "/.well-known/openid-configuration", "Nothing was refused"]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(!page.body.contains("id=\"disable\""), "what is configured is changed in the file");

    let told = app_page(&provider, &ada, "client_id=app&person=ben").await;
    assert!(told.body.contains("\"email\": \"ben@example.com\""), "{}", told.body);
    let nobody = app_page(&provider, &ada, "client_id=app&person=eve").await;
    assert!(nobody.body.contains("Nobody has this name."), "{}", nobody.body);

    let odd = "/authorize?client_id=app&response_type=code&redirect_uri=https%3A%2F%2Fevil.example%2F&scope=openid";
    assert_eq!(Browser::new().visit(&provider.url(odd)).await.status, 400);
    let page = app_page(&provider, &ada, "client_id=app").await;
    assert!(page.body.contains("https://evil.example/"), "{}", page.body);
    assert!(page.body.contains("redirect_uri is not registered"), "{}", page.body);
    for unknown in ["client_id=none", "client_id=", ""] {
        assert_eq!(app_page(&provider, &ada, unknown).await.status, 404, "{unknown}");
    }
    let ben = Browser::new();
    let login = ben.visit(&provider.url("/admin/apps")).await;
    let refused = ben.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
}

#[actix_web::test]
async fn an_app_that_registered_itself_is_approved_as_it_was_seen_disabled_and_enabled() {
    let provider = Builder::new().settings(open).start();
    let (ada, guest) = (ada(&provider).await, Registrar::new(&provider));
    let registered = guest.registered(&minimal()).await;
    let client_id = text(&registered, "client_id").to_owned();
    let query = format!("client_id={client_id}");
    let stored = async || {
        let client_id = ClientId::parse(&client_id).unwrap();
        provider.provider.store.registered_client(&client_id).await.unwrap().unwrap()
    };
    assert!(ada.visit(&provider.url("/admin/apps")).await.body.contains("registered itself"));

    // It changed after the administrator looked: nothing is approved.
    let seen = app_page(&provider, &ada, &query).await;
    assert!(seen.body.contains("redirect_uris = [\"https://guest.example/cb\"]"), "{}", seen.body);
    let (uri, token) = (text(&registered, "registration_client_uri"), text(&registered, "registration_access_token"));
    let changed = with(serde_json::json!({"client_id": client_id, "client_name": "The bank"}));
    assert_eq!(guest.replace(uri, token, &changed).await.status, 200);
    let late = send_form_with(&ada, &seen, "id=\"approve\"", &[]).await;
    assert!(late.status == 409 && late.body.contains("The app changed meanwhile."), "{}", late.body);
    assert_eq!(stored().await.approved_at, None);
    let approved = send_form_with(&ada, &late, "id=\"approve\"", &[]).await;
    let approved = ada.follow(approved).await;
    assert!(approved.body.contains("The app is approved.") && stored().await.approved_at.is_some());
    assert!(!approved.body.contains("id=\"approve\""), "{}", approved.body);

    let disabled = ada.follow(send_form_with(&ada, &approved, "id=\"disable\"", &[]).await).await;
    assert!(disabled.body.contains("its tokens are revoked") && stored().await.disabled_at.is_some());
    let enabled = ada.follow(send_form_with(&ada, &disabled, "id=\"enable\"", &[]).await).await;
    assert!(enabled.body.contains("The app is enabled.") && stored().await.disabled_at.is_none());

    let forged = [("csrf", "wrong"), ("client_id", client_id.as_str()), ("what", "disable")];
    assert_ne!(ada.post(&provider.url("/admin/app"), &forged).await.status, 303);
    let odd = send_form_with(&ada, &enabled, "id=\"disable\"", &[("what", "remove")]).await;
    assert_eq!(odd.status, 404);
    let configured = send_form_with(&ada, &enabled, "id=\"disable\"", &[("client_id", "app")]).await;
    assert_eq!(configured.status, 404, "what is configured is changed in the file");
    assert!(stored().await.disabled_at.is_none());
}
