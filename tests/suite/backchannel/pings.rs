//! Clients that are pinged (CIBA Core 1.0 §10.2): told that there is an answer, and never what it is.

use std::time::Duration;

use super::*;
use crate::support::Receiver;
use crate::support::receiver::Answers;
use crate::support::site::Site;

const TOKEN: &str = "8d67dc78-7faa-4d41-aabd-67707b374255";

fn pinged(receiver: &Receiver) -> TestProvider {
    let endpoint = receiver.url("/ciba");
    builder()
        .settings(|settings| {
            settings.clients[2].backchannel_token_delivery_mode = DeliveryMode::Ping;
            settings.clients[2].backchannel_client_notification_endpoint = Some(endpoint);
        })
        .start()
}

#[actix_web::test]
async fn a_client_is_told_that_somebody_answered_whatever_the_answer() {
    let receiver = Receiver::answering(&[204]);
    let provider = pinged(&receiver);
    let bank = Asker::bank(&provider);
    assert_eq!(error(&bank.try_to_ask(&[]).await), "invalid_request", "a token to be told by is needed");
    let (ada, _) = signed_in(&provider, "ada").await;
    for (count, decision) in [(1, "allow"), (2, "deny")] {
        let asked = bank.ask(&[("client_notification_token", TOKEN)]).await;
        decide(&ada, &provider, decision).await;
        let request = receiver.wait_for(count).await.pop().unwrap();
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /ciba "), "{head}");
        let head = head.to_lowercase();
        assert!(head.contains(&format!("authorization: bearer {TOKEN}")), "{head}");
        assert!(head.contains("content-type: application/json"), "{head}");
        assert_eq!(body, format!("{{\"auth_req_id\":\"{asked}\"}}"));
        let answer = bank.poll(&asked).await;
        assert_eq!(answer.status == 200, decision == "allow", "{}", answer.body);
    }
}

/// §10.2: "The Client SHOULD … respond with HTTP 204"; other answers harm nobody, and a redirect is not followed (row 42).
#[actix_web::test]
async fn whatever_a_client_answers_the_tokens_are_there() {
    for statuses in [[200], [301], [401], [403]] {
        let receiver = Receiver::with(Answers { statuses: statuses.to_vec(), wait: Duration::ZERO });
        let provider = pinged(&receiver);
        let bank = Asker::bank(&provider);
        let (ada, _) = signed_in(&provider, "ada").await;
        let asked = bank.ask(&[("client_notification_token", TOKEN)]).await;
        decide(&ada, &provider, "allow").await;
        receiver.wait_for(1).await;
        assert_eq!(bank.poll(&asked).await.status, 200, "{statuses:?}");
        provider.advance(60);
        tokio::time::sleep(Duration::from_millis(700)).await;
        assert_eq!(receiver.requests().len(), 1, "{statuses:?} is no reason to try again");
    }
}

#[actix_web::test]
async fn a_client_that_fails_is_told_again() {
    let receiver = Receiver::answering(&[503, 204]);
    let provider = pinged(&receiver);
    let bank = Asker::bank(&provider);
    let (ada, _) = signed_in(&provider, "ada").await;
    bank.ask(&[("client_notification_token", TOKEN)]).await;
    decide(&ada, &provider, "allow").await;
    receiver.wait_for(1).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    provider.advance(2);
    receiver.wait_for(2).await;
}

/// Row 42: a client's word leads to no address of this machine or its network, and the answer is there all the same.
#[actix_web::test]
async fn a_notification_endpoint_on_loopback_gets_no_hit_unless_outbound_allows_it() {
    let collector = Site::collector();
    for host in ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"] {
        let endpoint = format!("http://{host}:{}/ciba", collector.port);
        let provider = builder()
            .settings(|settings| {
                settings.outbound.allow_private_ips = false;
                settings.session_management.allow_private_ips = false;
                settings.clients[2].backchannel_token_delivery_mode = DeliveryMode::Ping;
                settings.clients[2].backchannel_client_notification_endpoint = Some(endpoint);
            })
            .start();
        let bank = Asker::bank(&provider);
        let (ada, _) = signed_in(&provider, "ada").await;
        let asked = bank.ask(&[("client_notification_token", TOKEN)]).await;
        decide(&ada, &provider, "allow").await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        assert_eq!(bank.poll(&asked).await.status, 200, "{host}");
    }
    assert_eq!(collector.connections(), 0);
}

/// SEC-28: neither what it polls with nor what it is told by is readable at rest.
#[actix_web::test]
async fn nothing_of_it_is_readable_at_rest() {
    let receiver = Receiver::answering(&[204]);
    let provider = pinged(&receiver);
    let asked = Asker::bank(&provider).ask(&[("client_notification_token", TOKEN)]).await;
    let rows = provider.by_hand();
    for column in ["request", "notification"] {
        let text = rows.run(&format!("SELECT {column} FROM polled_requests")).unwrap();
        assert!(!text.contains(TOKEN) && !text.contains(&asked), "{text}");
    }
}
