//! When the person is asked, and when not (OpenID Connect Core §3.1.2.1).

use crate::browser::{element, has};
use crate::rp::request::{Request, awkward_text};
use crate::run::{Flow, Outcome, Run};

/// Signs in twice, some seconds apart, with further parameters each time.
async fn twice(run: &mut Run<'_>, seconds: u64, first: &[(&str, &str)], second: &[(&str, &str)]) -> (Flow, Flow) {
    let client = run.client().await;
    let first = run.sign_in(&client, first).await;
    run.op.advance(seconds);
    let second = run.sign_in(&client, second).await;
    assert_eq!(first.id_token().sub(), second.id_token().sub());
    (first, second)
}

pub async fn prompt_login(run: &mut Run<'_>) -> Outcome {
    let (first, second) = twice(run, 2, &[], &[("prompt", "login")]).await;
    assert!(second.callback.asked.password, "the second sign-in is a page, which is photographed");
    assert!(second.id_token().auth_time() > first.id_token().auth_time());
    let page = run.browser.visit(&second.request.url(run)).await;
    let username = element(&page, "username");
    assert!(username.contains("value=\"conformance\"") && username.contains("readonly"), "{username}");
    Outcome::Passed
}

pub async fn prompt_none_not_logged_in(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let state = awkward_text(128);
    assert_eq!(state.len(), 128);
    let request = Request::new(run, &client, &[("prompt", "none"), ("state", &state)]);
    let page = run.browser.visit(&request.url(run)).await;
    assert!(page.headers.get("set-cookie").is_none(), "a silent request sets no cookie");
    // The suite takes interaction_required, account_selection_required and consent_required too.
    let answer = run.error(&request, &page, &["login_required"]);
    assert_eq!(answer.keys().collect::<Vec<_>>(), ["error", "error_description", "iss", "state"]);
    Outcome::Passed
}

pub async fn prompt_none_logged_in(run: &mut Run<'_>) -> Outcome {
    let (first, second) = twice(run, 2, &[], &[("prompt", "none")]).await;
    assert_eq!(second.callback.asked, Default::default(), "in silence");
    assert_eq!(first.id_token().auth_time(), second.id_token().auth_time());
    Outcome::Passed
}

pub async fn max_age_1(run: &mut Run<'_>) -> Outcome {
    let (first, second) = twice(run, 2, &[], &[("max_age", "1")]).await;
    assert!(second.callback.asked.password, "the second sign-in is a page, which is photographed");
    assert!(second.id_token().auth_time() > first.id_token().auth_time());
    assert!(second.id_token().auth_time() >= run.op.provider.now().seconds() - 1, "of this sign-in");
    Outcome::Passed
}

pub async fn max_age_10000(run: &mut Run<'_>) -> Outcome {
    let (first, second) = twice(run, 2, &[("max_age", "15000")], &[("max_age", "10000")]).await;
    assert!(!second.callback.asked.password);
    assert_eq!(first.id_token().auth_time(), second.id_token().auth_time());
    Outcome::Passed
}

pub async fn id_token_hint(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let first = run.sign_in(&client, &[]).await;
    run.op.advance(2);
    let hint = first.id_token().encoded.clone();
    let second = run.sign_in(&client, &[("prompt", "none"), ("id_token_hint", &hint)]).await;
    assert_eq!(second.callback.asked, Default::default(), "in silence");
    assert_eq!(first.id_token().sub(), second.id_token().sub());
    Outcome::Passed
}

/// A hint of somebody unknown is never an error; it stands on the page, to be written over.
pub async fn login_hint(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let request = Request::new(run, &client, &[("login_hint", "buffy@localhost")]);
    let page = run.browser.visit(&request.url(run)).await;
    assert!(has(&page, "login") && element(&page, "username").contains("value=\"buffy@localhost\""), "{}", page.body);
    run.follow(request).await;
    Outcome::Passed
}

/// All that are supported, then some that are not; the ID token says which one it was.
pub async fn acr_values(run: &mut Run<'_>) -> Outcome {
    let client = run.client().await;
    let supported: Vec<String> = run.supported("acr_values_supported").into_iter().map(str::to_owned).collect();
    assert!(!supported.is_empty());
    for wanted in [supported.join(" "), "1 2".to_owned(), format!("unknown {}", supported[0])] {
        let flow = run.sign_in(&client, &[("acr_values", &wanted)]).await;
        let acr = flow.id_token().claims["acr"].as_str().expect("an acr").to_owned();
        assert!(supported.contains(&acr), "{acr}");
    }
    Outcome::Passed
}
