//! A request is granted: what its response type asks for is made, stored and sent (OpenID Connect Core §3.1.2.5,
//! §3.2.2.5, §3.3.2.5; RFC 6749 §4.1.2, §4.2.2).

use actix_web::{HttpRequest, HttpResponse};
use serde_json::Map;

use super::error::PageError;
use super::interaction::{self, Position};
use crate::authorization::respond::{self, Granted, GrantedToken};
use crate::authorization::{VerifiedRequest, issue};
use crate::clock::Timestamp;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::error::ErrorCode;
use crate::protocol::grant::Grant;
use crate::protocol::response_type::ResponseType;
use crate::protocol::session::SignedIn;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::session::browser_state::session_state;
use crate::token::TokenError;
use crate::token::issue::{IdTokenContent, at_authorization, begin, id_token, id_token_claims};

/// Answers a request for which nothing is missing any more.
pub async fn grant(request: &HttpRequest, provider: &Provider, position: Position) -> Result<HttpResponse, PageError> {
    let Position { pending, client, signed_in, .. } = position;
    let signed_in = signed_in.ok_or(PageError::InteractionGone)?;
    interaction::finish(provider, &pending).await?;
    let granted = match make(provider, &client, &pending.request, &signed_in).await {
        Ok(granted) => granted,
        Err(fault) => {
            let (code, words) = fault.for_client()?;
            return Ok(interaction::refuse_finished(request, provider, &pending, Some(&signed_in), code, words));
        }
    };
    let reply_to = pending.request.reply_to();
    let session_state = session_state(request, provider, &client.client_id, reply_to.redirect_uri(), Some(&signed_in));
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let response = respond::success(reply_to, issuer, Granted { session_state, ..granted });
    Ok(interaction::answer(request, provider, response))
}

/// Why nothing was made after all.
enum Fault {
    /// The login ended while this was under way.
    LoginEnded,
    /// Storage, or no key.
    Token(TokenError),
}

impl From<TokenError> for Fault {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}

impl Fault {
    /// What the client is told; a storage fault is a page, so that the person may try again.
    fn for_client(self) -> Result<(ErrorCode, &'static str), PageError> {
        match self {
            Self::LoginEnded => Ok((ErrorCode::LoginRequired, "the login ended meanwhile")),
            Self::Token(TokenError::Store(error)) => Err(error.into()),
            Self::Token(error) => {
                tracing::error!(%error, "nothing could be issued");
                Ok((ErrorCode::ServerError, "the server could not issue a token"))
            }
        }
    }
}

/// Makes what the response type asks for. All of it belongs to one grant, so that it ends together.
async fn make(
    provider: &Provider,
    client: &Client,
    request: &VerifiedRequest,
    signed_in: &SignedIn,
) -> Result<Granted, Fault> {
    let asked = request.asked();
    let response_type = asked.response_type;
    let now = provider.now();
    let grant = issue::grant(request, client, signed_in, random::dated_identifier(now), now);
    let token = match response_type.has_token() {
        true => Some(at_authorization(provider, client, &grant, now).await?.ok_or(Fault::LoginEnded)?),
        false if response_type.has_id_token() && !begin(provider, &grant, now).await? => return Err(Fault::LoginEnded),
        false => None,
    };
    let code = match response_type.has_code() {
        true => Some(code(provider, client, request, &grant, now).await?),
        false => None,
    };
    let id_token = match response_type.has_id_token() {
        true => {
            let content = IdTokenContent {
                nonce: asked.nonce.as_deref(),
                access_token: token.as_ref().map(|token| token.access_token.as_str()),
                code: code.as_deref(),
                claims: claims(provider, client, &grant, response_type, signed_in),
            };
            Some(id_token(provider, client, &grant, content, now).await?)
        }
        false => None,
    };
    if response_type.has_token() || response_type.has_id_token() {
        provider.metrics.token_issued(GrantType::Implicit.as_str(), &client.client_id);
    }
    let access_token = token.map(|token| GrantedToken {
        access_token: token.access_token,
        expires_in: token.expires_in,
        scope: asked.scope_differs.then(|| token.scope.to_string()),
    });
    Ok(Granted { code, access_token, id_token, session_state: None })
}

/// A code for the same grant (RFC 6749 §4.1.2).
async fn code(
    provider: &Provider,
    client: &Client,
    request: &VerifiedRequest,
    grant: &Grant,
    now: Timestamp,
) -> Result<String, Fault> {
    let live = provider.live();
    let lifetime = client.lifetimes.authorization_code.unwrap_or(live.settings.tokens.authorization_code);
    let code = random::dated_token(now);
    let authorization = issue::authorization_code(request, grant.clone(), now, lifetime);
    provider.store.add_code(&Digest::of_dated(&code), &authorization).await.map_err(TokenError::from)?;
    Ok(code)
}

/// The person's claims for the front-channel ID token: all of the scope's where no access token could fetch them
/// (Core §5.4), else those asked for by name.
fn claims(
    provider: &Provider,
    client: &Client,
    grant: &Grant,
    response_type: ResponseType,
    signed_in: &SignedIn,
) -> Map<String, serde_json::Value> {
    let whole_scope = client.claims_in_id_token || response_type == ResponseType::IdToken;
    id_token_claims(provider, grant, &grant.scope, &signed_in.user, whole_scope)
}
