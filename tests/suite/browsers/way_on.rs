//! An address that is over — bookmarked, come back to, opened twice — has a way on, and blames nothing that is not so.

use latchkey::protocol::client::{Client, ConsentMode, Voucher};

use super::links;
use crate::support::browser::{Page, attribute};
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// Where the buttons of the page lead: the likeliest first.
fn ways(page: &Page) -> Vec<(String, String)> {
    let main = page.body.split("<main").nth(1).unwrap_or_default();
    let links = main.split("<a class=\"button").skip(1);
    links
        .map(|link| {
            let (tag, rest) = link.split_once('>').unwrap();
            (attribute(tag, "href").unwrap(), rest.split('<').next().unwrap().to_owned())
        })
        .collect()
}

fn is_over(page: &Page, words: &str, first: (&str, &str)) {
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{}", page.body);
    assert!(page.body.contains(words), "{words}: {}", page.body);
    assert!(!page.body.to_lowercase().contains("cookie"), "no cookie is at fault: {}", page.body);
    let ways = ways(page);
    assert_eq!(ways.first(), Some(&(first.0.to_owned(), first.1.to_owned())), "{}", page.body);
    assert_eq!(ways.last(), Some(&("/".to_owned(), "Go to your account".to_owned())));
}

const APP: (&str, &str) = ("https://app.example", "Go to The app");
const ACCOUNT: (&str, &str) = ("/", "Go to your account");

#[actix_web::test]
async fn a_bookmarked_sign_in_page_leads_to_its_app_or_to_the_account() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    for path in ["login", "consent", "select-account"] {
        let here = login.url.replace("/login?", &format!("/{path}?"));
        is_over(&Browser::new().get(&here).await, "started in another browser", APP);
        is_over(&Browser::new().get(&format!("{}/{path}?interaction=x", provider.issuer)).await, "started in", ACCOUNT);
    }
    for path in ["consent", "select-account"] {
        is_over(&browser.get(&provider.url(&format!("/{path}"))).await, "only used while an app signs you in", ACCOUNT);
    }
    provider.advance(3_601);
    for browser in [&browser, &Browser::new()] {
        is_over(&browser.get(&login.url).await, "open for more than an hour", APP);
    }
    provider.advance(60 * 86_400);
    is_over(&browser.get(&login.url).await, "started in another browser", ACCOUNT);
}

#[actix_web::test]
async fn going_back_after_the_sign_in_leads_on_to_the_app() {
    let provider = Builder::new().app(|client| client.consent = ConsentMode::Always).start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    let consent = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    browser.submit(&consent, &[("decision", "allow")]).await;
    let complete = "completed before";
    is_over(&browser.get(&login.url).await, complete, APP);
    is_over(&browser.get(&consent.url).await, complete, APP);
    is_over(&browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await, complete, APP);
    is_over(&browser.submit(&consent, &[("decision", "allow")]).await, complete, APP);
}

/// Core §4: where the app says how a sign-in begins, that is the way.
#[actix_web::test]
async fn an_initiate_login_uri_is_the_way_and_a_client_without_addresses_leaves_the_account() {
    let begins = |client: &mut Client| client.initiate_login_uri = Some("https://app.example/login?x=1".into());
    let silent = |client: &mut Client| client.client_uri = None;
    let stranger = |client: &mut Client| client.voucher = Voucher::Registered { look: 1, approved: false };
    let first = async |provider: &TestProvider, first: (&str, &str)| {
        let login = RelyingParty::new(provider).authorize(&Browser::new(), &[]).await;
        is_over(&Browser::new().get(&login.url).await, "started in another browser", first);
    };
    let provider = Builder::new().app(begins).start();
    let issuer: String = url::form_urlencoded::byte_serialize(provider.issuer.as_bytes()).collect();
    first(&provider, (&format!("https://app.example/login?x=1&iss={issuer}"), APP.1)).await;
    first(&Builder::new().app(silent).start(), ACCOUNT).await;
    first(&Builder::new().app(stranger).start(), ACCOUNT).await;
}

/// Cookies are spoken of where one that was just set did not come back.
#[actix_web::test]
async fn a_browser_that_refuses_cookies_is_told_so() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let login = app.authorize(&Browser::new(), &[]).await;
    let led = Browser::new().http.get(&login.url).header("sec-fetch-site", "cross-site");
    let led = Page::read(led.send().await.unwrap()).await;
    let posted = Browser::new().send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    for page in [led, posted] {
        assert_eq!(page.status, 400);
        assert!(page.body.contains("did not send this site’s cookie"), "{}", page.body);
        assert!(page.body.contains("Allow cookies for this site") && ways(&page)[0].0 == APP.0, "{}", page.body);
    }
    provider.advance(61);
    let later = Browser::new().http.get(&login.url).header("sec-fetch-site", "cross-site").send().await.unwrap();
    is_over(&Page::read(later).await, "started in another browser", APP);
    let typed = Browser::new().http.get(&login.url).header("sec-fetch-site", "none").send().await.unwrap();
    is_over(&Page::read(typed).await, "started in another browser", APP);
}

#[actix_web::test]
async fn a_used_link_offers_to_sign_in() {
    let provider = TestProvider::new();
    let [setup, invite] = links(&provider).await;
    let browser = Browser::new();
    let page = browser.visit(&invite).await;
    assert!(browser.submit(&page, &[("password", "seven calm herons")]).await.body.contains("Ada Example"));
    for browser in [&browser, &Browser::new()] {
        let reload = browser.send_form(&page, &[("password", "seven calm herons")]).await;
        let used = [browser.get(&invite).await, browser.get(&provider.url("/invite")).await];
        let unknown = [browser.get(&provider.url("/setup")).await, browser.get(&setup.replace("=setup", "=x")).await];
        for gone in used.into_iter().chain(unknown).chain([reload].into_iter().filter(|page| page.status != 403)) {
            assert_eq!(gone.status, 410, "{}", gone.body);
            assert_eq!(ways(&gone), [("/login".to_owned(), "Sign in".to_owned())]);
        }
    }
}

/// Whoever is not signed in finds the way to their account from the start page.
#[actix_web::test]
async fn the_start_page_leads_to_ones_account() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let start = browser.get(&provider.url("/")).await;
    assert!(ways(&start).contains(&("/login".to_owned(), "Sign in".to_owned())), "{}", start.body);
    let login = browser.get(&provider.url("/login")).await;
    let account = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(account.body.contains("Ada Example"), "{}", account.body);
    assert_eq!(
        browser.get(&provider.url("/login")).await.raw_location(),
        Some("/"),
        "a bookmark of it leads there too"
    );
}

/// REL-22: a request that waits through an upgrade of a version that sealed otherwise goes on.
#[actix_web::test]
async fn a_request_that_an_earlier_version_sealed_goes_on() {
    use base64::Engine as _;
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    let sealed = login.hidden_fields().into_iter().find(|(name, _)| name == "interaction").unwrap().1;
    let (sealer, now) = (&provider.provider.sealer, provider.provider.now());
    let text = sealer.open_text("waiting request", &[], &sealed, now).unwrap();
    let text: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let bound_to = text["browser"].as_str().unwrap();
    let bound_to = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(bound_to).unwrap();
    let former = sealer.seal_text("interaction", &bound_to, text["pending"].to_string().as_bytes(), now).unwrap();
    let url = provider.url(&format!("/login?interaction={former}"));
    assert_eq!(Browser::new().get(&url).await.status, 400);
    let page = browser.get(&url).await;
    let back = browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(back.answer().contains_key("code"), "{}", back.body);
}
