//! FAPI-CIBA: whatever the client answers to a ping, the tokens are there (CIBA Core §10.2).

use std::time::Duration;

use crate::rp::ciba::NOTIFICATION;
use crate::run::{Outcome, Run};

/// The flow, with that answer to the ping: a status, with where it leads where it leads somewhere.
async fn works_with(run: &Run<'_>, status: u16, location: Option<&str>, body: &str) -> String {
    let attempt = run.ciba();
    run.op.rp.answer(NOTIFICATION, status, location, body);
    let auth_req_id = run.ask_for_person(&attempt).await;
    let tokens = run.tokens_of_person(&attempt, &auth_req_id).await;
    run.op.rp.answer(NOTIFICATION, 204, None, "");
    run.can_use(&attempt, tokens["access_token"].as_str().unwrap()).await;
    auth_req_id
}

pub async fn body(run: &mut Run<'_>) -> Outcome {
    works_with(run, 200, None, "{\"error\": \"what a client says here is nobody's business\"}").await;
    Outcome::Passed
}

pub async fn unauthorized(run: &mut Run<'_>) -> Outcome {
    works_with(run, 401, None, "").await;
    Outcome::Passed
}

pub async fn forbidden(run: &mut Run<'_>) -> Outcome {
    works_with(run, 403, None, "").await;
    Outcome::Passed
}

pub async fn unauthorized_once(run: &mut Run<'_>) -> Outcome {
    let auth_req_id = works_with(run, 401, None, "").await;
    run.op.advance(60);
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(run.pings(&auth_req_id).len(), 1, "it is not told again");
    Outcome::Passed
}

pub async fn redirected(run: &mut Run<'_>) -> Outcome {
    let elsewhere = "/ciba-notification-endpoint/elsewhere";
    works_with(run, 301, Some(&run.op.rp.url(elsewhere)), "").await;
    assert!(run.op.rp.requests_to(elsewhere).is_empty(), "nobody follows");
    Outcome::Passed
}
