//! What the person sees and decides (RFC 8628 §3.3, §5.4).

use latchkey::protocol::factors::Mfa;
use latchkey::protocol::scope::ScopeSet;
use reqwest::header::{HeaderMap, HeaderValue, USER_AGENT};

use super::*;

/// RFC 8628 §3.3.1: "the user still has to confirm".
#[actix_web::test]
async fn a_link_with_the_code_fills_it_in_and_allows_nothing() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    let asked = device.ask(&[("scope", "openid email")]).await;
    let page = arrive(&browser, &asked, "ada").await;
    assert!(page.body.contains(&format!("value=\"{}\"", asked.code())), "{}", page.body);
    assert_eq!(device.poll_error(&asked).await, "authorization_pending");
    let page = browser.submit(&page, &[("user_code", asked.code())]).await;
    provider.advance(5);
    assert_eq!(device.poll_error(&asked).await, "authorization_pending");
    for words in [
        "The television",
        "ada@example.com",
        asked.code(),
        "127.0.0.1",
        "<time datetime=\"",
        "second ago",
        "Did you start this yourself?",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}

/// Consent that was given before, and an app that needs none, are asked about all the same: it may be a stranger's device.
#[actix_web::test]
async fn every_device_is_confirmed_whatever_was_allowed_before() {
    let provider = provider();
    let browser = Browser::new();
    for device in [Device::tv(&provider), Device::set_top_box(&provider)] {
        for _ in 0..2 {
            let asked = device.ask(&[("scope", "openid")]).await;
            let page = confirmation(&browser, &asked).await;
            assert!(page.body.contains("id=\"allow\""), "{} {}", page.status, page.body);
            browser.submit(&page, &[("decision", "allow")]).await;
            assert_eq!(device.poll(&asked).await.status, 200);
        }
    }
}

#[actix_web::test]
async fn the_page_tells_from_where_and_by_what_it_was_asked() {
    let provider = provider();
    let device = Device::tv(&provider);
    let agent = "Mozilla/5.0 (Linux; Android 14; TV) Chrome/120.0";
    let request = device.app.http.post(provider.url("/device_authorization")).header(USER_AGENT, agent);
    let answer = request.form(&[("client_id", "tv")]).send().await.unwrap();
    let asked = Asked(Page::read(answer).await.json());
    provider.advance(125);
    let page = confirmation(&Browser::new(), &asked).await;
    for words in ["Chrome on Android", "2 minutes ago"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}

#[actix_web::test]
async fn the_code_is_found_however_it_is_typed() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    let asked = device.ask(&[]).await;
    let page = arrive(&browser, &asked, "ada").await;
    let bare: String = asked.code().split('-').collect();
    for typed in [bare.to_lowercase(), format!(" {} ", asked.code().replace('-', " – ")), bare.replace('S', "5")] {
        let found = browser.submit(&page, &[("user_code", &typed)]).await;
        assert!(found.body.contains("id=\"allow\""), "{typed}: {}", found.body);
    }
}

/// Row 50.
#[actix_web::test]
async fn forms_of_other_sites_and_other_logins_do_nothing() {
    let provider = provider();
    let (device, ada, ben) = (Device::tv(&provider), Browser::new(), Browser::new());
    let asked = device.ask(&[]).await;
    let adas = arrive(&ada, &asked, "ada").await;
    let bens = arrive(&ben, &asked, "ben").await;
    assert_eq!(ada.post(&provider.url("/device"), &[("user_code", asked.code())]).await.status, 403, "no token");
    let token = bens.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let forged = ada.post(&provider.url("/device"), &[("user_code", asked.code()), ("csrf", &token)]).await;
    assert_eq!(forged.status, 403, "another's token");
    let page = ada.submit(&adas, &[("user_code", asked.code())]).await;
    let action = page.form_action();
    let fields = page.hidden_fields();
    let mut stolen: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    stolen.push(("decision", "allow"));
    let elsewhere = ben.post(&action, &stolen).await;
    assert!(elsewhere.status.is_client_error(), "{}", elsewhere.status);
    assert_eq!(device.poll_error(&asked).await, "authorization_pending");
}

