//! `user_code` (§7.1): some apps may only ask people who told them their code.

use std::time::Duration;

use latchkey::config::settings::Rate;
use latchkey::protocol::client::{Client, ClientId};

use super::{Asker, PASSWORD, bank, builder, error, signed_in};
use crate::second_factors::send_form_with;
use crate::support::{Browser, RelyingParty, TestProvider};

fn provider() -> TestProvider {
    builder().client(Client { backchannel_user_code_parameter: true, ..caller() }).start()
}

fn caller() -> Client {
    Client { client_id: ClientId::parse("caller").unwrap(), ..bank() }
}

fn asker(provider: &TestProvider) -> Asker<'_> {
    Asker(RelyingParty::of(provider, "caller"))
}

/// The person makes a code on their security page.
async fn make(browser: &Browser, provider: &TestProvider) -> String {
    let page = browser.visit(&provider.url("/account/security")).await;
    let page = send_form_with(browser, &page, "id=\"make-user-code\"", &[]).await;
    let shown = page.body.split("id=\"new-user-code\"").nth(1).unwrap_or_else(|| panic!("no code: {}", page.body));
    let code = shown.split("<b>").nth(1).unwrap().split("</b>").next().unwrap().to_owned();
    let code = code.replace('\u{a0}', " ");
    assert!(code.len() == 9 && code.chars().filter(char::is_ascii_digit).count() == 8, "{code}");
    code
}

#[actix_web::test]
async fn an_app_that_needs_the_code_asks_nobody_without_it() {
    let provider = provider();
    let (caller, bank) = (asker(&provider), Asker::bank(&provider));
    let (browser, _) = signed_in(&provider, "ada").await;
    assert_eq!(error(&caller.try_to_ask(&[]).await), "missing_user_code");
    assert_eq!(error(&caller.try_to_ask(&[("user_code", "12345678")]).await), "invalid_user_code", "there is none yet");
    let code = make(&browser, &provider).await;
    for sent in [code.clone(), code.replace(' ', ""), code.replace(' ', "-")] {
        caller.ask(&[("user_code", &sent)]).await;
    }
    for wrong in ["12345678", "0", &format!("{code}0"), "password"] {
        assert_eq!(error(&caller.try_to_ask(&[("user_code", wrong)]).await), "invalid_user_code", "{wrong}");
    }
    bank.ask(&[]).await;
    bank.ask(&[("user_code", "of no use")]).await;
    assert!(browser.visit(&provider.url("/account/security")).await.body.contains("id=\"remove-user-code\""));
}

#[actix_web::test]
async fn a_new_code_ends_the_old_one_and_a_removed_one_counts_no_more() {
    let provider = provider();
    let (caller, (browser, _)) = (asker(&provider), signed_in(&provider, "ada").await);
    let first = make(&browser, &provider).await;
    let second = make(&browser, &provider).await;
    assert_eq!(error(&caller.try_to_ask(&[("user_code", &first)]).await), "invalid_user_code");
    caller.ask(&[("user_code", &second)]).await;
    let page = browser.visit(&provider.url("/account/security")).await;
    assert!(!page.body.contains("new-user-code"), "it is shown once");
    let page = browser.follow(send_form_with(&browser, &page, "id=\"remove-user-code\"", &[]).await).await;
    assert!(page.body.contains("can no longer ask you"), "{}", page.body);
    assert_eq!(error(&caller.try_to_ask(&[("user_code", &second)]).await), "invalid_user_code");
    let activity = browser.visit(&provider.url("/account/activity")).await;
    assert!(activity.body.contains("Made a code") && activity.body.contains("Removed the code"), "{}", activity.body);
}

/// A signed-in browser that is not new must authenticate again first (row 52).
#[actix_web::test]
async fn a_code_needs_a_fresh_login() {
    let provider = provider();
    let (browser, _) = signed_in(&provider, "ada").await;
    let page = browser.visit(&provider.url("/account/security")).await;
    provider.advance(3_600);
    let asked = browser.follow(send_form_with(&browser, &page, "id=\"make-user-code\"", &[]).await).await;
    assert!(asked.body.contains("id=\"password\"") && !asked.body.contains("new-user-code"), "{}", asked.body);
    let back = browser.submit(&asked, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(back.body.contains("id=\"make-user-code\""), "{}", back.body);
}

/// Neither the answer nor the limit tells who has an account.
#[actix_web::test]
async fn nobody_is_answered_like_somebody_whose_code_is_wrong() {
    let rate = Rate { events: 3, window: Duration::from_secs(900) };
    let provider = builder()
        .client(Client { backchannel_user_code_parameter: true, ..caller() })
        .settings(move |settings| settings.limits.code_per_account = rate)
        .start();
    let (caller, (browser, _)) = (asker(&provider), signed_in(&provider, "ada").await);
    let code = make(&browser, &provider).await;
    let mut answers = Vec::new();
    for name in ["ada", "nobody"] {
        for sent in [name, name, &name.to_uppercase(), &format!(" {name}")] {
            let page = caller.try_to_ask(&[("login_hint", sent), ("user_code", "00000000")]).await;
            let error = page.json()["error"].as_str().unwrap().to_owned();
            answers.push((page.status.as_u16(), error));
        }
    }
    let (ada, nobody) = answers.split_at(4);
    assert_eq!(ada, nobody);
    assert_eq!(ada.iter().map(|answer| answer.0).collect::<Vec<_>>(), [400, 400, 400, 429]);
    // Another app is not kept out, and the right code waits for the limit.
    assert_eq!(caller.try_to_ask(&[("user_code", &code)]).await.status, 429);
    Asker::bank(&provider).ask(&[]).await;
    provider.advance(901);
    caller.ask(&[("user_code", &code)]).await;
}
