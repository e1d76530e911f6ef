//! Clients that introduce themselves by a document (OAuth Client ID Metadata Document): before one is looked up to whom somebody
//! is sent here, its document is read, where that is due. New ones count like registrations.

use std::time::Duration;

use actix_web::HttpRequest;

use super::client_address;
use crate::login::throttle::{self, NoAttempt};
use crate::protocol::client::ClientId;
use crate::provider::Provider;
use crate::registration::introduce::{self, DocumentError, IsNew};
use crate::store::{StoreError, StoreResult};
use crate::telemetry::refusals;

/// When it is worth asking again for a document that could not be read.
const PAUSE: Duration = Duration::from_secs(30);

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The client is as known as it can be; it may be an unknown one.
    Known,
    /// Its document cannot be used: it is no client, whatever was known before.
    Refused,
    /// Whether it is one cannot be told now, for as long as this.
    NotNow(Duration),
}

/// Reads the document of `client_id`, where it is the address of one that is due.
///
/// # Errors
/// Storage.
pub async fn hear(request: &HttpRequest, provider: &Provider, client_id: &ClientId) -> StoreResult<Heard> {
    let Some(IsNew(is_new)) = introduce::is_due(provider, client_id).await? else { return Ok(Heard::Known) };
    if is_new && let Err(wait) = may_introduce(request, provider).await? {
        return Ok(Heard::NotNow(wait));
    }
    // Boxed: it is large and rare.
    match Box::pin(introduce::read(provider, client_id)).await {
        Ok(()) => Ok(Heard::Known),
        Err(DocumentError::Store(error)) => Err(error),
        Err(error @ (DocumentError::NotNow(_) | DocumentError::Full)) => {
            refusals::note_client(client_id.as_str());
            refusals::refused_oddly(format_args!("client not known now: {error}"), "temporarily_unavailable");
            Ok(Heard::NotNow(PAUSE))
        }
        Err(error) => {
            refusals::note_client(client_id.as_str());
            refusals::refused_oddly(format_args!("client refused: {error}"), "invalid_client");
            Ok(Heard::Refused)
        }
    }
}

/// Whoever sends people here with new documents does so within a limit for each address. When the next one may come, where it
/// is reached.
async fn may_introduce(request: &HttpRequest, provider: &Provider) -> StoreResult<Result<(), Duration>> {
    let live = provider.live();
    let counter = format!("document\n{}", throttle::network(client_address(request, &live.settings)));
    match provider.throttle.count(&counter, live.settings.registration.rate, provider.now()).await {
        Ok(_) => Ok(Ok(())),
        Err(NoAttempt::Blocked(wait)) => {
            provider.metrics.rate_limited("registration");
            let words = "client not known now: too many new documents from this address";
            refusals::refused_oddly(words, "temporarily_unavailable");
            Ok(Err(wait))
        }
        Err(NoAttempt::Busy) => Err(StoreError::Unavailable("a document cannot be counted".to_owned())),
    }
}