/// Rows 25 and 52: what holds for every sign-in holds here.
#[actix_web::test]
async fn whom_the_app_does_not_admit_gets_nothing_and_a_second_factor_is_demanded_where_it_is_elsewhere() {
    let provider = builder().settings(|settings| settings.clients[2].allowed_groups = vec!["staff".into()]).start();
    let device = Device::tv(&provider);
    let asked = device.ask(&[]).await;
    let told = confirmation(&Browser::new(), &asked).await;
    assert!(told.body.contains("does not work with your account"), "{}", told.body);
    assert_eq!(device.poll_error(&asked).await, "access_denied");

    for demand in ["client", "server"] {
        let provider = builder()
            .settings(|settings| match demand {
                "client" => settings.clients[2].require_mfa = true,
                _ => settings.login.mfa = Mfa::Required,
            })
            .start();
        let device = Device::tv(&provider);
        let asked = device.ask(&[]).await;
        let browser = Browser::new();
        let page = arrive(&browser, &asked, "ada").await;
        let page = match demand {
            "client" => browser.submit(&page, &[("user_code", asked.code())]).await,
            _ => page,
        };
        assert!(!page.body.contains("id=\"allow\""), "{demand}: {}", page.body);
        assert_eq!(device.poll_error(&asked).await, "authorization_pending");
    }
}

#[actix_web::test]
async fn an_old_sign_in_is_renewed_where_the_app_demands_it() {
    let provider = builder()
        .settings(|settings| settings.clients[2].default_max_age = Some(std::time::Duration::from_secs(60)))
        .start();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    let page = browser.visit(&provider.url("/device")).await;
    browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    provider.advance(100);
    let asked = device.ask(&[("scope", "openid")]).await;
    let page = confirmation(&browser, &asked).await;
    assert!(page.body.contains("id=\"password\""), "{}", page.body);
    let page = browser.submit(&page, &[("password", PASSWORD)]).await;
    browser.submit(&page, &[("decision", "allow")]).await;
    let tokens = device.poll(&asked).await.json();
    let (_, claims) = crate::support::relying_party::decode(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["auth_time"], provider.provider.now().seconds());
}

#[actix_web::test]
async fn another_account_can_be_chosen_for_it() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    let asked = device.ask(&[("scope", "openid email")]).await;
    let page = confirmation(&browser, &asked).await;
    let login = browser.submit(&page, &[("decision", "switch")]).await;
    let page = browser.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    assert!(page.body.contains("ben@example.com"), "{}", page.body);
    browser.submit(&page, &[("decision", "allow")]).await;
    let tokens = device.poll(&asked).await.json();
    let userinfo = device.app.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
    assert_eq!(userinfo["email"], "ben@example.com");
}

#[actix_web::test]
async fn what_was_allowed_is_in_the_consents_the_apps_and_the_activity() {
    let provider = provider();
    let (device, browser) = (Device::tv(&provider), Browser::new());
    tokens(&device, &browser, &[("scope", "openid email")]).await;
    let apps = browser.visit(&provider.url("/account/apps")).await;
    assert!(apps.body.contains("The television"), "{}", apps.body);
    let activity = browser.visit(&provider.url("/account/activity")).await;
    assert!(activity.body.contains("Allowed The television on another device"), "{}", activity.body);
    let ada = latchkey::protocol::user::UsernameKey::of("ada");
    let user = provider.provider.store.user_named(&ada).await.unwrap().unwrap();
    let client_id = latchkey::protocol::client::ClientId::parse("tv").unwrap();
    let consent = provider.provider.store.consent(&user.sub, &client_id).await.unwrap().unwrap();
    assert_eq!(consent.scope, ScopeSet::parse("openid email"));
}

/// The page asks each time anyway, and leaves what was wished for sign-ins in the browser as it is.
#[actix_web::test]
async fn an_approval_leaves_the_wish_to_be_asked_each_time_as_it_is() {
    let grant_types = vec![GrantType::AuthorizationCode, GrantType::DeviceCode];
    let both = Client { consent: ConsentMode::Remember, grant_types, ..client("both") };
    let provider = Builder::new().client(both).start();
    let app = RelyingParty::of(&provider, "both");
    let device = Device { app: RelyingParty::of(&provider, "both"), secret: Some(SECRET) };
    let browser = Browser::new();
    let page = app.sign_in(&browser, &[]).await;
    browser.submit(&page, &[("decision", "allow"), ("ask", "each-time")]).await;
    let asked = device.ask(&[("scope", "openid")]).await;
    let page = confirmation(&browser, &asked).await;
    assert!(page.body.contains("id=\"allow\"") && !page.body.contains("name=\"ask\""), "{}", page.body);
    browser.submit(&page, &[("decision", "allow")]).await;
    assert_eq!(device.poll(&asked).await.status, 200);
    assert!(app.authorize(&browser, &[]).await.body.contains("name=\"ask\""), "it still asks");
}

#[actix_web::test]
async fn the_page_speaks_the_language_of_the_browser() {
    let provider = provider();
    let asked = Device::tv(&provider).ask(&[]).await;
    let browser =
        Browser::sending(HeaderMap::from_iter([(reqwest::header::ACCEPT_LANGUAGE, HeaderValue::from_static("de"))]));
    let page = arrive(&browser, &asked, "ben").await;
    assert!(page.body.contains("Gerät verbinden") || page.body.contains("Connect a device"), "{}", page.body);
}
