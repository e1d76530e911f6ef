//! Where answers go, in every response type and mode, asked outside or inside a request object (rows 1 to 5, 7, 8, 12).

use latchkey::protocol::client::Client;
use latchkey::protocol::redirect_uri::{ApplicationType, RedirectUri};
use latchkey::protocol::response_type::ResponseType;

use super::ways::{self, MODES, Signer, Way, answer, assert_page};
use crate::support::{Browser, RelyingParty};

const UNREGISTERED: [&str; 24] = [
    "https://evil.example/cb",
    "https://app.example@evil.example/cb",
    "https://app.example:x@@evil.example/cb",
    "https://app.example/cb/..;/x",
    "https://app.example/cb%2e%2e/",
    "https://app.example/./cb",
    "https://app.example/x/../cb",
    "https://a.app.example/cb",
    "https://evil.example/?x=https://app.example/cb",
    "https://app.example/cb?code=x",
    "https://app.example/cb?state=x&iss=y",
    "https://app.example/cb#",
    "https://app.example/cb#access_token=x",
    "https://APP.example/cb",
    "https://app.example:443/cb",
    "https://app.example/cb ",
    " https://app.example/cb",
    "https://app.example/cb\\",
    "https://app.example/cb\r\nLocation: https://evil.example",
    "http://app.example/cb",
    "//evil.example/cb",
    "/cb",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
];

/// What else may be wrong; none of it may be told there.
const FAULTS: [(&str, &str); 12] = [
    ("prompt", "none"),
    ("prompt", "none login"),
    ("response_type", "token"),
    ("response_type", ""),
    ("scope", "email"),
    ("scope", ""),
    ("max_age", "x"),
    ("claims", "x"),
    ("id_token_hint", "x"),
    ("code_challenge", "x"),
    ("nonce", ""),
    ("state", ""),
];

/// Rows 1, 2, 4, 5 and 8, SEC-4.
#[actix_web::test]
async fn an_unregistered_uri_is_a_page_in_every_response_type_and_mode_outside_and_inside() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for (turn, way) in ways::all().enumerate() {
        for (index, uri) in UNREGISTERED.into_iter().enumerate() {
            // Each way meets each URI, and each URI meets each fault in many ways.
            let fault = FAULTS[(turn + index) % FAULTS.len()];
            let page = signer.ask(&app, &browser, way, &[("redirect_uri", uri), fault]).await;
            assert_page(&page, &format!("{way:?} {uri} {fault:?}"));
        }
        let page = signer.ask(&app, &browser, way, &[("redirect_uri", "")]).await;
        assert_page(&page, &format!("{way:?} without one (SEC-5)"));
    }
}

/// Row 3, SEC-2: any port of the registered loopback address, and nothing else of it.
#[actix_web::test]
async fn a_native_app_is_answered_on_any_port_of_its_loopback_address_and_nowhere_else() {
    let signer = Signer::new();
    let uri = RedirectUri::parse("http://127.0.0.1/cb", ApplicationType::Native).unwrap();
    let provider = ways::start(&signer, |client: &mut Client| {
        client.application_type = ApplicationType::Native;
        client.redirect_uris = vec![uri.clone()];
    });
    let app = RelyingParty { redirect_uri: "http://127.0.0.1/cb".into(), ..RelyingParty::new(&provider) };
    let browser = Browser::new();
    app.code(&browser, &[]).await;
    for way in ways::all().filter(Way::is_answerable) {
        for uri in ["http://127.0.0.1/cb", "http://127.0.0.1:1/cb", "http://127.0.0.1:65535/cb"] {
            let page = signer.ask(&app, &browser, way, &[("redirect_uri", uri)]).await;
            assert!(!answer(&page).contains_key("error"), "{way:?} {uri}");
            let there = page.raw_location().map_or_else(|| page.form_action(), str::to_owned);
            assert!(there.starts_with(uri), "{way:?} {uri}: {there}");
        }
        for uri in [
            "http://127.0.0.1.evil.example/cb",
            "http://localhost/cb",
            "http://127.0.0.2/cb",
            "https://127.0.0.1/cb",
            "http://127.0.0.1:99999/cb",
            "http://127.0.0.1:80@evil.example/cb",
            "http://127.0.0.1:80/cb/x",
            "http://[::1]/cb",
            "http://2130706433/cb",
        ] {
            let page = signer.ask(&app, &browser, way, &[("redirect_uri", uri)]).await;
            assert_page(&page, &format!("{way:?} {uri}"));
        }
    }
}

/// Row 7: a registered query stays, and each parameter of the answer comes once.
#[actix_web::test]
async fn each_parameter_comes_once_beside_a_registered_query() {
    let signer = Signer::new();
    let uri = RedirectUri::parse("https://app.example/cb?tenant=1", ApplicationType::Web).unwrap();
    let provider = ways::start(&signer, |client: &mut Client| client.redirect_uris = vec![uri.clone()]);
    let app = RelyingParty { redirect_uri: uri.as_str().into(), ..RelyingParty::new(&provider) };
    let browser = Browser::new();
    app.code(&browser, &[]).await;
    for way in ways::all().filter(Way::is_answerable) {
        for changes in [&[][..], &[("prompt", "login none")], &[("max_age", "x")]] {
            let page = signer.ask(&app, &browser, way, changes).await;
            let there = page.raw_location().map_or_else(|| page.form_action(), str::to_owned);
            assert!(there.starts_with(uri.as_str()) && there.matches("tenant").count() == 1, "{way:?}: {there}");
            let answer = answer(&page);
            assert_eq!(answer.contains_key("error"), !changes.is_empty(), "{way:?} {answer:?}");
            assert_eq!((answer["state"].as_str(), answer["iss"].as_str()), ("st4te", provider.issuer.as_str()));
        }
        for added in ["&code=x", "&state=x", "&iss=https://evil.example", "&", "#"] {
            let sent = format!("{}{added}", uri.as_str());
            assert_page(&signer.ask(&app, &browser, way, &[("redirect_uri", &sent)]).await, &sent);
        }
    }
}

/// Row 12: what the app put into `state` is what it gets, in answers and in errors.
#[actix_web::test]
async fn state_comes_back_byte_for_byte_whatever_it_holds() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let states = ["a&b=c#d\r\n", "\"><img src=x onerror=alert(1)>", "ü\u{202e}\u{1f511} %41+%2B", "'`\\{{7*7}}"];
    for way in ways::all().filter(Way::is_answerable) {
        for state in states {
            for fault in [("display", "page"), ("prompt", "login none"), ("max_age", "x")] {
                let page = signer.ask(&app, &browser, way, &[("state", state), fault]).await;
                assert_eq!(answer(&page)["state"], state, "{way:?} {fault:?}");
                assert!(!page.body.contains("<img src=x"), "{way:?}: {}", page.body);
            }
        }
    }
}

/// A mode that is not ours, or that the response type forbids, is an error where the answer would have gone.
#[actix_web::test]
async fn an_unknown_mode_changes_nothing_about_where_the_answer_goes() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for way in ways::all().filter(|way| !way.is_answerable() && !way.is_jwt()) {
        let page = signer.ask(&app, &browser, way, &[]).await;
        let front = way.response_type.is_front_channel();
        let start = if front { "https://app.example/cb#" } else { "https://app.example/cb?" };
        assert!(page.raw_location().unwrap().starts_with(start), "{way:?}: {:?}", page.raw_location());
        assert_eq!(answer(&page)["error"], "invalid_request", "{way:?}");
    }
    assert_eq!(ways::all().count(), ResponseType::ALL.len() * MODES.len() * 2);
}
