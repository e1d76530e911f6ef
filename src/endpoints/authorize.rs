//! `authorization_endpoint` (OpenID Connect Core §3.1.2), by GET and POST alike.

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::web::{Data, Payload};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};

use super::error::PageError;
use super::gone::{Gone, Why};
use super::interaction::{self, Pending};
use super::introduction::{self, Heard};
use super::{Sender, again_by_get, form, remarks};
use crate::authorization::{self, Arrived, AuthorizationError, Context, Refusal, Unanswerable};
use crate::protocol::client::{Client, ClientId};
use crate::provider::Provider;
use crate::request_objects::{self, Brought, NotRead};
use crate::session::browser::Browser;
use crate::session::browser_state::{self, NoCookies};
use crate::telemetry::refusals;

/// Handles a request.
pub async fn authorize(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    // Boxed: it is large, and each layer around would move it.
    match Box::pin(handle(&request, payload, &provider)).await {
        Ok(response) => response,
        Err(error) if is_admin(&request, &provider).await => error.respond_to_admin(&request, &provider),
        Err(error) => error.respond(&request, &provider),
    }
}

/// Whether the person in front of the error can mend it.
async fn is_admin(request: &HttpRequest, provider: &Provider) -> bool {
    let signed_in = Browser::of(request).signed_in(provider).await;
    signed_in.is_ok_and(|signed_in| signed_in.is_some_and(|signed_in| signed_in.user.administers()))
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, PageError> {
    let encoded = parameters(request, payload, provider).await?;
    let browser = Browser::of(request);
    let may_lack_cookies = || Sender::of(request, &provider.live().settings).may_lack_cookies();
    if request.method() == Method::POST && !browser.is_known() && may_lack_cookies() {
        // Lax cookies stay behind on a cross-site POST; they come along on the GET that follows.
        return Ok(again_by_get(request, &encoded));
    }
    let client = named_client(request, &encoded, provider).await?;
    let Brought { arrived, pushed } =
        request_objects::read(provider, client.as_ref(), &encoded).await.map_err(|error| not_read(error, &client))?;
    match verify(&arrived, client.clone(), provider) {
        Ok(verified) => {
            if let Some(client) = &client {
                remarks::on_request(provider, client, &verified);
            }
            if verified.asked().prompt.is_none() {
                request.extensions_mut().insert(NoCookies);
            } else {
                browser_state::ensure(request);
            }
            let pending = match pushed {
                Some(arrival) => Pending::pushed(verified, arrival),
                None => Pending::new(verified),
            };
            interaction::proceed(request, provider, &browser, pending).await
        }
        Err(AuthorizationError::Unanswerable(fault)) => {
            if let Unanswerable::RedirectUriNotRegistered { sent, .. } = &fault {
                refusals::note_redirect_uri(sent);
            }
            Err(fault.into())
        }
        Err(AuthorizationError::Refused(refusal)) => {
            if arrived.is_silent() {
                request.extensions_mut().insert(NoCookies);
            }
            log(&refusal);
            let signed_in = browser.signed_in(provider).await?;
            interaction::refused(request, provider, &refusal, signed_in.as_ref()).await
        }
    }
}

/// A pushed request that is over: the person is led back to the app, which alone can push another.
fn not_read(error: NotRead, client: &Option<Arc<Client>>) -> PageError {
    let why = match error {
        NotRead::Answered => Why::Answered,
        NotRead::NotPushed => Why::NotPushed,
        NotRead::Store(error) => return error.into(),
    };
    Gone { why, client: client.clone() }.into()
}

/// What an operator needs to find the client, and to mend what a line of the configuration mends.
pub(super) fn log(refusal: &Refusal) {
    let (sent, remedy) = match &refusal.advice {
        Some(advice) => (Some(advice.sent.as_str()), Some(advice.remedy.as_str())),
        None => (None, None),
    };
    // They may have stood in a request object.
    refusals::note_client(refusal.client_id.as_str());
    refusals::note_redirect_uri(refusal.reply_to.redirect_uri());
    let words = format_args!("authorization refused: {}", refusal.description);
    refusals::refused_with_remedy(words, refusal.code.as_str(), sent, remedy);
}

/// The encoded parameters, from the query or the body but not both (SEC-10).
async fn parameters(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<Vec<u8>, PageError> {
    if request.method() != Method::POST {
        return Ok(request.query_string().as_bytes().to_vec());
    }
    if !request.query_string().is_empty() {
        return Err(PageError::QueryAndBody);
    }
    Ok(form::read(request, payload, provider.live().settings.limits.body_bytes).await?)
}

/// The client that the first `client_id` names. The checks read that parameter by stricter rules, and then find this
/// client or none.
async fn named_client(
    request: &HttpRequest,
    encoded: &[u8],
    provider: &Provider,
) -> Result<Option<Arc<Client>>, PageError> {
    let named = url::form_urlencoded::parse(encoded).find(|(name, _)| name == "client_id");
    let client_id = named.and_then(|(_, value)| ClientId::parse(&value));
    Ok(match client_id {
        Some(client_id) => match introduction::hear(request, provider, &client_id).await? {
            Heard::Known => provider.client(&client_id).await?,
            Heard::Refused => None,
            Heard::NotNow(_) => return Err(PageError::ClientNotNow),
        },
        None => None,
    })
}

/// The checks of a request, wherever it arrives.
pub(super) fn verify(
    arrived: &Arrived<'_>,
    client: Option<Arc<Client>>,
    provider: &Provider,
) -> Result<authorization::VerifiedRequest, AuthorizationError> {
    let live = provider.live();
    authorization::verify(
        arrived,
        &Context {
            client: &|client_id| client.clone().filter(|client| client.client_id == *client_id),
            issuer: live.settings.server.issuer.as_str(),
            catalogue: &live.settings.catalogue,
            detail_types: &live.settings.authorization_details,
            id_token_hint: &|token| provider.id_token_hint(token),
            sign_up: live.settings.login.sign_up.is_open(),
            now: provider.now(),
        },
    )
}
