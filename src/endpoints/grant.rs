//! A request is granted: what its response type asks for is made, stored and sent (OpenID Connect Core §3.1.2.5,
//! §3.2.2.5, §3.3.2.5; RFC 6749 §4.1.2, §4.2.2).
//!
//! Everything is made first and stored last, by one transaction that looks once more at all that was verified. What
//! changed in between sends the request back to where its next step is decided. Where nothing is left to store, since the
//! code carries what it stands for and no page was answered, nothing is written: the code is judged when it is redeemed
//! (`docs/decisions/0024`).

use actix_web::{HttpRequest, HttpResponse};
use serde_json::Map;

use super::error::PageError;
use super::gone::Gone;
use super::interaction::{self, Position};
use super::polled;
use super::response::{Envelope, no_key};
use crate::authorization::issue::{self, Basis};
use crate::authorization::respond::{self, Granted, GrantedToken};
use crate::authorization::{Destination, ReplyTo};
use crate::clock::Timestamp;
use crate::protocol::authorization_code::{self, AuthorizationCode};
use crate::protocol::client::{ConsentMode, GrantType};
use crate::protocol::error::ErrorCode;
use crate::protocol::grant::Grant;
use crate::protocol::response_type::ResponseType;
use crate::protocol::session::SignedIn;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::session::browser_state::session_state;
use crate::store::authorizations::{Authorization, Authorize};
use crate::telemetry::refusals;
use crate::token::issue::{IdTokenContent, at_authorization, id_token, id_token_claims};
use crate::token::{TokenError, protect};

/// What became of granting a request.
pub enum Outcome {
    /// It is answered.
    Answered(HttpResponse),
    /// Something that was verified changed meanwhile: the next step must be decided anew.
    Lapsed(Box<Position>),
}

/// Answers a request for which nothing is missing any more.
pub async fn grant(request: &HttpRequest, provider: &Provider, position: Position) -> Result<Outcome, PageError> {
    let signed_in = position.signed_in.as_ref().ok_or_else(Gone::nothing)?;
    let reply_to = match position.pending.request.destination() {
        Destination::Browser(reply_to) => reply_to,
        // Boxed: it is large and rare.
        Destination::Polled(_) => return Box::pin(polled::allow(provider, position)).await,
    };
    let made = match make(provider, &position, reply_to, signed_in).await {
        Ok(made) => made,
        Err(TokenError::Store(error)) => return Err(error.into()),
        Err(TokenError::ClientKeysUnavailable(fault)) => {
            refusals::refused_oddly("no token was issued", &fault);
            let (code, words) =
                (ErrorCode::TemporarilyUnavailable, "the keys of this client cannot be fetched at the moment");
            return position.refuse(request, provider, code, words).await.map(Outcome::Answered);
        }
        Err(error) => {
            tracing::error!(%error, "no token was issued");
            let words = "the server could not issue a token";
            return position.refuse(request, provider, ErrorCode::ServerError, words).await.map(Outcome::Answered);
        }
    };
    let outcome = match made.stored.is_empty() {
        true => Authorize::Stored,
        false => provider.store.authorize(&made.stored, provider.now()).await?,
    };
    match outcome {
        Authorize::Stored => {}
        Authorize::Finished => return Err(position.answered().into()),
        Authorize::Lapsed(lapsed) => {
            tracing::info!(?lapsed, "no token was issued: the login, account, consent or client changed meanwhile");
            return Ok(Outcome::Lapsed(Box::new(position)));
        }
    }
    let (pending, client) = (&position.pending, &position.client);
    if made.stored.begins {
        provider.metrics.token_issued(GrantType::Implicit.as_str(), &client.client_id);
        provider.hours.answered(&client.client_id, provider.now());
    }
    // Session Management §2 has it in an Authentication Response, which that of OAuth 2.0 alone is not.
    let of_login = || session_state(request, provider, &client.client_id, reply_to.redirect_uri(), Some(signed_in));
    let session_state = pending.request.asked().is_openid().then(of_login).flatten();
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let fields = respond::success(reply_to, issuer, Granted { session_state, ..made.granted });
    let response = made.envelope.fill(provider, client, reply_to, fields).map_err(|error| no_key(client, error))?;
    Ok(Outcome::Answered(interaction::answer(request, provider, response)))
}

