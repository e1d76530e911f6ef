//! Answers the other nodes that share the database.

use super::lasting::lasting;
use crate::provider::SharedProvider;
use crate::session::elsewhere::answer;

/// Runs for as long as the runtime does, where several nodes share a database.
pub fn start(provider: &SharedProvider) {
    let provider = provider.clone();
    lasting(async move || {
        loop {
            let word = provider.store.received().await;
            let provider = provider.clone();
            actix_web::rt::spawn(async move { answer(&provider, &word).await });
        }
    });
}
