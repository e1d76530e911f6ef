//! REL-25: a panic at any place of a request or a job breaks no promise, and is over with it. The clock panics, which
//! everything asks; panics inside of a write are in `store::sqlite::writer`.

use serde_json::Value;

use crate::support::browser::Page;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

/// No request asks for the time as often.
const MOST: u32 = 60;

/// Sends a request with a panic at its first question about the time, at its second, and so on, until one has no panic any
/// more; `request` is told whether there was one in what it just awaited. How many panics that were.
async fn panic_everywhere(provider: &TestProvider, request: impl AsyncFn(u32)) -> u32 {
    for nth in 1..MOST {
        request(nth).await;
        if !provider.clock.has_panicked() {
            return nth - 1;
        }
    }
    panic!("it asked for the time more than {MOST} times");
}

/// Either it was answered as always, or as what went wrong.
fn is_broken(page: &Page) -> bool {
    match page.status.as_u16() {
        200 | 302 | 303 => false,
        500 | 503 => {
            assert!(!page.header("x-request-id").is_empty(), "{}", page.body);
            true
        }
        other => panic!("{other}: {}", page.body),
    }
}

fn text(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap_or_else(|| panic!("{name} in {answer}")).to_owned()
}

#[actix_web::test]
async fn a_code_is_redeemed_once_whatever_panics_meanwhile() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    app.sign_in(&browser, &[]).await;
    let panics = panic_everywhere(&provider, async |nth| {
        let code = app.authorize(&browser, &[]).await.answer()["code"].clone();
        provider.clock.panic_at(nth);
        let first = app.redeem(&code).await;
        // Until here: the look whether there was a panic comes later, and must find none of what follows.
        let (broken, has_panicked) = (is_broken(&first), provider.clock.has_panicked());
        let second = app.redeem(&code).await;
        assert!(broken || second.status == 400, "redeemed twice: {}", second.body);
        assert!(matches!(second.status.as_u16(), 200 | 400), "{}", second.body);
        assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant");
        provider.clock.panic_at(u32::from(!has_panicked));
    })
    .await;
    assert!(panics >= 3, "{panics}");
}

#[actix_web::test]
async fn a_refresh_that_panics_leaves_a_refresh_token_that_works() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let tokens = app.tokens(&browser, &[("scope", "openid offline_access")]).await;
    let held = std::cell::RefCell::new(text(&tokens, "refresh_token"));
    let panics = panic_everywhere(&provider, async |nth| {
        let token = held.borrow().clone();
        provider.clock.panic_at(nth);
        let first = app.refresh(&token).await;
        let has_panicked = provider.clock.has_panicked();
        let answer = match is_broken(&first) {
            false => first,
            true => app.refresh(&token).await,
        };
        assert_eq!(answer.status, 200, "{}", answer.body);
        *held.borrow_mut() = text(&answer.json(), "refresh_token");
        let used = app.userinfo(&text(&answer.json(), "access_token")).await;
        assert_eq!(used.status, 200, "{}", used.body);
        provider.clock.panic_at(u32::from(!has_panicked));
    })
    .await;
    assert!(panics >= 3, "{panics}");
}

#[actix_web::test]
async fn a_sign_in_and_a_sign_out_that_panic_can_be_done_again_and_every_app_is_told() {
    let receiver = Receiver::answering(&[200]);
    let uri = receiver.url("/backchannel");
    let provider = Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).start();
    let app = RelyingParty::new(&provider);
    let signed_out = std::cell::Cell::new(0);
    let panics = panic_everywhere(&provider, async |nth| {
        let browser = Browser::new();
        let form = app.authorize(&browser, &[]).await;
        let filled = [("username", "ada"), ("password", crate::support::provider::PASSWORD)];
        provider.clock.panic_at(nth);
        let first = browser.submit(&form, &filled).await;
        let in_sign_in = provider.clock.has_panicked();
        let back = match is_broken(&first) {
            false => first,
            // By the form that is open still; or the login began and only the answer was lost, which the page says.
            true => match browser.submit(&form, &filled).await {
                page if page.status.is_redirection() => page,
                page => {
                    assert!(page.body.contains("This sign-in is complete"), "panic {nth}: {}", page.body);
                    app.sign_in(&browser, &[]).await
                }
            },
        };
        let tokens = app.redeem(&back.answer()["code"]).await.json();
        let end = format!("{}/end-session?id_token_hint={}", provider.issuer, text(&tokens, "id_token"));
        provider.clock.panic_at(nth);
        let first = browser.visit(&end).await;
        let in_sign_out = provider.clock.has_panicked();
        if is_broken(&first) {
            assert!(!is_broken(&browser.visit(&end).await));
        }
        let silent = app.authorize(&browser, &[("prompt", "none")]).await.answer();
        assert_eq!(silent.get("error").map(String::as_str), Some("login_required"), "panic {nth}");
        assert_eq!(app.userinfo(&text(&tokens, "access_token")).await.status, 401, "panic {nth}");
        signed_out.set(signed_out.get() + 1);
        provider.clock.panic_at(u32::from(!in_sign_in && !in_sign_out));
    })
    .await;
    assert!(panics >= 5, "{panics}");
    // Whoever took a token and did not say what came of it had it until then.
    provider.advance(60);
    receiver.wait_for(signed_out.get()).await;
}

#[actix_web::test]
async fn jobs_that_panic_go_on() {
    let receiver = Receiver::answering(&[200]);
    let uri = receiver.url("/backchannel");
    let provider = Builder::new().app(move |app| app.backchannel_logout_uri = Some(uri)).start();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let tokens = app.tokens(&browser, &[]).await;
    for _ in 0..8 {
        // Nothing but jobs runs meanwhile, the word to streams every 250 ms, the outbox every 500 ms.
        provider.clock.panic_at(1);
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        assert!(provider.clock.has_panicked(), "no job asked for the time");
    }
    browser.visit(&format!("{}/end-session?id_token_hint={}", provider.issuer, text(&tokens, "id_token"))).await;
    receiver.wait_for(1).await;
}
