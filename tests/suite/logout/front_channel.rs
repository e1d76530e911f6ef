//! Front-Channel Logout 1.0, and the page that tells what became of each app.

use latchkey::protocol::client::Client;

use super::SignedIn;
use crate::support::browser::Page;
use crate::support::provider::client;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

const FRONT: &str = "https://app.example/front";

fn with_front(required: bool) -> TestProvider {
    Builder::new()
        .app(move |app| {
            app.frontchannel_logout_uri = Some(FRONT.into());
            app.frontchannel_logout_session_required = required;
        })
        .start()
}

/// The addresses that the page's frames load.
fn frames(page: &Page) -> Vec<String> {
    let decode = |text: &str| text.replace("&#x2F;", "/").replace("&amp;", "&");
    page.body.split("data-src=\"").skip(1).map(|rest| decode(rest.split('"').next().unwrap())).collect()
}

#[actix_web::test]
async fn oidcc_frontchannel_rp_initiated_logout() {
    let provider = with_front(true);
    let here = SignedIn::at(&provider).await;
    let sid = decode(&here.id_token).1["sid"].as_str().unwrap().to_owned();
    let page = here
        .end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", super::BYE), ("state", "a b")])
        .await;
    assert_eq!((page.status.as_u16(), page.url.as_str()), (200, provider.url("/signed-out").as_str()));
    let frames = frames(&page);
    assert_eq!(frames.len(), 1);
    let (uri, query) = frames[0].split_once('?').unwrap();
    assert_eq!(uri, FRONT);
    let sent: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    assert_eq!(sent, [("iss".to_owned(), provider.issuer.clone()), ("sid".to_owned(), sid)], "these two and no more");
    assert!(page.header("content-security-policy").contains("frame-src https://app.example;"));
    let onward = "https:&#x2F;&#x2F;app.example&#x2F;bye?state=a%20b";
    assert!(page.body.contains(&format!("id=\"continue\" href=\"{onward}\"")), "{}", page.body);
    assert!(page.body.contains(&format!("content=\"5; url={onward}\"")), "without script too");
    assert!(!here.is_signed_in().await);
}

#[actix_web::test]
async fn without_session_required_the_registered_uri_is_loaded_as_it_is() {
    let provider = with_front(false);
    let here = SignedIn::at(&provider).await;
    let page = here.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert_eq!(frames(&page), [FRONT]);
    let off =
        |settings: &mut latchkey::config::settings::Settings| settings.session_management.frontchannel_logout = false;
    let provider = Builder::new().app(|app| app.frontchannel_logout_uri = Some(FRONT.into())).settings(off).start();
    let here = SignedIn::at(&provider).await;
    let page = here.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert!(frames(&page).is_empty());
    let discovery = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    assert_eq!(discovery["frontchannel_logout_supported"], false);
}

/// `session-management` wording: never "signed out" for what only a frame was asked.
#[actix_web::test]
async fn the_page_says_of_each_app_what_can_be_known_and_no_more() {
    let receiver = Receiver::answering(&[200]);
    let (back, dead) = (receiver.url("/out"), "http://127.0.0.1:1/out".to_owned());
    let provider = Builder::new()
        .app(|app| app.frontchannel_logout_uri = Some(FRONT.into()))
        .client(Client { backchannel_logout_uri: Some(back), ..client("back") })
        .client(Client { backchannel_logout_uri: Some(dead), ..client("dead") })
        .client(Client { frontchannel_logout_uri: Some("http://localhost:1/front".into()), ..client("near") })
        .start();
    let here = SignedIn::at(&provider).await;
    for name in ["other", "back", "dead", "near"] {
        let app = RelyingParty::of(&provider, name);
        let answer = app.authorize(&here.browser, &[]).await.answer();
        app.redeem(&answer["code"]).await;
        if name == "other" {
            let question = format!("https://other.example other {}", answer["session_state"]);
            crate::session_management::verdicts::verdict(&provider, &question).await;
        }
    }
    let page = here.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert!(page.body.contains("You’re signed out."));
    receiver.wait_for(1).await;
    let mut told = std::collections::BTreeMap::new();
    for _ in 0..200 {
        let results = here.browser.get(&provider.url("/signed-out/results")).await.json();
        told = results["apps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|app| (app["client_name"].as_str().unwrap().to_owned(), app["text"].as_str().unwrap().to_owned()))
            .collect();
        if told["The back"].starts_with("Signed out.") && told["The dead"].starts_with("Did not answer") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let back = &told["The back"];
    assert!(back.starts_with("Signed out. (") && back.ends_with(" ms)"), "{back}");
    assert!(told["The dead"].starts_with("Did not answer, still trying. ("), "{}", told["The dead"]);
    assert!(told["The app"].starts_with("Asked to sign you out. Your browser may have prevented it"));
    assert_eq!(told["The near"], "Asked to sign you out.");
    assert_eq!(told["The other"], "Will notice within seconds where it is open.");
    let nobody = Browser::new().get(&provider.url("/signed-out/results")).await.json();
    assert_eq!(nobody["apps"], serde_json::json!([]), "another browser learns nothing");
}

#[actix_web::test]
async fn an_account_that_is_removed_from_the_picker_is_told_to_apps_on_the_way_to_the_next_sign_in() {
    let provider = with_front(true);
    let here = SignedIn::at(&provider).await;
    let picker = here.app.authorize(&here.browser, &[("prompt", "select_account")]).await;
    let page = here.browser.submit(&picker, &[("remove", "current")]).await;
    assert_eq!(page.url, provider.url("/signed-out"));
    assert_eq!(frames(&page).len(), 1, "{}", page.body);
    assert!(!here.is_signed_in().await);
    let onward = page.body.split("id=\"continue\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let login = here.browser.visit(&onward.replace("&#x2F;", "/")).await;
    assert!(login.body.contains("id=\"password\""), "{}", login.body);
    let fields = [("username", "ben"), ("password", crate::support::provider::PASSWORD)];
    assert!(here.browser.submit(&login, &fields).await.answer().contains_key("code"), "the request went on");
}

#[actix_web::test]
async fn a_second_click_on_the_same_link_is_answered_and_ends_nothing_else() {
    let provider = with_front(true);
    let here = SignedIn::at(&provider).await;
    let parameters = [("id_token_hint", here.id_token.as_str())];
    let first = here.end_session(&parameters).await;
    let again = here.end_session(&parameters).await;
    assert_eq!((again.status.as_u16(), frames(&again)), (200, frames(&first)));
    let back = here.end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", super::BYE)]).await;
    assert_eq!(back.raw_location(), Some(super::BYE));
    here.app.sign_in(&here.browser, &[]).await;
    let asks = here.end_session(&parameters).await;
    assert!(asks.body.contains("id=\"logout-yes\""), "a new login, which the old hint does not name");
    assert!(here.is_signed_in().await);
}
