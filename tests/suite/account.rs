//! The account page: devices and their sign-ins, what the configuration file holds, the first app, and the accent.

use latchkey::colour::Rgb;
use latchkey::config::settings::Accent;
use latchkey::protocol::audit::What;
use latchkey::store::audit::Wanted;
use reqwest::header::{HeaderMap, HeaderValue, USER_AGENT};

use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

const CHROME: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36";
const CHROME_SINCE_UPDATED: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/121.0.0.0 Safari/537.36";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0";

fn browser(user_agent: &'static str) -> Browser {
    Browser::sending(HeaderMap::from_iter([(USER_AGENT, HeaderValue::from_static(user_agent))]))
}

async fn signed_in(provider: &TestProvider, client_id: &str, user_agent: &'static str) -> Browser {
    let browser = browser(user_agent);
    RelyingParty::of(provider, client_id).tokens(&browser, &[]).await;
    browser
}

async fn is_signed_in(provider: &TestProvider, browser: &Browser) -> bool {
    browser.get(&provider.url("/")).await.body.contains("id=\"logout\"")
}

/// Sends the form of the account page whose fields contain `field`, as the browser would.
async fn send(provider: &TestProvider, browser: &Browser, account: &Page, path: &str, field: (&str, &str)) -> Page {
    let csrf = account.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let sent = browser.post(&provider.url(path), &[("csrf", &csrf), field]).await;
    browser.follow(sent).await
}

#[actix_web::test]
async fn logins_of_one_browser_are_one_row_and_are_signed_out_as_one() {
    let provider = Builder::new().settings(|settings| settings.clients[1].client_name = "Wiki".into()).start();
    let here = signed_in(&provider, "app", FIREFOX).await;
    let others = [
        signed_in(&provider, "app", CHROME).await,
        signed_in(&provider, "other", CHROME).await,
        signed_in(&provider, "app", CHROME_SINCE_UPDATED).await,
    ];
    let account = here.visit(&provider.url("/")).await;
    assert!(account.body.contains("<b>Chrome on Linux</b>, 3 sign-ins"), "{}", account.body);
    assert!(account.body.contains(" · since <time datetime="), "the first of them: {}", account.body);
    assert_eq!(account.body.matches("<b>Chrome on Linux</b>").count(), 1);
    assert_eq!(account.body.matches(">this device<").count(), 1);
    let row = account.body.split("<b>Chrome on Linux</b>").nth(1).unwrap();
    let apps = row.split("<details>").next().unwrap();
    assert_eq!(apps.matches("The app").count(), 1, "each app once: {apps}");

    let done = send(&provider, &here, &account, "/account/sessions/end", ("device", "Chrome on Linux")).await;
    assert!(done.body.contains("That device is signed out."), "{}", done.body);
    for other in &others {
        assert!(!is_signed_in(&provider, other).await);
    }
    assert!(done.body.contains("signed in only here") && is_signed_in(&provider, &here).await);
}

#[actix_web::test]
async fn the_row_of_this_device_signs_out_its_other_logins_and_keeps_this_one() {
    let provider = TestProvider::new();
    let elsewhere = signed_in(&provider, "app", CHROME).await;
    let here = signed_in(&provider, "app", CHROME).await;
    let account = here.visit(&provider.url("/")).await;
    assert!(account.body.contains("<b>Chrome on Linux</b>, 2 sign-ins"), "{}", account.body);
    let done = send(&provider, &here, &account, "/account/sessions/end", ("device", "Chrome on Linux")).await;
    assert!(done.body.contains("signed in only here"), "{}", done.body);
    assert!(!is_signed_in(&provider, &elsewhere).await);
}

#[actix_web::test]
async fn one_sign_in_of_several_can_be_ended_alone() {
    let provider = TestProvider::new();
    let here = signed_in(&provider, "app", FIREFOX).await;
    let (one, two) = (signed_in(&provider, "app", CHROME).await, signed_in(&provider, "app", CHROME).await);
    let account = here.visit(&provider.url("/")).await;
    let session = account.body.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let done = send(&provider, &here, &account, "/account/sessions/end", ("session", &session)).await;
    assert!(done.body.contains("That sign-in has ended."), "{}", done.body);
    let alive = [is_signed_in(&provider, &one).await, is_signed_in(&provider, &two).await];
    assert_eq!(alive.iter().filter(|alive| **alive).count(), 1);
}

