//! Codes that nobody was given (RFC 8628 §5.1): who tries them is signed in, and soon has to wait.

use std::time::Duration;

use latchkey::config::settings::Rate;

use super::*;

const WRONG: &str = "BBBB-BBBB";

fn rate(events: u32) -> Rate {
    Rate { events, window: Duration::from_secs(900) }
}

async fn sign_in(provider: &TestProvider, username: &str) -> (Browser, Page) {
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/device")).await;
    let page = browser.submit(&page, &[("username", username), ("password", PASSWORD)]).await;
    assert!(page.body.contains("id=\"user_code\""), "{}", page.body);
    (browser, page)
}

async fn statuses(browser: &Browser, page: &Page, codes: &[&str]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for code in codes {
        statuses.push(browser.submit(page, &[("user_code", code)]).await.status.as_u16());
    }
    statuses
}

#[actix_web::test]
async fn a_stranger_is_asked_to_sign_in_before_any_code_is_looked_at() {
    let provider = provider();
    let asked = Device::tv(&provider).ask(&[]).await;
    let browser = Browser::new();
    for code in [asked.code(), WRONG, "nonsense"] {
        let page = browser.get(&provider.url(&format!("/device?user_code={code}"))).await;
        assert!(page.raw_location().unwrap().starts_with("/login?next=device"), "{:?}", page.raw_location());
        let posted = browser.post(&provider.url("/device"), &[("user_code", code)]).await;
        assert_eq!(posted.status, 403, "{}", posted.body);
    }
}

#[actix_web::test]
async fn a_person_who_tries_codes_has_to_wait_and_others_do_not() {
    let provider = builder().settings(|settings| settings.limits.user_code_per_account = rate(3)).start_one();
    let asked = Device::tv(&provider).ask(&[]).await;
    let (ada, page) = sign_in(&provider, "ada").await;
    assert_eq!(statuses(&ada, &page, &[WRONG, WRONG, WRONG, WRONG, asked.code()]).await, [422, 422, 422, 429, 429]);
    let (again, page_again) = sign_in(&provider, "ada").await;
    assert_eq!(statuses(&again, &page_again, &[asked.code()]).await, [429], "another session is the same person");
    let (ben, bens) = sign_in(&provider, "ben").await;
    let found = ben.submit(&bens, &[("user_code", asked.code())]).await;
    assert!(found.body.contains("id=\"allow\""), "{}", found.body);
    provider.advance(900);
    assert_eq!(statuses(&ada, &page, &[WRONG]).await, [422]);
}

#[actix_web::test]
async fn an_address_and_everybody_together_have_to_wait_too() {
    for (limit, settle) in [("address", true), ("all", false)] {
        let provider = builder()
            .settings(|settings| match settle {
                true => settings.limits.user_code_per_ip = rate(2),
                false => settings.limits.user_code_total = rate(2),
            })
            .start_one();
        let (ada, adas) = sign_in(&provider, "ada").await;
        let (ben, bens) = sign_in(&provider, "ben").await;
        assert_eq!(statuses(&ada, &adas, &[WRONG]).await, [422]);
        assert_eq!(statuses(&ben, &bens, &[WRONG, WRONG]).await, [422, 429], "{limit}");
    }
}

#[actix_web::test]
async fn what_cannot_be_a_code_counts_for_nothing_and_a_right_one_clears_nothing() {
    let provider = builder().settings(|settings| settings.limits.user_code_per_account = rate(2)).start_one();
    let asked = Device::tv(&provider).ask(&[]).await;
    let (ada, page) = sign_in(&provider, "ada").await;
    assert_eq!(statuses(&ada, &page, &["", "WDJB", "ÄÄÄÄ-ÄÄÄÄ", "12345678901234567"]).await, [422; 4]);
    assert_eq!(statuses(&ada, &page, &[WRONG, asked.code(), WRONG, WRONG]).await, [422, 200, 422, 429]);
}

/// Row 58: what there is, what there was and what there never was look the same.
#[actix_web::test]
async fn unknown_answered_and_expired_codes_are_told_alike() {
    let provider = provider();
    let device = Device::tv(&provider);
    let (answered, expired) = (device.ask(&[]).await, device.ask(&[]).await);
    allow(&Browser::new(), &answered).await;
    provider.advance(600);
    let (ben, page) = sign_in(&provider, "ben").await;
    let mut told = Vec::new();
    for code in [WRONG, answered.code(), expired.code()] {
        let answer = ben.submit(&page, &[("user_code", code)]).await;
        told.push((answer.status, answer.body.replace(code, "CODE")));
    }
    let without_ids = |body: &str| body.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
    assert!(told.iter().all(|(status, body)| *status == 422 && without_ids(body) == without_ids(&told[0].1)));
}
