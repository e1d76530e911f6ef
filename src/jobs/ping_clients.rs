//! Tells clients that a person has answered (CIBA Core 1.0 §10.2): under the rules by which logout tokens leave, without following
//! redirects, again after faults of the way. The client fetches the answer itself, whatever becomes of this.

use std::rc::Rc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::deliver_logout_tokens::{Gates, LEAVES_WITHIN, lease};
use super::lasting::lasting;
use crate::clock::Timestamp;
use crate::protocol::polled::Notification;
use crate::provider::{Provider, SharedProvider};
use crate::store::StoreError;

/// What the words are sealed for.
const PURPOSE: &str = "CIBA notification";
/// On their way at once.
const MOST: u32 = 50;
/// How often the store is looked into when nobody rings the bell.
const EVERY: Duration = Duration::from_millis(500);
/// After how long it is tried again, by the number of tries in vain.
const AGAIN: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(10), Duration::from_secs(30)];

/// Runs for as long as the runtime does.
pub fn start(provider: &SharedProvider) {
    let provider = provider.clone();
    lasting(async move || {
        let gates = Rc::new(Gates::new(&provider.live().settings));
        loop {
            let _ = tokio::time::timeout(EVERY, provider.ended.for_pings()).await;
            if let Err(error) = send_what_is_due(&provider, &gates).await {
                tracing::warn!(%error, "clients that are to be pinged cannot be read");
            }
        }
    });
}

async fn send_what_is_due(provider: &SharedProvider, gates: &Rc<Gates>) -> Result<(), StoreError> {
    let now = provider.now();
    if provider.store.next_notification().await?.is_none_or(|due| due > now) {
        return Ok(());
    }
    let live = provider.live().clone();
    gates.apply(&live.settings);
    // Should this node die, another one pings after as long as it sends logout tokens.
    let (taken, lease_until) = (Instant::now(), now.after(lease(live.settings.session_management.backchannel_timeout)));
    for notification in provider.store.take_notifications(now, lease_until, MOST).await? {
        let (provider, gates) = (provider.clone(), gates.clone());
        actix_web::rt::spawn(async move {
            let again = match prepare(&provider, &notification).await {
                Ok(_) if taken.elapsed() > LEAVES_WITHIN => {
                    tracing::warn!(client_id = %notification.client_id, "the ping was not ready in time; it will be sent later");
                    return;
                }
                Ok(word) => ping(&provider, &gates, &notification, &word).await,
                Err(again) => again,
            };
            if let Err(error) = provider.store.settle_notification(&notification, again).await {
                tracing::warn!(%error, "what became of a ping could not be stored; it is sent again");
            }
        });
    }
    Ok(())
}

/// What a client is told, and where.
struct Word {
    uri: String,
    auth_req_id: String,
    token: String,
}

/// What one says; otherwise when to try again, if that is of use.
async fn prepare(provider: &Provider, notification: &Notification) -> Result<Word, Option<Timestamp>> {
    let now = provider.now();
    let Ok(client) = provider.client(&notification.client_id).await else { return Err(again(notification, now)) };
    let Some(uri) = client.and_then(|client| client.backchannel_client_notification_endpoint.clone()) else {
        return Err(None);
    };
    let sealed = (PURPOSE, notification.digest.as_bytes().as_slice(), notification.sealed.as_str());
    let Ok(opened) = provider.sealer.find_text(provider.store.as_ref(), sealed, now).await else {
        return Err(again(notification, now));
    };
    let told: Option<Value> = opened.and_then(|opened| serde_json::from_slice(&opened).ok());
    let text = |name: &str| told.as_ref()?.get(name)?.as_str().map(str::to_owned);
    match (text("auth_req_id"), text("token")) {
        (Some(auth_req_id), Some(token)) => Ok(Word { uri, auth_req_id, token }),
        _ => Err(None),
    }
}

/// When one that was tried in vain is tried again, if ever.
fn again(notification: &Notification, now: Timestamp) -> Option<Timestamp> {
    let tries = usize::try_from(notification.attempts).unwrap_or(usize::MAX);
    AGAIN.get(tries).map(|wait| now.after(*wait))
}

/// Sends one; when to try again, if that is of use.
async fn ping(provider: &Provider, gates: &Gates, notification: &Notification, word: &Word) -> Option<Timestamp> {
    let (client_id, uri, now) = (&notification.client_id, &word.uri, provider.now());
    let body = json!({"auth_req_id": word.auth_req_id});
    let outbound = gates.of(client_id, &provider.live());
    let (result, next) = match outbound.post_json(uri, &word.token, &body).await {
        Ok(200..300) => {
            tracing::info!(%client_id, "client pinged");
            ("delivered", None)
        }
        // What is answered so is answered so again (§10.2: the server "MUST NOT follow" redirects).
        Ok(status @ 300..500) => {
            tracing::warn!(%client_id, status, "the client's notification endpoint did not take the ping; it is not sent again");
            ("failed", None)
        }
        Ok(status) => {
            tracing::warn!(%client_id, status, "the client's notification endpoint did not take the ping");
            ("retry", again(notification, now))
        }
        Err(error) => {
            tracing::warn!(%client_id, "{uri} {error}; the client was not pinged");
            ("retry", again(notification, now))
        }
    };
    provider.metrics.client_ping(if next.is_none() && result == "retry" { "failed" } else { result });
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times are whole seconds, and a node looks every half second.
    #[test]
    fn a_ping_that_a_node_had_in_hand_that_died_is_taken_within_ten_seconds() {
        assert!(lease(Duration::from_secs(5)) + EVERY < Duration::from_secs(10));
    }
}
