//! The one way a login ends.
//!
//! In one transaction the store ends the login, revokes what lived by it, and puts every relying party that was signed
//! in from it into the outbox (see "What ends with a login" in `docs/operations.md`). Only then are the open event
//! streams told and logout tokens sent: a relying party that reacts finds the login gone.

use crate::protocol::session::Cause;
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::store::StoreError;

/// Ends the login `session_id`. Returns whether it was live.
pub async fn end(provider: &Provider, session_id: &str, cause: Cause) -> Result<bool, StoreError> {
    let clients = provider.live().addressees.clone();
    let was_live = provider.store.end_session_by(&clients, session_id, cause, provider.now()).await?;
    if was_live {
        tracing::info!(?cause, "session ended");
        announce(provider);
    }
    Ok(was_live)
}

/// Ends every login of a person but `keep`. Returns how many.
pub async fn end_others(
    provider: &Provider,
    sub: &Subject,
    keep: Option<&str>,
    cause: Cause,
) -> Result<usize, StoreError> {
    let mut ended = 0;
    for session in provider.store.sessions_of(sub, provider.now()).await? {
        if Some(session.id.as_str()) != keep && end(provider, &session.id, cause).await? {
            ended += 1;
        }
    }
    Ok(ended)
}

/// Makes known what the store ended together with something else, such as a password: wakes the event streams and
/// the outbox at once instead of within a quarter of a second.
pub fn announce(provider: &Provider) {
    provider.ended.ring();
}
