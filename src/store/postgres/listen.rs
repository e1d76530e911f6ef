//! Hearing of changes at once: a connection of its own that listens. Whether or not it hears, the jobs look every quarter
//! of a second; it makes that a few milliseconds.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use super::connect::{SERVER_SILENCE, connect_to_listen};
use super::nodes::{CHANGES, CHANNEL, Heard};
use super::pool::Pool;

/// How often a connection is asked whether it lives, and how long it may take to say so.
const EVERY: Duration = Duration::from_secs(1);
/// After how long it is tried again to listen.
const PAUSE: Duration = Duration::from_millis(500);

/// Rings `bell` at each change, and whenever one may have been missed; hands on what other nodes say.
pub async fn listen(pool: Rc<Pool>, bell: Arc<Notify>, heard: Arc<Heard>) {
    let mut is_told = false;
    loop {
        let (ring, hears) = (bell.clone(), heard.clone());
        let hear = move |channel: &str, payload: &str| match channel {
            CHANNEL => hears.hear(payload),
            _ => ring.notify_one(),
        };
        // Until the last of several hosts is asked this may take longer than a living connection takes for an answer.
        let connection = match connect_to_listen(pool.postgres(), hear).await {
            Ok(connection) => connection,
            Err(error) => {
                if !std::mem::replace(&mut is_told, true) {
                    tracing::warn!(%error, "this node cannot listen for changes; it looks for them instead");
                }
                sleep(PAUSE).await;
                continue;
            }
        };
        let begin = format!("{SERVER_SILENCE}; LISTEN {CHANGES}; LISTEN {CHANNEL}");
        if let Ok(Ok(())) = timeout(EVERY, connection.batch(&begin)).await {
            is_told = false;
            // Whatever happened before it listened was heard by nobody.
            bell.notify_one();
            let alive = heard.alive();
            while matches!(timeout(EVERY, connection.batch(&alive)).await, Ok(Ok(()))) {
                sleep(EVERY).await;
            }
            tracing::info!("the connection that listens for changes broke, and is made anew");
        }
        drop(connection);
        bell.notify_one();
        sleep(PAUSE).await;
    }
}
