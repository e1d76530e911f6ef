//! What discovery says of the four logouts, by the names of the certification modules, and Session Management's own.

use serde_json::Value;

use super::{BYE, SignedIn};
use crate::session_management::verdicts::{question, verdict};
use crate::support::{Browser, RelyingParty, TestProvider};

async fn document(provider: &TestProvider) -> Value {
    Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json()
}

#[actix_web::test]
async fn oidcc_rp_initiated_logout_discovery_endpoint_verification() {
    let provider = TestProvider::new();
    let document = document(&provider).await;
    assert_eq!(document["end_session_endpoint"], provider.url("/end-session"));
    for (name, value) in document.as_object().unwrap().iter().filter(|(name, _)| name.ends_with("_endpoint")) {
        assert!(value.as_str().unwrap().starts_with(&provider.issuer), "{name}: the issuer's scheme and origin");
    }
}

#[actix_web::test]
async fn oidcc_session_management_discovery_endpoint_verification() {
    let provider = TestProvider::new();
    let document = document(&provider).await;
    assert_eq!(document["check_session_iframe"], provider.url("/check-session-iframe"));
    assert_eq!(document["end_session_endpoint"], provider.url("/end-session"));
}

#[actix_web::test]
async fn oidcc_frontchannel_logout_discovery_endpoint_verification() {
    let document = document(&TestProvider::new()).await;
    for name in ["frontchannel_logout_supported", "frontchannel_logout_session_supported"] {
        assert_eq!(document[name], true, "{name}");
    }
    assert!(document["end_session_endpoint"].is_string());
}

/// What the iframe answers by; the iframe itself runs in real browsers elsewhere.
#[actix_web::test]
async fn oidcc_session_management_rp_initiated_logout() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let back = app.sign_in(&browser, &[]).await;
    let tokens = app.redeem(&back.answer()["code"]).await.json();
    let asked = question(&back);
    assert_eq!(verdict(&provider, &asked).await, "live");
    let here = SignedIn { app, browser, id_token: tokens["id_token"].as_str().unwrap().to_owned() };
    let parameters = [("id_token_hint", here.id_token.as_str()), ("post_logout_redirect_uri", BYE), ("state", "s")];
    let left = here.end_session(&parameters).await;
    assert_eq!(left.raw_location(), Some("https://app.example/bye?state=s"));
    assert_eq!(verdict(&provider, &asked).await, "ended");
    let silent = here.app.authorize(&here.browser, &[("prompt", "none")]).await.answer();
    assert_eq!(silent["error"], "login_required");
}