/// A response, as it is sent and as it is stored.
struct Made {
    granted: Granted,
    envelope: Envelope,
    stored: Authorization,
}

/// Makes what the response type asks for. All of it belongs to one grant, so that it ends together.
async fn make(
    provider: &Provider,
    position: &Position,
    reply_to: &ReplyTo,
    signed_in: &SignedIn,
) -> Result<Made, TokenError> {
    let Position { pending, client, .. } = position;
    let asked = pending.request.asked();
    let response_type = asked.response_type;
    let now = provider.now();
    let grant = issue::grant(&pending.request, client, signed_in, random::dated_identifier(now), now);
    let (token, tokens) = match response_type.has_token() {
        true => Some(at_authorization(provider, client, &grant, now)?).unzip(),
        false => (None, None),
    };
    let (grant, code) = match response_type.has_code() {
        true => {
            let (code, grant) = code(provider, position, grant, now);
            (grant, Some(code))
        }
        false => (grant, None),
    };
    let id_token = match response_type.has_id_token() {
        true => {
            let content = IdTokenContent {
                nonce: asked.nonce.as_deref(),
                access_token: token.as_ref().map(|token| token.access_token.as_str()),
                code: code.as_ref().map(|code| code.text.as_str()),
                claims: claims(provider, position, &grant, response_type, signed_in),
            };
            // Boxed: it is large and rare.
            let prepared = Box::pin(protect::prepare(provider, client, now)).await?;
            Some(id_token(provider, client, &prepared, &grant, content, now)?)
        }
        false => None,
    };
    let access_token = token.map(|token| GrantedToken {
        access_token: token.access_token,
        expires_in: token.expires_in,
        scope: asked.scope_differs.then(|| token.scope.to_string()),
    });
    let (text, code) = code.map(|code| (code.text, code.stored)).unzip();
    let stored = Authorization {
        interaction: pending.id.as_ref().map(|id| (id.digest(), id.expires_at)),
        grant,
        begins: response_type.has_token() || response_type.has_id_token(),
        tokens,
        code: code.flatten(),
        polled: None,
        rests_on_consent: client.consent != ConsentMode::Skip,
        standing: provider.standing(client),
    };
    let envelope = Envelope::prepare(provider, client, reply_to).await?;
    Ok(Made { envelope, granted: Granted { code: text, access_token, id_token, session_state: None }, stored })
}

/// A code, and what the store must know of it.
struct Code {
    text: String,
    stored: Option<(Digest, AuthorizationCode)>,
}

/// A code for the same grant (RFC 6749 §4.1.2). It carries what it stands for, unless something of the grant leaves with
/// this response, so that the grant cannot tell whether the code was redeemed, or the code would be too long. The grant
/// comes back with it.
fn code(provider: &Provider, position: &Position, grant: Grant, now: Timestamp) -> (Code, Grant) {
    let live = provider.live();
    let client = &position.client;
    let lifetime = client.lifetimes.authorization_code.unwrap_or(live.settings.tokens.authorization_code);
    let basis = Basis { consent: client.consent != ConsentMode::Skip, revocations: position.revocations };
    let request = &position.pending.request;
    let code = issue::authorization_code(request, grant, lifetime, basis);
    let is_alone = !request.asked().response_type.has_token() && !request.asked().response_type.has_id_token();
    let sealed = || provider.sealer.seal_text(authorization_code::PURPOSE, &[], &code.carried()?, now);
    match is_alone.then(sealed).flatten().filter(|text| text.len() <= authorization_code::LONGEST) {
        Some(text) => (Code { text, stored: None }, code.grant),
        None => {
            let text = random::dated_token(now);
            let grant = code.grant.clone();
            (Code { stored: Some((Digest::of_dated(&text), code)), text }, grant)
        }
    }
}

/// The person's claims for the front-channel ID token: all of the scope's where no access token could fetch them
/// (Core §5.4), else those asked for by name.
fn claims(
    provider: &Provider,
    position: &Position,
    grant: &Grant,
    response_type: ResponseType,
    signed_in: &SignedIn,
) -> Map<String, serde_json::Value> {
    let whole_scope = position.client.claims_in_id_token || response_type == ResponseType::IdToken;
    id_token_claims(provider, grant, &grant.scope, &signed_in.user, whole_scope)
}
