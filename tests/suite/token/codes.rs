//! Authorization codes that carry what they stand for, and those that are stored (`docs/decisions/0024`).

use super::text;
use crate::support::{Browser, RelyingParty, TestProvider};

fn stored_codes(provider: &TestProvider) -> i64 {
    provider.by_hand().count("codes")
}

#[actix_web::test]
async fn a_code_carries_what_it_stands_for_unless_it_would_be_too_long_and_both_are_good_once() {
    let long = "n".repeat(1_000);
    for (nonce, is_stored) in [("short", false), (long.as_str(), true)] {
        let provider = TestProvider::new();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let code = app.code(&browser, &[("nonce", nonce)]).await;
        assert_eq!((stored_codes(&provider) == 1, code.len() == 51), (is_stored, is_stored), "{code}");
        assert!(code.len() <= 1_024);
        let provider = provider.restart();
        let app = RelyingParty::new(&provider);
        let tokens = app.redeem(&code).await.json();
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 200, "{tokens}");
        let again = app.redeem(&code).await;
        assert_eq!((again.status.as_u16(), text(&again.json()["error"])), (400, "invalid_grant"));
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 401, "a replay ends what the code gave");
    }
}

#[actix_web::test]
async fn a_replay_after_the_minute_ends_what_the_code_gave_and_an_unused_code_is_over() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let used = app.code(&browser, &[]).await;
    let tokens = app.redeem(&used).await.json();
    let unused = app.authorize(&browser, &[]).await.answer()["code"].clone();
    provider.advance(61);
    let late = app.redeem(&unused).await.json();
    assert!(text(&late["error_description"]).contains("expired"), "{late}");
    assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 200);
    assert_eq!(app.redeem(&used).await.json()["error"], "invalid_grant");
    assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 401);
}

#[actix_web::test]
async fn a_code_that_was_changed_or_made_up_is_unknown_and_uses_nothing_up() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let code = app.code(&browser, &[]).await;
    for at in [0, 1, code.len() / 2, code.len() - 2] {
        let mut other = code.clone().into_bytes();
        other[at] = if other[at] == b'A' { b'B' } else { b'A' };
        let refused = app.redeem(&String::from_utf8(other).unwrap()).await;
        assert_eq!(refused.json()["error"], "invalid_grant", "octet {at}");
    }
    for other in [format!("{code}A"), code[1..].to_owned(), "A".repeat(400), "A".repeat(2_000), "é".repeat(60)] {
        assert_eq!(app.redeem(&other).await.json()["error"], "invalid_grant", "{other}");
    }
    assert_eq!(app.redeem(&code).await.status, 200, "the code itself is as good as before");
}
