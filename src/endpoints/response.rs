//! An authorization response on its way to the client: its parameters as they are, or as the claims of a JWT that is signed and,
//! where the client registered that, encrypted (JARM §2).
//!
//! What a JWT needs is had before anything is given, so that nothing is given that cannot be told. Without a key the person
//! sees a page: an answer that was to be protected never leaves unprotected.

use super::error::PageError;
use crate::authorization::respond::{self, AuthorizationResponse, Fields};
use crate::authorization::{ReplyTo, Unanswerable};
use crate::protocol::client::Client;
use crate::provider::Provider;
use crate::store::StoreError;
use crate::token::TokenError;
use crate::token::protect::{self, Prepared};

/// What a response takes besides its parameters.
pub struct Envelope(Option<Prepared>);

impl Envelope {
    /// That of a response to there.
    pub async fn prepare(provider: &Provider, client: &Client, reply_to: &ReplyTo) -> Result<Self, TokenError> {
        match reply_to.response_mode().is_jwt() {
            // Boxed: it is large and rare.
            true => Box::pin(protect::prepare_response(provider, client, provider.now())).await.map(Some).map(Self),
            false => Ok(Self(None)),
        }
    }

    /// The response with these parameters.
    pub fn fill(
        &self,
        provider: &Provider,
        client: &Client,
        reply_to: &ReplyTo,
        fields: Fields,
    ) -> Result<AuthorizationResponse, TokenError> {
        let Some(prepared) = &self.0 else { return Ok(respond::place(reply_to, fields)) };
        let now = provider.now();
        let jwt = prepared.jwt(&respond::claims(fields, &client.client_id, now), now)?;
        Ok(respond::inside(reply_to, jwt))
    }
}

/// What the person sees where there is no key for the JWT.
pub fn no_key(client: &Client, error: TokenError) -> PageError {
    match error {
        TokenError::Store(error) => error.into(),
        TokenError::ClientKeysUnavailable(fault) => StoreError::Unavailable(fault).into(),
        other => {
            let words = format!("the response cannot be a JWT: {other}");
            Unanswerable::NoKey { client_id: client.client_id.clone(), words }.into()
        }
    }
}