#[actix_web::test]
async fn all_other_logins_are_ended_above_the_list_of_devices_and_their_apps_are_told() {
    let receiver = Receiver::answering(&[200, 200]);
    let uri = receiver.url("/backchannel");
    let provider = Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).start();
    let here = signed_in(&provider, "app", FIREFOX).await;
    let alone = here.visit(&provider.url("/")).await;
    assert!(alone.body.contains("signed in only here") && !alone.body.contains("sessions/end-others"));
    let others = [signed_in(&provider, "app", FIREFOX).await, signed_in(&provider, "app", CHROME).await];
    let ben = browser(CHROME);
    RelyingParty::new(&provider).sign_in_as("ben", &ben, &[]).await;

    let apps = here.visit(&provider.url("/account/apps")).await;
    assert!(apps.body.contains("href=\"/#devices\""), "{}", apps.body);
    let account = here.visit(&provider.url("/")).await;
    let devices = account.body.split("id=\"devices\"").nth(1).unwrap();
    let (above, _) = devices.split_once("<ul class=\"rows\">").unwrap();
    assert!(above.contains("/account/sessions/end-others\""), "{above}");
    let forged = here.post(&provider.url("/account/sessions/end-others"), &[("csrf", "x")]).await;
    assert_eq!(forged.status, 403, "{}", forged.body);
    assert!(is_signed_in(&provider, &others[0]).await);

    let done = send(&provider, &here, &account, "/account/sessions/end-others", ("all", "1")).await;
    assert!(done.body.contains("You are signed out everywhere else."), "{}", done.body);
    for other in &others {
        assert!(!is_signed_in(&provider, other).await);
    }
    assert!(is_signed_in(&provider, &here).await && is_signed_in(&provider, &ben).await);
    receiver.wait_for(2).await;
    let ended = Wanted { event: Some(What::SessionEnd.as_str().to_owned()), limit: 10, ..Wanted::default() };
    assert_eq!(provider.provider.store.records(&ended).await.unwrap().len(), 2);
}

#[actix_web::test]
async fn an_account_of_the_configuration_file_says_so_and_offers_no_form_that_is_refused() {
    let provider = Builder::new().settings(|settings| settings.users[1].is_admin = false).start();
    for (username, remedy) in [("ada", "[[users]]"), ("ben", "ask the person who runs this site")] {
        let browser = Browser::new();
        let login = browser.visit(&provider.url("/login")).await;
        let account = browser.submit(&login, &[("username", username), ("password", PASSWORD)]).await;
        assert!(account.body.contains("set in the configuration file"), "{}", account.body);
        assert!(account.body.contains(remedy), "{}", account.body);
        assert!(!account.body.contains("account&#x2F;password") && !account.body.contains("/account/password"));
    }
}

#[actix_web::test]
async fn an_administrator_is_shown_how_to_add_the_first_app_until_there_is_one() {
    const NEXT: &str = "Next: your first app";
    let none = |settings: &mut latchkey::config::settings::Settings| settings.clients.clear();
    let sign_in = async |provider: &TestProvider, username: &str| {
        let browser = Browser::new();
        let login = browser.visit(&provider.url("/login")).await;
        browser.submit(&login, &[("username", username), ("password", PASSWORD)]).await.body
    };
    let provider = Builder::new().settings(none).settings(|settings| settings.users[1].is_admin = false).start();
    let account = sign_in(&provider, "ada").await;
    assert!(account.contains(NEXT), "{account}");
    for way in ["latchkey client add", "[[clients]]", "redirect_uris"] {
        assert!(account.contains(way), "{way}");
    }
    assert!(!sign_in(&provider, "ben").await.contains(NEXT), "only administrators can add one");
    assert!(!sign_in(&TestProvider::new(), "ada").await.contains(NEXT), "there is one");
}

#[actix_web::test]
async fn what_an_app_can_see_is_said_in_words() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = app.sign_in(&browser, &[("scope", "openid profile email offline_access")]).await;
    app.redeem(&back.answer()["code"]).await;
    let account = browser.visit(&provider.url("/account/apps")).await;
    for words in ["Your name and profile", "Your email address", "Access while you are away"] {
        assert!(account.body.contains(words), "{words}: {}", account.body);
    }
    assert!(!account.body.contains("offline_access"), "{}", account.body);
}

#[actix_web::test]
async fn every_field_of_the_password_form_has_its_error_beside_it() {
    let provider = Builder::new().settings(|settings| settings.users.clear()).start();
    let link = crate::people::setup_link(&provider).await;
    let browser = Browser::new();
    let page = browser.visit(&link).await;
    let account = browser.submit(&page, &crate::people::SETUP).await;
    let csrf = account.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    for (field, current, new) in
        [("current_password", "wrong", "nine brave ravens"), ("new_password", "seven calm herons", "short")]
    {
        let fields = [("csrf", csrf.as_str()), ("current_password", current), ("new_password", new)];
        let refused = browser.post(&provider.url("/account/password"), &fields).await;
        assert_eq!(refused.status, 422);
        for part in ["<title>Error: Your account", "<a href=\"#FIELD\">", "id=\"FIELD-wrong\"", "FIELD-wrong\""] {
            assert!(refused.body.contains(&part.replace("FIELD", field)), "{part} of {field}: {}", refused.body);
        }
        assert_eq!(refused.body.matches("aria-invalid=\"true\"").count(), 1);
    }
}

#[actix_web::test]
async fn the_accent_colours_the_mark_and_both_schemes() {
    let provider =
        Builder::new().settings(|settings| settings.branding.accent = Rgb::parse("#1a6e37").map(Accent::One)).start();
    let browser = Browser::new();
    let sheet = browser.get(&provider.url("/static/brand.css")).await;
    assert!(
        sheet.body.contains("--accent:#1a6e37") && sheet.body.contains("prefers-color-scheme:dark"),
        "{}",
        sheet.body
    );
    for picture in ["/static/logo.svg", "/static/favicon.svg"] {
        let plain = browser.get(&TestProvider::new().url(picture)).await;
        let green = browser.get(&provider.url(picture)).await;
        assert_ne!(plain.body, green.body);
        assert_eq!(green.header("content-type"), "image/svg+xml");
    }
}
