//! What the server knows of a `session_state`, without any cookie: the verdict that the iframe asks for.

use std::sync::Arc;

use super::verdict::{Question, Verdict};
use crate::protocol::client::{Client, ClientId};
use crate::protocol::session_state::{BrowserStateId, Kind, sealed_handle, session_state};
use crate::provider::Provider;
use crate::store::StoreError;

/// The browser state of which a value speaks, if it is ours: what happens to it may change the verdict.
pub async fn state_of(provider: &Provider, question: &Question) -> Result<Option<BrowserStateId>, StoreError> {
    let Some(sealed) = sealed_handle(question.session_state()) else { return Ok(None) };
    let opened = provider.sealer.find(provider.store.as_ref(), &sealed, provider.now()).await?;
    Ok(opened.map(|handle| handle.state))
}

/// Judges by the sealed handle, what is registered, and the store. Never extends a login. What cannot be read is no
/// verdict, but an error: the iframe asks again.
pub async fn judge(provider: &Provider, question: &Question) -> Result<Verdict, StoreError> {
    let (origin, asked) = (question.origin(), question.session_state());
    let now = provider.now();
    let Some(client_id) = ClientId::parse(question.client_id()) else { return Ok(Verdict::Bad) };
    // A client that a reload took or changed a moment ago counts as it was, too: a file may be cut off while it is
    // written, and apps sign people out at the first word of a change. A reload notes
    // the former client first and puts the new settings in force then. Here the settings are read first, and the former
    // client after them by the time of then, so that a reload between the two is not missed.
    let client = provider.client(&client_id).await?;
    let clients = [client, provider.former_client(&client_id, provider.now())];
    let clients: Vec<Arc<Client>> = clients.into_iter().flatten().collect();
    let Some(sealed) = sealed_handle(asked).filter(|_| !clients.is_empty()) else { return Ok(Verdict::Bad) };
    let opened = provider.sealer.find(provider.store.as_ref(), &sealed, now).await?;
    let Some(handle) = opened else { return Ok(Verdict::Bad) };
    if !handle.is_for(client_id.as_str(), origin) {
        return Ok(Verdict::Mismatch);
    }
    let is_at_origin =
        |client: &&Arc<Client>| client.redirect_uris.iter().any(|uri| uri.has_origin(origin, client.application_type));
    let clients: Vec<&Arc<Client>> = clients.iter().filter(is_at_origin).collect();
    if clients.is_empty() {
        return Ok(Verdict::Bad);
    }
    provider.watchers.note(client_id.as_str());
    match handle.kind {
        Kind::Login => Ok(match provider.store.living_browser_state(&handle.state, now).await? {
            None => Verdict::Ended,
            Some(living) if session_state(client_id.as_str(), origin, &living.browser_state, &sealed) != asked => {
                Verdict::Bad
            }
            // Whom the client does not admit is signed in, but not to it.
            Some(living) if !clients.iter().any(|client| client.admits(&living.groups)) => Verdict::Bad,
            Some(_) => Verdict::Live,
        }),
        Kind::Anonymous => match provider.store.was_signed_in_from(&handle.state).await? {
            true => Ok(Verdict::Ended),
            false => Ok(Verdict::Live),
        },
    }
}
