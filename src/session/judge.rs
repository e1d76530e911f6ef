//! What the server knows of a `session_state`, without any cookie: the verdict that the iframe asks for.

use crate::protocol::client::ClientId;
use crate::protocol::session_state::{BrowserStateId, Kind, sealed_handle, session_state};
use crate::provider::Provider;
use crate::store::StoreError;

/// A `session_state` with the client and the origin that ask about it, as the iframe sends it:
/// `origin SP client_id SP session_state`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The whole text.
    pub text: String,
    origin: String,
    client_id: String,
    session_state: String,
}

impl Question {
    /// Reads the text; `None` unless it has three parts and at most 1,200 octets.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ').filter(|_| text.len() <= 1_200);
        let (origin, client_id, session_state) = (parts.next()?, parts.next()?, parts.next()?);
        parts.next().is_none().then(|| Self {
            text: text.to_owned(),
            origin: origin.to_owned(),
            client_id: client_id.to_owned(),
            session_state: session_state.to_owned(),
        })
    }
}

/// What is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It holds; a change of this browser state would end it.
    Live(BrowserStateId),
    /// It held once and never will again.
    Ended,
    /// Genuine, but issued to another client or for another origin.
    Mismatch,
    /// Not ours, tampered with, or of a client or a redirect URI that is no longer registered.
    Bad,
}

impl Verdict {
    /// The word that the iframe reads.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live(_) => "live",
            Self::Ended => "ended",
            Self::Mismatch => "mismatch",
            Self::Bad => "bad",
        }
    }
}

/// Judges by the sealed handle, what is registered, and the store. Never extends a login. What cannot be read is no
/// verdict, but an error: the iframe asks again.
pub async fn judge(provider: &Provider, question: &Question) -> Result<Verdict, StoreError> {
    let Question { origin, client_id, session_state: asked, .. } = question;
    let client = match ClientId::parse(client_id) {
        Some(client_id) => provider.client(&client_id).await?,
        None => None,
    };
    let now = provider.now();
    let opened = sealed_handle(asked).and_then(|sealed| Some((sealed, provider.sealer.open(&sealed, now)?)));
    let (Some(client), Some((sealed, handle))) = (client, opened) else { return Ok(Verdict::Bad) };
    if !handle.is_for(client_id, origin) {
        return Ok(Verdict::Mismatch);
    }
    // A client that is no longer there, or no longer at that origin, has no session to ask about.
    if !client.redirect_uris.iter().any(|uri| uri.has_origin(origin, client.application_type)) {
        return Ok(Verdict::Bad);
    }
    provider.watchers.note(client_id);
    match handle.kind {
        Kind::Login => Ok(match provider.store.living_browser_state(&handle.state, now).await? {
            None => Verdict::Ended,
            Some(living) if session_state(client_id, origin, &living.browser_state, &sealed) != *asked => Verdict::Bad,
            // Whom the client no longer admits is signed in, but not to it.
            Some(living) if !client.admits(&living.groups) => Verdict::Ended,
            Some(_) => Verdict::Live(handle.state),
        }),
        Kind::Anonymous => match provider.store.was_signed_in_from(&handle.state).await? {
            true => Ok(Verdict::Ended),
            false => Ok(Verdict::Live(handle.state)),
        },
    }
}
